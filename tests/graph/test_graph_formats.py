"""Each format is read back by a reader that is not ours, also with names that tempt a careless writer."""

from __future__ import annotations

import csv
import io
import json
import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttdn_extract.corpus.records import Evidence
from ttdn_extract.graph.formats import EDGE_CELLS, NODE_CELLS, as_dot, as_json, edges_csv, nodes_csv
from ttdn_extract.graph.xml_formats import as_gexf, as_graphml

networkx = pytest.importorskip("networkx")

NASTY = {
    "quotes": "Kế hoạch \"xanh\" của 'xã'",
    "backslashes": "a\\b\\n\\",
    "a quote behind a backslash": '\\"',
    "line breaks": "dòng một\ndòng hai\r\nba\rbốn",
    "tab": "\tcột",
    "Vietnamese": "Ủy ban nhân dân xã Cồn Nghê – Đặng",
    "XML": "<a href='x'>&amp;</a> ]]> <!--",
    "DOT": "a -> b; } // [label=x] # <b>",
    "beyond the first plane": "😀𝒦",
    "empty": "",
    "spaces": "  hai  ",
    "formula": '=HYPERLINK("x";"y")',
}
ILLEGAL = "bell\x07, null\x00, \ufffe, half \ud800"


def small(title: str, node: str = "vn/a/2025/1-kh") -> Any:
    """Return a graph of two nodes and an edge that bear a text wherever one may stand."""
    graph = networkx.DiGraph()
    about = dict.fromkeys(NODE_CELLS) | {
        "type": "document",
        "determined": True,
        "documents": ["d1", "d2"],
        "cited_by": 2,
    }
    graph.add_node(node, **about | {"title": title, "symbol": title or None})
    graph.add_node("vn/b", **about | {"determined": False})
    evidence = [Evidence("d1", 1, 5, title, relation) for relation in ("cites", "basis", "basis")]
    graph.add_edge(node, "vn/b", type="cites", relation="basis", count=3, evidence=evidence)
    return graph


def whole(pieces: Any) -> str:
    return "".join(pieces)


@pytest.mark.parametrize("title", [*NASTY.values(), ILLEGAL], ids=[*NASTY, "illegal"])
def test_json(title: str) -> None:
    graph = small(title)
    read = networkx.node_link_graph(json.loads(whole(as_json(graph)).encode()), edges="edges")
    assert read.nodes["vn/a/2025/1-kh"]["title"] == title.replace("\ud800", "\ufffd")
    assert set(read.edges) == set(graph.edges)
    assert read.edges["vn/a/2025/1-kh", "vn/b"]["relations"] == {"cites": 1, "basis": 2}


@pytest.mark.parametrize("title", NASTY.values(), ids=NASTY)
@pytest.mark.parametrize("write", [as_graphml, as_gexf])
def test_xml(write: Any, title: str) -> None:
    text = io.BytesIO(whole(write(small(title))).encode())
    read = (networkx.read_graphml if write is as_graphml else networkx.read_gexf)(text)
    about = read.nodes["vn/a/2025/1-kh"]
    assert (about["title"] or "", about["determined"], about["cited_by"], about["documents"]) == (
        title,
        True,
        2,
        "d1 d2",
    )
    edge = read.edges["vn/a/2025/1-kh", "vn/b"]
    assert (edge["relations"], edge["basis"], edge["count"]) == ("basis 2; cites 1", True, 3)
    assert json.loads(edge["evidence"])[0]["text"] == title


@pytest.mark.parametrize("write", [as_graphml, as_gexf])
def test_characters_that_xml_has_no_place_for_are_dropped(write: Any) -> None:
    text = io.BytesIO(whole(write(small(ILLEGAL))).encode())
    read = (networkx.read_graphml if write is as_graphml else networkx.read_gexf)(text)
    assert read.nodes["vn/a/2025/1-kh"]["title"] == "bell, null, , half \ufffd"


