"""``taskmap progress``: what each command records, says and refuses, and how it ends."""

from __future__ import annotations

import datetime
import json
import os
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from taskmap.cli import cli
from taskmap.graph import TaskMap
from taskmap.location import locate
from taskmap.progress import Entry
from taskmap.recording import present
from taskmap.store import load
from tests.progress_data import TODAY, data_in, day, filled_workbook, rows_of, write_csv, write_xlsx
from tests.running import ROOT, run, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]

FINANCE = ("--agency", "省财政厅")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    home = tmp_path / "data"
    home.mkdir()
    data_in(home)
    return home


@pytest.fixture
def progress(folder: Path) -> Run:
    """Return what runs a command of the group on the data set."""

    def command(*args: str | Path, lang: str = "en") -> Result:
        return run("--data", folder, "progress", *args, lang=lang)

    return command


def entries(folder: Path) -> list[Entry]:
    return [entry for operation in load(locate(folder)).journal or () for entry in operation.entries]


def map_in(folder: Path) -> TaskMap:
    return TaskMap(load(locate(folder)))


def asked(folder: Path, answer: str, *args: str | Path, monkeypatch: pytest.MonkeyPatch) -> Result:
    """Run a command that finds a terminal, and answer its question."""
    monkeypatch.setattr("taskmap.cli.asking.somebody_is_there", lambda: True)
    arguments = ["--data", str(folder), "progress", *map(str, args)]
    return CliRunner().invoke(cli, arguments, input=answer, env={"TASKMAP_LANG": "en"}, prog_name="taskmap")


# The group


def test_the_group_lists_its_commands_and_each_has_help() -> None:
    result = run("progress", "--help")
    assert result.exit_code == 0
    for name in ("set", "extend", "collect", "log", "undo"):
        assert f"  {name} " in result.stdout
        assert run("progress", name, "--help").stdout.startswith(f"Usage: taskmap progress {name} ")
    assert run("progress").exit_code == 2
    unknown = run("progress", "sett")
    assert (unknown.exit_code, "set" in unknown.stderr) == (2, True)
    assert run("progress", "--debug", "log", "--debug").exit_code == 0


@pytest.mark.parametrize(
    "args",
    [
        ("set", "3.2", "--state", "done"),
        ("extend", "3.2", "--to", "2099-01-01", "--reason", "x"),
        ("undo", "--yes"),
        ("collect", "x.xlsx", "--yes"),
    ],
    ids=lambda args: args[0],
)
def test_the_built_in_data_is_read_only(args: tuple[str, ...]) -> None:
    result = run("--data", ROOT / "data", "progress", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "taskmap init" in result.stderr
    assert not (ROOT / "data" / "journal").exists()


# set


def test_what_is_recorded_is_printed_and_stands(progress: Run, folder: Path) -> None:
    result = progress("set", "1", *FINANCE, "--state", "正在办理", "--percent", "50", "--note", "好", "--by", "张三")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "new:1 省财政厅: state: not started → in progress",
        "new:1 省财政厅: percent: (empty) → 50%",
        "new:1 省财政厅: progress: (empty) → 好",
        "new:1 省财政厅: reported by: (empty) → 张三",
    ]
    assert result.stderr.startswith("recorded in ")
    assert entries(folder) == [Entry("new:1", "省财政厅", "某省", "in-progress", 50, "好", by="张三")]


def test_what_is_not_given_stays_and_what_is_cleared_goes(progress: Run, folder: Path) -> None:
    progress("set", "1", *FINANCE, "--state", "done", "--note", "好", "--plan", "续", "--evidence", "批复")
    progress("set", "1", *FINANCE, "--clear", "note", "--clear", "state", "--plan", " ", "--problem", "缺钱")
    assert entries(folder)[1] == Entry("new:1", "省财政厅", "某省", problem="缺钱", clear=("state", "note", "plan"))
    tm = map_in(folder)
    report = present(tm).report(tm.task("1").task, tm.agency("省财政厅"))
    assert report[:6] == ("not-started", None, None, "缺钱", None, "批复")


