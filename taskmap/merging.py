"""Documents merged into a data set that is there: first a plan, which changes nothing, then what of it is accepted.

Nothing in the data is ever removed or renumbered. A document that is there already is compared task by task
(:mod:`taskmap.comparison`), and what is accepted changes only its own block of the file (:mod:`taskmap.toml_blocks`).
"""

from __future__ import annotations

import os
import tomllib
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from taskmap.checks import errors
from taskmap.comparison import Comparison, TaskChange, compare, identity
from taskmap.files import BOM, make_folder, reason, write_changed
from taskmap.folding import fold
from taskmap.i18n import _
from taskmap.merge_target import FreeNames, Target, TaskFile, safe_name, target_at
from taskmap.model import DataSet, Document, Task
from taskmap.problems import RefusedError
from taskmap.schema import Reader, plain
from taskmap.store import block
from taskmap.toml_blocks import TomlBlocks

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

LISTS = tuple(key for key, default in Document._field_defaults.items() if default == ())
"""The keys of a document that are lists of tables."""


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

    ``place`` is its place among the documents of the file, ``comparison`` is ``None`` for a new document.
    """

    file: str
    place: int
    comparison: Comparison | None
    proposals: tuple[Proposal, ...]

    @property
    def state(self) -> State:
        """What the document is to the data."""
        if self.comparison is None:
            return State.NEW
        return State.CHANGED if self.proposals else State.SAME


class Plan(NamedTuple):
    """What merging would do: a step for every incoming document, in their order, and the data as it was read."""

    steps: tuple[Step, ...]
    target: Target


def accept_everything(_proposal: Proposal) -> bool:
    """Accept what is new and what differs."""
    return True


def accept_nothing(_proposal: Proposal) -> bool:
    """Leave the data as it is."""
    return False


def accept_new(proposal: Proposal) -> bool:
    """Accept new documents, and new tasks where adding them takes no comment away; overwrite nothing."""
    return isinstance(proposal, NewDocument) or (isinstance(proposal, NewTask) and not proposal.comments)


def plan(path: str | os.PathLike[str], documents: Iterable[Document]) -> Plan:
    """Hold documents against the data set at ``path``, a file or a folder, which need not be there yet.

    In a folder a new document goes to a file of its own. An id that is taken gets -2, -3 and so on behind it.

    Raises:
        RefusedError: it is the built-in data set; one of the documents comes twice, or has errors; or the file has
            its documents in an inline list, which cannot be edited.
        UnreadableError: a file of the data set cannot be read.
        FaultyDataError: there are errors in the data set.
    """
    return _Planner(target_at(os.fspath(path))).plan(documents)


class _Planner:
    """Makes the steps of a plan, one document after the other."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._files = dict(target.files)
        self._blocks: dict[str, TomlBlocks] = {}
        self._ids = FreeNames(document.id for document in target.documents)
        self._names = FreeNames(target.names)
        self._known: dict[Hashable, tuple[TaskFile, int]] = {}
        for file in target.files.values():
            for place, document in enumerate(file.documents):
                self._known.setdefault(identity(document), (file, place))
        self._known.pop(None, None)

    def plan(self, documents: Iterable[Document]) -> Plan:
        steps = []
        seen: set[Hashable] = set()
        for document in documents:
            for finding in errors(DataSet((document,))):
                message = _("{document} cannot be merged: {message}")
                raise RefusedError(message.format(document=document.label, message=finding.message))
            name = identity(document)
            if name in seen:
                raise RefusedError(_("{document} comes twice; give it once").format(document=document.label))
            if name is not None:
                seen.add(name)
            found = self._known.get(name)
            steps.append(self._compared(document, *found) if found else self._new(document))
        return Plan(tuple(steps), self._target._replace(files=self._files))

    def _new(self, document: Document) -> Step:
        name = self._ids.take(document.id)
        tasks = tuple(task._replace(document=name) for task in document.tasks)
        proposal = NewDocument(document._replace(id=name, tasks=tasks))
        path = self._target.file
        if path is None:
            path = os.path.join(self._target.folder, f"{self._names.take(safe_name(name))}.toml")
        file = self._files.setdefault(path, TaskFile(path))
        self._blocks_of(file)
        return Step(path, len(file.documents), None, (proposal,))

    def _compared(self, document: Document, file: TaskFile, place: int) -> Step:
        comparison = compare(file.documents[place], document)
        if not (comparison.changes or comparison.changed or comparison.added):
            return Step(file.path, place, comparison, ())
        blocks = self._blocks_of(file)
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
        return Step(file.path, place, comparison, tuple(proposals))

    def _blocks_of(self, file: TaskFile) -> TomlBlocks:
        """Scan a file that is to be edited, the first time it is asked for."""
        if file.path not in self._blocks:
            blocks = TomlBlocks(file.text)
            if blocks.is_inline(("documents",)):
                message = _("{file} has its documents in an inline list; only [[documents]] tables can be merged into")
                raise RefusedError(message.format(file=file.path))
            self._blocks[file.path] = blocks
        return self._blocks[file.path]


