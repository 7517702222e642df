"""Stage 3: lines -> the zones of a document: letterhead, title, body, recipients with signature, annexes.

In: the printed lines. Out: `Layout`, line numbers of each zone. A zone that is missing is empty: a dump may begin with
"KẾ HOẠCH" (no letterhead), a decision may carry a whole plan behind its signature ("Ban hành kèm theo Quyết định …").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ttdn_extract.annexes import ATTACHED, Annex, find_annexes
from ttdn_extract.bare import bare
from ttdn_extract.doctype import OFFICE, PERSON, is_capital, kind_before_title, kind_of_line
from ttdn_extract.letters import UPPER
from ttdn_extract.lines import Line
from ttdn_extract.markers import read_marker

LETTERHEAD_LINES = 90  # a flattened letterhead with one word a line still fits
_TITLE_LINES = 14
# The subject of a letter, also behind its number in one cell of a table.
_SUBJECT = re.compile(r"[|\s]*(?:Số[^\n|]{3,40}?\s)?(?:V\s?/\s?v\b|Về việc\b|V/V\b)")
_MOTTO = re.compile("CONG HOA XA HOI|DOC LAP|CONG SAN VIET NAM")
_RECIPIENTS = re.compile(
    r"(?:^|[|\t]\s*|\s{3,})[^\w\s]{0,4}\s*(?:N[ơoờỡớ]i\s+nh[ậâạaăãấ]n|NƠI\s+NHẬN|Nơi\s+gửi)\s*(?::|$|[|\t]|\s{3,}|[;.]\s*$)"
)
_HINT = re.compile("N[ơoờỡớƠ][iI]")  # far faster than the whole
_SIGNING = re.compile(
    rf"(?:^|[|\t]\s*|\s{{3,}})[^\w\s]{{0,4}}\s*(?:TM\s?\.|T/M\b|KT\s?\.|K/T\b|TL\s?\.|T/L\b|TUQ\s?\.|T/UQ\b|Q\.)\s*[{UPPER}]"
)
_KEEPING = re.compile(r"(?:^|[|\t•+*–;-]|\s{3})\s*Lưu\b")
_SIGNS = {"TM", "T/", "KT", "K/", "TL", "TU", "Q.", "| ", "|T", "|K", "||"}
_PREAMBLE = re.compile(
    r"(?:[-–*]\s*)?(?:Căn cứ|Thực hiện|Triển khai|Tiếp tục thực hiện|Theo |Để |Nhằm |Trên cơ sở|Xét |Kính gửi|Ngày \d|Năm \d|Trong |Thời gian qua|Được sự|Chấp hành|Quán triệt|Hưởng ứng|Ủy ban nhân dân|UBND|Uỷ ban nhân dân)"
)
# The period alone on the last line of a title.
_SUBTITLE = re.compile(
    r"\(?(?:giai đoạn|năm(?: học)?|nhiệm kỳ|quý [ivx\d]{1,3},?(?: năm)?|tháng \d\d?,?(?: năm)?|đợt [ivx\d]{1,3},?(?: năm)?)\s\d{4}(?:\s?[-–]\s?\d{4})?\)?",
    re.IGNORECASE,
)
_RESOLVER = re.compile(
    r"(?:THỨ |PHÓ )?(?:BỘ TRƯỞNG|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|THỦ TƯỚNG CHÍNH PHỦ|HỘI ĐỒNG NHÂN DÂN|GIÁM ĐỐC|CHÍNH PHỦ|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|THỐNG ĐỐC|HIỆU TRƯỞNG|CHÁNH ÁN|VIỆN TRƯỞNG|BAN THƯỜNG VỤ|QUỐC HỘI|ỦY BAN THƯỜNG VỤ|TRƯỞNG BAN|CHỦ NHIỆM)\b"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Zones as half-open ranges of line numbers."""

    kind: str | None
    letterhead: tuple[int, int]
    title: tuple[int, int]
    body: tuple[int, int]
    tail: tuple[int, int]
    annexes: tuple[Annex, ...]


