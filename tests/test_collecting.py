"""What a filled row changes, and when it is refused: taskmap/collecting.py."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taskmap.cells import FILL_IN, normal, seen
from taskmap.checklist import LOCKED
from taskmap.collecting import Collection, Filled, collect
from taskmap.i18n import speaking
from taskmap.progress import REPORTED, STATES, Entry
from tests.progress_data import TODAY, came_back, data_in, day, map_of, recorded, recorded_now, rows_of

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.graph import TaskMap
    from taskmap.model import DataSet
    from taskmap.reading.filled import FilledRow


def finance(**said: Any) -> Entry:  # noqa: ANN401 - as the fields
    """Return an entry on the first duty of 省财政厅."""
    return Entry("new:1", "省财政厅", "某省", **said)


REPORT = finance(state="in-progress", percent=50, note="推进", by="张三", on=day("2024-03-01"))


@pytest.fixture
def data(tmp_path: Path) -> DataSet:
    return data_in(tmp_path)


def collected(tm: TaskMap, *rows: FilledRow, as_of: datetime.date | None = None) -> Collection:
    return collect(tm, [Filled("a.xlsx", rows)], TODAY, as_of)


def entry_of(tm: TaskMap, row: FilledRow) -> Entry:
    """Return the entry that a row makes; nothing of it may be refused."""
    found = collected(tm, row)
    assert found.refusals == ()
    [taken] = found.taken
    return taken.update.entry


def refused(tm: TaskMap, *rows: FilledRow) -> str:
    """Return why a row is refused; nothing may be taken."""
    found = collected(tm, *rows)
    assert found.taken == ()
    return found.refusals[0].message


@pytest.mark.parametrize("name", ["省财政厅", "省农业农村厅", "省税务局"])
def test_a_checklist_that_comes_back_untouched_changes_nothing(data: DataSet, name: str) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    rows = rows_of(tm, name)
    assert rows
    assert collected(tm, *map(came_back, rows)) == Collection((), ())


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("state", "已办结", {"state": "done"}),
        ("state", "正在办理", {"state": "in-progress"}),
        ("state", "In Progress", {"state": "in-progress"}),
        ("state", "审核中", {"state": "审核中"}),
        ("percent", 0.5, {"percent": 50}),
        ("percent", 1.0, {"percent": 100}),
        ("percent", 50.0, {"percent": 50}),
        ("percent", "50", {"percent": 50}),
        ("percent", "50％", {"percent": 50}),
        ("percent", "0.5%", {"percent": 0.5}),
        ("percent", 0.29, {"percent": 29}),
        ("note", 12.0, {"note": "12"}),
        ("note", "第一行\r\n第二行 ", {"note": "第一行\n第二行"}),
        ("note", datetime.date(2024, 5, 1), {"note": "2024-05-01"}),
        ("on", "2024年3月5日", {"on": day("2024-03-05")}),
        ("on", "2024/3/5", {"on": day("2024-03-05")}),
        ("on", 45356.0, {"on": day("2024-03-05")}),
        ("on", datetime.date(2024, 3, 5), {"on": day("2024-03-05")}),
        ("by", "李四", {"by": "李四"}),
    ],
)
def test_a_filled_cell_is_recorded_whatever_a_person_makes_of_it(
    data: DataSet, column: str, cell: object, expected: dict[str, object]
) -> None:
    tm = map_of(data)
    row = came_back(rows_of(tm, "省财政厅")[0], **{column: cell})
    assert entry_of(tm, row) == finance(**expected)


@pytest.mark.parametrize(
    "edits", [{"note": " 推进\r\n"}, {"percent": "50%"}, {"percent": 50.0}, {"state": "进行中"}, {"on": "2024/3/1"}]
)
def test_the_same_in_another_form_is_no_change(data: DataSet, edits: dict[str, object]) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    assert collected(tm, came_back(rows_of(tm, "省财政厅")[0], **edits)) == Collection((), ())


def test_an_emptied_cell_clears_and_a_filled_one_keeps_who_reports(data: DataSet) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    row = came_back(rows_of(tm, "省财政厅")[0], note="", percent=None, problem="缺钱")
    assert entry_of(tm, row) == finance(problem="缺钱", clear=("percent", "note"), by="张三")
    row = came_back(rows_of(tm, "省财政厅")[0], state="")
    assert entry_of(tm, row) == finance(clear=("state",), by="张三")


def test_who_reports_and_when_cannot_be_emptied(data: DataSet) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    assert collected(tm, came_back(rows_of(tm, "省财政厅")[0], by="", on="")) == Collection((), ())
    assert collected(map_of(data), came_back(rows_of(map_of(data), "省财政厅")[0], state="")) == Collection((), ())


def test_an_inherited_duty_is_recorded_on_the_one_that_had_it(data: DataSet) -> None:
    tm = map_of(data)
    row = came_back(rows_of(tm, "省农业农村厅")[0], state="完成")
    assert entry_of(tm, row) == Entry("old:1", "省农委", "某省", state="done", reporter="省农业农村厅")


def test_a_missing_column_to_fill_in_says_nothing(data: DataSet) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    row = came_back(rows_of(tm, "省财政厅")[0], percent=0.6)
    del row.cells["note"], row.cells["by"]
    assert entry_of(tm, row) == finance(percent=60)


# Refused


def test_rows_that_lost_their_hidden_cells_are_refused_and_headings_are_not(data: DataSet) -> None:
    tm = map_of(data)
    row = came_back(rows_of(tm, "省财政厅")[0], id="", agency="", region="", wording="", locked="", held="")
    assert collected(tm, row._replace(cells=row.cells | dict.fromkeys(FILL_IN, ""))) == Collection((), ())
    assert "hidden cells" in refused(tm, came_back(rows_of(tm, "省财政厅")[0], held="", state="完成"))
    assert "hidden cells" in refused(tm, came_back(rows_of(tm, "省财政厅")[0], held="- -"))
    added = row._replace(cells=row.cells | {"note": "新任务"})
    assert "hidden cells" in refused(tm, added)


def test_an_unknown_task_and_a_duty_of_another_agency_are_refused(data: DataSet) -> None:
    tm = map_of(data)
    assert "no document has a task new:9" in refused(tm, came_back(rows_of(tm, "省财政厅")[0], id="new:9", note="x"))
    other = came_back(rows_of(tm, "省财政厅")[0], agency="省税务局", note="x")
    assert refused(tm, other) == "new:1 is no duty of 省税务局"
    assert "省财政厅" in (collected(tm, other).refusals[0].hint or "")
    heir = came_back(rows_of(tm, "省农业农村厅")[0], reporter="省税务局", note="x")
    assert refused(tm, heir) == "old:1 is no duty of 省税务局"


@pytest.mark.parametrize("column", [*(key for key in LOCKED if key != "ref"), "region", "reporter", "held"])
def test_an_edited_locked_cell_is_refused(data: DataSet, column: str) -> None:
    tm = map_of(data)
    row = rows_of(tm, "省财政厅")[0]
    edited = (
        "- - - - - - - -" if column == "held" else {"region": "某省某市", "reporter": "省财政厅"}.get(column, "改过")
    )
    assert refused(tm, came_back(row, note="x", **{column: edited}))


def test_the_columns_that_were_edited_are_named(data: DataSet) -> None:
    tm = map_of(data)
    row = came_back(rows_of(tm, "省财政厅")[0], text="改过", due="2030-01-01", note="x")
    assert refused(tm, row) == "a cell that is not to be changed was changed: task、due"
    with speaking("zh_CN"):
        chinese = came_back(rows_of(tm, "省财政厅")[0], text="改过")
    assert refused(tm, chinese) == "a cell that is not to be changed was changed: task"
    heir = came_back(rows_of(tm, "省农业农村厅")[0], **{"from": "省农委！"})
    assert refused(tm, heir) == "a cell that is not to be changed was changed: from"


def test_a_ref_that_became_a_number_and_a_day_that_became_a_text_are_no_edits(data: DataSet) -> None:
    tm = map_of(data)
    row = came_back(rows_of(tm, "省财政厅")[0], ref=1.0, due="2024/12/31", note="x")
    assert entry_of(tm, row).note == "x"


def test_a_wording_that_has_changed_since_is_refused(data: DataSet) -> None:
    row = came_back(rows_of(map_of(data), "省财政厅")[0], note="x")
    documents = tuple(
        each._replace(tasks=tuple(task._replace(text=f"{task.text}。") for task in each.tasks))
        for each in data.documents
    )
    changed = map_of(data._replace(documents=documents))
    assert "wording of new:1 has changed" in refused(changed, row)
    untouched = came_back(rows_of(map_of(data), "省财政厅")[0])
    assert collected(changed, untouched) == Collection((), ())  # nothing is lost of what says nothing


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("state", "快了", "快了 is no state"),
        ("percent", 101.0, "101.0 is not between 0 and 100 percent"),
        ("percent", "120%", "not between"),
        ("percent", -1.0, "not between"),
        ("percent", "一半", "一半 is no percentage"),
        ("on", "2024-02-30", "2024-02-30 is not a day"),
        ("on", "下周", "下周 is not a day"),
        ("on", TODAY + datetime.timedelta(days=1), "still to come"),
    ],
)
def test_a_cell_that_cannot_be_recorded_is_refused(data: DataSet, column: str, cell: object, reason: str) -> None:
    tm = map_of(data)
    assert reason in refused(tm, came_back(rows_of(tm, "省财政厅")[0], **{column: cell}))


def test_one_refused_row_does_not_keep_the_others_back(data: DataSet) -> None:
    tm = map_of(data)
    first, second = rows_of(tm, "省财政厅")
    found = collected(tm, came_back(first, 7, percent=400.0), came_back(second, 8, note="好"))
    assert [(each.place, each.row and each.row.number) for each in found.refusals] == [("a.xlsx:7", 7)]
    assert [each.update.entry.note for each in found.taken] == ["好"]


# What the journal says meanwhile


def test_the_same_file_twice_changes_nothing(data: DataSet) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    row = came_back(rows_of(tm, "省财政厅")[0], state="完成", note="", on="2024-04-01", by="李四")
    again = map_of(data, recorded("2024-03-01T09:00", REPORT), recorded_now(entry_of(tm, row)))
    assert collected(again, row) == Collection((), ())


def test_a_row_that_contradicts_a_later_entry_is_a_conflict_that_shows_both(data: DataSet) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    row = came_back(rows_of(tm, "省财政厅")[0], note="慢")
    later = map_of(data, recorded("2024-03-01T09:00", REPORT), recorded_now(finance(note="快")))
    reason = refused(later, row)
    assert "the sheet says 慢, the journal 快" in reason
    untouched = map_of(data, recorded("2024-03-01T09:00", REPORT), recorded_now(finance(percent=80)))
    assert "the sheet says 慢, the journal 推进" in refused(untouched, row)


def test_an_entry_that_was_taken_back_is_no_conflict(data: DataSet) -> None:
    row = came_back(rows_of(map_of(data), "省财政厅")[0], note="慢")
    later = recorded("2024-03-01T09:00", finance(note="快"), name="a")
    assert entry_of(map_of(data, later, recorded("2024-03-02T09:00", undoes="a")), row).note == "慢"


def test_a_day_before_the_last_entry_would_be_without_effect(data: DataSet) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", REPORT))
    row = rows_of(tm, "省财政厅")[0]
    assert "without effect" in refused(tm, came_back(row, on="2024-02-29", note="x"))
    assert entry_of(tm, came_back(row, on="2024-03-02", note="x")).on == day("2024-03-02")


def test_as_of_gives_rows_a_day_that_have_none(data: DataSet) -> None:
    tm = map_of(data)
    first, second = rows_of(tm, "省财政厅")
    rows = came_back(first, note="x"), came_back(second, note="x", on="2024-03-05")
    found = collected(tm, *rows, as_of=day("2024-03-31"))
    assert [each.update.entry.on for each in found.taken] == [day("2024-03-31"), day("2024-03-05")]


# Several rows for one duty


def test_two_files_that_disagree_about_a_duty_are_both_refused(data: DataSet) -> None:
    tm = map_of(data)
    row = rows_of(tm, "省财政厅")[0]
    files = [Filled("a.xlsx", (came_back(row, 3, note="甲"),)), Filled("b.xlsx", (came_back(row, 4, note="乙"),))]
    found = collect(tm, files, TODAY)
    assert found.taken == ()
    assert [each.place for each in found.refusals] == ["a.xlsx:3", "b.xlsx:4"]
    assert all("a.xlsx:3、b.xlsx:4" in each.message for each in found.refusals)


def test_two_files_that_agree_are_recorded_once_and_an_untouched_copy_says_nothing(data: DataSet) -> None:
    tm = map_of(data)
    row = rows_of(tm, "省财政厅")[0]
    files = [Filled(name, (came_back(row, note=note),)) for name, note in (("a", ""), ("b", "甲"), ("c", "甲"))]
    found = collect(tm, files, TODAY)
    assert found.refusals == ()
    assert [(each.file, each.update.entry.note) for each in found.taken] == [("b", "甲")]
    assert [len(found.of(name)) for name in "abc"] == [0, 1, 0]


def test_what_is_called_done_without_evidence_is_told(data: DataSet) -> None:
    tm = map_of(data)
    first, second = rows_of(tm, "省财政厅")
    found = collected(tm, came_back(first, state="完成"), came_back(second, state="完成", evidence="批复"))
    assert [each.unproven for each in found.taken] == [True, False]


# Any text

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
SAID = ANY_TEXT.map(str.strip).filter(bool)
REPORTS = st.fixed_dictionaries(
    {},
    optional={
        "state": st.sampled_from([*STATES, "审核中"]),
        "percent": st.integers(0, 10_000_000).map(lambda millionths: millionths / 100_000),
        "note": ANY_TEXT,
        "problem": ANY_TEXT,
        "plan": ANY_TEXT,
        "evidence": ANY_TEXT,
        "by": ANY_TEXT,
        "on": st.dates(day("2024-01-01"), day("2024-03-01")),
    },
)


@given(report=REPORTS, edits=st.dictionaries(st.sampled_from(REPORTED[2:]), SAID), ref=st.booleans())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_report_goes_out_and_comes_back_and_edits_are_exactly_what_is_recorded(
    data: DataSet, report: dict[str, object], edits: dict[str, str], *, ref: bool
) -> None:
    tm = map_of(data, recorded("2024-03-01T09:00", finance(**report)))
    row = rows_of(tm, "省财政厅")[0]
    assert collected(tm, came_back(row)) == Collection((), ())
    found = collected(tm, came_back(row, **edits, ref=1.0 if ref else "1"))
    assert found.refusals == ()
    entries = [each.update.entry for each in found.taken]
    before = {key: cell for key, cell in came_back(row).cells.items() if key in edits}
    changed = {key: normal(text) for key, text in edits.items() if seen(text) != before[key]}
    assert entries == ([finance(**changed, by=normal(str(row.cells["by"] or "")) or None)] if changed else [])
