"""DOCX: numbers, tables, what is left out. Invented places."""

from __future__ import annotations

import ingest_support as make
import pytest

from ttdn_extract.errors import InputError
from ttdn_extract.ingest import read_bytes

pytest.importorskip("lxml")

P = make.paragraph
OUTLINE = (
    make.level(0, "upperRoman", "%1.")
    + make.level(1, "decimal", "%2.")
    + make.level(2, "decimal", "%2.%3.")
    + make.level(3, "lowerLetter", "%4)")
)


def read(body: str, **parts: str) -> list[str]:
    """Lines of a document."""
    return read_bytes(make.make_docx(body, **parts), "plan.docx").text.split("\n")


def outline(*levels: int) -> str:
    return "".join(P("x", num=(1, index)) for index in levels)


NUMBERS = [
    (OUTLINE, "", [0, 1, 1, 2, 2, 3, 3, 0, 1], ["I.", "1.", "2.", "2.1.", "2.2.", "a)", "b)", "II.", "1."]),
    (OUTLINE, "", [2], ["1.1."]),
    (make.level(0, "bullet", "-"), "", [0, 0], ["-", "-"]),
    (make.level(0, "bullet", "\uf0b7"), "", [0], ["•"]),
    (make.level(0, "bullet", "\uf02d"), "", [0], ["-"]),
    (make.level(0, "lowerRoman", "(%1)"), "", [0] * 4, ["(i)", "(ii)", "(iii)", "(iv)"]),
    (make.level(0, "none", "đ)"), "", [0], ["đ)"]),
    (make.level(0, "decimal", "Điều %1.", start=5), "", [0, 0], ["Điều 5.", "Điều 6."]),
    (make.level(0, "upperLetter", "%1."), "", [0] * 2, ["A.", "B."]),
    (
        make.level(0, "upperRoman", "%1.") + make.level(1, "decimal", "%1.%2.", extra="<w:isLgl/>"),
        "",
        [0, 1],
        ["I.", "1.1."],
    ),
    (
        make.level(0, "decimal", "%1.") + make.level(1, "decimal", "%2)", extra='<w:lvlRestart w:val="0"/>'),
        "",
        [0, 1, 0, 1],
        ["1.", "1)", "2.", "2)"],
    ),
    (
        make.level(0, "decimal", "%1."),
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>',
        [0, 0],
        ["7.", "8."],
    ),
]


@pytest.mark.parametrize(("levels", "override", "used", "expected"), NUMBERS)
def test_automatic_number_stands_in_front(levels: str, override: str, used: list[int], expected: list[str]) -> None:
    numbers = make.numbering({0: levels}, {1: (0, override)})
    assert read(outline(*used), numbers=numbers) == [f"{number} x" for number in expected]


def test_lists_share_counters_until_one_restarts() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    numbers = make.numbering({0: OUTLINE}, {1: (0, ""), 2: (0, ""), 3: (0, override)})
    lines = read("".join(P("x", num=(num, 0)) for num in (1, 2, 3, 3)), numbers=numbers)
    assert lines == ["I. x", "II. x", "I. x", "II. x"]


