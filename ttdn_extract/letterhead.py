"""Capital lines of a letterhead: what names bodies there, without motto, number, date and stamps.

In: the cells above the title. Out: each line of a body's name with its place in the flowed text.
"""

from __future__ import annotations

import re

from ttdn_extract.bare import bare
from ttdn_extract.doctype import is_capital
from ttdn_extract.flow import Flow, Paragraph
from ttdn_extract.letters import UPPER

_MOTTO = re.compile(
    r"\W*(?:CONG HOA XA|CONG HOA$|(?:XA )?HOI CHU NGHIA|CHU NGHIA|DOC LAP\b.{0,6}TU DO|^TU DO|HANH PHUC|DANG CONG SAN)",
    re.IGNORECASE,
)
_MOTTO_END = re.compile(r"(?:VIET NAM|HOI CHU NGHIA.*|NGHIA VIET NAM)\W*$", re.IGNORECASE)
_NO_BODY = re.compile(
    r"(?:.*\bNGAY\b.*\bTHANG\b|SO\s?:|HOA TOC|THUONG KHAN|KHAN$|DU THAO|TOI MAT|TUYET MAT|MAT$|CONG BAO|SAO Y|BAN SAO|PHU LUC)"
)
_SMALL = re.compile(
    r"(?:[ỦU][ỷy] ban nhân dân|UBND|HĐND|Sở|Bộ|Ban|Phòng|Trường|Trung tâm|Đảng|Hội|Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường)\b[^.;:\d|]*"
)
_UNION = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
_NUMBER_LINE = re.compile(rf"[^\w]*[Ss][ốô]\b|[\d\s]*[/–-]\s?[{UPPER}][\w&]*\s?[-–/]")


def capital_lines(flow: Flow, cells: list[Paragraph]) -> list[tuple[str, int, int]]:
    """Return what stands in capitals above the title, without motto, number and date: the names of bodies."""
    lines = []
    in_motto = -1
    for cell in cells:
        text = flow.text[cell.start : cell.end]
        plain = bare(text)
        motto = _MOTTO.search(plain)
        if motto:
            text = text[: motto.start()]
            in_motto = cell.column
        elif in_motto == cell.column and _MOTTO_END.match(plain):
            continue
        text = (
            re.sub(r"(?:\s|^)[^\W\d]?[^\w\s(]{2,}.*$", "", text).strip()
            if "--" in text or "__" in text
            else text.strip()
        )
        words = text.split()
        while words and not any(map(str.isupper, words[-1])) and not words[-1].isdigit() and words[-1] not in "-–,":
            words.pop()
        text = " ".join(words)
        if len(text) > 2 and is_capital(text) and not _NO_BODY.match(bare(text)) and not _NUMBER_LINE.match(text):
            lines.append((text, cell.start, cell.end))
    if len(lines) > 1 and any("ĐOÀN" in text and not _UNION.search(text) for text, _, _ in lines):
        lines = [line for line in lines if not _UNION.fullmatch(line[0].strip())]  # it stands in the place of the motto
    return lines if lines or in_motto < 0 else _small_lines(flow, cells)


def _small_lines(flow: Flow, cells: list[Paragraph]) -> list[tuple[str, int, int]]:
    """Return the names of bodies that stand in small letters, as old fonts whose capitals were lost give them."""
    printed = ((flow.text[cell.start : cell.end], cell) for cell in cells)
    return [(text.upper(), cell.start, cell.end) for text, cell in printed if len(text) < 60 and _SMALL.fullmatch(text)]
