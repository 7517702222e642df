"""Rows of knowledge: `rules/*.toml` and `*.csv` -> frozen rows, read once, strict about everything odd.

In: the name of a shipped table. Out: a tuple of rows. A row such as `id = "article"`, `pattern = 'Điều …'`,
`examples = ["Điều 1. Phạm vi"]` carries what proves it; `check_rows` walks them, the test suite and `ttdn rules check` call it.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, get_args

from ttdn_extract.errors import RuleError
from ttdn_extract.letters import LOWER, UPPER
from ttdn_extract.vocabulary import DateRole, Level, Relation, SectionKind


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: what it finds, what it says about it, and the texts that prove and challenge it."""

    file: str
    id: str
    pattern: str
    examples: tuple[str, ...]
    counter: tuple[str, ...]
    fields: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Any:
        return self.fields[key]

    def get(self, key: str, default: Any = None) -> Any:
        """Return an optional field of the row."""
        return self.fields.get(key, default)


_COMMON = frozenset({"id", "pattern", "examples", "counter"})
_OPTIONAL = frozenset({"lead", "needs", "then", "unless"})
# What else the rows of each table may say. A key that is not listed here is a typing error, and refused at load.
TABLES: dict[str, frozenset[str]] = {
    "markers": frozenset(),
    "roles": frozenset({"role"}),
    "dates": frozenset({"part"}),
    "citations": frozenset({"says"}),
    "repairs": frozenset({"stage", "replace", "becomes"}),
    "date_roles": frozenset({"where", "role", "shape"}),
    "task_columns": frozenset({"part"}),
    "tasks": frozenset({"part", "lead", "needs", "then", "unless"}),
}
# Where a row prints a word of the contract. Any other word is a typing error, and refused at load.
WORDS: dict[tuple[str, str], frozenset[str]] = {
    ("markers", "id"): frozenset(get_args(SectionKind)),
    ("citations", "says"): frozenset(get_args(Relation)),
    ("date_roles", "role"): frozenset(get_args(DateRole)),
    ("bodies", "level"): frozenset(get_args(Level)),
}


def read_text(name: str) -> str:
    """Return a shipped rule file as text."""
    return resources.files("ttdn_extract.rules").joinpath(name).read_text("utf-8")


@cache
def shared_slots() -> dict[str, str]:
    """Return the named pieces that patterns may use."""
    return {"upper": UPPER, "lower": LOWER} | tomllib.loads(read_text("shared.toml"))


def fill_slots(pattern: str) -> str:
    """Replace each `${name}` by its shared piece; an unknown name is an error."""
    return re.sub(r"\$\{(\w+)\}", lambda slot: shared_slots()[slot[1]], pattern)


@cache
def load_rows(table: str) -> tuple[Row, ...]:
    """Load `rules/<table>.toml`; every row must be complete, unique and compile."""
    return parse_rows(table, read_text(f"{table}.toml"))


def parse_rows(table: str, text: str) -> tuple[Row, ...]:
    """Parse the rows of a table from TOML text."""
    file = f"rules/{table}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(file, "-", f"is no TOML: {error}") from error
    rows: list[Row] = []
    seen: set[str] = set()
    for heading, entries in data.items():
        if not isinstance(entries, list):
            raise RuleError(file, heading, "a table of rows is expected: [[name]]")
        for entry in entries:
            row = _row(file, entry, TABLES[table])
            _check_words(table, file, row.id, entry)
            if row.id in seen:
                raise RuleError(file, row.id, "the id stands twice")
            seen.add(row.id)
            rows.append(row)
    return tuple(rows)


def _row(file: str, entry: dict[str, Any], extra: frozenset[str]) -> Row:
    name = str(entry.get("id", "?"))
    unknown = entry.keys() - _COMMON - extra
    if unknown:
        raise RuleError(file, name, f"unknown key {sorted(unknown)[0]!r}")
    missing = ({"id", "pattern", "examples", "counter"} | extra) - entry.keys() - _OPTIONAL
    if missing:
        raise RuleError(file, name, f"key {sorted(missing)[0]!r} is missing")
    if not entry["examples"]:
        raise RuleError(file, name, "no example")
    try:
        pattern = fill_slots(entry["pattern"])
        re.compile(pattern)
    except (re.error, KeyError) as error:
        raise RuleError(file, name, f"pattern does not compile: {error}") from error
    fields = {key: entry[key] for key in extra if key in entry}
    return Row(file, name, pattern, tuple(entry["examples"]), tuple(entry["counter"]), fields)


def _check_words(table: str, file: str, place: str, row: dict[str, Any]) -> None:
    for (owner, key), words in WORDS.items():
        if owner == table and row[key] not in words:
            raise RuleError(file, place, f"{key} is {row[key]!r}, not one of {', '.join(sorted(words))}")


def check_rows(table: str) -> Iterator[RuleError]:
    """Walk a table: each example must be found by its row, each counter-example must not."""
    for row in load_rows(table):
        find = re.compile(row.pattern).match if table == "markers" else re.compile(row.pattern).search
        for text in row.examples:
            if not find(text):
                yield RuleError(row.file, row.id, f"does not find its example {text!r}")
        for text in row.counter:
            if find(text):
                yield RuleError(row.file, row.id, f"finds its counter-example {text!r}")


@cache
def load_table(name: str) -> tuple[dict[str, str], ...]:
    """Load `rules/<name>.csv`; every line must fill every column that the header names."""
    return parse_table(name, read_text(f"{name}.csv"))


def parse_table(name: str, text: str) -> tuple[dict[str, str], ...]:
    """Parse the lines of a table from CSV text."""
    file = f"rules/{name}.csv"
    rows = []
    for number, row in enumerate(csv.DictReader(io.StringIO(text)), 2):
        if None in row or None in row.values():
            raise RuleError(file, f"line {number}", "does not have as many columns as the header")
        _check_words(name, file, f"line {number}", row)
        rows.append(row)
    return tuple(rows)
