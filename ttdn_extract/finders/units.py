"""Finder: the bodies that a text names: "Sở Văn hóa, Thể thao và Du lịch", "Chủ tịch UBND xã An Tân".

In: the flowed text and its folded view. Out: mentions in reading order, as printed, none inside another. Only capital words are looked at: a class of
bodies ("các cơ quan, đơn vị") says something only where it gets a duty, and there `unit_lists` reads it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.finders.unit_words import words_for
from ttdn_extract.flow import Paragraph

_USES = frozenset({"whole", "place", "field", "open", "office", "weak"})
_BEFORE = ' \n(“"'


def find_units(reader: UnitReader, paragraphs: Sequence[Paragraph]) -> list[UnitMention]:
    """Return the bodies that the paragraphs name.

    >>> text = "Sở Y tế và các cơ quan báo cáo UBND tỉnh."
    >>> reader = UnitReader(text, text.lower())
    >>> [text[u.start : u.end] for u in find_units(reader, [Paragraph(0, 41, "body", 0, None, 0, 0)])]
    ['Sở Y tế', 'UBND tỉnh']
    """
    found: list[UnitMention] = []
    text, low = reader.text, reader.low
    heads, following = _heads()
    for paragraph in paragraphs:
        if paragraph.zone not in ("body", "annex"):
            continue
        free = start = paragraph.start
        for head in heads.finditer(text, start, paragraph.end):
            at = head.start()
            if at < free or at > start and text[at - 1] not in _BEFORE:
                continue
            words = following[low[at : head.end()]]
            second = low[head.start(1) : head.end(1)]
            known = second and (second in words or "" in words and text[head.start(1)].isupper())
            if not known and "*" not in words:
                continue
            unit = reader.read(at, paragraph.end)
            if unit is not None:
                found.append(unit)
                free = unit.end
    return found


@cache
def _heads() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Return the pattern of the capital words with which a body may begin, and for each, folded, the words that may follow.

    The pattern opens with letters, so that the search is quick; its group is the next word. A capital may follow where the set holds "".
    """
    following: dict[str, set[str]] = {}
    for use in _USES:
        for phrase in words_for(use):
            first, _, rest = phrase.partition(" ")
            following.setdefault(first, set()).add(rest.split(" ")[0].rstrip(",") if rest[:1].isalpha() else "")
    acronyms = {word.upper(): word for word in words_for("acronym") if word in following}
    printed = {word.capitalize() for word in following if word not in acronyms.values()} | set(acronyms)
    printed |= {form.replace("Ủy", "Uỷ") for form in printed}
    by_letter: dict[str, list[str]] = {}  # so that at most capitals one look is enough
    for word in sorted(printed):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    for word in acronyms.values():
        following[word].add("*")  # stands alone
    return (
        re.compile(
            "(?:" + "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_letter.items()) + r")(?=\W(\w*)|$)"
        ),
        {word: frozenset(words) for word, words in following.items()},
    )
