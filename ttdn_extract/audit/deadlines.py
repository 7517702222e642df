"""Reports that are due later than the parent plan wants them: then the parent's own deadline cannot be kept.

In: a district plan with "báo cáo về UBND huyện trước ngày 15/12", its parent with "báo cáo UBND tỉnh trước ngày 10/12". Out: a `Defect`. Days are
compared in one year, or where both recur; a day belongs to the deadline of the parent that is nearest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ttdn_extract.audit.messages import day_in_words, say
from ttdn_extract.audit.papers import Due, Paper
from ttdn_extract.audit.records import Defect, Shown
from ttdn_extract.clean import fold
from ttdn_extract.places import place_of

_LEAP = "2024"  # a year that has every day
_YEAR = 366
# Who is meant at each level, in the words of the plans above.
_ADDRESSED = {
    "huyen": re.compile(r"\b(?:huyện|quận|thị xã|thành phố|địa phương)\b"),
    "xa": re.compile(r"\b(?:xã|phường|đặc khu|thị trấn|địa phương)\b"),
}
_ALL = re.compile(r"^(?:các|toàn thể|tất cả)\b.*\b(?:cơ quan|đơn vị)\b")


def find_late(paper: Paper, parent: Paper, label: str, days: int) -> Iterator[Defect]:
    """Yield the deadlines of a plan that come after the one of its parent that they belong to."""
    limits = [due for due in parent.dues if _is_for(due, paper)]
    for due in paper.dues:
        if not _is_own(due, paper):
            continue
        nearest = min(
            ((abs(gap), gap, limit) for limit in limits if (gap := _gap(due, limit)) is not None),
            key=lambda found: (found[0], -found[1], found[2].span.start),
            default=None,
        )
        if nearest is None or not 0 < nearest[1] <= days:
            continue
        limit = nearest[2]
        message = say("deadline-after-parent", day=day_in_words(due.day), limit=day_in_words(limit.day), parent=label)
        shown = (
            Shown(paper.id, due.span.start, due.span.end, due.text, say("note.due")),
            Shown(parent.id, limit.span.start, limit.span.end, limit.text, say("note.limit")),
        )
        yield Defect("deadline-after-parent", paper.id, None, (parent.id, due.day, limit.day), message, shown)


def _is_for(due: Due, paper: Paper) -> bool:
    """Say whether a deadline of the parent is one for the issuer of a plan."""
    wanted = _ADDRESSED.get(paper.document.level or "")
    place = fold(place_of(paper.document.issuer or ""))
    return any(
        wanted is not None and wanted.search(fold(doer)) or _ALL.search(fold(doer)) or place and place in fold(doer)
        for doer in due.doers
    )


def _is_own(due: Due, paper: Paper) -> bool:
    """Say whether a report goes to the issuer itself or further up, not to the Party or another line of bodies."""
    issuer = fold(paper.document.issuer or "")
    return any(
        fold(receiver) == issuer or fold(receiver).startswith(("phòng ", "sở ", "ubnd ")) for receiver in due.receivers
    )


def _gap(due: Due, limit: Due) -> int | None:
    """Return by how many days a deadline comes after another, None where the two cannot be compared."""
    if due.full and limit.full and due.full[:4] == limit.full[:4]:
        return _days_between(limit.full, due.full)
    if due.day[0] == limit.day[0] == "X":
        gap = _days_between(_LEAP + limit.day[4:], _LEAP + due.day[4:])
        return None if gap is None else (gap + _YEAR // 2) % _YEAR - _YEAR // 2
    return None


def _days_between(one: str, other: str) -> int | None:
    try:
        return (date.fromisoformat(other) - date.fromisoformat(one)).days
    except ValueError:
        return None  # 30 February is no day
