"""What can go wrong: faults in data, which are values, and requests that cannot be met, which are raised.

TaskmapError (exit code)
├── UnreadableError (3)      a file cannot be read
│   └── FaultyDataError (3)  it can, but what it says is not a data set
├── NotFoundError (4)        no such agency, task or document, or several
└── RefusedError (2)         what is asked would lose or overwrite something
"""

from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from typing import NamedTuple

from taskmap.i18n import _, ngettext


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    UNREADABLE = 3
    NOT_FOUND = 4
    INTERNAL = 70
    INTERRUPTED = 130


class Severity(StrEnum):
    """An error keeps the data from being used; a warning is worth a look."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """A fault in data. ``code`` is explained in docs/problems.md; ``where`` names the entry, ``line`` counts from 1."""

    severity: Severity
    code: str
    file: str
    line: int | None
    where: str | None
    message: str
    hint: str | None = None

    @property
    def place(self) -> str:
        """Where it is: ``file:line``, or the file alone."""
        return f"{self.file}:{self.line}" if self.line else self.file

    def __str__(self) -> str:
        """Show it as ``file:line: message``."""
        return f"{self.place}: {self.message}"


class TaskmapError(Exception):
    r"""The base of every request that cannot be met.

    Every message is one sentence in the user's language; ``details`` are further lines, such as the candidates::

        try:
            taskmap.load("tasks.toml").agency("省人社厅")
        except taskmap.TaskmapError as error:
            print(error, *error.details, sep="\n")
    """

    exit_code = ExitCode.PROBLEMS

    def __init__(self, message: str, details: Iterable[str] = ()) -> None:
        """Take the sentence to show and the lines that follow it."""
        super().__init__(message)
        self.details: Sequence[str] = tuple(details)


class UnreadableError(TaskmapError):
    """A file or folder that cannot be read, or holds no data."""

    exit_code = ExitCode.UNREADABLE


class FaultyDataError(UnreadableError):
    """Data with errors; ``problems`` holds every one of them."""

    SHOWN = 20

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Take every problem found; the first ones are shown."""
        self.problems = problems
        lines: list[str] = []
        for problem in problems[: self.SHOWN]:
            lines.append(str(problem))
            if problem.hint:
                lines.append(f"    {problem.hint}")
        if len(problems) > self.SHOWN:
            lines.append(_("… and {count} more: see taskmap check").format(count=len(problems) - self.SHOWN))
        message = ngettext("the data has {count} error:", "the data has {count} errors:", len(problems))
        super().__init__(message.format(count=len(problems)), lines)


class NotFoundError(TaskmapError):
    """Nothing is called that, or several things are."""

    exit_code = ExitCode.NOT_FOUND


class RefusedError(TaskmapError):
    """What is asked would overwrite something, or cannot be written there."""

    exit_code = ExitCode.USAGE


class NoSuchAgencyError(NotFoundError):
    """No agency goes by that name."""

    def __init__(self, name: str, nearest: Iterable[str]) -> None:
        """Take the name asked for and the names nearest to it."""
        near = tuple(nearest)
        message = _("no agency is called {name}").format(name=name.strip() or "''")
        if near:
            message += _("; nearest: {names}").format(names="、".join(near))
        super().__init__(message)


class SeveralAgenciesError(NotFoundError):
    """A part of a name that several agencies share."""

    def __init__(self, name: str, candidates: Iterable[str]) -> None:
        """Take the name asked for and those that it may mean."""
        super().__init__(_("several agencies match {name}:").format(name=name), (f"  {each}" for each in candidates))


class NoSuchTaskError(NotFoundError):
    """No task has that number."""

    def __init__(self, ref: str, document: str | None = None) -> None:
        """Take the ref asked for and the document it was asked of, if any."""
        if document:
            message = _("{document} has no task {ref}").format(document=document, ref=ref)
        else:
            message = _("no document has a task {ref}").format(ref=ref)
        super().__init__(message)


class SeveralTasksError(NotFoundError):
    """A number that tasks of several documents have."""

    def __init__(self, ref: str, ids: Iterable[str]) -> None:
        """Take the ref asked for and the ids of the tasks that have it."""
        super().__init__(_("several tasks have the number {ref}:").format(ref=ref), (f"  {each}" for each in ids))


class NoSuchDocumentError(NotFoundError):
    """No document has that id or number."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        """Take the name asked for and the ids there are."""
        super().__init__(_("no document is called {name}; there are: {ids}").format(name=name, ids=", ".join(known)))
