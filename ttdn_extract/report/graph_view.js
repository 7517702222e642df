// The citation graph: a picture to look over, a panel that says the same in words, and keys for all that a mouse can do.

const AROUND = 60;

function graphView(args) {
  const wanted = nodeById.get(args[0]) || null;
  const many = nodes.length > 150;
  const state = { layout: null, links: [], view: { x: 0, y: 0, scale: 1 }, focus: null, near: new Set(), hover: null, found: null, least: many ? 2 : 1, province: "", ego: null };
  const canvas = h("canvas", { tabindex: 0, role: "application", "aria-label": t("graph.label"), "aria-describedby": "graph-keys" });
  const panel = h("aside", { class: "graph-panel", "aria-label": t("details") });
  const summary = h("p", { class: "count", role: "status" });
  const redraw = () => { cancelAnimationFrame(state.frame); state.frame = requestAnimationFrame(() => canvas.isConnected && drawGraph(canvas, state)); };

  function lay() {
    const shown = state.ego ? around(state.ego, AROUND) : worthShowing(state.least, state.province);
    const there = new Set(shown.map((node) => node.index));
    state.links = edges.filter((edge) => there.has(edge.source) && there.has(edge.target));
    state.layout = layOut(shown, state.links, canvas.clientWidth - 16, canvas.clientHeight - 20);
    if (state.focus && !there.has(state.focus.index)) focus(null);
    summary.textContent = t("graph.shown", number(shown.length), number(nodes.length), number(state.links.length));
    whole.hidden = !state.ego;
    fit();
  }

  function fit() {
    const { layout, view } = state;
    const room = { width: canvas.clientWidth - 16, height: canvas.clientHeight - 62 };
    view.scale = Math.min(layout.cell.cards ? 1.15 : 1.6, room.width / layout.width, room.height / layout.height);
    view.x = (canvas.clientWidth - layout.width * view.scale) / 2;
    view.y = Math.max(42, (canvas.clientHeight - layout.height * view.scale) / 2 + 12);
    redraw();
  }

  function zoom(factor, x, y) {
    const { view } = state;
    const cx = x === undefined ? canvas.clientWidth / 2 : x;
    const cy = y === undefined ? canvas.clientHeight / 2 : y;
    const scale = Math.max(0.04, Math.min(3, view.scale * factor));
    view.x = cx - ((cx - view.x) * scale) / view.scale;
    view.y = cy - ((cy - view.y) * scale) / view.scale;
    view.scale = scale;
    redraw();
  }

  function focus(node, quiet) {
    state.focus = node;
    state.near = new Set(node ? [node.index, ...node.out.map((e) => e.target), ...node.in.map((e) => e.source)] : []);
    replace(panel, node ? nodePanel(node, act) : graphHelp());
    if (node && !quiet) say([nodeName(node), node.issuer, t("graph.says", node.out.length, node.in.length)].filter(Boolean).join(", "));
    redraw();
  }

  // Brings a node into the picture.
  function reveal(node) {
    if (!state.layout.spots.has(node.index)) { state.ego = node; lay(); }
    const spot = state.layout.spots.get(node.index);
    const { view } = state;
    const x = spot.x * view.scale + view.x;
    const y = spot.y * view.scale + view.y;
    if (x < 60 || x > canvas.clientWidth - 60) view.x += canvas.clientWidth / 2 - x;
    if (y < 50 || y > canvas.clientHeight - 40) view.y += canvas.clientHeight / 2 - y;
    focus(node);
  }

  const act = { select: reveal, around: (node) => { state.ego = node; lay(); focus(node, true); } };
  const whole = button(t("graph.whole"), () => { state.ego = null; lay(); redraw(); }, { hidden: true });
  steer(canvas, state, { redraw, zoom, fit, focus, reveal, around: act.around, clear: () => { if (state.focus) focus(null); else if (state.ego) { state.ego = null; lay(); } } });

  const results = h("ul", { class: "results", role: "list" });
  function search(text) {
    const words = terms(text);
    state.found = null;
    replace(results);
    if (words.length) {
      const found = nodes.filter((node) => matches(node.search = node.search || fold([node.symbol, node.title, node.issuer, node.id].filter(Boolean).join(" ")), words));
      found.sort((a, b) => b.cited - a.cited || a.index - b.index);
      state.found = new Set(found.map((node) => node.index));
      replace(results, found.slice(0, 8).map((node) => h("li", {}, h("button", { type: "button", class: "jump-row", on: { click: () => reveal(node) } }, h("span", { class: "jump-text" }, nodeName(node)), h("span", { class: "jump-about" }, node.issuer || "")))));
      say(t("found", number(found.length)));
    }
    redraw();
  }
  const leastSelect = choice([["1", t("graph.allInstruments")], ["2", t("graph.least", 2)], ["3", t("graph.least", 3)], ["5", t("graph.least", 5)]], String(state.least), (value) => { state.least = Number(value) || 1; state.ego = null; lay(); });
  const provinces = optionsOf(nodes.filter((n) => n.documents.length), (n) => n.province, String);
  const element = h("div", { class: "view graph-view" },
    h("h1", { tabindex: -1 }, t("nav.graph")),
    h("form", { class: "filters", role: "search", on: { submit: (e) => { e.preventDefault(); const first = results.querySelector("button"); if (first) first.click(); } } },
      h("div", { class: "finder" }, field(t("search"), searchBox("", search, t("search.graph")), true), results),
      field(t("graph.instruments"), leastSelect),
      field(t("col.province"), choice(provinces, "", (value) => { state.province = value; state.ego = null; lay(); }))),
    h("div", { class: "above-grid" }, summary, h("div", { class: "buttons" }, whole,
      button("+", () => zoom(1.3), { "aria-label": t("graph.zoomIn") }), button("−", () => zoom(1 / 1.3), { "aria-label": t("graph.zoomOut") }), button(t("graph.fit"), fit))),
    h("div", { class: "graph-columns" }, h("div", { class: "canvas-frame" }, canvas), panel),
    h("p", { class: "quiet small", id: "graph-keys" }, t("graph.keys")));
  return {
    element,
    start() {
      if (wanted && many) state.ego = wanted;
      lay();
      focus(null);
      if (wanted) reveal(wanted);
    },
    resized() { if (state.layout) { state.layout = null; lay(); } },
    print: redraw,
    recolour: redraw,
  };
}

