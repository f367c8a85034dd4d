"""Which data set is meant, and which files it is made of (docs/data.md).

Paths are plain strings here and in :mod:`taskmap.files`: every start passes through, and pathlib alone would cost
a third of a bare interpreter's start-up.
"""

import os
from typing import NamedTuple

from taskmap.files import reason
from taskmap.i18n import _
from taskmap.problems import UnreadableError

TASKS = "tasks.toml"
AGENCIES = "agencies.toml"
JOURNAL = "journal"
PACKAGE = os.path.dirname(os.path.abspath(__file__))


class Location(NamedTuple):
    """Where a data set lies: its task files, and its registry."""

    tasks: tuple[str, ...]
    agencies: str

    @property
    def journal(self) -> str:
        """The folder of its journal, which need not be there."""
        return os.path.join(os.path.dirname(self.tasks[0]), JOURNAL)


def built_in() -> Location:
    """Return the data set that comes with taskmap: inside a wheel, or beside the package in a checkout."""
    folder = os.path.join(PACKAGE, "data")
    if not os.path.isdir(folder):
        folder = os.path.join(os.path.dirname(PACKAGE), "data")
    return Location((os.path.join(folder, TASKS),), os.path.join(folder, AGENCIES))


def locate(path: str | os.PathLike[str] | None = None) -> Location:
    """Find the data set that is meant.

    ``path``, a file or a folder, wins; then the environment's ``TASKMAP_DATA``; then the nearest
    ``data/tasks.toml`` or ``tasks.toml`` from the working directory upwards; then the built-in one.

    Raises:
        UnreadableError: ``path`` does not exist, or is a folder without data.
    """
    path = path or os.environ.get("TASKMAP_DATA")
    if path:
        return _named(os.fspath(path))
    try:
        folder, above = os.getcwd(), ""
    except FileNotFoundError:  # the working directory has been removed
        return built_in()
    while folder != above:
        for candidate in (os.path.join(folder, "data", TASKS), os.path.join(folder, TASKS)):
            if os.path.isfile(candidate):
                return _beside((candidate,))
        folder, above = os.path.dirname(folder), folder
    return built_in()


def _named(path: str) -> Location:
    if not os.path.isdir(path):
        return _beside((path,))
    try:
        names = sorted(name for name in os.listdir(path) if name.endswith(".toml") and name != AGENCIES)
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
    tasks = tuple(each for each in (os.path.join(path, name) for name in names) if os.path.isfile(each))
    if not tasks:
        message = _("the folder {folder} holds no data: no .toml file with documents").format(folder=path)
        raise UnreadableError(message)
    return _beside(tasks)


def _beside(tasks: tuple[str, ...]) -> Location:
    """Complete task files with their registry, the one beside them or else the built-in one."""
    agencies = os.path.join(os.path.dirname(tasks[0]), AGENCIES)
    return Location(tasks, agencies if os.path.isfile(agencies) else built_in().agencies)
