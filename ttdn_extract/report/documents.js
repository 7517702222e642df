// All documents: one search, a few filters, every column sorts.

function documentsView(query) {
  const state = { q: query.q || "", level: query.level || "", kind: query.kind || "", province: query.province || "", year: query.year || "", number: query.number || "", contents: false };
  const known = (value) => (value === null || value === "" ? "?" : value);
  const summary = h("p", { class: "count", role: "status" });
  const grid = makeGrid({
    name: "documents",
    describe: (doc) => documentName(doc) + ", " + titleOf(doc),
    open: (doc) => { location.hash = documentLink(doc); },
    columns: [
      { key: "name", label: t("col.symbol"), sort: (d) => d.symbol, cell: (d) => [h("a", { href: documentLink(d), tabindex: -1 }, documentName(d)), " ", d.symbol ? null : badge("warn", t("noNumber"))] },
      { key: "title", label: t("col.title"), sort: titleOf, cell: (d) => titleOf(d) },
      { key: "issuer", label: t("col.issuer"), sort: (d) => d.issuer, cell: (d) => d.issuer || "" },
      { key: "level", label: t("col.level"), sort: (d) => LEVELS.indexOf(d.level) < 0 ? null : LEVELS.indexOf(d.level), cell: (d) => d.level ? badge("level", word("level", d.level)) : "" },
      { key: "issued", label: t("col.issued"), sort: (d) => d.issued, cell: (d) => day(d.issued) },
      { key: "citations", label: t("col.citations"), sort: (d) => d.citations, cell: (d) => number(d.citations) },
      { key: "tasks", label: t("col.tasks"), sort: (d) => d.tasks, cell: (d) => number(d.tasks) },
      { key: "findings", label: t("col.findings"), sort: (d) => d.findingRows.length, cell: (d) => d.findingRows.length ? badge("warn", number(d.findingRows.length)) : "" },
    ],
  });

  function update() {
    const wanted = terms(state.q);
    const rows = documents.filter((doc) => {
      if (state.level && known(doc.level) !== state.level) return false;
      if (state.kind && known(doc.kind) !== state.kind) return false;
      if (state.province && known(doc.province) !== state.province) return false;
      if (state.year && known(yearOf(doc)) !== state.year) return false;
      if (state.number === "none" && doc.symbol) return false;
      if (!wanted.length) return true;
      doc.search = doc.search || fold([doc.id, doc.source, doc.symbol, doc.template, doc.title, doc.issuer, doc.province, kindName(doc.kind)].filter(Boolean).join(" "));
      return matches(doc.search, wanted) || (state.contents && foldedText(doc).includes(wanted.join(" ")));
    });
    grid.show(rows);
    summary.textContent = t("shown", number(rows.length), number(documents.length));
  }
  const set = (name) => (value) => { state[name] = value; update(); };
  const options = (key, name) => optionsOf(documents, (d) => known(key(d)), (v) => (v === "?" ? t("unknown") : name(v)));
  const contents = h("input", { type: "checkbox", on: { change: (e) => { state.contents = e.target.checked; update(); } } });
  const blank = h("input", { type: "checkbox", on: { change: (e) => { state.number = e.target.checked ? "none" : ""; update(); } } });
  blank.checked = state.number === "none";
  const element = h("div", { class: "view" },
    h("h1", { tabindex: -1 }, t("nav.documents")),
    h("form", { class: "filters", role: "search", on: { submit: (e) => e.preventDefault() } },
      field(t("search"), searchBox(state.q, set("q"), t("search.documents")), true),
      field(t("col.level"), choice(options((d) => d.level, (v) => word("level", v)), state.level, set("level"))),
      field(t("col.kind"), choice(options((d) => d.kind, kindName), state.kind, set("kind"))),
      field(t("col.province"), choice(options((d) => d.province, String), state.province, set("province"))),
      field(t("col.year"), choice(options(yearOf, String), state.year, set("year"))),
      h("div", { class: "checks" },
        h("label", { class: "check" }, contents, t("search.contents")),
        h("label", { class: "check" }, blank, t("filter.noNumber")))),
    summary, grid.element);
  return { element, grid, start: update };
}

const LEVELS = ["tw", "tinh", "so", "huyen", "xa", "dang", "other"];
