"""Where a time expression may begin: the places at which the rows of `rules/dates.toml` are tried.

In: the folded text. Out: offsets, in order. The rows decide what begins there; here most of the text is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# Where a point may begin; the rows decide. Each opens with a letter or a class of its own: so the text between costs next to
# nothing. What follows is only looked at, for another point may begin there.
_WORDS = (
    (
        "",
        re.compile(
            r"[0-9](?<!\d\d)"
            r"(?=\d? ?[/⁄.-] ?t?\d|\d? đến \d|\d?,?\s?(?:của )?tháng|\d\d ?\d|(?<=ngày \d)|(?<=mồng \d)|(?<=mùng \d)"
            r"|\d? (?:hằng|hàng) tháng|\d?(?: ?, | và )\d\d? ?[/⁄])"
        ),
    ),
    ("năm", re.compile(r"năm(?= ?[12])")),
    ("nửa ", re.compile("nửa ")),
    ("sáu tháng ", re.compile("sáu tháng (?=[đc])")),
    ("chín tháng ", re.compile("chín tháng (?=[đc])")),
    ("ba tháng ", re.compile("ba tháng (?=[đc])")),
    ("tháng", re.compile(r"tháng(?= ?[\dmhbtnsc])")),
    ("quý", re.compile(r"quý(?=\s?[il1-4mhbtn])")),
    ("q.", re.compile(r"q(?=\. ?[i1-4])")),
    ("qi", re.compile("q(?=i)")),
    ("quí", re.compile(r"quí(?=\s?[il1-4mhbtn])")),
)
# Where a day begins that a scanner may have turned into letters: "ngày l5/4/2025".
_MISREAD = re.compile(r"ngày (?=[\dilo] ?[\dilo]? ?/ ?[\dilo]{1,2} ?/ ?[12])")
_QUARTER = re.compile(r"(?:i{1,3}|iv) ?[/⁄-] ?2")


def anchors(folded: str, times: Sequence[tuple[int, int]] = ()) -> list[int]:
    """Return where a point may begin, in order; in a cell of deadlines, a bare quarter may too.

    >>> anchors("xong trước ngày 15/6")
    [16]
    """
    starts: list[int] = []
    for word, pattern in _WORDS:
        if word in folded:
            starts += [anchor.start() for anchor in pattern.finditer(folded)]
    starts += [anchor.end() for anchor in _MISREAD.finditer(folded)]
    starts += [start for start, end in times if _QUARTER.match(folded, start, end)]
    return sorted(starts)
