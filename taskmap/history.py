"""What was recorded and when: the journal as an answer, undone operations included."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from taskmap.i18n import _
from taskmap.listings import LogAnswer, LogLine
from taskmap.progress import REPORTED, Entry, Operation, taken_back
from taskmap.words import labelled

if TYPE_CHECKING:
    from taskmap.graph import TaskMap


def ask_log(tm: "TaskMap", ref: str | None = None) -> LogAnswer:
    """Ask what was recorded, of one task or of all.

    Raises:
        NotFoundError: there is no such task, or several match.
    """
    task = tm.task(ref).task.id if ref else None
    operations = sorted(tm.journal or (), key=lambda each: (each.recorded, each.name))
    gone = taken_back(operations)
    shown_names = _about(operations, task) if task else {each.name for each in operations}
    found = []
    for operation in operations:
        undone_by = gone.get(operation.name)
        if operation.undoes and operation.name in shown_names:
            found.append(LogLine(operation, None, undone_by))
        found += [LogLine(operation, each, undone_by) for each in operation.entries if task in (None, each.task)]
    return LogAnswer(tuple(found))


def _about(operations: list[Operation], task: str) -> set[str]:
    """Return the operations that record something of a task, and those that take such ones back."""
    found = {each.name for each in operations if any(entry.task == task for entry in each.entries)}
    while further := {each.name for each in operations if each.undoes in found} - found:
        found |= further
    return found


def statements(entry: Entry) -> Iterator[str]:
    """Say field by field what an entry records: ``state: done``."""
    from taskmap.cells import FILL_IN  # here, since no other question needs them: a start-up pays for nothing
    from taskmap.checklist import shown

    for key in REPORTED:
        value = getattr(entry, key)
        if value is not None:
            yield labelled(_(FILL_IN[key]), shown(key, value))
    if entry.clear:
        yield labelled(_("emptied"), "、".join(_(FILL_IN[key]) for key in entry.clear))
    if entry.until:
        yield labelled(_("extended to"), str(entry.until))
    if entry.reason:
        yield labelled(_("reason"), entry.reason)
    if entry.on:
        yield labelled(_("reported on"), str(entry.on))


def moment(operation: Operation) -> str:
    """Return when an operation was recorded, as a person reads it, in the time of the place."""
    return operation.recorded.isoformat(" ", "minutes")


def operation_lines(operation: Operation) -> Iterator[str]:
    """Say what an operation recorded: when and by whom, then each entry."""
    yield " ".join(filter(None, (operation.name, moment(operation), operation.by, operation.source)))
    for entry in operation.entries:
        duty = " ".join(filter(None, (entry.task, entry.agency)))
        yield "  " + labelled(duty, "；".join(statements(entry)))
    if operation.undoes:
        yield "  " + labelled(_("takes back"), operation.undoes)
