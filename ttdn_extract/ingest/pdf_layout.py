"""Characters of a PDF page to lines in reading order, blocks that stand side by side kept apart.

In: characters with their boxes. Out: lines as on paper: "XÃ BÌNH PHƯỚC ĐÔNG      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
is one line with at least four spaces between the blocks, and an indent is spaces. Characters that a block has already
written, a table for one, give way to its lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median
from typing import NamedTuple

from ttdn_extract.ingest.symbols import superscript

_SAME_LINE = 0.45
_WORD_GAP = 0.18
_BLOCK_GAP = 2.0
_BLOCK_SPACES = 4
# The mean width of a letter of the usual fonts: the unit of indents.
_LETTER_WIDTH = 0.46
_BLANK_LINE = 2.6
_SMALL = 0.78
_RAISED = 0.12
_MAX_COLUMN = 150


class Glyph(NamedTuple):
    """One visible character: where it starts and ends, its baseline, its size, and whether a space comes before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    spaced: bool = False


class Line:
    """Characters on one baseline."""

    __slots__ = ("base", "glyphs", "left", "right", "size")

    def __init__(self, first: Glyph) -> None:
        """Begin a line with its first character."""
        self.glyphs = [first]
        self.base, self.size = first.base, first.size
        self.left, self.right = first.left, first.right

    def settle(self) -> None:
        """Take baseline and size from all characters: the first one may belong to a stamp set by hand."""
        self.base = median(glyph.base for glyph in self.glyphs)
        self.size = median(glyph.size for glyph in self.glyphs)
        self.left = min(glyph.left for glyph in self.glyphs)
        self.right = max(glyph.right for glyph in self.glyphs)

    def carries(self, glyph: Glyph) -> bool:
        """Tell whether a small character is a mark raised from (or lowered under) this line."""
        reach = 2 * self.size
        within = self.left - reach <= glyph.left <= self.right + reach
        return within and -0.25 * self.size <= glyph.base - self.base <= 0.6 * self.size


class Block(NamedTuple):
    """A part of a page that is written already: its upper edge, its lines, and which characters they hold."""

    top: float
    lines: list[str]
    members: frozenset[int]


def page_lines(glyphs: Sequence[Glyph], blocks: Sequence[Block] = ()) -> list[str]:
    """Write a page with its blocks in their places; a wide vertical gap becomes one blank line."""
    if not glyphs:
        return []
    unit = letter_width(glyphs)
    margin = min(glyph.left for glyph in glyphs)
    written: list[str] = []
    above: Line | None = None
    waiting = sorted(blocks, key=lambda block: block.top)
    for line in group_lines(_without(glyphs, blocks)):
        while waiting and waiting[-1].top >= line.base:
            _add_block(written, waiting.pop())
            above = None
        if above is not None and above.base - line.base > _BLANK_LINE * max(above.size, line.size):
            written.append("")
        written.append(write_line(line, margin, unit))
        above = line
    for block in reversed(waiting):
        _add_block(written, block)
    return written[:-1] if blocks and written[-1] == "" else written


def letter_width(glyphs: Sequence[Glyph]) -> float:
    """Give the width of a usual letter, which is the width of a space."""
    return median(glyph.size for glyph in glyphs) * _LETTER_WIDTH or 1.0


def _without(glyphs: Sequence[Glyph], blocks: Sequence[Block]) -> Sequence[Glyph]:
    """Leave out what the blocks hold."""
    if not blocks:
        return glyphs
    written = frozenset().union(*(block.members for block in blocks))
    return [glyph for index, glyph in enumerate(glyphs) if index not in written]


def _add_block(written: list[str], block: Block) -> None:
    """Append a block; there is one blank line at most before it, and none at the head of a page."""
    lines = block.lines
    written.extend(lines[1:] if lines[:1] == [""] and (not written or written[-1] == "") else lines)


def group_lines(glyphs: Sequence[Glyph]) -> list[Line]:
    """Gather characters into lines from top to bottom; raised small ones join the line that they belong to."""
    if not glyphs:
        return []
    usual = median(glyph.size for glyph in glyphs)
    small = [glyph for glyph in glyphs if glyph.size < _SMALL * usual]
    lines: list[Line] = []
    for glyph in sorted((glyph for glyph in glyphs if glyph.size >= _SMALL * usual), key=lambda item: -item.base):
        if lines and lines[-1].base - glyph.base <= _SAME_LINE * max(lines[-1].size, glyph.size):
            lines[-1].glyphs.append(glyph)
        else:
            lines.append(Line(glyph))
    for line in lines:
        line.settle()
    _place_small(lines, small)
    return sorted(lines, key=lambda line: -line.base)


def _place_small(lines: list[Line], small: Sequence[Glyph]) -> None:
    """Put note marks and indices on the line they are raised from, and small print on lines of its own."""
    rising = sorted(lines, key=lambda line: line.base)
    bases = [line.base for line in rising]
    own: list[Line] = []
    for glyph in sorted(small, key=lambda item: -item.base):
        index = bisect_left(bases, glyph.base - 0.55 * (rising[0].size if rising else glyph.size))
        near = rising[index] if index < len(rising) else None
        if near is not None and near.carries(glyph):
            near.glyphs.append(glyph)
        elif own and own[-1].base - glyph.base <= _SAME_LINE * max(own[-1].size, glyph.size):
            own[-1].glyphs.append(glyph)
        else:
            own.append(Line(glyph))
    lines.extend(own)


def write_line(line: Line, margin: float, unit: float) -> str:
    """Write one line from its left; gaps decide between nothing, a space and a new block."""
    parts: list[str] = []
    length = 0
    before: Glyph | None = None
    raised = False
    for glyph in sorted(line.glyphs, key=lambda item: item.left):
        if before is not None and glyph.text == before.text and abs(glyph.left - before.left) < 0.1 * glyph.size:
            continue  # Poor man's bold: the same letter printed twice.
        column = min(round((glyph.left - margin) / unit), _MAX_COLUMN)
        raised = _is_raised(before, raised, glyph, line)
        shown = superscript(glyph.text) if raised else glyph.text
        text = " " * _spaces(before, glyph, line.size, column - length) + shown
        parts.append(text)
        length += len(text)
        before = glyph
    return "".join(parts)


def _spaces(before: Glyph | None, glyph: Glyph, size: float, missing: int) -> int:
    """How many spaces stand before a character; `missing` would bring it to its place on the page."""
    if before is None:
        return max(missing, 0)
    gap = glyph.left - before.right
    if gap > _BLOCK_GAP * size:
        return max(_BLOCK_SPACES, missing)
    return int(glyph.spaced or gap > _WORD_GAP * size)


def _is_raised(before: Glyph | None, raised: bool, glyph: Glyph, line: Line) -> bool:
    """Tell a note mark: small, high, and close behind a letter of full size or another raised character."""
    if before is None or glyph.size >= _SMALL * line.size or glyph.base - line.base <= _RAISED * line.size:
        return False
    close = glyph.left - before.right < 0.3 * line.size
    return close and (raised or before.size >= _SMALL * line.size)
