"""Instruments: mentions of one thing meet, different things stay apart, contradictions and gaps are said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttdn_extract.clean import fold
from ttdn_extract.finders.citations import find_citations
from ttdn_extract.finders.context import Context
from ttdn_extract.identity import slug
from ttdn_extract.resolve import Instrument, build_instruments, find_anaphors

HERE = Context(issuer="UBND huyện An Tân", level="huyen", province="Hòa Giang", kind="KH")


def resolve(text: str) -> list[Instrument]:
    return build_instruments(text, find_citations(text, fold(text), HERE)[0])[0]


def notes(text: str) -> list[str]:
    return [note.code for note in build_instruments(text, find_citations(text, fold(text), HERE)[0])[1]]


FULL = "Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ về truyền thông; "


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (FULL, ["vn/chinh-phu/2024/47-nq-cp"]),
        (FULL + "theo Nghị quyết số 47/NQ-CP.", ["vn/chinh-phu/2024/47-nq-cp"]),
        ("Theo Nghị quyết số 47/NQ-CP. " + FULL, ["vn/chinh-phu/2024/47-nq-cp"]),
        ("Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị", ["vn/bo-chinh-tri/2023/57-kl-tw"]),
        ("Kế hoạch số 171/KH-UBND ngày 31/12/2024 của UBND tỉnh", ["vn/ubnd-tinh-hoa-giang/2024/171-kh-ubnd"]),
        ("Kết luận số 57-KL/TW", ["vn/_/_/57-kl-tw"]),
        ("Quyết định số 21/2018/QĐ-UBND", ["vn/_/2018/21-2018-qd-ubnd"]),
        ("Luật Biên phòng Việt Nam", ["vn/quoc-hoi/_/luat-bien-phong-viet-nam"]),
        (
            "UNCLOS 1982 và Công ước Liên hợp quốc về Luật Biển năm 1982.",
            ["vn/_/1982/cong-uoc-lien-hop-quoc-ve-luat-bien"],
        ),
    ],
)
def test_identity(text: str, ids: list[str]) -> None:
    assert [instrument.id for instrument in resolve(text)] == ids


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 5/KH-UBND ngày 1/2/2024 của UBND tỉnh; Kế hoạch số 5/KH-UBND ngày 3/4/2024 của UBND huyện",
        "Nghị quyết số 1/NQ-CP ngày 2/1/2014 của Chính phủ; Nghị quyết số 1/NQ-CP ngày 3/1/2025 của Chính phủ",
        "Nghị định số 9/2017/NĐ-CP; Nghị định số 9/2018/NĐ-CP",
    ],
)
def test_different_things_stay_apart(text: str) -> None:
    assert len(resolve(text)) == 2


def test_a_short_mention_that_fits_two_joins_none() -> None:
    found = resolve(
        "Kế hoạch số 5/KH-UBND của UBND tỉnh; Kế hoạch số 5/KH-UBND của UBND huyện; theo Kế hoạch số 5/KH-UBND."
    )
    assert [(len(i.mentions), i.underdetermined, i.issuer) for i in found] == [
        (1, True, "UBND tỉnh Hòa Giang"),
        (1, True, "UBND huyện An Tân"),
        (1, True, None),
    ]


def test_law_meets_its_number() -> None:
    (law,) = resolve("Luật Thư viện số 46/2019/QH14 ngày 21/11/2019; theo Luật Thư viện.")
    assert (law.symbol, law.mentions) == ("46/2019/QH14", [0, 1])


def test_committees_of_one_party_organisation_are_one_body() -> None:
    text = "Kế hoạch số 8-KH/TU ngày 1/2/2024 của Ban Thường vụ Tỉnh ủy; Kế hoạch số 8-KH/TU ngày 1/2/2024 của Tỉnh ủy"
    (plan,) = resolve(text)
    assert plan.conflicts == []


def test_conflict_is_reported() -> None:
    text = "Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị; Kết luận số 57-KL/TW ngày 16/6/2023 của Bộ Chính trị"
    (conclusion,) = resolve(text)
    assert conclusion.conflicts == ["date: 2023-06-15 / 2023-06-16"]
    assert "instrument-conflict" in notes(text)


def test_missing_and_first_citation() -> None:
    text = "Theo Nghị quyết số 47/NQ-CP. " + FULL
    (resolution,) = resolve(text)
    assert resolution.missing == []
    assert notes(text) == ["first-citation-incomplete"]
    assert notes(FULL) == []
    assert resolve("Chỉ thị số 28/CT-TTg ngày 26/10/2021")[0].missing == ["issuer", "title"]
    assert resolve("Luật Thư viện")[0].missing == []


def anaphors(text: str) -> list[tuple[str, int | None]]:
    mentions, _ = find_citations(text, fold(text), HERE)
    instruments, _ = build_instruments(text, mentions)
    found = find_anaphors(fold(text), "KH", mentions, instruments)
    return [(text[anaphor.start : anaphor.end], anaphor.target) for anaphor in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("thực hiện Kế hoạch này", [("Kế hoạch này", -1)]),
        (FULL + "theo Nghị quyết nêu trên.", [("Nghị quyết nêu trên", 0)]),
        (FULL + "theo Nghị quyết này.", [("Nghị quyết này", None)]),
        (FULL + "Nghị quyết số 48/NQ-CP ngày 1/2/2024 của Chính phủ; theo Nghị quyết nêu trên", [("Nghị quyết nêu trên", None)]),
        ("theo pháp luật trên địa bàn", []),
        ("nội dung nêu trên", []),
    ],
)  # fmt: skip
def test_anaphors_are_never_guessed(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert anaphors(text) == expected


def test_slug() -> None:
    assert slug("Đảng ủy Khối – A/B") == "dang-uy-khoi-a-b"


PIECES = ["Nghị quyết số 47/NQ-CP", " ngày 15/4/2024", " ngày 1/2/2023", " của Chính phủ", " của UBND tỉnh", "; ", "Kế hoạch số 5/KH-UBND", "Luật Thư viện", " nêu trên", "\n"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
def test_every_mention_has_one_instrument(text: str) -> None:
    mentions, _ = find_citations(text, fold(text), HERE)
    instruments, _ = build_instruments(text, mentions)
    numbers = sorted(number for instrument in instruments for number in instrument.mentions)
    assert numbers == [k for k, mention in enumerate(mentions) if mention.symbol or mention.form == "named"]
    assert len({instrument.id for instrument in instruments}) == len(instruments)
