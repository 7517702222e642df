"""What the stages found -> the `Plan`: ids, spans in the source, diagnostics. The only place that knows both sides."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ttdn_extract.clean import CleanText
from ttdn_extract.finders.abbreviations import Abbreviation as ShortForm
from ttdn_extract.finders.dates import DateMention, DateProblem
from ttdn_extract.finders.mention import CitationMention, Note
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.flow import Flow
from ttdn_extract.header import Header
from ttdn_extract.layout import Layout
from ttdn_extract.lines import Dropped
from ttdn_extract.plan import Plan, SourceInfo
from ttdn_extract.resolve import Anaphor as AnaphorMention
from ttdn_extract.resolve import Instrument as Cited
from ttdn_extract.roles import role_of
from ttdn_extract.spelling import mend_words
from ttdn_extract.tail import Piece, Tail
from ttdn_extract.task_draft import TaskDraft
from ttdn_extract.tree import Node, Oddity, annex_paths
from ttdn_extract.unit_table import UnitTable

_DROPPED_TEXT = {
    "page-number": "a page number is left out of the text",
    "running-head": "a repeated page header or footer is left out of the text",
    "stray-address": "a web address that stands alone in the text is left out",
}
_DATE_TEXT = {
    "date.impossible": "'{}' is no date of the calendar",
    "date.spaced": "'{}' is read without its space",
    "date.misread": "'{}' is read as a date although a scanner misread a digit",
}
# What the citation finder passes over in the normal course of things.
_QUIET = frozenset({"own-number", "not-a-citation", "issuer-open", "unknown-issuer", "first-citation-incomplete"})
Json = dict[str, Any]


class Places:
    """Which numbered section holds a place of the flowed text."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = [(node, f"s{number}") for number, node in enumerate(nodes, 1) if node.marker.kind != "bullet"]
        self._starts = [node.paragraph.start for node, _ in self._nodes]
        self._ids = {id(node): name for node, name in self._nodes}

    def at(self, place: int) -> str | None:
        """Return the id of the innermost section, or None."""
        k = bisect_right(self._starts, place) - 1
        node = self._nodes[k][0] if k >= 0 else None
        while node is not None and max(node.end, node.paragraph.end) <= place:
            node = node.parent
        return self._ids[id(node)] if node is not None else None


