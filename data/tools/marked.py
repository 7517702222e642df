"""Read the marked texts of `data/marked` into documents whose gold answers follow from the marks.

The syntax is described in data/README.md. Every error names the file and the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import marked_audit
from marked_gold import complete
from marked_inline import read_inline
from marked_model import Document, Line, MarkError, Task

__all__ = ["Document", "Line", "MarkError", "Task", "load", "load_all", "parse"]

HERE = Path(__file__).resolve().parent.parent / "marked"
ORDER = ("org", "number", "subject", "motto", "dateline", "heading", "title", "to")
FIELDS = frozenset(
    {"kind", "symbol", "template", "issuer", "level", "province", "period", "abbr", "note", *marked_audit.FIELDS}
)
SIGN = ("authority", "capacity", "position", "name")
MODES = frozenset({"body", "close", "recipients", "annex", "table", "end"})
SECTION = re.compile(r"^([=~#]) (\S[^|]*?) \| (.+)$")
MARKER = re.compile(
    r"^(?:(?:Điều|Chương|Phần|Mục|CHƯƠNG|PHẦN) \S+"
    r"|(?P<slip>\d+\.) (?P=slip)|\(\w+\)|[\wđĐ]{1,5}(?:\.\d+)*[.)-]*)(?=\s|$)"
)
ROLE_WORDS = frozenset({"lead", "direct", "implement"})
UNIT_FIELDS = {"resp": "responsible", "coord": "coordinate", "direct": "direct", "report": "report_to", "due": "due"}


@dataclass
class _State:
    """What the reader has seen so far of one file."""

    name: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    zone: str = "head"
    before_table: str = "body"
    section: str = ""
    task: Task | None = None
    paths: set[str] = field(default_factory=set)


def parse(text: str, name: str) -> Document:
    """Read one marked text; `name` is the file name, used in errors, and without suffix as the document's id."""
    state = _State(name)
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if line and not line.startswith("%"):
            _read_line(state, line, number)
    if state.task:
        raise MarkError(f"{name}: the last '!' line has no paragraph below it")
    for needed in ("kind", "issuer", "level", "org", "heading", "name"):
        if needed not in state.fields and not (needed == "heading" and "subject" in state.fields):
            raise MarkError(f"{name}:1: @{needed} is missing")
    return complete(Document(name.removesuffix(".txt"), state.fields, tuple(_in_order(state))), name)


def _in_order(state: _State) -> Iterator[Line]:
    """The order of the clean text: letterhead, title, body, recipients, signature, annexes."""
    head = [line for line in state.lines if line.zone in ORDER]
    yield from sorted(head, key=lambda line: ORDER.index(line.zone))
    tail = [line for line in state.lines if line.zone not in ORDER]
    yield from (line for line in tail if line.zone == "body")
    yield from (line for line in tail if line.zone.startswith("recipient"))
    yield from (line for line in tail if line.zone == "signature")
    yield from (line for line in tail if line.zone in ("annex", "table"))


def _read_line(state: _State, line: str, number: int) -> None:
    where = f"{state.name}:{number}"
    if line.startswith("@"):
        _directive(state, line, number, where)
    elif line.startswith("! "):
        if state.task:
            raise MarkError(f"{where}: two '!' lines in a row")
        state.task = _task(line[2:], where)
    elif state.zone == "head":
        raise MarkError(f"{where}: text before @body: {line[:40]!r}")
    elif state.zone == "recipient":
        _add(state, line, number, where)
    else:
        _paragraph(state, line, number, where)


def _directive(state: _State, line: str, number: int, where: str) -> None:
    key, _, value = line[1:].partition(" ")
    value = value.strip()
    if key in MODES:
        _mode(state, key, number)
        return
    if key not in FIELDS and key not in ORDER and key not in SIGN:
        raise MarkError(f"{where}: unknown directive @{key}")
    if not value:
        raise MarkError(f"{where}: @{key} needs a value")
    if key in marked_audit.FIELDS:
        marked_audit.check(key, value, where)
    state.fields.setdefault(key, []).append(value)
    if key in ORDER or key in SIGN:
        plain, marks = read_inline(value, where)
        zone = key if key in ORDER else "signature"
        state.lines.append(Line(zone, plain, number, marks, centred=key in ("heading", "title")))


