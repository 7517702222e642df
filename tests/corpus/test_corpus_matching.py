"""Documents without a number: matched to what others cite by issuer, kind, year and title, or not at all."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from ttdn_extract.corpus.matching import THRESHOLD
from ttdn_extract.corpus.registry import build_registry
from ttdn_extract.errors import InputError

pytest.importorskip("sklearn")
TINH = "UBND tỉnh Hòa Giang"
TITLE = "về công tác thông tin đối ngoại tỉnh Hòa Giang năm 2025"
BLANK: dict[str, Any] = {
    "symbol": None, "template": "/KH-UBND", "issued": "2025-01", "issuer": TINH, "level": "tinh",
    "title": "Thông tin đối ngoại trên địa bàn tỉnh Hòa Giang năm 2025",
}  # fmt: skip
CITED = ("12/KH-UBND", "2025-01-10", TINH, TITLE)

# what the document differs in, what the citation differs in, whether they are matched
CASES: dict[str, tuple[dict[str, Any], tuple[Any, ...], bool]] = {
    "alike": ({}, CITED, True),
    "only the year is known": ({"issued": "2025"}, CITED, True),
    "only the period is known": ({"issued": None, "period": "2025"}, CITED, True),
    "for the next year": ({"issued": None, "period": "2025"}, ("12/KH-UBND", "2024-12-31", TINH, TITLE), True),
    "no template": ({"template": None}, CITED, True),
    "another month": ({"issued": "2025-02"}, CITED, False),
    "another year": ({"issued": "2024-01"}, CITED, False),
    "another issuer": ({"issuer": "UBND huyện Vân Khê"}, CITED, False),
    "another kind": ({"kind": "QĐ"}, CITED, False),
    "another tail of the number": ({"template": "/KH-SNV"}, CITED, False),
    "another subject": ({"title": "Phòng, chống lụt, bão và tìm kiếm cứu nạn tỉnh Hòa Giang năm 2025"}, CITED, False),
    "the same subject of another year": ({"title": "Thông tin đối ngoại tỉnh Hòa Giang năm 2026"}, CITED, False),
    "no title": ({"title": None}, CITED, False),
    "no title where it is cited": ({}, (*CITED[:3], None), False),
    "it has its number": ({"symbol": "13/KH-UBND"}, CITED, False),
    "no issuer": ({"issuer": None}, CITED, False),
    "no date where it is cited": ({}, ("12/KH-UBND", None, TINH, TITLE), False),
}


@pytest.mark.parametrize(("header", "cited", "matched"), CASES.values(), ids=CASES)
def test_matching(make: Any, header: dict[str, Any], cited: tuple[Any, ...], matched: bool) -> None:
    blank = make.document("Tỉnh", **BLANK | header)
    registry = make.registry(blank, make.document("An", make.cite(*cited)))
    assert [(m.document, m.entry) for m in registry.probable] == (
        [("Tỉnh", "vn/ubnd-tinh-hoa-giang/" + cited[1][:4] + "/12-kh-ubnd")] if matched else []
    )
    for match in registry.probable:
        assert THRESHOLD <= match.score <= 1


def test_nothing_cites_what_is_newer(make: Any) -> None:
    newer = make.cite("47/NQ-CP", "2025-01-20", "Chính phủ", kind="NQ")
    blank = make.document("Tỉnh", newer, **BLANK)
    assert make.registry(blank, make.document("An", make.cite(*CITED))).probable == []


def test_a_document_is_not_what_it_cites(make: Any) -> None:
    blank = make.document("Tỉnh", make.cite(*CITED), **BLANK)
    assert make.registry(blank, make.document("An", make.cite(*CITED))).probable == []


@pytest.mark.parametrize("which", ["documents", "instruments"])
def test_two_that_are_as_likely_are_not_matched(make: Any, which: str) -> None:
    blank = [make.document(name, **BLANK) for name in (("Một", "Hai") if which == "documents" else ("Một",))]
    numbers = ("12/KH-UBND",) if which == "documents" else ("12/KH-UBND", "14/KH-UBND")
    citing = make.document("An", *(make.cite(number, *CITED[1:]) for number in numbers))
    assert make.registry(*blank, citing).probable == []


def test_the_likelier_of_two_is_matched(make: Any) -> None:
    other = make.cite("14/KH-UBND", "2025-01-15", TINH, "về cải cách hành chính tỉnh Hòa Giang năm 2025")
    citing = make.document("An", make.cite(*CITED), other)
    registry = make.registry(make.document("Một", **BLANK), citing)
    assert [m.entry for m in registry.probable] == ["vn/ubnd-tinh-hoa-giang/2025/12-kh-ubnd"]


def test_a_missing_package_is_one_line_with_the_remedy(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    monkeypatch.setitem(sys.modules, "sklearn.feature_extraction.text", None)
    documents = make.document("Tỉnh", **BLANK), make.document("An", make.cite(*CITED))
    with pytest.raises(InputError, match=r"scikit-learn; run: pip install"):
        build_registry(documents)
    assert build_registry(documents, match=False).probable == []
    # Where no document lacks its number the package is not asked for.
    assert build_registry(documents[1:]).probable == []
