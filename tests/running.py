"""Running the command line in tests, and comparing what it writes with the files in tests/golden/."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from taskmap.cli import cli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.testing import Result

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
UPDATE = "TASKMAP_UPDATE_GOLDEN"
"""Set to anything, the files in tests/golden/ are written anew instead of compared."""

LAYOUT = "".join(map(chr, range(0x2500, 0x2580))) + "+`|-"
"""Characters that draw lines and trees."""


def run(*args: str | Path, lang: str = "en", **env: str) -> Result:
    """Run a command line in this process, outside a terminal."""
    return CliRunner().invoke(cli, list(map(str, args)), env={"TASKMAP_LANG": lang, **env}, prog_name="taskmap")


def run_small(*args: str | Path, lang: str = "en", **env: str) -> Result:
    """Run a command line on the small data set of tests/golden/."""
    return run("--data", GOLDEN, *args, lang=lang, **env)


def command_line(*args: str | Path) -> list[str]:
    """Return the command that starts taskmap as a process of its own."""
    return [sys.executable, "-m", "taskmap", *map(str, args)]


def environment(**env: str) -> dict[str, str]:
    """Return the environment for such a process: UTF-8, English, and this checkout's taskmap."""
    ours = {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "TASKMAP_LANG": "en"}
    return {**os.environ, **ours, **env}


def start(
    *args: str | Path, env: Mapping[str, str] | None = None, cwd: Path = ROOT, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """Run a command line as a process of its own."""
    return subprocess.run(
        command_line(*args), env=environment(**(env or {})), cwd=cwd, check=False, stdout=stdout, stderr=subprocess.PIPE
    )


def assert_golden(name: str, content: bytes) -> None:
    """Hold ``content`` against a file of tests/golden/, or write it there if that is asked for."""
    path = GOLDEN / name
    if os.environ.get(UPDATE):
        path.write_bytes(content)
    assert content.decode() == path.read_bytes().decode(), f"{path} differs; if that is right, set {UPDATE}=1"


def squeezed(text: str) -> str:
    """Return a text without spaces and line ends, which layout may add."""
    return "".join(text.split())


def read_json(*args: str | Path, **env: str) -> dict[str, Any]:
    """Return what ``taskmap import --json`` says of files."""
    result = run("import", "--json", *args, **env)
    assert result.exit_code == 0, result.stderr
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer
