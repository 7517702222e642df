"""The gold of the audit: what `@verdict`, `@finding` and `@matched` lines mean, and that data/marked plants every kind."""

from __future__ import annotations

import json
from pathlib import Path

import marked
import marked_audit
import pytest
import variants
from marked_model import Gold

DATA = Path(__file__).resolve().parents[2] / "data"
HEAD = """@kind KH
@symbol 3/KH-UBND
@issuer UBND xã Bến Thử
@level xa
@finding malformed-number = 47/NQCP
@org XÃ BẾN THỬ
@number Số: 3/KH-UBND
@heading KẾ HOẠCH
@title Vệ sinh môi trường
@position CHỦ TỊCH
@name Lê Thử
@body
Căn cứ [[c NQ: Nghị quyết số 47/NQCP|issuer=-;symbol=47/NQ-CP]], xã ban hành kế hoạch; mời các ban, các bản:
= I | I. MỤC ĐÍCH
@recipients
- Lưu: VT.
"""
LINE = "@finding malformed-number = 47/NQCP"


@pytest.fixture(scope="module")
def gold() -> Gold:
    read: Gold = json.loads((DATA / "gold" / "audit.json").read_text("utf-8"))
    return read


def audit(line: str = LINE, style: str = "clean") -> Gold:
    doc = marked.parse(HEAD.replace(LINE, line), "thu.txt")
    one: Gold = marked_audit.audit_for([(doc, variants.render(doc, "clean", () if style == "clean" else (style,)))])
    return one


def test_a_finding_quotes_the_text() -> None:
    assert audit() == {
        "clean": [],
        "documents": {"thu": {"verdicts": [], "findings": [{"code": "malformed-number", "quotes": ["47/NQCP"]}]}},
    }


@pytest.mark.parametrize(
    ("line", "layer", "entry"),
    [
        (
            "@verdict parent-basis 57-KL/TW = cited, with title cited-with-defect",
            "verdicts",
            {"requirement": "parent-basis", "target": "57-KL/TW", "verdict": "cited", "with_title": "cited-with-defect",
             "symbol": "57-KL/TW"},
        ),
        (
            "@verdict optional parent-plan - = undetermined",
            "verdicts",
            {"requirement": "parent-plan", "target": None, "verdict": "undetermined", "optional": True, "symbol": None},
        ),
        (
            "@verdict parent-plan thu = missing",
            "verdicts",
            {"requirement": "parent-plan", "target": "thu", "verdict": "missing", "symbol": "3/KH-UBND"},
        ),
        (
            "@finding optional first-citation-incomplete date, title = Nghị quyết số 47/NQCP",
            "findings",
            {"code": "first-citation-incomplete", "quotes": ["Nghị quyết số 47/NQCP"], "lacks": ["date", "title"],
             "optional": True},
        ),
        ("@finding not-cited = -", "findings", {"code": "not-cited", "quotes": []}),
        (
            "@finding date-conflict = Căn cứ <> KẾ HOẠCH",
            "findings",
            {"code": "date-conflict", "quotes": ["Căn cứ", "KẾ HOẠCH"]},
        ),
    ],
)  # fmt: skip
def test_what_lines_mean(line: str, layer: str, entry: Gold) -> None:
    assert audit(line)["documents"]["thu"][layer] == [entry]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("@finding malformed-number 47/NQCP", "a finding reads"),
        ("@finding misspelt-number = 47/NQCP", "'misspelt-number' is none of"),
        ("@finding malformed-number date = 47/NQCP", "say what a first citation lacks"),
        ("@finding first-citation-incomplete = 47/NQCP", "say what a first citation lacks"),
        ("@finding first-citation-incomplete day = 47/NQCP", "say what a first citation lacks"),
        ("@verdict parent-plan = cited", "a verdict reads"),
        ("@verdict parent - = cited", "'parent' is none of"),
        ("@verdict parent-plan - = perhaps", "'perhaps' is none of"),
        ("@matched thu", "a match reads"),
    ],
)
def test_a_broken_line_names_file_and_line(line: str, says: str) -> None:
    with pytest.raises(marked.MarkError, match=says) as error:
        audit(line)
    assert str(error.value).startswith("thu.txt:5: ")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("@finding malformed-number = 48/NQCP", "stands 0 times"),
        ("@finding malformed-number = K", "times in the text, not once"),
        ("@verdict parent-plan hg-99 = cited", "no document 'hg-99'"),
        ("@matched hg-99 = 47/NQCP", "no document 'hg-99'"),
    ],
)
def test_what_does_not_stand_in_the_folder_is_refused(line: str, says: str) -> None:
    with pytest.raises(marked.MarkError, match=says):
        audit(line)


def test_quotes_are_spelt_as_the_rendering_spells_them() -> None:
    line = "@finding ended-body = KẾ HOẠCH Vệ sinh môi trường Căn cứ Nghị quyết"
    (finding,) = audit(line, "nfd")["documents"]["thu"]["findings"]
    assert finding["quotes"] == ["KẾ HOẠCH Vệ sinh môi trường Căn cứ Nghị quyết"]


def test_a_blank_number_is_the_one_that_others_cite() -> None:
    parent = marked.parse(HEAD.replace("@symbol 3", "@template ").replace(LINE, "@matched thu = số 47/NQCP"), "cha.txt")
    child = marked.parse(HEAD.replace(LINE, "@verdict parent-plan cha = cited"), "thu.txt")
    entry = marked_audit.audit_for([(doc, variants.render(doc, "clean")) for doc in (parent, child)])["documents"]
    assert entry["cha"]["matched"] == [{"cited_by": "thu", "quote": "số 47/NQCP"}]
    assert entry["thu"]["verdicts"][0]["symbol"] == "47/NQCP"


def test_every_kind_of_finding_and_verdict_is_planted(gold: Gold) -> None:
    entries = gold["documents"].values()
    assert {f["code"] for e in entries for f in e["findings"] if not f.get("optional")} == set(marked_audit.CODES)
    assert {f["code"] for e in entries for f in e["findings"] if "lacks" in f} == {"first-citation-incomplete"}
    parents = {v["verdict"] for e in entries for v in e["verdicts"] if v["requirement"] == "parent-plan"}
    assert parents == set(marked_audit.VERDICTS)
    assert sum("matched" in e for e in entries) >= 2


def test_each_level_has_a_clean_document(gold: Gold) -> None:
    headers = {doc.id: doc.gold["header"] for doc in marked.load_all()}
    assert {headers[name]["level"] for name in gold["clean"]} == {"tinh", "huyen", "xa", "so", "dang"}
    assert {headers[name]["province"] for name in gold["clean"]} == {"Hòa Giang", "Tân Sơn Hải"}
    plans = {n for n, h in headers.items() if h["kind"] == "KH" and h["level"] in ("huyen", "xa")}
    assert {name for name, entry in gold["documents"].items() if entry["verdicts"]} == plans


def test_quotes_stand_in_the_texts(gold: Gold) -> None:
    flat = {p.parent.name: variants.flatten(p.read_text("utf-8")) for p in (DATA / "gold").glob("*/text.txt")}
    assert set(flat) == set(gold["documents"])
    for name, entry in gold["documents"].items():
        assert all(quote in flat[name] for finding in entry["findings"] for quote in finding["quotes"])
        assert all(match["quote"] in flat[match["cited_by"]] for match in entry.get("matched", []))
