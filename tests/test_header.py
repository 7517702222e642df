"""The letterhead in its many prints; all places and persons are invented."""

from __future__ import annotations

import pytest

from ttdn_extract import extract
from ttdn_extract.bodies import canonical, level_of
from ttdn_extract.period import period_of
from ttdn_extract.places import province_above, province_of

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


@pytest.mark.parametrize(
    ("lines", "issuer", "level"),
    [
        (["ỦY BAN NHÂN DÂN", "TỈNH BẮC NINH"], "UBND tỉnh Bắc Ninh", "tinh"),
        (["UỶ BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"], "UBND thành phố Cần Thơ", "tinh"),
        (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ AN HÒA"], "UBND thành phố An Hòa", "huyen"),
        (["ỦY BAN NHÂN DÂN", "HUYỆN TÂN LẬP"], "UBND huyện Tân Lập", "huyen"),
        (["ỦY BAN NHÂN DÂN XÃ AN TÂN"], "UBND xã An Tân", "xa"),
        (["ỦY BAN NHÂN DÂN", "PHƯỜNG 1"], "UBND phường 1", "xa"),
        (["HỘI ĐỒNG NHÂN DÂN", "TỈNH HÒA GIANG"], "HĐND tỉnh Hòa Giang", "tinh"),
        (
            ["UBND TỈNH HÒA GIANG", "SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH"],
            "Sở Văn hóa, Thể thao và Du lịch tỉnh Hòa Giang",
            "so",
        ),
        (["BỘ LAO ĐỌNG - THƯƠNG BINH", "VÀ XÃ HỌI"], "Bộ Lao động - Thương binh và Xã hội", "tw"),
        (["BỘ TÀI CHÍNH", "TỔNG CỤC HẢI QUAN"], "Tổng cục Hải quan", "tw"),
        (["THỦ TƯỚNG CHÍNH PHỦ"], "Thủ tướng Chính phủ", "tw"),
        (["THÀNH UỶ HÀ NỘI", "BAN TỔ CHỨC"], "Ban Tổ chức Thành ủy Hà Nội", "dang"),
        (["BAN CHẤP HÀNH", "TRUNG ƯƠNG", "BAN TUYÊN GIÁO VÀ DÂN VẬN"], "Ban Tuyên giáo và Dân vận Trung ương", "dang"),
        (["TỈNH ỦY HÒA GIANG"], "Tỉnh ủy Hòa Giang", "dang"),
        (["ĐẢNG BỘ TỈNH HÒA GIANG", "ĐẢNG ỦY XÃ AN TÂN"], "Đảng ủy xã An Tân", "dang"),
        (
            ["ỦY BAN MTTQ", "VIỆT NAM", "XÃ AN TÂN", "BAN THƯỜNG TRỰC"],
            "Ban Thường trực Ủy ban MTTQ Việt Nam xã An Tân",
            "xa",
        ),
        (["BAN QUẢN LÝ KHU KINH TẾ", "TỈNH HÒA GIANG"], "Ban Quản lý khu kinh tế tỉnh Hòa Giang", "so"),
        (["BẢO HIỂM XÃ HỘI TỈNH HÒA GIANG"], "Bảo hiểm xã hội tỉnh Hòa Giang", "tinh"),
        (["BỘ QUỐC PHÒNG", "QUÂN KHU 10"], "Quân khu 10", "other"),
        (["UBND TỈNH NGHỆ AN", "SỞ Y TẾ NGHỆ AN"], "Sở Y tế tỉnh Nghệ An", "so"),
        (["HĐND TỈNH HÒA GIANG", "BAN PHÁP CHẾ"], "Ban Pháp chế HĐND tỉnh Hòa Giang", "tinh"),
        (
            ["UBMTTQ VIỆT NAM TỈNH HÒA GIANG", "BAN THƯỜNG TRỰC"],
            "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Hòa Giang",
            "tinh",
        ),
        (
            ["HỘI LIÊN HIỆP PHỤ NỮ TỈNH HÒA GIANG", "BAN THƯỜNG VỤ"],
            "Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh Hòa Giang",
            "tinh",
        ),
        (
            ["ĐOÀN TNCS HỒ CHÍ MINH", "BAN CHẤP HÀNH TỈNH HÒA GIANG"],
            "Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Hòa Giang",
            "tinh",
        ),
        (["TỈNH ĐOÀN HÒA GIANG"], "Tỉnh đoàn Hòa Giang", "tinh"),
        (["HUYỆN ĐOÀN TÂN LẬP", "ĐOÀN XÃ AN TÂN"], "Đoàn xã An Tân", "xa"),
        (["SỞ Y TẾ HÒA GIANG", "BỆNH VIỆN ĐA KHOA AN TÂN"], "Bệnh viện Đa khoa An Tân", "other"),
        (["TỈNH ỦY HÒA GIANG", "BAN THƯỜNG VỤ"], "Ban Thường vụ Tỉnh ủy Hòa Giang", "dang"),
        (["SỞ GDĐT TỈNH HÒA GIANG", "TRƯỜNG THPT AN TÂN 2"], "Trường THPT An Tân 2", "other"),
        # two bodies in one cell
        (["ỦY BAN NHÂN DÂN TỈNH HÒA GIANG SỞ Y TẾ"], "Sở Y tế tỉnh Hòa Giang", "so"),
        (["UBND THÀNH PHỐ HẢI PHÒNG SỞ NỘI VỤ"], "Sở Nội vụ thành phố Hải Phòng", "so"),
        (["UBND THÀNH PHỐ HẢI PHÒNG"], "UBND thành phố Hải Phòng", "tinh"),
        (["UBND HUYỆN XUÂN TRƯỜNG"], "UBND huyện Xuân Trường", "huyen"),
        (["UBND HUYỆN XUÂN TRƯỜNG TRƯỜNG THCS AN TÂN"], "Trường THCS An Tân", "other"),
        (["TỈNH ỦY HÒA GIANG BAN TỔ CHỨC"], "Ban Tổ chức Tỉnh ủy Hòa Giang", "dang"),
        (["ĐẢNG BỘ TỈNH HÒA GIANG ĐẢNG ỦY XÃ AN TÂN"], "Đảng ủy xã An Tân", "dang"),
        # acronyms of the genre
        (["BỘ CHQS TỈNH HÒA GIANG", "BAN CHQS HUYỆN TÂN LẬP"], "Ban Chỉ huy Quân sự huyện Tân Lập", "huyen"),
        (["HUYỆN ĐOÀN TÂN LẬP", "BCH ĐOÀN XÃ AN TÂN"], "Ban Chấp hành Đoàn xã An Tân", "xa"),
        (["BAN CHẤP HÀNH ĐẢNG BỘ", "TỈNH HÒA GIANG"], "Ban Chấp hành Đảng bộ tỉnh Hòa Giang", "dang"),
        (["UBND HUYỆN TÂN LẬP", "BCĐ CCHC"], "Ban Chỉ đạo CCHC huyện Tân Lập", "huyen"),
        (["TỈNH ĐOÀN HÒA GIANG", "BAN THƯỜNG VỤ"], "Ban Thường vụ Tỉnh đoàn Hòa Giang", "tinh"),
        (["TỈNH ỦY HÒA GIANG", "BAN TUYÊN GIÁO"], "Ban Tuyên giáo Tỉnh ủy Hòa Giang", "dang"),
        (["HỘI ĐỒNG NHÂN DÂN XÃ AN TÂN", "THƯỜNG TRỰC"], "Thường trực HĐND xã An Tân", "xa"),
        (["ỦY BAN MTTQ VIỆT NAM TỈNH HÒA GIANG", "HỘI NÔNG DÂN"], "Hội Nông dân tỉnh Hòa Giang", "tinh"),
        (["CÔNG AN TỈNH HÒA GIANG", "CÔNG AN XÃ AN TÂN"], "Công an xã An Tân", "xa"),
        (["CÔNG AN TỈNH HÒA GIANG"], "Công an tỉnh Hòa Giang", "so"),
        (["UBND TỈNH HÒA GIANG", "HỘI ĐỒNG PHPBGDPL"], "Hội đồng PHPBGDPL tỉnh Hòa Giang", "so"),
        (["CỤC THUẾ TỈNH HÒA GIANG", "CHI CỤC THUẾ KHU VỰC AN TÂN"], "Chi cục Thuế khu vực An Tân", "so"),
        (["CỤC THUẾ TỈNH HÒA GIANG", "CHI CỤC THUẾ"], "Chi cục Thuế tỉnh Hòa Giang", "so"),
        # without marks
        (["UY BAN NHAN DAN", "XÃ AN TÂN"], "UBND xã An Tân", "xa"),
    ],
)
def test_canonical(lines: list[str], issuer: str, level: str) -> None:
    assert canonical(tuple(lines)) == (issuer, level)


@pytest.mark.parametrize(
    ("letterhead", "expected"),
    [
        (f"ỦY BAN NHÂN DÂN\nXÃ AN TÂN\nSố: 05/KH-UBND\n{MOTTO}\nAn Tân, ngày 03 tháng 9 năm 2025", ("05/KH-UBND", None, "2025-09-03", "An Tân")),
        (f"ỦY BAN NHÂN DÂN\nXÃ AN TÂN\nSố:      /KH-UBND\n{MOTTO}\nAn Tân, ngày     tháng 9 năm 2025", (None, "/KH-UBND", "2025-09", "An Tân")),
        ("ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n   XÃ AN TÂN              Độc lập - Tự do - Hạnh phúc\n Số: 12   /KH-UBND        An Tân, ngày 3 tháng 9 năm 2025", ("12/KH-UBND", None, "2025-09-03", "An Tân")),
        ("UBND XÃ AN TÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 12/2025/QĐ-UBND An Tân, ngày 3 tháng 9 năm 2025", ("12/2025/QĐ-UBND", None, "2025-09-03", "An Tân")),
        ("|\n**ỦY BAN NHÂN\nDÂN**\nXÃ AN TÂN\n-------\n|\n**CỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM**\n|\nSố: 12/KH-UBND\n|\n*An\nTân, ngày 3 tháng 9 năm 2025*\n|", ("12/KH-UBND", None, "2025-09-03", "An Tân")),
        ("XÃ AN TÂN\nSố: 4# /CT-UBND\nAn Tân, ngày #0 tháng 01 năm 2010", (None, "/CT-UBND", "2010-01", "An Tân")),
        ("TỈNH ỦY HÒA GIANG\n*\nSố 05-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nHòa Giang, ngày 03 tháng 9 năm 2025", ("05-KH/TU", None, "2025-09-03", "Hòa Giang")),
        ("TỈNH ỦY HÒA GIANG\nSố -KH/TU\nHòa Giang, ngày tháng 9 năm 2025", (None, "-KH/TU", "2025-09", "Hòa Giang")),
        ("TỈNH ĐOÀN HÒA GIANG\nSố: 34 KH/ĐTN\nĐOÀN TNCS HỒ CHÍ MINH\nHòa Giang, ngày 3/2/2023", ("34-KH/ĐTN", None, "2023-02-03", "Hòa Giang")),
        ("SỞ NỘI VỤ\nSỐ: 12/KH-SNV\nHÒA GIANG, NGÀY 03 THÁNG 02 NĂM 2023", ("12/KH-SNV", None, "2023-02-03", "Hòa Giang")),
        ("UBND XÃ AN TÂN\nSố: 05/KH/UBND\nAn Tân ngày 03 tháng 02 năm 2023", ("05/KH-UBND", None, "2023-02-03", "An Tân")),
        ("UBND XÃ AN TÂN\nSố: 05/KH-UBND\nAn Tân, Ngày 31 Tháng 02 Năm 2023", ("05/KH-UBND", None, "2023-02", "An Tân")),
        ("XÃ AN TÂN", (None, None, None, None)),
    ],
)  # fmt: skip
def test_number_date_and_place(letterhead: str, expected: tuple[str | None, ...]) -> None:
    header = extract(f"{letterhead}\n\nKẾ HOẠCH\nTruyền thông năm 2025\n\nI. MỤC ĐÍCH\n1. Một.").header
    assert (header.symbol, header.symbol_template, header.issued, header.place) == expected


@pytest.mark.parametrize(
    ("body", "issuer"),
    [
        (
            "Thực hiện Kế hoạch số 1/KH-UBND của UBND tỉnh, Ủy ban nhân dân huyện Tân Lập xây dựng Kế hoạch như sau:",
            "UBND huyện Tân Lập",
        ),
        ("Căn cứ Luật Báo chí;\nỦy ban nhân dân huyện xây dựng Kế hoạch như sau:", "UBND huyện Tân Lập"),
        ("Căn cứ Luật Báo chí; xây dựng kế hoạch như sau:", None),
    ],
)
def test_issuer_without_letterhead(body: str, issuer: str | None) -> None:
    header = extract(f"KẾ HOẠCH\nTruyền thông huyện Tân Lập năm 2025\n\n{body}\nI. MỤC ĐÍCH\n1. Một.").header
    assert header.issuer == issuer


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Thông tin đối ngoại huyện Tân Lập năm 2025", "2025"),
        ("Nâng cao năng lực giai đoạn 2026 - 2030", "2026/2030"),
        ("Phát triển hạ tầng giai đoạn 2026 - 2030, tầm nhìn đến năm 2045", "2026/2030"),
        ("Sinh hoạt chuyên môn năm học 2025 - 2026", "2025/2026"),
        ("Cải cách hành chính từ năm 2024 đến năm 2026", "2024/2026"),
        ("Triển khai Luật Đất đai năm 2024", None),
        ("Hội đồng phổ biến, giáo dục pháp luật tỉnh hoạt động năm 2024", "2024"),
        ("Truyền thông quý I năm 2026", "2026-33"),
        ("Truyền thông tháng 11/2025", "2025-11"),
        ("BAN HÀNH KẾ HOẠCH KIỂM SOÁT THỦ TỤC NĂM 2014 CỦA BỘ NÔNG NGHIỆP", "2014"),
        ("Thực hiện Chiến lược quốc gia đến năm 2030", None),
        ("Thực hiện Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ", None),
        ("Bầu cử đại biểu Hội đồng nhân dân nhiệm kỳ 2026 - 2031", None),
        ("Tổng kết Chương trình phòng, chống ma túy giai đoạn 2021 - 2025", None),
        ("Công tác văn thư", None),
    ],
)
def test_period(title: str, period: str | None) -> None:
    assert period_of(title) == period


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("trên địa bàn tỉnh Hòa Giang năm 2025", "Hòa Giang"),
        ("UBND TỈNH BÀ RỊA - VŨNG TÀU", "Bà Rịa - Vũng Tàu"),
        ("thành phố Cần Thơ", "Cần Thơ"),
        ("thành phố An Hòa", None),
        ("các tỉnh, thành phố", None),
    ],
)
def test_province(text: str, province: str | None) -> None:
    assert province_of(text) == province


