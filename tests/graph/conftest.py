"""A small chain of plans about invented places, from the Party's conclusion down to a commune."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ttdn_extract import extract
from ttdn_extract.corpus.reading import read_result, unique
from ttdn_extract.corpus.registry import Registry, build_registry

KL = "Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị"
NQ = f"Nghị quyết số 47/NQ-CP ngày 15/4/2024 của Chính phủ ban hành Chương trình hành động thực hiện {KL}"
TINH = "Kế hoạch số 12/KH-UBND ngày 10/01/2025 của UBND tỉnh Hòa Giang về thông tin đối ngoại năm 2025"


def plan(head: str, symbol: str, place_and_date: str, title: str, *sentences: str) -> str:
    """Return the text of a plan."""
    body = "\n".join(f"{k}. {sentence}" for k, sentence in enumerate(sentences, 1))
    motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    return f"{head}\n-------\nSố: {symbol}\n\n{motto}\n\n{place_and_date}\n\nKẾ HOẠCH\n{title}\n\nI. MỤC ĐÍCH\n{body}\n"


CHAIN = {
    "tinh": plan(
        "ỦY BAN NHÂN DÂN\nTỈNH HÒA GIANG", "12/KH-UBND", "Hòa Giang, ngày 10 tháng 01 năm 2025",
        "Thông tin đối ngoại tỉnh Hòa Giang năm 2025", f"Theo {NQ}.", "Theo Luật Báo chí năm 2016.",
    ),
    "huyen": plan(
        "ỦY BAN NHÂN DÂN\nHUYỆN VÂN KHÊ", "37/KH-UBND", "Vân Khê, ngày 14 tháng 3 năm 2025",
        "Thông tin đối ngoại huyện Vân Khê năm 2025", f"Theo {TINH}.", "Theo Kế hoạch số 12/KH-UBND của UBND tỉnh Hòa Giang.",
    ),
    "xa": plan(
        "ỦY BAN NHÂN DÂN\nXÃ AN TÂN", "     /KH-UBND", "An Tân, ngày    tháng 5 năm 2025",
        "Thông tin đối ngoại xã An Tân năm 2025", "Theo Kế hoạch số 37/KH-UBND ngày 14/3/2025 của UBND huyện Vân Khê.",
    ),
    "le": "KẾ HOẠCH\nĐọc sách xã Cồn Nghê\n\nI. MỤC ĐÍCH\n1. Đọc sách.\n",
}  # fmt: skip


@pytest.fixture(scope="session")
def chain() -> dict[str, str]:
    """Return the texts of the chain."""
    return CHAIN


@pytest.fixture(scope="session")
def plans() -> dict[str, bytes]:
    """Return the results of `ttdn extract` for the chain."""
    return {name: extract(text, doc_id=name).model_dump_json().encode() for name, text in CHAIN.items()}


@pytest.fixture(scope="session")
def registry(plans: dict[str, bytes]) -> Registry:
    """Return the registry of the chain."""
    return registry_of(plans)


def registry_of(plans: dict[str, bytes]) -> Registry:
    """Return the registry of some results."""
    return build_registry(unique((read_result(data, f"{name}.json") for name, data in plans.items()), []))


@pytest.fixture(scope="session")
def graph(registry: Registry) -> Any:
    """Return the graph of the chain."""
    build = pytest.importorskip("ttdn_extract.graph.build")
    pytest.importorskip("networkx")
    return build.build_graph(registry)


@pytest.fixture
def folder(tmp_path: Path, plans: dict[str, bytes]) -> Path:
    """Return a folder of results, one of them broken."""
    for name, data in plans.items():
        (tmp_path / "json" / f"{name}.json").parent.mkdir(exist_ok=True)
        (tmp_path / "json" / f"{name}.json").write_bytes(data)
    (tmp_path / "json" / "khác.json").write_text(json.dumps({"doc": 1}), "utf-8")
    return tmp_path / "json"


@pytest.fixture(scope="session")
def graph_of() -> Callable[[dict[str, str]], Any]:
    """Return a function that builds the graph of some texts."""
    from ttdn_extract.graph.build import build_graph

    def build(texts: dict[str, str]) -> Any:
        found = {name: extract(text, doc_id=name).model_dump_json().encode() for name, text in texts.items()}
        return build_graph(registry_of(found))

    return build
