"""The graph as a file that other programs read: GraphML, GEXF, DOT, node-link JSON.

Node ids are strings, ``task:<id>`` and ``agency:<region>:<name>``; nodes carry ``bipartite`` and ``label``, edges
``role`` (the strongest) and ``roles`` (all, separated by commas).
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import networkx as nx

from taskmap.control import visible
from taskmap.writing.records import dumps

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from taskmap.graph import Node


def graph_bytes(graph: nx.Graph, ending: str) -> bytes:
    """Return a graph of :attr:`TaskMap.nx`'s kind as the content of a file with that ending, of ``FORMATS``."""
    return FORMATS[ending](_with_plain_values(graph))


def node_id(node: Node) -> str:
    """Return the string that stands for a node in files."""
    return ":".join(part or "" for part in node)


def _with_plain_values(graph: nx.Graph) -> nx.Graph:
    """Copy a graph with strings for ids and attributes, safe in every format."""
    plain: nx.Graph = nx.Graph()
    for node, attributes in graph.nodes.items():
        label = visible(attributes["label"])
        plain.add_node(visible(node_id(node)), bipartite=attributes["bipartite"], kind=node[0], label=label)
    for one, other, attributes in graph.edges(data=True):
        roles = ",".join(attributes["roles"])
        ends = (visible(node_id(one)), visible(node_id(other)))
        plain.add_edge(*ends, role=str(attributes["role"].value), roles=roles)
    return plain


def _graphml(graph: nx.Graph) -> bytes:
    file = io.BytesIO()
    nx.write_graphml_xml(graph, file, encoding="utf-8", prettyprint=True)
    return file.getvalue()


def _gexf(graph: nx.Graph) -> bytes:
    file = io.BytesIO()
    nx.write_gexf(graph, file, encoding="utf-8", prettyprint=True)
    # The day of writing and networkx's version would make files differ that say the same.
    return re.sub(rb'\s*<creator>.*?</creator>| lastmodifieddate="[^"]*"', b"", file.getvalue())


def _dot(graph: nx.Graph) -> bytes:
    """Write DOT: agencies as boxes, leads with thick lines. networkx would need pydot for it."""

    def lines() -> Iterator[str]:
        yield "graph taskmap {"
        for node, attributes in graph.nodes.items():
            shape = "box" if attributes["bipartite"] else "ellipse"
            yield f"  {_quoted(node)} [label={_quoted(attributes['label'])}, shape={shape}];"
        for one, other, attributes in graph.edges(data=True):
            width = 3 if attributes["role"] == "lead" else 1
            yield f"  {_quoted(one)} -- {_quoted(other)} [role={_quoted(attributes['roles'])}, penwidth={width}];"
        yield "}"

    return "".join(f"{line}\n" for line in lines()).encode()


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _node_link(graph: nx.Graph) -> bytes:
    return dumps(nx.node_link_data(graph, edges="links")).encode()


FORMATS: Mapping[str, Callable[[nx.Graph], bytes]] = {
    ".graphml": _graphml,
    ".gexf": _gexf,
    ".dot": _dot,
    ".json": _node_link,
}
