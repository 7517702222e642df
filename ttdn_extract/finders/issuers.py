"""Who issued: "của Ban Thường vụ Tỉnh ủy" -> "Ban Thường vụ Tỉnh ủy Hòa Giang", with the place from the document's own context.

In: the text behind "của" and the context. Out: the canonical name and where it ends. Bodies of the State and the Party are rows of
authors.csv; local ones are head + rank + place. An office-holder stands for the body. A place that the context does not
settle stays open: nothing is guessed.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ttdn_extract.bare import bare
from ttdn_extract.finders.context import Context, own_place, province_name
from ttdn_extract.finders.phrases import Phrases, Words, words_of
from ttdn_extract.finders.tokens import body_of
from ttdn_extract.places import provinces
from ttdn_extract.rulebook import load_table

_NEAR = 56  # characters


class Issuer(NamedTuple):
    """A body named in the text; `open` when its place is needed and unknown."""

    name: str
    end: int
    open: bool = False


_COMMITTEES = {
    "tinh uy": ("Tỉnh ủy", "tỉnh"),
    "thanh uy": ("Thành ủy", "thành phố"),
    "huyen uy": ("Huyện ủy", "huyện"),
    "quan uy": ("Quận ủy", "quận"),
    "thi uy": ("Thị ủy", "thị xã"),
    "tinh doan": ("Tỉnh đoàn", "tỉnh"),
    "thanh doan": ("Thành đoàn", "thành phố"),
    "huyen doan": ("Huyện đoàn", "huyện"),
    "quan doan": ("Quận đoàn", "quận"),
    "thi doan": ("Thị đoàn", "thị xã"),
}
_OPEN = re.compile(
    r"(?:tổng cục|cục|chi cục|vụ|viện|trường|hội đồng|hội|đoàn|liên|tổng|công ty|bảo hiểm|kho bạc|tòa án|viện kiểm sát|phòng|trung tâm|ban|ủy ban|văn phòng|ngân hàng|đài|tập đoàn|tổ|doanh nghiệp|"
    r"trạm|công đoàn|chi bộ|đảng bộ|đảng ủy|đại hội|bcđ|bộ tư lệnh|bộ tổng tham mưu|quân khu|hạt|đội|học viện|bệnh viện|chi nhánh|sở|bộ)\b"
)
# Where an open name ends: at a sign, or at a word that begins what the body did.
_STOP = re.compile(
    r"\s*(?:[;:()\n“”\"|]|\.(?:\s|$)|,?\s(?:ngày|về|v/v|ban hành|quy định|phê duyệt|hướng dẫn|triển khai|thực hiện|sửa đổi|tăng cường|quán triệt|tại|theo|trên địa bàn|nhằm|được|đã|khóa|và các|và chỉ đạo|và ý kiến|và đề nghị|và đề xuất|và hướng dẫn|và quy định|do|căn cứ|kèm|thông qua|công bố|kết luận|tổ chức thực hiện|đối với|có|là|để|cho|xin|đề nghị|báo cáo|nêu|năm|quyết định|nghị quyết|kế hoạch|thông tư|nghị định|công văn|chỉ thị|văn bản)\b|,\s|$)"
)
_RANK = re.compile(r"^\S+ (?:phố |xã )?")
_BARE_RANK = re.compile(r"\s(tỉnh|[Tt]hành phố|huyện|xã|phường)$")
_STEERING = re.compile(r"^BCĐ\b")
_NO_NAME = re.compile(
    r"(?:ban hành|quy định|phê duyệt|hướng dẫn|triển khai|thực hiện|sửa đổi|tăng cường|quán triệt|kết luận|công bố|thông qua|quyết định|về việc|tổ chức|điều chỉnh|bãi bỏ|kh[óo][aá]|kỳ họp|nhiệm kỳ)\b",
    re.IGNORECASE,
)


@cache
def _table(name: str) -> Phrases:
    """Return the phrases of heads.csv for offices, heads of local bodies, organs of the Party, or ranks of places."""
    return Phrases((row["alias"], row["name"]) for row in load_table("heads") if row["table"] == name)


@cache
def _authors() -> Phrases:
    departments = (
        (row["name"], "Sở " + row["name"][3:]) for row in load_table("bodies") if row["name"].startswith("Sở ")
    )
    return Phrases([*((row["alias"], row["name"]) for row in load_table("authors")), *departments])


@cache
def _provinces() -> Phrases:
    return Phrases((name, name) for name, _ in provinces().values())


def read_issuer(
    text: str, at: int, context: Context, date: str | None = None, codes: tuple[str, ...] = ()
) -> Issuer | None:
    """Read the body whose name begins at `at`.

    >>> read_issuer("UBND tỉnh về việc", 0, Context(province="Nghệ An"))
    Issuer(name='UBND tỉnh Nghệ An', end=9, open=False)
    >>> read_issuer("Bộ trưởng Bộ Tư pháp quy định", 0, Context()).name
    'Bộ Tư pháp'
    """
    found = _read_words(text, words_of(text, at, _NEAR), context, date, codes)
    # Few names are long: only where one runs to the end of the near words, more are looked at.
    return (
        found
        if found is None or found.end < at + _NEAR - 12
        else _read_words(text, words_of(text, at), context, date, codes)
    )


def _read_words(text: str, words: Words, context: Context, date: str | None, codes: tuple[str, ...]) -> Issuer | None:
    if not words.has(0):
        return None
    first = 0
    office = _table("office").longest(words)
    fixed = _authors().longest(words)
    if fixed is None and office is not None:
        first = office[1]
        fixed = _authors().longest(words, first)
    local = _read_local(text, words, first, context, date)
    if fixed is not None and (local is None or words.end(fixed[1] - 1) >= local.end):
        return _complete(text, words, fixed, context, date)
    if local is not None:
        return local
    rank = _table("rank").longest(words, first)
    if rank is not None and codes and (by_code := _by_code(text, words, rank, codes, context, date)):
        return by_code
    return _read_open(text, words.start(first), context, date) if words.has(first) else None


def _complete(text: str, words: Words, found: tuple[str, int], context: Context, date: str | None) -> Issuer:
    """Add its place to a department; a national body needs none."""
    name, behind = found
    if not name.startswith("Sở "):
        return Issuer(name, words.end(behind - 1))
    placed = _read_place(text, words, behind, context, date)
    if placed is not None:
        return Issuer(f"{name} {placed.name}" if placed.name else name, placed.end, placed.open)
    province = province_name(context)
    bare_name = _provinces().longest(words, behind)
    if bare_name is not None:
        rank = "thành phố" if provinces()[bare(bare_name[0]).upper()][1] else "tỉnh"
        return Issuer(f"{name} {rank} {bare_name[0]}", words.end(bare_name[1] - 1))
    where = own_place("thành phố" if province[1] else "tỉnh", context, date) if province else None
    return Issuer(f"{name} {where}" if where else name, words.end(behind - 1), where is None)


def _read_local(text: str, words: Words, first: int, context: Context, date: str | None) -> Issuer | None:
    """Read head + rank + place: "Ban Thường vụ Huyện ủy", "UBND xã An Tân"."""
    organ = _table("organ").longest(words, first)
    start = organ[1] if organ else first
    if words.has(start + 1):
        committee = _COMMITTEES.get(f"{words.key(start)} {words.key(start + 1)}")
        if committee is not None:
            prefix = organ[0] + " " if organ else ""
            return _committee(text, words, start + 2, prefix + committee[0], committee[1], context, date)
    head = _table("head").longest(words, first)
    if head is None and organ is not None:  # "Ban Thường vụ Liên đoàn Lao động tỉnh"
        head = _table("head").longest(words, start)
        head = head and (f"{organ[0]} {head[0]}", head[1])
    if head is None:
        return None
    placed = _read_place(text, words, head[1], context, date)
    if placed is not None:
        return Issuer(f"{head[0]} {placed.name}".strip(), placed.end, placed.open)
    if head[0] in ("Công an", "Thanh tra", "Đảng bộ", "Đảng ủy", "Hội Nông dân") or head[0].endswith("Đảng ủy"):
        return None
    return Issuer(head[0], words.end(head[1] - 1), True)


def _committee(
    text: str, words: Words, behind: int, name: str, rank: str, context: Context, date: str | None
) -> Issuer:
    """Add the place to a Party committee: the one named, else the document's own."""
    named, stop = _place_name(text, words, behind)
    if named:
        return Issuer(f"{name} {named}", words.end(stop - 1))
    where = own_place(rank, context, date)
    place = _RANK.sub("", where) if where else ""
    return Issuer(f"{name} {place}".strip(), words.end(behind - 1), not place)


