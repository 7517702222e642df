"""Points in time as they are printed: one row of `rules/dates.toml` at one place -> `Point`.

In: the folded text and an offset. Out: "tháng 5/2025" -> month 5 of 2025, "10/6" -> 10 June of a year that is not said.
Whether a point is meant as a date at all, and what it takes from its neighbours, is decided in `dates`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from ttdn_extract.rulebook import Row, load_rows

NEAR = 40  # how far the words reach that change a value: "từ 7 giờ 00 phút ngày", "và những năm tiếp theo"
_MONTHS = ("", "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
_NUMBERS = {word: number for number, word in enumerate(_MONTHS) if word} | {
    "nhất": 1,
    "bốn": 4,
    "iv": 4,
    "lv": 4,
    "1v": 4,
}
_LETTERS = str.maketrans("ilo", "110")
_HALF = 6
_QUARTER = 32  # EDTF counts quarters 33 to 36
_YEARS = range(1000, 2200)
# The pieces of a pattern, as far as `needed` looks into it: what opens or ends a branch, a kind of character, plain letters.
_PIECE = re.compile(
    r"(?P<open>\((?:\?(?:P<\w+>|<?[!=]|:))?)|(?P<end>\)|\||$)|\\(?:x..|.)|\[(?:\\.|[^]\\])+\]|[.^$]"
    r"|(?P<word>[^][\\.^$()|*+?{}]+(?![*+?{])|[^][\\.^$()|*+?{}])"
)
_COUNT = re.compile(r"(?:[*+?]|\{[\d,]*\})*")


@dataclass(slots=True)
class Point:
    """A point; what is not said is None. `grain` is the finest thing that it says, `span` the months of "6 tháng đầu năm"."""

    start: int
    end: int
    row: str
    sure: bool
    grain: str
    d: int | None = None
    m: int | None = None
    q: int | None = None
    y: int | None = None
    span: tuple[int, int] | None = None

    def value(self) -> str:
        """Return the EDTF of the point alone."""
        year = "XXXX" if self.y is None else f"{self.y:04}"
        if self.span:
            return f"{year}-{self.span[0]:02}/{year}-{self.span[1]:02}"
        if self.q:
            return f"{year}-{_QUARTER + self.q}"
        if self.grain not in ("day", "month"):
            return year
        month = "XX" if self.m is None else f"{self.m:02}"
        return f"{year}-{month}-{self.d or 0:02}" if self.grain == "day" else f"{year}-{month}"

    def is_possible(self) -> bool:
        """Say whether the calendar has such a day; 29 February passes when the year is not known."""
        if self.y is not None and self.y not in _YEARS or self.m is not None and not 1 <= self.m <= 12:
            return False
        if self.span:
            return 1 <= self.span[0] <= self.span[1] <= 12
        if self.d is None or 1 <= self.d <= 28:  # the calendar is only asked for what some month lacks
            return True
        return 28 < self.d <= (monthrange(self.y or 2000, self.m)[1] if self.m else 31)


@cache
def rows(part: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the rows that play one part, with their ids, in order."""
    return tuple((row.id, re.compile(row.pattern)) for row in load_rows("dates") if row["part"] == part)


class _Way(NamedTuple):
    """A row with which a point can begin; its groups by name, and the number of the group that holds it in the probe."""

    id: str
    sure: bool
    pattern: re.Pattern[str]
    groups: tuple[tuple[str, int], ...]
    whole: int


class _Ways(NamedTuple):
    """The rows with which a point can begin at one letter; `probe` tells by its last group the first of them that fits."""

    probe: re.Pattern[str]
    numbers: dict[int | None, int]
    rows: tuple[_Way, ...]


