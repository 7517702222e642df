"""The whole line on one plan: what the stages hand each other, and spans that lead back to the source."""

from __future__ import annotations

from ttdn_extract import extract

RAW = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ AN TÂN\tĐộc lập - Tự do - Hạnh phúc
Số: 05/KH-UBND\tAn Tân, ngày 03 tháng 3 năm 2025

KẾ HOẠCH
Truyền thông xã An Tân năm 2025

Căn cứ Luật Báo chí năm 2016; Nghị quyết số 47/NQ-
CP ngày 15/4/2024 của Chính phủ về công tác truyền thông;
Thực hiện Kế hoạch số 72/KH-UBND ngày 17/9/2024 của UBND tỉnh Hòa Giang,
UBND xã An Tân ban hành Kế hoạch như sau:

I. NỘI DUNG
1. Các thôn tuyên truyền Nghị quyết số 47/NQ-CP và Kế hoạch này, hoàn thành trước ngày 30/6.
2. Thực hiện theo Kế hoạch 72/KH-UBND của UBND tỉnh; không thực hiện Nghị quyết số 99/NQXX.

II. KINH PHÍ
Theo Luật Ngân sách nhà nước.

Nơi nhận:
- Các thôn;
- Lưu: VT.
"""
PLAN = extract(RAW)


def test_citations_with_their_section_and_relation() -> None:
    found = [(c.symbol or c.text, c.date, c.issuer, c.basis, c.section) for c in PLAN.citations]
    paths = {s.id: s.path for s in PLAN.sections}
    assert [(*c[:4], paths.get(c[4] or "")) for c in found] == [
        ("Luật Báo chí năm 2016", "2016", None, True, None),
        ("47/NQ-CP", "2024-04-15", "Chính phủ", True, None),
        ("72/KH-UBND", "2024-09-17", "UBND tỉnh Hòa Giang", True, None),
        ("47/NQ-CP", None, "Chính phủ", False, "I/1"),
        ("72/KH-UBND", None, "UBND tỉnh Hòa Giang", False, "I/2"),
        ("Nghị quyết số 99/NQXX", None, None, False, "I/2"),  # which issuer XX is, nobody knows
        ("Luật Ngân sách nhà nước", None, None, False, "II"),
    ]


def test_spans_count_in_the_source() -> None:
    torn = PLAN.citations[1]
    assert RAW[torn.core_span.start : torn.core_span.end] == "47/NQ-\nCP"
    for date in PLAN.dates:
        assert " ".join(RAW[date.span.start : date.span.end].split()) == date.text


def test_mentions_of_one_instrument_meet() -> None:
    mentions = {i.symbol: len(i.mentions) for i in PLAN.instruments if i.symbol}
    assert (mentions["47/NQ-CP"], mentions["72/KH-UBND"]) == (2, 2)
    unreadable = [c.text for c in PLAN.citations if c.instrument is None]
    assert unreadable == ["Nghị quyết số 99/NQXX"]
    assert {c.instrument for c in PLAN.citations} - {None} == {i.id for i in PLAN.instruments}


def test_this_plan_is_the_document_itself() -> None:
    assert [(a.text, a.instrument) for a in PLAN.anaphors] == [("Kế hoạch này", "self")]


def test_deadline_without_year_is_not_completed() -> None:
    deadline = next(d for d in PLAN.dates if d.role == "deadline")
    assert (deadline.edtf, deadline.inferred) == ("XXXX-06-30", "2025-06-30")
