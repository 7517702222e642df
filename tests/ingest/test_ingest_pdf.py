"""PDF: lines, blocks, pages, scans. Invented places."""

from __future__ import annotations

import ingest_support as make
import pytest

from ttdn_extract.errors import InputError
from ttdn_extract.ingest import read_bytes

pytest.importorskip("pypdfium2")

Words = list[make.Word]
LAYOUT: list[tuple[Words, str]] = [
    ([(60, 700, 14, "I. MỤC ĐÍCH, YÊU CẦU"), (60, 680, 14, "1. Mục đích")], "I. MỤC ĐÍCH, YÊU CẦU\n1. Mục đích"),
    ([(60, 680, 14, "b"), (60, 700, 14, "a")], "a\nb"),
    ([(60, 700, 14, "Số: 05"), (102, 700, 14, "/KH")], "Số: 05/KH"),
    ([(60, 700, 14, "đến"), (86, 700, 14, "ngày")], "đến ngày"),
    ([(60, 700, 14, "a"), (60, 500, 14, "b")], "a\n\nb"),
    ([(60, 700, 14, "năm 2025"), (116, 706, 8, "12"), (140, 700, 14, "của")], "năm 2025¹² của"),
    ([(60, 700, 14, "đậm"), (60.2, 700, 14, "đậm")], "đậm"),
    ([(60, 700, 14, "\uf0b7 Công an")], "• Công an"),
]


@pytest.mark.parametrize(("words", "expected"), LAYOUT)
def test_words_become_lines(words: Words, expected: str) -> None:
    assert read_bytes(make.make_pdf([words]), "plan.pdf").text == expected


def test_blocks_side_by_side_are_four_spaces_apart() -> None:
    words = [(60, 700, 13, "UBND XÃ"), (300, 697, 13, "CỘNG HÒA"), (60, 680, 13, "Số: 05"), (300, 680, 13, "Độc lập")]
    lines = read_bytes(make.make_pdf([words]), "plan.pdf").text.split("\n")
    assert [line.split("    ")[0] for line in lines] == ["UBND XÃ", "Số: 05"]
    assert [line.split("    ")[-1].strip() for line in lines] == ["CỘNG HÒA", "Độc lập"]


def test_stamped_number_is_part_of_the_line() -> None:
    words = [(60, 700, 13, "Số:"), (160, 700, 13, "/KH-UBND")]
    assert read_bytes(make.make_pdf([words], stamp="447"), "plan.pdf").text.split() == ["Số:", "447", "/KH-UBND"]


def test_pages_are_joined_and_their_starts_kept() -> None:
    source = read_bytes(make.make_pdf([[(60, 700, 14, "một")], [(60, 700, 14, "hai")]]), "plan.pdf")
    assert source.text == "một\n\fhai"
    assert [source.text[start:] for start in source.page_starts] == ["một\n\fhai", "hai"]


def test_page_starts_hold_after_an_old_font_is_decoded() -> None:
    lines = [(60, 700, 14, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")]
    source = read_bytes(make.make_pdf([lines, lines]), "plan.pdf")
    line = "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert source.text == f"{line}\n\f{line}"
    assert source.page_starts == (0, len(line) + 2)


LONG = [(60, 700 - 20 * row, 12, "một dòng chữ dài của lớp văn bản nhận dạng") for row in range(5)]
SCANS: list[list[Words]] = [[[]], [[(60, 40, 10, "www.example.org")]], [[], []]]


@pytest.mark.parametrize("pages", SCANS)
def test_scan_without_text_layer_names_ocr(pages: list[Words]) -> None:
    with pytest.raises(InputError, match="scan without a text layer; run OCR"):
        read_bytes(make.make_pdf(pages, picture=True), "plan.pdf")


def test_scan_with_text_layer_is_read_and_a_bare_page_noted() -> None:
    assert read_bytes(make.make_pdf([LONG], picture=True), "plan.pdf").notes == ()
    source = read_bytes(make.make_pdf([LONG, []], picture=True), "plan.pdf")
    assert [code for code, _ in source.notes] == ["pdf-page-without-text"]
    assert "page 2" in source.notes[0][1]


GOOD = make.make_pdf([LONG])
DAMAGED = [
    (b"%PDF-1.7\n", "damaged"),
    (b"%PDF-1.7\n" + b"x" * 500, "damaged"),
    (make.make_pdf([[]]), "empty"),
    (make.make_pdf([]), "0 pages|damaged"),
]


@pytest.mark.parametrize(("data", "problem"), DAMAGED)
def test_damaged_pdf_is_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bytes(data, "plan.pdf")


def test_cut_off_pdf_is_read_or_refused_but_never_a_traceback() -> None:
    for end in range(50, len(GOOD), 97):
        try:
            read_bytes(GOOD[:end], "plan.pdf")
        except InputError as error:
            assert "\n" not in str(error)
