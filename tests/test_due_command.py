"""``taskmap due``: what is due within some days, overdue tasks first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.running import run, squeezed
from tests.standing_data import AS_OF, write_data

if TYPE_CHECKING:
    from pathlib import Path


def due(folder: Path, *args: str, as_of: str = AS_OF.isoformat()) -> list[tuple[str, str, str]]:
    """Return id, day and light of what is due."""
    result = run("due", "--as-of", as_of, "--data", folder, "--json", *args)
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["kind"] == "tasks"
    return [(task["id"], task["due"], task["light"]) for task in answer["tasks"]]


def test_the_overdue_come_first_and_then_what_is_next(reported: Path) -> None:
    assert due(reported) == [("a:1", "2024-06-30", "red"), ("b:1", "2024-07-20", "blue")]


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("0d", ["a:1"]),
        ("9", ["a:1"]),
        ("10天", ["a:1", "b:1"]),
        ("12w", ["a:1", "b:1", "a:4"]),
        ("12周", ["a:1", "b:1", "a:4"]),
        ("999999w", ["a:1", "b:1", "a:4", "a:2"]),
    ],
)
def test_the_span_is_written_in_days_or_weeks(reported: Path, within: str, expected: list[str]) -> None:
    assert [task for task, _, _ in due(reported, "--within", within)] == expected


@pytest.mark.parametrize("within", ["", "-1", "30m", "1.5d", "³", "1000000000"])
def test_what_is_no_span_is_refused(reported: Path, within: str) -> None:
    result = run("due", "--within", within, "--data", reported)
    assert result.exit_code == 2
    assert "is not a span of time; write 30d or 4w" in result.stderr


def test_of_an_agency_its_own_reports_decide(reported: Path) -> None:
    assert due(reported, "--agency", "乙厅", "--within", "200d") == [("a:2", "2024-12-31", "green")]
    assert due(reported, "--agency", "戊委") == [("b:1", "2024-07-20", "blue")]  # inherited


def test_without_a_span_the_days_of_the_lights_count(reported: Path, tmp_path: Path) -> None:
    write_data(tmp_path)
    text = (tmp_path / "tasks.toml").read_text(encoding="utf-8")
    (tmp_path / "tasks.toml").write_text(text.replace("[states]", "[lights]\ndays = 180\n[states]"), encoding="utf-8")
    assert [task for task, _, _ in due(tmp_path)] == ["a:4", "a:1", "b:1", "a:2"]
    assert len(due(reported)) == 2


def test_a_document_limits_it(reported: Path) -> None:
    assert due(reported, "--doc", "b") == [("b:1", "2024-07-20", "blue")]
    assert run("due", "--doc", "c", "--data", reported).exit_code == 4
    assert run("due", "--agency", "无此单位", "--data", reported).exit_code == 4


@pytest.mark.usefixtures("empty_folder")
def test_without_a_journal_nothing_is_begun() -> None:
    result = run("due", "--as-of", "2021-01-15", "--json")
    tasks = json.loads(result.stdout)["tasks"]
    assert {(task["state"], task["light"]) for task in tasks} == {("not-started", "red")}
    assert len(tasks) == 3


def test_plain_lines_have_the_columns_of_tasks_with_state_and_light(reported: Path) -> None:
    lines = run("due", "--as-of", AS_OF.isoformat(), "--data", reported).stdout.splitlines()
    assert lines[0].split("\t") == ["a", "1", "压缩时间", "", "甲厅", "", "乙厅", "2024-06-30", "in progress", "red"]


def test_the_table_counts_the_days(reported: Path) -> None:
    def table(as_of: str, lang: str) -> str:
        args = ("due", "--as-of", as_of, "--data", reported, "--format", "table")
        return squeezed(run(*args, lang=lang, COLUMNS="200").stdout)

    assert "2024-06-3010daysover" in table("2024-07-10", "en")
    assert "2024-07-2010days" in table("2024-07-10", "en")
    assert "2tasks,1ofthemoverdue" in table("2024-07-10", "en")
    assert "2024-06-30today" in table("2024-06-30", "en")
    assert "2024-07-201day" in table("2024-07-19", "en")
    assert "逾期10天" in table("2024-07-10", "zh")
    assert "其中逾期1项" in table("2024-07-10", "zh")


def test_where_nothing_is_due_that_is_said(reported: Path) -> None:
    result = run("due", "--as-of", "2024-01-01", "--data", reported, "--within", "1d")
    assert (result.stdout, result.exit_code) == ("", 0)
    assert result.stderr == "nothing found\n"
