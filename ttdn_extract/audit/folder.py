"""All documents of a folder, with the registry and what is looked up in it: who is what, who cites what, which bodies there are.

In: "out/". Out: `Folder`; its papers are in order of their ids, whatever the files are called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from ttdn_extract.audit.papers import Paper, make_paper, read_digest, read_text
from ttdn_extract.audit.table import shorten
from ttdn_extract.corpus.drafts import symbol_key
from ttdn_extract.corpus.reading import list_results
from ttdn_extract.corpus.registry import Registry, read_registry
from ttdn_extract.errors import InputError
from ttdn_extract.gazetteer import key
from ttdn_extract.identity import slug
from ttdn_extract.places import place_of
from ttdn_extract.progress import Progress
from ttdn_extract.source import one_line

_LABEL = 72  # columns


@dataclass(slots=True)
class Folder:
    """All documents of a folder, in order of their ids, with the registry."""

    registry: Registry
    papers: list[Paper]
    problems: list[InputError] = field(default_factory=list)
    by_id: dict[str, int] = field(init=False)
    holders: dict[int, list[int]] = field(init=False, default_factory=dict)
    """The papers that each entry is, or probably is."""
    citers: dict[int, list[int]] = field(init=False, default_factory=dict)
    """The papers that cite each entry."""
    place: dict[str, int] = field(init=False)
    """The number of each entry by its id."""
    by_symbol: dict[str, list[int]] = field(init=False, default_factory=dict)
    by_body: dict[tuple[str, str], list[int]] = field(init=False, default_factory=dict)
    """The papers of each kind of body and place."""
    apart: dict[str, list[str]] = field(init=False, default_factory=dict)
    """For an entry, those that are probably the same."""
    probable: dict[int, float] = field(init=False)
    """How like the titles are where an entry is only probably a document."""
    names: list[frozenset[int]] = field(init=False)
    """The entries that each paper is, or probably is."""

    def __post_init__(self) -> None:
        """Look up who is what."""
        self.by_id = {paper.id: number for number, paper in enumerate(self.papers)}
        self.place = {entry.id: number for number, entry in enumerate(self.registry.entries)}
        names = [{paper.own} for paper in self.papers]
        self.probable = {self.place[match.entry]: match.score for match in self.registry.probable}
        for match in self.registry.probable:
            if match.document in self.by_id:
                names[self.by_id[match.document]].add(self.place[match.entry])
        self.names = [frozenset(entries) for entries in names]
        for number, entries in enumerate(names):
            for entry in entries:
                self.holders.setdefault(entry, []).append(number)
        for number, paper in enumerate(self.papers):
            self.by_body.setdefault(body_of(paper.document.issuer or ""), []).append(number)
            for entry in set(paper.links):
                self.citers.setdefault(entry, []).append(number)
        for number, about in enumerate(self.registry.entries):
            if about.symbol:
                self.by_symbol.setdefault(symbol_key(about.symbol), []).append(number)
        for found in self.registry.disagreements:
            if found.apart:
                self.apart.setdefault(found.entry, []).append(found.apart)

    def names_of(self, paper: Paper) -> frozenset[int]:
        """Return the entries that a document is, or probably is."""
        return self.names[self.by_id[paper.id]]

    def alike(self, entry: int) -> frozenset[int]:
        """Return an entry with those that are probably the same, but for a date or issuer that somebody got wrong."""
        apart = self.apart.get(self.registry.entries[entry].id, ())
        return frozenset([entry, *(self.place[other] for other in apart)])

    def label(self, entry: int) -> str:
        """Return how people call an entry."""
        about = self.registry.entries[entry]
        return about.symbol or shorten(about.title or about.id, _LABEL)


@lru_cache(maxsize=8192)
def body_of(issuer: str) -> tuple[str, str]:
    """Return the kind of a body and its place, as parts of a key.

    >>> body_of("UBND xã An Tân"), body_of("Bộ Tài chính")
    (('ubnd', 'xãantân'), ('bo-tai-chinh', ''))
    """
    place = place_of(issuer)
    return slug(issuer[: len(issuer) - len(place)]), key(place) if place else ""


def read_papers(folder: Path, seen: Progress | None = None) -> Folder:
    """Read a folder of results of `ttdn extract`; what cannot be read stands in `problems`."""
    registry = read_registry(folder, seen=seen)
    paths = {one_line(path.relative_to(folder).as_posix()): path for path in list_results(folder)}
    problems = list(registry.problems)
    papers: list[Paper] = []
    for number, document in enumerate(registry.documents):
        try:
            digest = read_digest(paths[document.file], document.file)
            text = read_text(paths[document.file])
        except InputError as problem:
            problems.append(problem)
        else:
            papers.append(make_paper(document, registry.own[number], registry.cited[number], digest, text))
    return Folder(registry, sorted(papers, key=lambda paper: paper.id), problems)
