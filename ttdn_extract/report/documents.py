"""Documents for the page: a row for each in the index, a row for each task, and a block with all else of one document.

A block is only read by the page when its document is opened; the index is read at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ttdn_extract.corpus.records import Document
from ttdn_extract.plan import Plan, Span, UnitRef
from ttdn_extract.report.pack import SamePlaces, Table, Units16
from ttdn_extract.report.reading import Shown
from ttdn_extract.report.times import bounds

DOCUMENTS = "id file source kind* symbol template title issued issuer* level* province* period node chars text sections citations dates tasks notes"
TASKS = "document at section label role* text responsible* coordinate* direct* report* due"
BLOCK = {
    "sections": "path label title role at heading parent",
    "citations": "at text kind symbol date issuer basis relation provision title form instrument section repairs",
    "dates": "at text edtf role section inferred",
    "units": "name generic level place until successor at",
    "recipients": "at text",
    "abbreviations": "at short long",
    "notes": "at code severity message",
}
"""What the lists of a block hold; the page has the same names once, in its index."""
Row = list[Any]
Place = Callable[[Span | None], list[int] | None]


def places(shown: Shown) -> Units16:
    """Return how to count in a document."""
    return Units16(shown.text) if shown.text is not None else SamePlaces()


def add_document(table: Table, document: Document, shown: Shown, node: int) -> None:
    """Add the row of a document."""
    plan, header = shown.plan, shown.plan.header
    table.add(
        id=document.id,
        file=document.file,
        source=plan.source.name,
        kind=header.kind,
        symbol=header.symbol,
        template=header.symbol_template,
        title=header.title,
        issued=header.issued,
        issuer=header.issuer,
        level=header.level,
        province=header.province,
        period=header.period,
        node=node,
        chars=plan.source.chars,
        text=shown.text is not None,
        sections=len(plan.sections),
        citations=len(plan.citations),
        dates=len(plan.dates),
        tasks=len(plan.tasks),
        notes=sum(note.severity == "warning" for note in plan.diagnostics),
    )


def add_tasks(table: Table, plan: Plan, number: int, units: Units16) -> None:
    """Add the rows of a document's tasks."""
    names = {unit.id: unit.name for unit in plan.units}
    sections = {section.id: k for k, section in enumerate(plan.sections)}

    def bodies(refs: Iterable[UnitRef]) -> list[str]:
        return [names.get(ref.unit or "", ref.text) for ref in refs]

    for task in plan.tasks:
        section = sections.get(task.section or "", -1)
        table.add(
            document=number,
            at=units.span(task.span.start, task.span.end),
            section=section,
            label=_label(plan, section),
            role=task.role,
            text=task.text,
            responsible=bodies(task.responsible),
            coordinate=bodies(task.coordinate),
            direct=bodies(task.direct),
            report=bodies(task.report_to),
            due=[[due.edtf, due.text, *bounds(due.edtf), units.span(due.span.start, due.span.end)] for due in task.due],
        )


def _label(plan: Plan, section: int) -> str:
    return plan.sections[section].path if section >= 0 else ""


def block(shown: Shown, units: Units16, nodes: list[int]) -> dict[str, Any]:
    """Return all that the view of one document needs; `nodes` are the graph's nodes of its instruments."""
    plan = shown.plan
    numbers = {section.id: k for k, section in enumerate(plan.sections)}
    instruments = {instrument.id: nodes[k] for k, instrument in enumerate(plan.instruments)}

    def place(span: Span | None) -> list[int] | None:
        return units.span(span.start, span.end) if span is not None else None

    def section(name: str | None) -> int:
        return numbers.get(name or "", -1)

    return {
        "text": shown.text,
        "sections": [
            [s.path, s.label, s.title, s.role, place(s.span), place(s.heading_span), section(s.parent)]
            for s in plan.sections
        ],
        "citations": _citations(plan, place, section, instruments),
        "dates": [[place(d.span), d.text, d.edtf, d.role, section(d.section), d.inferred] for d in plan.dates],
        "units": [
            [u.name, u.generic, u.level, u.place, u.until, u.successor, [place(span) for span in u.mentions]]
            for u in plan.units
        ],
        "recipients": [[place(r.span), r.text] for r in plan.recipients],
        "abbreviations": [[place(a.span), a.short, a.long] for a in plan.abbreviations],
        "notes": [[place(note.span), note.code, note.severity, note.message] for note in plan.diagnostics],
        "signature": [plan.signature.authority, plan.signature.position, plan.signature.name],
    }


def _citations(
    plan: Plan, place: Place, section: Callable[[str | None], int], instruments: dict[str, int]
) -> list[Row]:
    return [
        [
            place(c.span),
            c.text,
            c.kind,
            c.symbol,
            c.date,
            c.issuer,
            c.basis,
            c.relation,
            c.provision,
            c.title,
            c.form,
            instruments.get(c.instrument or "", -1),
            section(c.section),
            c.repairs,
        ]
        for c in plan.citations
    ]
