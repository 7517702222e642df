"""PDF tables with drawn cells: rows, merged cells, order of the page, and what only looks like a table. Invented places."""

from __future__ import annotations

import io
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdn_extract.ingest import Source, read_bytes
from ttdn_extract.ingest.pdf_layout import Glyph, page_lines
from ttdn_extract.ingest.pdf_rules import Rule, Rules, TooManyRules
from ttdn_extract.ingest.pdf_tables import find_tables

pdfium = pytest.importorskip("pypdfium2")
fpdf = pytest.importorskip("fpdf")

FONT = Path(__file__).resolve().parents[2] / "data" / "tools" / "fonts" / "DejaVuSans-vi.ttf"
TASKS = [
    ["TT", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"],
    [
        "1",
        "Tuyên truyền trên hệ thống loa truyền thanh của xã về phòng, chống đuối nước",
        "Phòng Văn hóa – Xã hội",
        "Các thôn; Đoàn Thanh niên xã",
        "Quý I",
    ],
    ["2", "Rà soát các điểm nguy hiểm", "Công an xã", "", "Trước ngày 15/5/2026"],
]
WIDTHS = (10, 60, 35, 35, 30)


def paper() -> Any:
    made = fpdf.FPDF(format="A4")
    made.set_margins(20, 18, 18)
    made.set_auto_page_break(True, 18)
    made.add_font("body", "", str(FONT))
    made.add_page()
    made.set_font("body", size=10)
    return made


def say(made: Any, *lines: str) -> None:
    for line in lines:
        made.multi_cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")


def draw(made: Any, rows: Iterable[Sequence[Any]], widths: Sequence[int], borders: str = "ALL") -> None:
    with made.table(
        col_widths=widths,
        width=sum(widths),
        align="LEFT",
        first_row_as_headings=False,
        borders_layout=borders,
        line_height=5,
    ) as table:
        for cells in rows:
            row = table.row()
            for cell in cells:
                if isinstance(cell, str):
                    row.cell(cell)
                else:
                    row.cell(cell[0], colspan=cell[1], rowspan=cell[2])


def read(made: Any) -> Source:
    return read_bytes(bytes(made.output()), "plan.pdf")


def line_of(row: Sequence[str]) -> str:
    return "| " + " | ".join(row) + " |"


def rows_of(text: str) -> list[str]:
    return [line for line in text.replace("\f", "").split("\n") if line.startswith("|")]


def test_task_table_is_rows_in_its_place_and_the_text_around_keeps_its_order() -> None:
    made = paper()
    say(made, "III. NHIỆM VỤ", "Nhiệm vụ cụ thể như sau:")
    draw(made, TASKS, WIDTHS)
    say(made, "IV. TỔ CHỨC THỰC HIỆN", "Giao Công an xã theo dõi.")
    above, below = ["III. NHIỆM VỤ", "Nhiệm vụ cụ thể như sau:"], ["IV. TỔ CHỨC THỰC HIỆN", "Giao Công an xã theo dõi."]
    assert read(made).text.split("\n") == [*above, "", *map(line_of, TASKS), "", *below]


def test_table_without_rules_is_kept_as_lines() -> None:
    made = paper()
    draw(made, TASKS, WIDTHS, borders="NONE")
    assert rows_of(read(made).text) == []


def test_merged_cells_keep_their_text_once() -> None:
    made = paper()
    rows: list[list[Any]] = [
        [("TT", 1, 2), ("Nội dung", 1, 2), ("Đơn vị", 2, 1), ("Thời gian", 1, 2)],
        ["Chủ trì", "Phối hợp"],
        [("A. TUYÊN TRUYỀN", 5, 1)],
        [("1", 1, 2), "Phát thanh", "Trạm Y tế", "Các thôn", "Quý I"],
        ["Pa nô", "Công an xã", "Các thôn", "Quý II"],
    ]
    draw(made, rows, WIDTHS)
    assert rows_of(read(made).text) == [
        "| TT | Nội dung | Đơn vị |  | Thời gian |",
        "| 〃 | 〃 | Chủ trì | Phối hợp | 〃 |",
        "| A. TUYÊN TRUYỀN |",
        "| 1 | Phát thanh | Trạm Y tế | Các thôn | Quý I |",
        "| 〃 | Pa nô | Công an xã | Các thôn | Quý II |",
    ]


def test_two_tables_on_a_page() -> None:
    made = paper()
    draw(made, TASKS, WIDTHS)
    say(made, "Kinh phí:")
    draw(made, [["Nguồn", "Số tiền"], ["Ngân sách xã", "12 triệu đồng"]], (60, 40))
    say(made, "Hết.")
    lines = read(made).text.split("\n")
    money = ["| Nguồn | Số tiền |", "| Ngân sách xã | 12 triệu đồng |"]
    assert lines == [*map(line_of, TASKS), "", "Kinh phí:", "", *money, "", "Hết."]


def test_table_over_two_pages_is_rows_on_both() -> None:
    made = paper()
    rows = [["TT", "Nội dung", "Chủ trì", "Hạn"], *([str(n), f"Việc {n}", "Xã", "Quý I"] for n in range(1, 61))]
    draw(made, rows, (15, 60, 40, 40))
    say(made, "Hết.")
    source = read(made)
    assert len(source.page_starts) > 1
    shown = [row for row in rows_of(source.text) if row != line_of(rows[0])]
    assert shown == [line_of(row) for row in rows[1:]]
    assert [source.text[start : start + 2] for start in source.page_starts] == ["| "] * len(source.page_starts)


def test_last_row_alone_on_a_page_is_a_row() -> None:
    made = paper()
    draw(made, TASKS[1:2], WIDTHS)
    assert rows_of(read(made).text) == [line_of(TASKS[1])]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_page_has_the_same_rows(turn: int) -> None:
    made = paper()
    with made.rotation(turn, 105, 148):
        say(made, "Nhiệm vụ cụ thể như sau:")
        draw(made, TASKS, WIDTHS)
    assert read(made).text.split("\n")[0] == "Nhiệm vụ cụ thể như sau:"
    assert rows_of(read(made).text) == [line_of(row) for row in TASKS]
    document = pdfium.PdfDocument(bytes(made.output()))
    document[0].set_rotation(turn)
    assert rows_of(read_bytes(saved(document), "plan.pdf").text) == [line_of(row) for row in TASKS]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_text_reads_from_its_beginning(turn: int) -> None:
    lines = ["III. NHIỆM VỤ", "Công an xã rà soát các điểm nguy hiểm."]
    made = paper()
    with made.rotation(turn, 105, 148):
        say(made, *lines)
    assert read(made).text.split("\n") == lines


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_table_inside_of_a_form_is_found_where_the_form_puts_it() -> None:
    made = paper()
    draw(made, TASKS, WIDTHS)
    inner, outer = pdfium.PdfDocument(bytes(made.output())), pdfium.PdfDocument.new()
    placed = inner.page_as_xobject(0, outer).as_pageobject()
    placed.set_matrix(pdfium.PdfMatrix(0.6, 0, 0, 0.6, 80, 40))
    page = outer.new_page(595, 842)
    page.insert_obj(placed)
    page.gen_content()
    assert rows_of(read_bytes(saved(outer), "plan.pdf").text) == [line_of(row) for row in TASKS]


def cell_texts(made: Any, rows: Sequence[Sequence[str]], left: float, top: float, width: float, height: float) -> None:
    for down, row in enumerate(rows):
        for along, text in enumerate(row):
            made.text(left + along * width + 2, top + down * height + 6, text)


SMALL = [["TT", "Nội dung", "Hạn"], ["1", "Phát thanh", "Quý I"], ["2", "Pa nô", "Quý II"]]


def bars(made: Any) -> None:
    """Borders as a word processor prints them: thin filled bars between the corners, and a dot at each corner."""
    for y in (50, 60, 70, 80):
        for x in (30, 70, 110, 150):
            made.rect(x, y, 0.17, 0.17, style="F")
            if x < 150:
                made.rect(x + 0.17, y, 39.83, 0.17, style="F")
            if y < 80:
                made.rect(x, y + 0.17, 0.17, 9.83, style="F")


def boxes(made: Any) -> None:
    """Every cell a box of its own, a little apart: double borders."""
    for y in (50, 60, 70):
        for x in (30, 70, 110):
            made.rect(x + 0.2, y + 0.2, 39.6, 9.6)


def dots(made: Any) -> None:
    """Dotted lines between rows."""
    for x in (30, 70, 110, 150):
        made.line(x, 50, x, 80)
    for y in (50, 60, 70, 80):
        for step in range(300):
            made.rect(30 + 0.4 * step, y, 0.2, 0.2, style="F")


def open_sides(made: Any) -> None:
    """No border at the left and at the right."""
    for x in (70, 110):
        made.line(x, 50, x, 80)
    for y in (50, 60, 70, 80):
        made.line(30, y, 150, y)


def cut_below(made: Any) -> None:
    """A last row that goes on over the page, without a line at the cut."""
    for x in (30, 70, 110, 150):
        made.line(x, 50, x, 79)
    for y in (50, 60, 70):
        made.line(30, y, 150, y)


@pytest.mark.parametrize("borders", [bars, boxes, dots, open_sides, cut_below])
def test_borders_of_any_make(borders: Callable[[Any], None]) -> None:
    made = paper()
    borders(made)
    cell_texts(made, SMALL, 30, 50, 40, 10)
    assert rows_of(read(made).text) == [line_of(row) for row in SMALL]


def no_rules(made: Any) -> None:
    """Nothing is drawn."""


def underlined(made: Any) -> None:
    made.line(30, 57, 100, 57)
    made.line(30, 67, 60, 67)


def boxed(made: Any) -> None:
    made.rect(25, 48, 130, 34)


def framed_page(made: Any) -> None:
    made.rect(10, 10, 190, 277)
    made.rect(11, 11, 188, 275)


def white(made: Any) -> None:
    """White bars, as behind shaded text."""
    made.set_draw_color(255)
    open_sides(made)
    made.line(30, 50, 30, 80)


def scattered(made: Any) -> None:
    """Columns of bars on a line: a chart."""
    made.line(30, 80, 150, 80)
    for step, height in enumerate((10, 25, 18, 30, 5)):
        made.rect(35 + 22 * step, 80 - height, 12, height)


def gridlines(made: Any) -> None:
    """The ground of a chart: its lines run through the words."""
    for x in range(36, 150, 12):
        made.line(x, 45, x, 85)
    for y in (45, 54.6, 64.6, 74.6, 85):
        made.line(36, y, 144, y)


def joined_boxes(made: Any) -> None:
    """Boxes joined by lines: an organisation chart."""
    for x, y in ((70, 50), (30, 70), (110, 70)):
        made.rect(x, y, 30, 10)
    made.line(85, 60, 85, 65)
    made.line(45, 65, 125, 65)
    made.line(45, 65, 45, 70)
    made.line(125, 65, 125, 70)


TWINS = [underlined, boxed, framed_page, white, scattered, gridlines, joined_boxes]


@pytest.mark.parametrize("rules", TWINS)
def test_lines_that_make_no_table_change_nothing(rules: Callable[[Any], None]) -> None:
    made, bare = paper(), paper()
    rules(made)
    for sheet in (made, bare):
        cell_texts(sheet, SMALL, 30, 50, 40, 10)
    assert read(made).text == read(bare).text


@pytest.mark.parametrize("rules", TWINS)
def test_table_beside_lines_that_make_none(rules: Callable[[Any], None]) -> None:
    made = paper()
    rules(made)
    made.set_draw_color(0)
    made.set_y(120)
    draw(made, TASKS, WIDTHS)
    assert rows_of(read(made).text) == [line_of(row) for row in TASKS]


LETTERHEAD = [
    ["UBND XÃ BÌNH PHƯỚC ĐÔNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["Số: 05/KH-UBND", "Độc lập – Tự do – Hạnh phúc"],
]
RECIPIENTS = [["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"], ["- Như trên;", "CHỦ TỊCH"]]
COUNTED = [["TT", "Nội dung"], ["1\n2\n3", "Phát thanh\nPa nô\nTờ rơi"]]
FRAME_OF_ONE_COLUMN = [["Mục tiêu"], ["Nhiệm vụ"]]


@pytest.mark.parametrize("rows", [LETTERHEAD, RECIPIENTS, COUNTED, FRAME_OF_ONE_COLUMN])
def test_drawn_letterhead_and_the_like_are_written_as_without_rules(rows: list[list[str]]) -> None:
    texts = []
    for borders in ("ALL", "NONE"):
        made = paper()
        draw(made, rows, (80, 90)[: len(rows[0])], borders)
        texts.append(read(made).text)
    assert texts[0] == texts[1]


def test_frame_round_text_and_table_leaves_the_text_as_it_is() -> None:
    made = paper()
    lines = [f"Dòng {n} của phần mở đầu." for n in range(8)]
    say(made, *lines)
    top = made.get_y()
    draw(made, SMALL, (40, 60, 50))
    made.rect(20, 17, 150, top - 17)
    assert read(made).text.split("\n") == [*lines, "", *map(line_of, SMALL)]


def test_table_within_a_cell_is_text_of_the_cell() -> None:
    made = paper()
    cell_texts(made, [["TT", "Nội dung", "Hạn"], ["1", "", "Quý I"]], 30, 50, 50, 25)
    for x in (30, 80, 130, 180):
        made.line(x, 45, x, 100)
    for y in (45, 70, 100):
        made.line(30, y, 180, y)
    for x in (84, 104, 124):
        made.line(x, 74, x, 94)
    for y in (74, 84, 94):
        made.line(84, y, 124, y)
    cell_texts(made, [["a", "b"], ["c", "d"]], 84, 74, 20, 10)
    assert rows_of(read(made).text) == ["| TT | Nội dung | Hạn |", "| 1 | a b c d | Quý I |"]


def test_page_with_very_many_lines_is_read_without_its_tables_and_noted() -> None:
    made = paper()
    draw(made, TASKS, WIDTHS)
    made.set_compression(False)
    data = bytes(made.output())
    strokes = "".join(f"{x} {y} m {x + 7} {y} l S\n" for x in range(50, 550, 10) for y in range(2000)).encode()
    found = re.search(rb"/Length (\d+)\s*>>\s*stream\n", data)
    assert found
    # The cross-reference table goes wrong by it, and the reader mends that.
    data = data[: found.end()] + strokes + data[found.end() :]
    data = data.replace(found.group(), found.group().replace(found[1], b"%d" % (int(found[1]) + len(strokes))), 1)
    began = time.perf_counter()
    source = read_bytes(data, "plan.pdf")
    assert time.perf_counter() - began < 5
    assert [code for code, _ in source.notes] == ["pdf-tables-not-read"]
    assert "page 1" in source.notes[0][1]
    assert rows_of(source.text) == []
    assert "Tuyên truyền" in source.text


def letters(text: str, x: float, base: float) -> list[Glyph]:
    return [Glyph(letter, x + 5 * place, x + 5 * place + 4.5, base, 10) for place, letter in enumerate(text)]


def test_grids_without_end_take_bounded_time() -> None:
    glyphs = [glyph for y in range(500) for glyph in letters("abcdefghij" * 20, 0, 8 * y)]
    lines = [Rule(10 * n, 0, 5000) for n in range(490)]
    stairs = [Rule(8 * n, n % 7 * 100, n % 7 * 100 + 90) for n in range(480)]
    began = time.perf_counter()
    assert find_tables(Rules(lines, lines), glyphs) == []
    assert find_tables(Rules(stairs, stairs), glyphs) == []
    with pytest.raises(TooManyRules):
        find_tables(Rules([Rule(10 * n, 0, 5000) for n in range(1001)], lines), glyphs)
    assert time.perf_counter() - began < 5


CELL = st.sampled_from(["", "", "a", "bc", "ade", "gbca"])
TABLE = st.integers(4, 7).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width), min_size=2, max_size=7))


