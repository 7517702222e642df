"""The straight line from a source text to its `Plan`; no stage knows another, none holds state, none reads a file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from ttdn_extract.assemble import assemble_plan
from ttdn_extract.clean import clean_text, fold
from ttdn_extract.finders.date_roles import Context as DateContext
from ttdn_extract.finders.date_roles import assign_roles
from ttdn_extract.finders.dates import find_dates
from ttdn_extract.flow import flow_text
from ttdn_extract.header import read_header
from ttdn_extract.layout import find_layout
from ttdn_extract.lines import line_spacing, measure, read_lines
from ttdn_extract.plan import Plan, SourceInfo
from ttdn_extract.tail import read_tail
from ttdn_extract.titles import title_nodes
from ttdn_extract.tree import annex_paths, build_tree


def extract(
    raw: str,
    *,
    doc_id: str = "",
    source: SourceInfo | None = None,
    notes: Sequence[tuple[str, str]] = (),
) -> Plan:
    """Read one document; any text gives a plan. `notes` are what ingest has to say: (code, message).

    >>> plan = extract("KẾ HOẠCH\\nTruyền thông xã An Tân năm 2025\\n\\nI. MỤC ĐÍCH\\n1. Mục tiêu: Nâng cao nhận thức.")
    >>> [(s.path, s.title) for s in plan.sections], plan.header.period
    ([('I', 'MỤC ĐÍCH'), ('I/1', 'Mục tiêu')], '2025')
    """
    clean = clean_text(raw)
    lines, dropped = read_lines(clean.text)
    layout = find_layout(lines, line_spacing(lines))
    flow = flow_text(clean, lines, layout, measure(lines[: layout.tail[0]]))
    nodes, oddities = build_tree(flow, annex_paths(flow, layout))
    title_nodes(flow.text, flow.paragraphs, nodes)
    tail = read_tail(flow)
    header = read_header(flow, layout.kind, tail)
    folded = fold(flow.text)
    dates = find_dates(folded)
    context = DateContext(flow.paragraphs, own=header.spans.get("issued"), period=header.period)
    found = assemble_plan(flow, layout, header, nodes, tail)
    found.add_dates(assign_roles(folded, dates.mentions, context), dates.problems)
    for code, message in notes:
        found.note(code, message, None)
    found.note_dropped(clean, dropped)
    found.note_oddities(oddities)
    return found.plan(doc_id, source or describe(raw))


def describe(raw: str, name: str = "<text>") -> SourceInfo:
    """Describe a text that came from no file."""
    digest = hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceInfo(name=name, media_type="text/plain", encoding=None, sha256=digest, chars=len(raw), pages=None)
