"""A report as people read it: sections of running text and tables, the same in every form."""

from __future__ import annotations

import datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from taskmap.i18n import N_, _
from taskmap.reporting import best_and_worst
from taskmap.words import (
    LIGHT_WORDS,
    labelled,
    light_word,
    listed,
    long_day,
    noted,
    number,
    percentage,
    standing_words,
    state_word,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from taskmap.model import Agency, Document, TaskView
    from taskmap.reporting import Change, Group, Part, ReportAnswer

Cell = str | float | datetime.date | None

TOTAL_WORDS = {
    "documents": N_("documents"),
    "tasks": N_("tasks"),
    "duties": N_("duties"),
    "agencies": N_("agencies"),
    "over": N_("over"),
    "overdue": N_("overdue"),
    "changed": N_("changed"),
    "unreported": N_("not reported"),
    "percent": N_("percent"),
}

GROUP_WORDS = {"agency": N_("agency"), "document": N_("document"), "section": N_("section")}

FIRST_WORDS = 30
"""Characters of a text that stand for a task without a heading of its own."""


class Column(NamedTuple):
    """A column: its English head, how wide it is beside the others, and what its cells are.

    ``kind`` is ``text``, ``list`` (entries separated by 、 and ；), ``number``, ``percent`` or ``day``.
    """

    head: str
    width: int
    kind: str = "text"


class Table(NamedTuple):
    """Rows under columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Section(NamedTuple):
    """A part of a report; ``key`` names it in every language."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    table: Table | None = None


def title(answer: ReportAnswer) -> tuple[str, str]:
    """Return what stands above a report: what it is, and of which day."""
    return _("How the work stands"), _("as of {day}").format(day=long_day(answer.as_of))


def sections(answer: ReportAnswer) -> list[Section]:
    """Return the sections of a report, in their order."""
    return [_overall(answer), _overdue(answer), _changed(answer), _unreported(answer), _groups(answer)]


def shown(cell: Cell, kind: str = "text") -> str:
    """Return what a cell says, as text."""
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        return percentage(cell) if kind == "percent" else number(cell)
    return str(cell)


def agency_name(agency: Agency | None) -> str:
    """Return the name of an agency, or what stands for tasks without owners."""
    return agency.name if agency else _("(no owner)")


def group_name(answer: ReportAnswer, group: Group) -> str:
    """Return what a group is called; an agency's region is added where several have its name."""
    if answer.by == "agency":
        shared = sum(each.name == group.name for each in answer.groups) > 1
        return noted(group.name, group.region or _("national") if shared else "") if group.name else _("(no owner)")
    if answer.by == "section":
        return noted(group.name or _("(no heading)"), group.document or "")
    return group.name or ""


def task_name(view: TaskView) -> str:
    """Return a task's heading, or its first words."""
    text = view.task.title or view.task.text or ""
    return text if view.task.title or len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}…"


def task_number(view: TaskView) -> str:
    """Return what a task is called in a letter, and what commands take too: 吉就组〔2020〕1号：3.2."""
    return _numbered(view.document, view.task.ref)


def _numbered(document: Document, refs: str) -> str:
    return _("{document}:{ref}").format(document=document.number or document.id, ref=refs)


def heading(place: int, section: Section) -> str:
    """Return what stands above a section: 一、总体情况 in Chinese, 1. Overall in English."""
    number = _("1 2 3 4 5").split(" ")[place]
    return _("{number}. {title}").format(number=number, title=section.title)


def _overall(answer: ReportAnswer) -> Section:
    totals = answer.totals
    share = percentage(round(100 * totals.over / totals.tasks, 1)) if totals.tasks else percentage(0)
    summary = _(
        "Documents: {documents}; tasks: {tasks}; duties: {duties}, of agencies: {agencies}. Of the tasks over: {over}"
        " ({share}); overdue: {overdue}; progress on average: {progress}. Duties that have changed since {since}:"
        " {changed}; not reported on since then: {unreported}{unowned}."
    ).format(
        documents=totals.documents, tasks=totals.tasks, duties=totals.duties, agencies=totals.agencies,
        over=totals.over, share=share, overdue=totals.overdue, progress=percentage(totals.percent),
        since=long_day(answer.since), changed=totals.changed, unreported=totals.unreported,
        unowned=_unowned(answer),
    )  # fmt: skip
    states = listed(f"{state_word(state)} {count}" for state, count in totals.states.items() if count)
    columns = Column(N_("light"), 3), Column(N_("tasks"), 3, "number"), Column(N_("share"), 3, "percent")
    rows = tuple(
        (light_word(light), count, round(100 * count / totals.tasks, 1) if totals.tasks else 0)
        for light, count in answer.lights.items()
    )
    return Section("overall", _("Overall"), (summary, labelled(_("states of the tasks"), states)), Table(columns, rows))


