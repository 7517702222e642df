"""Vietnamese codings from before Unicode, in the Latin-1 reading in which their texts turn up.

In: one line such as "Céng hßa x· héi chñ nghÜa ViÖt Nam" (TCVN3, also called ABC) or "Coäng hoøa xaõ hoäi" (VNI).
Out: the line as its reader saw it in the right font: "Cộng hòa xã hội chủ nghĩa Việt Nam".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

# Rows: letter, the letter without tone in TCVN3, then with sắc, huyền, hỏi, ngã, nặng.
_TCVN3_ROWS = (
    ("a", "", "\xb8\xb5\xb6\xb7\xb9"),
    ("ă", "\xa8", "\xbe\xbb\xbc\xbd\xc6"),
    ("â", "\xa9", "\xca\xc7\xc8\xc9\xcb"),
    ("e", "", "\xd0\xcc\xce\xcf\xd1"),
    ("ê", "\xaa", "\xd5\xd2\xd3\xd4\xd6"),
    ("i", "", "\xdd\xd7\xd8\xdc\xde"),
    ("o", "", "\xe3\xdf\xe1\xe2\xe4"),
    ("ô", "\xab", "\xe8\xe5\xe6\xe7\xe9"),
    ("ơ", "\xac", "\xed\xea\xeb\xec\xee"),
    ("u", "", "\xf3\xef\xf1\xf2\xf4"),
    ("ư", "\xad", "\xf8\xf5\xf6\xf7\xf9"),
    ("y", "", "\xfd\xfa\xfb\xfc\xfe"),
    ("đ", "\xae", ""),
    ("Ă", "\xa1", ""),
    ("Â", "\xa2", ""),
    ("Ê", "\xa3", ""),
    ("Ô", "\xa4", ""),
    ("Ơ", "\xa5", ""),
    ("Ư", "\xa6", ""),
    ("Đ", "\xa7", ""),
)

# Rows: letter, its base in VNI, then the mark that follows the base: none, sắc, huyền, hỏi, ngã, nặng ("-" = does not
# exist as a pair). Capitals have capital marks.
_VNI_ROWS = (
    ("a", "a", "-ùøûõï"),
    ("ă", "a", "êéèúüë"),
    ("â", "a", "âáàåãä"),
    ("e", "e", "-ùøûõï"),
    ("ê", "e", "âáàåãä"),
    ("o", "o", "-ùøûõï"),
    ("ô", "o", "âáàåãä"),
    ("ơ", "ô", "-ùøûõï"),
    ("u", "u", "-ùøûõï"),
    ("ư", "ö", "-ùøûõï"),
    ("y", "y", "-ùøûõ-"),
)
_VNI_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")


def _tcvn3_table() -> dict[int, str]:
    table = {}
    for letter, plain, toned in _TCVN3_ROWS:
        for byte, tone in zip(toned, _TONES[1:], strict=False):
            table[ord(byte)] = unicodedata.normalize("NFC", letter + tone)
        if plain:
            table[ord(plain)] = letter
    return table


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for letter, base, marks in _VNI_ROWS:
        for mark, tone in zip(marks, _TONES, strict=True):
            if mark != "-":
                table[base + mark] = unicodedata.normalize("NFC", letter + tone)
    capitals = {key.upper(): value.upper() for key, value in table.items()}
    # A capital base may carry a small mark, as at the head of a sentence: "AÂ" and "Aâ" are both Â.
    mixed = {key[0].upper() + key[1]: value.upper() for key, value in table.items() if len(key) == 2}
    return table | mixed | capitals


_TCVN3 = _tcvn3_table()
_VNI = _vni_table()
_VNI_PAIR = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_WORD = re.compile(r"[^\W\d_]+")
_CP1252 = {bytes([code]).decode("cp1252"): code for code in range(256) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
# The reading may have been true Latin-1, whose codes 80 to 9F are C1 controls.
_BYTES = {chr(code): code for code in range(256)} | _CP1252
_VIEW = {code: char for char, code in _CP1252.items() if 0x80 <= code < 0xA0}


def byte_view(data: bytes) -> str:
    """Read bytes as cp1252, one character per byte and never failing: the view that the decoders below expect."""
    return data.decode("latin-1").translate(_VIEW)


def decode_tcvn3(line: str) -> str:
    """Read a TCVN3 line; its capital fonts keep small codes, so the letters around decide the case.

    >>> decode_tcvn3("KÕ ho¹ch"), decode_tcvn3("I. MôC §ÝCH")
    ('Kế hoạch', 'I. MỤC ĐÍCH')
    >>> decode_tcvn3("ñY BAN NH¢N D¢N"), decode_tcvn3("ñy ban nh©n d©n")
    ('ỦY BAN NHÂN DÂN', 'ủy ban nhân dân')
    """
    decoded = line.translate(_TCVN3)
    if decoded == line:
        return line
    capital = [_in_capital_font(match[0]) for match in _WORD.finditer(decoded)]
    if not any(capital):
        return decoded
    if not any("a" <= char <= "z" for char in line):
        return decoded.upper()
    return _WORD.sub(lambda match: match[0].upper() if _in_capital_font(match[0]) else match[0], decoded)


def _in_capital_font(word: str) -> bool:
    """Tell a word such as "HOạCH" or "ủY": ASCII capitals, several or behind a small letter, and no small ASCII letter."""
    plain = [char for char in word if char.isascii()]
    return len(plain) > (not word[0].islower()) and all(char.isupper() for char in plain) and not word.isupper()


def decode_vni(line: str) -> str:
    """Read a VNI line.

    >>> decode_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return _VNI_PAIR.sub(lambda match: _VNI[match[0]], line)


def decode_utf8_twice(line: str) -> str:
    """Undo UTF-8 that was read as cp1252 and saved as UTF-8 again; a line that is not so stays.

    >>> decode_utf8_twice("Káº¿ hoáº¡ch")
    'Kế hoạch'
    """
    try:
        return bytes(_BYTES[char] for char in line).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return line


Decoder = tuple[str, Callable[[str], str]]

SINGLE_BYTE: tuple[Decoder, ...] = (("tcvn3", decode_tcvn3), ("vni", decode_vni))
"""Codings of whole files from before Unicode."""

DECODERS: tuple[Decoder, ...] = (*SINGLE_BYTE, ("utf-8-twice", decode_utf8_twice))
"""All codings that may hide in a text that looks Latin-1: the only registration."""
