"""Tables of tasks: "| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |" -> one task a row.

In: the rows that ingest wrote as "| … | … |", the dates of the text. Out: tasks. The first row whose cells name parts of a task is the header, two
rows if the second parts a column ("Phân công" over "Chủ trì" and "Phối hợp"); rows below it are tasks as long as the table lasts. A row that numbers
the columns, heads a group or assigns nobody is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ttdn_extract.finders.duties import DutyReader
from ttdn_extract.finders.name_reader import UnitMention
from ttdn_extract.finders.task_labels import find_labels
from ttdn_extract.finders.unit_lists import read_items, read_list
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.flow import Paragraph
from ttdn_extract.rulebook import load_rows
from ttdn_extract.task_draft import PARTS, Calendar, TaskDraft

_NUMBERED = re.compile(r"[\s|\dIVXivx().-]*$")
_ITEM_NUMBER = re.compile(r"[\s\divx().-]*$|\(?[a-zđ][.)]?$")
_COUNTER = re.compile(r"s?tt\W*$|số (?:tt|thứ tự)|no\.?$|#$")
_ASSIGNS = {"responsible", "lead", "responsible coordinate", "direct", "alone"}
_AROUND = {"content", "due"}  # what stands beside "Đơn vị" in a table of tasks, and not where it is a measure
# "nt" and its kin repeat the cell above; so does the sign that ingest writes where a merged cell reaches down.
_DITTO = re.compile(r"[-–'. ]*(?:[″〃\"“”]|nt|n\.t|như trên)[-–'. ]*$")
_BULLET = re.compile(r"(?<!\S)[-+•*] ?(?=[^\W\d_])")
_SLASH = re.compile(r"(?<=\w) ?[/+] ?(?=[^\W\d_])")
_NOBODY = re.compile(r"(?:không|chưa|đã|đang|theo|tháng|quý|năm|từ|trước|thường xuyên|hằng|hàng)(?!\w)|[\W\d]*$")


class Cell(NamedTuple):
    """Where a cell of a row stands."""

    start: int
    end: int


class TableRow(NamedTuple):
    """A row of a table of tasks: its place, and the cell of each part; for one that says "as above", the cell above."""

    start: int
    end: int
    parts: dict[str, Cell]


class _Table(NamedTuple):
    """What the head says: which column plays which part, how many there are; and the cells of the row above."""

    columns: dict[int, str]
    width: int
    above: dict[str, Cell]


@cache
def _headings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what the heads of columns say: rows of task_columns.toml as one pattern, for most cells are no head, and their parts."""
    rows = {row.id: row for row in load_rows("task_columns")}
    pattern = re.compile("|".join(f"(?P<{name}>{row.pattern})" for name, row in rows.items()))
    return pattern, {name: row["part"] for name, row in rows.items()}


def read_rows(text: str, low: str, paragraphs: Sequence[Paragraph]) -> list[TableRow]:
    """Return the rows of all tables of tasks, in reading order."""
    rows: list[TableRow] = []
    table: _Table | None = None
    heads: dict[int, str] = {}  # of the row above, as long as no task stands below it
    for paragraph in paragraphs:
        if paragraph.zone != "table" or text.find("|", paragraph.start, paragraph.end) < 0:
            table, heads = None, {}
            continue
        cells = list(_cells(text, paragraph.start, paragraph.end))
        named = _columns(low, cells)
        if _is_head(low, cells, named):
            table = _beneath(heads, named, cells, table.width if table and heads else len(cells))
            heads = table.columns
        elif table is None or _is_counter(low, cells):
            table, heads = None, named  # the head of a table of something else ends the one above
        elif not _NUMBERED.match(text, paragraph.start, paragraph.end):
            heads = {}
            if not text.startswith("|", paragraph.start):  # empty cells at its end were lost with the blanks there
                cells += [Cell(paragraph.end, paragraph.end)] * (table.width - len(cells))
            row = _row(low, _aligned(low, cells, table), table)
            if row is not None:
                rows.append(row)
    return rows


