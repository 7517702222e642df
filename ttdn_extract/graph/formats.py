"""A graph as text: node-link JSON, DOT, and two tables of CSV, line by line and the same from run to run.

The attributes of JSON are values and lists; the other formats have cells, in which lists and evidence are one string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from ttdn_extract.graph.build import edge_facts

if TYPE_CHECKING:
    from ttdn_extract.graph.build import Graph

NODE_CELLS = {
    "type": "string",
    "kind": "string",
    "symbol": "string",
    "title": "string",
    "issuer": "string",
    "level": "string",
    "province": "string",
    "date": "string",
    "determined": "boolean",
    "documents": "string",
    "cited_by": "int",
}
EDGE_CELLS = {
    "type": "string",
    "relation": "string",
    "relations": "string",
    "basis": "boolean",
    "count": "int",
    "inferred": "boolean",
    "score": "double",
    "evidence": "string",
}
Cell = str | int | float | bool
# What a spreadsheet would take for a formula, and what would start a new line before it looks.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_LONE = re.compile("[\ud800-\udfff]")


def edges_in_order(graph: Graph) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the edges by source and target, with all that they say."""
    for source in sorted(graph):
        for target in sorted(graph[source]):
            yield source, target, edge_facts(graph[source][target])


def cells(about: dict[str, Any], names: Iterable[str]) -> dict[str, Cell]:
    """Return the attributes that are known as single values."""
    return {name: cell for name in names if (cell := _cell(about[name])) is not None}


def _cell(value: Any) -> Cell | None:
    if isinstance(value, dict):
        return "; ".join(f"{name} {count}" for name, count in sorted(value.items()))
    if isinstance(value, list):
        return " ".join(value) if all(isinstance(item, str) for item in value) else _dump(value)
    return _whole(value) if isinstance(value, str) else value


def _whole(text: str) -> str:
    """Replace half surrogate pairs, which no encoding takes."""
    return _LONE.sub("�", text)


def _dump(value: Any) -> str:
    return _whole(json.dumps(value, ensure_ascii=False))


def as_json(graph: Graph) -> Iterator[str]:
    """Write node-link JSON as networkx reads it, one node or edge a line."""
    yield '{"directed": true, "multigraph": false, "graph": {},\n"nodes": ['
    between = "\n"
    for node in sorted(graph):
        yield between + _dump({"id": node, **graph.nodes[node]})
        between = ",\n"
    yield '\n],\n"edges": ['
    between = "\n"
    for source, target, edge in edges_in_order(graph):
        yield between + _dump({"source": source, "target": target, **edge})
        between = ",\n"
    yield "\n]}\n"


def as_dot(graph: Graph) -> Iterator[str]:
    """Write DOT for graphviz; a label is the symbol, or the title where there is none."""
    yield 'digraph citations {\n  rankdir="LR";\n  node [shape="box"];\n'
    for node in sorted(graph):
        about = graph.nodes[node]
        label = about["symbol"] or about["title"] or node
        style = "solid" if about["type"] == "document" else "dashed" if not about["determined"] else "rounded"
        yield f"  {_quoted(node)} [label={_quoted(label)}, style={_quoted(style)}, kind={_quoted(about['kind'] or '')}];\n"
    for source, target, edge in edges_in_order(graph):
        style = "dashed" if edge["inferred"] or edge["score"] is not None else "solid"
        rest = f"label={_quoted(edge['relation'])}, weight={max(edge['count'], 1)}, style={_quoted(style)}"
        yield f"  {_quoted(source)} -> {_quoted(target)} [{rest}];\n"
    yield "}\n"


def _quoted(text: str) -> str:
    """Write a string of DOT: a backslash and a quote are escaped, a line break is a line of the label."""
    text = _whole(text).replace("\0", "").replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n") + '"'


def nodes_csv(graph: Graph) -> Iterator[str]:
    """Write the table of nodes."""
    yield _line(["id", *NODE_CELLS])
    for node in sorted(graph):
        found = cells(graph.nodes[node], NODE_CELLS)
        yield _line([node, *(found.get(name, "") for name in NODE_CELLS)])


def edges_csv(graph: Graph) -> Iterator[str]:
    """Write the table of edges."""
    yield _line(["source", "target", *EDGE_CELLS])
    for source, target, edge in edges_in_order(graph):
        found = cells(edge, EDGE_CELLS)
        yield _line([source, target, *(found.get(name, "") for name in EDGE_CELLS)])


def _line(values: Iterable[Cell]) -> str:
    return ",".join(map(_csv_cell, values)) + "\r\n"


def _csv_cell(value: Cell) -> str:
    """Write a cell that no spreadsheet runs as a formula.

    >>> _csv_cell('=HYPERLINK("x")'), _csv_cell(True), _csv_cell("Kế hoạch")
    ('"\\'=HYPERLINK(""x"")"', 'true', 'Kế hoạch')
    """
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    text = _whole(value).replace("\0", "")
    if _FORMULA.match(text):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text
