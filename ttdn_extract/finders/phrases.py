"""Longest known phrase at a place: "Luật Giáo dục nghề nghiệp" before "Luật Giáo dục".

In: a table of phrases. Out: a tree of words that is walked once, whatever the size of the table. Words are compared without marks and case,
and commas and hyphens do not count, so "phòng chống tham những" of a bad scan still finds "phòng, chống tham nhũng".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from ttdn_extract.bare import bare

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[^\s,\-–—&'’\"]")
_CUT = re.compile(r"[;\n(“”]")


class Word(NamedTuple):
    """A word of the text: its bare form and its place."""

    key: str
    start: int
    end: int


def words_of(text: str, at: int, reach: int = 150) -> list[Word]:
    """Split what follows `at` into words; any other sign than a comma or hyphen is a word of its own, so that no phrase runs over it."""
    stop = _CUT.search(text, at + 1, at + reach)
    piece = bare(text[at : stop.start() if stop else at + reach]).lower()
    return [Word(match.group(), at + match.start(), at + match.end()) for match in _WORD.finditer(piece)]


class Phrases:
    """A table of phrases, each with a value."""

    __slots__ = ("_root",)

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._root: dict[str, Any] = {}
        for phrase, value in entries:
            node = self._root
            for word in words_of(phrase, 0, 10_000):
                node = node.setdefault(word.key, {})
            node[""] = value

    def longest(self, words: list[Word], first: int = 0) -> tuple[str, int] | None:
        """Return (value, number of the word behind) of the longest phrase that begins with word `first`."""
        node, best = self._root, None
        for number in range(first, len(words)):
            if words[number].key not in node:
                break
            node = node[words[number].key]
            if "" in node:
                best = node[""], number + 1
        return best
