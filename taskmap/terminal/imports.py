"""Imported documents on a terminal: what they are, their tasks with owners, and the doubts."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from taskmap.i18n import N_, _, ngettext
from taskmap.model import Role
from taskmap.reading.doubts import doubt_lines
from taskmap.terminal.layout import HEADING, Column, Fact, facts, safe, table, wrapped
from taskmap.terminal.tasks import document_line, heading
from taskmap.words import listed, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from taskmap.answers import DocAnswer, ImportAnswer
    from taskmap.model import TaskView
    from taskmap.terminal.layout import View


ALWAYS = ("ref", "task")
"""The columns that are shown even if they are empty."""


def import_screen(answer: ImportAnswer, view: View) -> Iterator[RenderableType]:
    """Show every document that was read, and then what to look at."""
    for number, each in enumerate(answer.documents):
        if number:
            yield Text()
        yield from _document(each, view)
    if answer.problems:
        yield Text()
        yield wrapped(_("Doubts"), view.width, HEADING)
        yield from (wrapped(line, view.width) for line in doubt_lines(answer.problems))


def _document(answer: DocAnswer, view: View) -> Iterator[RenderableType]:
    document = answer.document
    yield wrapped(document_line(document), view.width, HEADING)
    yield facts(
        (
            Fact(_("id"), document.id),
            Fact(_("issuer"), document.issuer),
            Fact(_("region"), document.region or _("unknown or national")),
            Fact(_("date"), str(document.date or document.year or "")),
            Fact(_("source"), document.source),
            Fact(_("holds"), counts(answer)),
        ),
        view.width,
    )
    for path, views in groupby(answer.views, key=lambda each: each.task.section):
        yield Text()
        if path:
            yield wrapped(path, view.width, "bold")
        yield _tasks(views, view)


def _tasks(views: Iterable[TaskView], view: View) -> RenderableType:
    rows = [(each.task.ref, heading(each.task, view), *(names(each.owners, role) for role in Role)) for each in views]
    columns = (
        Column(N_("ref")), Column(N_("task"), share=3),
        Column(N_("lead"), share=2, listed=True), Column(N_("responsible"), share=2, listed=True),
        Column(N_("cooperate"), share=2, listed=True),
    )  # fmt: skip
    used = [place for place in range(len(columns)) if place < len(ALWAYS) or any(row[place] for row in rows)]
    return table([columns[place] for place in used], [[row[place] for place in used] for row in rows], view.width)


def counts(answer: DocAnswer) -> str:
    """Say how much was read: 46 tasks, 46 of them owned, 141 duties, 5 boxes."""
    tasks = answer.views
    owned = sum(bool(each.owners) for each in tasks)
    duties = sum(len(each.owners) for each in tasks)
    boxes = len(answer.document.boxes)
    targets = sum(len(each.task.targets) for each in tasks) + len(answer.document.targets)
    return listed(
        (
            ngettext("{count} task", "{count} tasks", len(tasks)).format(count=len(tasks)),
            _("{count} of them owned").format(count=owned),
            ngettext("{count} duty", "{count} duties", duties).format(count=duties),
            ngettext("{count} box", "{count} boxes", boxes).format(count=boxes) if boxes else "",
            ngettext("{count} target", "{count} targets", targets).format(count=targets) if targets else "",
        )
    )


def summary(answer: ImportAnswer) -> Text:
    """Say in a line what a source holds, as one of many."""
    lines = [f"{each.document.source}: {each.document.label} ({counts(each)})" for each in answer.documents]
    doubts = len(answer.problems)
    if doubts:
        lines.append("  " + ngettext("{count} doubt", "{count} doubts", doubts).format(count=doubts))
    return safe("\n".join(lines))
