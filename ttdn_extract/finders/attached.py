"""What stands around a number or name: the type word before it, date, issuer, term and title behind it.

In: text, its folded view, a place. Out: small tuples. "các Quyết định số 5/QĐ-UBND ngày 15/4/2024 của UBND tỉnh (khóa XII) về …".
"""

from __future__ import annotations

import re
from calendar import monthrange
from functools import cache, lru_cache
from typing import NamedTuple

from ttdn_extract.bare import bare
from ttdn_extract.finders.context import Context
from ttdn_extract.finders.issuers import read_issuer
from ttdn_extract.letters import UPPER
from ttdn_extract.rulebook import load_table


class TypeWord(NamedTuple):
    """The word that says what a number is; `sure` when it stands directly before it."""

    start: int
    kind: str
    codes: tuple[str, ...]
    generic: bool
    numbered: bool


class Attached(NamedTuple):
    """What stands directly behind a core."""

    end: int
    date: str | None
    issuer: str | None
    open: bool
    bad_date: str | None


_NUMBER = ("số", "sô", "só", "sồ", "sổ")
_BARE_NUMBER = frozenset(("", *_NUMBER))
_FORM = re.compile(
    r"(?:mẫu|biểu|biểu mẫu|mẫu biểu|mẫu đơn|phụ lục|bảng|hình|thửa(?: đất)?|tờ|tờ bản đồ|lô|nhà|đường|phiếu|hợp đồng|giấy chứng nhận|tài khoản|mã|hồ sơ|vụ án|bản án|quốc lộ|tỉnh lộ|ngõ|hẻm|khu|lớp|phòng|máy|xe)(?:\s(?:số\s)?[^\s,;]{1,16}\s?(?:,|và|hoặc)(?:\s(?:mẫu|biểu))?)?$"
)
_DATE = re.compile(
    r"(?:[ ,]{0,3}|\s{1,2}(?=ng))(?P<open>\()?(?:(?:được\s)?(?:ký|ban hành)\s)?(?:(?:hồi|lúc)\s\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{1,2})?(?:\s?phút)?,?\s)?(?:"
    r"(?:cùng\s)?ng[àa]y\s?:?\s?(?P<d>\d{1,2})\s?(?:[/.\-]\s?(?P<m>\d{1,2})\s?[/.\-]\s?(?P<y>\d{4})|th[áa]ng\s?(?P<m2>\d{1,2})\s?(?:,?\s?n[ăa]m\s?|/\s?)(?P<y2>\d{4}))"
    r"|th[áa]ng\s(?P<m3>\d{1,2})(?:\s?/\s?|\sn[ăa]m\s)(?P<y3>\d{4})|(?<!việt )n[ăa]m\s(?P<y4>(?:19|20)\d{2})(?!\s?[-–]\s?\d))(?!\d)(?(open)\)?)"
)
_SESSION = r"hội nghị\s(?:lần thứ\s[^\n,.;]{1,12}?,?\s(?:của\s)?(?=ban|bch|trung))"
_OF = re.compile(rf"[\s,]{{0,3}}\(?(?:(?:c[uủú]a|do|(?P<between>giữa))\s+(?:{_SESSION})?|{_SESSION})")
_TERM = re.compile(r"[\s,]{0,2}(?:\(\s?khóa\s[ivxlh\d]{1,6}\s?\)|khóa\s[ivxlh\d]{1,6}(?!\w))")
_JOINT = re.compile(r"\s?(?:,|;|-|–|và|,\s?và)\s(?=\S)")
_TITLE = re.compile(
    r"(?:\s?\((?:nay|cũ|trước đây)[^()\n]{0,120}\))?(?:[ :]{0,2}|,\s(?=v))(?:(?:v/v|về việc|về|quy định|ban hành|phê duyệt|hướng dẫn|triển khai|thực hiện|sửa đổi|tăng cường|quán triệt|công bố|bãi bỏ|thành lập|tổ chức|đẩy mạnh|thông qua|giao|kiểm soát|nâng cao|đánh giá|tổng kết|điều chỉnh|bổ sung|quyết định|kết luận)(?:\s|,\s)|[“\"])"
)
_CITED = r"(?:(?:các|căn cứ)\s)?(?:Nghị quyết|Quyết định|Chỉ thị|Kế hoạch|Thông tư|Nghị định|Công văn|Kết luận|Hướng dẫn|Thông báo|Chương trình[^,;.]{0,20}|Luật|Văn bản|Công điện|Tờ trình|Báo cáo|Quy định)\s(?:số|\d)"
# A sign or space stands first, whatever ends the title: so the search leaps over all letters.
_TITLE_END = re.compile(
    r"[;\n.,\s](?:(?<=\s)(?:\((?=sau đây|gọi tắt|nay|viết tắt|cũ)|(?<=\n))|(?<=;)|(?<=\.)(?=\s|/|$)"
    r"|(?<=,)\s(?=(?:[Uu]ỷ|[ỦUu][ỷỶy]|Ủy|ỦY) ban nhân dân|UBND|HĐND|Sở|Ban |Bộ|Đảng|Phòng|Trường|Tổng|Cục)"
    rf"|(?:(?<=,)|(?<=\s)và)\s(?={_CITED})"
    # What the citing sentence goes on to say: "…, cụ thể như sau", "…, tập trung một số nhiệm vụ".
    r"|(?<=,)\s(?=(?:cụ thể|trong đó|(?:bao )?gồm|tập trung (?:vào |thực hiện )?(?:một số|các)|với (?:các |một số |những )?(?:nội dung|trọng tâm|mục tiêu|nhiệm vụ))(?!\w)))"
)
_SENTENCE = re.compile(r"[.;\n]\s?")
_CLOSE = re.compile(r"[”\"]")
_CAPITAL = re.compile(rf"[{UPPER}]")
_BODY = re.compile(r"\bcủa\s|\bvà\s")


