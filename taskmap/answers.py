"""The answers to what the commands ask, as plain values.

A renderer (:mod:`taskmap.writing` for files and pipes, :mod:`taskmap.terminal` for people) takes one answer and
shows it; it asks nothing more. :mod:`taskmap.questions` makes them.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from taskmap.model import Agency, Document, Duty, Role, Succession, TaskView
from taskmap.problems import Problem

if TYPE_CHECKING:
    from taskmap.progress import Entry, Operation
    from taskmap.search import Match


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


class AgencyCount(NamedTuple):
    """An agency with the number of its duties in each role."""

    agency: Agency
    roles: dict[Role, int]

    @property
    def total(self) -> int:
        """The number of its duties."""
        return sum(self.roles.values())


class AgenciesAnswer(NamedTuple):
    """Agencies with their counts."""

    counts: tuple[AgencyCount, ...]


class DocumentCount(NamedTuple):
    """A document with how many tasks it holds, how many of them have owners, and how many duties that makes."""

    document: Document
    tasks: int
    owned: int
    duties: int


class DocsAnswer(NamedTuple):
    """Documents with their counts, and which is the default."""

    counts: tuple[DocumentCount, ...]
    default: str | None


class DocAnswer(NamedTuple):
    """One document whole; ``parts`` names what to show instead of its tasks, ``as_of`` is as in agencies' answers."""

    document: Document
    views: tuple[TaskView, ...]
    parts: frozenset[str] = frozenset()
    as_of: datetime.date | None = None


class MatchesAnswer(NamedTuple):
    """Passages that a search found."""

    words: tuple[str, ...]
    matches: tuple["Match", ...]


class Partner(NamedTuple):
    """An agency that shares tasks with another: all of them, and those in which one leads the other."""

    agency: Agency
    tasks: tuple[str, ...]
    leads: tuple[str, ...]
    led_by: tuple[str, ...]


class PartnersAnswer(NamedTuple):
    """An agency and those it shares tasks with."""

    agency: Agency
    partners: tuple[Partner, ...]


class ProblemsAnswer(NamedTuple):
    """What a check found."""

    problems: tuple[Problem, ...]

    @property
    def unreadable(self) -> bool:
        """Whether a file could not be read as TOML at all."""
        return any(problem.code == "toml-syntax" for problem in self.problems)


class ImportAnswer(NamedTuple):
    """What sources hold: their documents whole, and what is doubtful about them."""

    documents: tuple[DocAnswer, ...]
    problems: tuple[Problem, ...]


class LogLine(NamedTuple):
    """An entry with the operation that recorded it; without one, an operation that takes another back.

    ``undone_by`` names the operation that takes this one back.
    """

    operation: "Operation"
    entry: "Entry | None"
    undone_by: str | None = None


class LogAnswer(NamedTuple):
    """What was recorded, the oldest first."""

    lines: tuple[LogLine, ...]


Answer = (
    AgencyAnswer | TasksAnswer | AgenciesAnswer | DocsAnswer | DocAnswer
    | MatchesAnswer | PartnersAnswer | ProblemsAnswer | ImportAnswer | LogAnswer
)  # fmt: skip


def count_roles(duties: Iterable[Duty]) -> dict[Role, int]:
    """Count duties by their strongest role."""
    counts = Counter(duty.role for duty in duties)
    return {role: counts[role] for role in Role}
