"""Gazetteer: provinces, districts and communes before and after 1 July 2025, what each answered to and what became of it.

In: "Q1", "TX. Cai Lậy", "xã Hoà Bình", a day. Out: every `Place` that bears the name on that day. The data are rules/places.txt, which
`data/places.py` builds; they are read when a function is first called. Until the day of the change a commune lies in a district and
that in a province; from then on a commune lies in a province.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from ttdn_extract.clean import fold
from ttdn_extract.errors import RuleError
from ttdn_extract.rulebook import read_text

CHANGE = "2025-07-01"
FILE = "places.txt"
# The first word of each entry of the file, and the word that is printed before the name.
KINDS = {
    "t": "tỉnh",
    "tp": "thành phố",
    "h": "huyện",
    "q": "quận",
    "tx": "thị xã",
    "x": "xã",
    "p": "phường",
    "tt": "thị trấn",
    "đk": "đặc khu",
}
_LEVELS = ("tinh", "huyen", "xa")


class Place(NamedTuple):
    """A place as it was in one period: `since` is its first day, `until` the first day it was no more, None where open.

    >>> ward = find("Q1", on="2024-05-01")[0]
    >>> ward.full, ward.level, ward.until, str(ward)
    ('quận 1', 'huyen', '2025-07-01', 'quận 1, Thành phố Hồ Chí Minh')
    """

    name: str
    kind: str
    level: str
    parent: Place | None
    since: str | None
    until: str | None

    @property
    def full(self) -> str:
        """The name behind its kind, as in names of bodies: "huyện Cai Lậy"."""
        # The one city whose rank belongs to its name.
        return f"{self.kind.capitalize() if self.name == 'Hồ Chí Minh' else self.kind} {self.name}"

    @property
    def lasting(self) -> bool:
        """Say whether the change of 1 July 2025 left the place as it was."""
        return self.since is None and self.until is None

    def __str__(self) -> str:
        return f"{self.full}, {self.parent}" if self.parent else self.full


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """All places: by key of their names with the kind that goes with it, by the place above, and the links over the change."""

    named: dict[str, list[tuple[str, Place]]] = field(default_factory=dict)
    below: dict[Place | None, list[Place]] = field(default_factory=dict)
    after: dict[Place, list[Place]] = field(default_factory=dict)
    before: dict[Place, list[Place]] = field(default_factory=dict)

    def add(self, kind: str, name: str, level: str, parent: Place | None, then: bool, now: bool) -> Place:
        """Enter a place under its name and below its parent."""
        place = Place(name, kind, level, parent, None if then else CHANGE, None if now else CHANGE)
        self.below.setdefault(parent, []).append(place)
        self.call(place, kind, name)
        return place

    def call(self, place: Place, kind: str, name: str) -> None:
        """Let a place be found by a name."""
        self.named.setdefault(key(name), []).append((kind, place))

    def link(self, old: Place, new: Place) -> None:
        """Record what became of a place."""
        self.after.setdefault(old, []).append(new)
        self.before.setdefault(new, []).append(old)


_LETTERS = str.maketrans("yỳýỷỹỵ", "iìíỉĩị", " -'’ʼ.")
_ZEROS = re.compile(r"\b0+(?=\d)")


def key(name: str) -> str:
    """Return what all spellings of a name share: no case, one tone placement, i for y, one Đắk, no spaces and dashes.

    >>> key("Hoà Bình") == key("HÒA BÌNH"), key("Qui Nhơn") == key("Quy Nhơn"), key("Đăk R’Lấp") == key("Đắk R'lấp")
    (True, True, True)
    >>> key("Trà Don") == key("Trà Dơn")
    False
    """
    plain = _ZEROS.sub("", _small(name)).translate(_LETTERS)
    return plain.replace("ắk", "ak").replace("ăk", "ak")


def _small(text: str) -> str:
    return fold(unicodedata.normalize("NFC", text))


@cache
def _gazetteer() -> _Gazetteer:
    return read_places(read_text(FILE))


def read_places(text: str) -> _Gazetteer:
    """Read the places from the text of the file: provinces, below them districts, below these communes, by tabs."""
    lines = list(_lines(text))
    merged = Counter(heirs[0] for _, depth, _, heirs, _ in lines if depth == 0)
    found = _Gazetteer()
    new: dict[tuple[Place | None, str], Place] = {}
    path: list[Place] = []
    for number, depth, entry, heirs, others in lines:
        lasting = depth == 0 and heirs == [entry] and merged[entry] == 1
        del path[depth:]
        place = found.add(*_named(entry, number), _LEVELS[depth], path[-1] if path else None, True, lasting)
        today = _now(path[0], found) if path else None
        path.append(place)
        for heir in [] if lasting else heirs:
            if (today, heir) not in new:
                new[today, heir] = found.add(*_named(heir, number), "xa" if today else "tinh", today, False, True)
            found.link(place, new[today, heir])
        for other in others:
            for same in (place, *(heir for heir in found.after.get(place, ()) if heir.name == place.name)):
                found.call(same, *_named(other, number))
    _join_islands(found)
    return found


def _lines(text: str) -> Iterator[tuple[int, int, str, list[str], list[str]]]:
    """Yield number, depth, place, heirs and other names; a province and a commune say what became of them, a district need not."""
    last = -1
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        depth = len(line) - len(line.lstrip("\t"))
        entry, *more = line[depth:].split("\t")
        heirs, others = ([column.split("; ") if column else [] for column in more] + [[], []])[:2]
        if depth > min(last + 1, 2) or len(more) > 2 or depth != 1 and not heirs:
            raise RuleError(f"rules/{FILE}", f"line {number}", "does not fit below the line before it")
        yield number, depth, entry, heirs, others
        last = depth


def _named(text: str, number: int) -> tuple[str, str]:
    """Split "tx Cai Lậy" into kind and name."""
    code, _, name = text.partition(" ")
    if code not in KINDS or not name:
        raise RuleError(f"rules/{FILE}", f"line {number}", f"{text!r} is not a kind and a name")
    return KINDS[code], name


def _now(province: Place, found: _Gazetteer) -> Place:
    """Return the province of today that a province belongs to, itself if it lasted."""
    return found.after.get(province, [province])[0]


def _join_islands(found: _Gazetteer) -> None:
    """Link the districts of which nothing but special zones came: these alone live on below the province."""
    districts = [place for places in found.below.values() for place in places if place.level == "huyen"]
    for district in districts:
        new = dict.fromkeys(p for ward in found.below.get(district, []) for p in found.after[ward])
        if all(place.kind == "đặc khu" for place in new):
            for place in new:
                found.link(district, place)


_RANK = re.compile(
    rf"(?:({'|'.join(KINDS.values())})\s+|(tp|tx|tt|đk)(?:\s*\.\s*|\s+)|([hqpx])(?:\s*\.\s*|\s?(?=\d)))(\S.*)"
)


def _bearers(name: str, kind: str | None = None) -> list[Place]:
    """Return the places that bear a name, with or without its kind before it."""
    named = _gazetteer().named
    hits = [place for other, place in named.get(key(name), ()) if kind in (None, other)]
    rank = None if hits else _RANK.match(_small(name).strip())
    stated = rank and (rank[1] or KINDS[rank[2] or rank[3]])
    if rank and kind in (None, stated):
        hits = [place for other, place in named.get(key(rank[4]), ()) if other == stated]
    return hits


_DATE = re.compile(r"[0-9X]{4}(?:-[0-9X]{2}(?:-[0-9X]{2})?)?")


def _days(on: str | None) -> tuple[str, str]:
    """Return the first and the last day that a date may mean; None may mean any."""
    if on is None:
        return "", "9999-99-99"
    if not _DATE.fullmatch(on):
        raise ValueError(f"on={on!r}: a day, month or year is expected, such as 2025-06-30")
    rest = len(on) - 4
    return (on + "-01-01"[rest:]).replace("XX", "01").replace("X", "0"), (on + "-99-99"[rest:]).replace("X", "9")


def _held(places: Iterable[Place], on: str | None) -> tuple[Place, ...]:
    """Leave out the places that were not there at the date; former ones come first."""
    first, last = _days(on)
    left = (place for place in places if first < (place.until or "a") and last >= (place.since or ""))
    return tuple(sorted(left, key=lambda place: place.since or ""))


def find(
    name: str,
    *,
    kind: str | None = None,
    level: str | None = None,
    province: str | None = None,
    district: str | None = None,
    on: str | None = None,
) -> tuple[Place, ...]:
    """Return every place of a name; each other argument leaves out those that do not fit it.

    `province` and `district` are what the place lay in at its own time; a province also lies in itself. `on` is a day, month or year;
    2025 alone leaves both states of things.

    >>> [str(place) for place in find("thị xã Cai Lậy")]
    ['thị xã Cai Lậy, tỉnh Tiền Giang']
    >>> [place.full for place in find("HOÀ BÌNH", kind="thành phố", province="tỉnh Hoà Bình")]
    ['thành phố Hòa Bình']
    >>> find("Cai Lậy", province="Nam Định")
    ()
    """
    hits = [place for place in _bearers(name, _small(kind) if kind else None) if level in (None, place.level)]
    if province is not None:
        inside = set(_bearers(province))
        hits = [place for place in hits if province_of(place) in inside]
    if district is not None:
        around = {place for place in _bearers(district) if place.level == "huyen"}
        hits = [place for place in hits if place.parent in around]
    return _held(dict.fromkeys(hits), on)


def above(place: Place) -> Place | None:
    """Return the place whose authority a place answered to in its time, None above a province.

    >>> [above(place).full for name in ("phường Bến Nghé", "phường Sài Gòn") for place in find(name)]
    ['quận 1', 'Thành phố Hồ Chí Minh']
    """
    return place.parent


def below(place: Place, on: str | None = None) -> tuple[Place, ...]:
    """Return the places that answer to a place: of a province that lasted, districts then and communes now."""
    return _held(_gazetteer().below.get(place, ()), on)


def province_of(place: Place) -> Place:
    """Return the province that a place lies in; a province lies in itself."""
    return province_of(place.parent) if place.parent else place


def provinces(on: str) -> tuple[Place, ...]:
    """Return the provinces of a day.

    >>> len(provinces("2025-06-30")), len(provinces("2025-07-01"))
    (63, 34)
    """
    return _held(sorted(_gazetteer().below[None], key=lambda place: place.name), on)


def successors(place: Place) -> tuple[Place, ...]:
    """Return what a place became, the chief heir first; nothing for a place of today.

    A commune became one or several communes. No authority followed on a district: its ground answers to the province, unless it became
    a special zone.

    >>> [new.full for old in find("tỉnh Nam Định") for new in successors(old)]
    ['tỉnh Ninh Bình']
    >>> [new.full for name in ("huyện Xuân Trường", "huyện Côn Đảo") for old in find(name) for new in successors(old)]
    ['tỉnh Ninh Bình', 'đặc khu Côn Đảo']
    """
    found = _gazetteer()
    if place.level == "huyen" and place.parent and place not in found.after:
        return (_now(place.parent, found),)
    return tuple(found.after.get(place, ()))


def predecessors(place: Place) -> tuple[Place, ...]:
    """Return what a place was made of, wholly or in part: communes of a commune, provinces of a province.

    >>> [old.full for old in predecessors(find("tỉnh Ninh Bình", on="2025-07-01")[0])]
    ['tỉnh Hà Nam', 'tỉnh Nam Định', 'tỉnh Ninh Bình']
    """
    return tuple(_gazetteer().before.get(place, ()))
