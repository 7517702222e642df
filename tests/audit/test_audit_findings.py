"""Each kind of finding: a chain of plans that has the defect, and its twin that has not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Rows = list[tuple[str, dict[str, Any], dict[str, Any]]]
KL = "Kết luận số 57-KL/TW ngày {} của Bộ Chính trị về công tác thông tin đối ngoại"
LATE = "2. Các phòng, ban; UBND các xã: Báo cáo kết quả thực hiện về UBND huyện trước ngày {}."
LIMIT = "2. UBND các huyện, thị xã: Báo cáo kết quả thực hiện về UBND tỉnh trước ngày {}."
DUTY = "2. {}: Chủ trì tuyên truyền, quảng bá hình ảnh địa phương."

# code, what the defective chain has, what its twin has
TWINS: Rows = [
    (
        "malformed-number",
        {"xa": {"text": "- Theo Nghị quyết số 47/NQCP ngày 15/4/2024 của Chính phủ về Chương trình hành động."}},
        {"xa": {"text": "- Theo Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ về Chương trình hành động."}},
    ),
    (
        "malformed-number",
        {"xa": {"text": "- Theo Chương trình số 40-Ctr/TU ngày 15/4/2024 của Tỉnh ủy Hòa Giang về công tác dân vận."}},
        # A space is what printers and converters leave.
        {"xa": {"text": "- Theo Chương trình số 40- CTr/TU ngày 15/4/2024 của Tỉnh ủy Hòa Giang về công tác dân vận."}},
    ),
    (
        "date-conflict",
        {"huyen": {"text": f"- Theo {KL.format('15/6/2022')}."}, "xa": {"text": f"- Theo {KL.format('15/6/2023')}."}},
        {"huyen": {"text": f"- Theo {KL.format('15/6/2023')}."}, "xa": {"text": f"- Theo {KL.format('15/6/2023')}."}},
    ),
    (
        "date-conflict",
        {"xa": {"basis": "Kế hoạch số 12/KH-UBND ngày 20/01/2025 của UBND tỉnh Hòa Giang về thông tin đối ngoại năm 2025"}},
        {"xa": {"basis": "Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh Hòa Giang về thông tin đối ngoại năm 2025"}},
    ),
    (
        "first-citation-incomplete",
        {"xa": {"text": "- Phổ biến Nghị quyết số 47/NQ-CP trong nhân dân.\n- Rà soát các mô hình."}},
        {"xa": {"text": "- Phổ biến Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ; giữ vững Nghị quyết số 47/NQ-CP."}},
    ),
    (
        "first-citation-incomplete",
        {"xa": {"text": "- Phổ biến Kế hoạch số 90/KH-UBND ngày 21/6/2024 về biên giới, lãnh thổ."}},
        {"xa": {"text": "- Ngày 21/6/2024, UBND tỉnh Hòa Giang ban hành Kế hoạch số 90/KH-UBND về biên giới, lãnh thổ."}},
    ),
    (
        "first-citation-incomplete",
        {"xa": {"day": "20/9/2025", "text": "- Phổ biến Chỉ thị số 25-CT/TW trong nhân dân."}},
        # Before Decree 30 it is not the measure.
        {"xa": {"day": "20/9/2019", "basis": "Luật Báo chí năm 2016", "text": "- Phổ biến Chỉ thị số 25-CT/TW trong nhân dân."}},
    ),
    (
        "symbol-issuer",
        {"huyen": {"text": "- Theo Kế hoạch số 49-KH/TU ngày 11/10/2023 của Ban Thường vụ Huyện ủy về đối ngoại."}},
        {"huyen": {"text": "- Theo Kế hoạch số 49-KH/TU ngày 11/10/2023 của Ban Thường vụ Tỉnh ủy về đối ngoại."}},
    ),
    (
        "symbol-issuer",
        {"huyen": {"text": "- Theo Nghị quyết số 08/NQ-HĐND ngày 11/10/2023 của UBND tỉnh Hòa Giang về đối ngoại."}},
        {"huyen": {"text": "- Theo Nghị quyết số 08/NQ-HĐND ngày 11/10/2023 của HĐND tỉnh Hòa Giang về đối ngoại."}},
    ),
    (
        "symbol-issuer",
        {"huyen": {"text": "- Theo Quyết định số 1191/QĐ-TTg ngày 05/8/2020 của Chính phủ về đối ngoại."}},
        {"huyen": {"text": "- Theo Quyết định số 1191/QĐ-TTg ngày 05/8/2020 của Thủ tướng Chính phủ về đối ngoại."}},
    ),
    (
        "deadline-after-parent",
        {"tinh": {"tasks": LIMIT.format("10/12/2025")}, "huyen": {"tasks": LATE.format("15/12/2025")}},
        {"tinh": {"tasks": LIMIT.format("10/12/2025")}, "huyen": {"tasks": LATE.format("05/12/2025")}},
    ),
    (
        "deadline-after-parent",
        {"tinh": {"tasks": LIMIT.format("10/6 và 10/12 hằng năm")}, "huyen": {"tasks": LATE.format("15/6 hằng năm")}},
        # Half a year lies between them: another report is meant.
        {"tinh": {"tasks": LIMIT.format("10/6 hằng năm")}, "huyen": {"tasks": LATE.format("10/12 hằng năm")}},
    ),
    (
        "deadline-after-parent",
        {"tinh": {"tasks": LIMIT.format("10/12")}, "huyen": {"tasks": LATE.format("12/12/2025")}},
        # The parent's own report to the ministry binds the province only.
        {
            "tinh": {"tasks": "2. Sở Ngoại vụ: Báo cáo kết quả về UBND tỉnh trước ngày 10/12."},
            "huyen": {"tasks": LATE.format("12/12/2025")},
        },
    ),
    (
        "ended-body",
        {"xa": {"day": "20/9/2025", "tasks": DUTY.format("Sở Thông tin và Truyền thông")}},
        {"huyen": {"day": "14/3/2025", "tasks": DUTY.format("Sở Thông tin và Truyền thông")}},
    ),
    (
        "ended-body",
        {"xa": {"day": "20/9/2025", "tasks": DUTY.format("UBND huyện Vân Khê")}},
        {"xa": {"day": "20/9/2025", "tasks": DUTY.format("UBND xã Vân Khê")}},
    ),
    (
        "ended-body",
        {"xa": {"day": "20/9/2025", "tasks": "2. Tổ chợ nổi phối hợp với Sở Giao thông vận tải kiểm tra thuyền."}},
        {"xa": {"day": "20/9/2025", "tasks": "2. Tổ chợ nổi phối hợp với Sở Giao thông vận tải (nay là Sở Xây dựng) kiểm tra thuyền."}},
    ),
    (
        "symbol-issuer",
        {"xa": {"text": "- Theo Công văn số 77/UBND-VX ngày 02/7/2025 của Sở Nội vụ tỉnh Hòa Giang về thống kê."}},
        {"xa": {"text": "- Theo Công văn số 77/SNV-VX ngày 02/7/2025 của Sở Nội vụ tỉnh Hòa Giang về thống kê."}},
    ),
    (
        "ended-body",
        {"xa": {"day": "20/9/2025", "tasks": DUTY.format("UBND tỉnh Nam Định")}},
        {"xa": {"day": "20/9/2025", "tasks": DUTY.format("UBND tỉnh Ninh Bình")}},
    ),
    (
        "ended-body",
        {"xa": {"day": "20/9/2025", "tasks": DUTY.format("Sở Kế hoạch và Đầu tư")}},
        # What it once issued is still cited by its name.
        {"xa": {"day": "20/9/2025", "text": "- Theo Công văn số 15/SKHĐT-TH ngày 02/4/2024 của Sở Kế hoạch và Đầu tư về thống kê."}},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "defect", "twin"), TWINS, ids=[f"{n}-{row[0]}" for n, row in enumerate(TWINS)])
def test_each_finding_has_a_twin_without_it(
    audit: Callable[..., Any], make: Any, code: str, defect: dict[str, Any], twin: dict[str, Any]
) -> None:
    found = audit(make.chain(**defect)).findings
    assert [finding.code for finding in found] == [code], [finding.message for finding in found]
    assert code not in {finding.code for finding in audit(make.chain(**twin)).findings}


@pytest.mark.parametrize(("code", "defect"), [(row[0], row[1]) for row in TWINS])
def test_a_kind_that_is_off_is_not_found(
    audit: Callable[..., Any], make: Any, code: str, defect: dict[str, Any]
) -> None:
    assert not audit(make.chain(**defect), f'[findings]\n{code} = "off"\n').findings


@pytest.mark.parametrize(("code", "defect"), [(row[0], row[1]) for row in TWINS])
def test_evidence_points_into_the_text(audit: Callable[..., Any], make: Any, code: str, defect: dict[str, Any]) -> None:
    texts = make.chain(**defect)
    shown = [place for finding in audit(texts).findings for place in finding.evidence]
    assert shown
    for place in shown:
        assert " ".join(texts[place.document][place.start : place.end].split()) == place.text


def test_a_chain_without_defects_has_no_finding(audit: Callable[..., Any], make: Any) -> None:
    result = audit(make.chain())
    assert result.passed
    assert {verdict.verdict for verdict in result.verdicts} == {"cited", "indirect"}


def test_messages_say_what_is_meant(audit: Callable[..., Any], make: Any) -> None:
    texts = make.chain(xa={"text": TWINS[0][1]["xa"]["text"], "tasks": DUTY.format("Sở Thông tin và Truyền thông")})
    said = {finding.code: finding.message for finding in audit(texts).findings}
    assert said["malformed-number"] == "Số, ký hiệu viết sai thể thức: “47/NQCP”, đúng là 47/NQ-CP."
    assert "Sở Khoa học và Công nghệ" in said["ended-body"] and "20/9/2025" in said["ended-body"]


def test_the_policy_says_what_the_first_citation_must_state(audit: Callable[..., Any], make: Any) -> None:
    texts = make.chain(
        xa={"text": "- Theo Nghị định số 72/2015/NĐ-CP ngày 07/9/2015 của Chính phủ.\n- Rà soát các mô hình."}
    )
    assert audit(texts).passed
    strict = audit(texts, '[thresholds]\nfirst_citation = ["date", "issuer", "title"]\n')
    assert [(finding.code, finding.severity) for finding in strict.findings] == [("first-citation-incomplete", "info")]