def _read_place(text: str, words: Words, at: int, context: Context, date: str | None) -> Issuer | None:
    """Read rank and name of a place; a rank alone is resolved by the context."""
    rank = _table("rank").longest(words, at)
    if rank is None:
        return None
    named, stop = _place_name(text, words, rank[1])
    if named:
        city = rank[0] == "thành phố" and named == "Hồ Chí Minh"
        return Issuer(f"{'Thành phố' if city else rank[0]} {named}", words.end(stop - 1))
    where = own_place(rank[0], context, date)
    return Issuer(where or rank[0], words.end(rank[1] - 1), where is None)


def _place_name(text: str, words: Words, at: int) -> tuple[str, int]:
    """Read the name of a place: a known province, or up to four capitalised words on the spot."""
    if not words.has(at) or at and text[words.end(at - 1) : words.start(at)] != " ":
        return "", at
    known = _provinces().longest(words, at)
    if known is not None and text[words.start(at)].isupper():
        return known
    end = at
    capitals = at > 0 and text[words.start(at - 1) : words.end(at - 1)].isupper()
    while end - at < 4 and words.has(end):
        word = text[words.start(end) : words.end(end)]
        tight = end == at or text[words.end(end - 1) : words.start(end)] == " "
        if (
            not tight
            or not (word[0].isupper() or word[0].isdigit() and end == at and len(word) < 3)
            or capitals
            and _STOP.match(" " + word.lower())
            or _NO_NAME.match(text, words.start(end))
        ):
            break
        end += 1
    name = " ".join(text[words.start(k) : words.end(k)] for k in range(at, end))
    return (name.title() if capitals and name.isupper() else name), end


