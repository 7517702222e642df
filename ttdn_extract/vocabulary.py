"""The closed word lists of the contract: what a level, a role, a relation may be. Finders say these words, `plan` prints them.

They are types, so a word that no list holds is found before the program runs; words that come from rule files are checked when those are loaded.
"""

from __future__ import annotations

from typing import Literal

PlaceLevel = Literal["tw", "tinh", "huyen", "xa"]
UnitLevel = Literal[PlaceLevel, "so", "dang"]
Level = Literal[UnitLevel, "other"]
SectionKind = Literal[
    "part", "chapter", "division", "article", "upper", "roman", "arabic", "decimal", "letter", "paren", "bullet"
]
Relation = Literal["basis", "implements", "amends", "replaces", "guides", "attached", "cites"]
Form = Literal["full", "short", "named", "anaphor"]
DateRole = Literal["issued", "instrument", "deadline", "period", "event"]
TaskRole = Literal["lead", "implement", "direct"]
Severity = Literal["info", "warning"]
