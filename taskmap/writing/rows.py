"""Answers as rows under fixed columns, which docs/commands.md lists."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from taskmap.i18n import N_
from taskmap.i18n import _ as translate
from taskmap.model import Role
from taskmap.questions import (
    AgenciesAnswer,
    AgencyAnswer,
    DocsAnswer,
    MatchesAnswer,
    PartnersAnswer,
    ProblemsAnswer,
    TasksAnswer,
)
from taskmap.words import FIELD_WORDS, box_lines, kind_word, names, noted, quantity, role_word, severity_word
from taskmap.writing.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taskmap.model import Duty, Owner, TaskView
    from taskmap.questions import Answer

ROLE_COLUMNS = (N_("lead"), N_("responsible"), N_("cooperate"))


@singledispatch
def rows(answer: Answer) -> Rows:
    """Return an answer as rows."""
    raise TypeError(type(answer))


@rows.register(AgencyAnswer)
def _(answer: AgencyAnswer) -> Rows:
    columns = (
        N_("document"), N_("ref"), N_("role"), N_("title"), N_("text"), *ROLE_COLUMNS, N_("due"), N_("from"),
    )  # fmt: skip
    duties = (*answer.duties, *answer.inherited)
    return Rows(columns, tuple(_duty(duty) for duty in duties))


def _duty(duty: Duty) -> tuple[str, ...]:
    task = duty.view.task
    return (
        task.document,
        task.ref,
        "、".join(map(role_word, duty.roles)),
        task.title or "",
        task.text or "",
        *_by_role(duty.others),
        _text(task.due_date),
        duty.origin.name if duty.origin else "",
    )


def _by_role(owners: Iterable[Owner]) -> tuple[str, ...]:
    return tuple(names(owners, role) for role in Role)


@rows.register(TasksAnswer)
def _(answer: TasksAnswer) -> Rows:
    columns = (N_("document"), N_("ref"), N_("title"), N_("text"), *ROLE_COLUMNS, N_("due"))
    return Rows(columns, tuple(_task(view) for view in answer.views))


def _task(view: TaskView) -> tuple[str, ...]:
    task = view.task
    wording = (task.title or "", task.text or "")
    return (task.document, task.ref, *wording, *_by_role(view.owners), _text(task.due_date))


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
                f"{each.file}:{each.line}" if each.line else each.file,
                severity_word(each.severity),
                each.code,
                each.message,
                each.hint or "",
            )
            for each in answer.problems
        ),
    )


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
                (N_("due"), _text(task.due_date)),
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
