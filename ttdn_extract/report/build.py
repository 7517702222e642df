"""A folder of results -> one HTML file: what `ttdn report DIR --out FILE.html` does.

In: "out/", "report.html", and the answer of an audit if there is one. Out: the file, whole or not at all, and a
`ReportSummary` for the terminal. The same folder gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ttdn_extract.corpus.registry import Registry
from ttdn_extract.errors import InputError
from ttdn_extract.graph.writing import read_graph
from ttdn_extract.progress import Progress
from ttdn_extract.report.documents import BLOCK, DOCUMENTS, TASKS, add_document, add_tasks, block, places
from ttdn_extract.report.findings import FINDINGS, VERDICTS, Places, add_audit, add_disagreements, add_warnings
from ttdn_extract.report.network import EDGES, NODES, add_graph
from ttdn_extract.report.pack import Pool, Table
from ttdn_extract.report.page import MARK, render, strings
from ttdn_extract.report.reading import Shown, read_shown
from ttdn_extract.saving import save_whole
from ttdn_extract.source import one_line

FORMAT = 1


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What a run has read and written."""

    documents: int
    tasks: int
    findings: int
    verdicts: int
    size: int
    """Bytes of the file."""
    without_text: tuple[str, ...]
    """Documents whose text was not beside the JSON: the page shows what the JSON quotes."""
    problems: tuple[InputError, ...]
    file: Path


def write_report(
    folder: Path,
    out: Path,
    audit: Mapping[str, Any] | None = None,
    *,
    match: bool = True,
    seen: Progress | None = None,
    audit_name: str = "the audit",
) -> ReportSummary:
    """Write the report of a folder; `audit_name` is what an error calls the audit.

    `match` compares titles for documents without a number; `seen` is told how many files of how many are read.
    """
    check_target(out)
    registry, graph = read_graph(folder, match=match, seen=seen)
    check_audit(audit, registry, audit_name)
    shown = list(read_shown(folder, registry))
    index = build_index(registry, graph, shown, audit)
    size = _save(out, render(index, _blocks(registry, shown, index)))
    return ReportSummary(
        documents=len(shown),
        tasks=len(index["tasks"]["rows"]),
        findings=len(index["findings"]["rows"]),
        verdicts=len(index["verdicts"]["rows"]),
        size=size,
        without_text=tuple(item.plan.id for item in shown if item.text is None),
        problems=tuple(registry.problems),
        file=out,
    )


def check_target(out: Path) -> None:
    """Say before the work begins whether the file may be written: only a report is ever written over."""
    if out.suffix.lower() not in (".html", ".htm"):
        raise InputError(one_line(out), "is no name of a page", "give a name that ends in .html")
    if out.is_dir():
        raise InputError(one_line(out), "is a folder", "name a file with --out")
    if out.exists() and not _is_report(out):
        raise InputError(one_line(out), "is in the way and not from `ttdn report`", "choose another name with --out")


def check_audit(audit: Mapping[str, Any] | None, registry: Registry, name: str) -> None:
    """Refuse the audit of another folder: its findings would stand beside documents that they are not about."""
    known = {document.id for document in registry.documents}
    for row in (audit or {}).get("documents", ()):
        if row.get("id") not in known:
            problem = f"speaks of {one_line(str(row.get('id')))!r}, which is not in the folder"
            raise InputError(name, problem, "run `ttdn audit` on this folder again")


def _is_report(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return MARK.encode() in file.read(2048)
    except OSError:
        return False


def build_index(
    registry: Registry, graph: Any, shown: list[Shown], audit: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Return what the page reads at once: documents, tasks, graph, findings, and the words of the interface."""
    pool = Pool()
    tables = {
        name: Table(fields, pool)
        for name, fields in {
            "documents": DOCUMENTS, "tasks": TASKS, "nodes": NODES, "edges": EDGES, "findings": FINDINGS, "verdicts": VERDICTS,
        }.items()
    }  # fmt: skip
    units = [places(item) for item in shown]
    documents = {document.id: number for number, document in enumerate(registry.documents)}
    nodes = add_graph(graph, tables["nodes"], tables["edges"], documents, units)
    where = Places(documents, nodes, units)
    add_audit(audit, tables["findings"], tables["verdicts"], where)
    add_disagreements(registry, tables["findings"], where)
    for number, (document, item) in enumerate(zip(registry.documents, shown, strict=True)):
        add_document(tables["documents"], document, item, nodes[registry.entries[registry.own[number]].id])
        add_tasks(tables["tasks"], item.plan, number, units[number])
        add_warnings(item.plan, number, item.text, tables["findings"], where)
    return {
        "format": FORMAT,
        "audited": audit is not None,
        "strings": strings(),
        "block": BLOCK,
        **{name: table.data() for name, table in tables.items()},
        "probable": [[documents[p.document], nodes[p.entry], p.score] for p in registry.probable],
        "problems": [str(problem) for problem in registry.problems],
        "pool": pool.strings(),
    }


def _blocks(registry: Registry, shown: list[Shown], index: dict[str, Any]) -> Iterator[dict[str, Any]]:
    nodes = {row[0]: number for number, row in enumerate(index["nodes"]["rows"])}
    for item, cited in zip(shown, registry.cited, strict=True):
        yield block(item, places(item), [nodes[registry.entries[number].id] for number in cited])


def _save(out: Path, pieces: Iterable[str]) -> int:
    """Write the page and return its size."""
    try:
        return save_whole({out: (piece.encode() for piece in pieces)})
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise InputError(one_line(out), problem, "choose another place with --out") from error