def apply(plan: Plan, accept: Callable[[Proposal], bool]) -> list[str]:
    """Write what ``accept`` says of each proposal of a plan; it is asked about all of them before anything is written.

    Each file is written as a whole or not at all.

    Returns:
        The files written.

    Raises:
        RefusedError: a file has changed since the plan was made (nothing is written then); or it cannot be written.
    """
    intended = {path: list(file.documents) for path, file in plan.target.files.items()}
    for step in plan.steps:
        accepted = [proposal for proposal in step.proposals if accept(proposal)]
        if step.comparison is None:
            intended[step.file] += (each.document for each in accepted if isinstance(each, NewDocument))
        elif accepted:
            intended[step.file][step.place] = _outcome(step.comparison, accepted)
    files = plan.target.files
    changed = {path: tuple(each) for path, each in intended.items() if tuple(each) != files[path].documents}
    everything = tuple(document for documents in intended.values() for document in documents)
    for finding in errors(DataSet(everything, plan.target.default)):
        message = f"the merged data would have an error: {finding.message}"
        raise RuntimeError(message)
    texts = {path: _edited(files[path], documents) for path, documents in changed.items()}
    contents = {path: _start_of(files[path]) + text.encode() for path, text in texts.items()}
    for path in contents:
        if files[path].is_new:
            make_folder(os.path.dirname(path) or os.curdir)
    return write_changed(contents, force=True)


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


def _edited(file: TaskFile, documents: Sequence[Document]) -> str:
    """Return the text of a file whose documents are to be these: changed ones in place, new ones behind."""
    blocks = TomlBlocks(file.text)
    edits = []
    for place, (old, new) in enumerate(zip(file.documents, documents, strict=False)):
        if old != new:
            edits += blocks.update(("documents", place), plain(old), plain(new), LISTS)
    added = [block("documents", plain(document)) for document in documents[len(file.documents) :]]
    if added:
        edits.append(blocks.append(added))
    text = blocks.edited(edits)
    _verify(text, file, documents)
    return text


def _verify(text: str, file: TaskFile, documents: Sequence[Document]) -> None:
    """Make sure that the new text of a file says what it is to say: an edit gone wrong must never be written."""
    before, after = tomllib.loads(file.text), tomllib.loads(text)
    reader = Reader()
    read = reader.file(after, "tasks")["documents"]
    before.pop("documents", None)
    after.pop("documents", None)
    if reader.faults or read != tuple(documents) or before != after:
        message = f"the edited text of {file.path} does not say what it should"
        raise RuntimeError(message)


def _start_of(file: TaskFile) -> bytes:
    """Return the byte order mark of a file, if it has one; the file must be as it was read, or still not be there."""
    changed = RefusedError(_("{file} has changed since it was read; nothing was written").format(file=file.path))
    if file.is_new:
        if os.path.exists(file.path):
            raise changed
        return b""
    try:
        with open(file.path, "rb") as opened:
            data = opened.read()
    except OSError as error:
        message = _("cannot read {file}: {reason}").format(file=file.path, reason=reason(error))
        raise RefusedError(message) from error
    if data.removeprefix(BOM) != file.text.encode():
        raise changed
    return BOM if data.startswith(BOM) else b""
