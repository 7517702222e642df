"""Letters without their marks: the view in which lines that a scanner read badly are still recognised.

>>> bare("CỘNG HOÀ XÃ HỌI")
'CONG HOA XA HOI'
"""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")


def bare(text: str) -> str:
    """Return the text without marks on its letters; as long as the text, so offsets are shared."""
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    plain = apart.encode("ascii", "ignore").decode()  # faster than a pattern; enough where all but the marks is ASCII
    if len(plain) != len(text):
        plain = _MARKS.sub("", apart)
    if len(plain) == len(text):
        return plain
    # Letters of other scripts may fall into several, and marks may stand alone.
    return "".join(unicodedata.normalize("NFD", char)[0] for char in text).replace("đ", "d").replace("Đ", "D")