class Assembly:
    """Collects the parts of the contract as plain values; pydantic reads them once, at the end.

    The long lists come to be only then, row by row: thousands of rows that wait would keep the garbage collector busy.
    """

    def __init__(self, flow: Flow, nodes: Sequence[Node]) -> None:
        self.flow, self._to_raw = flow, flow.back.to_raw
        self.places = Places(nodes)
        self.parts: Json = {
            name: []
            for name in (
                "citations",
                "instruments",
                "anaphors",
                "dates",
                "units",
                "tasks",
                "abbreviations",
                "diagnostics",
            )
        }

    def span(self, start: int, end: int) -> Json:
        """Return the place in the source of a span of the flowed text."""
        begin, stop = self._to_raw(start, end)
        return {"start": begin, "end": stop}

    def note(self, code: str, message: str, span: Json | None, severity: str = "info") -> None:
        """Add a diagnostic."""
        self.parts["diagnostics"].append({"code": code, "severity": severity, "message": message, "span": span})

    def note_dropped(self, clean: CleanText, dropped: Iterable[Dropped]) -> None:
        """Tell of lines that are no text of the document."""
        for line in dropped:
            begin, stop = clean.back.to_raw(line.start, line.end)
            self.note(line.code, _DROPPED_TEXT[line.code], {"start": begin, "end": stop})

    def note_oddities(self, oddities: Iterable[Oddity]) -> None:
        """Tell of oddities of the numbering."""
        for odd in oddities:
            self.note(odd.code, odd.message, self.span(odd.start, odd.end), "warning")

    def add_citations(self, mentions: Sequence[CitationMention], cited: Sequence[Cited], notes: Iterable[Note]) -> None:
        """Add the citations with the instruments that they name, and what the finder has to say."""
        text = self.flow.text
        owner = {number: instrument.id for instrument in cited for number in instrument.mentions}
        self.parts["citations"] = (
            {
                "id": f"c{number + 1}",
                "span": self.span(m.start, m.end),
                "core_span": self.span(m.core_start, m.core_end),
                "text": text[m.start : m.end],
                "kind": m.kind,
                "symbol": m.symbol,
                "date": m.date,
                "issuer": m.issuer,
                "basis": m.basis,
                "relation": m.relation,
                "provision": m.provision,
                "title": text[m.title[0] : m.title[1]] if m.title else None,
                "form": m.form,
                "instrument": owner.get(number),
                "section": self.places.at(m.start),
                "repairs": m.repairs,
            }
            for number, m in enumerate(mentions)
        )
        names = ("id", "kind", "symbol", "date", "issuer", "title", "missing", "conflicts", "underdetermined")
        self.parts["instruments"] = (
            {name: getattr(instrument, name) for name in names}
            | {"mentions": [f"c{n + 1}" for n in instrument.mentions]}
            for instrument in cited
        )
        for note in notes:
            severity = "info" if note.code in _QUIET else "warning"
            self.note(note.code, note.message, self.span(note.start, note.end), severity)

    def add_anaphors(self, anaphors: Iterable[AnaphorMention], cited: Sequence[Cited]) -> None:
        """Add what points back: "Kế hoạch này" is the document itself, "Nghị quyết nêu trên" an instrument or nothing."""
        for found in anaphors:
            target = None if found.target is None else "self" if found.target < 0 else cited[found.target].id
            span = self.span(found.start, found.end)
            text = self.flow.text[found.start : found.end]
            self.parts["anaphors"].append({"span": span, "text": text, "kind": found.kind, "instrument": target})

    def add_dates(self, mentions: Iterable[DateMention], problems: Iterable[DateProblem]) -> None:
        """Add the dates; "31/02/2025" is none and becomes a diagnostic."""
        text = self.flow.text
        self.parts["dates"] = (
            {
                "id": f"d{number}",
                "span": self.span(date.start, date.end),
                "text": text[date.start : date.end],
                "edtf": date.edtf,
                "role": date.role,
                "section": self.places.at(date.start),
                "inferred": date.inferred,
            }
            for number, date in enumerate(mentions, 1)
        )
        for problem in problems:
            said = _DATE_TEXT[problem.code].format(text[problem.start : problem.end])
            self.note(problem.code, said, self.span(problem.start, problem.end), "warning")

    def add_units(self, table: UnitTable, recipients: Sequence[UnitMention | None]) -> None:
        """Add the units with all their mentions; tell each recipient its unit."""
        self.parts["units"] = (
            {
                "id": unit.id,
                "name": unit.known.name,
                "generic": unit.generic,
                "level": unit.known.level,
                "place": unit.known.place,
                "until": unit.known.until,
                "successor": unit.known.successor,
                "mentions": [self.span(*place) for place in unit.mentions],
            }
            for unit in table.units
        )
        for row, unit in zip(self.parts["recipients"], recipients, strict=True):
            row["unit"] = table.id_at(unit.start, unit.end) if unit else None

    def add_tasks(self, tasks: Iterable[TaskDraft], table: UnitTable) -> None:
        """Add the tasks; their units are told by id and kept as printed."""
        text = self.flow.text
        self.parts["tasks"] = (
            {
                "id": f"t{number}",
                "span": self.span(task.start, task.end),
                "section": None if task.closing else self.places.at(task.start),
                "text": text[task.start : task.end],
                "role": task.role,
                "due": [
                    {"edtf": due.edtf, "text": text[due.start : due.end], "span": self.span(due.start, due.end)}
                    for due in task.due
                ],
            }
            | {
                part: [
                    {
                        "text": text[u.start : u.end],
                        "unit": table.id_at(u.start, u.end),
                        "span": self.span(u.start, u.end),
                    }
                    for u in units
                ]
                for part, units in task.parts.items()
            }
            for number, task in enumerate(tasks, 1)
        )

    def add_abbreviations(self, found: Iterable[ShortForm]) -> None:
        """Add the short forms that the text defines."""
        self.parts["abbreviations"] = [
            {"short": a.short, "long": a.long, "span": self.span(a.start, a.end)} for a in found
        ]

    def plan(self, doc_id: str, source: SourceInfo) -> Plan:
        """Check and freeze what was collected."""
        self.parts["diagnostics"].sort(key=lambda d: (d["span"] or {"start": -1})["start"])
        return Plan.model_validate({"id": doc_id, "source": source, **self.parts})


