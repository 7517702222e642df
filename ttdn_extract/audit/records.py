"""What an audit says: verdicts, findings, and the places in the documents that show them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple, get_args

Outcome = Literal["cited", "cited-with-defect", "indirect", "missing", "undetermined"]
Severity = Literal["error", "warning", "info"]
OUTCOMES: tuple[str, ...] = get_args(Outcome)
SEVERITIES: tuple[str, ...] = get_args(Severity)
DEFECTS = ("malformed-number", "date-conflict", "issuer-conflict", "first-citation-incomplete", "symbol-issuer")
"""Findings about one citation: they make a verdict "cited-with-defect"."""
CODES = (*DEFECTS, "deadline-after-parent", "ended-body")
NOT_MET = {"missing": "not-cited", "indirect": "cited-indirectly", "undetermined": "undetermined"}
"""The code of the finding where a verdict is not accepted."""


class Shown(NamedTuple):
    """A place in a document, with what it shows."""

    document: str
    start: int
    end: int
    text: str
    note: str


class Verdict(NamedTuple):
    """What became of one requirement in one plan; `target` is an instrument of the registry, or as the policy names it."""

    plan: str
    requirement: str
    verdict: Outcome
    target: str | None
    message: str
    evidence: tuple[Shown, ...]


class Finding(NamedTuple):
    """Something that an auditor should look at; `instrument` is an id of the registry."""

    id: str
    code: str
    severity: str
    document: str
    message: str
    evidence: tuple[Shown, ...]
    instrument: str | None


@dataclass(frozen=True, slots=True)
class Defect:
    """A finding before the policy says how bad it is; `key` is what tells it from others of its kind and document."""

    code: str
    document: str
    instrument: str | None
    key: tuple[str, ...]
    message: str
    evidence: tuple[Shown, ...]


def finding_of(defect: Defect, severity: str) -> Finding:
    """Give a defect its severity, and an id that depends on what it says and not on where it stands in a list or a text."""
    said = "\x1f".join((defect.code, defect.document, defect.instrument or "", *defect.key))
    name = hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
    about = defect.document, defect.message, defect.evidence, defect.instrument
    return Finding(f"{defect.code}-{name}", defect.code, severity, *about)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by document, then as they stand in it; of those that say the same one is kept."""
    once = {finding.id: finding for finding in findings}
    return tuple(sorted(once.values(), key=_place))


def _place(finding: Finding) -> tuple[str, int, str, str]:
    own = [shown.start for shown in finding.evidence if shown.document == finding.document]
    return finding.document, min(own, default=-1), finding.code, finding.id
