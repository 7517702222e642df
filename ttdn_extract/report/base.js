// Elements without markup: everything that the page shows is made here, text as text and nothing else.

const $ = (id) => document.getElementById(id);

// Makes an element. Attributes that could run code or carry style are refused; handlers are given as functions under `on`.
function h(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, run] of Object.entries(value)) element.addEventListener(event, run);
    } else if (/^(on|style$|src$|srcdoc$)/i.test(name)) {
      throw new Error("attribute refused: " + name);
    } else if (name === "href" && !String(value).startsWith("#")) {
      throw new Error("address refused");
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    element.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return element;
}

function replace(element, ...children) {
  element.textContent = "";
  return add(element, children);
}

// Folds text for searching: "Kế hoạch" is found by "ke hoach", "hoá" by "hóa".
function fold(text) {
  return String(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
}

function terms(query) {
  return fold(query).split(/\s+/).filter(Boolean);
}

function matches(folded, wanted) {
  return wanted.every((term) => folded.includes(term));
}

function debounce(run, wait) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), wait);
  };
}

const collator = new Intl.Collator("vi", { numeric: true, sensitivity: "base" });

// Compares for sorting; what is unknown comes last in both directions.
function compare(a, b, direction) {
  const none = (value) => value === null || value === undefined || value === "";
  if (none(a) || none(b)) return none(a) - none(b);
  const order = typeof a === "number" && typeof b === "number" ? a - b : collator.compare(String(a), String(b));
  return order * direction;
}

function count(list, key) {
  const counts = new Map();
  for (const item of list) {
    const value = key(item);
    if (value !== null && value !== undefined) counts.set(value, (counts.get(value) || 0) + 1);
  }
  return counts;
}

function say(text) {
  $("status").textContent = text;
}

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function scrollTo(element, block) {
  element.scrollIntoView({ block: block || "center", behavior: calm.matches ? "auto" : "smooth" });
}

// A spreadsheet runs no cell as a formula: a quote stands before what could be one.
function csvCell(value) {
  let text = String(value === null || value === undefined ? "" : value).replace(/\0/g, "");
  if (/^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;
}

function download(name, rows) {
  const text = "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

// Settings outlive a visit where the browser lets a page from disk keep them.
const settings = {
  get(name) {
    try { return localStorage.getItem("ttdn-" + name); } catch (_) { return null; }
  },
  set(name, value) {
    try { localStorage.setItem("ttdn-" + name, value); } catch (_) { /* kept for this visit only */ }
  },
};
