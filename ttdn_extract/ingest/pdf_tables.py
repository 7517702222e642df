"""Tables with drawn cells on a PDF page.

In: the rules of a page and its characters. Out: a block for each table, in the place of its characters, with one line
for each row: "| 1 | Tuyên truyền | Sở Y tế | Quý I |". A drawn letterhead, a box and a chart are no tables.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ttdn_extract.ingest.pdf_grids import Grid, Spot, find_grids
from ttdn_extract.ingest.pdf_layout import Block, Glyph, Line, group_lines, letter_width, write_line
from ttdn_extract.ingest.pdf_rules import Rules
from ttdn_extract.ingest.tables import ABOVE, Cell, Table, table_lines

_MAX_STRUCK = 0.1
# A row alone, the rest of a table on another page, needs more cells than boxes for a date or a code have.
_MIN_CELLS_ALONE = 4
_MIN_CELL_CHARS = 4
_MAX_HEADING_LINES = 4
_MIDDLE = 0.3
_PADDING = 5.4  # what Word leaves free beside the text of a cell


class _Row(NamedTuple):
    """A row of a table and the cells that begin in it."""

    cells: list[Cell]
    starts: list[Spot]


def find_tables(rules: Rules, glyphs: Sequence[Glyph]) -> list[Block]:
    """Find the tables of a page, the large ones first: one within a cell of another is text of that cell."""
    grids = find_grids(rules)
    if not grids or not glyphs:
        return []
    unit = letter_width(glyphs)
    order = sorted((_middle(glyph), (glyph.left + glyph.right) / 2, index) for index, glyph in enumerate(glyphs))
    heights = [height for height, _, _ in order]
    blocks: list[Block] = []
    taken: set[int] = set()
    for grid in grids:
        left, right = grid.columns[0], grid.columns[-1]
        level = order[bisect_left(heights, grid.rows[0]) : bisect_right(heights, grid.rows[-1])]
        near = [index for _, middle, index in level if left <= middle <= right and index not in taken]
        block = _read(grid, glyphs, near, unit)
        if block:
            blocks.append(block)
            taken |= block.members
    return blocks


def _middle(glyph: Glyph) -> float:
    """Give the height of the middle of a small letter."""
    return glyph.base + _MIDDLE * glyph.size


def _spot(grid: Grid, glyph: Glyph) -> Spot:
    """Find the spot under the middle of a character."""
    column = bisect_right(grid.columns, (glyph.left + glyph.right) / 2) - 1
    return bisect_right(grid.rows, _middle(glyph)) - 1, column


def _read(grid: Grid, glyphs: Sequence[Glyph], near: Sequence[int], unit: float) -> Block | None:
    """Write the table that stands in a grid; None if what stands there is none."""
    held: dict[Spot, list[int]] = defaultdict(list)
    for index in near:
        first = grid.cells.get(_spot(grid, glyphs[index]))
        if first:
            held[first].append(index)
    struck = sum(_is_struck(grid, glyphs[index]) for part in held.values() for index in part)
    if struck > _MAX_STRUCK * sum(map(len, held.values())):
        return None
    widths = _widths(grid)
    texts = {first: _text([glyphs[index] for index in part], unit, widths[first]) for first, part in held.items()}
    rows = _trimmed([_row(grid, row, texts) for row in reversed(range(len(grid.rows) - 1))])
    lines = table_lines(Table([row.cells for row in rows], bordered=True))
    if not _is_table(rows) or any(line and not line.startswith("| ") for line in lines):
        return None
    members = frozenset(index for row in rows for first in row.starts for index in held.get(first, ()))
    top = max(grid.rows[first[0] + 1] for row in rows for first in row.starts)
    return Block(top, lines, members)


def _is_struck(grid: Grid, glyph: Glyph) -> bool:
    """Tell a character across a rule: a figure in a chart stands anywhere, a word in a table inside of its cell."""
    row, column = _spot(grid, glyph)
    own, width, size = grid.cells[row, column], 0.2 * (glyph.right - glyph.left), 0.2 * glyph.size
    at_left, at_right = glyph.left + width < grid.columns[column], glyph.right - width > grid.columns[column + 1]
    below, above = _middle(glyph) - size < grid.rows[row], _middle(glyph) + size > grid.rows[row + 1]
    return any(
        crossed and grid.cells.get(spot) != own
        for crossed, spot in (
            (at_left, (row, column - 1)),
            (at_right, (row, column + 1)),
            (below, (row - 1, column)),
            (above, (row + 1, column)),
        )
    )


def _widths(grid: Grid) -> dict[Spot, float]:
    """Measure each cell from its left to its right edge."""
    rights = {first: grid.columns[spot[1] + 1] for spot, first in sorted(grid.cells.items()) if first}
    return {first: right - grid.columns[first[1]] for first, right in rights.items()}


def _text(glyphs: Sequence[Glyph], unit: float, width: float) -> list[str]:
    """Write the lines of a cell, with a blank behind each that had no room for the word below it."""
    lines = group_lines(glyphs)
    room = width - 2 * _PADDING - 2 * unit
    texts = [write_line(line, line.left, unit) for line in lines]
    for number, (line, below) in enumerate(pairwise(lines)):
        if line.right - line.left + _first_word(below) > room:
            texts[number] += " "
    return texts


def _first_word(line: Line) -> float:
    """Measure the first word of a line."""
    glyphs = sorted(line.glyphs, key=lambda glyph: glyph.left)
    end = next((number for number, glyph in enumerate(glyphs) if number and glyph.spaced), len(glyphs))
    return glyphs[end - 1].right - glyphs[0].left


def _row(grid: Grid, row: int, texts: dict[Spot, list[str]]) -> _Row:
    """Gather a row; the text of a merged cell stands in the first row and column that the cell covers."""
    cells: list[Cell] = []
    starts: list[Spot] = []
    for column in range(len(grid.columns) - 1):
        first = grid.cells[row, column]
        if column and first == grid.cells[row, column - 1]:
            cells.append(None)
        elif first == (row, column):
            cells.append(texts.get(first, []))
            starts.append(first)
        else:
            cells.append(ABOVE if first else [])
    return _Row(cells, starts)


def _trimmed(rows: list[_Row]) -> list[_Row]:
    """Leave out text that stands in one wide cell above or below the table: a frame is drawn round both."""

    def is_text(row: _Row) -> bool:
        return all(cell is None for cell in row.cells[1:]) and len(row.cells[0] or ()) > _MAX_HEADING_LINES

    first, last = 0, len(rows)
    while first < last and is_text(rows[first]):
        first += 1
    while first < last and is_text(rows[last - 1]):
        last -= 1
    return rows[first:last]


def _is_table(rows: Sequence[_Row]) -> bool:
    """Tell rows of data from boxes that stand side by side, and from columns whose rows no rule parts."""
    full = [[cell for cell in row.cells if cell and cell is not ABOVE] for row in rows]
    full = [cells for cells in full if cells]
    if not full or max(map(len, full)) < 2 or any(_is_counted(cells[0]) for cells in full):
        return False
    chars = sum(len("".join(cell)) for cell in full[0])
    return len(full) > 1 or len(full[0]) >= _MIN_CELLS_ALONE and chars >= _MIN_CELL_CHARS * len(full[0])


def _is_counted(cell: Sequence[str]) -> bool:
    """Tell a cell that holds the numbers of several rows.

    >>> _is_counted(["1", "2"]), _is_counted(["1", "0"])
    (True, False)
    """
    numbers = [int(line) for line in (line.strip().rstrip(".") for line in cell) if line.isdecimal() and len(line) < 9]
    return any(after == before + 1 for before, after in pairwise(numbers))