function graphHelp() {
  return [h("h2", {}, t("graph.legend")),
    h("ul", { class: "legend-layers" }, LAYERS.map((name) => h("li", {}, h("span", { class: "dot layer-" + name }), t("layer." + name)))),
    h("ul", { class: "legend-layers" },
      h("li", {}, h("span", { class: "dot solid" }), t("graph.inFolder")),
      h("li", {}, h("span", { class: "dot hollow" }), t("graph.outside")),
      h("li", {}, h("span", { class: "dot dashed" }), t("undetermined")),
      h("li", {}, h("span", { class: "stroke out" }), t("graph.outEdge")),
      h("li", {}, h("span", { class: "stroke in" }), t("graph.inEdge")),
      h("li", {}, h("span", { class: "stroke guess" }), t("graph.guessEdge"))),
    h("p", { class: "quiet" }, t("graph.help"))];
}

function nodePanel(node, act) {
  const row = (edge, other) => h("li", {},
    h("button", { type: "button", class: "jump-row", on: { click: () => act.select(other) } }, h("span", { class: "jump-text" }, nodeName(other)),
      h("span", { class: "jump-about" }, [word("relation", edge.relation), edge.count > 1 ? t("times", number(edge.count)) : null, edge.score !== null ? Math.round(edge.score * 100) + " %" : null, edge.inferred ? t("inferred") : null, other.issuer].filter(Boolean).join(" · "))),
    edge.evidence.length ? h("a", { class: "jump", href: documentLink(documents[edge.evidence[0][0]], edge.evidence[0].slice(1)) }, t("show")) : null);
  const part = (title, list, other) => (list.length ? [h("h3", {}, title + " (" + number(list.length) + ")"), h("ul", { class: "jumps" }, list.slice().sort((a, b) => b.count - a.count).slice(0, 200).map((edge) => row(edge, nodes[other(edge)])))] : null);
  return [
    h("h2", {}, nodeName(node)),
    node.symbol && node.title ? h("p", {}, node.title) : null,
    facts([[t("col.kind"), node.kind ? kindName(node.kind) : null], [t("col.issuer"), node.issuer], [t("col.date"), day(node.date)], [t("col.level"), t("layer." + LAYERS[node.layer])], [t("col.province"), node.province]]),
    node.determined ? null : h("p", {}, badge("warn", t("undetermined"))),
    h("p", { class: "links-row" }, node.documents.map((k) => h("a", { href: documentLink(documents[k]) }, t("openDocument"))), node.documents.length ? null : h("span", { class: "quiet" }, t("graph.outside")), button(t("graph.around"), () => act.around(node))),
    part(t("graph.cites"), node.out, (edge) => edge.target),
    part(t("graph.citedBy"), node.in, (edge) => edge.source),
  ];
}

