"""Answers as rows under fixed columns, which docs/commands.md lists."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from taskmap.answers import (
    AgenciesAnswer,
    AgencyAnswer,
    DocAnswer,
    DocsAnswer,
    ImportAnswer,
    LogAnswer,
    MatchesAnswer,
    PartnersAnswer,
    ProblemsAnswer,
    TasksAnswer,
)
from taskmap.i18n import N_
from taskmap.i18n import _ as translate
from taskmap.model import Role
from taskmap.words import (
    FIELD_WORDS,
    box_lines,
    kind_word,
    light_word,
    names,
    noted,
    quantity,
    role_words,
    severity_word,
    standing_facts,
    state_word,
)
from taskmap.writing.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from taskmap.answers import Answer, LogLine
    from taskmap.model import Document, Duty, Owner, Target, TaskView
    from taskmap.progress import Standing

ROLE_COLUMNS = (N_("lead"), N_("responsible"), N_("cooperate"))
STANDING_COLUMNS = (N_("state"), N_("light"))


@singledispatch
def rows(answer: Answer) -> Rows:
    """Return an answer as rows."""
    raise TypeError(type(answer))


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
        _text(duty.due),
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
    return (task.document, task.ref, *wording, *_by_role(view.owners), _text(view.due), *_standing(view.standing))


@rows.register(ImportAnswer)
def _(answer: ImportAnswer) -> Rows:
    return rows(TasksAnswer(tuple(view for each in answer.documents for view in each.views)))


@rows.register(AgenciesAnswer)
def _(answer: AgenciesAnswer) -> Rows:
    columns = (N_("name"), N_("kind"), N_("total"), *ROLE_COLUMNS, N_("region"))
    return Rows(
        columns,
        tuple(
            (
                each.agency.name,
                kind_word(each.agency.kind),
                str(each.total),
                *(str(count) for count in each.roles.values()),
                each.agency.region or "",
            )
            for each in answer.counts
        ),
    )


@rows.register(DocsAnswer)
def _(answer: DocsAnswer) -> Rows:
    columns = (
        N_("id"), N_("number"), N_("title"), N_("issuer"), N_("date"), N_("tasks"), N_("owned"), N_("duties"),
    )  # fmt: skip
    return Rows(
        columns,
        tuple(
            (
                *(_text(getattr(each.document, key)) for key in columns[:5]),
                str(each.tasks),
                str(each.owned),
                str(each.duties),
            )
            for each in answer.counts
        ),
    )


@rows.register(MatchesAnswer)
def _(answer: MatchesAnswer) -> Rows:
    return Rows(
        (N_("document"), N_("ref"), N_("field"), N_("text")),
        tuple(
            (
                match.document.id,
                match.task.ref if match.task else match.box or "",
                translate(FIELD_WORDS[match.field]),
                match.text,
            )
            for match in answer.matches
        ),
    )


@rows.register(PartnersAnswer)
def _(answer: PartnersAnswer) -> Rows:
    return Rows(
        (N_("name"), N_("total"), N_("tasks"), N_("leads"), N_("led by")),
        tuple(
            (
                each.agency.name,
                str(len(each.tasks)),
                *("、".join(ids) for ids in (each.tasks, each.leads, each.led_by)),
            )
            for each in answer.partners
        ),
    )


@rows.register(ProblemsAnswer)
def _(answer: ProblemsAnswer) -> Rows:
    return Rows(
        (N_("place"), N_("severity"), N_("code"), N_("message"), N_("hint")),
        tuple(
            (
                each.place,
                severity_word(each.severity),
                each.code,
                each.message,
                each.hint or "",
            )
            for each in answer.problems
        ),
    )


@rows.register(LogAnswer)
def _(answer: LogAnswer) -> Rows:
    from taskmap.cells import FILL_IN  # here, since no other answer needs what the journal is made of
    from taskmap.progress import REPORTED

    columns = (
        N_("operation"), N_("recorded"), N_("recorded by"), N_("source"), N_("task"), N_("agency"), N_("reporter"),
        N_("reported by"), N_("reported on"), *(FILL_IN[key] for key in REPORTED), N_("emptied"), N_("extended to"),
        N_("reason"), N_("takes back"), N_("taken back by"),
    )  # fmt: skip
    return Rows(columns, tuple(map(_log_line, answer.lines)))


def _log_line(line: LogLine) -> tuple[str, ...]:
    from taskmap.cells import FILL_IN
    from taskmap.checklist import shown
    from taskmap.history import moment
    from taskmap.progress import REPORTED, Entry

    operation, entry = line.operation, line.entry or Entry("")
    return (
        operation.name,
        moment(operation),
        *map(_text, (operation.by, operation.source, entry.task, entry.agency, entry.reporter, entry.by, entry.on)),
        *(shown(key, getattr(entry, key)) for key in REPORTED),
        "、".join(translate(FILL_IN[key]) for key in entry.clear),
        *map(_text, (entry.until, entry.reason, operation.undoes, line.undone_by)),
    )


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
                *(_text(getattr(view.task, key)) for key in columns[1:5]),
                *_by_role(view.owners),
                _text(view.due),
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
            (box.ref, box.title or "", *(_text(getattr(item, key, None)) for key in ("ref", "title", "text")))
            for box in document.boxes
            for item in box.items or (None,)
        ),
    )


def indicator_rows(document: Document) -> Rows:
    """Return the rows of a document's tables of indicators."""
    columns = (N_("table"), N_("name"), N_("unit"), N_("baseline"), N_("target"))
    return Rows(columns, tuple(tuple(_text(getattr(each, key)) for key in columns) for each in document.indicators))


def target_rows(document: Document) -> Rows:
    """Return every target that a document sets: in its goals, its tasks and its boxes."""
    return Rows(
        (N_("place"), N_("name"), N_("quantity"), N_("due"), N_("text")),
        tuple(
            (place, target.name or "", quantity(target), _text(target.due), target.text)
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
                (N_("due"), _text(view.due)),
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


def _text(value: object) -> str:
    return "" if value is None else str(value)
