"""What plans must cite, and which findings are wanted: a TOML file -> `Policy`, strict about everything odd.

In: `[[require]]` with `id = "nq-47"`, `must_cite = ["47/NQ-CP"]`. Out: that requirement beside those of `default_policy.toml`. An error
names the file, the line and what to write instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from fnmatch import fnmatchcase
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple, NoReturn

from ttdn_extract.audit.policy_lines import Lines
from ttdn_extract.audit.records import CODES, OUTCOMES, SEVERITIES
from ttdn_extract.bare import bare
from ttdn_extract.clean import fold
from ttdn_extract.corpus.records import Document
from ttdn_extract.errors import InputError
from ttdn_extract.finders.citations import find_citations
from ttdn_extract.rulebook import load_table
from ttdn_extract.source import one_line

DEFAULT = "default_policy.toml"
LEVELS = ("tw", "tinh", "huyen", "xa", "so", "dang", "other")
FIELDS = ("kind", "date", "issuer", "title")
_RELATIVE = ("parent", "parent-basis")
_TOP = {"schema": int, "default_requirements": bool, "findings": dict, "thresholds": dict, "require": list}
_REQUIRE = {
    "id": str, "levels": list, "kinds": list, "provinces": list, "documents": list, "titles": list, "must_cite": object, "severity": str, "accept": list,
}  # fmt: skip
_TARGET = {"symbol": str, "issuer": str, "year": int}
_THRESHOLDS = {"subject_likeness": float, "missing_likeness": float, "deadline_days": int, "first_citation": list}
_NAMES: dict[type, str] = {
    int: "a whole number", float: "a number", bool: "true or false", str: "a text in quotes", list: "a list in [ ]", dict: "a table",
}  # fmt: skip


class Target(NamedTuple):
    """An instrument that a policy names."""

    symbol: str
    issuer: str | None = None
    year: str | None = None

    def __str__(self) -> str:
        return f"{self.symbol} của {self.issuer}" if self.issuer else self.symbol


@dataclass(frozen=True, slots=True)
class Requirement:
    """Who must cite what; an empty condition leaves nobody out."""

    id: str
    must_cite: Literal["parent", "parent-basis"] | tuple[Target, ...]
    levels: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ("KH",)
    provinces: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    """Words of which one must stand in the title."""
    severity: str = "error"
    accept: tuple[str, ...] = ("cited", "undetermined")

    def holds_for(self, document: Document) -> bool:
        """Say whether a document must meet this."""
        places = {bare(name).lower() for name in self.provinces}
        return (
            (not self.levels or document.level in self.levels)
            and (not self.kinds or document.kind in self.kinds)
            and (not places or bare(document.province or "").lower() in places)
            and (not self.documents or any(fnmatchcase(document.id, pattern) for pattern in self.documents))
            and (not self.titles or any(fold(words) in fold(document.title or "") for words in self.titles))
        )


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy with all its values."""

    name: str
    requirements: tuple[Requirement, ...]
    findings: dict[str, str]
    subject_likeness: float
    missing_likeness: float
    deadline_days: int
    first_citation: tuple[str, ...]


@dataclass(slots=True)
class _Reader:
    """Checks the values of one file; its errors know their lines."""

    name: str
    lines: Lines
    tables: dict[str, Any] = field(default_factory=dict)

    def refuse(self, line: int, problem: str, remedy: str) -> NoReturn:
        raise InputError(f"{self.name}:{line}", problem, remedy)

    def check_keys(self, found: Mapping[str, Any], known: Mapping[str, type], table: str = "", index: int = 0) -> None:
        where = f"[{table}]" if table else "the top of the file"
        for key, value in found.items():
            line = self.lines.of(table, index, key)
            if key not in known:
                self.refuse(line, f"{where} has no key {one_line(key)!r}", _choice(key, known))
            if not _fits(value, known[key]):
                self.refuse(line, f"{key} must be {_NAMES[known[key]]}", f"it is {one_line(str(value))!r} now")

    def check_words(self, words: Iterable[Any], known: Iterable[str], table: str, index: int, key: str) -> None:
        for word in words:
            if word not in known:
                line = self.lines.of(table, index, key, word)
                self.refuse(line, f"{key} knows no {one_line(str(word))!r}", _choice(str(word), known))


def _fits(value: Any, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and not (kind is int and isinstance(value, bool))


def _choice(word: str, known: Iterable[str]) -> str:
    """Say what may be written instead of a word."""
    near = get_close_matches(word, list(known), n=1)
    return f"write {near[0]!r}" if near else f"use one of: {', '.join(known)}"


def read_policy(path: Path | None = None) -> Policy:
    """Read a policy; without a path, the one that holds by default."""
    if path is None:
        return parse_policy(_default_text(), DEFAULT)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(one_line(path), f"cannot be read ({error.strerror})", "name a policy file") from None
    except UnicodeDecodeError:
        raise InputError(one_line(path), "is no UTF-8", "save the policy as UTF-8") from None
    return parse_policy(text, one_line(path), base=read_policy())


@cache
def _default_text() -> str:
    return resources.files("ttdn_extract.audit").joinpath(DEFAULT).read_text("utf-8")


def parse_policy(text: str, name: str, base: Policy | None = None) -> Policy:
    """Parse a policy; `base` gives what it leaves open."""
    reader = _Reader(name, Lines(text))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said = str(error)
        line = said.partition("at line ")[2].partition(",")[0] if "at line " in said else str(len(reader.lines.rows))
        reader.refuse(int(line or 1), f"is no TOML ({said.partition(' (at')[0]})", "correct this line")
    reader.check_keys(data, _TOP)
    if data.get("schema", 1) != 1:
        reader.refuse(reader.lines.of("", 0, "schema"), f"schema {data['schema']} is unknown", "write schema = 1")
    limits = data.get("thresholds", {})
    reader.check_keys(limits, _THRESHOLDS, "thresholds")
    _check_limits(reader, limits)
    own = _requirements(reader, data.get("require", []))
    taken = {requirement.id for requirement in own}
    inherited = base.requirements if base and data.get("default_requirements", True) else ()
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in limits.items()}
    if base:
        values = {key: getattr(base, key) for key in _THRESHOLDS} | values
    kept = tuple(requirement for requirement in inherited if requirement.id not in taken)
    return Policy(
        name, kept + own, (base.findings if base else {}) | _findings(reader, data.get("findings", {})), **values
    )


