"""Tables of tasks: a row is a task, and what is no row of one."""

from __future__ import annotations

import pytest

from ttdn_extract.ingest.reading import read_bytes
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


def row(head: str, cells: str) -> Task | None:
    found = tasks(f"| TT | Nội dung | {head} |\n| 1 | Nâng cấp mạng | {cells} |\n")
    assert len(found) < 2
    return found[0] if found else None


def said(task: Task | None) -> tuple[str, list[str], list[str], list[str]]:
    assert task is not None
    responsible, coordinate, direct = (
        [ref.text for ref in refs] for refs in (task.responsible, task.coordinate, task.direct)
    )
    return task.role, responsible, coordinate, direct


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("CQ chủ trì", "lead"),
        ("SỞ, BAN, NGÀNH CHỦ TRÌ", "lead"),
        ("Cơ quan/đơn vị chủ trì", "lead"),
        ("Đầu mối", "implement"),
        ("Phụ trách", "implement"),
        ("Người/bộ phận thực hiện", "implement"),
        ("Lãnh đạo phụ trách", "direct"),
        ("Chuyên viên thực hiện", "implement"),
        ("Đơn vị chủ trì (ghi rõ tên cơ quan, đơn vị và người phụ trách):", "lead"),
        ("Đơn vị chủ trì: Sở Y tế", None),
        ("Đơn vị tính", None),
        ("Đơn vị thụ hưởng", None),
        ("Cơ quan nhận báo cáo", None),
    ],
)
def test_heads_as_clerks_write_them(head: str, role: str | None) -> None:
    found = row(f"{head} | Thời gian", "Sở Nội vụ | Quý II/2026")
    assert (found.role if found else None) == role


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Cơ quan thực hiện", "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ", ("lead", ["Sở Y tế"], ["Sở Nội vụ"], [])),
        ("Cơ quan thực hiện", "- Chủ trì: Sở Y tế - Phối hợp: Sở Nội vụ", ("lead", ["Sở Y tế"], ["Sở Nội vụ"], [])),
        ("Phụ trách", "Sở Y tế chủ trì, phối hợp với Sở Nội vụ", ("lead", ["Sở Y tế"], ["Sở Nội vụ"], [])),
        ("Phụ trách", "Sở Y tế phối hợp với Sở Nội vụ", ("implement", ["Sở Y tế"], ["Sở Nội vụ"], [])),
        ("Phụ trách", "- Sở Y tế - Sở Nội vụ", ("implement", ["Sở Y tế", "Sở Nội vụ"], [], [])),
        ("Phụ trách", "Phòng Văn hóa - Xã hội", ("implement", ["Phòng Văn hóa - Xã hội"], [], [])),
    ],
    ids=["labels", "labels as bullets", "a sentence", "who only works with others", "bullets", "a dash in a name"],
)
def test_cells_that_say_more_than_names(head: str, cells: str, expected: tuple[str, list[str], list[str]]) -> None:
    assert said(row(f"{head} | Thời gian", f"{cells} | Quý II/2026")) == expected


@pytest.mark.parametrize(
    ("head", "cells", "expected"),
    [
        ("Nội dung | Đơn vị | Thời gian", "Sửa mạng | Sở Y tế | Quý II/2026", ("implement", ["Sở Y tế"], [], [])),
        ("Nội dung | Đơn vị | Số lượng", "Sửa mạng | Sở Y tế | 5", None),
        ("Nội dung | Đơn vị | Thời gian", "Sửa mạng | Chiếc | Quý II/2026", None),
        ("Đơn vị | Nội dung | Thời gian", "Sở Y tế | Sửa mạng | Quý II/2026", None),
        ("Nội dung kiểm tra | Đơn vị | Thời gian", "Sổ sách | Sở Y tế | Quý II/2026", None),
        ("Nội dung | Thực hiện | Thời hạn", "Sửa mạng | Công an xã | 30/6", ("implement", ["Công an xã"], [], [])),
        ("Nội dung | Thực hiện | Thời hạn", "Sửa mạng | Hoàn thành đúng hạn | 30/6", None),
        ("Tên văn bản | Cơ quan trình | Thời hạn", "Nghị quyết | Sở Y tế | 30/6", ("implement", ["Sở Y tế"], [], [])),
        ("Tên văn bản | Cấp trình | Thời hạn", "Nghị quyết | Sở Y tế | 30/6", None),
        ("Việc | Chủ trì | Cơ quan trình", "Nghị quyết | Sở Y tế | UBND xã", ("lead", ["Sở Y tế"], [], [])),
        ("Việc | Chủ trì | Đơn vị tham gia", "Họp | Sở Y tế | Công an xã", ("lead", ["Sở Y tế"], ["Công an xã"], [])),
        ("Việc | Đơn vị tham gia | Thời hạn", "Họp | Công an xã | 30/6", None),
    ],
)
def test_heads_that_the_other_columns_make_clear(
    head: str, cells: str, expected: tuple[str, list[str], list[str], list[str]] | None
) -> None:
    found = tasks(f"| TT | {head} |\n| 1 | {cells} |\n")
    assert [said(task) for task in found] == ([expected] if expected else [])


