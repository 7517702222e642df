"""Who stands above the body that issued a plan: its own kind of body, one step up.

In: "UBND huyện Vụ Bản". Out: `Above` with "UBND" of "tỉnh Nam Định". Until 30 June 2025 a commune answers to a district and that to a
province; since then a commune answers to a province. A place that the gazetteer does not know gets what the document says of it:
its province, and the district that it names if it names just one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ttdn_extract.audit.papers import Paper
from ttdn_extract.bare import bare
from ttdn_extract.bodies import level_of
from ttdn_extract.clean import fold
from ttdn_extract.gazetteer import CHANGE, Place, above, find, key, predecessors
from ttdn_extract.identity import slug
from ttdn_extract.places import place_of, provinces

_KINDS = {"tỉnh": "tinh", "thành phố": "", "huyện": "huyen", "quận": "huyen", "thị xã": "huyen"}
_BEFORE, _SINCE = ("thị trấn",), ("đặc khu",)


@dataclass(frozen=True, slots=True)
class Above:
    """The bodies that may have issued a parent plan; without names, any of the level."""

    head: str
    levels: tuple[str, ...]
    names: frozenset[str]
    former: frozenset[str]
    """Provinces that the one above was made of: their plans are still put into effect."""
    shown: str

    def is_of(self, issuer: str | None) -> bool:
        """Say whether a body stands directly above; a bare "UBND tỉnh" means the writer's own."""
        if not issuer:
            return False
        place = place_of(issuer)
        head = issuer[: len(issuer) - len(place)].strip()
        if place:
            known = not self.names or key(place) in self.names | self.former
            return slug(head) == slug(self.head) and level_of(issuer) in self.levels and known
        return any(
            slug(issuer) == slug(f"{self.head} {rank}") and (not level or level in self.levels)
            for rank, level in _KINDS.items()
        )

    def is_now(self, issuer: str | None) -> bool:
        """Say whether a body is known to be the one above, and not one that it was made of."""
        return self.is_of(issuer) and key(place_of(issuer or "")) in self.names


def above_of(paper: Paper) -> Above | None:
    """Return who stands above the issuer of a plan, None where that is not known or nobody does."""
    document = paper.document
    place = place_of(document.issuer or "")
    if not document.issuer or not place or document.level not in ("huyen", "xa"):
        return None
    head = document.issuer[: len(document.issuer) - len(place)].strip()
    if not head:
        return None
    day = paper.not_before()
    parents = _known(place, document.level, document.province, document.issued)
    if parents:
        return Above(head, tuple(sorted({p.level for p in parents})), *_named(head, parents))
    if document.level == "huyen":
        levels: tuple[str, ...] = ("tinh",)
    else:
        levels = _levels_above_commune(place, day, document.issued is not None)
    return _guided_by_text(head, levels, paper)


@lru_cache(maxsize=4096)
def _known(place: str, level: str, province: str | None, on: str | None) -> tuple[Place, ...]:
    """Return the places above a place as the gazetteer knows them, only if they agree."""
    hits = find(place, level=level, on=on)
    inside = find(place, level=level, province=province, on=on) if province else ()
    if province and not inside:
        return ()  # it knows another place of this name, or the document's province is not the one of its time
    parents = tuple(dict.fromkeys(p for hit in inside or hits if (p := above(hit)) is not None))
    # One commune of two districts, or of two times, may be meant; two communes of two provinces leave it open.
    return parents if len({p.level for p in parents}) == len(parents) else ()


def _named(head: str, parents: tuple[Place, ...]) -> tuple[frozenset[str], frozenset[str], str]:
    """Return the names of places above, and those of the provinces that they were made of."""
    former = {key(old.full) for place in parents for old in predecessors(place)}
    return frozenset(key(p.full) for p in parents), frozenset(former), " / ".join(f"{head} {p.full}" for p in parents)


def _levels_above_commune(place: str, day: str | None, issued: bool) -> tuple[str, ...]:
    """Return the levels that may stand above a commune on a day; the day of a cited instrument is only the earliest."""
    rank = fold(place)
    if rank.startswith(_BEFORE) or (issued and day and day < CHANGE[: len(day)]):
        return ("huyen",)
    if rank.startswith(_SINCE) or (day and day >= CHANGE[: len(day)] and len(day) > len("2025")):
        return ("tinh",)
    return ("huyen", "tinh")


def _guided_by_text(head: str, levels: tuple[str, ...], paper: Paper) -> Above:
    """Take the places above from what the document says of itself."""
    province = paper.document.province
    names: dict[str, str] = {}
    if "tinh" in levels and province:
        names |= {key(f"{rank} {province}"): f"{rank} {province}" for rank in ("tỉnh", "thành phố")}
    if "huyen" in levels and len(paper.districts) == 1:
        (district,) = paper.districts
        names[key(district)] = district
    # One level of two that is not known leaves the names open: any district may be meant.
    known = bool(names) and (len(levels) == 1 or len(names) == 3)
    ranks = {"tinh": "cấp tỉnh", "huyen": "cấp huyện"}
    if province:
        city = provinces().get(bare(province).upper(), ("", False))[1]
        ranks["tinh"] = f"{'thành phố' if city else 'tỉnh'} {province}"
    if known and "huyen" in levels:
        (ranks["huyen"],) = paper.districts
    shown = " / ".join(f"{head} {ranks[level]}" for level in levels)
    return Above(head, levels, frozenset(names) if known else frozenset(), frozenset(), shown)
