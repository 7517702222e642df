"""Strings that are written once, places in code units, JSON that no document can break out of."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_extract.report.layers import layer
from ttdn_extract.report.pack import Pool, SamePlaces, Table, Units16, as_json
from ttdn_extract.report.times import bounds

HOSTILE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(["</script>", "<!--", "]]>", "\u2028", "\u2029", "&lt;", "\x00", "\r\n", "😀", "{{data}}", "\ud800", '"', "\\"]),
        max_size=8,
    ).map("".join),
)  # fmt: skip


@given(HOSTILE)
def test_json_is_inert_and_complete(text: str) -> None:
    written = as_json({"text": text})
    assert not set("<>&\u2028\u2029\r\n") & set(written)
    written.encode()
    assert json.loads(written)["text"] == "".join("�" if "\ud800" <= c <= "\udfff" else c for c in text)


@given(st.text(st.sampled_from("aạ😀\U0001f1fb\n"), max_size=30), st.integers(0, 31), st.integers(0, 31))
def test_places_in_code_units(text: str, start: int, length: int) -> None:
    first, last = Units16(text).span(start, start + length)
    units = text.encode("utf-16-le")[2 * first : 2 * last]
    assert units.decode("utf-16-le") == text[start : start + length]


def test_places_without_text_stay() -> None:
    assert SamePlaces().span(7, 9) == [7, 9]


def test_table_writes_strings_once() -> None:
    pool = Pool()
    table = Table("id names* issuer*", pool)
    table.add(id="a", names=["X", "Y", "X"], issuer="Y")
    table.add(id="b", names=[], issuer=None)
    assert table.data() == {
        "fields": ["id", "names", "issuer"],
        "pooled": ["names", "issuer"],
        "rows": [["a", [0, 1], 1], ["b", [], -1]],
    }
    assert pool.strings() == ["X", "Y"]


@pytest.mark.parametrize("values", [{"id": 1}, {"id": 1, "name": 2, "more": 3}])
def test_table_refuses_other_fields(values: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="fields differ"):
        Table("id name", Pool()).add(**values)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2025-36", "2025-10-01", "2025-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-41", "2025-07-01", "2025-12-31"),
        ("2025-07-01/..", "2025-07-01", None),
        ("2021/2025", "2021-01-01", "2025-12-31"),
        ("thuong-xuyen", None, None),
        ("XXXX-12", None, None),
        ("2025-99", None, None),
        (None, None, None),
    ],
)
def test_bounds(edtf: str | None, first: str | None, last: str | None) -> None:
    assert bounds(edtf) == (first, last)


@given(st.text(st.sampled_from("0123456789-/.X~"), max_size=14))
def test_bounds_never_fail(edtf: str) -> None:
    bounds(edtf)


@pytest.mark.parametrize(
    ("level", "issuer", "kind", "symbol", "found"),
    [
        ("so", "Sở Nội vụ tỉnh Hòa Giang", "KH", None, 1),
        ("dang", "Bộ Chính trị", "KL", "57-KL/TW", 0),
        ("dang", "Đảng ủy xã An Tân", "KH", None, 3),
        ("dang", "Tỉnh ủy Hòa Giang", "KH", "85-KH/TU", 1),
        ("dang", None, "KH", "85-KH/HU", 2),
        (None, None, "L", None, 0),
        ("other", "Hội Làm vườn", "KH", None, 4),
    ],
)
def test_layer(level: str | None, issuer: str | None, kind: str, symbol: str | None, found: int) -> None:
    assert layer(level, issuer, kind, symbol) == found
