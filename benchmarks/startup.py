"""How long the commands take, as ratios to ``python -c pass`` of the same environment.

Run it with the Python that taskmap is installed for::

    .venv/bin/python benchmarks/startup.py 40

Every round runs every command once, so that whatever else the machine does falls on all of them alike. The rows
that end in "terminal" run on a pseudo-terminal of 80 columns, the others into a pipe.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PYTHON = sys.executable
TASKMAP = os.path.join(os.path.dirname(PYTHON), "taskmap")
UNIT = "python -c pass"
IGNORED = ("PYTHONDONTWRITEBYTECODE", "TASKMAP_DATA", "COLUMNS", "NO_COLOR", "FORCE_COLOR")
"""Variables that would measure something else, such as compiling all modules at every start."""

COMPLETING = {"_TASKMAP_COMPLETE": "bash_complete", "COMP_WORDS": "taskmap agency 省人", "COMP_CWORD": "2"}


class Row(NamedTuple):
    """A command to measure, and the ratio it may take at most."""

    name: str
    command: Sequence[str]
    bound: float | None = None
    on_terminal: bool = False
    environment: Mapping[str, str] = {}


ROWS = (
    Row(UNIT, (PYTHON, "-c", "pass")),
    Row("import click", (PYTHON, "-c", "import click")),
    Row("import networkx", (PYTHON, "-c", "import networkx")),
    Row("--help", (TASKMAP, "--help"), 6),
    Row("--version", (TASKMAP, "--version"), 6),
    Row("completion", (TASKMAP,), 9, environment=COMPLETING),
    Row("agency 省人社厅", (TASKMAP, "agency", "省人社厅"), 9),
    Row("agency 省人社厅 --json", (TASKMAP, "agency", "省人社厅", "--json"), 9),
    Row("task 3.2", (TASKMAP, "task", "3.2"), 9),
    Row("task 3.2 --json", (TASKMAP, "task", "3.2", "--json"), 9),
    Row("task 3.2, terminal", (TASKMAP, "task", "3.2"), 13, on_terminal=True),
    Row("agency 省商务厅, terminal", (TASKMAP, "agency", "省商务厅"), 13, on_terminal=True),
    Row("agency 省人社厅, terminal", (TASKMAP, "agency", "省人社厅"), 16, on_terminal=True),
)


def run_in_pipe(command: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
    """Run a command with its output in a pipe; a failure ends the benchmark."""
    subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=True)


def run_on_terminal(command: Sequence[str], folder: str, environment: Mapping[str, str]) -> None:
    """Run a command on a pseudo-terminal; a failure ends the benchmark."""
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs
    ) as process:
        os.close(theirs)
        try:
            while os.read(ours, 65536):
                pass
        except OSError:  # how Linux reports that the other end is closed
            pass
        finally:
            os.close(ours)
        if process.wait():
            raise subprocess.CalledProcessError(process.returncode, command)


def measure(rows: Sequence[Row], rounds: int) -> dict[str, list[float]]:
    """Return the seconds that every row took in every round; one round before them writes bytecode."""
    shared = {key: value for key, value in os.environ.items() if key not in IGNORED}
    seconds: dict[str, list[float]] = {row.name: [] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds + 1):
            for row in rows:
                run: Callable[..., None] = run_on_terminal if row.on_terminal else run_in_pipe
                start = time.perf_counter()
                run(row.command, folder, {**shared, **row.environment})
                if number:
                    seconds[row.name].append(time.perf_counter() - start)
    return seconds


def main() -> None:
    """Print for each row its bound and its ratios, by the medians and by the fastest of all rounds."""
    parser = argparse.ArgumentParser(description="Ratios of start-up times to python -c pass.")
    parser.add_argument("rounds", nargs="?", type=int, default=20, help="how often each command runs (20)")
    rounds = max(parser.parse_args().rounds, 1)
    rows = ROWS if sys.platform != "win32" else tuple(row for row in ROWS if not row.on_terminal)
    seconds = measure(rows, rounds)
    print(f"{rounds} rounds\n{'bound':>5} {'median':>7} {'fastest':>8}")
    for row in rows:
        median = statistics.median(seconds[row.name]) / statistics.median(seconds[UNIT])
        fastest = min(seconds[row.name]) / min(seconds[UNIT])
        print(f"{row.bound or '':>5} {median:7.2f} {fastest:8.2f}  {row.name}")


if __name__ == "__main__":
    main()
