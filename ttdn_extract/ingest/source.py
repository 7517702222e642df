"""What ingest hands on: one decoded text and where it came from.

In: nothing, this module only names the result. Out: `Source`, for example name "ke-hoach.docx" with text
"KẾ HOẠCH\\nThông tin đối ngoại xã Bình Phước Đông năm 2025".
"""

from __future__ import annotations

from dataclasses import dataclass

Note = tuple[str, str]
"""(code, message): an oddity of the file that deserves a diagnostic."""

TEXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
DOC = "application/msword"


@dataclass(frozen=True, slots=True)
class Source:
    """A file as text; every span of the product is an offset into `text`."""

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    text: str
    page_starts: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one format reader returns; `read_bytes` adds the name and the hash."""

    text: str
    encoding: str | None = None
    page_starts: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
