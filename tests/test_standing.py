"""How duties and tasks stand, and their lights: taskmap/standing.py."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.model import LightRules
from taskmap.progress import LIGHTS, STATES, Entry, Report
from taskmap.standing import Standings, Term, light_of
from tests.progress_data import data_in, day, map_of, recorded

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.model import DataSet
    from taskmap.progress import Operation

BEGUN, DUE = day("2024-01-01"), day("2024-12-31")
TERM = Term(BEGUN, DUE)
RULES = LightRules()


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    return data_in(tmp_path)


def standings(data: DataSet, *operations: Operation, as_of: str = "2024-06-01") -> Standings:
    return Standings(map_of(data, *operations), day(as_of))


def entry(agency: str | None = "省财政厅", task: str = "new:1", **said: object) -> Entry:
    return Entry(task, agency, "某省" if agency else None, **said)  # type: ignore[arg-type]


# Reports


def test_a_field_that_is_not_given_stays_and_one_that_is_cleared_goes(data: DataSet) -> None:
    tm = map_of(data)
    first = recorded("2024-03-01T09:00", entry(state="in-progress", percent=50, note="好", by="张三"), by="机器")
    second = recorded("2024-03-02T09:00", entry(percent=60, clear=("note",)), by="机器")
    report = standings(data, first, second).report(tm.task("new:1").task, tm.agency("省财政厅"))
    assert report[:3] == ("in-progress", 60, None)
    assert (report.by, report.day, report.recorded) == ("机器", day("2024-03-02"), second.recorded)
    third = recorded("2024-03-03T09:00", entry(clear=("state", "percent")))
    report = standings(data, first, second, third).report(tm.task("new:1").task, tm.agency("省财政厅"))
    assert (report.state, report.percent) == ("not-started", None)


def test_who_collects_a_checklist_is_not_who_filled_it_in(data: DataSet) -> None:
    tm = map_of(data)
    for source, by in (("a.xlsx", None), ("", "机器")):
        collected = recorded("2024-03-01T09:00", entry(percent=60), by="机器", source=source)
        report = standings(data, collected).report(tm.task("new:1").task, tm.agency("省财政厅"))
        assert report.by == by


def test_a_report_is_that_of_its_day(data: DataSet) -> None:
    operations = recorded("2024-03-01T09:00", entry(percent=10)), recorded("2024-04-01T09:00", entry(percent=90))
    tm = map_of(data)
    task, agency = tm.task("new:1").task, tm.agency("省财政厅")
    percents = {
        as_of: standings(data, *operations, as_of=as_of).report(task, agency).percent
        for as_of in ("2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01")
    }
    assert list(percents.values()) == [None, 10, 10, 90]
    assert standings(data).report(task, agency) == Report()


def test_any_spelling_of_an_agency_means_its_duty_and_no_agency_the_task(data: DataSet) -> None:
    tm = map_of(data)
    found = standings(
        data, recorded("2024-03-01T09:00", entry("省人社厅", "new:2", note="甲"), entry(None, "new:3.10", note="乙"))
    )
    assert found.report(tm.task("new:2").task, tm.agency("省人力资源社会保障厅")).note == "甲"
    assert found.task(tm.task("new:3.10")).report.note == "乙"


# Tasks


@pytest.mark.parametrize(
    ("lead", "cooperating", "expected"),
    [("done", "not-started", "done"), ("not-started", "done", "not-started"), ("审核中", "done", "审核中")],
)
def test_the_leads_decide_how_a_task_stands(data: DataSet, lead: str, cooperating: str, expected: str) -> None:
    tm = map_of(data)
    reported = recorded("2024-03-01T09:00", entry(state=lead), entry("省教育厅", state=cooperating))
    assert standings(data, reported).task(tm.task("new:1")).state == expected


def test_the_least_advanced_of_several_leads_decides_and_of_two_the_one_that_has_done_less(data: DataSet) -> None:
    tm = map_of(data)
    view = tm.task("old:2")

    def of(**states: object) -> Report:
        entries = [entry(name, "old:2", **said) for name, said in states.items()]  # type: ignore[arg-type]
        return standings(data, recorded("2024-03-01T09:00", *entries)).task(view).report

    assert of(省国税局={"state": "done"}).state == "not-started"
    assert of(省国税局={"state": "done"}, 省地税局={"state": "blocked"}).state == "blocked"
    moving = {"state": "in-progress"}
    assert of(省国税局={**moving, "percent": 70}, 省地税局={**moving, "percent": 30}).percent == 30
    assert of(省国税局={**moving, "percent": 70}, 省地税局={"state": "审核中"}).state == "审核中"


def test_without_a_lead_the_responsible_decide_else_the_cooperating(data: DataSet) -> None:
    [document] = [each for each in data.documents if each.id == "new"]
    first, *rest = document.tasks
    for role in ("responsible", "cooperate"):
        others: dict[str, Any] = {"lead": (), "responsible": (), "cooperate": ("省教育厅",), role: ("省财政厅",)}
        changed = data._replace(documents=(document._replace(tasks=(first._replace(**others), *rest)),))
        done = recorded("2024-03-01T09:00", entry(state="done"))
        assert standings(changed, done).task(map_of(changed).task("new:1")).state == "done"


# Extensions


def test_the_last_extension_counts_and_the_first_day_stays(data: DataSet) -> None:
    tm = map_of(data)
    view = tm.task("new:1")
    operations = (
        recorded("2024-05-01T09:00", Entry("new:1", until=day("2025-03-31"), reason="甲", by="局长")),
        recorded("2024-05-20T09:00", Entry("new:1", until=day("2025-02-28"), reason="乙"), by="机器"),
    )
    found = standings(data, *operations).task(view)
    assert (found.due, found.first_due) == (day("2025-02-28"), DUE)
    assert [(each.until, each.reason, each.by) for each in found.extensions] == [
        (day("2025-03-31"), "甲", "局长"),
        (day("2025-02-28"), "乙", "机器"),
    ]
    assert not found.is_reported
    before = standings(data, *operations, as_of="2024-05-19").task(view)
    assert (before.due, len(before.extensions)) == (day("2025-03-31"), 1)
    assert standings(data, *operations, as_of="2024-04-30").task(view).due == DUE
    late = standings(data, *operations, as_of="2025-02-10").duty(view, tm.agency("省教育厅"))
    assert late.light == "blue"


# Lights


@pytest.mark.parametrize("state", ["done", "closed", "stopped"])
def test_what_is_over_is_green_whenever_it_was_due(state: str) -> None:
    for term in (Term(BEGUN, None), TERM, Term(BEGUN, day("2024-01-02"))):
        assert light_of(state, None, term, day("2025-06-01"), RULES) == "green"


@pytest.mark.parametrize("state", ["not-started", "blocked", "in-progress"])
@pytest.mark.parametrize(
    ("as_of", "expected"),
    [("2025-01-01", "red"), ("2024-12-31", "blue"), ("2024-12-01", "blue"), ("2024-11-30", "green")],
)
def test_past_its_day_is_red_and_near_to_it_blue(state: str, as_of: str, expected: str) -> None:
    assert light_of(state, 100, TERM, day(as_of), RULES) == expected
    assert light_of(state, 100, Term(BEGUN, None), day(as_of), RULES) == "grey"


@pytest.mark.parametrize(
    ("percent", "expected"), [(39.9, "yellow"), (40, "green"), (100, "green"), (0, "yellow"), (None, "green")]
)
def test_more_than_some_points_behind_the_time_that_is_gone_is_yellow(percent: float | None, expected: str) -> None:
    term = Term(day("2024-01-01"), day("2024-01-01") + datetime.timedelta(days=200))
    half = day("2024-01-01") + datetime.timedelta(days=100)
    assert light_of("in-progress", percent, term, half, RULES) == expected
    assert light_of("in-progress", percent, term._replace(begun=None), half, RULES) == "green"


def test_what_nobody_has_begun_has_nothing_done() -> None:
    assert light_of("not-started", None, TERM, day("2024-06-01"), RULES) == "yellow"
    assert light_of("not-started", None, TERM, day("2024-01-02"), RULES) == "green"


def test_a_document_that_is_not_older_than_the_day_gives_no_yellow() -> None:
    term = Term(day("2025-01-01"), day("2024-12-31"))
    assert light_of("in-progress", 0, term, day("2024-06-01"), RULES) == "green"


def test_a_data_set_may_set_the_days_and_the_points(data: DataSet) -> None:
    rules = LightRules(days=7, points=60)
    assert light_of("in-progress", 90, TERM, day("2024-12-23"), rules) == "green"
    assert light_of("in-progress", 90, TERM, day("2024-12-24"), rules) == "blue"
    tm = map_of(data._replace(lights=LightRules(days=400)))
    assert Standings(tm, day("2024-01-20")).task(tm.task("new:1")).light == "blue"


def test_a_state_of_the_data_sets_own_has_the_light_of_the_one_it_counts_as(data: DataSet) -> None:
    changed = data._replace(states=(("已审结", "closed"),))
    tm = map_of(changed)
    found = standings(changed, recorded("2024-03-01T09:00", entry(state="已审结")), as_of="2026-01-01")
    assert found.task(tm.task("new:1"))[:2] == ("已审结", "green")
    assert found.is_over("已审结")
    assert found.is_done("已审结")
    assert not found.is_done("stopped")


@given(
    state=st.sampled_from(STATES),
    percent=st.none() | st.floats(0, 100),
    days=st.tuples(st.dates(), st.dates(), st.dates()),
    rules=st.builds(LightRules, st.integers(0, 400), st.floats(0, 100)),
)
def test_there_is_always_one_light(
    state: str, percent: float | None, days: tuple[datetime.date, ...], rules: LightRules
) -> None:
    assert light_of(state, percent, Term(*days[:2]), days[2], rules) in LIGHTS


def test_a_task_is_viewed_with_how_it_stands(data: DataSet) -> None:
    tm = map_of(data)
    found = standings(data, recorded("2024-03-01T09:00", entry(state="done")))
    view = found.viewed(tm.task("new:1"))
    assert view.standing == found.task(tm.task("new:1"))
    assert view.standing is not None
    assert view.standing.is_reported
