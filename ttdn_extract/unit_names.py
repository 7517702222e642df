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
from ttdn_extract.bodies import PLACE_LEVELS, level_of
from ttdn_extract.clean import fold
from ttdn_extract.finders.context import Context, own_place, province_name
from ttdn_extract.finders.unit_words import LEVEL, tree_pattern
from ttdn_extract.places import place_of, provinces
from ttdn_extract.rulebook import load_table
from ttdn_extract.vocabulary import UnitLevel

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
_PROVINCE = "province"  # the rank that the document's own province has
_NO_RANK = re.compile(r"^(?:[Tt]hành phố|thị xã|\S+) ")
_OFFICES = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Quận ủy", "Thị ủy", "Đảng ủy", "Tỉnh đoàn", "Thành đoàn")


class UnitName(NamedTuple):
    """What is known of a unit besides its mentions; by `key` its names meet."""

    key: str
    name: str
    level: UnitLevel | None
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


class UnitNamer:
    """Names the units of one document.

    >>> namer = UnitNamer(Context(issuer="UBND huyện Vũ Sơn", province="tỉnh Hòa Giang", level="huyen"))
    >>> namer.name("Ủy ban nhân dân huyện", generic=False).name, namer.name("Sở TTTT", generic=False).name
    ('UBND huyện Vũ Sơn', 'Sở Thông tin và Truyền thông tỉnh Hòa Giang')
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._places: dict[str, str | None] = {}

    def name(self, printed: str, *, generic: bool) -> UnitName:
        """Return the canonical name of a unit."""
        if generic:
            return _class(printed)
        stem, rank, bare_name, until, successor = _parts(printed)
        where = self._own(rank) if rank else None
        if rank and bare_name:
            name = f"{stem} {_NO_RANK.sub('', where)}" if where else stem
        else:
            name = f"{stem} {where or rank}" if rank and (where or not stem.startswith("Sở ")) else stem
        return _body(name, until, successor)

    def _own(self, rank: str) -> str | None:
        if rank not in self._places:
            own = province_name(self._context) if rank == _PROVINCE else None
            word = rank if rank != _PROVINCE else "thành phố" if own and own[1] else "tỉnh"
            self._places[rank] = own_place(word, self._context) if rank != _PROVINCE or own else None
        return self._places[rank]


class _Parts(NamedTuple):
    """A name without its place: `rank` says which place of the document completes it, `bare_name` that only its name does."""

    stem: str
    rank: str | None
    bare_name: bool
    until: str | None
    successor: str | None


@lru_cache(maxsize=8192)  # a folder of plans names the same bodies again and again
def _parts(printed: str) -> _Parts:
    name = _expand(_tidy(printed))
    low = fold(name)
    rank = _RANK.search(low)
    short = name[: rank.start()] if rank and name.startswith(("Sở", "Phòng")) else name
    until, successor = _renamed().get(short, (None, None))
    if rank is not None:
        word = "thành phố" if _CITY.match(rank[1]) else rank[1]
        return _Parts(name[: rank.start()], word, False, until, successor)
    for office in _OFFICES:
        if name == office or name.endswith(" " + office):
            party = office == "Đảng ủy"
            return _Parts(name, "xã" if party else _RANKS[office.split()[0]], not party, until, successor)
    if name.startswith("Sở ") and not place_of(name):
        return _Parts(name, _PROVINCE, False, until, successor)
    return _Parts(name, None, False, until, successor)


@lru_cache(maxsize=8192)
def _class(printed: str) -> UnitName:
    name = _tidy(printed)
    if _MANY.match(name.lower()):
        name = name.lower() if name.isupper() else name[:1].lower() + name[1:]
    return UnitName(fold(name), name, None, None, None, None)


@lru_cache(maxsize=8192)
def _body(name: str, until: str | None, successor: str | None) -> UnitName:
    place = _place(name)
    return UnitName(fold(name), name, _level(name, place), place, until, successor)


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
        key for key in by_name if abs(len(key) - len(plain)) < 5 and (key[:3] == plain[:3] or key[-5:] == plain[-5:])
    ]
    near = get_close_matches(plain, alike, n=2, cutoff=0.88) if len(plain) > 11 else []
    return by_name[near[0]] if len(near) == 1 else field


def _place(name: str) -> str | None:
    """Return the place that a name ends with, also behind a committee of the Party: "… Huyện ủy Vũ Sơn"."""
    committee = _COMMITTEE.search(name)
    return f"{_RANKS[committee[1]]} {committee[2]}" if committee else place_of(name) or None


def _level(name: str, place: str | None) -> UnitLevel | None:
    """Return tw, tinh, huyen, xa, so or dang; None where the name does not tell."""
    if _PARTY.match(name):
        return "dang"
    if name.startswith("Sở "):
        return "so"
    if place is not None:
        rank = next((word for word in PLACE_LEVELS if place.startswith(word + " ")), None)
        return (
            PLACE_LEVELS[rank]
            if rank
            else "tinh"
            if provinces().get(bare(place[10:]).upper(), ("", False))[1]
            else "huyen"
        )
    return "tw" if level_of(name) == "tw" and not name.startswith("Bộ phận") else None
