"""Stage 4: lines -> paragraphs: hard wraps are undone, and the text that all later stages read comes into being.

In: the clean text, its lines, layout and shape. Out: `Flow`: one paragraph a line, single spaces, each paragraph with its
marker if it opens with one; "… Kết luận số 57-⏎KL/TW" is whole again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ttdn_extract.cells import cells_of
from ttdn_extract.clean import CleanText
from ttdn_extract.joiner import Block, Joiner, is_cut
from ttdn_extract.layout import Layout
from ttdn_extract.lines import Line, Shape
from ttdn_extract.markers import Marker
from ttdn_extract.offsets import Edit, OffsetMap, apply_edits

_INNER = re.compile(r"[^\S\n]{2,}|\t")
_TABBED = re.compile(r"[^\S\n\t]*\t[^\S\n\t]*|[^\S\n\t]{2,}")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the flowed text; `zone` is head, title, body, tail, table or annex."""

    start: int
    end: int
    zone: str
    annex: int
    marker: Marker | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Flow:
    """The flowed text with its way back to the source."""

    text: str
    back: OffsetMap
    paragraphs: tuple[Paragraph, ...]


def flow_text(clean: CleanText, lines: Sequence[Line], layout: Layout, shape: Shape) -> Flow:
    """Put the lines of each zone together to paragraphs."""
    blocks = _head(lines, layout.letterhead[0], min(layout.letterhead[1], layout.title[0]))
    if layout.title[1] > layout.title[0]:
        blocks += _title(lines, *layout.title, beside=layout.kind == "CV")
    blocks += _head(lines, layout.title[1], layout.body[0])
    blocks += Joiner(lines, shape, "body", 0).join(*layout.body)
    blocks += [Block("tail", 0, None, [c], c.line, c.column) for c in cells_of(lines, *layout.tail)]
    for number, annex in enumerate(layout.annexes, 1):
        blocks += [
            Block("head", number, None, [line], annex.start + k)
            for k, line in enumerate(lines[annex.start : annex.body])
        ]
        blocks += Joiner(lines, shape, "annex", number).join(annex.body, annex.end)
    return _assemble(clean, [block for block in blocks if block.pieces])


def _head(lines: Sequence[Line], start: int, end: int) -> list[Block]:
    return [Block("head", 0, None, [c], c.line, c.column) for c in cells_of(lines, start, end)]


def _title(lines: Sequence[Line], start: int, end: int, *, beside: bool) -> list[Block]:
    """Take the first cell of each line; `beside` the subject of a letter, the right column goes on with motto and date."""
    blocks: list[Block] = []
    for cell in cells_of(lines, start, end):
        first = not blocks or blocks[-1].pieces[-1].end <= lines[cell.line].start
        zone = "title" if first else "head"
        if zone == "title" and blocks and blocks[-1].zone == "title":
            blocks[-1].pieces.append(cell)
        elif first or beside:
            blocks.append(Block(zone, 0, None, [cell], cell.line, 0 if first else cell.column))
    return blocks


def _assemble(clean: CleanText, blocks: list[Block]) -> Flow:
    """Turn what lies between the kept pieces into one space, nothing or a line end, as edits of the clean text."""
    flowed, step = apply_edits(clean.text, _edits(clean.text, blocks))
    paragraphs, cursor = [], 0
    for block, line in zip(blocks, flowed.split("\n"), strict=False):
        end = cursor + len(line)
        paragraphs.append(Paragraph(cursor, end, block.zone, block.annex, block.marker, block.line, block.column))
        cursor = end + 1
    return Flow(flowed, step.after(clean.back), tuple(paragraphs))


def _edits(text: str, blocks: list[Block]) -> Iterator[Edit]:
    """Yield the edits one by one: a list of thousands would keep the garbage collector busy."""
    signs = [sign for sign in ("  ", "\t") if sign in text]
    at, glue = 0, ""
    for block in blocks:
        for piece in block.pieces:
            start, end = piece.start, piece.end
            if text[at:start] != glue:
                yield at, start, glue
            for sign in signs:
                if text.find(sign, start, end) >= 0:
                    yield from _inner(text, start, end, tabbed=block.zone == "table")
                    break
            glue = "" if text[end - 1] in "-/" and is_cut(text, start, end) else " "
            at = end
        glue = "\n"
    if at < len(text):
        yield at, len(text), ""


def _inner(text: str, start: int, end: int, *, tabbed: bool) -> Iterator[Edit]:
    """Make one space of several; a tab in the row of a table ends a cell as a bar does."""
    for gap in (_TABBED if tabbed else _INNER).finditer(text, start, end):
        yield gap.start(), gap.end(), " | " if tabbed and "\t" in gap.group() else " "
