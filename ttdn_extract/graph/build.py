"""Registry -> citation graph: instruments and documents are nodes, what the texts say of them are edges.

In: a registry in which "hg-05" is 12/KH-UBND and cites 57-KL/TW twice. Out: a `networkx.DiGraph` with the edge 12/KH-UBND ->
57-KL/TW, its count, and the two places in the text. Edges point from what cites to what is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from ttdn_extract.corpus.optional import load_package
from ttdn_extract.corpus.records import Document, Evidence
from ttdn_extract.corpus.registry import Entry, Registry

if TYPE_CHECKING:
    import networkx

    Graph: TypeAlias = networkx.DiGraph[str]

RELATIONS = ("basis", "implements", "amends", "replaces", "guides", "attached", "cites")
"""From the strongest; the first that some mention has is the relation of an edge."""
PROBABLY = "probably-is"
Places = dict[tuple[int, int], list[Evidence]]


def build_graph(registry: Registry) -> Graph:
    """Build the citation graph.

    A node has type ("document" if the folder holds it, else "instrument"), kind, symbol, title, issuer, level, province, date,
    determined, documents, cited_by. An edge has type ("cites"; "states" where a text says it of two other instruments;
    "probably-is" from an instrument to the document without a number that it probably is), relation, count, evidence, and
    a score if it is probable; `edge_facts` adds what follows from these.
    """
    graph: Graph = load_package("networkx", "the citation graph").DiGraph()
    for entry in sorted(registry.entries, key=lambda entry: entry.id):
        graph.add_node(entry.id, **_node(entry))
    ids = [entry.id for entry in registry.entries]
    cited, stated = _collect(registry)
    for (source, target), places in cited.items():
        graph.add_edge(ids[source], ids[target], **_edge("cites", places))
    for (source, target), places in stated.items():
        if (source, target) not in cited:
            graph.add_edge(ids[source], ids[target], **_edge("states", places))
        else:
            _strengthen(graph.edges[ids[source], ids[target]], places)
    own = {document.id: ids[number] for document, number in zip(registry.documents, registry.own, strict=True)}
    for match in registry.probable:
        if not graph.has_edge(match.entry, own[match.document]):
            about = {"type": PROBABLY, "relation": PROBABLY, "count": 0, "evidence": [], "score": match.score}
            graph.add_edge(match.entry, own[match.document], **about)
    return graph


def _node(entry: Entry) -> dict[str, Any]:
    return {
        "type": "document" if entry.documents else "instrument",
        "kind": entry.kind,
        "symbol": entry.symbol,
        "title": entry.title,
        "issuer": entry.issuer,
        "level": entry.level,
        "province": entry.province,
        "date": entry.date,
        "determined": entry.determined,
        "documents": list(entry.documents),
        "cited_by": entry.cited_by,
    }


def _collect(registry: Registry) -> tuple[Places, Places]:
    """Gather what documents cite, and what they state of others, with the places where they do."""
    cited: Places = {}
    stated: Places = {}
    inferred = {(joined.document, joined.entry) for joined in registry.joined}
    for number, document in enumerate(registry.documents):
        links = registry.cited[number]
        guessed = {n for n in links if (document.id, registry.entries[n].id) in inferred} if inferred else set()
        for target, place in _mentions(document, links, guessed):
            if target != registry.own[number]:
                cited.setdefault((registry.own[number], target), []).append(place)
        for nested in document.nested:
            pair = links[nested.source], links[nested.target]
            if pair[0] != pair[1] and _not_older(registry.entries[pair[0]], registry.entries[pair[1]]):
                unsure = not guessed.isdisjoint(pair)
                place = Evidence(document.id, nested.start, nested.end, nested.text, nested.relation, inferred=unsure)
                stated.setdefault(pair, []).append(place)
    return cited, stated


def _not_older(entry: Entry, other: Entry) -> bool:
    """Say whether an instrument may speak of another: a title that was read too far names what came later."""
    shared = min(len(entry.date or ""), len(other.date or ""))
    return (entry.date or "")[:shared] >= (other.date or "")[:shared]


def _mentions(document: Document, links: Sequence[int], guessed: set[int]) -> Iterator[tuple[int, Evidence]]:
    for m in document.mentions:
        if m.instrument >= 0:
            target = links[m.instrument]
            # Positional: this is done for every citation of the folder.
            yield target, Evidence(document.id, m.start, m.end, m.text, m.relation, m.section, target in guessed)


def _edge(kind: str, places: list[Evidence]) -> dict[str, Any]:
    relation = places[0].relation if len(places) == 1 else strongest({place.relation for place in places})
    return {"type": kind, "relation": relation, "count": len(places), "evidence": places}


def edge_facts(edge: dict[str, Any]) -> dict[str, Any]:
    """Return all that an edge says; what follows from its evidence is not kept for each of a million edges.

    >>> place = Evidence("d1", 0, 9, "57-KL/TW", "basis")
    >>> edge_facts(_edge("cites", [place]))["relations"]
    {'basis': 1}
    """
    relations: dict[str, int] = {}
    for place in edge["evidence"]:
        relations[place.relation] = relations.get(place.relation, 0) + 1
    return {
        "type": edge["type"],
        "relation": edge["relation"],
        "relations": {relation: relations[relation] for relation in RELATIONS if relation in relations},
        "basis": edge["relation"] == "basis",
        "count": edge["count"],
        "inferred": is_inferred(edge),
        "score": edge.get("score"),
        "evidence": [place._asdict() for place in edge["evidence"]],
    }


def is_inferred(edge: dict[str, Any]) -> bool:
    """Say whether some mention was joined to what it names because nothing else can be meant."""
    return any(place.inferred for place in edge["evidence"])


def _strengthen(edge: dict[str, Any], places: list[Evidence]) -> None:
    """Add to what a document cites what others say of the same two; its own mentions alone are counted."""
    count = edge["count"]
    edge.update(_edge(edge["type"], edge["evidence"] + places), count=count)


def strongest(relations: set[str]) -> str:
    """Return the strongest of some relations."""
    return next(relation for relation in RELATIONS if relation in relations)
