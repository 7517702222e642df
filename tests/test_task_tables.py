"""Tables of tasks: a row is a task, and what is no row of one."""

from __future__ import annotations

import pytest

from ttdn_extract.pipeline import extract
from ttdn_extract.plan import Task

HEAD = "UBND TỈNH HÒA GIANG\n\nKẾ HOẠCH\nChuyển đổi số năm 2026\n\nI. NỘI DUNG\n1. Nhiệm vụ cụ thể\n\n"
ROWS = """| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian |
| (1) | (2) | (3) | (4) | (5) |
| I | Hạ tầng số | | | |
| 1 | Nâng cấp mạng | Sở Khoa học và Công nghệ | Các sở, ban, ngành; UBND các xã, phường | Quý II/2026 |
| 2 | Tập huấn nghiệp vụ | Sở Nội vụ | Sở Tài chính | Thường xuyên |
"""


def tasks(table: str) -> list[Task]:
    return extract(HEAD + table + "\nII. KINH PHÍ\nTheo quy định.\n").tasks


def test_a_row_is_a_task() -> None:
    first, second = tasks(ROWS)
    assert first.role == second.role == "lead"
    assert [ref.text for ref in first.responsible] == ["Sở Khoa học và Công nghệ"]
    assert [ref.text for ref in first.coordinate] == ["Các sở, ban, ngành", "UBND các xã, phường"]
    assert [due.edtf for due in first.due] == ["2026-34"]
    assert first.text.startswith("Nâng cấp mạng")
    assert [due.edtf for due in second.due] == ["thuong-xuyen"]


@pytest.mark.parametrize(
    ("change", "count"),
    [
        (("Đơn vị chủ trì | Đơn vị phối hợp", "Địa điểm | Ghi chú"), 0),
        (("Đơn vị chủ trì", "Đơn vị thực hiện"), 2),
        (("| 2 |", "chen ngang\n| 2 |"), 1),
        (("Sở Nội vụ | Sở Tài chính", " | "), 1),
    ],
    ids=["no column names anybody", "who implements", "the table is over", "nobody is assigned"],
)
def test_what_makes_a_table_of_tasks(change: tuple[str, str], count: int) -> None:
    assert len(tasks(ROWS.replace(*change))) == count


def test_who_implements_does_not_lead() -> None:
    assert {task.role for task in tasks(ROWS.replace("Đơn vị chủ trì", "Đơn vị thực hiện"))} == {"implement"}
