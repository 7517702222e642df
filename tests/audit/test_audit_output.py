"""What comes out: JSON, CSV, the table, the baseline, the chain of one plan, and the command with its exit codes."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ttdn_extract.audit import messages, records
from ttdn_extract.audit.command import audit as command
from ttdn_extract.audit.run import run_audit
from ttdn_extract.audit.table import grid, shorten, width, wrap
from ttdn_extract.errors import InputError

BAD = "- Theo Nghị quyết số 47/NQCP ngày 15/4/2024 của Chính phủ về Chương trình hành động."
WORSE = BAD + "\n- Theo Kế hoạch số 49-KH/TU ngày 11/10/2023 của Ban Thường vụ Huyện ủy về đối ngoại."
VERDICT_KEYS = ["plan", "requirement", "verdict", "target", "message", "evidence"]
FINDING_KEYS = ["id", "code", "severity", "document", "message", "evidence", "instrument"]


def test_json_has_the_keys_that_the_report_is_built_on(audit: Callable[..., Any], make: Any) -> None:
    data = json.loads(audit(make.chain(huyen={"text": WORSE})).to_json())
    assert list(data) == ["policy", "documents", "verdicts", "findings"]
    assert all(list(verdict) == VERDICT_KEYS for verdict in data["verdicts"])
    assert all(list(finding) == FINDING_KEYS for finding in data["findings"])
    places = [place for row in data["verdicts"] + data["findings"] for place in row["evidence"]]
    assert places and all(list(place) == ["document", "start", "end", "text", "note"] for place in places)
    assert {finding["instrument"] for finding in data["findings"]} >= {"vn/chinh-phu/2024/47-nq-cp"}


def test_runs_agree_and_ids_do_not_depend_on_place(audit: Callable[..., Any], make: Any) -> None:
    first, second = (audit(make.chain(huyen={"text": WORSE})) for _ in range(2))
    assert first.to_json() == second.to_json() and first.to_csv() == second.to_csv()
    moved = audit(make.chain(huyen={"text": "- Một đoạn mới đứng trước.\n" + WORSE}, xa={"text": BAD}))
    assert {f.id for f in first.findings} < {f.id for f in moved.findings}
    ids = [finding.id for finding in moved.findings]
    assert len(ids) == len(set(ids))


def test_a_baseline_leaves_what_is_new(audit: Callable[..., Any], make: Any, tmp_path: Path) -> None:
    former = tmp_path / "former.json"
    former.write_text(audit(make.chain(huyen={"text": BAD})).to_json(), "utf-8")
    same = audit(make.chain(huyen={"text": BAD}), baseline=former)
    assert same.passed and same.since == (0, 1, 0)
    more = audit(make.chain(huyen={"text": WORSE}), baseline=former)
    assert [finding.code for finding in more.fresh] == ["symbol-issuer"] and more.since == (1, 1, 0)
    former.write_text(more.to_json(), "utf-8")
    assert audit(make.chain(huyen={"text": WORSE}), baseline=former).since == (0, 2, 0)
    former.write_text(same.to_json(), "utf-8")
    mended = audit(make.chain(), baseline=former)
    assert mended.passed and mended.since == (0, 0, 1)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"findings": 1}', '{"findings": [{}]}', '{"findings": [{"id": 1}]}'])
def test_a_baseline_that_is_none(audit: Callable[..., Any], make: Any, tmp_path: Path, text: str) -> None:
    (tmp_path / "former.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match="name a JSON file"):
        audit(make.chain(), baseline=tmp_path / "former.json")


def test_cells_run_as_no_formula(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", {"=1+1": make.district(text=BAD), "@x": make.plan(text=BAD)})
    result = run_audit(folder)
    rows = list(csv.reader(io.StringIO(result.to_csv())))
    assert len(rows) == 1 + len(result.verdicts) + len(result.findings)
    assert {row[1] for row in rows} >= {"'=1+1", "'@x"}
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_columns_are_aligned_by_what_is_seen(audit: Callable[..., Any], make: Any) -> None:
    table = audit(make.chain(huyen={"text": WORSE})).table(80)
    heads, *rows = table.split("\n\n")[0].splitlines()
    at = heads.index("requirement")
    assert all(row[at:].startswith("parent-") for row in rows)
    assert all(width(line) <= 80 for line in table.split("\n\n", 1)[1].splitlines())
    assert "…" in shorten("UBND xã " + "An Tân " * 9) and width(shorten("á" * 99)) <= 34
    assert wrap("Kế hoạch số", 4) == ["Kế", "hoạch", "số"]


def test_what_is_not_known_stands_below_its_row_once(audit: Callable[..., Any], make: Any) -> None:
    result = audit(make.chain(tinh=None))
    unknown = [verdict for verdict in result.verdicts if verdict.verdict == "undetermined"]
    rows = [" ".join(line.split()) for line in result.table(400).split("\n\n")[0].splitlines()]
    assert unknown and [row for row in rows if row.startswith("Chưa xác định")] == [
        verdict.message for verdict in unknown
    ]
    assert not any("Chưa xác định" in line for line in audit(make.chain()).table(400).split("\n\n")[0].splitlines())


def test_every_message_is_used_and_there() -> None:
    package = Path(records.__file__).parent
    code = "".join(path.read_text("utf-8") for path in sorted(package.glob("*.py")))
    for name in messages.messages():
        stem = re.escape(name.rpartition(".")[2] if name.startswith(("field", "defect")) else name)
        assert re.search(rf'"{stem}"', code) or name.startswith("agreed-"), name
    for name in records.DEFECTS:
        assert messages.say(f"defect.{name}")


def invoke(*arguments: object) -> tuple[int, str, str]:
    """Run the command."""
    result = CliRunner().invoke(command, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout, result.stderr


def test_exit_codes(tmp_path: Path, make: Any) -> None:
    clean = make.write(tmp_path / "clean", make.chain())
    bad = make.write(tmp_path / "bad", make.chain(huyen={"text": BAD}))
    assert invoke(clean)[0] == 0
    code, out, _ = invoke(bad)
    assert code == 1 and "47/NQCP" in out and "malformed-number 1" in out
    assert invoke(tmp_path / "none")[0] == 2
    (clean / "other.json").write_text("{}", "utf-8")
    code, _, err = invoke(clean)
    assert code == 2 and "other.json: is no result" in err
    (tmp_path / "p.toml").write_text("x = 1\n", "utf-8")
    code, _, err = invoke(bad, "--policy", tmp_path / "p.toml")
    assert code == 2 and "p.toml:1: " in err and "Traceback" not in err


def test_copies_hide_nothing(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", make.chain())
    (folder / "copy.json").write_bytes((folder / "xa.json").read_bytes())
    code, _, err = invoke(folder)
    assert code == 0 and "same source file" in err


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.txt"])
def test_out_writes_a_file(tmp_path: Path, make: Any, name: str) -> None:
    folder = make.write(tmp_path / "json", make.chain(huyen={"text": BAD}))
    code, out, err = invoke(folder, "--out", tmp_path / name)
    assert code == 1 and not out and "1 findings, written to" in err
    assert "47/NQCP" in (tmp_path / name).read_text("utf-8")
    code, _, err = invoke(folder, "--baseline", tmp_path / "a.json") if name == "a.json" else (0, "", "0 new")
    assert code == 0 and "0 new" in err


@pytest.mark.parametrize(
    ("name", "words"),
    [("a.xlsx", "use one of .json"), ("json/a.json", "lies in"), (".", "cannot be written"), ("none/a.json", "cannot be written")],
)  # fmt: skip
def test_out_that_cannot_be_written(tmp_path: Path, make: Any, name: str, words: str) -> None:
    folder = make.write(tmp_path / "json", make.chain())
    code, _, err = invoke(folder, "--out", tmp_path / name)
    assert code == 2 and words in err


def test_explain_tells_the_chain_of_one_plan(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", make.chain(xa={"text": BAD}))
    code, out, _ = invoke(folder, "--explain", "xa")
    assert code == 0
    for words in (
        "next higher authority: UBND tỉnh Hòa Giang", "* 12/KH-UBND UBND tỉnh Hòa Giang 2025-01-10 | tinh | likeness 1.00 | cited as basis",
        "-> 12/KH-UBND [in the folder]\n    -> 47/NQ-CP", "parent-plan: cited", "parent-basis: cited-with-defect", "malformed-number",
    ):  # fmt: skip
        assert words in out
    assert invoke(folder, "--explain", "45/KH-UBND")[1] == out
    code, _, err = invoke(folder, "--explain", "none")
    assert code == 2 and "give an id such as huyen" in err
    assert invoke(folder, "--explain", "xa", "--out", tmp_path / "a.json")[0] == 2


def test_files_without_their_text_are_audited_too(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", make.chain(huyen={"text": BAD}))
    for path in folder.glob("*.txt"):
        path.unlink()
    assert [finding.code for finding in run_audit(folder).findings] == ["malformed-number"]


def test_names_of_files_do_not_steer_the_terminal(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", {"a\x1b[31mb": make.district(text=BAD)})
    code, out, _ = invoke(folder)
    assert code == 1 and "\x1b" not in out


def test_a_requirement_that_concerns_nobody_is_told(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", make.chain())
    row = '[[require]]\nid = "nobody"\nprovinces = ["{}"]\nmust_cite = ["47/NQ-CP"]\n'
    (tmp_path / "a.toml").write_text("schema = 1\n\n" + row.format("Hà Nộii"), "utf-8")
    (tmp_path / "b.toml").write_text("schema = 1\n\n" + row.format("Hòa Giang"), "utf-8")
    assert "nobody: this requirement concerns no document" in invoke(folder, "--policy", tmp_path / "a.toml")[2]
    assert "nobody" not in invoke(folder, "--policy", tmp_path / "b.toml")[2]


def test_names_that_shortening_would_make_one_stay_whole() -> None:
    name = "2025-Kế-hoạch-truyền-thông-của-xã-{}-bản-cuối-cùng-đã-ký.docx"
    alike, apart = [name.format("A"), name.format("B")], [name.format("A"), "b" + name.format("A")]
    assert [line.split()[0] for line in grid(("plan", "target"), [(n, "-") for n in alike])[1:]] == alike
    assert all("…" in line for line in grid(("plan", "target"), [(n, "-") for n in apart])[1:])


def test_a_stream_that_cannot_show_the_letters_ends_no_run(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", make.chain(huyen={"text": BAD}))
    code = "from ttdn_extract.cli import main; main()"
    for setting in ({"PYTHONIOENCODING": "cp1252"}, {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}):
        run = subprocess.run(
            [sys.executable, "-c", code, "audit", str(folder)],
            env={**os.environ, "PYTHONUTF8": "0", **setting}, capture_output=True, check=False,
        )  # fmt: skip
        assert run.returncode == 1 and b"Traceback" not in run.stderr and b"malformed-number 1" in run.stdout


def test_a_table_for_a_spreadsheet_is_known_as_utf8(tmp_path: Path, make: Any) -> None:
    folder = make.write(tmp_path / "json", make.chain())
    invoke(folder, "--out", tmp_path / "a.csv")
    invoke(folder, "--out", tmp_path / "a.txt")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert not (tmp_path / "a.txt").read_bytes().startswith(b"\xef\xbb\xbf")
