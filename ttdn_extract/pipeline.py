"""The straight line from a source text to its `Plan`; no stage knows another, none holds state, none reads a file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from ttdn_extract.assemble import Assembly
from ttdn_extract.clean import clean_text, fold
from ttdn_extract.finders.abbreviations import find_abbreviations
from ttdn_extract.finders.citations import find_citations
from ttdn_extract.finders.context import Context as CitationContext
from ttdn_extract.finders.date_points import mend_time_words
from ttdn_extract.finders.date_roles import Context as DateContext
from ttdn_extract.finders.date_roles import assign_roles
from ttdn_extract.finders.dates import DateMention, find_dates
from ttdn_extract.finders.duties import DutyReader
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.finders.units import find_units
from ttdn_extract.flow import Flow, flow_text
from ttdn_extract.header import Header, read_header
from ttdn_extract.layout import find_layout
from ttdn_extract.lines import line_spacing, measure, read_lines
from ttdn_extract.places import district_of
from ttdn_extract.plan import Plan, SourceInfo
from ttdn_extract.resolve import build_instruments, find_anaphors
from ttdn_extract.tail import Tail, read_tail
from ttdn_extract.task_draft import Calendar
from ttdn_extract.task_tables import TableRow, find_table_tasks, read_rows
from ttdn_extract.tasks import find_tasks
from ttdn_extract.titles import title_nodes
from ttdn_extract.tree import Node, annex_paths, build_tree
from ttdn_extract.unit_table import UnitTable


class Structure(NamedTuple):
    """What the finders stand on, and the assembly that takes up what they find."""

    flow: Flow
    header: Header
    nodes: list[Node]
    tail: Tail
    found: Assembly


class View(NamedTuple):
    """What several finders look at: the folded text, what the document says about itself, the rows of its tables of tasks."""

    folded: str
    setting: CitationContext
    rows: list[TableRow]


def extract(
    raw: str,
    *,
    doc_id: str = "",
    source: SourceInfo | None = None,
    notes: Sequence[tuple[str, str]] = (),
    strict: bool = False,
) -> Plan:
    """Read one document; any text gives a plan. `notes` are what ingest has to say: (code, message).

    `strict` takes no misprinted symbol ("47/NQCP") for what it was meant to be.

    >>> plan = extract("KẾ HOẠCH\\nTruyền thông xã An Tân năm 2025\\n\\nI. MỤC ĐÍCH\\n1. Mục tiêu: Nâng cao nhận thức.")
    >>> [(s.path, s.title) for s in plan.sections], plan.header.period
    ([('I', 'MỤC ĐÍCH'), ('I/1', 'Mục tiêu')], '2025')
    """
    parts = read_structure(raw)
    view = view_of(parts)
    dated = add_citations_and_dates(parts, view, strict=strict)
    add_units_and_tasks(parts, view, dated)
    for code, message in notes:
        parts.found.note(code, message, None)
    return parts.found.plan(doc_id, source or describe(raw))


def view_of(parts: Structure) -> View:
    """Prepare what several finders look at."""
    text, paragraphs = parts.flow.text, parts.flow.paragraphs
    folded = mend_time_words(fold(text))
    return View(folded, citation_context(parts.flow, parts.header), read_rows(text, folded, paragraphs))


def add_citations_and_dates(parts: Structure, view: View, *, strict: bool = False) -> list[DateMention]:
    """Find what is cited and all times; return these with their roles."""
    flow, header, nodes, _, found = parts
    folded, setting, rows = view
    mentions, said = find_citations(flow.text, folded, setting, preamble_of(flow, nodes), strict=strict)
    cited, clashes = build_instruments(flow.text, mentions)
    times = sorted({row.parts["due"] for row in rows if "due" in row.parts})
    dates = find_dates(folded, times)
    around = DateContext(flow.paragraphs, [m[:2] for m in mentions], header.spans.get("issued"), header.period, times)
    found.add_citations(mentions, cited, [*said, *clashes])
    found.add_anaphors(find_anaphors(folded, header.kind, mentions, cited), cited)
    dated = assign_roles(folded, dates.mentions, around)
    found.add_dates(dated, dates.problems)
    return dated


def add_units_and_tasks(parts: Structure, view: View, dated: Sequence[DateMention]) -> None:
    """Find units, tasks and short forms; recipients are units too, but never get a task."""
    flow, _, nodes, tail, found = parts
    folded, setting, rows = view
    text, paragraphs = flow.text, flow.paragraphs
    reader = UnitReader(text, folded)
    recipients = [reader.read(r.start, r.end, sure=True) for r in tail.recipients]
    named = find_units(reader, paragraphs)
    duties, calendar = DutyReader(reader, named), Calendar(folded, dated)
    tasks = find_tasks(duties, paragraphs, nodes, calendar)
    if rows:
        tasks = sorted([*tasks, *find_table_tasks(duties, rows, calendar)], key=lambda task: task.start)
    assigned = [unit for task in tasks for units in task.parts.values() for unit in units]
    table = UnitTable(text, [*named, *assigned, *filter(None, recipients)], setting)
    found.add_units(table, recipients)
    found.add_tasks(tasks, table)
    found.add_abbreviations(find_abbreviations(text, folded))


def read_structure(raw: str) -> Structure:
    """Run the stages that find the parts of the document."""
    clean = clean_text(raw)
    lines, dropped = read_lines(clean.text)
    layout = find_layout(lines, line_spacing(lines))
    flow = flow_text(clean, lines, layout, measure(lines[: layout.tail[0]]))
    nodes, oddities = build_tree(flow, annex_paths(flow, layout))
    title_nodes(flow.text, flow.paragraphs, nodes)
    tail = read_tail(flow)
    header = read_header(flow, layout.kind, tail)
    found = Assembly(flow, layout, header, nodes, tail)
    found.note_dropped(clean, dropped)
    found.note_oddities(oddities)
    return Structure(flow, header, nodes, tail, found)


def citation_context(flow: Flow, header: Header) -> CitationContext:
    """Tell the citation finder what the document says about itself: "UBND tỉnh" is that of its own province."""
    return CitationContext(
        issuer=header.issuer,
        level=header.level,
        province=header.province,
        place=header.place,
        year=(header.issued or header.period or "")[:4] or None,
        district=district_of(flow.text[:4000]) if header.level == "xa" else None,
        symbol=header.symbol,
        template=header.symbol_template,
        kind=header.kind,
        issued=header.issued,
    )


def preamble_of(flow: Flow, nodes: Sequence[Node]) -> tuple[int, int]:
    """Return where the legal basis may stand: from the title to the first section."""
    start = max((p.end for p in flow.paragraphs if p.zone in ("title", "head") and not p.annex), default=0)
    first = next((n.paragraph.start for n in nodes if n.marker.kind != "bullet" and not n.paragraph.annex), None)
    bodies = [p.end for p in flow.paragraphs if p.zone == "body"]
    return start, max(start, first if first is not None else bodies[-1] if bodies else start)


def describe(raw: str, name: str = "<text>") -> SourceInfo:
    """Describe a text that came from no file."""
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceInfo(name=name, media_type="text/plain", encoding=None, sha256=digest, chars=len(raw), pages=None)
