"""One verdict for each plan, requirement and instrument: cited, cited with a defect, indirect, missing, or undetermined.

In: a plan, a requirement and what is wrong with the plan's citations. Out: `Verdict`s with the places that show them, or that were searched.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ttdn_extract.audit.folder import Folder
from ttdn_extract.audit.messages import day_in_words, say
from ttdn_extract.audit.papers import Paper
from ttdn_extract.audit.parents import Candidate, Lineage, find_lineage
from ttdn_extract.audit.policy import Policy, Requirement, Target
from ttdn_extract.audit.records import DEFECTS, Defect, Outcome, Shown, Verdict
from ttdn_extract.corpus.drafts import body_key, symbol_key
from ttdn_extract.identity import BY_NAME

_MOST_SHOWN = 5
_NO_UPPER = BY_NAME | {"CV"}  # laws are cited by name where they are needed, letters are no upper instruments


@dataclass(slots=True)
class Case:
    """A plan with what its verdicts need."""

    folder: Folder
    paper: Paper
    policy: Policy
    defects: Mapping[str | None, list[Defect]]
    lineage: Lineage = field(init=False)

    def __post_init__(self) -> None:
        """Find its parent."""
        self.lineage = find_lineage(self.folder, self.paper, self.policy)


def judge(case: Case, requirement: Requirement) -> Iterator[Verdict]:
    """Yield the verdicts on one requirement."""
    if requirement.must_cite == "parent":
        yield _on_parent(case, requirement)
    elif requirement.must_cite == "parent-basis":
        yield from _on_basis(case, requirement)
    else:
        for target in requirement.must_cite:
            yield from _on_target(case, requirement, target)


def _verdict(
    case: Case, requirement: Requirement, outcome: Outcome, target: str | None, message: str, *shown: Shown
) -> Verdict:
    return Verdict(case.paper.id, requirement.id, outcome, target, message, shown)


def _on_target(case: Case, requirement: Requirement, target: Target) -> Iterator[Verdict]:
    entries = frozenset(entries_of(case.folder, target))
    if not entries & case.folder.names_of(case.paper):
        yield _on_entries(case, requirement, entries, str(target))


def entries_of(folder: Folder, target: Target) -> Iterator[int]:
    """Yield the entries that a policy's instrument may be."""
    for number in folder.by_symbol.get(symbol_key(target.symbol), ()):
        entry = folder.registry.entries[number]
        same_body = not target.issuer or not entry.issuer or body_key(entry.issuer) == body_key(target.issuer)
        if same_body and (not target.year or not entry.date or entry.date.startswith(target.year)):
            yield number


def _on_entries(case: Case, requirement: Requirement, entries: frozenset[int], name: str) -> Verdict:
    """Judge whether a plan cites one of some entries, which are all one instrument to the policy."""
    folder, paper = case.folder, case.paper
    known = max(entries, key=lambda entry: (folder.registry.entries[entry].cited_by, -entry), default=None)
    target = folder.registry.entries[known].id if known is not None else name
    if numbers := paper.mentions_of(entries):
        return _on_mentions(case, requirement, entries, numbers, name)
    if way := find_way(folder, paper, entries):
        return _on_way(case, requirement, way, target, name)
    date = folder.registry.entries[known].date if known is not None else None
    issued = paper.document.issued
    if date and issued and issued < date[: len(issued)]:
        message = say("older", target=name, date=day_in_words(date))
        return _verdict(case, requirement, "undetermined", target, message)
    if known is not None and (doubt := _maybe(case, requirement, known)):
        return doubt
    message = say("missing", target=name, count=len(paper.document.mentions))
    return _verdict(case, requirement, "missing", target, message, *searched(paper))


def _maybe(case: Case, requirement: Requirement, entry: int) -> Verdict | None:
    """Return a verdict where a number like the wanted one is cited, but too briefly to say whose it is."""
    folder, paper = case.folder, case.paper
    about = folder.registry.entries[entry]
    same = folder.by_symbol.get(symbol_key(about.symbol or ""), ())
    numbers = paper.mentions_of(frozenset(n for n in same if not folder.registry.entries[n].determined))
    if not numbers:
        return None
    shown = (paper.show(n, say("note.cites")) for n in numbers[:_MOST_SHOWN])
    return _verdict(case, requirement, "undetermined", about.id, say("maybe", target=folder.label(entry)), *shown)


def _on_mentions(
    case: Case,
    requirement: Requirement,
    entries: frozenset[int],
    numbers: list[int],
    name: str,
    code: str = "cited",
    **values: object,
) -> Verdict:
    folder, paper = case.folder, case.paper
    cited = max(
        (paper.entry_at(paper.document.mentions[n]) for n in numbers), key=lambda e: folder.registry.entries[e].cited_by
    )
    ids = {folder.registry.entries[entry].id for entry in entries}
    wrong = [defect for name_ in sorted(ids) for defect in case.defects.get(name_, ()) if defect.code in DEFECTS]
    target = folder.registry.entries[cited].id
    shown = tuple(
        paper.show(n, say("note.basis" if paper.document.mentions[n].basis else "note.cites"))
        for n in numbers[:_MOST_SHOWN]
    )
    if not wrong:
        return _verdict(case, requirement, "cited", target, say(code, target=name, **values), *shown)
    kinds = ", ".join(say(f"defect.{code}") for code in dict.fromkeys(defect.code for defect in wrong))
    first = tuple(dict.fromkeys(s for defect in wrong for s in defect.evidence))
    rest = tuple(s for s in shown if all((s.start, s.end) != (f.start, f.end) for f in first))
    message = say("cited-with-defect", target=name, defects=kinds)
    return _verdict(case, requirement, "cited-with-defect", target, message, *first, *rest)


