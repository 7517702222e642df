"""One plan and all that is said of it: what it is, who stands above it, each requirement with its verdict and evidence.

In: a folder and "hg-05" or "37/KH-UBND". Out: text for the terminal.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ttdn_extract.audit.folder import Folder, read_papers
from ttdn_extract.audit.papers import Paper
from ttdn_extract.audit.parents import Candidate
from ttdn_extract.audit.policy import read_policy
from ttdn_extract.audit.run import Audited, audit
from ttdn_extract.audit.table import place, wrap
from ttdn_extract.corpus.drafts import symbol_key
from ttdn_extract.errors import InputError
from ttdn_extract.progress import Progress
from ttdn_extract.source import one_line


def explain(
    folder: Path, plan: str, policy_path: Path | None = None, *, columns: int = 100, seen: Progress | None = None
) -> str:
    """Return the whole chain for one plan, named by its id or its number."""
    policy = read_policy(policy_path)
    papers = read_papers(folder, seen)
    wanted = find_paper(papers, plan)
    one = next(found for found in audit(papers, policy) if found.case.paper is wanted)
    lines = [*_what(wanted), "", *_above(one), "", *_verdicts(one, columns), "", *_findings(one, columns)]
    return "\n".join(lines) + "\n"


def find_paper(folder: Folder, name: str) -> Paper:
    """Find a document by its id or number; several or none are an error that says what to give instead."""
    if name in folder.by_id:
        return folder.papers[folder.by_id[name]]
    found = [p for p in folder.papers if p.document.symbol and symbol_key(p.document.symbol) == symbol_key(name or "_")]
    if len(found) == 1:
        return found[0]
    if found:
        some = ", ".join(one_line(paper.id) for paper in found[:5])
        raise InputError(one_line(name), f"may be {len(found)} documents ({some})", "give one of these ids")
    some = ", ".join(one_line(paper.id) for paper in folder.papers[:5])
    raise InputError(one_line(name), "is no document of the folder", f"give an id such as {some}")


def _what(paper: Paper) -> Iterator[str]:
    about = paper.document
    yield one_line(f"{about.id}: {about.kind or '?'} {about.symbol or '(no number)'}")
    for name in ("title", "issuer", "level", "province", "issued", "period"):
        yield one_line(f"  {name:9} {getattr(about, name) or '-'}")
    yield f"  cites     {len(set(paper.links))} instruments in {len(about.mentions)} places"


def _above(one: Audited) -> Iterator[str]:
    lineage, folder = one.case.lineage, one.case.folder
    yield f"next higher authority: {lineage.above.shown if lineage.above else 'not known'}"
    if not lineage.candidates:
        yield "parent candidates: none"
    for candidate in lineage.candidates:
        yield one_line(f"  {'*' if candidate == lineage.parent else ' '} {_candidate(folder, candidate)}")
    yield from _upwards(one)


def _candidate(folder: Folder, candidate: Candidate) -> str:
    entry = folder.registry.entries[candidate.entry]
    where = folder.papers[candidate.paper].id if candidate.paper is not None else "not in the folder"
    score = f"{candidate.score:.2f}" if candidate.score is not None else "no title to compare"
    how = "cited as basis" if candidate.based else "cited" if candidate.cited else "not cited"
    probable = folder.probable.get(candidate.entry)
    doubt = f", probably this document ({probable:.2f})" if probable is not None else ""
    return f"{folder.label(candidate.entry)} {entry.issuer or ''} {entry.date or ''} | {where}{doubt} | likeness {score} | {how}"


def _upwards(one: Audited) -> Iterator[str]:
    """Yield the chain of citations: what the plan rests on, and what that rests on, as far as the folder goes."""
    folder = one.case.folder
    yield "rests on:"
    seen = set(folder.names_of(one.case.paper))
    rows = [(1, entry) for entry in _basis(one.case.paper)]
    while rows:
        depth, entry = rows.pop()
        if entry not in seen:
            seen.add(entry)
            holders = folder.holders.get(entry, ())
            yield one_line(f"{'  ' * depth}-> {folder.label(entry)}{' [in the folder]' if holders else ''}")
            rows += [(depth + 1, deeper) for number in holders for deeper in _basis(folder.papers[number])]


def _basis(paper: Paper) -> list[int]:
    """Return what a document rests on, the last first."""
    found = dict.fromkeys(paper.entry_at(m) for m in paper.document.mentions if m.basis and m.instrument >= 0)
    return list(found)[::-1]


def _verdicts(one: Audited, columns: int) -> Iterator[str]:
    if not one.verdicts:
        yield "no requirement of the policy concerns this document"
    for verdict in one.verdicts:
        yield one_line(f"{verdict.requirement}: {verdict.verdict}" + (f" ({verdict.target})" if verdict.target else ""))
        yield from ("    " + line for line in wrap(verdict.message, columns - 4))
        yield from ("      " + line for shown in verdict.evidence for line in wrap(place(shown), columns - 6))


def _findings(one: Audited, columns: int) -> Iterator[str]:
    yield f"findings: {len(one.findings) or 'none'}"
    for finding in one.findings:
        yield from ("  " + line for line in wrap(f"{finding.severity} {finding.code}: {finding.message}", columns - 2))
        yield from ("      " + line for shown in finding.evidence for line in wrap(place(shown), columns - 6))
