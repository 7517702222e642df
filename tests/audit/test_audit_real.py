"""Real plans that lie outside the repository; skipped where they are not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from ttdn_extract.audit.result import AuditResult
from ttdn_extract.audit.run import run_audit

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"
FIVE = ("000", "001", "002", "003", "004")
POLICY = '[[require]]\nid = "upper"\nmust_cite = ["47/NQ-CP", "57-KL/TW"]\n'
pytestmark = pytest.mark.skipif(not (GOLD / "000" / "text.txt").exists(), reason="no real plans here")


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> AuditResult:
    from ttdn_extract import extract

    folder = tmp_path_factory.mktemp("five")
    for name in FIVE:
        text = (GOLD / name / "text.txt").read_bytes().decode("utf-8")
        (folder / f"{name}.json").write_text(extract(text, doc_id=name).model_dump_json(), "utf-8")
        (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / "policy.toml").write_text(POLICY, "utf-8")
    return run_audit(folder, folder / "policy.toml")


def test_all_five_cite_both(five: AuditResult) -> None:
    found = [
        (v.plan, (v.target or "").rpartition("/")[2], v.verdict) for v in five.verdicts if v.requirement == "upper"
    ]
    defective = ("000", "47-nq-cp", "cited-with-defect")
    wanted = [(name, symbol, "cited") for name in FIVE for symbol in ("47-nq-cp", "57-kl-tw")]
    assert found == [defective, *wanted[1:]]
    shown = next(v.evidence[0] for v in five.verdicts if v.verdict == "cited-with-defect")
    assert "47/NQCP" in shown.text


@pytest.mark.parametrize(("name", "symbol"), [("000", "171-kh"), ("002", "72-kh"), ("003", "928-kh"), ("004", "20-kh")])
def test_the_parents_are_recognised(five: AuditResult, name: str, symbol: str) -> None:
    (verdict,) = [v for v in five.verdicts if (v.plan, v.requirement) == (name, "parent-plan")]
    assert verdict.verdict == "cited"
    assert (verdict.target or "").rpartition("/")[2] == f"{symbol}-ubnd"


def test_nothing_is_missing(five: AuditResult) -> None:
    assert not [verdict for verdict in five.verdicts if verdict.verdict == "missing"]
    assert {finding.code for finding in five.findings} == {
        "malformed-number",
        "symbol-issuer",
        "first-citation-incomplete",
    }
