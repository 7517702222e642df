"""Rules are rows: each row fires on its examples and not on its counter-examples; a bad row is refused at load."""

from __future__ import annotations

import re

import pytest

from ttdn_extract.bare import bare
from ttdn_extract.clean import fold
from ttdn_extract.errors import RuleError
from ttdn_extract.markers import read_marker
from ttdn_extract.roles import role_of
from ttdn_extract.rulebook import TABLES, WORDS, check_rows, load_rows, load_table, parse_rows, parse_table, read_text


@pytest.mark.parametrize("table", TABLES)
def test_rows_prove_themselves(table: str) -> None:
    assert [str(problem) for problem in check_rows(table)] == []


@pytest.mark.parametrize("row", load_rows("markers"), ids=lambda row: row.id)
def test_marker_rows_are_alive(row) -> None:  # type: ignore[no-untyped-def]
    assert {marker.kind for text in row.examples if (marker := read_marker(text))} == {row.id}
    assert [text for text in row.counter if (marker := read_marker(text)) and marker.kind == row.id] == []


@pytest.mark.parametrize("row", load_rows("roles"), ids=lambda row: row.id)
def test_role_rows_are_alive(row) -> None:  # type: ignore[no-untyped-def]
    assert {role_of(text) for text in row.examples} == {row["role"]}


@pytest.mark.parametrize("table", ["kinds", "provinces", "bodies"])
def test_tables_have_no_row_twice(table: str) -> None:
    names = [row["name"] for row in load_table(table)]
    assert len(names) == len(set(names)) > 5


def test_districts_belong_to_known_provinces() -> None:
    known = {row["name"] for row in load_table("provinces")}
    rows = load_table("districts")
    assert {row["province"] for row in rows} <= known
    assert len(rows) == 63
    for row in rows:
        names = row["districts"].split("; ")
        assert len(names) == len(set(names)) > 4


def test_phrases_are_folded_and_differ_without_their_marks() -> None:
    phrases = [row["phrase"] for row in load_table("phrases")]
    assert phrases == [fold(phrase) for phrase in phrases]
    assert len({bare(phrase) for phrase in phrases}) == len(phrases)


GOOD = '[[role]]\nid = "a"\nrole = "content"\npattern = "nội dung"\nexamples = ["nội dung"]\ncounter = []\n'


def test_parse_rows_accepts_a_good_row() -> None:
    assert [row.id for row in parse_rows("roles", GOOD)] == ["a"]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('nội dung"\nex', '(nội"\nex'), "does not compile"),
        (('role = "content"', 'rolle = "content"'), "unknown key 'rolle'"),
        (('role = "content"\n', ""), "key 'role' is missing"),
        (('examples = ["nội dung"]', "examples = []"), "no example"),
        (('pattern = "nội dung"', 'pattern = "${nowhere}"'), "does not compile"),
        (("[[role]]", "[[role]"), "is no TOML"),
        (("[[role]]\n", ""), "a table of rows is expected"),
    ],
)
def test_bad_row_is_refused_with_file_and_row(change: tuple[str, str], problem: str) -> None:
    with pytest.raises(RuleError, match=problem) as caught:
        parse_rows("roles", GOOD.replace(*change))
    assert str(caught.value).startswith("rules/roles.toml")


@pytest.mark.parametrize(("table", "key"), sorted(WORDS))
def test_word_that_the_contract_does_not_hold_is_refused(table: str, key: str) -> None:
    toml = table in TABLES
    text = read_text(f"{table}.toml" if toml else f"{table}.csv")
    parse = parse_rows if toml else parse_table
    words = "|".join(WORDS[table, key])
    assert parse(table, text)
    broken, changed = re.subn(rf'^({key} = "|[^,\n]+,)({words})(?="?$)', r"\1\2x", text, count=1, flags=re.MULTILINE)
    assert changed
    with pytest.raises(RuleError, match=rf"{key} is '\w+x', not one of"):
        parse(table, broken)


def test_row_id_twice_is_refused() -> None:
    with pytest.raises(RuleError, match="stands twice"):
        parse_rows("roles", GOOD + GOOD)
