"""Longest known phrase at a place: "Luật Giáo dục nghề nghiệp" before "Luật Giáo dục".

In: a table of phrases. Out: a tree of words that is walked once, whatever the size of the table. Words are compared without marks and case,
and commas and hyphens do not count, so "phòng chống tham những" of a bad scan still finds "phòng, chống tham nhũng".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ttdn_extract.bare import bare

_WORD = re.compile(r"[^\W_]+(?:&[^\W_]+)*|[^\s,\-–—&'’\"]")
_CUT = re.compile(r"[;\n(“”]")


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    return bare(word).lower()


class Words:
    """The words behind a place, read only as far as they are asked for: most phrases are short, and most places begin none."""

    __slots__ = ("_keys", "_places", "_rest")

    def __init__(self, text: str, at: int, stop: int) -> None:
        self._rest = _WORD.finditer(text, at, stop)
        self._keys: list[str] = []
        self._places: list[tuple[int, int]] = []

    def key(self, number: int) -> str | None:
        """Return the bare form of a word, None behind the last one."""
        keys = self._keys
        if number < len(keys):
            return keys[number]
        for found in self._rest:
            keys.append(_key(found.group()))
            self._places.append(found.span())
            if number < len(keys):
                return keys[number]
        return None

    def has(self, number: int) -> bool:
        """Say whether there is a word with this number."""
        return self.key(number) is not None

    def start(self, number: int) -> int:
        """Return where a word that has been read begins."""
        return self._places[number][0]

    def end(self, number: int) -> int:
        """Return where a word that has been read ends."""
        return self._places[number][1]

    def __iter__(self) -> Iterator[str]:
        """Read the bare forms of all words."""
        number = 0
        while (key := self.key(number)) is not None:
            yield key
            number += 1


def words_of(text: str, at: int, reach: int = 150) -> Words:
    """Split what follows `at` into words; any other sign than a comma or hyphen is a word of its own, so that no phrase runs over it."""
    stop = _CUT.search(text, at + 1, at + reach)
    return Words(text, at, stop.start() if stop else at + reach)


class Phrases:
    """A table of phrases, each with a value."""

    __slots__ = ("_root",)

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._root: dict[str | None, Any] = {}
        for phrase, value in entries:
            node = self._root
            for key in words_of(phrase, 0, 10_000):
                node = node.setdefault(key, {})
            node[""] = value

    def longest(self, words: Words, first: int = 0) -> tuple[str, int] | None:
        """Return (value, number of the word behind) of the longest phrase that begins with word `first`."""
        node, best, number = self._root, None, first
        while (key := words.key(number)) in node:
            node, number = node[key], number + 1
            if "" in node:
                best = node[""], number
        return best
