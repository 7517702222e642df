"""The grammar of units: reads the body, or the class of bodies, that begins at a place of the text.

In: the flowed text and its folded view. Out: the unit as printed. A class is a list of nouns with what narrows it ("các sở, ban, ngành có liên quan",
"các đơn vị trên địa bàn xã An Tân"); an office stands for the body that it heads ("Giám đốc Sở Nội vụ").
"""

from __future__ import annotations

import re

from ttdn_extract.finders.name_reader import CLOSED, DEEPEST, LEVELS, NUMBER, ROOM, NameReader, UnitMention
from ttdn_extract.finders.unit_words import LEVEL
from ttdn_extract.letters import UPPER

_FIELDS = re.compile(r": |, (?:và )?| và ")
_SHORT = re.compile(rf"[{UPPER}][{UPPER}&-]+(?!\w)")
_LISTED = re.compile(r",? và |, ")
_AGAIN = re.compile(r"(?:, và|,| và|;) (?=các )")
_NARROW = re.compile(
    rf" (?:trung ương(?:,| và) địa phương|(?:các|hai) cấp|(?:ở |trong (?:và ngoài )?)nước(?: ngoài| và quốc tế)?|biên giới(?: biển)?|vùng cao|ven biển|miền núi|đặc biệt khó khăn|có liên quan|liên quan|hữu quan|khác|chức năng|chuyên môn|nói trên|nêu trên|có thẩm quyền|có chức năng|sở tại|địa phương|cấp {LEVEL}(?:(?:,| và) (?:cấp )?{LEVEL})*"
    r"|(?:ở|tại|trong) (?:địa phương|cơ sở|trung ương|tỉnh|huyện|xã|trường|ngành)|được (?:giao|phân công|kiểm tra|giám sát|thanh tra|chọn|lựa chọn|hỗ trợ)(?: nhiệm vụ| chủ trì| kinh phí)*"
    rf"|về [^,;:.()]{{2,24}} (?:cùng cấp|cấp {LEVEL})|cùng cấp|cấp trên|cấp dưới|cấp (?:i{{1,3}}|[1-3])|trực tiếp quản lý|và tương đương)(?!\w)"
)
_OF = re.compile(r" (của|thuộc|trực thuộc|ngành)(?!\w)")
_AREA = re.compile(
    r" (?:đóng |hoạt động |đang hoạt động |đứng chân |trú đóng )?(?:trên|tại|ở) (?:địa bàn|khu vực|trụ sở(?: chính)?)(?: (?:toàn|cả)(?= ))?"
)
_REGION = re.compile(r" (?:trong )?vùng(?!\w)")
_NARROWED = re.compile(f"{_NARROW.pattern}|{_OF.pattern}|{_AREA.pattern}")
_RANKS = re.compile(rf" {LEVEL}")
_FURTHER = re.compile(rf"{_NARROWED.pattern}|{_REGION.pattern}| {LEVEL}")  # most names and classes end here
_SCOPE = re.compile(
    r" (?:phạm vi|lĩnh vực|ngành|thẩm quyền|địa bàn|vùng|diện|khối|quyền)(?!\w)(?: (?:quản lý|phụ trách)(?!\w))?"
)


