"""Section markers: the token that opens a numbered line.

In: one line, "2.1. Nội dung". Out: `Marker(kind="decimal", label="2.1", …)` or None. Nothing here decides whether the
marker is meant as one ("2025. Theo đó" at the start of a wrapped line looks like one, too): that takes its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from ttdn_extract.rulebook import load_rows
from ttdn_extract.vocabulary import SectionKind

# Order in which lists nest when the text gives no other sign (Decree 30, Annex I, and the customs below it).
RANK = {
    "part": 0,
    "chapter": 1,
    "division": 2,
    "article": 3,
    "upper": 4,
    "roman": 5,
    "arabic": 6,
    "decimal": 7,
    "letter": 11,
    "paren": 12,
    "bullet": 13,
}

LETTERS = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_UPPER = {letter.upper(): letter for letter in LETTERS + "fjwz"}
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ORDINALS = {
    "nhất": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_CLOSERS = ".)/-–:"
_SPACES = re.compile(r"\s+")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Marker:
    """A token such as "1.1." with its normalised label; `level` is what it must share with its siblings."""

    kind: SectionKind
    label: str
    level: tuple[str, str]
    ordinal: int
    length: int


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{row.id}>{row.pattern})" for row in load_rows("markers")))


_WORD_STARTS = frozenset({"Điề", "Phầ", "Chư", "Mục", "Tiể"})


def _may_open(line: str) -> bool:
    """Tell most lines of running text from marked ones by their first letters; the pattern decides about the rest."""
    first = line[0]
    if first.islower():
        head = line[1:5]
        return ")" in head or "." in head or "/" in head or head[:1] == "-" or first == "o" and head[:1] == " "
    return not (first.isupper() and line[1:2].islower()) or line[:2] == "Il" or line[:3] in _WORD_STARTS


def read_marker(line: str) -> Marker | None:
    """Return the marker that opens the line, or None."""
    match = _pattern().match(line) if line and _may_open(line) else None
    if match is None:
        return None
    return _marker(_KINDS[match.lastgroup or ""], match.group())


@lru_cache(maxsize=4096)  # documents have few different ones: "- ", "1.", "a)"
def _marker(kind: SectionKind, token: str) -> Marker:
    return _READERS[kind](kind, token)


def _bullet(kind: SectionKind, token: str) -> Marker:
    sign = "-" if token in "–—−~" else token
    return Marker(kind, sign, (kind, sign), 0, len(token))


def _arabic(kind: SectionKind, token: str) -> Marker:
    digits = _DIGITS.match(token)
    label = digits.group() if digits else token
    return Marker(kind, label, (kind, token[-1].replace("–", "-")), int(label), len(token))


def _decimal(kind: SectionKind, token: str) -> Marker:
    label = _SPACES.sub("", token).rstrip(".):-/")
    parts = label.split(".")
    last = parts[-1]
    ordinal = int(last) if last.isdigit() else letter_ordinal(last)
    shape = "".join("1" if part.isdigit() else "I" if part.isupper() else "a" for part in parts)
    return Marker(kind, label, (kind, shape), ordinal, len(token))


def roman_value(text: str) -> int:
    """Return the value of a roman numeral in capitals.

    >>> roman_value("XIV")
    14
    """
    total = 0
    for this, following in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN[this]
        total += -value if _ROMAN.get(following, 0) > value else value
    return total


def _roman(kind: SectionKind, token: str) -> Marker:
    core = token.rstrip(_CLOSERS + " ")
    # A scanner reads "III" as "HI", "II" as "Il" or "11".
    label = core if set(core) <= set(_ROMAN) else "I" * len(core.replace("H", "II"))
    closer = token[len(core) :].strip()
    return Marker(kind, label, (kind, closer.replace("–", "-")), roman_value(label), len(token))


def _upper(kind: SectionKind, token: str) -> Marker:
    return Marker(kind, token[0], (kind, token[-1]), letter_ordinal(_UPPER[token[0]]), len(token))


def letter_ordinal(letter: str) -> int:
    """Return the place in the Vietnamese list order; f, j, w, z stand just behind the letter before them.

    >>> letter_ordinal("đ"), letter_ordinal("e")
    (5, 6)
    """
    if letter in LETTERS:
        return LETTERS.index(letter) + 1
    return LETTERS.index(_LATIN[_LATIN.index(letter) - 1]) + 1


def _letter(kind: SectionKind, token: str) -> Marker:
    core = token.rstrip(_CLOSERS + " ")
    if len(core) > 1 and set(core) <= set("ivx"):
        return Marker(kind, core, (kind, "ii"), roman_value(core.upper()), len(token))
    return Marker(kind, core, (kind, token[-1]), letter_ordinal(core[0]), len(token))


def _paren(kind: SectionKind, token: str) -> Marker:
    core = token.strip("().")
    if core.isdigit():
        return Marker(kind, f"({core})", (kind, "1"), int(core), len(token))
    if len(core) > 1:
        return Marker(kind, core, (kind, "i"), roman_value(core.upper()), len(token))
    return Marker(kind, core, (kind, "a"), letter_ordinal(core), len(token))


def _named(kind: SectionKind, token: str) -> Marker:
    """Read "Điều 5.", "CHƯƠNG II", "Phần thứ nhất": the label keeps the word, in its normal case."""
    words = token.rstrip(_CLOSERS + " ").split()
    value = words[-1]
    head = " ".join(words[:-1]).capitalize()
    if value.lower() in _ORDINALS:
        return Marker(kind, f"{head} {value.lower()}", (kind, head), _ORDINALS[value.lower()], len(token))
    if value[0].isdigit():
        digits = int(_DIGITS.match(value).group())  # type: ignore[union-attr]
        return Marker(kind, f"{head} {value}", (kind, head), digits, len(token))
    ordinal = roman_value(value) if set(value) <= set(_ROMAN) else ord(value[0]) - 64
    return Marker(kind, f"{head} {value}", (kind, head), ordinal, len(token))


_READERS: dict[SectionKind, Callable[[SectionKind, str], Marker]] = {
    "bullet": _bullet,
    "arabic": _arabic,
    "decimal": _decimal,
    "roman": _roman,
    "upper": _upper,
    "letter": _letter,
    "paren": _paren,
    "article": _named,
    "part": _named,
    "chapter": _named,
    "division": _named,
}
_KINDS: dict[str, SectionKind] = {kind: kind for kind in _READERS}


def follows(before: Marker, after: Marker) -> bool:
    """Say whether `after` is the next item of the list that `before` stands in.

    >>> follows(read_marker("d) A"), read_marker("đ) B")), follows(read_marker("d) A"), read_marker("e) B"))
    (True, True)
    """
    if before.kind != after.kind:
        return False
    if before.kind == "decimal":
        return before.level == after.level and after.ordinal == before.ordinal + 1 and _stem(before) == _stem(after)
    step = after.ordinal - before.ordinal
    if step == 1:
        return True
    if before.kind not in ("letter", "upper") or len(before.label) > 1:
        return False
    # Clerks who follow the Latin order skip "đ"; those who follow it without f, j skip nothing else.
    return (
        step == 2
        and before.label.lower() == "d"
        or step == 0
        and _LATIN.find(after.label.lower()) == _LATIN.find(before.label.lower()) + 1
    )


def _stem(marker: Marker) -> str:
    return marker.label.rpartition(".")[0]


def rank(marker: Marker) -> float:
    """Return how deep lists of this kind usually stand."""
    if marker.kind == "division":
        return 2.5 if marker.level[1].startswith("Tiểu") else 2
    if marker.kind == "arabic" and marker.level[1] == ")":
        return RANK["letter"] + 0.5
    if marker.kind == "decimal":
        shape = marker.level[1]
        base = RANK["letter"] if shape[0] == "a" else RANK["roman"] if shape[0] == "I" else RANK["decimal"]
        return base + len(shape) / 10
    if marker.level[1] in ("ii", "i"):
        return RANK["paren"] + 0.5
    return RANK[marker.kind]
