"""The journal on disk: one new file for each operation, whole or not there, whatever happens: taskmap/journal.py."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.journal import check_writable, last, now, record
from taskmap.location import Location, built_in, locate
from taskmap.problems import RefusedError
from taskmap.progress import REPORTED, Entry, Operation
from taskmap.schema import Reader
from taskmap.store import dump_operation, load
from tests.progress_data import data_in, day, recorded
from tests.running import ROOT, environment

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "推进" * 10_000
"""Long enough to take more than one write."""

WRITER = f"""
import sys
from taskmap.journal import record
from taskmap.location import locate
from taskmap.progress import Entry
place, name, count = locate(sys.argv[1]), sys.argv[2], int(sys.argv[3])
entries = [Entry("new:1", "省财政厅", "某省", note="推进" * {len(TEXT) // 2}, by=name), Entry("new:2", plan=name)]
for number in range(count):
    record(place, entries, source=str(number))
"""

KILLER = """
import os, random, signal, sys, time
from taskmap.journal import record
from taskmap.location import locate
from taskmap.progress import Entry
place, rounds = locate(sys.argv[1]), int(sys.argv[2])
entries = [Entry("new:1", "省财政厅", "某省", note="推进" * 10_000), Entry("new:2", plan="x")]
record(place, entries, by="x")
chance = random.Random(20240301)
for _round in range(rounds):
    child = os.fork()
    while child == 0:
        record(place, entries, by="x")
    time.sleep(chance.uniform(0.0005, 0.01))
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
"""
"""Starts processes that record without end, and kills each of them at some moment."""


@pytest.fixture
def location(tmp_path: Path) -> Location:
    data_in(tmp_path)
    return locate(tmp_path)


def start_writer(folder: Path, name: str, count: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", WRITER, str(folder), name, str(count)]
    return subprocess.Popen(command, env=environment(), cwd=ROOT, stdout=subprocess.PIPE)


def files_in(folder: Path) -> list[Path]:
    return sorted((folder / "journal").glob("*.toml"))


def test_an_operation_is_one_new_file_that_says_all_of_it(location: Location, tmp_path: Path) -> None:
    entries = (Entry("new:1", "省财政厅", "某省", state="done", clear=("note",), on=day("2024-03-01")), Entry("new:2"))
    before = now()
    path = record(location, entries, by="张三", source="回收.xlsx")
    assert files_in(tmp_path) == [tmp_path / "journal" / os.path.basename(path)]
    [operation] = load(location).journal or ()
    assert operation == Operation(operation.recorded, os.path.basename(path), "张三", "回收.xlsx", None, entries)
    assert before <= operation.recorded <= now()
    assert operation.recorded.tzinfo is not None


def test_without_a_name_the_user_of_the_machine_records(location: Location, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "user")
    record(location)
    assert [each.by for each in load(location).journal or ()] == ["user"]

    def unknown() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", unknown)
    record(location)
    assert {each.by for each in load(location).journal or ()} == {"user", None}


def test_the_names_of_files_sort_by_time_and_suit_every_system(location: Location, tmp_path: Path) -> None:
    names = [os.path.basename(record(location, source=str(number))) for number in range(5)]
    assert names == sorted(set(names))
    assert [each.name for each in files_in(tmp_path)] == names
    assert not any(set(name) & set('<>:"/\\|?*') for name in names)
    assert [each.source for each in load(location).journal or ()] == list("01234")


def test_the_built_in_data_is_never_written(tmp_path: Path) -> None:
    for location in (built_in(), locate(os.path.relpath(built_in().tasks[0]))):
        with pytest.raises(RefusedError, match="taskmap init"):
            record(location)
        with pytest.raises(RefusedError, match="taskmap init"):
            check_writable(location)
    data_in(tmp_path)
    check_writable(locate(tmp_path))
    assert not (tmp_path / "journal").exists()


def test_a_data_set_without_a_journal_has_none_and_an_empty_folder_is_an_empty_one(
    location: Location, tmp_path: Path
) -> None:
    assert load(location).journal is None
    (tmp_path / "journal").mkdir()
    (tmp_path / "journal" / "notes.txt").write_text("x", encoding="utf-8")
    (tmp_path / "journal" / ".taskmap-1").write_text("half", encoding="utf-8")
    assert load(location).journal == ()


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_journal_that_cannot_be_written_is_one_sentence(location: Location, tmp_path: Path) -> None:
    (tmp_path / "journal").mkdir(mode=0o500)
    with pytest.raises(RefusedError, match="permission denied"):
        record(location)


def test_a_file_in_the_way_of_the_folder_is_one_sentence(location: Location, tmp_path: Path) -> None:
    (tmp_path / "journal").write_text("", encoding="utf-8")
    with pytest.raises(RefusedError, match="cannot make the folder"):
        record(location)


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be opened there")
def test_the_file_and_its_folder_are_on_the_disk_before_it_is_said(
    location: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[bool, int]] = []
    original = os.fsync

    def fsync(handle: int) -> None:
        synced.append((os.path.isdir(f"/proc/self/fd/{handle}"), len(files_in(tmp_path))))
        original(handle)

    monkeypatch.setattr("os.fsync", fsync)
    record(location)
    if os.path.isdir("/proc/self/fd"):
        assert synced == [(False, 0), (True, 1)]
    else:
        assert [count for _is_folder, count in synced] == [0, 1]


# Undoing


def test_the_last_operation_is_the_newest_that_still_counts() -> None:
    a, b = recorded("2024-03-01T09:00", name="a"), recorded("2024-03-02T09:00", name="b")
    undo = recorded("2024-03-03T09:00", name="u", undoes="b")
    redo = recorded("2024-03-04T09:00", name="v", undoes="u")
    assert last(()) is None
    assert last((b, a)) == b
    assert last((a, b, undo)) == a
    assert last((a, b, undo, redo)) == b
    assert last((a, recorded("2024-03-05T09:00", name="w", undoes="a"))) is None


# Merging


def test_the_journals_of_two_people_merge_by_copying_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        data_in(tmp_path / name)
        for number in range(3):
            record(locate(tmp_path / name), [Entry("new:1", "省财政厅", "某省", note=f"{name} {number}")], by=name)
    for file in files_in(tmp_path / "two"):
        shutil.copy(file, tmp_path / "one" / "journal")
        shutil.copy(file, tmp_path / "one" / "journal")
    operations = load(locate(tmp_path / "one")).journal or ()
    assert [each.by for each in operations] == ["one"] * 3 + ["two"] * 3
    assert [each.entries[0].note for each in operations[3:]] == ["two 0", "two 1", "two 2"]


# Whole or not there


def test_many_writers_at_once_lose_nothing(location: Location, tmp_path: Path) -> None:
    writers = [start_writer(tmp_path, str(number), 25) for number in range(6)]
    assert [each.wait() for each in writers] == [0] * 6
    for each in writers:
        each.communicate()
    operations = load(location).journal or ()
    written = sorted((each.entries[0].by or "", int(each.source or -1)) for each in operations)
    assert written == sorted((str(name), number) for name in range(6) for number in range(25))
    assert all(len(each.entries) == 2 and each.entries[0].note == TEXT for each in operations)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="starting Python anew each time would take too long")
def test_a_process_that_is_killed_at_any_moment_leaves_no_half_entry(location: Location, tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLER, str(tmp_path), "300"], env=environment(), cwd=ROOT, check=True)
    files = files_in(tmp_path)
    assert len(files) > 1
    heads, bodies = zip(*(file.read_text(encoding="utf-8").split("by = ", 1) for file in files), strict=True)
    assert len(set(bodies)) == 1  # all of them say all of it
    assert all(tomllib.loads(head)["recorded"] for head in heads)
    for file in files[5:]:  # reading every one of them whole would only take long
        file.unlink()
    expected = (Entry("new:1", "省财政厅", "某省", note=TEXT), Entry("new:2", plan="x"))
    assert {each.entries for each in load(location).journal or ()} == {expected}


def test_a_write_that_fails_leaves_nothing(location: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(RefusedError, match="no space is left"):
        record(location)
    assert list((tmp_path / "journal").iterdir()) == []


# Any content

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda each: datetime.timezone(datetime.timedelta(minutes=each)))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
ENTRIES = st.builds(
    Entry,
    task=TEXTS,
    agency=st.none() | TEXTS,
    region=st.none() | TEXTS,
    state=st.none() | TEXTS,
    percent=st.none() | st.floats(0, 100),
    **dict.fromkeys(("note", "problem", "plan", "evidence", "reporter"), st.none() | TEXTS),
    clear=st.lists(st.sampled_from(REPORTED), unique=True).map(tuple),
    by=st.none() | TEXTS,
    on=st.none() | st.dates(),
    until=st.none() | st.dates(),
    reason=st.none() | TEXTS,
)


@given(
    operation=st.builds(
        Operation,
        recorded=st.datetimes(timezones=OFFSETS),
        name=st.just(""),
        by=st.none() | TEXTS,
        source=st.none() | TEXTS,
        undoes=st.none() | TEXTS,
        entries=st.lists(ENTRIES, max_size=3).map(tuple),
    )
)
def test_whatever_is_recorded_is_read_back(operation: Operation) -> None:
    reader = Reader()
    read = reader.file(tomllib.loads(dump_operation(operation)), "journal")["operation"]
    assert reader.faults == []
    assert read == operation
