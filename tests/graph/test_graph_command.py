"""`ttdn graph` and `ttdn places`: what the terminal shows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from ttdn_extract.cli import main

PARENT = """UBND TỈNH HÒA GIANG
Số: 12/KH-UBND
Hòa Giang, ngày 05 tháng 01 năm 2025

KẾ HOẠCH
Thông tin đối ngoại năm 2025

Thực hiện Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị, UBND tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
"""
CHILD = """UBND HUYỆN VŨ SƠN
Số: 3/KH-UBND
Vũ Sơn, ngày 20 tháng 01 năm 2025

KẾ HOẠCH
Thông tin đối ngoại năm 2025

Thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2025 của UBND tỉnh Hòa Giang, UBND huyện ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
"""
ALONE = (
    "UBND XÃ AN TÂN\nSố: 8/KH-UBND\nAn Tân, ngày 20 tháng 01 năm 2025\n\nKẾ HOẠCH\nTrồng cây năm 2025\n\nI. MỤC ĐÍCH\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, text in (("tinh", PARENT), ("huyen", CHILD), ("xa", ALONE)):
        (texts / f"{name}.txt").write_text(text, "utf-8")
    out = tmp_path / "out"
    assert CliRunner().invoke(main, ["extract", str(texts), "--out", str(out)]).exit_code == 0
    return out


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    return result.exit_code, result.output


def test_summary_and_questions(folder: Path) -> None:
    assert run("graph", folder) == (0, "3 documents, 4 instruments, 2 edges; 0 joined, 0 probable, 0 disagreements\n")
    code, said = run("graph", folder, "--traces-to", "57-KL/TW")
    assert code == 0
    assert "huyen: vn/ubnd-tinh-hoa-giang/2025/12-kh-ubnd -> vn/bo-chinh-tri/2023/57-kl-tw\n" in said
    assert "xa: no way\n" in said
    assert run("graph", folder, "--ancestors", "huyen")[1].count("\n") == 2
    assert run("graph", folder, "--descendants", "57-KL/TW")[1].count("\n") == 2
    assert "8/KH-UBND · UBND xã An Tân" in run("graph", folder, "--unlinked")[1]
    assert run("graph", folder, "--most-cited", "1")[1].startswith("1  ")


def test_several_questions_have_heads_and_one_without_answer_says_so(folder: Path) -> None:
    said = run("graph", folder, "--cycles", "--unlinked", "--most-cited", "1")[1]
    assert said.startswith("# cycles\ncycles: none\n# unlinked\n8/KH-UBND") and "\n# most-cited\n1  " in said
    assert run("graph", folder, "--cycles")[1] == "cycles: none\n"
    assert "#" not in run("graph", folder, "--unlinked")[1]


def test_out_writes_the_file(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "graph.json"
    code, said = run("graph", folder, "--out", out)
    assert code == 0 and f"written: {out}" in said
    assert {node["id"] for node in json.loads(out.read_text("utf-8"))["nodes"]} >= {"vn/bo-chinh-tri/2023/57-kl-tw"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--out", "graph.png"), "graph.png: cannot be written as .png; use one of .json, .graphml"),
        (("--ancestors", "99/KH-UBND"), "99/KH-UBND: is in none of the documents; give a symbol"),
    ],
)
def test_wrong_use_is_one_line(folder: Path, arguments: tuple[str, str], said: str) -> None:
    code, shown = run("graph", folder, *arguments)
    assert code == 2 and shown.startswith(f"ttdn: {said}") and shown.count("\n") == 1


def test_a_broken_result_is_named_and_the_others_are_read(folder: Path) -> None:
    (folder / "broken.json").write_text("{", "utf-8")
    code, said = run("graph", folder)
    assert code == 1 and "broken.json" in said and "3 documents" in said


def test_places() -> None:
    code, said = run("places", "Vụ Bản", "--province", "Nam Định")
    assert code == 0 and said == "huyện Vụ Bản, tỉnh Nam Định  /2025-07-01  → tỉnh Ninh Bình\n"
    assert run("places", "Vụ Bản", "--on", "2026")[1].startswith("xã Vụ Bản, tỉnh Ninh Bình  2025-07-01/")
    for wrong in (("Xứ Lạ",), ("Vụ Bản", "--on", "gần đây"), ("Vụ Bản", "--province", "Cà Mau")):
        code, said = run("places", *wrong)
        assert code == 2 and said.startswith("ttdn: ") and said.count("\n") == 1
