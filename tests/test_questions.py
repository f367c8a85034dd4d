"""The questions that the commands ask."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given

from taskmap.connections import ask_graph, ask_partners
from taskmap.graph import TaskMap, agency_node, task_node
from taskmap.model import Agency, DataSet, Deadline, Document, Event, Role, Task
from taskmap.problems import NoSuchAgencyError, NoSuchDocumentError, SeveralAgenciesError
from taskmap.questions import TaskFilter, ask_agencies, ask_agency, ask_doc, ask_docs, ask_search, ask_tasks
from tests.strategies import data_sets

if TYPE_CHECKING:
    from taskmap.listings import Partner

JILIN = "吉林省"
HR, MONEY, SCHOOL, OLD = (
    Agency("省人社厅", JILIN, kind="department"),
    Agency("省财政厅", JILIN, kind="department"),
    Agency("省教育厅", JILIN, kind="department"),
    Agency("省劳动厅", JILIN, kind="department"),
)


@pytest.fixture(scope="module")
def tm() -> TaskMap:
    """Two documents: five tasks, one of them without owners, and one rename."""
    new = Document(
        "new",
        "吉政发〔2020〕1号",
        region=JILIN,
        date=date(2020, 1, 1),
        tasks=(
            Task("new", "1", text="健全“双高”机制", lead=("省人社厅",), cooperate=("省财政厅", "省教育厅")),
            Task("new", "2", text="做事", responsible=("省人社厅", "省财政厅"), due=date(2020, 6, 30)),
            Task("new", "3", title="无人负责", deadlines=(Deadline("到2021年", "by", date(2021, 12, 31)),)),
            Task("new", "4", text="每年做", lead=("省财政厅",), responsible=("省人社厅",), cooperate=("省人社厅",)),
        ),
    )
    old = Document(
        "old", region=JILIN, date=date(2008, 1, 1), tasks=(Task("old", "1", text="x", lead=("省劳动厅", "某某办")),)
    )
    return TaskMap(
        DataSet((old, new), "new", (HR, MONEY, SCHOOL, OLD), (Event("rename", ("省劳动厅",), ("省人社厅",), "2009"),))
    )


def refs(tm: TaskMap, wanted: TaskFilter) -> list[str]:
    return [view.task.id for view in ask_tasks(tm, wanted).views]


def test_without_conditions_all_tasks_are_wanted(tm: TaskMap) -> None:
    assert refs(tm, TaskFilter()) == ["old:1", "new:1", "new:2", "new:3", "new:4"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (TaskFilter(agencies=(HR,)), ["new:1", "new:2", "new:4"]),
        (TaskFilter(agencies=(SCHOOL, OLD)), ["old:1", "new:1"]),
        (TaskFilter(agencies=(HR, SCHOOL), match_all=True), ["new:1"]),
        (TaskFilter(agencies=(SCHOOL, OLD), match_all=True), []),
        (TaskFilter(role=Role.LEAD), ["old:1", "new:1", "new:4"]),
        (TaskFilter(role=Role.LEAD, agencies=(HR,)), ["new:1"]),
        (TaskFilter(role=Role.COOPERATE, agencies=(HR,)), ["new:4"]),
        (TaskFilter(role=Role.LEAD, agencies=(HR, MONEY)), ["new:1", "new:4"]),
        (TaskFilter(role=Role.RESPONSIBLE, agencies=(HR, MONEY), match_all=True), ["new:2"]),
        (TaskFilter(unowned=True), ["new:3"]),
        (TaskFilter(unowned=True, role=Role.LEAD), []),
        (TaskFilter(due_before=date(2020, 6, 30)), []),
        (TaskFilter(due_before=date(2020, 7, 1)), ["new:2"]),
        (TaskFilter(due_after=date(2020, 6, 30)), ["new:3"]),
        (TaskFilter(due_after=date(2020, 6, 29), due_before=date(2022, 1, 1)), ["new:2", "new:3"]),
        (TaskFilter(contains="双高"), ["new:1"]),
        (TaskFilter(contains='"双 高"'), ["new:1"]),
        (TaskFilter(contains="无人"), ["new:3"]),
        (TaskFilter(contains="没有"), []),
    ],
)
def test_conditions(tm: TaskMap, wanted: TaskFilter, found: list[str]) -> None:
    assert refs(tm, wanted) == found


def test_a_document_may_be_a_condition(tm: TaskMap) -> None:
    assert refs(tm, TaskFilter(document=tm.document("old"))) == ["old:1"]
    assert refs(tm, TaskFilter(document=tm.document("old"), agencies=(HR,))) == []


@given(data_sets(bare=True))
def test_any_is_a_union_and_all_an_intersection(data: DataSet) -> None:
    tm = TaskMap(data)
    pair = tuple(tm.agencies[:2])
    each = [set(refs(tm, TaskFilter(agencies=(agency,)))) for agency in pair]
    assert set(refs(tm, TaskFilter(agencies=pair))) == (set.union(*each) if each else set(refs(tm, TaskFilter())))
    if each:
        assert set(refs(tm, TaskFilter(agencies=pair, match_all=True))) == set.intersection(*each)
    unowned = set(refs(tm, TaskFilter(unowned=True)))
    owned = {duty.view.task.id for agency in tm.agencies for duty in tm.duties(agency)}
    assert unowned.isdisjoint(owned)
    assert unowned | owned == set(refs(tm, TaskFilter()))


def test_an_agency_has_its_own_duties_and_those_handed_to_it(tm: TaskMap) -> None:
    answer = ask_agency(tm, "人社厅")
    assert answer.agency == HR
    assert [duty.view.task.id for duty in answer.duties] == ["new:1", "new:2", "new:4"]
    assert [(duty.view.task.id, duty.origin) for duty in answer.inherited] == [("old:1", OLD)]
    assert [each.agency for each in answer.predecessors] == [OLD]
    assert answer.successors == ()
    assert answer.roles == {Role.LEAD: 1, Role.RESPONSIBLE: 2, Role.COOPERATE: 0}


def test_what_it_inherited_can_be_left_out(tm: TaskMap) -> None:
    answer = ask_agency(tm, "省人社厅", own=True)
    assert answer.inherited == ()
    assert len(answer.duties) == 3
    assert [each.agency for each in answer.predecessors] == [OLD]


def test_duties_can_be_asked_for_by_role_and_document(tm: TaskMap) -> None:
    by_role = ask_agency(tm, "省人社厅", role=Role.COOPERATE)
    assert [duty.view.task.id for duty in by_role.duties] == ["new:4"]
    assert by_role.inherited == ()
    assert [duty.view.task.id for duty in ask_agency(tm, "省人社厅", role=Role.LEAD).inherited] == ["old:1"]
    by_document = ask_agency(tm, "省人社厅", doc="old")
    assert by_document.duties == ()
    assert len(by_document.inherited) == 1
    assert len(ask_agency(tm, "省人社厅", doc="吉政发[2020]1号").duties) == 3


def test_what_is_not_there_is_not_found(tm: TaskMap) -> None:
    with pytest.raises(NoSuchAgencyError):
        ask_agency(tm, "省水利厅")
    with pytest.raises(NoSuchDocumentError):
        ask_agency(tm, "省人社厅", doc="nowhere")
    with pytest.raises(NoSuchAgencyError):
        ask_partners(tm, "省水利厅")
    with pytest.raises(NoSuchDocumentError):
        ask_doc(tm, "nowhere")
    with pytest.raises(NoSuchDocumentError):
        ask_graph(tm, doc="nowhere")


def test_agencies_are_counted_by_their_strongest_role(tm: TaskMap) -> None:
    counts = {count.agency.name: (count.total, *count.roles.values()) for count in ask_agencies(tm).counts}
    assert counts == {
        "省人社厅": (3, 1, 2, 0),
        "省财政厅": (3, 1, 1, 1),
        "省教育厅": (1, 0, 0, 1),
        "省劳动厅": (1, 1, 0, 0),
        "某某办": (1, 1, 0, 0),
    }


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("total", {"省人社厅", "省财政厅"}),
        ("lead", {"省人社厅", "省财政厅"}),
        ("responsible", {"省人社厅"}),
        ("name", {"某某办"}),
    ],
)
def test_agencies_come_in_the_order_asked_for(tm: TaskMap, sort: str, first: set[str]) -> None:
    assert ask_agencies(tm, sort=sort).counts[0].agency.name in first


def test_agencies_can_be_asked_for_by_kind(tm: TaskMap) -> None:
    assert len(ask_agencies(tm, kind="department").counts) == 4
    assert ask_agencies(tm, kind="party").counts == ()
    by_kind = [count.agency.kind for count in ask_agencies(tm, sort="kind").counts]
    assert by_kind == ["department"] * 4 + [None]


def test_documents_are_counted_newest_first(tm: TaskMap) -> None:
    answer = ask_docs(tm)
    assert answer.default == "new"
    assert [(each.document.id, each.tasks, each.owned, each.duties) for each in answer.counts] == [
        ("new", 4, 3, 7),
        ("old", 1, 1, 2),
    ]


def test_a_document_is_answered_whole(tm: TaskMap) -> None:
    answer = ask_doc(tm, "new", ["boxes"])
    assert answer.document.id == "new"
    assert [view.task.ref for view in answer.views] == ["1", "2", "3", "4"]
    assert answer.parts == {"boxes"}


def test_a_search_answers_with_its_words(tm: TaskMap) -> None:
    answer = ask_search(tm, ["双高"])
    assert answer.words == ("双高",)
    assert [match.text for match in answer.matches] == ["健全“双高”机制"]


def test_partners_share_tasks_and_one_may_lead_the_other(tm: TaskMap) -> None:
    answer = ask_partners(tm, "省人社厅")
    assert answer.agency == HR
    partners = [(each.agency, each.tasks, each.leads, each.led_by) for each in answer.partners]
    assert partners == [
        (MONEY, ("new:1", "new:2", "new:4"), ("new:1",), ("new:4",)),
        (SCHOOL, ("new:1",), ("new:1",), ()),
    ]


def test_of_two_leads_none_leads_the_other(tm: TaskMap) -> None:
    [partner] = ask_partners(tm, "省劳动厅").partners
    assert (partner.leads, partner.led_by) == ((), ())


def test_an_agency_without_tasks_has_no_partners(built_in_map: TaskMap) -> None:
    assert ask_partners(built_in_map, "省应急管理厅").partners == ()


@given(data_sets(bare=True))
def test_partners_are_those_two_hops_away_and_see_each_other(data: DataSet) -> None:
    tm = TaskMap(data)
    partners: dict[Agency, dict[Agency, Partner]] = {}
    for agency in tm.agencies:
        with suppress(SeveralAgenciesError):  # the same name may stand in two regions
            partners[agency] = {each.agency: each for each in ask_partners(tm, agency.name).partners}
    for agency, found in partners.items():
        reachable = set(nx.ego_graph(tm.nx, agency_node(agency), radius=2)) - {agency_node(agency)}
        assert {agency_node(each) for each in found} == {node for node in reachable if node[0] == "agency"}
        for other, partner in found.items():
            if other in partners:
                back = partners[other][agency]
                assert set(back.tasks) == set(partner.tasks)
                assert set(back.leads) == set(partner.led_by)


def test_the_whole_graph_is_answered(tm: TaskMap) -> None:
    graph = ask_graph(tm)
    assert nx.utils.graphs_equal(graph, tm.nx)
    assert nx.bipartite.is_bipartite(graph)


def test_the_graph_of_a_document_has_its_tasks_and_their_owners(tm: TaskMap) -> None:
    assert set(ask_graph(tm, doc="old")) == {("task", "old:1"), agency_node(OLD), ("agency", JILIN, "某某办")}


@pytest.mark.parametrize(
    ("hops", "tasks", "agencies"),
    [
        (0, set(), {SCHOOL}),
        (1, {"new:1"}, {SCHOOL}),
        (2, {"new:1"}, {SCHOOL, HR, MONEY}),
        (3, {"new:1", "new:2", "new:4"}, {SCHOOL, HR, MONEY}),
    ],
)
def test_the_graph_around_an_agency_grows_with_the_hops(
    tm: TaskMap, hops: int, tasks: set[str], agencies: set[Agency]
) -> None:
    expected = {("task", each) for each in tasks} | set(map(agency_node, agencies))
    assert set(ask_graph(tm, agency="省教育厅", hops=hops)) == expected


def test_document_and_agency_narrow_the_graph_together(tm: TaskMap) -> None:
    assert set(ask_graph(tm, doc="new", agency="省人社厅", hops=1)) == {
        agency_node(HR),
        *(task_node(tm.task(f"new:{ref}").task) for ref in "124"),
    }
    assert list(ask_graph(tm, doc="old", agency="省教育厅")) == []


def test_a_part_of_the_graph_keeps_labels_and_roles_in_the_order_of_the_whole(built_in_map: TaskMap) -> None:
    part = ask_graph(built_in_map, agency="省妇联")
    whole = built_in_map.nx
    assert list(part) == [node for node in whole if node in part]
    assert all(part.nodes[node] == whole.nodes[node] for node in part)
    assert all(data == whole.edges[one, other] for one, other, data in part.edges(data=True))
