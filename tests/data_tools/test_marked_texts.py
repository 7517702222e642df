"""The mark syntax: what is read, and that a broken twin of each rule is refused with file and line."""

from __future__ import annotations

import re

import marked
import pytest

HEAD = """@kind KH
@symbol 3/KH-UBND
@issuer UBND xã Bến Thử
@level xa
@org XÃ BẾN THỬ
@number Số: 3/KH-UBND
@dateline Bến Thử, ngày [[d 05 tháng 9 năm 2025|issued]]
@heading KẾ HOẠCH
@title Vệ sinh môi trường [[d năm 2025]]
@position CHỦ TỊCH
@name Lê Thử
@body
"""
BODY = """Căn cứ [[c NQ: Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ]], xã ban hành kế hoạch:
= I | I. MỤC ĐÍCH
# I/1 | 1. Giữ sạch đường làng trước ngày [[d 10/12|XXXX-12-10,deadline]].
= II | II. TỔ CHỨC
! resp=Phòng Kinh tế | lead | coord=các ấp
~ II/1 | 1. Phòng Kinh tế: Chủ trì, phối hợp với các ấp thực hiện.
@close
Trên đây là Kế hoạch./.
@recipients
- Các ấp;
- Lưu: VT.
"""


def parse(body: str = BODY) -> marked.Document:
    return marked.parse(HEAD + body, "thu.txt")


def test_header_sections_and_mentions() -> None:
    gold = parse().gold
    assert gold["header"]["issued"] == "2025-09-05"
    assert gold["header"]["place"] == "Bến Thử"
    assert gold["header"]["title"] == "Vệ sinh môi trường năm 2025"
    assert gold["header"]["recipients"] == ["Các ấp", "Lưu: VT"]
    assert [(s["path"], s["marker"], s["title"]) for s in gold["sections"]] == [
        ("I", "I.", "MỤC ĐÍCH"),
        ("I/1", "1.", None),
        ("II", "II.", "TỔ CHỨC"),
        ("II/1", "1.", "Phòng Kinh tế"),
    ]
    (citation,) = gold["citations"]
    assert (citation["core"], citation["symbol"], citation["date"]) == ("47/NQ-CP", "47/NQ-CP", "2024-04-15")
    assert (citation["issuer"], citation["basis"]) == ("Chính phủ", True)
    assert [(d["edtf"], d["role"]) for d in gold["dates"]] == [
        ("2025-09-05", "issued"),
        ("2025", "period"),
        ("2024-04-15", "instrument"),
        ("XXXX-12-10", "deadline"),
    ]
    (task,) = gold["tasks"]
    assert task["start"] == "Phòng Kinh tế: Chủ trì, phối"
    assert (task["path"], task["role"], task["coordinate"]) == ("II/1", "lead", ["các ấp"])


def test_spans_point_at_the_surfaces() -> None:
    doc = parse()
    for name in ("sections", "citations", "dates"):
        for item, (start, end) in zip(doc.gold[name], getattr(doc.spans, name), strict=True):
            assert doc.flat[start:end] == item["surface"]


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("= I | I. MỤC ĐÍCH", "= I I. MỤC ĐÍCH", 14, "section line"),
        ("# I/1 | 1. Giữ", "# I/1 | 2. Giữ", 15, "does not fit path"),
        ("# I/1 | 1. Giữ", "# IV/1 | 1. Giữ", 15, "parent of"),
        ("= II | II. TỔ CHỨC", "= I | I. TỔ CHỨC", 16, "given twice"),
        ("[[c NQ: Nghị", "[[c Nghị", 13, "citation mark reads"),
        ("[[c NQ: Nghị", "[[x NQ: Nghị", 13, "unknown mark"),
        ("Chính phủ]]", "Chính phủ", 13, "not closed"),
        ("Chính phủ]]", "Chính phủ|quan trọng]]", 13, "unknown citation attribute"),
        ("của Chính phủ]]", "của UBND huyện]]", 13, "issuer="),
        ("[[d 10/12|XXXX-12-10,deadline]]", "[[d 10/12|deadline]]", 15, "cannot read the date"),
        ("XXXX-12-10,deadline", "XXXX-12-10,hạn", 15, "no role and no EDTF"),
        ("| lead | coord", "| coord", 18, "not marked lead"),
        ("coord=các ấp", "coord=các bản", 18, "does not stand in the text"),
        ("coord=các ấp", "with=các ấp", 17, "unknown task field"),
        ("~ II/1 | 1. Phòng Kinh tế: Chủ trì,", "~ II/1 | 1. Phòng Kinh tế Chủ trì,", 18, "colon"),
        ("@close", "@closed", 19, "unknown directive"),
    ],
)
def test_a_broken_mark_names_file_and_line(good: str, bad: str, line: int, says: str) -> None:
    assert BODY.count(good) == 1
    with pytest.raises(marked.MarkError, match=says) as error:
        parse(BODY.replace(good, bad))
    assert str(error.value).startswith(f"thu.txt:{line}: ")


def test_an_unmarked_twin_is_refused() -> None:
    with pytest.raises(marked.MarkError, match="unmarked twin"):
        parse(BODY.replace("I. MỤC ĐÍCH", "I. MỤC ĐÍCH NGÀY 10/12"))


ORGANISATION = re.compile(r"TỔ CHỨC THỰC HIỆN|PHÂN CÔNG|Phân công|Tổ chức thực hiện")


@pytest.mark.parametrize("doc", marked.load_all(), ids=lambda doc: doc.id)
def test_every_duty_of_an_organisation_section_is_a_task(doc: marked.Document) -> None:
    """A bullet, or a numbered paragraph that is no heading alone, below "Tổ chức thực hiện"."""
    heads = [line.path for line in doc.lines if line.path and line.title and ORGANISATION.search(line.title)]
    for line in doc.lines:
        below = line.zone != "recipient" and any(line.section.startswith(f"{head}/") for head in heads)
        content = line.bullet or (line.path and (line.title is None or ": " in line.text))
        if below and content and line.task is None:
            pytest.fail(f"{doc.id}:{line.number}: no task above {line.text[:40]!r}")


def test_missing_header_field() -> None:
    with pytest.raises(marked.MarkError, match="@issuer is missing"):
        marked.parse((HEAD + BODY).replace("@issuer UBND xã Bến Thử\n", ""), "thu.txt")
