"""What reading documents costs: at a start, with the length of a document, step by step, and over many files.

Run it with the Python that taskmap is installed for, from a checkout; how many copies of the documents may be given::

    .venv/bin/python benchmarks/reading.py --rounds 20 10 100 1000

Steps are measured over all documents of tests/seeds and tests/documents, copies are made of those of tests/seeds: five
whole documents, of ten pages mostly. Start-up times are ratios to ``python -c pass`` in the same loop; lengths are
ratios to the document itself; memory is the peak of the largest process, as a ratio to the peak of an interpreter that
does nothing. Merged copies get a number each. A thousand copies take a while. For Linux, which tells that peak.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from typing import TYPE_CHECKING, Any

from scale import STATUS, bare_peak, peak
from startup import PYTHON, TASKMAP, UNIT, Row, measure

from taskmap.cli import cli
from taskmap.cli.import_ import Outcome
from taskmap.location import locate
from taskmap.merge_target import target_at
from taskmap.reading import documents, importing
from taskmap.reading.duties import measure_tasks
from taskmap.reading.importing import import_bytes
from taskmap.registry import Registry
from taskmap.registry_file import load_registry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from taskmap.model import Document

TESTS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "tests")
SEEDS, DOCUMENTS = (os.path.join(TESTS, name) for name in ("seeds", "documents"))
DOCUMENT = os.path.join(SEEDS, "001_cca389b0980228c1.txt")
"""Ten printed pages, with owners behind its measures."""

SUFFIXES = (".txt", ".md", ".html", ".csv")
COPIES = (10, 100, 1_000)
PROCESSES = (1, 2)
LENGTHS = (1, 2, 4, 8)
VERSION = "--version"
UNIT_ROUNDS = 20
BOUND = 5
"""How many times ``python -c pass`` reading the document may take beyond ``--version``."""

ROWS = (
    Row(UNIT, (PYTHON, "-c", "pass")),
    Row(VERSION, (TASKMAP, VERSION)),
    Row("import FILE", (TASKMAP, "import", DOCUMENT)),
    Row("import FILE --json", (TASKMAP, "import", DOCUMENT, "--json")),
)

STEPS = {
    "readers": ((importing, "open_source"),),
    "noise": ((documents, "clean"), (documents, "join_lines")),
    "outline": ((documents, "parts"), (documents, "front"), (documents, "outline"), (measure_tasks, "refs")),
    "duties": (
        (documents, "with_tables"), (documents, "with_flattened_tables"), (documents, "doubts_of_heads"),
        (documents, "with_whole_lists"), (documents, "unfold"), (documents, "_with_parts"), (documents, "measures"),
        (documents, "_owner_tables"), (measure_tasks, "spoken_for"), (measure_tasks, "owners"),
        (measure_tasks, "file_rule"), (measure_tasks, "everybody"),
    ),
    "dates": ((measure_tasks, "timing"), (documents, "boxes"), (documents, "goals")),
}  # fmt: skip
"""The functions that are a step of reading, where they are called. Boxes and goals are read for their targets."""


FOLDER, FILE = "kept", "kept.toml"
WAYS: Mapping[str, tuple[str, ...]] = {
    "import --json": ("import", "--json"),
    "import --into FOLDER": ("import", "--yes", "--into", FOLDER),
    "import --into FILE": ("import", "--yes", "--into", FILE),
    "the data set, read": (),
    "import --into FOLDER again": ("import", "--yes", "--into", FOLDER),
}
"""How copies are imported; the last but one shows what the data that the second has made takes alone."""


def paths(*folders: str) -> list[str]:
    """Return the documents in folders."""
    return [
        os.path.join(each, name) for each in folders for name in sorted(os.listdir(each)) if name.endswith(SUFFIXES)
    ]


def show_start(rounds: int) -> None:
    """Print what reading one document takes beyond ``--version``."""
    seconds = measure(ROWS, rounds)
    print(f"{'bound':>5} {'median':>7} {'fastest':>8}  beyond {VERSION}")
    for row in ROWS[2:]:
        median, fastest = (
            (pick(seconds[row.name]) - pick(seconds[VERSION])) / pick(seconds[UNIT])
            for pick in (statistics.median, min)
        )
        print(f"{BOUND:>5} {median:7.2f} {fastest:8.2f}  {row.name}")


def show_growth(rounds: int) -> None:
    """Print how the time grows with the length of a document, on lines as it is and in one line."""
    registry = Registry(*load_registry(locate(None).agencies))
    with open(DOCUMENT, encoding="utf-8") as file:
        text = file.read()
    print("\n" + "".join(f"{length:>7}x" for length in LENGTHS), " the length of a document")
    for name, piece in (("lines", text + "\n"), ("one line", "".join(text.split("\n")))):
        fastest = []
        for length in LENGTHS:
            data = (piece * length).encode()
            fastest.append(min(timed(partial(import_bytes, "a.txt", data, registry)) for _ in range(rounds)))
        print("".join(f"{seconds / fastest[0]:8.2f}" for seconds in fastest), f" {name}")


def timed(call: Callable[[], object]) -> float:
    """Return the seconds of this process that a call takes."""
    start = time.process_time()
    call()
    return time.process_time() - start


def show_steps() -> None:
    """Print which share of the time each step has, over all documents."""
    seconds = dict.fromkeys(STEPS, 0.0)
    for step, functions in STEPS.items():
        for module, name in functions:
            setattr(module, name, counted(getattr(module, name), step, seconds))
    registry = Registry(*load_registry(locate(None).agencies))

    def read_all() -> None:
        for path in paths(SEEDS, DOCUMENTS):
            importing.import_file(path, registry)

    read_all()  # compiles the patterns
    seconds.update(dict.fromkeys(STEPS, 0.0))
    total = timed(read_all)
    print("\n  share  step")
    for step, part in (*seconds.items(), ("all else", total - sum(seconds.values()))):
        print(f"{part / total:7.0%}  {step}")


def counted(function: Callable[..., Any], step: str, seconds: dict[str, float]) -> Callable[..., Any]:
    """Return a function that adds the time it takes to that of a step; what it yields is made at once."""

    def call(*args: object, **named: object) -> object:
        start = time.process_time()
        found = function(*args, **named)
        found = list(found) if hasattr(found, "__next__") else found
        seconds[step] += time.process_time() - start
        return found

    return call


def show_copies(copies: Sequence[int], processes: Sequence[int]) -> None:
    """Print documents per second, what each file takes in units of ``python -c pass``, and peak memory."""
    bare, unit = bare_peak(), statistics.median(measure(ROWS[:1], UNIT_ROUNDS)[UNIT])
    print(f"\n{'copies':>7} {'files':>8} {'processes':>10} {'per second':>11} {'each':>6} {'memory':>7}")
    for number, count in itertools.product(copies, processes):
        with tempfile.TemporaryDirectory() as folder:
            for way in WAYS:
                command = (sys.executable, __file__, "--job", way, str(number), str(count))
                done = subprocess.run(command, capture_output=True, check=True, text=True, cwd=folder)
                files, seconds, memory = json.loads(done.stdout)
                speed = f"{files / seconds:11.0f} {seconds / files / unit:6.2f}" if files else f"{'':18}"
                print(f"{number:7,} {files:8,} {count:10} {speed} {memory / bare:7.2f}  {way}", flush=True)


def import_copies(way: str, copies: int, processes: int) -> None:
    """Import the documents so many times, as the command does; print files, seconds and peak memory in KiB."""
    files = paths(SEEDS) * copies if WAYS[way] else []
    os.cpu_count = lambda: processes
    setattr(Outcome, "documents", numbered(Outcome.documents))  # noqa: B010 - or copies would be the same document
    start = time.perf_counter()
    if files:
        run_command(*WAYS[way], *files)
    else:
        target_at(FOLDER)
    seconds = time.perf_counter() - start
    with open(STATUS, encoding="utf-8") as status:
        own = peak(status.read())
    print(json.dumps([len(files), seconds, max(own, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)]))


def run_command(*args: str) -> None:
    """Run the command line in this process; nobody hears what it says."""
    gc.disable()  # as the command does
    with (
        open(os.devnull, "w", encoding="utf-8") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        cli.main(args, standalone_mode=False)


def numbered(documents: Callable[[Outcome], Iterator[Document]]) -> Callable[[Outcome], Iterator[Document]]:
    """Return a function that gives every document a number of its own."""

    def call(outcome: Outcome) -> Iterator[Document]:
        for place, document in enumerate(documents(outcome)):
            yield document._replace(number=f"某政发〔2020〕{place}号")

    return call


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description="What reading documents costs.")
    parser.add_argument("copies", nargs="*", type=int, help="of the documents in tests/seeds (10 100 1000)")
    parser.add_argument("--rounds", type=int, default=20, help="how often the rest is measured (20; 0: not at all)")
    parser.add_argument("--processes", nargs="+", type=int, default=PROCESSES, help="how many read the copies (1 2)")
    parser.add_argument("--job", nargs=3, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.job:
        way, copies, processes = asked.job
        import_copies(way, int(copies), int(processes))
        return
    if asked.rounds > 0:
        show_start(asked.rounds)
        show_growth(asked.rounds)
        show_steps()
    show_copies(asked.copies or COPIES, asked.processes)


if __name__ == "__main__":
    main()
