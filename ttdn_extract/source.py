"""From a file that `ingest` read to what the contract says of it."""

from __future__ import annotations

import re
from pathlib import Path

from ttdn_extract.ingest.source import Source
from ttdn_extract.plan import SourceInfo

_UNSAFE = re.compile(r"[^\w.~-]+")


def describe_source(source: Source) -> SourceInfo:
    """Describe the file that a text came from."""
    return SourceInfo(
        name=source.name,
        media_type=source.media_type,
        encoding=source.encoding,
        sha256=source.sha256,
        chars=len(source.text),
        pages=len(source.page_starts) or None,
    )


def document_id(path: Path) -> str:
    """Return the id of a document from its path below the folder that is read; safe as a file name anywhere.

    >>> document_id(Path("2025/Kế hoạch 12.docx")), document_id(Path("text.txt")), document_id(Path("000/text.txt"))
    ('2025-Kế-hoạch-12', 'text', '000-text')
    """
    parts = [*path.parent.parts, path.stem]
    return "-".join(_UNSAFE.sub("-", part).strip("-.") or "_" for part in parts if part not in ("/", ".", ".."))
