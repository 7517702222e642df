"""What each date is there for: issued, instrument, deadline, period or event; and the year that a deadline leaves out.

In: the folded text with its paragraphs, the dates found, where citations stand, the document's own date and period. Out: the
same dates with `role` and `inferred`: "trước ngày 10/6" in a plan for 2025 -> deadline, inferred 2025-06-10 (its own value
stays XXXX-06-10). The rows of `rules/date_roles.toml` say what the words around a date make of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from ttdn_extract.finders.date_points import holds, needed
from ttdn_extract.finders.dates import DateMention
from ttdn_extract.markers import RANK, Marker
from ttdn_extract.rulebook import Row, load_rows
from ttdn_extract.vocabulary import DateRole

_WINDOW = 170  # how far back a cue may stand
_BROKEN = 7  # a paragraph that opens with its date, or with "ngày" and its date, goes on from the line above
_HEADING = 110  # a longer paragraph is no heading, whatever it opens with
_DEFAULTS: dict[str, DateRole] = {"day": "event", "monthly": "event", "same": "event", "old": "event"}
_LISTED = re.compile(
    r"(?: ?\([^()\n]{1,40}\)| đối với [^.;,\d\n]{1,40}(?=[,;]))?[,;]? ?(?:và |hoặc |& ?)?(?:các )?(?:ngày )?"
)
_SHORT_MONTHS = {"weak.month.year", "weak.month.span"}
_DAYS = {"day", "monthly"}
_RECURS = re.compile(r"(?<!\w)(?:hằng|hàng|mỗi|từng) năm(?! \d)[^.;\n]{0,60}$")
_YEAR = re.compile(r"\d{4}")


class Block(Protocol):
    """What is asked of a paragraph of the flowed text."""

    @property
    def start(self) -> int:
        """Return where it begins."""

    @property
    def end(self) -> int:
        """Return where it ends."""

    @property
    def zone(self) -> str:
        """Return head, title, body, tail, table or annex."""

    @property
    def annex(self) -> int:
        """Return the number of its annex, or 0."""

    @property
    def marker(self) -> Marker | None:
        """Return the marker that opens it."""


class _Whole(NamedTuple):
    """A text of which no paragraphs are known."""

    start: int
    end: int
    zone: str = "body"
    annex: int = 0
    marker: Marker | None = None


class Context(NamedTuple):
    """What the other stages know: `own` is the place of the document's own date, `period` the plan's EDTF period, `times` cells of deadlines."""

    paragraphs: Sequence[Block] = ()
    citations: Sequence[tuple[int, int]] = ()
    own: tuple[int, int] | None = None
    period: str | None = None
    times: Sequence[tuple[int, int]] = ()


def assign_roles(folded: str, mentions: Iterable[DateMention], context: Context) -> list[DateMention]:
    """Return the mentions with their roles and, where the plan's year settles it, the inferred date."""
    paragraphs = context.paragraphs or (_Whole(0, len(folded)),)
    starts = [paragraph.start for paragraph in paragraphs]
    governed = _governed(folded, paragraphs)
    cited = sorted(context.citations)
    done: list[DateMention] = []
    shape = ""
    role: DateRole = "event"
    for mention in mentions:
        number = bisect_right(starts, mention.start, 1) - 1
        paragraph = paragraphs[number]
        last, shape = shape, _shape(mention)
        if context.own and mention.start < context.own[1] and context.own[0] < mention.end:
            role = "issued"
        elif (
            done
            and (shape == last or {shape, last} == _DAYS)
            and _LISTED.fullmatch(folded, done[-1].end, mention.start)
        ):
            pass  # an item of a list has the role of the one before
        else:
            timed = number in governed and not mention.repeats or holds(context.times, mention.start, mention.end)
            role = _role(folded, mention, shape, paragraph, _is_inside(mention, cited), timed)
        inferred = _inferred(mention, role, context.period) if role == "deadline" else None
        if inferred and _RECURS.search(folded[max(paragraph.start, mention.start - _WINDOW) : mention.start]):
            inferred = None
        start, end, edtf, _, _, row, repeats = mention
        done.append(DateMention(start, end, edtf, role, inferred, row, repeats))
    return done


