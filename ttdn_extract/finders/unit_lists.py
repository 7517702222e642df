"""Lists of units: "Sở Nội vụ, các sở, ban, ngành và UBND các xã" is three, each as printed.

In: a place where units are expected: behind "phối hợp với", behind "Đơn vị chủ trì:", in a heading. Out: the units and where the list ends.
"""

from __future__ import annotations

import re

from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.unit_reader import UnitReader

# What may stand before a list, and between two members.
LEAD = re.compile(
    r"(?:(?:kính )?(?:đề nghị|yêu cầu)|giao(?: trách nhiệm)?(?: cho)?|trách nhiệm(?: của)?|nhiệm vụ(?: của)?|đối với|riêng|cho|các ông(?: ?\(bà\)|,? bà|/ ?bà| và bà):?|các đồng chí:|bước \d{1,2}:|nhiệm vụ:|như|[\"“'`*_~.-])(?: |(?<=[\"“'`*_~.-]))"
)
_BETWEEN = re.compile(
    r" ?(?:\([^()]{1,120}\))?(?: ?[,;] ?(?:và |cùng |với |hoặc )?| (?:và|cùng với|cùng|với|hoặc|và với) )(?:(?:đề nghị|yêu cầu|với|đối với) )?"
)
_BELONGS = re.compile(r" (?:trực )?thuộc ")
_STANDING = ("cơ quan thường trực", "là cơ quan thường trực")
_ASIDE = re.compile(
    r" ?\([^()]{1,160}\)| - (?:cơ quan|đơn vị|thường trực|là)[^.;]{1,120}?(?= (?:chủ trì|phối hợp|có trách nhiệm|tham mưu|tổ chức|hướng dẫn|theo dõi))"
)


def read_list(reader: UnitReader, at: int, stop: int, *, sure: bool = True) -> tuple[list[UnitMention], int]:
    """Return the units of the list that begins at `at`, and where it ends.

    >>> text = "các sở, ban, ngành, UBND các xã và Công an tỉnh tổ chức"
    >>> [text[u.start : u.end] for u in read_list(UnitReader(text, text.lower()), 0, len(text))[0]]
    ['các sở, ban, ngành', 'UBND các xã', 'Công an tỉnh']
    """
    units: list[UnitMention] = []
    end = at
    while True:
        unit = reader.read(at, stop, sure=sure)
        if unit is None:
            return units, end
        end = unit.end
        if not units or not reader.low.startswith(
            _STANDING, unit.start
        ):  # "Sở Y tế, cơ quan thường trực của Ban Chỉ đạo, …"
            units.append(unit)
        if not unit.generic and reader.low.startswith((" thuộc ", " trực thuộc "), end):
            end = _behind_owner(reader, end, stop)
        gap = _BETWEEN.match(reader.low, end, stop)
        if gap is not None:
            at, sure = gap.end(), True
        elif reader.low.startswith(" ", end) and reader.text[end + 1 : end + 2].isupper():
            at, sure = end + 1, False  # a comma is missing
        else:
            return units, end


def _behind_owner(reader: UnitReader, end: int, stop: int) -> int:
    """Pass over to whom a named unit belongs: "Phòng Văn thư thuộc Sở Nội vụ và …"."""
    of = _BELONGS.match(reader.low, end, stop)
    owner = reader.read(of.end(), stop) if of is not None else None
    return owner.end if owner is not None and not owner.generic else end


def skip_lead(low: str, at: int, stop: int) -> int:
    """Pass over "Đề nghị", "Giao", "Đối với" before a unit."""
    while (lead := LEAD.match(low, at, stop)) is not None:
        at = lead.end()
    return at


def skip_aside(low: str, at: int, stop: int) -> int:
    """Pass over a remark in brackets or between dashes."""
    aside = _ASIDE.match(low, at, stop)
    return aside.end() if aside else at


def read_items(reader: UnitReader, at: int, stop: int) -> list[UnitMention]:
    """Return the units of a labelled line: every item between separators is one, also a name that no table knows."""
    units: list[UnitMention] = []
    low = reader.low
    while at < stop:
        at = skip_lead(low, at, stop)
        while at < stop and low[at] in " ,;.-":
            at += 1
        found, end = read_list(reader, at, stop)
        units += found
        cut = _ITEM_END.search(low, end, stop)
        close = cut.start() if cut else stop
        if not found and 3 < close - at < 90 and reader.text[at].isupper():
            units.append(UnitMention(at, close))
        at = cut.end() if cut else stop
    return units


_ITEM_END = re.compile(r"[;,.] ?(?:và )?| và ")
