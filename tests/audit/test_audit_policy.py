"""Policies: what they say holds, and what is wrong with one is told with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdn_extract.audit.policy import Target, parse_policy, read_policy
from ttdn_extract.audit.records import CODES
from ttdn_extract.errors import InputError

BASE = read_policy()
GOOD = """# what our province asks for
schema = 1

[findings]
malformed-number = "error"

[thresholds]
deadline_days = 20

[[require]]
id = "nq-47"
must_cite = [
  "47/NQ-CP",
  { symbol = "57-KL/TW", issuer = "Bộ Chính trị", year = 2023 },
]

[[require]]
id = "parent-plan"
levels = ["xa"]
must_cite = "parent"
severity = "warning"
"""


def test_a_policy_says_only_what_differs() -> None:
    policy = parse_policy(GOOD, "a.toml", BASE)
    assert [requirement.id for requirement in policy.requirements] == ["parent-basis", "nq-47", "parent-plan"]
    assert policy.requirements[1].must_cite == (Target("47/NQ-CP"), Target("57-KL/TW", "Bộ Chính trị", "2023"))
    assert policy.requirements[2].severity == "warning"
    assert (policy.findings["malformed-number"], policy.findings["ended-body"]) == ("error", "warning")
    assert (policy.deadline_days, policy.subject_likeness) == (20, BASE.subject_likeness)


def test_the_default_policy_is_complete() -> None:
    assert set(BASE.findings) == set(CODES)
    assert [requirement.must_cite for requirement in BASE.requirements] == ["parent", "parent-basis"]
    assert parse_policy("", "empty.toml", BASE).requirements == BASE.requirements
    assert parse_policy("default_requirements = false", "none.toml", BASE).requirements == ()


WRONG = [
    # a change of the good policy, the line of the error, words of its message
    ("schema = 1", "schema = 2", 2, "schema 2 is unknown; write schema = 1"),
    ("schema = 1", "schema = 1 1", 2, "is no TOML"),
    ("schema = 1", "shema = 1", 2, "no key 'shema'; write 'schema'"),
    ("schema = 1", 'schema = "1"', 2, "schema must be a whole number"),
    ('malformed-number = "error"', 'malformed-numbr = "error"', 5, "no key 'malformed-numbr'; write 'malformed-number'"),
    ('malformed-number = "error"', 'malformed-number = "bad"', 5, "knows no 'bad'; use one of: error, warning, info, off"),
    ('malformed-number = "error"', "malformed-number = true", 5, "must be a text in quotes"),
    ("deadline_days = 20", "deadline_days = 20.5", 8, "deadline_days must be a whole number"),
    ("deadline_days = 20", "deadline_days = -1", 8, "write a number of days"),
    ("deadline_days = 20", "subject_likeness = 6", 8, "write a number from 0 to 1"),
    ("deadline_days = 20", 'first_citation = ["dates"]', 8, "knows no 'dates'; write 'date'"),
    ('id = "nq-47"\n', "", 10, "has no id; add id"),
    ('id = "nq-47"', 'id = "parent-plan"', 18, "the id 'parent-plan' stands twice"),
    ('"47/NQ-CP",', '"47 NQ CP",', 13, "'47 NQ CP' is no number of an instrument"),
    ('"47/NQ-CP",', "47,", 12, "'47' is no number of an instrument"),
    ("year = 2023", "yaer = 2023", 12, "no key 'yaer'; write 'year'"),
    ("year = 2023", 'year = "2023"', 12, "year must be a whole number"),
    ('levels = ["xa"]', 'levels = ["phuong"]', 19, "levels knows no 'phuong'"),
    ('levels = ["xa"]', 'levels = "xa"', 19, "levels must be a list"),
    ('levels = ["xa"]', 'accept = ["sited"]', 19, "accept knows no 'sited'; write 'cited'"),
    ('levels = ["xa"]', 'kinds = ["KK"]', 19, "kinds knows no 'KK'"),
    ('levels = ["xa"]', "documents = [1]", 19, "documents must be texts"),
    ('levels = ["xa"]', 'level = ["xa"]', 19, "no key 'level'; write 'levels'"),
    ('must_cite = "parent"', 'must_cite = "parents"', 20, 'write "parent", "parent-basis", or a list'),
    ('must_cite = "parent"', "must_cite = []", 20, 'write "parent", "parent-basis", or a list'),
    ('severity = "warning"', 'severity = "warn"', 21, "severity knows no 'warn'; write 'warning'"),
    ("[[require]]\nid = \"nq-47\"", "[require]\nid = \"nq-47\"", 17, "is no TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "words"), WRONG, ids=[row[1][:30] for row in WRONG])
def test_an_error_names_file_line_and_remedy(before: str, after: str, line: int, words: str) -> None:
    assert before in GOOD
    with pytest.raises(InputError) as caught:
        parse_policy(GOOD.replace(before, after, 1), "ours.toml", BASE)
    assert str(caught.value).startswith(f"ours.toml:{line}: ")
    assert words in str(caught.value) and "\n" not in str(caught.value)


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'id = "\xe3"')
    for name, words in (("none.toml", "cannot be read"), ("latin.toml", "save the policy as UTF-8")):
        with pytest.raises(InputError, match=words):
            read_policy(tmp_path / name)


@given(st.text(alphabet='[]={}"\n #abcrequire_mustit.1', max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_a_policy_or_an_error_with_a_line(text: str) -> None:
    try:
        parse_policy(text, "any.toml", BASE)
    except InputError as error:
        assert error.name.startswith("any.toml:") and error.name.rpartition(":")[2].isdigit()


NAMED = [
    ("Nghị quyết số 47/NQ-CP", Target("47/NQ-CP")),
    ("47/NQ-CP ngày 15/4/2024", Target("47/NQ-CP", None, "2024")),
    ("47/NQCP", Target("47/NQ-CP")),
    ("Kết luận số 57-KL/TW của BCT", Target("57-KL/TW", "Bộ Chính trị")),
    ("171/KH-UBND của UBND tỉnh Nam Định", Target("171/KH-UBND", "UBND tỉnh Nam Định")),
]


@pytest.mark.parametrize(("said", "meant"), NAMED)
def test_an_instrument_is_named_as_clerks_write_it(said: str, meant: Target) -> None:
    text = f'schema = 1\n\n[[require]]\nid = "a"\nmust_cite = ["{said}"]\n'
    assert parse_policy(text, "p.toml", BASE).requirements[-1].must_cite == (meant,)


@pytest.mark.parametrize("said", ["abc/ def ghi", "Luật Thư viện", "47/NQ-CP, 57-KL/TW", "12/2025"])
def test_what_names_no_instrument_is_refused(said: str) -> None:
    with pytest.raises(InputError, match=r"p\.toml:5: .* is no number of an instrument"):
        parse_policy(f'schema = 1\n\n[[require]]\nid = "a"\nmust_cite = ["{said}"]\n', "p.toml")
