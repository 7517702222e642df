"""`ttdn graph DIR`: the citation graph of a folder as a file, and answers to questions about it as lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ttdn_extract.errors import CopyNote, InputError

if TYPE_CHECKING:
    from ttdn_extract.graph.build import Graph

_FOLDER = click.Path(path_type=Path, exists=True, file_okay=False)
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("folder", type=_FOLDER, metavar="DIR")
@click.option("--out", type=_FILE, help="Write the graph: .json .graphml .gexf .dot, or .csv (nodes and edges).")
@click.option("--ancestors", metavar="NAME", help="What NAME rests on, directly or through others.")
@click.option("--descendants", metavar="NAME", help="What rests on NAME.")
@click.option(
    "--traces-to", metavar="NAME", multiple=True, help="How each document leads to NAME, or that it does not."
)
@click.option("--cycles", is_flag=True, help="Instruments that cite each other in a circle.")
@click.option("--unlinked", is_flag=True, help="Documents that cite nothing and that nothing cites.")
@click.option("--most-cited", type=click.IntRange(1), metavar="N", help="The N instruments cited by most documents.")
@click.option("--no-match", is_flag=True, help="Do not compare titles for documents whose number is blank.")
def graph(folder: Path, out: Path | None, no_match: bool, **asked: Any) -> None:
    """Build the citation graph of DIR, a folder of results of `ttdn extract`.

    NAME is a symbol ("57-KL/TW", "171/KH-UBND của UBND tỉnh Nam Định"), the id of an instrument, or that of a document. Without
    --out or a question, a summary is printed.
    """
    from ttdn_extract.graph.writing import check_target, read_graph, save_graph

    try:
        targets = check_target(out, folder) if out else {}
        registry, found = read_graph(folder, match=not no_match)
        for problem in registry.problems:
            click.echo(f"ttdn: {problem}", err=True)
        answers = [(question, list(rows)) for question, rows in _answers(found, asked)]
        files = save_graph(found, targets) if targets else ()
    except InputError as error:
        click.echo(f"ttdn: {error}", err=True)
        sys.exit(2)
    for question, rows in answers:
        if len(answers) > 1:
            click.echo(f"# {question}")
        for row in rows:
            click.echo(row)
        if not rows:
            click.echo(f"{question}: none", err=True)
    if not answers:
        click.echo(
            f"{len(registry.documents)} documents, {found.number_of_nodes()} instruments, {found.number_of_edges()} edges; "
            f"{len(registry.joined)} joined, {len(registry.probable)} probable, {len(registry.disagreements)} disagreements"
        )
    for file in files:
        click.echo(f"written: {file}", err=True)
    sys.exit(1 if any(not isinstance(problem, CopyNote) for problem in registry.problems) else 0)


def _answers(found: Graph, asked: dict[str, Any]) -> Iterator[tuple[str, Iterable[str]]]:
    """Answer the questions that were asked, each with its rows."""
    from ttdn_extract.graph import queries

    for question, answer in (("ancestors", queries.ancestors), ("descendants", queries.descendants)):
        if asked[question]:
            yield question, map(_shown, answer(found, queries.the_node(found, asked[question])))
    if asked["traces_to"]:
        targets = [queries.the_node(found, name) for name in asked["traces_to"]]
        yield "traces-to", map(_traced, queries.trace_documents(found, targets))
    if asked["cycles"]:
        yield "cycles", (" -> ".join(row["source"] for row in cycle) for cycle in queries.cycles(found))
    if asked["unlinked"]:
        yield "unlinked", map(_shown, queries.unlinked(found))
    if asked["most_cited"]:
        yield "most-cited", map(_shown, queries.most_cited(found, asked["most_cited"]))


def _shown(row: dict[str, Any]) -> str:
    parts = [row.get("symbol") or row["id"], row.get("issuer"), row.get("date"), row.get("title")]
    lead = f"{row['depth']}  " if "depth" in row else f"{row['cited_by']}  " if "cited_by" in row else ""
    return lead + " · ".join(part for part in parts if part)


def _traced(row: dict[str, Any]) -> str:
    way = " -> ".join(step["target"] for step in row["steps"])
    return f"{row['document']}: {way if row['traces'] else 'no way'}"
