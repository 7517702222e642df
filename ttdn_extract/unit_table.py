"""All mentions of units -> the units of a document: mentions that mean one body meet under one id.

In: mentions from the whole text, from tasks and recipients. Out: units in order of their first mention, each with its canonical name and its mentions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ttdn_extract.clean import fold
from ttdn_extract.finders.context import Context
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.unit_names import UnitName, name_unit


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
        self.units: list[Unit] = []
        self._by_place: dict[tuple[int, int], Unit] = {}
        by_name: dict[tuple[bool, str], Unit] = {}
        names: dict[tuple[bool, str], UnitName] = {}
        for mention in sorted(set(mentions)):
            place = mention.start, mention.end
            if place in self._by_place:
                continue
            printed = mention.generic, text[mention.start : mention.end]
            known = names.get(printed)
            if known is None:
                known = names[printed] = name_unit(printed[1], mention.generic, context)
            key = mention.generic, fold(known.name)
            unit = by_name.get(key)
            if unit is None:
                unit = by_name[key] = Unit(f"u{len(by_name) + 1}", mention.generic, known)
                self.units.append(unit)
            unit.mentions.append(place)
            self._by_place[place] = unit

    def id_at(self, start: int, end: int) -> str | None:
        """Return the id of the unit that a mention means."""
        unit = self._by_place.get((start, end))
        return unit.id if unit else None