@cache
def _types() -> dict[str, tuple[str, tuple[str, ...]]]:
    rows = {row["word"]: (row["kind"], tuple(row["codes"].split())) for row in load_table("types")}
    return {bare(word): value for word, value in rows.items()} | rows


def read_type(folded: str, at: int) -> TypeWord | None:
    """Read the type word before the place where a number begins, with or without "số".

    >>> read_type("theo kết luận thanh tra số 12", 27)
    TypeWord(start=5, kind='KL', codes=('KL',), generic=False, numbered=True)
    """
    low = max(0, at - 80)
    window = folded[folded.rfind("\n", low, at) + 1 or low : at]
    above = at - len(window) - 2
    # A line of a table that begins with the number; behind a full stop the number is one of a list.
    if window.strip(" :(") in _BARE_NUMBER and folded[above : above + 1] not in (".", ";"):
        window = folded[folded.rfind("\n", low, max(low, at - len(window) - 1)) + 1 or low : at].replace("\n", " ")
    offset = at - len(window)
    numbered = False
    rest = window.rstrip(" :.(")
    while rest.endswith(_NUMBER) and not rest[-3:-2].isalnum():
        rest, numbered = rest[:-2].rstrip(" :.,("), True
    words = rest.rsplit(" ", 12)  # no more are looked at
    found = _longest_type(words, len(words))
    if found is None and numbered:
        for end in range(len(words) - 1, max(0, len(words) - 8), -1):
            if words[end][-1:] in ",;:)" or any(map(str.isdigit, words[end])):
                break
            found = _longest_type(words, end)
            if found is not None:
                rest = " ".join(words[:end])
                break
    if found is None:
        return TypeWord(offset + len(window), "", (), True, True) if numbered else None
    phrase, (kind, codes) = found
    return TypeWord(offset + len(rest) - len(phrase), kind, codes, "*" in codes, numbered)


class _TypeWords:
    """The type words, looked up backwards from the place where they end."""

    def longest_before(self, folded: str, at: int) -> tuple[int, str] | None:
        """Return (start, kind) of the type word that ends at `at`."""
        window = folded[max(0, at - 40) : at]
        window = window[window.rfind("\n") + 1 :]
        words = window.split(" ")
        found = _longest_type(words, len(words))
        return (at - len(found[0]), found[1][0]) if found and "*" not in found[1][1] else None


def type_words() -> _TypeWords:
    """Return the table of type words."""
    return _TypeWords()


@lru_cache(maxsize=8192)
def _type_of(phrase: str, count: int) -> tuple[str, tuple[str, ...]] | None:
    """Look a phrase up, as it stands or, if it has several words, without its marks."""
    return _types().get(phrase) or (_types().get(bare(phrase)) if count > 1 else None)


def _longest_type(words: list[str], end: int) -> tuple[str, tuple[str, tuple[str, ...]]] | None:
    for count in (4, 3, 2, 1):
        if count <= end:
            phrase = " ".join(words[end - count : end]).lstrip('(“"-|[*/')
            found = _type_of(phrase, count)
            if found is not None:
                return phrase, found
    return None


