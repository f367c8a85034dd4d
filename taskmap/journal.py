"""Adding to a journal: every operation becomes one new file, there whole or not at all, and no file is ever changed.

So there are no locks, any number of people and programs write at once, and the journals of two people merge by
copying one folder's files into the other's.
"""

from __future__ import annotations

import datetime
import getpass
import os
from typing import TYPE_CHECKING

from taskmap.files import make_folder, write_atomically
from taskmap.i18n import _
from taskmap.location import built_in
from taskmap.problems import RefusedError
from taskmap.progress import Operation, taken_back
from taskmap.store import dump_operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.location import Location
    from taskmap.progress import Entry


def check_writable(location: Location) -> None:
    """Make sure that a data set may have a journal.

    Raises:
        RefusedError: it is the built-in one.
    """
    ours, meant = (os.path.normcase(os.path.realpath(each.tasks[0])) for each in (built_in(), location))
    if meant == ours:
        raise RefusedError(_("the built-in data is read-only: copy it with taskmap init DIR, then give --data DIR"))


def now() -> datetime.datetime:
    """Return the time, with the offset of the place."""
    return datetime.datetime.now().astimezone()


def record(
    location: Location,
    entries: Sequence[Entry] = (),
    *,
    by: str | None = None,
    source: str | None = None,
    undoes: str | None = None,
) -> str:
    """Add an operation to the journal of a data set.

    Args:
        location: where the data set lies.
        entries: what was reported, or extended.
        by: who records it; without it the user of this machine.
        source: the file it was taken from.
        undoes: the name of the operation that is taken back.

    Returns:
        The path of the new file.

    Raises:
        RefusedError: the data set is the built-in one, or the file cannot be written.
    """
    check_writable(location)
    recorded = now()
    operation = Operation(recorded, "", by or _user(), source, undoes, tuple(entries))
    make_folder(location.journal)
    path = os.path.join(location.journal, _file_name(recorded))
    write_atomically(path, dump_operation(operation).encode())
    return path


def _file_name(recorded: datetime.datetime) -> str:
    """Return a name that sorts by time and that no other operation has; without a colon, which Windows forbids."""
    moment = recorded.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    return f"{moment}-{os.urandom(6).hex()}.toml"


def _user() -> str | None:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a system that does not know its user
        return None


def last(operations: Sequence[Operation]) -> Operation | None:
    """Return the newest operation that is not taken back and takes nothing back itself: what an undo means."""
    gone = taken_back(operations)
    kept = (each for each in operations if not each.undoes and each.name not in gone)
    return max(kept, key=lambda each: (each.recorded, each.name), default=None)
