"""Small readings of WordprocessingML elements, blind to the two namespaces that Word uses.

In: an lxml element, for example w:p of "I. MỤC ĐÍCH, YÊU CẦU". Out: local names, attributes, switches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def local(element: Any) -> str:
    """Name without namespace; comments and entities have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str | None:
    """Attribute by local name: strict and transitional files differ in the namespace only."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: Any, name: str) -> Any:
    """First child of that local name, or None; None has no children."""
    return next(children(element, name), None)


def children(element: Any, name: str) -> Iterator[Any]:
    """Children of that local name."""
    return (item for item in element if local(item) == name) if element is not None else iter(())


def value(element: Any, name: str) -> str | None:
    """The w:val of a child: value(pPr, "pStyle") is the style's id."""
    found = child(element, name)
    return attribute(found, "val") if found is not None else None


def number(text: str | None) -> int | None:
    """Read a small whole number; anything else is None."""
    if text is None or len(text) > 9:
        return None
    return int(text) if text.lstrip("-").isdecimal() and text.count("-") <= 1 else None


def switch(element: Any, name: str) -> bool | None:
    """Read an on/off child: absent is None, present without a value is on."""
    found = child(element, name)
    if found is None:
        return None
    return (attribute(found, "val") or "1") not in ("0", "false", "off")