def find_table_tasks(duties: DutyReader, rows: Sequence[TableRow], calendar: Calendar) -> list[TaskDraft]:
    """Return the tasks of all tables, in reading order."""
    return [task for row in rows if (task := _task(duties, row, calendar)) is not None]


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    """Part a row at its bars."""
    at = start + text.startswith("|", start)
    while at < end:
        bar = text.find("|", at, end)
        stop = bar if bar >= 0 else end
        if bar >= 0 or text[at:stop].strip():
            begin = at
            while begin < stop and text[begin] == " ":
                begin += 1
            close = stop
            while close > begin and text[close - 1] == " ":
                close -= 1
            yield Cell(begin, close)
        if bar < 0:
            return
        at = bar + 1


def _columns(low: str, cells: Sequence[Cell]) -> dict[int, str]:
    """Return which cells are heads of columns, with the part that each column fills."""
    found: dict[int, str] = {}
    pattern, parts = _headings()
    for number, cell in enumerate(cells):
        head = pattern.match(low[cell.start : cell.end])
        part = parts[head.lastgroup] if head is not None and head.lastgroup else None
        if part is not None and part not in found.values():
            found[number] = part
    return {number: part for number, part in _settled(found).items() if part}


def _settled(found: dict[int, str]) -> dict[int, str]:
    """Say what heads that are ambiguous alone mean beside the others: "Đơn vị" is who does it where nobody else is named, "tham gia" only joins."""
    at = {part: number for number, part in found.items()}
    named = not _ASSIGNS.isdisjoint(at.keys() - {"alone"})
    # Before what is to be done stands whom it is done to: "| Đơn vị | Nội dung | Thời gian |" lists visits.
    sure = not named and at.keys() >= _AROUND and at.get("alone", -1) > at["content"]
    joins = "coordinate" if "coordinate" not in at and (named or sure) else ""
    meant = {"alone": "alone" if sure else "", "joins": joins, "visits": "content"}
    return {number: meant.get(part, part) for number, part in found.items()}


def _is_head(low: str, cells: Sequence[Cell], named: dict[int, str]) -> bool:
    """Say whether a row is a head: a column names somebody; a task may begin like one ("Chủ trì xây dựng …"), but not twice."""
    if not named or _ASSIGNS.isdisjoint(named.values()):
        return False
    return len(named) > 1 and not low[cells[0].start : cells[0].end].rstrip(". ").isdigit() or _is_counter(low, cells)


def _is_counter(low: str, cells: Sequence[Cell]) -> bool:
    """Say whether a row opens with the head of a column of numbers: "TT"."""
    return bool(cells) and _COUNTER.match(low, cells[0].start, cells[0].end) is not None


def _beneath(heads: dict[int, str], named: dict[int, str], cells: Sequence[Cell], width: int) -> _Table:
    """Join a head with the row of heads above it; where that row left out empty cells, it only parts one column."""
    if heads and len(cells) < width and len(named) == len(cells):
        at = next((number for number, part in heads.items() if part in _ASSIGNS), None)
        if at is not None:
            more = len(cells) - 1
            above = {number + more * (number > at): part for number, part in heads.items() if number != at}
            return _Table(above | {number + at: part for number, part in named.items()}, width + more, {})
    above = {number: part for number, part in heads.items() if part not in named.values()}
    return _Table(above | named, max(width, len(cells)), {})


def _aligned(low: str, cells: Sequence[Cell], table: _Table) -> Sequence[Cell]:
    """Return the cells of a row as they stand under the head; none if the row has too many."""
    width = table.width
    if len(cells) > 2 and cells[0].start == cells[0].end:
        # A dump put an empty cell before the number: it stands under the head of what is to be done, or there is one too many.
        number = table.columns.get(1) == "content" and low[cells[1].start : cells[1].end].rstrip(".").isdigit()
        if number or len(cells) == width + 1:
            return cells[1:]
    return cells if len(cells) <= width or all(cell.start == cell.end for cell in cells[width:]) else ()


