"""A report as a JSON object (docs/json.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.writing.records import Record, envelope

if TYPE_CHECKING:
    from taskmap.model import Agency
    from taskmap.reporting import Change, Overdue, Part, ReportAnswer, Unreported


def report_record(answer: ReportAnswer) -> Record:
    """Return a report as an object."""
    return envelope(
        "report",
        as_of=answer.as_of,
        since=answer.since,
        by=answer.by,
        totals=answer.totals._asdict(),
        lights=answer.lights,
        overdue=[_overdue(each) for each in answer.overdue],
        changed=[_change(each) for each in answer.changed],
        unreported=[_unreported(each) for each in answer.unreported],
        groups=[each._asdict() for each in answer.groups],
    )


def _named(agency: Agency | None) -> Record:
    return {"agency": agency.name if agency else None, "region": agency.region if agency else None}


def _part(part: Part) -> Record:
    standing = part.standing
    return {
        **_named(part.agency),
        "role": part.role,
        "state": standing.state,
        "light": standing.light,
        "percent": standing.percent,
        "note": standing.report.note,
    }


def _overdue(overdue: Overdue) -> Record:
    task, standing = overdue.view.task, overdue.view.standing
    return {
        "task": task.id,
        "title": task.title,
        "text": task.text,
        "due": overdue.view.due,
        "days": overdue.days,
        "state": standing.state if standing else None,
        "parts": [_part(each) for each in overdue.parts],
    }


def _change(change: Change) -> Record:
    report = change.part.standing.report
    return {
        "task": change.part.view.task.id,
        **_part(change.part),
        "due": change.part.standing.due,
        "by": report.by,
        "on": report.day,
        "before": {
            "state": change.before.state,
            "percent": change.before.percent,
            "note": change.before.report.note,
            "due": change.before.due,
        },
    }


def _unreported(unreported: Unreported) -> Record:
    tasks = [part.view.task.id for part in unreported.parts]
    return {**_named(unreported.agency), "last": unreported.last, "tasks": tasks}
