"""What goes wrong ends in one sentence on stderr and the right exit code, never in a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from taskmap.cli import agency as agency_command
from taskmap.cli import docs as docs_command
from taskmap.cli import search as search_command
from tests.running import ROOT, command_line, environment, run, run_small, start

if TYPE_CHECKING:
    from pathlib import Path

NOT_FOUND = [
    ("agency", "省天文厅"), ("agency", "厅"), ("agency", ""), ("agency", " "), ("agency", "x" * 5000),
    ("task", "99.9"), ("task", "nix:1"), ("task", ""), ("task", ":"), ("task", "一" * 5000), ("task", "9" * 5000),
    ("doc", "nix"), ("doc", ""), ("agency", "省农委", "--doc", "nix"), ("tasks", "--agency", "省天文厅"),
    ("tasks", "--doc", "nix"), ("partners", "省天文厅"), ("graph", "-o", "x.dot", "--agency", "省天文厅"),
    ("checklist", "省天文厅", "-o", "x"), ("checklist", "--all", "-o", "x", "--doc", "nix"),
]  # fmt: skip
USAGE = [
    ("agnecy", "省农委"), ("agency",), ("agency", "省农委", "--role", "boss"), ("agency", "省农委", "省财政厅"),
    ("task",), ("task", "3.2", "--format", "xml"), ("tasks", "--due-before", "soon"), ("tasks", "--fail"),
    ("tasks", "--due-after", "2020-13-01"), ("agencies", "--kind", "x"), ("agencies", "--sort", "x"), ("search",),
    ("--nix",), ("graph",), ("graph", "-o", "x.png"), ("graph", "-o", "x.dot", "--agency", "省农委", "--hops", "0"),
    ("completion", "csh"), ("init",),
]  # fmt: skip


def assert_one_complaint(stderr: str) -> None:
    """Assert that taskmap complains once, without a traceback; what follows are candidates."""
    first, *details = stderr.splitlines()
    assert first.startswith("taskmap: ")
    assert all(line.startswith("  ") for line in details)
    assert "Traceback" not in stderr


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("args", NOT_FOUND)
def test_what_is_not_found_exits_4(
    args: tuple[str, ...], lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args, lang=lang)
    assert (result.exit_code, result.stdout) == (4, "")
    assert_one_complaint(result.stderr)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("args", USAGE)
def test_a_wrong_command_line_exits_2(
    args: tuple[str, ...], lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*args, lang=lang)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--help" in result.stderr
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_slip_in_a_command_gets_the_nearest_ones() -> None:
    assert "agency" in run("agnecy", "省农委").stderr


def test_a_name_that_several_agencies_share_lists_them() -> None:
    result = run("agency", "农")
    assert result.exit_code == 4
    assert {"  省农业农村厅", "  省农委"} <= set(result.stderr.splitlines())


def test_a_name_that_none_has_gets_the_nearest_ones() -> None:
    assert "省妇联" in run("agency", "省妇X").stderr


def test_a_number_that_several_documents_have_lists_their_tasks() -> None:
    result = run("task", "1")
    assert result.exit_code == 4
    assert "  jzbf-2017-50:1" in result.stderr.splitlines()


BROKEN = {
    "curly quotes": "schema = 1\n[[documents]]\nid = “x”\n".encode(),
    "GBK": b'schema = 1\n[[documents]]\nid = "x"\ntitle = "\xd6\xd0\xce\xc4"\n',
    "UTF-16": 'schema = 1\n[[documents]]\nid = "x"\n'.encode("utf-16"),
    "a Chinese key": 'schema = 1\n[[documents]]\n编号 = "x"\n'.encode(),
    "no quotes": "schema = 1\n[[documents]]\nid = 文件\n".encode(),
    "half a file": b'schema = 1\n[[documents]]\nid = "x\n',
    "binary": b"\x00\xff\xfe\x80" * 10,
    "nothing": b"",
    "other TOML": b"[tool.x]\ny = 1\n",
}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_cannot_be_read_exits_3(what: str, lang: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.toml"
    file.write_bytes(BROKEN[what])
    result = run("--data", file, "docs", lang=lang)
    assert (result.exit_code, result.stdout) == (3, "")
    assert_one_complaint(result.stderr)
    assert "broken.toml" in result.stderr


@pytest.mark.parametrize("data", ["absent.toml", "folder", "folder/absent.toml", "folder\x1b[31m", "x" * 5000])
def test_data_that_is_not_there_exits_3(data: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    result = run("docs", "--data", data)
    assert (result.exit_code, result.stdout) == (3, "")
    assert_one_complaint(result.stderr)
    assert "\x1b" not in result.stderr


def test_no_name_from_a_file_forges_a_second_line(tmp_path: Path) -> None:
    (tmp_path / "tasks.toml").write_text('schema = 1\n[[documents]]\nid = "a\\ntaskmap says hello"\n', encoding="utf-8")
    result = run("--data", tmp_path, "doc", "nix")
    assert result.exit_code == 4
    assert result.stderr.splitlines() == [r"taskmap: no document is called nix; there are: a\ntaskmap says hello"]


def test_no_detail_forges_a_second_line(tmp_path: Path) -> None:
    (tmp_path / "tasks.toml").write_text(
        'schema = 1\n[[documents]]\nid = "a"\n"b\\ntaskmap: all is well" = 1\n', encoding="utf-8"
    )
    result = run("--data", tmp_path, "docs")
    assert result.exit_code == 3
    assert r"b\ntaskmap: all is well" in result.stderr
    assert [line for line in result.stderr.splitlines() if line.startswith("taskmap: ")] == [
        "taskmap: the data has 1 error:"
    ]


def test_names_from_a_file_cannot_talk_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "tasks.toml").write_text(
        'schema = 1\n[[documents]]\nid = "a\\u001b]0;x\\u0007"\n[[documents]]\nid = "b\\u202e"\n', encoding="utf-8"
    )
    result = run("--data", tmp_path, "doc", "nix")
    assert result.exit_code == 4
    assert "a\\x1b]0;x\\x07, b\\u202e" in result.stderr
    assert not set(result.stderr) & set("\x1b\x07\u202e")


def fails(*_args: object, **_kwargs: object) -> None:
    """Fail in a way that nobody foresaw."""
    message = "the unforeseen"
    raise ZeroDivisionError(message)


def test_an_internal_error_is_one_sentence_and_exits_70(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_command, "load", fails)
    result = run("docs")
    assert (result.exit_code, result.stdout) == (70, "")
    assert_one_complaint(result.stderr)
    assert "the unforeseen" in result.stderr
    assert "--debug" in result.stderr


@pytest.mark.parametrize("args", [("--debug", "docs"), ("docs", "--debug")])
def test_debug_shows_where_an_internal_error_comes_from(args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_command, "load", fails)
    assert isinstance(run(*args).exception, ZeroDivisionError)
    assert run("docs").exit_code == 70, "the next run starts without --debug"


def test_a_word_to_find_is_no_option(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_command, "load", fails)
    assert run("search", "--", "--debug").exit_code == 70


def test_debug_changes_nothing_about_other_errors() -> None:
    result = run("--debug", "agency", "省天文厅")
    assert result.exit_code == 4
    assert_one_complaint(result.stderr)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_interrupt_is_one_sentence_and_exits_130(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(agency_command, "load", interrupted)
    result = run("agency", "省农委", lang=lang)
    assert (result.exit_code, result.stdout) == (130, "")
    assert len(result.stderr.split("\n")) == 3, "an empty line ends the line of ^C, then the sentence"


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals and a named pipe")
def test_control_c_while_a_file_is_read_exits_130(tmp_path: Path) -> None:
    pipe = tmp_path / "tasks.toml"
    os.mkfifo(pipe)
    process = subprocess.Popen(
        command_line("--data", pipe, "docs"),
        env=environment(),
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with pipe.open("wb"):  # opens as soon as taskmap has it open to read
        process.send_signal(signal.SIGINT)
        stdout, stderr = process.communicate(timeout=60)
    assert (process.returncode, stdout) == (130, b"")
    assert b"Traceback" not in stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
@pytest.mark.parametrize(
    "args",
    [("--help",), ("--version",), ("docs", "--help"), ("completion", "bash"), ("init", "{new}")]
    + [("agency", "省人社厅", *form) for form in ((), ("--format", "table"), ("--json",), ("--format", "csv"))],
)
def test_a_reader_that_has_gone_is_no_error(args: tuple[str, ...], tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        result = start(*(each.format(new=tmp_path / "new") for each in args), stdout=writer)
    finally:
        os.close(writer)
    said = b"" if args[0] != "init" else result.stderr
    assert (result.returncode, result.stderr) == (0, said)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
@pytest.mark.parametrize(
    "args", [("docs",), ("docs", "--json"), ("agency", "省人社厅", "--format", "table"), ("--help",)]
)
def test_a_full_disk_is_one_sentence(args: tuple[str, ...]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        result = start(*args, stdout=full)
    finally:
        os.close(full)
    assert result.returncode == 2
    assert result.stderr.decode() == "taskmap: cannot write the answer: no space is left on the device\n"


def test_a_working_directory_that_is_gone_is_no_reason_to_give_up(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.rmdir({str(gone)!r}); from taskmap.cli import main; main()"
    result = subprocess.run(
        [sys.executable, "-c", code, "docs"], env=environment(), cwd=gone, capture_output=True, check=False
    )
    assert b"Traceback" not in result.stderr
    assert result.returncode == 0
    assert b"jjz-2020-1" in result.stdout


def test_errors_leave_stdout_to_the_answer() -> None:
    assert run_small("task", "99.9").stdout == ""
    assert run_small("task", "3.2").stderr == ""
