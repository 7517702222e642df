"""Characters of symbol fonts as characters that any reader can see.

In: text with private-use code points, as Word stores a bullet of the font Symbol (U+F0B7). Out: "•" for "\\uf0b7".
"""

from __future__ import annotations

import re

_PRIVATE = re.compile("[\ue000-\uf8ff]")

# Symbol and Wingdings share the range U+F020..U+F0FF; a row holds only where both fonts agree or one of them is
# practically the only user (Symbol for mathematics, Wingdings for ticks).
_ROWS: dict[int, str] = {
    0xF020: " ",
    0xF02B: "+",
    0xF02D: "-",
    0xF02F: "/",
    0xF03D: "=",
    0xF02A: "*",
    0xF0A3: "≤",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0B3: "≥",
    0xF0B4: "×",
    0xF0BE: "-",
    0xF0E0: "→",
    0xF0E8: "→",
    0xF0F0: "→",
    0xF0AE: "→",
    0xF0DE: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
    0xF06F: "□",
    0xF0A8: "□",
}
_BULLET = "•"
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def readable(text: str) -> str:
    """Replace private-use characters; one without a known meaning is a bullet.

    >>> readable("\\uf0b7 Công an xã")
    '• Công an xã'
    """
    if text.isascii():
        return text
    return _PRIVATE.sub(lambda match: _ROWS.get(ord(match[0]), _BULLET), text)


def symbol(code: str) -> str:
    """Turn the hexadecimal code of a w:sym element into a character; unreadable codes give nothing."""
    try:
        value = abs(int(code[:8], 16))
    except ValueError:
        return ""
    if value >= 0xFFFE or 0xD800 <= value < 0xE000:
        return ""
    # Word writes the same glyph either as 00B7 or as F0B7.
    return readable(chr(value | 0xF000 if value < 0x100 else value))


def superscript(text: str) -> str:
    """Raise digits, so that a note mark is never read as part of a number.

    >>> "năm 2025" + superscript("1")
    'năm 2025¹'
    """
    return text.translate(_SUPERSCRIPT)
