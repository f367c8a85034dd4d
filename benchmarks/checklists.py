"""How fast checklists are written, and with how much memory: every format, all agencies of a data set.

Run it with the Python that taskmap and its extra ``office`` are installed for::

    .venv/bin/python benchmarks/checklists.py --rounds 3

Two data sets: the built-in one, and a made-up one of 200 agencies with 50 duties each. Every format is written in a
process of its own; the seconds are those of making and writing the files, without the loading of the data. Memory is
the peak of that process as a ratio to the peak of an interpreter that does nothing. For Linux, which tells that peak.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import taskmap
from taskmap.files import write_atomically
from taskmap.model import Agency, DataSet, Document, Task
from taskmap.questions import ask_checklists
from taskmap.standing import Standings
from taskmap.store import dump, dump_registry
from taskmap.writing.checklists import FORMATS
from taskmap.writing.checklists.files import Bundle, write_folder
from taskmap.writing.checklists.sheet import sheet_of

STATUS = "/proc/self/status"
"""Where Linux tells how much memory a process holds; getrusage would add what its parent held."""

AGENCIES = 200
TASKS = 2_000
OWNERS = 5
"""Of each task: every agency has ``TASKS * OWNERS / AGENCIES`` duties, 50."""

REGION = "某省"
TEXT = "完善政策体系，健全工作机制，加强督促检查，推动各项任务落到实处；到2025年底，新增就业岗位10000个以上，"
DAY = datetime.date(2026, 1, 1)


def write_made_up(folder: str) -> None:
    """Write a data set of 200 agencies with 50 duties each into a folder."""
    agencies = tuple(Agency(f"省第{number}厅", REGION, f"{REGION}第{number}厅") for number in range(AGENCIES))

    def task(number: int) -> Task:
        first = number * OWNERS % AGENCIES
        names = tuple(each.name for each in agencies[first : first + OWNERS])
        text = f"第{number}项：{TEXT}{TEXT}"
        return Task("d", str(number), "一、总体任务", text=text, lead=names[:1], responsible=names[1:])

    document = Document("d", "某政发〔2020〕1号", "任务分工方案", region=REGION, tasks=tuple(map(task, range(TASKS))))
    write_atomically(os.path.join(folder, "tasks.toml"), dump(DataSet((document,), "d", agencies)).encode())
    write_atomically(os.path.join(folder, "agencies.toml"), dump_registry(agencies, ()).encode())


def write_all(form: str, data: str | None) -> dict[str, float]:
    """Write every checklist of a data set in one format; return how many files, the seconds and the peak of memory."""
    tm = taskmap.load(data)
    gc.disable()  # as the command does
    gc.freeze()
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        standings = Standings(tm, DAY)
        sheets = [sheet_of(each, standings, dict(tm.states)) for each in ask_checklists(tm)]
        written = sum(1 for _ in write_folder(Bundle(sheets, [form]), Path(folder)))
        return {"files": written, "seconds": time.perf_counter() - start, "memory": peak()}


def peak(status: str | None = None) -> float:
    """Return the most memory that a process held, of which this is the status; without it this one."""
    status = status or Path(STATUS).read_text(encoding="utf-8")
    return next(float(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def idle() -> float:
    """Return the peak of an interpreter that does nothing."""
    command = (sys.executable, "-c", f"print(open({STATUS!r}).read())")
    return peak(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


def run_job(form: str, data: str | None) -> dict[str, float]:
    """Write the checklists in a process of its own."""
    command = (sys.executable, __file__, "--job", form, *((data,) if data else ()))
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> None:
    """Print files per second, by the median of all rounds, and memory."""
    parser = argparse.ArgumentParser(description="Speed and memory of writing checklists.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each format is written (3)")
    parser.add_argument("--job", nargs="+", metavar="FORM [DATA]", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        form, *data = options.job
        print(json.dumps(write_all(form, data[0] if data else None)))
        return
    unit = idle()
    with tempfile.TemporaryDirectory() as made_up:
        write_made_up(made_up)
        print(f"{'files':>6} {'files/s':>8} {'memory':>7}")
        for name, data in (("built-in data", None), (f"{AGENCIES} agencies", made_up)):
            for form in FORMATS:
                found = [run_job(form, data) for _ in range(max(options.rounds, 1))]
                seconds = statistics.median(each["seconds"] for each in found)
                files = round(found[0]["files"])
                print(f"{files:6} {files / seconds:8.0f} {found[0]['memory'] / unit:7.1f}  {form}, {name}")


if __name__ == "__main__":
    main()
