"""The answers to what the commands ask, as plain values.

A renderer (:mod:`taskmap.writing` for files and pipes, :mod:`taskmap.terminal` for people) takes one answer and
shows it; it asks nothing more. :mod:`taskmap.questions` makes them. These are the answers that consist of tasks and
duties; those that only list what there is are in :mod:`taskmap.listings`, which most start-ups do not need.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from taskmap.model import Agency, Document, Duty, Role, Succession, TaskView
from taskmap.problems import Problem


class AgencyAnswer(NamedTuple):
    """An agency, its duties, and those that reorganisations handed to it."""

    agency: Agency
    duties: tuple[Duty, ...]
    inherited: tuple[Duty, ...]
    predecessors: tuple[Succession, ...]
    successors: tuple[Succession, ...]
    as_of: datetime.date | None = None
    """The day on which the duties stand as they are shown to; ``None`` where nothing is known of that."""

    @property
    def roles(self) -> dict[Role, int]:
        """How many of its own duties it has in each role."""
        return count_roles(self.duties)


class TasksAnswer(NamedTuple):
    """Tasks, in full (``whole``), as a list, or as a list of what is due (``agenda``); ``as_of`` as in agencies'."""

    views: tuple[TaskView, ...]
    whole: bool = False
    as_of: datetime.date | None = None
    agenda: bool = False


class DocAnswer(NamedTuple):
    """One document whole; ``parts`` names what to show instead of its tasks, ``as_of`` is as in agencies' answers."""

    document: Document
    views: tuple[TaskView, ...]
    parts: frozenset[str] = frozenset()
    as_of: datetime.date | None = None


class ImportAnswer(NamedTuple):
    """What sources hold: their documents whole, and what is doubtful about them."""

    documents: tuple[DocAnswer, ...]
    problems: tuple[Problem, ...]


def count_roles(duties: Iterable[Duty]) -> dict[Role, int]:
    """Count duties by their strongest role."""
    counts = Counter(duty.role for duty in duties)
    return {role: counts[role] for role in Role}
