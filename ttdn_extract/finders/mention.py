"""What the citation finder hands on: mentions and notes, as plain values."""

from __future__ import annotations

from typing import NamedTuple

from ttdn_extract.vocabulary import Form, Relation


class CitationMention(NamedTuple):
    """One mention of an instrument; offsets are those of the flowed text."""

    start: int
    end: int
    core_start: int
    core_end: int
    kind: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    stated: bool  # the issuer is named here; otherwise the symbol implies it
    basis: bool
    relation: Relation
    provision: str | None
    title: tuple[int, int] | None
    form: Form
    open: bool  # the issuer's place is not known
    repairs: tuple[str, ...]


class Note(NamedTuple):
    """Something to tell the reader: a refused candidate, an unknown issuer, an impossible date."""

    code: str
    message: str
    start: int
    end: int