def _row(low: str, cells: Sequence[Cell], table: _Table) -> TableRow | None:
    """Read one row; None if it is too short, or too long, for the head."""
    if len(cells) <= max(table.columns):
        return None
    parts: dict[str, Cell] = {}
    for number, part in table.columns.items():
        cell = cells[number]
        parts[part] = table.above.get(part, cell) if _DITTO.match(low, cell.start, cell.end) else cell
    if any(cell.start < cell.end for part, cell in parts.items() if part != "content"):
        table.above.update(parts)
    begins = [cell for cell in cells if cell.start < cell.end and not _DITTO.match(low, cell.start, cell.end)]
    if not begins:
        return None
    first = 1 if len(begins) > 1 and _ITEM_NUMBER.match(low, begins[0].start, begins[0].end) else 0
    return TableRow(begins[first].start, begins[-1].end, parts)


def _task(duties: DutyReader, row: TableRow, calendar: Calendar) -> TaskDraft | None:
    """Read the task of a row; None if it names nobody."""
    task = TaskDraft(row.start, row.end)
    for part, cell in row.parts.items():
        if part == "due":
            task.due += calendar.labelled(cell.start, cell.end)
        elif part != "content":
            _assign(duties, task, part, cell)
    task.due = task.due or calendar.deadlines(task.start, task.end)
    if task.parts["direct"] and not task.parts["responsible"] and not task.parts["coordinate"]:
        task.role = "direct"
    return task if any(task.parts[name] for name in PARTS) else None


def _assign(duties: DutyReader, task: TaskDraft, part: str, cell: Cell) -> None:
    """Give the units of a cell their parts; a cell may hold labels, or say with whom its units work together."""
    reader, low, (start, end) = duties.reader, duties.low, cell
    if part == "alone" and not read_list(reader, start, end)[0]:
        return  # "Chiếc", "Hoàn thành": the column is of something else
    names = ("responsible",) if part in ("lead", "alone") else tuple(part.split())
    bullet = _BULLET.match(low, start, end)
    labels = find_labels(low, bullet.end() if bullet else start, end)
    for label in labels:
        for name in label.row["part"].split():
            if name in task.parts:
                task.parts[name] += _units(reader, label.value, label.end)
        task.role = "lead" if label.row.get("lead") else task.role
    if labels:
        return
    if "responsible" in names:
        stop, partners = duties.labelled(start, end)
        if partners:
            task.parts["coordinate"] += partners
            names, end = ("responsible",), stop
    slash = _SLASH.search(low, start, end) if len(names) > 1 else None
    if slash is not None:  # "Chủ trì/phối hợp": so the cell
        task.parts["coordinate"] += _units(reader, slash.end(), end)
        names, end = ("responsible",), slash.start()
    units = _units(reader, start, end)
    for name in names:
        task.parts[name] += units
    if (
        (part == "lead" or slash is not None)
        and units
        or "responsible" in names
        and low.find("chủ trì", start, cell.end) >= 0
    ):
        task.role = "lead"


def _units(reader: UnitReader, start: int, end: int) -> list[UnitMention]:
    """Return the units of a cell, or of a piece of one; bullets part them where it begins with one, else "/" and "+"."""
    if _NOBODY.match(reader.low, start, end):
        return []
    bulleted = _BULLET.match(reader.low, start, end) is not None
    signs = _BULLET.finditer(reader.low, start + 1, end) if bulleted else _SLASH.finditer(reader.text, start, end)
    units: list[UnitMention] = []
    for sign in signs:
        if bulleted or reader.text[sign.end()].isupper():
            units += read_items(reader, start, sign.start())
            start = sign.end()
    return units + read_items(reader, start, end)
