"""The audit of a folder: read, judge each plan, look for what is wrong, compare with a former run.

In: a folder of results of `ttdn extract`, a policy. Out: `AuditResult`, or the whole chain of one plan in words.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ttdn_extract.audit.deadlines import find_late
from ttdn_extract.audit.defects import find_defects, find_disagreements
from ttdn_extract.audit.ended import find_ended
from ttdn_extract.audit.folder import Folder, read_papers
from ttdn_extract.audit.papers import Paper
from ttdn_extract.audit.parents import Candidate
from ttdn_extract.audit.policy import Policy, read_policy
from ttdn_extract.audit.records import NOT_MET, Defect, Finding, Verdict, finding_of, in_order
from ttdn_extract.audit.result import AuditResult, Json, new_since, read_baseline
from ttdn_extract.audit.verdicts import Case, judge
from ttdn_extract.progress import Progress


class Audited(NamedTuple):
    """A document with its verdicts and findings, and the case that they were made from."""

    case: Case
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]


def run_audit(
    folder: Path, policy_path: Path | None = None, *, baseline: Path | None = None, seen: Progress | None = None
) -> AuditResult:
    """Audit a folder of results; without a policy the default one holds, with a baseline only what is new counts."""
    policy = read_policy(policy_path)
    if baseline is not None:
        read_baseline(baseline)  # a long run should not end with what could be said before
    papers = read_papers(folder, seen)
    audited = tuple(audit(papers, policy))
    findings = in_order(finding for one in audited for finding in one.findings)
    fresh, since = new_since(findings, baseline) if baseline is not None else (findings, None)
    return AuditResult(
        policy,
        tuple(_document(one.case) for one in audited),
        tuple(verdict for one in audited for verdict in one.verdicts),
        findings,
        fresh,
        tuple(papers.problems),
        since,
        tuple(r.id for r in policy.requirements if not any(r.holds_for(p.document) for p in papers.papers)),
    )


def audit(folder: Folder, policy: Policy) -> Iterator[Audited]:
    """Audit each document of a folder."""
    apart: dict[str, list[Defect]] = {}
    for defect in find_disagreements(folder, policy):
        apart.setdefault(defect.document, []).append(defect)
    for paper in folder.papers:
        yield _audit(folder, paper, policy, apart.get(paper.id, []))


def _audit(folder: Folder, paper: Paper, policy: Policy, apart: list[Defect]) -> Audited:
    known = {(defect.code, defect.instrument) for defect in apart}
    # What others settle need not be said again as a contradiction of the document with itself.
    own = [d for d in find_defects(folder, paper, policy) if (d.code, d.instrument) not in known]
    by_instrument: dict[str | None, list[Defect]] = {}
    for defect in (*own, *apart):
        by_instrument.setdefault(defect.instrument, []).append(defect)
    case = Case(folder, paper, policy, by_instrument)
    wanted = [r for r in policy.requirements if r.holds_for(paper.document)]
    verdicts = tuple(verdict for requirement in wanted for verdict in judge(case, requirement))
    defects = (*own, *apart, *_about_duties(case, policy))
    findings = [finding_of(defect, policy.findings[defect.code]) for defect in defects]
    return Audited(case, verdicts, in_order((*findings, *_not_met(case, policy, verdicts))))


def _about_duties(case: Case, policy: Policy) -> Iterator[Defect]:
    parent = case.lineage.parent
    if policy.findings["deadline-after-parent"] != "off" and parent is not None and parent.paper is not None:
        above = case.folder.papers[parent.paper]
        yield from find_late(case.paper, above, case.folder.label(parent.entry), policy.deadline_days)
    if policy.findings["ended-body"] != "off":
        yield from find_ended(case.paper)


def _not_met(case: Case, policy: Policy, verdicts: tuple[Verdict, ...]) -> Iterator[Finding]:
    """Yield a finding for each verdict that its requirement does not accept; a defect is a finding of its own already."""
    rules = {requirement.id: requirement for requirement in policy.requirements}
    for verdict in verdicts:
        rule = rules[verdict.requirement]
        if verdict.verdict in NOT_MET and verdict.verdict not in rule.accept:
            target = verdict.target if verdict.target in case.folder.place else None
            key = (verdict.requirement, verdict.target or "")
            code = NOT_MET[verdict.verdict]
            yield finding_of(Defect(code, verdict.plan, target, key, verdict.message, verdict.evidence), rule.severity)


def _document(case: Case) -> Json:
    about = case.paper.document
    names = ("id", "file", "kind", "symbol", "title", "issuer", "level", "province", "issued", "period")
    parent = case.lineage.parent
    return {name: getattr(about, name) for name in names} | {"parent": _parent(case.folder, parent) if parent else None}


def _parent(folder: Folder, parent: Candidate) -> Json:
    return {
        "instrument": folder.registry.entries[parent.entry].id,
        "document": folder.papers[parent.paper].id if parent.paper is not None else None,
        "score": round(parent.score, 3) if parent.score is not None else None,
        "cited": parent.cited,
    }
