"""Findings and verdicts for the page, from three sources: an audit, the corpus (contradictions), the reading of each document.

In: `{"verdicts": […], "findings": […]}` as an audit writes it, or None. An audit is another program's file: what is not there
or not of the expected type is empty, never an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ttdn_extract.corpus.registry import Registry
from ttdn_extract.plan import Plan
from ttdn_extract.report.pack import Table, Units16

FINDINGS = "source* code* severity* document message instrument evidence"
VERDICTS = "plan name* requirement* verdict* target node message evidence"
Row = list[Any]


class Places:
    """Where documents and instruments stand in the page, by their names."""

    def __init__(self, documents: Mapping[str, int], nodes: Mapping[str, int], units: list[Units16]) -> None:
        self.documents, self.nodes, self._units = documents, nodes, units

    def document(self, name: Any) -> int:
        """Return the number of a document, -1 if the folder does not hold it."""
        return self.documents.get(name, -1) if isinstance(name, str) else -1

    def node(self, name: Any) -> int:
        """Return the number of a node: an instrument, or the instrument that a document is."""
        return self.nodes.get(name, -1) if isinstance(name, str) else -1

    def evidence(self, found: Any) -> list[Row]:
        """Return places as [document, start, end, text, note]; one without a document names none."""
        return [self._place(item) for item in _list(found) if isinstance(item, Mapping)]

    def _place(self, item: Mapping[str, Any]) -> Row:
        number = self.document(item.get("document"))
        start, end = item.get("start"), item.get("end")
        known = number >= 0 and isinstance(start, int) and isinstance(end, int)
        span = self._units[number].span(int(start or 0), int(end or 0)) if known else [-1, -1]
        name = _text(item.get("document")) if number < 0 else ""
        return [number, *span, _text(item.get("text")), _text(item.get("note")) or name]


def add_audit(audit: Mapping[str, Any] | None, findings: Table, verdicts: Table, places: Places) -> None:
    """Add what an audit says."""
    audit = audit if isinstance(audit, Mapping) else {}
    for item in _mappings(audit.get("findings")):
        findings.add(
            source="audit",
            code=_text(item.get("code")) or "?",
            severity=_text(item.get("severity")) or "warning",
            document=places.document(item.get("document")),
            message=_text(item.get("message")),
            instrument=places.node(item.get("instrument")),
            evidence=places.evidence(item.get("evidence")),
        )
    for item in _mappings(audit.get("verdicts")):
        verdicts.add(
            plan=places.document(item.get("plan")),
            name=_text(item.get("plan")),
            requirement=_text(item.get("requirement")),
            verdict=_text(item.get("verdict")) or "undetermined",
            target=_text(item.get("target")),
            node=places.node(item.get("target")),
            message=_text(item.get("message")),
            evidence=places.evidence(item.get("evidence")),
        )


def add_disagreements(registry: Registry, findings: Table, places: Places) -> None:
    """Add the contradictions between documents about one instrument."""
    for found in registry.disagreements:
        counts = ", ".join(f"{value} ({count})" for value, count in sorted(found.counts.items()))
        findings.add(
            source="corpus",
            code=f"corpus-{found.field}",
            severity="warning",
            document=places.document(found.odd[0].document) if found.odd else -1,
            message=f"{found.entry}: {counts}",
            instrument=places.node(found.entry),
            evidence=places.evidence([place._asdict() for place in found.odd]),
        )


def add_warnings(plan: Plan, number: int, text: str | None, findings: Table, places: Places) -> None:
    """Add what the reading of a document warns of; what it only notes stands in the view of the document."""
    for note in plan.diagnostics:
        if note.severity != "warning":
            continue
        quoted = text[note.span.start : note.span.end] if text is not None and note.span else ""
        place = {"document": plan.id, "text": " ".join(quoted.split())[:300]}
        findings.add(
            source="reading",
            code=note.code,
            severity="warning",
            document=number,
            message=note.message,
            instrument=-1,
            evidence=places.evidence([place | asdict(note.span)] if note.span else []),
        )


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return _text(value.get("id"))
    return "" if value is None else str(value)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, tuple)) else []


def _mappings(value: Any) -> Iterable[Mapping[str, Any]]:
    return (item for item in _list(value) if isinstance(item, Mapping))
