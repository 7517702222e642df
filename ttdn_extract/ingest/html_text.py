"""HTML as a reader sees it, as lines.

In: the bytes of a page, often saved by Word, such as "<p>Số: 05/KH-UBND<br>Bình Phước Đông</p>". Out: the lines
"Số: 05/KH-UBND" and "Bình Phước Đông".
"""

from __future__ import annotations

import re
from typing import Any

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.encodings import decode_text
from ttdn_extract.ingest.limits import MAX_NESTING
from ttdn_extract.ingest.numerals import write_number
from ttdn_extract.ingest.optional import load_package
from ttdn_extract.ingest.source import Reading
from ttdn_extract.ingest.symbols import readable, superscript
from ttdn_extract.ingest.tables import ABOVE, Cell, Table, table_lines

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_RESAVE = "open it in a browser or in Word and save it again"
_DROPPED = frozenset(
    {"script", "style", "head", "title", "template", "noscript", "svg", "iframe", "select", "textarea"}
)
_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|mso-element\s*:\s*(?:foot|end)note-list", re.IGNORECASE)
_UPPERCASE = re.compile(r"text-transform\s*:\s*uppercase", re.IGNORECASE)
_LIST_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BORDER = re.compile(r"border(?:-\w+)?\s*:[^;]*(?:solid|double|dotted|dashed|inset|outset|groove|ridge)", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# What Word's bullets look like once their symbol font is lost.
_LOST_BULLETS = frozenset("·§Øüvo")


def read_html(data: bytes, name: str) -> Reading:
    """Read a page; its declared coding counts where it fits the bytes."""
    found = _META_CHARSET.search(data[:4096])
    declared = found[1].decode("ascii").lower() if found else None
    decoded = decode_text(data, name, declared)
    html = load_package("lxml.html", name)
    etree = load_package("lxml.etree", name)
    # Given as UTF-8 bytes, because lxml refuses a str that declares its coding.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(decoded.text.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(name, "holds no readable HTML", _RESAVE) from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError(name, "holds HTML that is nested too deeply to read", _RESAVE)
    writer = _Writer()
    _write_element(writer, root, 0)
    return Reading(readable("\n".join(writer.finish())), decoded.encoding, notes=decoded.notes)


class _Writer:
    """Collects inline text and ends lines where a block ends."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self.marker = ""

    def write(self, text: str) -> None:
        if text:
            if self.marker and text.strip():
                self._parts.append(self.marker)
                self.marker = ""
            self._parts.append(_SPACE.sub(" ", text))

    def end_line(self, *, forced: bool = False) -> None:
        line = _SPACE.sub(" ", "".join(self._parts)).strip(" ")
        if line or forced:
            self.add_lines([line])
        self._parts.clear()

    def add_lines(self, lines: list[str]) -> None:
        """Append finished lines; one blank line stands for any number of them."""
        for line in lines:
            blank = not line.strip()
            if not blank or (self.lines and self.lines[-1]):
                self.lines.append("" if blank else line)

    def finish(self) -> list[str]:
        self.end_line()
        return self.lines


def _write_element(writer: _Writer, element: Any, depth: int) -> None:
    """Write an element with its content, without the text after it."""
    tag = element.tag if isinstance(element.tag, str) else ""
    style = element.get("style", "")
    if not tag or tag in _DROPPED or _HIDDEN.search(style):
        return
    if depth > MAX_NESTING:
        writer.write("".join(element.itertext()))
    elif tag == "br":
        writer.end_line(forced=True)
    elif tag == "table":
        writer.end_line()
        writer.add_lines(table_lines(_read_table(element, depth)))
    elif tag == "pre":
        writer.end_line()
        writer.add_lines("".join(element.itertext()).splitlines())
    elif _LIST_MARKER.search(style):
        writer.write(_list_marker("".join(element.itertext())))
    else:
        _write_content(writer, element, tag, style, depth)


def _write_content(writer: _Writer, element: Any, tag: str, style: str, depth: int) -> None:
    """Write text and children in order, between line ends if the element is a block."""
    block = tag in _BLOCKS
    if block:
        writer.end_line()
    change = superscript if tag == "sup" else str.upper if _UPPERCASE.search(style) else None
    writer.write(change(element.text or "") if change else element.text or "")
    number = _first_number(element)
    for child in element:
        if tag in ("ol", "ul") and child.tag == "li":
            number = _number(child.get("value"), number)
            writer.marker = _item_marker(element, tag, number)
            number += 1
        _write_element(writer, child, depth + 1)
        writer.write(child.tail or "")
    if block:
        writer.end_line(forced=_is_spacer(element, tag))


def _is_spacer(element: Any, tag: str) -> bool:
    """Tell an empty paragraph, which a reader sees as a blank line."""
    return tag == "p" and not len(element) and not (element.text or "").strip()


def _list_marker(text: str) -> str:
    """Tidy the number that Word wrote into a list paragraph.

    >>> _list_marker("1.\\xa0\\xa0\\xa0 "), _list_marker("·\\xa0\\xa0 ")
    ('1. ', '• ')
    """
    marker = " ".join(text.split())
    return f"{'•' if marker in _LOST_BULLETS else marker} " if marker else ""


def _first_number(element: Any) -> int:
    return _number(element.get("start"), 1)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 7 else default


def _item_marker(element: Any, tag: str, number: int) -> str:
    if tag == "ul":
        return "- "
    style = _LIST_STYLES.get(element.get("type", "1"), "decimal")
    return f"{write_number(number, style)}. "


def _read_table(element: Any, depth: int) -> Table:
    """Read rows and cells; a cell that reaches down leaves its mark below it."""
    table = Table(bordered=_is_bordered(element))
    reach: dict[int, int] = {}
    for row in _rows(element):
        cells: list[Cell] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            _fill_reached(cells, reach)
            columns = min(_number(cell.get("colspan"), 1) or 1, 100)
            reach.update(dict.fromkeys(range(len(cells), len(cells) + columns), _number(cell.get("rowspan"), 1) - 1))
            cells.append(_read_cell(cell, depth))
            cells.extend([None] * (columns - 1))
        _fill_reached(cells, reach)
        table.rows.append(cells)
    return table


def _fill_reached(cells: list[Cell], reach: dict[int, int]) -> None:
    while reach.get(len(cells), 0) > 0:
        reach[len(cells)] -= 1
        cells.append(ABOVE)


def _rows(element: Any) -> list[Any]:
    rows = []
    for child in element:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot"):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _read_cell(cell: Any, depth: int) -> list[str]:
    writer = _Writer()
    _write_content(writer, cell, "td", "", depth + 1)
    return writer.finish()


def _is_bordered(element: Any) -> bool:
    """Tell a drawn grid from an invisible one."""
    if element.get("border", "0").strip() not in ("", "0") or _BORDER.search(element.get("style", "")):
        return True
    cells = [cell for row in _rows(element) for cell in row if cell.tag in ("td", "th")]
    return sum(bool(_BORDER.search(cell.get("style", ""))) for cell in cells) * 2 > len(cells)
