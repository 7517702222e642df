"""A folder of results -> a file with its citation graph: what `ttdn graph DIR --out FILE` does.

In: "out/", "graph.graphml". Out: the file, whole or not at all, and a `GraphSummary` for the terminal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ttdn_extract.corpus.optional import load_package
from ttdn_extract.corpus.registry import Disagreement, Joined, Probable, Registry, read_registry
from ttdn_extract.errors import InputError
from ttdn_extract.graph.build import build_graph
from ttdn_extract.graph.formats import as_dot, as_json, edges_csv, nodes_csv
from ttdn_extract.graph.xml_formats import as_gexf, as_graphml
from ttdn_extract.progress import Progress
from ttdn_extract.saving import save_whole
from ttdn_extract.source import is_result, one_line

if TYPE_CHECKING:
    from ttdn_extract.graph.build import Graph

WRITERS: dict[str, dict[str, Callable[[Graph], Iterator[str]]]] = {
    ".json": {"": as_json},
    ".graphml": {"": as_graphml},
    ".gexf": {"": as_gexf},
    ".dot": {"": as_dot},
    ".csv": {".nodes": nodes_csv, ".edges": edges_csv},
}
"""For each suffix, what is put before it in the name of each file, and who writes it."""


@dataclass(frozen=True, slots=True)
class GraphSummary:
    """What a run has read and written."""

    documents: int
    nodes: int
    edges: int
    files: tuple[Path, ...]
    joined: tuple[Joined, ...]
    probable: tuple[Probable, ...]
    disagreements: tuple[Disagreement, ...]
    problems: tuple[InputError, ...]
    """One line each: files that were left out, and documents that are there twice."""


def write_graph(folder: Path, out: Path, *, match: bool = True, seen: Progress | None = None) -> GraphSummary:
    """Write the citation graph of a folder.

    `match` compares titles for documents without a number; `seen` is told how many files of how many are read.
    """
    targets = check_target(out, folder)
    registry, graph = read_graph(folder, match=match, seen=seen)
    files = save_graph(graph, targets)
    return GraphSummary(
        len(registry.documents),
        graph.number_of_nodes(),
        graph.number_of_edges(),
        files,
        tuple(registry.joined),
        tuple(registry.probable),
        tuple(registry.disagreements),
        tuple(registry.problems),
    )


def read_graph(folder: Path, *, match: bool = True, seen: Progress | None = None) -> tuple[Registry, Graph]:
    """Read the registry and the graph of a folder, for questions."""
    load_package("networkx", "the citation graph")  # a long run should not end with what could be said before
    registry = read_registry(folder, match=match, seen=seen)
    return registry, build_graph(registry)


def check_target(out: Path, folder: Path) -> dict[Path, Callable[[Graph], Iterator[str]]]:
    """Say before the work begins whether a file may be written: its suffix is known, and it is no document."""
    writers = WRITERS.get(out.suffix.lower())
    if writers is None:
        raise InputError(
            one_line(out),
            f"cannot be written as {out.suffix or 'a file without suffix'}",
            f"use one of {', '.join(WRITERS)}",
        )
    targets = {out.with_name(f"{out.stem}{before}{out.suffix}"): write for before, write in writers.items()}
    if out.suffix.lower() == ".json" and folder.resolve() in out.resolve().parents:
        problem = f"lies in {one_line(folder)}, where the next run would take it for a document"
        raise InputError(one_line(out), problem, "choose another place with --out")
    for target in targets:
        if target.is_dir():
            raise InputError(one_line(target), "is a folder", "name a file with --out")
        if is_result(target):
            raise InputError(one_line(target), "is a result of `ttdn extract`", "choose another place with --out")
    return targets


def save_graph(graph: Graph, targets: dict[Path, Callable[[Graph], Iterator[str]]]) -> tuple[Path, ...]:
    """Write all files of a graph whole or not at all."""
    try:
        save_whole({target: (piece.encode() for piece in write(graph)) for target, write in targets.items()})
    except OSError as error:
        names = ", ".join(one_line(target) for target in targets)
        raise InputError(names, f"cannot be written ({error.strerror})", "choose another place with --out") from error
    return tuple(targets)