@pytest.mark.parametrize("cell", ["Không", "Theo quy định", "Quý II", "120"])
def test_who_is_nobody(cell: str) -> None:
    assert row("Phụ trách | Kinh phí", f"{cell} | 120") is None


def test_a_task_may_begin_like_a_head() -> None:
    first = "| 1 | Chủ trì xây dựng kế hoạch | Sở Y tế | Sở Nội vụ |\n"
    second = "| 2 | Phối hợp tuyên truyền | Sở Nội vụ | Sở Y tế |\n"
    found = tasks("| TT | Nội dung | Đơn vị chủ trì | Đơn vị phối hợp |\n" + first + second)
    assert [said(task)[:3] for task in found] == [
        ("lead", ["Sở Y tế"], ["Sở Nội vụ"]),
        ("lead", ["Sở Nội vụ"], ["Sở Y tế"]),
    ]


@pytest.mark.parametrize(
    "heads",
    [
        "| TT | Nội dung | Phân công | | Thời gian |\n| | | Chủ trì | Phối hợp | |\n",
        "| TT | Nội dung | Đơn vị | | Thời gian |\n| | | Chủ trì | Phối hợp | |\n",
        "| TT | Nội dung | Phân công | Thời gian |\n| Chủ trì | Phối hợp |\n",
    ],
    ids=["a head over two", "a head that names no part", "a dump without the empty cells"],
)
def test_heads_of_two_rows(heads: str) -> None:
    [found] = tasks(heads + "| 1 | Nâng cấp mạng | Sở Y tế | Sở Nội vụ | Quý II/2026 |\n")
    assert said(found) == ("lead", ["Sở Y tế"], ["Sở Nội vụ"], [])
    assert [due.edtf for due in found.due] == ["2026-34"]


def test_as_above() -> None:
    above = "| 1 | Nâng cấp mạng | Sở Y tế | Quý II/2026 |\n| II | Nhân lực | | |\n"
    for sign in ("nt", "-nt-", "Như trên", "″"):
        first, second = tasks(
            f"| TT | Nội dung | Đơn vị chủ trì | Thời gian |\n{above}| 2 | Tập huấn | {sign} | {sign} |\n"
        )
        assert said(first) == said(second)
        assert [due.edtf for due in second.due] == ["2026-34"]
    assert len(tasks(f"| TT | Nội dung | Đơn vị chủ trì | Thời gian |\n{above}| 2 | Tập huấn | - | - |\n")) == 1


@pytest.mark.parametrize(
    ("cells", "count"),
    [
        ("| | 1 | Nâng cấp mạng | Sở Y tế | 120 |", 1),
        ("| | 1 | Nâng cấp mạng | Sở Y tế |", 1),
        ("| | Mạng | 120 | Sở Y tế |", 0),
        ("| 1 | Nâng cấp | mạng | Sở Y tế | 120 |", 0),
    ],
    ids=["an empty cell before the number", "and none at the end", "a number of its own", "which cell is too many"],
)
def test_rows_with_a_cell_too_many(cells: str, count: int) -> None:
    assert len(tasks(f"| TT | Nội dung | Đơn vị chủ trì | Kinh phí |\n{cells}\n")) == count


@pytest.mark.parametrize(
    ("cell", "dues"),
    [
        ("30/6", ["XXXX-06-30"]),
        ("15/3; 15/9", ["XXXX-03-15", "XXXX-09-15"]),
        ("2026", ["2026"]),
        ("2026, 2027", ["2026", "2027"]),
        ("Tháng 3, 6, 9", ["XXXX-03", "XXXX-06", "XXXX-09"]),
        ("3-5/2026", ["2026-03/2026-05"]),
        ("Quí II/2026", ["2026-34"]),
        ("Tuần 2 tháng 11", ["XXXX-11"]),
        ("30/6/2026", ["2026-06-30"]),
        ("III/2026", ["2026-35"]),
        ("VI/2026", []),
        ("25 hằng tháng", ["XXXX-XX-25"]),
        ("25 xã hằng tháng", []),
        ("15/04/26", ["2026-04-15"]),
        ("5/7 xã", []),
        ("2026 hộ", []),
        ("Theo yêu cầu", []),
    ],
)
def test_a_cell_of_a_deadline(cell: str, dues: list[str]) -> None:
    table = f"| TT | Nội dung | Chủ trì | Thời hạn |\n| 1 | Tổ chức hội nghị | Sở Y tế | {cell} |\n"
    plan = extract(HEAD + table)
    assert [due.edtf for due in plan.tasks[0].due] == dues
    inside = [date for date in plan.dates if date.span.start > len(HEAD)]
    assert [date.edtf for date in inside] == dues and {date.role for date in inside} <= {"deadline"}


def test_a_cell_may_shorten_always() -> None:
    head = "Chủ trì | Thời hạn"
    found, twin = row(head, "Sở Y tế | TX"), row(head, "Sở Y tế | Theo UBND TX An Vân")
    assert found is not None and [due.edtf for due in found.due] == ["thuong-xuyen"]
    assert twin is not None and twin.due == []


