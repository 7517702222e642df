// Findings and verdicts: what was found, where, and the way to the place in the text that shows it.

function findingsView(query) {
  const mode = query.show || (verdicts.length && !query.code ? "verdicts" : "findings");
  const made = { view: null };
  const holder = h("div", {});
  const choose = (key) => {
    made.view = key === "verdicts" ? verdictPart(query) : findingPart(query);
    replace(holder, made.view.element);
    if (holder.isConnected) { made.view.grid.attached(); made.view.start(); }
  };
  const switcher = verdicts.length ? h("div", { class: "switch", role: "group", "aria-label": t("nav.findings") }, [["verdicts", verdicts.length], ["findings", findings.length]].map(([key, n]) =>
    h("button", { type: "button", "aria-pressed": String(key === mode), on: { click: (e) => {
      for (const b of switcher.children) b.setAttribute("aria-pressed", String(b === e.currentTarget));
      choose(key);
    } } }, t("findings." + key) + " (" + number(n) + ")"))) : null;
  const element = h("div", { class: "view" }, h("h1", { tabindex: -1 }, t("nav.findings")),
    INDEX.audited ? null : h("p", { class: "notice" }, t("notAudited")), switcher, holder);
  choose(mode);
  return { element, get grid() { return made.view.grid; }, start: () => made.view.start() };
}

// A table with a card below it that explains the chosen row.
function explained(name, columns, describe, card, filter, fields, all) {
  const detail = h("section", { class: "explain", "aria-live": "polite", hidden: true, tabindex: -1 });
  const summary = h("p", { class: "count", role: "status" });
  const open = (row) => {
    detail.hidden = false;
    replace(detail, button("×", () => { detail.hidden = true; }, { class: "button close", "aria-label": t("close") }), card(row));
    detail.focus({ preventScroll: true });
    scrollTo(detail, "nearest");
  };
  const grid = makeGrid({ name, columns, describe, open });
  grid.sort(columns[0].key, 1); // what is worst comes first
  const start = () => {
    const rows = all.filter(filter);
    grid.show(rows, t("empty"));
    summary.textContent = t("shown", number(rows.length), number(all.length));
  };
  const element = h("div", {}, h("form", { class: "filters", role: "search", on: { submit: (e) => e.preventDefault() } }, fields(start)), summary, detail, grid.element);
  return { element, grid, start };
}

function about(index, name) {
  const doc = documents[index];
  if (!doc) return name || "";
  return [h("span", {}, documentName(doc)), h("div", { class: "quiet small" }, documentNote(doc))];
}

function jumpLink(places) {
  const first = places.find((place) => documents[place[0]]);
  return first ? h("a", { class: "jump", href: documentLink(documents[first[0]], [first[1], first[2]]), tabindex: -1 }, t("show")) : "";
}

const SEVERITIES = ["error", "warning", "info"];

function findingPart(query) {
  const state = { q: "", code: query.code || "", source: "", document: query.document || "" };
  const columns = [
    { key: "severity", label: t("col.severity"), sort: (f) => SEVERITIES.indexOf(f.severity), cell: (f) => badge("severity-" + f.severity, word("severity", f.severity)) },
    { key: "code", label: t("col.finding"), sort: (f) => word("code", f.code), cell: (f) => [word("code", f.code), h("div", { class: "quiet small" }, word("source", f.source))] },
    { key: "document", label: t("col.document"), sort: (f) => (documents[f.document] ? documentName(documents[f.document]) : null), cell: (f) => about(f.document) },
    { key: "message", label: t("col.message"), sort: (f) => f.message, cell: (f) => f.message },
    { key: "jump", label: t("col.evidence"), sort: (f) => f.evidence.length, cell: (f) => jumpLink(f.evidence) },
  ];
  const card = (f) => [
    h("h2", {}, badge("severity-" + f.severity, word("severity", f.severity)), " ", word("code", f.code)),
    h("p", {}, f.message),
    documents[f.document] ? h("p", {}, h("a", { href: documentLink(documents[f.document]) }, documentName(documents[f.document]) + " – " + titleOf(documents[f.document]))) : null,
    f.instrument >= 0 ? nodeFacts(nodes[f.instrument]) : null,
    evidenceList(f.evidence),
  ];
  const filter = (f) => {
    if (state.code && f.code !== state.code) return false;
    if (state.source && f.source !== state.source) return false;
    const doc = documents[f.document];
    if (state.document && !(doc && isWanted(doc, state.document))) return false;
    if (!state.q) return true;
    f.search = f.search || fold([f.message, word("code", f.code), f.code, doc && doc.id, doc && doc.symbol, doc && doc.issuer].filter(Boolean).join(" "));
    return matches(f.search, terms(state.q));
  };
  return explained("findings", columns, (f) => word("code", f.code) + ", " + f.message, card, filter, (start) => {
    const set = (name) => (value) => { state[name] = value; start(); };
    return [
      field(t("search"), searchBox("", set("q"), t("search.findings")), true),
      field(t("col.finding"), choice(optionsOf(findings, (f) => f.code, (v) => word("code", v)), state.code, set("code"))),
      field(t("col.source"), choice(optionsOf(findings, (f) => f.source, (v) => word("source", v)), state.source, set("source"))),
      field(t("col.document"), h("input", { type: "text", value: state.document, on: { input: debounce((e) => set("document")(e.target.value), 120) } })),
    ];
  }, findings);
}

