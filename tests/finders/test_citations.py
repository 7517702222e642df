"""Citations: each form the genre knows beside its broken twin, what stands around it, and what no text may do."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_extract.clean import fold
from ttdn_extract.finders.citations import find_citations
from ttdn_extract.finders.context import Context
from ttdn_extract.finders.issuers import read_issuer
from ttdn_extract.finders.mention import CitationMention
from ttdn_extract.rulebook import load_rows, load_table

HERE = Context(
    issuer="UBND huyện An Tân", level="huyen", province="Hòa Giang", issued="2024-05-02", symbol="72/KH-UBND"
)
CITY = Context(issuer="UBND quận Lam Sơn", level="huyen", province="Đà Nẵng")


def cite(text: str, context: Context = HERE, preamble: tuple[int, int] = (0, 0)) -> list[CitationMention]:
    return find_citations(text, fold(text), context, preamble)[0]


def one(text: str, context: Context = HERE) -> CitationMention:
    (mention,) = cite(text, context)
    return mention


# [[…]] marks the span of the mention.
NUMBERED = [
    ("theo [[Kết luận số 57- KL/TW, ngày 15 tháng 6 năm 2023 của Bộ Chính trị]] về", "KL", "57-KL/TW", "2023-06-15", "Bộ Chính trị"),
    ("[[Nghị quyết 47/NQCP ngày 15/4/2024 của Chính phủ]];", "NQ", "47/NQ-CP", "2024-04-15", "Chính phủ"),
    ("[[Văn bản số 3890/BTTTT-TTĐN ngày 08/10/2020]] hướng dẫn", "CV", "3890/BTTTT-TTĐN", "2020-10-08", "Bộ Thông tin và Truyền thông"),
    ("[[Quy định số 178-QĐ/TW của Ban Bí thư]]", "QyĐ", "178-QĐ/TW", None, "Ban Bí thư"),
    ("[[Quyết định số 178-QĐ/TW của Ban Bí thư]]", "QĐ", "178-QĐ/TW", None, "Ban Bí thư"),
    ("[[Kế hoạch 49-KH/HU ngày 11/10/2023 của Ban Thường vụ huyện uỷ]]", "KH", "49-KH/HU", "2023-10-11", "Ban Thường vụ Huyện ủy An Tân"),
    ("[[Kế hoạch số 171/KH-UBND năm 2024 của UBND tỉnh]]", "KH", "171/KH-UBND", "2024", "UBND tỉnh Hòa Giang"),
    ("[[Chương trình hành động số 76-Ctr/TU của Tỉnh ủy]]", "CTr", "76-CTr/TU", None, "Tỉnh ủy Hòa Giang"),
    ("[[Luật Thư viện số 46/2019/QH14 ngày 21/11/2019]]", "L", "46/2019/QH14", "2019-11-21", "Quốc hội"),
    ("[[Bộ luật Lao động số 45/2019/QH14]]", "BL", "45/2019/QH14", None, "Quốc hội"),
    ("[[Nghị quyết số 197/2025/QH15 của Quốc hội]]", "NQ", "197/2025/QH15", None, "Quốc hội"),
    ("[[Thông tư liên tịch số 73/2010/TTLT-BTC-BTP của Bộ Tài chính, Bộ Tư pháp]]", "TTLT", "73/2010/TTLT-BTC-BTP", None, "Bộ Tài chính và Bộ Tư pháp"),
    ("[[Thông tri số 04/TT-MTTW-BTT ngày 04/11/2025]]", "TTri", "04/TT-MTTW-BTT", "2025-11-04", "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"),
    ("[[Quyết định số 3-QĐ/BCĐ của Ban Chỉ đạo về an toàn, trật tự tỉnh]] ban hành", "QĐ", "3-QĐ/BCĐ", None, "Ban Chỉ đạo về an toàn, trật tự tỉnh Hòa Giang"),
    ("[[NGHỊ QUYẾT SỐ 14/NQ-CP NGÀY 23/7/2025 CỦA CHÍNH PHỦ]] BAN HÀNH", "NQ", "14/NQ-CP", "2025-07-23", "Chính phủ"),
    ("[[Thông tư số 9/2021/TT-BTP của Bộ trưởng Bộ Tư pháp]]", "TT", "9/2021/TT-BTP", None, "Bộ Tư pháp"),
    ("[[Nghị quyết số 36-NQ/TW của Ban Chấp hành Trung ương Đảng (khóa XII)]] về", "NQ", "36-NQ/TW", None, "Ban Chấp hành Trung ương Đảng"),
    ("Đề nghị của Giám đốc Sở Tài chính tại [[Tờ trình số 66/TTr-STC ngày 25/10/2024]];", "TTr", "66/TTr-STC", "2024-10-25", "Sở Tài chính tỉnh Hòa Giang"),
    ("[[Công điện số 17/CĐ-TTg hồi 10 giờ 30 ngày 21/7/2025 của Thủ tướng Chính phủ]]", "CĐ", "17/CĐ-TTg", "2025-07-21", "Thủ tướng Chính phủ"),
    ("[[Quyết định số 12/QĐ-UBND (ngày 15/7/2024) của UBND tỉnh]];", "QĐ", "12/QĐ-UBND", "2024-07-15", "UBND tỉnh Hòa Giang"),
    ("[[Kế hoạch số 46/KH-LĐLĐ ngày 12/9/2023 của LĐLĐ huyện Tân Lập]];", "KH", "46/KH-LĐLĐ", "2023-09-12", "Liên đoàn Lao động huyện Tân Lập"),
    ("[[Kế hoạch số 45/KH-ĐTN ngày 12/9/2023 của Tỉnh đoàn]];", "KH", "45/KH-ĐTN", "2023-09-12", "Tỉnh đoàn Hòa Giang"),
    ("[[Kế hoạch số 12/KH-SGDĐT ngày 12/9/2023 của Sở GD&ĐT]];", "KH", "12/KH-SGDĐT", "2023-09-12", "Sở Giáo dục và Đào tạo tỉnh Hòa Giang"),
    ("[[Kế hoạch liên tịch số 12/KHLT-CAT-TĐ ngày 15/4/2022 giữa Công an tỉnh và Tỉnh đoàn]];", "KH", "12/KHLT-CAT-TĐ", "2022-04-15", "Công an tỉnh Hòa Giang và Tỉnh đoàn Hòa Giang"),
    ("[[Nghị định số 15/2020/NĐ-CP ngày 03/02/2020 của CP]];", "NĐ", "15/2020/NĐ-CP", "2020-02-03", "Chính phủ"),
    ("[[Công điện số 05/CĐ-TW ngày 02/5/2016 của Ban Chỉ đạo Trung ương]] về", "CĐ", "05/CĐ-TW", "2016-05-02", "Ban Chỉ đạo Trung ương"),
    ("[[Công điện số 05/CĐ-TU của Tỉnh ủy]] về", "CĐ", "05-CĐ/TU", None, "Tỉnh ủy Hòa Giang"),
    ("[[Kết luận số 5-KL/TW của Bộ Chính trị, Ban Bí thư]] về", "KL", "5-KL/TW", None, "Bộ Chính trị và Ban Bí thư"),
    ("[[Kết luận số 5-KL/TW của Bộ Chính trị]], Chỉ thị", "KL", "5-KL/TW", None, "Bộ Chính trị"),
    ("[[Thông tư số 6/2015/TTLT-BTC-BTP của Bộ Tài chính và Bộ Tư pháp]]", "TTLT", "6/2015/TTLT-BTC-BTP", None, "Bộ Tài chính và Bộ Tư pháp"),
    ("[[Thông tư số 6/2015/TT-BTC của Bộ Tài chính]] và Bộ Tư pháp", "TT", "6/2015/TT-BTC", None, "Bộ Tài chính"),
    ("[[Luật Đất đai năm 2024 (Luật số 31/2024/QH15]])", "L", "31/2024/QH15", "2024", "Quốc hội"),
    ("[[Nghị quyết số 5/NQ-HĐND của HĐND tỉnh Khóa XV]], Kỳ họp thứ Sáu", "NQ", "5/NQ-HĐND", None, "HĐND tỉnh Hòa Giang"),
    ("[[Nghị quyết số 5/NQ-HĐND của HĐND tỉnh Khánh Lâm]], Kỳ họp thứ Sáu", "NQ", "5/NQ-HĐND", None, "HĐND tỉnh Khánh Lâm"),
    ("[[Chương trình số 3/CTr-LĐLĐ của Ban Chấp hành LĐLĐ tỉnh]];", "CTr", "3/CTr-LĐLĐ", None, "Ban Chấp hành Liên đoàn Lao động tỉnh Hòa Giang"),
    ("[[Chương trình số 3-CTr/TĐTN-VP của BCH Tỉnh đoàn]];", "CTr", "3-CTr/TĐTN-VP", None, "Ban Chấp hành Tỉnh đoàn Hòa Giang"),
    ("[[Quy định số 12-QĐi/TU của Tỉnh ủy]];", "QyĐ", "12-QĐi/TU", None, "Tỉnh ủy Hòa Giang"),
    ("[[Chỉ thị số 14/CT-BTL ngày 10/10/2018 của Tư lệnh Quân khu 10]] về", "CT", "14/CT-BTL", "2018-10-10", "Quân khu 10"),
    ("[[Hướng dẫn số 45-HD/TWĐTN-BTC của Trung ương Đoàn]], Ban Thường vụ Tỉnh đoàn", "HD", "45-HD/TWĐTN-BTC", None, "Trung ương Đoàn TNCS Hồ Chí Minh"),
    ("[[Hướng dẫn số 20/HD-ĐCT của Đoàn Chủ tịch TW Hội LHPN Việt Nam]];", "HD", "20/HD-ĐCT", None, "Trung ương Hội Liên hiệp Phụ nữ Việt Nam"),
    ("[[Hướng dẫn số 20/HD-HPN của Hội LHPN huyện Tân Lập]];", "HD", "20/HD-HPN", None, "Hội Liên hiệp Phụ nữ huyện Tân Lập"),
    ("[[Quyết định số 9l/QĐ-TTg ngày 2/3/2020]]", "QĐ", "91/QĐ-TTg", "2020-03-02", "Thủ tướng Chính phủ"),
    ("[[Quyết định số 9a/QĐ-TTg ngày 2/3/2020]]", "QĐ", "9a/QĐ-TTg", "2020-03-02", "Thủ tướng Chính phủ"),
    ("[[Đề án số 05/DA-UBND ngày 1/2/2024]]", "ĐA", "05/ĐA-UBND", "2024-02-01", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("marked", "kind", "symbol", "date", "issuer"), NUMBERED, ids=[row[2] + row[1] for row in NUMBERED]
)
def test_numbered(marked: str, kind: str, symbol: str, date: str | None, issuer: str | None) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    mention = one(text)
    assert text[mention.start : mention.end] == marked[marked.index("[[") + 2 : marked.index("]]")]
    assert (mention.kind, mention.symbol, mention.date, mention.issuer) == (kind, symbol, date, issuer)


def test_the_letters_tw_stand_for_several_bodies() -> None:
    text = "Nghị quyết số 19-NQ/TW của Ban Chấp hành Trung ương Đảng; Kết luận số 62-KL/TW ngày 02/10/2023;"
    assert [mention.issuer for mention in cite(text)] == ["Ban Chấp hành Trung ương Đảng", None]


def test_a_body_that_no_table_knows_is_not_that_of_the_neighbour() -> None:
    text = "Kế hoạch số 12/KH-BCĐ của Ban Chỉ đạo 138 tỉnh; Kế hoạch số 13/KH-BCĐ của nhóm 138 huyện;"
    assert [mention.issuer for mention in cite(text)] == ["Ban Chỉ đạo 138 tỉnh Hòa Giang", None]


NAMED = [
    ("[[Luật Biển Việt Nam 2012]];", "L", "2012"),
    ("[[Luật PCCC và CNCH năm 2024]];", "L", "2024"),
    ("[[Luật HNGĐ 2014]];", "L", "2014"),
    ("theo [[Luật Biên phòng Việt Nam]] và các văn bản", "L", None),
    ("[[Luật Giáo dục nghề nghiệp]];", "L", None),
    ("[[Luật Tài nguyên nước năm 2023]].", "L", "2023"),
    ("[[Luật Đèn biển và phao tiêu]];", "L", None),
    (
        "[[Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương]] ngày 22/11/2019",
        "L",
        "2019-11-22",
    ),
    ("theo [[luật quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ]] về", "L", None),
    ("[[Bộ luật Hình sự năm 1999]]", "BL", "1999"),
    ("[[Pháp lệnh Ngoại hối]];", "PL", None),
    ("[[Hiến pháp sửa đổi năm 2013]]", "HP", "2013"),
    ("có [[UNCLOS 1982]];", "CƯ", "1982"),
    ("[[Công ước Liên hợp quốc về Luật Biển năm 1982]].", "CƯ", "1982"),
    ("[[Hiệp định về Quy chế quản lý biên giới trên đất liền]];", "HĐ", None),
    ("[[Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng]] và", "NQ", None),
    ("[[Nghị quyết XIII của Đảng]].", "NQ", None),
    ("[[Nghị quyết Đại hội VIII Đảng bộ huyện]];", "NQ", None),
    ("[[Nghị quyết Đại hội đại biểu Đảng bộ xã Phú Sơn lần thứ I]], nhiệm kỳ 2025 - 2030", "NQ", None),
    ("[[Nghị quyết Trung ương 6 khóa X]] về", "NQ", None),
    ("thi hành [[Điều lệ Đảng]]”", "ĐL", None),
    ("theo [[TCVN 14423:2025]] về", "TCVN", None),
    ("đạt [[QCVN 01:2019/BCT]].", "QCVN", None),
    ("TRIỂN KHAI [[LUẬT VIỆC LÀM]] TRÊN ĐỊA BÀN", "L", None),
    ("[[Luật Phòng, chỗng tham những]] của", "L", None),
]


@pytest.mark.parametrize(("marked", "kind", "date"), NAMED, ids=[row[0] for row in NAMED])
def test_named(marked: str, kind: str, date: str | None) -> None:
    text = marked.replace("[[", "").replace("]]", "")
    mention = one(text)
    core = text[mention.core_start : mention.core_end]
    assert (core, mention.kind, mention.date) == (marked[marked.index("[[") + 2 : marked.index("]]")], kind, date)


NOTHING = [
    "giai đoạn 2021-2025", "24/7", "VR360", "245/45", "84 %", "Văn phòng HĐND-UBND", "ngành VH-TT&TT",
    "luật sư, luật gia giỏi", "theo pháp luật", "Luật này", "các Luật, Pháp lệnh", "các Hiệp định phân định", "xử lý kỷ luật",
    "đại học Luật hoặc tương đương", "Kế hoạch này", "Nghị quyết này", "Nghị quyết đại hội Đảng các cấp", "Chương trình mục tiêu quốc gia",
    "Mẫu số 01/BCĐ", "Mẫu số 01 và 02/HNMT", "theo mẫu số C74-HĐ/LĐTBXH", "275-2025 sửa đổi", "Dự án Luật Đèn biển", "Luật sửa đổi đúng hạn",
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING)
def test_no_citation(text: str) -> None:
    assert cite(text) == []


def test_symbols_of_different_bodies_stay_apart() -> None:
    found = cite("Thông tư 36/2026/TT-BXD, Quyết định 36/2026/QĐ-TTg, Kết luận 198-KL/TW, Kế hoạch số 198-KH/CĐKT")
    assert [mention.symbol for mention in found] == ["36/2026/TT-BXD", "36/2026/QĐ-TTg", "198-KL/TW", "198-KH/CĐKT"]


def test_list_shares_type_issuer_and_date() -> None:
    found = cite("các Quyết định số 5/QĐ-UBND, số 6/QĐ-UBND và số 7/QĐ-UBND ngày 1/2/2024 của UBND tỉnh về")
    assert {(m.kind, m.date, m.issuer) for m in found} == {("QĐ", "2024-02-01", "UBND tỉnh Hòa Giang")}
    assert len(found) == 3


def test_list_with_its_issuer_ahead() -> None:
    found = cite("các Nghị quyết của Bộ Chính trị: số 5-NQ/TW ngày 22/12/2024, số 6-NQ/TW ngày 24/01/2025")
    expected = [("NQ", "2024-12-22", "Bộ Chính trị"), ("NQ", "2025-01-24", "Bộ Chính trị")]
    assert [(m.kind, m.date, m.issuer) for m in found] == expected


def test_list_without_plural_keeps_dates_apart() -> None:
    found = cite("Quyết định số 5/QĐ-UBND và số 6/QĐ-UBND ngày 1/2/2024 của UBND tỉnh")
    assert [(m.date, m.issuer) for m in found] == [(None, "UBND tỉnh Hòa Giang"), ("2024-02-01", "UBND tỉnh Hòa Giang")]


def test_the_same_day_is_that_of_the_mention_before() -> None:
    found = cite(
        "Tờ trình số 1/TTr-SNV ngày 05/3/2025 và Báo cáo số 4/BC-STP cùng ngày của Sở Tư pháp; Báo cáo số 5/BC-STC"
    )
    assert [(m.date, m.issuer) for m in found[1:]] == [("2025-03-05", "Sở Tư pháp tỉnh Hòa Giang"), (None, None)]
    assert one("Báo cáo số 4/BC-STP cùng ngày").date is None


def test_a_listed_number_with_a_code_of_its_own_takes_no_type_from_the_list() -> None:
    assert [m.kind for m in cite("Kế hoạch số 5/KH-UBND, 6/QĐ-UBND, 7/KH-UBND của UBND tỉnh")] == ["KH", "QĐ", "KH"]
    assert [m.kind for m in cite("các Văn bản số 5/UBND-VX, 6/UBND-VX của UBND tỉnh")] == ["CV", "CV"]


def test_a_number_of_a_list_is_none_of_what_the_line_above_ends_with() -> None:
    assert cite("Triển khai Kế hoạch.\n2- Ban Xây dựng Đảng hướng dẫn.") == []
    assert one("Quyết định\n12/QĐ-UBND về").kind == "QĐ"


def test_list_of_other_bodies_shares_nothing() -> None:
    found = cite("Nghị quyết số 5/NQ-HĐND và Kế hoạch số 6/KH-UBND của UBND tỉnh")
    assert [m.issuer for m in found] == [None, "UBND tỉnh Hòa Giang"]


@pytest.mark.parametrize(
    ("text", "provision"),
    [
        ("điểm b khoản 2 Điều 5 Nghị định số 9/2017/NĐ-CP", "điểm b khoản 2 Điều 5"),
        ("theo Điều 45 và Điều 54 của Luật Bầu cử", "Điều 45 và Điều 54"),
        ("tại Mục II Kế hoạch số 16/KH-UBND", "Mục II"),
        ("Phụ lục I ban hành kèm theo Quyết định số 5/QĐ-TTg", "Phụ lục I"),
        ("theo Nghị định số 9/2017/NĐ-CP", None),
    ],
)
def test_provision(text: str, provision: str | None) -> None:
    assert one(text).provision == provision


@pytest.mark.parametrize("row", load_rows("citations"), ids=lambda row: row.id)
def test_relation_rows(row) -> None:  # type: ignore[no-untyped-def]
    assert {one(f"{words}Nghị quyết số 47/NQ-CP").relation for words in row.examples} == {row["says"]}
    assert row["says"] not in {one(f"{words}Nghị quyết số 47/NQ-CP").relation for words in row.counter}


PREAMBLE = "TIÊU ĐỀ\nThực hiện Nghị quyết số 47/NQ-CP của Chính phủ; UBND xã An Tân ban hành Kế hoạch thực hiện Kết luận số 57-KL/TW.\nI. MỤC ĐÍCH\nTheo Chỉ thị số 5/CT-TTg."


def test_basis_ends_where_the_document_enacts_itself() -> None:
    found = cite(PREAMBLE, preamble=(8, PREAMBLE.index("I. MỤC")))
    assert [(m.symbol, m.basis) for m in found] == [("47/NQ-CP", True), ("57-KL/TW", False), ("5/CT-TTg", False)]


def test_basis_may_begin_behind_a_sentence_of_the_situation() -> None:
    text = "TIÊU ĐỀ\nNăm 2024, mưa lũ phức tạp. Thực hiện Chỉ thị số 5/CT-TTg, UBND tỉnh yêu cầu:\n1. Một."
    assert cite(text, preamble=(8, text.index("1. Một")))[0].basis
    text = text.replace(" Thực hiện", " Địa phương đã có")
    assert not cite(text, preamble=(8, text.index("1. Một")))[0].basis


OWN = [
    "Số: 72/KH-UBND\nKẾ HOẠCH",
    "PHỤ LỤC\n(Kèm theo Kế hoạch số 72/KH-UBND ngày 2/5/2024 của UBND huyện)",
    "Kế hoạch số 72/KH-UBND ngày 2/5/2024",
    "Kế hoạch số 72/KH-UBND của UBND huyện An Tân",
]


@pytest.mark.parametrize("text", OWN)
def test_own_number_is_no_citation(text: str) -> None:
    assert cite(text, preamble=(15, 20)) == []


def test_same_number_of_another_body_is_one() -> None:
    assert one("Kế hoạch số 72/KH-UBND ngày 17/9/2023 của UBND tỉnh Bình Lâm").symbol == "72/KH-UBND"


ISSUERS = [
    ("UBND Thành phố về", CITY, "UBND thành phố Đà Nẵng", False),
    ("UBND tỉnh về", CITY, "UBND tỉnh", True),
    ("Ban Thường vụ Thành ủy, Chỉ thị", CITY, "Ban Thường vụ Thành ủy Đà Nẵng", False),
    ("Ủy ban nhân dân tỉnh Bình Lâm quy định", HERE, "UBND tỉnh Bình Lâm", False),
    ("Chủ tịch UBND xã Phú Sơn về", HERE, "UBND xã Phú Sơn", False),
    ("UBND huyện ban hành", HERE, "UBND huyện An Tân", False),
    ("Bộ thông tin và Truyền thông về", HERE, "Bộ Thông tin và Truyền thông", False),
    ("Bộ Giáo đục và Đào tạo về", HERE, "Bộ Giáo dục và Đào tạo", False),
    ("Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam xã Phú Sơn về", HERE, "Ban Thường trực Ủy ban MTTQ Việt Nam xã Phú Sơn", False),
    ("ỦY BAN NHÂN DÂN TỈNH BÌNH LÂM VỀ CÔNG TÁC", HERE, "UBND tỉnh Bình Lâm", False),
    ("UBND thành phố Quy định về", CITY, "UBND thành phố Đà Nẵng", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "context", "name", "is_open"), ISSUERS, ids=[row[0] for row in ISSUERS])
def test_issuer(text: str, context: Context, name: str, is_open: bool) -> None:
    issuer = read_issuer(text, 0, context)
    assert issuer is not None
    assert (issuer.name, issuer.open) == (name, is_open)


def test_a_merged_province_is_not_guessed() -> None:
    after = Context(issuer="UBND xã Phú Sơn", level="xa", province="Ninh Bình", issued="2025-09-17")
    text = "Kế hoạch số 91/KH-UBND ngày {} của UBND tỉnh"
    assert (one(text.format("10/5/2022"), after).open, one(text.format("10/8/2025"), after).issuer) == (
        True,
        "UBND tỉnh Ninh Bình",
    )


def codes(text: str) -> list[str]:
    return [note.code for note in find_citations(text, fold(text), HERE)[1]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kế hoạch số 5/KH-XYZA", "unknown-issuer"),
        ("Nghị quyết số 47/NQCP", "symbol-repaired"),
        ("Nghị quyết số 47/NQ-CP ngày 31/02/2024", "impossible-date"),
        ("Kết luận số 13-NQ/TW", "type-conflict"),
        ("Mẫu số 01/BCĐ", "not-a-citation"),
        ("Nghị quyết số 47/NQ- \ncp", "unreadable-symbol"),
    ],
)
def test_notes(text: str, code: str) -> None:
    assert code in codes(text)


def test_a_clean_citation_has_no_note() -> None:
    assert codes("Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ") == []


def test_title_ends_where_it_really_ends() -> None:
    text = "Quyết định số 5/QĐ-TTg ngày 1/2/2024 của Thủ tướng Chính phủ về Đề án truyền thông (giai đoạn 1); UBND tỉnh ban hành"
    title = one(text).title
    assert title is not None
    assert text[slice(*title)] == "về Đề án truyền thông (giai đoạn 1)"


@pytest.mark.parametrize("table", ["types", "codes", "issuers", "units", "laws", "authors", "heads"])
def test_tables_have_no_row_twice(table: str) -> None:
    rows = [
        tuple(row.values()) if table in ("laws", "heads") else next(iter(row.values())) for row in load_table(table)
    ]
    assert sorted(row for row in set(rows) if rows.count(row) > 1) == []


PIECES = ["Luật ", "Căn cứ ", "Nghị quyết số ", "47/NQ-CP", " ngày 31/02/2024", " của UBND tỉnh", "57- KL/TW", "; ", "\n", " và ", "Luật Giáo dục", "điểm a ", "số ", "(", "“", "Đại hội XIII ", "İ", "QCVN 01:2019/BCT"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=14).map("".join))
def test_no_text_raises_and_spans_fit(text: str) -> None:
    for mention in find_citations(text, fold(text), HERE, (0, len(text) // 2))[0]:
        assert 0 <= mention.start <= mention.core_start < mention.core_end <= mention.end <= len(text)
        if mention.title:
            assert 0 <= mention.title[0] < mention.title[1] <= len(text)


GROWING = ["1/QĐ-UBND, ", "các Quyết định số 1/QĐ-UBND và ", "Luật ", "Luật sửa đổi của Luật Giá và ", "1/QĐ-UBND ngày ", "1/QĐ-UBND “", "1/QĐ-UBND của Ban ", "nghị quyết đại hội đại biểu ", "điều 1, ", "Sở Tài chính tại "]  # fmt: skip


@pytest.mark.parametrize("unit", GROWING)
def test_time_grows_with_length(unit: str) -> None:
    def measure(length: int) -> float:
        text = unit * (length // len(unit))
        folded = fold(text)
        start = time.perf_counter()
        find_citations(text, folded, HERE)
        return time.perf_counter() - start

    measure(1_000)
    assert measure(80_000) < 40 * max(measure(8_000), 0.002)
