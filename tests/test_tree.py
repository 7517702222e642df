"""The section tree: which list an item goes on, gaps, repeats, annexes, closing words."""

from __future__ import annotations

import pytest

from ttdn_extract import extract
from ttdn_extract.pipeline import read_structure


def paths(body: str) -> list[str]:
    return [s.path for s in extract("KẾ HOẠCH\nTruyền thông năm 2025\n\n" + body).sections if s.kind != "bullet"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("I. A B\n1. Một\na) Hai.\nb) Ba.\n2. Bốn\nII. C D", "I I/1 I/1/a I/1/b I/2 II"),
        ("A. X Y\nI. A B\n1. Một.\nB. Z T\nI. C D", "A A/I A/I/1 B B/I"),
        ("Phần I\nNỘI DUNG CHUNG\nI. A B\nPhần II\nTỔ CHỨC\nI. C D", "Phần I|Phần I/I|Phần II|Phần II/I"),
        ("I. A B\n1. Một:\n1.1. Hai.\n1.2. Ba.\n2. Bốn:\n2.1. Năm.", "I I/1 I/1/1.1 I/1/1.2 I/2 I/2/2.1"),
        ("I. A B\n2. Một:\n(1) Hai;\n(2) Ba.\n3. Bốn.", "I I/2 I/2/(1) I/2/(2) I/3"),
        ("I. A B\n1. Một\na) Hai:\n1. Ba.\n2. Bốn.\nb) Năm.\n2. Sáu.", "I I/1 I/1/a I/1/a/1 I/1/a/2 I/1/b I/2"),
        ("1. Một:\na) Hai:\n(1) Ba;\n(2) Bốn.\nb) Năm.\n2. Sáu.", "1 1/a 1/a/(1) 1/a/(2) 1/b 2"),
        ("III. A B\na) Một.\nb) Hai.\n2. Ba.\n3. Bốn.", "III III/a III/b III/2 III/3"),
        ("I. A B\n1. Một.\nIII. C D\n1. Hai.", "I I/1 III III/1"),
        ("I. A B\n1. Một.\nIII. C D\nIII. E F", "I I/1 III III#2"),
        ("I. A B\na) Một.\nb) Hai.\nc) Ba.\nđ) Bốn.\nđ) Năm.", "I I/a I/b I/c I/d I/đ"),
        (
            "Điều 1. Phạm vi\n1. Một:\na) Hai.\nb) Ba.\nĐiều 2. Đối tượng\n1. Bốn.",
            "Điều 1|Điều 1/1|Điều 1/1/a|Điều 1/1/b|Điều 2|Điều 2/1",
        ),
        ("1. MỤC ĐÍCH\n1. Một.\n2. Hai.\nII. NỘI DUNG\n1. Ba.", "I I/1 I/2 II II/1"),
        ("I. A B\n1. Một\n2. 2. Hai\n3. Ba", "I I/1 I/2 I/3"),
        ("I- A B\n1- Một.\n2- Hai.\nII- C D", "I I/1 I/2 II"),
        ("1- Sở Nội vụ:\na- Một.\nb- Hai.\n2- Sở Tài chính:", "1 1/a 1/b 2"),
        ("I. A B\n1. Một.\nn. C D\n1. Hai.\nm. E F\n1. Ba.\nIV. G H", "I I/1 II II/1 III III/1 IV"),
        ("I. A B\nm. CÁC XÃ.\nn. CÁC THÔN.\nII. C D", "I I/m I/n II"),
        ("I/. A B\n1/. Một:\na/. Hai.\nb/. Ba.\n2/. Bốn.\nII/. C D", "I I/1 I/1/a I/1/b I/2 II"),
        ("1. A B\n1.1/ Một.\n1.2/ Hai.\n2. C D", "1 1/1.1 1/1.2 2"),
        ("1. A B\n1.1/2 số xã đã làm.\n2. C D", "1 2"),
        ("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Một.\nChương II\nQUY ĐỊNH CỤ THỂ\nĐiều 2. Hai.", "Chương I|Chương I/Điều 1|Chương II|Chương II/Điều 2"),
        ("Chương I\nA B\nĐiều 1. Một.\nQUY CHẾ\nĐiều 1. Hai.", "Chương I|Chương I/Điều 1|PL/Điều 1"),
        ("1/ Sở Nội vụ:\na/ Một.\nb/ Hai.\n2/ Sở Tài chính:", "1 1/a 1/b 2"),
        ("I. A B\na) Một:\n1) Hai.\n2) Ba.\nb) Bốn:\n1) Năm.\n2) Sáu.", "I I/a I/a/1 I/a/2 I/b I/b/1 I/b/2"),
        ("I. A B\n1) Một\na) Hai.\n2) Ba\na) Bốn.\n3) Năm\na) Sáu.", "I I/1 I/1/a I/2 I/2/a I/3 I/3/a"),
        ("II. A B\nII.1. Một\na. Hai\na.1. Ba\na.2. Bốn\nb. Năm\nII.2. Sáu\nIII. C D", "II II/II.1 II/II.1/a II/II.1/a/a.1 II/II.1/a/a.2 II/II.1/b II/II.2 III"),
        ("I. A B\n1. Một:\n(i) Hai;\n(ii) Ba.\n2. Bốn.", "I I/1 I/1/i I/1/ii I/2"),
        ("I. A B\n1. Một:\n(h) Hai;\n(i) Ba.\n2. Bốn.", "I I/1 I/1/h I/1/i I/2"),
        ("l. MỤC ĐÍCH\n1. Một.\n2. Hai.\nII. NỘI DUNG\nl. Ba.\n2. Bốn.", "I I/1 I/2 II II/1 II/2"),
        ("Điều\n1. Thống nhất kế hoạch.\nĐiều\n2. Giao Sở Nội vụ.", "Điều 1|Điều 2"),
    ],
)  # fmt: skip
def test_paths(body: str, expected: str) -> None:
    assert paths(body) == (expected.split("|") if "|" in expected else expected.split())


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("1. Một.\n3. Hai.", "numbering-gap"),
        ("1. Một.\n1. Hai.", "numbering-restart"),
        ("2. Một.\n3. Hai.", "numbering-start"),
        ("1. Một.\n2. Hai.\n2. Ba.", "numbering-repeat"),
    ],
)
def test_oddities_are_told_with_their_place(body: str, code: str) -> None:
    raw = "KẾ HOẠCH\nTruyền thông\n\nI. A B\n" + body
    found = [d for d in extract(raw).diagnostics if d.code == code]
    assert found and all(d.span and raw[d.span.start].isdigit() for d in found)


