"""Ingest: a file as people have it becomes one text.

In: a path or bytes (.txt, .md, .html, .docx, .doc, .pdf). Out: `Source`, whose `text` starts, for instance,
"UBND XÃ BÌNH PHƯỚC ĐÔNG\\nSố: 05/KH-UBND". What cannot be read is an `InputError` of one line with its remedy.
"""

from __future__ import annotations

from ttdn_extract.ingest.reading import SUFFIXES, read_bytes, read_path
from ttdn_extract.ingest.source import Source

__all__ = ["SUFFIXES", "Source", "read_bytes", "read_path"]
