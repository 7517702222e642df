// What is known of one mark, as a card beside the text; and lists of all marks of a document.

function citationCard(block, citation) {
  const node = citation.instrument >= 0 ? nodes[citation.instrument] : null;
  const others = block.citations.filter((c) => c.instrument === citation.instrument && citation.instrument >= 0 && c.index !== citation.index);
  return [
    h("h3", {}, badge("citation", t("mark.citation")), " ", citation.symbol || citation.text),
    facts([
      [t("col.kind"), citation.kind ? kindName(citation.kind) : null],
      [t("col.title"), citation.title],
      [t("col.issuer"), citation.issuer],
      [t("col.date"), day(citation.date)],
      [t("col.relation"), word("relation", citation.relation)],
      [t("col.provision"), citation.provision],
      [t("col.form"), word("form", citation.form)],
      [t("col.repairs"), citation.repairs.length ? badge("warn", citation.repairs.join(", ")) : null],
    ]),
    node ? nodeFacts(node) : h("p", { class: "quiet" }, t("noInstrument")),
    others.length ? [h("h4", {}, t("otherMentions", number(others.length))), jumpList(others.map((c) => [c.text, c.at, "citation:" + c.index]))] : null,
  ];
}

function nodeFacts(node) {
  return h("div", { class: "box" },
    h("p", {}, h("strong", {}, nodeName(node)), node.title && node.symbol ? [" – ", node.title] : null),
    h("p", { class: "quiet small" }, [node.issuer, day(node.date), t("citedByN", number(node.cited))].filter(Boolean).join(" · ")),
    node.determined ? null : h("p", { class: "small" }, badge("warn", t("undetermined"))),
    h("p", { class: "links-row" },
      node.documents.map((k) => h("a", { href: documentLink(documents[k]) }, t("openDocument"))),
      h("a", { href: nodeLink(node) }, t("openGraph"))));
}

function unitCard(block, unit, doc) {
  const own = doc.taskRows.filter((task) => ["responsible", "coordinate", "direct", "report"].some((key) => task[key].includes(unit.name)));
  return [
    h("h3", {}, badge("unit", t("mark.unit")), " ", unit.name),
    facts([
      [t("col.level"), unit.level ? word("level", unit.level) : null],
      [t("col.place"), unit.place],
      [t("col.generic"), unit.generic ? t("yes") : null],
      [t("col.until"), unit.until ? day(unit.until) : null],
      [t("col.successor"), unit.successor],
      [t("col.mentions"), number(unit.at.length)],
    ]),
    h("p", {}, h("a", { href: "#/tasks?unit=" + encodeURIComponent(unit.name) }, t("tasksOfUnit"))),
    own.length ? [h("h4", {}, t("tasksHere", number(own.length))), jumpList(own.map((task) => [task.text, task.at, "task:" + task.index]))] : null,
  ];
}

function dateCard(date) {
  return [
    h("h3", {}, badge("date", t("mark.date")), " ", day(date.edtf)),
    facts([[t("asPrinted"), date.text], [t("col.role"), word("dateRole", date.role)], ["EDTF", h("code", {}, date.edtf)], [t("col.inferred"), date.inferred ? day(date.inferred) : null]]),
  ];
}

const CAPACITIES = ["responsible", "coordinate", "direct", "report"];

function taskCard(task) {
  return [
    h("h3", {}, badge("task", t("mark.task")), " ", word("role", task.role)),
    facts([
      ...CAPACITIES.map((key) => [t("col." + key), task[key].map((name, k) => [k ? h("br") : null, name])]),
      [t("col.due"), task.due.map((due, k) => [k ? h("br") : null, day(due[0])])],
      [t("col.section"), task.label],
    ]),
    h("p", { class: "quote" }, task.text),
  ];
}

// Rows that lead to a place; `key` names the mark that is then described.
function jumpList(rows) {
  return h("ul", { class: "jumps" }, rows.map(([text, at, key, about]) => h("li", {},
    h("button", { type: "button", class: "jump-row", "data-at": at ? at[0] : null, "data-end": at ? at[1] : null, "data-key": key, disabled: !at },
      h("span", { class: "jump-text" }, text), about ? h("span", { class: "jump-about" }, about) : null))));
}

function markLists(doc, block) {
  const title = (key, list) => t(key) + " (" + number(list.length) + ")";
  return [
    ["citations", title("mark.citations", block.citations), () => jumpList(block.citations.map((c) => [c.text, c.at, "citation:" + c.index, [word("relation", c.relation), day(c.date)].filter(Boolean).join(" · ")]))],
    ["tasks", title("mark.tasks", doc.taskRows), () => jumpList(doc.taskRows.map((task) => [task.text, task.at, "task:" + task.index, [task.responsible.join(", "), task.due.map((due) => day(due[0])).join(", ")].filter(Boolean).join(" · ")]))],
    ["units", title("mark.units", block.units), () => jumpList(block.units.map((u) => [u.name, u.at[0], "unit:" + u.index, u.at.length > 1 ? t("times", number(u.at.length)) : ""]))],
    ["dates", title("mark.dates", block.dates), () => jumpList(block.dates.map((d) => [d.text, d.at, "date:" + d.index, word("dateRole", d.role) + " · " + day(d.edtf)]))],
    ["notes", title("mark.notes", block.notes), () => jumpList(block.notes.map((n) => [word("code", n.code), n.at, "note:" + n.index, n.message]))],
  ];
}
