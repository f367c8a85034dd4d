"""What documents are merged into: the files of a data set as they were read, and names for new ones."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from taskmap.files import reason
from taskmap.i18n import _
from taskmap.location import AGENCIES, built_in, locate
from taskmap.problems import RefusedError, UnreadableError
from taskmap.schema import SCHEMA
from taskmap.store import survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from taskmap.model import Document

RESERVED = r"con|prn|aux|nul|(?:com|lpt)\d|agencies"
"""Names that no file of documents may have: those of Windows' devices, and that of the registry."""

LONGEST_NAME = 80
TOML = ".toml"


class TaskFile(NamedTuple):
    """A file of documents as it was read; one that is not there yet ``is_new``, and starts with its schema."""

    path: str
    text: str = f"schema = {SCHEMA}\n"
    documents: tuple[Document, ...] = ()
    is_new: bool = True


class Target(NamedTuple):
    """The data set to merge into: its files by path, and where new documents go.

    That is ``file`` or, where it is ``None``, a new file in ``folder`` under another name than ``names``.
    """

    path: str
    files: Mapping[str, TaskFile]
    default: str | None = None
    file: str | None = None
    folder: str = ""
    names: tuple[str, ...] = ()

    @property
    def documents(self) -> Iterator[Document]:
        """All documents of the data set."""
        return (document for file in self.files.values() for document in file.documents)


def target_at(path: str) -> Target:
    """Read the data set at ``path``; where nothing is there yet, a name ending in .toml is a file, else a folder.

    Raises:
        RefusedError: it is the built-in data set, or the name is that of a registry.
        UnreadableError: a file of the data set cannot be read.
        FaultyDataError: there are errors in it.
    """
    _refuse_built_in(path)
    if not os.path.isdir(path) and os.path.basename(path).casefold() == AGENCIES:
        message = _("{file} is for agencies; documents go to another file").format(file=path)
        raise RefusedError(message)
    if not os.path.exists(path):
        if path.casefold().endswith(TOML):
            return Target(path, {path: TaskFile(path)}, file=path)
        return Target(path, {}, folder=path)
    if not os.path.isdir(path):
        return _read(path)._replace(file=path)
    try:
        found = os.listdir(path)
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
    is_empty = not any(name.endswith(TOML) and name != AGENCIES for name in found)
    names = tuple(os.path.splitext(name)[0] for name in found)
    return (Target(path, {}) if is_empty else _read(path))._replace(folder=path, names=names)


def _read(path: str) -> Target:
    found = survey(locate(path))
    files = {
        each.path: TaskFile(each.path, each.text, each.entries["documents"], is_new=False) for each in found.sources
    }
    return Target(path, files, found.data.default)


def _refuse_built_in(path: str) -> None:
    home, meant = (os.path.normcase(os.path.realpath(each)) for each in (os.path.dirname(built_in().tasks[0]), path))
    if home in (meant, os.path.dirname(meant)):
        message = _("the built-in data is read-only; taskmap init makes a copy of it to work on")
        raise RefusedError(message)


def safe_name(name: str) -> str:
    """Make a file name, without its ending, of the id of a document: small letters, digits and hyphens only."""
    safe = re.sub(r"[^a-z0-9-]+", "-", name.casefold())[:LONGEST_NAME].strip("-")
    return f"document-{safe}".rstrip("-") if not safe or re.fullmatch(RESERVED, safe) else safe


class FreeNames:
    """Gives out names that nothing else has: -2, -3 and so on stand behind one that is taken."""

    def __init__(self, taken: Iterable[str]) -> None:
        """Start with the names that are taken; capitals make no difference."""
        self._taken = {name.casefold() for name in taken}
        self._numbers: dict[str, int] = {}

    def take(self, name: str) -> str:
        """Return ``name``, or the first free one made of it; it is taken from then on."""
        free, number = name, self._numbers.get(name, 2)
        while free.casefold() in self._taken:
            free = f"{name}-{number}"
            number += 1
        self._numbers[name] = number
        self._taken.add(free.casefold())
        return free
