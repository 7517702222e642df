"""What comes later in a zone: the look ahead that tells where a list which begins anew belongs.

In: the markers of a zone by their place. Out: whether an open list goes on behind a list that begins inside it ("5. … a) …
1. … 2. … b) …": the 1. and 2. belong to a). Every look is bounded, so the time stays in proportion to the length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from ttdn_extract.markers import Marker, follows

_LOOKAHEAD = 300  # markers; a list inside an item is shorter


class Outlook:
    """The numbered markers of one zone, by place and by level."""

    def __init__(self, markers: dict[int, Marker], end: int) -> None:
        self._markers, self._end = markers, end
        self._places: dict[tuple[str, str], list[int]] = {}
        for place, marker in markers.items():
            self._places.setdefault(marker.level, []).append(place)

    def _ahead(self, level: tuple[str, str], after: int, limit: int) -> Iterable[tuple[int, Marker]]:
        places = self._places.get(level, [])
        at = bisect_right(places, after)
        for place in places[at : at + _LOOKAHEAD]:
            if place >= limit:
                return
            yield place, self._markers[place]

    def is_before(self, level: tuple[str, str], kind: str) -> bool:
        """Say whether the zone has its first marker of a level before its first one of a kind."""
        first = self._places.get(level, [self._end])[0]
        return all(places[0] > first for other, places in self._places.items() if other[0] == kind)

    def limit(self, after: int, levels: Iterable[tuple[str, str]]) -> int:
        """Return the next place of a marker of one of these levels: what lies behind is no part of the items inside."""
        limit = self._end
        for level in levels:
            places = self._places.get(level, [])
            at = bisect_right(places, after)
            if at < len(places):
                limit = min(limit, places[at])
        return limit

    def comes(self, marker: Marker, after: int, limit: int) -> bool:
        """Say whether the next item of an open list comes before the limit."""
        return any(follows(marker, later) for _, later in self._ahead(marker.level, after, limit))

    def returns(self, inner: Marker, outer: Marker, after: int, limit: int) -> int | None:
        """Return where the list that `inner` begins breaks off to go on with the item after `outer`, or None."""
        current = inner
        for place, later in self._ahead(inner.level, after, limit):
            if not follows(current, later):
                return place if follows(outer, later) else None
            current = later
        return None
