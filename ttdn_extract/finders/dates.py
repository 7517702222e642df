"""Time expressions -> EDTF, by a closed grammar: points, links between points, and the words around them.

In: the folded text. Out: `Dates`: mentions such as "từ ngày 01 đến ngày 15/3/2025" -> 2025-03-01/2025-03-15, and problems
("31/02/2025" is no date). A point takes a part that it lacks only from the point it is linked with; nothing is invented:
"trước ngày 10/6" is XXXX-06-10. The rows of `rules/dates.toml` say what is a point, a link or a cue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from ttdn_extract.finders.date_anchors import anchors
from ttdn_extract.finders.date_points import NEAR, Point, cues, filled, holds, mended, point_at, probe, row, rows
from ttdn_extract.vocabulary import DateRole

_WINDOW = 64  # how far back a cue may stand
_CLOSE = 16  # wider than anything that the row "not" can fit
_NO_LINK = frozenset({"", ".", ")", ":", "\n", "”", '"', "%"})
# Points whose cues are not those of their grain.
_KINDS = {
    "weak.month.year": "month.year",
    "weak.month.span": "month.year",
    "weak.day.month.dot": "dot",
    "weak.day.month.dash": "dash",
    "weak.full.short": "short",
}
_FURTHER = ("sure", "weak", "more")
_UNSLASHED = {"weak.day.month.dot", "weak.day.month.dash", "again.day.month"}  # "15.6 và 15.12"
_SPACED = re.compile(r"\d \d")
_CLOSED = re.compile(r" ?(?:[|);\n]|\.(?!\d)|$)")


class DateMention(NamedTuple):
    """A time expression; `repeats` if it names no single year ("hằng năm", "năm sau"), `row` is the rule that read it. `date_roles` gives the role."""

    start: int
    end: int
    edtf: str
    role: DateRole = "event"
    inferred: str | None = None
    row: str = ""
    repeats: bool = False


class DateProblem(NamedTuple):
    """What is no date though it looks like one (date.impossible), or was read through a slip (date.spaced, date.misread)."""

    start: int
    end: int
    code: str


class Dates(NamedTuple):
    """What `find_dates` found, in reading order."""

    mentions: list[DateMention]
    problems: list[DateProblem]


class _Chain(NamedTuple):
    """Linked points: "3/2, 19/5 và 2/9"; `links[i]` and `words[i]` stand between points i and i + 1."""

    points: list[Point]
    links: list[str]
    words: list[str]

    def rest(self, number: int) -> _Chain:
        return _Chain(self.points[number:], self.links[number:], self.words[number:])


def find_dates(folded: str, times: Sequence[tuple[int, int]] = ()) -> Dates:
    """Find all time expressions of a folded text; in the places `times`, cells of deadlines, a weak point needs no cue.

    >>> [m.edtf for m in find_dates("giai đoạn 2021 - 2025, tầm nhìn đến năm 2045").mentions]
    ['2021/2025', '../2045']
    """
    found = Dates([], [])
    at = 0
    for start in anchors(folded, times):
        if start < at:
            continue
        point = point_at(folded, start, ("sure", "weak"))
        if point is None:
            continue
        whole = mended(folded, point)
        if whole or point.row == "full.misread":
            found.problems.append(DateProblem((whole or point).start, point.end, "date.misread"))
        chain = _chain(folded, whole or point)
        at = chain.points[-1].end
        if not _is_said(folded, chain) and not (holds(times, start, at) and _may_follow(folded, at)):
            at = at if chain.links else start + 1
            chain = chain.rest(_first_named(chain))
        if chain.points:
            _emit(folded, chain, found)
    return found


def _chain(folded: str, head: Point) -> _Chain:
    """Follow the links from a point as far as they lead to points of its kind."""
    chain = _Chain([head], [], [])
    step = _next(folded, head, ranged=False)
    if step is None:
        return chain
    while step:
        kind, words, right = step
        chain.points.append(right)
        chain.links.append(kind)
        chain.words.append(words)
        step = _next(folded, right, kind == "range")
    # A bare number at the end of a list may count something: "trong tháng 3, 2 xã …".
    size, end = len(chain.points), chain.points[-1].end
    if not (_CLOSED.match(folded, end) or _tail("monthly", folded, end) or _tail("yearly", folded, end)):
        while size > 1 and chain.points[size - 1].row == "more.number" and chain.links[size - 2] == "list":
            size -= 1
    return _Chain(_shared(chain.points[:size]), chain.links[: size - 1], chain.words[: size - 1])


def _next(folded: str, left: Point, ranged: bool) -> tuple[str, str, Point] | None:
    """Return the link and the point that go on from here; a range has two ends and no third."""
    # Most points stand alone, which the next character or one look at the words tells.
    if folded[left.end : left.end + 1] in _NO_LINK or left.grain == "part" or not probe("link").match(folded, left.end):
        return None
    parts = ("again", *_FURTHER) if left.row in _UNSLASHED else _FURTHER
    for kind, link in rows("link"):
        if kind == "range" and ranged:
            continue
        match = link.match(folded, left.end)
        right = point_at(folded, match.end(), parts) if match else None
        right = filled(left, right) if right else None
        if match and right and (_lists if kind == "list" else _ranges)(folded, left, right):
            return kind, match.group(), right
    return None


def _lists(folded: str, left: Point, right: Point) -> bool:
    """Say whether two points are items of one list; a weak one must not count what follows ("năm 2024, 2025 hộ")."""
    if left.grain != right.grain:
        return False
    if right.sure or right.row == "more.number" or right.y is not None and right.grain != "year":
        return True
    return _may_follow(folded, right.end)


def _ranges(folded: str, left: Point, right: Point) -> bool:
    """Say whether two points are the ends of one range: of one grain, unless "từ" stands before, and in order."""
    if (
        right.grain == "part"
        or left.grain != right.grain
        and not row("from").search(folded, max(0, left.start - NEAR), left.start)
    ):
        return False
    if right.row in ("more.year", "weak.year"):
        return left.grain == "year" and (left.y or 0) < (right.y or 0)
    if left.y is None or right.y is None or not (left.is_possible() and right.is_possible()):
        return True
    return left.y < right.y or left.grain != right.grain or left.value() <= right.value()


def _shared(points: list[Point]) -> list[Point]:
    """Give each point what it lacks and its right neighbour has: "01 đến ngày 15/3/2025", "quý i và quý ii/2014"."""
    for number in range(len(points) - 2, -1, -1):
        left, right = points[number], points[number + 1]
        if left.grain == "day" and left.m is None:
            left = replace(left, m=right.m)
        if left.y is None:
            left = replace(left, y=right.y)
        points[number] = left
    return points


def _is_said(folded: str, chain: _Chain) -> bool:
    """Say whether the text really speaks of time: by a sure point, a range of years, or a cue in front."""
    head, end = chain.points[0], chain.points[-1].end
    if head.grain != "day" and row("not").search(folded, max(0, head.start - _CLOSE), head.start):
        return False
    if head.sure or any(point.sure for point in chain.points):
        return True
    if chain.links == ["range"] and all(point.y for point in chain.points):
        return True
    if (
        head.row == "weak.quarter"
        and not folded[head.end - 1].isdigit()
        or head.grain in ("day", "month", "quarter")
        and _tail("yearly", folded, end)
    ):
        return True
    before = folded[max(0, head.start - _WINDOW) : head.start]
    kind = _KINDS.get(head.row, head.grain)
    if any(cue.search(before) for cue in cues("cue", kind)):
        return True
    return _may_follow(folded, end) and any(cue.search(before) for cue in cues("hint", kind))


def _may_follow(folded: str, at: int) -> bool:
    after = folded[at : at + NEAR]
    return any(pattern.match(after) for _, pattern in rows("follow"))


def _tail(name: str, folded: str, at: int) -> re.Match[str] | None:
    return row(name).match(folded[at : at + NEAR])


def _first_named(chain: _Chain) -> int:
    """Return the first point behind the head that has the word "ngày" of its own."""
    return next((number for number, words in enumerate(chain.words, 1) if words.endswith("ngày ")), len(chain.points))


def _emit(folded: str, chain: _Chain, found: Dates) -> None:
    """Put the mentions of a chain on the list, with what the words around it add."""
    first, last = chain.points[0], chain.points[-1]
    tails = _tails(folded[last.end : last.end + NEAR])
    before = folded[max(0, first.start - NEAR) : first.start]
    # The words that the rows ask for are looked up first: most dates have none of them in front.
    if "moon" in tails or "nhằm" in before and row("lunar").search(before):
        return
    monthly = "monthly" in tails or first.m is None and " tháng" in before and row("each.month").search(before)
    repeats = bool(chain.words or tails) and _repeats(chain, tails)
    pairs = _pairs(chain)
    for left, right in pairs:
        wrong = [point for point in ([left] if left is right else [left, right]) if not point.is_possible()]
        for point in wrong:
            found.problems.append(DateProblem(point.start, point.end, "date.impossible"))
        if left is not right and left.y and right.y and left.grain == right.grain and left.value() > right.value():
            # A range that ends before it begins: which end is wrong, nobody knows.
            found.problems.append(DateProblem(left.start, right.end, "date.impossible"))
            continue
        if wrong or left.grain == "day" and left.m is None and not monthly:
            continue
        if left.sure and _SPACED.search(folded, left.start, left.end):
            found.problems.append(DateProblem(left.start, left.end, "date.spaced"))
        edtf, end = left.value(), right.end
        if left is not right and edtf != (value := right.value()):
            edtf = f"{edtf}/{value}"
        if tails and right is last:
            edtf, end = _widened(edtf, end, tails)
        if "/" not in edtf:
            single = left is right and len(pairs) == 1
            if single and ("từ" in before or "sau" in before) and row("from").search(before):
                edtf += "/.."
            elif left.grain == "year" and ("đến" in before or "tới" in before) and row("until").search(before):
                edtf = f"../{edtf}"
        found.mentions.append(DateMention(left.start, end, edtf, row=left.row, repeats=repeats and "XX" in edtf))


def _tails(after: str) -> dict[str, re.Match[str]]:
    """Return what stands behind a chain and changes its value, by row; one look tells that nothing does."""
    if not probe("after").match(after):
        return {}
    return {name: match for name, pattern in rows("after") if (match := pattern.match(after))}


def _repeats(chain: _Chain, tails: dict[str, re.Match[str]]) -> bool:
    """Say whether a value without a year stands for every year, or for one that only the text around can tell."""
    return not tails.keys().isdisjoint(("yearly", "relative", "monthly")) or any("năm " in said for said in chain.words)


def _pairs(chain: _Chain) -> list[tuple[Point, Point]]:
    """Return the ends of each range; a single point is both ends of itself."""
    if not chain.links:
        return [(chain.points[0], chain.points[0])]
    pairs, number = [], 0
    while number < len(chain.points):
        step = 1 if chain.links[number : number + 1] == ["range"] else 0
        pairs.append((chain.points[number], chain.points[number + step]))
        number += 1 + step
    return pairs


def _widened(edtf: str, end: int, tails: dict[str, re.Match[str]]) -> tuple[str, int]:
    """Add what stands behind the last point: "và những năm tiếp theo", "hằng năm"."""
    for name, match in tails.items():
        if name == "onwards":
            return edtf.partition("/")[0] + "/..", end + match.end()
        if name == "back":
            return "../" + edtf.rpartition("/")[2], end
        if "XX" in edtf:
            return edtf, end + match.end()
    return edtf, end
