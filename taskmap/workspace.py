"""A data set of the user's own: two files to edit."""

from __future__ import annotations

from pathlib import Path

from taskmap.files import write_atomically
from taskmap.i18n import _
from taskmap.location import AGENCIES, TASKS, built_in
from taskmap.problems import RefusedError

EMPTY = b"schema = 1\n"


def create(folder: Path, *, empty: bool = False) -> list[Path]:
    """Write ``tasks.toml`` and ``agencies.toml`` into ``folder``: the built-in ones, or empty ones.

    Returns:
        The files written.

    Raises:
        RefusedError: one of them is there already, or the folder cannot be written to.
    """
    source = built_in()
    contents = {TASKS: source.tasks[0], AGENCIES: source.agencies}
    for name in contents:
        if (folder / name).exists():
            raise RefusedError(_("{file} is there already; nothing was written").format(file=folder / name))
    for name, path in contents.items():
        write_atomically(folder / name, EMPTY if empty else Path(path).read_bytes())
    return [folder / name for name in contents]
