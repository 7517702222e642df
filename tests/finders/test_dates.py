"""Dates: each form the genre knows beside its broken twin, their roles, and what no text at all may do."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_extract.clean import fold
from ttdn_extract.finders.date_points import mend_time_words, needed
from ttdn_extract.finders.date_roles import Context, _compiled, assign_roles, shape_of
from ttdn_extract.finders.dates import find_dates
from ttdn_extract.markers import read_marker
from ttdn_extract.rulebook import load_rows


def values(text: str) -> list[str]:
    return [mention.edtf for mention in find_dates(fold(text)).mentions]


NOTHING = Context()


def roles(text: str, context: Context = NOTHING) -> list[str]:
    folded = fold(text)
    return [mention.role for mention in assign_roles(folded, find_dates(folded).mentions, context)]


FULL = [
    ("ngày 15/4/2024 của", ["2024-04-15"]),
    ("15/ 4/2024", ["2024-04-15"]),
    ("15.4.2024", ["2024-04-15"]),
    ("15-4-2024", ["2024-04-15"]),
    ("ngày 2025-04-15", ["2025-04-15"]),
    ("ngày 15 tháng 6 năm 2023", ["2023-06-15"]),
    ("21 tháng 09 năm 2025", ["2025-09-21"]),
    ("ngày 14 THÁNG 9\nNĂM 2005", ["2005-09-14"]),
    ("ngày 15 tháng 4/2025", ["2025-04-15"]),
    ("ngày 03/02 năm 2025", ["2025-02-03"]),
    ("30 tháng Tư năm 1975", ["1975-04-30"]),
    ("trước ngày 30 tháng 12 năm 201 1./.", ["2011-12-30"]),
    ("ngày 25/1 1/2021", ["2021-11-25"]),
    ("ngày 0i tháng 9 năm 2009", ["2009-09-01"]),
    ("29/02/2024", ["2024-02-29"]),
]
PARTS = [
    ("Hoàn thành trong Q.II/2025.", ["2025-34"]),
    ("Văn bản số 15/Q.II/2025.", []),
    ("Tổng kết Q.IV năm 2026.", ["2026-36"]),
    ("Trụ sở tại Q.1 năm 2026.", ["2026"]),
    ("Hoàn thành trong quý II (2025).", ["2025-34"]),
    ("Hoàn thành trong quý II (2025 hộ).", ["XXXX-34"]),
    ("Gửi trước ngày 15/04/25.", ["2025-04-15"]),
    ("Gửi văn bản số 15/04/25.", []),
    ("Kỷ niệm ngày 30/4/75.", []),
    ("Chậm nhất 15.04.25.", ["2025-04-15"]),
    ("Gửi trước ngày 15/04/25/QĐ.", []),
    ("Hoàn thành trước 15-6.", ["XXXX-06-15"]),
    ("Hoàn thành trước 5-6 ngày.", []),
    ("Hoàn thành mục 15-6.", []),
    ("Trước ngày 15.6 và 15.12.", ["XXXX-06-15", "XXXX-12-15"]),
    ("Trước ngày 15.6 và 2.5 tỷ đồng.", ["XXXX-06-15"]),
    ("Trước ngày 15/6 và 2.5.", ["XXXX-06-15"]),
    ("Trước ngày 15-6 và 15-12 hằng năm.", ["XXXX-06-15", "XXXX-12-15"]),
    ("Các tháng 3, 5-6 và 9/2025.", ["2025-03", "2025-05/2025-06", "2025-09"]),
    ("Thời gian: 20, 21/5.", ["XXXX-05-20", "XXXX-05-21"]),
    ("Thời gian: 20, 21/5 xã.", []),
    ("Điều 20, 21/5/2025.", ["2025-05-21"]),
    ("Tổ chức vào 20 và 21/5/2025.", ["2025-05-20", "2025-05-21"]),
    ("Gửi trước 25 hằng tháng.", ["XXXX-XX-25"]),
    ("Đạt 25 hằng tháng.", []),
    ("Sáu tháng đầu năm 2026.", ["2026-01/2026-06"]),
    ("Sáu tháng năm 2026.", ["2026"]),
    ("Xong trước ngày 3 0/6/2025.", ["2025-06-30"]),
    ("Xong trước ngày 3 15/6/2025.", ["2025-06-15"]),
    ("Báo cáo Sở (lần 1: 15/6, lần 2: 15/12).", ["XXXX-06-15", "XXXX-12-15"]),
    ("Báo cáo Sở (đạt: 15/6, thiếu: 15/12).", []),
    ("Số liệu: từ ngày 15 tháng trước đến ngày 14 tháng báo cáo.", ["XXXX-XX-15/XXXX-XX-14"]),
    ("Số liệu: ngày 15 tháng trước và ngày 14 tháng báo cáo.", ["XXXX-XX-15", "XXXX-XX-14"]),
    ("Xong trước 30.6.", ["XXXX-06-30"]),
    ("Xong trước 30.6 tỷ đồng.", []),
    ("Gồm các mục như sau: 2.1. Xây dựng đường.", []),
    ("Hoàn thành trước ngày 15 - 4 - 2025.", ["2025-04-15"]),
    ("Từ mục 15 - 4 - 2025.", []),
    ("Hoàn thành trước ngày l5/4/2O25.", ["2025-04-15"]),
    ("Hoàn thành trước mục l5/4/2O25.", []),
    ("Thời gian: 02 ngày, từ 20 đến 21/5/2025.", ["2025-05-20/2025-05-21"]),
    ("Tăng từ 20 đến 21/5 chỉ tiêu.", []),
    ("Thời gian: T5-T6/2025.", ["2025-05/2025-06"]),
    ("Thời gian thực hiện: 30/6.", ["XXXX-06-30"]),
    ("Tỷ lệ đại biểu dự: 30/6.", []),
    ("Trước ngày 20/3 (quý I), 20/6 (6 tháng) và 20/12 (năm).", ["XXXX-03-20", "XXXX-06-20", "XXXX-12-20"]),
    ("Trước ngày 20/3 (quý I năm 2025), có 20/6 xã.", ["XXXX-03-20", "2025-33"]),
    ("Báo cáo tuần, tháng (ngày 20), quý (ngày 25 tháng cuối quý).", ["XXXX-XX-20", "XXXX-XX-25"]),
    ("Báo cáo 6 tháng (ngày 20) đầy đủ.", []),
    ("Thời gian thực hiện: 3-5/2025.", ["2025-03/2025-05"]),
    ("Hoàn thành trong Quí II/2025.", ["2025-34"]),
    ("Họp vào các tháng 3, 6, 9 và 12;", ["XXXX-03", "XXXX-06", "XXXX-09", "XXXX-12"]),
    ("Họp tuần thứ 2 tháng 11.", ["XXXX-11"]),
    ("Họp lần thứ 2 tháng 11.", []),
    ("Trong tháng 3, 2 xã đã họp.", ["XXXX-03"]),
    ("Thời gian thực hiện: Tháng 4, 5, 6 năm 2025.", ["2025-04", "2025-05", "2025-06"]),
    ("Tập trung vào tháng 5 và 6 năm 2025.", ["2025-05", "2025-06"]),
    ("Thời gian: Tháng 4,5,6/2025.", ["2025-04", "2025-05", "2025-06"]),
    ("Thời gian thực hiện: Quý 2-3/2025.", ["2025-34/2025-35"]),
    ("Thời gian thực hiện: Quý I+II năm 2025.", ["2025-33", "2025-34"]),
    ("Thời gian: T12/2025.", ["2025-12"]),
    ("Thời gian thực hiện: 2025.", ["2025"]),
    ("1. Tháng 11 hằng năm tổ chức Ngày hội.", ["XXXX-11"]),
    ("Trong các năm 2023, 2024, 2025 đã tổ chức 15 lớp.", ["2023", "2024", "2025"]),
    ("Đợt 1: 10/3 - 20/3; đợt 2: 15/8 - 25/8.", ["XXXX-03-10/XXXX-03-20", "XXXX-08-15/XXXX-08-25"]),
    ("Chào mừng các ngày lễ lớn: 30/4, 1/5, 19/5, 2/9.", ["XXXX-04-30", "XXXX-05-01", "XXXX-05-19", "XXXX-09-02"]),
    ("Cách mạng Tháng Tám 19/8 và Quốc khánh 02/9.", ["XXXX-08-19", "XXXX-09-02"]),
    ("trước ngày 15tháng12năm2025.", ["2025-12-15"]),
    ("trước ngày 10 tháng 01 năm sau.", ["XXXX-01-10"]),
    ("tháng 5/2025", ["2025-05"]),
    ("tháng 5 năm 2025", ["2025-05"]),
    ("hoàn thành trong 5/2025", ["2025-05"]),
    ("tuần 2 tháng 5/2025", ["2025-05"]),
    ("Quý I năm 2025", ["2025-33"]),
    ("quý 2/2026", ["2026-34"]),
    ("Quý ll/2014", ["2014-34"]),
    ("Quý IV-2025", ["2025-36"]),
    ("trong quý III", ["XXXX-35"]),
    ("6 tháng đầu năm 2025", ["2025-01/2025-06"]),
    ("4 tháng cuối năm 2025", ["2025-09/2025-12"]),
    ("nửa cuối năm 2025", ["2025-07/2025-12"]),
    ("năm 2025", ["2025"]),
    ("hoạt động ngân hàng năm 2014", ["2014"]),
    ("Lễ hội hoa Mai Sơn 2025,", ["2025"]),
    ("nhiệm vụ của ngành 2014: phát huy", ["2014"]),
]
RANGES = [
    ("từ ngày 01 đến ngày 15/3/2025", ["2025-03-01/2025-03-15"]),
    ("từ 14/7/2011 đến ngày 15/9/2025", ["2011-07-14/2025-09-15"]),
    ("từ 01/3 đến 30/6/2025", ["2025-03-01/2025-06-30"]),
    ("15-20/5/2025", ["2025-05-15/2025-05-20"]),
    ("từ tháng 3 đến tháng 9/2026", ["2026-03/2026-09"]),
    ("tháng 3-9/2026", ["2026-03/2026-09"]),
    ("từ Quý II - IV/2014", ["2014-34/2014-36"]),
    ("giai đoạn 2021 – 2025", ["2021/2025"]),
    ("GIAI ĐOẠN 2026 –\n2028", ["2026/2028"]),
    ("từ năm 2021 đến hết năm 2025", ["2021/2025"]),
    ("từ 2010 đến 2020", ["2010/2020"]),
    ("năm học 2025 - 2026", ["2025/2026"]),
    ("(3/2/1930-3/2/2025)", ["1930-02-03/2025-02-03"]),
    ("từ ngày 26/02/2026 đến 05 giờ 00 ngày 14/3/2026", ["2026-02-26/2026-03-14"]),
    ("từ ngày 10/3/2025 (thứ Hai) đến ngày 14/3/2025", ["2025-03-10/2025-03-14"]),
    ("từ 01/12 của năm trước đến hết tháng 02 trong năm", ["XXXX-12-01/XXXX-02"]),
    ("từ 7 giờ 00 ngày 15/3/2026 đến 19 giờ 00 ngày 15/3/2026", ["2026-03-15"]),
]
LISTS = [
    ("Quý I và Quý II/2014", ["2014-33", "2014-34"]),
    ("quý I, II và III năm 2025", ["2025-33", "2025-34", "2025-35"]),
    ("các ngày 5, 6 và 7/8/2025", ["2025-08-05", "2025-08-06", "2025-08-07"]),
    ("tháng 3, 4 và 5/2025", ["2025-03", "2025-04", "2025-05"]),
    ("năm 2024, 2025 và 2026", ["2024", "2025", "2026"]),
    ("giai đoạn 2013 - 2015 và 2016 - 2020", ["2013/2015", "2016/2020"]),
    ("các ngày lễ lớn 3/2, 19/5, 2/9 và 7/11 hàng năm", ["XXXX-02-03", "XXXX-05-19", "XXXX-09-02", "XXXX-11-07"]),
]
OPEN = [
    ("tầm nhìn đến năm 2045", ["../2045"]),
    ("tầm nhìn đến 2050;", ["../2050"]),
    ("đến năm 2025 và 2030", ["../2025", "../2030"]),
    ("từ nay đến cuối năm 2025", ["../2025"]),
    ("kể từ ngày 01/7/2025", ["2025-07-01/.."]),
    ("sau ngày 30/6/2025", ["2025-06-30/.."]),
    ("Từ Quý I năm 2025", ["2025-33/.."]),
    ("2026-2030 và những năm tiếp theo", ["2026/.."]),
    ("năm 2025 và các năm tiếp theo", ["2025/.."]),
    ("từ năm 2026 trở đi", ["2026/.."]),
    ("đến hết tháng 6/2025", ["2025-06"]),
    ("trước ngày 10/12/2025", ["2025-12-10"]),
]
YEARLESS = [
    ("trước ngày 10/6", ["XXXX-06-10"]),
    ("ngày 10/12 hằng năm", ["XXXX-12-10"]),
    ("trước ngày 15 tháng 11)", ["XXXX-11-15"]),
    ("trước ngày 20 hằng tháng", ["XXXX-XX-20"]),
    ("hằng tháng (trước ngày 20)", ["XXXX-XX-20"]),
    ("ngày 15 và 30 hằng tháng", ["XXXX-XX-15", "XXXX-XX-30"]),
    ("trước ngày 15 tháng cuối quý", ["XXXX-XX-15"]),
    ("Ngày Thương binh - Liệt sĩ (27/7)", ["XXXX-07-27"]),
    ("từ tháng 3 đến tháng 11 hàng năm", ["XXXX-03/XXXX-11"]),
]
BLANK = [
    ("Mai Sơn, ngày tháng 9 năm 2025", ["2025-09"]),
    ("Mai Sơn, ngày tháng năm 2026", ["2026"]),
    ("ngày /4/2026 của", ["2026-04"]),
    ("ngày …/…/2025", ["2025"]),
    ("ngày 00/5/2025", ["2025-05"]),
]


@pytest.mark.parametrize(("text", "expected"), FULL + PARTS + RANGES + LISTS + OPEN + YEARLESS + BLANK)
def test_reads(text: str, expected: list[str]) -> None:
    assert values(text) == expected


def test_misread_words_of_time_are_mended_in_their_places() -> None:
    text = "Hằng nãm, trước ngáy 15 thàng 6 nãm 2023"
    mended = mend_time_words(fold(text))
    assert len(mended) == len(text)
    assert [mention.edtf for mention in find_dates(mended).mentions] == ["2023-06-15"]
    assert mend_time_words("ngáy ngủ, thành 6, nam 2023") == "ngáy ngủ, thành 6, nam 2023"


BROKEN_TWINS = [
    *("31/02/2025", "15/13/2025", "29/02/2023", "15/4/24", "1/1/1/2024", "15/4/2024/5"),
    *("an ninh mạng 24/7 cho", "trực 24/24 giờ", "84 %", "VR360", "Điều 5", "6 tháng", "05 năm", "kỷ niệm 95 năm"),
    *(
        "1/10.000",
        "12.375,3/10.200 triệu",
        "13h30",
        "02/03 xã",
        "đạt 2/3 số phiếu",
        "từ 3/4 thành viên trở lên",
        "(1/2)",
    ),
    *(
        "số 12/2024/TT-BTC",
        "số 05/2026/VLN",
        "09/2017/NĐ-CP",
        "66.7/2025/NQ-CP",
        "16/2023/QH15",
        "Thông tư 06/2022 của",
    ),
    *("0912.345.678", "024.3825.2024", "tài khoản 1234 2025 5678", "QCVN 01:2019/BCT", "TCVN ISO 9001:2015", "VN-2000"),
    *(
        "6 tháng đầu năm",
        "sáu tháng đầu năm",
        "định kỳ 6 tháng 1 lần",
        "mỗi tháng 02 chuyên mục",
        "hằng quý 01 báo cáo",
        "Cách mạng tháng 8",
    ),
    *("khoảng 2000 hộ", "2025 hộ", "đạt 2.025 tỷ", "mỗi năm 2000 lượt", "đường 30/4, phường", "quảng trường 2/9"),
    *("ngày 10/3 âm lịch", "ngày 15 tháng 8 năm Ất Tỵ", "(nhằm ngày 24 tháng 12)", "ngày 15 có mưa", "quý vị"),
]


@pytest.mark.parametrize("text", BROKEN_TWINS)
def test_reads_no_date(text: str) -> None:
    assert values(text) == []


def test_a_number_behind_a_list_is_not_drawn_in() -> None:
    assert values("trong tháng 3, 2 xã hoàn thành") == ["XXXX-03"]
    assert values("năm 2024, 2025 hộ nghèo") == ["2024"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ngày 31/02/2025", "date.impossible"),
        ("ngày 5 và 31/6/2025", "date.impossible"),
        ("từ ngày 15/3 đến ngày 10/3/2025", "date.impossible"),
        ("từ ngày 10/3 đến ngày 15/3/2025", ""),
        ("năm 2011", ""),
        ("năm 201 1", "date.spaced"),
        ("ngày l5 tháng 9 năm 2009", "date.misread"),
    ],
)
def test_problems_are_told(text: str, code: str) -> None:
    assert [problem.code for problem in find_dates(fold(text)).problems] == ([code] if code else [])


@pytest.mark.parametrize(
    "marked",
    [
        "trước ngày [[15/4/2024]] của",
        "từ ngày [[01 đến ngày 15/3/2025]].",
        "đến [[năm 2030]], tầm",
        "(trước ngày [[10/12 hằng năm]])",
        "[[Năm 2025 và các năm tiếp theo]].",
        "trước ngày [[25 của tháng cuối quý]].",
        "trước ngày [[05/01 của năm tiếp theo]].",
    ],
)
def test_span(marked: str) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    [mention] = find_dates(fold(text)).mentions
    assert text[mention.start : mention.end] == marked.partition("[[")[2].partition("]]")[0]


ROLES = [
    ("Tổ chức vào tháng 8 hằng năm.", "event"),
    ("Tổ chức vào tháng 8 năm 2026.", "deadline"),
    ("Báo cáo kết quả vào tháng 8 hằng năm.", "deadline"),
    ("- Thời gian: 01 ngày, dự kiến ngày 15/8/2025.", "event"),
    ("- Thời gian thực hiện: 01 ngày, dự kiến ngày 15/8/2025.", "deadline"),
    ("- Thời gian: 15 ngày, trước ngày 15/8/2025.", "deadline"),
    ("Xong trong tuần thứ nhất của tháng 6/2025.", "deadline"),
    ("Số hộ nghèo của tháng 6/2025.", "period"),
    ("Hoàn thành trong nửa đầu tháng 6/2025.", "deadline"),
    ("Hội nghị hạn 15/6/2025.", "deadline"),
    ("Đăng ký đến 17h00, ngày 20/5/2025.", "deadline"),
    ("Họp từ 14 giờ đến 17h00, ngày 20/5/2025.", "event"),
    ("Nộp hồ sơ từ 8h00 ngày 01/3/2026 đến 17h00 ngày 14/3/2026.", "deadline"),
    ("Tổ chức từ 8h00 ngày 01/3/2026 đến 17h00 ngày 14/3/2026.", "period"),
    ("Thời gian chốt số liệu: từ ngày 15 tháng trước đến ngày 14 tháng báo cáo.", "period"),
    ("Thời gian gửi số liệu: ngày 15 tháng sau.", "deadline"),
    ("Hoàn thành trong T10/2025.", "deadline"),
    ("Kết quả T10/2025.", "period"),
    ("Hoàn thành trong 6 tháng đầu năm 2025.", "deadline"),
    ("Kết quả 6 tháng đầu năm 2025.", "period"),
    ("Gửi trước mùng 5 hằng tháng.", "deadline"),
    ("Họp vào mùng 5 hằng tháng.", "event"),
    ("Báo cáo quý (ngày 20 tháng cuối quý).", "deadline"),
    ("Báo cáo Sở Nội vụ trước ngày 15/12/2025", "deadline"),
    ("chậm nhất là ngày 20/6/2025", "deadline"),
    ("gửi trước 10 giờ 00 ngày 03/02/2025", "deadline"),
    ("đến hết ngày 30/9/2025", "deadline"),
    ("Gửi về Sở trước 17h00, thứ Sáu, ngày 14/3/2025.", "deadline"),
    ("Chậm nhất đến 17 giờ 00 phút ngày 25/12/2025.", "deadline"),
    ("Hoàn thành vào cuối năm 2025.", "deadline"),
    ("Gửi bài từ ngày 10/3/2025 đến hết ngày 10/5/2025", "deadline"),
    ("Thời gian: 7h30-11h30 ngày 20/4/2025.", "event"),
    ("Tháng hành động vì trẻ em (tháng 6),", "event"),
    ("Nghị quyết số 57-NQ/TW (22/12/2024) của Bộ Chính trị.", "instrument"),
    ("Luật Báo chí (2016)", "instrument"),
    ("Hoàn thành trong Quý II/2025.", "deadline"),
    ("- Thời gian thực hiện: Năm 2025.", "deadline"),
    ("b) Tiến độ: tháng 3/2025", "deadline"),
    ("thực hiện trong tháng 5/2025", "deadline"),
    ("đẩy nhanh tiến độ xây dựng đường; phấn đấu đến năm 2030 hoàn thành", "period"),
    ("đến hết năm 2025, 100% xã", "period"),
    ("kết quả hoàn thành các chỉ tiêu năm 2025", "period"),
    ("kết quả thực hiện quý I/2025", "period"),
    ("tính đến ngày 30/6/2025", "period"),
    ("có hiệu lực từ ngày 01/7/2025", "period"),
    ("đại hội đảng các cấp nhiệm kỳ 2025 - 2030", "period"),
    ("Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị", "instrument"),
    ("Hướng dẫn số 06 -HD/TW, ngày 09/6/2025", "instrument"),
    ("Luật Tổ chức chính quyền địa phương ngày 19/6/2015", "instrument"),
    ("Luật Phòng, chống ma túy năm 2021", "instrument"),
    ("Luật Phòng, chống tham nhũng của ngành năm 2010", "period"),
    ("Chương trình xây dựng luật, pháp lệnh năm 2013", "period"),
    ("phổ biến, giáo dục pháp luật năm 2014", "period"),
    ("UNCLOS 1982", "event"),
    ("Công ước Liên hợp quốc về Luật Biển năm 1982", "event"),
    ("kỷ niệm 80 năm (22/12/1944 - 22/12/2024)", "event"),
    ("Lúc 14 giờ 00 phút, ngày 28 tháng 4 năm 2026", "event"),
    ("Tổ chức lễ phát động vào ngày 15/8/2025", "event"),
    ("các ngày lễ lớn năm 2025", "period"),
    ("(Kèm theo Kế hoạch số 72/KH-UBND ngày 05/9/2025)", "issued"),
    ("ban hành kèm theo Quyết định số 11/QĐ-UBND ngày 05/9/2025", "issued"),
    ("Chương trình (ban hành kèm theo Quyết định số 11/QĐ-UBND ngày 05/9/2025)", "instrument"),
]


@pytest.mark.parametrize(("text", "role"), ROLES)
def test_role(text: str, role: str) -> None:
    assert roles(text) == [role]


def test_what_the_other_stages_know_decides_first() -> None:
    text = "họp ngày 15/8/2025"
    assert roles(text) == ["event"]
    assert roles(text, Context(own=(9, 18))) == ["issued"]
    assert roles(text, Context(citations=((0, 18),))) == ["instrument"]
    assert roles(text, Context(citations=((0, 8),))) == ["event"]
    assert roles("Kế hoạch cải cách hành chính năm 2026", Context(citations=((0, 37),))) == ["period"]
    assert roles("Luật Đầu tư công năm 2024", Context(citations=((0, 25),))) == ["instrument"]


class Lines:
    """Paragraphs of a text, one a line."""

    def __init__(self, text: str) -> None:
        self.paragraphs = []
        at = 0
        for line in text.split("\n"):
            self.paragraphs.append(Block(at, at + len(line), read_marker(line)))
            at += len(line) + 1


class Block:
    zone, annex = "body", 0

    def __init__(self, start: int, end: int, marker: object) -> None:
        self.start, self.end, self.marker = start, end, marker


def test_a_heading_of_time_governs_what_stands_under_it() -> None:
    text = "2. Thời gian thực hiện:\n- Ban hành: ngày 15/8/2025\n- Sơ kết: năm 2026\n3. Kinh phí\n- Dự toán năm 2026"
    assert roles(text, Context(Lines(text).paragraphs)) == ["deadline", "deadline", "period"]


@pytest.mark.parametrize(
    ("text", "period", "inferred"),
    [
        ("trước ngày 10/6", "2025", "2025-06-10"),
        ("trước ngày 10/6", "2026/2030", None),
        ("trước ngày 10/6", None, None),
        ("trước ngày 10/6 hằng năm", "2025", None),
        ("hằng năm (trước ngày 10/6)", "2025", None),
        ("trước ngày 10 tháng 01 của năm liền kề", "2025", None),
        ("trước ngày 20 hằng tháng", "2025", None),
        ("kỷ niệm ngày 30/4", "2025", None),
    ],
)
def test_only_a_deadline_of_a_plan_for_one_year_is_inferred(
    text: str, period: str | None, inferred: str | None
) -> None:
    folded = fold(text)
    [mention] = assign_roles(folded, find_dates(folded).mentions, Context(period=period))
    assert (mention.inferred, mention.edtf.startswith("XXXX")) == (inferred, True)


@pytest.mark.parametrize("row", [*load_rows("dates"), *load_rows("date_roles")], ids=lambda row: row.id)
def test_needed_words_stand_wherever_the_row_fits(row) -> None:  # type: ignore[no-untyped-def]
    words = needed(row.pattern)
    for example in row.examples:
        match = re.search(row.pattern, example)
        assert not words or match is None or any(word in match.group() for word in words)


@pytest.mark.parametrize("row", [*load_rows("dates"), *load_rows("date_roles")], ids=lambda row: row.id)
def test_rows_prove_themselves(row) -> None:  # type: ignore[no-untyped-def]
    pattern = re.compile(row.pattern)
    assert [text for text in row.examples if not pattern.search(text)] == []
    assert [text for text in row.counter if pattern.search(text)] == []
    assert [text for text in row.examples + row.counter if text != fold(text)] == []


@pytest.mark.parametrize(
    "row", [row for row in load_rows("date_roles") if row["where"] == "before"], ids=lambda row: row.id
)
def test_shapes_are_known(row) -> None:  # type: ignore[no-untyped-def]
    known = {
        shape_of(edtf)
        for edtf in (
            "2025-01-02",
            "2025-01",
            "2025-33",
            "2025",
            "1982",
            "2021/2025",
            "2025-01/2025-06",
            "2025-01-02/2025-02-03",
        )
    }
    known |= {shape_of(edtf) for edtf in ("2025/..", "../2025", "XXXX-XX-15", "1930-02-03/2025-02-03")} | {
        "part",
        "bare",
    }
    assert set(row["shape"]) <= known and _compiled(row.id)


WORDS = ["ngày ", "tháng ", "năm ", "quý ", "đến ", "từ ", "và ", "hằng ", "đầu ", "trước ", "trở đi", "I", "iv"]
PIECES = st.sampled_from(
    [*WORDS, "15", "6", "20", "2025", "201 1", "31/02/2025", "/", ".", "-", ", ", " ", "(", ")", "\n"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_gives_ordered_spans_inside_it(text: str) -> None:
    folded = fold(text)
    found = find_dates(folded)
    at = 0
    for mention in assign_roles(folded, found.mentions, NOTHING):
        assert at <= mention.start < mention.end <= len(text)
        assert mention.role in ("issued", "instrument", "deadline", "period", "event")
        assert re.fullmatch(r"(\.\.|[\dX]{4}(-[\dX]{2}){0,2})(/(\.\.|[\dX]{4}(-[\dX]{2}){0,2}))?", mention.edtf)
        at = mention.end
    assert all(0 <= problem.start < problem.end <= len(text) for problem in found.problems)


def seconds(text: str) -> float:
    folded = fold(text)
    start = time.perf_counter()
    assign_roles(folded, find_dates(folded).mentions, NOTHING)
    return time.perf_counter() - start


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1/",
        "1/1, ",
        "12 ",
        "năm 2025, ",
        "tháng 3, ",
        "ngày 5, ",
        "2021-2025 ",
        "từ ngày 1 đến ",
        "ngày " * 9 + "/",
    ],
)
def test_time_grows_with_length(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (20_000, 160_000))
    seconds(short)
    assert seconds(long) < 30 * max(seconds(short), 0.002)


def test_a_list_of_deadlines_may_say_for_whom() -> None:
    text = "Hoàn thành chậm nhất ngày 31/10/2025 đối với cấp xã; ngày 30/11/2025 đối với cấp tỉnh."
    assert roles(text) == ["deadline", "deadline"]
    assert roles(text.replace("đối với cấp xã", "và tổ chức lễ phát động")) == ["deadline", "event"]
