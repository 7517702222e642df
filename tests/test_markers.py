"""Section markers: what opens a line, and its near misses (FIELD: figures, dates, words that begin alike)."""

from __future__ import annotations

import pytest

from ttdn_extract import extract
from ttdn_extract.markers import follows, read_marker


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("I. MỤC ĐÍCH", "roman", "I"),
        ("IV- TỔ CHỨC THỰC HIỆN", "roman", "IV"),
        ("II MỤC TIÊU, NHIỆM VỤ", "roman", "II"),
        ("Il. NỘI DUNG", "roman", "II"),
        ("A. MỤC ĐÍCH", "upper", "A"),
        ("1. Mục đích", "arabic", "1"),
        ("1.MUC", "arabic", "1"),
        ("2- Yêu cầu", "arabic", "2"),
        ("3) Kinh phí", "arabic", "3"),
        ("1/ Sở Nội vụ", "arabic", "1"),
        ("2. 2. Triển khai", "arabic", "2"),
        ("3. 100% các xã", "arabic", "3"),
        ("4.1 Triển khai các hoạt động", "decimal", "4.1"),
        ("1.1.1. Cụ thể", "decimal", "1.1.1"),
        ("đ) Tài liệu", "letter", "đ"),
        ("e. Báo cáo", "letter", "e"),
        ("ii) Kinh phí", "letter", "ii"),
        ("(12) Tăng cường", "paren", "(12)"),
        ("(a) Nội dung", "paren", "a"),
        ("Điều 1. Phạm vi", "article", "Điều 1"),
        ("CHƯƠNG II QUY ĐỊNH CỤ THỂ", "chapter", "Chương II"),
        ("Phần thứ nhất", "part", "Phần thứ nhất"),
        ("Mục 1 SỬ DỤNG KINH PHÍ", "division", "Mục 1"),
        ("Tiểu mục 2. Nguyên tắc", "division", "Tiểu mục 2"),
        ("-Tăng cường", "bullet", "-"),
        ("– Xây dựng", "bullet", "-"),
        ("+ Cấp xã", "bullet", "+"),
    ],
)
def test_read_marker(line: str, kind: str, label: str) -> None:
    marker = read_marker(line)
    assert marker is not None
    assert (marker.kind, marker.label) == (kind, label)


@pytest.mark.parametrize(
    "line",
    [
        "2024 Báo cáo năm",
        "15/4/2024",
        "1. 2. 2024",
        "A: 04",
        "Bảng 3. Số liệu",
        "Điều 3 của Bộ luật này",
        "điều 4. sau đây",
        "Chương trình hành động",
        "Chương II của Luật này",
        "Mục đích",
        "MỤC ĐÍCH, YÊU CẦU",
        "Phần lớn các xã",
        "24/7",
        "84 %",
        "6 tháng",
        "2-3 ngày",
        "11.400 doanh nghiệp.",
        "12.375,3/10.200 triệu",
        "1.364.329.243 đồng",
        "15.4 tỷ đồng",
        "V-league",
        "Xã Bình An",
        "và các xã",
        "(2025)",
        "(Kèm theo Kế hoạch)",
        "-5 độ",
        "-----",
        "",
    ],
)
def test_read_marker_rejects(line: str) -> None:
    assert read_marker(line) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("1. A", "2. B", True),
        ("1. A", "3. B", False),
        ("d) A", "đ) B", True),
        ("d) A", "e) B", True),
        ("đ) A", "e) B", True),
        ("e) A", "g) B", True),
        ("e) A", "f) B", True),
        ("f) A", "g) B", True),
        ("a) A", "c) B", False),
        ("1.1. A", "1.2. B", True),
        ("1.9. A", "2.10. B", False),
        ("IX. A", "X. B", True),
        ("I. A", "2. B", False),
        ("(1) A", "(2) B", True),
    ],
)
def test_follows(before: str, after: str, expected: bool) -> None:
    first, second = read_marker(before), read_marker(after)
    assert first is not None and second is not None
    assert follows(first, second) is expected


WRAPPED = (
    "KẾ HOẠCH\nTruyền thông năm 2025\n\nI. NỘI DUNG\n"
    "1. Xây dựng chương trình công tác của các xã trên địa bàn huyện theo đúng quy định tại khoản\n"
    "{}\n"
    "và các văn bản hướng dẫn thi hành; bảo đảm mọi thôn, bản đều được phổ biến kịp thời, đầy đủ,\n"
    "đúng đối tượng và phù hợp với điều kiện thực tế của từng địa phương, từng nhóm dân cư trong xã.\n"
    "2. Tổ chức kiểm tra việc thực hiện ở cơ sở, phát hiện và biểu dương những cách làm hay, sáng tạo,\n"
    "đồng thời nhắc nhở những nơi làm chậm; tổng hợp kết quả để báo cáo theo quy định hiện hành.\n"
)


@pytest.mark.parametrize(
    "line", ["2. Điều 5 của Luật này", "2025. Theo đó, các xã", "15/4/2024 của Chính phủ", "a) 01/02 của năm"]
)
def test_wrapped_line_that_looks_numbered_opens_nothing(line: str) -> None:
    plan = extract(WRAPPED.format(line))
    assert [s.path for s in plan.sections] == ["I", "I/1", "I/2"]


def test_real_item_between_wrapped_lines_opens_one() -> None:
    text = WRAPPED.replace("tại khoản\n{}\nvà", "hiện hành.\n2. Rà soát\n3. Và")
    assert [s.path for s in extract(text).sections][:3] == ["I", "I/1", "I/2"]
