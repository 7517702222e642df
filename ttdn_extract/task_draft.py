"""A task while it is read: places of the flowed text, before ids and spans of the source are given."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ttdn_extract.finders.dates import DateMention
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.vocabulary import TaskRole

PARTS = ("responsible", "coordinate", "direct", "report_to")
_ALWAYS = re.compile(r"thường xuyên|liên tục|(?<!\w)(?<!\w )tx(?! ?\w)")  # "UBND TX An Vân" is a town


class Due(NamedTuple):
    """A deadline: the place of the date, or of the words that say there is none."""

    edtf: str
    start: int
    end: int


@dataclass(slots=True)
class TaskDraft:
    """A task in places of the flowed text."""

    start: int
    end: int
    role: TaskRole = "implement"
    parts: dict[str, list[UnitMention]] = field(default_factory=lambda: {part: [] for part in PARTS})
    due: list[Due] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    closing: bool = False


class Calendar:
    """The dates of a document in reading order, asked by place."""

    def __init__(self, low: str, dates: Sequence[DateMention]) -> None:
        self._low, self._dates = low, dates
        self._starts = [date.start for date in dates]

    def deadlines(self, start: int, end: int) -> list[Due]:
        """Return the deadlines of a sentence."""
        return [Due(date.edtf, date.start, date.end) for date in self._between(start, end) if date.role == "deadline"]

    def labelled(self, start: int, end: int) -> list[Due]:
        """Return what a labelled time says: every date of it, or "thường xuyên"."""
        dues = [Due(date.edtf, date.start, date.end) for date in self._between(start, end)]
        always = None if dues else _ALWAYS.search(self._low, start, end)
        return [Due("thuong-xuyen", always.start(), always.end())] if always else dues

    def _between(self, start: int, end: int) -> Sequence[DateMention]:
        return self._dates[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
