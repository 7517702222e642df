// Data: tables of the index become objects; the block of a document is only read when somebody opens it.

function decode(table, pool) {
  const pooled = new Set(table.pooled);
  const read = (value) => (Array.isArray(value) ? value.map((k) => pool[k]) : value < 0 ? null : pool[value]);
  return table.rows.map((row, index) => {
    const item = { index };
    table.fields.forEach((name, k) => { item[name] = pooled.has(name) ? read(row[k]) : row[k]; });
    return item;
  });
}

const POOL = INDEX.pool;
const documents = decode(INDEX.documents, POOL);
const tasks = decode(INDEX.tasks, POOL);
const nodes = decode(INDEX.nodes, POOL);
const edges = decode(INDEX.edges, POOL);
const findings = decode(INDEX.findings, POOL);
const verdicts = decode(INDEX.verdicts, POOL);
const byId = new Map(documents.map((doc) => [doc.id, doc]));
const nodeById = new Map(nodes.map((node) => [node.id, node]));

for (const node of nodes) { node.out = []; node.in = []; }
for (const edge of edges) {
  nodes[edge.source].out.push(edge);
  nodes[edge.target].in.push(edge);
}
for (const doc of documents) { doc.taskRows = []; doc.findingRows = []; doc.verdictRows = []; }
for (const task of tasks) documents[task.document].taskRows.push(task);
for (const finding of findings) if (finding.document >= 0) documents[finding.document].findingRows.push(finding);
for (const verdict of verdicts) if (verdict.plan >= 0) documents[verdict.plan].verdictRows.push(verdict);

const likely = new Map();
for (const [doc, node, score] of INDEX.probable) likely.set(doc, { node: nodes[node], score });

const blocks = new Map();

function blockOf(doc) {
  if (!blocks.has(doc.index)) {
    const raw = JSON.parse($("d" + doc.index).textContent);
    const block = { text: raw.text, signature: raw.signature };
    for (const [name, fields] of Object.entries(INDEX.block)) {
      const keys = fields.split(" ");
      block[name] = raw[name].map((row, index) => {
        const item = { index };
        keys.forEach((key, k) => { item[key] = row[k]; });
        return item;
      });
    }
    if (blocks.size > 40) blocks.delete(blocks.keys().next().value);
    blocks.set(doc.index, block);
  }
  return blocks.get(doc.index);
}

// The folded text of a document; in contents the words must stand together, since single ones stand everywhere.
function foldedText(doc) {
  if (doc.folded === undefined) {
    const raw = JSON.parse($("d" + doc.index).textContent);
    doc.folded = fold(raw.text || "").replace(/\s+/g, " ");
  }
  return doc.folded;
}

function yearOf(doc) {
  return doc.issued ? doc.issued.slice(0, 4) : null;
}

function documentLink(doc, at) {
  return "#/document/" + encodeURIComponent(doc.id) + (at && at[0] >= 0 ? "/" + at[0] + "-" + at[1] : "");
}

function nodeLink(node) {
  return "#/graph/" + encodeURIComponent(node.id);
}
