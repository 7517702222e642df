"""The gazetteer: all of the mapping is in it and can be found, its table agrees with the rules, and nobody pays for it who does not ask."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ttdn_extract.errors import RuleError
from ttdn_extract.gazetteer import (
    FILE,
    Place,
    above,
    below,
    find,
    key,
    predecessors,
    province_of,
    provinces,
    read_places,
    successors,
)
from ttdn_extract.rulebook import load_table

THEN, NOW = "2025-06-30", "2025-07-01"
SCRIPT = Path(__file__).resolve().parents[1] / "data" / "places.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("data_places", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def mapping(script: ModuleType) -> dict[str, Any]:
    try:
        path = script.mapping_path()
    except script.MappingError as error:
        pytest.skip(str(error))
    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def districts() -> list[Place]:
    return [place for province in provinces(THEN) for place in below(province, THEN)]


@cache
def everything() -> tuple[Place, ...]:
    communes = [commune for district in districts() for commune in below(district)]
    today = [commune for province in provinces(NOW) for commune in below(province, NOW)]
    return (*dict.fromkeys(provinces(THEN) + provinces(NOW)), *districts(), *communes, *today)


def names(places: tuple[Place, ...]) -> list[str]:
    return [str(place) for place in places]


# What is in it


def test_counts() -> None:
    counted = Counter((place.level, place.until is None) for place in everything() if not place.lasting)
    assert counted == {
        ("tinh", False): 52,
        ("tinh", True): 23,
        ("huyen", False): 696,
        ("xa", False): 10035,
        ("xa", True): 3321,
    }
    assert (len(provinces(THEN)), len(provinces(NOW))) == (63, 34)
    today = Counter(commune.kind for province in provinces(NOW) for commune in below(province, NOW))
    assert today == {"xã": 2621, "phường": 687, "đặc khu": 13}


def test_provinces_are_those_of_the_rules() -> None:
    rows = {row["name"]: row for row in load_table("provinces") if row["name"] != "Thừa Thiên Huế"}
    old, new = provinces(THEN), provinces(NOW)
    assert {place.name for place in old} == rows.keys()
    assert {place.name for place in old + new if place.kind == "thành phố"} == {n for n in rows if rows[n]["city"]}
    assert {place.name for place in old if place.lasting} == {n for n in rows if rows[n]["lasting"]}
    assert {place for place in old if place.lasting} == set(old) & set(new)


def test_districts_are_spelt_as_in_the_rules() -> None:
    known = {(row["province"], name) for row in load_table("districts") for name in row["districts"].split("; ")}
    here = {(province_of(place).name.replace("Huế", "Thừa Thiên Huế"), place.name) for place in districts()}
    other = sorted(name for _, name in here - known if not name.isdigit())
    assert other == ["Phú Xuân", "Thuận Hóa"]  # districts of the city of Huế, which was a province till 2024


def test_every_place_is_found_by_its_own_name() -> None:
    for place in everything():
        day = THEN if place.until else NOW
        district = place.parent.full if place.parent and place.parent.level == "huyen" else None
        hits = find(place.full, level=place.level, province=province_of(place).full, district=district, on=day)
        assert hits == (place,)
        assert above(place) == (hits[0].parent if place.level != "tinh" else None)


def test_every_row_of_the_mapping_is_reachable(mapping: dict[str, Any]) -> None:
    ask = cache(find)  # rows share districts and communes of today
    for row in mapping["ward_mapping"]:
        province, district = row["old_province"], row["old_district"]
        named = ask(row["old_ward"] or spaced(row["old_ward_key"]), level="xa", province=province, district=district)
        if not row["old_ward_key"]:  # a district of islands had no communes
            named = ask(district, level="huyen", province=province)
        assert len(named) == 1, row
        assert named[0].until == NOW
        assert above(named[0]) == ask(district, province=province, level="huyen")[0] or not row["old_ward_key"]
        today = ask(row["new_ward"] or spaced(row["new_ward_key"]), province=row["new_province"], level="xa", on=NOW)
        assert len(today) == 1, row
        assert today[0] in successors(named[0])
        assert named[0] in predecessors(today[0])
        assert successors(named[0])[0] == today[0] or not row.get("is_default")
        assert above(today[0]) == ask(row["new_province"], level="tinh", on=NOW)[0]


def spaced(key_of_it: str) -> str:
    """A key such as "xãsơnhà" as a name; spaces within do not matter."""
    return re.sub("^(xã|phường)", r"\1 ", key_of_it)


def test_every_province_of_the_mapping_is_reachable(mapping: dict[str, Any]) -> None:
    for old, new in mapping["province_mapping"].items():
        then = find(mapping["old_province_names"][old]["name"], level="tinh", on=THEN)
        now = find(mapping["province_names"][new]["name"], level="tinh", on=NOW)
        assert len(then) == len(now) == 1
        assert (successors(then[0]) or then) == now


def test_links_lead_both_ways() -> None:
    for place in everything():
        if place.until is None:
            assert successors(place) == ()
            assert all(place in successors(old) for old in predecessors(place))
            assert predecessors(place) or place.lasting
        else:
            assert predecessors(place) == ()
            assert all(new.since == NOW or new.lasting for new in successors(place))
            assert {new.level for new in successors(place)} <= {place.level, "tinh", "xa"}
            assert successors(place)


def test_no_two_places_share_all_that_tells_them_apart() -> None:
    shared = Counter((place.parent, place.kind, key(place.name), place.since) for place in everything())
    assert [place for place, count in shared.items() if count > 1] == []


# How it is asked

HCM = "Thành phố Hồ Chí Minh"
FOUND = [
    # what is asked, one answer, and a twin that has none
    ({"name": "Quận 1"}, f"quận 1, {HCM}", {"name": "Quận 2"}),
    ({"name": "Q1"}, f"quận 1, {HCM}", {"name": "H1"}),
    ({"name": "q. 01"}, f"quận 1, {HCM}", {"name": "q. 001a"}),
    (
        {"name": "P5", "province": "Vĩnh Long"},
        "phường 5, thành phố Vĩnh Long, tỉnh Vĩnh Long",
        {"name": "P", "on": THEN},
    ),
    ({"name": "TP.HCM", "on": NOW}, HCM, {"name": "H.HCM", "on": NOW}),
    ({"name": "TPHCM", "on": THEN}, HCM, {"name": "TPHCM", "kind": "tỉnh"}),
    ({"name": "hoà bình", "level": "tinh"}, "tỉnh Hòa Bình", {"name": "hoà bình", "level": "tinh", "on": NOW}),
    ({"name": "THÀNH PHỐ HOÀ BÌNH"}, "thành phố Hòa Bình, tỉnh Hòa Bình", {"name": "thành phố Hỏa Bình"}),
    ({"name": "TX. Cai Lậy"}, "thị xã Cai Lậy, tỉnh Tiền Giang", {"name": "TP. Cai Lậy"}),
    ({"name": "Cai Lậy", "kind": "Huyện"}, "huyện Cai Lậy, tỉnh Tiền Giang", {"name": "Cai Lậy", "kind": "quận"}),
    ({"name": "huyện Cai Lậy"}, "huyện Cai Lậy, tỉnh Tiền Giang", {"name": "huyện Cai Lậy", "kind": "thị xã"}),
    ({"name": "Qui Nhơn", "on": THEN}, "thành phố Quy Nhơn, tỉnh Bình Định", {"name": "Quy Nhon"}),
    ({"name": "Bà Rịa-Vũng Tàu"}, "tỉnh Bà Rịa - Vũng Tàu", {"name": "Bà Rịa-Vũng Tàu", "on": NOW}),
    ({"name": "BÀ RỊA – VŨNG TÀU"}, "tỉnh Bà Rịa - Vũng Tàu", {"name": "Vũng Tàu - Bà Rịa"}),
    ({"name": "Tỉnh Thừa Thiên - Huế"}, "thành phố Huế", {"name": "Thành phố Thừa Thiên - Huế"}),
    ({"name": "huyện Mù Căng Chải"}, "huyện Mù Cang Chải, tỉnh Yên Bái", {"name": "huyện Mù Càng Chải"}),
    ({"name": "huyện Đăk Tô"}, "huyện Đăk Tô, tỉnh Kon Tum", {"name": "huyện Đăk Tơ"}),
    ({"name": "huyện Cư M’gar"}, "huyện Cư M'gar, tỉnh Đắk Lắk", {"name": "huyện Cư Mga"}),
    ({"name": "Phường Đúc"}, "phường Phường Đúc, quận Thuận Hóa, thành phố Huế", {"name": "phường Xã Đúc"}),
    ({"name": "phường Sa Pả"}, "phường Sa Pả, thị xã Sa Pa, tỉnh Lào Cai", {"name": "phường Sa Pá"}),
    ({"name": "xã Trà Dơn"}, "xã Trà Dơn, huyện Nam Trà My, tỉnh Quảng Nam", {"name": "xã Trà Đơn"}),
    (
        {"name": "Long Mỹ", "kind": "thị xã", "province": "Hậu Giang"},
        "thị xã Long Mỹ, tỉnh Hậu Giang",
        {"name": "Long Mỹ", "kind": "thị xã", "province": "Sóc Trăng"},
    ),
    (
        {"name": "Yên Viên", "district": "Gia Lâm", "kind": "xã"},
        "xã Yên Viên, huyện Gia Lâm, thành phố Hà Nội",
        {"name": "Yên Viên", "district": "Đông Anh"},
    ),
    (
        {"name": "Phú Quý", "on": NOW, "kind": "đặc khu"},
        "đặc khu Phú Quý, tỉnh Lâm Đồng",
        {"name": "đặc khu Phú Quý", "on": THEN},
    ),
]


@pytest.mark.parametrize(
    ("asked", "answer", "twin"), FOUND, ids=lambda value: value.get("name") if isinstance(value, dict) else ""
)
def test_find(asked: dict[str, str], answer: str, twin: dict[str, str]) -> None:
    assert names(find(**asked)) == [answer]
    assert find(**twin) == ()


def test_a_wrong_province_never_gives_the_place() -> None:
    for district in districts():
        wrong = "Nam Định" if province_of(district).name != "Nam Định" else "Cao Bằng"
        assert district not in find(district.full, province=wrong)


def test_an_ambiguous_name_gives_all() -> None:
    assert len({province_of(place) for place in find("huyện Châu Thành")}) == 10
    assert {place.level for place in find("Nam Định", on=THEN)} >= {"tinh", "huyen"}
    assert find("Bến Thử") == find("") == find("xã") == ()


@pytest.mark.parametrize(
    ("on", "there"),
    [
        (None, "both"),
        ("2025", "both"),
        ("2025-XX-10", "both"),
        ("2024", "then"),
        ("2025-06", "then"),
        ("2025-06-30", "then"),
        ("1999-01-01", "then"),
        ("2025-07", "now"),
        ("2025-07-XX", "now"),
        ("2025-07-01", "now"),
        ("2026", "now"),
    ],
)
def test_the_date_chooses(on: str | None, there: str) -> None:
    until = {"then": [NOW], "now": [None], "both": [NOW, None]}
    assert [place.until for place in find("An Giang", level="tinh", on=on)] == until[there]
    assert [place.since for place in find("Cao Bằng", level="tinh", on=on)] == [None]


@pytest.mark.parametrize("on", ["", "25", "1/7/2025", "2025-7-1", "2025-07-01T00", "2025-07-01/2025-07-02"])
def test_what_is_no_date_is_refused(on: str) -> None:
    with pytest.raises(ValueError, match="a day, month or year is expected"):
        find("Hà Nam", on=on)


@pytest.mark.parametrize(
    ("name", "heirs"),
    [
        ("huyện Xuân Trường", ["tỉnh Ninh Bình"]),  # no authority but the province
        ("huyện Ba Vì", ["thành phố Hà Nội"]),
        ("huyện Côn Đảo", [f"đặc khu Côn Đảo, {HCM}"]),  # had no communes
        ("huyện Vân Đồn", ["đặc khu Vân Đồn, tỉnh Quảng Ninh"]),
        ("thành phố Phú Quốc", ["đặc khu Phú Quốc, tỉnh An Giang", "đặc khu Thổ Châu, tỉnh An Giang"]),
    ],
)
def test_what_became_of_districts(name: str, heirs: list[str]) -> None:
    (district,) = find(name, level="huyen")
    assert names(successors(district)) == heirs
    assert all(heir.level == "tinh" or district in predecessors(heir) for heir in successors(district))


def test_a_commune_that_was_split_keeps_all_its_heirs() -> None:
    split = [place for place in everything() if place.level == "xa" and len(successors(place)) > 1]
    assert len(split) == 471


def test_a_place_is_immutable() -> None:
    with pytest.raises(AttributeError):
        find("Hà Nội")[0].name = "Hà Tĩnh"  # type: ignore[misc]


# The file


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("\th Ba Vì\n", "line 1.*does not fit"),
        ("t A\tt A\n\t\tx B\tx B\n", "line 2.*does not fit"),
        ("t A\n", "line 1.*does not fit"),
        ("t A\tt A\n\th B\n\t\tx C\n", "line 3.*does not fit"),
        ("t A\tt A\tt B\tt C\n", "line 1.*does not fit"),
        ("t A\tt A\n\t\n", "line 2.*is not a kind and a name"),
        ("t A\tt A\n\ty B\n", "line 2.*'y B' is not a kind and a name"),
        ("t A\tB\n", "line 1.*'B' is not a kind and a name"),
    ],
)
def test_a_bad_line_is_refused_with_its_number(text: str, problem: str) -> None:
    with pytest.raises(RuleError, match=problem):
        read_places(text)


@pytest.fixture(scope="module")
def built(script: ModuleType, mapping: dict[str, Any]) -> bytes:
    content: bytes = script.build(script.mapping_path())
    return content


def test_the_file_is_rebuilt_byte_for_byte(script: ModuleType, built: bytes) -> None:
    assert built == script.TARGET.read_bytes()
    header = [line for line in built.decode().splitlines() if line.startswith("#")]
    assert "Apache License 2.0" in "".join(header)


def test_check_says_what_to_do(
    script: ModuleType,
    built: bytes,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    target = tmp_path / FILE
    monkeypatch.setattr(script, "TARGET", target)
    monkeypatch.setattr(script, "build", lambda path: built)
    assert script.main(["--check"]) == 1
    assert not target.exists()
    assert script.main([]) == 0
    assert target.read_bytes() == built
    assert script.main(["--check"]) == 0
    capsys.readouterr()
    target.write_bytes(built.replace("Gia Lâm".encode(), b"Gia Lam", 1))
    assert script.main(["--check"]) == 1
    assert capsys.readouterr().err == f"{script.NAME}: is not what the mapping gives; python data/places.py\n"
    target.write_bytes(re.sub(rb"[0-9a-f]{64}", b"0" * 64, built))
    assert script.main(["--check"]) == 1
    assert capsys.readouterr().err.startswith(f"{script.NAME}: was built from another mapping; pip install underthesea")


def test_without_underthesea_one_line_says_so(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "find_spec", lambda name: None)
    assert script.main(["--check"]) == 2
    assert capsys.readouterr().err == f'{script.NAME}: cannot be built without underthesea; pip install -e ".[bench]"\n'


@pytest.mark.parametrize(
    "content", ["", "{}", "[]", '{"metadata": {"source": "", "version": ""}, "ward_mapping": [{}]}']
)
def test_another_mapping_is_refused_in_one_line(script: ModuleType, tmp_path: Path, content: str) -> None:
    path = tmp_path / "mapping.json"
    path.write_text(content, "utf-8")
    with pytest.raises(script.MappingError, match="is not the mapping that is expected; pip install"):
        script.build(path)


def test_an_unknown_name_is_refused_by_the_script(script: ModuleType) -> None:
    assert script.entry("Thị Xã Buôn Hồ") == "tx Buôn Hồ"
    assert script.entry("", "xãsơnhà") == "x Sơn Hà"
    with pytest.raises(script.MappingError, match="no name for the key 'xãmới'"):
        script.entry("", "xãmới")
    with pytest.raises(script.MappingError, match="'Bang Mới' begins with no known kind"):
        script.entry("Bang Mới")


# Who pays for it


def opened_by(code: str) -> list[str]:
    """Say whether the module is loaded and the file opened after running the code in a fresh interpreter."""
    probe = (
        "import sys; seen = []\n"
        f"sys.addaudithook(lambda event, args: event == 'open' and str(args[0]).endswith({FILE!r}) and seen.append('file'))\n"
        f"{code}\n"
        "print(*sorted({*seen, *(['module'] if 'ttdn_extract.gazetteer' in sys.modules else [])}))"
    )
    return subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        (
            "import ttdn_extract, ttdn_extract.cli; ttdn_extract.extract('UBND HUYỆN BA VÌ\\n\\nKẾ HOẠCH\\nI. MỤC ĐÍCH\\n')",
            [],
        ),
        ("import ttdn_extract.gazetteer", ["module"]),
        ("from ttdn_extract.gazetteer import find; find('Ba Vì')", ["file", "module"]),
    ],
)
def test_the_file_is_read_when_it_is_asked(code: str, seen: list[str]) -> None:
    assert opened_by(code) == seen
