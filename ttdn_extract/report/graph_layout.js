// Where nodes stand: one band for each layer, from trung ương down; in a band those stand near that share their neighbours.

const CARD = { width: 190, height: 62, cards: true };
const DOT = { width: 112, height: 18, cards: false };
const CARDS_FROM = 0.5; // smaller cards cannot be read
const GAP = 54; // between two bands, as seen: room for the name of the band
const LAYERS = ["tw", "tinh", "huyen", "xa", "unknown"];

// Returns { spots: Map(node index -> { node, x, y }), bands, cell, width, height } in units of the drawing. A few nodes are
// cards; many are dots with names, in rows like those of a list.
function layOut(shown, links, viewWidth, viewHeight) {
  const bands = LAYERS.map((name, layer) => ({ name, layer, list: shown.filter((node) => node.layer === layer) })).filter((band) => band.list.length);
  for (const band of bands) band.list.sort((a, b) => collator.compare(a.province || "~", b.province || "~") || b.cited - a.cited || a.index - b.index);
  untangle(bands, links);
  const asCards = bestColumns(bands, CARD, viewWidth, viewHeight);
  const cell = asCards.scale >= CARDS_FROM ? CARD : DOT;
  const { columns, scale } = cell.cards ? asCards : bestColumns(bands, DOT, viewWidth, viewHeight);
  const gap = GAP / Math.min(scale, cell.cards ? 1.15 : 1.6);
  const spots = new Map();
  let y = 0;
  for (const band of bands) {
    const rows = Math.ceil(band.list.length / columns);
    const used = Math.ceil(band.list.length / rows);
    const left = ((columns - used) * cell.width) / 2;
    band.top = y;
    // Down first, then to the right: neighbours in the order stay neighbours in the picture.
    band.list.forEach((node, k) => {
      spots.set(node.index, { node, x: left + Math.floor(k / rows) * cell.width + (cell.cards ? cell.width / 2 : 10), y: y + (k % rows) * cell.height + cell.height / 2 });
    });
    y += rows * cell.height;
    band.bottom = y;
    y += gap;
  }
  return { spots, bands, cell, width: columns * cell.width, height: Math.max(1, y - gap) };
}

function bestColumns(bands, cell, viewWidth, viewHeight) {
  let best = { columns: 1, scale: 0 };
  for (let columns = 1; columns <= 80; columns++) {
    const height = bands.reduce((sum, band) => sum + Math.ceil(band.list.length / columns) * cell.height, 0);
    const scale = Math.min(viewWidth / (columns * cell.width), (viewHeight - GAP * bands.length) / height);
    if (scale > best.scale) best = { columns, scale };
  }
  return best.scale > 0 ? best : { columns: 1, scale: 0.1 };
}

// A few sweeps down and up: each node moves to the middle of its neighbours in other bands.
function untangle(bands, links) {
  const near = new Map();
  const note = (a, b) => { if (!near.has(a)) near.set(a, []); near.get(a).push(b); };
  for (const edge of links) { note(edge.source, edge.target); note(edge.target, edge.source); }
  const place = new Map();
  const settle = (band) => band.list.forEach((node, k) => place.set(node.index, { band, at: (k + 0.5) / band.list.length }));
  bands.forEach(settle);
  for (let round = 0; round < 6; round++) {
    for (const band of round % 2 ? bands.slice().reverse() : bands) {
      const keyed = band.list.map((node) => {
        const others = (near.get(node.index) || []).map((k) => place.get(k)).filter((p) => p && p.band !== band);
        const middle = others.length ? others.reduce((sum, p) => sum + p.at, 0) / others.length : place.get(node.index).at;
        return [middle, node];
      });
      keyed.sort((a, b) => a[0] - b[0] || a[1].index - b[1].index);
      band.list = keyed.map((pair) => pair[1]);
      settle(band);
    }
  }
}

// The nodes that are worth a place in the whole picture: documents of the folder, and what several of them cite.
function worthShowing(least, province) {
  return nodes.filter((node) => {
    if (province && node.province !== province && node.layer !== 0) return false;
    return node.documents.length > 0 || node.cited >= least;
  });
}

// A node with all that it rests on and all that rests directly on it; at most `most` nodes, nearest first.
function around(node, most) {
  const found = new Set([node.index]);
  for (const edge of node.in) if (found.size < most / 2) found.add(edge.source);
  const queue = [node];
  for (let k = 0; k < queue.length; k++) {
    for (const edge of queue[k].out) {
      if (found.size >= most || found.has(edge.target)) continue;
      found.add(edge.target);
      queue.push(nodes[edge.target]);
    }
  }
  return [...found].map((k) => nodes[k]);
}
