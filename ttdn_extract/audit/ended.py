"""Duties for bodies that no longer exist: "Sở Thông tin và Truyền thông" in a plan of September 2025.

In: the bodies that a document's tasks and recipients name. Out: `Defect`s for those that had come to an end on the day of the document.
A document from before that day is right, and so is one that only tells what a body once did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ttdn_extract.audit.messages import day_in_words, say
from ttdn_extract.audit.papers import Charge, Paper
from ttdn_extract.audit.records import Defect, Shown
from ttdn_extract.clean import fold
from ttdn_extract.gazetteer import CHANGE, find, successors
from ttdn_extract.places import place_of
from ttdn_extract.plan import Unit

# Ranks that ended with the two tiers, as the place of one body or of a class of them.
_GONE = re.compile(r"(?:UBND|HĐND|MTTQ Việt Nam|Công an|Phòng .*?|Hội .*?)(?: cấp| các)? (?:huyện|quận|thị xã|thị trấn)\b|(?:Huyện|Quận|Thị) ủy\b", re.I)  # fmt: skip
_ROOMS = ("xa", "huyen", "tinh")
"""Levels whose documents mean the offices of a local authority by "Phòng …"; elsewhere it is a room of the house itself."""
Ended = tuple[str, str | None]


def find_ended(paper: Paper) -> Iterator[Defect]:
    """Yield the bodies that a document charges or addresses although they had ended."""
    document = paper.document
    day = document.issued or _before(document.period)
    if day is None:
        return
    found: dict[str, tuple[Unit, Ended, list[Shown]]] = {}
    for charge in paper.charges:
        ended = _ended(charge, document.level, day)
        if ended is not None:
            shown = Shown(paper.id, charge.span.start, charge.span.end, charge.text, say("note.body"))
            places = found.setdefault(charge.unit.id, (charge.unit, ended, []))[2]
            if shown not in places:
                places.append(shown)
    for unit, (until, successor), places in found.values():
        heir = say("heir", name=successor) if successor else ""
        said = day_in_words(document.issued) if document.issued else f"sau {day_in_words(day)}"
        message = say("ended-body", body=unit.name, until=day_in_words(until), successor=heir, day=said)
        yield Defect(
            "ended-body",
            paper.id,
            None,
            (fold(unit.name),),
            message,
            (*places, *paper.field("issued", say("note.issued"))),
        )


def _before(period: str | None) -> str | None:
    """Return a day that a plan of one year is hardly older than; a longer plan may be made well before it begins."""
    return f"{int(period) - 1}-10" if period and period.isdigit() else None


def _ended(charge: Charge, level: str | None, day: str) -> Ended | None:
    """Return the last day and the heir of a body that had ended on a day."""
    unit = charge.unit
    if unit.name.startswith("Phòng ") and level not in _ROOMS:
        return None
    if unit.until:
        return (unit.until, unit.successor) if _is_after(day, unit.until) else None
    if _GONE.match(unit.name) and _is_after(day, CHANGE):
        return CHANGE, None
    return None if unit.generic else _place_ended(unit.name, day)


def _is_after(day: str, until: str) -> bool:
    """Say whether all that a date may mean lies on or behind a day."""
    return f"{day}-01-01"[: len("2025-07-01")] >= until


@lru_cache(maxsize=8192)
def _place_ended(name: str, day: str) -> Ended | None:
    """Return when the place of a body ended, if no place of its name and rank lived on."""
    place = place_of(name)
    if not place or not _is_after(day, CHANGE) or find(place, on=day):
        return None
    former = find(place)
    if not former or any(bearer.until != CHANGE for bearer in former):
        return None
    heirs = {heir.full for bearer in former for heir in successors(bearer)}
    return CHANGE, heirs.pop() if len(heirs) == 1 else None
