"""PDF files with a text layer in a font that has every Vietnamese letter; the only part that needs fpdf2."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from marked_model import Document, Line
from variant_layouts import texts

if TYPE_CHECKING:
    from fpdf import FPDF

FONT = Path(__file__).resolve().parent / "fonts" / "DejaVuSans-vi.ttf"
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
LEFT_X, MIDDLE_X, SIGN_X, RIGHT_X, LINE = 20.0, 95.0, 110.0, 192.0, 5.6


def _paper() -> FPDF:
    from fpdf import FPDF  # imported here so that the text variants work without it

    class Paper(FPDF):
        """A page with its number at the top from the second page on, as office documents have it."""

        def header(self) -> None:
            if self.page_no() > 1:
                self.cell(0, LINE, str(self.page_no()), align="C", new_x="LMARGIN", new_y="NEXT")

    paper = Paper(format="A4")
    paper.set_compression(False)  # compressed bytes would depend on the zlib at hand
    paper.set_creation_date(EPOCH)
    paper.set_producer("")
    paper.set_margins(LEFT_X, 18, 18)
    paper.set_auto_page_break(True, 18)
    paper.add_font("body", "", str(FONT))
    paper.add_page()
    paper.set_font("body", size=10)
    return paper


def _block(paper: FPDF, rows: list[str], x: float, width: float, align: str) -> float:
    for row in rows:
        paper.set_x(x)
        paper.multi_cell(width, LINE, row, align=align, new_x="LMARGIN", new_y="NEXT")
    return float(paper.get_y())


def _side_by_side(paper: FPDF, left: list[str], right: list[str], split: float, align: str) -> None:
    top = float(paper.get_y())
    low = _block(paper, left, LEFT_X, split - LEFT_X - 3, align)
    paper.set_y(top)
    paper.set_y(max(low, _block(paper, right, split, RIGHT_X - split, "C")))


def _body(paper: FPDF, lines: list[Line]) -> None:
    for line in lines:
        _block(paper, [line.text], LEFT_X, RIGHT_X - LEFT_X, "C" if line.centred else "L")


def pdf(doc: Document) -> bytes:
    """The document as a PDF: two-column letterhead and closing, page numbers at the top, annexes on a new page."""
    paper = _paper()
    _side_by_side(paper, texts(doc, "org"), texts(doc, "motto"), MIDDLE_X, "C")
    _side_by_side(paper, texts(doc, "number", "subject"), texts(doc, "dateline"), MIDDLE_X, "C")
    paper.ln(4)
    _body(paper, doc.zone("heading", "title", "to", "body"))
    closing = texts(doc, "recipients_head", "recipient")
    if paper.will_page_break(LINE * (len(closing) + 3)):
        paper.add_page()
    paper.ln(4)
    _side_by_side(paper, closing, texts(doc, "signature"), SIGN_X, "L")
    if doc.zone("annex"):
        paper.add_page()
        _body(paper, doc.zone("annex", "table"))
    return bytes(paper.output())
