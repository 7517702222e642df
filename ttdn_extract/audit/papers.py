"""A result of `ttdn extract` -> what an audit needs of it: its record in the registry, its citations, deadlines and bodies.

In: "hg-05.json". Out: `Paper`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from ttdn_extract.audit.records import Shown
from ttdn_extract.bare import bare
from ttdn_extract.clean import fold
from ttdn_extract.corpus.records import Document, Mention
from ttdn_extract.errors import InputError
from ttdn_extract.places import provinces
from ttdn_extract.plan import Citation, Date, Diagnostic, Header, Instrument, Recipient, Span, Task, Unit

_DAY = re.compile(r"(?:\d{4}|XXXX)-\d\d-\d\d")
_LACKS = re.compile(r"does not state: ([a-z, ]+)$")
_FULL_DAY = 10  # characters
_OF = re.compile(r",?\s{1,3}của\b")
_LETTERHEAD = re.compile(
    r"^\W*(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)?\s*(huyện|quận|thị xã|thành phố)[ \t]+([^\n|]+?)(?=\s{2}|\t|\W*$)",
    re.I | re.M,
)
_NEAR = 24  # characters
_TOGETHER = re.compile(r"(?:phối hợp (?:với|cùng)|cùng với|báo cáo|gửi về|đề nghị|giao)\s+$", re.I)
_ONCE = re.compile(r"(?:nguyên|trước đây(?: là)?|thay cho|tiếp nhận từ|hợp nhất)\s+$")
_FORMER = re.compile(r"\s*[(,]?\s*(?:cũ|trước đây|nay là|trước khi|trước sáp nhập)\b")
_SENTENCE = 100  # characters that are looked at
_OPENS = re.compile(r"[.;:](?=\s)|\n\s*(?:[-–+*•]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[IVX]+\.)\s")


class Digest(BaseModel):
    """The part of the contract that an audit reads."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    header: Header
    citations: list[Citation]
    instruments: list[Instrument]
    dates: list[Date]
    units: list[Unit]
    tasks: list[Task]
    recipients: list[Recipient]
    diagnostics: list[Diagnostic]


class Due(NamedTuple):
    """A day by which a report is due, as printed and with the year that the plan's period gives it."""

    day: str
    full: str | None
    text: str
    span: Span
    doers: tuple[str, ...]
    receivers: tuple[str, ...]


class Charge(NamedTuple):
    """A body that is given a duty or is sent the document."""

    unit: Unit
    text: str
    span: Span


