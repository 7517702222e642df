"""Edits and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_extract.offsets import Edit, OffsetMap, apply_edits


@pytest.mark.parametrize(
    ("text", "edits", "new", "spans"),
    [
        ("57-\nKL/TW", [(3, 4, "")], "57-KL/TW", {(0, 8): (0, 9), (2, 4): (2, 5), (3, 8): (4, 9)}),
        ("ke\u0302\u0301 hoach", [(1, 4, "ế")], "kế hoach", {(0, 2): (0, 4), (1, 2): (1, 4), (2, 8): (4, 10)}),
        ("a<br>b", [(1, 5, "\n")], "a\nb", {(1, 2): (1, 5), (2, 3): (5, 6)}),
        ("ab", [(1, 1, "--")], "a--b", {(0, 4): (0, 2), (1, 3): (1, 1), (3, 4): (1, 2)}),
        ("abc", [(1, 2, "X")], "aXc", {(1, 2): (1, 2), (0, 3): (0, 3)}),
        ("abc", [(0, 3, "")], "", {(0, 0): (3, 3)}),
    ],
)
def test_apply_edits_maps_back(
    text: str, edits: list[Edit], new: str, spans: dict[tuple[int, int], tuple[int, int]]
) -> None:
    edited, back = apply_edits(text, edits)
    assert edited == new
    assert {span: back.to_raw(*span) for span in spans} == spans


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 4), (2, 1)])
def test_to_raw_refuses_what_is_outside(start: int, end: int) -> None:
    with pytest.raises(IndexError):
        OffsetMap.identity(3).to_raw(start, end)


def test_apply_edits_refuses_overlaps() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply_edits("abcdef", [(0, 3, "x"), (2, 4, "y")])


def test_after_refuses_maps_that_do_not_meet() -> None:
    with pytest.raises(ValueError, match="do not meet"):
        OffsetMap.identity(3).after(OffsetMap.identity(4))


@st.composite
def edits_of(draw: st.DrawFn, text: str) -> list[Edit]:
    """Draw sorted edits that do not overlap; each replaces something, as all edits of the stages do."""
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    return [(a, b, draw(st.text("xyz ", max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]


@given(st.data(), st.text("abcdefgh\n", max_size=40))
def test_composed_map_equals_the_chain(data: st.DataObject, text: str) -> None:
    middle, first = apply_edits(text, data.draw(edits_of(text)))
    last, second = apply_edits(middle, data.draw(edits_of(middle)))
    composed = second.after(first)
    for start in range(len(last) + 1):
        for end in range(start + 1, len(last) + 1):
            assert composed.to_raw(start, end) == first.to_raw(*second.to_raw(start, end))


@given(st.data(), st.text("abcdefgh\n", max_size=40))
def test_untouched_characters_keep_their_place(data: st.DataObject, text: str) -> None:
    edits = data.draw(edits_of(text))
    new, back = apply_edits(text, edits)
    previous = 0
    for k, char in enumerate(new):
        start, end = back.to_raw(k, k + 1)
        assert start >= previous
        previous = start
        if not any(a <= start < b or a == b == start for a, b, _ in edits):
            assert text[start:end] == char