def test_what_stands_already_is_not_recorded_again(progress: Run, folder: Path) -> None:
    given = ("set", "1", *FINANCE, "--state", "in-progress", "--percent", "50%", "--by", "张三", "--on", "2024-03-01")
    assert progress(*given).exit_code == 0
    again = progress(*given)
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "all of it stands already; nothing was recorded\n"
    assert progress("set", "1", *FINANCE, "--clear", "note").stdout == ""
    assert len(entries(folder)) == 1


def test_without_an_agency_the_only_owner_or_the_task_itself_is_meant(progress: Run, folder: Path) -> None:
    assert progress("set", "2", "--state", "done").exit_code == 0
    assert progress("set", "3.10", "--state", "审核中").exit_code == 0
    assert [each[:4] for each in entries(folder)] == [
        ("new:2", "省人力资源社会保障厅", "某省", "done"), ("new:3.10", None, None, "审核中"),
    ]  # fmt: skip
    several = progress("set", "1", "--state", "done")
    assert (several.exit_code, several.stdout) == (2, "")
    assert several.stderr == "taskmap: new:1 has several owners; say with --agency which of them: 省财政厅、省教育厅\n"


def test_a_successor_sets_what_it_inherited(progress: Run, folder: Path) -> None:
    result = progress("set", "old:1", "--agency", "省农业农村厅", "--state", "done")
    assert result.exit_code == 0
    assert entries(folder) == [Entry("old:1", "省农委", "某省", "done", reporter="省农业农村厅")]
    both = progress("set", "old:2", "--agency", "省税务局", "--percent", "10")
    assert [line.partition(":")[0] for line in both.stdout.splitlines()] == ["old", "old"]
    assert [(each.agency, each.reporter) for each in entries(folder)[1:]] == [
        ("省国税局", "省税务局"), ("省地税局", "省税务局"),
    ]  # fmt: skip
    assert len(load(locate(folder)).journal or ()) == 2


