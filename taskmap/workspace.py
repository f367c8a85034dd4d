"""A data set of the user's own: two files to edit."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from taskmap.files import make_folder, write_atomically
from taskmap.location import AGENCIES, TASKS, built_in
from taskmap.model import DataSet
from taskmap.store import dump, dump_registry


def create(folder: Path, *, empty: bool = False) -> list[Path]:
    """Write ``tasks.toml`` and ``agencies.toml`` into ``folder``: the built-in ones, or empty ones.

    Returns:
        The files written.

    Raises:
        RefusedError: one of them is there already, or cannot be written; then the other is not written either.
    """
    if empty:
        contents = {TASKS: dump(DataSet()).encode(), AGENCIES: dump_registry((), ()).encode()}
    else:
        source = built_in()
        contents = {TASKS: Path(source.tasks[0]).read_bytes(), AGENCIES: Path(source.agencies).read_bytes()}
    make_folder(folder)
    files = [folder / name for name in contents]
    with ExitStack() as undo:
        for file, content in zip(files, contents.values(), strict=True):
            write_atomically(file, content, replace=False)
            undo.callback(file.unlink, missing_ok=True)
        undo.pop_all()
    return files
