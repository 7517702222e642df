"""What the registry takes for one instrument, and the near miss of each rule that it keeps apart."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdn_extract.corpus.registry import build_registry

TINH, HUYEN, TINH_UY = "UBND tỉnh Hòa Giang", "UBND huyện Vân Khê", "Tỉnh ủy Hòa Giang"
BCT, BBT, CP, TTG = "Bộ Chính trị", "Ban Bí thư", "Chính phủ", "Thủ tướng Chính phủ"
DAY = "2025-01-10"

# (symbol, date, issuer) in one document, the same in another, whether they are one instrument
PAIRS = {
    "equal": (("12/KH-UBND", DAY, TINH), ("12/KH-UBND", DAY, TINH), True),
    "other district": (("12/KH-UBND", DAY, TINH), ("12/KH-UBND", DAY, HUYEN), False),
    "other number": (("12/KH-UBND", DAY, TINH), ("13/KH-UBND", DAY, TINH), False),
    "other type": (("12/KH-UBND", DAY, TINH), ("12/QĐ-UBND", DAY, TINH), False),
    "other year": (("12/KH-UBND", DAY, TINH), ("12/KH-UBND", "2024-03-01", TINH), False),
    "zero before the number": (("05-KH/TU", DAY, TINH_UY), ("5-KH/TU", DAY, TINH_UY), True),
    "case of the issuer": (("7/QĐ-BNV", DAY, "Bộ Nội vụ"), ("7/QĐ-BNV", DAY, "Bộ Nội Vụ"), True),
    "committee and its standing committee": (("85-KH/TU", DAY, TINH_UY), ("85-KH/TU", DAY, f"Ban Thường vụ {TINH_UY}"), True),
    "city and province of one name": (("85-KH/TU", DAY, TINH_UY), ("85-KH/TU", DAY, "Thành ủy Hòa Giang"), False),
    "only the year": (("12/KH-UBND", "2025", TINH), ("12/KH-UBND", DAY, TINH), True),
    "year in the symbol": (("09/2017/NĐ-CP", None, CP), ("09/2017/NĐ-CP", "2017-02-09", CP), True),
    "other year in the symbol": (("09/2017/NĐ-CP", None, CP), ("09/2018/NĐ-CP", None, CP), False),
    "neither has a date": (("57-KL/TW", None, BCT), ("57-KL/TW", None, BCT), False),
    "neither has an issuer": (("12/KH-UBND", DAY, None), ("12/KH-UBND", DAY, None), False),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other", "same"), PAIRS.values(), ids=PAIRS)
def test_what_is_one_instrument(make: Any, one: tuple[str, ...], other: tuple[str, ...], same: bool) -> None:
    registry = make.registry(make.document("An", make.cite(*one)), make.document("Tân", make.cite(*other)))
    assert (make.cited(registry, "An") == make.cited(registry, "Tân")) is same


# (symbol, issuer, usual date, odd date) -> merged, settled, agreed
SLIPS = {
    "a Party number runs through its term": (("57-KL/TW", BCT, "2023-06-15", "2022-06-15"), True, "majority", "2023-06-15"),
    "over a congress it begins anew": (("57-KL/TW", BCT, "2023-06-15", "2019-03-08"), False, None, None),
    "the month of a congress is in doubt": (("57-KL/TW", BCT, "2021-02-01", "2022-06-15"), False, None, None),
    "a State number begins anew each year": (("12/KH-UBND", TINH, DAY, "2024-03-01"), False, None, None),
    "but the same day looks like a slip": (("12/KH-UBND", TINH, DAY, "2024-01-10"), False, "majority", DAY),
    "within one year there is one": (("12/KH-UBND", TINH, DAY, "2025-10-01"), True, "majority", DAY),
}  # fmt: skip


@pytest.mark.parametrize(("about", "merged", "settled", "agreed"), SLIPS.values(), ids=SLIPS)
def test_odd_dates(make: Any, about: tuple[str, ...], merged: bool, settled: str | None, agreed: str | None) -> None:
    symbol, issuer, usual, odd = about
    documents = [make.document(name, make.cite(symbol, usual, issuer)) for name in ("An", "Tân", "Vân")]
    registry = make.registry(*documents, make.document("Lạc", make.cite(symbol, odd, issuer)))
    assert (make.cited(registry, "An") == make.cited(registry, "Lạc")) is merged
    assert [(d.settled, d.agreed) for d in registry.disagreements] == ([(settled, agreed)] if settled else [])
    for disagreement in registry.disagreements:
        assert [place.document for place in disagreement.odd] == ["Lạc"]
        assert disagreement.counts == {usual: 3, odd: 1}
        assert (disagreement.apart is None) is merged


def test_without_a_majority_nothing_is_decided(make: Any) -> None:
    one, other = (make.cite("57-KL/TW", date, BCT) for date in ("2023-06-15", "2022-06-15"))
    registry = make.registry(make.document("An", one), make.document("Tân", other))
    assert make.cited(registry, "An") != make.cited(registry, "Tân")
    (found,) = registry.disagreements
    assert (found.settled, found.agreed, {place.document for place in found.odd}) == ("open", None, {"An", "Tân"})


def test_the_document_itself_settles_it_against_the_majority(make: Any) -> None:
    own = make.document("Tỉnh", symbol="12/KH-UBND", issued=DAY, issuer=TINH, level="tinh")
    citing = [make.document(name, make.cite("12/KH-UBND", "2025-01-01", TINH)) for name in ("An", "Tân")]
    registry = make.registry(own, *citing)
    assert [(d.settled, d.agreed, len(d.odd)) for d in registry.disagreements] == [("own", DAY, 2)]
    (entry,) = [entry for entry in registry.entries if entry.documents == ("Tỉnh",)]
    assert (entry.date, entry.cited_by) == (DAY, 2)


def test_a_bare_year_does_not_outvote_a_day(make: Any) -> None:
    dates = ("2025", "2025", "2025", DAY, DAY, "2025-10-01")
    documents = [make.document(f"An {k}", make.cite("12/KH-UBND", date, TINH)) for k, date in enumerate(dates)]
    registry = make.registry(*documents)
    assert [(d.agreed, d.counts, len(d.odd)) for d in registry.disagreements] == [(DAY, {DAY: 2, "2025-10-01": 1}, 1)]
    assert {entry.date for entry in registry.entries if entry.cited_by} == {DAY}


@pytest.mark.parametrize(
    ("symbol", "right", "wrong", "merged"),
    [("1079/QĐ-TTg", TTG, CP, True), ("35-NQ/TW", BCT, BBT, True), ("12/KH-UBND", TINH, HUYEN, False)],
)
def test_odd_issuers(make: Any, symbol: str, right: str, wrong: str, merged: bool) -> None:
    documents = [make.document(name, make.cite(symbol, DAY, right, TITLE)) for name in ("An", "Tân", "Vân")]
    registry = make.registry(*documents, make.document("Lạc", make.cite(symbol, DAY, wrong, TITLE)))
    assert (make.cited(registry, "An") == make.cited(registry, "Lạc")) is merged
    assert [(d.field, d.agreed) for d in registry.disagreements] == [("issuer", right)]


@pytest.mark.parametrize("title", [None, "về phòng, chống thiên tai mùa khô"])
def test_neighbours_with_one_number_on_one_day_do_not_disagree(make: Any, title: str | None) -> None:
    documents = [make.document(name, make.cite("12/KH-UBND", DAY, TINH, TITLE)) for name in ("An", "Tân", "Vân")]
    registry = make.registry(*documents, make.document("Lạc", make.cite("12/KH-UBND", DAY, HUYEN, title)))
    assert registry.disagreements == []


NAMESAKE = "UBND xã Tân An"
# (date, province) of two that cite a plan of a commune whose name is common -> one instrument
NAMESAKES = {
    "one province": ((DAY, "Hòa Giang"), (DAY, "Hòa Giang"), True),
    "one province, one date odd": ((DAY, "Hòa Giang"), ("2025-03-03", "Hòa Giang"), True),
    "two provinces": ((DAY, "Hòa Giang"), ("2025-03-03", "Tân Sơn Hải"), False),
    "two provinces, only years": (("2025", "Hòa Giang"), ("2025", "Tân Sơn Hải"), False),
    "two provinces, the same day": ((DAY, "Hòa Giang"), (DAY, "Tân Sơn Hải"), True),
    "one province unknown": ((DAY, "Hòa Giang"), ("2025", None), True),
    "one province unknown, another day": ((DAY, "Hòa Giang"), ("2025-03-03", None), False),
}


@pytest.mark.parametrize(("one", "other", "same"), NAMESAKES.values(), ids=NAMESAKES)
def test_communes_of_one_name(make: Any, one: tuple[str, str], other: tuple[str, str | None], same: bool) -> None:
    first = make.document("An", make.cite("12/KH-UBND", one[0], NAMESAKE), province=one[1])
    second = make.document("Vân", make.cite("12/KH-UBND", other[0], NAMESAKE), province=other[1])
    registry = make.registry(first, second)
    assert (make.cited(registry, "An") == make.cited(registry, "Vân")) is same
    assert len({entry.id for entry in registry.entries}) == len(registry.entries)
    if not same:
        assert make.cited(registry, "An") == ["vn/ubnd-xa-tan-an/2025/12-kh-ubnd~hoa-giang"]


def test_two_bodies_of_two_provinces_do_not_disagree(make: Any) -> None:
    one = make.document("An", make.cite("12/KH-UBND", DAY, TINH))
    other = make.document("Tân", make.cite("12/KH-UBND", DAY, "UBND tỉnh Tân Sơn Hải"), province="Tân Sơn Hải")
    assert make.registry(one, make.document("Vân", *one.cited), other).disagreements == []


TITLE = "về công tác thông tin đối ngoại năm 2025"
WHOLE = ("12/KH-UBND", DAY, TINH, TITLE)
# what one document cites whole, what another cites in part, how that document differs, the fields that are inferred
PARTS: dict[str, tuple[tuple[Any, ...], tuple[Any, ...], dict[str, Any], tuple[str, ...] | None]] = {
    "no date": (WHOLE, ("12/KH-UBND", None, TINH), {}, ("date",)),
    "no issuer": (WHOLE, ("12/KH-UBND", DAY, None), {}, ("issuer",)),
    "neither, with its title": (WHOLE, ("12/KH-UBND", None, None, "Công tác thông tin đối ngoại năm 2025"), {}, ("date", "issuer")),
    "neither, without a title": (WHOLE, ("12/KH-UBND", None, None), {}, None),
    "neither, another title": (WHOLE, ("12/KH-UBND", None, None, "về phòng, chống thiên tai mùa khô"), {}, None),
    "no date, another title": (WHOLE, ("12/KH-UBND", None, TINH, "về phòng, chống thiên tai mùa khô"), {}, None),
    "another number": (WHOLE, ("13/KH-UBND", None, TINH), {}, None),
    "another issuer": (WHOLE, ("12/KH-UBND", None, HUYEN), {}, None),
    "another day": (WHOLE, ("12/KH-UBND", "2025-02-10", None), {}, None),
    "another province": (WHOLE, ("12/KH-UBND", DAY, None), {"province": "Tân Sơn Hải"}, None),
    "no province known": (WHOLE, ("12/KH-UBND", DAY, None), {"province": None}, None),
    "older than what it would cite": (WHOLE, ("12/KH-UBND", None, TINH), {"issued": "2024-12-01", "period": "2024"}, None),
    "central, bare": (("57-KL/TW", "2023-06-15", BCT), ("57-KL/TW", None, None), {}, ("date", "issuer")),
    "central, by another organ": (("57-KL/TW", "2023-06-15", BCT), ("57-KL/TW", None, BBT), {}, None),
    "a neighbour's": (("12/KH-UBND", DAY, "UBND xã Cồn Nghê"), ("12/KH-UBND", "2025", None), {}, None),
}  # fmt: skip


@pytest.mark.parametrize(("whole", "part", "header", "inferred"), PARTS.values(), ids=PARTS)
def test_what_is_incomplete_joins_the_only_one(
    make: Any, whole: tuple[Any, ...], part: tuple[Any, ...], header: dict[str, Any], inferred: tuple[str, ...] | None
) -> None:
    documents = make.document("An", make.cite(*whole)), make.document("Tân", make.cite(*part), **header)
    registry = make.registry(*documents)
    assert (make.cited(registry, "An") == make.cited(registry, "Tân")) is (inferred is not None)
    assert [(j.document, j.inferred) for j in registry.joined] == ([("Tân", inferred)] if inferred else [])
    apart = registry.entries[registry.cited[1][0]]
    assert apart.determined is (inferred is not None)


def test_of_two_that_can_be_meant_none_is_taken(make: Any) -> None:
    one, other = make.cite("57-KL/TW", "2023-06-15", BCT), make.cite("57-KL/TW", "2019-03-08", BCT)
    part = make.document("Vân", make.cite("57-KL/TW", None, BCT))
    registry = make.registry(make.document("An", one), make.document("Tân", other), part)
    assert make.cited(registry, "Vân") == ["vn/bo-chinh-tri/_/57-kl-tw@Vân"]


def test_of_two_a_title_takes_one(make: Any) -> None:
    titles = "về tăng cường công tác thông tin đối ngoại", "về phòng, chống tham nhũng, tiêu cực, lãng phí"
    dates = "2023-06-15", "2019-03-08"
    whole = [make.document(d, make.cite("57-KL/TW", d, BCT, t)) for d, t in zip(dates, titles, strict=True)]
    part = make.document("Vân", make.cite("57-KL/TW", None, BCT, titles[1]))
    assert make.cited(make.registry(*whole, part), "Vân") == ["vn/bo-chinh-tri/2019/57-kl-tw"]


@pytest.mark.parametrize(
    ("name", "issuer", "same"),
    [
        ("Nghị quyết XIII của Đảng", None, True),
        ("Nghị quyết Đại hội XIII của Đảng", "Đại hội XIII của Đảng", True),
        ("Nghị quyết XII của Đảng", None, False),
        ("Nghị quyết Đại hội XIII Đảng bộ tỉnh", "Đại hội XIII Đảng bộ tỉnh Hòa Giang", False),
        ("Nghị quyết Đại hội XIII Đảng bộ tỉnh", None, False),
    ],
)
def test_congresses(make: Any, name: str, issuer: str | None, same: bool) -> None:
    long = "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"
    first = make.document("An", make.cite(None, None, long, f"Nghị quyết {long}", kind="NQ"))
    registry = make.registry(first, make.document("Tân", make.cite(None, None, issuer, name, kind="NQ")))
    assert (make.cited(registry, "An") == make.cited(registry, "Tân")) is same
    assert registry.disagreements == []


@pytest.mark.parametrize(("date", "same"), [("2016-04-05", True), ("2016", True), ("1999-06-12", False), (None, False)])
def test_a_law_by_name_and_by_number(make: Any, date: str | None, same: bool) -> None:
    numbered = make.cite("103/2016/QH13", "2016-04-05", "Quốc hội", "Luật Báo chí", kind="L")
    named = make.cite(None, date, None, "Luật Báo chí", kind="L")
    registry = make.registry(make.document("An", numbered), make.document("Tân", named))
    assert (make.cited(registry, "An") == make.cited(registry, "Tân")) is same


def test_documents_are_what_others_cite(make: Any) -> None:
    own = make.document("Tỉnh", symbol="12/KH-UBND", issued=DAY, issuer=TINH)
    registry = make.registry(make.document("An", make.cite("12/KH-UBND", DAY, TINH)), own)
    assert registry.entries[registry.cited[0][0]].documents == ("Tỉnh",)


def test_two_documents_with_one_identity_are_reported(make: Any) -> None:
    copies = [make.document(name, symbol="12/KH-UBND", issued=DAY, issuer=TINH) for name in ("a", "b")]
    registry = make.registry(*copies)
    assert [entry.documents for entry in registry.entries] == [("a", "b")]
    (problem,) = registry.problems
    assert "b.json" in str(problem) and "a.json" in str(problem)


def test_a_document_without_a_number_is_known_by_its_content(make: Any) -> None:
    registry = make.registry(make.document("An", symbol=None, template="/KH-UBND"))
    assert [entry.id for entry in registry.entries] == [f"vn/ubnd-xa-an/2025/sha256-{b'An'.hex()[:12]}"]


SYMBOLS = st.sampled_from(["12/KH-UBND", "57-KL/TW", "47/NQ-CP", "09/2017/NĐ-CP", "85-KH/TU", None])
DATES = st.sampled_from([None, "2023", "2023-06-15", "2022-06-15", "2024-04-15", "2025-01-10"])
PROVINCES = st.sampled_from([None, "Hòa Giang", "Tân Sơn Hải"])
ISSUERS = st.sampled_from([None, NAMESAKE, TINH, HUYEN, TINH_UY, f"Ban Thường vụ {TINH_UY}", BCT, BBT, CP])
CITED = st.lists(st.tuples(SYMBOLS, DATES, ISSUERS, st.sampled_from([None, TITLE, "Luật Báo chí"])), max_size=5)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(CITED, SYMBOLS, DATES, ISSUERS, PROVINCES), max_size=7), st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(make: Any, plans: list[Any], chance: Any) -> None:
    documents = []
    for number, (cited, symbol, date, issuer, province) in enumerate(plans):
        header = {"symbol": symbol, "issued": date, "issuer": issuer, "province": province}
        unique = {about.id: about for about in (make.cite(*c) for c in cited)}.values()
        documents.append(make.document(f"d{number}", *unique, **header))
    shuffled = documents[:]
    chance.shuffle(shuffled)
    one, other = (build_registry(some, match=False) for some in (documents, shuffled))
    assert sorted(entry.id for entry in one.entries) == sorted(entry.id for entry in other.entries)
    assert len({entry.id for entry in one.entries}) == len(one.entries)
    for number, document in enumerate(documents):
        assert len(one.cited[number]) == len(document.cited)
        assert make.cited(one, document.id) == make.cited(other, document.id)
    assert sum(entry.cited_by for entry in one.entries) == sum(map(len, one.cited))


def test_a_law_is_of_the_national_assembly_also_where_nobody_says_so(make: Any) -> None:
    law, plan = make.cite(None, "2019", None, "Luật Thư viện", "L"), make.cite("12/KH-UBND", "2025-01-10", None)
    entries = {entry.kind: entry for entry in make.registry(make.document("a", law, plan)).entries}
    assert (entries["L"].issuer, entries["L"].level) == ("Quốc hội", "tw")
    assert entries["L"].id == law.id == "vn/quoc-hoi/2019/luat-thu-vien"
