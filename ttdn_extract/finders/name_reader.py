"""The grammar of names: head and place, field or free words: "Công an xã An Tân", "Sở Văn hóa, Thể thao và Du lịch".

In: the flowed text and its folded view. Out: where the name that begins at a place ends. A name is a head of unit_words.csv with what may follow it: a field
("Sở Y tế"), a place ("Công an xã An Tân"), or free words up to the verb of the sentence ("Hội đồng đánh giá tiếp cận pháp luật phường"). Commas inside a name do
not end it; a comma before the next head does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ttdn_extract.finders.unit_words import LEVEL, pattern_for, uses_by_words
from ttdn_extract.letters import LOWER, UPPER

_LEVEL = re.compile(LEVEL)
LEVELS = re.compile(
    rf" (các |cấp |\d{{1,3}} )?{LEVEL}((?:(?(1)(?:, (?:các )?| và (?:các )?|, và (?:các )?|/| - )|(?:, | và |, và |/| - )){LEVEL})*)"
)
_GRADES = re.compile(r" (?:các|hai|3|2) (?:cấp|địa phương|ngành)(?!\w)")
_NAMES = re.compile(
    rf" (?:(?!VÀ )[{UPPER}][^\W\d_]*|\d{{1,3}}(?![\w/.%]))(?:(?: - | )(?!VÀ )[{UPPER}][^\W\d_]*){{0,4}}"
)
_WORD = re.compile(r"[^\s,;:.()“”\"/…]+")
_WORDS = re.compile(rf"({_WORD.pattern})(?:,? (\w+))?")
_LINK = re.compile(r" và (?=[^\s,;:.()“”\"/…])| ?[-–&] ?(?=[^\s,;:.()“”\"/…])| (?=[^\s,;:.()“”\"/…])|, (?=\S)")
# What stands before the first name of a list of places, before a further one, and behind each: "các xã: An Tân, Đông Hà và phường Bình Lạc".
_FIRST = re.compile(":? ")
_NEXT = re.compile(rf"(?:, (?:và )?| và )(?:{LEVEL} )?")
_SMALL = re.compile(rf" (?!và )[{LOWER}]")
CLOSED = re.compile(rf"[,.;)]|$| [{LOWER}(]")
# "Đội Quản lý thị trường số 3", "Thuế cơ sở 5 tỉnh An Vân", "Tổ bầu cử số 01 đến số 18".
NUMBER = re.compile(r"(?:(?: từ)? số|(?<=cơ sở)) \d{1,3}(?:(?: đến| ?-)(?: số)? ?\d{1,3})?(?![\w/.%])")
# "Quân sự, Công an xã" share their place.
_FORCE = re.compile(rf",? (?:và )?(?:công an|(?:bộ đội )?biên phòng) {LEVEL}")
_COMMA = re.compile(", ")
_FIGHT = re.compile(r", chống(?!\w)")
_FURTHER = re.compile(rf"(?:[^,;:.()“”\n]{{2,30}}, ){{0,2}}[^,;:.()“”\n]{{2,30}}? và (?=[{UPPER}])")
# What follows a field that has ended, and what may open a place: most names are settled by these at a glance.
_ENDS = re.compile(rf" (?!và )[{LOWER}]|[.;:)]|$")
_PLACED = re.compile(
    rf" (?:[{UPPER}\d]|số \d|các |cấp |hai |tỉnh|thành|tp|thị|huyện|quận|xã|phường|đặc|trung|tw|thôn|bản|ấp|khóm|buôn|tổ|khu)"
)
DEEPEST = 4  # bodies inside bodies that a name may have
ROOM = 8  # small words that a name may have in a row
_NONE: frozenset[str] = frozenset()


class UnitMention(NamedTuple):
    """A unit as printed; `generic` for a class, `loose` for people and enterprises at large."""

    start: int
    end: int
    generic: bool = False
    loose: bool = False


class NameReader:
    """Reads names; what narrows a class of bodies is left to the reader of classes."""

    def __init__(self, text: str, low: str) -> None:
        self.text, self.low, self.stop = text, low, len(text)
        self._depth = 0
        self.uses = uses_by_words()
        self.whole, self.place, self.field, self.open = (
            pattern_for(use) for use in ("whole", "place", "field", "open")
        )
        self.klass, self.loose, self.office, self.many = (
            pattern_for(use) for use in ("class", "loose", "office", "many")
        )
        self.name, self.halt, self.none, self.weak = (pattern_for(use) for use in ("name", "halt", "none", "weak"))

    def _uses(self, at: int) -> frozenset[str]:
        """Return what the two words at a place may begin."""
        words = _WORDS.match(self.low, at, self.stop)
        below = self.uses.get(words[1]) if words else None
        if words is None or below is None:
            return _NONE
        uses = below.get(words[2])
        return below[None] if uses is None else uses

    def may_begin(self, at: int, stop: int) -> bool:
        """Say whether the words at a place begin some unit of the tables."""
        self.stop = stop
        return bool(self._uses(at))

    def _is_capital(self, at: int) -> bool:
        return at < self.stop and self.text[at].isupper() and self.text[at - 1] == " "

    def _named(self, at: int, uses: frozenset[str]) -> UnitMention | None:
        """Read head and name: the longest of a national body, a head with its place, with its field, or an open one."""
        low, stop = self.low, self.stop
        capital = self.text[at].isupper()
        whole = self.whole.match(low, at, stop) if "whole" in uses else None
        if whole is not None and low.startswith("bộ ", at) and self.text[at + 3].islower():
            whole = None  # "các đơn vị thuộc Bộ xây dựng kế hoạch"
        head = self.place.match(low, at, stop) if "place" in uses else None
        best: UnitMention | None = None
        if whole is not None and (head is None or whole.end() > head.end()):
            best = UnitMention(at, whole.end())
            if "field" not in uses:
                return best
        if head is not None:
            end, generic = self._placed(self._nested(head))
            if end > head.end() or capital:
                best = _longer(UnitMention(at, end, generic), best)
        weak = self.weak.match(low, at, stop) if "weak" in uses and capital else None
        if weak is not None:
            end, generic = self._placed(weak.end())
            if end > weak.end() or weak.group() == "quân sự" and _FORCE.match(low, end, stop):
                best = UnitMention(at, end, generic)
        if "field" in uses:
            best = _longer(self._with_field(at, uses), best)
        if "open" in uses and capital:
            best = _longer(self._open(at), best)
        return best

    def _nested(self, head: re.Match[str]) -> int:
        """Follow a head into the body that it belongs to: "Thường trực Ủy ban Pháp luật", but not "UBND Sở Nội vụ"."""
        at = head.end() + 1
        if head.group().endswith(("ubnd", "hđnd", "nhân dân")) or not self._is_capital(at) or not self._starts(at):
            return head.end()
        inner = self._inner(at)
        return inner.end if inner else head.end()

    def _inner(self, at: int) -> UnitMention | None:
        """Read a body inside a name; a text that strings bodies together without a sign does not nest them without end."""
        if self._depth == DEEPEST:
            return None
        self._depth += 1
        inner = self._named(at, self._uses(at))
        self._depth -= 1
        return inner

    def _with_field(self, at: int, uses: frozenset[str]) -> UnitMention | None:
        """Read a head and its field: "Sở" + "Văn hóa, Thể thao và Du lịch"."""
        head = self.field.match(self.low, at, self.stop)
        if head is None or "none" in uses and self.none.match(self.low, at, self.stop):
            return None
        if self._is_numbered(at, head.end()):
            return UnitMention(at, *self._placed(head.end()))
        if not self._is_capital(head.end() + 1) or self._level_at(head.end() + 1):
            return None
        known = self.name.match(self.low, head.end() + 1, self.stop)
        if known is None:
            end = self._run(head.end(), ROOM)
        elif _ENDS.match(self.text, known.end(), self.stop) or self._is_next(known.end(), head.group()):
            end = known.end()
        else:
            end = self._run(known.end(), ROOM, 0)
        again = self.text.find(f" {self.text[at : head.end()]} ", head.end(), end)
        end, generic = self._placed(end if again < 0 else again)  # "Sở Y tế Sở Xây dựng", in a cell without a comma
        return UnitMention(at, end, generic)

    def _is_numbered(self, at: int, end: int) -> bool:
        """Say whether a head has a number for a name: "Tổ dân phố số 5", but not "TT số 12"."""
        return self.text[at].isupper() and not self.text[at:end].isupper() and NUMBER.match(self.low, end) is not None

    def _is_next(self, end: int, head: str) -> bool:
        """Say whether a body begins here that is no part of the name before: a department of a province stands in no other."""
        return head == "sở" and self._is_capital(end + 1) and self._starts(end + 1)

    def _open(self, at: int) -> UnitMention | None:
        """Read a head that free words may follow: "Ban chỉ đạo phòng, chống tham nhũng của Bộ"."""
        head = self.open.match(self.low, at, self.stop)
        if head is None:
            return None
        known = self.name.match(self.low, head.end() + 1, self.stop)
        verb = self.halt.match(self.low, head.end() + 1, self.stop)
        if known and verb and verb.end() == known.end() and not self._is_capital(head.end() + 1):
            known = None  # "Ban Chỉ đạo tổ chức hội nghị"
        end = self._run(known.end() if known else head.end(), ROOM)
        bare = end == head.end() and " " not in head.group()
        end, generic = self._placed(end)
        if bare and end == head.end():
            return None
        return UnitMention(at, self._narrow(end) if not generic else end, generic)

    def _level_at(self, at: int) -> bool:
        return _LEVEL.match(self.low, at, self.stop) is not None

    def _starts(self, at: int) -> bool:
        """Say whether a new unit begins here, so that the name before has ended."""
        uses = self._uses(at)
        if not uses:
            return False
        low, stop = self.low, self.stop
        if (
            "many" in uses
            or ("whole" in uses and self.whole.match(low, at, stop))
            or ("place" in uses and self.place.match(low, at, stop))
            or ("open" in uses and self.open.match(low, at, stop))
            or ("office" in uses and self.office.match(low, at, stop))
        ):
            return True
        weak = self.weak.match(low, at, stop) if "weak" in uses else None
        if weak is not None and self._placed(weak.end())[0] > weak.end():
            return True  # "Sở Tài chính và Thống kê tỉnh"
        head = self.field.match(low, at, stop) if "field" in uses else None
        if head is not None and (self._is_capital(head.end() + 1) or self._is_numbered(at, head.end())):
            return True
        noun = self.klass.match(low, at, stop) if "class" in uses else None
        return (
            noun is not None
            and low.startswith(", ", noun.end())
            and self.klass.match(low, noun.end() + 2, stop) is not None
        )

    def _run(self, end: int, room: int, left: int | None = None) -> int:
        """Follow a name over its capital words and, while there is room, its small ones; `left` is the room before the first capital."""
        left = room if left is None else left
        while end < self.stop:
            link = _LINK.match(self.low, end, self.stop)
            if link is None or not self._joins(link, end, left):
                return end
            at = link.end()
            if self.text[at].isupper():
                left = room
                known = self.name.match(self.low, at, self.stop)
                if known is not None:
                    end, left = known.end(), 0  # no small word belongs to a field that is known
                    if _ENDS.match(self.text, end, self.stop):
                        return end
                    continue
                if link.group() == " " and self._starts(at):  # a body inside a name: "Ban Tổ chức Thành ủy"
                    inner = self._inner(at)
                    if inner is not None or self._depth == DEEPEST:
                        return inner.end if inner else end
            else:
                left -= 1
            word = _WORD.match(self.low, at, self.stop)
            end = word.end() if word else at
        return end

    def _joins(self, link: re.Match[str], end: int, left: int) -> bool:
        """Say whether what follows a word of a name belongs to the name."""
        at, sign = link.end(), link.group().strip()
        if self.low.startswith("ở ", at):
            return self._is_capital(at + 2) and self._starts(at + 2)  # "Tổ đảng ở Thường trực Ủy ban Pháp luật"
        capital = self.text[at].isupper()
        if sign == ",":
            if self.low.endswith("phòng", 0, end) and _FIGHT.match(self.low, end, self.stop):
                return True  # "phòng, chống tham nhũng"
            return capital and not self._starts(at) and self._goes_on(at)
        if sign == "và":
            return capital and not self._starts(at) and not self._level_at(at)
        if sign:
            return capital
        if self._level_at(at):
            return False
        return capital or left > 0 and self.halt.match(self.low, at, self.stop) is None

    def _goes_on(self, at: int) -> bool:
        """Say whether a comma lists fields of one name: an "và" with a field must close the list."""
        close = _FURTHER.match(self.text, at, min(self.stop, at + 110))
        if close is None or self._starts(close.end()):
            return False
        return not any(self._starts(part.end()) for part in _COMMA.finditer(self.text, at, close.end()))

    def _placed(self, end: int) -> tuple[int, bool]:
        """Read the place behind a name: "tỉnh", "xã An Tân", "các xã, thị trấn"; say whether it makes a class of it."""
        if not self.low.startswith(" ", end) or not _PLACED.match(self.text, end, self.stop):
            return end, False
        number = NUMBER.match(self.low, end, self.stop)
        end = number.end() if number else end
        grades = _GRADES.match(self.low, end, self.stop)
        if grades is not None:
            return grades.end(), True
        ranks = LEVELS.match(self.low, end, self.stop)
        if ranks is not None and (ranks[1] or ranks[2]):
            return self._narrow(self._places(ranks.end())), True
        end = ranks.end() if ranks else end
        names = _NAMES.match(self.text, end, self.stop)
        return (names.end() if names and not self._starts(end + 1) else end), False

    def _places(self, end: int) -> int:
        """Follow the names of the places of a class; one alone, or capitals throughout, may be something else."""
        at, count = end, 0
        while (link := (_NEXT if count else _FIRST).match(self.low, at, self.stop)) is not None:
            first = link.end()
            names = _NAMES.match(self.text, first - 1, self.stop) if self.text[first : first + 1].isupper() else None
            if names is None or self._starts(first) or self.halt.match(self.low, first, self.stop):
                break
            if not CLOSED.match(self.text, names.end(), self.stop):
                return end  # who knows where a name that is cut off ends
            if _SMALL.match(self.text, names.end()) and not self.halt.match(self.low, names.end() + 1, self.stop):
                break  # "…, Nhóm thiện nguyện"
            at, count = names.end(), count + 1
        return at if count > 1 and not self.text[end - 1].isupper() else end

    def _narrow(self, end: int) -> int:
        """Follow what narrows a class; a name alone has nothing of the kind."""
        return end


def _longer(found: UnitMention | None, best: UnitMention | None) -> UnitMention | None:
    return found if found is not None and (best is None or found.end > best.end) else best
