"""Answers that list what there is: agencies, documents, partners, passages, problems, what was recorded.

With them the list of all answers, since who deals with every kind needs these as well.
"""

from typing import TYPE_CHECKING, NamedTuple

from taskmap.answers import AgencyAnswer, DocAnswer, ImportAnswer, TasksAnswer
from taskmap.model import Agency, Document, Role
from taskmap.problems import Problem

if TYPE_CHECKING:
    from taskmap.progress import Entry, Operation
    from taskmap.search import Match


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
    AgencyAnswer | TasksAnswer | DocAnswer | ImportAnswer
    | AgenciesAnswer | DocsAnswer | MatchesAnswer | PartnersAnswer | ProblemsAnswer | LogAnswer
)  # fmt: skip