def assemble_plan(flow: Flow, layout: Layout, header: Header, nodes: Sequence[Node], tail: Tail) -> Assembly:
    """Turn the structure of a document into the parts of the contract."""
    found = Assembly(flow, nodes)
    found.parts["header"] = _header(found, header)
    found.parts["sections"] = _sections(found, nodes)
    found.parts["annexes"] = _annexes(found, flow, layout)
    found.parts["recipients"] = [
        {"text": mend_words(r.text), "span": found.span(r.start, r.end), "unit": None} for r in tail.recipients
    ]
    found.parts["signature"] = _signature(found, tail)
    if header.title is None:
        found.note("no-title", "no kind of document and no title was found", None, "warning")
    if not any(node.marker.kind != "bullet" for node in nodes):
        found.note("no-sections", "no numbered section was found", None, "warning")
    return found


def _header(found: Assembly, header: Header) -> Json:
    names = ("kind", "title", "symbol", "symbol_template", "issued", "place", "issuer", "level", "province", "period")
    spans = {name: found.span(*place) for name, place in header.spans.items()}
    if header.symbol_template:
        found.note("number-blank", "the document's own number is blank or cannot be read", spans.get("symbol"))
    fields = {name: getattr(header, name) for name in names}
    fields["title"] = mend_words(header.title) if header.title else None
    return fields | {"spans": spans}


def _sections(found: Assembly, nodes: Sequence[Node]) -> Iterator[Json]:
    text, ids = found.flow.text, {}
    for number, node in enumerate(nodes, 1):
        ids[id(node)] = f"s{number}"
        start = node.paragraph.start
        end = max(node.end, node.paragraph.end)
        if text[end - 1] == "\n":
            end -= 1
        title = mend_words(text[node.title[0] : node.title[1]]) if node.title else None
        yield {
            "id": f"s{number}",
            "path": node.path,
            "label": node.label,
            "marker": text[start : start + node.marker.length],
            "kind": node.marker.kind,
            "title": title,
            "role": role_of(title) if title else None,
            "span": found.span(start, end),
            "heading_span": found.span(start, node.title[1]) if node.title else None,
            "parent": ids[id(node.parent)] if node.parent else None,
        }


def _annexes(found: Assembly, flow: Flow, layout: Layout) -> list[Json]:
    annexes = []
    for number, path in enumerate(annex_paths(flow, layout), 1):
        paragraphs = [p for p in flow.paragraphs if p.annex == number]
        head = [flow.text[p.start : p.end] for p in paragraphs if p.zone == "head"]
        if paragraphs:
            annexes.append(
                {"path": path, "title": " ".join(head), "span": found.span(paragraphs[0].start, paragraphs[-1].end)}
            )
    return annexes


def _signature(found: Assembly, tail: Tail) -> Json:
    pieces: dict[str, Piece | None] = {
        "authority": tail.authority,
        "capacity": tail.capacity,
        "position": tail.position,
        "name": tail.name,
    }
    placed = [piece for piece in pieces.values() if piece is not None]
    span = found.span(min(p.start for p in placed), max(p.end for p in placed)) if placed else None
    return {name: piece.text if piece else None for name, piece in pieces.items()} | {"span": span}
