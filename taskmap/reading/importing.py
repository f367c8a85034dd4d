"""Importing: a file in, its documents and everything doubtful about them out. Nothing is written."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from taskmap.i18n import _
from taskmap.problems import UnreadableError
from taskmap.reading.limits import Limits
from taskmap.reading.readers.sources import missing, open_source, read_bytes

if TYPE_CHECKING:
    from taskmap.model import Document
    from taskmap.problems import Problem
    from taskmap.registry import Registry

STANDARD_INPUT = "-"


class Settings(NamedTuple):
    """What the user knows better than the file tells: ``form`` is one of the formats' names."""

    form: str | None = None
    encoding: str | None = None
    region: str | None = None
    id: str | None = None
    limits: Limits = Limits()


class Imported(NamedTuple):
    """What a source holds: its documents, and what is doubtful about them."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()


def import_file(path: str, registry: Registry, settings: Settings = Settings()) -> Imported:  # noqa: B008 - frozen
    """Import a file, or standard input (``-``).

    Raises:
        UnreadableError: it cannot be read.
    """
    if path == STANDARD_INPUT:
        return import_bytes("-", sys.stdin.buffer.read(settings.limits.size + 1), registry, settings)
    return import_bytes(path, read_bytes(path, settings.limits), registry, settings)


def import_bytes(name: str, data: bytes, registry: Registry, settings: Settings = Settings()) -> Imported:  # noqa: B008 - frozen
    """Import the bytes of a file called ``name``.

    Raises:
        UnreadableError: they cannot be read.
    """
    opened = open_source(name, data, form=settings.form, encoding=settings.encoding, limits=settings.limits)
    try:
        # Imported when the blocks are there: a file that cannot be read need not wait for the grammar.
        from taskmap.reading.documents import read_documents

        read = read_documents(opened, os.path.basename(name), region=settings.region, name=settings.id)
    except ModuleNotFoundError as error:  # of a package that only some documents need
        why = _("cannot read {file}: {reason}").format(file=name, reason=missing(error))
        raise UnreadableError(why) from error
    from taskmap.reading.doubts import problems

    found = tuple(problem for each in read for problem in problems(each, registry))
    return Imported(tuple(each.document for each in read), found)
