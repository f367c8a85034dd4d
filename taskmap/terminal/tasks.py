"""Agencies and tasks on a terminal."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from taskmap.i18n import N_, _, ngettext
from taskmap.model import Role
from taskmap.progress import LIGHTS
from taskmap.terminal.layout import GAP, HEADING, Column, Fact, facts, table, wrapped
from taskmap.words import (
    DEADLINE_WORDS,
    box_lines,
    closing_lines,
    kind_word,
    labelled,
    light_word,
    listed,
    names,
    noted,
    quantity,
    role_word,
    role_words,
    standing_facts,
    standing_words,
)

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from taskmap.answers import AgencyAnswer, TasksAnswer
    from taskmap.model import Box, Deadline, Document, Duty, Owner, Task, TaskView
    from taskmap.progress import Standing
    from taskmap.terminal.layout import View

FIRST_WORDS = 36
"""Characters of a text shown where it has no heading, unless whole texts are asked for."""


LIGHT_STYLES = {"red": "bold red", "yellow": "yellow", "blue": "blue", "green": "green", "grey": "dim"}


def agency_screen(answer: AgencyAnswer, view: View) -> Iterator[RenderableType]:
    """Show an agency: who it is, its duties by document, what it inherited, what it became."""
    width = view.width
    agency = answer.agency
    yield wrapped(agency.name, width, HEADING)
    yield facts(
        (
            Fact(_("full name"), agency.full),
            Fact(_("aliases"), "、".join(agency.aliases), listed=True),
            Fact(_("kind"), kind_word(agency.kind)),
            Fact(_("region"), agency.region or _("national")),
            Fact(_("duties"), _role_counts(answer.roles)),
        ),
        width,
    )
    yield from _duties(answer.duties, view)
    if answer.inherited:
        yield Text()
        yield wrapped(_("Inherited by rename or merger"), width, HEADING)
        for origin, duties in groupby(sorted(answer.inherited, key=_origin), key=_origin):
            yield Text()
            yield wrapped(_("from {name}").format(name=origin), width, "bold")
            yield from _duties(tuple(duties), view)
    if closing := closing_lines(answer.predecessors, answer.successors):
        yield Text()
        yield from (wrapped(line, width) for line in closing)


def _origin(duty: Duty) -> str:
    return duty.inherited_from or ""


def _role_counts(roles: dict[Role, int]) -> str:
    each = listed(f"{role_word(role)} {count}" for role, count in roles.items() if count)
    return noted(str(sum(roles.values())), each)


def _duties(duties: Sequence[Duty], view: View) -> Iterator[RenderableType]:
    stands = any(duty.standing for duty in duties)
    columns = (
        Column(N_("ref")), Column(N_("role")), *(standing_columns() if stands else ()), Column(N_("task"), share=3),
        Column(N_("others"), share=2, listed=True),
    )  # fmt: skip
    for document, group in groupby(duties, key=lambda duty: duty.view.document):
        yield Text()
        yield wrapped(document_line(document), view.width, "bold")
        rows = [
            (
                duty.view.task.ref,
                role_words(duty.roles),
                *standing_cells(duty.standing),
                heading(duty.view.task, view),
                owner_list(duty.others),
            )
            for duty in group
        ]
        yield table(columns, rows, view.width)


def standing_columns() -> tuple[Column, ...]:
    """Return the columns for :func:`standing_cells`: state and light."""
    return Column(N_("state")), Column(N_("light"), styles={light_word(each): LIGHT_STYLES[each] for each in LIGHTS})


def standing_cells(standing: Standing | None) -> tuple[str, ...]:
    """Return what stands under these columns; nothing where nothing is known of it."""
    return (standing_words(standing), light_word(standing.light)) if standing else ()


def document_line(document: Document) -> str:
    """Return a document's number, title and date on one line."""
    name = " ".join(part for part in (document.number, document.title) if part) or document.id
    return noted(name, str(document.date or ""))


def heading(task: Task, view: View) -> str:
    """Return a task's heading, or its first words; all of it where whole texts are wanted."""
    if view.wide:
        return task.wording
    if task.title:
        return task.title
    text = task.text or ""
    return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}…"


