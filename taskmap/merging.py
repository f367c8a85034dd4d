"""Documents merged into a data set that is there, one after the other: what there is to accept, then what is accepted.

Nothing in the data is ever removed or renumbered. A document that is there already is compared task by task
(:mod:`taskmap.comparison`), and what is accepted changes only its own block of the file (:mod:`taskmap.file_edit`).
"""

from __future__ import annotations

import os
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from taskmap.checks import errors
from taskmap.comparison import Comparison, TaskChange, compare, identity
from taskmap.file_edit import LISTS, FileEdit
from taskmap.folding import fold
from taskmap.i18n import _
from taskmap.merge_target import FreeNames, TaskFile, safe_name, target_at
from taskmap.model import DataSet, Document, Task
from taskmap.problems import RefusedError
from taskmap.schema import plain

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from typing import Self

    from taskmap.toml_blocks import TomlBlocks


class State(StrEnum):
    """What an incoming document is to the data: new, there with nothing to take over, or there and different."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


class NewDocument(NamedTuple):
    """A document to add, under the id it gets."""

    document: Document


class NewTask(NamedTuple):
    """A task to add to a document that is there; ``comments`` are those that this would take away."""

    task: Task
    comments: tuple[str, ...]


class ChangedTask(NamedTuple):
    """A task to replace; ``comments`` are those in its block, which would be lost."""

    change: TaskChange
    comments: tuple[str, ...]


class ChangedDocument(NamedTuple):
    """A document whose own fields are to be replaced; ``comments`` are those in the blocks that would be written anew.

    The fields are ``changes`` of the ``comparison``.
    """

    comparison: Comparison
    comments: tuple[str, ...]


Proposal = NewDocument | NewTask | ChangedTask | ChangedDocument


class Step(NamedTuple):
    """What becomes of one incoming document: the ``file`` it goes to or stands in, and all there is to accept.

    ``comparison`` is ``None`` for a new document, ``place`` that of another one among the documents of its file.
    """

    file: str
    comparison: Comparison | None
    proposals: tuple[Proposal, ...]
    place: int = 0

    @property
    def state(self) -> State:
        """What the document is to the data."""
        if self.comparison is None:
            return State.NEW
        return State.CHANGED if self.proposals else State.SAME


def accept_everything(_proposal: Proposal) -> bool:
    """Accept what is new and what differs."""
    return True


def accept_new(proposal: Proposal) -> bool:
    """Accept new documents, and new tasks where adding them takes no comment away; overwrite nothing."""
    return isinstance(proposal, NewDocument) or (isinstance(proposal, NewTask) and not proposal.comments)


class DocumentRefusedError(RefusedError):
    """A document that cannot be merged, which keeps no other from being merged."""


class Merging:
    """Merging into the data set at a path, a file or a folder, which need not be there yet: document by document.

    In a folder a new document goes to a file of its own. An id that is taken gets -2, -3 and so on behind it. A file is
    written, as a whole or not at all, as soon as no document can come to it any more: in a folder when the documents
    in it have been taken, else at the end. Beside the data set itself only names are kept, of an incoming document::

        with Merging(path) as merging:
            for document in documents:
                step = merging.step(document)
                written = merging.take(step, filter(accept_new, step.proposals))
            written = merging.finish()
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Read the data set.

        Raises:
            RefusedError: it is the built-in data set.
            UnreadableError: a file of it cannot be read.
            FaultyDataError: there are errors in it.
        """
        self._target = target_at(os.fspath(path))
        self._ids = FreeNames(document.id for document in self._target.documents)
        self._names = FreeNames(self._target.names)
        self._seen: set[Hashable] = set()
        self._known: dict[Hashable, tuple[TaskFile, int]] = {}
        for file in self._target.files.values():
            for place, document in enumerate(file.documents):
                self._known.setdefault(identity(document), (file, place))
        self._known.pop(None, None)
        self._expected = Counter(file.path for file, _place in self._known.values())
        self._edits: dict[str, FileEdit] = {}

    def __enter__(self) -> Self:
        """Start merging."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Forget what has not been written."""
        for edit in self._edits.values():
            edit.close()

    @property
    def unwritten(self) -> list[str]:
        """The files that something has been accepted for and that are not written yet."""
        return [path for path, edit in self._edits.items() if edit.is_needed]

    def step(self, document: Document) -> Step:
        """Hold a document against the data set.

        Raises:
            DocumentRefusedError: it has come before, or has errors; or the file it stands in has its documents in an
                inline list, which cannot be edited.
            RefusedError: the file that all new documents go to has such a list.
        """
        for finding in errors(DataSet((document,))):
            message = _("{document} cannot be merged: {message}")
            raise DocumentRefusedError(message.format(document=document.label, message=finding.message))
        name = identity(document)
        if name in self._seen:
            message = _("{document} comes twice; it is left out of {source}")
            raise DocumentRefusedError(message.format(document=document.label, source=document.source))
        if name is not None:
            self._seen.add(name)
        found = self._known.get(name)
        return self._compared(document, *found) if found else self._new(document)

    def take(self, step: Step, accepted: Iterable[Proposal]) -> list[str]:
        """Take over what is accepted of the step that was made last.

        Returns:
            The files written: those that no document can come to any more.

        Raises:
            RefusedError: a file has changed since it was read; or it cannot be written.
        """
        proposals = tuple(accepted)
        for proposal in proposals:
            if isinstance(proposal, NewDocument):
                self._edit(step.file).add(proposal.document)
        if step.comparison:
            if proposals:
                self._edit(step.file).change(step.place, _outcome(step.comparison, proposals))
            self._expected[step.file] -= 1
        is_last = self._target.file is None and not self._expected[step.file]
        return self._written(step.file) if is_last else []

    def finish(self) -> list[str]:
        """Write what is not written yet, when all documents have been taken; return the files and raise as before."""
        return [path for each in tuple(self._edits) for path in self._written(each)]

    def _new(self, document: Document) -> Step:
        name = self._ids.take(document.id)
        tasks = tuple(task._replace(document=name) for task in document.tasks)
        path = self._target.file
        if path is None:
            path = os.path.join(self._target.folder, f"{self._names.take(safe_name(name))}.toml")
        else:
            self._blocks(path)
        return Step(path, None, (NewDocument(document._replace(id=name, tasks=tasks)),))

    def _compared(self, document: Document, file: TaskFile, place: int) -> Step:
        comparison = compare(file.documents[place], document)
        if not (comparison.changes or comparison.changed or comparison.added):
            return Step(file.path, comparison, (), place)
        blocks = self._blocks(file.path)
        path = ("documents", place)
        proposals: list[Proposal] = []
        if comparison.changes:
            edits = blocks.update(path, plain(comparison.old), plain(comparison.head), LISTS)
            proposals.append(ChangedDocument(comparison, blocks.comments(edits)))
        tasks_inline, boxes_inline = (blocks.is_inline((*path, key)) for key in ("tasks", "boxes"))
        in_head = blocks.comments([blocks.replace_head(path, "")])
        boxes = {box.ref for box in comparison.old.boxes}

        def lost_with_head(task: Task) -> tuple[str, ...]:
            """Return the comments that go because the task, or a box it brings, is written in the document's block."""
            return in_head if tasks_inline or (boxes_inline and not boxes.issuperset(task.boxes)) else ()

        for change in comparison.changed:
            own = () if tasks_inline else blocks.comments(blocks.replace((*path, "tasks", change.place), ""))
            proposals.append(ChangedTask(change, lost_with_head(change.new) + own))
        proposals += (NewTask(task, lost_with_head(task)) for task in comparison.added)
        return Step(file.path, comparison, tuple(proposals), place)

    def _blocks(self, path: str) -> TomlBlocks:
        """Return the blocks of a file that is to be edited."""
        blocks = self._edit(path).blocks
        if blocks.is_inline(("documents",)):
            message = _("{file} has its documents in an inline list; only [[documents]] tables can be merged into")
            kind = RefusedError if path == self._target.file else DocumentRefusedError
            raise kind(message.format(file=path))
        return blocks

    def _edit(self, path: str) -> FileEdit:
        """Return what a file is to become, which is nothing else at first."""
        if path not in self._edits:
            self._edits[path] = FileEdit(self._target.files.get(path) or TaskFile(path))
        return self._edits[path]

    def _written(self, path: str) -> list[str]:
        """Write a file if there is something to write; it is done with."""
        edit = self._edits.get(path)
        if edit is None:
            return []
        is_written = edit.write()
        self._edits.pop(path).close()
        return [path] if is_written else []


def _outcome(comparison: Comparison, accepted: Iterable[Proposal]) -> Document:
    """Return the old document with what is accepted, and with the boxes that its tasks point to then."""
    document = comparison.old
    tasks = list(document.tasks)
    for proposal in accepted:
        match proposal:
            case ChangedDocument():
                document = comparison.head
            case ChangedTask(change):
                tasks[change.place] = change.new
            case NewTask(task):
                tasks.append(task)
    known = {box.ref for box in document.boxes}
    needed = {fold(ref) for task in tasks for ref in task.boxes if ref not in known}
    boxes = (box for box in comparison.head.boxes if box.ref not in known and fold(box.ref) in needed)
    return document._replace(tasks=tuple(tasks), boxes=(*document.boxes, *boxes))