def is_form(folded: str, at: int) -> bool:
    """Say whether the number is that of a form, a parcel, a contract: "Mẫu số 01/BCĐ", "Mẫu số 01 và 02/HNMT"."""
    window = folded[max(0, at - 48) : at].rstrip(" :.")
    while window.endswith(_NUMBER):
        window = window[:-2].rstrip(" :.")
    return _FORM.search(window[-40:]) is not None and not window.endswith(("thông báo", "văn bản"))


def read_attached(text: str, folded: str, at: int, context: Context, codes: tuple[str, ...], joint: bool) -> Attached:
    """Read date, issuer and term that stand directly behind a core, in any order."""
    end, date, bad = _read_date(folded, at)
    of = _OF.match(folded, end)
    issuer, is_open = None, False
    found = read_issuer(text, of.end(), context, date, codes) if of else None
    if (
        found is None
        and of is None
        and date is not None
        and text[end : end + 1] == " "
        and text[end + 1 : end + 2].isupper()
    ):
        found = read_issuer(text, end + 1, context, date, codes)
        if found is not None and not text[end + 1 : end + 6].lower().startswith(("bộ ", "ban b", "thủ t", "chính")):
            found = None
    if found is not None:
        issuer, end, is_open = found.name, found.end, found.open
        names = [issuer]
        joint = joint or of is not None and of["between"] is not None
        while joint and len(names) < 6:
            link = _JOINT.match(text, end)
            other = read_issuer(text, link.end(), context, date) if link else None
            if other is None:
                break
            names.append(other.name)
            end = other.end
        issuer = join_names(names)
        if date is None and bad is None:
            later = _DATE.match(folded, end)
            if later is not None and later["y4"] is None:
                end, date, bad = _read_date(folded, end)
    term = _TERM.match(folded, end) if "khóa" in folded[end : end + 8] else None
    return Attached(term.end() if term else end, date, issuer, is_open, bad)


def join_names(names: list[str]) -> str:
    """Write several bodies as one issuer: "Bộ Tài chính và Bộ Tư pháp"."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " và " + names[-1]


def _read_date(folded: str, at: int) -> tuple[int, str | None, str | None]:
    """Return (end, EDTF, impossible date as printed)."""
    found = _DATE.match(folded, at)
    if found is None:
        return at, None, None
    year = found["y"] or found["y2"] or found["y3"] or found["y4"]
    month, day = found["m"] or found["m2"] or found["m3"], found["d"]
    if month is None:
        return found.end(), year, None
    if (
        not 1 <= int(month) <= 12
        or day is not None
        and not 1 <= int(day) <= 28  # the calendar is only asked for what some month lacks
        and not 28 < int(day) <= monthrange(int(year), int(month))[1]
        or not 1900 < int(year) < 2100
    ):
        return found.end(), None, found.group().strip(" ,(")
    return found.end(), f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else ""), None


def read_title(text: str, folded: str, at: int) -> tuple[int, int] | None:
    """Return the span of the title (trích yếu) behind a citation, to where it really ends."""
    head = _TITLE.match(folded, at)
    if head is None:
        return None
    start = at + len(folded[at : head.end()]) - len(folded[at : head.end()].lstrip(" ,:"))
    if text[start] in '“"':
        close = _CLOSE.search(text, start + 1, start + 600)
        return (start + 1, close.start()) if close else None
    stop = _TITLE_END.search(text, head.end(), head.end() + 600)
    end = stop.start() if stop else min(len(text), head.end() + 600)
    title = text[start:end]
    if title.count(")") > title.count("("):
        end = start + title.rindex(")") if title.count("(") == 0 else end
    return (start, end) if end > start else None


def read_author_before(text: str, folded: str, start: int, context: Context, date: str | None) -> str | None:
    """Return the body before "tại": "đề nghị của Giám đốc Sở Tài chính tại Tờ trình số …"."""
    before = folded[max(0, start - 6) : start].rstrip()
    if not before.endswith(("tại", "tại các")):
        return None
    stop = folded.rfind("tại", 0, start)
    low = max(0, stop - 140)
    clause = max((m.end() for m in _SENTENCE.finditer(text, low, stop)), default=low)
    tried = -1
    for begin in (clause, *(clause + m.end() for m in _BODY.finditer(folded[clause:stop]))):
        capital = _CAPITAL.search(text, begin, stop)
        if capital is None or capital.start() == tried:
            continue
        tried = capital.start()
        found = read_issuer(text, tried, context, date)
        if found is not None and text[found.end : stop].strip(" ,") == "" and not found.open:
            return found.name
    return None
