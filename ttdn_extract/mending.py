"""Markers that mislead alone and are plain among their neighbours: "i)" before "ii)", "l." for "1.", "n." for "II.", a lost "I.".

In: the numbered markers of a zone by place, with the text behind each. Out: the markers as meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from ttdn_extract.doctype import is_capital
from ttdn_extract.markers import Marker

_SCANNED = {"n": 2, "m": 3}  # what scanners take "II" and "III" for


def mend_markers(markers: Mapping[int, Marker], rests: Mapping[int, str]) -> dict[int, Marker]:
    """Return the markers by place, each as its neighbours show that it is meant."""
    places = list(markers)
    meant = dict(markers)
    roman = 0  # of the last one above
    for n, k in enumerate(places):
        before = markers[places[n - 1]] if n else None
        after = markers[places[n + 1]] if n + 1 < len(places) else None
        meant[k] = _by_neighbours(markers[k], before, after, rests[k])
        if _SCANNED.get(meant[k].label) == roman + 1 and _is_scanned(meant[k], before, rests[k]):
            meant[k] = Marker("roman", "I" * (roman + 1), ("roman", "."), roman + 1, meant[k].length)
        roman = meant[k].ordinal if meant[k].kind == "roman" else roman
    first = _lost_first(meant, rests)
    if first is not None:
        second = next(marker for marker in meant.values() if marker.kind == "roman")
        meant[first] = Marker("roman", "I", second.level, 1, meant[first].length)
    return meant


def _is_scanned(marker: Marker, before: Marker | None, rest: str) -> bool:
    """Say whether "n. NỘI DUNG" below "I. MỤC ĐÍCH" is "II.": it goes on with no list of letters."""
    in_list = before is not None and before.kind == "letter" and before.ordinal == marker.ordinal - 1
    return marker.level == ("letter", ".") and not in_list and is_capital(rest)


def _by_neighbours(marker: Marker, before: Marker | None, after: Marker | None, rest: str) -> Marker:
    if marker.label == "i" and after is not None and after.label == "ii":
        return Marker(marker.kind, "i", after.level, 1, marker.length)
    if marker.label == "l" and marker.level[1] == "." and (before is None or before.label != "k"):
        if after is not None and after.kind == "arabic" and after.ordinal == 2:
            return Marker("arabic", "1", after.level, 1, marker.length)
        if is_capital(rest):
            return Marker("roman", "I", ("roman", "."), 1, marker.length)
    return marker


def _lost_first(markers: Mapping[int, Marker], rests: Mapping[int, str]) -> int | None:
    """Find "1. MỤC ĐÍCH" that stands for "I. MỤC ĐÍCH": the scan kept "II." and lost "I."."""
    second = next((k for k, marker in markers.items() if marker.kind == "roman"), None)
    if second is None or markers[second].ordinal != 2:
        return None
    above = [
        k for k, m in markers.items() if k < second and m.kind == "arabic" and m.ordinal == 1 and is_capital(rests[k])
    ]
    return above[-1] if above else None