def test_clean_numbering_has_no_oddity() -> None:
    plan = extract("KẾ HOẠCH\nTruyền thông\n\nI. A B\n1. Một.\n2. Hai.\nII. C D")
    assert not [d for d in plan.diagnostics if d.code.startswith("numbering")]


@pytest.mark.parametrize(
    ("line", "below", "title"),
    [
        ("1. Mục đích", "- Một.", "Mục đích"),
        ("1. Mục đích.", "- Một.", "Mục đích"),
        ("1. Phòng Kinh tế: Tham mưu phương án.", "", "Phòng Kinh tế"),
        ("1. Các đơn vị có trách nhiệm:", "a) Một.", "Các đơn vị có trách nhiệm"),
        ("1. Tham mưu phương án kinh phí cho cả năm và báo cáo theo quy định hiện hành.", "", None),
        ("1. Nâng cao nhận thức; xây dựng kế hoạch;", "", None),
        ("1. Sở Nội vụ tham mưu UBND tỉnh. Định kỳ báo cáo kết quả.", "", None),
        ("1. Từ năm 2025: triển khai trên toàn tỉnh.", "", None),
        ("1. Áp dụng TCVN 12850:2020 trên toàn tỉnh.", "", None),
        ("1. Căn cứ pháp lý: Luật Báo chí và các văn bản hướng dẫn.", "", "Căn cứ pháp lý"),
        ("1. Căn cứ Kế hoạch này: các đơn vị xây dựng kế hoạch.", "", None),
        ("1. Bước 1. Công tác chuẩn bị", "a) Một.", "Bước 1. Công tác chuẩn bị"),
        ("1. Dự án 3: Hỗ trợ phát triển sản xuất", "- Một.", "Dự án 3: Hỗ trợ phát triển sản xuất"),
        ("1. Dự án 3: Tham mưu phương án kinh phí cho cả năm và báo cáo theo quy định.", "", "Dự án 3"),
        ("1. Dự án này. Công tác chuẩn bị", "a) Một.", None),
    ],
)
def test_title(line: str, below: str, title: str | None) -> None:
    plan = extract(f"KẾ HOẠCH\nTruyền thông\n\nI. NỘI DUNG\n{line}\n{below}\n2. Kết thúc.")
    assert next(s.title for s in plan.sections if s.path == "I/1") == title


def test_closing_request_belongs_to_no_section() -> None:
    raw = "KẾ HOẠCH\nTruyền thông\n\nI. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ chủ trì.\nTrên đây là Kế hoạch truyền thông./.\n\nNơi nhận:\n- Lưu: VT."
    plan = extract(raw)
    assert all(s.span.end <= raw.index("Trên đây") for s in plan.sections)