def _findings(reader: _Reader, found: Mapping[str, Any]) -> dict[str, str]:
    reader.check_keys(found, dict.fromkeys(CODES, str), "findings")
    for code, severity in found.items():
        reader.check_words([severity], (*SEVERITIES, "off"), "findings", 0, code)
    return dict(found)


def _check_limits(reader: _Reader, limits: Mapping[str, Any]) -> None:
    for key, value in limits.items():
        line = reader.lines.of("thresholds", 0, key)
        if _THRESHOLDS[key] is float and not 0 <= value <= 1:
            reader.refuse(line, f"{key} is {value}", "write a number from 0 to 1")
        if key == "deadline_days" and not 0 <= value <= 366:
            reader.refuse(line, f"{key} is {value}", "write a number of days from 0 to 366")
    reader.check_words(limits.get("first_citation", ()), FIELDS, "thresholds", 0, "first_citation")


def _requirements(reader: _Reader, rows: list[Any]) -> tuple[Requirement, ...]:
    found: dict[str, Requirement] = {}
    for index, row in enumerate(rows):
        line = reader.lines.of("require", index)
        if not isinstance(row, dict):
            reader.refuse(reader.lines.of("", 0, "require"), "require must be tables", "write [[require]] above each")
        reader.check_keys(row, _REQUIRE, "require", index)
        for key in ("id", "must_cite"):
            if key not in row:
                reader.refuse(line, f"[[require]] has no {key}", f"add {key} = …")
        if row["id"] in found:
            reader.refuse(reader.lines.of("require", index, "id"), f"the id {row['id']!r} stands twice", "rename one")
        found[row["id"]] = _requirement(reader, row, index)
    return tuple(found.values())


def _requirement(reader: _Reader, row: dict[str, Any], index: int) -> Requirement:
    kinds = {kind["code"] for kind in load_table("kinds")}
    for key, known in (("levels", LEVELS), ("kinds", sorted(kinds)), ("accept", OUTCOMES)):
        reader.check_words(row.get(key, ()), known, "require", index, key)
    for key in ("provinces", "documents", "titles"):
        for value in row.get(key, ()):
            if not isinstance(value, str):
                reader.refuse(reader.lines.of("require", index, key), f"{key} must be texts", "put each in quotes")
    if "severity" in row:
        reader.check_words([row["severity"]], SEVERITIES, "require", index, "severity")
    said: dict[str, Any] = {
        key: tuple(value) for key, value in row.items() if isinstance(value, list) and key != "must_cite"
    }
    said |= {key: row[key] for key in ("id", "severity") if key in row}
    return Requirement(must_cite=_must_cite(reader, row["must_cite"], index), **said)


def _must_cite(reader: _Reader, value: Any, index: int) -> Any:
    line = reader.lines.of("require", index, "must_cite")
    if value in _RELATIVE:
        return value
    if not isinstance(value, list) or not value:
        remedy = 'write "parent", "parent-basis", or a list such as ["47/NQ-CP", "57-KL/TW của Bộ Chính trị"]'
        reader.refuse(line, f"must_cite is {one_line(str(value))!r}", remedy)
    return tuple(_target(reader, entry, index) for entry in value)


def _target(reader: _Reader, entry: Any, index: int) -> Target:
    line = reader.lines.of("require", index, "must_cite", entry if isinstance(entry, str) else None)
    if isinstance(entry, dict):
        for key, value in entry.items():
            if key not in _TARGET:
                reader.refuse(line, f"an instrument has no key {key!r}", _choice(key, _TARGET))
            if not _fits(value, _TARGET[key]):
                reader.refuse(line, f"{key} must be {_NAMES[_TARGET[key]]}", f"it is {one_line(str(value))!r} now")
    said = entry.get("symbol", "") if isinstance(entry, dict) else entry
    # What a clerk would write is read as in a plan: "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ".
    cited = find_citations(said, fold(said))[0] if isinstance(said, str) else []
    symbol = cited[0].symbol if len(cited) == 1 else None
    if not symbol:
        reader.refuse(line, f"{one_line(str(entry))!r} is no number of an instrument", 'write one such as "47/NQ-CP"')
    if isinstance(entry, dict):
        return Target(symbol, entry.get("issuer"), str(entry["year"]) if "year" in entry else None)
    issuer, date = cited[0].issuer, cited[0].date
    # Of itself, a number may be that of any such body.
    return Target(symbol, issuer if " của " in entry else None, date[:4] if date else None)
