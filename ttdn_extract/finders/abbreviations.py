"""Finder: short forms that the text defines: "thông tin đối ngoại (TTĐN)", "… (sau đây gọi tắt là Chương trình)".

In: the flowed text and its folded view. Out: short, long and the place of both. A bracket defines only what its letters spell, read backwards
over the words before it; what is "gọi tắt là" reaches back to the sign before.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ttdn_extract.bare import bare

_BRACKET = re.compile(
    r"\((?:viết tắt là |gọi tắt là |tắt là )?([^\W\d_a-zàáảãạăắằẳẵặâấầẩẫậèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵđ][\w&.-]{1,11})\)"
)
_CALLED = re.compile(
    r"\((?:sau đây|dưới đây)?,? ?(?:được )?(?:gọi|viết)(?: chung)?(?: tắt)? là:? ?[“\"']?([^()“”\"']{2,60}?)[”\"']?\)"
)
_WORD = re.compile(r"[^\W_]+")
_REACH = 90
_SMALL = ("và", "của")
_BEFORE = re.compile(r"[.;:,()“”\"\n]| (?:là|về|tại|theo|thực hiện|ban hành|phê duyệt|triển khai|của|với) ")


class Abbreviation(NamedTuple):
    """A short form, what it stands for, and where both stand."""

    short: str
    long: str
    start: int
    end: int


def find_abbreviations(text: str, low: str) -> list[Abbreviation]:
    """Return the short forms that the text defines, each once.

    >>> text = "Phối hợp quản lý hoạt động thông tin đối ngoại (TTĐN)."
    >>> [found[:2] for found in find_abbreviations(text, text.lower())]
    [('TTĐN', 'thông tin đối ngoại')]
    """
    found: dict[str, Abbreviation] = {}
    if "(" not in text:
        return []
    for match in _BRACKET.finditer(text):
        begin = _spelled(text, match.start(), match[1])
        if begin is not None:
            long = text[begin : match.start()].strip()
            found.setdefault(match[1], Abbreviation(match[1], long, begin, match.end()))
    if " là" in low:
        for match in _CALLED.finditer(low):
            short = text[match.start(1) : match.end(1)].strip()
            begin = _spelled(text, match.start(), short)
            if begin is None:
                begin = _named(low, match.start())
            long = text[begin : match.start()].strip()
            if long and short not in found:
                found[short] = Abbreviation(short, long, begin, match.end())
    return sorted(found.values(), key=lambda a: a.start)


def _spelled(text: str, end: int, short: str) -> int | None:
    """Return where the words begin whose first letters are the short form, read backwards; "và" may have none."""
    if any(map(str.isdigit, short)):
        return None
    letters = [letter for letter in bare(short).upper() if letter.isalpha()]
    words = list(_WORD.finditer(text, max(0, end - _REACH), end))
    if not words or text[words[-1].end() : end].strip():
        return None
    for word in reversed(words):
        if not letters:
            break
        if bare(word.group()[0]).upper() == letters[-1]:
            letters.pop()
            start = word.start()
        elif word.group().lower() not in _SMALL:
            return None
    return start if not letters else None


def _named(low: str, end: int) -> int:
    """Return where the phrase before a definition begins: behind the last sign or verb."""
    begin = max(0, end - 2 * _REACH)
    for stop in _BEFORE.finditer(low, begin, end):
        begin = stop.end()
    return begin
