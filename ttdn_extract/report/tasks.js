// Who does what by when, over all documents; what is filtered can be taken away as CSV.

function tasksView(query) {
  const state = { q: query.q || "", unit: query.unit || "", capacity: query.capacity || "", document: query.document || "", role: query.role || "", after: "", before: "", dated: false };
  const summary = h("p", { class: "count", role: "status" });
  const list = (names) => names.join(", ");
  const grid = makeGrid({
    name: "tasks",
    describe: (task) => [documents[task.document].symbol || documents[task.document].id, list(task.responsible), task.text].filter(Boolean).join(", "),
    open: (task) => { location.hash = documentLink(documents[task.document], task.at); },
    columns: [
      { key: "document", label: t("col.document"), sort: (x) => documentName(documents[x.document]), cell: (x) => [h("a", { href: documentLink(documents[x.document], x.at), tabindex: -1 }, documentName(documents[x.document])), h("div", { class: "quiet small" }, documentNote(documents[x.document]))] },
      { key: "label", label: t("col.section"), sort: (x) => x.label, cell: (x) => x.label },
      { key: "responsible", label: t("col.responsible"), sort: (x) => list(x.responsible), cell: (x) => [badge("role-" + x.role, word("role", x.role)), " ", list(x.responsible)] },
      { key: "coordinate", label: t("col.coordinate"), sort: (x) => list(x.coordinate), cell: (x) => list(x.coordinate) },
      { key: "upward", label: t("col.upward"), sort: (x) => list([...x.direct, ...x.report]), cell: (x) => [
        x.direct.length ? h("div", {}, h("span", { class: "quiet" }, t("col.direct") + ": "), list(x.direct)) : null,
        x.report.length ? h("div", {}, h("span", { class: "quiet" }, t("col.report") + ": "), list(x.report)) : null] },
      { key: "due", label: t("col.due"), sort: dueKey, cell: (x) => x.due.map((due) => day(due[0])).join("; ") },
      { key: "text", label: t("col.text"), sort: (x) => x.text, cell: (x) => x.text },
    ],
  });

  function update() {
    const wanted = terms(state.q);
    const unit = terms(state.unit);
    const capacities = state.capacity ? [state.capacity] : CAPACITIES;
    const rows = tasks.filter((task) => {
      if (state.role && task.role !== state.role) return false;
      if (unit.length && !capacities.some((key) => task[key].some((name) => matches(foldedName(name), unit)))) return false;
      if (!unit.length && state.capacity && !task[state.capacity].length) return false;
      if (state.document && !isWanted(documents[task.document], state.document)) return false;
      if (state.dated && !task.due.length) return false;
      if ((state.before || state.after) && !task.due.some((due) => inTime(due, state.after, state.before))) return false;
      if (!wanted.length) return true;
      task.search = task.search || fold([task.text, ...CAPACITIES.map((key) => list(task[key])), task.label, ...task.due.map((due) => due[1])].join(" "));
      return matches(task.search, wanted);
    });
    grid.show(rows);
    summary.textContent = t("shown", number(rows.length), number(tasks.length));
  }
  const set = (name) => (value) => { state[name] = value; update(); };
  const time = (name) => h("input", { type: "date", on: { change: (e) => set(name)(e.target.value) } });
  const units = [...count(tasks.flatMap((task) => CAPACITIES.flatMap((key) => task[key])), (name) => name)].sort((a, b) => b[1] - a[1]).slice(0, 400);
  const unitInput = h("input", { type: "text", value: state.unit, list: "all-units", autocomplete: "off", placeholder: t("filter.unitHint"), on: { input: debounce((e) => set("unit")(e.target.value), 120) } });
  const documentInput = h("input", { type: "text", value: state.document, list: "all-documents", autocomplete: "off", placeholder: t("filter.documentHint"), on: { input: debounce((e) => set("document")(e.target.value), 120) } });
  const dated = h("input", { type: "checkbox", on: { change: (e) => set("dated")(e.target.checked) } });
  const element = h("div", { class: "view" },
    h("h1", { tabindex: -1 }, t("nav.tasks")),
    h("form", { class: "filters", role: "search", on: { submit: (e) => e.preventDefault() } },
      field(t("search"), searchBox(state.q, set("q"), t("search.tasks")), true),
      field(t("filter.unit"), unitInput),
      field(t("filter.capacity"), choice([["", t("all")], ...CAPACITIES.map((key) => [key, t("col." + key)])], state.capacity, set("capacity"))),
      field(t("col.document"), documentInput),
      field(t("col.role"), choice([["", t("all")], ...["lead", "implement", "direct"].map((role) => [role, word("role", role)])], state.role, set("role"))),
      field(t("filter.after"), time("after")),
      field(t("filter.before"), time("before")),
      h("div", { class: "checks" }, h("label", { class: "check" }, dated, t("filter.dated"))),
      h("datalist", { id: "all-units" }, units.map(([name]) => h("option", { value: name }))),
      h("datalist", { id: "all-documents" }, documents.slice(0, 600).map((doc) => h("option", { value: doc.id }, documentName(doc))))),
    h("div", { class: "above-grid" }, summary, button(t("csv"), () => saveTasks(grid.rows()), { class: "button primary" })),
    grid.element);
  return { element, grid, start: update };
}

const foldedNames = new Map();

function foldedName(name) {
  if (!foldedNames.has(name)) foldedNames.set(name, fold(name));
  return foldedNames.get(name);
}

function documentWords(doc) {
  return foldedName([doc.id, doc.symbol, doc.title, doc.issuer].filter(Boolean).join(" "));
}

// An id means one document, other words all that have them.
function isWanted(doc, text) {
  return byId.has(text) ? doc.id === text : matches(documentWords(doc), terms(text));
}

// The last day of the earliest deadline; what has none comes last.
function dueKey(task) {
  const days = task.due.map((due) => due[3] || due[2]).filter(Boolean).sort();
  return days[0] || (task.due.length ? "9999" : null);
}

// "after" asks for a deadline that ends on that day or later, "before" for one that ends by then.
function inTime(due, after, before) {
  const first = due[2];
  const last = due[3];
  if (!first && !last) return false;
  if (after && last && last < after) return false;
  if (before && (!last || last > before)) return false;
  return true;
}

function saveTasks(rows) {
  const names = ["document", "source", "issuer", "section", "role", ...CAPACITIES, "due", "edtf", "text"].map((key) => t("col." + key));
  download(t("csv.name") + ".csv", [names, ...rows.map((task) => {
    const doc = documents[task.document];
    return [doc.symbol || doc.id, doc.source, doc.issuer, task.label, word("role", task.role), ...CAPACITIES.map((key) => task[key].join("; ")),
      task.due.map((due) => due[1]).join("; "), task.due.map((due) => due[0]).join("; "), task.text];
  })]);
  say(t("csv.done", number(rows.length)));
}
