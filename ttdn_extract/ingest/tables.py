"""Tables as lines: a layout table column by column, a data table row by row.

In: rows of cells, each cell a list of lines, and whether the grid is drawn. Out: lines. A letterhead with the cells
"UBND XÃ BÌNH PHƯỚC ĐÔNG / Số: 05/KH-UBND" and "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" comes out as its left column, a
blank line and its right column; a data row as "| 1 | Tuyên truyền | Quý I |", with "〃" where a merged cell reaches down.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Cell = list[str] | None
"""Lines of a cell, with a blank behind one that only broke for want of room; None where a cell to the left reaches over this column."""

ABOVE = ["〃"]
"""The cell where one above reaches down: its text is written once, but whoever it assigns answers for each row beside it."""

_MAX_LAYOUT_COLUMNS = 3
# A borderless table longer than this is a list of pairs, whose rows must stay together.
_MAX_LAYOUT_ROWS = 4
# A letterhead or signature table is short; a long data table may quote the motto in a cell.
_MAX_LETTERHEAD_ROWS = 8
_LETTERHEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Nơi\s+nhận|NƠI\s+NHẬN")


# How a line that names a body begins, and one that is no whole name yet: "Lãnh đạo" above "Sở Y tế", "Các đơn vị thuộc" above "Bộ".
_BODY = re.compile(
    r"(?:Các|Sở|Bộ|Ban|Vụ|Cục|Chi cục|Tổng cục|Phòng|UBND|Ủy ban|Uỷ ban|HĐND|Hội|Đoàn|Liên đoàn|Công an|Văn phòng|Thanh tra|Trung tâm|Trường|Báo|Đài"
    r"|Viện|Bệnh viện|Tòa án|Toà án|Kho bạc|Bảo hiểm|Thuế|Trạm|Tổ|Đảng ủy|Đảng uỷ|Mặt trận|MTTQ)\s"
)
_WHOLE_NAME = re.compile(r"(?:(?:UBND|HĐND|MTTQ)|\S+ \S+).* (?!(?:và|của|các|với|thuộc|tại|cùng)$)\w+\)?$")


@dataclass(slots=True)
class Table:
    """A table as a reader of any format sees it."""

    rows: list[list[Cell]] = field(default_factory=list)
    bordered: bool = False


def table_lines(table: Table) -> list[str]:
    """Write a table as lines, with a blank line before and after it when it has any text."""
    bare = [[[] if cell is ABOVE else cell for cell in row] for row in table.rows]
    rows = [row for row in bare if any(_flat(cell) for cell in row)]
    if not rows:
        return []
    body = _by_column(rows) if _is_layout(rows, table.bordered) else _data_rows(table.rows, bare)
    return ["", *body, ""]


def _is_layout(rows: Sequence[Sequence[Cell]], bordered: bool) -> bool:
    """Tell a table that only places blocks side by side from one that holds data."""
    columns = max(sum(1 for cell in row if _flat(cell)) for row in rows)
    if columns == 1:
        return True
    if columns > _MAX_LAYOUT_COLUMNS:
        return False
    if len(rows) <= _MAX_LETTERHEAD_ROWS:
        text = unicodedata.normalize("NFC", "\n".join(_flat(cell) for row in rows for cell in row))
        if _LETTERHEAD.search(text):
            return True
    return not bordered and len(rows) <= _MAX_LAYOUT_ROWS


def _by_column(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Read column after column; a row of one cell over the whole width ends the columns above it."""
    lines: list[str] = []
    pending: list[Sequence[Cell]] = []
    for row in rows:
        if len(row) > 1 and all(cell is None for cell in row[1:]):
            _add_block(lines, _columns(pending))
            _add_block(lines, _trimmed(row[0] or ()))
            pending = []
        else:
            pending.append(row)
    _add_block(lines, _columns(pending))
    return lines


def _columns(rows: Sequence[Sequence[Cell]]) -> list[str]:
    lines: list[str] = []
    for index in range(max((len(row) for row in rows), default=0)):
        column = [line for row in rows if index < len(row) for line in _trimmed(row[index] or ())]
        _add_block(lines, column)
    return lines


def _add_block(lines: list[str], block: Sequence[str]) -> None:
    """Append a block after a blank line; an empty block leaves no trace."""
    if block:
        if lines:
            lines.append("")
        lines.extend(block)


def _trimmed(cell: Iterable[str]) -> list[str]:
    """Drop the empty lines around and inside a cell: they only spread the layout."""
    return [line for line in cell if line.strip()]


def _data_rows(rows: Sequence[Sequence[Cell]], bare: Sequence[Sequence[Cell]]) -> list[str]:
    """Write each row that has any text, with a cell for every column unless one cell takes the whole width."""
    lines: list[str] = []
    held: set[int] = set()  # columns whose last cell of its own has text
    for row, plain in zip(rows, bare, strict=True):
        for column, cell in enumerate(row):
            if cell is not ABOVE:
                (held.add if _flat(cell) else held.discard)(column)
        texts = [_parted(cell if column in held else plain[column]) for column, cell in enumerate(row)]
        if any(_flat(cell) for cell in plain):
            whole = len(row) > 1 and all(cell is None for cell in row[1:])
            lines.append("| " + " | ".join(texts[:1] if whole else texts) + " |")
    return lines


def _flat(cell: Cell) -> str:
    """Join the lines of a cell with single spaces.

    >>> _flat(["Phòng", "Văn hóa – Xã hội"])
    'Phòng Văn hóa – Xã hội'
    """
    return " ".join(" ".join(cell).split()) if cell else ""


def _parted(cell: Cell) -> str:
    """Join the lines of a cell so that bodies on lines of their own stay apart: few clerks print a comma there.

    >>> _parted(["Sở Y tế", "UBND xã", "Công an xã"]), _parted(["Phòng", "Văn hóa – Xã hội"]), _parted(["Lãnh đạo", "Sở Y tế"])
    ('Sở Y tế; UBND xã; Công an xã', 'Phòng Văn hóa – Xã hội', 'Lãnh đạo Sở Y tế')
    >>> _parted(["Ban Quản lý khu ", "Trung tâm"])
    'Ban Quản lý khu Trung tâm'
    """
    text = last = ""
    for line in cell or ():
        plain = " ".join(line.split())
        two = text and last[-1] != " " and _BODY.match(plain) and _BODY.match(last) and _WHOLE_NAME.match(last)
        text += f"; {plain}" if two else f" {plain}" if text and plain else plain
        last = line if plain else last
    return text
