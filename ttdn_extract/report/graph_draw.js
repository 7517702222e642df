// Draws the graph on a canvas: far away as dots with the most important names, near as cards.

function colours() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue("--" + name).trim();
  return { ink: get("ink"), muted: get("muted"), line: get("line"), surface: get("surface"), band: get("band"), accent: get("accent"), edge: get("edge"), font: get("font"), layers: LAYERS.map((name) => get("layer-" + name)) };
}

// state: { layout, links, view: { x, y, scale }, focus, near: Set, hover, found: Set }
function drawGraph(canvas, state) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const c = canvas.getContext("2d");
  const look = colours();
  const { view, layout } = state;
  const sx = (x) => x * view.scale + view.x;
  const sy = (y) => y * view.scale + view.y;
  c.setTransform(ratio, 0, 0, ratio, 0, 0);
  c.clearRect(0, 0, width, height);
  drawBands(c, layout, look, sx, sy, width);
  drawEdges(c, state, look, sx, sy);
  const visible = [...layout.spots.values()].filter((spot) => {
    const x = sx(spot.x);
    const y = sy(spot.y);
    return x > -120 && x < width + 120 && y > -40 && y < height + 40;
  });
  if (showsCards(state)) for (const spot of visible) drawCard(c, spot, state, look, sx(spot.x), sy(spot.y));
  else drawDots(c, visible, state, look, sx, sy);
  drawBandNames(c, layout, look, sy, width, height);
}

function showsCards(state) {
  return state.layout.cell.cards && state.view.scale >= CARDS_FROM * 0.9;
}

function drawBands(c, layout, look, sx, sy, width) {
  for (const band of layout.bands) {
    c.fillStyle = look.band;
    c.fillRect(0, sy(band.top) - 14, width, sy(band.bottom) - sy(band.top) + 28);
    c.fillStyle = look.layers[band.layer];
    c.fillRect(0, sy(band.top) - 14, 4, sy(band.bottom) - sy(band.top) + 28);
  }
}

function drawBandNames(c, layout, look, sy, width, height) {
  c.font = "600 12px " + look.font;
  c.textBaseline = "middle";
  c.textAlign = "left";
  for (const band of layout.bands) {
    const y = sy(band.top) - 25;
    if (y < -10 || y > height + 10) continue;
    const name = t("layer." + band.name) + " · " + number(band.list.length);
    const wide = c.measureText(name).width + 14;
    c.fillStyle = look.surface;
    c.globalAlpha = 0.85;
    c.fillRect(8, y - 10, wide, 20);
    c.globalAlpha = 1;
    c.fillStyle = look.layers[band.layer];
    c.fillText(name, 15, y + 1);
  }
}

function curve(c, a, b, sx, sy) {
  const x1 = sx(a.x), y1 = sy(a.y), x2 = sx(b.x), y2 = sy(b.y);
  c.moveTo(x1, y1);
  if (a.node.layer === b.node.layer) {
    const bow = Math.min(60, 14 + Math.abs(x2 - x1) * 0.2);
    c.bezierCurveTo(x1, y1 - bow, x2, y2 - bow, x2, y2);
  } else {
    const middle = (y1 + y2) / 2;
    c.bezierCurveTo(x1, middle, x2, middle, x2, y2);
  }
}

function drawEdges(c, state, look, sx, sy) {
  const { layout, links, focus } = state;
  const strong = [];
  c.lineWidth = 1;
  c.strokeStyle = look.edge;
  c.globalAlpha = focus ? 0.22 : Math.max(0.14, Math.min(0.6, 60 / Math.max(1, links.length)));
  c.beginPath();
  for (const edge of links) {
    if (focus && (edge.source === focus.index || edge.target === focus.index)) strong.push(edge);
    else curve(c, layout.spots.get(edge.source), layout.spots.get(edge.target), sx, sy);
  }
  c.stroke();
  c.globalAlpha = 1;
  c.lineWidth = 2;
  for (const edge of strong) {
    c.strokeStyle = edge.source === focus.index ? look.accent : look.layers[3];
    c.setLineDash(edge.inferred || edge.score !== null ? [5, 4] : []);
    c.beginPath();
    curve(c, layout.spots.get(edge.source), layout.spots.get(edge.target), sx, sy);
    c.stroke();
  }
  c.setLineDash([]);
}

function dimmed(node, state) {
  if (state.focus) return !state.near.has(node.index);
  return state.found && !state.found.has(node.index);
}

