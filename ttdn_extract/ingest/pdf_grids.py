"""Rules of a PDF page to grids: which spots between columns and rows are one cell.

In: level and plumb rules, in pieces. Out: grids with at least two columns: the edges of columns and rows, and for every
spot the cell that it belongs to. A merged cell is spots that no rule parts; a figure with a cell that is no rectangle
is no grid.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ttdn_extract.ingest.pdf_rules import Rule, Rules, TooManyRules

# Points. Borders drawn twice, and corners that do not quite meet, are nearer than this; an underline in a cell is not.
_NEAR = 2.5
_WIDEST_BORDER = 6.0
_MIN_SIDE = 6.0
_MAX_RULES = 1000
_MAX_GRIDS = 40
_MAX_CELLS = 20_000
# So many rules must end at one place for it to be an edge that was left open.
_OPEN_ENDS = 3
# Boxes joined by lines leave most of their ground open, a table at most a corner.
_MIN_CLOSED = 0.8

Spot = tuple[int, int]
"""Row from below and column from the left."""


class Grid(NamedTuple):
    """Edges of columns and rows, rising, and for every spot the first spot of its cell; None is outside."""

    columns: list[float]
    rows: list[float]
    cells: dict[Spot, Spot | None]


def find_grids(rules: Rules) -> list[Grid]:
    """Find the grids of a page, the large ones first."""
    merged = Rules(merge(rules.level), merge(rules.plumb))
    if len(merged.level) < 2 or len(merged.plumb) < 2:
        return []
    if len(merged.level) + len(merged.plumb) > _MAX_RULES:
        raise TooManyRules
    grids = [grid for grid in map(_grid, _parts(merged)) if grid]
    return sorted(grids, key=_area, reverse=True)[:_MAX_GRIDS]


def merge(rules: Iterable[Rule]) -> list[Rule]:
    """Join pieces of one line; what is too short for the side of a cell goes.

    >>> merge([Rule(10, 0, 40), Rule(10.2, 41, 80), Rule(30, 0, 2)])
    [Rule(at=10.1, low=0, high=80)]
    """
    joined: list[Rule] = []
    for line in _lines(rules):
        at = (line[0].at + line[-1].at) / 2
        pieces = sorted((rule.low, rule.high) for rule in line)
        low, high = pieces[0]
        for start, end in pieces[1:]:
            if start - high > _NEAR:
                joined.append(Rule(at, low, high))
                low, high = start, end
            high = max(high, end)
        joined.append(Rule(at, low, high))
    return [rule for rule in joined if rule.high - rule.low >= _MIN_SIDE]


def _lines(rules: Iterable[Rule]) -> Iterator[list[Rule]]:
    """Gather rules that lie on one line, or on the two lines of a double border."""
    line: list[Rule] = []
    for rule in sorted(rules):
        if line and (rule.at - line[-1].at > _NEAR or rule.at - line[0].at > _WIDEST_BORDER):
            yield line
            line = []
        line.append(rule)
    if line:
        yield line


def _parts(rules: Rules) -> list[Rules]:
    """Part the rules of a page into figures that hang together."""
    level, plumb = rules.level, sorted(rules.plumb)
    places = [rule.at for rule in plumb]
    parents = list(range(len(level) + len(plumb)))
    for index, rule in enumerate(level):
        for other in range(bisect_left(places, rule.low - _NEAR), bisect_right(places, rule.high + _NEAR)):
            if plumb[other].low - _NEAR <= rule.at <= plumb[other].high + _NEAR:
                parents[_root(parents, len(level) + other)] = _root(parents, index)
    parts: dict[int, Rules] = defaultdict(lambda: Rules([], []))
    for index, rule in enumerate(level):
        parts[_root(parents, index)].level.append(rule)
    for index, rule in enumerate(plumb, len(level)):
        parts[_root(parents, index)].plumb.append(rule)
    return list(parts.values())


def _root(parents: list[int], index: int) -> int:
    """Find what a thing was joined to, and shorten the way there."""
    while parents[index] != index:
        parents[index] = parents[parents[index]]
        index = parents[index]
    return index


def _grid(part: Rules) -> Grid | None:
    """See a figure as a grid of cells; None if it has no columns, or a cell that is no rectangle."""
    if len(part.level) < 2 or len(part.plumb) < 2:
        return None
    level = part.level + _open_edges(part.plumb, part.level)
    plumb = part.plumb + _open_edges(part.level, part.plumb)
    columns, rows = sorted({rule.at for rule in plumb}), sorted({rule.at for rule in level})
    if len(columns) < 3 or (len(columns) - 1) * (len(rows) - 1) > _MAX_CELLS:
        return None
    sides = _walls(plumb, columns, rows)
    floors = _walls(level, rows, columns)
    cells = _cells(len(rows) - 1, len(columns) - 1, sides, floors)
    grid = Grid(columns, rows, cells)
    return grid if _is_plain(cells) and _closed_share(grid) >= _MIN_CLOSED else None


def _open_edges(rules: Sequence[Rule], across: Sequence[Rule]) -> list[Rule]:
    """Close a side without a border, and the cut of a row that goes on over the page."""
    edges = []
    low, high = min(rule.low for rule in rules), max(rule.high for rule in rules)
    at_low = [rule.at for rule in rules if rule.low - low <= _NEAR]
    at_high = [rule.at for rule in rules if high - rule.high <= _NEAR]
    if len(at_low) >= _OPEN_ENDS and min(rule.at for rule in across) - low > _MIN_SIDE:
        edges.append(Rule(low, min(at_low), max(at_low)))
    if len(at_high) >= _OPEN_ENDS and high - max(rule.at for rule in across) > _MIN_SIDE:
        edges.append(Rule(high, min(at_high), max(at_high)))
    return edges


def _walls(rules: Iterable[Rule], places: Sequence[float], stops: Sequence[float]) -> set[Spot]:
    """Tell which pieces between neighbouring stops are drawn: (number of the place, number of the stop before)."""
    drawn: set[Spot] = set()
    for rule in rules:
        place = bisect_left(places, rule.at)
        first, last = bisect_left(stops, rule.low - _NEAR), bisect_right(stops, rule.high + _NEAR) - 1
        drawn.update((place, stop) for stop in range(first, last))
    return drawn


def _cells(height: int, width: int, sides: set[Spot], floors: set[Spot]) -> dict[Spot, Spot | None]:
    """Join spots that no rule parts; what is open to the page is outside."""
    outside = height * width
    parents = list(range(outside + 1))
    for row in range(height):
        for column in range(width + 1):
            if (column, row) not in sides:
                before = row * width + column - 1 if column else outside
                after = row * width + column if column < width else outside
                parents[_root(parents, before)] = _root(parents, after)
    for row in range(height + 1):
        for column in range(width):
            if (row, column) not in floors:
                before = (row - 1) * width + column if row else outside
                after = row * width + column if row < height else outside
                parents[_root(parents, before)] = _root(parents, after)
    cells: dict[Spot, Spot | None] = {}
    firsts: dict[int, Spot | None] = {_root(parents, outside): None}
    for row in reversed(range(height)):
        for column in range(width):
            cells[row, column] = firsts.setdefault(_root(parents, row * width + column), (row, column))
    return cells


def _is_plain(cells: dict[Spot, Spot | None]) -> bool:
    """Tell that every cell is a rectangle."""
    spots: dict[Spot, list[Spot]] = defaultdict(list)
    for spot, first in cells.items():
        if first:
            spots[first].append(spot)
    for (row, column), members in spots.items():
        height = row - min(member for member, _ in members) + 1
        width = max(member for _, member in members) - min(member for _, member in members) + 1
        if height * width != len(members) or column != min(member for _, member in members):
            return False
    return len(spots) > 1


def _size(grid: Grid, spot: Spot) -> float:
    row, column = spot
    return (grid.rows[row + 1] - grid.rows[row]) * (grid.columns[column + 1] - grid.columns[column])


def _area(grid: Grid) -> float:
    return (grid.rows[-1] - grid.rows[0]) * (grid.columns[-1] - grid.columns[0])


def _closed_share(grid: Grid) -> float:
    return sum(_size(grid, spot) for spot, first in grid.cells.items() if first) / _area(grid)
