"""The straight lines that are drawn on a PDF page, as far as they may be borders of cells.

In: a page with its path objects. Out: rules, level ones and plumb ones, turned as the text is: the stroke "83 700 m 540 700 l S" and the
filled bar "83 699.8 457 0.5 re f" are both a level rule at 700 from 83 to 540.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite
from typing import Any, NamedTuple

MAX_PAGE_OBJECTS = 200_000
"""Objects of a page that are looked at, texts and those inside of forms included."""
MAX_PAGE_SEGMENTS = 40_000
"""Ends of drawn lines on one page: a map or a drawing, not a table, has more."""

_MAX_FORM_DEPTH = 5
_MAX_THICKNESS = 3.0
_MAX_LEAN = 0.5
_WHITE = 250

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Rule(NamedTuple):
    """A drawn line: its place across its direction, and where along it it begins and ends."""

    at: float
    low: float
    high: float


class Rules(NamedTuple):
    """Level rules (at a height, from left to right) and plumb rules (at a distance from the left, from below up)."""

    level: list[Rule]
    plumb: list[Rule]


class TooManyRules(Exception):
    """The page is a drawing; it is not worth the time to look for tables in it."""


def page_rules(raw: Any, page: Any, quarter: int) -> Rules:
    """Gather the rules of a page whose text runs in the given quarter turn."""
    rules = Rules([], [])
    left = MAX_PAGE_SEGMENTS
    for path, matrix in _paths(raw, page):
        count = raw.FPDFPath_CountSegments(path)
        left -= max(count, 1)
        if left < 0:
            raise TooManyRules
        stroked = _stroked(raw, path, matrix)
        if count < 2 or stroked is None:
            continue
        for points in _outlines(raw, path, count, matrix):
            _add_outline(rules, [_turned(point, quarter) for point in points], stroked)
    return rules


def _paths(raw: Any, page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Yield the path objects of a page and of the forms in it, each with the matrix to units of the page."""
    pending: list[tuple[Any, Matrix, int]] = [(raw.FPDFPage_GetObject(page, i), _IDENTITY, 0) for i in _top(raw, page)]
    left = MAX_PAGE_OBJECTS
    while pending:
        item, outer, depth = pending.pop()
        left -= 1
        if left < 0:
            raise TooManyRules
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, _combined(_matrix(raw, item), outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MAX_FORM_DEPTH:
            inner = _combined(_matrix(raw, item), outer)
            count = raw.FPDFFormObj_CountObjects(item)
            if count > left:
                raise TooManyRules
            pending.extend((raw.FPDFFormObj_GetObject(item, index), inner, depth + 1) for index in range(count))


def _top(raw: Any, page: Any) -> range:
    count = raw.FPDFPage_CountObjects(page)
    if count > MAX_PAGE_OBJECTS:
        raise TooManyRules
    return range(count)


def _matrix(raw: Any, item: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _combined(inner: Matrix, outer: Matrix) -> Matrix:
    """Give the matrix that does what `inner` does, then what `outer` does.

    >>> _combined((2, 0, 0, 2, 1, 0), (1, 0, 0, 1, 10, 20))
    (2, 0, 0, 2, 11, 20)
    """
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _stroked(raw: Any, path: Any, matrix: Matrix) -> bool | None:
    """Tell a path that is drawn by its outline from a filled one; None for one that does not show, or is too thick."""
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if stroke.value and _shows(raw.FPDFPageObj_GetStrokeColor, path):
        raw.FPDFPageObj_GetStrokeWidth(path, ctypes.byref(width))
        a, b, c, d = matrix[:4]
        return True if width.value * abs(a * d - b * c) ** 0.5 <= _MAX_THICKNESS else None
    return False if fill.value and _shows(raw.FPDFPageObj_GetFillColor, path) else None


def _shows(get_color: Any, path: Any) -> bool:
    """Tell a visible colour; white bars are the ground behind the text."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not get_color(path, *map(ctypes.byref, parts)):
        return True
    *colors, alpha = (part.value for part in parts)
    return alpha > 0 and min(colors) < _WHITE


def _outlines(raw: Any, path: Any, count: int, matrix: Matrix) -> Iterator[list[Point]]:
    """Yield the outlines of a path, corner by corner; one with a curve ends there and goes on after it."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        if kind != raw.FPDF_SEGMENT_LINETO:
            yield points
            points = []
        points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if raw.FPDFPathSegment_GetClose(segment) and points[0] != points[-1]:
            points.append(points[0])
    yield points


def _turned(point: Point, quarter: int) -> Point:
    """Turn a point as the characters of the page are turned.

    >>> _turned((1, 2), 1)
    (-2, 1)
    """
    x, y = point
    return ((x, y), (-y, x), (-x, -y), (y, -x))[quarter]


def _add_outline(rules: Rules, points: Sequence[Point], stroked: bool) -> None:
    """Add the sides of a stroked outline, or a filled one that is so thin that it is a line itself."""
    if stroked:
        for start, end in pairwise(points):
            _add_box(rules, [start, end], _MAX_LEAN)
    elif len(points) >= 4:
        _add_box(rules, points, _MAX_THICKNESS)


def _add_box(rules: Rules, points: Sequence[Point], thickness: float) -> None:
    """Add what the points span; a dot counts both ways, because dots make dotted lines."""
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    bottom, top = min(y for _, y in points), max(y for _, y in points)
    if not isfinite(left + right + bottom + top):
        return
    if top - bottom <= thickness:
        rules.level.append(Rule((bottom + top) / 2, left, right))
    if right - left <= thickness:
        rules.plumb.append(Rule((left + right) / 2, bottom, top))
