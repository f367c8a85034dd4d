"""Completion: names, refs and ids, quickly, and scripts that shells accept."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import ROOT, command_line, environment, run, start

if TYPE_CHECKING:
    from pathlib import Path


def completed(line: str, data: str = "data") -> list[str]:
    """Return what bash is offered for the last word of a command line."""
    words = line.replace("\n", " ").split(" ")
    result = start(
        env={"_TASKMAP_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
             "TASKMAP_DATA": data}
    )  # fmt: skip
    assert result.stderr == b""
    return [each.partition(",")[2] for each in result.stdout.decode().split()]


def test_agency_names_are_completed_by_every_spelling() -> None:
    assert completed("taskmap agency 省人社") == ["省人社厅"]
    assert {"省人力资源社会保障厅", "省人力资源和社会保障厅"} <= set(completed("taskmap agency 省人力"))
    assert completed("taskmap partners 团省") == ["团省委"]
    assert "省农委" in completed("taskmap tasks --agency 省农")
    assert completed("taskmap checklist 省商务") == ["省商务厅"]


def test_refs_and_ids_of_tasks_are_completed() -> None:
    assert completed("taskmap task 3.1") == ["3.1"]
    assert {"jzf-2017-32:（一）", "jzf-2017-32:（三十）"} <= set(completed("taskmap task jzf-2017-32:"))


def test_documents_are_completed_by_id_and_number() -> None:
    assert set(completed("taskmap doc jzf-2017")) == {"jzf-2017-32", "jzf-2017-25"}
    assert completed("taskmap agency 省农委 --doc 吉就组") == ["吉就组〔2020〕1号"]


def parted(*parts: str) -> list[str]:
    """Return what bash puts in place of the last part of a command line that it has parted at colons."""
    return completed("\n".join(("taskmap", *parts)))


def test_what_bash_has_parted_at_a_colon_is_not_repeated() -> None:
    assert parted("task", "jzf-2017-25", ":", "五.（一") == ["五.（一）"]
    assert {"（一）", "（三十）"} <= set(parted("task", "jzf-2017-32", ":"))
    assert parted("task", "jzf-2017-25", ":", "五.（一）", "3.1") == ["3.1"]
    assert "3.1" in parted("task", "jzf-2017-25", ":", "")


def test_a_quoted_word_with_a_colon_is_completed_whole() -> None:
    assert parted("task", '"jzf-2017-25:五.（一') == ["jzf-2017-25:五.（一）"]


def test_the_value_behind_an_equals_sign_is_completed() -> None:
    assert parted("agency", "省农委", "--doc", "=", "吉就组") == ["吉就组〔2020〕1号"]
    assert parted("--data", "=", "tests/golden", "doc", "new") == ["new-2020-1"]


def test_bash_itself_completes_an_id_with_a_colon(tmp_path: Path) -> None:
    bash = shutil.which("bash")
    pty = pytest.importorskip("pty", reason="needs POSIX terminals")
    if bash is None:
        pytest.skip("bash is not installed")
    # Asked for completions it is taskmap; called with the completed line it shows its arguments.
    script = f"""#!/bin/sh
test "$_TASKMAP_COMPLETE" && exec {shlex.join(command_line())}
printf '%s\\n' "$@"
"""
    (tmp_path / "taskmap").write_text(script, encoding="utf-8")
    (tmp_path / "taskmap").chmod(0o755)
    (tmp_path / "rc").write_text(run("completion", "bash").stdout + "PS1=; stty -echo\n", encoding="utf-8")
    env = environment(TERM="dumb", PATH=f"{tmp_path}{os.pathsep}{os.environ['PATH']}", HISTFILE="", INPUTRC="/dev/null")
    screen, terminal = pty.openpty()
    with subprocess.Popen(
        [bash, "--noprofile", "--rcfile", tmp_path / "rc", "-i"],
        env=env, cwd=ROOT, stdin=terminal, stdout=subprocess.PIPE, stderr=terminal, start_new_session=True,
    ) as shell:  # fmt: skip
        os.close(terminal)
        os.write(screen, "taskmap task jzf-2017-25:五.（一\t; exit\n".encode())
        answer, _ = shell.communicate(timeout=60)
    os.close(screen)
    assert answer.decode().split() == ["task", "jzf-2017-25:五.（一）"]


def test_commands_and_values_of_options_are_completed() -> None:
    assert {"agency", "agencies"} <= set(completed("taskmap ag"))
    assert completed("taskmap agencies --kind pa") == ["party"]


def test_completion_asks_the_data_set_that_the_command_line_names() -> None:
    assert completed("taskmap --data tests/golden doc new") == ["new-2020-1"]
    assert completed("taskmap doc --data tests/golden new") == ["new-2020-1"]


@pytest.mark.parametrize("data", ["/nowhere", "tests/golden/checklist.en.md"])
def test_completion_is_silent_where_the_data_cannot_be_read(data: str) -> None:
    assert completed("taskmap agency 省", data) == []


def test_completion_loads_neither_networkx_nor_rich() -> None:
    code = (
        "import sys, atexit\n"
        "atexit.register(lambda: print(*{'networkx', 'rich', 'tomli_w'} & set(sys.modules), file=sys.stderr))\n"
        "from taskmap.cli import main\n"
        "main()"
    )
    env = {"_TASKMAP_COMPLETE": "bash_complete", "COMP_WORDS": "taskmap agency 省人社", "COMP_CWORD": "2"}
    result = subprocess.run([sys.executable, "-c", code], env=environment(**env), capture_output=True, check=False)
    assert (result.stdout.decode().split(), result.stderr.strip()) == (["plain,省人社厅"], b"")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_a_script_is_printed_for_every_shell(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_TASKMAP_COMPLETE" in result.stdout
    assert "taskmap" in result.stdout


@pytest.mark.parametrize(("shell", "arguments"), [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])])
def test_the_shell_accepts_its_script(shell: str, arguments: list[str]) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    result = subprocess.run(
        [program, *arguments], input=run("completion", shell).stdout.encode(), capture_output=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, b"")


def test_another_shell_is_a_mistake() -> None:
    assert run("completion", "cmd").exit_code == 2
