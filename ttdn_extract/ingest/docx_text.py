"""A .docx as lines: paragraphs with their automatic numbers, tables, text boxes.

In: the bytes of a file whose first list paragraph reads "MỤC ĐÍCH, YÊU CẦU". Out: the line "I. MỤC ĐÍCH, YÊU CẦU".
Headers, footers, notes, comments, deleted and hidden text stay out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.docx_numbering import Numbering
from ttdn_extract.ingest.docx_package import Package
from ttdn_extract.ingest.docx_styles import Style, Styles, has_grid
from ttdn_extract.ingest.docx_xml import attribute, child, children, local, number, switch, value
from ttdn_extract.ingest.limits import MAX_NESTING
from ttdn_extract.ingest.source import Reading
from ttdn_extract.ingest.symbols import readable, superscript, symbol
from ttdn_extract.ingest.tables import ABOVE, Cell, Table, table_lines

# Elements whose content is not part of the text: properties, what a reviewer deleted or moved away, field codes.
_SKIPPED = frozenset(
    {"pPr", "rPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "sdtPr", "sdtEndPr", "rt"}
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RESAVE = "open it in Word and save it again as .docx"


def read_docx(data: bytes, name: str) -> Reading:
    """Read the document part of a .docx."""
    package = Package(data, name)
    body = child(package.main(), "body")
    if body is None:
        raise InputError(name, "is a .docx without a text body", _RESAVE)
    walker = _Walker(Styles(package.related("styles")), Numbering(package.related("numbering")))
    try:
        lines = walker.blocks(body)
    except RecursionError:
        raise InputError(name, "is nested too deeply to read", _RESAVE) from None
    return Reading("\n".join(lines))


class _Walker:
    """Walks blocks in order; the order matters, because list numbers count along."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._carried = ""

    def blocks(self, parent: Any, depth: int = 0) -> list[str]:
        """Lines of a body, a table cell or a text box."""
        lines: list[str] = []
        if depth > MAX_NESTING:
            raise RecursionError
        for item in _content(parent):
            kind = local(item)
            if kind == "p":
                lines.extend(self._paragraph(item, depth))
            elif kind == "tbl":
                lines.extend(table_lines(self._table(item, depth)))
        if self._carried:
            lines.append(self._carried)
            self._carried = ""
        return lines

    def _paragraph(self, paragraph: Any, depth: int) -> list[str]:
        """Lines of one paragraph, then those of the text boxes anchored in it."""
        properties = child(paragraph, "pPr")
        style_id = value(properties, "pStyle") or self._styles.default_paragraph
        style = self._styles.get(style_id)
        boxes: list[Any] = []
        text = readable("".join(self._inline(paragraph, style, boxes)))
        if switch(child(properties, "rPr"), "del") is not None:
            # The end of the paragraph was deleted: what is left runs on into the next one.
            self._carried += text
            lines = []
        else:
            prefix = self._number(properties, style, style_id)
            lines = (prefix + self._carried + text).split("\n")
            self._carried = ""
        for box in boxes:
            lines.extend(line for line in self.blocks(box, depth + 1) if line.strip())
        return lines

    def _number(self, properties: Any, style: Style, style_id: str | None) -> str:
        """The automatic number with its space, or nothing."""
        listing = child(properties, "numPr")
        own = number(value(listing, "numId"))
        num_id = style.num_id if own is None else own
        if not num_id:
            return ""
        level = number(value(listing, "ilvl"))
        if level is None and own is None:
            level = self._numbering.level_of_style(num_id, style_id)
            level = style.level if level is None else level
        text = self._numbering.next_number(num_id, level or 0)
        return f"{text} " if text.strip() else ""

    def _inline(self, parent: Any, style: Style, boxes: list[Any]) -> Iterator[str]:
        """Text of a paragraph's runs, wherever links, fields or content controls wrap them."""
        for item in parent:
            kind = local(item)
            if kind == "r":
                yield self._run(item, style, boxes)
            elif kind == "t":
                yield item.text or ""
            elif kind == "AlternateContent":
                yield from self._inline(_alternative(item), style, boxes)
            elif kind and kind not in _SKIPPED:
                yield from self._inline(item, style, boxes)

    def _run(self, run: Any, style: Style, boxes: list[Any]) -> str:
        properties = child(run, "rPr")
        own = self._styles.get(value(properties, "rStyle"))
        if _first_set(switch(properties, "vanish"), own.hidden, style.hidden):
            return ""
        text = "".join(_run_text(run, boxes))
        if value(properties, "vertAlign") == "superscript":
            text = superscript(text)
        return text.upper() if _first_set(switch(properties, "caps"), own.caps, style.caps) else text

    def _table(self, table: Any, depth: int) -> Table:
        """Read rows and cells; merged cells keep their text once."""
        properties = child(table, "tblPr")
        bordered = has_grid(child(properties, "tblBorders")) or self._styles.get(value(properties, "tblStyle")).grid
        read = Table()
        gridded = total = 0
        for row in _unwrapped(table, "tr"):
            if child(child(row, "trPr"), "del") is not None:
                continue
            cells: list[Cell] = [[]] * min(number(value(child(row, "trPr"), "gridBefore")) or 0, MAX_NESTING)
            for cell in _unwrapped(row, "tc"):
                shape = child(cell, "tcPr")
                merged = child(shape, "vMerge")
                covered = merged is not None and attribute(merged, "val") != "restart"
                cells.append(ABOVE if covered else self.blocks(cell, depth + 1))
                cells.extend([None] * (min(number(value(shape, "gridSpan")) or 1, MAX_NESTING) - 1))
                gridded += has_grid(child(shape, "tcBorders"))
                total += 1
            read.rows.append(cells)
        read.bordered = bordered or gridded * 2 > total
        return read


