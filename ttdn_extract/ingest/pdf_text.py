"""The text layer of a PDF, page after page.

In: the bytes of a PDF. Out: its lines as on paper, for example "I. MỤC ĐÍCH, YÊU CẦU", pages separated by a form feed;
a table with drawn cells comes out row by row. A scan without a text layer is refused with the remedy.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from ttdn_extract.errors import InputError
from ttdn_extract.ingest.limits import MAX_PDF_PAGE_CHARS, MAX_PDF_PAGES
from ttdn_extract.ingest.optional import load_package
from ttdn_extract.ingest.pdf_layout import Block, Glyph, page_lines
from ttdn_extract.ingest.pdf_rules import TooManyRules, page_rules
from ttdn_extract.ingest.pdf_tables import find_tables
from ttdn_extract.ingest.source import Note, Reading
from ttdn_extract.ingest.symbols import readable

_OCR = "run OCR on it first (for example: ocrmypdf -l vie in.pdf out.pdf)"
_NO_TABLES = "tables there are kept as lines, not as rows"
_REPAIR = "open it in a PDF reader and print or save it again"
# pdfium's marks for a hyphen at a line end, and the soft hyphen that some writers use for a plain one.
_HYPHENS = dict.fromkeys("\x02\xad\ufffe\u2010\u2011", "-")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# A stamp such as a web address over a scanned page is no text layer.
_STAMP_CHARS = 60
_PICTURE_SHARE = 0.4
_ASCENT_AND_DESCENT = 1.107
_MAX_UNMAPPED_SHARE = 0.3
# In quarter turns: a date stamp by hand leans up to 15 degrees, a watermark 30 or more.
_SLANT = 0.2


def read_pdf(data: bytes, name: str) -> Reading:
    """Read the text layer of every page."""
    pdfium = load_package("pypdfium2", name)
    document = _open(pdfium, data, name)
    try:
        count = len(document)
        if not 0 < count <= MAX_PDF_PAGES:
            raise InputError(name, f"has {count} pages; 1 to {MAX_PDF_PAGES} can be read", "split or repair the file")
        pages = [_read_page(pdfium, document, index, name) for index in range(count)]
    finally:
        document.close()
    return _join(pages, name)


def _open(pdfium: Any, data: bytes, name: str) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(name, "is protected by a password", "save a copy without password") from None
        raise InputError(name, "is a truncated or damaged PDF", _REPAIR) from None


class _Page(NamedTuple):
    """A page as read: its text, whether it is only a picture of text, and whether it was too busy to look for tables."""

    text: str
    is_scan: bool
    is_drawing: bool


def _join(pages: list[_Page], name: str) -> Reading:
    """Join pages with a form feed; pages that could not be read in full are named in notes."""
    scans = [number for number, page in enumerate(pages, 1) if page.is_scan]
    if scans and not any(page.text.strip() and not page.is_scan for page in pages):
        raise InputError(name, "is a scan without a text layer", _OCR)
    drawings = [number for number, page in enumerate(pages, 1) if page.is_drawing]
    notes: list[Note] = []
    if scans:
        notes.append(("pdf-page-without-text", f"no text layer on page {_listed(scans)}; {_OCR}"))
    if drawings:
        notes.append(("pdf-tables-not-read", f"too many lines are drawn on page {_listed(drawings)}; {_NO_TABLES}"))
    starts, position = [], 0
    for page in pages:
        starts.append(position)
        position += len(page.text) + 2
    return Reading("\n\f".join(page.text for page in pages), page_starts=tuple(starts), notes=tuple(notes))


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:20])) + (", ..." if len(numbers) > 20 else "")


def _read_page(pdfium: Any, document: Any, index: int, name: str) -> _Page:
    """Text of one page, and what is to be said of it."""
    try:
        page = _flattened(pdfium.raw, document, index)
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        raise InputError(name, f"is a damaged PDF (page {index + 1})", _REPAIR) from None
    try:
        glyphs, others, unmapped, quarter = _upright(list(_characters(pdfium.raw, text_page, index, name)))
        if unmapped > _MAX_UNMAPPED_SHARE * (len(glyphs) + unmapped) and unmapped > _STAMP_CHARS:
            raise InputError(name, f"has fonts without readable letters (page {index + 1})", _OCR)
        tables = _tables(pdfium.raw, page, quarter, glyphs)
        lines = page_lines(glyphs, tables or ()) + ([others] if others else [])
        is_scan = len(glyphs) < _STAMP_CHARS and _is_picture(pdfium.raw, page)
        return _Page("\n".join(lines), is_scan, tables is None)
    finally:
        text_page.close()
        page.close()


def _flattened(raw: Any, document: Any, index: int) -> Any:
    """Open a page with its annotations drawn in: offices stamp the number and the date of issue as annotations."""
    page = document[index]
    if raw.FPDFPage_GetAnnotCount(page) > 0 and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == 1:
        page.close()
        page = document[index]
    return page


def _tables(raw: Any, page: Any, quarter: int, glyphs: list[Glyph]) -> list[Block] | None:
    """Find the tables of a page; None where so many lines are drawn that it takes too long."""
    try:
        return find_tables(page_rules(raw, page, quarter), glyphs) if glyphs else []
    except TooManyRules:
        return None


def _is_picture(raw: Any, page: Any) -> bool:
    """Tell a page that a picture covers."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) >= _PICTURE_SHARE * width * height:
            return True
    return False


