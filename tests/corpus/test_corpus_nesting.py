"""What a title says of another instrument: that it implements, guides or amends it, or nothing."""

from __future__ import annotations

import json

import pytest

from ttdn_extract import extract
from ttdn_extract.corpus.reading import read_result

OUTER = "Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh Hòa Giang"
INNER = "Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị"
SECOND = "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ"

CASES = {
    f"{OUTER} thực hiện {INNER}": [("12/KH-UBND", "implements", "57-KL/TW")],
    f"{OUTER} triển khai thực hiện {INNER}": [("12/KH-UBND", "implements", "57-KL/TW")],
    f"{OUTER} về việc thực hiện {INNER}": [("12/KH-UBND", "implements", "57-KL/TW")],
    f"{OUTER} về hướng dẫn thực hiện {INNER}": [("12/KH-UBND", "guides", "57-KL/TW")],
    f"{OUTER} sửa đổi, bổ sung một số điều của {INNER}": [("12/KH-UBND", "amends", "57-KL/TW")],
    f"{OUTER} về thực hiện {SECOND} về Chương trình hành động thực hiện {INNER}": [
        ("12/KH-UBND", "implements", "47/NQ-CP"),
        ("47/NQ-CP", "implements", "57-KL/TW"),
    ],
    f"{OUTER} về triển khai thực hiện {SECOND} và Kế hoạch hành động số 85-KH/TU ngày 12/10/2023 của Tỉnh ủy": [("12/KH-UBND", "implements", "47/NQ-CP"), ("12/KH-UBND", "implements", "85-KH/TU")],
    # near misses
    f"{OUTER} về kiểm tra việc thực hiện {INNER}": [],
    f"{OUTER} về tổng kết 5 năm thực hiện {INNER}": [],
    f"{OUTER} về phổ biến {INNER}": [],
    f"{OUTER}; {INNER}": [],
    f"{OUTER} về đọc sách. Thực hiện {INNER}": [],
    f"{INNER} về đọc sách, UBND tỉnh ban hành Kế hoạch thực hiện {SECOND}": [],
}  # fmt: skip


@pytest.mark.parametrize("said", CASES)
def test_nesting(said: str) -> None:
    text = f"KẾ HOẠCH\nĐọc sách tỉnh Hòa Giang năm 2025\n\nCăn cứ {said}.\nI. MỤC ĐÍCH\n"
    document = read_result(extract(text).model_dump_json().encode(), "a.json")
    found = [(document.cited[n.source].symbol, n.relation, document.cited[n.target].symbol) for n in document.nested]
    assert found == CASES[said]
    for nested in document.nested:
        assert nested.text == text[nested.start : nested.end]


def test_a_title_that_names_it_again_much_later_is_no_proof() -> None:
    text = f"KẾ HOẠCH\nĐọc sách\n\nCăn cứ {OUTER} thực hiện {INNER}.\nI. MỤC ĐÍCH\n"
    plan = json.loads(extract(text).model_dump_json())
    for citation in plan["citations"][1:]:
        citation["span"] = {"start": citation["span"]["start"] + 5000, "end": citation["span"]["end"] + 5000}
    assert read_result(json.dumps(plan).encode(), "a.json").nested == ()
