"""When a task is due and what it shall reach: its deadlines and targets, from its wording and from labels beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.dates.deadlines import deadline_cell, deadlines
from taskmap.reading.dates.targets import targets

if TYPE_CHECKING:
    import datetime

    from taskmap.model import Deadline, Target


def timing(
    title: str | None, text: str | None, due: str | None, issued: datetime.date | None
) -> tuple[tuple[Deadline, ...], tuple[Target, ...]]:
    """Return deadlines and targets of a task.

    Args:
        title: its heading.
        text: its wording.
        due: the words of a cell or label that says when it is due (完成时限：2025年底).
        issued: the day from which 年底前 and 三年内 count.
    """
    words = wording(title, text)
    said = deadline_cell(due, issued) if due else ()
    return (*said, *deadlines(words, issued)), targets(words, issued=issued)


def wording(title: str | None, text: str | None) -> str:
    """Return heading and text as one passage."""
    return "。".join(part for part in (title, text) if part)
