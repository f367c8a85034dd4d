"""The bipartite graph of tasks and agencies, and the questions asked of it.

One-hop questions (an agency's duties, a task's owners) read the adjacency here; everything beyond one hop asks
:attr:`TaskMap.nx`, the same graph as a ``networkx.Graph``. Nothing else in taskmap fills or walks the graph.
"""

from __future__ import annotations

import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from taskmap.model import Duty, Owner, Role, TaskView
from taskmap.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx

    from taskmap.model import Agency, DataSet, Document, Succession, Task

TaskNode = tuple[str, str]
"""``("task", id)``"""

AgencyNode = tuple[str, "str | None", str]
"""``("agency", region, name)``"""

Node = TaskNode | AgencyNode
TASK_SIDE, AGENCY_SIDE = 0, 1
"""The values of networkx's node attribute ``bipartite``."""


def task_node(task: Task) -> TaskNode:
    """Return the node of a task."""
    return ("task", task.id)


def agency_node(agency: Agency) -> AgencyNode:
    """Return the node of an agency."""
    return ("agency", agency.region, agency.name)


class TaskMap:
    """Who does what, across the documents of a data set.

    Example:
        >>> import taskmap
        >>> tm = taskmap.load()
        >>> tm.agency("省妇联").full
        '吉林省妇女联合会'
        >>> [duty.view.task.id for duty in tm.duties(tm.agency("省妇联"))]
        ['jjz-2020-1:13.2']
    """

    def __init__(self, data: DataSet) -> None:
        """Build the graph of a data set's documents, with its registry deciding which names mean one agency."""
        self.documents: dict[str, Document] = {document.id: document for document in data.documents}
        self.default = data.default
        self.states = data.states
        self.lights = data.lights
        self.journal = data.journal
        self.registry = Registry(data.agencies, data.events)
        self.adjacency: dict[Node, dict[Node, dict[str, Any]]] = {}
        """The graph in networkx's own layout: node → neighbour → edge attributes.

        ``role`` is the strongest role, ``roles`` all of them, strongest first. Edges with the same roles share
        their attributes, which keeps large data sets small: read them, do not change them.
        """
        self._views: dict[TaskNode, TaskView] = {}
        self._agencies: dict[AgencyNode, Agency] = {}
        self._names: dict[AgencyNode, dict[str, None]] = {}
        self._attributes: dict[tuple[Role, ...], dict[str, Any]] = {}
        for document in data.documents:
            for task in document.tasks:
                self._add(task, document)

    def _add(self, task: Task, document: Document) -> None:
        node = task_node(task)
        owners = tuple(Owner(self.registry.identify(name, document.region), name, role) for role, name in task.named)
        self._views[node] = TaskView(task, document, owners)
        roles: dict[AgencyNode, tuple[Role, ...]] = {}
        for owner in owners:
            key = agency_node(owner.agency)
            self._agencies.setdefault(key, owner.agency)
            self._names.setdefault(key, {})[owner.name] = None
            roles[key] = tuple(dict.fromkeys((*roles.get(key, ()), owner.role)))
        neighbours = self.adjacency.setdefault(node, {})
        for other, held in roles.items():
            attributes = self._attributes.setdefault(held, {"role": held[0], "roles": held})
            neighbours[other] = attributes
            self.adjacency.setdefault(other, {})[node] = attributes

    @property
    def agencies(self) -> list[Agency]:
        """The agencies that the documents name, in the order they first appear."""
        return list(self._agencies.values())

    @property
    def known_agencies(self) -> list[Agency]:
        """The agencies that the documents name, and those that only the registry knows."""
        return list(dict.fromkeys((*self.agencies, *self.registry.agencies)))

    @cached_property
    def spellings(self) -> dict[Agency, tuple[str, ...]]:
        """Every spelling of every known agency: the registry's, and the documents' own."""
        found: dict[Agency, dict[str, None]] = {
            agency: dict.fromkeys(agency.spellings) for agency in self.known_agencies
        }
        for key, names in self._names.items():
            found[self._agencies[key]].update(names)
        return {agency: tuple(names) for agency, names in found.items()}

    def agency(self, name: str) -> Agency:
        """Return the agency that ``name`` means: any spelling, an abbreviation or a part of a name.

        Raises:
            NotFoundError: there is none, or several match.
        """
        from taskmap.lookup import find_agency

        return find_agency(self.spellings, name)

    def task(self, ref: str) -> TaskView:
        """Return the task that ``ref`` means: ``3.2``, ``（三）2``, ``jjz-2020-1:3.2`` and the like.

        Raises:
            NotFoundError: there is none, or several documents have it and none of them is the default.
        """
        from taskmap.lookup import find_task

        return self.view(find_task(self.documents.values(), self.default, ref))

    def document(self, name: str) -> Document:
        """Return the document with that id or official number.

        Raises:
            NotFoundError: there is none.
        """
        from taskmap.lookup import find_document

        return find_document(self.documents.values(), name)

    def tasks(self) -> Iterator[TaskView]:
        """Yield every task, in the order of the documents."""
        return iter(self._views.values())

    def view(self, task: Task) -> TaskView:
        """Return a task with its document and its owners."""
        return self._views[task_node(task)]

    def roles(self, agency: Agency) -> dict[Role, int]:
        """Count an agency's duties by its strongest role in each."""
        counts = dict.fromkeys(Role, 0)
        for attributes in self.adjacency.get(agency_node(agency), {}).values():
            counts[attributes["role"]] += 1
        return counts

    def duties(self, agency: Agency) -> list[Duty]:
        """Return the agency's own duties: newest document first, within one in the document's order."""
        return self._sorted(self._held(agency, agency, None))

    def inherited(self, agency: Agency) -> list[Duty]:
        """Return the duties that renames and mergers handed to the agency, in the order of :meth:`duties`.

        A duty passes on only from a document that is surely older than the event, and than every event of a chain:
        the last day it can have been issued lies before the first day that the event can have happened.
        """
        found: list[Duty] = []
        for ancestor, events in self.registry.ancestors(agency):
            limit = min(event.first_day for event in events)
            for duty in self._held(ancestor, agency, ancestor):
                day = duty.view.document.latest_day
                if day and day < limit:
                    found.append(duty)
        return self._sorted(found)

    def predecessors(self, agency: Agency) -> list[Succession]:
        """Return the agencies that became this one or gave it duties."""
        return self.registry.predecessors(agency)

    def successors(self, agency: Agency) -> list[Succession]:
        """Return the agencies that this one became or gave duties to."""
        return self.registry.successors(agency)

    def _held(self, holder: Agency, agency: Agency, origin: Agency | None) -> Iterator[Duty]:
        for node, attributes in self.adjacency.get(agency_node(holder), {}).items():
            yield Duty(self._views[node], agency, attributes["roles"], origin)  # type: ignore[index]  # an agency's neighbours are tasks

    def _sorted(self, duties: Iterable[Duty]) -> list[Duty]:
        return sorted(duties, key=lambda duty: self._places[duty.view.document.id])

    @cached_property
    def _places(self) -> dict[str, int]:
        return {document.id: place for place, document in enumerate(self.newest_first())}

    def newest_first(self) -> list[Document]:
        """Return the documents by date, else by the end of the year in the number; undated ones last."""
        return sorted(self.documents.values(), key=lambda each: each.latest_day or datetime.date.min, reverse=True)

    @cached_property
    def nx(self) -> networkx.Graph[Node]:
        """The graph as a ``networkx.Graph``, made on first use; ``bipartite`` is 0 for tasks, 1 for agencies."""
        import networkx as nx

        graph: networkx.Graph[Node] = nx.Graph()
        for task_key, view in self._views.items():
            label = f"{view.task.ref} {view.task.title or view.task.text}"
            graph.add_node(task_key, bipartite=TASK_SIDE, label=label)
        for agency_key, agency in self._agencies.items():
            graph.add_node(agency_key, bipartite=AGENCY_SIDE, label=agency.name)
        for key in self._views:
            graph.add_edges_from((key, other, attributes) for other, attributes in self.adjacency[key].items())
        return graph
