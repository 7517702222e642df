"""Finder: labelled lines: "Đơn vị chủ trì: …", "Thời gian thực hiện: …", as lines, bullets or one behind the other.

In: a paragraph. Out: its labels, each with its row of `tasks.toml` and where its value stands.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ttdn_extract.rulebook import Row, load_rows

_NEXT = re.compile(r"[.;…] (?=[^\W\d_])| [-–+*•] ?(?=[^\W\d_])|\((?=[^\W\d_])")
_REACH = 80  # a label is no longer
_SIGN = 3  # what parts two sentences is no longer


class Label(NamedTuple):
    """A label with its value."""

    start: int
    value: int
    end: int
    row: Row


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, Row]]:
    rows = {row.id.partition(".")[2]: row for row in load_rows("tasks") if row.id.startswith("label.")}
    return re.compile("|".join(f"(?P<{name}>{row.pattern})" for name, row in rows.items())), rows


def starts_label(low: str, at: int, stop: int) -> bool:
    """Say whether a label begins here."""
    return low.find(":", at, stop) > 0 and _labels()[0].match(low, at, stop) is not None


def find_labels(low: str, start: int, end: int) -> list[Label]:
    """Return the labels of a paragraph, each at the head of a sentence.

    >>> [label.row["part"] for label in find_labels("đơn vị chủ trì: sở y tế. thời gian thực hiện: quý i", 0, 51)]
    ['responsible', 'due']
    """
    if low.find(":", start, end) < 0:
        return []
    pattern, rows = _labels()
    hits: list[tuple[int, int, Row]] = []
    at = start
    while at < end:
        colon = low.find(":", at, at + _REACH)
        if colon < 0:
            colon = low.find(":", at, end)
            if colon < 0:
                break
        found = pattern.match(low, at, end) if colon < at + _REACH else None
        if found is not None and found.lastgroup:
            hits.append((at, found.end(), rows[found.lastgroup]))
            at = found.end()
        # No head is worth a look from which the next colon is out of reach.
        following = _NEXT.search(low, max(at, colon - _REACH - _SIGN) if found is None else at, end)
        at = following.end() if following else end
    stops = [hit[0] for hit in hits[1:]] + [end]
    return [Label(begin, value, stop, row) for (begin, value, row), stop in zip(hits, stops, strict=False)]
