"""The registry: every instrument that a folder of documents is or cites, once, with all that is said of it.

In: documents. Out: `Registry`, in which each document knows what it is and each citation what it names. The way there is
straight: equal identities meet, the rules of numbering merge, what is incomplete joins the only one that fits, documents
without a number are matched by their titles, contradictions are reported.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ttdn_extract.corpus.conflicts import Conflict, find_conflicts
from ttdn_extract.corpus.drafts import Corpus, Draft, collect, level, province
from ttdn_extract.corpus.joining import join
from ttdn_extract.corpus.matching import match_blank
from ttdn_extract.corpus.merging import facts, merge
from ttdn_extract.corpus.reading import read_folder
from ttdn_extract.corpus.records import Document, Evidence
from ttdn_extract.errors import CopyNote, InputError
from ttdn_extract.identity import BY_NAME, LAWGIVERS, identify, slug
from ttdn_extract.progress import Progress


@dataclass(slots=True)
class Entry:
    """An instrument of the corpus; `documents` are the ids of those in the folder that are it."""

    id: str
    kind: str | None
    symbol: str | None
    date: str | None
    issuer: str | None
    title: str | None
    level: str | None
    province: str | None
    determined: bool
    documents: tuple[str, ...]
    cited_by: int
    """How many documents cite it."""
    aliases: tuple[str, ...]
    """Other ids under which single documents know it."""


class Joined(NamedTuple):
    """A document's incomplete instrument that was taken for an entry; `inferred` names the fields it did not state."""

    document: str
    cited: str
    entry: str
    inferred: tuple[str, ...]


class Probable(NamedTuple):
    """A document without a number that is probably an entry which others cite."""

    document: str
    entry: str
    score: float


class Disagreement(NamedTuple):
    """A contradiction about an entry; `apart` is the entry of the odd ones where they were not merged with it."""

    entry: str
    field: str
    agreed: str | None
    settled: str
    counts: dict[str, int]
    apart: str | None
    odd: tuple[Evidence, ...]


@dataclass(slots=True)
class Registry:
    """Documents and instruments of a folder; `cited[d][k]` is the entry of the k-th instrument that document d cites."""

    documents: list[Document]
    entries: list[Entry]
    own: list[int]
    """The entry that each document is."""
    cited: list[list[int]]
    joined: list[Joined] = field(default_factory=list)
    probable: list[Probable] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    problems: list[InputError] = field(default_factory=list)


def read_registry(folder: Path, *, match: bool = True, seen: Progress | None = None) -> Registry:
    """Build the registry of a folder of results; what cannot be read stands in `problems`."""
    problems: list[InputError] = []
    registry = build_registry(read_folder(folder, problems, seen), match=match)
    registry.problems[:0] = problems
    return registry


def build_registry(documents: Iterable[Document], *, match: bool = True) -> Registry:
    """Build the registry of some documents; `match` compares titles for those without a number."""
    corpus = collect(documents)
    undecided = merge(corpus)
    conflicts = find_conflicts(corpus, undecided)
    joins = join(corpus)
    matches = match_blank(corpus) if match else []
    entries, place = _entries(corpus)
    ids = [entry.id for entry in entries]
    return Registry(
        corpus.documents,
        entries,
        [place[number] for number in corpus.own],
        [[place[number] for number in links] for links in corpus.links],
        [Joined(corpus.documents[j.document].id, j.cited.id, ids[place[j.draft]], j.inferred) for j in joins],
        [Probable(corpus.documents[m.document].id, ids[place[m.draft]], m.score) for m in matches],
        [_disagreement(conflict, ids, place) for conflict in conflicts],
        [problem for entry in entries if (problem := _twice(entry, corpus))],
    )


def _entries(corpus: Corpus) -> tuple[list[Entry], dict[int, int]]:
    """Turn the drafts into entries; return them with the place of each draft among them."""
    entries: list[Entry] = []
    place: dict[int, int] = {}
    same: dict[str, list[Entry]] = {}
    for number, draft in corpus.live():
        place[number] = len(entries)
        entries.append(_entry(corpus, draft))
        same.setdefault(entries[-1].id, []).append(entries[-1])
    for named in same.values():
        _tell_apart(named)
    return entries, place


def _tell_apart(entries: list[Entry]) -> None:
    """Give entries with one id the province that tells "UBND xã Tân An" from another, or a number."""
    if len(entries) == 1:
        return
    seen: dict[str, int] = {}
    for entry in sorted(entries, key=lambda e: (e.province or "", e.date or "", e.documents, e.title or "")):
        name = f"{entry.id}~{slug(entry.province)}" if entry.province else entry.id
        seen[name] = seen.get(name, 0) + 1
        entry.aliases = (*entry.aliases, entry.id)
        entry.id = name if seen[name] == 1 else f"{name}~{seen[name]}"


def _entry(corpus: Corpus, draft: Draft) -> Entry:
    own = [corpus.documents[number] for number in draft.own]
    date, issuer, symbol = facts(corpus, draft)
    kind = next((d.kind for d in own if d.kind), None) or draft.best("kind")
    issuer = issuer or LAWGIVERS.get(kind or "")
    title = next((d.title for d in own if d.title), None) or draft.best("title")
    name = draft.surrogate or (identify(kind, symbol, issuer, date).id if symbol else draft.best("id"))
    return Entry(
        id=name or "",
        kind=kind,
        symbol=symbol,
        date=date,
        issuer=issuer,
        title=title,
        level=(own[0].level if own and own[0].level else level(issuer) if issuer else None),
        province=province(corpus, draft, issuer),
        determined=draft.surrogate is None or bool(own and own[0].symbol is None) or kind in BY_NAME,
        documents=tuple(d.id for d in own),
        cited_by=draft.cited_by,
        aliases=tuple(sorted(draft.tally("id").keys() - {name})) if draft.surrogate is None else (),
    )


def _disagreement(conflict: Conflict, ids: list[str], place: dict[int, int]) -> Disagreement:
    apart = ids[place[conflict.apart]] if conflict.apart is not None else None
    return Disagreement(
        ids[place[conflict.draft]],
        conflict.name,
        conflict.agreed,
        conflict.settled,
        conflict.counts,
        apart,
        tuple(conflict.odd),
    )


def _twice(entry: Entry, corpus: Corpus) -> InputError | None:
    """Report documents that say of themselves that they are the same instrument: two scans, or a revised text."""
    if len(entry.documents) < 2:
        return None
    wanted = set(entry.documents)
    names = [document.file for document in corpus.documents if document.id in wanted]
    problem = f"says that it is {entry.id}, as {names[0]} does; both are kept as one instrument"
    return CopyNote(", ".join(names[1:]), problem, "leave one out if they are copies")
