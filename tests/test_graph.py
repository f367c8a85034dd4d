"""The bipartite graph, and that every way of asking it gives the same answer."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import networkx as nx
import pytest
from hypothesis import given

from taskmap.graph import AGENCY_SIDE, TASK_SIDE, TaskMap, agency_node, task_node
from taskmap.model import Agency, DataSet, Document, Role, Task
from taskmap.registry import Registry
from tests.strategies import data_sets

JILIN = "吉林省"
HR = Agency("省人力资源社会保障厅", JILIN, aliases=("省人社厅",))


def one_task(
    *agencies: Agency,
    lead: tuple[str, ...] = (),
    responsible: tuple[str, ...] = (),
    cooperate: tuple[str, ...] = (),
) -> TaskMap:
    """Return the graph of a single task with these owners."""
    task = Task("d", "1", text="x", lead=lead, responsible=responsible, cooperate=cooperate)
    return TaskMap(DataSet((Document("d", region=JILIN, tasks=(task,)),), "d", agencies))


@given(data_sets(bare=True))
def test_the_graph_is_bipartite_and_equals_the_adjacency(data: DataSet) -> None:
    tm = TaskMap(data)
    graph = tm.nx
    assert nx.bipartite.is_bipartite(graph)
    assert set(graph) == set(tm.adjacency)
    for node, side in graph.nodes(data="bipartite"):
        assert side == (TASK_SIDE if node[0] == "task" else AGENCY_SIDE)
        assert dict(graph.adj[node]) == tm.adjacency[node]
        assert all(neighbour[0] != node[0] for neighbour in graph.adj[node])


@given(data_sets(bare=True))
def test_one_hop_answers_agree_with_networkx(data: DataSet) -> None:
    tm = TaskMap(data)
    graph = tm.nx
    for view in tm.tasks():
        assert {agency_node(owner.agency) for owner in view.owners} == set(graph[task_node(view.task)])
    for agency in tm.known_agencies:
        node = agency_node(agency)
        edges = dict(graph[node]) if node in graph else {}
        duties = tm.duties(agency)
        assert len(duties) == len(edges)
        assert {task_node(duty.view.task): (duty.role, duty.roles) for duty in duties} == {
            task: (edge["role"], edge["roles"]) for task, edge in edges.items()
        }
        assert tm.roles(agency) == {role: sum(edge["role"] == role for edge in edges.values()) for role in Role}
        assert all(duty.agency == agency and duty.origin is None for duty in duties)


@given(data_sets(bare=True))
def test_the_graph_says_what_the_documents_say(data: DataSet) -> None:
    """Checked against a plain count over the tasks, which knows nothing of graphs."""
    tm = TaskMap(data)
    registry = Registry(data.agencies, data.events)
    for document in data.documents:
        for task in document.tasks:
            held: dict[Agency, set[Role]] = {}
            for role, name in task.named:
                held.setdefault(registry.identify(name, document.region), set()).add(role)
            edges = tm.adjacency[task_node(task)]
            assert set(edges) == set(map(agency_node, held))
            for agency, roles in held.items():
                assert edges[agency_node(agency)]["roles"] == tuple(role for role in Role if role in roles)


@given(data_sets(bare=True))
def test_inherited_duties_are_the_ancestors_own(data: DataSet) -> None:
    tm = TaskMap(data)
    for agency in data.agencies:
        ancestors = {ancestor for ancestor, _ in tm.registry.ancestors(agency)}
        for duty in tm.inherited(agency):
            assert duty.agency == agency
            assert duty.origin in ancestors
            assert any(own.view == duty.view and own.roles == duty.roles for own in tm.duties(duty.origin))


def test_an_agency_in_two_roles_is_one_edge_with_the_strongest() -> None:
    tm = one_task(HR, cooperate=("省人社厅",), lead=("省人社厅",))
    [duty] = tm.duties(HR)
    assert (duty.role, duty.roles) == (Role.LEAD, (Role.LEAD, Role.COOPERATE))
    [edge] = tm.nx.edges(data=True)
    assert edge[2] == {"role": Role.LEAD, "roles": (Role.LEAD, Role.COOPERATE)}
    assert tm.roles(HR) == {Role.LEAD: 1, Role.RESPONSIBLE: 0, Role.COOPERATE: 0}
    assert [owner.role for owner in tm.task("1").owners] == [Role.LEAD, Role.COOPERATE]


def test_an_agency_under_two_spellings_is_one_edge() -> None:
    tm = one_task(HR, responsible=("省人社厅", "省人力资源社会保障厅"), cooperate=("省财政厅",))
    [duty] = tm.duties(HR)
    assert duty.roles == (Role.RESPONSIBLE,)
    assert [owner.name for owner in duty.others] == ["省财政厅"]
    assert tm.nx.number_of_edges() == 2


def test_an_unregistered_agency_has_duties_too() -> None:
    tm = one_task(lead=("某某办",))
    assert tm.agencies == [Agency("某某办", JILIN)]
    assert len(tm.duties(tm.agency("某某办"))) == 1


def test_a_task_without_owners_is_a_node() -> None:
    tm = one_task(HR)
    assert list(tm.nx) == [("task", "d:1")]
    assert tm.task("1").owners == ()
    assert tm.agencies == []
    assert tm.known_agencies == [HR]
    assert tm.duties(HR) == []


def test_spellings_are_the_registry_s_and_the_documents_own() -> None:
    tm = one_task(HR, lead=("省 人社厅", "某某办"))
    assert tm.spellings[HR] == ("省人力资源社会保障厅", "省人社厅", "省 人社厅")
    assert tm.spellings[Agency("某某办", JILIN)] == ("某某办",)


def test_documents_are_ordered_newest_first_and_undated_last() -> None:
    documents = (
        Document("none"),
        Document("number-2017", "吉政发〔2017〕25号"),
        Document("early-2017", date=date(2017, 2, 1)),
        Document("none-either"),
        Document("late-2017", date=date(2017, 11, 1)),
        Document("2020", date=date(2020, 1, 1)),
        Document("number-2018", "吉政发[2018]1号"),
    )
    assert [document.id for document in TaskMap(DataSet(documents)).newest_first()] == [
        "2020",
        "number-2018",
        "number-2017",
        "late-2017",
        "early-2017",
        "none",
        "none-either",
    ]


def test_duties_come_newest_document_first_and_in_its_order() -> None:
    def document(name: str, day: date) -> Document:
        return Document(
            name, region=JILIN, date=day, tasks=tuple(Task(name, ref, text="x", lead=("省人社厅",)) for ref in "213")
        )

    tm = TaskMap(DataSet((document("old", date(2015, 1, 1)), document("new", date(2020, 1, 1))), None, (HR,)))
    assert [duty.view.task.id for duty in tm.duties(HR)] == ["new:2", "new:1", "new:3", "old:2", "old:1", "old:3"]


def test_the_graph_is_made_once(built_in_map: TaskMap) -> None:
    assert built_in_map.nx is built_in_map.nx


def test_the_built_in_graph_has_all_tasks_agencies_and_edges(built_in_map: TaskMap) -> None:
    graph = built_in_map.nx
    sides = [side for _, side in graph.nodes(data="bipartite")]
    assert (sides.count(TASK_SIDE), sides.count(AGENCY_SIDE)) == (168, 55)
    assert graph.number_of_edges() == 141 + 49 + 49 + 109
    assert graph.nodes["agency", JILIN, "省人力资源社会保障厅"]["label"] == "省人力资源社会保障厅"


@pytest.mark.parametrize(
    "question",
    [
        "load()",
        "load().task('3.2')",
        "load().duties(taskmap.load().agency('省人社厅'))",
        "load().inherited(taskmap.load().agency('省税务局'))",
    ],
)
def test_one_hop_questions_import_nothing_heavy(question: str) -> None:
    program = f"import sys, taskmap; taskmap.{question}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8")
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "taskmap" in loaded
    assert not loaded & {"networkx", "rich", "tomli_w", "click", "dataclasses", "pathlib"}
