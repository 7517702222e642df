"""The command as its users type it: what goes where, what is said, which code comes back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ttdn_extract import Plan, cli
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
    assert len(said) == 3 and "broken.pdf" in said[1] and "empty.txt" in said[2]
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


def files(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def in_process(*arguments: str | bytes | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own: locale, raw names and closed pipes are not there in a test runner."""
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "check": False} | options
    return subprocess.run([sys.executable, "-m", "ttdn_extract.cli", *arguments], **options)


@pytest.mark.parametrize("given", [["."], ["a.txt"], ["./a.txt"], ["sub", "a.txt"], ["link"]])
def test_results_never_go_where_documents_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "link").symlink_to(tmp_path)
    result = ttdn("extract", *given, "--out", ".")
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1 and "--out" in result.stderr
    assert files(tmp_path) == ["a.txt", "link", "sub"]


@pytest.mark.parametrize("name", ["a.txt", "a.json"])
def test_what_ttdn_did_not_write_stays(folder: Path, name: str) -> None:
    (folder / "out").mkdir()
    (folder / "out" / name).write_text("{}", "utf-8")
    result = ttdn("extract", folder / "in", "--out", folder / "out")
    assert result.exit_code == 1 and "not from ttdn" in result.stderr and "1 of 2" in result.stderr
    assert (folder / "out" / name).read_text("utf-8") == "{}"
    (folder / "out" / name).unlink()
    assert [ttdn("extract", folder / "in", "--out", folder / "out").exit_code for _ in "ab"] == [0, 0]


def test_results_inside_the_folder_are_not_read_again(folder: Path) -> None:
    out = folder / "in" / "out"
    for _ in "ab":
        result = ttdn("extract", folder / "in", "--out", out)
        assert "2 of 2 documents read" in result.stderr and "in the --out folder" not in result.stderr
    (out / "other.txt").write_text(PLAN, "utf-8")
    assert "in the --out folder 1" in ttdn("extract", folder / "in", "--out", out).stderr
    assert len(files(out)) == 5


def test_failed_write_leaves_nothing_and_the_batch_goes_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really_open, calls = Path.open, []

    def full_once(path: Path, mode: str = "r", *more: Any, **named: Any) -> Any:
        if mode == "wb":
            calls.append(path)
            if len(calls) == 2:
                with really_open(path, "wb") as file:
                    file.write(b'{"sch')
                raise OSError(28, "No space left on device")
        return really_open(path, mode, *more, **named)

    monkeypatch.setattr(Path, "open", full_once)
    result = ttdn("extract", folder / "in", "--out", folder / "out")
    assert result.exit_code == 1 and "1 of 2" in result.stderr
    assert "ttdn: 2025/Kế hoạch 5.md: " in result.stderr and "No space left" in result.stderr
    assert files(folder / "out") == ["a.json", "a.txt"]


def test_long_names_are_cut_and_stay_apart(tmp_path: Path) -> None:
    for end in "ab":
        deep = tmp_path / "in" / ("kế" * 50) / ("hoạch" * 20) / end
        deep.mkdir(parents=True)
        (deep / f"{'x' * 150}.txt").write_text(PLAN, "utf-8")
    result = ttdn("extract", tmp_path / "in", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert len(files(tmp_path / "out")) == 4
    assert not [name for name in files(tmp_path / "out") if "~" in name or len(name.encode()) > 255]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path)
    for name, text in ((b"k\xea.txt", PLAN), (b"a\nttdn: b.txt", "")):
        Path(os.fsdecode(folder + b"/" + name)).write_text(text, "utf-8")
    result = in_process("extract", folder + b"/k\xea.txt")
    plan = Plan.model_validate_json(result.stdout.decode("utf-8"))
    assert (plan.id, plan.source.name) == ("k", "k\ufffd.txt")
    result = in_process("extract", folder, "--out", folder + b"/out")
    assert [line[:30] for line in result.stderr.decode().splitlines()] == [
        "ttdn: a\\nttdn: b.txt: is empty"[:30],
        f"1 of 2 documents read, results in {tmp_path}"[:30],
    ]


