"""Who does what in decisions, directives, letters and conclusions, and where the doer stands behind the deed; each with a broken twin."""

from __future__ import annotations

from typing import Any

import pytest

from ttdn_extract.pipeline import extract

HEAD = "UBND HUYỆN VŨ SƠN\nSố: 15/{code}-UBND\n\nVũ Sơn, ngày 10 tháng 01 năm 2025\n\n{title}\n\n"
TAIL = "\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nCHỦ TỊCH\nLê Văn An\n"
PLAN = HEAD.format(code="KH", title="KẾ HOẠCH\nCông tác thông tin năm 2025") + "I. NỘI DUNG\n"
ORGANISE = HEAD.format(code="KH", title="KẾ HOẠCH\nCông tác thông tin năm 2025") + "I. TỔ CHỨC THỰC HIỆN\n"
DECISION = (
    HEAD.format(code="QĐ", title="QUYẾT ĐỊNH\nBan hành Quy chế thông tin")
    + "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế thông tin.\nĐiều 2. "
)
LETTER = "UBND HUYỆN VŨ SƠN\nSố: 15/UBND-VX\nV/v tổ chức Ngày sách\n\nVũ Sơn, ngày 10 tháng 01 năm 2025\n\nKính gửi: Các phòng, ban.\n\n"


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
    (PLAN, "- Khai mạc ngày 15/5/2025, Huyện đoàn chủ trì.", doers("Huyện đoàn", "lead")),
    (PLAN, "- Khai mạc các lớp do Phòng Nội vụ, Huyện đoàn chủ trì.", None),
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
    (PLAN, "- Chủ tịch UBND huyện yêu cầu:", None),
    (PLAN, "- Chủ tịch UBND huyện yêu cầu các trường học tổ chức họp.", doers("các trường học")),
    (PLAN, "- Để kịp tiến độ, UBND huyện đề nghị thực hiện một số nội dung sau:", None),
    (
        PLAN,
        "- Thực hiện Công văn số 5/SNV-TC của Sở Nội vụ, UBND huyện đề nghị các phòng, ban tổ chức họp.",
        doers("các phòng, ban"),
    ),
    (PLAN, "- Thực hiện Công văn số 5/SNV-TC của Sở Nội vụ, UBND huyện đã đề nghị các phòng, ban tổ chức họp.", None),
    (
        ORGANISE,
        "1. Phòng Văn thư thuộc Sở Nội vụ và Phòng Hồ sơ thuộc Công an tỉnh là đầu mối.",
        doers("Phòng Văn thư + Phòng Hồ sơ"),
    ),
    (ORGANISE, "1. Phòng Văn thư thuộc diện sắp xếp và Phòng Hồ sơ", None),
    (
        ORGANISE,
        "1. Các chi bộ xây dựng kế hoạch thực hiện Chương trình; gửi về Ban Thường vụ Huyện ủy trước ngày 30/9/2025.",
        doers("Các chi bộ", report_to=["Ban Thường vụ Huyện ủy"], due=["2025-09-30"]),
    ),
    (
        ORGANISE,
        "1. Các chi bộ tổng hợp ý kiến góp ý vào Chương trình; gửi về Ban Thường vụ Huyện ủy.",
        doers("Các chi bộ"),
    ),
    (
        PLAN,
        "- Phòng Nội vụ chủ trì, cùng Công an huyện và các trường học nắm tình hình.",
        doers("Phòng Nội vụ", "lead", coordinate=["Công an huyện", "các trường học"]),
    ),
    (PLAN, "- Phòng Nội vụ chủ trì nắm tình hình cùng kỳ.", doers("Phòng Nội vụ", "lead")),
    (ORGANISE, "1. Các thôn báo cáo qua Phòng Nội vụ.", doers("Các thôn", report_to=["Phòng Nội vụ"])),
    (ORGANISE, "1. Các thôn báo cáo qua thư điện tử.", doers("Các thôn")),
    (
        DECISION,
        "Các ông (bà): Chánh Văn phòng UBND huyện, Trưởng phòng Nội vụ và các ông, bà có tên tại Điều 1 căn cứ Quyết định thi hành./.",
        doers("Chánh Văn phòng UBND huyện + Trưởng phòng Nội vụ"),
    ),
    (DECISION, "Quyết định này có hiệu lực thi hành kể từ ngày ký./.", None),
    (
        DECISION,
        "Quyết định này có hiệu lực từ ngày ký. Trưởng phòng Nội vụ và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
        doers("Trưởng phòng Nội vụ"),
    ),
    (
        DECISION,
        "Trưởng phòng Nội vụ và các ông, bà có tên tại Điều 1 thi hành Quyết định này./.",
        doers("Trưởng phòng Nội vụ"),
    ),
    (DECISION, "Hướng dẫn đối tượng thi hành Quyết định này./.", None),
    (
        LETTER,
        "Thực hiện Công văn số 5/SNV-TC của Sở Nội vụ, UBND huyện giao Phòng Nội vụ tổ chức Ngày sách./.",
        doers("Phòng Nội vụ"),
    ),
    (LETTER, "Kính đề nghị Sở Nội vụ xem xét, phê duyệt./.", None),
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


@pytest.mark.parametrize(
    ("last", "count"),
    [
        ("Kế hoạch này được phổ biến đến từng chi bộ.", 1),
        ("Kế hoạch năm được phổ biến đến từng chi bộ.", 2),
        ("Văn phòng UBND huyện thông báo để các phòng, ban biết, thực hiện./.", 1),
        ("Văn phòng UBND huyện thông báo kết quả cho các phòng, ban./.", 2),
    ],
)
def test_what_closes_a_document_is_no_task_of_the_last_heading(last: str, count: int) -> None:
    assert len(extract(ORGANISE + "1. Phòng Nội vụ\n- Theo dõi, đôn đốc.\n" + last + TAIL).tasks) == count


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("PHÂN CÔNG", 1),
        ("PHÂN CÔNG LAO ĐỘNG", 0),
        ("TỔ CHỨC TRIỂN KHAI", 1),
        ("TỔ CHỨC TRIỂN LÃM", 0),
        ("NHIỆM VỤ CỦA CÁC ĐƠN VỊ", 1),
        ("NHIỆM VỤ CỦA NĂM", 0),
    ],
)
def test_which_part_says_who_does_what(heading: str, count: int) -> None:
    """There people at large have duties, too."""
    body = f"II. {heading}\n1. Cán bộ, công chức: Đeo thẻ khi làm việc.\n"
    assert len(extract(PLAN + "1. Mở lớp.\n" + body + TAIL).tasks) == count


@pytest.mark.parametrize(
    ("heading", "count"),
    [
        ("TỔ CHỨC TRIỂN LÃM", 0),
        ("TỔ CÔNG TÁC TRIỂN LÃM", 1),
        ("HỘI THAO", 0),
        ("HỘI NÔNG DÂN", 1),
        ("PHÒNG TRÁNH ĐUỐI NƯỚC", 0),
        ("PHÒNG NỘI VỤ", 1),
        ("TRUNG TÂM HOA SEN", 1),
    ],
)
def test_a_heading_in_capitals_is_a_unit_only_by_its_words(heading: str, count: int) -> None:
    body = f"1. Mở lớp.\nII. {heading}\n- Trang trí lều trại.\n"
    assert len(extract(PLAN + body + TAIL).tasks) == count
