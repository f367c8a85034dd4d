"""States and lights in agency, task, tasks and doc: there once a journal exists, and on the day that is asked for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from taskmap.answers import TasksAnswer
from taskmap.model import Agency
from taskmap.questions import TaskFilter, as_it_stands, ask_agency, ask_doc, ask_tasks
from taskmap.writing.rows import rows, task_lines
from tests.running import run, squeezed
from tests.standing_data import AS_OF, map_in, write_data

if TYPE_CHECKING:
    from pathlib import Path

LIGHTS = {"a:1": "red", "a:2": "yellow", "a:3": "grey", "a:4": "yellow", "b:1": "blue"}


def ids(output: str) -> list[str]:
    return [task["id"] for task in json.loads(output)["tasks"]]


def on(folder: Path, *args: str, lang: str = "en", **env: str) -> str:
    """Return what a command prints about the data set on its day."""
    result = run(*args, "--as-of", AS_OF.isoformat(), "--data", folder, lang=lang, **env)
    assert result.exit_code == 0, result.output
    return result.output


def test_tasks_have_state_and_light_in_json_and_as_the_last_columns(reported: Path) -> None:
    tasks = json.loads(on(reported, "tasks", "--json"))["tasks"]
    assert {task["id"]: task["light"] for task in tasks} == LIGHTS
    assert [task["state"] for task in tasks] == ["in-progress", "blocked", "not-started", "not-started", "审核中"]
    assert list(tasks[0])[-3:] == ["due", "state", "light"]
    lines = [line.split("\t") for line in on(reported, "tasks").splitlines()]
    assert lines[0][-3:] == ["2024-06-30", "in progress", "red"]
    assert lines[4][-3:] == ["2024-07-20", "审核中", "blue"]
    assert [line[-3] for line in lines][3] == "2024-09-30"  # extended


def test_the_duties_of_an_agency_stand_as_it_reported_itself(reported: Path) -> None:
    answer = json.loads(on(reported, "agency", "乙厅", "--json"))
    assert [(duty["id"], duty["state"], duty["light"], duty["percent"], duty["note"]) for duty in answer["duties"]] == [
        ("a:1", "done", "green", 100, None),
        ("a:2", "in-progress", "green", 90, None),
    ]
    assert list(answer["duties"][0])[-7:] == ["due", "state", "light", "role", "roles", "percent", "note"]
    first = on(reported, "agency", "乙厅").splitlines()[0].split("\t")
    assert first[-4:] == ["2024-06-30", "done", "green", ""]


def test_an_inherited_duty_stands_as_its_successor_reported_it(reported: Path) -> None:
    [duty] = json.loads(on(reported, "agency", "戊委", "--json"))["inherited"]
    assert (duty["state"], duty["percent"], duty["from"]) == ("审核中", 20, "丁委")
    assert on(reported, "agency", "戊委").splitlines()[0].split("\t")[-3:] == ["审核中", "blue", "丁委"]


def test_a_day_before_the_entries_shows_what_stood_then(reported: Path) -> None:
    then = run("tasks", "--as-of", "2024-03-04", "--data", reported, "--json").stdout
    assert {task["state"] for task in json.loads(then)["tasks"]} == {"not-started"}
    [first] = json.loads(run("task", "a:1", "--as-of", "2024-03-05", "--data", reported, "--json").stdout)["tasks"]
    assert (first["state"], first["light"]) == ("in-progress", "green")


def test_without_a_journal_nothing_is_shown_unless_it_is_asked_for(tmp_path: Path) -> None:
    write_data(tmp_path)
    tm = map_in(tmp_path)
    assert ask_agency(tm, "甲厅") == as_it_stands(tm, ask_agency(tm, "甲厅"))
    assert "state" not in json.loads(run("tasks", "--data", tmp_path, "--json").stdout)["tasks"][0]
    assert rows(ask_tasks(tm, TaskFilter())).columns[-1] == "due"
    shown = json.loads(on(tmp_path, "tasks", "--json"))["tasks"]
    assert {(task["state"]) for task in shown} == {"not-started"}
    assert ids(run("tasks", "--light", "grey", "--data", tmp_path, "--json").stdout) == ["a:3"]


def test_columns_depend_on_the_journal_alone_never_on_the_rows(reported: Path, tmp_path: Path) -> None:
    tm = map_in(reported)
    nothing = ask_tasks(tm, TaskFilter(contains="no such words"), AS_OF)
    assert nothing.views == ()
    assert rows(nothing).columns[-2:] == ("state", "light")
    idle = as_it_stands(tm, ask_agency(tm, "戊委", own=True), AS_OF)
    assert rows(idle).columns[-3:] == ("state", "light", "from")
    write_data(tmp_path)
    (tmp_path / "journal").mkdir()
    assert rows(ask_tasks(map_in(tmp_path), TaskFilter())).columns[-2:] == ("state", "light")


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--light", "red"], ["a:1"]),
        (["--light", "红"], ["a:1"]),
        (["--light", "黄灯"], ["a:2", "a:4"]),
        (["--light", "blue", "--light", "grey"], ["a:3", "b:1"]),
        (["--state", "blocked"], ["a:2"]),
        (["--state", "受阻"], ["a:2"]),
        (["--state", "进行中"], ["a:1", "b:1"]),
        (["--state", "审核中"], ["b:1"]),
        (["--state", "未启动", "--light", "yellow"], ["a:4"]),
        (["--state", "done"], []),
        (["--due-after", "2024-09-01"], ["a:2", "a:4"]),
        (["--due-before", "2024-04-01"], []),
    ],
)
def test_tasks_are_filtered_by_state_light_and_the_day_that_counts(
    reported: Path, options: list[str], expected: list[str]
) -> None:
    assert ids(on(reported, "tasks", "--json", *options)) == expected


def test_what_is_no_state_or_light_is_refused_in_one_sentence(reported: Path) -> None:
    result = run("tasks", "--state", "某某", "--data", reported)
    assert result.exit_code == 2
    assert result.stderr.startswith("taskmap: 某某 is no state; there are: not started、")
    assert "审核中" in result.stderr
    assert run("tasks", "--light", "pink", "--data", reported).exit_code == 2


def test_a_task_tells_all_that_is_known_of_how_it_stands(reported: Path) -> None:
    tm = map_in(reported)
    answer = as_it_stands(tm, TasksAnswer(tuple(map(tm.task, ("a:2", "a:4", "b:1"))), whole=True), AS_OF)
    found = [row for row in task_lines(answer).rows if row[0] not in {"title", "text", "document", "section"}]
    assert ("state", "blocked 10%") in found
    assert ("problems", "经费不足") in found
    assert ("extended", "2024-09-30 (汛期)") in found
    assert ("first due", "2024-03-31") in found
    assert ("reported by", "张三 (戊委)") in found
    assert ("reported on", "2024-07-05") in found
    shown = squeezed(on(reported, "task", "a:4", "--format", "table"))
    assert "extended2024-09-30(汛期)" in shown
    assert "lightyellow" in shown


@pytest.mark.parametrize("width", ["40", "60", "80", "200"])
def test_tables_have_state_and_light_at_every_width(reported: Path, width: str) -> None:
    for args in (["agency", "丙局"], ["tasks", "--doc", "a"], ["doc", "a"], ["due", "--within", "200d"]):
        output = squeezed(on(reported, *args, "--format", "table", COLUMNS=width))
        assert "blocked10%" in output, args
        assert "yellow" in output, args


def test_words_are_chinese_in_chinese(reported: Path) -> None:
    assert "受阻10%" in squeezed(on(reported, "agency", "丙局", "--format", "table", lang="zh"))
    assert on(reported, "tasks", "--light", "red", lang="zh").rstrip("\n").endswith("\t进行中\t红")


def test_colour_is_only_there_where_it_is_wanted(reported: Path) -> None:
    plain = on(reported, "tasks", "--format", "table", NO_COLOR="1")
    coloured = on(reported, "tasks", "--format", "table", FORCE_COLOR="1", COLUMNS="200")
    assert "\x1b" not in plain
    assert "\x1b[1;31mred" in coloured


def test_a_document_has_its_tasks_with_their_states(reported: Path) -> None:
    tm = map_in(reported)
    answer = as_it_stands(tm, ask_doc(tm, "a"), AS_OF)
    assert rows(answer).columns[-2:] == ("state", "light")
    assert [row[-1] for row in rows(answer).rows] == ["red", "yellow", "grey", "yellow"]


def test_an_agency_that_stands_twice_in_a_task_is_asked_once(reported: Path) -> None:
    tm = map_in(reported)
    assert tm.agency("甲厅") == Agency("甲厅", "某省")
    answer = as_it_stands(tm, ask_agency(tm, "甲厅"), AS_OF)
    assert [duty.standing.percent for duty in answer.duties if duty.standing] == [60, None]
