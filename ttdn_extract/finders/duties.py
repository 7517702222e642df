"""Who a sentence gives a duty, and with whom, under whom and for whom: "Sở X chủ trì, phối hợp với Y, báo cáo UBND tỉnh (qua Z)".

In: a stretch of the flowed text. Out: the units in each part, and the role. What a doer is depends on where it stands: `inside` the organisation
part, or below a heading that is a unit, any predicate will do; elsewhere a verb of duty must follow. Cues are rows of `tasks.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.unit_lists import LEAD, read_items, read_list, skip_aside, skip_lead
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.finders.unit_words import openers, pattern_for, tree_pattern
from ttdn_extract.rulebook import load_rows
from ttdn_extract.vocabulary import TaskRole

# A clause that may stand before the subject: "Căn cứ Kế hoạch này, các sở …", "Hằng năm, Sở Nội vụ …".
_OPENING = re.compile(
    r"(?:căn cứ|trên cơ sở|hằng năm|hàng năm|hằng quý|hàng quý|hằng tháng|hàng tháng|định kỳ|trong|khi|sau|trước|để|nhằm|theo(?! dõi)|đối với|trường hợp|ngay sau|ngay từ|nếu|quá trình|từ|vào|kết thúc|ngoài|riêng|đồng thời|bên cạnh|"
    r"tùy|qua|với|về|quý|năm|tháng|ngày|thông qua|tại|việc|mỗi|chậm nhất)(?!\w)"
)
SENTENCE = re.compile(r"[.;] (?=[^\W\d_])|: (?=[^\W\d_])")
# With what a sentence begins that may name a doer; most sentences are passed over by their first words.
_HEAD = re.compile(rf"{_OPENING.pattern}|{LEAD.pattern}|{tree_pattern(openers())}")
_HEADS = re.compile(rf"[.;:] (?=[^\W\d_])(?={_HEAD.pattern})")
_CLAUSES = re.compile(rf"{_HEADS.pattern}|, (?=(?:các|những) [^,.;]{{3,60}} (?:có|chịu) trách nhiệm)")
_GIVEN = re.compile(r"(?:giao|yêu cầu|phân công) ")  # what follows such units is their duty, whatever the verb
_STOP = re.compile(r"[.;] ")
_BARRIER = re.compile(r"[.;:]")
_ASKS = re.compile(r" (?:yêu cầu|đề nghị|giao(?: cho)?|phân công) ")
# A predicate of duty: a verb of unit_words.csv, or what stands before one.
DUTY = re.compile(
    rf",? (?:(?:có|chịu) (?:trách nhiệm|nhiệm vụ)|(?:là|làm) (?:cơ quan|đơn vị|đầu mối|bộ phận)|sau khi|theo (?:chức năng|chức trách|nhiệm vụ|thẩm quyền)|trong phạm vi|trên cơ sở|"
    rf"có (?:văn bản|ý kiến|kế hoạch|báo cáo|giải pháp)|chú trì|{pattern_for('verb').pattern})(?!\w)"
)
# … behind members of a list that no table knows.
_FAR_DUTY = re.compile(
    r"(?:, | và )[^.;:]{1,300}? (?=(?:có|chịu) trách nhiệm |căn cứ (?:chức năng|nhiệm vụ)|(?:thực hiện|thi hành) (?:chỉ thị|kế hoạch|quyết định|nghị quyết) )"
)
_MEMBER = re.compile(r",(?: và)? | và ")
_NO_DUTY = re.compile(
    r" (?:được(?! giao)|đã|gồm|bao gồm|nêu trên|là(?! (?:đơn vị|cơ quan|đầu mối|bộ phận))|của|và|tại|ở)(?!\w)"
)
# A scan reads "chú trì". The look back stands behind the words, so that the search is for letters.
_LEADS = re.compile(
    r"ch[ủú] trì(?!\w)(?<!đơn vị .......)(?<!(?<!là )cơ quan .......)(?<!giao .......)(?<!công .......)(?<!bộ phận .......)"
)
_DIRECTS = re.compile(
    r"[: ]*(?:có trách nhiệm |(?:tích cực|chủ động|trực tiếp|tập trung|tiếp tục|tăng cường|kịp thời|thường xuyên|lãnh đạo,|định kỳ)[, ]+)*chỉ đạo(?!\w)"
)
_RESTS = re.compile(r" ?(?:căn cứ|theo(?! dõi)) ")
_TOGETHER = re.compile(r"(?:(?:chủ động|tăng cường|tiếp tục|tích cực) )?phối hợp(?!\w)")
# "Sở A chủ trì, Sở B phối hợp", "Sở A (chủ trì); các xã (phối hợp)".
_LED = re.compile(r"[ (]chủ trì\)?(?: (?:thực hiện|tổ chức|tham mưu|triển khai))*[,;] (?!phối hợp)")
_PARTNER = re.compile(
    r" \(?(?:cùng )?phối hợp(?: (?:thực hiện|triển khai|tổ chức|tham gia))*(?= ?[.;,)\]]|$| (?:trong|trước|xong|hoàn thành|từ|vào) )"
)
# "Chủ tịch UBND tỉnh yêu cầu:", "UBND huyện đề nghị triển khai …": who asks nobody by name is not the one to do it.
_ASKING = re.compile(r" (?:yêu cầu|đề nghị|kết luận)(?!\w)| chỉ đạo(?: [^.;:]{0,40})?(?: như sau|nội dung sau):")
# "UBND tỉnh đã ban hành Kế hoạch, giao Sở Nội vụ …" tells of others.
PAST = re.compile(r"(?<!\w)(?:đã|từng|được)(?!\w)[^.;:]*$")
_COMMA = re.compile(", ")
_COMMAS = 40  # an opening clause that has more holds no subject
_REACH = 800  # a link to who gets a report stands no farther behind it
_SURE = ("các ", "những ", "thủ trưởng ")


class _Cue(NamedTuple):
    """A row of tasks.toml, compiled; without `needs` in the text it cannot be found."""

    needs: str
    pattern: re.Pattern[str]
    then: re.Pattern[str] | None
    unless: re.Pattern[str] | None


@cache
def _cues(part: str) -> tuple[_Cue, ...]:
    rows = [row for row in load_rows("tasks") if row.id.startswith("cue.") and row["part"] == part]
    optional = [[re.compile(row.get(key)) if row.get(key) else None for key in ("then", "unless")] for row in rows]
    return tuple(_Cue(row["needs"], re.compile(row.pattern), *more) for row, more in zip(rows, optional, strict=True))


class DutyReader:
    """Reads the sentences of one document; `units` are those that its text names."""

    def __init__(self, reader: UnitReader, units: Sequence[UnitMention]) -> None:
        self.text, self.low, self.reader = reader.text, reader.low, reader
        self._unit_ends = {unit.end for unit in units}

    def subject(self, at: int, stop: int) -> tuple[list[UnitMention], int]:
        """Read the units with which a sentence begins, and where its predicate begins."""
        begin = skip_lead(self.low, at, stop)
        units, end = read_list(self.reader, begin, stop, sure=begin > at or self.text[begin : begin + 1].isupper())
        if not units:
            return [], at
        end = skip_aside(self.low, end, stop)
        asked = _ASKS.match(self.low, end, stop)
        if asked is not None:  # "UBND tỉnh giao Sở Nội vụ …"
            further, behind = read_list(self.reader, asked.end(), stop)
            if further:
                return further, skip_aside(self.low, behind, stop)
        return units, end

    def subjects(self, start: int, end: int, *, inside: bool, owned: bool) -> list[UnitMention]:
        """Return the doers that the sentences of a paragraph name; below an owner, only a first sentence with one lets others add theirs."""
        found: list[UnitMention] = []
        if _HEAD.match(self.low, start, end):
            found = self.doers(start, end, inside=inside, opening=True)
            if not inside and all(unit.loose for unit in found):
                found = []
        if owned and not found:
            return []
        inside = inside and bool(found)
        heads = _CLAUSES if self.low.find(" trách nhiệm", start, end) >= 0 else _HEADS
        for head in heads.finditer(self.low, start, end):
            units = self.doers(head.end(), end, inside=inside, opening=False)
            if units and _PARTNER.match(self.low, units[-1].end, end):
                continue  # "Sở A chủ trì; Sở B phối hợp"
            sure = units and self.is_named(units[0])
            if sure and (inside or not all(unit.loose for unit in units)):
                found += self.others(units, found)
        return found

    def doers(self, at: int, end: int, *, inside: bool, opening: bool) -> list[UnitMention]:
        """Return the doers of one sentence: at its head, or behind an opening clause."""
        units, behind = self.subject(at, end)
        if units:
            given = _GIVEN.match(self.low, at, end) is not None
            if self.is_duty(behind, end, inside=inside or given):
                return units
            return self._far_from_duty(units, behind, end) if inside else []
        if not (opening or not inside or self.low.startswith("từ đó,", at)) or not _OPENING.match(self.low, at, end):
            return []
        closing = _STOP.search(self.low, at, end)
        stop = closing.start() + 1 if closing else end
        together = self.low.find("phối hợp với", at, stop)  # whose units are no doers
        stop = together if together >= 0 else stop
        comma = self.low.find(", ", at, stop)
        for _ in range(_COMMAS):  # each may begin a list that goes on to the end
            if comma < 0:
                break
            # A comma that lists units of the clause begins no subject: "theo hướng dẫn của Bộ Y tế, Sở Y tế, …".
            if comma not in self._unit_ends or self.low.startswith(_SURE, comma + 2):
                units, behind = self.subject(comma + 2, end)
                told = self.low.startswith("giao ", comma + 2) and PAST.search(self.low, at, comma)
                if units and not told and self.is_named(units[0]) and self.is_duty(behind, end, inside=False):
                    return units
            comma = self.low.find(", ", comma + 2, stop)
        return []

    def _far_from_duty(self, units: list[UnitMention], at: int, end: int) -> list[UnitMention]:
        """Return the doers of a list of which a member cannot be read, so that the predicate stands farther off."""
        far = _FAR_DUTY.match(self.low, at, end)
        if far is None:
            return []
        for link in _MEMBER.finditer(self.low, at, far.end()):
            units += self.others(read_list(self.reader, link.end(), far.end(), sure=False)[0], units)
        return units

    def is_named(self, unit: UnitMention) -> bool:
        """Say whether a unit can be no other word: it has a name, "các" before it, or is of one kind: "UBND các xã"."""
        begin = unit.start
        return (
            not unit.generic
            or self.low.startswith(_SURE, begin)
            or self.reader.place.match(self.low, begin) is not None
        )

    def is_duty(self, at: int, end: int, *, inside: bool) -> bool:
        """Say whether a predicate of duty follows a subject."""
        if self.low.startswith(": ", at):
            return inside or DUTY.match(self.low, at + 1, end) is not None
        if inside:
            return (
                self.low.startswith(" ", at)
                and _NO_DUTY.match(self.low, at, end) is None
                or (self.low.startswith(", ", at) and DUTY.match(self.low, at, end) is not None)
            )
        return DUTY.match(self.low, at, end) is not None and _ASKING.match(self.low, at, end) is None

    def begins_together(self, start: int, end: int) -> bool:
        """Say whether a paragraph begins with "Phối hợp với …" and names no doer."""
        return _TOGETHER.match(self.low, start, end) is not None

    def role(self, start: int, end: int, *, lead: bool) -> TaskRole:
        """Return lead if the doers chủ trì, direct if their first verb is chỉ đạo, else implement."""
        if lead or self.low.find(" trì", start, end) >= 0 and _LEADS.search(self.low, start, end):
            return "lead"
        if self.low.find("chỉ đạo", start, end) < 0:
            return "implement"
        _, at = self.subject(start, end)
        if _RESTS.match(self.low, at, end):
            commas = _COMMA.finditer(self.low, at, end)
            return "direct" if any(_DIRECTS.match(self.low, comma.end(), end) for comma in commas) else "implement"
        return "direct" if _DIRECTS.match(self.low, at, end) else "implement"

    def behind(self, part: str, start: int, end: int) -> list[UnitMention]:
        """Return the units behind the cues of a part: coordinate, direct."""
        found: list[UnitMention] = []
        for units in self._cued(part, start, end):
            found += self.others(units, found)
        return found + self.others(self._partners(start, end)[1], found) if part == "coordinate" else found

    def _partners(self, start: int, end: int) -> tuple[int, list[UnitMention]]:
        """Return whom "Sở A chủ trì, Sở B phối hợp" names second, and where the first has ended."""
        if self.low.find("phối hợp", start, end) >= 0:
            for led in _LED.finditer(self.low, start, end):
                units, behind = read_list(self.reader, led.end(), end)
                if units and _PARTNER.match(self.low, behind, end):
                    return led.start(), units
        return end, []

    def labelled(self, start: int, end: int) -> tuple[int, list[UnitMention]]:
        """Return where the doers of a labelled line or a cell end, and with whom: "Phân công: Sở A chủ trì, phối hợp với Sở B"."""
        for cue in _cues("coordinate"):
            for found in cue.pattern.finditer(self.low, start, end):
                units = read_items(self.reader, found.end() + 1, end)
                if units:
                    return found.start(), units
        return self._partners(start, end)

    def reports(self, start: int, end: int) -> list[UnitMention]:
        """Return who gets a report: "báo cáo UBND tỉnh", "về UBND huyện (qua Phòng Nội vụ)"."""
        found: list[UnitMention] = []
        for units in self._cued("report_to", start, end):
            found += self.others([unit for unit in units if not unit.loose], found)
        if found:
            for units in self._cued("through", min(unit.start for unit in found), end):
                found += self.others(units, found)
        return sorted(found)

    def _cued(self, part: str, start: int, end: int) -> Iterator[list[UnitMention]]:
        """Read the lists behind the cues of a part."""
        for cue in _cues(part):
            if self.low.find(cue.needs, start, end) < 0:
                continue
            for found in cue.pattern.finditer(self.low, start, end):
                if cue.then is None:
                    yield read_list(self.reader, found.end() + 1, end)[0]
                else:
                    yield self._linked(cue.then, cue.unless, found.end(), end)

    def _linked(self, then: re.Pattern[str], unless: re.Pattern[str] | None, at: int, end: int) -> list[UnitMention]:
        """Read the first list behind a link, in the same sentence and before what forbids it."""
        end = min(end, at + _REACH)
        for barrier in (_BARRIER, unless):
            stop = barrier.search(self.low, at, end) if barrier is not None else None
            end = stop.start() if stop is not None else end
        for link in then.finditer(self.low, at, end):
            units = read_list(self.reader, link.end() + 1, end)[0]
            if units:
                return units
        return []

    def name(self, unit: UnitMention) -> str:
        """Return a unit as the rules see it."""
        return self.low[unit.start : unit.end]

    def others(self, units: Iterable[UnitMention], known: Iterable[UnitMention]) -> list[UnitMention]:
        """Return the units whose names are not among the known ones."""
        names = {self.name(unit) for unit in known}
        return [unit for unit in units if self.name(unit) not in names]