def test_tasks_and_agencies_that_are_not_there_or_not_theirs_are_exit_4(progress: Run, folder: Path) -> None:
    assert progress("set", "99", "--state", "done").exit_code == 4
    assert progress("set", "1", "--agency", "没有", "--state", "done").exit_code == 4
    other = progress("set", "1", "--agency", "省税务局", "--state", "done")
    assert (other.exit_code, "new:1 is no duty of 省税务局; it is a duty of: 省财政厅、省教育厅" in other.stderr) == (
        4,
        True,
    )
    unowned = progress("set", "3.10", "--agency", "省税务局", "--state", "done")
    assert (unowned.exit_code, unowned.stderr) == (4, "taskmap: new:3.10 is no duty of 省税务局\n")
    assert load(locate(folder)).journal is None


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ((), "say what to record"),
        (("--state", "快了"), "快了 is no state"),
        (("--percent", "120"), "120 is not between 0 and 100 percent"),
        (("--percent", "半"), "半 is no percentage"),
        (("--on", "2024-02-30"), "2024-02-30"),
        (("--on", str(TODAY + datetime.timedelta(days=1)), "--note", "x"), "still to come"),
        (("--note", "x", "--clear", "note"), "contradict"),
        (("--clear", "by"), "by"),
    ],
)
def test_what_cannot_be_recorded_is_one_sentence(
    progress: Run, folder: Path, options: tuple[str, ...], reason: str
) -> None:
    result = progress("set", "1", *FINANCE, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert reason in result.stderr
    assert load(locate(folder)).journal is None


def test_a_day_before_the_last_entry_is_refused(progress: Run, folder: Path) -> None:
    progress("set", "1", *FINANCE, "--note", "甲", "--on", "2024-03-10")
    late = progress("set", "1", *FINANCE, "--note", "乙", "--on", "2024-03-09")
    assert (late.exit_code, "without effect" in late.stderr) == (2, True)
    assert progress("set", "1", *FINANCE, "--note", "乙", "--on", "2024-03-10").exit_code == 0
    assert [each.note for each in entries(folder)] == ["甲", "乙"]


def test_evidence_is_asked_for_where_something_is_done(progress: Run) -> None:
    assert "--evidence" in progress("set", "1", *FINANCE, "--state", "完成").stderr
    assert "--evidence" not in progress("set", "1", *FINANCE, "--state", "closed", "--evidence", "批复").stderr
    assert "--evidence" not in progress("set", "2", "--state", "stopped").stderr


def test_a_text_is_never_obeyed(progress: Run, folder: Path) -> None:
    result = progress("set", "1", *FINANCE, "--note", "\x1b[31m[red]\n第二行\udcff")
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert len(result.stdout.splitlines()) == 1
    assert entries(folder)[0].note == "\x1b[31m[red]\n第二行\ufffd"
    assert "\x1b" not in progress("log").stdout + progress("log", "--format", "table").stdout


def test_it_speaks_chinese(progress: Run) -> None:
    result = progress("set", "1", *FINANCE, "--state", "done", lang="zh")
    assert result.stdout == "new:1 省财政厅：状态：未启动 → 已完成\n"


# extend


def test_an_extension_keeps_the_first_day(progress: Run, folder: Path) -> None:
    result = progress("extend", "1", "--to", "2025-03-31", "--reason", "等文件", "--by", "局长")
    assert (result.exit_code, result.stdout) == (0, "new:1: due 2024-12-31 → 2025-03-31\n")
    assert entries(folder) == [Entry("new:1", until=day("2025-03-31"), reason="等文件", by="局长")]
    again = progress("extend", "1", "--to", "2025-06-30", "--reason", "再等")
    assert again.stdout == "new:1: due 2025-03-31 → 2025-06-30\n"
    tm = map_in(folder)
    standing = present(tm).task(tm.task("1"))
    assert (standing.first_due, standing.due) == (day("2024-12-31"), day("2025-06-30"))
    assert "due = 2024-12-31" in (folder / "tasks.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        (("2", "--to", "2025-03-31", "--reason", "x"), "new:2 has no deadline"),
        (("1", "--to", "2024-12-31", "--reason", "x"), "due on 2024-12-31 already"),
        (("1", "--to", "2025-03-31"), "--reason"),
        (("1", "--to", "2025-03-31", "--reason", " "), "needs a reason"),
        (("1", "--reason", "x"), "--to"),
    ],
)
def test_an_extension_that_is_none_is_refused(progress: Run, folder: Path, args: tuple[str, ...], reason: str) -> None:
    result = progress("extend", *args)
    assert (result.exit_code, reason in result.stderr) == (2, True)
    assert load(locate(folder)).journal is None


# log and undo


def test_the_log_tells_what_was_recorded_and_taken_back(progress: Run) -> None:
    progress("set", "1", *FINANCE, "--state", "done", "--clear", "note", "--on", "2024-03-01")
    progress("set", "1", *FINANCE, "--clear", "state")
    progress("extend", "1", "--to", "2025-03-31", "--reason", "等")
    progress("set", "2", "--note", "甲")
    progress("undo", "--yes")
    lines = [line.split("\t") for line in progress("log").stdout.splitlines()]
    assert [(line[4], line[5], line[9]) for line in lines] == [
        ("new:1", "省财政厅", "done"), ("new:1", "省财政厅", ""), ("new:1", "", ""),
        ("new:2", "省人力资源社会保障厅", ""), ("", "", ""),
    ]  # fmt: skip
    assert lines[3][19] == lines[4][0]
    assert lines[4][18] == lines[3][0]
    found = json.loads(progress("log", "--json").stdout)
    assert (found["kind"], len(found["entries"])) == ("log", 5)
    assert found["entries"][2]["until"] == "2025-03-31"
    assert found["entries"][4]["task"] is None
    one = json.loads(progress("log", "2", "--json").stdout)["entries"]
    assert [each["task"] for each in one] == ["new:2", None]
    assert len(json.loads(progress("log", "1", "--json").stdout)["entries"]) == 3
    table = squeezed(progress("log", "--format", "table").stdout)
    assert "extendedto:2025-03-31" in table
    assert "5entries" in table


def test_a_log_of_nothing_is_an_answer_too(progress: Run) -> None:
    result = progress("log")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "nothing found\n")
    assert progress("log", "99").exit_code == 4


