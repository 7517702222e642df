"""Canonical names of units: "Ủy ban nhân dân huyện" -> "UBND huyện Vụ Bản", "Sở VH&TT tỉnh" -> "Sở Văn hóa và Thể thao tỉnh Hòa Giang".

In: a unit as printed and the document's own place. Out: the name by which its mentions meet, its level and place, and whether the
reorganisation of 2025 ended it. A misspelt field is put right only if one known field is near; what the context does not settle stays as printed.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple

from ttdn_extract.bare import bare
from ttdn_extract.bodies import level_of
from ttdn_extract.clean import fold
from ttdn_extract.finders.context import Context, own_place, province_name
from ttdn_extract.finders.unit_words import LEVEL, tree_pattern
from ttdn_extract.places import place_of, provinces
from ttdn_extract.rulebook import load_table

_SPACES = re.compile(r"\s+")
_MANY = re.compile(r"(?:các|những|toàn thể(?: các)?|tất cả(?: các)?|từng)\s")
_RANK = re.compile(rf" ({LEVEL})$")
_CITY = re.compile(r"^tp\.?$")
_FIELD = re.compile(r"(Sở|Bộ|Phòng|Ban|Vụ|Cục|Trung tâm|Bộ phận) (.+)$")
_SHORT = re.compile(r"[^\W\d_&.-]*(?:[A-ZĐ][&.,-]? ?){2,}")
_PARTY = re.compile(
    r"(?:.* )?(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng) (?:ủy|bộ)(?: |$)|Chi (?:bộ|ủy)|(?:.* )?(?:Ban Thường vụ|Ban Chấp hành|Ban Bí thư|Bộ Chính trị)(?: |$)|.* Trung ương(?: Đảng)?$"
)
_COMMITTEE = re.compile(r"(Tỉnh|Thành|Huyện|Quận|Thị) (?:ủy|đoàn) ([^\W\d_].*)$")
_RANKS = {"Tỉnh": "tỉnh", "Thành": "thành phố", "Huyện": "huyện", "Quận": "quận", "Thị": "thị xã"}
_LEVELS = {
    "tỉnh": "tinh",
    "huyện": "huyen",
    "quận": "huyen",
    "thị xã": "huyen",
    "xã": "xa",
    "phường": "xa",
    "thị trấn": "xa",
    "đặc khu": "xa",
}
_OFFICES = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Tỉnh đoàn", "Thành đoàn")


class UnitName(NamedTuple):
    """What is known of a unit besides its mentions."""

    name: str
    level: str | None
    place: str | None
    until: str | None
    successor: str | None


@cache
def _aliases() -> tuple[re.Pattern[str], dict[str, str]]:
    rows = {row["alias"]: row["name"] for row in load_table("unit_names")}
    return re.compile(tree_pattern(rows)), {key.replace(" - ", "-"): name for key, name in rows.items()}


@cache
def _fields() -> tuple[dict[str, str], dict[str, str | None]]:
    """Return known fields by their bare form, and by their initials where those fit one field only."""
    by_name: dict[str, str] = {}
    by_short: dict[str, str | None] = {}
    for row in load_table("fields"):
        field = row["field"]
        if not field[0].isupper():
            continue
        by_name.setdefault(_plain(field), field)
        short = "".join(word[0] for word in re.findall(r"\w+", field) if word.lower() != "và").upper()
        by_short[short] = field if by_short.get(short, field) == field else by_short[short]
    return by_name, by_short


@cache
def _renamed() -> dict[str, tuple[str, str]]:
    return {row["name"]: (row["until"], row["successor"]) for row in load_table("renamed")}


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", bare(text).lower()))


def name_unit(printed: str, generic: bool, context: Context) -> UnitName:
    """Return the canonical name of a unit.

    >>> context = Context(issuer="UBND huyện Vũ Sơn", province="tỉnh Hòa Giang", level="huyen")
    >>> name_unit("Ủy ban nhân dân huyện", False, context).name, name_unit("Sở TTTT", False, context).name
    ('UBND huyện Vũ Sơn', 'Sở Thông tin và Truyền thông tỉnh Hòa Giang')
    """
    name = _tidy(printed)
    if generic:
        return UnitName(name[:1].lower() + name[1:] if _MANY.match(name.lower()) else name, None, None, None, None)
    name = _expand(name)
    until, successor = _renamed().get(_RANK.sub("", name) if name.startswith(("Sở", "Phòng")) else name, (None, None))
    name = _placed(name, context)
    place = _place(name)
    return UnitName(name, _level(name, place), place, until, successor)


def _tidy(printed: str) -> str:
    return _SPACES.sub(" ", printed.replace("–", "-")).strip(" .;,:")


@lru_cache(maxsize=4096)
def _expand(name: str) -> str:
    """Write a name out: heads by their table, fields by name or initials."""
    pattern, names = _aliases()
    low = fold(name)
    head = pattern.match(low)
    if head is not None and head.end():
        full = names.get(re.sub(r" ?- ?", "-", head.group()), head.group())
        name = full + _respell(name[head.end() :])
    else:
        name = _respell(name)
    parts = _FIELD.match(name)
    if parts is None:
        return name[:1].upper() + name[1:]
    rank = _RANK.search(fold(parts[2]))
    field = parts[2][: rank.start()] if rank else parts[2]
    return f"{parts[1]} {_field(field)}" + (parts[2][rank.start() :].lower() if rank else "")


def _respell(text: str) -> str:
    """Write the new tone placement, and "Ủy ban nhân dân" short."""
    low = fold(text)
    text = "".join(b.upper() if a.isupper() else b for a, b in zip(text, low, strict=True))
    return text.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")


def _field(field: str) -> str:
    """Return the known field that is meant, else the field as printed."""
    by_name, by_short = _fields()
    plain = _plain(field)
    if plain in by_name:
        return by_name[plain]
    if _SHORT.fullmatch(field):
        return by_short.get(re.sub(r"[\W_]", "", field).upper()) or field
    alike = [
        key for key in by_name if abs(len(key) - len(plain)) < 4 and (key[:3] == plain[:3] or key[-5:] == plain[-5:])
    ]
    near = get_close_matches(plain, alike, n=2, cutoff=0.88) if len(plain) > 11 else []
    return by_name[near[0]] if len(near) == 1 else field


def _placed(name: str, context: Context) -> str:
    """Add the place that a bare rank, or no place at all, means in this document."""
    rank = _RANK.search(fold(name))
    if rank is not None:
        word = "thành phố" if _CITY.match(rank[1]) else rank[1]
        where = own_place(word, context)
        return f"{name[: rank.start()]} {where or word}"
    for office in _OFFICES:
        if name == office or name.endswith(" " + office):
            where = own_place(_RANKS.get(office.split()[0], "xã"), context)
            if where is None:
                return name
            return (
                f"{name} {where}"
                if office == "Đảng ủy"
                else f"{name} {re.sub(r'^(?:[Tt]hành phố|thị xã|[^ ]+) ', '', where)}"
            )
    if name.startswith("Sở ") and not place_of(name):
        province = province_name(context)
        where = own_place("thành phố" if province[1] else "tỉnh", context) if province else None
        return f"{name} {where}" if where else name
    return name


@lru_cache(maxsize=4096)
def _place(name: str) -> str | None:
    """Return the place that a name ends with, also behind a committee of the Party: "… Huyện ủy Vũ Sơn"."""
    committee = _COMMITTEE.search(name)
    return f"{_RANKS[committee[1]]} {committee[2]}" if committee else place_of(name) or None


@lru_cache(maxsize=4096)
def _level(name: str, place: str | None) -> str | None:
    """Return tw, tinh, huyen, xa, so or dang; None where the name does not tell."""
    if _PARTY.match(name):
        return "dang"
    if name.startswith("Sở "):
        return "so"
    if place is not None:
        rank = next((word for word in _LEVELS if place.startswith(word + " ")), None)
        return (
            _LEVELS[rank] if rank else "tinh" if provinces().get(bare(place[10:]).upper(), ("", False))[1] else "huyen"
        )
    return "tw" if level_of(name) == "tw" else None
