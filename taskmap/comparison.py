"""Two versions of a document held against each other, task by task.

Only what the new version states is compared: a document that is read again must not undo what people have added
to the old one. Fields go by groups, since a reader that finds one of a group has looked for the others too. A group
of which the new version states nothing is no difference, and stays as it is:

- of a task: ``section`` and ``project``; ``title`` and ``text``; ``lead``, ``responsible``, ``cooperate`` and
  ``owner_text``; ``remark``; ``boxes``; ``deadlines``; ``targets``. Its ``ref`` stays, which is its name, and so does
  ``due``, which only people set.
- of a document: ``title``; ``issuer``; ``region``; ``date``; ``indicators``; ``targets``; single boxes, by their
  ``ref``; single notes, which are only ever added. Its ``id``, ``number`` and ``source`` stay.

Texts that fold to the same (:func:`taskmap.folding.fold`) are the same.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from taskmap.folding import fold
from taskmap.model import Box, Document, Note, Task
from taskmap.refs import ref_key

TASK_GROUPS = (
    ("section", "project"),
    ("title", "text"),
    ("lead", "responsible", "cooperate", "owner_text"),
    ("remark",),
    ("boxes",),
    ("deadlines",),
    ("targets",),
)
DOCUMENT_GROUPS = (("title",), ("issuer",), ("region",), ("date",), ("indicators",), ("targets",))

NEARLY_SAME = 0.85
"""How much of two wordings must agree (difflib's ratio) for them to be two versions of one task."""

MOST_UNPAIRED = 40
LONGEST_COMPARED = 200
MOST_COMPARED = 60
"""Bounds of the search for near wordings: tasks on each side, characters of each, and pairs looked at closely."""


class Change(NamedTuple):
    """A field that the two versions fill differently; ``key`` is that of the TOML."""

    key: str
    old: Any
    new: Any


class TaskChange(NamedTuple):
    """A task that differs: the ``place`` of ``old`` in its document, and ``new`` as it would stand there instead."""

    place: int
    old: Task
    new: Task
    changes: tuple[Change, ...]


class Comparison(NamedTuple):
    """What ``new`` would make of ``old``.

    ``head`` is the old document, tasks and all, with the fields of the new one taken over; ``changes`` are those
    fields. ``added`` are the tasks that only the new one has, as they would stand in the old one; ``missing`` and
    ``equal`` are tasks of the old one.
    """

    old: Document
    new: Document
    head: Document
    changes: tuple[Change, ...]
    added: tuple[Task, ...]
    missing: tuple[Task, ...]
    changed: tuple[TaskChange, ...]
    equal: tuple[Task, ...]


def identity(document: Document) -> Hashable:
    """Return what two versions of a document share: the number or, without one, title and issuer; else ``None``."""
    if document.number:
        return fold(document.number)
    title = fold(document.title or "")
    return (title, fold(document.issuer or "")) if title else None


def compare(old: Document, new: Document) -> Comparison:
    """Hold a new version of a document against the old one.

    A task is the one with the same ref or, without one, the one with the same or nearly the same wording, whose ref
    somebody has changed.
    """
    head = _merged_document(old, new)
    spelling = {fold(box.ref): box.ref for box in (*reversed(new.boxes), *reversed(old.boxes))}
    known = {box.ref for box in old.boxes}
    added, changed = [], []
    equal = set(range(len(old.tasks)))
    missing = set(equal)
    for place, task in _pairs(old.tasks, new.tasks):
        boxes = tuple(ref if ref in known else spelling.get(fold(ref), ref) for ref in task.boxes)
        task = task._replace(document=old.id, boxes=boxes)  # noqa: PLW2901 - the same task
        if place is None:
            added.append(task)
            continue
        missing.discard(place)
        before = old.tasks[place]
        after = _taken_over(before, task, TASK_GROUPS)._replace(due=before.due or task.due)
        changes = _changes(before, after, (key for group in TASK_GROUPS for key in group))
        if changes:
            equal.discard(place)
            changed.append(TaskChange(place, before, after, changes))
    return Comparison(
        old,
        new,
        head,
        _changes(old, head, (*(key for group in DOCUMENT_GROUPS for key in group), "boxes", "notes")),
        tuple(added),
        tuple(old.tasks[place] for place in sorted(missing)),
        tuple(changed),
        tuple(old.tasks[place] for place in sorted(equal - missing)),
    )


def _changes(old: Any, new: Any, keys: Iterable[str]) -> tuple[Change, ...]:  # noqa: ANN401 - values of one class
    pairs = ((key, getattr(old, key), getattr(new, key)) for key in keys)
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2])


