// A table that stays quick with ten thousand rows: only the rows in sight are in the page.
// Rows have one height, so that their places are known; the page itself scrolls. Printing shows all rows in full.

const PRINTED = 3000;

// columns: [{ key, label, cell(row) -> text, node or list, sort(row) -> comparable }]
function makeGrid({ name, columns, open, describe }) {
  const head = h("div", { class: "grid-head", role: "rowgroup" });
  const body = h("div", { class: "grid-body", role: "rowgroup" });
  const empty = h("p", { class: "empty", hidden: true });
  const grid = h("div", { class: "grid grid-" + name, role: "grid", "aria-label": t("grid." + name) }, head, body);
  const state = { rows: [], height: 0, active: 0, sort: null, direction: 1, first: -1, last: -1, printing: false };
  const shown = new Map();

  const header = h("div", { class: "grid-row", role: "row", "aria-rowindex": 1 });
  const heads = columns.map((column, k) => {
    const button = h("button", { type: "button", on: { click: () => sortBy(column) } }, column.label, h("span", { class: "arrow", "aria-hidden": "true" }));
    const cell = h("div", { class: "cell cell-" + column.key, role: "columnheader", "aria-colindex": k + 1 }, button);
    header.append(cell);
    return cell;
  });
  head.append(header);
  grid.setAttribute("aria-colcount", columns.length);

  function sortBy(column) {
    state.direction = state.sort === column ? -state.direction : 1;
    state.sort = column;
    order();
    say(t("sorted", column.label));
  }

  function order() {
    columns.forEach((column, k) => {
      const sorted = column === state.sort ? (state.direction > 0 ? "ascending" : "descending") : "none";
      heads[k].setAttribute("aria-sort", sorted);
    });
    if (state.sort) {
      const keyed = state.rows.map((row) => [state.sort.sort(row), row]);
      keyed.sort((a, b) => compare(a[0], b[0], state.direction) || a[1].index - b[1].index);
      state.rows = keyed.map((pair) => pair[1]);
    }
    refresh();
  }

  function refresh() {
    replace(body);
    shown.clear();
    state.first = state.last = -1;
    draw();
  }

  function measure() {
    const probe = h("div", { class: "grid-row probe" });
    body.append(probe);
    state.height = probe.offsetHeight || 40;
    probe.remove();
  }

  function makeRow(k) {
    const row = state.rows[k];
    const element = h("div", { class: "grid-row", role: "row", "aria-rowindex": k + 2, tabindex: k === state.active ? 0 : -1, "data-k": k });
    columns.forEach((column, c) => {
      const content = h("div", { class: "clip" }, column.cell(row));
      const cell = h("div", { class: "cell cell-" + column.key, role: "gridcell", "aria-colindex": c + 1, "data-label": column.label }, content);
      if (!content.textContent) cell.classList.add("blank");
      element.append(cell);
    });
    element.setAttribute("aria-label", describe(row));
    return element;
  }

  function draw() {
    if (!grid.isConnected) return;
    grid.setAttribute("aria-rowcount", state.rows.length + 1);
    empty.hidden = state.rows.length > 0;
    body.classList.toggle("whole", state.printing);
    if (state.printing) return drawAll();
    body.style.height = state.rows.length * state.height + "px";
    const top = body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / state.height) - 6);
    const last = Math.min(state.rows.length, Math.ceil((innerHeight - top) / state.height) + 6);
    if (first === state.first && last === state.last) return;
    state.first = first;
    state.last = last;
    for (const [k, element] of shown) {
      if ((k < first || k >= last) && element !== document.activeElement) { element.remove(); shown.delete(k); }
    }
    for (let k = first; k < last; k++) if (!shown.has(k)) place(k);
    sortShown();
  }

  function place(k) {
    const element = makeRow(k);
    element.style.top = k * state.height + "px";
    shown.set(k, element);
    body.append(element);
  }

  // Readers of the screen go by the order in the page.
  function sortShown() {
    let before = null;
    for (const k of [...shown.keys()].sort((a, b) => a - b)) {
      const element = shown.get(k);
      const right = before ? before.nextSibling : body.firstChild;
      if (right !== element && element !== document.activeElement) body.insertBefore(element, right);
      before = element;
    }
  }

  function drawAll() {
    body.style.height = "auto";
    replace(body);
    shown.clear();
    for (let k = 0; k < Math.min(state.rows.length, PRINTED); k++) {
      const element = makeRow(k);
      shown.set(k, element);
      body.append(element);
    }
    if (state.rows.length > PRINTED) body.append(h("p", { class: "empty more" }, t("print.more", number(PRINTED), number(state.rows.length))));
  }

  function focusRow(k) {
    if (!state.rows.length) return;
    k = Math.max(0, Math.min(state.rows.length - 1, k));
    const before = shown.get(state.active);
    if (before) before.tabIndex = -1;
    state.active = k;
    const top = body.getBoundingClientRect().top + k * state.height;
    const above = $("bar").offsetHeight + head.offsetHeight + 4;
    if (top < above) scrollBy(0, top - above);
    else if (top + state.height > innerHeight) scrollBy(0, top + state.height - innerHeight + 8);
    draw();
    if (!shown.has(k)) place(k);
    shown.get(k).tabIndex = 0;
    shown.get(k).focus({ preventScroll: true });
  }

  body.addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor((innerHeight - 160) / state.height));
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.target.closest("a, button, input") && event.key === "Enter") return;
    if (event.key in steps) {
      event.preventDefault();
      focusRow(state.active + steps[event.key]);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(state.rows[state.active]);
    }
  });
  body.addEventListener("focusin", (event) => {
    const row = event.target.closest(".grid-row");
    if (row) state.active = Number(row.dataset.k);
  });
  body.addEventListener("click", (event) => {
    const row = event.target.closest(".grid-row");
    if (!row || event.target.closest("a, button") || String(getSelection())) return;
    open(state.rows[Number(row.dataset.k)]);
  });

  return {
    element: h("div", { class: "grid-frame" }, grid, empty),
    rows: () => state.rows,
    show(rows, emptyText) {
      state.rows = rows.slice();
      state.active = 0;
      empty.textContent = emptyText || t("empty");
      order();
    },
    sort(key, direction) {
      state.sort = columns.find((column) => column.key === key);
      state.direction = direction;
    },
    attached() { measure(); refresh(); },
    scrolled: draw,
    resized() { const before = state.height; measure(); if (before !== state.height) refresh(); else draw(); },
    print(on) { state.printing = on; refresh(); },
  };
}
