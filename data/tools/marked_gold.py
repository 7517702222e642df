"""From lines with marks to the gold dictionary (gold format v1.3) and the flat clean text it quotes."""

from __future__ import annotations

import re
from dataclasses import replace

from marked_model import Document, Gold, Line, Mark, MarkError, Spans

Span = tuple[int, int]
BASIS = re.compile(r"^(?:- )?(?:Căn cứ|Thực hiện|Theo)\b")
BULLET = re.compile(r"^[-+] ")
MIN_WORDS, MAX_WORDS = 6, 24


def complete(doc: Document, name: str) -> Document:
    """Add flat text, gold and spans to a document that has lines and fields."""
    flat, starts = _flat(doc.lines)
    sections, section_spans = _sections(doc, flat, starts, name)
    citations, citation_spans, cores = _citations(doc, starts)
    dates, date_spans = _dates(doc, starts)
    _in_order(flat, citations, citation_spans, "citation", name)
    _in_order(flat, dates, date_spans, "date", name)
    tasks, task_spans = _tasks(doc, flat, starts, name)
    gold: Gold = {
        "doc": doc.id,
        "header": _header(doc),
        "sections": sections,
        "citations": citations,
        "dates": dates,
        "tasks": tasks,
        "abbreviations": _abbreviations(doc),
        "ignore": _regions(doc),
        "notes": " ".join(["Written for the project about an invented place.", *doc.fields.get("note", [])]),
    }
    spans = Spans(tuple(section_spans), tuple(citation_spans), tuple(cores), tuple(date_spans), tuple(task_spans))
    return replace(doc, flat=flat, gold=gold, spans=spans)


def squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _flat(lines: tuple[Line, ...]) -> tuple[str, list[int]]:
    """The clean text with every break as one space, and the offset at which each line begins."""
    starts, parts, at = [], [], 0
    for line in lines:
        starts.append(at)
        parts.append(squeeze(line.text))
        at += len(parts[-1]) + 1
    return " ".join(parts), starts


def _shift(line: Line, offset: int) -> int:
    """A blank number or day prints as several spaces, which the flat text collapses."""
    before = line.text[:offset]
    return len(re.sub(r"\s+", " ", before).lstrip())


def _place(line: Line, start: int, mark: Mark) -> Span:
    return start + _shift(line, mark.start), start + _shift(line, mark.end)


def _header(doc: Document) -> Gold:
    one = {key: values[0] for key, values in doc.fields.items()}
    issued = next((m.values["edtf"] for li in doc.zone("dateline") for m in li.marks if m.layer == "date"), None)
    dateline = doc.zone("dateline")
    title = squeeze(" ".join(li.text for li in doc.zone("title") or doc.zone("subject")))
    signed = {key: one.get(key) for key in ("authority", "capacity", "position", "name")}
    return {
        "kind": one["kind"],
        "symbol": one.get("symbol"),
        "symbol_template": one.get("template"),
        "issued": issued,
        "place": dateline[0].text.split(",")[0] if dateline else None,
        "issuer": one["issuer"],
        "level": one["level"],
        "province": one.get("province"),
        "title": re.sub(r"^V/v:? ", "", title),
        "period": one.get("period"),
        "signature": signed,
        "recipients": [BULLET.sub("", li.text).rstrip(" ;.,") for li in doc.zone("recipient")],
    }


def _sections(doc: Document, flat: str, starts: list[int], name: str) -> tuple[list[Gold], list[Span]]:
    out: list[Gold] = []
    spans: list[Span] = []
    at = 0
    for line, start in zip(doc.lines, starts, strict=True):
        if line.path is None:
            continue
        words = line.text.split()
        marker_words = len((line.marker or "").split(" "))
        surface = " ".join(words[: marker_words + 5])
        if flat.find(surface, at) != start:
            raise MarkError(f"{name}:{line.number}: section surface {surface!r} occurs earlier in the text")
        spans.append((start, start + len(surface)))
        at = spans[-1][1]
        out.append({"path": line.path, "marker": line.marker, "surface": surface, "title": line.title})
    return out, spans


