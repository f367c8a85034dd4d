"""The questions that go beyond one hop: with whom an agency shares tasks, and parts of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.listings import Partner, PartnersAnswer
from taskmap.model import Agency, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx

    from taskmap.graph import Node, TaskMap


def ask_partners(tm: TaskMap, name: str) -> PartnersAnswer:
    """Ask with whom an agency shares tasks, most shared first.

    Raises:
        NotFoundError: there is no such agency, or several match.
    """
    agency = tm.agency(name)
    return PartnersAnswer(agency, tuple(sorted(_partners(tm, agency), key=lambda each: -len(each.tasks))))


def _partners(tm: TaskMap, agency: Agency) -> Iterator[Partner]:
    from taskmap.graph import agency_node

    graph, here = tm.nx, agency_node(agency)
    by_node = {agency_node(each): each for each in tm.agencies}
    shared: dict[Agency, list[tuple[str, bool, bool]]] = {}
    for task in graph.adj.get(here, ()):
        leads = graph.edges[here, task]["role"] == Role.LEAD
        for other, attributes in graph[task].items():
            if other != here:
                found = shared.setdefault(by_node[other], [])
                found.append((task[1], leads, attributes["role"] == Role.LEAD))
    for other, tasks in shared.items():
        yield Partner(
            other,
            tuple(each for each, _, _ in tasks),
            tuple(each for each, leads, led in tasks if leads and not led),
            tuple(each for each, leads, led in tasks if led and not leads),
        )


def ask_graph(tm: TaskMap, *, doc: str | None = None, agency: str | None = None, hops: int = 2) -> networkx.Graph[Node]:
    """Ask for the graph, or the part of it that lies in a document and within ``hops`` edges of an agency.

    Raises:
        NotFoundError: there is no such agency or document, or several agencies match.
    """
    import networkx as nx

    from taskmap.graph import agency_node

    graph = tm.nx
    if doc:
        tasks = {("task", task.id) for task in tm.document(doc).tasks}
        owners = {owner for task in tasks for owner in graph[task]}
        graph = graph.subgraph(tasks | owners)
    if agency:
        centre = agency_node(tm.agency(agency))
        graph = nx.ego_graph(graph, centre, radius=hops) if centre in graph else nx.Graph()
    # networkx orders a part by the hashes of its nodes, which differ from run to run: put it in the whole's order.
    ordered: networkx.Graph[Node] = nx.Graph()
    ordered.add_nodes_from((node, data) for node, data in tm.nx.nodes.items() if node in graph)
    ordered.add_edges_from(edge for edge in tm.nx.edges(data=True) if graph.has_edge(*edge[:2]))
    return ordered
