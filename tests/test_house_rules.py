"""What keeps the code small: sizes, imports, and a core that loads no heavy package."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ttdn_extract import offsets

PACKAGE = Path(__file__).resolve().parents[1] / "ttdn_extract"
MODULES = sorted(PACKAGE.rglob("*.py"))
HEAVY = ("pandas", "spacy", "sklearn", "underthesea", "numpy", "lxml", "pypdfium2", "networkx")


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_sizes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 45, f"{node.name} is too long"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_modules_do_not_import_the_root(path: Path) -> None:
    names = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
    from_root = [node for node in names if node.module == "ttdn_extract"]
    assert path.name == "cli.py" or not from_root


@pytest.mark.skipif("TTDN_COMPILED" not in os.environ, reason="for make test-compiled")
def test_the_compiled_package_is_under_test() -> None:
    assert not (offsets.__file__ or "").endswith(".py")


def loaded_by(code: str) -> list[str]:
    """Return the heavy packages that are loaded after running the code in a fresh interpreter."""
    probe = f"import sys; {code}; print([name for name in {HEAVY!r} if name in sys.modules])"
    return ast.literal_eval(
        subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    )


def test_import_loads_nothing_heavy() -> None:
    assert loaded_by("import ttdn_extract") == []


def test_reading_a_text_file_loads_nothing_heavy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("KẾ HOẠCH\nTruyền thông\n\nI. MỤC ĐÍCH\n", "utf-8")
    code = f"from click.testing import CliRunner; from ttdn_extract.cli import main; assert not CliRunner().invoke(main, ['extract', {str(tmp_path / 'a.txt')!r}]).exit_code"
    assert loaded_by(code) == []


def test_the_probe_sees_what_is_loaded() -> None:
    assert loaded_by("import lxml") == ["lxml"]