def test_number_comes_from_a_style_and_can_be_switched_off() -> None:
    styles = make.styles(
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    levels = make.level(0, "upperRoman", "%1.", extra='<w:pStyle w:val="Con"/>')
    body = P("a", style="Con") + P("b", style="Con", num=(0, 0)) + P("c", style="Muc") + P("d", num=(9, 0))
    assert read(body, numbers=make.numbering({0: levels}, {1: (0, "")}), style_part=styles) == [
        "I. a",
        "b",
        "II. c",
        "d",
    ]


RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = "<w:txbxContent>" + P("DỰ THẢO") + "</w:txbxContent>"
TWICE = (
    f"<mc:AlternateContent><mc:Choice><w:drawing>{BOX}</w:drawing></mc:Choice>"
    f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback></mc:AlternateContent>"
)
CONTENT = [
    ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
    (f"<w:p>{RUN.format('a')}<w:del>{RUN.format('b')}</w:del><w:ins>{RUN.format('c')}</w:ins></w:p>", "ac"),
    (P("a") + P("ẩn", run="<w:vanish/>") + P("b", run='<w:vanish w:val="0"/>'), "a\n\nb"),
    (P("kế hoạch", run="<w:caps/>"), "KẾ HOẠCH"),
    (P("bỏ dấu đoạn ", mark="<w:del/>") + P("nối tiếp"), "bỏ dấu đoạn nối tiếp"),
    (f"<w:sdt><w:sdtContent>{P('a')}</w:sdtContent></w:sdt>", "a"),
    (
        f"<w:p><w:hyperlink>{RUN.format('a')}</w:hyperlink><w:sdt><w:sdtContent>{RUN.format('b')}</w:sdtContent></w:sdt></w:p>",
        "ab",
    ),
    ('<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> a\uf0fc</w:t></w:r></w:p>', "• a✓"),
    ("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>" + RUN.format("a") + "</w:p>", "a"),
    (
        f"<w:p><w:r>{TWICE}</w:r>{RUN.format('a')}</w:p>",
        "a\nDỰ THẢO",
    ),
    (
        "<w:p>" + RUN.format("2025") + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r></w:p>',
        "2025¹",
    ),
]


@pytest.mark.parametrize(("body", "expected"), CONTENT)
def test_text_is_what_a_reader_sees(body: str, expected: str) -> None:
    assert "\n".join(read(body)) == expected


HEAD = [["UBND TỈNH HÒA GIANG\nSố: 05/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]
HEAD_LINES = ["UBND TỈNH HÒA GIANG", "Số: 05/KH-UBND", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
GRID = [["TT", "Việc"], ["1", "Tuyên\ntruyền"]]
TABLES = [
    (HEAD, False, HEAD_LINES),
    (HEAD, True, HEAD_LINES),
    ([["Nơi nhận:\n- Như trên;", "", "CHỦ TỊCH"]], True, ["Nơi nhận:", "- Như trên;", "", "CHỦ TỊCH"]),
    (GRID, True, ["| TT | Việc |", "| 1 | Tuyên truyền |"]),
    (GRID * 3, False, ["| TT | Việc |", "| 1 | Tuyên truyền |"] * 3),
    ([["a", "b", "c", "d"]], False, ["| a | b | c | d |"]),
    ([["một ô"]], True, ["một ô"]),
    ([["1", make.table(GRID) + P("sau")]], True, ["| 1 | | TT | Việc | | 1 | Tuyên truyền | sau |"]),
]


@pytest.mark.parametrize(("rows", "bordered", "expected"), TABLES)
def test_table_is_read_by_column_or_by_row(rows: list[list[str]], bordered: bool, expected: list[str]) -> None:
    assert read(P("trước") + make.table(rows, bordered=bordered) + P("sau")) == ["trước", "", *expected, "", "sau"]


def test_merged_cells_keep_their_text_once() -> None:
    start = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + P("1") + "</w:tc>"
    rest = "<w:tc><w:tcPr><w:vMerge/></w:tcPr>" + P("") + "</w:tc>"
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + P("a") + "</w:tc>"
    sides = "".join(f'<w:{name} w:val="single"/>' for name in ("top", "left", "insideV"))
    side = f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>"
    body = f"<w:tbl>{side}<w:tr>{start}{cell}</w:tr><w:tr>{rest}{cell}</w:tr></w:tbl>"
    assert read(body) == ["", "| 1 | a |  |", "| 〃 | a |  |", ""]


ENTITIES = (
    b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="%s"><w:body><w:p><w:r>'
    b"<w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
DAMAGED = [
    (make.make_docx(P("a"))[:-200], "damaged"),
    (make.make_zip({"xl/workbook.xml": "<a/>"}), "spreadsheet"),
    (make.make_zip({"a.txt": "x"}), "zip archive"),
    (make.make_docx("", raw_main=b"<broken"), "not valid XML"),
    (make.make_docx("", raw_main=ENTITIES % make.W.encode()), "document type"),
    (make.make_docx("", raw_main=b"<a/>" + b" " * (70 * 1024 * 1024)), "unpacks to more"),
    (make.make_docx(P("  ")), "is empty"),
    (make.make_docx("<w:tbl><w:tr><w:tc>" * 300), "not valid XML"),
]


@pytest.mark.parametrize(("data", "problem"), DAMAGED)
def test_damaged_and_hostile_files_are_refused(data: bytes, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        read_bytes(data, "plan.docx")
