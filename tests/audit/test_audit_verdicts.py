"""Verdicts: who must cite what, and what is the parent of a plan."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ttdn_extract.audit.organs import contradiction
from ttdn_extract.audit.run import run_audit
from ttdn_extract.audit.subjects import likeness

MUST = '[[require]]\nid = "nq"\nmust_cite = [{}]\n'
NQ = "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ về Chương trình hành động"
OTHER = "Kế hoạch số 88/KH-UBND ngày 02/01/2025 của UBND tỉnh Hòa Giang về chuyển đổi số năm 2025"
LAW = "Luật Báo chí năm 2016"


def of(result: Any, plan: str, requirement: str) -> list[tuple[str, str | None]]:
    """Return verdicts with their targets."""
    return [(v.verdict, v.target) for v in result.verdicts if (v.plan, v.requirement) == (plan, requirement)]


@pytest.mark.parametrize(
    ("target", "more", "expected"),
    [
        ('"47/NQ-CP"', {"xa": {"text": f"- Theo {NQ}."}}, "cited"),
        ('"47/NQ-CP của Chính phủ"', {"xa": {"text": f"- Theo {NQ}."}}, "cited"),
        ('{ symbol = "047/NQ-CP", issuer = "Chính phủ", year = 2024 }', {"xa": {"text": f"- Theo {NQ}."}}, "cited"),
        ('"47/NQ-CP"', {"xa": {"text": f"- Theo {NQ.replace('NQ-CP', 'NQCP')}."}}, "cited-with-defect"),
        ('"47/NQ-CP"', {}, "indirect"),
        ('"47/NQ-CP"', {"tinh": {"basis": LAW}}, "missing"),
        ('{ symbol = "47/NQ-CP", year = 2021 }', {"xa": {"text": f"- Theo {NQ}."}}, "missing"),
        ('"47/NQ-CP của UBND tỉnh Hòa Giang"', {"xa": {"text": f"- Theo {NQ}."}}, "missing"),
        ('"47/NQ-CP"', {"xa": {"day": "20/9/2019", "basis": LAW}}, "undetermined"),
    ],
)  # fmt: skip
def test_an_instrument_that_a_policy_names(
    audit: Callable[..., Any], make: Any, target: str, more: dict[str, Any], expected: str
) -> None:
    result = audit(make.chain(**more), "default_requirements = false\n" + MUST.format(target))
    ((verdict, _),) = of(result, "xa", "nq")
    assert verdict == expected


PARENTS = [
    # what differs from the chain, the plan, verdict on its parent, the parent's document
    ({}, "huyen", "cited", "tinh"),
    ({}, "xa", "cited", "tinh"),
    # Cited, but not in the folder.
    ({"tinh": None}, "huyen", "cited", None),
    # In the folder, of the same subject and year, and not cited.
    ({"huyen": {"basis": LAW}}, "huyen", "missing", "tinh"),
    ({"huyen": {"basis": OTHER}}, "huyen", "missing", "tinh"),
    # Another subject, another year, a later plan: no parent.
    ({"huyen": {"basis": LAW, "subject": "Phòng, chống ma túy"}}, "huyen", "undetermined", None),
    ({"huyen": {"basis": LAW}, "tinh": {"day": "10/01/2024"}}, "huyen", "undetermined", None),
    ({"huyen": {"basis": LAW}, "tinh": {"day": "10/4/2025"}}, "huyen", "undetermined", None),
    ({"huyen": {"basis": LAW}, "tinh": None}, "huyen", "undetermined", None),
    # Only through the plan of another body.
    ({"xa": {"basis": "Kế hoạch số 37/KH-UBND ngày 14/3/2025 của UBND huyện Vân Khê về thông tin đối ngoại"}}, "xa", "indirect", "tinh"),
    # Until 30 June 2025 a commune answers to its district.
    (
        {"xa": {"day": "20/5/2025", "basis": "Kế hoạch số 37/KH-UBND ngày 14/3/2025 của UBND huyện Vân Khê về thông tin đối ngoại năm 2025"}},
        "xa", "cited", "huyen",
    ),
    # Its letterhead names the district.
    ({"xa": {"day": "20/5/2025", "basis": LAW, "over": "HUYỆN VÂN KHÊ"}}, "xa", "missing", "huyen"),
    ({"xa": {"day": "20/5/2025", "basis": LAW, "over": "HUYỆN MÙ SƯƠNG"}}, "xa", "undetermined", None),
    # A bare number may mean it: then it is not missed.
    ({"huyen": {"basis": LAW, "text": "- Theo Kế hoạch số 12/KH-UBND về đường thủy nội địa."}}, "huyen", "undetermined", "tinh"),
    # Which district it lies in is not known: nothing is missed.
    ({"xa": {"day": "20/5/2025", "basis": LAW}}, "xa", "undetermined", None),
    # It names the only district itself.
    ({"xa": {"day": "20/5/2025", "basis": LAW, "tasks": "2. Phòng, ban: Báo cáo UBND huyện Vân Khê kết quả thực hiện."}}, "xa", "missing", "huyen"),
]  # fmt: skip


@pytest.mark.parametrize(("more", "name", "expected", "parent"), PARENTS)
def test_the_parent_of_a_plan(
    audit: Callable[..., Any], make: Any, more: dict[str, Any], name: str, expected: str, parent: str | None
) -> None:
    result = audit(make.chain(**more))
    ((verdict, target),) = of(result, name, "parent-plan")
    assert verdict == expected
    (about,) = (document for document in result.documents if document["id"] == name)
    assert (about["parent"] or {}).get("document") == parent
    assert (target is None) == (about["parent"] is None)
    blamed = [finding.code for finding in result.findings if finding.document == name and finding.severity == "error"]
    assert blamed == {"missing": ["not-cited"], "indirect": ["cited-indirectly"]}.get(expected, [])


@pytest.mark.parametrize(
    ("body", "province", "issuer", "expected"),
    [
        # Real places: the gazetteer knows who was above whom, and what became of it.
        ("XÃ XUÂN TRƯỜNG", "tỉnh Ninh Bình", "UBND tỉnh Ninh Bình", "cited"),
        ("XÃ XUÂN TRƯỜNG", "tỉnh Ninh Bình", "UBND tỉnh Nam Định", "cited"),
        ("XÃ XUÂN TRƯỜNG", "tỉnh Ninh Bình", "UBND huyện Xuân Trường", "undetermined"),
    ],
)
def test_places_that_the_gazetteer_knows(
    audit: Callable[..., Any], make: Any, body: str, province: str, issuer: str, expected: str
) -> None:
    basis = f"Kế hoạch số 72/KH-UBND ngày 17/3/2025 của {issuer} về thông tin đối ngoại năm 2025"
    text = "- Theo chỉ đạo của UBND tỉnh Ninh Bình."
    result = audit({"xa": make.plan(body, basis=basis, text=text, province=province)})
    assert [verdict for verdict, _ in of(result, "xa", "parent-plan")] == [expected]


def test_a_parent_without_number_is_probably_the_one_that_is_cited(audit: Callable[..., Any], make: Any) -> None:
    pytest.importorskip("sklearn")
    result = audit(make.chain(tinh={"symbol": "     /KH-UBND"}))
    assert of(result, "huyen", "parent-plan")[0][0] == "cited"
    assert {verdict for verdict, _ in of(result, "huyen", "parent-basis")} == {"indirect"}


def test_what_the_parent_rests_on(audit: Callable[..., Any], make: Any) -> None:
    result = audit(make.chain(huyen={"text": f"- Theo {NQ}."}, xa=None))
    assert of(result, "huyen", "parent-basis") == [
        ("cited", "vn/chinh-phu/2024/47-nq-cp"),
        ("indirect", "vn/bo-chinh-tri/2023/57-kl-tw"),
    ]
    missing = audit(make.chain(huyen={"basis": LAW}, xa=None))
    assert {verdict for verdict, _ in of(missing, "huyen", "parent-basis")} == {"missing"}
    assert [v for v, _ in of(audit(make.chain(tinh=None)), "huyen", "parent-basis")] == ["undetermined"]


def test_a_requirement_says_whom_it_concerns(audit: Callable[..., Any], make: Any) -> None:
    for condition, plans in (
        ('levels = ["tinh"]', {"tinh"}),
        ('provinces = ["hòa giang"]', {"tinh", "huyen", "xa"}),
        ('provinces = ["Tân Sơn Hải"]', set()),
        ('documents = ["h*"]', {"huyen"}),
        ('kinds = ["QĐ"]', set()),
        ('titles = ["ma túy", "XÃ AN TÂN"]', {"xa"}),
    ):
        policy = f"default_requirements = false\n{MUST.format(repr('9/NQ-CP'))}{condition}\n"
        assert {verdict.plan for verdict in audit(make.chain(), policy).verdicts} == plans


def test_accept_says_which_verdicts_pass(audit: Callable[..., Any], make: Any) -> None:
    policy = "default_requirements = false\n" + MUST.format('"47/NQ-CP"') + "{}\n"
    for accept, codes in (
        ("", {"cited-indirectly"}),
        ('accept = ["cited", "indirect"]', set()),
        ('accept = ["missing"]', {"cited-indirectly"}),
    ):
        found = audit(make.chain(), policy.format(accept)).findings
        assert {finding.code for finding in found} == codes


def test_the_order_of_the_files_changes_nothing(tmp_path: Path, make: Any) -> None:
    texts = make.chain(huyen={"basis": LAW, "text": f"- Theo {NQ.replace('NQ-CP', 'NQCP')}."})
    seen = set()
    for number, order in enumerate(permutations(texts)):
        folder = make.write(tmp_path / str(number), {name: texts[name] for name in order})
        for place, name in enumerate(order):
            (folder / f"{name}.json").rename(folder / f"{place}.json")
        result = run_audit(folder)
        for document in result.documents:
            document["file"] = document["id"]
        seen.add(result.to_json())
    assert len(seen) == 1


WORDS = st.lists(
    st.sampled_from(["thông", "tin", "đối", "ngoại", "biên", "giới", "phòng", "cháy", "chữa", "năm", "2025"]),
    max_size=8,
).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_likeness_is_the_same_both_ways(one: str, other: str) -> None:
    score = likeness(one, other)
    assert score == likeness(other, one)
    assert score is None or 0 <= score <= 1
    assert likeness(one, one) in (None, 1.0)


@given(st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=80, deadline=None)
def test_any_symbol_may_stand_beside_any_name(symbol: str, issuer: str) -> None:
    contradiction(symbol, issuer)
