// The frame: which view is shown, in which language and colours; the address names the view, so that "back" works.

const VIEWS = { overview: overviewView, documents: documentsView, document: readerView, tasks: tasksView, graph: graphView, findings: findingsView };
let current = null;
const remembered = new Map();

function parseAddress() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const decode = (text) => { try { return decodeURIComponent(text); } catch (_) { return text; } };
  const parts = path.split("/").map(decode);
  const known = Object.prototype.hasOwnProperty.call(VIEWS, parts[0]) ? parts[0] : "overview";
  const values = {};
  for (const pair of (query || "").split("&").filter(Boolean)) {
    const [key, ...rest] = pair.split("=");
    values[decode(key)] = decode(rest.join("="));
  }
  return { name: known, args: parts.slice(1), query: values };
}

function show(moved) {
  const address = parseAddress();
  if (current) remembered.set(current.address, scrollY);
  const view = address.name === "document" || address.name === "graph" ? VIEWS[address.name](address.args) : VIEWS[address.name](address.query);
  view.address = location.hash;
  current = view;
  replace($("main"), view.element);
  frame(address.name);
  const heading = view.element.querySelector("h1");
  document.title = (view.title || (heading ? heading.textContent : "")) + " – " + t("brand");
  if (view.grid) view.grid.attached();
  if (moved) {
    scrollTo0(remembered.get(location.hash) || 0);
    if (heading) heading.focus({ preventScroll: true });
  }
  if (view.start) view.start();
  if (view.grid && remembered.has(location.hash)) scrollTo0(remembered.get(location.hash));
}

function scrollTo0(y) {
  window.scrollTo({ top: y, behavior: "instant" });
}

function frame(name) {
  document.documentElement.lang = language ? "en" : "vi";
  $("brand").textContent = t("brand");
  $("skip").textContent = t("skip");
  $("nav").setAttribute("aria-label", t("brand"));
  const items = [["overview"], ["documents", documents.length], ["tasks", tasks.length], ["graph", nodes.length], ["findings", findings.length + verdicts.length]];
  const active = name === "document" ? "documents" : name;
  replace($("nav"), items.map(([key, n]) => h("a", { href: "#/" + key, "aria-current": key === active ? "page" : null }, t("nav." + key), n === undefined ? null : h("span", { class: "n" }, number(n)))));
  replace($("tools"),
    button(language ? "Tiếng Việt" : "English", () => { language = language ? 0 : 1; settings.set("language", language ? "en" : "vi"); show(false); $("language").focus(); }, { id: "language", lang: language ? "vi" : "en" }),
    button(t("theme." + theme), () => { theme = { auto: "light", light: "dark", dark: "auto" }[theme]; settings.set("theme", theme); paint(); frame(name); $("theme").focus(); }, { id: "theme", "aria-label": t("theme") + ": " + t("theme." + theme) }));
  const chosen = $("nav").querySelector("[aria-current]");
  if (chosen) $("nav").scrollLeft = chosen.offsetLeft - $("nav").offsetLeft - 40;
  measureBar();
}

let theme = ["light", "dark"].includes(settings.get("theme")) ? settings.get("theme") : "auto";
const darkScreen = matchMedia("(prefers-color-scheme: dark)");

function paint() {
  const dark = !printing && (theme === "dark" || (theme === "auto" && darkScreen.matches));
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  if (current && current.recolour) current.recolour();
}

function measureBar() {
  document.documentElement.style.setProperty("--bar", $("bar").offsetHeight + "px");
}

let printing = false;

function setPrinting(on) {
  if (printing === on) return;
  printing = on;
  paint();
  if (!current) return;
  if (current.grid) current.grid.print(on);
  if (current.print) current.print(on);
}

$("skip").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });
addEventListener("hashchange", () => show(true));
addEventListener("scroll", debounceFrame(() => {
  if (!current) return;
  if (current.grid) current.grid.scrolled();
  if (current.scrolled) current.scrolled();
}), { passive: true });
let width = innerWidth;
addEventListener("resize", debounceFrame(() => {
  measureBar();
  if (!current) return;
  if (current.grid) current.grid.resized();
  if (current.resized && width !== innerWidth) current.resized();
  width = innerWidth;
}));
darkScreen.addEventListener("change", paint);
matchMedia("print").addEventListener("change", (event) => setPrinting(event.matches));
addEventListener("beforeprint", () => setPrinting(true));
addEventListener("afterprint", () => setPrinting(false));

function debounceFrame(run) {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => { asked = false; run(); });
  };
}

paint();
show(false);