@settings(deadline=None, max_examples=40)
@given(TABLE, st.data())
def test_any_table_comes_back_from_its_glyphs_and_its_rules_in_pieces(rows: list[tuple[str, ...]], data: Any) -> None:
    rows = [tuple(4 * letter for letter in "abcdegh"[: len(rows[0])]), *rows]
    wide, high = len(rows[0]), len(rows)
    random = data.draw(st.randoms(use_true_random=False))

    def rule(at: float, length: float) -> list[Rule]:
        cuts = [0.0, *sorted(random.random() for _ in range(random.randrange(4))), 1.0]
        return [Rule(at + random.uniform(-0.4, 0.4), low * length, high * length) for low, high in pairwise(cuts)]

    level = [piece for n in range(high + 1) for piece in rule(30.0 * n, 40.0 * wide)]
    plumb = [piece for n in range(wide + 1) for piece in rule(40.0 * n, 30.0 * high)]
    glyphs = [
        glyph
        for down, row in enumerate(rows)
        for along, text in enumerate(row)
        for glyph in letters(text, 40 * along + 8, 30 * (high - 1 - down) + 12)
    ]
    blocks = find_tables(Rules(level, plumb), glyphs)
    assert rows_of("\n".join(page_lines(glyphs, blocks))) == [line_of(row) for row in rows if any(row)]


