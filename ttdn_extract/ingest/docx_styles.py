"""Styles of a .docx: what a paragraph or a run inherits.

In: styles.xml. Out: for a style such as "Muc1" its list, whether its text is hidden or set in capitals ("kế hoạch"
shown as "KẾ HOẠCH"), and whether a table style draws a grid.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ttdn_extract.ingest.docx_xml import attribute, child, children, local, number, switch, value

_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """The inherited properties that change the text."""

    num_id: int | None = None
    level: int | None = None
    hidden: bool | None = None
    caps: bool | None = None
    grid: bool = False


class Styles:
    """All styles, resolved along basedOn when first asked for."""

    def __init__(self, root: Any) -> None:
        """Index the styles of a styles.xml; None is a file without one."""
        self._elements = {attribute(item, "styleId") or "": item for item in children(root, "style")}
        self._resolved: dict[str, Style] = {}

    def get(self, style_id: str | None) -> Style:
        """The resolved style; an unknown id is a style without properties."""
        key = style_id or ""
        if key not in self._resolved:
            self._resolved[key] = self._resolve(key)
        return self._resolved[key]

    @cached_property
    def default_paragraph(self) -> str | None:
        """Id of the style of paragraphs that name none."""
        for style_id, item in self._elements.items():
            if attribute(item, "type") == "paragraph" and attribute(item, "default") in ("1", "true", "on"):
                return style_id
        return None

    def _resolve(self, style_id: str) -> Style:
        num_id = level = hidden = caps = None
        grid = False
        seen: list[str] = []
        while style_id in self._elements and style_id not in seen and len(seen) < _MAX_CHAIN:
            seen.append(style_id)
            item = self._elements[style_id]
            listing, run = child(child(item, "pPr"), "numPr"), child(item, "rPr")
            num_id = number(value(listing, "numId")) if num_id is None else num_id
            level = number(value(listing, "ilvl")) if level is None else level
            hidden = switch(run, "vanish") if hidden is None else hidden
            caps = switch(run, "caps") if caps is None else caps
            grid = grid or has_grid(child(child(item, "tblPr"), "tblBorders"))
            style_id = value(item, "basedOn") or ""
        return Style(num_id, level, hidden, caps, grid)


def has_grid(borders: Any) -> bool:
    """Tell borders that draw a grid: three sides or more are visible."""
    if borders is None:
        return False
    drawn = [local(side) for side in borders if attribute(side, "val") not in (None, "none", "nil")]
    return len(drawn) >= 3
