// Small parts that several views use: labelled fields, badges, bars, tabs of a panel.

function field(label, control, wide) {
  const id = "f" + ++field.last;
  control.id = id;
  return h("div", { class: wide ? "field wide" : "field" }, h("label", { for: id }, label), control);
}
field.last = 0;

function searchBox(value, run, hint) {
  return h("input", { type: "search", value: value || "", placeholder: hint, autocomplete: "off", spellcheck: "false", on: { input: debounce((e) => run(e.target.value), 120) } });
}

// options: [[value, label], …]; the first is "all".
function choice(options, value, run) {
  const select = h("select", { on: { change: () => run(select.value) } }, options.map(([code, label]) => h("option", { value: code }, label)));
  select.value = value || "";
  if (select.selectedIndex < 0) select.value = "";
  return select;
}

function optionsOf(list, key, name) {
  const counts = [...count(list, key)].sort((a, b) => collator.compare(name(a[0]), name(b[0])));
  return [["", t("all")], ...counts.map(([value, n]) => [value, name(value) + " (" + number(n) + ")"])];
}

function badge(kind, text, title) {
  return h("span", { class: "badge badge-" + String(kind).replace(/[^\w-]/g, ""), title }, text);
}

function button(text, run, attributes) {
  return h("button", { type: "button", class: "button", ...attributes, on: { click: run } }, text);
}

// A list of bars, each with its number; a bar is a link where there is something to see behind it.
function bars(rows, label) {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return h("ul", { class: "bars", "aria-label": label }, rows.map((row) => {
    const fill = h("span", { class: "bar-fill " + (row.tone || ""), "aria-hidden": "true" });
    fill.style.width = Math.max(1.5, (row.value / most) * 100) + "%";
    const inside = [h("span", { class: "bar-name", title: row.name }, row.name), h("span", { class: "bar-value" }, number(row.value)), h("span", { class: "bar-track", "aria-hidden": "true" }, fill)];
    return h("li", {}, row.href ? h("a", { href: row.href, class: "bar-row" }, inside) : h("div", { class: "bar-row" }, inside));
  }));
}

// Tabs: [[key, label, make()], …]; arrow keys go from one to the next.
function tabs(label, items, chosen, changed) {
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": label });
  const panel = h("div", { class: "tab-panel", role: "tabpanel", tabindex: 0 });
  const buttons = items.map(([key, text], k) => h("button", { type: "button", role: "tab", "data-key": key, on: { click: () => choose(k, true) } }, text));
  function choose(k, told) {
    buttons.forEach((b, n) => { b.setAttribute("aria-selected", n === k); b.tabIndex = n === k ? 0 : -1; });
    panel.setAttribute("aria-label", buttons[k].textContent);
    replace(panel, items[k][2]());
    if (told && changed) changed(items[k][0]);
  }
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const k = (buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length;
    choose(k, true);
    buttons[k].focus();
    event.preventDefault();
  });
  add(list, buttons);
  choose(Math.max(0, items.findIndex((item) => item[0] === chosen)), false);
  return h("div", {}, list, panel);
}

// Pairs of a name and a value; those without a value are left out.
function facts(pairs) {
  return h("dl", { class: "facts" }, pairs.filter((pair) => pair[1] !== null && pair[1] !== undefined && pair[1] !== "" && !(Array.isArray(pair[1]) && !pair[1].length))
    .map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]));
}

// The places that show something, each a way into the text.
function evidenceList(places) {
  if (!places.length) return null;
  return h("ul", { class: "evidence" }, places.map(([doc, start, end, text, note]) => {
    const found = documents[doc];
    const quote = text ? h("q", {}, text) : null;
    const about = [note ? h("span", { class: "note" }, note) : null];
    if (!found) return h("li", {}, quote, about);
    const link = h("a", { href: documentLink(found, [start, end]), class: "jump" }, documentName(found) + (found.issuer ? " · " + found.issuer : ""));
    return h("li", {}, link, quote, about);
  }));
}
