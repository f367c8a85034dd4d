"""A report as rows under fixed columns (docs/commands.md): every row names the part of the report it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.i18n import N_, _
from taskmap.words import LIGHT_WORDS, light_word, listed, number, standing_words, state_word
from taskmap.writing.reports.sections import TOTAL_WORDS, agency_name, group_name
from taskmap.writing.tables import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.model import TaskView
    from taskmap.progress import Standing
    from taskmap.reporting import Part, ReportAnswer

COLUMNS = (
    N_("part"), N_("name"), N_("count"), N_("percent"), N_("document"), N_("ref"), N_("task"), N_("due"),
    N_("state"), N_("light"), N_("before"), N_("note"),
)  # fmt: skip


def report_rows(answer: ReportAnswer) -> Rows:
    """Return a report as rows, its totals first."""
    return Rows(COLUMNS, tuple(_rows(answer)))


def _rows(answer: ReportAnswer) -> Iterator[tuple[str, ...]]:
    for key, word in TOTAL_WORDS.items():
        yield _row(_("totals"), _(word), getattr(answer.totals, key))
    for state, count in answer.totals.states.items():
        yield _row(_("states"), state_word(state), count)
    for light, count in answer.lights.items():
        yield _row(_("lights"), light_word(light), count)
    for late in answer.overdue:
        for part in late.parts:
            yield _part_row(_("overdue"), part, count=late.days)
    for change in answer.changed:
        yield _part_row(_("changed"), change.part, before=change.before)
    for silent in answer.unreported:
        for part in silent.parts:
            yield _part_row(_("not reported"), part)
    for group in answer.groups:
        lights = listed(f"{_(LIGHT_WORDS[light])} {count}" for light, count in group.lights.items() if count)
        name, document = group_name(answer, group), group.document or ""
        yield (_("groups"), name, str(group.total), number(group.percent), document, *[""] * 6, lights)


def _row(part: str, name: str, count: float) -> tuple[str, ...]:
    return (part, name, number(count), *[""] * (len(COLUMNS) - 3))


def _part_row(name: str, part: Part, *, count: int | None = None, before: Standing | None = None) -> tuple[str, ...]:
    standing = part.standing
    return (
        name,
        agency_name(part.agency),
        "" if count is None else str(count),
        number(standing.percent),
        *_task(part.view),
        str(standing.due or ""),
        state_word(standing.state),
        light_word(standing.light),
        standing_words(before),
        standing.report.note or "",
    )


def _task(view: TaskView) -> tuple[str, ...]:
    return view.task.document, view.task.ref, view.task.title or view.task.text or ""