def test_undo_goes_back_step_by_step_and_can_be_undone(progress: Run, folder: Path) -> None:
    for each in "甲乙":
        progress("set", "1", *FINANCE, "--note", each)
    tm = map_in(folder)
    task, agency = tm.task("1").task, tm.agency("省财政厅")

    def note() -> str | None:
        return present(map_in(folder)).report(task, agency).note

    files = sorted((folder / "journal").iterdir())
    contents = {each: each.read_bytes() for each in files}
    assert (progress("undo", "--yes").exit_code, note()) == (0, "甲")
    undoing = max(set((folder / "journal").iterdir()) - set(files))
    assert (progress("undo", "--yes").exit_code, note()) == (0, None)
    nothing = progress("undo", "--yes")
    assert (nothing.exit_code, nothing.stderr) == (0, "the journal holds nothing to take back\n")
    assert (progress("undo", undoing.stem[:27], "--yes").exit_code, note()) == (0, "乙")
    assert {each: each.read_bytes() for each in files} == contents
    assert progress("undo", files[0], "--yes").exit_code == 2  # the second undoing still stands
    assert progress("undo", files[1].name, "--yes").exit_code == 0
    assert note() is None


def test_an_operation_that_is_not_there_or_not_clear_is_exit_4(progress: Run) -> None:
    for each in "甲乙":
        progress("set", "1", *FINANCE, "--note", each)
    assert progress("undo", "x", "--yes").exit_code == 4
    several = progress("undo", "2", "--yes")
    assert (several.exit_code, len(several.stderr.splitlines())) == (4, 3)


