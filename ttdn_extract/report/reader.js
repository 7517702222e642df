// One document: sections, text with coloured marks, and what is known of the mark that was chosen.

const MARKS = ["citation", "unit", "date", "task"];
const layers = new Set(MARKS);

function readerView(args) {
  const doc = byId.get(args[0]);
  if (!doc) return { element: h("div", { class: "view" }, h("h1", { tabindex: -1 }, t("noSuchDocument")), h("p", {}, h("a", { href: "#/documents" }, t("nav.documents")))) };
  const block = blockOf(doc);
  const hit = /^(\d+)-(\d+)$/.exec(args[1] || "");
  const at = hit ? [Number(hit[1]), Number(hit[2])] : null;
  const side = h("aside", { class: "side", "aria-label": t("details"), tabindex: -1 });
  const body = block.text === null ? quoted(doc, block) : markedText(block.text, spansOf(doc, block, at));
  const excerpt = (section) => {
    if (block.text === null) return section.path;
    const words = block.text.slice(section.at[0], Math.min(section.at[1], section.at[0] + 120)).trim();
    const start = words.startsWith(section.label) ? words.slice(section.label.length) : words;
    return start.replace(/^[^\p{L}\p{N}]+/u, "").replace(/\s+/g, " ").slice(0, 60) || section.path;
  };
  const tree = sectionTree(block.sections, (section) => goTo(section.heading || section.at), excerpt);

  function goTo(place) {
    const node = place && body.at(place[0]);
    if (!node) return;
    scrollTo(node, covered() ? "start" : "center");
    node.classList.remove("flash");
    requestAnimationFrame(() => node.classList.add("flash"));
  }

  function describe(keys) {
    const cards = keys.map((key) => cardOf(doc, block, key)).filter(Boolean);
    if (!cards.length) return;
    replace(side, h("div", { class: "side-head" }, button("×", close, { class: "button close", "aria-label": t("close") })), cards.map((c) => h("div", { class: "detail" }, c)), lists());
    side.classList.add("open");
    side.scrollTop = 0;
    forget();
    const whole = keys[0].startsWith("task") ? "chosen-task" : "chosen";
    for (const p of body.pieces) if ((p.node.dataset.marks || "").split(" ").includes(keys[0])) p.node.classList.add(whole);
    say(side.querySelector("h3") ? side.querySelector("h3").textContent : "");
  }

  function close() {
    side.classList.remove("open");
    replace(side, lists());
    forget();
  }

  // On a small screen the card lies over the lower half of the text.
  function covered() {
    return side.classList.contains("open") && getComputedStyle(side).position === "fixed";
  }

  function forget() {
    for (const old of body.element.querySelectorAll(".chosen, .chosen-task")) old.classList.remove("chosen", "chosen-task");
  }

  let tab = "citations";
  const lists = () => h("div", { class: "lists" }, tabs(t("marks"), markLists(doc, block), tab, (key) => { tab = key; }));
  replace(side, lists());
  side.addEventListener("click", (event) => {
    const row = event.target.closest(".jump-row");
    if (!row) return;
    if (!row.dataset.key.startsWith("note")) describe([row.dataset.key]);
    if (row.dataset.at) goTo([Number(row.dataset.at), Number(row.dataset.end)]);
  });
  body.element.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-marks]");
    if (!piece || String(getSelection())) return;
    const keys = piece.dataset.marks.split(" ").filter((key) => layers.has(key.split(":")[0]));
    describe(keys.sort((a, b) => MARKS.indexOf(a.split(":")[0]) - MARKS.indexOf(b.split(":")[0])));
    if (covered() && piece.getBoundingClientRect().bottom > innerHeight * 0.48) scrollTo(piece, "start");
  });

  const legend = h("div", { class: "legend-marks", role: "group", "aria-label": t("marks") }, MARKS.map((type) => {
    const box = h("input", { type: "checkbox", on: { change: () => { box.checked ? layers.add(type) : layers.delete(type); show(); } } });
    box.checked = layers.has(type);
    return h("label", { class: "check key-" + type }, box, h("span", {}, t("mark." + type + "s")));
  }));
  const show = () => MARKS.forEach((type) => body.element.classList.toggle("hide-" + type, !layers.has(type)));
  show();

  const element = h("article", { class: "view reader" },
    readerHead(doc),
    block.text === null ? h("p", { class: "notice" }, t("noText")) : null,
    legend,
    h("div", { class: "reader-columns" },
      h("details", { class: "sections", open: innerWidth > 800 }, h("summary", {}, t("sections") + " (" + number(block.sections.length) + ")"), tree.element),
      h("div", { class: "paper" }, body.element), side));
  return {
    element,
    title: documentName(doc),
    start() {
      fitColumns(body.element);
      if (!at) return;
      const target = body.element.querySelector(".m-hit") || body.at(at[0]);
      if (!target) return;
      target.scrollIntoView({ block: "center" });
      const inside = block.sections.filter((s) => s.at && s.at[0] <= at[0] && at[0] < s.at[1]).pop();
      if (inside) tree.mark(inside.index);
      const task = doc.taskRows.find((row) => row.at[0] === at[0] && row.at[1] === at[1]);
      const same = block.citations.find((c) => c.at[0] <= at[0] && at[1] <= c.at[1]);
      if (innerWidth > 800 && (task || same)) describe([task ? "task:" + task.index : "citation:" + same.index]);
    },
    scrolled() {
      const middle = document.elementFromPoint(Math.min(innerWidth * 0.45, innerWidth - 40), innerHeight * 0.3);
      const line = middle && middle.closest(".line");
      const piece = line && body.pieces.find((p) => p.node === line.firstChild);
      if (!piece) return;
      const inside = block.sections.filter((s) => s.at && s.at[0] <= piece.to && piece.from < s.at[1]).pop();
      if (inside) tree.mark(inside.index);
    },
  };
}

