"""``taskmap report``: forms, files, days and exit codes."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import run
from tests.standing_data import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def report(folder: Path, *args: str, lang: str = "en") -> Result:
    return run("report", "--data", folder, "--as-of", AS_OF.isoformat(), *args, lang=lang)


def test_in_a_pipe_every_line_is_of_one_part(reported: Path) -> None:
    lines = report(reported).stdout.splitlines()
    assert "lights\tred\t1" + "\t" * 9 in lines
    assert all(line.count("\t") == 11 for line in lines)


def test_in_chinese_every_line_says_what_it_counts(reported: Path) -> None:
    lines = [line.split("\t") for line in report(reported, lang="zh").stdout.splitlines()]
    assert {line[0] for line in lines} == {"总数", "任务状态", "亮灯情况", "逾期", "有变化", "未填报", "分组"}


def test_tasks_without_owners_are_told_apart_from_duties(reported: Path) -> None:
    assert "not reported on since then: 4 (tasks without owners among them: 1)." in report(reported, "-f", "md").stdout
    assert "未填报的4条（含无责任单位的任务1项）。" in report(reported, "-f", "md", lang="zh").stdout


def test_tasks_are_called_by_the_numbers_of_their_documents(reported: Path) -> None:
    assert "| 某发〔2024〕1号：1 |" in report(reported, "-f", "md", lang="zh").stdout
    task = run("task", "某发〔2024〕1号：1", "--data", reported, lang="zh")
    assert (task.exit_code, "a:1" in task.stdout) == (0, True)


@pytest.mark.parametrize("form", ["table", "json", "csv", "md", "html"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_texts_go_to_standard_output(reported: Path, form: str, lang: str) -> None:
    result = report(reported, "-f", form, lang=lang)
    assert result.exit_code == 0
    assert "甲厅" in result.stdout
    assert result.stderr == ""
    assert form == "table" or report(reported, "-f", form, "-o", "-", lang=lang).stdout_bytes == result.stdout_bytes


@pytest.mark.parametrize("form", ["json", "csv", "md", "html", "docx", "xlsx"])
def test_the_ending_of_a_file_says_its_form(reported: Path, empty_folder: Path, form: str) -> None:
    file = empty_folder / f"通报.{form.upper()}"
    result = report(reported, "-o", file.name)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"written: {file.name}\n")
    first = file.read_bytes()
    assert report(reported, "-o", file.name).stderr == ""  # it is there already
    assert report(reported, "-o", "other", "-f", form).exit_code == 0
    assert (empty_folder / "other").read_bytes() == first


@pytest.mark.usefixtures("empty_folder")
def test_what_cannot_be_written_is_refused_before_anything_is_read() -> None:
    for args, sentence in (
        (["-f", "docx"], "docx needs a file: add -o FILE.docx"),
        (["-f", "xlsx", "-o", "-"], "xlsx needs a file: add -o FILE.xlsx"),
        (["-o", "x.pdf"], "x.pdf: the ending must be one of .json, .csv, .md, .html, .docx, .xlsx"),
        (["-o", "x"], "x: the ending must be one of"),
        (["-f", "table", "-o", "x.txt"], "a table is for the screen; for a file choose another form"),
    ):
        result = run("report", "--data", "nowhere", *args)
        assert result.exit_code == 2, args
        assert sentence in result.stderr, args


def test_a_file_that_differs_is_kept_unless_it_is_forced(reported: Path, empty_folder: Path) -> None:
    (empty_folder / "x.md").write_text("mine", encoding="utf-8")
    assert report(reported, "-o", "x.md").exit_code == 2
    assert (empty_folder / "x.md").read_text(encoding="utf-8") == "mine"
    assert report(reported, "-o", "x.md", "--force").exit_code == 0


def test_with_fail_what_is_overdue_exits_1(reported: Path) -> None:
    assert report(reported, "--fail").exit_code == 1
    assert report(reported, "--fail").stdout == report(reported).stdout
    assert run("report", "--data", reported, "--as-of", "2024-06-30", "--fail").exit_code == 1  # a:4, not extended yet
    assert run("report", "--data", reported, "--as-of", "2024-03-31", "--fail").exit_code == 0


def test_since_must_not_be_after_the_day(reported: Path) -> None:
    result = report(reported, "--since", "2024-07-11")
    assert result.exit_code == 2
    assert "--since must not be after 2024-07-10" in result.stderr
    assert report(reported, "--since", "0001-01-01").exit_code == 0
    assert json.loads(report(reported, "--since", "2024-05-01", "--json").stdout)["totals"]["changed"] == 6


@pytest.mark.parametrize(("by", "first"), [("agency", "乙厅"), ("document", "某发〔2017〕2号"), ("section", None)])
def test_groups_are_those_asked_for(reported: Path, by: str, first: str | None) -> None:
    answer = json.loads(report(reported, "--by", by, "--json").stdout)
    assert (answer["by"], answer["groups"][0]["name"]) == (by, first)


@pytest.mark.parametrize(("form", "module"), [("docx", "docx"), ("xlsx", "xlsxwriter")])
def test_without_the_extra_one_sentence_says_what_to_install(
    reported: Path, empty_folder: Path, monkeypatch: pytest.MonkeyPatch, form: str, module: str
) -> None:
    for name in [each for each in sys.modules if each.startswith("taskmap.writing.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, module, None)
    result = report(reported, "-o", f"x.{form}")
    assert result.exit_code == 2
    assert result.stderr == f"taskmap: cannot write {form}: this needs {module}: pip install 'taskmap[office]'\n"
    assert list(empty_folder.iterdir()) == []


def test_without_a_journal_everything_is_not_started() -> None:
    totals = json.loads(run("report", "--as-of", "2021-01-15", "--json").stdout)["totals"]
    assert totals["states"]["not-started"] == totals["tasks"] == 168


def test_an_empty_data_set_has_a_report_too(empty_folder: Path) -> None:
    assert run("init", "--empty", "data").exit_code == 0
    for form in ("json", "csv", "md", "html", "docx", "xlsx"):
        assert run("report", "-o", f"x.{form}").exit_code == 0, form
    assert run("report", "-f", "table").exit_code == 0
    assert (empty_folder / "x.md").read_text(encoding="utf-8").startswith("# How the work stands (as of ")
