"""Who answers for the paragraphs below a heading: "2. Phòng Nội vụ", "a) Bộ X chủ trì, phối hợp với các Bộ, ngành:".

In: the tree of sections. Out: for each node its owner, looked up from the innermost heading outwards, and whether it stands in the
organisation part of the document. A line of nothing but units whose number a dump lost is a heading too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ttdn_extract.finders.duties import DUTY, DutyReader
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.task_labels import starts_label
from ttdn_extract.finders.unit_lists import read_list, skip_aside, skip_lead
from ttdn_extract.finders.unit_words import LEVEL, pattern_for
from ttdn_extract.roles import role_of
from ttdn_extract.tree import Node

_PARTS = ("organisation", "reporting")
_INTRODUCES = re.compile(r"(?:có|chịu) (?:trách nhiệm|nhiệm vụ|quyền)|ch[ủú] trì|phối hợp|là |làm |thực hiện|căn cứ")
_NARROWS = re.compile(r"chủ trì(?!,? phối hợp)|phối hợp(?! với)")  # "các đơn vị phối hợp thực hiện" is a class
# "Phòng Quản trị thiết bị tổng hợp", "Ban Quản lý chợ kiểm soát giết mổ thành phố": verbs that nothing follows but a place belong to the name.
_SMALL = re.compile(r"(?:phòng|khoa|tổ|ban|đội|viện|trung tâm|bộ phận|văn phòng|hội đồng) ")
_GOES_ON = re.compile(rf",?(?: [^\W\d_]+){{1,3}}$|(?!.* (?:các|những|cho|của|về|với|tại) )[^:;]{{3,80}} {LEVEL}$")
_FURTHER = re.compile(r"; (?:và )?|, (?:và )?(?=(?:các|những) )")
_PLACED = re.compile(rf".* {LEVEL}$")
_JUNK = re.compile(r"\W*(?:\d{1,2}\W+)*")
_SIGNS = " .:;*"
_LINE = 160  # characters that a heading without number has at most


class Owner(NamedTuple):
    """Who answers; `lead` and `coordinate` where the heading says them for all that stands below."""

    units: list[UnitMention]
    lead: bool = False
    coordinate: tuple[UnitMention, ...] = ()


class Owners:
    """The owners of one document."""

    def __init__(self, duties: DutyReader) -> None:
        self._duties = duties
        self._text, self._low = duties.text, duties.low
        self._owners: dict[int, Owner | None] = {}
        self._parts: dict[int, str | None] = {}
        self._line: tuple[Node, Owner] | None = None

    def behind_marker(self, node: Node) -> int:
        """Return where the text of a numbered paragraph begins."""
        at = node.paragraph.start + node.marker.length
        while at < node.paragraph.end and self._text[at] in " .:)-–*":
            at += 1
        return at

    def part_of(self, node: Node | None) -> str | None:
        """Return "organisation" or "reporting" for a node of such a part."""
        if node is None:
            return None
        if id(node) not in self._parts:
            role = role_of(self._text[node.title[0] : node.title[1]]) if node.title else None
            self._parts[id(node)] = role if role in _PARTS else self.part_of(node.parent)
        return self._parts[id(node)]

    def owner_of(self, node: Node | None) -> Owner | None:
        """Return who answers for what stands below a node."""
        if self._line is not None and node is not None and (self._line[0] is node or self._line[0] is node.parent):
            return self._line[1]
        return self._heading_above(node)

    def _heading_above(self, node: Node | None) -> Owner | None:
        if node is None:
            return None
        if id(node) not in self._owners:
            self._owners[id(node)] = self._read(node) or self._heading_above(node.parent)
        return self._owners[id(node)]

    def close_line(self) -> None:
        """A numbered heading ends what a heading without number began."""
        self._line = None

    def take_line(self, start: int, end: int, node: Node, *, plain: bool) -> bool:
        """Say whether a line of the organisation part is nothing but units; a plain one heads what follows."""
        if end - start > _LINE or self.part_of(node) is None:
            return False
        junk = _JUNK.match(self._low, start, end)
        units, stop = read_list(self._duties.reader, skip_lead(self._low, junk.end() if junk else start, end), end)
        rest = self._low[skip_aside(self._low, stop, end) : end].strip(_SIGNS)
        if not units:
            return False
        if rest:
            if (
                self._text[end - 1] in ".;"
                or end - start > 70
                or DUTY.match(self._low, stop)
                and rest[:8] != "tham gia"
            ):
                return False
            units[-1] = units[-1]._replace(end=end)
        if plain:
            above = node
            while above.marker.kind == "bullet" and above.parent is not None:
                above = above.parent
            self._line = above, Owner(units)
        return True

    def _read(self, node: Node) -> Owner | None:
        """Read the units of a heading, or of a sentence that introduces a list."""
        start, end = self.behind_marker(node), node.paragraph.end
        if starts_label(self._low, start, end):
            return None
        if node.title is not None:
            return self._heading(node, start, node.title[1])
        if node.marker.kind == "bullet" and (self._text[end - 1] != ":" or self.part_of(node) is None):
            return None
        units, stop = self._duties.subject(start, end)
        if not units or self._low[stop:end].strip(_SIGNS) and not DUTY.match(self._low, stop):
            units = self._duties.doers(start, end, inside=False, opening=True)
        return Owner(units) if units else None

    def _heading(self, node: Node, start: int, stop: int) -> Owner | None:
        at = skip_lead(self._low, start, stop)
        if at == start and role_of(self._text[start:stop]) is not None:
            return None
        organising = self.part_of(node) is not None
        units, end = read_list(self._duties.reader, at, stop)
        if not units:
            return Owner([UnitMention(at, stop)]) if organising and self._looks_like_unit(at, stop) else None
        if units[-1].generic and self._low.startswith(": ", end):
            members, last = read_list(self._duties.reader, end + 2, stop)
            if members and not self._low[last:stop].strip(_SIGNS):
                return Owner([*units[:-1], *members])  # "Các chủ rừng: Ban Quản lý rừng phòng hộ, Công ty Lâm nghiệp"
        if not organising and self._text[start:stop].isupper() and not self._is_known(at, stop):
            return None
        end = skip_aside(self._low, end, stop)
        rest = self._low[end:stop].strip(_SIGNS)
        if not rest:
            return Owner(units) if organising or not all(unit.loose for unit in units) else None
        if self._text[start:stop].isupper():
            return None
        if _INTRODUCES.match(rest) and not (units[-1].generic and _NARROWS.match(rest)):
            together = tuple(self._duties.behind("coordinate", end, stop))
            return Owner(units, rest.startswith(("chủ trì", "chú trì")), together)
        if not organising:
            return None
        further = _FURTHER.match(self._low, end, stop)
        if further is not None:  # "…, các hội nhận ủy thác": of a member that cannot be read the bounds are known
            return Owner([*units, UnitMention(further.end(), stop, generic=True)])
        return Owner([*units[:-1], units[-1]._replace(end=self._end_of_name(units[-1], end, stop))])

    def _is_known(self, at: int, stop: int) -> bool:
        """Say whether words in capitals are a body by their tables: "TỔ CHỨC TRIỂN LÃM" is no Tổ, "HỘI THAO" no Hội."""
        reader = self._duties.reader
        sure = (reader.whole, reader.place, reader.open, reader.many, reader.office)
        if any(pattern.match(self._low, at, stop) for pattern in sure):
            return True
        head = reader.field.match(self._low, at, stop)
        return head is not None and (
            " " in head.group() or reader.name.match(self._low, head.end() + 1, stop) is not None
        )

    def _end_of_name(self, unit: UnitMention, end: int, stop: int) -> int:
        """Return where the name of a heading ends of which no table knows the last words."""
        aside = self._low.find(" (", end, stop)
        stop = aside if aside > 0 else stop
        if unit.generic or not DUTY.match(self._low, end):
            return stop
        open_end = _SMALL.match(self._low, unit.start) and not _PLACED.match(self._low, unit.start, unit.end)
        return stop if open_end and _GOES_ON.match(self._low, end, stop) else unit.end

    def _looks_like_unit(self, at: int, stop: int) -> bool:
        """Say whether a heading of the organisation part that no grammar reads may still be a unit."""
        if stop - at > 90 or not self._duties.reader.may_begin(at, stop):
            return False
        return not any(pattern_for(use).match(self._low, at) for use in ("verb", "none"))
