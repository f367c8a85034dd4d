"""A progress bar on standard error, for work that takes longer than a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.progress import Progress

PATIENCE = 1.0
"""Seconds that work may take before a bar is shown."""

Each = TypeVar("Each")


def watched(results: Iterator[Each], total: int) -> Iterator[Each]:
    """Pass results on, and show how many of ``total`` have come."""
    begun = time.monotonic()
    bar: Progress | None = None
    try:
        for count, result in enumerate(results, 1):
            if bar is None and time.monotonic() - begun > PATIENCE:
                bar = _bar(total)
            if bar:
                bar.update(bar.task_ids[0], completed=count)
            yield result
    finally:
        if bar:
            bar.stop()


def _bar(total: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=Console(file=sys.stderr), transient=True
    )
    bar.add_task("", total=total)
    bar.start()
    return bar