class UnitReader(NameReader):
    """Reads the unit that begins at a place of a text.

    >>> text = "Sở Văn hóa, Thể thao và Du lịch, Sở Tài chính tham mưu"
    >>> UnitReader(text, text.lower()).read(0).end
    31
    """

    def __init__(self, text: str, low: str) -> None:
        super().__init__(text, low)
        self._seen: dict[int, UnitMention | None] = {}

    def read(self, at: int, stop: int | None = None, *, sure: bool = False) -> UnitMention | None:
        """Read an office with its body, a body or a class; `sure`: a unit must stand here, so a single noun is a class too."""
        self.stop = len(self.text) if stop is None else stop
        # One number for both places and `sure`: thousands of tuples would keep the garbage collector busy.
        key = 2 * (at * (len(self.text) + 1) + self.stop) + sure
        if key in self._seen:
            return self._seen[key]
        uses = self._uses(at)
        if not uses:
            return None
        unit = self._seen[key] = self._read(at, uses, sure)
        if unit is not None and not unit.generic:
            self._seen[key ^ 1] = unit  # a name is one in any case
        return unit

    def _read(self, at: int, uses: frozenset[str], sure: bool) -> UnitMention | None:
        if "office" in uses:
            office = self.office.match(self.low, at, self.stop)
            if office is not None and self.low.startswith(" ", office.end()):
                # "đồng chí Chủ tịch UBND xã", "đại diện lãnh đạo Sở Nội vụ"
                inner = self.office.match(self.low, office.end() + 1, self.stop)
                begin = (inner if inner and self.low.startswith(" ", inner.end()) else office).end() + 1
                body = self._body(begin, self._uses(begin), office=True, sure=True)
                if body is not None:
                    return UnitMention(at, body.end, body.generic, body.loose)
        return self._body(at, uses, office=False, sure=sure)

    def _body(self, at: int, uses: frozenset[str], *, office: bool, sure: bool) -> UnitMention | None:
        """Read a named body or a class."""
        if not uses:
            return None
        many = self.many.match(self.low, at, self.stop) if "many" in uses else None
        if many is None:
            return self._named(at, uses) or self._group(at, at, uses, office=office, sure=sure)
        inner = many.end() + 1
        uses = self._uses(inner)
        if not uses:
            return None
        if "office" in uses and (title := self.office.match(self.low, inner, self.stop)) is not None:
            body = title.end() + 1
            held = (
                self._body(body, self._uses(body), office=True, sure=True) if self.low[body - 1 : body] == " " else None
            )
            return UnitMention(at, held.end if held else title.end(), True)
        if (places := self._ranked(inner)) > inner:
            return UnitMention(at, self._narrow(places), True)
        noun = self.klass.match(self.low, inner, self.stop) if "class" in uses else None
        if noun is None or self._is_capital(noun.end() + 1):
            named = self._named(inner, uses)
            if named is not None:
                return UnitMention(at, self._narrow(self._siblings(inner, named.end)), True)
            head = self.place.match(self.low, inner, self.stop) if "place" in uses and noun is None else None
            if head is not None:  # "các đồn biên phòng"
                return UnitMention(at, self._narrow(head.end()), True)
        return self._group(at, inner, uses, office=office, sure=True)

    def _group(self, at: int, inner: int, uses: frozenset[str], *, office: bool, sure: bool) -> UnitMention | None:
        """Read a class: nouns, and what narrows them."""
        nouns, loose, end, place = 0, True, inner, inner
        while True:
            if "none" in uses and self.none.match(self.low, place, self.stop):
                break
            noun = self.klass.match(self.low, place, self.stop) if "class" in uses else None
            people = self.loose.match(self.low, place, self.stop) if "loose" in uses else None
            hit = people if people and (noun is None or people.end() > noun.end()) else noun
            if hit is None or nouns and self._is_another(place, hit.end(), inner, uses):
                break
            loose = loose and hit is people
            nouns += 1
            if nouns == 1 and at == inner and not self._stands_alone(hit):
                return None
            end = self._qualified(hit.end()) if sure else hit.end()
            more = _AGAIN.match(self.low, end, self.stop) if office else None
            link = more or _LISTED.match(self.low, end, self.stop)
            if link is None:
                break
            place = link.end() + (4 if more else 0)
            uses = self._uses(place)
        if not nouns:
            return None
        wide = self._narrow(end)
        if at < inner:
            wide = self._fields(wide)
        if nouns < 2 and wide == end and (not sure or at == inner and not office and self._is_vague(at, end)):
            return None
        return UnitMention(at, wide, True, loose)

    def _fields(self, end: int) -> int:
        """Follow the fields of a class: "các Sở: Nội vụ, Tài chính và Y tế"; one alone is none."""
        at, last = end, end
        while (link := _FIELDS.match(self.low, at, self.stop)) is not None and (link.group()[0] == ":") == (at == end):
            known = self.name.match(self.low, link.end(), self.stop) or _SHORT.match(self.text, link.end(), self.stop)
            if known is None or not self.text[link.end()].isupper():
                break
            at, last = known.end(), at
        return at if last > end else end

    def _ranked(self, at: int) -> int:
        """Read places by their ranks and names: "xã, phường An Tân, Đông Hà"; return `at` where there are none."""
        ranks = LEVELS.match(self.low, at - 1, self.stop)
        places = self._places(ranks.end()) if ranks else at
        return places if ranks and places > ranks.end() else at

    def _siblings(self, head: int, end: int) -> int:
        """Follow the fields that share the head of a class: "các Sở Tài chính, Nội vụ, Y tế"; a body of its own ends it."""
        low, stop = self.low, self.stop
        while (link := _LISTED.match(low, end, stop)) is not None:
            at = link.end()
            known = self.name.match(low, at, stop) or _SHORT.match(self.text, at, stop)
            if known is None or not self.text[at].isupper() or not CLOSED.match(self.text, known.end(), stop):
                return end
            ministry = low.startswith("bộ ", head) and self._placed(known.end())[0] == known.end()  # "… Công an"
            if self._starts(at) and not ministry:
                return end
            end = known.end()
        return end

    def _stands_alone(self, noun: re.Match[str]) -> bool:
        """Say whether a noun without "các" is a class: "đơn vị liên quan", but not "tổ chức hội nghị", "ban hành", "báo cáo"."""
        low, stop, end = self.low, self.stop, noun.end()
        if not low.startswith(" ", end) or _NARROWED.match(low, end, stop) or low.startswith(" và ", end):
            return True
        if noun.group() == "tổ chức":
            return False
        return (
            " " in noun.group()
            or self.halt.match(low, end + 1, stop) is not None
            and not low.startswith("cáo", end + 1)
        )

    def _is_vague(self, at: int, end: int) -> bool:
        """Say whether a single noun names nobody: "tổ chức" may be a verb, "tỉnh" a place."""
        return self.low[at:end] == "tổ chức" or self._level_at(at) and not self.text[at].isupper()

    def _is_another(self, at: int, end: int, first: int, uses: frozenset[str]) -> bool:
        """Say whether what looks like a further noun of a class begins a name or an office: "…, Phòng Nội vụ"."""
        if "office" in uses and self.office.match(self.low, at, self.stop):
            return True
        if self.text[at].isupper() and not self.text[first].isupper():
            return True  # "các đơn vị, Ban điều hành các khu phố"
        longer = self.place.match(self.low, at, self.stop) if "place" in uses else None
        if longer is not None and longer.end() > end:
            return True  # "Ủy ban nhân dân xã" is no "Bộ, ủy ban"
        if not self._is_capital(end + 1) or self._level_at(end + 1):  # "CÁC SỞ, NGÀNH, ĐOÀN THỂ TỈNH"
            return False
        return self._named(at, uses) is not None

    def _qualified(self, end: int) -> int:
        """Follow free words behind a noun: "các đơn vị điện lực", "các doanh nghiệp viễn thông"."""
        low, stop = self.low, self.stop
        if not low.startswith(" ", end) or low.startswith(" và ", end):
            return end
        if (number := NUMBER.match(low, end, stop)) is not None:
            return number.end()  # "các tổ bầu cử số 01 đến số 18"
        capital = self._is_capital(end + 1)
        if _FURTHER.match(low, end, stop) if not capital else self._level_at(end + 1):
            return end
        kin = low.endswith(
            ("lực lượng", "cơ quan", "giúp việc", "thành viên", "ban đảng", "xây dựng đảng", "tham mưu"), 0, end
        )
        if capital and self._starts(end + 1):
            inner = self._named(end + 1, self._uses(end + 1)) if kin else None
            return inner.end if inner else end  # a comma is missing: "các cơ quan, ban ngành UBND các xã"
        if capital and (_NARROWED.match(low, end, stop) or _REGION.match(low, end, stop)):
            return end
        if capital or low.endswith("ngành", 0, end) and not self.halt.match(low, end + 1, stop):
            known = self.name.match(low, end + 1, stop)
            if known is not None:
                return known.end()
        return self._run(end, ROOM)

    def _narrow(self, end: int) -> int:
        """Follow what narrows a class: "có liên quan", "thuộc UBND tỉnh", "trên địa bàn xã An Tân"."""
        low, stop = self.low, self.stop
        while low.startswith(" ", end) and _FURTHER.match(low, end, stop):
            further = end
            if (area := _AREA.match(low, end, stop)) is not None:
                further = self._owner(area.end()) if "trụ sở" in area.group() else self._placed(area.end())[0]
            elif (of := _OF.match(low, end, stop)) is not None:
                further = self._owner(of.end())
                if further == of.end() and of[1] != "trực thuộc":
                    return end
            elif (found := _NARROW.match(low, end, stop)) is not None:
                further = found.end()
            elif (region := _REGION.match(low, end, stop)) is not None:
                known = self.name.match(low, region.end() + 1, stop)
                further = known.end() if known else self._run(region.end(), 3)
            elif self._level_at(end + 1):
                placed, generic = self._placed(end)  # "các đảng ủy xã, phường"
                further = end if generic and not _RANKS.match(low, end, stop) else placed
            if further == end:
                return end
            end = further
        return end

    def _owner(self, end: int) -> int:
        """Read to whom a class belongs: a body, a place, "phạm vi quản lý"."""
        if not self.low.startswith(" ", end) or self._depth == DEEPEST:
            return end
        self._depth += 1
        unit = self._body(end + 1, self._uses(end + 1), office=False, sure=True)
        self._depth -= 1
        if unit is not None:
            return unit.end
        known = self.name.match(self.low, end + 1, self.stop)
        if known is not None and (self._is_capital(end + 1) or self.low.endswith("ngành", 0, end)):
            return known.end()  # "các đơn vị trực thuộc xây dựng kế hoạch": a verb
        placed, _ = self._placed(end)
        if placed > end:
            return placed
        scope = _SCOPE.match(self.low, end, self.stop)
        if scope is not None:
            return scope.end() if scope.group().endswith(("quản lý", "phụ trách")) else self._run(scope.end(), ROOM)
        return self._run(end, 0) if self._is_capital(end + 1) else end
