"""The file as a whole: the same bytes each time, nothing from anywhere, all that the folder says, nothing lost over."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ttdn_extract.corpus.registry import read_registry
from ttdn_extract.errors import InputError
from ttdn_extract.report.build import ReportSummary, write_report
from ttdn_extract.report.command import report
from ttdn_extract.report.findings import FINDINGS, VERDICTS, Places, add_audit
from ttdn_extract.report.pack import Pool, Table
from ttdn_extract.report.reading import read_shown

BLOCK = re.compile(r'<script type="application/json" id="(\w+)">(.*?)</script>', re.DOTALL)


def blocks(page: str) -> dict[str, Any]:
    return {name: json.loads(body) for name, body in BLOCK.findall(page)}


def rows(index: dict[str, Any], name: str) -> list[dict[str, Any]]:
    table, pool = index[name], index["pool"]

    def cell(field: str, value: Any) -> Any:
        if field not in table["pooled"]:
            return value
        if isinstance(value, list):
            return [pool[k] for k in value]
        return None if value < 0 else pool[value]

    return [{field: cell(field, value) for field, value in zip(table["fields"], row, strict=True)} for row in table["rows"]]  # fmt: skip


def units(text: str, at: list[int]) -> str:
    return text.encode("utf-16-le", "surrogatepass")[2 * at[0] : 2 * at[1]].decode("utf-16-le")


def test_same_bytes_wherever_it_is_written(
    results: Path, audit: dict[str, Any], summary: ReportSummary, tmp_path: Path
) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(results, moved)
    again = write_report(moved, tmp_path / "other.html", audit)
    assert again.file.read_bytes() == summary.file.read_bytes()
    assert str(results) not in summary.file.read_text("utf-8")


def test_page_is_closed(page_text: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page_text)
    assert policy is not None
    assert "default-src 'none'" in policy[1]
    assert "unsafe" not in policy[1]
    code = re.findall(r"<script>(.*?)</script>", page_text, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", page_text, re.DOTALL)
    assert len(code) == len(style) == 1
    for body in (*code, *style):
        assert f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" in policy[1]
    assert len(re.findall(r"<script[ >]", page_text)) == len(blocks(page_text)) + 1
    assert not re.search(r"https?:|//[a-z]+\.|@import|url\(", code[0] + style[0])


def test_no_document_becomes_markup(page_text: str) -> None:
    assert "<img" not in page_text
    assert "alert(2)</script>" not in page_text
    assert "\u2028" not in page_text
    assert "\\u003cimg src=x onerror=alert(1)\\u003e" in page_text


def test_index_says_what_the_folder_says(page_text: str, results: Path) -> None:
    index = blocks(page_text)["index"]
    documents = rows(index, "documents")
    plans = {path.stem: json.loads(path.read_text("utf-8")) for path in results.glob("*.json")}
    assert {d["id"] for d in documents} == plans.keys()
    assert len(index["tasks"]["rows"]) == sum(len(plan["tasks"]) for plan in plans.values())
    tinh = next(d for d in documents if d["id"] == "tinh")
    assert (tinh["symbol"], tinh["level"], tinh["province"], tinh["text"]) == ("12/KH-UBND", "tinh", "Hòa Giang", True)
    node = rows(index, "nodes")[tinh["node"]]
    assert (node["symbol"], node["layer"]) == ("12/KH-UBND", 1)
    assert node["cited"] == len(plans) - 2
    assert all(0 <= e["source"] < len(index["nodes"]["rows"]) for e in rows(index, "edges"))


def test_spans_count_in_code_units(page_text: str) -> None:
    found = blocks(page_text)
    index = found["index"]
    seen = 0
    for number, document in enumerate(rows(index, "documents")):
        block = found[f"d{number}"]
        for citation in block["citations"]:
            assert units(block["text"], citation[0]).split()[0] == citation[1].split()[0]
            seen += "😀" in block["text"]
        for task in rows(index, "tasks"):
            if task["document"] == number:
                assert units(block["text"], task["at"]).split()[:1] == task["text"].split()[:1]
        assert document["chars"] == len(block["text"])
    assert seen


def test_due_dates_have_bounds(page_text: str) -> None:
    index = blocks(page_text)["index"]
    dues = [due for task in rows(index, "tasks") for due in task["due"]]
    assert ["2025-06-30", "2025-06-30"] in [due[2:4] for due in dues]


def test_audit_is_taken_over(page_text: str) -> None:
    index = blocks(page_text)["index"]
    own = [f for f in rows(index, "findings") if f["source"] == "audit"]
    assert [(f["code"], f["document"] >= 0, len(f["evidence"])) for f in own] == [
        ("malformed-number", True, 1),
        ("own-code", False, 1),
    ]
    verdicts = rows(index, "verdicts")
    assert [v["verdict"] for v in verdicts] == ["cited", "missing"]
    assert rows(index, "nodes")[verdicts[0]["node"]]["symbol"] == "12/KH-UBND"
    number, start, end, text, _ = verdicts[0]["evidence"][0]
    assert units(blocks(page_text)[f"d{number}"]["text"], [start, end]).split() == text.split()


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
ITEM = st.dictionaries(st.sampled_from(["plan", "document", "code", "evidence", "target", "message", "verdict"]), ANY)


@given(st.dictionaries(st.sampled_from(["findings", "verdicts", "policy"]), st.lists(ITEM | ANY, max_size=3) | ANY))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_any_audit_is_borne(audit: dict[str, Any]) -> None:
    pool = Pool()
    findings, verdicts = Table(FINDINGS, pool), Table(VERDICTS, pool)
    add_audit(audit, findings, verdicts, Places({}, {}, []))
    json.dumps([findings.data(), verdicts.data(), pool.strings()])


@pytest.mark.parametrize("harm", ["gone", "longer", "no text"])
def test_text_that_is_not_the_one(results: Path, tmp_path: Path, harm: str) -> None:
    for suffix in (".json", ".txt"):
        shutil.copy(results / f"xa{suffix}", tmp_path)
    text = tmp_path / "xa.txt"
    if harm == "gone":
        text.unlink()
    else:
        text.write_bytes(text.read_bytes() + b"x" if harm == "longer" else b"\xff\xfe")
    assert write_report(tmp_path, tmp_path / "r.html").without_text == ("xa",)
    shown = next(read_shown(tmp_path, read_registry(tmp_path)))
    assert shown.text is None


@pytest.mark.parametrize(
    ("name", "problem"), [("r.txt", "no name of a page"), ("own.html", "in the way"), ("d.html", "is a folder")]
)
def test_nothing_else_is_written_over(results: Path, tmp_path: Path, name: str, problem: str) -> None:
    (tmp_path / "own.html").write_text("<p>mine", "utf-8")
    (tmp_path / "d.html").mkdir()
    with pytest.raises(InputError, match=problem):
        write_report(results, tmp_path / name)
    assert (tmp_path / "own.html").read_text("utf-8") == "<p>mine"


def test_a_report_is_written_over(results: Path, summary: ReportSummary, tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    shutil.copy(summary.file, target)
    assert write_report(results, target).verdicts == 0


def test_command(results: Path, audit: dict[str, Any], tmp_path: Path) -> None:
    answer = tmp_path / "audit.json"
    answer.write_text(json.dumps(audit), "utf-8")
    out = tmp_path / "r.html"
    run = CliRunner().invoke(report, [str(results), "--out", str(out), "--audit", str(answer)])
    assert run.exit_code == 0, run.stderr
    assert run.stderr.startswith("64 documents, ")
    assert out.stat().st_size > 100_000


@pytest.mark.parametrize(
    ("body", "problem"), [("no", "is no JSON"), ("[]", "no answer of an audit"), (None, "cannot be read")]
)
def test_command_with_a_wrong_audit(results: Path, tmp_path: Path, body: str | None, problem: str) -> None:
    answer = tmp_path / "audit.json"
    if body is not None:
        answer.write_text(body, "utf-8")
    run = CliRunner().invoke(report, [str(results), "--out", str(tmp_path / "r.html"), "--audit", str(answer)])
    assert run.exit_code == 2
    assert problem in run.stderr
    assert not (tmp_path / "r.html").exists()


def test_the_audit_of_another_folder_is_refused(results: Path, audit: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the audit: speaks of 'elsewhere', which is not in the folder"):
        write_report(results, tmp_path / "a.html", {**audit, "documents": [{"id": "elsewhere"}]})
    assert not (tmp_path / "a.html").exists()
    (tmp_path / "other.json").write_text(json.dumps({**audit, "documents": [{"id": "elsewhere"}]}), "utf-8")
    told = CliRunner().invoke(
        report, [str(results), "--audit", str(tmp_path / "other.json"), "--out", str(tmp_path / "a.html")]
    )
    assert told.exit_code == 2 and f"{tmp_path / 'other.json'}: speaks of 'elsewhere'" in told.stderr
    write_report(results, tmp_path / "b.html", {**audit, "documents": [{"id": "huyen"}]})
