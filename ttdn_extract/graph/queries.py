"""Questions to the graph; each answer is a list of plain rows.

"Ancestors" are what a plan rests on, directly or through others: the way that citations point. "Descendants" rest on it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ttdn_extract.corpus.optional import load_package
from ttdn_extract.errors import InputError
from ttdn_extract.graph.build import edge_facts, is_inferred
from ttdn_extract.identity import slug, unpadded

if TYPE_CHECKING:
    from ttdn_extract.graph.build import Graph

Row = dict[str, Any]
_SHOWN = 3  # places in the text that a row names


def find_nodes(graph: Graph, name: str, issuer: str | None = None) -> list[str]:
    """Find nodes by id, document id, or symbol ("57-KL/TW", "57-KL/TW của Bộ Chính trị"), strongest first.

    Old and new tone marks, case and zeros before a number do not matter.
    """
    if name in graph:
        return [name]
    symbol, _, body = name.partition(" của ")
    body = issuer or body
    wanted = slug(unpadded(symbol.strip() or "_"))
    found = [
        node
        for node, about in graph.nodes.items()
        if name in about["documents"]
        or (about["symbol"] and slug(unpadded(about["symbol"])) == wanted)
        and (not body or slug(about["issuer"] or "") == slug(body))
    ]
    return sorted(found, key=lambda node: (-graph.nodes[node]["cited_by"], node))


def the_node(graph: Graph, name: str, issuer: str | None = None) -> str:
    """Find one node; several or none are an error that says what to give instead."""
    found = find_nodes(graph, name, issuer)
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(name, "is in none of the documents", "give a symbol such as 57-KL/TW, or an id of the graph")
    some = ", ".join(found[:5]) + (", …" if len(found) > 5 else "")
    raise InputError(name, f"may be {len(found)} instruments ({some})", "give one of these ids")


def ancestors(graph: Graph, node: str) -> list[Row]:
    """List what a node rests on, nearest first."""
    return _reach(graph, node, graph.successors)


def descendants(graph: Graph, node: str) -> list[Row]:
    """List what rests on a node, nearest first."""
    return _reach(graph, node, graph.predecessors)


def _reach(graph: Graph, node: str, step: Any) -> list[Row]:
    depth = {node: 0}
    queue = deque([node])
    while queue:
        here = queue.popleft()
        for there in step(here):
            if there not in depth:
                depth[there] = depth[here] + 1
                queue.append(there)
    del depth[node]
    return [_row(graph, n) | {"depth": depth[n]} for n in sorted(depth, key=lambda n: (depth[n], n))]


def _row(graph: Graph, node: str) -> Row:
    about = graph.nodes[node]
    names = ("type", "kind", "symbol", "date", "issuer", "title", "determined")
    return {"id": node} | {name: about[name] for name in names}


def traces_to(graph: Graph, node: str, targets: Iterable[str]) -> list[Row]:
    """Return the shortest way from a node to one of the targets, one row for each step with its evidence; [] if there is none."""
    return _way(graph, node, _distances(graph, targets))


def trace_documents(graph: Graph, targets: Iterable[str]) -> list[Row]:
    """Say for each document of the folder whether it traces to one of the targets, with the shortest way."""
    distances = _distances(graph, targets)
    owners = [(name, node) for node, about in graph.nodes.items() for name in about["documents"]]
    return [
        {"document": name, "id": node, "traces": node in distances, "steps": _way(graph, node, distances)}
        for name, node in sorted(owners)
    ]


def _distances(graph: Graph, targets: Iterable[str]) -> dict[str, int]:
    """Return for each node that traces to a target how many steps it takes."""
    distances = dict.fromkeys(targets, 0)
    queue = deque(distances)
    while queue:
        here = queue.popleft()
        for there in graph.predecessors(here):
            if there not in distances:
                distances[there] = distances[here] + 1
                queue.append(there)
    return distances


def _way(graph: Graph, node: str, distances: dict[str, int]) -> list[Row]:
    steps = []
    while distances.get(node, 0) > 0:
        nearer = [there for there in graph.successors(node) if distances.get(there, distances[node]) < distances[node]]
        # What the text itself cites comes before what is only probable, then by name: runs agree.
        _, nearest = min((_doubt(graph, node, there), there) for there in nearer)
        steps.append(_step(graph, node, nearest))
        node = nearest
    return steps


def _doubt(graph: Graph, source: str, target: str) -> tuple[bool, bool]:
    edge = graph.edges[source, target]
    return edge.get("score") is not None, is_inferred(edge)


def _step(graph: Graph, source: str, target: str) -> Row:
    edge = edge_facts(graph.edges[source, target])
    return {"source": source, "target": target, **edge, "evidence": edge["evidence"][:_SHOWN]}


def cycles(graph: Graph) -> list[list[Row]]:
    """Return one shortest cycle for each knot of nodes that cite each other, in steps with evidence."""
    networkx = load_package("networkx", "the citation graph")
    knots = [sorted(knot) for knot in networkx.strongly_connected_components(graph) if len(knot) > 1]
    return [_cycle(graph.subgraph(knot), knot[0]) for knot in sorted(knots)]


def _cycle(knot: Graph, start: str) -> list[Row]:
    """Return the shortest way from a node of a knot back to itself."""
    ways = (traces_to(knot, first, [start]) for first in sorted(knot.successors(start)))
    there = min(ways, key=len)
    return [_step(knot, start, there[0]["source"]), *there]


def unlinked(graph: Graph) -> list[Row]:
    """List the nodes that cite nothing and that nothing cites."""
    return [_row(graph, node) for node in sorted(graph) if graph.degree(node) == 0]


def most_cited(graph: Graph, most: int = 20) -> list[Row]:
    """List the nodes that most documents cite, with how often they are mentioned."""
    counts = {node: _cited(graph, node) for node in graph}
    ranked = sorted((n for n in counts if counts[n][0]), key=lambda n: (-counts[n][0], -counts[n][1], n))
    return [_row(graph, n) | {"cited_by": counts[n][0], "mentions": counts[n][1]} for n in ranked[:most]]


def _cited(graph: Graph, node: str) -> tuple[int, int]:
    edges: Iterator[Any] = (graph.edges[source, node] for source in graph.predecessors(node))
    counts = [edge["count"] for edge in edges if edge["type"] == "cites"]
    return len(counts), sum(counts)
