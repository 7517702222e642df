"""Letters without their marks: the view in which lines that a scanner read badly are still recognised.

>>> bare("CỘNG HOÀ XÃ HỌI")
'CONG HOA XA HOI'
"""

from __future__ import annotations

import unicodedata
from functools import cache


@cache
def _letter(code: int) -> str | None:
    char = chr(code)
    if char in "đĐ":
        return "dD"[char == "Đ"]
    base = unicodedata.normalize("NFD", char)[0]
    return base if base != char else None


class _Table(dict[int, str | int]):
    """Fills itself on demand, so that only letters that occur cost anything."""

    def __missing__(self, code: int) -> str | int:
        value: str | int = _letter(code) or code
        self[code] = value
        return value


_TABLE = _Table()


def bare(text: str) -> str:
    """Return the text without marks on its letters; as long as the text, so offsets are shared."""
    return text.translate(_TABLE)
