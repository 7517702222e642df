"""Verdicts and findings as text for the terminal: columns are aligned by what is seen, not by how it is encoded.

In: rows of texts. Out: lines. "Hòa" is three columns wide, also where its mark is a character of its own.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ttdn_extract.audit.records import OUTCOMES, Finding, Shown, Verdict
from ttdn_extract.source import one_line

_GAP = "  "
_MOST = 34  # columns of a name
_TEXT = 90  # characters of a quotation
_SHOWN = 4  # places of a finding


def width(text: str) -> int:
    """Return how many columns a text takes.

    >>> width("Hòa"), width("Hòa"), width("漢")
    (3, 3, 2)
    """
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def draw(verdicts: Sequence[Verdict], findings: Sequence[Finding], columns: int = 100) -> str:
    """Return verdicts, then findings by document, then how many there are of each."""
    lines: list[str] = []
    if verdicts:
        head, *rows = grid(("plan", "requirement", "verdict", "instrument"), map(_row, verdicts))
        lines.append(head)
        for row, verdict, above in zip(rows, verdicts, [None, *verdicts], strict=False):
            lines.append(row)
            again = above and (above.plan, above.message) == (verdict.plan, verdict.message)
            if verdict.verdict == "undetermined" and not again:
                lines += (" " * 10 + line for line in wrap(verdict.message, max(columns - 10, 30)))
        lines.append("")
    document = None
    for finding in findings:
        if finding.document != document:
            document = finding.document
            lines.append(one_line(document))
        lines += _finding(finding, columns)
    if findings:
        lines.append("")
    return "\n".join([*lines, _sum(verdicts, findings)]) + "\n"


def _row(verdict: Verdict) -> tuple[str, ...]:
    target = verdict.target or "-"
    return verdict.plan, verdict.requirement, verdict.verdict, target.removeprefix("vn/")


def _finding(finding: Finding, columns: int) -> Iterator[str]:
    head = f"  {finding.severity:8}{finding.code:26}"
    first, *rest = wrap(finding.message, max(columns - len(head), 30))
    yield head + first
    yield from (" " * len(head) + line for line in rest)
    for shown in finding.evidence[:_SHOWN]:
        yield from (" " * 10 + line for line in wrap(place(shown), max(columns - 10, 30)))
    if len(finding.evidence) > _SHOWN:
        yield " " * 10 + f"… {len(finding.evidence) - _SHOWN} more"


def place(shown: Shown) -> str:
    """Return a place in a document on one line."""
    text = one_line(" ".join(shown.text.split()))
    text = text if len(text) <= _TEXT else text[: _TEXT - 1] + "…"
    return f"{one_line(shown.document)} {shown.start}-{shown.end}: “{text}” ({shown.note})"


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return aligned columns; a name that is too long loses its middle, the last column nothing."""
    table = [tuple(heads), *(tuple(one_line(cell) for cell in row) for row in rows)]
    columns = [[row[k] for row in table] for k in range(len(heads))]
    table = list(zip(*map(_shortened, columns[:-1]), columns[-1], strict=True))
    widths = [max(width(row[k]) for row in table) for k in range(len(heads))]
    return [
        _GAP.join(cell + " " * (w - width(cell)) for cell, w in zip(row, widths, strict=True)).rstrip() for row in table
    ]


def _shortened(names: list[str]) -> list[str]:
    """Shorten the names of a column, unless that would make two of them one."""
    short = [shorten(name) for name in names]
    return short if len(set(short)) == len(set(names)) else names


def shorten(text: str, most: int = _MOST) -> str:
    """Cut the middle out of a long name: its beginning and its end tell it from others."""
    if width(text) <= most:
        return text
    head, tail = most // 2, most - most // 2 - 1
    return f"{text[:head]}…{text[-tail:]}"


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into lines of some columns, between words."""
    lines = [""]
    for word in one_line(" ".join(text.split())).split(" "):
        if lines[-1] and width(lines[-1]) + 1 + width(word) > columns:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip()
    return lines


def _sum(verdicts: Sequence[Verdict], findings: Sequence[Finding]) -> str:
    outcomes = Counter(str(verdict.verdict) for verdict in verdicts)
    kinds = Counter(finding.code for finding in findings)
    said = ", ".join(f"{name} {outcomes[name]}" for name in OUTCOMES if name in outcomes) or "none"
    found = ", ".join(f"{code} {count}" for code, count in sorted(kinds.items())) or "none"
    return f"verdicts: {said}\nfindings: {found}"
