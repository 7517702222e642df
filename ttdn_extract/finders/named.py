"""Instruments cited by name alone: "Luật Biên phòng Việt Nam", "UNCLOS 1982", "Nghị quyết Đại hội XIII của Đảng".

In: the text, its folded view, the context. Out: `Named` places with kind, year and issuer. Known laws are rows of laws.csv and the
longest wins; an unknown one is found by its capital and ends where its name must end. Vague words ("các luật", "luật sư",
"pháp luật", "các Hiệp định") are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ttdn_extract.finders.context import Context, own_place
from ttdn_extract.finders.phrases import Phrases, words_of
from ttdn_extract.letters import UPPER
from ttdn_extract.rulebook import load_table


class Named(NamedTuple):
    """A named instrument: what is its core, its kind, and the year or issuer that the name itself states."""

    start: int
    end: int
    kind: str
    year: str | None
    issuer: str | None
    symbol: str | None


# Words that a named instrument begins with. They are looked up one by one: that is faster than one pattern for all.
_HEADS = (
    "luật",
    "hiến pháp",
    "pháp lệnh",
    "công ước",
    "hiệp định",
    "hiệp ước",
    "nghị định thư",
    "điều lệ",
    "unclos",
    "qcvn",
    "tcvn",
)
_MEETINGS = ("đại hội ", "hội nghị ", "nghị quyết ", "kết luận ")
_APART = re.compile(r"[,.;:\n\d]")
_OF_MEETING = re.compile(r"x|v|i|trung ương|tw|lần thứ|đại biểu|đảng|toàn")
_VAGUE = re.compile(
    r"(?:\b(?:các|những|nhiều|một số|mọi|dự án|dự thảo|dự|xây dựng|hệ thống|cử nhân|ngành|đại học|chuyên ngành|khoa|trường)|pháp|kỷ|kỉ|ký)\s$"
)
_YEAR = re.compile(
    r"(?:\s\((?:sửa đổi|được sửa đổi[^()\n]{0,40})\))?,?\s(?:\(?năm\s)?((?:19|20)\d\d)\b(?!\s?[-–/]\s?\d|\.\d)"
)
_AMENDING = re.compile(
    r"\s(?:s[ửu]a đ[ổỗôồo]i|b[ổỏôỗồ] s[uư]ng)[^;.\n()]{0,60}?\s(?:của|c[uủ]a)\s(?:các\s)?(?=(?:bộ )?luật|pháp lệnh)|\s(?:sửa đổi|bổ sung)[^;.\n()]{0,30}?\s(?=(?:bộ )?luật\s|pháp lệnh\s)|\s(?:sửa đổi|bổ sung),?[^;.\n()]{0,20}\s\d{1,2}\s(?=luật)"
)
_LAW_HEAD = re.compile(r"(bộ )?luật|pháp lệnh")
_NEXT_LAW = re.compile(r"(?:,|\svà|,\svà)\s(?=(?:bộ )?luật\s(?!số)|pháp lệnh\s)")
_NO_LAW = re.compile(
    r"\s(?:sư|gia|pháp|này|tục|lệ|hiện hành|số|chuyên|nêu|trên|đó|quốc tế|học|và|hoặc|của|được|có|để|mới|khác|liên quan|chơi|rừng|nhân quả|trong|về)\b|[,.;:)]|$|\n|\s[“\"(]"
)
# Where the name of a law that no table knows ends.
_LAW_STOP = re.compile(
    r"[.;:()\n“”\"|/]|,(?!\s(?:chống|sử dụng|bổ sung|khai thác|bảo vệ)\b)|\s(?:năm|ngày|số|về|của|được|trên địa bàn|trong|cho|đối với|là|tại|theo|quy định|đã|có|để|sửa đổi|hiện hành|mới|này|nêu|hướng dẫn|và các|và những|và pháp|và văn bản|"
    r"và quy định|và luật|và bộ luật|và nghị|và thông|và pháp lệnh|do|khi|bảo đảm|đảm bảo|nhằm|gắn|đến|từ|với|thông qua|vào|phải|thì|cũng|đang|sẽ|còn|bằng|không|-|–)(?=[\s,.;:)\n]|$)|\s(?=(?:19|20)\d\d(?!\d))"
)
_OF_STATE = re.compile(
    r"(?:\s(?:nước\s)?cộng h[òo]a xã hội chủ nghĩa việt nam|\snước chxhcn việt nam)?(?:\s\(?sửa đổi\)?(?!,))?"
)
_CHARTER = re.compile(
    r"\s(?:(?:của\s)?đảng(?: cộng sản việt nam)?|(?:của\s)?(?:mặt trận tổ quốc việt nam|mttq việt nam|công đoàn việt nam|đoàn(?: tncs| thanh niên cộng sản)(?: hồ chí minh)?|hội [^\s,.;:()\n]+(?: [^\s,.;:()\n]+){0,4}? việt nam))\b"
)
_TREATY_NAME = re.compile(
    r"\s(?:(?:của\s)?liên hợp quốc|quốc tế|về|la hay|viên|khung|thương mại|hữu nghị|hợp tác|biên giới|phân định|phân giới|đối tác|paris|pari|gi[oơơ]-?ne-?v[oơ]|genève|geneva|cptpp|evfta|rcep|ukvfta|evipa|wto|tránh|vận tải|cites|ramsar|basel|stockholm|"
    r"bổ sung|montreal|kyoto|wien|berne|unesco|ilo|cedaw|crc|\d{4})\b"
)
_TREATY_STOP = re.compile(
    r"[.;:()\n“”\"|]|,|\s(?:và các|và những|và văn bản|và hiệp định|và công ước|và nghị định thư|và luật|trên cơ sở|trên địa bàn|đã|được|có hiệu lực|mà|tại|theo|nhằm|để|do|trong|cho|đối với|là|ngày|với các)(?=\s)"
)
_ROMAN = r"(?:[ivxlh]{1,6}|\d{1,2}|thứ \w+)"
_PARTY = r"(?:\s(?:đảng bộ|đảng)\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|khối [^\s,.;]+(?: [^\s,.;]+){0,3}?|các cơ quan [^\s,.;]+(?: [^\s,.;]+){0,2}?)(?P<where>(?:\s(?!lần|nhiệm|khóa|và|về|thứ)[^\s\d,.;:()]+){0,4}?)|\s(?:của\s)?đảng(?!\s(?:bộ|ủy|viên|các))(?: cộng sản việt nam)?)"
_NUMBER = rf",?\s(?:lần\s)?(?:thứ\s)?{_ROMAN}(?![\w/-])"
_MEET = r"đại hội(?:\sđại biểu)?(?:\stoàn quốc)?"
_TERM = r",?\s\(?(?:nhiệm kỳ|khóa)\s[\divx]{1,5}(?:\s?[-–]\s?\d{4})?\)?"
_END = r"(?=[\s,.;:()\n”\"]|$)"
_OTHER = _PARTY.replace("where", "there")
# With its number, with its term, or "Nghị quyết XIII của Đảng".
_CONGRESSES = tuple(
    re.compile(rf"nghị quyết\s(?:của\s)?{form}{_END}")
    for form in (
        rf"(?P<meet>{_MEET}(?:{_PARTY})?{_NUMBER}(?:\stoàn quốc)?(?:{_OTHER})?)(?:{_TERM})?",
        rf"(?P<meet>{_MEET}{_PARTY})(?:{_TERM})",
        r"(?P<meet>)(?P<short>[ivx]{2,6}\scủa\sđảng)",
    )
)
_PLENUM = re.compile(
    rf"(?:nghị quyết|kết luận)\s(?:số\s\d+\s)?(?:của\s)?(?:hội nghị\s)?(?:(?:lần thứ\s[\w]+(?:\s\w+)?,?\s)?(?:ban chấp hành|bch)\s)?(?:trung ương|tw)(?:\sđảng)?(?:\slần thứ)?\s(?:\d{{1,2}}|(?:lần thứ )?\w+)?,?\s?\(?khóa\s{_ROMAN}\)?"
)
_STANDARD = re.compile(
    r"(?:QCVN|TCVN|QCĐP|TCCS)(?:\s(?:ISO(?:/IEC)?|IEC))?\s?\d{1,6}(?:-\d{1,3}){0,2}(?:[:\-–]\s?\d{1,2}(?!\d))?\s?[:\-–]\s?\d{4}(?:/[A-ZĐ]{2,10})?(?!\d)"
)


@cache
def _laws() -> Phrases:
    return Phrases((row["name"], row["kind"]) for row in load_table("laws"))


def find_named(text: str, folded: str, context: Context) -> list[Named]:
    """Find named instruments in order; a longer one hides what it contains."""
    found: list[Named] = []
    behind = 0
    for start, head in _heads(folded):
        if start < behind:
            continue
        named = _read(text, folded, head, start, context)
        if named is not None and named.start >= behind:
            found.append(named)
            behind = named.end
    return found


def _heads(folded: str) -> list[tuple[int, str]]:
    """Return (place, words) of all heads, in order."""
    found = []
    for words in (*_HEADS, *_MEETINGS):
        at = folded.find(words)
        while at >= 0:
            rest = _OF_MEETING.match(folded, at + len(words)) if words[-1] == " " else None
            if rest or words[-1] != " ":
                found.append((at, words + rest.group() if rest else words))
            at = folded.find(words, at + 1)
    return sorted(found)


def _read(text: str, folded: str, word: str, start: int, context: Context) -> Named | None:
    if start and folded[start - 1].isalnum() or word == "luật" and folded.endswith("pháp ", 0, start):
        return None  # a piece of a word; "pháp luật", as three of four are
    end = start + len(word)
    if word == "luật":
        return _read_law(text, folded, start, end)
    if word == "pháp lệnh":
        return _read_law(text, folded, start, end, "PL")
    if word == "hiến pháp":
        return _read_constitution(text, folded, start, end)
    if word == "điều lệ":
        rest = _CHARTER.match(folded, end)
        return Named(start, rest.end(), "ĐL", None, None, None) if rest and text[start].isupper() else None
    if word in ("qcvn", "tcvn"):
        standard = _STANDARD.match(text, start)
        return (
            Named(
                start,
                standard.end(),
                standard.group()[:4],
                None,
                None,
                re.sub(r"\s*([:/])\s*", r"\1", standard.group()),
            )
            if standard
            else None
        )
    if word == "unclos":
        return _with_year(text, start, end, "CƯ")
    if word.startswith(("nghị quyết", "kết luận", "đại hội", "hội nghị")):
        return _read_meeting(text, folded, start, word, context)
    return _read_treaty(text, folded, start, end, word)


def _with_year(text: str, start: int, end: int, kind: str, issuer: str | None = None) -> Named:
    year = _YEAR.match(text, end)
    return Named(start, year.end() if year else end, kind, year[1] if year else None, issuer, None)


def _read_law(text: str, folded: str, start: int, end: int, kind: str = "L") -> Named | None:
    """Read a law, code or ordinance from its head word on."""
    before = folded[max(0, start - 14) : start]
    if before.endswith("bộ ") and not before.endswith("đồng bộ "):
        start, kind = start - 3, "BL"
        before = before[:-3]
    if kind == "L" and _VAGUE.search(before) or folded.startswith("pháp luật", end):
        return None
    amending = _AMENDING.match(folded, end)
    if amending and kind != "BL":
        stop = _amended_end(text, folded, amending.end())
        return _with_year(text, start, stop, kind) if stop > amending.end() else None
    if _NO_LAW.match(folded, end):
        return None
    stop = _law_end(text, folded, start, end, kind)
    return _with_year(text, start, stop, kind) if stop else None


def _amended_end(text: str, folded: str, at: int) -> int:
    """Return the end of the list of laws that an amending law names."""
    end = at
    for _ in range(12):
        head = _LAW_HEAD.match(folded, at)
        stop = (
            _law_end(text, folded, at, head.end(), "BL" if head[1] else "L" if head.group() == "luật" else "PL")
            if head
            else 0
        )
        if not stop:
            return end
        end = stop
        link = _NEXT_LAW.match(folded, end)
        if link is None:
            return end
        at = link.end()
    return end


def _law_end(text: str, folded: str, start: int, end: int, kind: str) -> int:
    """Return where the name of the law ends, 0 if it is none: the longest known name, else an open one that begins with a capital."""
    if text[end : end + 1] not in (" ", "\n") or end + 1 >= len(text):
        return 0
    words = words_of(text, end, 160)
    capital = text[start].isupper()
    known = _laws().longest(words)
    if known is not None and (known[0] == kind or kind == "L" or known[0] == "L"):
        last = words.end(known[1] - 1)
        whole = not words.has(known[1]) or text[words.start(known[1]) : words.start(known[1]) + 1]
        if whole and (capital or known[1] >= 4) and "\n" not in text[end:last]:
            return last
        return 0
    first = text[end + 1]
    if kind == "BL" or not capital or not first.isupper():
        return 0
    stop = _LAW_STOP.search(folded, end + 1, end + 100)
    last = stop.start() if stop else 0
    name = text[end + 1 : last]
    if not last or len(name) < 2 or name.count(" ") > 12:
        return 0
    return last - (len(text[end:last]) - len(text[end:last].rstrip(" ,")))


def _read_constitution(text: str, folded: str, start: int, end: int) -> Named | None:
    if not text[start].isupper() or folded[max(0, start - 6) : start].endswith(("ngày ", "vi ")):
        return None
    rest = _OF_STATE.match(folded, end)
    return _with_year(text, start, rest.end() if rest else end, "HP")


def _read_treaty(text: str, folded: str, start: int, end: int, word: str) -> Named | None:
    """Read a convention or agreement that has a name of its own."""
    plural = re.search(r"\b(?:các|những|nhiều|một số)\s$", folded[max(0, start - 8) : start])
    name = _TREATY_NAME.match(folded, end)
    proper = name or re.compile(rf"\s[{UPPER}][^\s,.;]*\s").match(text, end)
    if plural or not text[start].isupper() or not proper:
        return None
    stop = _TREATY_STOP.search(folded, end, end + 200)
    last = stop.start() if stop else min(len(text), end + 200)
    year = re.search(r"(?:19|20)\d\d$", text[end:last])
    kind = {"công ước": "CƯ", "hiệp định": "HĐ", "hiệp ước": "HƯ"}.get(word, "NĐT")
    link = re.compile(r"\snăm \d{4}").search(text, end, last)
    if link:
        last, year = link.end(), re.search(r"\d{4}$", link.group())
    last -= len(text[end:last]) - len(text[end:last].rstrip())
    return Named(start, last, kind, year.group() if year else None, None, None)


def _read_meeting(text: str, folded: str, start: int, word: str, context: Context) -> Named | None:
    """Read the resolution of a congress or plenum; the head may be the type word or the meeting behind it."""
    if word.startswith(("đại hội", "hội nghị")):
        at = max(
            folded.rfind("nghị quyết", max(0, start - 18), start), folded.rfind("kết luận", max(0, start - 18), start)
        )
        if at < 0 or _APART.search(folded, at, start):
            return None
        start = at
    plenum = _PLENUM.match(folded, start)
    if plenum:
        return Named(
            start, plenum.end(), "KL" if folded[start] == "k" else "NQ", None, "Ban Chấp hành Trung ương Đảng", None
        )
    found = next((match for pattern in _CONGRESSES if (match := pattern.match(folded, start))), None)
    if found is None or folded.startswith("các cấp", found.end() + 1):
        return None
    end = found.end("meet") if found["meet"] else found.end("short")
    return Named(start, end, "NQ", None, _meeting(text, found, context), None)


def _meeting(text: str, found: re.Match[str], context: Context) -> str | None:
    """Return the congress as issuer, with the document's own place where the text says only "huyện"."""
    if not found["meet"]:
        return None
    name = "Đ" + text[found.start("meet") + 1 : found.end("meet")]
    if name.isupper():
        name = name.capitalize()
    name = name.replace("Đại hội Đại biểu", "Đại hội đại biểu")
    rank = re.search(
        r"(?<=Đảng bộ )(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)(?=,?\s(?:lần|thứ)\b|$)", name
    )
    where = own_place(rank.group(), context) if rank else None
    return name[: rank.start()] + where + name[rank.end() :] if rank and where else name
