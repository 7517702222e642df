// The text with its marks: spans that nest and overlap are cut into pieces, and each piece knows all that covers it.

// spans: [{ type, index, start, end }]. Returns the element and how to find places in it.
function markedText(text, spans) {
  const lines = splitLines(text);
  const pieces = [];
  const byKey = new Map();
  const sorted = spans.filter((s) => s.end > s.start).sort((a, b) => a.start - b.start || b.end - a.end);
  const element = h("div", { class: "text", lang: "vi" });
  let next = 0;
  let active = [];
  let box = null;
  for (const [k, line] of lines.entries()) {
    const row = h("div", { class: "line" });
    active = active.filter((span) => span.end > line.start);
    while (next < sorted.length && sorted[next].start < line.end) active.push(sorted[next++]);
    for (const [from, to, covering] of cut(line, active)) row.append(piece(text.slice(from, to), from, to, covering));
    if (!line.columns) box = null;
    else if (!box) element.append((box = h("div", { class: "columns", tabindex: lines[k + 1] && lines[k + 1].columns ? 0 : null, role: "group", "aria-label": t("columns") })));
    (box || element).append(row);
  }

  function piece(words, from, to, covering) {
    if (!covering.length) {
      const node = h("span", {}, words);
      pieces.push({ from, to, node });
      return node;
    }
    const types = [...new Set(covering.map((span) => span.type))];
    const inner = covering.filter((span) => span.type !== "heading" && span.type !== "hit" && span.type !== "note");
    const node = h("span", { class: types.map((type) => "m-" + type).join(" ") }, words);
    pieces.push({ from, to, node });
    if (inner.length) {
      const innermost = inner.reduce((best, span) => (span.end - span.start <= best.end - best.start ? span : best));
      node.dataset.marks = inner.map((span) => span.type + ":" + span.index).join(" ");
      if (innermost.type !== "task") {
        // One stop for each mark, even where it is printed over several lines.
        const key = innermost.type + ":" + innermost.index + "@" + innermost.start;
        if (!byKey.has(key)) {
          byKey.set(key, node);
          node.tabIndex = -1;
          node.setAttribute("role", "button");
        }
      }
    }
    return node;
  }

  const stops = [...byKey.values()];
  if (stops.length) stops[0].tabIndex = 0;
  element.addEventListener("keydown", (event) => {
    const at = stops.indexOf(event.target);
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      event.target.click();
    } else if (step && stops[at + step]) {
      event.preventDefault();
      stops[at].tabIndex = -1;
      stops[at + step].tabIndex = 0;
      stops[at + step].focus();
    }
  });

  return {
    element,
    pieces,
    // The first piece at or behind a place.
    at(place) {
      let low = 0;
      let high = pieces.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (pieces[middle].to <= place) low = middle + 1;
        else high = middle;
      }
      return pieces[low] ? pieces[low].node : null;
    },
  };
}

function splitLines(text) {
  const lines = [];
  let start = 0;
  const breaks = /\r\n|[\n\r\f\v\u2028\u2029]/g;
  for (let found = breaks.exec(text); ; found = breaks.exec(text)) {
    const end = found ? found.index : text.length;
    const words = text.slice(start, end);
    // Columns, tables: what was set under one another only stands so in letters of one width.
    lines.push({ start, end, columns: /\S(?:[ \u00a0\u2000-\u200b\u3000]{3,}|\t+)\S/.test(words) || /^\s*[|+].*[|+]\s*$/.test(words) });
    if (!found) return lines;
    start = end + found[0].length;
  }
}

// Cuts a line where marks begin or end; goes along once, with the marks that are open at each place.
function cut(line, active) {
  const edges = new Set([line.start, line.end]);
  for (const span of active) {
    if (span.start > line.start && span.start < line.end) edges.add(span.start);
    if (span.end > line.start && span.end < line.end) edges.add(span.end);
  }
  const places = [...edges].sort((a, b) => a - b);
  const result = [];
  let open = [];
  let next = 0;
  for (let k = 0; k + 1 < places.length; k++) {
    open = open.filter((span) => span.end > places[k]);
    while (next < active.length && active[next].start <= places[k]) {
      if (active[next].end > places[k]) open.push(active[next]);
      next += 1;
    }
    result.push([places[k], places[k + 1], open.slice()]);
  }
  return result;
}
