"""Lines of one zone -> blocks, one for each paragraph: what runs on, what opens an item, what is a table.

In: the printed lines and their usual width. Out: `Block`s, each with its lines and the marker that it opens with. Whether a line that begins
like "2. …" really opens a list item is decided here, by what stands above it: "theo khoản⏎2. Điều 5" does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ttdn_extract.cells import Cell
from ttdn_extract.lines import Line, Shape
from ttdn_extract.markers import Marker, follows, read_marker

_ENDS = ".;:!?"
# After these words a number belongs to the sentence: "khoản⏎2. Điều 5".
_CITING = re.compile(
    r"(?:khoản|điều|điểm|mục|phần|chương|số|tháng|ngày|năm|lần|thứ|quý|và|hoặc|từ|đến|là|có|với|của|tại|các)$",
    re.IGNORECASE,
)
# A line that breaks off at one of these words goes on in the next.
_LINKS_ON = re.compile(r"\s(?:số|ngày|tháng|năm)$")  # … and only a number goes on from these
_LINKING = (
    *("và", "của", "về", "theo", "các", "những", "tại", "đến", "từ", "trên", "trong", "cho", "đối", "với", "hoặc"),
    *("Thủ tướng", "Quyết định", "Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Kết luận", "-", "–"),
)
_LINKS = re.compile(rf"\s(?:{'|'.join(_LINKING)})$")
_LINKING_WORDS = frozenset(words.split(" ")[-1] for words in _LINKING)
# A capital verb of duty below a heading opens its text: no heading is broken before one.
_DUTY = re.compile(
    r"(?:Chủ trì|Chủ động|Tham mưu|Phối hợp|Thực hiện|Có trách nhiệm|Chịu trách nhiệm|Tổ chức|Hướng dẫn|Xây dựng|Chỉ đạo|Căn cứ|Tiếp tục|Tăng cường"
    r"|Tập trung|Đẩy mạnh|Rà soát|Theo dõi|Đôn đốc|Bố trí|Lồng ghép|Bảo đảm|Đảm bảo|Triển khai|Nâng cao)\b"
)
_OPENERS = ("Căn cứ ", "Theo đề nghị", "Xét đề nghị", "Trên đây là", "QUYẾT ĐỊNH", "Kính gửi", "Điều ")
_BASIS = ("Căn cứ ", "Thực hiện ", "Theo ", "Xét ")
_ENACTORS = (
    "UBND",
    "Ủy ban",
    "Uỷ ban",
    "HĐND",
    "Hội",
    "Sở",
    "Ban ",
    "Bộ ",
    "Phòng",
    "Trường",
    "Đảng",
    "Công ",
    "Nay",
    "Để ",
)
_LONG = 55  # characters; no clerk breaks a shorter line of running text
_REQUESTS = ("Yêu cầu ", "Đề nghị ")  # the closing request, also behind a line that is full
_WORDS = frozenset(
    {"Điều", "ĐIỀU", "Chương", "CHƯƠNG", "Phần", "PHẦN", "Mục", "MỤC"}
)  # a narrow cell breaks behind them
_MANY = 199  # no plan counts its items higher; beyond, only the next number of a list is believed


@dataclass(slots=True)
class Block:
    """Lines, or cells of them, that make one paragraph, before the text is put together."""

    zone: str
    annex: int
    marker: Marker | None
    pieces: list[Line | Cell]
    line: int
    column: int = 0


def is_cut(text: str, start: int, end: int) -> bool:
    """Say whether a line breaks inside a symbol: "57-", "06/2022/", but not "Tài chính -"."""
    return end - start > 1 and (text[end - 2].isdigit() or text[end - 2].isupper())


def _cites(text: str, marker: Marker) -> bool:
    """Say whether the line above breaks off where a number of its sentence must follow: "theo khoản", "tại điểm"."""
    if marker.kind == "letter":
        return text.lower().endswith(("điểm", "khoản", "điều", "mục"))
    return _CITING.search(text) is not None


class Joiner:
    """Joins the lines of one zone; holds what must be known of the lines above."""

    def __init__(self, lines: Sequence[Line], shape: Shape, zone: str, annex: int) -> None:
        self.lines, self.shape, self.zone, self.annex = lines, shape, zone, annex
        self.last: dict[tuple[str, str], Marker] = {}
        self.blocks: list[Block] = []
        self.capital = self.bare = self.awaiting = False

    def join(self, start: int, end: int) -> list[Block]:
        """Return the blocks of the lines from `start` to `end`."""
        tables, blocks = _table_lines(self.lines, start, end), self.blocks
        before: Line | None = None
        for number in range(start, end):
            line = self.lines[number]
            text = line.text
            if number in tables or ("|" in text or "\t" in text or text[0] == "+") and self._is_row(line, before):
                if text != "|":
                    blocks.append(Block("table", self.annex, None, [line], number))
                before = None
                continue
            if self.awaiting:
                blocks[-1].pieces.append(line)
                self.awaiting, before = False, line
                continue
            marker = read_marker(text)
            if len(text) < 7 and text in _WORDS and number + 1 < end:
                marker = read_marker(f"{text} {self.lines[number + 1].text}")
                self.awaiting = marker is not None
            if before is None or marker is not None and self._opens(before, line, marker):
                self._begin(line, number, marker)
            elif marker is not None or self.bare or self._runs_on(before, line):
                blocks[-1].pieces.append(line)
                if self.bare:
                    self.capital, self.bare = text.isupper(), False
            else:
                self._begin(line, number, None)
            before = line
        return blocks

    def _is_row(self, line: Line, before: Line | None) -> bool:
        """Say whether a line is the row of a table: bars or tabs part its cells; below a row one tab is enough, for what heads a group has few cells."""
        text = line.text
        if text[0] == "|" or text.startswith(("+-", "+=")) or text.count("\t") > 1 or text.count(" | ") > 1:
            return True
        return (
            "\t" in text
            and before is None
            and bool(self.blocks)
            and self.blocks[-1].zone == "table"
            and not line.blanks
        )

    def _begin(self, line: Line, number: int, marker: Marker | None) -> None:
        self.blocks.append(Block(self.zone, self.annex, marker, [line], number))
        if marker is None:
            self.capital, self.bare = line.text.isupper(), False
            return
        self.capital = line.text[marker.length :].isupper()
        # "CHƯƠNG I", "1." alone on their line: the text of the item is still to come.
        self.bare = len(line.text) <= marker.length
        if marker.kind != "bullet":
            self.last[marker.level] = marker

    def _opens(self, before: Line, line: Line, marker: Marker) -> bool:
        """Say whether a line that looks numbered really opens an item."""
        ends = before.text[-1] in _ENDS
        if marker.kind == "bullet":
            if ends or line.blanks > self.shape.spacing or line.rule:
                return True
            if self.shape.ragged and marker.label == "-":
                return False  # such dumps part all paragraphs by blank lines
            rest = line.text[marker.length :].lstrip()
            if marker.label == "-" and (rest[:1].islower() or rest[:1].isdigit()):
                if rest[:1].isdigit() and before.text[-1].isdigit():
                    return False
                return not self._is_full(before, line) and self._in_heading()
            inside = self.blocks[-1].marker is not None and self.blocks[-1].marker.kind == "bullet"
            return not (inside and marker.label == "-" and self._is_full(before, line))
        earlier = self.last.get(marker.level)
        expected = marker.ordinal == 1 or earlier is not None and follows(earlier, marker)
        if marker.level[1] == "," and not (expected and (ends or line.blanks or line.rule or self.capital)):
            return False
        if marker.ordinal > _MANY and not (earlier is not None and follows(earlier, marker)):
            return False
        if (
            line.rule
            or ends
            and not (before.text[-1] == ";" and not expected and not line.blanks and self._is_full(before, line))
        ):
            return True
        if self.capital or not (self._is_full(before, line) or self.shape.ragged and not line.blanks):
            return True
        if line.blanks <= self.shape.spacing and not line.page and _cites(before.text, marker):
            return False
        return expected

    def _in_heading(self) -> bool:
        marker = self.blocks[-1].marker
        return marker is not None and marker.kind != "bullet"

    def _runs_on(self, before: Line, line: Line) -> bool:
        """Say whether a line without marker belongs to the paragraph above."""
        if line.rule:
            return False
        shape, first = self.shape, line.text[0]
        ends = before.text[-1] in _ENDS
        small = first.islower() or first in ",;.)"
        if small and not ends:
            return line.blanks <= 3
        if before.text[-1] in "-/" and line.blanks <= shape.spacing + 1 and is_cut(before.text, 0, len(before.text)):
            return True
        linking = before.text.rsplit(None, 1)[-1] in _LINKING_WORDS and _LINKS.search(before.text)
        links = not ends and (linking or first.isdigit() and _LINKS_ON.search(before.text))
        if links and line.blanks <= shape.spacing + 1:
            return True
        if line.blanks > shape.spacing:
            return False
        if (
            _DUTY.match(line.text)
            and self._in_heading()
            and before.text[-1] not in ",."
            and not _leaves_open(before.text)
        ):
            return False
        if line.text.startswith(_OPENERS) and before.text[-1] in ".;:,":
            return False
        if line.text.startswith(_REQUESTS) and before.text[-1] == ".":
            return False
        capital = line.text.isupper()
        if self.capital or capital:
            return self.capital and capital and not ends
        if shape.ragged:
            return not (before.text[-1] == ":" and first.isupper() and not small)
        if not self._is_full(before, line):
            return before.text[-1] == "," if shape.width else not ends and self._goes_on_in_basis(before, line)
        if shape.indented and line.indent >= shape.indented - 1 and before.indent < shape.indented - 1:
            return False
        return not (ends and before.text[-1] == ":")

    def _goes_on_in_basis(self, before: Line, line: Line) -> bool:
        """Say whether a long line of the legal basis breaks off in a dump whose other lines are too short to tell its width."""
        opens = self.blocks[-1].pieces[0].text.lstrip("-–+* ").startswith(_BASIS)
        return opens and len(before.text) > _LONG and not line.text.startswith((*_OPENERS, *_BASIS, *_ENACTORS))

    def _is_full(self, before: Line, line: Line) -> bool:
        """Say whether the line above had no room for the first word of this one."""
        width = self.shape.width
        if not width:
            return False
        reach = before.indent + len(before.text) + 1 + len(line.text.split(" ", 1)[0])
        if self.capital:
            return reach > 0.75 * width  # capitals are wider
        if before.text[-1] in _ENDS:
            return reach > 0.9 * width
        return reach > (0.86 if self._in_heading() else 0.8) * width


def _leaves_open(text: str) -> bool:
    """Say whether a line breaks off inside brackets: "(qua Ban"."""
    return text.count("(") > text.count(")")


def _table_lines(lines: Sequence[Line], start: int, end: int) -> set[int]:
    """Find tables that a dump set one cell a line, with bars on lines of their own."""
    bars = [k for k in range(start, end) if lines[k].text == "|"]
    inside: set[int] = set()
    for k, following in zip(bars, bars[1:], strict=False):
        if following - k <= 14:
            inside.update(range(k, following + 1))
    inside.update(bars)
    return inside
