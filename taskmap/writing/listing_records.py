"""Answers that list what there is, as JSON; :mod:`taskmap.writing.records` knows all answers."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from taskmap.listings import AgenciesAnswer, DocsAnswer, LogAnswer, MatchesAnswer, PartnersAnswer, ProblemsAnswer
from taskmap.progress import Entry
from taskmap.writing.records import Record, agency_record, entry_records, envelope, problem_record

if TYPE_CHECKING:
    from taskmap.listings import LogLine


@singledispatch
def listing_record(answer: object) -> Record:
    """Return a list as a JSON object."""
    raise TypeError(type(answer))


@listing_record.register(AgenciesAnswer)
def _(answer: AgenciesAnswer) -> Record:
    return envelope(
        "agencies",
        agencies=[
            agency_record(each.agency)
            | {"total": each.total}
            | {role.value: count for role, count in each.roles.items()}
            for each in answer.counts
        ],
    )


@listing_record.register(DocsAnswer)
def _(answer: DocsAnswer) -> Record:
    return envelope(
        "docs",
        docs=[
            {key: getattr(each.document, key) for key in ("id", "number", "title", "issuer", "date")}
            | {"tasks": each.tasks, "owned": each.owned, "duties": each.duties}
            for each in answer.counts
        ],
    )


@listing_record.register(MatchesAnswer)
def _(answer: MatchesAnswer) -> Record:
    return envelope(
        "matches",
        matches=[{"task": match.place, "field": match.field, "text": match.text} for match in answer.matches],
    )


@listing_record.register(PartnersAnswer)
def _(answer: PartnersAnswer) -> Record:
    return envelope(
        "partners",
        agency=agency_record(answer.agency),
        partners=[
            {
                "name": each.agency.name,
                "region": each.agency.region,
                "total": len(each.tasks),
                "tasks": list(each.tasks),
                "leads": list(each.leads),
                "led_by": list(each.led_by),
            }
            for each in answer.partners
        ],
    )


@listing_record.register(ProblemsAnswer)
def _(answer: ProblemsAnswer) -> Record:
    return envelope("problems", problems=list(map(problem_record, answer.problems)))


@listing_record.register(LogAnswer)
def _(answer: LogAnswer) -> Record:
    return envelope("log", entries=[_log_line(line) for line in answer.lines])


def _log_line(line: LogLine) -> Record:
    """Return an entry with the operation that recorded it; all of its keys are null where it takes another back."""
    operation, entry = line.operation, line.entry or Entry("")
    return {
        "operation": operation.name,
        "recorded": operation.recorded,
        "recorded_by": operation.by,
        "source": operation.source,
        "undoes": operation.undoes,
        "undone_by": line.undone_by,
        **entry_records((entry,))[0],
        "task": entry.task or None,
    }
