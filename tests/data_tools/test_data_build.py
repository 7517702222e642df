"""data/raw and data/gold: reproducible, up to date, complete in styles, valid."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import marked
import pytest
import read_texts
import variants

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("data_build", DATA / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_same_bytes_every_time(build: ModuleType) -> None:
    assert build.outputs() == build.outputs()


def test_committed_files_are_up_to_date(build: ModuleType) -> None:
    assert build.differences(build.outputs()) == []


def test_check_sees_every_kind_of_difference(build: ModuleType, tmp_path: Path) -> None:
    files = {"raw/a.txt": b"a", "gold/a/text.txt": b"a"}
    build.write(files, tmp_path)
    (tmp_path / "raw/a.txt").write_bytes(b"b")
    (tmp_path / "gold/a/text.txt").unlink()
    (tmp_path / "raw/stray.txt").write_bytes(b"")
    found = build.differences(files, tmp_path)
    assert found == ["gold/a/text.txt: missing", "raw/a.txt: differs", "raw/stray.txt: not made by any recipe"]


def test_every_document_has_a_recipe_and_every_style_a_document(build: ModuleType) -> None:
    recipes = build.RECIPES
    assert set(recipes) == {doc.id for doc in marked.load_all()}
    text = [recipe for recipe in recipes.values() if recipe.suffix not in variants.FILE_FORMATS]
    assert {recipe.layout for recipe in text} == set(variants.LAYOUTS)
    assert {name for recipe in text for name in recipe.noises} == set(variants.NOISES)
    assert {recipe.encoding for recipe in text} == set(variants.ENCODINGS)
    assert {recipe.suffix for recipe in recipes.values()} == {"txt", "md", *variants.FILE_FORMATS}


def test_levels_kinds_and_chains_are_varied() -> None:
    docs = {doc.id: doc.gold for doc in marked.load_all()}
    headers = [gold["header"] for gold in docs.values()]
    assert {h["kind"] for h in headers} >= {"KH", "QĐ", "CT", "CV"}
    assert {h["level"] for h in headers} >= {"tw", "tinh", "huyen", "xa", "so", "dang"}
    parents = {"hg-03-huyen-2025": "hg-02-tinh-2025", "tsh-03-so-2019": "tsh-02-tinh-2019",
               "tsh-06-xa-2026": "tsh-05-tinh-2026", "hg-02-tinh-2025": "hg-01-tinh-uy-2023",
               "hg-08-thi-xa-2025": "hg-02-tinh-2025", "hg-09-xa-2025": "hg-03-huyen-2025",
               "hg-12-xa-2026": "hg-11-tinh-2026", "hg-14-so-2026": "hg-11-tinh-2026",
               "hg-15-xa-2026": "hg-14-so-2026", "tsh-11-xa-2026": "tsh-05-tinh-2026"}  # fmt: skip
    for child, parent in parents.items():
        header = docs[parent]["header"]
        # A Party letterhead names the committee, a citation its standing board: "Ban Thường vụ Tỉnh ủy …".
        found = [
            c for c in docs[child]["citations"] if (c["symbol"], c["date"]) == (header["symbol"], header["issued"])
        ]
        assert any(c["basis"] and c["issuer"].endswith(header["issuer"]) for c in found)


def test_every_document_stands_in_the_readme(build: ModuleType) -> None:
    readme = (DATA / "README.md").read_text("utf-8")
    assert [name for name in build.RECIPES if f"| `{name}` |" not in readme] == []


def test_texts_are_read_under_the_names_of_their_gold(tmp_path: Path) -> None:
    assert read_texts.main([]) == 2
    assert read_texts.main([str(tmp_path)]) == 0
    assert {path.stem for path in tmp_path.iterdir()} == {doc.id for doc in marked.load_all()}


def test_gold_agrees_with_an_independent_checker() -> None:
    shared = ROOT.parent / "shared" / "eval" / "check_gold.py"
    if not shared.exists():
        pytest.skip("the shared checker is not here")
    for folder in sorted(path for path in (DATA / "gold").iterdir() if path.is_dir()):
        command = [sys.executable, str(shared), str(folder / "gold.json"), str(folder / "text.txt")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
        assert json.loads((folder / "gold.json").read_text("utf-8"))["doc"] == folder.name
