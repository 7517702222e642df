"""Letterhead, title and opening words -> who issued what, when and where.

In: the flowed text with its zones. Out: `Header` with the fields of the contract and the span of each in the flowed text.
A part that the dump has lost is looked for where it stands again: the issuer in "UBND huyện An Tân ban hành Kế hoạch …",
in the line above "Căn cứ" of a decision, in the signature. What no place supports stays None.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, field

from ttdn_extract.bare import bare
from ttdn_extract.bodies import canonical, level_of
from ttdn_extract.doctype import is_capital, kind_before_title, kind_of_line
from ttdn_extract.flow import Flow, Paragraph
from ttdn_extract.letterhead import capital_lines
from ttdn_extract.letters import LOWER, UPPER
from ttdn_extract.period import period_of
from ttdn_extract.places import (
    district_of,
    known_place,
    place_of,
    province_above,
    province_of,
    provinces,
    titled,
    with_marks,
)
from ttdn_extract.tail import Tail
from ttdn_extract.vocabulary import Level


@dataclass(slots=True)
class Header:
    """The fields of the contract; `spans` are places in the flowed text."""

    kind: str | None = None
    title: str | None = None
    symbol: str | None = None
    symbol_template: str | None = None
    issued: str | None = None
    place: str | None = None
    issuer: str | None = None
    level: Level | None = None
    province: str | None = None
    period: str | None = None
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)


_CODES = "KH|CTr|QĐ|NQ|BC|TB|HD|CV|KL|TTr|CT|QC|QyĐ|TT|GM"
_TAIL = (
    rf"(?:/\s?(?:\d{{4}}\s?/\s?)?[{UPPER}][\w&]*(?:\s?[-–]\s?[{UPPER}][\w&.]*)+|/\s?(?:{_CODES})\s?/\s?[{UPPER}][\w&-]*"
    rf"|[-–]\s?[{UPPER}][\w]{{0,4}}\s?/\s?[{UPPER}][\w&-]*|\s(?:{_CODES})\s?/\s?[{UPPER}][\w&-]*|/\s?(?:\d{{4}}\s?/\s?)?[{UPPER}][\w&]*)"
)
_NUMBER = re.compile(
    rf"(?:^|\n)[^\w\n]{{0,4}}(?:[Ss][ốôó]|SỐ)\s?[:.]?(?P<number>[^\n]{{0,16}}?(?:\n(?=\s?[/-]))?)\s?(?P<tail>{_TAIL})"
)
_SUBJECT = re.compile(r"(?:Số[^\n|]{3,40}?\s)?(?:V\s?/\s?[vV]|Về việc)\s*:?\s*")
_DIGITS = re.compile(r"\d+[a-zA-Z]?")
_DATE = re.compile(
    rf"(?<![{UPPER}{LOWER}])(?:[Nn]gày|NGÀY)\s*(?P<day>[^\s/]{{0,6}}?(?:\s\d)?)[\s.…]*(?:[Tt]háng|THÁNG|/)"
    rf"\s*(?P<month>[^\s/]{{0,5}}?)[\s.…]*(?:(?:[Nn]ăm|NĂM|/)\s*(?P<year>\d{{4}}(?!\d))?|\n|$)"
)
_BEFORE_DATE = re.compile(rf"[{UPPER}][^\n,;:|]{{1,40}}$")
_PLACED = r"(?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|[Pp]hường|thị trấn|đặc khu)"
_NAME = rf"[{UPPER}0-9][{LOWER}{UPPER}0-9]*(?: (?:- )?[{UPPER}0-9][{LOWER}{UPPER}0-9]*){{0,4}}"
_SELF = re.compile(
    rf"((?:[ỦU][ỷy] ban nhân dân|Ủy ban nhân dân|UBND|Hội đồng nhân dân|HĐND)\s+{_PLACED}(?:\s{_NAME})?|(?:(?<=^)|(?<=[\n,;.] )|(?<=[\n;.]))(?:Sở|Ban Thường trực|Ban Thường vụ|Bộ|Trường|Phòng|Công an|Đảng ủy|Huyện ủy|Tỉnh ủy|Thành ủy)\s[^.;:\n]{{2,90}}?)\s+"
    r"(?:xây dựng|ban hành|triển khai|lập|đề ra|hướng dẫn|yêu cầu|chỉ thị|thông báo|tổ chức)\b"
)


def read_header(flow: Flow, kind: str | None, tail: Tail) -> Header:
    """Read all fields; each falls back to the next place where the genre repeats it."""
    header = Header(kind=kind)
    cells = [p for p in flow.paragraphs if p.zone == "head" and p.annex == 0]
    title = [p for p in flow.paragraphs if p.zone == "title"]
    if cells:
        end = title[0].end if title and kind == "CV" else cells[-1].end
        _read_number(flow.text, cells[0].start, end, header)
        _read_date(flow.text, cells, header)
    _read_title(flow.text, title, header)
    _read_issuer(flow, cells, tail, header)
    if header.kind is None and header.symbol:
        header.kind = _kind_of_symbol(header.symbol)
    _read_province(flow, cells, header)
    header.period = period_of(header.title or "")
    return header


def _read_number(text: str, start: int, end: int, header: Header) -> None:
    found = _NUMBER.search(text, start, end)
    if found is None:
        return
    ending = found["tail"].strip()
    if ending[0] not in "/-–":  # "34 KH/ĐTN": the sign of the type was left out
        ending = f"-{ending}"
    ending = re.sub(r"\s+", "", ending).replace("–", "-")
    ending = re.sub(rf"^/({_CODES})/", r"/\1-", ending)
    number = re.sub(r"\s+", "", found["number"])
    if _DIGITS.fullmatch(number):
        header.symbol = number + ending
    else:
        header.symbol_template = ending
    header.spans["symbol"] = (
        found.start("number") + len(found["number"]) - len(found["number"].lstrip()),
        found.end("tail"),
    )


def _kind_of_symbol(symbol: str) -> str | None:
    part = re.match(r"\d+[a-zA-Z]?(?:/\d{4})?[/-]([^-/]+)[-/]", symbol)
    return part[1] if part and part[1] in ("KH", "QĐ", "CT", "NQ", "HD", "TB", "BC", "CTr", "TTr", "KL") else None


def _read_date(text: str, cells: list[Paragraph], header: Header) -> None:
    for found in _DATE.finditer(text, cells[0].start, cells[-1].end):
        line = text.rfind("\n", 0, found.start()) + 1
        place = _BEFORE_DATE.search(text[line : found.start()].rstrip(" ,"))
        if found["year"] or place:
            break
    else:
        return
    if found["year"]:
        header.issued = _edtf(found["year"], found["month"] or "", found["day"] or "")
        header.spans["issued"] = (found.start("day") if found["day"] else found.start("month"), found.end("year"))
    if place:
        _read_place(text, cells, (line + place.start(), line + place.end()), header)


def _edtf(year: str, month: str, day: str) -> str:
    if not (month.isdigit() and 1 <= int(month) <= 12):
        return year
    if day.isdigit() and 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02}-{int(day):02}"
    return f"{year}-{int(month):02}"


def _read_place(text: str, cells: list[Paragraph], span: tuple[int, int], header: Header) -> None:
    """Take the place before the date; a narrow cell may have broken it over two lines."""
    start, end = span
    place = text[start:end]
    for before, cell in zip(cells, cells[1:], strict=False):
        if cell.start <= start < cell.end and start == cell.start:
            above = text[before.start : before.end]
            broken = (
                before.column == cell.column
                and cell.line == before.line + 1
                and not is_capital(above)
                and len(above) < 24
            )
            if (
                broken
                and above[0].isupper()
                and not any(c in above for c in ":/–-")
                and not any(map(str.isdigit, above))
            ):
                place, start = f"{above} {place}", before.start
    number = header.spans.get("symbol")
    if number and start < number[1] <= end:
        place, start = text[number[1] : end], number[1]
    place = re.sub(r"^\W+", "", re.sub(r"^.*(?:Hạnh phúc|HẠNH PHÚC)\W*", "", place)).strip()
    place = known_place(titled(place) if place.isupper() and len(place) > 3 else place)
    if place:
        header.place = place
        header.spans["place"] = (start, end)


def _read_title(text: str, title: list[Paragraph], header: Header) -> None:
    """Read the title, which the right column of a letterhead may have parted."""
    if not title:
        return
    words = " ".join(text[part.start : part.end] for part in title)
    subject = _SUBJECT.match(words) if header.kind == "CV" else None
    inline = kind_before_title(words) if header.kind != "CV" else None
    start = subject.end() if subject else inline[1] if inline else 0
    found = words[start:].strip(' .-–:*_"“”') if words[start:].count("“") == 0 else words[start:].strip(" .-–:*_")
    if found:
        header.title = found
        at = words.find(found, start)
        end = title[-1].end - (len(words) - at - len(found))
        header.spans["title"] = (title[0].start + at, max(end, title[0].start + at + 1))


def _read_issuer(flow: Flow, cells: list[Paragraph], tail: Tail, header: Header) -> None:
    lines = capital_lines(flow, cells)
    if lines and kind_of_line(lines[-1][0]) is not None:
        lines.pop()
    found = canonical(tuple(text for text, _, _ in lines)) if lines else None
    if (
        found is None
        or found[1] == "other"
        and not re.match(
            r"(?:Trường|Trung tâm|Công ty|Phòng|Bệnh viện|Viện|Học viện|Tổng công ty|Đài|Báo|Ngân hàng|Tập đoàn|Ban|Hội|Đoàn|Liên)",
            found[0],
        )
    ):
        found = _resolver(flow) or _named_self(flow, header, tail) or found
    elif lines:
        header.spans["issuer"] = (lines[0][1], lines[-1][2])
    if found:
        header.issuer, header.level = with_marks(found[0], header.place or ""), found[1]


def _resolver(flow: Flow) -> tuple[str, Level] | None:
    """Take the deciding body from the capital line above "Căn cứ": "HỘI ĐỒNG NHÂN DÂN TỈNH …"."""
    for paragraph in flow.paragraphs:
        if paragraph.zone == "body":
            text = flow.text[paragraph.start : paragraph.end]
            if paragraph.marker is None and is_capital(text) and len(text) < 120:
                return canonical(
                    (re.sub(r"^(?:BỘ TRƯỞNG|CHỦ TỊCH|GIÁM ĐỐC)\s+(?=BỘ|ỦY|UỶ|SỞ)|\s+KH[ÓO][ÁA]\s.*$", "", text),)
                )
            return None
    return None


def _named_self(flow: Flow, header: Header, tail: Tail) -> tuple[str, Level] | None:
    """Take the issuer from the sentence that enacts the plan, its place from the title if the sentence leaves it out."""
    opening = ""
    for paragraph in flow.paragraphs:
        if paragraph.zone == "body":
            if paragraph.marker is not None and paragraph.marker.kind != "bullet":
                break
            opening += flow.text[paragraph.start : paragraph.end] + "\n"
    name = None
    for found in _SELF.finditer(opening[-3000:]):
        name = found[1]
    if name is None and tail.authority is not None:
        name = canonical((re.sub(r"^(?:TM|T/M)[\s.]*", "", tail.authority.text),))
        name = name[0] if name else None
    if name is None:
        return None
    name = re.sub(r"^(?:[ỦU][ỷy]|Ủy) ban nhân dân", "UBND", name).replace("Hội đồng nhân dân", "HĐND")
    if name.startswith(("UBND", "HĐND")) and not re.search(r"\s[A-ZĐ0-9]\S*$", name[4:]):
        name = _with_place(name, (header.title or "") + "\n" + opening + "\n" + flow.text)
    return name, level_of(name)


def _with_place(name: str, text: str) -> str:
    word = name.split(" ", 1)[1] if " " in name else ""
    found = re.search(rf"(?:{re.escape(word) or _PLACED}) {_NAME}", text)
    return f"{name.split(' ', 1)[0]} {found.group()}" if found else name


def _read_province(flow: Flow, cells: list[Paragraph], header: Header) -> None:
    if header.level != "tw":
        header.province = next(filter(None, _likely_provinces(flow, cells, header)), None)


def _likely_provinces(flow: Flow, cells: list[Paragraph], header: Header) -> Iterator[str | None]:
    """Look for the province in the issuer, the letterhead, the title, then in the text; the likeliest comes first."""
    place = place_of(header.issuer or "")
    yield province_of(header.issuer or "")
    yield province_of(place)
    yield province_of(flow.text[cells[0].start : cells[-1].end] if cells else "")
    yield province_of(header.title or "")
    yield from (province_of(name[0]) for text, _, _ in capital_lines(flow, cells) if (name := canonical((text,))))
    if header.level == "dang" and not place:
        return
    # Districts ended with June 2025; their provinces were merged then.
    has_districts = (header.issued or header.period or "")[:7] < "2025-07"
    if has_districts:
        yield province_above(place)
    yield province_of(flow.text[:6000])
    yield province_of(flow.text)
    if has_districts:
        yield province_above(district_of(flow.text[:4000]) or "")
    yield provinces().get(bare(header.place or "").upper(), (None, False))[0]