def find_layout(lines: Sequence[Line], spacing: int) -> Layout:
    """Find the zones; never fails: at worst everything is body."""
    kind, at, whole = _find_kind(lines)
    if at is None:
        subject = _letter_subject(lines)
        kind = "CV" if subject else None
        begin = _letterhead_end(lines)
        title, body = subject or ((begin, begin), begin)
    else:
        whole = whole or _is_compound(lines, at)
        title = (at + 1 if whole else at, _title_end(lines, at + 1, spacing, whole))
        body = title[1]
    tail_start = _tail_start(lines, body)
    annexes = find_annexes(lines, tail_start + 1 if tail_start < len(lines) else body)
    after = annexes[0].start if annexes else len(lines)
    tail_start = min(tail_start, after)
    while tail_start > body and lines[tail_start - 1].text == "|":
        tail_start -= 1
    return Layout(kind, (0, at or title[0]), title, (body, tail_start), (tail_start, after), tuple(annexes))


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
        if found is None and inline is None and line.text[:2].isupper():
            beside = kind_before_title(line.text.strip("|# "))
            found = (beside[0], False) if beside else None
        if found is None and inline is None and len(line.text) < 20:
            found = _small_kind(lines, k)
        if found and inline is None and not _PREAMBLE.match(line.text):
            inline = (found[0], k, found[1])
        if (
            line.text[0] in "I1ĐA"
            and (marker := read_marker(line.text))
            and marker.kind != "bullet"
            and marker.ordinal == 1
        ):
            break
    return inline or (None, None, False)


def _small_kind(lines: Sequence[Line], k: int) -> tuple[str, bool] | None:
    """Read a kind alone on its line in small letters, as old fonts give it, below the motto."""
    text = lines[k].text.strip("|# ")
    found = kind_of_line(text.upper()) if text[1:].islower() else None
    return found if found and found[1] and any(_MOTTO.search(bare(line.text).upper()) for line in lines[:k]) else None


