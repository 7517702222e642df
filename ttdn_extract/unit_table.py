"""All mentions of units -> the units of a document: mentions that mean one body meet under one id.

In: mentions from the whole text, from tasks and recipients. Out: units in order of their first mention, each with its canonical name and its mentions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ttdn_extract.finders.context import Context
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.unit_names import UnitName, UnitNamer


@dataclass(slots=True)
class Unit:
    """A unit with its mentions as places of the flowed text."""

    id: str
    generic: bool
    known: UnitName
    mentions: list[tuple[int, int]] = field(default_factory=list)


class UnitTable:
    """The units of one document."""

    def __init__(self, text: str, mentions: Iterable[UnitMention], context: Context) -> None:
        self._by_place: dict[tuple[int, int], Unit] = {}
        namer = UnitNamer(context)
        by_name: dict[tuple[bool, str], Unit] = {}
        by_print: dict[tuple[bool, str], Unit] = {}
        for start, end, generic, _ in sorted(mentions):
            place = start, end
            if place in self._by_place:
                continue
            printed = generic, text[start:end]
            unit = by_print.get(printed)
            if unit is None:
                known = namer.name(printed[1], generic=generic)
                unit = by_name.get((generic, known.key))
                if unit is None:
                    unit = by_name[generic, known.key] = Unit(f"u{len(by_name) + 1}", generic, known)
                by_print[printed] = unit
            unit.mentions.append(place)
            self._by_place[place] = unit
        self.units = list(by_name.values())

    def id_at(self, start: int, end: int) -> str | None:
        """Return the id of the unit that a mention means."""
        unit = self._by_place.get((start, end))
        return unit.id if unit else None
