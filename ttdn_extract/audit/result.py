"""What an audit gives back: verdicts and findings as JSON, CSV, or a table for the terminal, the same from run to run.

In: verdicts and findings. Out: `AuditResult`; with the JSON of a former run it knows what is new since.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from ttdn_extract.audit.policy import Policy, Requirement
from ttdn_extract.audit.records import Finding, Shown, Verdict
from ttdn_extract.audit.table import draw
from ttdn_extract.errors import InputError
from ttdn_extract.graph.formats import _line, _whole
from ttdn_extract.source import one_line

Json = dict[str, Any]
_COLUMNS = ("row", "document", "code", "severity", "requirement", "instrument", "message", "evidence", "id")


class Since(NamedTuple):
    """How many findings are new, unchanged and gone since a former run."""

    new: int
    unchanged: int
    gone: int


@dataclass(frozen=True, slots=True)
class AuditResult:
    """The result of an audit; `fresh` are the findings that a former run did not have, all of them without one."""

    policy: Policy
    documents: tuple[Json, ...]
    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    fresh: tuple[Finding, ...]
    problems: tuple[InputError, ...] = ()
    since: Since | None = None
    idle: tuple[str, ...] = ()
    """Requirements that concern no document of the folder."""

    @property
    def passed(self) -> bool:
        """Say whether there is nothing new to look at."""
        return not self.fresh

    def to_json(self) -> str:
        """Return the result as JSON, spans in code points of the documents' texts.

        It holds all findings also where a baseline was given: it may take the place of that.
        """
        result = {
            "policy": _policy(self.policy),
            "documents": list(self.documents),
            "verdicts": [v._asdict() | {"evidence": _places(v.evidence)} for v in self.verdicts],
            "findings": [f._asdict() | {"evidence": _places(f.evidence)} for f in self.findings],
        }
        return _whole(json.dumps(result, ensure_ascii=False, indent=2)) + "\n"

    def to_csv(self) -> str:
        """Return verdicts and fresh findings as one table for a spreadsheet; no cell runs as a formula."""
        rows: list[tuple[str, ...]] = [
            ("verdict", v.plan, v.verdict, "", v.requirement, v.target or "", v.message, _cell(v.evidence), "")
            for v in self.verdicts
        ]
        rows += [
            ("finding", f.document, f.code, f.severity, "", f.instrument or "", f.message, _cell(f.evidence), f.id)
            for f in self.fresh
        ]
        return "".join(map(_line, (_COLUMNS, *rows)))

    def table(self, width: int = 100) -> str:
        """Return the result for the terminal."""
        return draw(self.verdicts, self.fresh, width)


def _policy(policy: Policy) -> Json:
    return {
        "name": Path(policy.name).name,
        "requirements": [_requirement(requirement) for requirement in policy.requirements],
        "findings": dict(policy.findings),
        "thresholds": {
            "subject_likeness": policy.subject_likeness,
            "missing_likeness": policy.missing_likeness,
            "deadline_days": policy.deadline_days,
            "first_citation": list(policy.first_citation),
        },
    }


def _requirement(requirement: Requirement) -> Json:
    must = requirement.must_cite
    return asdict(requirement) | {"must_cite": must if isinstance(must, str) else [str(target) for target in must]}


def _places(evidence: Iterable[Shown]) -> list[Json]:
    return [shown._asdict() for shown in evidence]


def _cell(evidence: Iterable[Shown]) -> str:
    return "; ".join(f"{s.document}[{s.start}:{s.end}] {' '.join(s.text.split())} ({s.note})" for s in evidence)


def new_since(findings: Iterable[Finding], baseline: Path) -> tuple[tuple[Finding, ...], Since]:
    """Return the findings that a former run did not have, and how many there are of each."""
    former = read_baseline(baseline)
    found = tuple(findings)
    fresh = tuple(finding for finding in found if finding.id not in former)
    return fresh, Since(len(fresh), len(found) - len(fresh), len(former - {finding.id for finding in found}))


def read_baseline(path: Path) -> frozenset[str]:
    """Return the ids of the findings of a former run."""
    remedy = "name a JSON file that `ttdn audit --out` wrote"
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(one_line(path), f"cannot be read ({error.strerror})", remedy) from None
    except (ValueError, RecursionError):
        raise InputError(one_line(path), "is no JSON", remedy) from None
    rows = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows):
        raise InputError(one_line(path), "is no result of an audit", remedy)
    return frozenset(row["id"] for row in rows)
