"""The command line as its users meet it: every command, its help, its exit codes, in a pipe and on a terminal."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from taskmap import __version__
from taskmap.cli import SUMMARIES, cli
from taskmap.terminal.wrapping import text_width
from tests.running import GOLDEN, ROOT, command_line, environment, run, run_small, squeezed, start

COMMANDS = sorted(SUMMARIES)
SEEDS = Path(__file__).parent / "seeds"
ANSWERS = (
    ("agency", "省人社厅"), ("task", "3.2"), ("tasks",), ("agencies",), ("docs",), ("doc", "jzbf-2017-50"),
    ("search", "创业"), ("partners", "省商务厅"), ("check",),
)  # fmt: skip


def on_terminal(args: tuple[str, ...], columns: int, folder: Path, **env: str) -> tuple[int, str]:
    """Run a command line on a terminal that is so many cells wide; return its exit code and what was seen."""
    fcntl, termios = (pytest.importorskip(name, reason="needs POSIX terminals") for name in ("fcntl", "termios"))
    screen, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {key: value for key, value in environment(**env).items() if key != "COLUMNS"} | {"TERM": "xterm-256color"}
    with subprocess.Popen(
        command_line(*args), env=plain, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        seen = b""
        while part := _read(screen):
            seen += part
    os.close(screen)
    return process.returncode, seen.decode().replace("\r\n", "\n")


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("command", COMMANDS)
def test_the_example_in_the_help_of_every_command_works(
    command: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = run(command, "-h", lang=lang)
    assert shown.exit_code == 0
    assert shown.stdout == run(command, "--help", lang=lang).stdout
    last = shown.stdout.strip().splitlines()[-1]
    assert {"en": "Example: taskmap", "zh": "taskmap"}[lang] in last
    example = shlex.split(last[last.index("taskmap") :])
    monkeypatch.chdir(tmp_path)
    if "data/tasks.toml" in example:
        assert run("init", "data").exit_code == 0
    if "方案.txt" in example:
        shutil.copy(SEEDS / "003_e596792b9bbe639a.txt", "方案.txt")
    result = run(*example[1:], lang=lang)
    assert (example[1], result.exit_code) == (command, 0), result.stderr
    assert result.output


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [72, 80, 120])
def test_no_line_of_any_help_sticks_out(lang: str, width: int) -> None:
    for command in COMMANDS:
        result = CliRunner().invoke(cli, [command, "--help"], terminal_width=width, env={"TASKMAP_LANG": lang})
        assert result.exit_code == 0
        for line in result.stdout.splitlines():
            assert text_width(line) <= width, line


def test_help_lists_every_command_and_an_example_that_works() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert [line.split()[0] for line in result.stdout.partition("Commands:\n")[2].splitlines() if line][:-1] == list(
        SUMMARIES
    )
    assert run(*result.stdout.split("Example: taskmap ")[1].split()).exit_code == 0


def test_the_version_is_shown() -> None:
    assert run("--version").stdout == f"taskmap {__version__}\n"


@pytest.mark.parametrize("form", [(), ("--format", "table"), ("--json",), ("--format", "csv"), ("--format", "md")])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("answer", ANSWERS)
def test_every_answer_comes_in_every_form_and_language(
    answer: tuple[str, ...], lang: str, form: tuple[str, ...]
) -> None:
    result = run(*answer, *form, lang=lang)
    limited = answer[0] in {"check", "doc"} and form[-1:] in (("csv",), ("md",))
    assert result.exit_code == (2 if limited else 0)
    assert "Traceback" not in result.output


def test_an_agency_shows_its_own_duties_and_then_those_it_inherited() -> None:
    screen = run("agency", "省农业农村厅", "--format", "table", lang="zh").stdout
    own, heading, inherited = screen.partition("更名或合并转来的职责")
    assert heading
    assert "吉就组〔2020〕1号" in own
    assert "吉政发〔2017〕32号" not in own
    assert "省农委" in inherited
    assert "吉政发〔2017〕32号" in inherited
    assert "吉政发〔2017〕32号" not in run("agency", "省农业农村厅", "--own", "--format", "table", lang="zh").stdout


def test_the_last_thing_said_about_a_former_agency_is_what_it_is_now() -> None:
    screen = run("agency", "省农委", "--format", "table", lang="zh").stdout
    assert screen.splitlines()[-1].endswith("现为 省农业农村厅")
    piped = run("agency", "省农委", lang="zh")
    assert piped.stderr.splitlines()[-1].endswith("现为 省农业农村厅")
    assert "现为" not in piped.stdout


def test_a_split_or_transfer_is_one_line_and_hands_on_no_duties() -> None:
    screen = run("agency", "省林业和草原局", "--format", "table", lang="zh").stdout
    assert "省农委" in screen
    assert "省农委" not in {
        duty["from"] for duty in json.loads(run("agency", "省林业和草原局", "--json").stdout)["inherited"]
    }


def test_data_may_stand_before_or_behind_the_command_and_behind_wins() -> None:
    other = ROOT / "data"
    assert "new-2020-1" in run("--data", GOLDEN, "docs").stdout
    assert "new-2020-1" in run("docs", "--data", GOLDEN).stdout
    assert "new-2020-1" in run("--data", other, "docs", "--data", GOLDEN).stdout
    assert "new-2020-1" in run("docs", TASKMAP_DATA=str(GOLDEN)).stdout
    assert "new-2020-1" in run("docs", "--data", GOLDEN, TASKMAP_DATA=str(other)).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("form", [(), ("--format", "table"), ("--json",)])
def test_a_closed_stream_leads_nowhere(form: tuple[str, ...], closed: str) -> None:
    python, *rest = command_line("agency", "省农委", *form)
    line = [python, "-X", "dev", *rest]
    result = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *line], env=environment(), capture_output=True, check=False
    )
    whole = start("agency", "省农委", *form)
    assert result.returncode == 0
    assert result.stdout == (b"" if closed.replace("2>", "").count(">") else whole.stdout)
    assert result.stderr == (b"" if "2>" in closed else whole.stderr)


def test_role_and_document_narrow_an_answer() -> None:
    assert len(run_small("agency", "省农业农村厅", "--role", "lead").stdout.splitlines()) == 1
    assert len(run_small("agency", "省农业农村厅", "--role", "牵头", lang="zh").stdout.splitlines()) == 1
    assert run_small("agency", "省农业农村厅", "--doc", "新组[2020]1号").stdout.startswith("new-2020-1\t3.2\t")


def test_wide_shows_whole_texts() -> None:
    text = "坚持把稳定和扩大就业作为经济社会发展的优先目标，将就业优先政策置于宏观政策层面，加强政策协调配合"
    screens = [
        run("agency", "省商务厅", "--format", "table", *wide, COLUMNS="200").stdout for wide in ((), ("--wide",))
    ]
    assert [text in squeezed(screen) for screen in screens] == [False, True]


def test_unowned_tasks_fail_only_if_asked_to() -> None:
    assert (run_small("tasks", "--unowned").exit_code, run_small("tasks", "--unowned", "--fail").exit_code) == (0, 1)
    assert run_small("tasks", "--unowned", "--fail", "--doc", "old-2017-2").exit_code == 0


def test_what_is_found_is_printed_before_what_is_not() -> None:
    result = run("task", "3.2", "99.9")
    assert result.exit_code == 4
    assert result.stdout.startswith("id\tjjz-2020-1:3.2\n")
    assert "99.9" in result.stderr
    assert "99.9" not in result.stdout


def test_init_copies_the_built_in_data_and_the_copy_answers_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "我的台账"
    result = run("init", folder)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [str(folder / "tasks.toml"), str(folder / "agencies.toml")]
    assert run("--data", folder, "docs").stdout == run("--data", ROOT / "data", "docs").stdout


def test_init_refuses_to_overwrite(tmp_path: Path) -> None:
    (tmp_path / "agencies.toml").write_text("mine")
    result = run("init", tmp_path)
    assert result.exit_code == 2
    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {"agencies.toml": "mine"}


def test_an_empty_data_set_answers_with_nothing(tmp_path: Path) -> None:
    assert run("init", tmp_path, "--empty").exit_code == 0
    for command in ("docs", "tasks", "agencies", "check"):
        result = run("--data", tmp_path, command)
        assert (result.exit_code, result.stdout) == (0, "")
        assert run("--data", tmp_path, command, "--format", "table").exit_code == 0


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize(
    "answer", [("agency", "省农委"), ("doc", "jzf-2017-25"), ("task", "jzbf-2017-50:11"), ("docs",)]
)
def test_on_a_terminal_there_is_a_table_that_fits(answer: tuple[str, ...], columns: int, tmp_path: Path) -> None:
    code, screen = on_terminal(answer, columns, tmp_path, NO_COLOR="1", FORCE_COLOR="", TASKMAP_LANG="zh")
    plain = screen.replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert code == 0
    assert "\x1b" not in plain
    assert "\t" not in plain
    assert all(text_width(line.rstrip()) <= columns for line in plain.splitlines())


def test_a_terminal_without_a_width_counts_as_80(tmp_path: Path) -> None:
    assert on_terminal(("docs",), 0, tmp_path) == on_terminal(("docs",), 80, tmp_path)


def test_json_on_a_terminal_is_json(tmp_path: Path) -> None:
    code, screen = on_terminal(("docs", "--json"), 40, tmp_path)
    assert (code, json.loads(screen)["kind"]) == (0, "docs")


def test_a_pipe_gets_the_same_whatever_is_said_about_colour_and_width() -> None:
    plain = start("agency", "省妇联").stdout
    for env in ({"FORCE_COLOR": "1"}, {"NO_COLOR": "1"}, {"COLUMNS": "20"}, {"COLUMNS": "0"}, {"TERM": "dumb"}):
        assert start("agency", "省妇联", env=env).stdout == plain


@pytest.mark.parametrize("form", [(), ("--format", "table")])
def test_gbk_streams_get_gbk(form: tuple[str, ...]) -> None:
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk", "TASKMAP_LANG": "zh"}
    for answer in (("agency", "省农委"), ("doc", "jzf-2017-25", "--format", "table"), ("task", "3.2")):
        result = start(*answer, *form, env=env)
        written = result.stdout.decode("gbk") + result.stderr.decode("gbk")
        assert result.returncode == 0
        assert "?" not in written


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_files_for_programs_are_utf8_whatever_the_terminal_speaks(form: str) -> None:
    gbk = start("agency", "省妇联", "--format", form, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"})
    assert gbk.returncode == 0
    assert "推进未成年人社会保护" in gbk.stdout.decode()
    assert gbk.stdout == start("agency", "省妇联", "--format", form).stdout


@pytest.mark.parametrize("form", [(), ("--format", "table")])
@pytest.mark.parametrize(
    "env",
    [
        *({"PYTHONUTF8": "0", "PYTHONIOENCODING": each} for each in ("ascii", "latin-1", "cp1252")),
        {"PYTHONUTF8": "", "LC_ALL": "C"},
    ],
)
def test_no_character_is_lost_where_the_stream_has_no_chinese(form: tuple[str, ...], env: dict[str, str]) -> None:
    result = start("agency", "省妇联", *form, env=env)
    assert (result.returncode, result.stderr) == (0, b"")
    assert "推进未成年人社会保护" in squeezed(result.stdout.decode())