def _on_way(case: Case, requirement: Requirement, way: list[Shown], target: str, name: str) -> Verdict:
    label = ", ".join(dict.fromkeys(shown.text for shown in way[:-1]))
    return _verdict(case, requirement, "indirect", target, say("indirect", target=name, way=label), *way)


def searched(paper: Paper) -> list[Shown]:
    """Return what a plan rests on, where an instrument was looked for; its title if it rests on nothing."""
    basis = [paper.show(n, say("note.searched")) for n, m in enumerate(paper.document.mentions) if m.basis]
    basis = basis or list(paper.field("title", say("note.searched")))
    return basis[:_MOST_SHOWN]


def find_way(folder: Folder, paper: Paper, entries: frozenset[int]) -> list[Shown]:
    """Return the shortest chain of citations through documents of the folder to an instrument, [] if there is none."""
    start = folder.by_id[paper.id]
    came: dict[int, tuple[int, int]] = {}
    queue = deque([start])
    seen = {start}
    while queue:
        here = queue.popleft()
        for number, mention in enumerate(folder.papers[here].document.mentions):
            entry = folder.papers[here].entry_at(mention)
            if entry in entries and here != start:
                return _steps(folder, came, here, number)
            for there in folder.holders.get(entry, ()):
                if there not in seen:
                    seen.add(there)
                    came[there] = here, number
                    queue.append(there)
    return []


def _steps(folder: Folder, came: dict[int, tuple[int, int]], here: int, number: int) -> list[Shown]:
    steps = [folder.papers[here].show(number, say("note.target"))]
    while here in came:
        here, number = came[here]
        steps.append(folder.papers[here].show(number, say("note.way")))
    return steps[::-1]


def _on_parent(case: Case, requirement: Requirement) -> Verdict:
    above, parent = case.lineage.above, case.lineage.parent
    if above is None:
        return _verdict(case, requirement, "undetermined", None, say("no-authority"), *searched(case.paper))
    if parent is None:
        return _verdict(
            case, requirement, "undetermined", None, say("no-parent", above=above.shown), *searched(case.paper)
        )
    folder = case.folder
    entry = folder.registry.entries[parent.entry]
    name = folder.label(parent.entry)
    if parent.cited:
        numbers = case.paper.mentions_of(frozenset([parent.entry]))
        about = {"code": "parent-cited", "issuer": entry.issuer or above.shown}
        return _on_mentions(case, requirement, frozenset([parent.entry]), numbers, name, **about)
    wanted = folder.names_of(folder.papers[parent.paper]) if parent.paper is not None else frozenset([parent.entry])
    if way := find_way(folder, case.paper, wanted):
        return _on_way(case, requirement, way, entry.id, name)
    if doubt := _maybe(case, requirement, parent.entry):
        return doubt
    score = f"{parent.score:.2f}" if parent.score is not None else "?"
    count = len(case.paper.document.mentions)
    message = say("missing-parent", target=name, issuer=entry.issuer, score=score, count=count)
    return _verdict(case, requirement, "missing", entry.id, message, *_title_of(case, parent), *searched(case.paper))


def _title_of(case: Case, parent: Candidate) -> Iterator[Shown]:
    if parent.paper is not None:
        yield from case.folder.papers[parent.paper].field("title", say("note.parent"))


def _on_basis(case: Case, requirement: Requirement) -> Iterator[Verdict]:
    """Judge each instrument that the parent rests on; without the parent's text they are not known."""
    folder, parent = case.folder, case.lineage.parent
    if parent is None:
        above = case.lineage.above
        message = say("no-parent", above=above.shown) if above else say("no-authority")
        yield _verdict(case, requirement, "undetermined", None, message)
        return
    name = folder.label(parent.entry)
    basis = basis_of(case, parent)
    if not basis:
        code = "parent-absent" if parent.paper is None else "parent-no-basis"
        target = folder.registry.entries[parent.entry].id
        yield _verdict(case, requirement, "undetermined", target, say(code, target=name))
    for entry in basis:
        yield _on_entries(case, requirement, folder.alike(entry), folder.label(entry))


def basis_of(case: Case, parent: Candidate) -> list[int]:
    """Return what a parent rests on: by its own text, and by what texts of the folder say of it."""
    folder = case.folder
    found: dict[int, None] = {}
    if parent.paper is not None:
        paper = folder.papers[parent.paper]
        found = dict.fromkeys(paper.entry_at(m) for m in paper.document.mentions if m.basis)
    for number in folder.citers.get(parent.entry, ()):
        paper = folder.papers[number]
        for nested in paper.document.nested:
            if paper.links[nested.source] == parent.entry and nested.relation in ("implements", "guides"):
                found[paper.links[nested.target]] = None
    own = case.folder.names_of(case.paper) | {parent.entry, -1}
    return [e for e in found if e not in own and folder.registry.entries[e].kind not in _NO_UPPER]
