"""The comparison of an audit with its gold: a right audit passes, each way to be wrong is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import audit_score
import pytest

Json = dict[str, Any]
GOLD: Json = {
    "clean": ["sach"],
    "documents": {
        "xa": {
            "verdicts": [
                {"requirement": "parent-plan", "target": "tinh", "symbol": "12/KH-UBND", "verdict": "missing"},
                {"requirement": "parent-basis", "target": "57-KL/TW", "symbol": "57-KL/TW", "verdict": "cited",
                 "with_title": "cited-with-defect"},
                {"requirement": "parent-basis", "target": "Luật Thử", "symbol": "Luật Thử", "verdict": "cited",
                 "optional": True},
            ],
            "findings": [
                {"code": "malformed-number", "quotes": ["47/NQCP"]},
                {"code": "malformed-number", "quotes": ["40-Ctr/TU"], "optional": True},
                {"code": "first-citation-incomplete", "quotes": ["số 57-KL/TW"], "lacks": ["title"]},
                {"code": "not-cited", "quotes": []},
            ],
        },
        "sach": {"verdicts": [], "findings": []},
    },
}  # fmt: skip


def finding(code: str, *texts: str, document: str = "xa") -> Json:
    return {"code": code, "document": document, "evidence": [{"document": document, "text": text} for text in texts]}


def verdict(requirement: str, target: str | None, said: str) -> Json:
    return {"plan": "xa", "requirement": requirement, "target": target, "verdict": said}


def audit() -> Json:
    return {
        "findings": [finding("malformed-number", "Nghị quyết số 47/\nNQCP ngày"), finding("not-cited", "Căn cứ")],
        "verdicts": [
            verdict("parent-plan", "vn/ubnd-tinh/2025/12-kh-ubnd", "missing"),
            verdict("parent-basis", "vn/bo-chinh-tri/2023/57-kl-tw", "cited"),
        ],
    }


def test_a_right_audit() -> None:
    done = audit_score.score(GOLD, audit())
    assert done.right
    assert done.planted == done.found == {"malformed-number": 1, "not-cited": 1}
    assert done.verdicts == 2


def test_what_is_optional_may_be_said() -> None:
    said = audit()
    said["findings"].append(finding("malformed-number", "40-Ctr/TU"))
    said["verdicts"].append(verdict("parent-basis", "vn/quoc-hoi/2020/luat-thu", "cited"))
    assert audit_score.score(GOLD, said).right


def test_a_policy_with_titles_asks_for_more() -> None:
    done = audit_score.score(GOLD, audit(), with_title=True)
    assert len(done.missed) == len(done.wrong) == 1
    said = audit()
    said["findings"].append(finding("first-citation-incomplete", "Kết luận số 57-KL/TW"))
    said["verdicts"][1] = verdict("parent-basis", "vn/bo-chinh-tri/2023/57-kl-tw", "cited-with-defect")
    assert audit_score.score(GOLD, said, with_title=True).right


@pytest.mark.parametrize(
    ("false", "where"),
    [
        (finding("malformed-number", "57-KL/TW"), "xa: malformed-number"),
        (finding("date-conflict", "47/NQCP"), "xa: date-conflict"),
        (finding("not-cited", "Căn cứ"), "xa: not-cited"),
        (finding("ended-body", "UBND huyện", document="sach"), "sach: ended-body"),
        (finding("ended-body", "UBND huyện", document="la"), "la: ended-body"),
    ],
)
def test_a_false_finding_is_told(false: Json, where: str) -> None:
    said = audit()
    said["findings"].append(false)
    done = audit_score.score(GOLD, said)
    assert [line.startswith(where) for line in done.false] == [True]
    assert not done.right


@pytest.mark.parametrize("place", [0, 1])
def test_a_missed_defect_and_a_missing_verdict_are_told(place: int) -> None:
    said = audit()
    del said["findings"][place]
    assert len(audit_score.score(GOLD, said).missed) == 1
    del said["verdicts"][place]
    assert len(audit_score.score(GOLD, said).wrong) == 1


@pytest.mark.parametrize(
    "other",
    [
        verdict("parent-plan", "vn/ubnd-tinh/2025/12-kh-ubnd", "cited"),
        verdict("parent-plan", "vn/ubnd-tinh/2025/13-kh-ubnd", "missing"),
        verdict("parent-basis", "vn/ubnd-tinh/2025/12-kh-ubnd", "missing"),
    ],
)
def test_a_wrong_verdict_is_told(other: Json) -> None:
    said = audit()
    said["verdicts"][0] = other
    assert audit_score.score(GOLD, said).wrong


def test_the_command_prints_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "audit.json"
    path.write_text(json.dumps({"findings": [], "verdicts": []}), encoding="utf-8")
    assert audit_score.main([str(path)]) == 1
    shown = capsys.readouterr()
    assert "malformed-number" in shown.out
    assert "0 in 9 clean documents" in shown.out
    assert "missed: hg-13-xa-2026: not-cited" in shown.err
