"""Which format some bytes are, by what they hold first and by the file's suffix last.

In: bytes and a name such as "kế hoạch.doc" that is really a page saved from the web. Out: a media type, here
"text/html"; formats that are known but not read are one clear `InputError`.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.source import DOC, DOCX, HTML, MARKDOWN, PDF, TEXT

SUFFIXES: tuple[str, ...] = (".txt", ".md", ".html", ".htm", ".docx", ".doc", ".pdf")
"""What a walk through a folder picks up."""

_OCR = "run OCR on it and give the resulting PDF or text"
_REFUSED: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "is an RTF file", "open it in Word and save it as .docx"),
    (b"\x89PNG", "is a picture", _OCR),
    (b"\xff\xd8\xff", "is a picture", _OCR),
    (b"GIF8", "is a picture", _OCR),
    (b"II*\0", "is a picture", _OCR),
    (b"MM\0*", "is a picture", _OCR),
    (b"7z\xbc\xaf'\x1c", "is an archive", "unpack it and give the files inside"),
    (b"Rar!", "is an archive", "unpack it and give the files inside"),
    (b"\x1f\x8b", "is an archive", "unpack it and give the files inside"),
    (b"MIME-Version:", "is a web archive (.mht)", "open it in Word and save it as .docx"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*|<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|font|center|h[1-6])[\s>]",
    re.IGNORECASE | re.DOTALL,
)


def media_type(data: bytes, name: str) -> str:
    """Name the format of a file."""
    for magic, problem, remedy in _REFUSED:
        if data.startswith(magic):
            raise InputError(name, problem, remedy)
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith(_ZIP):
        return DOCX
    if data.startswith(_OLE):
        return DOC
    if _HTML_START.match(_plain_start(data)):
        return HTML
    return _by_suffix(name)


def _plain_start(data: bytes) -> bytes:
    """The first characters as ASCII, whatever Unicode form they are in."""
    start = data[:8192]
    for bom in _BOMS:
        start = start.removeprefix(bom)
    return start.replace(b"\0", b"").lstrip()


def _by_suffix(name: str) -> str:
    """Trust the suffix where the content is plain text of some kind."""
    suffix = PurePath(name).suffix.lower()
    if suffix in (".docx", ".pdf"):
        raise InputError(name, f"is not a {suffix} file, whatever its name says", "export it again or rename it")
    if suffix in (".html", ".htm"):
        return HTML
    return MARKDOWN if suffix in (".md", ".markdown") else TEXT