def _role(folded: str, mention: DateMention, shape: str, at: Block, cited: bool, governed: bool) -> DateRole:
    if cited and shape in ("day", "month"):
        return "instrument"
    # A letterhead is printed in short lines, and a flattened cell may break before its date: what stands above counts.
    limit = 0 if at.zone == "head" or mention.start - at.start < _BROKEN else at.start
    low = max(limit, mention.start - _WINDOW)
    if at.zone == "table":  # nor does what stands in another cell
        low = max(low, folded.rfind("|", low, mention.start))
    # No cue reaches over the end of a sentence.
    before = folded[max(low, folded.rfind(". ", low, mention.start) + 1) : mention.start].replace("\n", " ")
    if mention.row in _SHORT_MONTHS and before[-2:-1] in " (:-" and before.endswith("t"):
        before = before[:-1]  # "trong T10/2025"
    if not cited and _first("line", shape, folded[at.start : min(at.start + _HEADING, mention.start)]):
        return "issued"
    if not cited and at.zone == "head" and not at.annex and _first("head", shape, before):
        return "issued"
    rule = _first("before", shape, before)
    if not cited and rule is None and _first("after", shape, folded[mention.end : min(at.end, mention.end + _HEADING)]):
        return "instrument"
    if cited:  # a year belongs to a law ("Luật … năm 2015"), but to what a plan is about ("Kế hoạch … năm 2026")
        return rule["role"] if rule and rule["role"] in ("instrument", "event") else "period"
    if governed and (rule is None or rule.id in _WEAKER_THAN_LABEL):
        return "deadline"
    if mention.repeats and rule is not None and rule.id == "deadline.month":
        return "event"  # "tổ chức vào tháng 8 hằng năm" is no deadline
    return rule["role"] if rule else _DEFAULTS.get(shape, "period")


# Under a heading that speaks of time, these rows have nothing to add.
_WEAKER_THAN_LABEL = ("period.figures", "deadline.month", "event.name")


def _shape(mention: DateMention) -> str:
    if mention.row == "part.year":
        return "part"
    shape = shape_of(mention.edtf)
    return "bare" if shape == "year" and mention.row == "weak.year" else shape


@lru_cache(maxsize=4096)
def shape_of(edtf: str) -> str:
    """Name the kind of an EDTF value, as the rows do.

    >>> shape_of("2025-06-10"), shape_of("../2030"), shape_of("1930-02-03/2025-02-03")
    ('day', 'until', 'same')
    """
    first, slash, last = edtf.partition("/")
    if first == "..":
        return "until"
    if last == "..":
        return "from"
    if slash:
        if len(first) == 10 and first[4:] == last[4:]:
            return "same"
        return "days" if 10 in (len(first), len(last)) else "months" if 7 in (len(first), len(last)) else "years"
    if len(edtf) == 10:
        return "monthly" if edtf[5:7] == "XX" else "day"
    if len(edtf) == 7:
        return "quarter" if edtf[5:] > "12" else "month"
    return "old" if edtf < "2000" else "year"


class _Rule(NamedTuple):
    """A row made ready: it cannot fit where none of its `words` stands."""

    words: tuple[str, ...]
    search: Callable[[str], object]
    row: Row


@cache
def _compiled(name: str) -> re.Pattern[str]:
    return next(re.compile(row.pattern) for row in load_rows("date_roles") if row.id == name)


@cache
def _rules(where: str, shape: str) -> tuple[_Rule, ...]:
    kinds = {"year", "bare"} if shape == "bare" else {shape}
    return tuple(
        _Rule(needed(row.pattern), _compiled(row.id).search, row)
        for row in load_rows("date_roles")
        if row["where"] == where and (not row["shape"] or kinds & set(row["shape"]))
    )


def _first(where: str, shape: str, text: str) -> Row | None:
    """Return the first row that a text fits."""
    for words, search, row in _rules(where, shape):
        for word in words:
            if word in text:
                break
        else:
            if words:
                continue
        if search(text):
            return row
    return None


def _is_inside(mention: DateMention, cited: list[tuple[int, int]]) -> bool:
    number = bisect_right(cited, (mention.start, mention.start)) - 1
    return any(start <= mention.start and mention.end <= end for start, end in cited[max(0, number) : number + 2])


def _governed(folded: str, paragraphs: Sequence[Block]) -> set[int]:
    """Return the paragraphs that stand under a heading such as "Thời gian thực hiện:"."""
    governed: set[int] = set()
    heading: Block | None = None
    for number, paragraph in enumerate(paragraphs):
        if heading is not None and not _is_under(paragraph, heading):
            heading = None
        if heading is not None:
            governed.add(number)
        if paragraph.end - paragraph.start > _HEADING or paragraph.zone not in ("body", "annex"):
            continue
        text = folded[paragraph.start : paragraph.end]
        if _first("label", "", text) and not _YEAR.search(text):
            heading = paragraph
    return governed


def _is_under(paragraph: Block, heading: Block) -> bool:
    if paragraph.zone != heading.zone:
        return False
    if paragraph.marker is None:
        return True
    if heading.marker is None:
        return paragraph.marker.kind == "bullet"
    return _depth(paragraph.marker) > _depth(heading.marker)


def _depth(marker: Marker) -> tuple[int, int]:
    """Order markers by rank; among bullets "+" stands under "-", among decimals "1.1.1" under "1.1"."""
    inner = "*-+".find(marker.label) if marker.kind == "bullet" else marker.label.count(".")
    return RANK[marker.kind], inner


def _inferred(mention: DateMention, role: str, period: str | None) -> str | None:
    """Complete a deadline without a year by the plan's own year, if the plan covers just one and the date does not recur."""
    if mention.repeats or role != "deadline" or not period or not _YEAR.fullmatch(period):
        return None
    if not mention.edtf.startswith("XXXX-") or "XX" in mention.edtf[5:7]:
        return None
    return mention.edtf.replace("XXXX", period)