def _by_code(
    text: str, words: Words, rank: tuple[str, int], codes: tuple[str, ...], context: Context, date: str | None
) -> Issuer | None:
    """Read "của tỉnh" behind 24/KH-UBND: the symbol names the body, the text its place."""
    placed = _read_place(text, words, 0, context, date)
    head = body_of(codes[-1] if codes[-1] == "BTT" else codes[0])[0]
    if "MTTQ" in codes and "BTT" in codes:
        head = "Ban Thường trực Ủy ban MTTQ Việt Nam"
    return Issuer(f"{head} {placed.name}", placed.end, placed.open) if placed and head else None


def _read_open(text: str, at: int, context: Context, date: str | None) -> Issuer | None:
    """Read a name that no table knows up to the first sign or verb behind it."""
    if not _OPEN.match(text[at : at + 20].lower()) or not text[at].isupper():
        return None
    steering = text[at : at + 11].lower() == "ban chỉ đạo"
    end = at + 1
    low = text[at : at + 180].lower()
    for match in _STOP.finditer(low):
        cut = match.group()
        if (
            cut.startswith(",")
            and cut.strip() == ","
            and (
                steering
                and low[match.end() : match.end() + 1] == text[at + match.end() : at + match.end() + 1]
                and "mặt trận" not in low[:14]
            )
        ):
            continue  # the name of a steering committee lists its fields
        if steering and cut.strip() in ("về", "thực hiện") and match.start() < 13:
            continue
        end = at + match.start()
        break
    name = _STEERING.sub("Ban Chỉ đạo", " ".join(text[at:end].split()))
    if len(name) < 5 or end <= at + 1:
        return None
    bare_rank = _BARE_RANK.search(name)
    where = own_place(bare_rank[1].lower(), context, date) if bare_rank else None
    return Issuer(
        name[: bare_rank.start()] + " " + where if bare_rank and where else name,
        end,
        bare_rank is not None and where is None,
    )
