"""Importing many sources: which files are meant, several processes, one result after the other.

Nothing is kept: a result is forgotten when its caller has seen it, so that memory stays as it is over any number of
files.
"""

from __future__ import annotations

import os
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from taskmap.answers import DocAnswer, ImportAnswer
from taskmap.files import reason
from taskmap.graph import TaskMap
from taskmap.i18n import _, language, speaking
from taskmap.model import DataSet
from taskmap.problems import TaskmapError, UnreadableError
from taskmap.reading.importing import STANDARD_INPUT, Imported, Settings, import_file
from taskmap.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from taskmap.registry_file import Known

SUFFIXES = (
    ".txt", ".md", ".markdown", ".html", ".htm", ".shtml", ".csv", ".tsv", ".xlsx", ".xls", ".et", ".ods", ".docx",
    ".doc", ".wps", ".rtf", ".odt", ".pdf", ".ofd",
)  # fmt: skip
"""What is taken from a folder, OFD documents to say that they are not read. A file that is named is always tried."""

FEW = 8
"""Files up to which one process is as fast as several."""


class Result(NamedTuple):
    """What became of a source: what it holds, or why it cannot be read."""

    path: str
    imported: Imported | None
    error: TaskmapError | None = None


def sources(paths: Iterable[str]) -> list[str]:
    """Return the files that paths mean: a folder means the documents in it, by name, without descending.

    Raises:
        UnreadableError: a folder cannot be read, or holds no documents.
    """
    found: list[str] = []
    for path in paths:
        if path == STANDARD_INPUT or not os.path.isdir(path):
            found.append(path)
            continue
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
        inside = [name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))]
        if not inside:
            raise UnreadableError(_("the folder {folder} holds no documents").format(folder=path))
        found += (os.path.join(path, name) for name in inside)
    return found


class Answers:
    """Turns results into answers: names resolved by a registry."""

    def __init__(self, known: Known) -> None:
        """Take the agencies and events that decide."""
        self._agencies, self._events = known

    def of(self, results: Iterable[Result]) -> Iterator[ImportAnswer]:
        """Return the answer for every result that holds something."""
        for result in results:
            if result.imported:
                yield self._answer(result.imported)

    def _answer(self, imported: Imported) -> ImportAnswer:
        documents = []
        for document in imported.documents:
            tm = TaskMap(DataSet((document,), None, self._agencies, self._events))
            documents.append(DocAnswer(document, tuple(map(tm.view, document.tasks))))
        return ImportAnswer(tuple(documents), imported.problems)


def import_all(paths: list[str], known: Known, settings: Settings, processes: int | None = None) -> Iterator[Result]:
    """Import sources in their order.

    Args:
        paths: files, or ``-`` for standard input.
        known: the agencies and events of the registry to look names up in.
        settings: what the user knows better than the files tell.
        processes: how many to use; without it as many as there are processors, and one for a few files.
    """
    count = processes or (1 if len(paths) <= FEW else os.cpu_count() or 1)
    if count == 1 or STANDARD_INPUT in paths:
        registry = Registry(*known)
        yield from (_import(path, registry, settings) for path in paths)
        return
    yield from _in_processes(paths, known, settings, count)


def _in_processes(paths: list[str], known: Known, settings: Settings, count: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(count, initializer=_prepare, initargs=(known, settings, language())) as pool:
        waiting: deque[Future[Result]] = deque()
        rest = iter(paths)
        try:
            while True:
                # A few more than there are processes: the results of fast ones must not pile up.
                waiting += (pool.submit(_work, path) for path in islice(rest, 4 * count - len(waiting)))
                if not waiting:
                    return
                yield waiting.popleft().result()
        finally:
            for each in waiting:
                each.cancel()


class _Worker:
    """What a process of the pool keeps from one file to the next."""

    registry: Registry
    settings: Settings
    language: str


def _prepare(known: Known, settings: Settings, language: str) -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes: the one that started them ends them
    _Worker.registry = Registry(*known)
    _Worker.settings = settings
    _Worker.language = language


def _work(path: str) -> Result:
    with speaking(_Worker.language):
        return _import(path, _Worker.registry, _Worker.settings)


def _import(path: str, registry: Registry, settings: Settings) -> Result:
    try:
        return Result(path, import_file(path, registry, settings))
    except TaskmapError as error:
        return Result(path, None, UnreadableError(str(error), error.details))