class _Character(NamedTuple):
    """A character as pdfium places it: box and origin in page units, direction in quarter turns clockwise (-1: slanted)."""

    text: str
    spaced: bool
    quarter: int
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float


def _characters(raw: Any, text_page: Any, index: int, name: str) -> Iterator[_Character]:
    """Yield the visible characters; a space shows as a mark on the character after it."""
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    count = text_page.count_chars()
    if count > MAX_PDF_PAGE_CHARS:
        raise InputError(name, f"has more than {MAX_PDF_PAGE_CHARS} characters on page {index + 1}", _REPAIR)
    lead, spaced = 0, False
    for position in range(count):
        code = raw.FPDFText_GetUnicode(text_page, position)
        if 0xD800 <= code < 0xDC00:
            lead = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((lead - 0xD800) << 10) + (code - 0xDC00) if lead else 0xFFFD
        lead = 0
        text = chr(code)
        if text.isspace():
            spaced = True
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, position, ctypes.byref(box)):
            continue
        raw.FPDFText_GetCharOrigin(text_page, position, ctypes.byref(x), ctypes.byref(y))
        turn = raw.FPDFText_GetCharAngle(text_page, position) / (math.pi / 2)
        quarter = round(turn) % 4 if abs(turn - round(turn)) < _SLANT else -1
        yield _Character(text, spaced, quarter, box.left, box.bottom, box.right, box.top, x.value, y.value)
        spaced = False


def _upright(found: list[_Character]) -> tuple[list[Glyph], str, int, int]:
    """Turn the page so that most of its text runs to the right; slanted stamps go to a line of their own.

    Gives the characters, the stamps, how many characters are unreadable, and how far the page was turned.
    """
    turns = Counter(item.quarter for item in found if item.quarter >= 0)
    usual = turns.most_common(1)[0][0] if turns else 0
    glyphs: list[Glyph] = []
    others: list[str] = []
    unmapped = 0
    for item in found:
        if item.text in "\0\ufffd":
            unmapped += 1
        elif item.quarter != usual:
            others.append(" " + _clean(item.text) if item.spaced else _clean(item.text))
        else:
            glyphs.append(_glyph(item, usual))
    return glyphs, "".join(others).strip(), unmapped, usual


def _glyph(item: _Character, quarter: int) -> Glyph:
    """Turn one character by quarters; its size is that of its letters, its base the line that they stand on."""
    left, right, base = item.left, item.right, item.y
    if quarter == 1:
        left, right, base = -item.top, -item.bottom, item.x
    elif quarter == 2:
        left, right, base = -item.right, -item.left, -item.y
    elif quarter == 3:
        left, right, base = item.bottom, item.top, -item.x
    height = item.right - item.left if quarter % 2 else item.top - item.bottom
    return Glyph(_clean(item.text), left, right, base, height / _ASCENT_AND_DESCENT, item.spaced)


def _clean(text: str) -> str:
    """Give a glyph as the characters that it shows."""
    return _HYPHENS.get(text) or _LIGATURES.get(text) or readable(text)
