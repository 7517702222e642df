"""Places: which provinces there are and were, the place that a name or a text holds, and how names of places are written.

In: "UBND tỉnh Hòa Giang", "TỈNH BÀ RỊA - VŨNG TÀU". Out: "tỉnh Hòa Giang", "Bà Rịa - Vũng Tàu".
"""

from __future__ import annotations

import re
from functools import cache

from ttdn_extract.bare import bare
from ttdn_extract.letters import LOWER, UPPER
from ttdn_extract.rulebook import load_table

_PLACED = re.compile(rf"\b((?:tỉnh|[Tt]hành phố|huyện|quận|thị xã|xã|phường|Phường|thị trấn|đặc khu) [{UPPER}0-9].*)$")
_COMMITTEE = re.compile(rf"\b(Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|đoàn) ([{UPPER}].*)$")
_DISTRICT_RANK = re.compile(r"^(?:[Tt]hành phố|huyện|quận|thị xã) ")
_SMALL = re.compile(r"\b(?:và|của|trực thuộc)\b", re.IGNORECASE)
_VOWEL = re.compile("[AEIOUY]")
ACRONYMS = {
    "UBND",
    "HĐND",
    "MTTQ",
    "THPT",
    "THCS",
    "TNCS",
    "CP",
    "TNHH",
    "MTV",
    "QLDA",
    "GDNN",
    "GDTX",
    "TW",
    "TP",
    "BHXH",
}


@cache
def provinces() -> dict[str, tuple[str, bool]]:
    """Map the bare name of each province, old or new, to (name, whether it is a city)."""
    return {bare(row["name"]).upper(): (row["name"], bool(row["city"])) for row in load_table("provinces")}


@cache
def _districts() -> dict[str, str]:
    """Map the bare name of each district, or city below a province, as they were until 2025, to its province; shared names to ""."""
    found: dict[str, str] = {}
    for row in load_table("districts"):
        for name in row["districts"].split("; "):
            key = bare(name).upper()
            found[key] = "" if key in found else row["province"]
    return found


def province_above(place: str) -> str | None:
    """Return the province that a district belonged to, None if several had one of that name.

    >>> province_above("thành phố Vũng Tàu"), province_above("huyện Châu Thành")
    ('Bà Rịa - Vũng Tàu', None)
    """
    name = _DISTRICT_RANK.sub("", place)
    return _districts().get(bare(name).upper()) or None if name != place else None


def place_of(name: str) -> str:
    """Return the place that a canonical name ends with ("tỉnh Hòa Giang"), or ""."""
    found = _PLACED.search(name)
    if found:
        return found[1]
    party = _COMMITTEE.search(name)
    return (
        f"{ {'Tỉnh': 'tỉnh', 'Thành': 'thành phố', 'Huyện': 'huyện', 'Quận': 'quận', 'Thị': 'thị xã'}[party[1]] } {party[2]}"
        if party
        else ""
    )


def known_place(text: str) -> str:
    """Return a place as it is written if it is a province that a scanner read badly, else the text itself."""
    plain = bare(text).upper()
    city = plain.startswith("THANH PHO ")
    hit = provinces().get(plain[10:] if city else plain)
    return (f"{'Thành phố' if text[0].isupper() else 'thành phố'} {hit[0]}" if city else hit[0]) if hit else text


def is_acronym(word: str) -> bool:
    """Say whether a word in capitals is no syllable: a known acronym, or letters without a vowel ("BCH", "GD&ĐT")."""
    return word in ACRONYMS or len(word) > 1 and _VOWEL.search(bare(word).upper()) is None


def titled(text: str) -> str:
    """Write each word with a capital, as names of places, schools and firms are."""
    words = [w if is_acronym(w) or any(map(str.isdigit, w)) else w.capitalize() for w in text.split()]
    return (
        _SMALL.sub(lambda m: m.group().lower(), " ".join(words))
        .replace("Đại Học", "Đại học")
        .replace("Cao Đẳng", "Cao đẳng")
        .replace("Bệnh Viện", "Bệnh viện")
        .replace("Công Ty", "Công ty")
        .replace("Học Viện", "Học viện")
        .replace("Tập Đoàn", "Tập đoàn")
        .replace("Ngân Hàng", "Ngân hàng")
        .replace("Đa Khoa", "Đa khoa")
        .replace("Khu Vực", "Khu vực")
        .replace("Cổ Phần", "Cổ phần")
        .replace("Thành Phố", "Thành phố")
    )


def with_marks(issuer: str, place: str) -> str:
    """Give the place of an issuer its marks if the scan kept them beside the date only: "UBND tỉnh An Tan", "An Tân, ngày …"."""
    known = place != "" and issuer.endswith(bare(place))
    return issuer[: -len(place)] + place if known else issuer


def province_of(text: str) -> str | None:
    """Return the first province that a text names with its rank: "tỉnh X", "Tỉnh ủy X", "thành phố X".

    Any name may be a province's; a "thành phố" must be one of those directly under the centre.
    """
    for found in _PROVINCE.finditer(text):
        words = bare(found[2]).upper().replace("–", "-").removeprefix("DOAN ").split()
        for n in range(min(5, len(words)), 0, -1):
            hit = provinces().get(" ".join(words[:n]))
            if hit:
                return hit[0]
        if found[1].lower().startswith("tỉnh") and not found[2].upper().startswith(("ĐOÀN", "ỦY", "UỶ")):
            return titled(found[2]) if found[2].isupper() else found[2]
    return None


# Here and below each alternative opens with a plain letter, which the search leaps to: a class there takes three times as long.
_PROVINCE = re.compile(
    rf"(Tỉnh ủy|Tỉnh uỷ|TỈNH ỦY|TỈNH UỶ|Thành ủy|Thành uỷ|THÀNH ỦY|Tỉnh|tỉnh|TỈNH|Thành phố|thành phố|THÀNH PHỐ|TP\.?) ([{UPPER}][{UPPER}{LOWER}]*(?: (?:- )?[{UPPER}][{UPPER}{LOWER}]*){{0,4}})"
)


_DISTRICT = re.compile(
    rf"(?:huyện|Thị xã|thị xã|Thành phố|thành phố|Quận|quận) ([{UPPER}][{LOWER}]*(?: [{UPPER}][{LOWER}]*){{0,3}})(?![{LOWER}])"
)


def district_of(text: str) -> str | None:
    """Return the first district, or city below a province, that a text names with its rank."""
    for found in _DISTRICT.finditer(text):
        if bare(found[1]).upper() not in provinces():
            return found.group()
    return None