// Columns that are wider than the page are set smaller, as far as they stay readable; beyond that they scroll.
function fitColumns(element) {
  for (const box of element.querySelectorAll(".columns")) {
    const share = box.clientWidth / Math.max(1, box.scrollWidth);
    if (share < 1) box.style.fontSize = Math.max(9.5, Math.floor(13 * share * 10) / 10) + "px";
  }
}

function readerHead(doc) {
  const node = nodes[doc.node];
  const probable = likely.get(doc.index);
  return h("header", { class: "reader-head" },
    h("p", { class: "crumbs" }, h("a", { href: "#/documents" }, t("nav.documents")), " › ", doc.id),
    h("h1", { tabindex: -1 }, h("span", { class: "kind" }, kindName(doc.kind) + " "), doc.symbol || (doc.template ? documentName(doc) : "– " + t("noNumber"))),
    h("p", { class: "doc-title" }, titleOf(doc)),
    h("p", { class: "meta" }, [doc.issuer, day(doc.issued), doc.level ? word("level", doc.level) : null, doc.province, doc.period ? t("period", day(doc.period)) : null].filter(Boolean).map((part) => h("span", {}, part))),
    h("p", { class: "links-row" },
      h("a", { href: nodeLink(node) }, t("openGraph")),
      h("a", { href: "#/tasks?document=" + encodeURIComponent(doc.id) }, t("tasksN", number(doc.tasks))),
      doc.verdictRows.length ? h("a", { href: "#/findings?show=verdicts&document=" + encodeURIComponent(doc.id) }, t("verdictsN", number(doc.verdictRows.length))) : null,
      doc.findingRows.length ? h("a", { href: "#/findings?show=findings&document=" + encodeURIComponent(doc.id) }, t("findingsN", number(doc.findingRows.length))) : null,
      node.cited ? h("span", { class: "quiet" }, t("citedByN", number(node.cited))) : null),
    probable ? h("p", { class: "notice" }, t("likely"), " ", h("a", { href: nodeLink(probable.node) }, nodeName(probable.node)), " (" + Math.round(probable.score * 100) + " %)") : null);
}

function spansOf(doc, block, at) {
  const spans = [];
  const push = (type, index, place) => { if (place) spans.push({ type, index, start: place[0], end: place[1] }); };
  block.sections.forEach((s) => push("heading", s.index, s.heading));
  block.citations.forEach((c) => push("citation", c.index, c.at));
  block.units.forEach((u) => u.at.forEach((place) => push("unit", u.index, place)));
  block.dates.forEach((d) => push("date", d.index, d.at));
  block.notes.forEach((n) => n.severity === "warning" && push("note", n.index, n.at));
  doc.taskRows.forEach((task) => push("task", task.index, task.at));
  push("hit", 0, at);
  return spans;
}

function cardOf(doc, block, key) {
  const [type, index] = key.split(":");
  if (type === "citation") return citationCard(block, block.citations[index]);
  if (type === "unit") return unitCard(block, block.units[index], doc);
  if (type === "date") return dateCard(block.dates[index]);
  return type === "task" ? taskCard(tasks[index]) : null;
}

// Without its text a document is shown by what was quoted from it, section by section.
function quoted(doc, block) {
  const pieces = [];
  const element = h("div", { class: "text quoted", lang: "vi" });
  const put = (parent, type, item, text) => {
    const node = h("span", { class: "m-" + type, role: "button", tabindex: 0, "data-marks": type + ":" + item.index }, text);
    pieces.push({ from: item.at[0], to: item.at[1], node });
    parent.append(h("div", { class: "line" }, node));
  };
  const parts = [{ index: -1, at: [0, 0], heading: null }, ...block.sections];
  for (const section of parts) {
    const box = h("div", {});
    if (section.index >= 0 && section.at) {
      const node = h("span", { class: "m-heading" }, sectionName(section).filter(Boolean).join(" "));
      pieces.push({ from: section.at[0], to: section.at[0] + 1, node });
      box.append(h("div", { class: "line" }, node));
    }
    block.citations.filter((c) => c.section === section.index).forEach((c) => put(box, "citation", c, c.text));
    doc.taskRows.filter((task) => task.section === section.index).forEach((task) => put(box, "task", task, task.text));
    block.dates.filter((d) => d.section === section.index).forEach((d) => put(box, "date", d, d.text));
    element.append(box);
  }
  element.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.dataset.marks) { event.preventDefault(); event.target.click(); }
  });
  pieces.sort((a, b) => a.from - b.from);
  return { element, pieces, at: (place) => (pieces.find((p) => p.to > place) || pieces[pieces.length - 1] || { node: null }).node };
}
