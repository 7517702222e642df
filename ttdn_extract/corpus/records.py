"""What the corpus keeps of one document: "12/KH-UBND" with what it cites, where, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Mention(NamedTuple):
    """One citation; `instrument` is the number of what it names in `Document.cited`, -1 if that stays open."""

    instrument: int
    start: int
    end: int
    text: str
    relation: str
    basis: bool
    form: str
    section: str | None
    date: str | None
    issuer: str | None
    repairs: tuple[str, ...]


class Cited(NamedTuple):
    """An instrument as one document knows it; `id` is its id in that document."""

    id: str
    kind: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    determined: bool


class Nested(NamedTuple):
    """The text says that one instrument implements another: both are numbers in `Document.cited`."""

    source: int
    target: int
    relation: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Document:
    """A document of the folder; `file` is the JSON that it was read from."""

    id: str
    file: str
    sha256: str
    kind: str | None
    symbol: str | None
    template: str | None
    title: str | None
    issued: str | None
    issuer: str | None
    level: str | None
    province: str | None
    period: str | None
    cited: tuple[Cited, ...]
    mentions: tuple[Mention, ...]
    nested: tuple[Nested, ...]

    @property
    def year(self) -> str | None:
        """Return the year of issue, if the document prints it."""
        return self.issued[:4] if self.issued else None

    def latest(self) -> str | None:
        """Return the latest full date that an instrument cited here bears: the document is not older."""
        return max((cited.date for cited in self.cited if cited.date and len(cited.date) == 10), default=None)


class Evidence(NamedTuple):
    """A place in a document that shows something."""

    document: str
    start: int
    end: int
    text: str
    relation: str
    section: str | None = None
    inferred: bool = False
