"""What is to be recorded: of which duty, what changes, and what would be refused or without effect."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from taskmap.cells import FILL_IN, mark
from taskmap.checklist import filled, shown
from taskmap.i18n import _
from taskmap.problems import NotFoundError, RefusedError
from taskmap.progress import NOT_STARTED, REPORTED, Entry, Operation, Report, taken_back
from taskmap.standing import Standings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from taskmap.cells import Value
    from taskmap.graph import TaskMap
    from taskmap.model import Agency, TaskView


class Holder(NamedTuple):
    """Whose duty it is (``None``: a task without owners), and the successor that reports on it, if it inherited it."""

    agency: Agency | None
    reporter: str | None = None


class Change(NamedTuple):
    """What one field (:data:`taskmap.cells.FILL_IN`) said, and what it says from now on; ``None`` is empty."""

    field: str
    before: Value
    after: Value


class Update(NamedTuple):
    """What changes in the report on a duty, and the entry that records it."""

    changes: tuple[Change, ...]
    entry: Entry


def today() -> datetime.date:
    """Return the local day."""
    return datetime.date.today()  # noqa: DTZ011 - a day is a local day


def present(tm: TaskMap) -> Standings:
    """Return how everything stands by all that is recorded, also where it is tomorrow already."""
    return Standings(tm, max((today(), *(each.day for each in tm.journal or ()))))


def holders(tm: TaskMap, view: TaskView, name: str | None = None) -> list[Holder]:
    """Return whose duty is meant: that of the agency called ``name``, or the only one there is.

    An agency that inherited the duty stands for those that had it; there are several where two of them became one.

    Raises:
        RefusedError: no agency is named, and the task has several.
        NotFoundError: there is no such agency, several match, or the task is no duty of it.
    """
    owners = list(dict.fromkeys(owner.agency for owner in view.owners))
    if name is None:
        if len(owners) > 1:
            message = _("{task} has several owners; say with --agency which of them: {names}")
            raise RefusedError(message.format(task=view.task.id, names=_names(owners)))
        return [Holder(owners[0] if owners else None)]
    agency = tm.agency(name)
    if agency in owners:
        return [Holder(agency)]
    inherited = [duty.origin for duty in tm.inherited(agency) if duty.view.task.id == view.task.id]
    if not inherited:
        message = _("{task} is no duty of {name}").format(task=view.task.id, name=agency.name)
        raise NotFoundError(message + (_("; it is a duty of: {names}").format(names=_names(owners)) if owners else ""))
    return [Holder(origin, agency.name) for origin in inherited]


def _names(agencies: Sequence[Agency]) -> str:
    return "、".join(each.name for each in agencies)


def update(task: str, holder: Holder, said: Mapping[str, Value], report: Report, day: datetime.date) -> Update | None:
    """Return what changes if ``said`` is recorded, or ``None`` if all of it stands already.

    Args:
        task: the task's id.
        holder: whose duty it is.
        said: the fields that are given; ``None`` empties one. Who reported and when cannot be emptied.
        report: how the duty stands.
        day: the day on which it is recorded.

    Raises:
        RefusedError: the day given is still to come, or entries of later days would outweigh this one.
    """
    before = dict(zip(FILL_IN, filled(report), strict=True))
    given = {key: value for key, value in said.items() if value is not None or key in REPORTED}
    changes = tuple(
        Change(key, before[key], value) for key, value in given.items() if mark(_whole(key, value)) != mark(before[key])
    )
    if not changes:
        return None
    on = given.get("on")
    _check_day(on if isinstance(on, datetime.date) else day, report, day)
    values: dict[str, Any] = {each.field: each.after for each in changes if each.field in REPORTED}
    entry = Entry(
        task,
        holder.agency.name if holder.agency else None,
        holder.agency.region if holder.agency else None,
        clear=tuple(key for key in REPORTED if key in values and values[key] is None),
        reporter=holder.reporter,
    )
    return Update(changes, entry._replace(**{**values, "by": given.get("by"), "on": on}))


def _whole(field: str, value: Value) -> Value:
    return NOT_STARTED if field == "state" and value is None else value


def _check_day(on: datetime.date, report: Report, day: datetime.date) -> None:
    if on > day:
        raise RefusedError(_("{day} is still to come: nothing can be reported from then").format(day=on))
    if report.day and on < report.day:
        message = _("an entry of {day} would be without effect: the last one on this duty is of {last}")
        raise RefusedError(message.format(day=on, last=report.day))


def lines(task: str, agency: str | None, changes: Sequence[Change]) -> Iterator[str]:
    """Say what changes, a line for each field."""
    duty = " ".join(filter(None, (task, agency)))
    empty = _("(empty)")
    for each in changes:
        before, after = (shown(each.field, value) or empty for value in (each.before, _whole(each.field, each.after)))
        yield _("{duty}: {field}: {before} → {after}").format(
            duty=duty, field=_(FILL_IN[each.field]), before=before, after=after
        )


def lacks_evidence(found: Update, report: Report, standings: Standings) -> bool:
    """Tell whether an update calls something done without any evidence."""
    entry = found.entry
    kept = None if "evidence" in entry.clear else report.evidence
    return bool(entry.state and standings.is_done(entry.state) and not (entry.evidence or kept))


def extension(view: TaskView, until: datetime.date, reason: str, standings: Standings, by: str | None = None) -> Entry:
    """Return the entry that extends a task to a day.

    Raises:
        RefusedError: the task has no deadline, the day is not later than the one that counts, or there is no reason.
    """
    due = standings.task(view).due
    if not due:
        raise RefusedError(_("{task} has no deadline to extend").format(task=view.task.id))
    if until <= due:
        raise RefusedError(_("{task} is due on {due} already: an extension leads to a later day").format(
            task=view.task.id, due=due
        ))  # fmt: skip
    if not reason.strip():
        raise RefusedError(_("an extension needs a reason"))
    return Entry(view.task.id, until=until, reason=reason.strip(), by=by)


def operation_named(operations: Sequence[Operation], name: str) -> Operation:
    """Return the operation of that name, or of the only one that begins like it, to take it back.

    Raises:
        NotFoundError: there is none, or several begin like that.
        RefusedError: it is taken back already.
    """
    asked = name.replace("\\", "/").rpartition("/")[2]
    exact = [each for each in operations if asked in (each.name, each.name.removesuffix(".toml"))]
    found = exact or [each for each in operations if asked and each.name.startswith(asked)]
    if not found:
        raise NotFoundError(_("the journal has no operation {name}").format(name=name.strip() or "''"))
    if len(found) > 1:
        message = _("several operations begin like {name}:").format(name=name)
        raise NotFoundError(message, (f"  {each.name}" for each in found))
    gone = taken_back(operations).get(found[0].name)
    if gone:
        message = _("{name} is taken back already, by {other}")
        raise RefusedError(message.format(name=found[0].name, other=gone))
    return found[0]
