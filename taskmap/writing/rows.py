"""Answers as rows under fixed columns, which docs/commands.md lists."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from taskmap.answers import AgencyAnswer, DocAnswer, ImportAnswer, TasksAnswer
from taskmap.i18n import N_
from taskmap.i18n import _ as translate
from taskmap.model import Role
from taskmap.words import (
    box_lines,
    light_word,
    names,
    noted,
    quantity,
    role_words,
    standing_facts,
    state_word,
)
from taskmap.writing.tables import ROLE_COLUMNS, Rows, cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from taskmap.listings import Answer
    from taskmap.model import Document, Duty, Owner, Target, TaskView
    from taskmap.progress import Standing

STANDING_COLUMNS = (N_("state"), N_("light"))


@singledispatch
def rows(answer: Answer) -> Rows:
    """Return an answer as rows."""
    from taskmap.writing.listing_rows import listing_rows  # here, since most start-ups do not need them

    return listing_rows(answer)


@rows.register(AgencyAnswer)
def _(answer: AgencyAnswer) -> Rows:
    columns = (
        N_("document"), N_("ref"), N_("role"), N_("title"), N_("text"), *ROLE_COLUMNS, N_("due"),
        *_standing_columns(answer), N_("from"),
    )  # fmt: skip
    duties = (*answer.duties, *answer.inherited)
    return Rows(columns, tuple(_duty(duty) for duty in duties))


def _standing_columns(answer: AgencyAnswer | TasksAnswer | DocAnswer) -> tuple[str, ...]:
    """Return the columns that say how things stand: they are there where anything is known of that."""
    return STANDING_COLUMNS if answer.as_of else ()


def _standing(standing: Standing | None) -> tuple[str, ...]:
    return (state_word(standing.state), light_word(standing.light)) if standing else ()


def _duty(duty: Duty) -> tuple[str, ...]:
    task = duty.view.task
    return (
        task.document,
        task.ref,
        role_words(duty.roles),
        task.title or "",
        task.text or "",
        *_by_role(duty.others),
        cell(duty.due),
        *_standing(duty.standing),
        duty.inherited_from or "",
    )


def _by_role(owners: Iterable[Owner]) -> tuple[str, ...]:
    return tuple(names(owners, role) for role in Role)


@rows.register(TasksAnswer)
def _(answer: TasksAnswer) -> Rows:
    columns = (
        N_("document"), N_("ref"), N_("title"), N_("text"), *ROLE_COLUMNS, N_("due"), *_standing_columns(answer),
    )  # fmt: skip
    return Rows(columns, tuple(_task(view) for view in answer.views))


def _task(view: TaskView) -> tuple[str, ...]:
    task = view.task
    wording = (task.title or "", task.text or "")
    return (task.document, task.ref, *wording, *_by_role(view.owners), cell(view.due), *_standing(view.standing))


@rows.register(ImportAnswer)
def _(answer: ImportAnswer) -> Rows:
    return rows(TasksAnswer(tuple(view for each in answer.documents for view in each.views)))


@rows.register(DocAnswer)
def _(answer: DocAnswer) -> Rows:
    columns = (
        N_("ref"), N_("section"), N_("project"), N_("title"), N_("text"), *ROLE_COLUMNS, N_("due"),
        *_standing_columns(answer),
    )  # fmt: skip
    return Rows(
        columns,
        tuple(
            (
                view.task.ref,
                *(cell(getattr(view.task, key)) for key in columns[1:5]),
                *_by_role(view.owners),
                cell(view.due),
                *_standing(view.standing),
            )
            for view in answer.views
        ),
    )


def box_rows(document: Document) -> Rows:
    """Return the entries of a document's boxes; a box without any has a row of its own."""
    return Rows(
        (N_("box"), N_("box title"), N_("ref"), N_("title"), N_("text")),
        tuple(
            (box.ref, box.title or "", *(cell(getattr(item, key, None)) for key in ("ref", "title", "text")))
            for box in document.boxes
            for item in box.items or (None,)
        ),
    )


def indicator_rows(document: Document) -> Rows:
    """Return the rows of a document's tables of indicators."""
    columns = (N_("table"), N_("name"), N_("unit"), N_("baseline"), N_("target"))
    return Rows(columns, tuple(tuple(cell(getattr(each, key)) for key in columns) for each in document.indicators))


def target_rows(document: Document) -> Rows:
    """Return every target that a document sets: in its goals, its tasks and its boxes."""
    return Rows(
        (N_("place"), N_("name"), N_("quantity"), N_("due"), N_("text")),
        tuple(
            (place, target.name or "", quantity(target), cell(target.due), target.text)
            for place, target in _targets(document)
        ),
    )


def _targets(document: Document) -> Iterator[tuple[str, Target]]:
    for target in document.targets:
        yield target.place or "", target
    for task in document.tasks:
        for target in task.targets:
            yield task.ref, target
    for box in document.boxes:
        for item in box.items:
            for target in item.targets:
                yield f"{box.ref}.{item.ref}" if item.ref else box.ref, target


PARTS: Mapping[str, Callable[[Document], Rows]] = {
    "boxes": box_rows,
    "indicators": indicator_rows,
    "targets": target_rows,
}
"""The parts of a document that may be asked for, in the order in which they are shown."""


def plain(answer: Answer) -> list[Rows]:
    """Return what an answer is in a pipe, one table after the other: only a document may have several."""
    if isinstance(answer, DocAnswer) and answer.parts:
        return [part(answer.document) for name, part in PARTS.items() if name in answer.parts]
    if isinstance(answer, TasksAnswer) and answer.whole:
        return [task_lines(answer)]
    return [rows(answer)]


def task_lines(answer: TasksAnswer) -> Rows:
    """Return tasks as label and value, one line each, for ``taskmap task`` in a pipe."""
    found: list[tuple[str, str]] = []
    for view in answer.views:
        task, document = view.task, view.document
        found += [
            (label, value)
            for label, value in (
                (N_("id"), task.id),
                (N_("document"), document.label),
                (N_("section"), task.section),
                (N_("project"), task.project),
                (N_("title"), task.title),
                (N_("text"), task.text),
                *((role.value, names(view.owners, role)) for role in Role),
                (N_("owner text"), task.owner_text),
                (N_("due"), cell(view.due)),
                *standing_facts(view.standing),
                *((N_("deadline"), each.text) for each in task.deadlines),
                *((N_("target"), noted(each.text, quantity(each))) for each in task.targets),
                *((N_("box"), line) for box in view.boxes for line in box_lines(box)),
                (N_("remark"), task.remark),
                (N_("source"), document.source),
            )
            if value
        ]
    return Rows((N_("label"), N_("value")), tuple((translate(label), value) for label, value in found))
