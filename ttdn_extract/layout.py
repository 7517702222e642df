"""Stage 3: lines -> the zones of a document: letterhead, title, body, recipients with signature, annexes.

In: the printed lines. Out: `Layout`, line numbers of each zone. A zone that is missing is empty: a dump may begin with
"KẾ HOẠCH" (no letterhead), a decision may carry a whole plan behind its signature ("Ban hành kèm theo Quyết định …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ttdn_extract.bare import bare
from ttdn_extract.letters import UPPER
from ttdn_extract.lines import Line
from ttdn_extract.markers import read_marker
from ttdn_extract.rulebook import load_table

LETTERHEAD_LINES = 90  # a flattened letterhead with one word a line still fits
_TITLE_LINES = 14
_RIGHT = 24  # a line that is set in so far stands in the right column alone
_GAP = re.compile(r"\s*\|\s*|\t+\s*|\s{3,}")
# Room for a number or a day that was to be filled in by hand is no gap between columns: "Số:      /KH-UBND".
_BLANK_LEFT = re.compile(r"(?:[Ss]ố\s?:?|ngày|tháng|năm|\d|[.…])$")
_BLANK_RIGHT = re.compile(r"[/.…–-]|tháng\b|năm\b|\d{1,4}\b(?!\s*\.)")
_RECIPIENTS = re.compile(r"(?:^|[|\t]\s*|\s{3,})[^\w\s]{0,4}\s*(?:N[ơoờỡớ]i\s+nh[ậâạaăãấ]n|NƠI\s+NHẬN|Nơi\s+gửi)\s*(?::|$|[|\t]|\s{3,}|[;.]\s*$)")
_SIGNING = re.compile(rf"(?:^|[|\t]\s*|\s{{3,}})[^\w\s]{{0,4}}\s*(?:TM\s?\.|T/M\b|KT\s?\.|K/T\b|TL\s?\.|T/L\b|TUQ\s?\.|T/UQ\b|Q\.)\s*[{UPPER}]")
_ANNEX = re.compile(rf"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU MẪU|Mẫu số|MẪU SỐ)(?:\s+(?:số\s+|SỐ\s+)?(?:[IVX]{{1,5}}|\d{{1,2}}))?\s*[.:]?\s*(?:$|[-–(:]|(?=[{UPPER}]{{2}}))")
_ANNEX_NUMBER = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\b")
_ATTACHED = re.compile(r"\(?\s*(?:Ban hành\s*\(?\s*kèm|Kèm theo|Đính kèm|Phê duyệt kèm|\(kèm theo|Ban hành theo)", re.IGNORECASE)
_PREAMBLE = re.compile(
    r"(?:[-–*]\s*)?(?:Căn cứ|Thực hiện|Triển khai|Tiếp tục thực hiện|Theo |Để |Nhằm |Trên cơ sở|Xét |Kính gửi|Ngày \d|Năm \d|Trong |Thời gian qua|Được sự|Chấp hành|Quán triệt|Hưởng ứng|Ủy ban nhân dân|UBND|Uỷ ban nhân dân)"
)
_RESOLVER = re.compile(
    r"(?:THỨ |PHÓ )?(?:BỘ TRƯỞNG|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|THỦ TƯỚNG CHÍNH PHỦ|HỘI ĐỒNG NHÂN DÂN|GIÁM ĐỐC|CHÍNH PHỦ|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|THỐNG ĐỐC|HIỆU TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|BAN THƯỜNG VỤ|QUỐC HỘI|ỦY BAN THƯỜNG VỤ|TRƯỞNG BAN|CHỦ NHIỆM)\b"
)


class Cell(NamedTuple):
    """A piece of a line that stood in a column of its own."""

    start: int
    end: int
    text: str
    column: int
    line: int


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands behind the signature under a heading of its own; `body` is where its text begins."""

    label: str
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Zones as half-open ranges of line numbers."""

    kind: str | None
    letterhead: tuple[int, int]
    title: tuple[int, int]
    body: tuple[int, int]
    tail: tuple[int, int]
    annexes: tuple[Annex, ...]


def cells_of(lines: Sequence[Line], start: int, end: int) -> list[Cell]:
    """Split the lines of a zone into cells at tabs, bars and wide gaps."""
    cells = []
    base = 0
    for number in range(start, end):
        line = lines[number]
        if line.text == "|":  # a dump of HTML closes each cell with a bar on a line of its own
            base += 1
            continue
        at, column = 0, base + (line.indent >= _RIGHT)
        for gap in _GAP.finditer(line.text):
            if _BLANK_LEFT.search(line.text, at, gap.start()) and _BLANK_RIGHT.match(line.text, gap.end()):
                continue
            if gap.start() > at:
                cells.append(Cell(line.start + at, line.start + gap.start(), line.text[at : gap.start()], column, number))
            column += 1
            at = gap.end()
        if at < len(line.text):
            cells.append(Cell(line.start + at, line.end, line.text[at:], column, number))
    return cells


@cache
def _kinds() -> dict[str, str]:
    """Map the bare name of a kind, without spaces, to its code: a title may be spaced out or badly scanned."""
    return {bare(row["name"]).upper().replace(" ", ""): row["code"] for row in load_table("kinds")}


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, bare(text)))


def is_capital(text: str) -> bool:
    """Say whether the letters are capitals, but for a few that a clerk or a scanner got wrong."""
    upper = sum(map(str.isupper, text))
    return upper > 1 and upper > 5 * sum(map(str.islower, text))


def kind_of_line(text: str) -> tuple[str, bool] | None:
    """Return (code, whole) if the line is or begins with the name of a kind of document in capitals."""
    if not is_capital(text):
        return None
    letters = _letters(text)
    kinds = _kinds()
    if letters in kinds:
        return kinds[letters], True
    words = bare(text).split()
    for n in (2, 3):
        if len(words) > n and "".join(words[:n]) in kinds:
            return kinds["".join(words[:n])], False
    return None


def find_layout(lines: Sequence[Line], spacing: int) -> Layout:
    """Find the zones; never fails: at worst everything is body."""
    kind, at, whole = _find_kind(lines)
    if at is None:
        title = _letter_subject(lines)
        if title is None:
            begin = _letterhead_end(lines)
            title = (begin, begin)
        else:
            kind = "CV"
        letterhead = (0, title[1])
    else:
        letterhead = (0, at)
        title = (at + 1 if whole else at, _title_end(lines, at + 1, spacing, whole))
    tail_start = _tail_start(lines, title[1])
    annexes = _annexes(lines, tail_start + 1 if tail_start < len(lines) else title[1])
    after = annexes[0].start if annexes else len(lines)
    tail_start = min(tail_start, after)
    while tail_start > title[1] and lines[tail_start - 1].text == "|":
        tail_start -= 1
    return Layout(kind, letterhead, title, (title[1], tail_start), (tail_start, after), tuple(annexes))


def _find_kind(lines: Sequence[Line]) -> tuple[str | None, int | None, bool]:
    inline: tuple[str | None, int | None, bool] | None = None
    for k, line in enumerate(lines[:LETTERHEAD_LINES]):
        if len(line.text) > 3 and line.text[0] == "|" and line.text.count("|") > 4:
            continue
        found = kind_of_line(line.text.strip("|# "))
        if found is None and len(line.text) < 9 and k + 1 < len(lines) and len(lines[k + 1].text) < 9:
            found = kind_of_line(line.text + lines[k + 1].text)
            if found:
                return found[0], k + 1, True
        if found and found[1]:
            return found[0], k, True
        if found and inline is None and not _PREAMBLE.match(line.text):
            inline = (found[0], k, False)
        if line.text[0] in "I1ĐA" and (marker := read_marker(line.text)) and marker.kind != "bullet" and marker.ordinal == 1:
            break
    return inline or (None, None, False)


def _letter_subject(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Find the subject of an official letter: from "V/v" to the addressees."""
    for k, line in enumerate(lines[:LETTERHEAD_LINES]):
        if re.match(r"(?:V\s?/\s?v\b|Về việc\b|V/V\b)", line.text):
            for j in range(k + 1, min(k + _TITLE_LINES, len(lines))):
                text = lines[j].text
                if text.startswith(("Kính gửi", "KÍNH GỬI")) or lines[j].blanks > 1 or _PREAMBLE.match(text) or lines[j - 1].text[-1] == ".":
                    return k, j
            return k, k + 1
        if line.text.startswith("Kính gửi"):
            return k, k
    return None