def _folded(value: Any) -> Any:  # noqa: ANN401 - any value of the model
    """Bring a value of the model, or a tuple of them, to the form in which it is compared."""
    if value is None or isinstance(value, str):
        return fold(value or "")
    return tuple(map(_folded, value)) if isinstance(value, tuple) else value


def _taken_over(old: Any, new: Any, groups: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401 - values of one class
    """Return ``old`` with the groups of fields that ``new`` states; what folds to the same keeps its old spelling."""
    fields = {}
    for group in groups:
        if any(getattr(new, key) for key in group):
            for key in group:
                before, after = getattr(old, key), getattr(new, key)
                fields[key] = before if _folded(before) == _folded(after) else after
    return old._replace(**fields)


def _merged_document(old: Document, new: Document) -> Document:
    head: Document = _taken_over(old, new, DOCUMENT_GROUPS)
    return head._replace(boxes=_merged_boxes(old.boxes, new.boxes), notes=_merged_notes(old.notes, new.notes))


def _merged_boxes(old: Sequence[Box], new: Sequence[Box]) -> tuple[Box, ...]:
    """Return the old boxes, each as the new version has it, and those that only the new one has."""
    by_ref = {fold(box.ref): box for box in reversed(new)}
    by_exact_ref = {box.ref: box for box in reversed(new)}
    merged = []
    for box in old:
        version = (by_exact_ref.get(box.ref) or by_ref.get(fold(box.ref), box))._replace(ref=box.ref)
        merged.append(box if _folded(box) == _folded(version) else version)
    known = {fold(box.ref) for box in old}
    return (*merged, *(box for box in new if fold(box.ref) not in known and by_ref[fold(box.ref)] is box))


def _merged_notes(old: Sequence[Note], new: Sequence[Note]) -> tuple[Note, ...]:
    known = set(map(_folded, old))
    return (*old, *{_folded(note): note for note in new if _folded(note) not in known}.values())


def _pairs(old: Sequence[Task], new: Sequence[Task]) -> Iterator[tuple[int | None, Task]]:
    """Return every task of ``new`` with the place in ``old`` of the task that it is, if there is one."""
    found: dict[int, int] = {}
    free = dict.fromkeys(range(len(old)))

    def pair(key: Callable[[Task], Hashable]) -> None:
        """Pair what is still unpaired and has the same key, in order; an empty key says nothing."""
        places: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in free:
            places[key(old[place])].append(place)
        for index, task in enumerate(new):
            if index not in found and (name := key(task)) and places.get(name):
                found[index] = places[name].popleft()
                del free[found[index]]

    pair(lambda task: task.ref)
    pair(lambda task: ref_key(task.ref))
    pair(lambda task: fold(task.wording))
    unpaired = [index for index in range(len(new)) if index not in found]
    found.update(_near(old, list(free), new, unpaired))
    return ((found.get(index), task) for index, task in enumerate(new))


def _near(old: Sequence[Task], places: list[int], new: Sequence[Task], indexes: list[int]) -> Iterator[tuple[int, int]]:
    """Pair tasks whose wordings are nearly the same: each with the one nearest to it that is left."""
    wordings = {place: fold(old[place].wording)[:LONGEST_COMPARED] for place in places[:MOST_UNPAIRED]}
    compared = 0
    for index in indexes[:MOST_UNPAIRED]:
        matcher = SequenceMatcher(b=fold(new[index].wording)[:LONGEST_COMPARED], autojunk=False)
        ratios = {}
        for place, wording in wordings.items():
            matcher.set_seq1(wording)
            bounds = (matcher.real_quick_ratio, matcher.quick_ratio)  # cheap, and never below the ratio itself
            if compared < MOST_COMPARED and all(bound() >= NEARLY_SAME for bound in bounds):
                compared += 1
                ratios[place] = matcher.ratio()
        nearest = max(ratios, key=ratios.__getitem__, default=None)
        if nearest is not None and ratios[nearest] >= NEARLY_SAME:
            del wordings[nearest]
            yield index, nearest