function drawDots(c, visible, state, look, sx, sy) {
  c.lineWidth = 1.5;
  for (const spot of visible) {
    const { node } = spot;
    const radius = dotSize(node, state);
    c.globalAlpha = dimmed(node, state) ? 0.2 : 1;
    c.strokeStyle = look.layers[node.layer];
    c.fillStyle = node.documents.length ? look.layers[node.layer] : look.surface;
    c.beginPath();
    c.arc(sx(spot.x), sy(spot.y), radius, 0, 7);
    c.fill();
    c.stroke();
    if (node === state.focus || node === state.hover) ring(c, look, sx(spot.x), sy(spot.y), radius + 4);
  }
  c.globalAlpha = 1;
  drawNames(c, visible, state, look, sx, sy);
}

function dotSize(node, state) {
  const most = Math.max(2.5, state.layout.cell.height * state.view.scale * 0.46);
  return Math.min(most, 11, 3 + Math.sqrt(node.cited) * 1.6);
}

function ring(c, look, x, y, radius) {
  c.strokeStyle = look.accent;
  c.lineWidth = 2.5;
  c.beginPath();
  c.arc(x, y, radius, 0, 7);
  c.stroke();
  c.lineWidth = 1.5;
}

// Names stand to the right of their dots, cut where the next column begins; where columns are too narrow for that, only what
// matters most is named, without overlap: what is in focus, then what is cited most.
function drawNames(c, visible, state, look, sx, sy) {
  const column = state.layout.cell.width * state.view.scale;
  const special = (spot) => spot.node === state.focus || spot.node === state.hover || (state.focus ? state.near.has(spot.node.index) : Boolean(state.found && state.found.has(spot.node.index)));
  const weight = (spot) => (spot.node === state.hover ? 1e9 : 0) + (spot.node === state.focus ? 1e8 : 0) + (special(spot) ? 1e6 : 0) + spot.node.cited;
  const taken = [];
  c.font = (state.view.scale > 1.3 ? 13 : 11) + "px " + look.font;
  c.textAlign = "left";
  c.textBaseline = "middle";
  for (const spot of visible.slice().sort((a, b) => weight(b) - weight(a)).slice(0, 400)) {
    if (dimmed(spot.node, state) && spot.node !== state.hover) continue;
    const radius = dotSize(spot.node, state);
    const room = special(spot) || column < 64 ? 130 : column - radius * 2 - 8;
    const text = shorten(c, nodeName(spot.node), room);
    const wide = c.measureText(text).width + 4;
    const x = sx(spot.x) + radius + 3;
    const y = sy(spot.y);
    if (!text || text === "…") continue;
    if (taken.some((o) => x < o[1] && x + wide > o[0] && Math.abs(y - o[2]) < 13)) continue;
    taken.push([x, x + wide, y]);
    c.globalAlpha = 0.8;
    c.fillStyle = look.band;
    c.fillRect(x, y - 6.5, wide, 13);
    c.globalAlpha = 1;
    c.fillStyle = look.ink;
    c.fillText(text, x + 2, y + 0.5);
  }
}

function drawCard(c, spot, state, look, x, y) {
  const { node } = spot;
  const scale = state.view.scale;
  const wide = (state.layout.cell.width - 18) * scale;
  const high = (state.layout.cell.height - 14) * scale;
  c.globalAlpha = dimmed(node, state) ? 0.3 : 1;
  c.fillStyle = look.surface;
  c.strokeStyle = look.layers[node.layer];
  c.lineWidth = node === state.focus ? 3 : 1.5;
  c.setLineDash(node.determined ? [] : [4, 3]);
  c.beginPath();
  c.roundRect(x - wide / 2, y - high / 2, wide, high, 6 * scale);
  c.fill();
  c.stroke();
  c.setLineDash([]);
  if (node.documents.length) {
    c.fillStyle = look.layers[node.layer];
    c.fillRect(x - wide / 2, y - high / 2 + 5 * scale, 5 * scale, high - 10 * scale);
  }
  if (node === state.hover && node !== state.focus) {
    c.strokeStyle = look.accent;
    c.strokeRect(x - wide / 2 - 3, y - high / 2 - 3, wide + 6, high + 6);
  }
  const size = Math.max(8, 13 * scale);
  c.textAlign = "left";
  c.textBaseline = "middle";
  c.fillStyle = look.ink;
  c.font = "600 " + size + "px " + look.font;
  c.fillText(shorten(c, nodeName(node), wide - 22 * scale), x - wide / 2 + 12 * scale, y - high * 0.18);
  c.fillStyle = look.muted;
  c.font = size * 0.85 + "px " + look.font;
  c.fillText(shorten(c, [node.issuer, (node.date || "").slice(0, 4)].filter(Boolean).join(" · ") || kindName(node.kind), wide - 22 * scale), x - wide / 2 + 12 * scale, y + high * 0.22);
  c.globalAlpha = 1;
}

function shorten(c, text, room) {
  if (c.measureText(text).width <= room) return text;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (c.measureText(text.slice(0, middle) + "…").width <= room) low = middle;
    else high = middle - 1;
  }
  return text.slice(0, low).trimEnd() + "…";
}