def test_undo_asks_and_a_no_changes_nothing(progress: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    progress("set", "1", *FINANCE, "--note", "甲")
    nobody = progress("undo")
    assert (nobody.exit_code, "--yes" in nobody.stderr) == (2, True)
    no = asked(folder, "n\n", "undo", monkeypatch=monkeypatch)
    assert (no.exit_code, no.stdout, "甲" in no.stderr) == (0, "", True)
    assert len(load(locate(folder)).journal or ()) == 1
    yes = asked(folder, "\n", "undo", monkeypatch=monkeypatch)
    assert (yes.exit_code, yes.stdout.startswith("taken back: ")) == (0, True)
    assert len(load(locate(folder)).journal or ()) == 2


# collect


def test_filled_checklists_are_collected_one_operation_per_file(progress: Run, folder: Path, tmp_path: Path) -> None:
    back = tmp_path / "回收"
    back.mkdir()
    tm = map_in(folder)
    filled_workbook(back / "省财政厅.xlsx", rows_of(tm, "省财政厅"), {(0, "state"): "已办结", (1, "percent"): 0.3})
    write_csv(back / "省人社厅.csv", rows_of(tm, "省人社厅"), {(0, "note"): "推进"}, "gb18030")
    filled_workbook(back / "省教育厅.xlsx", rows_of(tm, "省教育厅"))
    for name in ("~$省财政厅.xlsx", ".hidden.csv", "说明.docx", "index.csv"):
        (back / name).write_bytes(b"x")
    result = progress("collect", back, "--yes")
    assert result.exit_code == 0
    operations = load(locate(folder)).journal or ()
    assert [each.source for each in operations] == ["省人社厅.csv", "省财政厅.xlsx"]
    assert result.stdout.splitlines() == [str(folder / "journal" / each.name) for each in operations]
    assert "new:1 省财政厅: state: not started → done" in result.stderr
    assert "1 duty is called done without evidence" in result.stderr
    assert sorted(each[:4] for each in entries(folder)) == [
        ("new:1", "省财政厅", "某省", "done"),
        ("new:2", "省人力资源社会保障厅", "某省", None),
        ("old:1", "省财政厅", "某省", None),
    ]
    assert result.stderr.splitlines()[-1] == "rows recorded: 3; refused: 0; checklists read: 3"
    again = progress("collect", back, "--yes")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr == "the checklists say nothing new; nothing was recorded\n"


def test_an_old_file_changes_nothing_after_a_later_set(progress: Run, folder: Path, tmp_path: Path) -> None:
    rows = rows_of(map_in(folder), "省财政厅")
    path = filled_workbook(tmp_path / "a.xlsx", rows, {(0, "note"): "慢"})
    progress("set", "1", *FINANCE, "--note", "快")
    result = progress("collect", path, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{path}:4: " in result.stderr
    assert "the sheet says 慢, the journal 快" in result.stderr
    assert len(entries(folder)) == 1


def test_what_is_refused_is_told_and_the_rest_recorded(progress: Run, folder: Path, tmp_path: Path) -> None:
    rows = rows_of(map_in(folder), "省财政厅")
    good = filled_workbook(tmp_path / "a.xlsx", rows, {(0, "percent"): 400, (1, "note"): "好"})
    other = write_xlsx(tmp_path / "b.xlsx", [["随便", 1]])
    result = progress("collect", good, other, tmp_path / "absent.xlsx", "--yes")
    assert result.exit_code == 1
    assert [each.note for each in entries(folder)] == ["好"]
    for reason in (f"{good}:4: ", "400", "it is no checklist", "absent.xlsx"):
        assert reason in result.stderr
    assert result.stderr.splitlines()[-1] == "rows recorded: 1; refused: 1; checklists read: 1"
    nothing = progress("collect", other, "--yes")
    assert nothing.exit_code == 3
    assert nothing.stderr.count(str(other)) == 1  # the file is named once
    assert nothing.stderr.splitlines()[-1] == "nothing was recorded: no checklist could be taken"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert progress("collect", empty, "--yes").exit_code == 3


def test_collect_asks_and_a_no_changes_nothing(
    progress: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled_workbook(tmp_path / "a.xlsx", rows_of(map_in(folder), "省财政厅"), {(0, "note"): "好"})
    nobody = progress("collect", path)
    assert (nobody.exit_code, nobody.stdout, "give --yes" in nobody.stderr) == (2, "", True)
    no = asked(folder, "n\n", "collect", path, monkeypatch=monkeypatch)
    assert (no.exit_code, no.stdout) == (0, "")
    assert "new:1 省财政厅: progress: (empty) → 好" in no.stderr
    assert load(locate(folder)).journal is None
    yes = asked(folder, "y\n", "collect", path, monkeypatch=monkeypatch)
    assert (yes.exit_code, os.path.dirname(yes.stdout)) == (0, str(folder / "journal"))


def test_rows_without_a_day_count_from_as_of(progress: Run, folder: Path, tmp_path: Path) -> None:
    path = filled_workbook(tmp_path / "a.xlsx", rows_of(map_in(folder), "省财政厅"), {(0, "note"): "好"})
    tomorrow = TODAY + datetime.timedelta(days=1)
    assert progress("collect", path, "--as-of", str(tomorrow), "--yes").exit_code == 2
    assert progress("collect", path, "--as-of", "2024-03-31", "--yes").exit_code == 0
    assert [each.on for each in entries(folder)] == [day("2024-03-31")]
    assert progress("collect", path, path, "--as-of", "2024-03-31", "--yes").stdout == ""


def test_a_month_goes_round_through_files_and_two_people(progress: Run, folder: Path, tmp_path: Path) -> None:
    """Out, filled in, back, out again with what is known, edited, back."""
    rows = rows_of(map_in(folder), "省农业农村厅")
    filled = {(0, "state"): "进行中", (0, "percent"): "40%", (0, "by"): "张三", (0, "on"): "2024年3月1日"}
    progress("collect", filled_workbook(tmp_path / "三月.xlsx", rows, filled), "--yes")
    again = rows_of(map_in(folder), "省农业农村厅")
    assert again[0].filled[:2] == ("in-progress", 40)
    second = write_csv(
        tmp_path / "四月.csv", again, {(0, "state"): "已完成", (0, "percent"): "", (0, "on"): "2024/4/1"}
    )
    assert progress("collect", second, "--yes").exit_code == 0
    assert entries(folder)[1] == Entry(
        "old:1", "省农委", "某省", "done", clear=("percent",), reporter="省农业农村厅", by="张三", on=day("2024-04-01")
    )
    both = progress("collect", tmp_path / "三月.xlsx", second, "--yes")
    assert (both.exit_code, "the sheet says in progress, the journal done" in both.stderr) == (1, True)
    assert len(entries(folder)) == 2
