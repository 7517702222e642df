"""Carry the gold of the clean text over to any rendering of the same document.

Letters and digits of the clean text are a subsequence of those of the rendering, except in the letterhead and the
closing, whose columns a layout may mix. So body and annexes are aligned letter by letter, skipping inserted noise.
"""

from __future__ import annotations

import copy
import unicodedata
from typing import Any

from marked_model import Document, Gold

ZERO_WIDTH = frozenset("\u200b\u200c\u200d\ufeff\u2060\u00ad")
TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
WINDOW, REACH = 12, 600


def flatten(text: str) -> str:
    """NFC, zero-width characters dropped, every run of whitespace one space: the text that gold surfaces quote."""
    text = unicodedata.normalize("NFC", "".join(c for c in text if c not in ZERO_WIDTH))
    return " ".join(text.split())


def _key(letter: str) -> str:
    """The letter without tone, so that hoà and hòa agree."""
    return unicodedata.normalize("NFC", "".join(c for c in unicodedata.normalize("NFD", letter) if c not in TONES))


class Letters:
    """Letters and digits of a flat text, each with its offset; `starts` holds those that open a line."""

    def __init__(self, flat: str, starts: frozenset[int] = frozenset()) -> None:
        self.flat = flat
        self.starts = starts
        self.at = [k for k, c in enumerate(flat) if c.isalnum()]
        self.key = "".join(_key(flat[k]) for k in self.at)

    def index(self, offset: int) -> int:
        """The first letter at or behind a flat offset."""
        low, high = 0, len(self.at)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if self.at[middle] < offset else (low, middle)
        return low


def line_starts(text: str) -> frozenset[int]:
    """For each line the number of letters before it: inserted noise begins and ends at such places."""
    starts, seen = set(), 0
    for row in unicodedata.normalize("NFC", text).splitlines():
        starts.add(seen)
        seen += sum(c.isalnum() for c in row)
    return frozenset(starts)


def align(clean: Letters, other: Letters, first: int, last: int, start: int) -> dict[int, int]:
    """Map letters first..last of the clean text to letters of the other one, beginning the search at `start`."""
    a, b = clean.key, other.key
    i = first
    j = b.find(a[i : min(i + 24, last)], start)
    links: dict[int, int] = {}
    if j < 0:
        return links
    while i < last and j < len(b):
        if a[i] == b[j] and a[i : min(i + WINDOW, last)] == b[j : j + min(WINDOW, last - i)]:
            links[i] = j
            i, j = i + 1, j + 1
            continue
        i, j = _skip(a, other, i, j, last, links)
        if j < 0:
            break
    return links


def _skip(a: str, other: Letters, i: int, j: int, last: int, links: dict[int, int]) -> tuple[int, int]:
    """Cross one insertion that begins within the next few letters: (i, j) behind it, or j = -1.

    A page number may look like the text it interrupts, so an insertion made of whole lines is preferred.
    """
    b, shared = other.key, 0
    while shared < WINDOW and i + shared < last and j + shared < len(b) and a[i + shared] == b[j + shared]:
        shared += 1
    found: list[tuple[bool, int, int]] = []
    for ahead in range(shared, -1, -1):
        want = a[i + ahead : min(i + ahead + WINDOW, last)]
        at = b.find(want, j + ahead, j + ahead + REACH)
        if want and at >= 0:
            found.append((j + ahead in other.starts and at in other.starts, ahead, at))
    if not found:
        return i, -1
    _, ahead, at = max(found)
    links.update((i + k, j + k) for k in range(ahead))
    return i + ahead, at


