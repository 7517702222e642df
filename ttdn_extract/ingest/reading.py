"""From a path or bytes to a `Source`: recognise, read, repair, check.

In: the bytes of "kế hoạch.docx". Out: `Source` with the text "KẾ HOẠCH ...", its hash, its page starts and its notes.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.doc_text import read_doc
from ttdn_extract.ingest.docx_text import read_docx
from ttdn_extract.ingest.encodings import decode_text, repair_legacy
from ttdn_extract.ingest.formats import SUFFIXES, media_type
from ttdn_extract.ingest.html_text import read_html
from ttdn_extract.ingest.limits import MAX_FILE_BYTES, MAX_TEXT_BYTES, megabytes
from ttdn_extract.ingest.pdf_text import read_pdf
from ttdn_extract.ingest.source import DOC, DOCX, HTML, MARKDOWN, PDF, TEXT, Reading, Source

__all__ = ["SUFFIXES", "read_bytes", "read_path"]

_SPLIT = "split it and give the parts"


def read_path(path: Path) -> Source:
    """Read one file."""
    name = path.name
    try:
        if path.is_dir():
            raise InputError(name, "is a folder", "give the files in it")
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InputError(name, f"is larger than {megabytes(MAX_FILE_BYTES)}", _SPLIT)
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(name, "does not exist", "check the path") from None
    except PermissionError:
        raise InputError(name, "may not be read", "ask for the right to read it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "bad path"
        raise InputError(name, f"cannot be opened ({reason})", "check the path") from None
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Source:
    """Read a file that is already in memory; `name` is shown to the user and its suffix decides last."""
    if len(data) > MAX_FILE_BYTES:
        raise InputError(name, f"is larger than {megabytes(MAX_FILE_BYTES)}", _SPLIT)
    if not data.strip():
        raise InputError(name, "is empty", "give a file with text in it")
    kind = media_type(data, name)
    if kind in (TEXT, MARKDOWN, HTML) and len(data) > MAX_TEXT_BYTES:
        raise InputError(name, f"holds more than {megabytes(MAX_TEXT_BYTES)} of text", _SPLIT)
    reading = _repaired(_READERS[kind](data, name))
    if not reading.text.strip():
        raise InputError(name, "is empty", "give a file with text in it")
    digest = hashlib.sha256(data).hexdigest()
    return Source(name, kind, reading.encoding, digest, reading.text, reading.page_starts, reading.notes)


def _read_text(data: bytes, name: str) -> Reading:
    text, encoding, notes = decode_text(data, name)
    return Reading(text, encoding, notes=notes)


def _repaired(reading: Reading) -> Reading:
    """Decode what a document holds in an old font; plain text has had that already."""
    found = None if reading.notes else repair_legacy(reading.text)
    if found is None:
        return reading
    note = ("legacy-font", f"parts are set in an old font; their letters were decoded from {found.encoding}")
    text = found.text
    starts = tuple(i for i, char in enumerate("\f" + text) if char == "\f") if reading.page_starts else ()
    return replace(reading, text=text, page_starts=starts, notes=(*reading.notes, note))


_READERS = {TEXT: _read_text, MARKDOWN: _read_text, HTML: read_html, DOCX: read_docx, DOC: read_doc, PDF: read_pdf}
