"""What becomes a node, what an edge, and what each knows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ttdn_extract import extract
from ttdn_extract.graph.build import edge_facts

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
KL, NQ = "vn/bo-chinh-tri/2023/57-kl-tw", "vn/chinh-phu/2024/47-nq-cp"
TINH, HUYEN = "vn/ubnd-tinh-hoa-giang/2025/12-kh-ubnd", "vn/ubnd-huyen-van-khe/2025/37-kh-ubnd"


def test_nodes(graph: Any) -> None:
    assert graph.nodes[TINH] | {"title": None} == {
        "type": "document", "kind": "KH", "symbol": "12/KH-UBND", "title": None, "issuer": "UBND tỉnh Hòa Giang", "level": "tinh",
        "province": "Hòa Giang", "date": "2025-01-10", "determined": True, "documents": ["tinh"], "cited_by": 1,
    }  # fmt: skip
    assert (graph.nodes[KL]["type"], graph.nodes[KL]["documents"]) == ("instrument", [])
    (blank,) = (node for node, about in graph.nodes.items() if about["documents"] == ["xa"])
    assert blank.startswith("vn/ubnd-xa-an-tan/2025/sha256-")


def test_edges_with_their_evidence(graph: Any, chain: dict[str, str]) -> None:
    edge = edge_facts(graph.edges[HUYEN, TINH])
    assert (edge["type"], edge["count"], edge["basis"], edge["inferred"]) == ("cites", 2, False, False)
    for place in edge["evidence"]:
        assert place["document"] == "huyen"
        assert chain["huyen"][place["start"] : place["end"]] == place["text"]
    assert sum(edge["relations"].values()) == edge["count"]


def test_what_a_text_states_of_two_others(graph: Any) -> None:
    edge = graph.edges[NQ, KL]
    assert (edge["type"], edge["relation"]) == ("states", "implements")
    assert edge["evidence"][0].document == "tinh"
    assert edge["evidence"][0].text.endswith("thực hiện Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị")


def test_every_citation_is_in_the_graph(graph: Any, registry: Any) -> None:
    said = {(d.id, m.start, m.end) for d in registry.documents for m in d.mentions if m.instrument >= 0}
    shown = {
        (p.document, p.start, p.end)
        for _, _, edge in graph.edges(data=True)
        if edge["type"] == "cites"
        for p in edge["evidence"]
    }
    assert said == shown


def test_probable_documents_are_linked_by_their_score(graph_of: Any, chain: dict[str, str]) -> None:
    pytest.importorskip("sklearn")
    texts = {"tinh": chain["tinh"].replace("12/KH-UBND", "    /KH-UBND"), "huyen": chain["huyen"]}
    graph = graph_of(texts)
    ((target, edge),) = graph[TINH].items()
    assert (edge["type"], edge["relation"], edge["count"]) == ("probably-is", "probably-is", 0)
    assert 0.5 <= edge["score"] <= 1 and graph.nodes[target]["documents"] == ["tinh"]


def test_an_older_instrument_does_not_implement_a_newer_one(graph_of: Any) -> None:
    text = "KẾ HOẠCH\nĐọc sách\n\nCăn cứ Nghị quyết số {}/NQ-CP ngày {} của Chính phủ thực hiện Kết luận số 57-KL/TW ngày 15/6/2023 của Bộ Chính trị.\n"
    newer, older = graph_of({"a": text.format(47, "15/4/2024")}), graph_of({"a": text.format(30, "15/4/2022")})
    assert newer.has_edge(NQ, KL)
    assert not older.has_edge("vn/chinh-phu/2022/30-nq-cp", KL)


def test_a_document_does_not_cite_itself(graph: Any) -> None:
    assert not any(source == target for source, target in graph.edges)


def test_the_five_gold_texts() -> None:
    if not SHARED.is_dir():
        pytest.skip("no real documents beside the project")
    pytest.importorskip("networkx")
    from ttdn_extract.corpus.reading import read_result
    from ttdn_extract.corpus.registry import build_registry
    from ttdn_extract.graph.build import build_graph
    from ttdn_extract.graph.queries import find_nodes, traces_to

    names = [f"00{k}" for k in range(5)]
    texts = {name: (SHARED / "gold" / name / "text.txt").read_bytes().decode() for name in names}
    plans = {name: extract(text, doc_id=name).model_dump_json().encode() for name, text in texts.items()}
    registry = build_registry(read_result(data, f"{name}.json") for name, data in plans.items())
    graph = build_graph(registry)
    for symbol, node in (("57-KL/TW", KL), ("47/NQ-CP", NQ)):
        assert find_nodes(graph, symbol) == [node]
        citing = {
            registry.documents[k].id
            for k, own in enumerate(registry.own)
            if graph.has_edge(registry.entries[own].id, node)
        }
        assert citing == set(names)
        for number in registry.own:
            steps = traces_to(graph, registry.entries[number].id, [node])
            (name,) = registry.entries[number].documents
            assert len(steps) == 1 and all(texts[name][p["start"] : p["end"]] for p in steps[0]["evidence"])
    assert graph.edges[NQ, KL]["type"] == "states"
    assert [entry.id for entry in registry.entries if entry.symbol == "1079/QĐ-TTg"] == [
        "vn/thu-tuong-chinh-phu/2022/1079-qd-ttg"
    ]


@pytest.mark.parametrize("module", ["corpus.registry", "graph.build", "graph.queries", "graph.writing"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    probe = (
        f"import sys, ttdn_extract.{module}; print([n for n in ('networkx', 'sklearn', 'numpy') if n in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout == "[]\n"
