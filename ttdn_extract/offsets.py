"""Text edits that remember where every character came from.

In: a text and a list of edits ("replace these characters by those"). Out: the edited text and an `OffsetMap` that leads
any span of it back to the text before. Maps compose, so the last text of a chain still knows its place in the first.

>>> text, back = apply_edits("57-\\nKL/TW", [(3, 4, "")])
>>> text, back.to_raw(0, 8)
('57-KL/TW', (0, 9))
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

# Replace `before[start:end]` by `text`. A plain tuple, as is a piece below: a page makes thousands of them.
Edit = tuple[int, int, str]

# `after[new:new_end]` came from `before[old:old_end]`: character by character, or as one block that nothing cuts.
_Piece = tuple[int, int, int, int, bool]


class OffsetMap:
    """Where each character of a text stood in an earlier text. Immutable; positions out of range are an error."""

    __slots__ = ("_news", "_pieces", "new_length", "old_length")

    def __init__(self, pieces: list[_Piece], new_length: int, old_length: int) -> None:
        self._pieces = pieces
        self._news = [piece[0] for piece in pieces]
        self.new_length, self.old_length = new_length, old_length

    @classmethod
    def identity(cls, length: int) -> OffsetMap:
        """Map a text of this length to itself."""
        return cls([(0, length, 0, length, False)] if length else [], length, length)

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """Lead the half-open span back: the smallest span of the earlier text that holds all its characters."""
        if not 0 <= start <= end <= self.new_length:
            raise IndexError(f"span {start}:{end} is outside a text of {self.new_length} characters")
        if start == self.new_length:
            return self.old_length, self.old_length
        new, new_end, old, old_end, block = self._pieces[bisect_right(self._news, start) - 1]
        begin = old if block else old + start - new
        if start == end:
            return begin, begin
        if end > new_end:
            new, _, old, old_end, block = self._pieces[bisect_left(self._news, end) - 1]
        return begin, old_end if block else old + end - new

    def after(self, earlier: OffsetMap) -> OffsetMap:
        """Compose: this map leads to a text whose own origin is told by `earlier`."""
        if earlier.new_length != self.old_length:
            raise ValueError(f"maps do not meet: {earlier.new_length} characters against {self.old_length}")
        first = earlier._pieces
        if first == [(0, self.old_length, 0, earlier.old_length, False)]:
            return self
        pieces: list[_Piece] = []
        k = 0
        for new, new_end, old, old_end, block in self._pieces:
            if block:
                pieces.append((new, new_end, *earlier.to_raw(old, old_end), True))
                continue
            while first[k][1] <= old:
                k += 1
            j = k
            while old < old_end:
                f_new, f_end, f_old, f_old_end, f_block = first[j]
                stop = f_end if f_end < old_end else old_end
                if f_block:
                    pieces.append((new, new + stop - old, f_old, f_old_end, True))
                else:
                    begin = f_old + old - f_new
                    pieces.append((new, new + stop - old, begin, begin + stop - old, False))
                new += stop - old
                old = stop
                j += 1
        return OffsetMap(pieces, self.new_length, earlier.old_length)


def apply_edits(text: str, edits: Iterable[Edit]) -> tuple[str, OffsetMap]:
    """Apply edits (sorted, not overlapping) and return the new text with the way back.

    An edit that keeps the length maps character by character, so it costs no piece of its own.
    """
    out: list[str] = []
    pieces: list[_Piece] = []
    at = run = shift = 0  # `run`: where the open 1:1 piece began in the text; it stands `shift` further in the new one
    for start, end, new in edits:
        if not at <= start <= end:
            raise ValueError(f"edit {start}:{end} overlaps the one before, which ended at {at}")
        out += text[at:start], new
        at = end
        size = len(new)
        if size == end - start:
            continue
        here = start + shift
        if start > run:
            pieces.append((run + shift, here, run, start, False))
        if size:
            pieces.append((here, here + size, start, end, True))
        run, shift = end, here + size - end
    out.append(text[at:])
    length = len(text) + shift
    if len(text) > run:
        pieces.append((run + shift, length, run, len(text), False))
    return "".join(out), OffsetMap(pieces, length, len(text))
