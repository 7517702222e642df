"""What Vietnamese auditors read: rows of `messages.csv`, filled in.

In: "cited", target="47/NQ-CP". Out: "Có viện dẫn 47/NQ-CP."
"""

from __future__ import annotations

import csv
import io
import re
from functools import cache
from importlib import resources

from ttdn_extract.errors import RuleError

FILE = "messages.csv"
_DATE = re.compile(r"(\d{4}|XXXX)(?:-(\d\d)(?:-(\d\d))?)?")


@cache
def messages() -> dict[str, str]:
    """Return the templates by their codes."""
    rows = csv.reader(io.StringIO(resources.files("ttdn_extract.audit").joinpath(FILE).read_text("utf-8")))
    found: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        if len(row) != 2 or row[0] in found:
            raise RuleError(f"audit/{FILE}", f"line {number}", "a code of its own and a message are expected")
        found[row[0]] = row[1]
    return found


def say(code: str, **values: object) -> str:
    """Return a message.

    >>> say("cited", target="47/NQ-CP")
    'Có viện dẫn 47/NQ-CP.'
    """
    return messages()[code].format(**values)


def day_in_words(edtf: str) -> str:
    """Write a date as Vietnamese texts do.

    >>> [day_in_words(date) for date in ("2025-12-10", "XXXX-06-05", "2025-09", "2025", "2025-01-02", "2021/2025")]
    ['10/12/2025', '05/6 hằng năm', '9/2025', '2025', '02/01/2025', '2021/2025']
    """
    found = _DATE.fullmatch(edtf)
    if found is None:
        return edtf
    year, month, day = found.groups()
    if month is None:
        return year
    # As Decree 30 has it: a zero before days below 10, and before January and February.
    month = month if int(month) > 9 or day and int(month) < 3 else month.lstrip("0")
    if year == "XXXX":
        return f"{day}/{month} hằng năm" if day else f"tháng {month} hằng năm"
    return f"{day}/{month}/{year}" if day else f"{month}/{year}"
