"""Units as printed: where a name ends, how a list is parted, and what no unit is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ttdn_extract.clean import fold
from ttdn_extract.finders.unit_lists import read_items, read_list
from ttdn_extract.finders.unit_reader import UnitReader
from ttdn_extract.finders.units import find_units
from ttdn_extract.flow import Paragraph

TABLE = Path(__file__).with_name("unit_lists.txt").read_text("utf-8").splitlines()
CASES = [line.removeprefix("! ").split(" => ") for line in TABLE if line and line[0] != "#"]


def members(text: str) -> list[str]:
    units, _ = read_list(UnitReader(text, fold(text)), 0, len(text))
    return [text[unit.start : unit.end] for unit in units]


def expected(column: str) -> list[str]:
    return [] if column == "-" else column.split(" + ")


def test_the_table_is_long_enough_and_its_twins_differ() -> None:
    lists = [line for line in TABLE if line and line[0] not in "#!"]
    twins = [line for line in TABLE if line.startswith("!")]
    assert len(lists) >= 60 and len(twins) == len(lists)
    assert sum(len(expected(members)) > 0 for _, members in CASES) >= 80
    for line, twin in zip(lists, twins, strict=True):
        assert line.split(" => ")[1] != twin.split(" => ")[1]


@pytest.mark.parametrize(("text", "column"), CASES, ids=[text[:60] for text, _ in CASES])
def test_lists(text: str, column: str) -> None:
    assert members(text) == expected(column)


@pytest.mark.parametrize(("text", "column"), CASES[::2], ids=[text[:60] for text, _ in CASES[::2]])
def test_lists_in_the_other_tone_placement_and_behind_a_cue(text: str, column: str) -> None:
    old = {"òa": "oà", "óa": "oá", "ủy": "uỷ", "ỦY": "UỶ"}
    for new, former in old.items():
        text, column = text.replace(new, former), column.replace(new, former)
    cue = "Chủ trì, phối hợp với "
    text = cue + text
    units, _ = read_list(UnitReader(text, fold(text)), len(cue), len(text))
    assert [text[unit.start : unit.end] for unit in units] == expected(column)


@example("PHÒNG ", "các ")  # the text ends behind the space
@given(st.text(max_size=80), st.sampled_from(["Sở ", "các ", "UBND ", "Ban ", "Thủ trưởng ", "Hội đồng "]))
def test_any_text_is_read(rest: str, head: str) -> None:
    text = head + rest
    reader = UnitReader(text, fold(text))
    for at in range(len(text)):
        unit = reader.read(at, len(text), sure=True)
        assert unit is None or at == unit.start < unit.end <= len(text)


@given(st.lists(st.sampled_from([text for text, _ in CASES]), min_size=1, max_size=6))
def test_found_units_are_in_order_and_apart(texts: list[str]) -> None:
    text = ". ".join(texts)
    paragraph = Paragraph(0, len(text), "body", 0, None, 0, 0)
    units = find_units(UnitReader(text, fold(text)), [paragraph])
    assert all(one.end <= other.start for one, other in zip(units, units[1:], strict=False))


@pytest.mark.parametrize(
    ("value", "items"),
    [
        ("Sở Nội vụ; các sở, ban, ngành.", ["Sở Nội vụ", "các sở, ban, ngành"]),
        ("Sở Nội vụ (chủ trì), Nhóm Sáng tạo trẻ", ["Sở Nội vụ", "Nhóm Sáng tạo trẻ"]),
        ("Sở Nội vụ trong phạm vi nhiệm vụ của mình và các xã", ["Sở Nội vụ", "các xã"]),
        ("trong năm 2025", []),
    ],
)
def test_labelled_values(value: str, items: list[str]) -> None:
    units = read_items(UnitReader(value, fold(value)), 0, len(value))
    assert [value[unit.start : unit.end] for unit in units] == items


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Theo Kế hoạch số 15/KH-UBND của UBND tỉnh.", ["UBND tỉnh"]),
        ("Quần đảo Trường Sa và Hoàng Sa.", []),
        ("TỔ CHỨC THỰC HIỆN", []),
        ("Ban hành kèm theo; Bộ tiêu chí; Phòng, chống dịch.", []),
        ("phấn đấu để Sở Y tế và phòng Văn hóa", ["Sở Y tế"]),
        ("(qua Phòng Nội vụ)", ["Phòng Nội vụ"]),
    ],
)
def test_mentions(text: str, found: list[str]) -> None:
    paragraph = Paragraph(0, len(text), "body", 0, None, 0, 0)
    units = find_units(UnitReader(text, fold(text)), [paragraph])
    assert [text[unit.start : unit.end] for unit in units] == found