class Around(NamedTuple):
    """Where the sentence of a citation begins, as far as that matters, and whether somebody's name follows that could not be read."""

    opens: int
    of: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the folder; `links[k]` is the entry of the k-th instrument that it cites, `own` the one that it is."""

    document: Document
    own: int
    links: tuple[int, ...]
    spans: dict[str, Span]
    printed: dict[str, str]
    """The fields of the header as the text prints them."""
    citations: tuple[Citation, ...]
    lacks: dict[tuple[int, int], tuple[str, ...]]
    around: dict[tuple[int, int], Around]
    """The sentences of the same citations."""
    conflicts: tuple[tuple[str, ...], ...]
    dues: tuple[Due, ...]
    charges: tuple[Charge, ...]
    districts: frozenset[str]
    """The district in its letterhead, else those that it names."""
    days: tuple[tuple[int, int], ...]
    """Places of full dates outside of citations."""
    bodies: tuple[tuple[int, int], ...]
    """Places where a body is named."""

    @property
    def id(self) -> str:
        """Return the id of the document."""
        return self.document.id

    def mentions_of(self, entries: frozenset[int]) -> list[int]:
        """Return the numbers of the citations that name one of some entries."""
        return [n for n, m in enumerate(self.document.mentions) if self.entry_at(m) in entries]

    def entry_at(self, mention: Mention) -> int:
        """Return the entry that a mention names, -1 if that stays open."""
        return self.links[mention.instrument] if mention.instrument >= 0 else -1

    def show(self, number: int, note: str) -> Shown:
        """Return a citation as evidence."""
        mention = self.document.mentions[number]
        return Shown(self.id, mention.start, mention.end, mention.text, note)

    def field(self, name: str, note: str) -> Iterator[Shown]:
        """Yield a field of the header as evidence, if the text has it."""
        span = self.spans.get(name)
        if span is not None:
            yield Shown(self.id, span.start, span.end, self.printed[name] or getattr(self.document, name) or "", note)

    def not_before(self) -> str | None:
        """Return the first day that it can be of: by its own date, else by the latest instrument that it cites."""
        return self.document.issued or self.document.latest()


def read_digest(path: Path, name: str) -> Digest:
    """Read a result; raise `InputError` for what is none."""
    try:
        data = path.read_bytes()
        try:
            return Digest.model_validate_json(data)
        except ValidationError:
            # Half a surrogate pair is no text for the strict reader; a "?" keeps the places of all that follows.
            mended = json.dumps(json.loads(data), ensure_ascii=False).encode("utf-8", "replace")
            return Digest.model_validate_json(mended)
    except OSError as error:
        raise InputError(name, f"cannot be read ({error.strerror})", "check its permissions") from error
    except (ValidationError, ValueError):
        raise InputError(name, "is broken", "extract the document again, or move the file out of the folder") from None


def make_paper(document: Document, own: int, links: list[int], digest: Digest, text: str) -> Paper:
    """Keep of a result, and of the text beside it, what an audit needs."""
    units = {unit.id: unit for unit in digest.units}
    lacks = {(d.span.start, d.span.end): _lacks(d) for d in digest.diagnostics if d.span and _lacks(d)}
    return Paper(
        document,
        own,
        tuple(links),
        digest.header.spans,
        {name: " ".join(text[span.start : span.end].split()) for name, span in digest.header.spans.items()},
        tuple(digest.citations),
        lacks,
        {place: _around(text, *place) for place in lacks},
        tuple(tuple(instrument.conflicts) for instrument in digest.instruments),
        tuple(_dues(digest, units)),
        tuple(_charges(digest, units, text)),
        _districts(digest, text),
        tuple(_free_days(digest)),
        tuple((span.start, span.end) for unit in digest.units for span in unit.mentions),
    )


def read_text(path: Path) -> str:
    """Return the text that the spans of a result count in, as far as it lies beside it."""
    try:
        return path.with_suffix(".txt").read_bytes().decode("utf-8", "surrogatepass")
    except (OSError, ValueError):
        return ""


def _around(text: str, start: int, end: int) -> Around:
    """Look at the sentence around a place."""
    opens = max(0, start - _SENTENCE)
    ends = [found.end() for found in _OPENS.finditer(text, opens, start)]
    return Around(ends[-1] if ends else opens, _OF.match(text, end) is not None)


def _free_days(digest: Digest) -> Iterator[tuple[int, int]]:
    """Yield the dates that stand in no citation; both lists are in reading order."""
    cited = iter((c.span.start, c.span.end) for c in digest.citations)
    start, end = next(cited, (0, 0))
    for date in digest.dates:
        while end <= date.span.start and (following := next(cited, None)) is not None:
            start, end = following
        if _DAY.fullmatch(date.edtf) and not start <= date.span.start < end:
            yield date.span.start, date.span.end


def _lacks(diagnostic: Diagnostic) -> tuple[str, ...]:
    found = _LACKS.search(diagnostic.message) if diagnostic.code == "first-citation-incomplete" else None
    return tuple(found[1].split(", ")) if found else ()


def _dues(digest: Digest, units: dict[str, Unit]) -> Iterator[Due]:
    """Yield the days by which something is reported."""
    dates = {(date.span.start, date.span.end): date for date in digest.dates}
    for task in digest.tasks:
        for due in task.due if task.report_to else ():
            date = dates.get((due.span.start, due.span.end))
            if _DAY.fullmatch(due.edtf) and (date is None or date.role == "deadline"):
                inferred = date.inferred if date else None
                full = due.edtf if due.edtf[0] != "X" else inferred if len(inferred or "") == _FULL_DAY else None
                doers = tuple(_name(ref.unit, ref.text, units) for ref in task.responsible)
                receivers = tuple(_name(ref.unit, ref.text, units) for ref in task.report_to)
                yield Due(due.edtf, full, due.text, due.span, doers, receivers)


def _name(unit: str | None, text: str, units: dict[str, Unit]) -> str:
    return units[unit].name if unit in units else text


def _districts(digest: Digest, text: str) -> frozenset[str]:
    """Return the district in the letterhead of a commune; without one, the districts that the document names."""
    issuer = digest.header.spans.get("issuer")
    printed = _LETTERHEAD.search(text, 0, issuer.end) if issuer and digest.header.level == "xa" else None
    if printed and bare(printed[2]).upper() not in provinces():
        return frozenset([f"{printed[1].lower()} {printed[2].title()}"])
    return frozenset(unit.place for unit in digest.units if unit.level == "huyen" and unit.place)


def _charges(digest: Digest, units: dict[str, Unit], text: str) -> Iterator[Charge]:
    """Yield the bodies that tasks name, those that the document is sent to, and those with whom others are to work."""
    for task in digest.tasks:
        for ref in (*task.responsible, *task.coordinate, *task.direct, *task.report_to):
            if ref.unit in units and not _is_former(text, ref.span):
                yield Charge(units[ref.unit], ref.text, ref.span)
    for recipient in digest.recipients:
        if recipient.unit in units and not _is_former(text, recipient.span):
            yield Charge(units[recipient.unit], recipient.text, recipient.span)
    titles = [(c.span.end, c.span.end + len(c.title) + _NEAR) for c in digest.citations if c.title]
    for unit in digest.units:
        for span in unit.mentions:
            if any(start <= span.start < end for start, end in titles):
                continue
            if _TOGETHER.search(text, max(0, span.start - _NEAR), span.start) and not _is_former(text, span):
                yield Charge(unit, " ".join(text[span.start : span.end].split()), span)


def _is_former(text: str, span: Span) -> bool:
    """Say whether a body is named as one that was."""
    before = fold(text[max(0, span.start - _NEAR) : span.start])
    return _ONCE.search(before) is not None or _FORMER.match(fold(text[span.end : span.end + _NEAR])) is not None
