"""A graph as XML: GraphML for most tools, GEXF for Gephi, line by line and the same from run to run.

Characters that XML has no place for are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from ttdn_extract.graph.formats import EDGE_CELLS, NODE_CELLS, Cell, cells, edges_in_order

if TYPE_CHECKING:
    from ttdn_extract.graph.build import Graph

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = {"\r": "&#13;"}  # a reader takes a bare one for a line feed
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def as_graphml(graph: Graph) -> Iterator[str]:
    """Write GraphML."""
    yield _HEAD + '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for of, names in (("node", NODE_CELLS), ("edge", EDGE_CELLS)):
        for name, kind in names.items():
            yield f'<key id="{of[0]}_{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="citations" edgedefault="directed">\n'
    for node in sorted(graph):
        yield f"<node id={_attribute(node)}>{_data(graph.nodes[node], NODE_CELLS, 'n')}</node>\n"
    for source, target, edge in edges_in_order(graph):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        yield f"<edge {ends}>{_data(edge, EDGE_CELLS, 'e')}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(about: dict[str, Any], names: dict[str, str], of: str) -> str:
    found = cells(about, names).items()
    return "".join(f'<data key="{of}_{name}">{escape(_text(value), _BREAK)}</data>' for name, value in found)


def as_gexf(graph: Graph) -> Iterator[str]:
    """Write GEXF 1.2; an edge weighs as much as it is mentioned."""
    yield (
        _HEAD
        + '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n<graph defaultedgetype="directed" mode="static">\n'
    )
    for of, names in (("node", NODE_CELLS), ("edge", EDGE_CELLS)):
        yield f'<attributes class="{of}" mode="static">\n'
        for name, kind in names.items():
            yield f'<attribute id="{of[0]}_{name}" title="{name}" type="{kind if kind != "int" else "integer"}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in sorted(graph):
        about = graph.nodes[node]
        label = about["symbol"] or about["title"] or node
        yield f"<node id={_attribute(node)} label={_attribute(label)}>{_values(about, NODE_CELLS, 'n')}</node>\n"
    yield "</nodes>\n<edges>\n"
    for number, (source, target, edge) in enumerate(edges_in_order(graph)):
        ends = f"source={_attribute(source)} target={_attribute(target)}"
        weight = f'weight="{max(edge["count"], 1)}"'
        yield f'<edge id="{number}" {ends} {weight}>{_values(edge, EDGE_CELLS, "e")}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(about: dict[str, Any], names: dict[str, str], of: str) -> str:
    found = cells(about, names).items()
    values = (f'<attvalue for="{of}_{name}" value={_attribute(value)}/>' for name, value in found)
    return f"<attvalues>{''.join(values)}</attvalues>"


def _attribute(value: Cell) -> str:
    return quoteattr(_text(value), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(value: Cell) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _ILLEGAL.sub("", value) if isinstance(value, str) else str(value)