_STRING = r'"((?:[^"\\]|\\.)*)"'
_DOT_LINE = re.compile(rf"  {_STRING}(?: -> {_STRING})? \[(.*)\];")


def parse_dot(text: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Read the DOT that we write: the label of each node, and the edges."""
    head, _, *lines, end = text.removesuffix("\n").split("\n")
    assert head == "digraph citations {" and end == "}"
    labels, edges = {}, []
    for found in map(_DOT_LINE.fullmatch, lines[1:]):
        assert found
        source, target = (_unquoted(name) if name is not None else None for name in found.groups()[:2])
        attributes = dict(re.findall(rf"(\w+)={_STRING}", found[3]))
        if target is None:
            labels[source] = _unquoted(attributes["label"])
        else:
            edges.append((source, target))
    return labels, edges


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], text)


@pytest.mark.parametrize("title", NASTY.values(), ids=NASTY)
def test_dot(title: str) -> None:
    name = f"vn/{title}"
    labels, edges = parse_dot(whole(as_dot(small(title, name))))
    lines = title.replace("\r\n", "\n").replace("\r", "\n")
    assert labels == {f"vn/{lines}": lines or f"vn/{lines}", "vn/b": "vn/b"}
    assert edges == [(f"vn/{lines}", "vn/b")]


@pytest.mark.parametrize("title", NASTY.values(), ids=NASTY)
def test_csv(title: str) -> None:
    graph = small(title)
    (node, _), (edge,) = (
        list(csv.DictReader(io.StringIO(whole(write(graph)), newline=""))) for write in (nodes_csv, edges_csv)
    )
    assert list(node) == ["id", *NODE_CELLS] and list(edge) == ["source", "target", *EDGE_CELLS]
    assert node["title"] == ("'" + title if title[:1] in ("=", "\t") else title)
    assert json.loads(edge["evidence"])[0]["text"] == title


@pytest.mark.parametrize("start", ["=1+1", "+84", "-x", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_begins_a_formula(start: str) -> None:
    rows = csv.reader(io.StringIO(whole(nodes_csv(small(start, start))), newline=""))
    assert [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell)] == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_any_title_comes_back(title: str) -> None:
    graph = small(title)
    assert json.loads(whole(as_json(graph)))["nodes"][0]["title"] == title
    for write, reader in ((as_graphml, networkx.read_graphml), (as_gexf, networkx.read_gexf)):
        read = reader(io.BytesIO(whole(write(graph)).encode()))
        legal = re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", title)
        assert (read.nodes["vn/a/2025/1-kh"]["title"] or "") == legal
    assert len(list(csv.reader(io.StringIO(whole(nodes_csv(graph)), newline="")))) == 3
    assert len(parse_dot(whole(as_dot(graph)))[0]) == 2


@pytest.mark.parametrize("write", [as_json, as_graphml, as_gexf, as_dot, nodes_csv, edges_csv])
def test_the_bytes_do_not_depend_on_the_order_of_building(graph: Any, write: Any) -> None:
    nodes, edges = list(graph.nodes(data=True)), list(graph.edges(data=True))
    for seed in range(3):
        random.Random(seed).shuffle(nodes)
        random.Random(seed).shuffle(edges)
        other = networkx.DiGraph()
        other.add_nodes_from(nodes)
        other.add_edges_from(edges)
        assert whole(write(other)) == whole(write(graph))


def test_real_graphs_come_back_whole(graph: Any) -> None:
    read = [
        networkx.node_link_graph(json.loads(whole(as_json(graph))), edges="edges"),
        networkx.read_graphml(io.BytesIO(whole(as_graphml(graph)).encode())),
        networkx.read_gexf(io.BytesIO(whole(as_gexf(graph)).encode())),
    ]
    labels, edges = parse_dot(whole(as_dot(graph)))
    assert set(labels) == set(graph) and sorted(edges) == sorted(graph.edges)
    for other in read:
        assert set(other) == set(graph) and set(other.edges) == set(graph.edges)
