"""A .doc of Word 6 to 2003 as lines, through the program antiword.

In: the bytes of an OLE file. Out: the same lines as for a .docx, for example "2. Yêu cầu", with list numbers.
antiword's text form keeps the line breaks of a paragraph, its DocBook form keeps the rows and cells of a table: each
is read for what it keeps.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from itertools import groupby
from pathlib import Path
from typing import Any

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.docx_xml import attribute, children, local
from ttdn_extract.ingest.limits import CONVERTER_SECONDS
from ttdn_extract.ingest.optional import load_package
from ttdn_extract.ingest.source import Reading
from ttdn_extract.ingest.symbols import readable
from ttdn_extract.ingest.tables import Table, table_lines

_RESAVE = "open it in Word and save it as .docx"
_INSTALL = "install antiword (Debian, Ubuntu: apt install antiword) or save the file as .docx"
_ROW_END = re.compile(r" \|[ ]*\|")
_MIN_DATA_CELLS = 3
_ILLEGAL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def read_doc(data: bytes, name: str) -> Reading:
    """Convert with antiword and put the tables into the text."""
    for stream, problem, remedy in _NOT_WORD:
        if stream.encode("utf-16-le") in data:
            raise InputError(name, problem, remedy)
    text, docbook = _run_antiword(data, name)
    lines = merge_tables(text.decode("utf-8", "surrogateescape").split("\n"), read_tables(docbook, name))
    try:
        return Reading(readable("\n".join(lines)).encode("utf-8", "surrogateescape").decode("utf-8"))
    except UnicodeDecodeError:
        raise InputError(name, "is damaged: antiword gives invalid text", _RESAVE) from None


_NOT_WORD = (
    ("EncryptedPackage", "is protected by a password", "remove the password and try again"),
    ("Workbook", "is a spreadsheet, not a document", "save it as .docx or .pdf"),
    ("PowerPoint Document", "is a presentation, not a document", "save it as .docx or .pdf"),
)


def _run_antiword(data: bytes, name: str) -> tuple[bytes, bytes]:
    """Convert a private copy to text and to DocBook, without a shell and within a time limit."""
    program = shutil.which("antiword")
    if program is None:
        raise InputError(name, "reading .doc needs the program antiword", _INSTALL)
    with tempfile.TemporaryDirectory(prefix="ttdn-") as folder:
        copy = Path(folder) / "input.doc"
        copy.write_bytes(data)
        text = _convert([program, "-m", "UTF-8.txt", "-w", "0", str(copy)], name)
        return text, _convert([program, "-m", "UTF-8.txt", "-x", "db", str(copy)], name)


def _convert(command: list[str], name: str) -> bytes:
    try:
        done = subprocess.run(command, capture_output=True, timeout=CONVERTER_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(name, f"took more than {CONVERTER_SECONDS} s to convert", _RESAVE) from None
    except OSError:
        raise InputError(name, "needs antiword, which cannot be started", _INSTALL) from None
    if done.returncode != 0 or not done.stdout.strip():
        locked = b"encrypted" in done.stderr.lower()
        problem = "is protected by a password" if locked else "is not a Word file that antiword can read"
        raise InputError(name, problem, _RESAVE)
    return done.stdout


def read_tables(docbook: bytes, name: str) -> list[Table]:
    """Read the tables of the DocBook form, in order."""
    etree = load_package("lxml.etree", name)
    # recover: antiword copies the title from the file's properties without caring for its coding.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, recover=True)
    root = etree.fromstring(_ILLEGAL.sub(b" ", docbook), parser)
    found = [] if root is None else [item for item in root.iter() if local(item) == "informaltable"]
    return [_read_table(item) for item in found]


def _read_table(item: Any) -> Table:
    table = Table(bordered=attribute(item, "frame") not in (None, "none"))
    for row in (row for row in item.iter() if local(row) == "row"):
        cells = ["".join(entry.itertext()).split("\n") for entry in children(row, "entry")]
        table.rows.append([[line.strip() for line in cell if line.strip()] for cell in cells])
    return table


def merge_tables(lines: list[str], tables: list[Table]) -> list[str]:
    """Put each table in the place of its drawing; when they do not pair up, the drawings are read as they are."""
    blocks = [(drawn, list(block)) for drawn, block in groupby(lines, key=_is_drawn)]
    paired = sum(drawn for drawn, _ in blocks) == len(tables)
    waiting = iter(tables)
    merged: list[str] = []
    for drawn, block in blocks:
        if drawn:
            merged.extend(table_lines(next(waiting) if paired else _read_drawing(block)))
        else:
            merged.extend(part for line in block for part in _split_cells(line.strip(" ")))
    return [line for index, line in enumerate(merged) if line or (index and merged[index - 1])]


def _is_drawn(line: str) -> bool:
    return line.startswith("|") and line.rstrip().endswith("|")


def _read_drawing(block: list[str]) -> Table:
    """Read a drawn table as one row of columns per line: rows that wrap cannot be told from rows that do not."""
    return Table([[[cell.strip()] for cell in line.strip().strip("|").split("|")] for line in block], bordered=True)


def _split_cells(line: str) -> list[str]:
    """Read a table that antiword did not recognise: " |" ends a cell, "| |" a row.

    >>> _split_cells("Số: 05/KH-UBND |CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    ['Số: 05/KH-UBND', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM']
    """
    if " |" not in line:
        return [line]
    parts: list[str] = []
    for row in _ROW_END.split(line):
        cells = [cell.strip() for cell in row.split(" |")]
        if len(cells) >= _MIN_DATA_CELLS:
            parts.append("| " + " | ".join(cells) + " |")
        else:
            parts.extend(cell for cell in cells if cell)
    return parts