def _marks(doc: Document, layer: str) -> list[tuple[int, Line, Mark]]:
    """(index of the line, line, mark) of one layer in reading order."""
    return [(k, li, m) for k, li in enumerate(doc.lines) for m in li.marks if m.layer == layer]


def _citations(doc: Document, starts: list[int]) -> tuple[list[Gold], list[Span], list[Span]]:
    first = next((k for k, li in enumerate(doc.lines) if li.path), len(doc.lines))
    out, spans, cores = [], [], []
    for k, line, mark in _marks(doc, "citation"):
        basis = line.zone == "body" and k < first and BASIS.match(line.text) is not None
        said = mark.values["basis"]
        out.append({**mark.values, "basis": basis if not said else said == "yes"})
        spans.append(_place(line, starts[k], mark))
        a, b = mark.core or (mark.start, mark.end)
        cores.append((starts[k] + _shift(line, a), starts[k] + _shift(line, b)))
    return out, spans, cores


def _dates(doc: Document, starts: list[int]) -> tuple[list[Gold], list[Span]]:
    found = _marks(doc, "date")
    return [dict(m.values) for _, _, m in found], [_place(li, starts[k], m) for k, li, m in found]


def _in_order(flat: str, items: list[Gold], spans: list[Span], what: str, name: str) -> None:
    """A search from the end of the previous mention must find this one: otherwise a twin before it is unmarked."""
    at = 0
    for item, (start, end) in zip(items, spans, strict=True):
        if flat.find(item["surface"], at) != start:
            near = flat[max(0, flat.find(item["surface"], at) - 30) :][:80]
            raise MarkError(f"{name}: {what} {item['surface']!r} has an unmarked twin before it: {near!r}")
        at = end


def _tasks(doc: Document, flat: str, starts: list[int], name: str) -> tuple[list[Gold], list[Span]]:
    out: list[Gold] = []
    spans: list[Span] = []
    at = 0
    for line, start in zip(doc.lines, starts, strict=True):
        if (task := line.task) is None:
            continue
        opening = len(line.marker) + 1 if line.marker else 2 if line.bullet else 0
        begin = start + opening
        end = _task_end(flat, begin, at, f"{name}:{line.number}")
        for unit in (*task.responsible, *task.coordinate, *task.direct, *task.report_to):
            if unit not in flat:
                raise MarkError(f"{name}:{line.number}: unit {unit!r} does not stand in the text")
        item: Gold = {
            "path": line.section, "start": flat[begin:end], "responsible": list(task.responsible), "role": task.role,
            "coordinate": list(task.coordinate), "direct": list(task.direct), "report_to": list(task.report_to),
            "due": list(task.due),
        }  # fmt: skip
        out.append({**item, "optional": True} if task.optional else item)
        spans.append((begin, end))
        at = begin
    return out, spans


def _task_end(flat: str, begin: int, at: int, where: str) -> int:
    """Enough words that a search from the previous task finds this paragraph and no other."""
    words = flat[begin : begin + 400].split(" ")
    for count in range(MIN_WORDS, MAX_WORDS):
        start = " ".join(words[:count])
        if flat.find(start, at) == begin:
            return begin + len(start)
    raise MarkError(f"{where}: the opening of this task is not unique")


def _abbreviations(doc: Document) -> dict[str, str]:
    pairs = (value.partition(" = ") for value in doc.fields.get("abbr", []))
    return {short: long for short, _, long in pairs}


def _regions(doc: Document) -> list[Gold]:
    """One ignored region per run of table lines."""
    out: list[Gold] = []
    rows: list[Line] = []
    for line in (*doc.lines, None):
        if line is not None and line.zone == "table":
            rows.append(line)
        elif rows:
            out.append({"from": " ".join(rows[0].text.split()[:6]), "to": " ".join(rows[-1].text.split()[-6:])})
            rows = []
    return out
