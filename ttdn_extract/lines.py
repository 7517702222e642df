"""Stage 2: clean text -> physical lines, without what page breaks left between them.

In: the clean text of a dump. Out: its printed lines with their indent, the blank lines and rules above them, and the
`Shape` of the dump: how wide it was wrapped, whether every line is followed by a blank one. Dropped on the way, each with
a diagnostic: page numbers, running heads, rows of a table of contents, and addresses that link annotations left in mid-sentence ("http://www.vi-du.vn/").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple


@dataclass(slots=True)
class Line:
    """One printed line; `start:end` is its text in the clean text, without space around it.

    Not frozen, as paragraphs are not: a page makes dozens of them, and a frozen one costs three times as much.
    """

    start: int
    end: int
    text: str
    indent: int
    blanks: int  # blank lines above it
    rule: bool  # a rule ("-----") stands above it
    page: bool  # a page break stands above it


class Shape(NamedTuple):
    """How the dump was set."""

    width: int  # columns that a full line reaches; 0 if lines are not wrapped
    spacing: int  # blank lines that stand between any two lines
    ragged: bool  # wrapped at odd places, so only a blank line ends a paragraph
    indented: int  # indent that opens a paragraph; 0 if there is none


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is no text of the document."""

    code: str
    start: int
    end: int


_RULE = re.compile(r"[-=_—–*~+|.\s…:]*[-=_—–]{2,}[-=_—–*~+|\s…:]*|\*|[.…]{5,}")
_RULE_SIGNS = "-=_—–*~+|.…:"  # a rule begins and ends with one
_PAGE_NUMBER = re.compile(r"(?:[-–]\s?|(?i:trang|page)\s+)?(\d{1,3})(?:\s?/\s?\d{1,3})?(?:\s?[-–])?")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_BEFORE_ADDRESS = re.compile(r"(?:[:(]|(?i:tại|địa chỉ|là|website|link|trang))\s*$")
# "II. NỘI DUNG ........ 4": the table of contents would give every section twice.
_CONTENTS_ROW = re.compile(r"(?:[-+*]\s)?\w.*(?<![:/.…\s])\s*(?:\.{4,}|…{2,})\s*\d{1,3}$")
_PAGE_LINES = 12  # a page holds at least so many lines: column numbers of a flattened table come thicker
_DIGITS = re.compile(r"\d+")


def read_lines(text: str) -> tuple[list[Line], list[Dropped]]:
    """Split the clean text into its lines and drop what is not text of the document."""
    lines: list[Line] = []
    dropped: list[Dropped] = []
    at, blanks, rule, page = 0, 0, False, False
    last_page, since_page = 0, _PAGE_LINES
    pages = {match.end() for match in re.finditer("\f", text)}
    for whole in (text.replace("\f", "\n") if pages else text).split("\n"):
        start, at = at, at + len(whole) + 1
        if pages and start in pages:
            page = True
        body = whole.strip()
        if not body:
            blanks += 1
            continue
        first = body[0]
        if first in _RULE_SIGNS and body[-1] in _RULE_SIGNS and _RULE.fullmatch(body):
            rule = True
            continue
        indent = whole.index(first) if whole is not body else 0
        start += indent
        size = len(body)
        if size < 12 and not (lines and lines[-1].text == "|") and (number := _PAGE_NUMBER.fullmatch(body)):
            value = int(number[1])
            if (
                page
                or value == last_page + 1
                and since_page >= _PAGE_LINES
                or last_page == 0
                and value <= 2
                and len(lines) >= _PAGE_LINES
            ):
                dropped.append(Dropped("page-number", start, start + size))
                last_page, since_page, page = value, 0, True
                continue
        elif first in "hw" and _ADDRESS.fullmatch(body) and not (lines and _BEFORE_ADDRESS.search(lines[-1].text)):
            dropped.append(Dropped("stray-address", start, start + size))
            continue
        elif body[-1] in "0123456789" and ("...." in body or "……" in body) and _CONTENTS_ROW.match(body):
            dropped += _contents_row(lines, start, start + size)
            continue
        lines.append(Line(start, start + size, body, indent, blanks, rule, page))
        blanks, rule, page = 0, False, False
        since_page += 1
    return _drop_running_heads(lines, dropped)