def test_annex_paths_and_own_number_line() -> None:
    tail = "\n\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn An\n\nPHỤ LỤC I\nDANH MỤC\n(Kèm theo Kế hoạch số 12/KH-UBND)\nI. A B\n1. Một.\n\nPHỤ LỤC II\nĐỀ CƯƠNG\nI. C D"
    plan = extract("KẾ HOẠCH\nTruyền thông\n\nI. NỘI DUNG\n1. Một." + tail)
    assert [s.path for s in plan.sections] == ["I", "I/1", "PL1/I", "PL1/I/1", "PL2/I"]
    assert [(a.path, a.title) for a in plan.annexes] == [
        ("PL1", "PHỤ LỤC I DANH MỤC (Kèm theo Kế hoạch số 12/KH-UBND)"),
        ("PL2", "PHỤ LỤC II ĐỀ CƯƠNG"),
    ]


def test_bullets_nest_below_numbers_and_each_other() -> None:
    plan = extract("KẾ HOẠCH\nTruyền thông\n\nI. A B\n1. Một:\n- Hai:\n+ Ba.\n+ Bốn.\n- Năm.\n2. Sáu:\n- Bảy.")
    assert [s.path for s in plan.sections] == [
        "I",
        "I/1",
        "I/1/-1",
        "I/1/-1/+1",
        "I/1/-1/+2",
        "I/1/-2",
        "I/2",
        "I/2/-1",
    ]


def test_roles() -> None:
    plan = extract(
        "KẾ HOẠCH\nA\n\nI. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích\n- A.\n2. Yêu cầu\n- B.\nII. KINH PHÍ\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Tài chính\n- C."
    )
    roles = {s.path: s.role for s in plan.sections if s.kind != "bullet"}
    assert roles == {
        "I": "purpose",
        "I/1": "purpose",
        "I/2": "requirements",
        "II": "funding",
        "III": "organisation",
        "III/1": None,
    }


def test_a_duty_that_a_wrapped_line_begins_inside_brackets_opens_no_paragraph() -> None:
    lines = "I. TỔ CHỨC\n1. Các chi bộ lập hồ sơ đề nghị tặng Huy hiệu Đảng theo\nđúng quy định, gửi báo cáo về Ban Thường vụ Huyện ủy {}\nTổ chức {}\n2. Ban Tổ chức.\n"
    inside = read_structure("KẾ HOẠCH\nNăm 2025\n\n" + lines.format("(qua Ban", "Huyện ủy) trước ngày 10/12."))
    after = read_structure("KẾ HOẠCH\nNăm 2025\n\n" + lines.format("(qua Ban Dân vận)", "trao tặng trước ngày 10/12."))
    bodies = [[p for p in plan.flow.paragraphs if p.zone == "body"] for plan in (inside, after)]
    assert [len(body) for body in bodies] == [3, 4]


def test_a_duty_behind_a_full_stop_goes_on_where_the_line_was_full() -> None:
    text = "KẾ HOẠCH\nNăm 2025\n\nI. TỔ CHỨC\n1. Phòng Kinh tế chủ trì cùng các ban quản lý rừng trong toàn xã\nrà soát các cơ sở sản xuất trên địa bàn xã và các khu ven sông{}\nTăng cường kiểm tra các khu rừng có nguy cơ cháy trong mùa khô\nvà các khu dân cư, chợ, trường học, bến đò trên địa bàn toàn xã.\n2. Công an xã.\n"
    bodies = [[p for p in read_structure(text.format(end)).flow.paragraphs if p.zone == "body"] for end in (".", "")]
    assert [len(body) for body in bodies] == [3, 4]


def test_a_line_of_the_legal_basis_goes_on_where_the_other_lines_tell_no_width() -> None:
    text = (
        "KẾ HOẠCH\nNăm 2025\n\nCăn cứ Kế hoạch số 122-KH/TWĐTN ngày 15/01/2024 của Ban Bí thư\n{}\nI. A B\n"
        + "- Một.\n" * 30
    )
    inside = read_structure(text.format("Trung ương Đoàn về Tháng Thanh niên;"))
    after = read_structure(text.format("Ban Thường vụ Tỉnh đoàn ban hành Kế hoạch như sau:"))
    bodies = [[p for p in plan.flow.paragraphs if p.zone == "body" and p.marker is None] for plan in (inside, after)]
    assert [len(body) for body in bodies] == [1, 2]
