"""Which agency a name means, and which agencies became which."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given

from taskmap.graph import TaskMap
from taskmap.location import built_in
from taskmap.model import Agency, DataSet, Document, Event, Task
from taskmap.registry import Registry, abbreviates, stem
from taskmap.store import load
from tests.strategies import data_sets

JILIN = "吉林省"
CHANGCHUN = "吉林省长春市"


def known(*names: str, region: str | None = JILIN) -> list[Agency]:
    return [Agency(name, region) for name in names]


@pytest.fixture(scope="module")
def jilin() -> Registry:
    data = load(built_in())
    return Registry(data.agencies, data.events)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("省发改委", "省发展改革委"),
        ("省工信厅", "省工业和信息化厅"),
        ("省人社厅", "省人力资源社会保障厅"),
        ("省人社厅", "吉林省人力资源和社会保障厅"),
        ("省卫健委", "省卫生健康委员会"),
        ("各市州政府", "各市（州）人民政府"),
        ("各市州政府", "各市(州)人民政府"),
    ],
)
def test_spellings_of_one_agency(jilin: Registry, one: str, other: str) -> None:
    assert jilin.find(one, JILIN) == jilin.find(other, JILIN) is not None


def test_two_agencies_joined_by_an_event_stay_two(jilin: Registry) -> None:
    before, after = jilin.find("省农委", JILIN), jilin.find("省农业农村厅", JILIN)
    assert before
    assert after
    assert before != after
    [became] = [each for each in jilin.successors(before) if each.hands_on]
    assert became.agency == after
    assert before in {agency for agency, _ in jilin.ancestors(after)}


def test_an_entry_speaks_for_its_region_and_those_inside_it() -> None:
    registry = Registry(known("省人社厅"))
    assert registry.find("省人社厅", JILIN) == registry.find("省人社厅", CHANGCHUN) == Agency("省人社厅", JILIN)
    assert registry.find("省人社厅", "辽宁省") is None


def test_a_national_entry_speaks_for_all() -> None:
    registry = Registry(known("教育部", region=None))
    for region in (None, JILIN, CHANGCHUN):
        assert registry.find("教育部", region) == Agency("教育部")


def test_a_document_without_region_resolves_only_national_entries() -> None:
    registry = Registry([*known("省人社厅"), *known("教育部", region=None)])
    assert registry.find("省人社厅", None) is None
    assert registry.identify("省人社厅", None) == Agency("省人社厅")
    assert registry.identify("教育部", None) == Agency("教育部")


def test_the_entry_of_the_nearest_region_wins() -> None:
    entries = [Agency("人社局", None), Agency("人社局", CHANGCHUN), Agency("人社局", JILIN)]
    registry = Registry(entries)
    assert [registry.find("人社局", region) for region in (None, CHANGCHUN, JILIN)] == entries


def test_a_name_nobody_knows_is_an_agency_of_the_document_s_region() -> None:
    assert Registry().identify("省某厅", JILIN) == Agency("省某厅", JILIN)


def test_slips_and_short_forms_of_known_names_are_near() -> None:
    registry = Registry(known("省市场监管厅", "省人力资源社会保障厅", "省民政厅", "省财政厅"))
    assert registry.near("省市监厅", JILIN) == ["省市场监管厅"]
    assert registry.near("省人力资源社会保障听", JILIN) == ["省人力资源社会保障厅"]
    assert registry.near("省水利厅", JILIN) == []
    assert registry.near("省市监厅", "辽宁省") == []


@pytest.mark.parametrize(
    ("short", "long", "does"),
    [
        ("省市监厅", "省市场监管厅", True),
        ("人社厅", "省人力资源社会保障厅", True),
        ("吉林省人社厅", "吉林省人力资源和社会保障厅", True),
        ("省税务局", "国家税务总局吉林省税务局", True),
        ("市人社厅", "省人力资源社会保障厅", False),
        ("省人社局", "省人力资源社会保障厅", False),
        ("省民政厅", "省财政厅", False),
        ("厅", "省财政厅", False),
    ],
)
def test_what_abbreviates_what(short: str, long: str, does: bool) -> None:  # noqa: FBT001 - the table's last column
    assert abbreviates(short, long) == does


def test_the_stem_has_no_level() -> None:
    assert stem("省人社厅") == "人社厅"
    assert stem("教育部") == "教育部"
    assert stem("") == ""


def test_chains_of_renames_and_mergers_are_followed_nearest_first() -> None:
    a, b, c, d = known("甲", "乙", "丙", "丁")
    first = Event("merge", ("甲", "乙"), ("丙",), "2009")
    second = Event("rename", ("丙",), ("丁",), "2018-11")
    registry = Registry([a, b, c, d], [second, first])
    assert registry.ancestors(d) == [(c, (second,)), (a, (second, first)), (b, (second, first))]
    assert [(each.agency, each.is_last) for each in registry.successors(a)] == [(c, False), (d, True)]
    assert [each.agency for each in registry.predecessors(d)] == [c, a, b]
    assert registry.ancestors(a) == []


@pytest.mark.parametrize("kind", ["split", "transfer"])
def test_a_split_or_transfer_hands_nothing_on_and_starts_no_chain(kind: str) -> None:
    a, b, c = known("甲", "乙", "丙")
    registry = Registry([a, b, c], [Event("rename", ("甲",), ("乙",), "2009"), Event(kind, ("乙",), ("丙",), "2018")])
    assert registry.ancestors(c) == []
    assert [(each.agency, each.hands_on) for each in registry.predecessors(c)] == [(b, False)]
    assert [each.agency for each in registry.successors(a)] == [b]
    assert [(each.agency, each.hands_on) for each in registry.successors(b)] == [(c, False)]


def test_every_transfer_between_two_agencies_is_told() -> None:
    a, b = known("甲", "乙")
    events = [
        Event("transfer", ("甲",), ("乙",), date, scope=scope) for date, scope in (("2018", "一"), ("2019", "二"))
    ]
    assert [each.event for each in Registry([a, b], events).predecessors(b)] == events


def test_circles_of_events_end() -> None:
    a, b = known("甲", "乙")
    circle = [Event("rename", ("甲",), ("乙",), "2009"), Event("rename", ("乙",), ("甲",), "2018")]
    registry = Registry([a, b], circle)
    assert [agency for agency, _ in registry.ancestors(a)] == [b]
    assert [each.agency for each in registry.successors(a)] == [b]
    assert Registry([a], [Event("rename", ("甲",), ("甲",), "2009")]).successors(a) == []


@given(data_sets(bare=True))
def test_no_knot_of_events_leads_to_oneself_or_hangs(data: DataSet) -> None:
    registry = Registry(data.agencies, data.events)
    for agency in data.agencies:
        ancestors = [ancestor for ancestor, _ in registry.ancestors(agency)]
        assert agency not in ancestors
        assert len(ancestors) == len(set(ancestors))
        for ancestor in ancestors:
            assert any(each.agency == agency for each in registry.successors(ancestor))


@given(data_sets(bare=True))
def test_every_spelling_means_its_agency_however_it_is_typed(data: DataSet) -> None:
    registry = Registry(data.agencies, data.events)
    for agency in data.agencies:
        for spelling in agency.spellings:
            assert registry.find(spelling, agency.region) == agency
            assert registry.find(f" {spelling}\n", agency.region) == agency


def test_an_event_is_about_the_regions_that_know_all_its_names() -> None:
    agencies = [*known("人社局", "劳动局"), *known("人社局", region="辽宁省")]
    registry = Registry(agencies, [event := Event("rename", ("劳动局",), ("人社局",), "2009")])
    assert registry.regions_of(event) == {JILIN}
    assert registry.predecessors(agencies[2]) == []


def holding(document: Document, *events: Event, agencies: list[Agency]) -> TaskMap:
    """Return the graph of a document in which 甲 has a duty."""
    return TaskMap(
        DataSet(
            (document._replace(tasks=(Task(document.id, "1", text="x", lead=("甲",)),)),), None, tuple(agencies), events
        )
    )


@pytest.mark.parametrize(
    ("document", "event", "passes"),
    [
        (datetime.date(2018, 6, 14), "2018-06-15", True),
        (datetime.date(2018, 6, 15), "2018-06-15", False),
        (datetime.date(2018, 6, 16), "2018-06-15", False),
        (datetime.date(2018, 10, 31), "2018-11", True),
        (datetime.date(2018, 11, 1), "2018-11", False),
        (datetime.date(2017, 12, 31), "2018", True),
        (datetime.date(2018, 1, 1), "2018", False),
        (datetime.date(2019, 1, 1), "2018", False),
    ],
)
def test_a_duty_passes_on_only_from_a_document_dated_before_the_event(
    document: datetime.date,
    event: str,
    passes: bool,  # noqa: FBT001 - the table's last column
) -> None:
    heir = Agency("乙", JILIN)
    tm = holding(
        Document("d", region=JILIN, date=document),
        Event("rename", ("甲",), ("乙",), event),
        agencies=[*known("甲"), heir],
    )
    assert bool(tm.inherited(heir)) == passes
    assert tm.duties(heir) == []


@pytest.mark.parametrize(
    ("number", "passes"), [("吉政发〔2017〕25号", True), ("吉政发〔2018〕25号", False), (None, False)]
)
def test_without_a_date_the_year_of_the_number_decides(number: str | None, passes: bool) -> None:  # noqa: FBT001 - as above
    heir = Agency("乙", JILIN)
    tm = holding(
        Document("d", number, region=JILIN), Event("merge", ("甲",), ("乙",), "2018"), agencies=[*known("甲"), heir]
    )
    assert bool(tm.inherited(heir)) == passes


def test_the_first_event_of_a_chain_that_a_document_comes_too_late_for_ends_it() -> None:
    agencies = known("甲", "乙", "丙")
    events = Event("rename", ("甲",), ("乙",), "2009"), Event("rename", ("乙",), ("丙",), "2018")
    late = holding(Document("d", region=JILIN, date=datetime.date(2012, 1, 1)), *events, agencies=agencies)
    assert [late.inherited(agency) for agency in agencies] == [[], [], []]
    early = holding(Document("d", region=JILIN, date=datetime.date(2008, 1, 1)), *events, agencies=agencies)
    assert [len(early.inherited(agency)) for agency in agencies] == [0, 1, 1]
    [duty] = early.inherited(agencies[2])
    assert (duty.agency, duty.origin) == (agencies[2], agencies[0])
    assert duty.others == ()
