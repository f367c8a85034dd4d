"""`taskmap import --into` as its users meet it: many files, questions, and what holds when it is broken off."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import weakref
from typing import TYPE_CHECKING

import pytest

from taskmap.location import locate
from taskmap.reading.importing import import_file
from taskmap.store import load
from tests.running import command_line, environment, run
from tests.small_document import DIFFERENT, ID, LONGER, TEXT
from tests.terminals import on_terminal

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.reading.importing import Imported, Settings
    from taskmap.registry import Registry

MANY = 20
"""More files than one process reads alone."""


def numbered(number: int) -> str:
    """Return a document like the short one, with another number."""
    return TEXT.replace("7号", f"{number}号")


def write_many(folder: Path, count: int = MANY) -> list[str]:
    """Write documents of different numbers into a folder; return their ids."""
    folder.mkdir()
    for number in range(1, count + 1):
        (folder / f"{number:04}.txt").write_text(numbered(number), encoding="utf-8")
    return [f"qzf-2020-{number}" for number in range(1, count + 1)]


def ids(path: str) -> list[str]:
    return [document.id for document in load(locate(path)).documents]


def test_files_are_named_in_the_order_of_the_documents(empty_folder: Path) -> None:
    expected = write_many(empty_folder / "in")
    result = run("import", "in", "--into", "kept", "--yes")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [os.path.join("kept", f"{each}.toml") for each in expected]
    again = run("import", "in", "--into", "kept", "--yes")
    assert (again.exit_code, again.stdout) == (0, "")
    assert again.stderr.splitlines()[-2:] == [
        "nothing was written",
        "20 of 20 files read: 20 documents, 60 tasks, 120 duties, 120 doubts",
    ]


def test_in_a_file_documents_stand_in_their_order(empty_folder: Path) -> None:
    expected = write_many(empty_folder / "in")
    result = run("import", "in", "--into", "kept.toml", "--yes")
    assert (result.exit_code, result.stdout) == (0, "kept.toml\n")
    assert ids("kept.toml") == expected


@pytest.mark.parametrize("into", ["kept", "kept.toml"])
@pytest.mark.parametrize(("lang", "said"), [("en", "comes twice; it is left out of b.txt"), ("zh", "b.txt 中的未采用")])
def test_a_document_that_comes_twice_stops_no_other(empty_folder: Path, into: str, lang: str, said: str) -> None:
    for name, text in (("a", TEXT), ("b", DIFFERENT), ("c", numbered(9))):
        (empty_folder / f"{name}.txt").write_text(text, encoding="utf-8")
    result = run("import", "a.txt", "b.txt", "c.txt", "--into", into, "--yes", lang=lang)
    assert result.exit_code == 1
    assert said in result.stderr
    assert ids(into) == [ID, "qzf-2020-9"]
    assert load(locate(into)).documents[0].tasks[2].responsible == ("省大数据中心",)


def test_a_bad_file_stops_no_other(empty_folder: Path) -> None:
    (empty_folder / "a.txt").write_bytes(b"")
    (empty_folder / "b.txt").write_text(TEXT, encoding="utf-8")
    result = run("import", "a.txt", "b.txt", "--into", "kept", "--yes")
    assert (result.exit_code, ids("kept")) == (1, [ID])
    assert run("import", "a.txt", "--into", "kept", "--yes").exit_code == 3


def test_documents_without_numbers_whose_ids_are_the_same_get_numbers(empty_folder: Path) -> None:
    for name, title in (("a", "就业的若干意见"), ("b", "酒业的若干意见")):
        text = TEXT.replace("青政发〔2020〕7号\n", "").replace("就业的若干意见", title)
        (empty_folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert run("import", "a.txt", "b.txt", "--into", "kept.toml", "--yes").exit_code == 0
    first, second = ids("kept.toml")
    assert second == f"{first}-2"


@pytest.mark.parametrize("into", ["kept", "kept.toml"])
def test_yes_adds_and_replace_takes_over(empty_folder: Path, into: str) -> None:
    for name, text in (("old", TEXT), ("longer", LONGER), ("new", DIFFERENT)):
        (empty_folder / f"{name}.txt").write_text(text, encoding="utf-8")
    for name in ("old", "longer", "new"):
        assert run("import", f"{name}.txt", "--into", into, "--yes").exit_code == 0
    [document] = load(locate(into)).documents
    assert [task.ref for task in document.tasks] == ["（一）", "（二）", "（三）", "（四）"]
    assert document.tasks[2].responsible == ("省大数据中心",)
    result = run("import", "new.txt", "--into", into, "--replace")
    assert "省大数据中心 → 省数据局" in result.stderr
    [document] = load(locate(into)).documents
    assert [task.responsible for task in document.tasks[2:]] == [("省数据局",), ("省统计局",)]


def test_each_document_is_asked_about_as_it_comes(empty_folder: Path) -> None:
    write_many(empty_folder / "in", 3)
    seen = on_terminal(empty_folder, "import", "in", "--into", "kept", typed="y\nn\ny\n")
    assert seen.exit_code == 0
    assert ids("kept") == ["qzf-2020-1", "qzf-2020-3"]
    first, second = (seen.text.index(f"kept{os.sep}qzf-2020-{number}.toml") for number in (1, 3))
    assert first < seen.text.index("new document qzf-2020-2") < second


def test_breaking_off_at_a_question_keeps_what_was_written(empty_folder: Path) -> None:
    write_many(empty_folder / "in", 3)
    seen = on_terminal(empty_folder, "import", "in", "--into", "kept", typed="y\n\x04")
    assert seen.exit_code == 130
    assert ids("kept") == ["qzf-2020-1"]
    assert "stays as it was" not in seen.text


@pytest.mark.parametrize(("lang", "said"), [("en", "kept.toml stays as it was"), ("zh", "kept.toml 保持原样")])
def test_breaking_off_at_a_question_leaves_a_file_as_it_was(empty_folder: Path, lang: str, said: str) -> None:
    write_many(empty_folder / "in", 3)
    seen = on_terminal(empty_folder, "import", "in", "--into", "kept.toml", typed="y\n\x04", TASKMAP_LANG=lang)
    assert seen.exit_code == 130
    assert said in seen.text
    assert os.listdir(empty_folder) == ["in"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX process groups")
def test_an_interrupt_leaves_whole_files_and_no_traceback(empty_folder: Path) -> None:
    write_many(empty_folder / "in", 300)
    with subprocess.Popen(
        command_line("import", "in", "--into", "kept", "--yes"), env=environment(), cwd=empty_folder,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, said = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in said
    named = {os.path.basename(line) for line in (first + rest).decode().splitlines()}
    kept = set(os.listdir("kept"))
    assert named <= kept
    assert {f"{each}.toml" for each in ids("kept")} == kept


def test_the_garbage_of_many_files_does_not_pile_up(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Circle:
        """A value that is garbage only the cycle collector finds."""

        def __init__(self) -> None:
            self.itself = self

    alive: weakref.WeakSet[Circle] = weakref.WeakSet()
    counts: list[int] = []

    def leaving_garbage(path: str, registry: Registry, settings: Settings) -> Imported:
        for _each in range(1000):
            alive.add(Circle())
        counts.append(len(alive))
        return import_file(path, registry, settings)

    write_many(empty_folder / "in", 8)
    monkeypatch.setattr("taskmap.imports.import_file", leaving_garbage)
    gc.disable()  # as the process of a command does
    try:
        assert run("import", "in").exit_code == 0
    finally:
        gc.unfreeze()
        gc.enable()
    assert len(counts) == 8
    assert max(counts) < 6000