def _mode(state: _State, key: str, number: int) -> None:
    if key == "table":
        state.before_table, state.zone = state.zone, "table"
    elif key == "end":
        state.zone = state.before_table
    elif key == "close":
        state.section = ""
    elif key == "recipients":
        state.zone = "recipient"
        state.lines.append(Line("recipients_head", "Nơi nhận:", number))
    else:
        state.zone, state.section = key, ""


def _paragraph(state: _State, line: str, number: int, where: str) -> None:
    found = SECTION.match(line)
    if line[0] in "=~#" and not found:
        raise MarkError(f"{where}: a section line reads '{line[0]} PATH | marker text'")
    if found:
        _section(state, found, number, where)
    elif line.startswith("^ "):
        _add(state, line[2:], number, where, centred=True)
    else:
        _add(state, line, number, where)


def _section(state: _State, found: re.Match[str], number: int, where: str) -> None:
    flag, path, text = found.groups()
    text = text.replace(" // ", "\n")
    plain, _ = read_inline(text, where)
    marker = MARKER.match(plain)
    if not marker:
        raise MarkError(f"{where}: no marker at the start of {plain[:30]!r}")
    _check_path(state, path, marker[0], where)
    rest = " ".join(plain[marker.end() :].split())
    title = None if flag == "#" else rest if flag == "=" else rest.split(":")[0]
    if flag == "~" and ":" not in rest:
        raise MarkError(f"{where}: a run-in title ('~') needs a colon")
    state.section = path
    _add(state, text, number, where, path=path, marker=marker[0], title=title.rstrip(" .:") if title else None)


def _check_path(state: _State, path: str, marker: str, where: str) -> None:
    """The printed marker must agree with the path's last label, and the parent must be there."""
    parent, _, label = path.rpartition("/")
    printed = marker.split(" ")[0] if marker[0].isdigit() else marker
    printed = printed if printed.startswith("(") else printed.rstrip(".)-:")
    if printed != label.split("#")[0]:
        raise MarkError(f"{where}: marker {marker!r} does not fit path {path!r}")
    if path in state.paths:
        raise MarkError(f"{where}: path {path!r} is given twice")
    if parent and parent not in state.paths and not re.fullmatch(r"PL\d*", parent):
        raise MarkError(f"{where}: parent of {path!r} is missing")
    state.paths.add(path)


def _add(
    state: _State, text: str, number: int, where: str, *, path: str | None = None,
    marker: str | None = None, title: str | None = None, centred: bool = False,
) -> None:  # fmt: skip
    plain, marks = read_inline(text, where)
    line = Line(state.zone, plain, number, marks, path, marker, title, state.section, state.task, centred)
    state.lines.append(line)
    if state.task and state.task.role != "lead" and re.search(r"\b[Cc]hủ trì\b", plain) and not state.task.optional:
        raise MarkError(f"{where}: the paragraph says 'chủ trì' but its task is not marked lead")
    state.task = None


def _task(text: str, where: str) -> Task:
    values: dict[str, tuple[str, ...]] = {}
    role, optional = "implement", False
    for part in filter(None, (p.strip() for p in text.split("|"))):
        name, equals, units = part.partition("=")
        if equals and name in UNIT_FIELDS:
            values[UNIT_FIELDS[name]] = tuple(u.strip() for u in units.split(";") if u.strip())
        elif part in ROLE_WORDS:
            role = part
        elif part == "optional":
            optional = True
        else:
            raise MarkError(f"{where}: unknown task field {part!r}")
    return Task(values.pop("responsible", ()), role, optional=optional, **values)


def load(path: Path) -> Document:
    """Read one file of marked text."""
    return parse(path.read_text("utf-8"), path.name)


def load_all(folder: Path = HERE) -> list[Document]:
    """All documents, sorted by id."""
    return [load(path) for path in sorted(folder.glob("*.txt"))]
