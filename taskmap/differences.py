"""What merging a document would change, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.i18n import _, ngettext
from taskmap.merging import ChangedTask, NewDocument, NewTask, State
from taskmap.words import labelled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.comparison import Change
    from taskmap.merging import Proposal, Step

LONGEST = 200
"""Characters of a value that a line shows."""


def step_lines(step: Step) -> Iterator[str]:
    """Say what becomes of one document."""
    comparison = step.comparison
    if comparison is None:
        return
    name = f"{comparison.old.id} {comparison.old.label}"
    if step.state == State.SAME:
        yield _("{document} is there already, and says the same").format(document=name)
    else:
        yield _("{document} is there already, and differs").format(document=name)
    if comparison.missing:
        refs = "、".join(task.ref for task in comparison.missing)
        yield "  " + _("only in the data, and kept: {refs}").format(refs=refs)


def proposal_lines(proposal: Proposal) -> Iterator[str]:
    """Say what accepting a proposal would change, and which comments it would take away."""
    if isinstance(proposal, NewDocument):
        document = proposal.document
        count = len(document.tasks)
        tasks = ngettext("{count} task", "{count} tasks", count).format(count=count)
        yield _("+ new document {id}: {title} ({tasks})").format(id=document.id, title=document.label, tasks=tasks)
        return
    if isinstance(proposal, NewTask):
        task = proposal.task
        yield _("+ new task {id}: {words}").format(id=task.id, words=_short(task.wording))
    elif isinstance(proposal, ChangedTask):
        yield _("~ task {id}").format(id=proposal.change.old.id)
        yield from map(_change_line, proposal.change.changes)
    else:
        yield _("~ document {id}").format(id=proposal.comparison.old.id)
        yield from map(_change_line, proposal.comparison.changes)
    for comment in proposal.comments:
        yield "  " + _("this takes a comment away: {comment}").format(comment=comment)


def _change_line(change: Change) -> str:
    return "  " + labelled(change.key, f"{_value(change.old)} → {_value(change.new)}")


def _value(value: object) -> str:
    if value is None or value == ():
        return "—"
    if isinstance(value, tuple):
        return _short("、".join(each if isinstance(each, str) else getattr(each, "text", str(each)) for each in value))
    return _short(str(value))


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"
