"""Columns: what a dump set side by side on one line, "ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI …", as cells of its own.

In: lines of the letterhead or of the zone of recipients. Out: their cells in reading order, with the column of each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ttdn_extract.lines import Line

_RIGHT = 24  # a line that is set in so far stands in the right column alone
# A bar, a tab or three blanks, with the blanks around them; opens with one class, so that the search leaps to it.
_GAP = re.compile(r"[|\s](?:(?<=\|)\s*|\s*\|\s*|(?<=\t)\s*|\s{2,})")
# Room for a number or a day that was to be filled in by hand is no gap between columns: "Số:      /KH-UBND".
_BLANK_LEFT = re.compile(r"(?:[Ss]ố\s?:?|ngày|tháng|năm|\d|[.…])$")
_BLANK_RIGHT = re.compile(r"[/.…–-]|tháng\b|năm\b|\d{1,4}\b(?!\s*\.)")


class Cell(NamedTuple):
    """A piece of a line that stood in a column of its own."""

    start: int
    end: int
    text: str
    column: int
    line: int


def cells_of(lines: Sequence[Line], start: int, end: int) -> list[Cell]:
    """Split the lines of a zone into cells at tabs, bars and wide gaps."""
    cells = []
    base = 0
    for number in range(start, end):
        line = lines[number]
        if line.text == "|":  # a dump of HTML closes each cell with a bar on a line of its own
            base += 1
            continue
        at, column = 0, base + (line.indent >= _RIGHT)
        for gap in _GAP.finditer(line.text):
            if (
                gap.start() == 1
                and line.text[0] in "*-–•+"
                or _BLANK_LEFT.search(line.text, at, gap.start())
                and _BLANK_RIGHT.match(line.text, gap.end())
            ):
                continue
            if gap.start() > at:
                cells.append(
                    Cell(line.start + at, line.start + gap.start(), line.text[at : gap.start()], column, number)
                )
            column += 1
            at = gap.end()
        if at < len(line.text):
            cells.append(Cell(line.start + at, line.end, line.text[at:], column, number))
    return cells
