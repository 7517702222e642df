"""Bytes of a text file to characters.

In: the bytes of "Kế hoạch" in UTF-8, UTF-16, cp1258, TCVN3 or VNI. Out: the characters, the name of the coding, and a
note when it had to be guessed. Nothing is ever replaced: if no reading is clean, the file is refused.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import NamedTuple

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.legacy import DECODERS, SINGLE_BYTE, Decoder, byte_view
from ttdn_extract.ingest.source import Note
from ttdn_extract.ingest.vietnamese import VIETNAMESE_LETTER, score

RESAVE = "save the file as UTF-8 and try again"

_CLEAN_SHARE = 0.5
_DOUBTFUL_SHARE = 0.2
_SAMPLE_CHARS = 60_000
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_CONTROL_CHARACTER = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_MAX_CONTROL_SHARE = 0.005
_UTF8_SEQUENCE = re.compile(rb"[\xc3-\xe1][\x80-\xbf]{1,2}")
_WORDLIKE = re.compile(r"[^\W_]")
_MIN_WORDLIKE_SHARE = 0.5


class Decoded(NamedTuple):
    """Characters, the coding they came from, and what is odd about it."""

    text: str
    encoding: str
    notes: tuple[Note, ...] = ()


def decode_text(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """Decode a text file; `declared` is what an HTML page says about itself and only counts when it fits."""
    decoded = _decode_unicode(data, name)
    if decoded is not None:
        return decoded
    if _control_share(data) > _MAX_CONTROL_SHARE:
        raise InputError(name, "is not a text file", "give a .txt, .md, .html, .docx, .doc or .pdf file")
    return _decode_declared(data, declared) or _decode_single_byte(data, name)


def _decode_unicode(data: bytes, name: str) -> Decoded | None:
    """Try the Unicode codings, the usual case first."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_decode_strict(data[len(bom) :], encoding.removesuffix("-sig"), name), encoding)
    if b"\0" in data:
        return _decode_utf16(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    if _control_share(data) > _MAX_CONTROL_SHARE:
        return None
    return repair_legacy(text) or Decoded(text, "utf-8")


def _decode_strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(name, f"is damaged: byte {error.start} is not valid {encoding}", RESAVE) from None


def _decode_utf16(data: bytes, name: str) -> Decoded | None:
    """Recognise UTF-16 without a mark by where its zero bytes stand: spaces and ASCII letters have one each."""
    pairs = len(data) // 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) < 0.15 * pairs or min(even, odd) > 0.01 * pairs:
        return None
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    text = _decode_strict(data, encoding, name)
    if _CONTROL_CHARACTER.search(text):
        return None
    return Decoded(text, encoding, (("encoding-guessed", f"no byte order mark; read as {encoding}"),))


def _decode_declared(data: bytes, declared: str | None) -> Decoded | None:
    """Follow the declared coding when Python knows it and every byte fits."""
    # Browsers read the declared name iso-8859-1 as cp1252, and so do the programs that write it.
    encoding = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}.get(declared or "", declared or "")
    if not encoding or encoding.startswith("utf"):
        return None
    try:
        text = data.decode(encoding)
        encoding = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        return None
    return Decoded(text, encoding)


def _decode_single_byte(data: bytes, name: str) -> Decoded:
    """Choose the single-byte reading that is Vietnamese; plain Western text is taken as cp1252."""
    view = byte_view(data)
    # Bytes that are not UTF-8 are not doubled UTF-8 either: what looks so is a damaged file.
    repaired = repair_legacy(view, SINGLE_BYTE)
    if repaired is not None:
        return repaired
    text, found = _cp1258(data)
    if text and found >= _CLEAN_SHARE:
        return Decoded(text, "cp1258", (("encoding-guessed", "not valid UTF-8; read as cp1258"),))
    if _is_western(data, view):
        return Decoded(view, "cp1252", (("encoding-guessed", "not valid UTF-8; read as cp1252"),))
    raise InputError(name, "is not valid UTF-8 and no Vietnamese coding fits", RESAVE)


def _cp1258(data: bytes) -> tuple[str, float]:
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return "", 0.0
    return text, score(text[:_SAMPLE_CHARS]).share


def _is_western(data: bytes, view: str) -> bool:
    """Accept cp1252 only for clean prose: no C1 control, no remains of UTF-8, mostly letters and digits."""
    high = sum(1 for char in view if not char.isascii())
    if any("\x80" <= char <= "\x9f" for char in view) or high > 0.3 * len(view):
        return False
    sequences = len(_UTF8_SEQUENCE.findall(data))
    return sequences * 2 < high and len(_WORDLIKE.findall(view)) >= _MIN_WORDLIKE_SHARE * len(view)


def _control_share(data: bytes) -> float:
    return (len(data) - len(data.translate(None, _CONTROLS))) / len(data) if data else 0.0


def repair_legacy(text: str, decoders: Sequence[Decoder] = DECODERS) -> Decoded | None:
    """Read a text whose letters are TCVN3, VNI or doubled UTF-8 in disguise; None when it is what it seems.

    Only lines without any letter that is Vietnamese for certain are candidates, so a text that is partly in an old
    font is repaired in that part alone.
    """
    if text.isascii():
        return None
    lines = text.split("\n")
    suspects = [i for i, line in enumerate(lines) if not line.isascii() and not VIETNAMESE_LETTER.search(line)]
    if not suspects:
        return None
    encoding = _hidden_coding([lines[i] for i in suspects], decoders)
    if encoding is None:
        return None
    decode = dict(decoders)[encoding]
    for i in suspects:
        decoded = decode(lines[i])
        if score(decoded).hits >= score(lines[i]).hits:
            lines[i] = decoded
    note = ("encoding-guessed", f"letters are coded as {encoding}, not as Unicode; decoded")
    return Decoded("\n".join(lines), "utf-8" if encoding == "utf-8-twice" else encoding, (note,))


def _hidden_coding(lines: list[str], decoders: Sequence[Decoder]) -> str | None:
    """Name the coding under which the lines become Vietnamese, if they are not so already."""
    sample = "\n".join(lines)[:_SAMPLE_CHARS].split("\n")
    if score("\n".join(sample)).share > _DOUBTFUL_SHARE:
        return None
    scores = [(score("\n".join(map(decode, sample))), encoding) for encoding, decode in decoders]
    best, encoding = max(scores, key=lambda pair: pair[0].share)
    return encoding if best.hits > 1 and best.share >= _CLEAN_SHARE else None
