"""The citation graph for the page: nodes with their layers, edges with the first places that show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ttdn_extract.graph.build import is_inferred
from ttdn_extract.report.layers import layer
from ttdn_extract.report.pack import Table, Units16

if TYPE_CHECKING:
    from ttdn_extract.graph.build import Graph

NODES = "id kind* symbol title issuer* level* province* date determined layer documents cited mentions"
EDGES = "source target type* relation* count inferred score evidence"
_SHOWN = 3  # places that an edge names; the view of the document has them all


def add_graph(
    graph: Graph, nodes: Table, edges: Table, documents: Mapping[str, int], places: list[Units16]
) -> dict[str, int]:
    """Add all nodes and edges, in order; return the number of each node."""
    numbers = {name: number for number, name in enumerate(sorted(graph))}
    for name in numbers:
        _add_node(graph, name, nodes, documents)
    for source, number in numbers.items():
        for target in sorted(graph[source]):
            edge = graph.edges[source, target]
            edges.add(
                source=number,
                target=numbers[target],
                type=edge["type"],
                relation=edge["relation"],
                count=edge["count"],
                inferred=is_inferred(edge),
                score=edge.get("score"),
                evidence=_evidence(edge["evidence"], documents, places),
            )
    return numbers


def _add_node(graph: Graph, name: str, nodes: Table, documents: Mapping[str, int]) -> None:
    about = graph.nodes[name]
    nodes.add(
        id=name,
        kind=about["kind"],
        symbol=about["symbol"],
        title=about["title"],
        issuer=about["issuer"],
        level=about["level"],
        province=about["province"],
        date=about["date"],
        determined=bool(about["determined"]),
        layer=layer(about["level"], about["issuer"], about["kind"], about["symbol"]),
        documents=[documents[document] for document in about["documents"]],
        cited=about["cited_by"],
        mentions=sum(graph.edges[source, name]["count"] for source in graph.predecessors(name)),
    )


def _evidence(found: Iterable[Any], documents: Mapping[str, int], places: list[Units16]) -> list[list[int]]:
    rows = []
    for place in list(found)[:_SHOWN]:
        number = documents[place.document]
        rows.append([number, *places[number].span(place.start, place.end)])
    return rows
