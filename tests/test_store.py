"""Data sets on disk: what is written reads back the same, and what cannot be read is explained."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from taskmap.location import Location, built_in, locate
from taskmap.model import Agency, DataSet, Document, Event, Target, Task
from taskmap.problems import ExitCode, FaultyDataError, TaskmapError, UnreadableError
from taskmap.store import BrokenFileError, Survey, dump, dump_registry, load
from tests.strategies import data_sets

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import FolderWith

TASKS = """schema = 1
[[documents]]
id = "d"
[[documents.tasks]]
ref = "1"
text = "做事"
"""


def saved(data: DataSet, folder: Path) -> Location:
    """Write a data set as the two files it consists of."""
    (folder / "tasks.toml").write_bytes(dump(data).encode())
    (folder / "agencies.toml").write_bytes(dump_registry(data.agencies, data.events).encode())
    return locate(folder)


@given(data_sets())
def test_what_is_written_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, data: DataSet) -> None:
    assert load(saved(data, tmp_path_factory.mktemp("data"))) == data


def test_the_built_in_data_reads_back_the_same(tmp_path: Path) -> None:
    data = load(built_in())
    assert load(saved(data, tmp_path)) == data


def test_absent_and_empty_keys_are_the_same_and_are_not_written(folder_with: FolderWith) -> None:
    empty = folder_with(TASKS + 'title = ""\nlead = []\ndue = ""\nboxes = []\ndeadlines = []\n')
    data = load(locate(empty))
    assert data.documents == (Document("d", tasks=(Task("d", "1", text="做事"),)),)
    for key in ("title", "lead", "due", "boxes", "deadlines"):
        assert key not in dump(data)


def test_short_tables_are_written_under_headers_too() -> None:
    written = dump(DataSet((Document("d", tasks=(Task("d", "1", text="做事", targets=(Target("0个", value=0),)),)),)))
    tables = ['id = "d"\n\n[[documents.tasks]]\n', '\n\n[[documents.tasks.targets]]\nvalue = 0\ntext = "0个"\n']
    assert all(table in written for table in tables)


def test_a_day_of_an_event_is_written_as_a_date_and_less_as_a_text() -> None:
    events = [Event("rename", ("甲",), ("乙",), date) for date in ("2018-06-15", "2018-11", "2018")]
    written = dump_registry([Agency("甲"), Agency("乙")], events)
    assert "date = 2018-06-15\n" in written
    assert 'date = "2018-11"\n' in written
    assert 'date = "2018"\n' in written


def test_a_byte_order_mark_is_accepted(folder_with: FolderWith) -> None:
    assert load(locate(folder_with("\ufeff" + TASKS))).documents[0].id == "d"


def test_windows_line_ends_are_accepted_and_counted_once(folder_with: FolderWith) -> None:
    windows = TASKS.replace("\n", "\r\n")
    assert load(locate(folder_with(windows))).documents[0].tasks[0].text == "做事"
    [problem] = Survey(locate(folder_with(windows + "txet = 1\r\n"))).problems
    assert problem.line == 7


def test_the_only_document_is_the_default(folder_with: FolderWith) -> None:
    assert load(locate(folder_with(TASKS))).default == "d"


def test_of_two_documents_none_is_the_default_unless_the_file_says_so(folder_with: FolderWith) -> None:
    two = TASKS + '[[documents]]\nid = "e"\n'
    assert load(locate(folder_with(two))).default is None
    assert load(locate(folder_with('default = "e"\n' + two))).default == "e"


def test_a_file_without_documents_is_an_empty_data_set(folder_with: FolderWith) -> None:
    assert load(locate(folder_with("schema = 1\n"))).documents == ()


def test_without_a_registry_beside_it_the_built_in_one_serves(folder_with: FolderWith) -> None:
    folder = folder_with(TASKS)
    (folder / "agencies.toml").unlink()
    assert load(locate(folder)).agencies == load(built_in()).agencies


def test_the_files_of_a_folder_are_one_data_set(folder_with: FolderWith) -> None:
    other = TASKS.replace('"d"', '"e"')
    foreign = '[tool.black]\nline-length = 88\n[[people]]\nname = "x"\n'
    data = load(locate(folder_with('default = "e"\n' + TASKS, "schema = 1\n", other=other, pyproject=foreign)))
    assert [document.id for document in data.documents] == ["e", "d"]  # in the order of the files' names
    assert data.default == "e"


def test_a_problem_names_the_file_of_the_folder_it_is_in(folder_with: FolderWith) -> None:
    other = TASKS.replace('"d"', '"e"').replace("做事", "")
    [problem] = Survey(locate(folder_with(TASKS, zother=other))).problems
    assert problem.file.endswith("zother.toml")
    assert (problem.code, problem.line) == ("empty-task", 6)


def test_a_fault_of_the_second_file_is_not_taken_for_one_of_the_first(folder_with: FolderWith) -> None:
    """Entries that a file drops must leave no trace that entries of another could be confused with."""
    dropped = "schema = 1\n[[documents]]\n" + "".join(
        f'[[documents.tasks]]\nref = "{number}"\ntext = "x"\n' for number in range(50)
    )
    empty = 'schema = 1\n[[documents]]\nid = "e"\n' + "".join(
        f'[[documents.tasks]]\nref = "{number}"\n' for number in range(50)
    )
    problems = Survey(locate(folder_with(empty, a=dropped))).problems
    assert [each.code for each in problems] == ["missing-key", *["empty-task"] * 50]
    assert [each.line for each in problems[1:]] == list(range(4, 104, 2))
    assert {os.path.basename(each.file) for each in problems[1:]} == {"tasks.toml"}


def test_an_unknown_default_is_placed_in_the_file_that_names_it(folder_with: FolderWith) -> None:
    [problem] = Survey(locate(folder_with(TASKS, z='schema = 1\ndefault = "nowhere"\n'))).problems
    assert problem.code == "unknown-default"
    assert problem.file.endswith("z.toml")
    assert problem.line == 2


def broken(folder: Path) -> BrokenFileError:
    with pytest.raises(BrokenFileError) as caught:
        load(locate(folder))
    return caught.value


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("title = “规划”", "curly quotes", 'title = "规划"'),
        ("title = ‘规划’", "curly quotes", 'title = "规划"'),
        ("“title” = 1", "curly quotes", '"title" = 1'),
        ('标题 = "规划"', "unknown key 标题", "English words"),
        ("title = 规划", "a text without quotes", 'title = "规划"'),
        ('lead = ["省人社厅", 省财政厅]', "not valid TOML", None),
        ('title = "规划', "not valid TOML", None),
        ("title", "not valid TOML", None),
        ("title = 2020-13-45", "is not a day of the calendar", None),
        ("title = 1\ntitle = 2", "not valid TOML", None),
    ],
)
def test_broken_toml_is_explained_with_its_line(
    folder_with: FolderWith, line: str, message: str, hint: str | None
) -> None:
    error = broken(folder_with(TASKS + line + "\n"))
    assert error.exit_code == ExitCode.UNREADABLE
    assert error.problem.code == "toml-syntax"
    assert error.problem.line == 7 + line.count("\n")
    assert f"tasks.toml:{error.problem.line}: " in str(error)
    assert message in error.problem.message
    assert (hint or "") in (error.problem.hint or "")
    assert "\n" not in str(error)


def test_a_line_separator_within_a_text_does_not_count_as_a_line(folder_with: FolderWith) -> None:
    """Programs write U+2028 and U+0085 unescaped; TOML knows no line ends but LF and CRLF."""
    tasks = TASKS.replace("做事", "一\u2028二\u0085三")
    assert broken(folder_with(tasks + "title = “规划”\n")).problem.line == 7
    [problem] = Survey(locate(folder_with(tasks + "title = 1\n"))).problems
    assert problem.line == 7


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (TASKS.encode("gbk"), "GBK"),
        (TASKS.encode("utf-16"), "UTF-16"),
        (b"schema = 1\n\n\n\n\n\xff\xff\xff", "binary"),
    ],
)
def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path, data: bytes, guess: str) -> None:
    path = tmp_path / "tasks.toml"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=f"tasks.toml:[16]: not UTF-8 .{guess}.*; save it as UTF-8") as caught:
        load(locate(path))
    assert caught.value.exit_code == ExitCode.UNREADABLE


def unreadable(path: Path) -> str:
    with pytest.raises(UnreadableError) as caught:
        load(locate(path))
    assert caught.value.exit_code == ExitCode.UNREADABLE
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere.toml"
    assert unreadable(path) == f"cannot read {path}: it does not exist"


def test_a_folder_without_data_is_named(tmp_path: Path) -> None:
    assert str(tmp_path) in unreadable(tmp_path)


def test_a_folder_with_nothing_but_files_of_other_programs_holds_no_data(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "ruff.toml"):
        (tmp_path / name).write_text("[tool]\nx = 1\n", encoding="utf-8")
    assert unreadable(tmp_path) == f"{tmp_path} holds no data: neither schema nor documents"


@pytest.mark.parametrize("text", ["", "\n", "# 空\n", 'title = "x"\n'])
def test_a_file_without_schema_and_documents_holds_no_data(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tasks.toml"
    path.write_text(text, encoding="utf-8")
    assert unreadable(path) == f"{path} holds no data: neither schema nor documents"


def test_a_file_nested_too_deep_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tasks.toml"
    path.write_text("schema = 1\nx = " + "[" * 10_000 + "]" * 10_000, encoding="utf-8")
    assert unreadable(path) == f"cannot read {path}: it is nested too deep"


def test_a_number_too_long_to_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tasks.toml"
    path.write_text(TASKS + "due = " + "9" * 5000, encoding="utf-8")
    assert str(path) in unreadable(path)


def test_a_file_that_may_not_be_read_is_named(folder_with: FolderWith) -> None:
    path = folder_with(TASKS) / "tasks.toml"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("whoever runs the tests may read every file")
    assert unreadable(path) == f"cannot read {path}: permission denied"


def test_a_broken_registry_is_named_too(folder_with: FolderWith) -> None:
    assert "agencies.toml:1: " in str(broken(folder_with(TASKS, "schema = “1”\n")))


def test_all_errors_are_shown_at_once_but_no_more_than_fit(folder_with: FolderWith) -> None:
    with pytest.raises(FaultyDataError) as caught:
        load(locate(folder_with(TASKS + "".join(f"x{number} = 1\n" for number in range(30)))))
    error = caught.value
    assert isinstance(error, TaskmapError)
    assert len(error.problems) == 30
    assert str(error) == "the data has 30 errors:"
    assert sum("unknown key" in line for line in error.details) == error.SHOWN
    assert error.details[-1] == "… and 10 more: see taskmap check"