@pytest.mark.parametrize(
    ("place", "province"),
    [
        ("thành phố Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("huyện Krông Ana", "Đắk Lắk"),
        ("huyện Châu Thành", None),  # ten provinces had one
        ("huyện An Tân", None),
        ("Vũng Tàu", None),
    ],
)
def test_province_above_a_district(place: str, province: str | None) -> None:
    assert province_above(place) == province


def test_district_tells_its_province_only_while_there_were_districts() -> None:
    text = "UBND HUYỆN KRÔNG ANA\nSố: 05/KH-UBND\nKrông Ana, ngày 03 tháng 9 năm {}\n\nKẾ HOẠCH\nTruyền thông\n\nI. MỤC ĐÍCH\n1. Một."
    assert (extract(text.format(2023)).header.province, extract(text.format(2026)).header.province) == ("Đắk Lắk", None)


def test_subtitle_behind_the_kind_belongs_to_the_kind() -> None:
    header = extract("UBND XÃ AN TÂN\n\nKẾ HOẠCH PHỐI HỢP\nVề công tác dân vận năm 2023\n\nI. MỤC ĐÍCH\n1. Một.").header
    assert (header.kind, header.title, header.period) == ("KH", "Về công tác dân vận năm 2023", "2023")


def test_level_of_a_city_depends_on_which() -> None:
    assert (level_of("UBND thành phố Hà Nội"), level_of("UBND thành phố An Hòa")) == ("tinh", "huyen")


LETTER = "ỦY BAN NHÂN DÂN\nXÃ AN TÂN\nSố: 12/UBND-VP\nV/v đôn đốc triển khai\ncông tác truyền thông\n{}\nAn Tân, ngày 3 tháng 9 năm 2025\nKính gửi:\n- Các thôn.\nCăn cứ Luật Báo chí, đề nghị:\n1. Rà soát.\n"


def test_official_letter() -> None:
    header = extract(LETTER.format(MOTTO)).header
    assert (header.kind, header.title, header.symbol, header.issued) == (
        "CV",
        "đôn đốc triển khai công tác truyền thông",
        "12/UBND-VP",
        "2025-09-03",
    )


def test_date_beside_the_subject_of_a_letter() -> None:
    raw = (
        "UBND TỈNH HÒA GIANG              CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ NỘI VỤ                            Độc lập - Tự do - Hạnh phúc\n"
        "Số: 12/SNV-TCBC\n"
        "V/v báo cáo biên chế            Hòa Giang, ngày 05 tháng 8 năm 2015\n"
        "công chức năm 2016\n\nKính gửi: UBND các huyện.\n1. Báo cáo."
    )
    header = extract(raw).header
    assert (header.title, header.issued, header.place) == (
        "báo cáo biên chế công chức năm 2016",
        "2015-08-05",
        "Hòa Giang",
    )
    assert header.spans["title"].start == raw.index("báo cáo")
    assert header.spans["title"].end == raw.index("\n\nKính gửi")
    header = extract(raw.replace("            Hòa Giang, ngày 05 tháng 8 năm 2015", "")).header
    assert (header.title, header.issued) == ("báo cáo biên chế công chức năm 2016", None)


@pytest.mark.parametrize(
    ("lines", "kind", "title", "period"),
    [
        ("KẾ HOẠCH Truyền thông xã An Tân năm 2025", "KH", "Truyền thông xã An Tân năm 2025", "2025"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG Thực hiện nghị quyết", "CTr", "Thực hiện nghị quyết", None),
        ("KẾ HOẠCH\nTRUYỀN THÔNG CƠ SỞ\nGiai đoạn 2022 - 2025", "KH", "TRUYỀN THÔNG CƠ SỞ Giai đoạn 2022 - 2025", "2022/2025"),
        ("KẾ HOẠCH\nTruyền thông cơ sở\nNăm 2025", "KH", "Truyền thông cơ sở Năm 2025", "2025"),
        ("KẾ HOẠCH\nTruyền thông cơ sở\nNăm 2025 là năm đầu của kỳ mới.", "KH", "Truyền thông cơ sở", None),
        ("KẾ HOẠCH Số 12 ngày 5/6", None, None, None),
        ("THÔN TÂN HÒA Truyền thông năm 2025", None, None, None),
    ],
)  # fmt: skip
def test_title_beside_its_kind_and_period_below(
    lines: str, kind: str | None, title: str | None, period: str | None
) -> None:
    header = extract(f"UBND XÃ AN TÂN\n\n{lines}\n\nI. MỤC ĐÍCH\n1. Một.").header
    assert (header.kind, header.title, header.period) == (kind, title, period)


def test_place_without_marks_takes_them_from_the_date_line() -> None:
    raw = "UY BAN NHAN DAN\nXA AN TAN\nSố: 1/KH-UBND\n{}, ngày 3 tháng 9 năm 2025\n\nKẾ HOẠCH\nTruyền thông\n\nI. A B\n1. Một."
    assert extract(raw.format("An Tân")).header.issuer == "UBND xã An Tân"
    assert extract(raw.format("Tân Hòa")).header.issuer == "UBND xã An Tan"


def test_letterhead_whose_capitals_an_old_font_lost() -> None:
    raw = "{}          Cộng hoà xã hội chủ nghĩa Việt Nam\nHuyện An Tân          Độc lập - Tự do - Hạnh phúc\n\n{}\nTruyền thông năm 2009\n\nI. A B\n1. Một."
    header = extract(raw.format("Uỷ ban nhân dân", "kế hoạch")).header
    assert (header.kind, header.title, header.issuer) == ("KH", "Truyền thông năm 2009", "UBND huyện An Tân")
    header = extract(raw.format("Theo dõi", "ý kiến")).header
    assert (header.kind, header.title) == (None, None)


def test_province_of_an_organ_of_a_committee() -> None:
    raw = "TỈNH ĐOÀN HÒA GIANG\n{}\n\nKẾ HOẠCH\nTruyền thông\n\nCăn cứ Chỉ thị số 5-CT/TU của Tỉnh ủy;\nI. A B\n1. Một."
    plan = extract(raw.format("BAN THƯỜNG VỤ"))
    assert (plan.header.issuer, plan.citations[0].issuer) == ("Ban Thường vụ Tỉnh đoàn Hòa Giang", "Tỉnh ủy Hòa Giang")
    assert extract(raw.replace("HÒA GIANG", "").format("BAN THƯỜNG VỤ")).citations[0].issuer == "Tỉnh ủy"


def test_province_of_a_department_above() -> None:
    raw = "{}\nBỆNH VIỆN ĐA KHOA AN TÂN\n\nKẾ HOẠCH\nTruyền thông\n\nI. A B\n1. Một."
    assert extract(raw.format("SỞ Y TẾ NGHỆ AN")).header.province == "Nghệ An"
    assert extract(raw.format("SỞ Y TẾ")).header.province is None


def test_what_a_decision_enacts_is_no_annex() -> None:
    table = "| ***Nơi nhận:*** - Như Điều 2; - Sở Y tế (b/c); - Lưu: VT, NV. | **KT. GIÁM ĐỐC** **PHÓ GIÁM ĐỐC** **Lê Văn An** |"
    raw = f"QUYẾT ĐỊNH\nVề việc truyền thông\n\nCăn cứ Luật Báo chí;\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Một.\n\nĐiều 2. Hai./.\n\n{table}\n\nKẾ HOẠCH\n\nI. A B\n\n1. Một."
    plan = extract(raw)
    assert [s.path for s in plan.sections] == ["Điều 1", "Điều 2", "PL/I", "PL/I/1"]
    assert [r.text for r in plan.recipients] == ["Như Điều 2", "Sở Y tế (b/c)", "Lưu: VT, NV"]
    found = plan.signature
    assert (found.capacity, found.position, found.name) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn An")
    plan = extract(raw.replace(table, ""))
    assert [s.path for s in plan.sections] == ["Điều 1", "Điều 2", "PL/I", "PL/I/1"]


def test_subject_of_a_letter_behind_its_number_in_one_cell() -> None:
    raw = "| SỞ NỘI VỤ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n|---|---|\n| Số: 12/SNV-CCHC {} đôn đốc năm 2023 | *Hòa Giang, ngày 4 5 tháng 6 năm 2023* |\n\nKính gửi: Các sở.\n\n1. Một."
    header = extract(raw.format("V/v")).header
    assert (header.symbol, header.title, header.issued) == ("12/SNV-CCHC", "đôn đốc năm 2023", "2023-06")
    header = extract(raw.format("được")).header
    assert (header.symbol, header.title) == ("12/SNV-CCHC", None)


def test_header_spans_lead_to_the_source() -> None:
    raw = f"ỦY BAN NHÂN DÂN\nXÃ AN TÂN\nSố: 05/KH-UBND\n{MOTTO}\nAn Tân, ngày 03 tháng 9 năm 2025\n\nKẾ HOẠCH\nTruyền thông\nnăm 2025\n\nI. A B\n1. Một."
    spans = extract(raw).header.spans
    found = {name: raw[span.start : span.end] for name, span in spans.items()}
    assert found == {
        "issuer": "ỦY BAN NHÂN DÂN\nXÃ AN TÂN",
        "symbol": "05/KH-UBND",
        "issued": "03 tháng 9 năm 2025",
        "place": "An Tân",
        "title": "Truyền thông\nnăm 2025",
    }


@pytest.mark.parametrize(
    ("tail", "recipients", "signature"),
    [
        ("Nơi nhận:\n- Sở Nội vụ;\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn An", ["Sở Nội vụ", "Lưu: VT"], ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An")),
        ("Nơi nhận:                     KT. GIÁM ĐỐC\n- Sở Nội vụ;                  PHÓ GIÁM ĐỐC\n- Lưu: VT.\n                              Lê Văn An", ["Sở Nội vụ", "Lưu: VT"], (None, "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Văn An")),
        ("|Nơi nhận:      |THỦ TƯỚNG     |\n|- Các Bộ;      |              |\n|- Lưu: VT (3b). |Lê Văn An    |", ["Các Bộ", "Lưu: VT (3b)"], (None, None, "THỦ TƯỚNG", "Lê Văn An")),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nLê Văn An\n\nNơi nhận:\n- Các chi bộ,\n- Lưu Văn phòng.", ["Các chi bộ", "Lưu Văn phòng"], ("T/M BAN THƯỜNG VỤ", None, "PHÓ BÍ THƯ", "Lê Văn An")),
        ("Nơi nhận:\n- Công an xã; Quân sự xã;\n- VPUB: CVP, các PCVP,\n  Trung tâm thông tin;\n- Lưu: VT.\nCHỦ TỊCH\nLê Văn An", ["Công an xã; Quân sự xã", "VPUB: CVP, các PCVP, Trung tâm thông tin", "Lưu: VT"], (None, None, "CHỦ TỊCH", "Lê Văn An")),
        ("|  | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn An |", [], ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An")),
        ("TL. CHỦ TỊCH\nKT. CHÁNH VĂN PHÒNG\nPHÓ CHÁNH VĂN PHÒNG\nLê Văn An", [], ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG", "Lê Văn An")),
        ("Nơi  nhận:\n*   Các thôn;\n*   Lưu: VT.\nHIỆU TRƯỞNG\nLê Văn An", ["Các thôn", "Lưu: VT"], (None, None, "HIỆU TRƯỞNG", "Lê Văn An")),
        ("Nơi nhận:\n1. Sở Nội vụ;\n2. Lưu: VT.\nCHỦ TỊCH\nLê Văn An", ["Sở Nội vụ", "Lưu: VT"], (None, None, "CHỦ TỊCH", "Lê Văn An")),
        ("Nơi nhận: Sở Nội vụ; Các thôn; Lưu: VT.\nCHỦ TỊCH\n(Đã ký)\nLê Văn An", ["Sở Nội vụ", "Các thôn", "Lưu: VT"], (None, None, "CHỦ TỊCH", "Lê Văn An")),
        ("Nơi nhận:\n- Lưu: VT.\nQ. CHỦ TỊCH\nLê Văn An", ["Lưu: VT"], (None, None, "Q. CHỦ TỊCH", "Lê Văn An")),
        ("Nơi nhận:\n- Các thôn\n\n- Lưu VT\n\nCHỦ TỊCH\n\n[daky]\n\nLê Văn An", ["Các thôn", "Lưu VT"], (None, None, "CHỦ TỊCH", "Lê Văn An")),
        ("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nĐã ký: Lê Văn An", ["Lưu: VT"], (None, None, "CHỦ TỊCH", "Lê Văn An")),
        ("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nNgười ký: bản gốc", ["Lưu: VT"], (None, None, "CHỦ TỊCH", None)),
        ("Nơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\nK’ Brôi", ["Lưu: VT"], (None, None, "CHỦ TỊCH", "K’ Brôi")),
        ("GIÁM ĐỐC\nNơi nhận:\n- Lưu: VT.\n\nLê Văn An", ["Lưu: VT"], (None, None, "GIÁM ĐỐC", "Lê Văn An")),
        ("THÔNG TIN\nNơi nhận:\n- Lưu: VT.\n\nLê Văn An", ["Lưu: VT"], (None, None, None, "Lê Văn An")),
        ("TRƯỞNG BAN\n\nCHỦ TỊCH UBND TỈNH\nLê Văn An\nNơi nhận:\n- Lưu: VT.", ["Lưu: VT"], (None, None, "TRƯỞNG BAN", "Lê Văn An")),
        ("HIỆU TRƯỞNG\nLê Văn An\nNơi nhận:\n- Lưu: VT.", ["Lưu: VT"], (None, None, "HIỆU TRƯỞNG", "Lê Văn An")),
        ("Giao cho\nLê Văn An\nNơi nhận:\n- Lưu: VT.", ["Lưu: VT"], (None, None, None, None)),
        ("Nơi nhận: Sở Nội vụ; Các thôn; Báo;\nĐài; Lưu: VT.\nCHỦ TỊCH\nLê Văn An", ["Sở Nội vụ", "Các thôn", "Báo", "Đài", "Lưu: VT"], (None, None, "CHỦ TỊCH", "Lê Văn An")),
        ("HIỆU TRƯỞNG\nLê Văn An", [], (None, None, "HIỆU TRƯỞNG", "Lê Văn An")),
        ("", [], (None, None, None, None)),
    ],
)  # fmt: skip
def test_recipients_and_signature(tail: str, recipients: list[str], signature: tuple[str | None, ...]) -> None:
    plan = extract(f"KẾ HOẠCH\nTruyền thông\n\nI. MỤC ĐÍCH\n1. Một.\nTrên đây là Kế hoạch./.\n\n{tail}")
    assert [r.text for r in plan.recipients] == recipients
    found = plan.signature
    assert (found.authority, found.capacity, found.position, found.name) == signature