def _first_set(*switches: bool | None) -> bool:
    """The nearest of several inherited switches decides."""
    return next((item for item in switches if item is not None), False)


def _run_text(run: Any, boxes: list[Any]) -> Iterator[str]:
    """Text of one run; drawings give their text boxes to `boxes`."""
    for item in run:
        kind = local(item)
        if kind == "t":
            yield item.text or ""
        elif kind in _BREAKS:
            yield _BREAKS[kind]
        elif kind == "sym":
            yield symbol(attribute(item, "char") or "")
        elif kind == "AlternateContent":
            yield from _run_text(_alternative(item), boxes)
        elif kind in ("drawing", "pict", "object"):
            boxes.extend(_text_boxes(item))
        elif kind == "ruby":
            base = child(item, "rubyBase")
            yield from (text for part in children(base, "r") for text in _run_text(part, boxes))


def _text_boxes(drawing: Any) -> Iterator[Any]:
    """Outermost text boxes of a drawing; boxes within boxes are read with the outer one."""
    stack = [drawing]
    while stack:
        item = stack.pop()
        if local(item) == "txbxContent":
            yield item
        elif local(item) == "AlternateContent":
            stack.extend(reversed(_alternative(item)))
        else:
            stack.extend(reversed(item))


def _alternative(item: Any) -> Any:
    """The one branch of an mc:AlternateContent that is read: the newer form, or what there is, or nothing."""
    choice = child(item, "Choice")
    branch = child(item, "Fallback") if choice is None else choice
    return () if branch is None else branch


def _content(parent: Any) -> Iterator[Any]:
    """Paragraphs and tables of a block, with content controls and insertions opened."""
    for item in parent:
        kind = local(item)
        if kind in ("p", "tbl"):
            yield item
        elif kind == "AlternateContent":
            yield from _content(_alternative(item))
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _content(item)


def _unwrapped(parent: Any, kind: str) -> Iterator[Any]:
    """Rows or cells, also where a content control wraps them."""
    for item in parent:
        if local(item) == kind:
            yield item
        elif local(item) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _unwrapped(item, kind)
