"""The document model that a marked text is read into: lines with a zone, marks on them, and header fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Gold = dict[str, Any]

# Zones in the order in which a clean text prints them. "table" lines hold cells separated by CELL.
ZONES = (
    "org", "number", "subject", "motto", "dateline", "heading", "title", "to",
    "body", "recipients_head", "recipient", "signature", "annex", "table",
)  # fmt: skip
CELL = " | "
LETTERHEAD = frozenset({"org", "number", "subject", "motto", "dateline"})
CLOSING = frozenset({"recipients_head", "recipient", "signature"})


class MarkError(ValueError):
    """A marked text that breaks the syntax; the message begins with file:line."""


@dataclass(frozen=True)
class Mark:
    """A citation or a date, as a half-open span of its line's plain text."""

    layer: str
    start: int
    end: int
    values: Gold
    core: tuple[int, int] | None = None


@dataclass(frozen=True)
class Task:
    """What a `!` line says about the paragraph below it."""

    responsible: tuple[str, ...]
    role: str
    coordinate: tuple[str, ...] = ()
    direct: tuple[str, ...] = ()
    report_to: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Line:
    """One paragraph of the clean text."""

    zone: str
    text: str
    number: int
    marks: tuple[Mark, ...] = ()
    path: str | None = None
    marker: str | None = None
    title: str | None = None
    section: str = ""
    task: Task | None = None
    centred: bool = False

    @property
    def bullet(self) -> bool:
        return self.text.startswith(("- ", "+ "))

    @property
    def cells(self) -> list[str]:
        return self.text.split(CELL)


@dataclass(frozen=True)
class Spans:
    """Where each gold item stands in the flat clean text; one entry per item, in the order of the gold lists."""

    sections: tuple[tuple[int, int], ...]
    citations: tuple[tuple[int, int], ...]
    cores: tuple[tuple[int, int], ...]
    dates: tuple[tuple[int, int], ...]
    tasks: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Document:
    """A marked text after reading: the lines that every variant renders, and the gold for the clean text."""

    id: str
    fields: dict[str, list[str]]
    lines: tuple[Line, ...]
    flat: str = ""
    gold: Gold = field(default_factory=dict)
    spans: Spans = field(default_factory=lambda: Spans((), (), (), (), ()))

    def zone(self, *names: str) -> list[Line]:
        return [line for line in self.lines if line.zone in names]
