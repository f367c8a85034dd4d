"""What a file of documents is to become: some of its documents changed in place, and new ones behind them.

Only the changed documents are kept as values. New ones are kept as text, in a temporary file once they are much.
"""

from __future__ import annotations

import os
import tomllib
from functools import cached_property
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

from taskmap.checks import errors
from taskmap.files import BOM, make_folder, reason, write_atomically
from taskmap.i18n import _
from taskmap.model import DataSet, Document
from taskmap.problems import RefusedError
from taskmap.schema import SCHEMA, Reader, plain
from taskmap.store import block
from taskmap.toml_blocks import TomlBlocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from taskmap.merge_target import TaskFile

LISTS = tuple(key for key, default in Document._field_defaults.items() if default == ())
"""The keys of a document that are lists of tables."""

MOST_IN_MEMORY = 2**20
"""Bytes of new text that are kept in memory; what is more goes to a temporary file, which the system removes."""


class FileEdit:
    """The edit of one file, written as a whole or not at all; until then the file stays as it is."""

    def __init__(self, file: TaskFile) -> None:
        """Take the file as it was read, or as it would start."""
        self._file = file
        self._changed: dict[int, Document] = {}
        self._added = SpooledTemporaryFile(MOST_IN_MEMORY)  # noqa: SIM115 - closed when the edit is

    @cached_property
    def blocks(self) -> TomlBlocks:
        """Where the blocks of the file stand."""
        return TomlBlocks(self._file.text)

    @property
    def is_needed(self) -> bool:
        """Tell whether there is something to write."""
        return bool(self._changed or self._added.tell())

    def change(self, place: int, document: Document) -> None:
        """Let ``document`` stand in the place of the one that is there now."""
        if document != self._file.documents[place]:
            self._changed[place] = document

    def add(self, document: Document) -> None:
        """Let ``document`` stand behind all others.

        Raises:
            RefusedError: its text cannot be kept.
        """
        seams = self.blocks.seams
        text = self.blocks.fitted(block("documents", plain(document)))
        # Behind whole tables a list of tables may go on: what the block says alone, it says there.
        _verify(f"schema = {SCHEMA}\n{text}\n", (document,), {"schema": SCHEMA}, self._file.path)
        try:
            self._added.write(((seams.between if self._added.tell() else seams.before) + text).encode())
        except OSError as error:
            message = _("cannot write {file}: {reason}").format(file=self._file.path, reason=reason(error))
            raise RefusedError(message) from error

    def write(self) -> bool:
        """Write the file, if there is something to write; tell whether there was.

        Raises:
            RefusedError: the file has changed since it was read; or it cannot be written.
        """
        if not self.is_needed:
            return False
        text = self._edited()
        start = self._start()
        if self._file.is_new:
            make_folder(os.path.dirname(self._file.path) or os.curdir)
        write_atomically(self._file.path, self._pieces(start + text.encode()))
        return True

    def close(self) -> None:
        """Forget the new documents."""
        self._added.close()

    def _edited(self) -> str:
        """Return the text of the file with its changed documents."""
        if not self._changed:
            return self._file.text
        before = self._file.documents
        documents = tuple(self._changed.get(place, document) for place, document in enumerate(before))
        for finding in errors(DataSet(documents)):
            message = f"{self._file.path} would have an error: {finding.message}"
            raise RuntimeError(message)
        edits = []
        for place, new in self._changed.items():
            edits += self.blocks.update(("documents", place), plain(before[place]), plain(new), LISTS)
        text = self.blocks.edited(edits)
        rest = tomllib.loads(self._file.text)
        rest.pop("documents")
        _verify(text, documents, rest, self._file.path)
        return text

    def _pieces(self, start: bytes) -> Iterator[bytes]:
        """Return the whole file piece by piece, from what stands in front of the new documents on."""
        yield start
        if self._added.tell():
            self._added.seek(0)
            yield from iter(lambda: self._added.read(MOST_IN_MEMORY), b"")
            yield self.blocks.seams.behind.encode()

    def _start(self) -> bytes:
        """Return the byte order mark of the file, if it has one; it must be as it was read, or still not be there."""
        path = self._file.path
        changed = RefusedError(_("{file} has changed since it was read; it stays as it is").format(file=path))
        if self._file.is_new:
            if os.path.exists(path):
                raise changed
            return b""
        try:
            with open(path, "rb") as opened:
                data = opened.read()
        except OSError as error:
            raise RefusedError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
        if data.removeprefix(BOM) != self._file.text.encode():
            raise changed
        return BOM if data.startswith(BOM) else b""


def _verify(text: str, documents: Sequence[Document], rest: dict[str, Any], path: str) -> None:
    """Make sure that a text says what it is to say: an edit gone wrong must never be written."""
    found = tomllib.loads(text)
    reader = Reader()
    read = reader.file(found, "tasks")["documents"]
    found.pop("documents", None)
    if reader.faults or read != tuple(documents) or found != rest:
        message = f"the edited text of {path} does not say what it should"
        raise RuntimeError(message)
