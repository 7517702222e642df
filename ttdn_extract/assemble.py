"""What the stages found -> the `Plan`: ids, spans in the source, diagnostics. The only place that knows both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import ttdn_extract.plan as contract
from ttdn_extract.clean import CleanText
from ttdn_extract.finders.abbreviations import Abbreviation
from ttdn_extract.finders.dates import DateMention, DateProblem
from ttdn_extract.finders.mention import CitationMention, Note
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.flow import Flow
from ttdn_extract.header import Header
from ttdn_extract.holders import Holders
from ttdn_extract.layout import Layout
from ttdn_extract.lines import Dropped
from ttdn_extract.plan import Plan, SourceInfo, Span
from ttdn_extract.resolve import Anaphor, Instrument
from ttdn_extract.roles import role_of
from ttdn_extract.spelling import mend_words
from ttdn_extract.tail import Tail
from ttdn_extract.task_draft import TaskDraft
from ttdn_extract.tree import Node, Oddity, annex_paths
from ttdn_extract.unit_table import UnitTable
from ttdn_extract.vocabulary import Severity

_DROPPED_TEXT = {
    "page-number": "a page number is left out of the text",
    "running-head": "a repeated page header or footer is left out of the text",
    "contents-row": "a row of the table of contents is left out of the text",
    "stray-address": "a web address that stands alone in the text is left out",
}
_DATE_TEXT = {
    "date.impossible": "'{}' is no date of the calendar",
    "date.spaced": "'{}' is read without its space",
    "date.misread": "'{}' is read as a date although a scanner misread a digit",
}
# What the citation finder passes over in the normal course of things.
_QUIET = frozenset({"own-number", "not-a-citation", "issuer-open", "unknown-issuer", "first-citation-incomplete"})
ToSpan = Callable[[int, int], Span]


class Assembly:
    """Collects the parts of the contract.

    The long lists come to be only at the end, row by row: thousands of rows that wait would keep the garbage collector busy.
    """

    def __init__(self, flow: Flow, layout: Layout, header: Header, nodes: Sequence[Node], tail: Tail) -> None:
        self.flow, self._to_raw, self._holders = flow, flow.back.to_raw, Holders(nodes)
        self._ids = {id(node): f"s{number}" for number, node in enumerate(nodes, 1)}
        self.diagnostics: list[contract.Diagnostic] = []
        self.header = _header(header, self.span)
        if header.symbol_template:
            blank = "the document's own number is blank or cannot be read"
            self.note("number-blank", blank, self.header.spans.get("symbol"))
        self.sections: Iterable[contract.Section] = _sections(flow.text, nodes, self._ids, self.span)
        self.annexes = list(_annexes(flow, layout, self.span))
        self.recipients = [
            contract.Recipient(mend_words(r.text), self.span(r.start, r.end), None) for r in tail.recipients
        ]
        self.signature = _signature(tail, self.span)
        if header.title is None:
            self.note("no-title", "no kind of document and no title was found", None, "warning")
        if not any(node.marker.kind != "bullet" for node in nodes):
            self.note("no-sections", "no numbered section was found", None, "warning")
        self.citations: Iterable[contract.Citation] = ()
        self.instruments: Iterable[contract.Instrument] = ()
        self.anaphors: list[contract.Anaphor] = []
        self.dates: Iterable[contract.Date] = ()
        self.units: Iterable[contract.Unit] = ()
        self.tasks: Iterable[contract.Task] = ()
        self.abbreviations: list[contract.Abbreviation] = []

    def span(self, start: int, end: int) -> Span:
        """Return the place in the source of a span of the flowed text."""
        return Span(*self._to_raw(start, end))

    def section_at(self, place: int) -> str | None:
        """Return the id of the innermost numbered section that holds a place of the flowed text, or None."""
        node = self._holders.at(place)
        while node is not None and node.marker.kind == "bullet":
            node = node.parent
        return self._ids[id(node)] if node is not None else None

    def note(self, code: str, message: str, span: Span | None, severity: Severity = "info") -> None:
        """Add a diagnostic."""
        self.diagnostics.append(contract.Diagnostic(code, severity, message, span))

    def note_dropped(self, clean: CleanText, dropped: Iterable[Dropped]) -> None:
        """Tell of lines that are no text of the document."""
        for line in dropped:
            self.note(line.code, _DROPPED_TEXT[line.code], Span(*clean.back.to_raw(line.start, line.end)))

    def note_oddities(self, oddities: Iterable[Oddity]) -> None:
        """Tell of oddities of the numbering."""
        for odd in oddities:
            self.note(odd.code, odd.message, self.span(odd.start, odd.end), "warning")

    def add_citations(
        self, mentions: Sequence[CitationMention], cited: Sequence[Instrument], notes: Iterable[Note]
    ) -> None:
        """Add the citations with the instruments that they name, and what the finder has to say."""
        text = self.flow.text
        owner = {number: instrument.id for instrument in cited for number in instrument.mentions}
        self.citations = (
            contract.Citation(
                id=f"c{number + 1}",
                span=self.span(m.start, m.end),
                core_span=self.span(m.core_start, m.core_end),
                text=text[m.start : m.end],
                kind=m.kind,
                symbol=m.symbol,
                date=m.date,
                issuer=m.issuer,
                basis=m.basis,
                relation=m.relation,
                provision=m.provision,
                title=text[m.title[0] : m.title[1]] if m.title else None,
                form=m.form,
                instrument=owner.get(number),
                section=self.section_at(m.start),
                repairs=list(m.repairs),
            )
            for number, m in enumerate(mentions)
        )
        self.instruments = (
            contract.Instrument(
                id=known.id,
                kind=known.kind,
                symbol=known.symbol,
                date=known.date,
                issuer=known.issuer,
                title=known.title,
                mentions=[f"c{n + 1}" for n in known.mentions],
                missing=known.missing,
                conflicts=known.conflicts,
                underdetermined=known.underdetermined,
            )
            for known in cited
        )
        for note in notes:
            severity: Severity = "info" if note.code in _QUIET else "warning"
            self.note(note.code, note.message, self.span(note.start, note.end), severity)

    def add_anaphors(self, anaphors: Iterable[Anaphor], cited: Sequence[Instrument]) -> None:
        """Add what points back: "Kế hoạch này" is the document itself, "Nghị quyết nêu trên" an instrument or nothing."""
        for found in anaphors:
            target = None if found.target is None else "self" if found.target < 0 else cited[found.target].id
            text = self.flow.text[found.start : found.end]
            self.anaphors.append(contract.Anaphor(self.span(found.start, found.end), text, found.kind, target))

    def add_dates(self, mentions: Iterable[DateMention], problems: Iterable[DateProblem]) -> None:
        """Add the dates; "31/02/2025" is none and becomes a diagnostic."""
        text = self.flow.text
        self.dates = (
            contract.Date(
                id=f"d{number}",
                span=self.span(date.start, date.end),
                text=text[date.start : date.end],
                edtf=date.edtf,
                role=date.role,
                section=self.section_at(date.start),
                inferred=date.inferred,
            )
            for number, date in enumerate(mentions, 1)
        )
        for problem in problems:
            said = _DATE_TEXT[problem.code].format(text[problem.start : problem.end])
            self.note(problem.code, said, self.span(problem.start, problem.end), "warning")

    def add_units(self, table: UnitTable, recipients: Sequence[UnitMention | None]) -> None:
        """Add the units with all their mentions; tell each recipient its unit."""
        self.units = (
            contract.Unit(
                id=unit.id,
                name=unit.known.name,
                generic=unit.generic,
                level=unit.known.level,
                place=unit.known.place,
                until=unit.known.until,
                successor=unit.known.successor,
                mentions=[self.span(*place) for place in unit.mentions],
            )
            for unit in table.units
        )
        self.recipients = [
            replace(row, unit=table.id_at(unit.start, unit.end)) if unit else row
            for row, unit in zip(self.recipients, recipients, strict=True)
        ]

    def add_tasks(self, tasks: Iterable[TaskDraft], table: UnitTable) -> None:
        """Add the tasks; their units are told by id and kept as printed."""
        text = self.flow.text

        def refs(units: Iterable[UnitMention]) -> list[contract.UnitRef]:
            return [
                contract.UnitRef(text[u.start : u.end], table.id_at(u.start, u.end), self.span(u.start, u.end))
                for u in units
            ]

        self.tasks = (
            contract.Task(
                id=f"t{number}",
                span=self.span(task.start, task.end),
                section=None if task.closing else self.section_at(task.start),
                text=text[task.start : task.end],
                role=task.role,
                responsible=refs(task.parts["responsible"]),
                coordinate=refs(task.parts["coordinate"]),
                direct=refs(task.parts["direct"]),
                report_to=refs(task.parts["report_to"]),
                due=[
                    contract.Due(due.edtf, text[due.start : due.end], self.span(due.start, due.end)) for due in task.due
                ],
            )
            for number, task in enumerate(tasks, 1)
        )

    def add_abbreviations(self, found: Iterable[Abbreviation]) -> None:
        """Add the short forms that the text defines."""
        self.abbreviations = [contract.Abbreviation(a.short, a.long, self.span(a.start, a.end)) for a in found]

    def plan(self, doc_id: str, source: SourceInfo) -> Plan:
        """Freeze what was collected."""
        return Plan(
            id=doc_id,
            source=source,
            header=self.header,
            sections=list(self.sections),
            annexes=self.annexes,
            citations=list(self.citations),
            instruments=list(self.instruments),
            anaphors=self.anaphors,
            dates=list(self.dates),
            units=list(self.units),
            tasks=list(self.tasks),
            recipients=self.recipients,
            signature=self.signature,
            abbreviations=self.abbreviations,
            diagnostics=sorted(self.diagnostics, key=lambda note: note.span.start if note.span else -1),
        )


def _header(header: Header, span: ToSpan) -> contract.Header:
    return contract.Header(
        kind=header.kind,
        title=mend_words(header.title) if header.title else None,
        symbol=header.symbol,
        symbol_template=header.symbol_template,
        issued=header.issued,
        place=header.place,
        issuer=header.issuer,
        level=header.level,
        province=header.province,
        period=header.period,
        spans={name: span(*place) for name, place in header.spans.items()},
    )


def _sections(text: str, nodes: Sequence[Node], ids: dict[int, str], span: ToSpan) -> Iterator[contract.Section]:
    for node in nodes:
        start = node.paragraph.start
        end = node.end - (text[node.end - 1] == "\n")
        title = mend_words(text[node.title[0] : node.title[1]]) if node.title else None
        yield contract.Section(
            id=ids[id(node)],
            path=node.path,
            label=node.label,
            marker=text[start : start + node.marker.length],
            kind=node.marker.kind,
            title=title,
            role=role_of(title) if title else None,
            span=span(start, end),
            heading_span=span(start, node.title[1]) if node.title else None,
            parent=ids[id(node.parent)] if node.parent else None,
        )


def _annexes(flow: Flow, layout: Layout, span: ToSpan) -> Iterator[contract.Annex]:
    for number, path in enumerate(annex_paths(flow, layout), 1):
        paragraphs = [p for p in flow.paragraphs if p.annex == number]
        head = [flow.text[p.start : p.end] for p in paragraphs if p.zone == "head"]
        if paragraphs:
            yield contract.Annex(path, " ".join(head), span(paragraphs[0].start, paragraphs[-1].end))


def _signature(tail: Tail, span: ToSpan) -> contract.Signature:
    placed = [piece for piece in (tail.authority, tail.capacity, tail.position, tail.name) if piece is not None]
    return contract.Signature(
        authority=tail.authority.text if tail.authority else None,
        capacity=tail.capacity.text if tail.capacity else None,
        position=tail.position.text if tail.position else None,
        name=tail.name.text if tail.name else None,
        span=span(min(p.start for p in placed), max(p.end for p in placed)) if placed else None,
    )
