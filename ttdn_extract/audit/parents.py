"""The plan that a plan puts into effect: the one of the next higher authority on the same subject and period.

In: the plan of "UBND huyện Vụ Bản" that rests on "171/KH-UBND ngày 31/12/2024 của UBND tỉnh Nam Định". Out: that plan, cited, whether
or not it lies in the folder. A plan of the folder that is not cited must be like it without doubt before it counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from ttdn_extract.audit.authority import Above, above_of
from ttdn_extract.audit.folder import Folder
from ttdn_extract.audit.papers import Paper
from ttdn_extract.audit.policy import Policy
from ttdn_extract.audit.subjects import likeness, overlap, years_of
from ttdn_extract.corpus.registry import Entry
from ttdn_extract.identity import slug
from ttdn_extract.places import place_of

PLANS = ("KH",)
_BASED = ("basis", "implements")


class Candidate(NamedTuple):
    """A plan that may be the parent; `score` is how like the titles are, None where one says too little."""

    entry: int
    paper: int | None
    """Its number in the folder."""
    score: float | None
    cited: bool
    based: bool
    """The plan rests on it."""
    sure: bool
    """Enough speaks for it to miss it where it is not cited."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Who stands above a plan, and what may be its parent, the likeliest first."""

    above: Above | None
    candidates: tuple[Candidate, ...]

    @property
    def parent(self) -> Candidate | None:
        """Return the parent, None where nothing sure can be said."""
        first = self.candidates[0] if self.candidates else None
        return first if first and (first.cited or first.sure) else None


def find_lineage(folder: Folder, paper: Paper, policy: Policy) -> Lineage:
    """Find what may be the parent of a plan."""
    above = above_of(paper)
    if above is None:
        return Lineage(None, ())
    found = {c.entry: c for c in (*_uncited(folder, paper, above, policy), *_cited(folder, paper, above, policy))}
    ranked = sorted(found.values(), key=lambda c: _rank(folder, c, policy), reverse=True)
    return Lineage(above, tuple(ranked))


def _rank(folder: Folder, c: Candidate, policy: Policy) -> tuple[bool, bool, bool, bool, float, str]:
    """Order candidates: alike and cited, then what the plan rests on unless something in the folder is surely meant."""
    alike = c.score is not None and c.score >= policy.subject_likeness
    trusted = c.cited and (alike or c.score is None)
    entry = folder.registry.entries[c.entry]
    return trusted, c.sure, c.based, c.cited, c.score or 0.0, f"{entry.date or ''}{entry.id}"


def _cited(folder: Folder, paper: Paper, above: Above, policy: Policy) -> Iterator[Candidate]:
    """Yield the plans of the body above that a plan cites, if it rests on them or they are about the same."""
    document = paper.document
    based = {paper.entry_at(m) for m in document.mentions if m.basis or m.relation in _BASED}
    own = folder.names_of(paper)
    for entry in dict.fromkeys(paper.links):
        about = folder.registry.entries[entry]
        if entry in own or about.kind not in PLANS or not above.is_of(about.issuer):
            continue
        score = likeness(document.title, about.title, _places(paper, about))
        basis = any(paper.entry_at(m) == entry and m.basis for m in document.mentions)
        alike = score is not None and score >= policy.subject_likeness
        if basis or alike and overlap(_years(paper), _years_of_entry(about)) is not False:
            holder = next((n for n in folder.holders.get(entry, ())), None)
            yield Candidate(entry, holder, score, True, entry in based, False)


def _uncited(folder: Folder, paper: Paper, above: Above, policy: Policy) -> Iterator[Candidate]:
    """Yield the plans of the folder that are about the same and come from the body above."""
    document = paper.document
    names = sorted(above.names | above.former)
    for number in (n for name in names for n in folder.by_body.get((slug(above.head), name), ())):
        other = folder.papers[number]
        theirs = other.document
        if other is paper or theirs.kind not in PLANS or not above.is_of(theirs.issuer):
            continue
        score = likeness(document.title, theirs.title, (*_own_places(paper), *_own_places(other)))
        together = overlap(years_of(document.period), years_of(theirs.period))
        if (
            score is None
            or score < policy.subject_likeness
            or together is False
            or _later(theirs.issued, document.issued)
        ):
            continue
        sure = together is True and above.is_now(theirs.issuer) and score >= policy.missing_likeness
        yield Candidate(other.own, number, score, False, False, sure)


def _later(one: str | None, other: str | None) -> bool:
    shared = min(len(one or ""), len(other or ""))
    return (one or "")[:shared] > (other or "")[:shared]


def _years(paper: Paper) -> tuple[int, int] | None:
    return years_of(paper.document.period, paper.document.title)


def _years_of_entry(entry: Entry) -> tuple[int, int] | None:
    """Return the years of a cited plan: those of its title, else the year that it is of and the next one."""
    named = years_of(None, entry.title)
    if named is None and entry.date:
        year = int(entry.date[:4])
        return year, year + 1
    return named


def _own_places(paper: Paper) -> tuple[str, ...]:
    return place_of(paper.document.issuer or ""), paper.document.province or ""


def _places(paper: Paper, entry: Entry) -> tuple[str, ...]:
    return (*_own_places(paper), place_of(entry.issuer or ""), entry.province or "")