function verdictPart(query) {
  const state = { q: "", verdict: query.verdict || "", requirement: "", document: query.document || "" };
  const columns = [
    { key: "verdict", label: t("col.verdict"), sort: (v) => VERDICTS.indexOf(v.verdict), cell: (v) => badge("verdict-" + v.verdict, word("verdict", v.verdict)) },
    { key: "document", label: t("col.plan"), sort: (v) => (documents[v.plan] ? documentName(documents[v.plan]) : v.name), cell: (v) => about(v.plan, v.name) },
    { key: "code", label: t("col.requirement"), sort: (v) => word("requirement", v.requirement), cell: (v) => [word("requirement", v.requirement), v.node >= 0 ? h("div", { class: "quiet small" }, nodeName(nodes[v.node])) : h("div", { class: "quiet small" }, v.target)] },
    { key: "message", label: t("col.message"), sort: (v) => v.message, cell: (v) => v.message },
    { key: "jump", label: t("col.evidence"), sort: (v) => v.evidence.length, cell: (v) => jumpLink(v.evidence) },
  ];
  const card = (v) => [
    h("h2", {}, badge("verdict-" + v.verdict, word("verdict", v.verdict)), " ", word("requirement", v.requirement)),
    h("p", {}, v.message),
    documents[v.plan] ? h("p", {}, h("a", { href: documentLink(documents[v.plan]) }, documentName(documents[v.plan]) + " – " + titleOf(documents[v.plan]))) : null,
    v.node >= 0 ? nodeFacts(nodes[v.node]) : null,
    evidenceList(v.evidence),
  ];
  const filter = (v) => {
    if (state.verdict && v.verdict !== state.verdict) return false;
    if (state.requirement && v.requirement !== state.requirement) return false;
    const doc = documents[v.plan];
    if (state.document && !(doc ? isWanted(doc, state.document) : matches(fold(v.name), terms(state.document)))) return false;
    if (!state.q) return true;
    v.search = v.search || fold([v.message, word("requirement", v.requirement), v.target, v.name, doc && documentWords(doc)].filter(Boolean).join(" "));
    return matches(v.search, terms(state.q));
  };
  return explained("findings", columns, (v) => word("verdict", v.verdict) + ", " + word("requirement", v.requirement) + ", " + v.message, card, filter, (start) => {
    const set = (name) => (value) => { state[name] = value; start(); };
    return [
      field(t("search"), searchBox("", set("q"), t("search.findings")), true),
      field(t("col.verdict"), choice(optionsOf(verdicts, (v) => v.verdict, (x) => word("verdict", x)), state.verdict, set("verdict"))),
      field(t("col.requirement"), choice(optionsOf(verdicts, (v) => v.requirement, (x) => word("requirement", x)), state.requirement, set("requirement"))),
      field(t("col.plan"), h("input", { type: "text", value: state.document, on: { input: debounce((e) => set("document")(e.target.value), 120) } })),
    ];
  }, verdicts);
}
