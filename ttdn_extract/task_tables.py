"""Tables of tasks: "| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |" -> one task a row.

In: the rows that ingest wrote as "| … | … |", the dates of the text. Out: tasks. The first row whose cells name parts of a task is the header; rows
below it are tasks as long as the table lasts. A row that numbers the columns, heads a group or assigns nobody is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ttdn_extract.finders.unit_lists import read_items
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.flow import Paragraph
from ttdn_extract.rulebook import load_rows
from ttdn_extract.task_draft import PARTS, Calendar, TaskDraft

_NUMBERED = re.compile(r"[\s|\dIVXivx().-]*$")


class _Cell(NamedTuple):
    start: int
    end: int


@cache
def _headings() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what the heads of columns say: rows of task_columns.toml as one pattern, for most cells are no head, and their parts."""
    rows = {row.id: row for row in load_rows("task_columns")}
    pattern = re.compile("|".join(f"(?P<{name}>{row.pattern})" for name, row in rows.items()))
    return pattern, {name: row["part"] for name, row in rows.items()}


def find_table_tasks(reader: UnitReader, paragraphs: Sequence[Paragraph], calendar: Calendar) -> list[TaskDraft]:
    """Return the tasks of all tables, in reading order."""
    tasks: list[TaskDraft] = []
    columns: dict[int, str] = {}
    for paragraph in paragraphs:
        if paragraph.zone != "table" or not reader.text.startswith("|", paragraph.start):
            columns = {}
            continue
        cells = list(_cells(reader.text, paragraph.start, paragraph.end))
        named = _columns(reader.low, cells)
        if named:
            columns = named
        elif columns and len(cells) > max(columns) and not _NUMBERED.match(reader.text, paragraph.start, paragraph.end):
            task = _row(reader, cells, columns, calendar)
            if task is not None:
                tasks.append(task)
    return tasks


def _cells(text: str, start: int, end: int) -> Iterator[_Cell]:
    """Part a row at its bars."""
    at = text.find("|", start, end) + 1
    while 0 < at < end:
        bar = text.find("|", at, end)
        stop = bar if bar >= 0 else end
        if bar >= 0 or text[at:stop].strip():
            begin = at
            while begin < stop and text[begin] == " ":
                begin += 1
            close = stop
            while close > begin and text[close - 1] == " ":
                close -= 1
            yield _Cell(begin, close)
        if bar < 0:
            return
        at = bar + 1


def _columns(low: str, cells: Sequence[_Cell]) -> dict[int, str]:
    """Return which column fills which part, if the row is a header: somebody must be named by one of its columns."""
    found: dict[int, str] = {}
    pattern, parts = _headings()
    for number, cell in enumerate(cells):
        head = pattern.match(low[cell.start : cell.end])
        part = parts[head.lastgroup] if head is not None and head.lastgroup else None
        if part is not None and part not in found.values():
            found[number] = part
    assigned = {"responsible", "lead", "responsible coordinate"} & set(found.values())
    return found if assigned and len(cells) > 2 else {}


def _row(reader: UnitReader, cells: Sequence[_Cell], columns: dict[int, str], calendar: Calendar) -> TaskDraft | None:
    """Read one row; None if it names nobody."""
    first = 1 if _NUMBERED.match(reader.text, cells[0].start, cells[0].end) else 0
    task = TaskDraft(cells[first].start, max(cell.end for cell in cells))
    for number, part in columns.items():
        cell = cells[number]
        if part == "due":
            task.due += calendar.labelled(cell.start, cell.end)
        elif part != "content":
            units = read_items(reader, cell.start, cell.end)
            for name in ("responsible",) if part == "lead" else part.split():
                task.parts[name] += units
            if part == "lead" and units or " chủ trì" in reader.low[cell.start : cell.end]:
                task.role = "lead"
    task.due = task.due or calendar.deadlines(task.start, task.end)
    return task if any(task.parts[name] for name in PARTS) else None
