"""The first and the last day of a time expression, for sorting and for filters "due before".

In: "2025-36" (EDTF: the fourth quarter). Out: ("2025-10-01", "2025-12-31"). What repeats each year, or has no day, is None.
"""

from __future__ import annotations

import re
from calendar import monthrange

_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?", re.ASCII)
_PARTS = {
    **{str(33 + k): (3 * k + 1, 3 * k + 3) for k in range(4)},  # quarters
    **{str(37 + k): (4 * k + 1, 4 * k + 4) for k in range(3)},
    **{str(40 + k): (6 * k + 1, 6 * k + 6) for k in range(2)},  # halves
}
Bounds = tuple[str | None, str | None]


def bounds(edtf: str | None) -> Bounds:
    """Return the first and the last day of a time expression; None where it is open or has none.

    >>> bounds("2025-02"), bounds("../2030"), bounds("XXXX-12-15")
    (('2025-02-01', '2025-02-28'), (None, '2030-12-31'), (None, None))
    """
    first, slash, last = (edtf or "").partition("/")
    return (_point(first)[0], _point(last)[1]) if slash else _point(first)


def _point(text: str) -> Bounds:
    match = _POINT.fullmatch(text)
    if match is None:
        return None, None
    year, month, day = match.groups()
    if day:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    first, last = _PARTS.get(month, (int(month), int(month))) if month else (1, 12)
    if not 1 <= first <= last <= 12 or year == "0000":
        return None, None
    return f"{year}-{first:02}-01", f"{year}-{last:02}-{monthrange(int(year), last)[1]:02}"
