"""The words that units are made of, as patterns: heads, fields, classes, and the verbs that end a name.

In: the rows of unit_words.csv, fields.csv and authors.csv. Out: one pattern per use, over folded text. A table becomes a tree of
letters, so that a place is tested in time proportional to the phrase that stands there and not to the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from ttdn_extract.clean import fold
from ttdn_extract.rulebook import load_table

# Ranks of places as they stand behind "UBND", "Công an", "cấp".
LEVEL = (
    r"(?:tỉnh|thành phố|tp\.?|thị xã|thị trấn|huyện|quận|xã(?! hội)|phường|đặc khu|trung ương|tw|thôn|bản|ấp|khóm|buôn|"
    r"tổ dân phố|khu phố|khu dân cư|khu vực)(?! (?:ủy|đoàn|đội)(?!\w))(?!\w)"
)
# What may begin with a word: a national body, a head with a place, one that is a verb without it, one with a field, an open one, a class, people at large, an office, "các".
USES = ("whole", "place", "weak", "field", "open", "class", "loose", "office", "many")


_SECOND = re.compile(r"\w+")


def tree_pattern(phrases: Iterable[str]) -> str:
    """Return a pattern that matches the longest of the phrases, whole words only.

    >>> re.match(tree_pattern(["ban", "ban dân tộc", "bản"]), "ban dân vận").group()
    'ban'
    """
    root: dict[str, Any] = {}
    for phrase in phrases:
        node = root
        for sign in phrase.replace(" - ", "-"):
            node = node.setdefault(sign, {})
        node[""] = {}
    return _branch(root) + r"(?!\w)"


def _branch(node: dict[str, Any]) -> str:
    parts = []
    for sign, below in node.items():
        if sign:
            head = " ?- ?" if sign == "-" else ",?" if sign == "," else re.escape(sign)
            parts.append(head + _branch(below))
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 else "(?:" + "|".join(parts) + ")"
    return body if "" not in node else rf"(?:{body}(?!\w))?"


@cache
def words_for(use: str) -> tuple[str, ...]:
    """Return the phrases of a use, folded: those of unit_words.csv, or of their own tables; "halt" is what ends a name."""
    if use == "whole":
        return tuple(row["alias"] for row in load_table("authors"))
    if use == "name":
        return tuple(fold(row["field"]) for row in load_table("fields"))
    if use == "halt":
        return words_for("verb") + words_for("stop")
    return tuple(row["words"] for row in load_table("unit_words") if row["use"] == use)


@cache
def pattern_for(use: str) -> re.Pattern[str]:
    """Return the pattern that matches the longest phrase of a use."""
    return re.compile(tree_pattern(words_for(use)))


@cache
def uses_by_words() -> dict[str, dict[str | None, frozenset[str]]]:
    """Return for each word with which a unit may begin, and the word behind it, what they may begin: most places are passed over at once.

    Below None stands what the first word may begin whatever follows. "none" is told only of words that may begin something.

    >>> sorted(uses_by_words()["ban"]["hành"])
    ['class', 'field', 'none']
    """
    found: dict[str, dict[str | None, set[str]]] = {}
    for use in (*USES, "none"):
        for phrase in words_for(use):
            first, _, rest = phrase.partition(" ")
            second = _SECOND.match(rest)
            if use != "none" or first.rstrip(",") in found:
                below = found.setdefault(first.rstrip(","), {None: set()})
                below.setdefault(second.group() if second else None, set()).add(use)
    return {
        word: {second: frozenset(uses | below[None]) for second, uses in below.items()} for word, below in found.items()
    }


def openers() -> list[str]:
    """Return the words with which a unit may begin, two where one says nothing."""
    return [
        word if below[None] else f"{word}, {second}"
        for word, below in uses_by_words().items()
        for second in ([None] if below[None] else below)
        if below[None] or second
    ]
