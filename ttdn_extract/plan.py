"""The contract: `Plan`, what the program says of one document, as JSON (`schema_version` "1.0").

Every span is half-open, in code points of the source text. Lists that no stage fills yet are empty, never missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from ttdn_extract.vocabulary import DateRole, Form, Level, Relation, SectionKind, Severity, TaskRole, UnitLevel

SCHEMA_VERSION = "1.0"


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


# What a plan has by the hundred is a plain dataclass: made without a check where the program makes it, checked by pydantic where JSON is read, in
# about half the time and a fraction of the room of a model. Freezing them would cost 3 % of all that `extract` does.
@dataclass(slots=True)
class _Part:
    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


@dataclass(slots=True)
class Span(_Part):
    """`text[start:end]` of the source text."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class SourceInfo(_Model):
    """The file that was read."""

    name: str
    media_type: str
    encoding: str | None
    sha256: str
    chars: int
    pages: int | None


class Header(_Model):
    """Who issued the document, when and where; None where the text does not say."""

    kind: str | None
    title: str | None
    symbol: str | None
    symbol_template: str | None
    issued: str | None
    place: str | None
    issuer: str | None
    level: Level | None
    province: str | None
    period: str | None
    spans: dict[str, Span]


@dataclass(slots=True)
class Section(_Part):
    """A numbered section or a bullet; `span` covers all that stands below it."""

    id: str
    path: str
    label: str
    marker: str
    kind: SectionKind
    title: str | None
    role: str | None
    span: Span
    heading_span: Span | None
    parent: str | None


@dataclass(slots=True)
class Annex(_Part):
    """What stands behind the signature: "PHỤ LỤC I", or a plan that a decision attaches."""

    path: str
    title: str
    span: Span


@dataclass(slots=True)
class Citation(_Part):
    """One mention of a legal or administrative instrument."""

    id: str
    span: Span
    core_span: Span
    text: str
    kind: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    basis: bool
    relation: Relation
    provision: str | None
    title: str | None
    form: Form
    instrument: str | None
    section: str | None
    repairs: list[str]


@dataclass(slots=True)
class Instrument(_Part):
    """An instrument with all its mentions in this document."""

    id: str
    kind: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    mentions: list[str]
    missing: list[str]
    conflicts: list[str]
    underdetermined: bool


@dataclass(slots=True)
class Anaphor(_Part):
    """ "Kế hoạch này", "Nghị quyết nêu trên": `instrument` is an id, "self" for the document, None if it stays open."""

    span: Span
    text: str
    kind: str
    instrument: str | None


@dataclass(slots=True)
class Date(_Part):
    """A time expression; `inferred` is what the plan's period adds to it."""

    id: str
    span: Span
    text: str
    edtf: str
    role: DateRole
    section: str | None
    inferred: str | None


@dataclass(slots=True)
class Unit(_Part):
    """A body, or a class of bodies such as "các sở, ban, ngành"; `until` and `successor` where a reorganisation ended it."""

    id: str
    name: str
    generic: bool
    level: UnitLevel | None
    place: str | None
    until: str | None
    successor: str | None
    mentions: list[Span]


@dataclass(slots=True)
class UnitRef(_Part):
    """A unit in a task, as printed."""

    text: str
    unit: str | None
    span: Span


@dataclass(slots=True)
class Due(_Part):
    """A deadline of a task; `edtf` may be "thuong-xuyen"."""

    edtf: str
    text: str
    span: Span


@dataclass(slots=True)
class Task(_Part):
    """A duty of some unit."""

    id: str
    span: Span
    section: str | None
    text: str
    role: TaskRole
    responsible: list[UnitRef]
    coordinate: list[UnitRef]
    direct: list[UnitRef]
    report_to: list[UnitRef]
    due: list[Due]


@dataclass(slots=True)
class Recipient(_Part):
    """One line of "Nơi nhận"."""

    text: str
    span: Span
    unit: str | None


class Signature(_Model):
    """Who signed: "TM. …", "KT. …", the office, the name."""

    authority: str | None
    capacity: str | None
    position: str | None
    name: str | None
    span: Span | None


@dataclass(slots=True)
class Abbreviation(_Part):
    """A short form that the text defines."""

    short: str
    long: str
    span: Span


@dataclass(slots=True)
class Diagnostic(_Part):
    """Something that a reader should know about the text or its reading."""

    code: str
    severity: Severity
    message: str
    span: Span | None


class Plan(_Model):
    """All that the program says of one document."""

    schema_version: Literal["1.0"] = "1.0"
    id: str
    source: SourceInfo
    header: Header
    sections: list[Section]
    annexes: list[Annex]
    citations: list[Citation]
    instruments: list[Instrument]
    anaphors: list[Anaphor]
    dates: list[Date]
    units: list[Unit]
    tasks: list[Task]
    recipients: list[Recipient]
    signature: Signature
    abbreviations: list[Abbreviation]
    diagnostics: list[Diagnostic]
