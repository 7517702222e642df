"""Annexes: what stands behind the signature, "PHỤ LỤC I", or a whole plan "(Ban hành kèm theo Quyết định số …)".

In: the lines behind the main document. Out: where each annex and its text begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ttdn_extract.doctype import kind_of_line
from ttdn_extract.letters import UPPER
from ttdn_extract.lines import Line
from ttdn_extract.markers import read_marker

_ANNEX = re.compile(
    rf"(?:PHỤ LỤC|Phụ lục|PHỤ BIỂU|BIỂU MẪU|Mẫu số|MẪU SỐ)(?:\s+(?:số\s+|SỐ\s+)?(?:[IVX]{{1,5}}|\d{{1,2}}))?\s*[.:]?\s*(?:$|[-–(:]|(?=[{UPPER}]{{2}}))"
)
_ANNEX_NUMBER = re.compile(r"(?:[IVX]{1,5}|\d{1,2})\b")
ATTACHED = re.compile(
    r"\(?\s*(?:Ban hành\s*\(?\s*kèm|Kèm theo|Đính kèm|Phê duyệt kèm|\(kèm theo|Ban hành theo)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands behind the signature under a heading of its own; `body` is where its text begins."""

    label: str
    start: int
    body: int
    end: int


def find_annexes(lines: Sequence[Line], after: int) -> list[Annex]:
    """Find the annexes from line `after` on."""
    heads: list[tuple[int, int, str]] = []
    k = after
    while k < len(lines):
        label = _annex_label(lines, k, bool(heads))
        if label is not None:
            body = _annex_body(lines, k + 1)
            heads.append((k, body, label))
            k = body
        else:
            k += 1
    ends = [start for start, _, _ in heads[1:]] + [len(lines)]
    return [Annex(label, start, body, end) for (start, body, label), end in zip(heads, ends, strict=False)]


def _annex_label(lines: Sequence[Line], k: int, later: bool) -> str | None:
    """Return the number of an annex whose heading is line k ("" if it has none), else None."""
    text = lines[k].text
    if text[0] in "PMB" and len(text) < 120 and (head := _ANNEX.match(text)):
        number = _ANNEX_NUMBER.search(head.group())
        return number.group() if number else ""
    if len(text) < 60 and text.isupper() and text[-1] != ":" and (found := kind_of_line(text)) and found[0] != "CV":
        window = lines[k + 1 : k + 10]
        if any(ATTACHED.match(line.text) for line in window) or not later and not _is_heading(lines, k):
            return ""
    if text.isupper() and _is_attached(lines, k + 1) and not read_marker(text):
        return "-"
    return None


_CHAPTERS = ("QUY ĐỊNH CHUNG", "QUY ĐỊNH CỤ THỂ")  # also where a dump lost the line "Chương I"


def _is_heading(lines: Sequence[Line], k: int) -> bool:
    """Say whether a line that begins like a kind is the title of a chapter: "QUY ĐỊNH CHUNG" below "Chương I"."""
    above = lines[k - 1].text if k else ""
    marker = read_marker(above) if len(above) < 20 else None
    return marker is not None and marker.length >= len(above) or lines[k].text.startswith(_CHAPTERS)


def _is_attached(lines: Sequence[Line], k: int) -> bool:
    """Say whether a note of reference follows a heading of at most three lines in capitals."""
    for line in lines[k : k + 3]:
        if ATTACHED.match(line.text):
            return True
        if not line.text.isupper():
            return False
    return False


def _annex_body(lines: Sequence[Line], k: int) -> int:
    """Return the first line of an annex behind its title and its note of reference."""
    stop = min(k + 10, len(lines))
    for j in range(k, stop):
        if ATTACHED.match(lines[j].text):
            while j < stop and not lines[j].text.rstrip(".").endswith(")"):
                j += 1
            return min(j + 1, len(lines))
        if (marker := read_marker(lines[j].text)) and marker.kind != "bullet" or lines[j].text[0] in "|+":
            return j
    j = k
    while j < stop and (lines[j].text.isupper() or lines[j].text[0].islower()):
        j += 1
    return j
