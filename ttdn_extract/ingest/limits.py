"""How much a single file may ask for; a real plan ("Kế hoạch ... kèm phụ lục") stays far below every number here."""

from __future__ import annotations

MAX_FILE_BYTES = 200 * 1024 * 1024
MAX_TEXT_BYTES = 64 * 1024 * 1024
"""Plain text and HTML: a 64 MB text is a database dump, not a plan."""
MAX_PART_BYTES = 64 * 1024 * 1024
"""One XML part of a .docx after inflation; what a zip declares is not believed."""
MAX_ZIP_ENTRIES = 10_000
MAX_PDF_PAGES = 5_000
MAX_PDF_PAGE_CHARS = 200_000
CONVERTER_SECONDS = 60
MAX_NESTING = 200
"""Depth of tables and elements that a reader follows before it calls the file broken."""


def megabytes(size: int) -> str:
    """Say a size for an error line.

    >>> megabytes(209715200)
    '200 MB'
    """
    return f"{size // (1024 * 1024)} MB"
