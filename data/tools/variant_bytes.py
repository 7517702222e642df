"""Bytes in encodings that old dumps use: UTF-16, cp1258, TCVN3 (ABC fonts) and VNI."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

# Per row: the letter, then its TCVN3 bytes without tone and with grave, hook, tilde, acute, dot below (00 = ASCII).
_TCVN3_ROWS = (
    "a 00 B5 B6 B7 B8 B9", "ă A8 BB BC BD BE C6", "â A9 C7 C8 C9 CA CB", "e 00 CC CE CF D0 D1", "ê AA D2 D3 D4 D5 D6",
    "i 00 D7 D8 DC DD DE", "o 00 DF E1 E2 E3 E4", "ô AB E5 E6 E7 E8 E9", "ơ AC EA EB EC ED EE", "u 00 EF F1 F2 F3 F4",
    "ư AD F5 F6 F7 F8 F9", "y 00 FA FB FC FD FE",
)  # fmt: skip
_TCVN3_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7, "đ": 0xAE}
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
# VNI writes the base letter and then one byte; the byte says shape and tone together, and has a capital twin.
_VNI_PLAIN = {"\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0301": "ù", "\u0323": "ï"}
_VNI_HAT = {"": "â", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0301": "á", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0301": "é", "\u0323": "ë"}
_VNI_SINGLE = {"đ": "ñ", "ơ": "ô", "ư": "ö", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"


def _tcvn3_table() -> dict[str, int]:
    """TCVN3 has no capital letters with tones: its capital fonts draw the small codes as capitals."""
    table = dict(_TCVN3_CAPITALS)
    for row in _TCVN3_ROWS:
        letter, *codes = row.split()
        for tone, code in zip(_TONES, codes, strict=True):
            toned = unicodedata.normalize("NFC", letter + tone)
            if code != "00":
                table[toned] = int(code, 16)
                table.setdefault(toned.upper(), int(code, 16))
    return table


_TCVN3 = _tcvn3_table()


def tcvn3(text: str) -> bytes:
    """Bytes of the ABC fonts; the case of capitals with a tone is lost, as in real files."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        code = _TCVN3.get(letter, ord(letter))
        if code > 0xFF or (letter not in _TCVN3 and code > 0x7F):
            raise ValueError(f"TCVN3 has no {letter!r}")
        out.append(code)
    return bytes(out)


def _vni_letter(letter: str) -> str:
    lower = letter.lower()
    if lower in _VNI_SINGLE:
        single = _VNI_SINGLE[lower]
        return single.upper() if letter.isupper() else single
    parts = unicodedata.normalize("NFD", letter)
    base, marks = parts[0], parts[1:]
    tone = next((m for m in marks if m in _TONES), "")
    if _HAT in marks:
        tail = _VNI_HAT[tone]
    elif _BREVE in marks:
        tail = _VNI_BREVE[tone]
    else:
        tail = _VNI_PLAIN[tone] if tone else ""
    if _HORN in marks:
        base = ("ô" if base in "oO" else "ö") if base.islower() else ("Ô" if base == "O" else "Ö")
    return base + (tail.upper() if letter.isupper() else tail)


def vni(text: str) -> bytes:
    """Bytes of the VNI fonts: Latin-1 letters, one or two for each Vietnamese letter."""
    return "".join(_vni_letter(c) for c in unicodedata.normalize("NFC", text)).encode("cp1252")


def cp1258(text: str) -> bytes:
    """Windows-1258: shaped letters are single codes, the tone follows as a combining mark."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        shape = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES))
        out.append(shape + "".join(c for c in parts if c in _TONES))
    return "".join(out).encode("cp1258")


def utf16(text: str) -> bytes:
    """UTF-16, little endian, with its byte order mark, as Notepad's "Unicode" writes it."""
    return b"\xff\xfe" + text.encode("utf-16-le")


def utf8(text: str) -> bytes:
    return text.encode("utf-8")


ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": utf8, "utf-16": utf16, "cp1258": cp1258, "tcvn3": tcvn3, "vni": vni,
}  # fmt: skip
