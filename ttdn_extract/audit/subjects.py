"""Are two plans about the same thing, and for the same years?

In: "Công tác thông tin đối ngoại tỉnh Hòa Giang năm 2025", "Thông tin đối ngoại xã An Tân năm 2025". Out: 1.0: what is left when places,
years and the words of the genre are gone is the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from ttdn_extract.clean import fold

_GENRE = re.compile(
    r"(?<!\w)(?:công tác|triển khai|thực hiện|tổ chức|trên địa bàn|ban hành|về việc|về|kế hoạch|chương trình|tăng cường|tiếp tục|đẩy mạnh|"
    r"nâng cao|chất lượng|hiệu quả|giai đoạn|năm học|năm|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu|của|và|một số|các)(?!\w)"
)
_SIGNS = re.compile(r"[\W\d_]+")
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_FEW = 2  # pairs of words; fewer say too little


def likeness(one: str | None, other: str | None, places: Iterable[str] = ()) -> float | None:
    """Return the share of the shorter title's pairs of words that the other has too; None if one says too little.

    >>> likeness("Thông tin đối ngoại huyện Vân Khê năm 2025", "về công tác thông tin đối ngoại năm 2025", ["huyện Vân Khê"])
    1.0
    >>> likeness("Cải cách hành chính năm 2025", "Thông tin đối ngoại năm 2025"), likeness("Năm 2025", "Năm 2025")
    (0.0, None)
    """
    names = tuple(sorted({place for place in places if place}, key=len, reverse=True))
    pairs, others = (_pairs(title or "", names) for title in (one, other))
    least = min(len(pairs), len(others))
    return len(pairs & others) / least if least >= _FEW else None


@lru_cache(maxsize=8192)
def _pairs(title: str, places: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    low = fold(title)
    for place in places:
        low = low.replace(fold(place), " | ")
    # What was cut out parts the words on its two sides; "và" and the like do not.
    parts = (_SIGNS.sub(" ", part).split() for part in _GENRE.sub(" ", low).split("|"))
    return frozenset(pair for words in parts for pair in pairwise(words))


def years_of(period: str | None, *texts: str | None) -> tuple[int, int] | None:
    """Return the first and last year of a period, or of those that a title names.

    >>> years_of("2026/2030"), years_of(None, "giai đoạn 2021 - 2025"), years_of(None, "năm học mới")
    ((2026, 2030), (2021, 2025), None)
    """
    for text in (period, *texts):
        years = [int(year) for year in _YEARS.findall(text or "")]
        if years:
            return min(years), max(years)
    return None


def overlap(one: tuple[int, int] | None, other: tuple[int, int] | None) -> bool | None:
    """Say whether two periods have a year in common; None where one is not known."""
    return None if one is None or other is None else one[0] <= other[1] and other[0] <= one[1]