def owner_list(owners: Iterable[Owner]) -> str:
    """Return owners by role: 牵头：甲；配合：乙、丙 — without the word where all are simply responsible."""
    known = tuple(owners)
    by_role = [(role, names(known, role)) for role in Role]
    if all(role == Role.RESPONSIBLE for role, found in by_role if found):
        return by_role[1][1]
    return "；".join(labelled(role_word(role), found) for role, found in by_role if found)


def tasks_screen(answer: TasksAnswer, view: View) -> Iterator[RenderableType]:
    """Show tasks: as a list, or each in full."""
    width = view.width
    if answer.whole:
        for number, each in enumerate(answer.views):
            if number:
                yield Text()
            yield from _task(each, width)
        return
    if answer.agenda and answer.as_of:
        yield from _agenda(answer.views, answer.as_of, view)
        return
    columns = (
        Column(N_("id")), *(standing_columns() if answer.as_of else ()), Column(N_("task"), share=3),
        Column(N_("owners"), share=2, listed=True), Column(N_("due")),
    )  # fmt: skip
    rows = [
        (
            each.task.id,
            *standing_cells(each.standing),
            heading(each.task, view),
            owner_list(each.owners),
            str(each.due or ""),
        )
        for each in answer.views
    ]
    if rows:
        yield table(columns, rows, width)
    yield Text(ngettext("{count} task", "{count} tasks", len(rows)).format(count=len(rows)), style="dim")


def _agenda(views: Sequence[TaskView], as_of: datetime.date, view: View) -> Iterator[RenderableType]:
    columns = (
        Column(N_("due")), Column(N_("left")), *standing_columns(), Column(N_("id")), Column(N_("task"), share=3),
        Column(N_("owners"), share=2, listed=True),
    )  # fmt: skip
    dated = [(each, each.due) for each in views if each.due]
    rows = [
        (
            str(due),
            days_left((due - as_of).days),
            *standing_cells(each.standing),
            each.task.id,
            heading(each.task, view),
            owner_list(each.owners),
        )
        for each, due in dated
    ]
    if rows:
        yield table(columns, rows, view.width)
    counted = ngettext("{count} task", "{count} tasks", len(rows)).format(count=len(rows))
    late = sum(due < as_of for _each, due in dated)
    overdue = ngettext("{count} of them overdue", "{count} of them overdue", late).format(count=late) if late else ""
    yield Text(listed((counted, overdue)), style="dim")


def days_left(days: int) -> str:
    """Say how far off a day is, or how long it has been over."""
    if days == 0:
        return _("today")
    if days < 0:
        return ngettext("{count} day over", "{count} days over", -days).format(count=-days)
    return ngettext("{count} day", "{count} days", days).format(count=days)


def _task(view: TaskView, width: int) -> Iterator[RenderableType]:
    task, document = view.task, view.document
    yield wrapped(task.id, width, HEADING)
    if task.path:
        yield wrapped(task.path, width)
    if task.title:
        yield wrapped(task.title, width, "bold")
    if task.text:
        yield wrapped(task.text, width)
    yield Text()
    yield facts(
        (
            *(Fact(role_word(role), names(view.owners, role), listed=True) for role in Role),
            Fact(_("owner text"), task.owner_text, listed=True),
            Fact(_("due"), str(view.due or "")),
            *(Fact(_(label), value) for label, value in standing_facts(view.standing)),
            *(Fact(_("deadline"), _deadline(each)) for each in task.deadlines),
            *(Fact(_("target"), noted(each.text, quantity(each))) for each in task.targets),
            *(fact for box in view.boxes for fact in _box(box)),
            Fact(_("remark"), task.remark),
            Fact(_("document"), document_line(document)),
            Fact(_("source"), document.source),
        ),
        width,
    )


def _box(box: Box) -> Iterator[Fact]:
    """Yield a box beside its label, and its entries below, set off."""
    title, *entries = box_lines(box)
    yield Fact(_("box"), title)
    yield from (Fact("", each, indent=GAP) for each in entries)


def _deadline(deadline: Deadline) -> str:
    word = _(DEADLINE_WORDS[deadline.kind])
    return noted(deadline.text, f"{word} {deadline.date}" if deadline.date else word)
