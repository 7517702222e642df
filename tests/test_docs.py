"""The README does what it says: its Python runs, its JSON is what its text gives, its commands exist."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ttdn_extract import extract
from ttdn_extract.audit.policy import parse_policy, read_policy
from ttdn_extract.cli import main

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("code", [body for language, body in BLOCKS if language == "python"])
def test_python_block_runs(code: str) -> None:
    exec(compile(code, "README.md", "exec"), {})


def test_policy_block_is_a_policy() -> None:
    text = next(body for language, body in BLOCKS if language == "toml")
    assert parse_policy(text, "README.md", read_policy()).requirements[-1].must_cite


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.name)
def test_notebook_runs(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(path.parent)
    names: dict[str, Any] = {}
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        assert not cell.get("outputs"), "clear the outputs before you commit"
        if cell["cell_type"] == "code":
            exec(compile("".join(cell["source"]), path.name, "exec"), names)
    assert "UBND" in capsys.readouterr().out


def contains(whole: Any, part: Any) -> bool:
    """Say whether a JSON value holds what the shortened example shows."""
    if isinstance(part, dict):
        return all(contains(whole[key], value) for key, value in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(contains, whole, part))
    return bool(whole == part)


def test_first_example_gives_its_json() -> None:
    text = next(body for language, body in BLOCKS if language == "text")
    shown = json.loads(next(body for language, body in BLOCKS if language == "json"))
    assert contains(extract(text.rstrip("\n")).model_dump(mode="json"), shown)


def test_shell_block_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ke-hoach.txt").write_text(next(body for language, body in BLOCKS if language == "text"), "utf-8")
    for line in next(body for language, body in BLOCKS if language == "sh").splitlines():
        result = CliRunner().invoke(main, line.split()[1:])
        assert result.exit_code == 0, result.stderr


def test_every_command_is_documented_and_has_help() -> None:
    for name, command in main.commands.items():
        assert command.help
        assert f"ttdn {name}" in README


def test_the_two_commands_of_the_readme_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"^make (\w+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


@pytest.mark.parametrize("name", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_files_that_the_docs_link_to_exist(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text("utf-8")):
        assert target.startswith("http") or (path.parent / target).exists(), target


def test_architecture_names_every_module() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    modules = {path.stem for path in (ROOT / "ttdn_extract").glob("*.py")} - {
        "__init__",
        "errors",
        "letters",
        "bare",
        "pipeline",
    }
    assert [name for name in sorted(modules) if f"`{name}`" not in text] == []