SIDE = st.integers(0, 20).map(lambda n: 12.0 * n)
RULES = st.lists(st.builds(lambda at, a, b: Rule(at, min(a, b), max(a, b)), SIDE, SIDE, SIDE), max_size=40)


@settings(deadline=None, max_examples=100)
@given(RULES, RULES, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 24)), max_size=60, unique=True))
def test_no_letter_is_lost_or_doubled_whatever_is_drawn(
    level: list[Rule], plumb: list[Rule], places: list[tuple[int, int]]
) -> None:
    glyphs = [Glyph("abcdefg"[x % 7], 6.0 * x, 6.0 * x + 5, 10.0 * y, 9) for x, y in places]
    written = "".join(page_lines(glyphs, find_tables(Rules(level, plumb), glyphs)))
    assert Counter(written.replace("|", "").replace(" ", "")) == Counter(glyph.text for glyph in glyphs)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("Trạm Y tế xã\nCông an xã", "Trạm Y tế xã; Công an xã"),
        ("Phòng Văn hóa và Đoàn Thanh niên xã", "Phòng Văn hóa và Đoàn Thanh niên xã"),
        ("Ban Chỉ huy Quân sự Đoàn Thanh niên", "Ban Chỉ huy Quân sự Đoàn Thanh niên"),
        ("Lãnh đạo\nCông an xã", "Lãnh đạo Công an xã"),
    ],
    ids=["two lines", "a line that breaks", "a line that breaks before a body", "no whole name above"],
)
def test_bodies_on_lines_of_their_own_stay_apart(cell: str, written: str) -> None:
    made = paper()
    draw(made, [["TT", "Nội dung", "Phụ trách", "Hạn"], ["1", "Phát thanh", cell, "Quý I"]], (10, 70, 40, 40))
    assert rows_of(read(made).text)[1] == f"| 1 | Phát thanh | {written} | Quý I |"
