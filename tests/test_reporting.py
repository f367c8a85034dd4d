"""What a report says: totals, lights, who is overdue with what, what has changed, who is silent, who is ahead."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from taskmap.progress import Entry, Operation
from taskmap.reporting import Group, ReportAnswer, ask_report, best_and_worst
from tests.standing_data import AS_OF, map_in, write_data

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.graph import TaskMap
    from taskmap.reporting import Part


@pytest.fixture
def report(reported: Path) -> ReportAnswer:
    """Return the report of the day: what has changed since 1 July."""
    return ask_report(map_in(reported), as_of=AS_OF)


def names(parts: tuple[Part, ...]) -> list[tuple[str, str | None]]:
    return [(part.view.task.id, part.agency.name if part.agency else None) for part in parts]


def test_totals_count_tasks_duties_and_states(report: ReportAnswer) -> None:
    totals = report.totals
    assert (totals.documents, totals.tasks, totals.duties, totals.agencies) == (2, 5, 6, 4)
    assert totals.states == {
        "not-started": 2, "blocked": 1, "in-progress": 1, "done": 0, "closed": 0, "stopped": 0, "审核中": 1,
    }  # fmt: skip
    assert (totals.over, totals.overdue) == (0, 1)
    assert totals.percent == 18  # of 60, 10, 0, 0 and 20
    assert report.lights == {"red": 1, "yellow": 2, "blue": 1, "green": 0, "grey": 1}


def test_the_overdue_are_named_with_those_who_decide(report: ReportAnswer) -> None:
    [late] = report.overdue
    assert (late.view.task.id, late.days) == ("a:1", 10)
    assert names(late.parts) == [("a:1", "甲厅")]  # 乙厅 cooperates only, and is done


def test_of_several_responsible_only_those_who_are_not_done_are_named(reported: Path) -> None:
    tm = map_in(reported)
    assert tm.journal is not None
    done = Operation(
        datetime.datetime(2024, 12, 1, tzinfo=datetime.UTC), "z.toml", entries=(Entry("a:2", "乙厅", "某省", "closed"),)
    )
    tm.journal = (*tm.journal, done)
    late = {each.view.task.id: each for each in ask_report(tm, as_of=datetime.date(2025, 1, 1)).overdue}
    assert list(late) == ["a:1", "b:1", "a:4", "a:2"]  # the longest first
    assert names(late["a:2"].parts) == [("a:2", "丙局")]
    assert names(late["a:4"].parts) == [("a:4", None)]


def test_changes_are_held_against_the_day_before(report: ReportAnswer) -> None:
    found = {names((each.part,))[0]: each for each in report.changed}
    assert list(found) == [("a:1", "甲厅"), ("a:1", "乙厅"), ("b:1", "丁委"), ("a:4", None)]
    first = found["a:1", "甲厅"]
    assert (first.before.state, first.before.percent) == ("in-progress", 40)
    assert (first.part.standing.state, first.part.standing.percent) == ("in-progress", 60)
    extended = found["a:4", None]
    assert (extended.before.due, extended.part.standing.due) == (datetime.date(2024, 3, 31), datetime.date(2024, 9, 30))


def test_the_passing_of_days_alone_is_no_change(reported: Path) -> None:
    tm = map_in(reported)
    since = datetime.date(2024, 7, 6)
    assert ask_report(tm, as_of=datetime.date(2024, 12, 31), since=since).changed == ()
    everything = ask_report(tm, as_of=AS_OF, since=datetime.date.min).changed
    assert len(everything) == 6


def test_without_a_day_a_report_begins_with_the_month(reported: Path) -> None:
    assert ask_report(map_in(reported), as_of=AS_OF).since == datetime.date(2024, 7, 1)
    assert ask_report(map_in(reported)).as_of == datetime.date.today()  # noqa: DTZ011 - a day is a local day


def test_the_silent_are_those_who_reported_nothing_since(report: ReportAnswer, reported: Path) -> None:
    found = [(each.agency.name if each.agency else None, names(each.parts), each.last) for each in report.unreported]
    day = datetime.date(2024, 5, 20)
    assert found == [
        ("乙厅", [("a:2", "乙厅")], day),
        ("丙局", [("a:2", "丙局")], day),
        ("甲厅", [("a:3", "甲厅")], None),
        (None, [("a:4", None)], None),  # an extension is no report
    ]
    assert report.totals.unreported == 4
    since_may = ask_report(map_in(reported), as_of=AS_OF, since=datetime.date(2024, 5, 1))
    assert [each.agency and each.agency.name for each in since_may.unreported] == ["甲厅", None]


def test_agencies_are_compared_by_their_own_duties_the_best_first(report: ReportAnswer) -> None:
    found = [(each.name, each.total, each.over, each.overdue, each.percent) for each in report.groups]
    assert found == [
        ("乙厅", 2, 1, 0, 95),
        ("丁委", 1, 0, 0, 20),
        ("丙局", 1, 0, 0, 10),
        (None, 1, 0, 0, 0),
        ("甲厅", 2, 0, 1, 30),
    ]
    assert report.groups[0].lights == {"red": 0, "yellow": 0, "blue": 0, "green": 2, "grey": 0}
    assert (report.groups[0].region, report.groups[0].document) == ("某省", None)


def test_documents_and_sections_are_compared_by_their_tasks(reported: Path) -> None:
    tm = map_in(reported)
    documents = ask_report(tm, as_of=AS_OF, by="document").groups
    assert [(each.name, each.document, each.total, each.unreported) for each in documents] == [
        ("某发〔2017〕2号", "b", 1, 0),
        ("某发〔2024〕1号", "a", 4, 4),
    ]
    sections = ask_report(tm, as_of=AS_OF, by="section").groups
    assert [(each.name, each.document, each.total, each.overdue) for each in sections] == [
        (None, "b", 1, 0),
        ("二、保障", "a", 2, 0),
        ("一、总则", "a", 2, 1),
    ]


@pytest.mark.parametrize("by", ["agency", "document", "section"])
def test_the_groups_hold_everything_once(built_in_map: TaskMap, by: str) -> None:
    report = ask_report(built_in_map, as_of=datetime.date(2021, 1, 15), by=by)
    counted = report.totals.duties + 67 if by == "agency" else report.totals.tasks  # 67 tasks have no owner
    assert sum(each.total for each in report.groups) == counted
    assert sum(each.unreported for each in report.groups) == report.totals.unreported == 415
    assert all(sum(each.lights.values()) == each.total for each in report.groups)


def test_an_earlier_day_gives_the_report_of_that_day(reported: Path, tmp_path: Path) -> None:
    write_data(tmp_path)
    day = datetime.date(2024, 3, 4)
    assert ask_report(map_in(reported), as_of=day) == ask_report(map_in(tmp_path), as_of=day)


def group(name: str, *, overdue: int = 0, over: int = 0, percent: float = 0) -> Group:
    return Group(name, None, None, 10, over, overdue, 0, percent, {})


def test_the_best_and_the_worst_are_named_where_they_differ() -> None:
    groups = tuple(group(str(place), percent=100 - place) for place in range(10))
    best, worst = best_and_worst(groups)
    assert [each.name for each in best] == ["0", "1", "2"]
    assert [each.name for each in worst] == ["7", "8", "9"]


def test_nobody_is_named_where_all_come_to_the_same() -> None:
    assert best_and_worst(()) == ((), ())
    assert best_and_worst(tuple(group(str(place), percent=50) for place in range(4))) == ((), ())


def test_those_who_come_to_the_same_are_named_together_or_not_at_all() -> None:
    first = group("first", percent=90)
    four = tuple(group(str(place)) for place in range(4))
    assert best_and_worst((first, *four)) == ((first,), four)
    many = tuple(group(str(place)) for place in range(20))
    assert best_and_worst((first, *many)) == ((first,), ())
    last = group("last", overdue=1)
    assert best_and_worst((first, *many, last)) == ((first,), (last,))


def test_nobody_is_best_who_has_not_moved_or_both_best_and_worst() -> None:
    idle, late = group("idle"), group("late", overdue=1)
    assert best_and_worst((idle, late)) == ((), (late,))
    moved = group("moved", percent=10)
    assert best_and_worst((moved, late)) == ((moved,), (late,))