def _is_compound(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line such as "KẾ HOẠCH PHỐI HỢP" only names the kind: the title follows in small letters."""
    if at + 1 >= len(lines) or len(lines[at].text.split()) > 5:
        return False
    below = lines[at + 1].text
    return not is_capital(below) and below[-1] not in ";:." and read_marker(below) is None and below[0] not in "|+"


def _letter_subject(lines: Sequence[Line]) -> tuple[tuple[int, int], int] | None:
    """Find the subject of an official letter ("V/v …") and the line where its text begins ("Kính gửi …")."""
    found = None
    for k, line in enumerate(lines[:LETTERHEAD_LINES]):
        if line.text.startswith(("Kính gửi", "KÍNH GỬI")):
            return found or (k, k), k
        if found is None and _SUBJECT.match(line.text):
            found = (k, _subject_end(lines, k + 1))
    return (found, found[1]) if found else None


def _subject_end(lines: Sequence[Line], start: int) -> int:
    for k in range(start, min(start + _TITLE_LINES, len(lines))):
        text = lines[k].text.lstrip("| ")
        if not text and lines[k].text != "|":
            continue  # an empty row of a drawn table
        text = text or "|"
        other = (
            is_capital(text)
            or "ngày" in text
            and "tháng" in text
            or _PREAMBLE.match(text)
            or text[0] in "|+"
            or text.startswith(("Số", "---"))
        )
        if other or lines[k].blanks > 1 or lines[k - 1].text[-1] == ".":
            return k
    return min(start + 1, len(lines))


def _letterhead_end(lines: Sequence[Line]) -> int:
    """Without a title: the letterhead ends behind the last line of motto, number or date within the first lines."""
    last = 0
    for k, line in enumerate(lines[:30]):
        text = bare(line.text).upper()
        if (
            "DOC LAP" in text
            and "TU DO" in text
            or "CONG HOA XA HOI" in text
            or text.startswith("SO:")
            or "DANG CONG SAN" in text
        ):
            last = k + 1
    return last


def _title_end(lines: Sequence[Line], start: int, spacing: int, whole: bool) -> int:
    """Return the first line behind the title."""
    first = start if whole else start - 1
    capital = first < len(lines) and is_capital(lines[first].text)
    for k in range(start, min(start + _TITLE_LINES, len(lines))):
        line = lines[k]
        if _SUBTITLE.fullmatch(line.text) and not line.rule:
            continue
        if k == start and whole:
            marker = read_marker(line.text)
            if marker is not None and marker.kind != "bullet":
                return k
            continue
        if (
            line.rule
            or _starts_body(line.text)
            or _PREAMBLE.match(line.text)
            or _RESOLVER.match(line.text)
            and not _goes_on(lines[k - 1].text)
        ):
            return k
        goes_on = line.text[0].islower() or line.text[0].isdigit() or _goes_on(lines[k - 1].text)
        if (
            line.blanks > spacing
            and not goes_on
            and (line.blanks > spacing + 1 or not capital or not is_capital(line.text))
        ):
            return k
        if capital and not is_capital(line.text) and not line.text[0].islower() and line.text[0] != "(":
            return k
        if line.text[-1] in ":;." and not line.text[0].islower() and not capital:
            return k
        if ATTACHED.match(line.text):
            return k
    return min(start + _TITLE_LINES, len(lines))


def _goes_on(text: str) -> bool:
    """Say whether a line cannot be the end of a title: it breaks off at a comma or a linking word."""
    last = text.rstrip(' "”').rsplit(" ", 1)[-1].lower()
    return text[-1] == "," or last in (
        "và",
        "của",
        "về",
        "theo",
        "các",
        "tại",
        "số",
        "đến",
        "ngày",
        "-",
        "–",
        "trên",
        "trong",
        "cho",
        "đối",
    )


def _starts_body(text: str) -> bool:
    return text[0] in "IĐ1ACPMl-–+|" and (text[0] == "|" or read_marker(text) is not None)


def _tail_start(lines: Sequence[Line], after: int) -> int:
    """Find where recipients and signature begin; the signature may stand above, beside or below the recipients."""
    signing = None
    for k in range(after, len(lines)):
        text = lines[k].text
        if "N" in text and _HINT.search(text) and _RECIPIENTS.search(text) and _is_last_part(lines, k):
            if signing is not None and k - signing <= 14:
                return signing
            return _signed_above(lines, after, k)
        if signing is None and text[0] in "TKQ|" and text[:2] in _SIGNS and _signs(text):
            signing = k
        elif signing is not None and k - signing > 14:
            return signing
    return _bare_signature(lines, after) if signing is None else signing


def _signed_above(lines: Sequence[Line], after: int, k: int) -> int:
    """Return where the signature begins that stands above the recipients as an office, with or without its name, else `k`."""
    named = PERSON.match(lines[k - 1].text) is not None
    window = range(max(after, k - 5), k - 1) if named else range(max(after, k - 1), k)
    offices = (at for at in window if len(lines[at].text) < 60 and is_capital(lines[at].text))
    return next((at for at in offices if OFFICE.match(bare(lines[at].text))), k)


def _signs(text: str) -> bool:
    """Say whether a line opens a signature: the words behind "TM." or "KT." are capitals; the name may follow them."""
    found = _SIGNING.search(text)
    return found is not None and is_capital(" ".join(text[found.start() :].split("   ")[0].strip("| \t").split()[:4]))


def _is_last_part(lines: Sequence[Line], k: int) -> bool:
    """Say whether "Nơi nhận" opens the list of recipients; a plan may also say where its papers are received."""
    text = lines[k].text
    if text[0] in "-+•" or read_marker(text):
        return False
    window = lines[k : k + 60]
    if any("Lưu" in line.text and _KEEPING.search(line.text) for line in window):
        return True  # nearly every list ends with it, and it costs less to see than an office
    window = window[1:]
    if any(is_capital(line.text) and OFFICE.search(bare(line.text)) for line in window):
        return True
    return not any(
        (marker := read_marker(line.text)) and marker.kind in ("roman", "article", "upper") for line in window
    )


def _bare_signature(lines: Sequence[Line], after: int) -> int:
    """Find a signature that is only an office and a name, at the very end."""
    for k in range(len(lines) - 1, max(after, len(lines) - 12), -1):
        text = lines[k].text
        if len(text) < 60 and is_capital(text) and OFFICE.match(bare(text)) and k + 1 < len(lines):
            return k if PERSON.match(lines[-1].text) or PERSON.match(lines[k + 1].text) else len(lines)
    return len(lines)
