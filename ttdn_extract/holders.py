"""Which section or bullet holds a place of the flowed text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ttdn_extract.tree import Node


class Holders:
    """The nodes of one document, asked by place."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes, self._starts = nodes, [node.paragraph.start for node in nodes]

    def at(self, place: int) -> Node | None:
        """Return the innermost section or bullet that holds a place, or None."""
        node = self.before(place)
        while node is not None and node.end <= place:
            node = node.parent
        return node

    def before(self, place: int) -> Node | None:
        """Return the last node that begins at a place or before it, or None."""
        k = bisect_right(self._starts, place) - 1
        return self._nodes[k] if k >= 0 else None
