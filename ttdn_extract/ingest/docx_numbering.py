"""Automatic numbers of a .docx: what Word writes in front of a list paragraph.

In: numbering.xml and, paragraph by paragraph in order, the list and level. Out: the text of the number, "II.", "1.2.",
"a)", "đ)" or "-", which the file itself does not hold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ttdn_extract.ingest.docx_xml import attribute, child, children, number, switch, value
from ttdn_extract.ingest.numerals import write_number
from ttdn_extract.ingest.symbols import readable

_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
# Bullets of Word's symbol fonts that are stored as ordinary characters.
_BULLET_LETTERS = frozenset("o§Øüvq·")
_SYMBOL_FONTS = ("symbol", "wingdings", "webdings")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list, as its definition says."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    paragraph_style: str | None = None


@dataclass(slots=True)
class _List:
    """A list in use: several w:num may share the counters of one abstract list."""

    counters: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Counts through the lists of one document; feed it the paragraphs in order."""

    def __init__(self, root: Any) -> None:
        """Index the lists of a numbering.xml; None is a file without one."""
        self._abstract = {attribute(item, "abstractNumId") or "": item for item in children(root, "abstractNum")}
        self._nums = {number(attribute(item, "numId")): item for item in children(root, "num")}
        self._by_style_link = {
            link: item for item in self._abstract.values() if (link := value(item, "styleLink")) is not None
        }
        self._levels: dict[int, dict[int, Level]] = {}
        self._lists: dict[str, _List] = {}
        self._restarted: set[tuple[int, int]] = set()

    def level_of_style(self, num_id: int, style_id: str | None) -> int | None:
        """The level that a list ties to a paragraph style."""
        for index, level in self._levels_of(num_id).items():
            if style_id is not None and level.paragraph_style == style_id:
                return index
        return None

    def next_number(self, num_id: int, index: int) -> str:
        """Count one paragraph and write its number; a list or level that is not defined gives nothing."""
        levels = self._levels_of(num_id)
        if index not in levels:
            return ""
        counters = self._count(num_id, index, levels)
        level = levels[index]
        if level.style == "bullet":
            return level.text

        def fill(match: re.Match[str]) -> str:
            shown = int(match[1]) - 1
            source = levels.get(shown, Level())
            current = counters[shown]
            style = "decimal" if level.legal and source.style not in ("none", "bullet") else source.style
            return write_number(source.start if current is None else current, style)

        return _PLACEHOLDER.sub(fill, level.text)

    def _count(self, num_id: int, index: int, levels: dict[int, Level]) -> list[int | None]:
        """Advance the counter of a level and reset those below it."""
        counters = self._lists.setdefault(self._abstract_id(num_id), _List()).counters
        if (num_id, index) not in self._restarted and self._has_start_override(num_id, index):
            counters[index] = None
        self._restarted.add((num_id, index))
        for upper in range(index):
            # Word starts the levels above when a list begins deep: "1.1" without a "1." before it.
            if counters[upper] is None and upper in levels:
                counters[upper] = levels[upper].start
        current = counters[index]
        counters[index] = levels[index].start if current is None else current + 1
        for below in range(index + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart > 0 and index < restart):
                counters[below] = None
        return counters

    def _has_start_override(self, num_id: int, index: int) -> bool:
        return any(
            number(attribute(item, "ilvl")) == index and child(item, "startOverride") is not None
            for item in children(self._nums.get(num_id), "lvlOverride")
        )

    def _abstract_id(self, num_id: int) -> str:
        return value(self._nums.get(num_id), "abstractNumId") or ""

    def _levels_of(self, num_id: int) -> dict[int, Level]:
        if num_id not in self._levels:
            self._levels[num_id] = self._read_levels(num_id)
        return self._levels[num_id]

    def _read_levels(self, num_id: int) -> dict[int, Level]:
        """Read a list's levels: the abstract list, a linked list style, then the overrides of this list."""
        abstract = self._abstract.get(self._abstract_id(num_id))
        link = value(abstract, "numStyleLink")
        if link is not None:
            abstract = self._by_style_link.get(link, abstract)
        levels = dict(_read_level(item) for item in children(abstract, "lvl"))
        for item in children(self._nums.get(num_id), "lvlOverride"):
            index = number(attribute(item, "ilvl")) or 0
            own = child(item, "lvl")
            if own is not None:
                levels[index] = _read_level(own)[1]
            start = number(value(item, "startOverride"))
            if start is not None and index in levels:
                levels[index] = replace(levels[index], start=start)
        return {index: level for index, level in levels.items() if 0 <= index < _LEVELS}


def _read_level(item: Any) -> tuple[int, Level]:
    style = value(item, "numFmt") or _alternate_format(item) or "decimal"
    text = value(item, "lvlText") or ""
    if style == "bullet":
        text = _bullet(item, text)
    start = number(value(item, "start"))
    level = Level(
        start=1 if start is None else start,
        style=style,
        text=readable(text),
        legal=bool(switch(item, "isLgl")),
        restart=number(value(item, "lvlRestart")),
        paragraph_style=value(item, "pStyle"),
    )
    return number(attribute(item, "ilvl")) or 0, level


def _alternate_format(item: Any) -> str | None:
    """Newer formats stand in mc:AlternateContent, with an older one as fallback."""
    fallback = child(child(item, "AlternateContent"), "Fallback")
    return value(fallback, "numFmt")


def _bullet(item: Any, text: str) -> str:
    """Name the sign that a bullet shows, whatever letter the symbol font hides it behind."""
    if not text:
        return "•" if child(item, "lvlPicBulletId") is not None else ""
    fonts = child(child(item, "rPr"), "rFonts")
    font = (attribute(fonts, "ascii") or attribute(fonts, "hAnsi") or "") if fonts is not None else ""
    in_symbol_font = font.lower().startswith(_SYMBOL_FONTS) and text.isalnum()
    return "•" if text in _BULLET_LETTERS or in_symbol_font else text
