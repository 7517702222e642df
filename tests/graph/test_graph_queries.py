"""Questions to the graph, each with its near miss."""

from __future__ import annotations

from typing import Any

import pytest

from ttdn_extract.errors import InputError
from ttdn_extract.graph import queries

networkx = pytest.importorskip("networkx")
KL, NQ = "vn/bo-chinh-tri/2023/57-kl-tw", "vn/chinh-phu/2024/47-nq-cp"
TINH, HUYEN = "vn/ubnd-tinh-hoa-giang/2025/12-kh-ubnd", "vn/ubnd-huyen-van-khe/2025/37-kh-ubnd"


@pytest.mark.parametrize(
    ("name", "issuer", "found"),
    [
        ("57-KL/TW", None, [KL]),
        ("57-kl/tw", None, [KL]),
        ("57-KL/TW của Bộ Chính trị", None, [KL]),
        ("57-KL/TW", "Bộ Chính trị", [KL]),
        ("57-KL/TW của Ban Bí thư", None, []),
        ("57-NQ/TW", None, []),
        (KL, None, [KL]),
        ("tinh", None, [TINH]),
        ("12/KH-UBND", None, [TINH]),
        ("012/KH-UBND", None, [TINH]),
        ("112/KH-UBND", None, []),
        ("", None, []),
    ],
)
def test_finding(graph: Any, name: str, issuer: str | None, found: list[str]) -> None:
    assert queries.find_nodes(graph, name, issuer) == found


def test_one_node_or_an_error_with_the_remedy(graph: Any) -> None:
    assert queries.the_node(graph, "xa").startswith("vn/ubnd-xa-an-tan/")
    with pytest.raises(InputError, match=r"^99-NQ/TW: is in none .*; give a symbol"):
        queries.the_node(graph, "99-NQ/TW")
    twice = networkx.DiGraph()
    for node in ("a", "b"):
        twice.add_node(node, symbol="12/KH-UBND", issuer=None, documents=[], cited_by=0)
    with pytest.raises(InputError, match=r"may be 2 instruments \(a, b\); give one of these ids"):
        queries.the_node(twice, "12/KH-UBND")


def test_ancestors_and_descendants(graph: Any) -> None:
    commune = queries.the_node(graph, "xa")
    above = [(row["id"], row["depth"]) for row in queries.ancestors(graph, commune)]
    assert above == [(HUYEN, 1), (TINH, 2), (KL, 3), (NQ, 3), ("vn/quoc-hoi/2016/luat-bao-chi", 3)]
    below = [(row["id"], row["depth"]) for row in queries.descendants(graph, KL)]
    assert below == [(NQ, 1), (TINH, 1), (HUYEN, 2), (commune, 3)]
    assert queries.descendants(graph, commune) == queries.ancestors(graph, KL) == []


def test_tracing_shows_the_way_with_its_evidence(graph: Any) -> None:
    steps = queries.traces_to(graph, queries.the_node(graph, "xa"), queries.find_nodes(graph, "57-KL/TW"))
    assert [(step["source"], step["target"]) for step in steps][1:] == [(HUYEN, TINH), (TINH, KL)]
    assert all(step["evidence"] and step["evidence"][0]["text"] for step in steps)
    assert [step["evidence"][0]["document"] for step in steps] == ["xa", "huyen", "tinh"]


@pytest.mark.parametrize(("source", "target"), [("le", "57-KL/TW"), ("57-KL/TW", "tinh"), ("xa", "99-NQ/TW")])
def test_what_does_not_trace(graph: Any, source: str, target: str) -> None:
    assert queries.traces_to(graph, queries.the_node(graph, source), queries.find_nodes(graph, target)) == []


def test_all_documents_are_traced_at_once(graph: Any) -> None:
    targets = queries.find_nodes(graph, "57-KL/TW")
    rows = queries.trace_documents(graph, targets)
    assert [(row["document"], row["traces"], len(row["steps"])) for row in rows] == [
        ("huyen", True, 2),
        ("le", False, 0),
        ("tinh", True, 1),
        ("xa", True, 3),
    ]
    assert all(row["steps"] == queries.traces_to(graph, row["id"], targets) for row in rows)


def test_a_sure_way_is_taken_before_a_probable_one() -> None:
    graph = knot(("a", "b"), ("a", "c"), ("b", "d"), ("c", "d"))
    assert [step["target"] for step in queries.traces_to(graph, "a", ["d"])] == ["b", "d"]
    graph.edges["a", "b"]["score"] = 0.9
    assert [step["target"] for step in queries.traces_to(graph, "a", ["d"])] == ["c", "d"]


def knot(*edges: tuple[str, str]) -> Any:
    """Return a graph of these edges."""
    graph = networkx.DiGraph()
    for source, target in edges:
        graph.add_edge(source, target, type="cites", relation="cites", count=1, evidence=[])
    return graph


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ([("a", "b"), ("b", "a")], [["a", "b"]]),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("c", "d")], [["a", "b", "c"]]),
        ([("a", "b"), ("b", "a"), ("x", "y"), ("y", "x"), ("a", "x")], [["a", "b"], ["x", "y"]]),
        ([("a", "b"), ("b", "c"), ("c", "a"), ("b", "a")], [["a", "b"]]),
        ([("a", "b"), ("b", "c"), ("a", "c")], []),
        ([], []),
    ],
)
def test_cycles(edges: list[tuple[str, str]], found: list[list[str]]) -> None:
    for cycle, nodes in zip(queries.cycles(knot(*edges)), found, strict=True):
        assert [step["source"] for step in cycle] == nodes
        assert [step["target"] for step in cycle] == [*nodes[1:], nodes[0]]


def test_unlinked_nodes(graph: Any) -> None:
    assert [graph.nodes[row["id"]]["documents"] for row in queries.unlinked(graph)] == [["le"]]


def test_most_cited(graph: Any) -> None:
    rows = queries.most_cited(graph)
    assert [(row["id"], row["cited_by"], row["mentions"]) for row in rows][:2] == [(TINH, 1, 2), (KL, 1, 1)]
    assert queries.most_cited(graph, 1) == rows[:1]
    assert all(row["cited_by"] for row in rows)