def _letterhead_end(lines: Sequence[Line]) -> int:
    """Without a title: the letterhead ends behind the last line of motto, number or date within the first lines."""
    last = 0
    for k, line in enumerate(lines[:30]):
        text = bare(line.text).upper()
        if "DOC LAP" in text and "TU DO" in text or "CONG HOA XA HOI" in text or text.startswith("SO:") or "DANG CONG SAN" in text:
            last = k + 1
    return last


def _title_end(lines: Sequence[Line], start: int, spacing: int, whole: bool) -> int:
    """Return the first line behind the title."""
    first = start if whole else start - 1
    capital = first < len(lines) and is_capital(lines[first].text)
    for k in range(start, min(start + _TITLE_LINES, len(lines))):
        line = lines[k]
        if k == start and whole:
            if _starts_body(line.text) and read_marker(line.text).kind != "bullet":  # type: ignore[union-attr]
                return k
            continue
        if line.rule or _starts_body(line.text) or _PREAMBLE.match(line.text) or _RESOLVER.match(line.text) and not _goes_on(lines[k - 1].text):
            return k
        goes_on = line.text[0].islower() or line.text[0].isdigit() or _goes_on(lines[k - 1].text)
        if line.blanks > spacing and not goes_on and (line.blanks > spacing + 1 or not capital or not is_capital(line.text)):
            return k
        if capital and not is_capital(line.text) and not line.text[0].islower() and line.text[0] != "(":
            return k
        if line.text[-1] in ":;." and not line.text[0].islower() and not capital:
            return k
        if _ATTACHED.match(line.text):
            return k
    return min(start + _TITLE_LINES, len(lines))


