"""What the page is given, kept small: tables of rows without names, and strings that are written once.

In: a table with the fields "id" and "issuer", and two rows of "UBND tỉnh Hòa Giang". Out: `{"fields": ["id", "issuer"],
"pooled": ["issuer"], "rows": [["a", 0], ["b", 0]]}` and the pool `["UBND tỉnh Hòa Giang"]`. A page counts in UTF-16
code units where the contract counts in code points; `Units16` leads from one to the other.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any

_LONE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_MARKUP = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


class Pool:
    """Strings that many rows share; each has a number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str | None) -> int:
        """Return the number of a string; -1 stands for None."""
        return -1 if text is None else self._numbers.setdefault(text, len(self._numbers))

    def numbers(self, texts: Iterable[str]) -> list[int]:
        """Return the numbers of some strings, each once, in their order."""
        return list(dict.fromkeys(map(self.number, texts)))

    def strings(self) -> list[str]:
        """Return all strings by number."""
        return list(self._numbers)


class Table:
    """Rows with the same fields; those named in `pooled` (marked "*") hold numbers of the pool."""

    def __init__(self, fields: str, pool: Pool) -> None:
        names = fields.split()
        self._fields = [name.rstrip("*") for name in names]
        self._pooled = [name[:-1] for name in names if name.endswith("*")]
        self._pool = pool
        self.rows: list[list[Any]] = []

    def add(self, **values: Any) -> int:
        """Add a row and return its number; every field must be given."""
        if values.keys() != set(self._fields):
            raise ValueError(f"fields differ: {sorted(values.keys() ^ set(self._fields))}")
        self.rows.append([self._cell(name, values[name]) for name in self._fields])
        return len(self.rows) - 1

    def _cell(self, name: str, value: Any) -> Any:
        if name not in self._pooled:
            return value
        return self._pool.numbers(value) if isinstance(value, (list, tuple)) else self._pool.number(value)

    def data(self) -> dict[str, Any]:
        """Return the table for JSON."""
        return {"fields": self._fields, "pooled": self._pooled, "rows": self.rows}


class Units16:
    """From places in code points to places in UTF-16 code units.

    >>> Units16("a😀b").span(1, 3)
    [1, 4]
    """

    def __init__(self, text: str) -> None:
        self._astral = [found.start() for found in _ASTRAL.finditer(text)]
        self._length = len(text)

    def span(self, start: int, end: int) -> list[int]:
        """Return a span in code units; what lies outside of the text is cut."""
        return [self._place(start), self._place(max(start, end))]

    def _place(self, place: int) -> int:
        place = min(max(place, 0), self._length)
        return place + bisect_left(self._astral, place)


class SamePlaces(Units16):
    """Places of a text that is not there: they stay as they are."""

    def __init__(self) -> None:
        super().__init__("")

    def _place(self, place: int) -> int:
        return max(place, 0)


def as_json(value: Any) -> str:
    r"""Write JSON that is safe inside of a script element and valid in UTF-8.

    >>> print(as_json(["</script>", "a&b", "Kế hoạch"]))
    ["\u003c/script\u003e","a\u0026b","Kế hoạch"]
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _LONE.sub("�", text).translate(_MARKUP)
