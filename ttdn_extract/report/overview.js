// The first page: what is in the folder, at a glance; each number leads to what it counts.

function overviewView() {
  const withoutNumber = documents.filter((doc) => !doc.symbol);
  const tiles = [
    ["documents", documents.length, "#/documents"],
    ["tasks", tasks.length, "#/tasks"],
    ["instruments", nodes.filter((node) => !node.documents.length).length, "#/graph"],
    ["citations", documents.reduce((sum, doc) => sum + doc.citations, 0), "#/graph"],
    ["findings", findings.length, "#/findings"],
    ["noNumber", withoutNumber.length, "#/documents?number=none"],
  ];
  const element = h("div", { class: "view" },
    h("h1", { tabindex: -1 }, t("nav.overview")),
    h("p", { class: "lead" }, t("overview.lead", number(documents.length))),
    h("ul", { class: "tiles" }, tiles.map(([key, value, href]) =>
      h("li", {}, h("a", { href, class: "tile tile-" + key }, h("strong", {}, number(value)), h("span", {}, t("tile." + key)))))),
    INDEX.problems.length ? h("details", { class: "notice" }, h("summary", {}, t("problems", number(INDEX.problems.length))), h("ul", {}, INDEX.problems.map((p) => h("li", {}, p)))) : null,
    verdicts.length ? verdictCard() : null,
    h("div", { class: "cards" },
      card("overview.level", bars(counted("level", (d) => d.level, (v) => word("level", v)))),
      card("overview.kind", bars(counted("kind", (d) => d.kind, kindName))),
      card("overview.year", bars(counted("year", yearOf, String, true))),
      card("overview.province", bars(counted("province", (d) => d.province, String), t("overview.province"))),
      card("overview.findings", findingBars()),
      card("overview.units", unitBars())),
    h("div", { class: "cards two" },
      card("overview.cited", mostCited()),
      card("overview.noNumber", numberless(withoutNumber))));
  return { element };
}

function card(key, content) {
  return h("section", { class: "card" }, h("h2", {}, t(key)), content || h("p", { class: "quiet" }, t("none")));
}

function counted(name, key, label, byName) {
  const rows = [...count(documents, (doc) => key(doc) || "")];
  rows.sort((a, b) => (a[0] === "") - (b[0] === "") || (byName ? collator.compare(b[0], a[0]) : b[1] - a[1] || collator.compare(a[0], b[0])));
  const shown = rows.slice(0, 10).map(([value, n]) => ({
    name: value === "" ? t("unknown") : label(value), value: n, tone: value === "" ? "faint" : "",
    href: "#/documents?" + name + "=" + encodeURIComponent(value === "" ? "?" : value),
  }));
  const rest = rows.slice(10).reduce((sum, row) => sum + row[1], 0);
  if (rest) shown.push({ name: t("others", number(rows.length - 10)), value: rest, tone: "faint", href: "#/documents" });
  return shown;
}

function findingBars() {
  if (!findings.length) return null;
  const rows = [...count(findings, (f) => f.code)].sort((a, b) => b[1] - a[1]).slice(0, 10);
  return bars(rows.map(([code, n]) => ({ name: word("code", code), value: n, tone: "warm", href: "#/findings?code=" + encodeURIComponent(code) })));
}

function unitBars() {
  const names = tasks.flatMap((task) => [...new Set(task.responsible)]);
  const rows = [...count(names, (name) => name)].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0])).slice(0, 10);
  if (!rows.length) return null;
  return bars(rows.map(([name, n]) => ({ name, value: n, tone: "green", href: "#/tasks?capacity=responsible&unit=" + encodeURIComponent(name) })));
}

function mostCited() {
  const ranked = nodes.filter((node) => node.cited > 0).sort((a, b) => b.cited - a.cited || b.mentions - a.mentions || a.index - b.index).slice(0, 12);
  if (!ranked.length) return null;
  return h("div", { class: "sideways" }, h("table", { class: "plain" },
    h("thead", {}, h("tr", {}, [t("col.symbol"), t("col.issuer"), t("col.citedBy"), t("col.mentions")].map((name, k) => h("th", { scope: "col", class: k > 1 ? "num" : null }, name)))),
    h("tbody", {}, ranked.map((node) => h("tr", {},
      h("th", { scope: "row" }, h("a", { href: nodeLink(node) }, nodeName(node)), node.title && node.symbol ? h("div", { class: "quiet small" }, node.title) : null),
      h("td", {}, node.issuer || h("span", { class: "quiet" }, t("unknown"))),
      h("td", { class: "num" }, number(node.cited)), h("td", { class: "num" }, number(node.mentions)))))));
}

function numberless(list) {
  if (!list.length) return null;
  const shown = list.slice(0, 12);
  return [h("ul", { class: "links" }, shown.map((doc) => h("li", {},
    h("a", { href: documentLink(doc) }, titleOf(doc)),
    h("div", { class: "quiet small" }, [documentName(doc), doc.issuer, doc.issued ? day(doc.issued) : null].filter(Boolean).join(" · ")),
    likely.has(doc.index) ? h("div", { class: "small" }, t("likely"), " ", h("a", { href: nodeLink(likely.get(doc.index).node) }, nodeName(likely.get(doc.index).node)), " (" + Math.round(likely.get(doc.index).score * 100) + " %)") : null))),
  list.length > 12 ? h("p", {}, h("a", { href: "#/documents?number=none" }, t("showAll", number(list.length)))) : null];
}

const VERDICTS = ["missing", "cited-with-defect", "undetermined", "indirect", "cited"];

function verdictCard() {
  const counts = count(verdicts, (v) => v.verdict);
  const order = [...VERDICTS, ...[...counts.keys()].filter((v) => !VERDICTS.includes(v))].filter((v) => counts.get(v));
  const strip = h("div", { class: "strip", "aria-hidden": "true" }, order.map((verdict) => {
    const part = h("span", { class: "strip-part verdict-" + verdict.replace(/[^\w-]/g, "") });
    part.style.flexGrow = String(counts.get(verdict));
    return part;
  }));
  return h("section", { class: "card verdicts" }, h("h2", {}, t("overview.verdicts")), strip,
    h("ul", { class: "legend" }, order.map((verdict) => h("li", {},
      h("a", { href: "#/findings?show=verdicts&verdict=" + encodeURIComponent(verdict) }, h("span", { class: "dot verdict-" + verdict.replace(/[^\w-]/g, "") }), word("verdict", verdict), " ", h("strong", {}, number(counts.get(verdict))))))));
}
