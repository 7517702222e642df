"""Who does what where the doer stands behind the deed; each case with a broken twin."""

from __future__ import annotations

from typing import Any

import pytest

from ttdn_extract.pipeline import extract

HEAD = "UBND HUYỆN VŨ SƠN\nSố: 15/{code}-UBND\n\nVũ Sơn, ngày 10 tháng 01 năm 2025\n\n{title}\n\n"
TAIL = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\nLê Văn An\n"
PLAN = HEAD.format(code="KH", title="KẾ HOẠCH\nCông tác thông tin năm 2025") + "I. NỘI DUNG\n"


def doers(responsible: str, role: str = "implement", **more: list[str]) -> dict[str, Any]:
    return {"role": role, "responsible": responsible.split(" + ")} | more


CASES: list[tuple[str, str, dict[str, Any] | None]] = [
    (
        PLAN,
        "1. Rà soát thủ tục (Phòng Nội vụ chủ trì, phối hợp với Công an huyện; hoàn thành trong quý II/2025).",
        doers("Phòng Nội vụ", "lead", coordinate=["Công an huyện"], due=["2025-34"]),
    ),
    (PLAN, "1. Rà soát thủ tục (Phòng Nội vụ chủ trì năm 2020) đã xong.", None),
    (PLAN, "1. Rà soát thủ tục [Phòng Nội vụ thực hiện]", doers("Phòng Nội vụ")),
    (PLAN, "1. Rà soát thủ tục [Phòng Nội vụ công bố]", None),
    (PLAN, "- Mở chuyên mục trên báo. (UBND các xã thực hiện)", doers("UBND các xã")),
    (PLAN, "- Mở chuyên mục (người dân thực hiện)", None),
    (PLAN, "- Khử khuẩn phòng học – Trung tâm Y tế huyện thực hiện.", doers("Trung tâm Y tế huyện")),
    (PLAN, "- Danh mục các lớp do Cục mở – Trung tâm Y tế huyện thực hiện.", None),
    (
        PLAN,
        "- Kiểm kê (Công an huyện chủ trì, Phòng Nội vụ phối hợp, xong trước 15/10/2025).",
        doers("Công an huyện", "lead", coordinate=["Phòng Nội vụ"], due=["2025-10-15"]),
    ),
    (PLAN, "- Kiểm kê (Công an huyện, Phòng Nội vụ đã xong trước 15/10/2025).", None),
    (PLAN, "- Thống nhất nguyên tắc trên, giao Phòng Nội vụ tham mưu.", doers("Phòng Nội vụ")),
    (PLAN, "- UBND huyện đã ban hành Kế hoạch, giao Phòng Nội vụ tham mưu.", None),
    (PLAN, "- Năm 2024, UBND huyện đã ban hành Kế hoạch, giao Phòng Nội vụ tham mưu.", None),
    (PLAN, "- Về nguồn vốn, giao Phòng Nội vụ tham mưu.", doers("Phòng Nội vụ")),
    (PLAN, "- Về nguồn vốn, Phòng Nội vụ đã tham mưu.", None),
    (
        PLAN,
        "- Mở lớp kỹ năng, do Phòng Nội vụ chủ trì, phối hợp với Huyện đoàn tổ chức.",
        doers("Phòng Nội vụ", "lead", coordinate=["Huyện đoàn"]),
    ),
    (PLAN, "- Cử người dự lớp do Phòng Nội vụ chủ trì, phối hợp với Huyện đoàn tổ chức.", None),
    (PLAN, "- Từ ngày 01/7/2025, UBND các xã, thị trấn tiếp nhận hồ sơ.", doers("UBND các xã, thị trấn")),
    (PLAN, "- Từ ngày 01/7/2025, xã, thị trấn tiếp nhận hồ sơ.", None),
    (
        PLAN,
        "- Phòng Nội vụ chủ trì, các trường học phối hợp thực hiện trong quý I/2025.",
        doers("Phòng Nội vụ", "lead", coordinate=["các trường học"], due=["2025-33"]),
    ),
]


@pytest.mark.parametrize(("head", "body", "row"), CASES)
def test_tasks_elsewhere(head: str, body: str, row: dict[str, Any] | None) -> None:
    tasks = extract(head + body + TAIL).tasks
    parts = ("responsible", "coordinate", "direct", "report_to")
    shown = [
        {"role": task.role}
        | {part: [ref.text for ref in getattr(task, part)] for part in parts if getattr(task, part)}
        | ({"due": [due.edtf for due in task.due]} if task.due else {})
        for task in tasks
    ]
    assert shown == ([row] if row else [])