def _goes_on(text: str) -> bool:
    """Say whether a line cannot be the end of a title: it breaks off at a comma or a linking word."""
    last = text.rstrip(" \"”").rsplit(" ", 1)[-1].lower()
    return text[-1] == "," or last in ("và", "của", "về", "theo", "các", "tại", "số", "đến", "ngày", "-", "–", "trên", "trong", "cho", "đối")


def _starts_body(text: str) -> bool:
    return text[0] in "IĐ1ACPM-–+|" and (text[0] == "|" or read_marker(text) is not None)


def _tail_start(lines: Sequence[Line], after: int) -> int:
    """Find where recipients and signature begin; the signature may stand above, beside or below the recipients."""
    signing = None
    for k in range(after, len(lines)):
        text = lines[k].text
        if "nh" in text and _RECIPIENTS.search(text) or text.startswith("NƠI NH"):
            if signing is not None and k - signing <= 14:
                return signing
            return k
        if signing is None and text[0] in "TKQ|Đ" and _SIGNING.search(text):
            signing = k
        elif signing is not None and k - signing > 14:
            return signing
    return len(lines) if signing is None else signing


def _annexes(lines: Sequence[Line], after: int) -> list[Annex]:
    heads: list[tuple[int, int, str]] = []
    k = after
    while k < len(lines):
        label = _annex_label(lines, k, bool(heads))
        if label is not None:
            body = _annex_body(lines, k + 1)
            heads.append((k, body, label))
            k = body
        else:
            k += 1
    ends = [start for start, _, _ in heads[1:]] + [len(lines)]
    return [Annex(label, start, body, end) for (start, body, label), end in zip(heads, ends, strict=False)]


def _annex_label(lines: Sequence[Line], k: int, later: bool) -> str | None:
    """Return the number of an annex whose heading is line k ("" if it has none), else None."""
    text = lines[k].text
    if text[0] in "PMB" and len(text) < 120 and (head := _ANNEX.match(text)):
        number = _ANNEX_NUMBER.search(head.group())
        return number.group() if number else ""
    if len(text) < 60 and text.isupper() and (found := kind_of_line(text)) and found[0] != "CV":
        window = lines[k + 1 : k + 10]
        if any(_ATTACHED.match(line.text) for line in window) or not later:
            return ""
    if text.isupper() and any(_ATTACHED.match(line.text) for line in lines[k + 1 : k + 4]) and not read_marker(text):
        return "-"
    return None


def _annex_body(lines: Sequence[Line], k: int) -> int:
    """Return the first line of an annex behind its title and its note of reference."""
    stop = min(k + 10, len(lines))
    for j in range(k, stop):
        if _ATTACHED.match(lines[j].text):
            while j < stop and not lines[j].text.rstrip(".").endswith(")"):
                j += 1
            return min(j + 1, len(lines))
        if (marker := read_marker(lines[j].text)) and marker.kind != "bullet" or lines[j].text[0] in "|+":
            return j
    j = k
    while j < stop and (lines[j].text.isupper() or lines[j].text[0].islower()):
        j += 1
    return j
