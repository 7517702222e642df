"""Where a key of a TOML file stands: `tomllib` gives values without lines, and an error without a line sends its reader searching.

In: the text, "require", 1, "severity". Out: the line of that key in the second [[require]].
"""

from __future__ import annotations

import re

_HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(?:\"([^\"]+)\"|'([^']+)'|([\w-]+))\s*=")
Place = tuple[str, int, str]


class Lines:
    """The lines of the tables and keys of a TOML text; the top of the file is table ""."""

    def __init__(self, text: str) -> None:
        self.rows = text.splitlines()
        self.places: dict[Place, int] = {}
        counts: dict[str, int] = {}
        table, index = "", 0
        for number, row in enumerate(self.rows, 1):
            if header := _HEADER.match(row):
                table = header[1]
                index = counts[table] = counts.get(table, -1) + 1
                self.places.setdefault((table, index, ""), number)
            elif key := _KEY.match(row):
                self.places.setdefault((table, index, key[1] or key[2] or key[3]), number)

    def of(self, table: str, index: int = 0, key: str = "", value: object = None) -> int:
        """Return the line of a value in a key, of the key, or of its table."""
        start = self.places.get((table, index, key)) or self.places.get((table, index, "")) or 1
        if isinstance(value, str):
            later = sorted(line for line in self.places.values() if line > start)
            stop = later[0] if later else len(self.rows) + 1
            return next((n for n in range(start, stop) if value in self.rows[n - 1]), start)
        return start
