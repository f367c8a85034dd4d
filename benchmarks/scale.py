"""How load time, query time and memory grow with the data: 1,000, 10,000 and 100,000 tasks.

Run it with the Python that taskmap is installed for; sizes and rounds may be given::

    .venv/bin/python benchmarks/scale.py --rounds 3 1000 10000 100000

The data is made up, always the same: five owners for each task, texts of about 100 characters, 100 tasks to a document,
200 agencies. Times are ratios to ``python -c pass`` in the same loop; memory is the peak of a process that answers
questions, as a ratio to the peak of an interpreter that does nothing. For Linux, which tells that peak.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from typing import TYPE_CHECKING, TypeVar

import taskmap
from taskmap.checks import errors
from taskmap.files import read_text, write_atomically
from taskmap.graph import TaskMap
from taskmap.location import locate
from taskmap.model import Agency, DataSet, Document, Task
from taskmap.questions import TaskFilter, ask_agency, ask_search, ask_tasks
from taskmap.schema import Reader
from taskmap.store import dump, dump_registry

if TYPE_CHECKING:
    from collections.abc import Callable

Result = TypeVar("Result")

SIZES = (1_000, 10_000, 100_000)
WHOLE = "taskmap agency, all in all"
MEMORY = "memory"
STATUS = "/proc/self/status"
"""Where Linux tells how much memory a process holds; getrusage would add what its parent held."""

TASKS_PER_DOCUMENT = 100
OWNERS = 5
REGION = "某省"
CHARACTERS = "推进完善建立健全加强支持鼓励引导促进服务企业人才技能培训创业政策资金项目管理监督改革发展民生保障教育农村"
WORD = "就业援助"
"""Stands in the text of every tenth task."""

AGENCIES = tuple(
    Agency(f"省{first}{second}厅", REGION, f"{REGION}{first}{second}厅", (f"{first}{second}厅",), "department")
    for first in "甲乙丙丁戊己庚辛壬癸"
    for second in "东南西北中前后左右上下内外春夏秋冬金木水"
)


def made_up(tasks: int) -> DataSet:
    """Return a data set of so many tasks, the same one every time."""
    chance = random.Random(0)  # noqa: S311 - made-up data keeps no secrets
    names = [agency.name for agency in AGENCIES]

    def task(document: str, number: int) -> Task:
        owners = chance.sample(names, OWNERS)
        words = ["".join(chance.choices(CHARACTERS, k=19)) for _ in range(5)]
        if number % 10 == 0:
            words[2] = WORD + words[2][len(WORD) :]
        return Task(
            document, str(number), "一、总体任务", title="".join(chance.choices(CHARACTERS, k=12)),
            text="，".join(words) + "。", lead=tuple(owners[:1]), responsible=tuple(owners[1:4]),
            cooperate=tuple(owners[4:]), owner_text=f"{owners[0]}牵头，{'、'.join(owners[1:4])}负责，{owners[4]}配合",
        )  # fmt: skip

    documents = []
    for index in range(tasks // TASKS_PER_DOCUMENT):
        name = f"doc-{index}"
        day = datetime.date(2015, 1, 1) + datetime.timedelta(days=index)
        listed = tuple(task(name, number) for number in range(1, TASKS_PER_DOCUMENT + 1))
        number, title = f"某政发〔{day.year}〕{index}号", f"第{index}号任务分工方案"
        documents.append(Document(name, number, title, region=REGION, date=day, tasks=listed))
    return DataSet(tuple(documents), documents[0].id, AGENCIES)


def write(folder: str, tasks: int) -> None:
    """Write a made-up data set into a folder."""
    data = made_up(tasks)
    write_atomically(os.path.join(folder, "tasks.toml"), dump(data).encode())
    write_atomically(os.path.join(folder, "agencies.toml"), dump_registry(data.agencies, data.events).encode())


class Laps(dict[str, float]):
    """The seconds that named steps took."""

    def run(self, name: str, step: Callable[[], Result]) -> Result:
        """Run a step and keep its time."""
        start = time.perf_counter()
        result = step()
        self[name] = time.perf_counter() - start
        return result


def ask(folder: str) -> Laps:
    """Load a data set and ask it questions."""
    laps = Laps()
    tm = laps.run("load", lambda: taskmap.load(folder))
    agency = AGENCIES[0]
    laps.run("agency", lambda: ask_agency(tm, agency.name))
    laps.run("task", lambda: tm.task("50"))
    laps.run("tasks with --agency and --contains", lambda: ask_tasks(tm, TaskFilter((agency,), contains=WORD)))
    laps.run("search for two words", lambda: ask_search(tm, (WORD, agency.name)))
    return laps


def load_in_steps(folder: str) -> Laps:
    """Load a data set step by step."""
    laps = Laps()
    text = read_text(locate(folder).tasks[0])
    table = laps.run("  tomllib", lambda: tomllib.loads(text))
    reader = Reader()
    entries = laps.run("  schema", lambda: reader.file(table, "tasks"))
    data = DataSet(entries["documents"], entries["default"], AGENCIES)
    laps.run("  checks", lambda: list(errors(data)))
    laps.run("  graph", lambda: TaskMap(data))
    return laps


JOBS = {"ask": ask, "steps": load_in_steps}


def run_job(job: str, folder: str) -> dict[str, float]:
    """Do a job in a process of its own; return its times and, of the first, the most memory it held."""
    command = (sys.executable, __file__, "--job", job, folder)
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run_command(*command: str) -> float:
    """Return the seconds that a command takes in a pipe."""
    start = time.perf_counter()
    subprocess.run(command, capture_output=True, check=True)
    return time.perf_counter() - start


def bare_peak() -> float:
    """Return the most memory that an interpreter holds which does nothing, in KiB."""
    done = subprocess.run((sys.executable, "-c", f"print(open({STATUS!r}).read())"), capture_output=True, check=True)
    return peak(done.stdout.decode())


def peak(status: str) -> float:
    """Find the most memory that a process has held, in KiB, in what the system tells about it."""
    return next(float(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def measure(tasks: int, rounds: int) -> dict[str, float]:
    """Return for one size each figure, as a ratio to what ``python -c pass`` takes."""
    seconds: dict[str, list[float]] = {}
    units: list[float] = []
    command = os.path.join(os.path.dirname(sys.executable), "taskmap")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run((sys.executable, __file__, "--write", str(tasks), folder), check=True)
        jobs: tuple[Callable[[], dict[str, float]], ...] = (
            lambda: run_job("ask", folder),
            lambda: run_job("steps", folder),
            lambda: {WHOLE: run_command(command, "--data", folder, "agency", AGENCIES[0].name)},
        )
        for _ in range(rounds):
            for job in jobs:
                units += [run_command(sys.executable, "-c", "pass") for _ in range(5)]
                for name, figure in job().items():
                    seconds.setdefault(name, []).append(figure)
    memory = max(seconds.pop(MEMORY))
    ratios = {name: statistics.median(each) / statistics.median(units) for name, each in seconds.items()}
    return {**ratios, MEMORY: memory / bare_peak()}


def main() -> None:
    """Print every figure at every size."""
    parser = argparse.ArgumentParser(description="Load time, query time and memory as the data grows.")
    parser.add_argument("sizes", nargs="*", type=int, help="numbers of tasks (1000 10000 100000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each size is measured (3)")
    parser.add_argument("--job", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--write", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        write(asked.write[1], int(asked.write[0]))
    elif asked.job:
        job, folder = asked.job
        laps = JOBS[job](folder)
        if job == "ask":  # the other one holds more than an answer needs
            with open(STATUS, encoding="utf-8") as file:
                laps[MEMORY] = peak(file.read())
        print(json.dumps(laps))
    else:
        sizes = asked.sizes or SIZES
        columns = [measure(size, max(asked.rounds, 1)) for size in sizes]
        print("".join(f"{size:>12,}" for size in sizes), " tasks")
        for name in columns[0]:
            print("".join(f"{column[name]:12,.2f}" for column in columns), f" {name}")


if __name__ == "__main__":
    main()
