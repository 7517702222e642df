"""The command as its users type it: what goes where, what is said, which code comes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ttdn_extract import Plan
from ttdn_extract.cli import main

PLAN = "KẾ HOẠCH\nTruyền thông xã An Tân năm 2025\n\nI. MỤC ĐÍCH\n1. Mục tiêu: Nâng cao nhận thức.\n"


def ttdn(*arguments: str | Path, given: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=given)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "2025").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "in" / "2025" / "Kế hoạch 5.md").write_text(PLAN, "utf-8")
    (tmp_path / "in" / "notes.csv").write_text("x", "utf-8")
    return tmp_path


def test_single_file_goes_to_standard_output(folder: Path) -> None:
    result = ttdn("extract", folder / "in" / "a.txt")
    assert result.exit_code == 0
    plan = Plan.model_validate_json(result.stdout)
    assert (plan.id, plan.header.period, plan.source.name) == ("a", "2025", "a.txt")


def test_strict_repairs_no_number(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        PLAN + "2. Thực hiện Nghị quyết số 47/NQCP ngày 15/4/2024 của Chính phủ.\n", "utf-8"
    )
    found = [
        [c.symbol for c in Plan.model_validate_json(ttdn("extract", *strict, tmp_path / "a.txt").stdout).citations]
        for strict in ([], ["--strict"])
    ]
    assert found == [["47/NQ-CP"], [None]]


def test_standard_input() -> None:
    result = ttdn("extract", "-", given=PLAN.encode("utf-16"))
    plan = Plan.model_validate_json(result.stdout)
    assert (plan.id, plan.source.encoding, len(plan.sections)) == ("stdin", "utf-16-le", 2)


def test_folder_gives_json_and_the_text_of_its_spans(folder: Path) -> None:
    result = ttdn("extract", folder / "in", "--out", folder / "out")
    assert result.exit_code == 0
    assert sorted(p.name for p in (folder / "out").iterdir()) == [
        "2025-Kế-hoạch-5.json",
        "2025-Kế-hoạch-5.txt",
        "a.json",
        "a.txt",
    ]
    assert "2 of 2 documents read" in result.stderr
    for path in (folder / "out").glob("*.json"):
        plan = Plan.model_validate_json(path.read_text("utf-8"))
        text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        assert [text[s.span.start :].startswith(s.marker) for s in plan.sections] == [True, True]


def test_windows_line_ends_keep_their_spans(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(PLAN.replace("\n", "\r\n").encode())
    ttdn("extract", tmp_path / "a.txt", "--out", tmp_path / "out")
    plan = Plan.model_validate_json((tmp_path / "out" / "a.json").read_text("utf-8"))
    text = (tmp_path / "out" / "a.txt").read_bytes().decode("utf-8")
    assert [text[s.span.start :].startswith(s.marker) for s in plan.sections] == [True, True]


def test_same_name_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "a.md", "A.html"):
        (tmp_path / "in" / name).write_text(PLAN.replace("\n", "\n\n"), "utf-8")
    result = ttdn("extract", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert len(list((tmp_path / "out").glob("*.json"))) == 3


def test_unreadable_file_is_named_and_the_rest_is_read(folder: Path) -> None:
    (folder / "in" / "empty.txt").write_bytes(b"")
    (folder / "in" / "broken.pdf").write_bytes(b"%PDF-1.4 broken")
    result = ttdn("extract", folder / "in", "--out", folder / "out")
    assert result.exit_code == 1
    said = [line for line in result.stderr.splitlines() if line.startswith("ttdn: ")]
    assert len(said) == 2 and "broken.pdf" in said[0] and "empty.txt" in said[1]
    assert "2 of 4 documents read" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["extract"], "Missing argument"),
        (["extract", "nowhere.txt"], "nowhere.txt"),
        (["extract", "{folder}/in"], "add --out DIR"),
        (["extract", "{folder}/none"], "none"),
        (["rules", "list", "nothing"], "no table 'nothing'"),
    ],
)
def test_wrong_use_is_one_line(folder: Path, arguments: list[str], said: str) -> None:
    result = ttdn(*(a.format(folder=folder) for a in arguments))
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_empty_folder_is_told(tmp_path: Path) -> None:
    result = ttdn("extract", tmp_path, "--out", tmp_path / "out")
    assert result.exit_code == 2 and ".docx" in result.stderr


def test_schema_is_the_contract() -> None:
    schema = json.loads(ttdn("schema").stdout)
    assert {"id", "source", "header", "sections", "citations", "tasks", "diagnostics"} <= schema["properties"].keys()


def test_rules_check_and_list() -> None:
    assert ttdn("rules", "check").exit_code == 0
    listed = ttdn("rules", "list", "markers").stdout
    assert "roman" in listed and "I. MỤC ĐÍCH, YÊU CẦU" in listed
