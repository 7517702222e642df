"""Doers that stand behind what they do: "… (Sở X chủ trì, phối hợp với Y)", "…, giao Sở X tham mưu", "… do Sở X thực hiện".

In: a paragraph that names nobody at its head. Out: the doers, or none. What only tells of others ("các lớp do Sở X thực hiện", "…, đã giao Sở X …")
gives no duty.
"""

from __future__ import annotations

import re

from ttdn_extract.finders.duties import PAST, DutyReader
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.unit_lists import read_list, skip_aside

_OPENS = re.compile(r"[(\[](?:do |giao )?| [-–] ")
_CHARGED = re.compile(
    r" (?:chủ trì[^()\[\].;,]{0,60}|(?:(?:thực hiện|phụ trách|đảm nhiệm|đảm nhận|chịu trách nhiệm|tham mưu)(?: (?:thực hiện|tổ chức|triển khai))?))"
    r"(?=[,;)\].]|$)"
)
_OPENERS = {")": "(", "]": "["}
_CHARGES = ("chủ trì", "thực hiện", "phụ trách", "tham mưu", "đảm nhiệm", "đảm nhận", "chịu trách nhiệm")
_GIVES = re.compile(r", giao(?: cho)? ")
_LEADING = re.compile(r", (?=[^,.;:]{3,60} chủ trì(?!\w))")
_OCCASION = re.compile(r"(?:thực hiện|triển khai|tiếp theo|căn cứ|theo|để|nhằm) ")
_ASKS = re.compile(r", (?=([^,.;:]{3,60} (?:yêu cầu|đề nghị|giao)) )")
# "… do Thanh tra Bộ thực hiện, hoàn thành trước …"; "các lớp do Cục Thuế thực hiện" only says which are meant.
_DONE = re.compile(
    r" (?:chủ trì|thực hiện|đảm nhận|đảm nhiệm|phụ trách|chịu trách nhiệm)(?: thực hiện| tổ chức)?"
    r"(?= ?[.;]|$|, (?:hoàn thành|xong|trước|trong|thời gian)|, [^.;:]{3,120} phối hợp)"
)
_JOINT = re.compile(r" chủ trì, phối hợp(?!\w)")
_THOSE = re.compile(r"(?<!\w)(?:các|những|mọi) [^.;:,]*$")


def late_doers(duties: DutyReader, start: int, end: int) -> list[UnitMention]:
    """Return the doers of a paragraph whose head names none."""
    return (
        charged_aside(duties, start, end)
        or _given(duties, start, end)
        or _asked(duties, start, end)
        or _leading(duties, start, end)
        or _done_by(duties, start, end)
    )


def charged_aside(duties: DutyReader, start: int, end: int) -> list[UnitMention]:
    """Return whom a remark at the end charges: "(Sở Nội vụ chủ trì; xong trong quý II)", "- Huyện đoàn thực hiện"."""
    text, low, last = duties.text, duties.low, end
    while last > start and text[last - 1] in " .;/":
        last -= 1
    if text[last - 1 : last] in _OPENERS:
        at = low.rfind(_OPENERS[text[last - 1]], start, last)
    elif low.endswith(_CHARGES, start, last):
        at = max(low.rfind(" - ", start, last), low.rfind(" – ", start, last))
    else:
        return []
    sign = _OPENS.match(low, at, last) if at >= 0 else None
    if sign is None or sign.group()[0] == " " and (low.find(" do ", start, at) >= 0 or _THOSE.search(low, start, at)):
        return []
    units, behind = read_list(duties.reader, sign.end(), end, sure=False)
    return units if units and _is_somebody(duties, units) and _CHARGED.match(low, behind, last) else []


def _is_somebody(duties: DutyReader, units: list[UnitMention]) -> bool:
    """Say whether the first of some units is a body, or a class of bodies of one kind: "UBND các xã"."""
    first = units[0]
    return not first.loose and (not first.generic or duties.reader.place.match(duties.low, first.start) is not None)


def _given(duties: DutyReader, start: int, end: int) -> list[UnitMention]:
    """Return the doers of "Thống nhất chủ trương trên, giao Sở X tham mưu …"."""
    low = duties.low
    if low.find(", giao ", start, end) < 0:
        return []
    for sign in _GIVES.finditer(low, start, end):
        units, behind = read_list(duties.reader, sign.end(), end)
        sure = units and not all(unit.loose for unit in units) and duties.is_named(units[0])
        if sure and duties.is_duty(skip_aside(low, behind, end), end, inside=True):
            return [] if PAST.search(low, start, sign.start()) else units
    return []


def _asked(duties: DutyReader, start: int, end: int) -> list[UnitMention]:
    """Return the doers of "Thực hiện Công văn số …, UBND huyện đề nghị các phòng, ban …"."""
    low = duties.low
    if not _OCCASION.match(low, start, end):
        return []
    for sign in _ASKS.finditer(low, start, end):
        units, behind = duties.subject(sign.end(), end)
        if units and units[0].start > sign.end(1) and duties.is_duty(behind, end, inside=True):
            return [] if PAST.search(low, start, sign.start()) else units
    return []


def _leading(duties: DutyReader, start: int, end: int) -> list[UnitMention]:
    """Return the doers of "Khai mạc ngày 15/5, Huyện đoàn chủ trì"; not those of "các lớp do Sở A, Sở B chủ trì"."""
    low = duties.low
    if low.find(" chủ trì", start, end) < 0:
        return []
    for sign in _LEADING.finditer(low, start, end):
        units, behind = read_list(duties.reader, sign.end(), end, sure=False)
        if units and _is_somebody(duties, units) and low.startswith(" chủ trì", behind):
            told = low.find(" do ", start, sign.start()) >= 0 or PAST.search(low, start, sign.start())
            return [] if told else units
    return []


def _done_by(duties: DutyReader, start: int, end: int) -> list[UnitMention]:
    """Return the doers of "… do Thanh tra Bộ thực hiện"."""
    low = duties.low
    at = low.find(" do ", start, end)
    while at >= 0:
        units, behind = read_list(duties.reader, at + 4, end, sure=False)
        if units and not any(unit.generic or unit.loose for unit in units):
            behind = skip_aside(low, behind, end)
            if _DONE.match(low, behind, end) or low[at - 1] == "," and _JOINT.match(low, behind, end):
                return [] if _THOSE.search(low, start, at) else units
        at = low.find(" do ", at + 4, end)
    return []