def test_what_stands_in_another_column_is_no_deadline() -> None:
    found = row("Chủ trì | Số xã | Thời hạn", "Sở Y tế | 5/7 | Theo yêu cầu")
    assert found is not None and found.due == []


PAGE = """<p>KẾ HOẠCH</p><p>Chuyển đổi số năm 2026</p><p>I. NỘI DUNG</p><table border=1>
<tr><td rowspan=2>TT</td><td rowspan=2>Nội dung</td><td colspan=2>Phân công</td><td rowspan=2>Thời gian</td></tr>
<tr><td>Chủ trì</td><td>Phối hợp</td></tr><tr><td colspan=5>I. Hạ tầng</td></tr>
<tr><td>1</td><td>Nâng cấp mạng</td><td rowspan=2>Sở Y tế</td><td><p>Sở Nội vụ</p><p>Sở Xây dựng</p></td><td>Quý II</td></tr>
<tr><td>2</td><td>Tập huấn</td><td></td><td>Tháng 3/2026</td></tr></table>"""


def test_merged_cells_of_a_page() -> None:
    first, second = extract(read_bytes(PAGE.encode(), "plan.html").text).tasks
    assert said(first) == ("lead", ["Sở Y tế"], ["Sở Nội vụ", "Sở Xây dựng"], [])
    assert said(second) == ("lead", ["Sở Y tế"], [], [])
    assert second.text.startswith("Tập huấn") and [due.edtf for due in second.due] == ["2026-03"]
    # Where the cell below is empty and not merged, nobody is assigned.
    apart = PAGE.replace("<td rowspan=2>Sở Y tế", "<td>Sở Y tế").replace(
        "<td>Tập huấn</td>", "<td>Tập huấn</td><td></td>"
    )
    assert len(extract(read_bytes(apart.encode(), "plan.html").text).tasks) == 1


TABBED = "\n".join(line.strip("| ").replace(" | ", "\t").replace(" |", "") for line in ROWS.splitlines()) + "\n"


@pytest.mark.parametrize(
    "table",
    [
        "\n".join(line[2:-2] for line in ROWS.splitlines()) + "\n",
        TABBED,
        ROWS.replace("Đơn vị phối hợp", "Đơn vị<br>phối hợp"),
        ROWS.replace("| TT", "|---|---|---|---|---|\n| TT"),
    ],
    ids=["no bars at the ends", "tabs", "a break inside a cell", "a rule of Markdown"],
)
def test_rows_of_other_dumps(table: str) -> None:
    def shape(found: list[Task]) -> list[object]:
        return [(said(task), [due.edtf for due in task.due]) for task in found]

    assert shape(tasks(table)) == shape(tasks(ROWS))


def test_one_tab_makes_no_row_and_the_words_of_a_head_no_task() -> None:
    assert [task.role for task in tasks("Sở Nội vụ\tchủ trì rà soát.\n")] == ["lead"]
    assert tasks("TT Nội dung Đơn vị chủ trì Đơn vị phối hợp Thời gian\n") == []
    assert len(tasks("TTYT xã chủ trì nội dung tập huấn.\n")) == 1


def test_empty_cells_at_the_end_of_a_row_may_be_lost() -> None:
    [found] = tasks("TT\tNội dung\tĐơn vị chủ trì\tThời gian\nI\tHạ tầng\n1\tNâng cấp mạng\tSở Y tế\n")
    assert said(found) == ("lead", ["Sở Y tế"], [], []) and found.due == []


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("Phụ trách", "Sở Y tế/Sở Nội vụ", ("implement", ["Sở Y tế", "Sở Nội vụ"], [], [])),
        ("Phụ trách", "UBND xã/phường", ("implement", ["UBND xã/phường"], [], [])),
        ("Chủ trì/phối hợp", "Sở Y tế/Sở Nội vụ", ("lead", ["Sở Y tế"], ["Sở Nội vụ"], [])),
        ("Chủ trì/phối hợp", "Sở Y tế", ("implement", ["Sở Y tế"], ["Sở Y tế"], [])),
        ("Phụ trách", "Sở Y tế Sở Nội vụ", ("implement", ["Sở Y tế", "Sở Nội vụ"], [], [])),
    ],
)
def test_names_without_a_comma(head: str, cell: str, expected: tuple[str, list[str], list[str], list[str]]) -> None:
    assert said(row(f"{head} | Thời gian", f"{cell} | Quý II/2026")) == expected


def test_the_head_of_another_table_ends_the_one_above() -> None:
    other = (
        "| TT | Hạng mục | Số lượng | Đơn giá | Thành tiền |\n| 1 | Máy tính | Năm bộ | Mười triệu | Năm mươi triệu |\n"
    )
    assert len(tasks(ROWS + other)) == 2
    assert len(tasks(ROWS + other.replace("TT", "Nhóm"))) > 2  # no head that tells
