"""Which term of a Party organisation a date falls in: its numbers run through a term, not through a year.

>>> term("2022-06-15", central=True) == term("2023-06-15", central=True), term("2026-01", central=True)
(True, None)
"""

from __future__ import annotations

# The months in which the national congresses closed (VII to XIV).
_CONGRESSES = ("1991-06", "1996-07", "2001-04", "2006-04", "2011-01", "2016-01", "2021-02", "2026-01")


def term(date: str | None, *, central: bool) -> int | None:
    """Return a number for the term of a date, None where the date may lie in one of two."""
    if not date or date[:4] < _CONGRESSES[0][:4]:
        return None
    if not central:
        # Provinces, districts and communes hold theirs in the year before the national one.
        year = int(date[:4])
        return None if year % 5 == 0 else year // 5
    month = date[:7]
    if any(month == congress[: len(month)] for congress in _CONGRESSES):
        return None
    return sum(congress < month for congress in _CONGRESSES)