def test_messages_and_source_name_the_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "in" / "2025" / "x.txt").write_bytes(b"")
    assert "ttdn: 2025/x.txt: is empty" in ttdn("extract", "in", "--out", "out").stderr
    assert "ttdn: in/2025/x.txt: is empty" in ttdn("extract", "in/2025/x.txt").stderr
    plan = Plan.model_validate_json((folder / "out" / "2025-Kế-hoạch-5.json").read_text("utf-8"))
    assert plan.source.name == "2025/Kế hoạch 5.md"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have one encoding for names")
@pytest.mark.parametrize(
    "locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, {"PYTHONUTF8": "1"}]
)
def test_names_are_composed_in_every_locale(tmp_path: Path, locale: dict[str, str]) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / unicodedata.normalize("NFD", "Kế hoạch.txt")).write_text(PLAN, "utf-8")
    result = in_process("extract", tmp_path / "in", "--out", tmp_path / "out", env=os.environ | locale)
    assert result.returncode == 0, result.stderr
    assert files(tmp_path / "out") == ["Kế-hoạch.json", "Kế-hoạch.txt"]
    result = in_process("extract", tmp_path / "in", env=os.environ | locale)
    assert Plan.model_validate_json(result.stdout.decode("utf-8")).id == "Kế-hoạch"


def test_names_that_clash_show_their_suffix(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "b.txt", "other/b.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PLAN, "utf-8")
    given = [tmp_path / name for name in ("a.txt", "a.md", "b.txt", "other/b.txt", "b.txt")]
    for order in (given, given[::-1]):
        assert ttdn("extract", *order, "--out", tmp_path / "out").exit_code == 0
        names = {Path(name).stem for name in files(tmp_path / "out")}
        assert names == {"a.txt", "a.md", "b", "b~2"}


def test_skipped_files_are_summed_up(folder: Path) -> None:
    for name in ("b.csv", "c.RTF", "d", ".e.txt", "~$f.docx"):
        (folder / "in" / name).write_bytes(b"x")
    result = ttdn("extract", folder / "in", "--out", folder / "out")
    said = "ttdn: 6 files skipped: .csv 2, .rtf 1, hidden 2, no extension 1; name a file to have it read"
    assert result.exit_code == 0 and result.stderr.splitlines()[0] == said


def test_stopping_says_how_far_it_came(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = cli._read

    def stop(job: Any, strict: bool) -> Any:
        if job.name == "a.txt":
            raise KeyboardInterrupt
        return read(job, strict)

    monkeypatch.setattr(cli, "_read", stop)
    result = ttdn("extract", folder / "in", "--out", folder / "out")
    assert result.exit_code == 130 and "stopped; 1 of 2 documents read; the same command starts again" in result.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [["schema"], ["rules", "list"], ["extract", "a.txt"]])
def test_full_standard_output_is_one_line(tmp_path: Path, arguments: list[str]) -> None:
    (tmp_path / "a.txt").write_text(PLAN, "utf-8")
    with Path("/dev/full").open("wb") as full:
        result = in_process(*arguments, stdout=full, cwd=tmp_path)
    assert result.returncode == 1
    assert result.stderr.decode().splitlines() == [
        "ttdn: standard output: cannot be written (No space left on device); send it somewhere else"
    ]


def test_file_that_may_not_be_looked_at_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look = Path.stat

    def locked(path: Path, **options: Any) -> os.stat_result:
        if path == folder / "in" / "a.txt":
            raise PermissionError(13, "Permission denied")
        return look(path, **options)

    monkeypatch.setattr(Path, "stat", locked)
    result = ttdn("extract", folder / "in", "--out", folder / "results")
    assert result.exit_code == 1 and "may not be" in result.stderr
    assert "Traceback" not in result.stderr and "1 of 2 documents" in result.stderr
    assert "may not be" in ttdn("extract", folder / "in" / "a.txt").stderr
