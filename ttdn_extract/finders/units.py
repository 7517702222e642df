"""Finder: bodies that the text names, and classes of bodies: "Sở Văn hóa, Thể thao và Du lịch", "UBND các xã, thị trấn".

In: the flowed text and its folded view. Out: mentions in reading order, as printed, none inside another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.finders.unit_words import uses_by_word, words_for
from ttdn_extract.flow import Paragraph

_BETWEEN = re.compile(r"[,;]? (?:và |cùng |với )?")
_OPENING = '(“"'


def find_units(text: str, low: str, paragraphs: Sequence[Paragraph]) -> list[UnitMention]:
    """Return the units of the paragraphs, in reading order, none inside another.

    A small letter begins a unit only behind "các", in a list, or before a capital: in "tại cơ quan, đơn vị" none is meant.
    """
    found: list[UnitMention] = []
    starts = _start_words()
    many = {phrase.split(" ")[0] for phrase in words_for("many")}
    reader = UnitReader(text, low)
    for paragraph in paragraphs:
        if paragraph.zone not in ("body", "annex"):
            continue
        words = low[paragraph.start : paragraph.end].split(" ")
        at, last, free = paragraph.start, 0, paragraph.start
        for number in [k for k, word in enumerate(words) if word in starts]:
            at += sum(map(len, words[last:number])) + number - last
            last = number
            if at < free:
                continue
            word = words[number]
            place = at + (word[0] in _OPENING)
            small = not text[place].isupper()
            listed = (
                bool(found) and place - found[-1].end < 12 and _BETWEEN.fullmatch(low, found[-1].end, place) is not None
            )
            if (
                small
                and not listed
                and word not in many
                and not text[at + len(word) + 1 : at + len(word) + 2].isupper()
            ):
                continue
            unit = reader.read(place, paragraph.end, sure=listed)
            if unit is not None:
                found.append(unit)
                free = unit.end
    return found


@cache
def _start_words() -> frozenset[str]:
    """Return the words of a line, with the signs around them, at which a unit may begin."""
    return frozenset(sign + word + end for word in uses_by_word() for sign in ("", *_OPENING) for end in ("", ",", ";"))