def _unowned(answer: ReportAnswer) -> str:
    """Say how many of what is not reported are no duties, but tasks that nobody owns: together they may be more."""
    count = sum(len(each.parts) for each in answer.unreported if not each.agency)
    return _(" (tasks without owners among them: {count})").format(count=count) if count else ""


def _overdue(answer: ReportAnswer) -> Section:
    columns = (
        Column(N_("ref"), 10), Column(N_("task"), 16), Column(N_("due"), 8, "day"),
        Column(N_("days over"), 5, "number"), Column(N_("who"), 14, "list"),
    )  # fmt: skip
    rows = tuple(
        (task_number(each.view), task_name(each.view), each.view.due, each.days, _who(each.parts))
        for each in answer.overdue
    )
    paragraphs = () if rows else (_("Nothing is overdue."),)
    return Section("overdue", _("Overdue"), paragraphs, Table(columns, rows) if rows else None)


def _who(parts: Iterable[Part]) -> str:
    """Write agencies with their states: 省教育厅（未启动）、省财政厅（进行中 40%）."""
    return "、".join(noted(agency_name(part.agency), standing_words(part.standing)) for part in parts)


def _changed(answer: ReportAnswer) -> Section:
    columns = (
        Column(N_("agency"), 10), Column(N_("task"), 16), Column(N_("before"), 8), Column(N_("now"), 8),
        Column(N_("progress"), 16),
    )  # fmt: skip
    rows = tuple(
        (
            agency_name(change.part.agency),
            f"{task_number(change.part.view)} {task_name(change.part.view)}",
            standing_words(change.before),
            standing_words(change.part.standing),
            "\n".join(_told(change)),
        )
        for change in answer.changed
    )
    paragraphs = () if rows else (_("Nothing has changed."),)
    name = _("Changed since {day}").format(day=long_day(answer.since))
    return Section("changed", name, paragraphs, Table(columns, rows) if rows else None)


def _told(change: Change) -> Iterator[str]:
    """Yield what an agency says of its part, and to which day it was extended."""
    report, due, was = change.part.standing.report, change.part.standing.due, change.before.due
    if report.note:
        yield report.note
    if report.problem:
        yield labelled(_("problems"), report.problem)
    if due != was:
        yield labelled(_("extended"), f"{was or ''} → {due}")


def _unreported(answer: ReportAnswer) -> Section:
    columns = (
        Column(N_("agency"), 12), Column(N_("duties"), 4, "number"), Column(N_("last report"), 8, "day"),
        Column(N_("tasks"), 24, "list"),
    )  # fmt: skip
    rows = tuple(
        (agency_name(each.agency), len(each.parts), each.last, by_document(part.view for part in each.parts))
        for each in answer.unreported
    )
    paragraphs = () if rows else (_("Everybody has reported."),)
    name = _("Not reported since {day}").format(day=long_day(answer.since))
    return Section("unreported", name, paragraphs, Table(columns, rows) if rows else None)


def by_document(views: Iterable[TaskView]) -> str:
    """Write tasks with each document named once: ``吉就组〔2020〕1号:1、2；rlzy-145:3``."""
    groups = groupby(views, key=lambda view: view.document)
    return "；".join(_numbered(document, "、".join(view.task.ref for view in group)) for document, group in groups)


def _groups(answer: ReportAnswer) -> Section:
    counted = N_("duties") if answer.by == "agency" else N_("tasks")
    columns = (
        Column(GROUP_WORDS[answer.by], 14), Column(counted, 4, "number"), Column(N_("over"), 4, "number"),
        Column(N_("percent"), 5, "percent"), *(Column(word, 3, "number") for word in LIGHT_WORDS.values()),
        Column(N_("not reported"), 4, "number"),
    )  # fmt: skip
    rows = tuple(
        (group_name(answer, each), each.total, each.over, each.percent, *_seen(each)) for each in answer.groups
    )
    titles = {"agency": N_("By agency"), "document": N_("By document"), "section": N_("By section")}
    return Section("groups", _(titles[answer.by]), tuple(_ends(answer)), Table(columns, rows))


def _seen(group: Group) -> Iterator[int | None]:
    """Yield the counts of a group by light, and of what is not reported; nothing for none is seen at a glance."""
    yield from (count or None for count in (*group.lights.values(), group.unreported))


def _ends(answer: ReportAnswer) -> Iterator[str]:
    """Name the best and the worst, where there are any."""
    best, worst = best_and_worst(tuple(each for each in answer.groups if each.name))
    for label, groups in ((_("furthest ahead"), best), (_("furthest behind"), worst[::-1])):
        if groups:
            found = (noted(group_name(answer, each), percentage(each.percent)) for each in groups)
            yield labelled(label, "、".join(found))
