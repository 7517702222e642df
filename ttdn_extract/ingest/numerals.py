"""Numbers of automatic lists, as Word and browsers write them.

In: a number and the name of a format. Out: "IV", "b", "12"; for (4, "upperRoman") the "IV" of "IV. TỔ CHỨC THỰC HIỆN".
"""

from __future__ import annotations

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
# Counters come from the file; a number far outside any real list must not become a megabyte of letters.
_MAX_SPELLED = 1000


def roman(number: int) -> str:
    """Write a Roman number.

    >>> roman(14)
    'XIV'
    """
    parts = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def letters(number: int) -> str:
    """Count a..z, aa, bb: the repetition that Word and browsers' lists of plans show.

    >>> letters(3), letters(28)
    ('c', 'bb')
    """
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def write_number(number: int, style: str) -> str:
    """Write a list number in one of Word's formats; an unknown format counts in digits."""
    if style in ("none", "bullet"):
        return ""
    if style == "decimalZero":
        return f"{number:02d}"
    if not 0 < number <= _MAX_SPELLED:
        return str(number)
    if style == "upperRoman":
        return roman(number)
    if style == "lowerRoman":
        return roman(number).lower()
    if style == "lowerLetter":
        return letters(number)
    if style == "upperLetter":
        return letters(number).upper()
    if style in ("vietnameseCounting", "cardinalText") and number < len(_WORDS):
        return _WORDS[number]
    return str(number)
