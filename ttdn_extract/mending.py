"""Markers that mislead alone and are plain among their neighbours: "i)" before "ii)", "l." for "1.", a lost "I.".

In: the numbered markers of a zone by place, with the text behind each. Out: the markers as meant.
"""

from __future__ import annotations

from collections.abc import Mapping

from ttdn_extract.doctype import is_capital
from ttdn_extract.markers import Marker


def mend_markers(markers: Mapping[int, Marker], rests: Mapping[int, str]) -> dict[int, Marker]:
    """Return the markers by place, each as its neighbours show that it is meant."""
    places = list(markers)
    meant = dict(markers)
    for n, k in enumerate(places):
        before = markers[places[n - 1]] if n else None
        after = markers[places[n + 1]] if n + 1 < len(places) else None
        meant[k] = _by_neighbours(markers[k], before, after, rests[k])
    first = _lost_first(meant, rests)
    if first is not None:
        second = next(marker for marker in meant.values() if marker.kind == "roman")
        meant[first] = Marker("roman", "I", second.level, 1, meant[first].length)
    return meant


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