@cache
def _ways(parts: tuple[str, ...], first: str) -> _Ways:
    """Collect the rows that can begin with this letter ("0" for any digit): those with an example that does."""
    found = [row for part in parts for row in load_rows("dates") if row["part"] == part and first in _beginnings(row)]
    ready: list[_Way] = []
    whole = 1
    for row in found:
        pattern = re.compile(row.pattern)
        ready.append(_Way(row.id, row["part"] == "sure", pattern, tuple(pattern.groupindex.items()), whole))
        whole += 1 + pattern.groups
    numbers: dict[int | None, int] = {way.whole: number for number, way in enumerate(ready)}
    return _Ways(re.compile("|".join(f"({_unnamed(row.pattern)})" for row in found) or "(?!)"), numbers, tuple(ready))


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(", pattern)


@cache
def cues(part: str, kind: str) -> tuple[re.Pattern[str], ...]:
    """Return the rows of one kind of point: for "hint" and "day", "hint.day" with "hint.day.feast"; a cue has one row."""
    name = f"{part}.{kind}"
    return tuple(pattern for id_, pattern in rows(part) if id_ == name or part == "hint" and id_.startswith(name))


@cache
def probe(part: str) -> re.Pattern[str]:
    """Return one pattern that fits where some row of a part does: mostly none, which one look tells."""
    return re.compile("|".join(f"(?:{_unnamed(row.pattern)})" for row in load_rows("dates") if row["part"] == part))


@cache
def _mends() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    """Return the rows of misread words: what must stand in the text, the pattern, what is meant."""
    return tuple((needed(pattern.pattern)[0], pattern, name.partition(".")[2]) for name, pattern in rows("mend"))


def mend_time_words(folded: str) -> str:
    """Return the folded text with the words of time that a scanner misread, in their places.

    >>> mend_time_words("trước ngáy 15 thàng 6 nãm 2023")
    'trước ngày 15 tháng 6 năm 2023'
    """
    for word, pattern, meant in _mends():
        if word in folded:
            folded = pattern.sub(meant, folded)
    return folded


def _beginnings(row: Row) -> set[str]:
    found = (re.search(row.pattern, example) for example in row.examples)
    firsts = {match.group()[:1] for match in found if match is not None}
    return {"0" if first.isdigit() else first for first in firsts}


@cache
def row(name: str) -> re.Pattern[str]:
    """Return one row by its id."""
    return next(re.compile(row.pattern) for row in load_rows("dates") if row.id == name)


def needed(pattern: str) -> tuple[str, ...]:
    """Return words of which at least one stands wherever the pattern fits; nothing if its text does not tell.

    To look for a few words costs far less than to try a pattern at each letter of a long stretch.

    >>> needed("(?:từ|kể từ|hạn (?:cuối|chót))(?: ngày)? ?$"), needed("(?:từ|[0-9])$")
    (('từ', 'hạn '), ())
    """
    words = _needed(pattern, 0)[0]
    return tuple(word for word in words if not any(other != word and other in word for other in words))


def _needed(pattern: str, at: int) -> tuple[tuple[str, ...], int]:
    """Read the branches from here up to where their group ends; each gives the words of its best piece."""
    branches: list[tuple[str, ...]] = []
    best: tuple[str, ...] = ()
    while piece := _PIECE.match(pattern, at):
        at = piece.end()
        if piece["end"] is not None:
            branches.append(best)
            best = ()
            if piece["end"] == "|":
                continue
            break
        words: tuple[str, ...] = (piece["word"],) if piece["word"] else ()
        if piece["open"]:
            words, at = _needed(pattern, at)
        count = _COUNT.match(pattern, at)
        at = count.end() if count else at
        if count and count.group().startswith(("*", "?", "{0", "{,")) or (piece["open"] or "").endswith(("!", "=")):
            continue  # what may be missing, or only stands beside, proves nothing
        best = max(best, words, key=_shortest)
    return () if () in branches else tuple(dict.fromkeys(word for branch in branches for word in branch)), at


def _shortest(words: tuple[str, ...]) -> int:
    """Rate words by their length: eight letters are rare enough, so among such words the first piece goes before."""
    return min(8, *map(len, words)) if words else 0


def point_at(folded: str, at: int, parts: tuple[str, ...]) -> Point | None:
    """Return the point that begins here; a sure one also if the calendar does not have it."""
    first = folded[at : at + 1]
    ways = _ways(parts, "0" if first.isdigit() else first)
    found = ways.probe.match(folded, at)
    if found is None:
        return None
    number = ways.numbers[found.lastindex]
    way = ways.rows[number]
    point = _read(way, found, way.whole)
    if way.sure or point.is_possible():
        return point
    for way in ways.rows[number + 1 :]:
        match = way.pattern.match(folded, at)
        if match:
            point = _read(way, match, 0)
            if way.sure or point.is_possible():
                return point
    return None


def _read(way: _Way, match: re.Match[str], before: int) -> Point:
    """Turn the groups of a row into numbers; `before` is how many groups of the match stand before its own."""
    name, sure = way.id, way.sure
    said = {key: text for key, group in way.groups if (text := match[before + group])}
    d, m, q, y = [_number(key, said[key]) if key in said else None for key in "dmqy"]
    if d == 0 and m is not None:
        d = None  # "ngày 00 tháng 5": the day was to be filled in
    if y is not None and y < 100:
        y += 2000  # "15/04/25"
    start, end = match.span()
    if "half" in said:
        months = _number("n", said["n"]) if "n" in said else _HALF
        return Point(
            start, end, name, sure, "part", y=y, span=(1, months) if said["half"] == "đầu" else (13 - months, 12)
        )
    if "bare" in said:
        return Point(start, end, name, sure, "bare", d=int(said["bare"]))
    grain = "day" if d is not None else "month" if m is not None else "quarter" if q is not None else "year"
    return Point(start, end, name, sure, grain, d, m, q, y)


@lru_cache(maxsize=4096)
def _number(key: str, text: str) -> int:
    """Read a number: "tư" is four, quarter "l1" is two, and what a scanner split ("1 1") is one number."""
    text = text.strip()
    if text in _NUMBERS:
        return _NUMBERS[text]
    if key == "q" and set(text) <= set("il1"):
        return len(text)
    return int(text.replace(" ", "").translate(_LETTERS))


def holds(places: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether one of several places, in order and apart, holds a piece of text.

    >>> holds([(3, 9), (12, 20)], 12, 15), holds([(3, 9), (12, 20)], 8, 15), holds([], 0, 1)
    (True, False, False)
    """
    number = bisect_left(places, (start + 1, 0)) - 1
    return number >= 0 and end <= places[number][1]


def mended(folded: str, point: Point) -> Point | None:
    """Read a day that a scanner turned into letters ("ngày 0i tháng 9 năm 2009"): between these words it is certain."""
    if point.row != "month.year":
        return None
    match = row("misread").search(folded, max(0, point.start - NEAR), point.start)
    if match is None:
        return None
    whole = replace(point, start=match.start("d"), grain="day", d=int(match["d"].translate(_LETTERS)))
    return whole if whole.is_possible() else None


def filled(left: Point, right: Point) -> Point | None:
    """Say what a bare number means beside its left neighbour: the part that this one waits for, or nothing."""
    if left.grain == "quarter" and right.row in ("weak.month.year", "more.month.year") and (right.m or 9) <= 4:
        return replace(right, grain="quarter", q=right.m, m=None)  # "quý 2 - 3/2025"
    if right.grain != "bare":
        return right
    number = right.d or 0
    point = replace(right, grain=left.grain, d=None)
    if left.y is not None or left.grain == "day" and left.m is not None:
        return None
    if left.grain == "day":
        point.d = number
    elif left.grain == "month":
        point.m = number
    elif left.grain == "quarter" and number <= 4:
        point.q = number
    else:
        return None
    return point if point.is_possible() else None
