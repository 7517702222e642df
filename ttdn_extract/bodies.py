"""Canonical names of bodies: "ỦY BAN NHÂN DÂN TỈNH BẮC NINH" -> "UBND tỉnh Bắc Ninh", level "tinh".

In: the capital lines of a letterhead, also badly scanned ones. Out: the name as the guidelines write it, its level, and
the province that it names. Known bodies are rows of `bodies.csv`; any other name gets the case of its genre.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import get_args

from ttdn_extract.bare import bare
from ttdn_extract.clean import fold
from ttdn_extract.letters import LOWER
from ttdn_extract.places import is_acronym, known_place, place_of, provinces, titled
from ttdn_extract.rulebook import load_table
from ttdn_extract.vocabulary import Level, PlaceLevel

_PLACE = re.compile(r"\b(TINH|THANH PHO|TP\.?|HUYEN|QUAN|THI XA|XA|PHUONG|THI TRAN|DAC KHU)\s+(?=[A-Z0-9])")
_LEVEL_WORDS = {
    "TINH": "tỉnh", "THANH PHO": "thành phố", "TP": "thành phố", "TP.": "thành phố", "HUYEN": "huyện", "QUAN": "quận",
    "THI XA": "thị xã", "XA": "xã", "PHUONG": "phường", "THI TRAN": "thị trấn", "DAC KHU": "đặc khu",
}  # fmt: skip
_LEVELS: dict[str, Level] = {level: level for level in get_args(Level)}
PLACE_LEVELS: dict[str, PlaceLevel] = {
    "tỉnh": "tinh",
    "huyện": "huyen",
    "quận": "huyen",
    "thị xã": "huyen",
    "xã": "xa",
    "phường": "xa",
    "thị trấn": "xa",
    "đặc khu": "xa",
}
_LOCAL = ("huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu")
# A line that begins so opens a new body; any other goes on with the one above.
_HEADS = re.compile(
    r"(?:UY BAN|UBND|HOI DONG|HDND|SO |BO |BAN |CUC |TONG CUC|CHI CUC|VAN PHONG|PHONG |TRUONG |TRUNG TAM|TINH UY|THANH UY|HUYEN UY|QUAN UY|THI UY|DANG UY|DANG BO|DANG DOAN|"
    r"BENH VIEN|CONG AN|BO CHI HUY|CHI BO|HOI |DOAN |LIEN DOAN|CONG TY|TONG CONG TY|VIEN |TOA AN|THANH TRA|CHINH PHU|THU TUONG|QUOC HOI|KHO BAC|NGAN HANG|DAI |BAO |TAP DOAN|VU |MAT TRAN|LIEN HIEP|LIEN MINH|HOC VIEN|CONG DOAN|BUU DIEN|TRAM |KIEM TOAN|BQL|BCH|BCD|THUONG TRUC|TINH DOAN|THANH DOAN|HUYEN DOAN|QUAN DOAN|UBMTTQ|QUAN KHU|QUAN CHUNG)"
)
# What stands before the issuer on the line of one dumped cell: "UBND TỈNH HÒA GIANG SỞ Y TẾ".
_ABOVE = re.compile(
    r"(?:(?:UBND|(?:ỦY|UỶ) BAN NHÂN DÂN) (?:TỈNH|THÀNH PHỐ|TP\.?|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)(?: (?:- )?\w+){1,4}?"
    r" (?=(?:SỞ|(?<!HẢI )PHÒNG|TRUNG TÂM|BỆNH VIỆN|CHI CỤC|THANH TRA|VĂN PHÒNG|BAN (?:CHỈ ĐẠO|QUẢN LÝ|DÂN TỘC))\b|TRƯỜNG (?:MẦM|MN|TIỂU|TH|TRUNG|PT|PHỔ|DÂN|CAO|ĐẠI))"
    r"|(?:ỦY|UỶ) BAN (?:MTTQ|MẶT TRẬN TỔ QUỐC) VIỆT NAM .*? (?=(?:BAN THƯỜNG TRỰC|HỘI|ĐOÀN)\b)"
    r"|(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ) (?:ỦY|UỶ)(?: (?:- )?\w+){1,4}? (?=(?:BAN (?:TỔ|TUYÊN|DÂN|NỘI|THƯỜNG)|(?:ỦY|UỶ) BAN KIỂM|VĂN PHÒNG)\b)"
    r"|ĐẢNG BỘ .*? (?=(?:ĐẢNG (?:ỦY|UỶ)|CHI BỘ)\b)|.* VIỆT NAM (?=(?:LIÊN ĐOÀN|HỘI|CÔNG ĐOÀN)\b)|BỘ .*? (?=(?:TỔNG CỤC|CỤC|QUÂN KHU)\b))"
)
_COUNCILS = {"UY BAN NHAN DAN": "UBND", "HOI DONG NHAN DAN": "HĐND"}
_WORDS = (
    (re.compile(r"^BCH(?= (?:ĐOÀN|ĐẢNG|HỘI|CÔNG ĐOÀN)\b)"), "BAN CHẤP HÀNH"),
    (re.compile(r"^BCĐ\b"), "BAN CHỈ ĐẠO"),
    (re.compile(r"\bCHQS\b"), "CHỈ HUY QUÂN SỰ"),
    (re.compile(r"\bLĐLĐ\b"), "LIÊN ĐOÀN LAO ĐỘNG"),
    (re.compile(r"\bLHPN\b"), "LIÊN HIỆP PHỤ NỮ"),
    (re.compile(r"\bMẶT TRẬN TỔ QUỐC\b"), "MTTQ"),
    (re.compile(r"^(?:UBMTTQ|UB MTTQ)\b"), "ỦY BAN MTTQ"),
    (re.compile(r"\bVN\b"), "VIỆT NAM"),
)
_TITLED = re.compile(r"(?:TRƯỜNG|CÔNG TY|TỔNG CÔNG TY|BỆNH VIỆN|HỌC VIỆN|NGÂN HÀNG|TẬP ĐOÀN)\b")
_PARTY = re.compile(
    r"(?:Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Thị ủy|Đảng ủy|Đảng bộ|Đảng đoàn|Chi bộ|Ban (?:Thường vụ|Chấp hành)(?! (?:\w+ đoàn|Đoàn|Hội|Công đoàn|Liên đoàn)\b)|Ban Cán sự|Văn phòng (?:Tỉnh|Thành|Huyện|Quận|Đảng))"
)
_MASS = re.compile(r"(?:Hội(?! đồng)|Đoàn|Liên đoàn|Ủy ban MTTQ)\b")
_CENTRAL = re.compile(
    r"(?:Bộ|Tổng cục|Chính phủ|Thủ tướng|Quốc hội|Ủy ban Thường vụ|Thanh tra Chính phủ|Văn phòng Chính phủ|Ngân hàng Nhà nước|Tòa án nhân dân tối cao|Cục|Vụ)\b"
)
_DEPARTMENT = re.compile(
    r"(?:Sở|Ban Dân tộc|Ban Quản lý|Thanh tra|Văn phòng|Công an|Bộ Chỉ huy|Chi cục|Ban Chỉ đạo|Hội đồng)\b"
)
_OTHER = re.compile(
    r"(?:Trường|Công ty|Tổng công ty|Bệnh viện|Trung tâm|Học viện|Viện|Tập đoàn|Báo|Đài|Phòng|Ngân hàng (?!Nhà nước))\b"
)


@cache
def _known() -> dict[str, tuple[str, Level]]:
    return {bare(row["name"]).upper(): (row["name"], _LEVELS[row["level"]]) for row in load_table("bodies")}


def join_heads(lines: Sequence[str]) -> list[str]:
    """Join the capital lines of a letterhead to the names of bodies: parent first, issuer last."""
    names: list[str] = []
    for line in (piece for whole in lines for piece in _part(whole)):
        plain = bare(line).upper()
        if names and not (_HEADS.match(plain) and not _goes_on(names[-1], plain)):
            names[-1] += " " + line
        else:
            names.append(line)
    return names


def _part(line: str) -> tuple[str, ...]:
    """Part a line that holds two bodies, as a cell of a table gives it."""
    above = _ABOVE.match(line)
    return (above.group().rstrip(), line[above.end() :]) if above else (line,)


def _goes_on(name: str, plain: str) -> bool:
    """Say whether a line belongs to the name above although it begins like a body: "BAN QUẢN LÝ … / BỘ …"."""
    last = bare(name).upper().split()[-1]
    return last in ("VA", "-", "CUA", "THUOC", "BAN", "UY", "HOI", "NHAN") or name.rstrip()[-1:] in ",-"


@lru_cache(maxsize=1024)  # a folder holds many documents of one office
def canonical(lines: tuple[str, ...]) -> tuple[str, Level] | None:
    """Return (issuer, level) for the capital lines of a letterhead.

    >>> canonical(("UBND TỈNH HÒA GIANG", "SỞ CÔNG THƯƠNG"))
    ('Sở Công Thương tỉnh Hòa Giang', 'so')
    >>> canonical(("ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM", "XÃ AN TÂN", "BAN THƯỜNG TRỰC"))
    ('Ban Thường trực Ủy ban MTTQ Việt Nam xã An Tân', 'xa')
    """
    names = [_cased(name) for name in join_heads(lines) if name.strip()]
    if not names:
        return None
    name = names[-1]
    above = names[-2] if len(names) > 1 else ""
    if above:
        name = _complete(name, above)
    return name, level_of(name, above)


def _complete(name: str, above: str) -> str:
    """Add what the body above says about an issuer that does not stand alone."""
    place = place_of(above)
    if (
        name == "Ban Thường trực"
        and "MTTQ" in above
        or name in ("Ban Thường vụ", "Ban Chấp hành", "Ban Cán sự Đảng", "Đảng đoàn")
        and place
    ):
        return f"{name} {above}"
    if (
        name in ("Ban Thường vụ", "Ban Chấp hành", "Ban Thường trực")
        or name.startswith("Ban Chấp hành ")
        and _MASS.match(above)
    ):
        return f"{name} {above}" if not place_of(name) else f"Ban Chấp hành {above} {place_of(name)}"
    if above.startswith("HĐND") and (name.startswith("Ban ") or name == "Thường trực"):
        return f"{name} {above}"
    if _PARTY.match(above) and name.startswith(("Ban ", "Ủy ban Kiểm tra", "Văn phòng")):
        if above.startswith("Ban Chấp hành Trung ương"):
            return f"{name} Trung ương" if name.startswith(("Ban ", "Ủy ban")) and "Trung ương" not in name else name
        return f"{name} {above}"
    if "MTTQ" in above and place and _MASS.match(name) and not place_of(name):
        return f"{name} {place}"  # since 2025 the mass organisations stand under the Front
    if name == "Văn phòng":
        return f"{name} {above}"
    if (
        place
        and not place_of(name)
        and name.startswith(("Sở ", "Phòng ", "Ban ", "Thanh tra", "Văn phòng ", "Chi cục", "Hội đồng"))
        and " khu vực " not in name
    ):
        return f"{name} {place}"
    return name


def _cased(text: str) -> str:
    """Give a name in capitals its usual case."""
    text = re.sub(r"\s+", " ", text).strip(" -–.,*/|_~ˆ:;")
    for council, word in _COUNCILS.items():
        if bare(text).upper().startswith(council):  # also without its marks
            text = word + text[len(council) :]
    for pattern, word in _WORDS:
        text = pattern.sub(word, text)
    plain = bare(text).upper()
    known = _known().get(re.sub(r"\s*[-–~]\s*", " - ", plain))
    if known:
        return known[0]
    if (placed := _with_province(text)) is not None:
        return placed
    if _TITLED.match(text):
        city = re.search(r"\bTHANH PHO [A-Z ]+$", plain)
        return titled(text[: city.start()]) + " " + known_place(titled(text[city.start() :])) if city else titled(text)
    place = next((m for m in _PLACE.finditer(plain) if m.start() > 0 and _is_place_word(text, m)), None)
    if place:
        return f"{_cased(text[: place.start()])} {_place_name(text, place)}"
    committee = re.match(r"(TINH|THANH|HUYEN|QUAN|THI|DANG) (UY|DOAN|BO)\s*(.*)", plain)
    if committee:
        rest = text[committee.start(3) :].strip()
        first = {"TINH": "Tỉnh", "THANH": "Thành", "HUYEN": "Huyện", "QUAN": "Quận", "THI": "Thị", "DANG": "Đảng"}[
            committee[1]
        ]
        second = {"UY": "ủy", "DOAN": "đoàn", "BO": "bộ"}[committee[2]]
        return f"{first} {second} {titled(rest)}".strip()
    return _sentence(text)


def _is_place_word(text: str, found: re.Match[str]) -> bool:
    """Tell "QUẬN 1" from "QUẢN LÝ" and "QUÂN KHU", "XÃ AN TÂN" from "XÃ HỘI" and "HỢP TÁC XÃ"."""
    printed = text[found.start(1) : found.end(1)].upper()
    if printed in ("QUẢN", "QUÂN", "XA", "HUYỀN", "XÁ"):
        return printed == "XA" and text.startswith(("UBND XA", "HĐND XA"))  # a scan without marks
    return not (
        found[1] == "XA"
        and (
            bare(text[found.end() :]).upper().startswith("HOI") or bare(text[: found.start()]).upper().endswith("TAC ")
        )
    )


def _with_province(text: str) -> str | None:
    """Write "SỞ Y TẾ NGHỆ AN" as "Sở Y tế tỉnh Nghệ An": the province stands without its rank."""
    words = text.split()
    for n in (4, 3, 2):
        hit = provinces().get(bare(" ".join(words[-n:])).upper())
        known = _known().get(bare(" ".join(words[:-n])).upper())
        if hit and known and known[1] == "so":
            rank = "thành phố" if hit[1] else "tỉnh"
            return f"{known[0]} {'Thành phố' if hit[0] == 'Hồ Chí Minh' else rank} {hit[0]}"
    return None


def _place_name(text: str, place: re.Match[str]) -> str:
    word = _LEVEL_WORDS[place[1]]
    name = text[place.end() :]
    above = next((m for m in _PLACE.finditer(bare(name).upper()) if m.start() > 0 and _is_place_word(name, m)), None)
    if above is not None:  # "HUYỆN VŨ SƠN TỈNH HÒA GIANG": what it belongs to is no part of its name
        name = name[: above.start()].rstrip(" ,-–")
    province = provinces().get(bare(name).upper())
    name = province[0] if province and word in ("tỉnh", "thành phố") else titled(name)
    return ("Thành phố " if name == "Hồ Chí Minh" else f"{word} ") + name


_REGION = re.compile(r"(khu vực )(\w.*)$")
_FIRSTS = re.compile(rf"(?:^|[,–-]\s*|\bvà\s+)([{LOWER}])")


def _sentence(text: str) -> str:
    """Write a name of fields with a capital after each comma: "Sở Văn hóa, Thể thao và Du lịch"."""
    words = text.split()
    low = " ".join(w if is_acronym(w) else w.lower() for w in words)
    low = _FIRSTS.sub(lambda m: m.group()[:-1] + m.group()[-1].upper(), low)
    low = _REGION.sub(lambda m: m[1] + titled(m[2]), low)
    low = re.sub(
        r"^((?:Sở|Phòng|Ban|Bộ|Cục|Tổng cục|Chi cục|Ủy ban|Uỷ ban|Hội(?! đồng)|Vụ|Viện) )(\w)",
        lambda m: m[1] + m[2].upper(),
        low,
    )
    for name in ("Việt Nam", "Trung ương", "Thường trực", "Thường vụ", "Chỉ huy", "Quân sự", "Tổ quốc", "Đảng"):
        low = re.sub(rf"\b{name.lower()}\b", name, low) if name not in ("Tổ quốc",) else low
    return low.replace("Uỷ ban", "Ủy ban").replace("Chấp hành đoàn", "Chấp hành Đoàn")


def level_of(name: str, above: str = "") -> Level:
    """Return the level of a canonical body: tw, tinh, huyen, xa, so, dang or other."""
    if _MASS.match(above):
        return level_of(f"Ủy ban {place_of(name) or place_of(above)}".strip())
    if _PARTY.match(name) or _PARTY.match(above) and not name.startswith(("Trường", "Trung tâm")):
        return "dang"
    known = _known().get(bare(name.split(" tỉnh ")[0].split(" thành phố ")[0]).upper())
    if known and known[1] in ("dang", "so"):
        return known[1]
    if _OTHER.match(name):
        return "other"
    place = fold(place_of(name))
    if _DEPARTMENT.match(name) and not name.startswith("Thanh tra Chính phủ") and (place or above):
        return next((PLACE_LEVELS[word] for word in _LOCAL if place.startswith(word)), "so")
    if place:
        word = next(
            (
                w
                for w in ("tỉnh", "thành phố", "thị xã", "thị trấn", "đặc khu", "huyện", "quận", "phường", "xã")
                if place.startswith(w)
            ),
            "",
        )
        if word == "thành phố":
            return "tinh" if provinces().get(bare(place[10:]).upper(), ("", False))[1] else "huyen"
        return PLACE_LEVELS.get(word, "other")
    if known:
        return known[1]
    return (
        "tw"
        if _CENTRAL.match(name) or name.startswith(("Ủy ban", "Ban Thường trực", "Hội", "Trung ương", "Đoàn Chủ tịch"))
        else "other"
    )