// Mouse, touch and keys.
function steer(canvas, state, act) {
  const pointers = new Map();
  let moved = 0;
  const nodeAt = (x, y) => {
    const { view } = state;
    let best = null;
    let nearest = Infinity;
    for (const spot of state.layout.spots.values()) {
      const dx = Math.abs(spot.x * view.scale + view.x - x);
      const dy = Math.abs(spot.y * view.scale + view.y - y);
      const inside = showsCards(state) ? dx < (CARD.width / 2 - 9) * view.scale && dy < (CARD.height / 2 - 7) * view.scale : Math.hypot(dx, dy) < Math.max(10, dotSize(spot.node, state) + 3);
      if (inside && dx + dy < nearest) { nearest = dx + dy; best = spot.node; }
    }
    return best;
  };
  const at = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

  canvas.addEventListener("pointerdown", (event) => { pointers.set(event.pointerId, at(event)); moved = 0; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = at(event);
    const last = pointers.get(event.pointerId);
    if (!last) {
      const node = nodeAt(x, y);
      canvas.classList.toggle("over", Boolean(node));
      canvas.title = node ? [nodeName(node), node.title && node.symbol ? node.title : null, node.issuer].filter(Boolean).join("\n") : "";
      if (node !== state.hover) { state.hover = node; act.redraw(); }
      return;
    }
    if (pointers.size === 2) {
      const [other] = [...pointers].filter(([id]) => id !== event.pointerId).map((pair) => pair[1]);
      const before = Math.hypot(last[0] - other[0], last[1] - other[1]);
      act.zoom(Math.hypot(x - other[0], y - other[1]) / Math.max(1, before), (x + other[0]) / 2, (y + other[1]) / 2);
    } else {
      state.view.x += x - last[0];
      state.view.y += y - last[1];
      act.redraw();
    }
    moved += Math.abs(x - last[0]) + Math.abs(y - last[1]);
    pointers.set(event.pointerId, [x, y]);
  });
  const release = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    if (event.type === "pointerup" && moved < 6) act.focus(nodeAt(...at(event)));
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("dblclick", (event) => { const node = nodeAt(...at(event)); if (node) act.around(node); });
  canvas.addEventListener("wheel", (event) => {
    // The page scrolls unless the reader is at work in the picture.
    if (!event.ctrlKey && document.activeElement !== canvas) return;
    event.preventDefault();
    act.zoom(Math.exp(-event.deltaY * 0.0015), ...at(event));
  }, { passive: false });

  function step(dx, dy) {
    const from = state.focus && state.layout.spots.get(state.focus.index);
    let best = null;
    let least = Infinity;
    for (const spot of state.layout.spots.values()) {
      if (from && spot.node === state.focus) continue;
      const x = spot.x - (from ? from.x : 0);
      const y = spot.y - (from ? from.y : 0);
      const ahead = from ? x * dx + y * dy : 1;
      if (ahead <= 0) continue;
      const cost = Math.abs(x * dx + y * dy) + 3 * Math.abs(x * dy + y * dx);
      if (cost < least) { least = cost; best = spot.node; }
    }
    if (best) act.reveal(best);
  }
  canvas.addEventListener("keydown", (event) => {
    const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key in arrows) {
      const [dx, dy] = arrows[event.key];
      if (event.shiftKey) { state.view.x -= dx * 60; state.view.y -= dy * 60; act.redraw(); } else step(dx, dy);
    } else if (event.key === "+" || event.key === "=") act.zoom(1.25);
    else if (event.key === "-") act.zoom(0.8);
    else if (event.key === "0") act.fit();
    else if (event.key === "Escape") act.clear();
    else if (event.key === "Enter" && state.focus) act.around(state.focus);
    else return;
    event.preventDefault();
  });
}