def _contents_row(lines: list[Line], start: int, end: int) -> list[Dropped]:
    """Drop a row of the table of contents, and its heading with the first of them."""
    row = Dropped("contents-row", start, end)
    if not lines or lines[-1].text.upper() != "MỤC LỤC":
        return [row]
    heading = lines.pop()
    return [Dropped("contents-row", heading.start, heading.end), row]


def _drop_running_heads(lines: list[Line], dropped: list[Dropped]) -> tuple[list[Line], list[Dropped]]:
    """Drop lines that come back beside page breaks, whatever number they carry."""
    breaks = [k for k, line in enumerate(lines) if line.page]
    if len(breaks) < 2:
        return lines, dropped
    beside = {k + d for k in breaks for d in (-2, -1, 0, 1) if 0 <= k + d < len(lines)}
    seen = Counter(_DIGITS.sub("#", lines[k].text) for k in beside)
    often = min(3, len(breaks))
    heads = {
        k
        for k in beside
        if seen[_DIGITS.sub("#", lines[k].text)] >= often and len(lines[k].text) > 7 and lines[k].text[0] not in "-+|"
    }
    if not heads:
        return lines, dropped
    kept: list[Line] = []
    page = False
    for k, line in enumerate(lines):
        if k in heads:
            dropped.append(Dropped("running-head", line.start, line.end))
            page = page or line.page
        else:
            kept.append(replace(line, page=True) if page and not line.page else line)
            page = False
    return kept, dropped


def line_spacing(lines: list[Line]) -> int:
    """Return 1 if the dump sets a blank line between any two lines, else 0."""
    pairs = len(lines) - 1
    blanks = [line.blanks for line in lines]
    return int(pairs > 2 and blanks.count(0) - 1 < 0.15 * pairs and blanks.count(1) > 0.5 * pairs)


def measure(lines: list[Line]) -> Shape:
    """Learn from the lines of the main text how the dump was set."""
    if len(lines) < 4:
        return Shape(0, 0, False, 0)
    spacing = line_spacing(lines)
    lengths = sorted([line.indent + len(line.text) for line in lines])
    width = lengths[int(len(lengths) * 0.92)]
    beyond = len(lengths) - bisect_right(lengths, 1.3 * width)
    runs, short_runs = _runs(lines, width)
    if width > 260 or beyond > 0.03 * len(lines) or runs < 0.06 * len(lines):
        return Shape(0, spacing, False, 0)
    # Where short lines often run on in small letters, length tells nothing and blank lines tell all.
    ragged = not spacing and short_runs > 0.08 * len(lines)
    return Shape(width, spacing, ragged, _paragraph_indent(lines))


def _runs(lines: list[Line], width: int) -> tuple[int, int]:
    """Count lines that go on in small letters, and those of them whose line before had room for more."""
    runs = short_runs = 0
    full = 0.72 * width
    for before, line in zip(lines, lines[1:], strict=False):
        text = line.text
        if text[0].islower() and before.text[-1] not in ".;:!?" and text[1:2] not in (")", ".", "/"):
            runs += 1
            reach = before.indent + len(before.text)  # most lines are full: their next word need not be measured
            short_runs += reach < full and reach + len(text.split(" ", 1)[0]) < full and not line.blanks
    return runs, short_runs


def _paragraph_indent(lines: list[Line]) -> int:
    """Return the indent of first lines if the dump keeps one (PDF layout text), else 0."""
    left = Counter([line.indent for line in lines if line.text[0].islower()])
    if sum(left.values()) < 0.2 * len(lines):
        return 0
    margin = left.most_common(1)[0][0]
    first = Counter([line.indent for line in lines if line.indent >= margin + 3 and line.text[0].isupper()])
    return first.most_common(1)[0][0] if sum(first.values()) > 0.1 * len(lines) else 0
