// Words: the interface in two languages, and values of documents as people write them.

const INDEX = JSON.parse($("index").textContent);
let language = settings.get("language") === "en" ? 1 : 0;

// Says a key in the language of the page; {0} stands for a value.
function t(key, ...values) {
  const found = INDEX.strings[key];
  const text = found ? found[language] : key;
  return text.replace(/\{(\d)\}/g, (_, k) => (values[k] === undefined ? "" : String(values[k])));
}

// Says a code of the contract ("level.tinh"); a code without a word stands for itself.
function word(group, code) {
  if (code === null || code === undefined || code === "") return t("unknown");
  const key = group + "." + code;
  return Object.prototype.hasOwnProperty.call(INDEX.strings, key) ? t(key) : String(code);
}

function number(value) {
  return new Intl.NumberFormat(language ? "en" : "vi").format(value);
}

// "2025-12-31" -> "31/12/2025", "2025-36" -> "quý IV/2025", "2025/.." -> "từ 2025".
function day(edtf) {
  if (!edtf) return "";
  if (edtf === "thuong-xuyen") return t("due.always");
  if (edtf.includes("/")) {
    const [from, to] = edtf.split("/");
    if (to === ".." || to === "") return t("date.from", point(from));
    if (from === ".." || from === "") return t("date.until", point(to));
    return point(from) + " – " + point(to);
  }
  return point(edtf);
}

function point(text) {
  const [year, month, date] = text.replace(/[?~%]$/, "").split("-");
  const part = Number(month);
  const known = year !== "XXXX";
  const parts = [];
  if (part >= 33 && part <= 36) return t("date.quarter", ["I", "II", "III", "IV"][part - 33], known ? year : "");
  if (part >= 40 && part <= 41) return t("date.half", part - 39, known ? year : "");
  if (date) parts.push(date);
  if (month && month !== "XX") parts.push(month);
  if (known) parts.push(year);
  const shown = parts.join("/");
  if (known) return shown;
  return month === "XX" ? t("date.monthly", date || "") : t("date.yearly", shown);
}

function kindName(code) {
  return code ? word("kind", code) : t("kind.none");
}

// The name by which people call a document: its number, or its template with a gap, or its kind.
function documentName(doc) {
  if (doc.symbol) return doc.symbol;
  if (doc.template) return "…" + doc.template;
  return doc.kind ? kindName(doc.kind) : doc.id;
}

// What stands below that name in a list: a document without a number is known by its id.
function documentNote(doc) {
  return doc.symbol ? doc.issuer || doc.id : [doc.id, doc.issuer].filter(Boolean).join(" · ");
}

function nodeName(node) {
  return node.symbol || node.title || node.id;
}

function titleOf(doc) {
  return doc.title || doc.source || doc.id;
}