class Projection:
    """Where the letters of a document's clean text stand in one rendering."""

    def __init__(self, doc: Document, text: str) -> None:
        self.clean, self.other = Letters(doc.flat), Letters(flatten(text), line_starts(text))
        self.links: dict[int, int] = {}
        for begin, end in _ordered_parts(doc):
            start = max(self.links.values(), default=-1) + 1
            part = align(self.clean, self.other, self.clean.index(begin), self.clean.index(end), start)
            self.links.update(part)

    def span(self, begin: int, end: int) -> tuple[int, int] | None:
        """The span of the rendering's flat text that holds a span of the clean one; noise inside stays inside."""
        first, behind = self.clean.index(begin), self.clean.index(end)
        if first not in self.links or behind - 1 not in self.links or behind <= first:
            return None
        at = self.other.at
        low, high = at[self.links[first]], at[self.links[behind - 1]] + 1
        flat = self.other.flat
        if self.clean.flat[begin] in "(\"'" and low and flat[low - 1] == self.clean.flat[begin]:
            low -= 1
        tail = self.clean.flat[self.clean.at[behind - 1] + 1 : end]
        return low, high + len(tail) if flat.startswith(tail, high) else high

    def spell(self, text: str) -> str:
        """A string of the gold with the tone placement of the rendering, if it stands there letter by letter."""
        if text in self.other.flat:
            return text  # letters without tones would also find "các ban" for "các bản"
        letters = Letters(text)
        k = self.other.key.find(letters.key) if letters.key else -1
        if k < 0:
            return text
        out = list(text)
        for offset, source in zip(letters.at, self.other.at[k : k + len(letters.at)], strict=True):
            out[offset] = self.other.flat[source]
        return "".join(out)

    def quote(self, clean_span: tuple[int, int], old: str) -> str:
        found = self.span(*clean_span)
        return self.other.flat[found[0] : found[1]] if found else self.spell(old)


def _ordered_parts(doc: Document) -> list[tuple[int, int]]:
    """Flat spans whose order no layout changes: title to body, and the annexes."""
    offsets, at = [], 0
    for line in doc.lines:
        width = len(" ".join(line.text.split()))
        offsets.append((line.zone, at, at + width))
        at += width + 1
    parts = []
    for zones in (("heading", "title", "to", "body"), ("annex", "table")):
        held = [(a, b) for zone, a, b in offsets if zone in zones]
        if held:
            parts.append((held[0][0], held[-1][1]))
    return parts


def _spell_all(value: Any, projection: Projection) -> Any:
    if isinstance(value, str):
        return projection.spell(value)
    if isinstance(value, list):
        return [_spell_all(item, projection) for item in value]
    return value


UNITS = ("responsible", "coordinate", "direct", "report_to")


def gold_for(doc: Document, text: str) -> Gold:
    """The document's gold with every quotation as it stands in `text`, a rendering of the same document."""
    gold: Gold = copy.deepcopy(doc.gold)
    to = Projection(doc, text)
    for name, spans in (("sections", doc.spans.sections), ("dates", doc.spans.dates)):
        for item, span in zip(gold[name], spans, strict=True):
            item["surface"] = to.quote(span, item["surface"])
    for item in gold["sections"]:
        item["title"] = to.spell(item["title"]) if item["title"] else None
    for item, span, core in zip(gold["citations"], doc.spans.citations, doc.spans.cores, strict=True):
        item["surface"], item["core"] = to.quote(span, item["surface"]), to.quote(core, item["core"])
    for item, span in zip(gold["tasks"], doc.spans.tasks, strict=True):
        item["start"] = to.quote(span, item["start"])
        item.update({key: _spell_all(item[key], to) for key in UNITS})
    header = gold["header"]
    for key in ("title", "place", "recipients"):
        header[key] = _spell_all(header[key], to)
    header["signature"] = {key: _spell_all(value, to) for key, value in header["signature"].items()}
    gold["ignore"] = [_region(region, to) for region in gold["ignore"]]
    return gold


def _region(region: dict[str, str], to: Projection) -> dict[str, str]:
    """A table region by the first letters of its first cell row and the last ones of its last row."""
    out = {}
    for side, words in region.items():
        k = to.other.key.rfind(Letters(words).key)
        ends = to.other.at[k], to.other.at[k + len(Letters(words).at) - 1] + 1
        out[side] = to.other.flat[ends[0] : ends[1]] if k >= 0 else words
    return out
