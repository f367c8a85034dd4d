"""Answers that list what there is, as rows under fixed columns; :mod:`taskmap.writing.rows` knows all answers."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from taskmap.i18n import N_
from taskmap.i18n import _ as translate
from taskmap.listings import AgenciesAnswer, DocsAnswer, LogAnswer, MatchesAnswer, PartnersAnswer, ProblemsAnswer
from taskmap.words import FIELD_WORDS, kind_word, severity_word
from taskmap.writing.tables import ROLE_COLUMNS, Rows, cell

if TYPE_CHECKING:
    from taskmap.listings import LogLine


@singledispatch
def listing_rows(answer: object) -> Rows:
    """Return a list as rows."""
    raise TypeError(type(answer))


@listing_rows.register(AgenciesAnswer)
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


@listing_rows.register(DocsAnswer)
def _(answer: DocsAnswer) -> Rows:
    columns = (
        N_("id"), N_("number"), N_("title"), N_("issuer"), N_("date"), N_("tasks"), N_("owned"), N_("duties"),
    )  # fmt: skip
    return Rows(
        columns,
        tuple(
            (
                *(cell(getattr(each.document, key)) for key in columns[:5]),
                str(each.tasks),
                str(each.owned),
                str(each.duties),
            )
            for each in answer.counts
        ),
    )


@listing_rows.register(MatchesAnswer)
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


@listing_rows.register(PartnersAnswer)
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


@listing_rows.register(ProblemsAnswer)
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


@listing_rows.register(LogAnswer)
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
        *map(cell, (operation.by, operation.source, entry.task, entry.agency, entry.reporter, entry.by, entry.on)),
        *(shown(key, getattr(entry, key)) for key in REPORTED),
        "、".join(translate(FILL_IN[key]) for key in entry.clear),
        *map(cell, (entry.until, entry.reason, operation.undoes, line.undone_by)),
    )
