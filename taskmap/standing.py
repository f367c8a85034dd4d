"""How duties and tasks stand on a day: their state and light, computed from the journal.

The rules are those of supervision offices (督办): a task stands as its least advanced lead does, and its light is
computed from the deadline, never entered.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from taskmap.model import Role
from taskmap.progress import (
    DONE,
    NOT_STARTED,
    OVER,
    REPORTED,
    Extension,
    Report,
    Standing,
    effective,
    rank,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from taskmap.graph import TaskMap
    from taskmap.model import Agency, Duty, LightRules, Task, TaskView
    from taskmap.progress import Entry, Operation

    DutyKey = tuple[str, Agency | None]
    """A task's id, and the agency; ``None`` for a task without owners."""


class Standings:
    """How everything stands on a day.

    Args of the constructor: the graph with its journal, and the day (today where it is not given).
    """

    def __init__(self, tm: TaskMap, as_of: datetime.date | None = None) -> None:
        """Put the journal's entries together as of that day."""
        self.as_of = as_of or datetime.date.today()  # noqa: DTZ011 - a day is a local day
        self._states: Mapping[str, str] = dict(tm.states)
        self._lights = tm.lights
        self._reports: dict[DutyKey, Report] = {}
        self._extensions: dict[str, tuple[Extension, ...]] = {}
        for operation, entry in effective(tm.journal or (), self.as_of):
            if entry.until:
                extension = Extension(entry.until, entry.reason, operation.day_of(entry), entry.by or operation.by)
                self._extensions[entry.task] = (*self._extensions.get(entry.task, ()), extension)
            else:
                agency = tm.registry.identify(entry.agency, entry.region) if entry.agency else None
                key = entry.task, agency
                self._reports[key] = _reported(self._reports.get(key, Report()), operation, entry)

    def report(self, task: Task, agency: Agency | None) -> Report:
        """Return what was reported of a duty; ``agency`` is ``None`` for a task without owners."""
        return self._reports.get((task.id, agency), Report())

    def duty(self, view: TaskView, agency: Agency) -> Standing:
        """Return how an agency's part in a task stands; of an inherited duty ``agency`` is the one that was named."""
        return self._standing(view, self.report(view.task, agency))

    def task(self, view: TaskView) -> Standing:
        """Return how a task stands: as its least advanced lead, else responsible, else cooperating agency does."""
        agencies: Iterable[Agency | None] = (None,)
        for role in Role:
            if any(owner.role == role for owner in view.owners):
                agencies = dict.fromkeys(owner.agency for owner in view.owners if owner.role == role)
                break
        reports = (self.report(view.task, each) for each in agencies)
        return self._standing(view, min(reports, key=self._advance))

    def is_over(self, state: str) -> bool:
        """Tell whether nothing more is expected in a state."""
        return self._states.get(state, state) in OVER

    def is_done(self, state: str) -> bool:
        """Tell whether a state says that the work is done, which calls for evidence."""
        return self._states.get(state, state) in DONE

    def viewed(self, view: TaskView) -> TaskView:
        """Return a task with how it stands."""
        return view._replace(standing=self.task(view))

    def viewed_duty(self, duty: Duty) -> Duty:
        """Return a duty with how it stands."""
        return duty._replace(standing=self.duty(duty.view, duty.origin or duty.agency))

    def _advance(self, report: Report) -> tuple[int, float]:
        return rank(report.state, self._states), report.percent or 0

    def _standing(self, view: TaskView, report: Report) -> Standing:
        extensions = self._extensions.get(view.task.id, ())
        first = view.task.due_date
        due = extensions[-1].until if extensions else first
        state = self._states.get(report.state, report.state)
        light = light_of(state, report.percent, Term(view.document.date, due), self.as_of, self._lights)
        return Standing(report.state, light, report.percent, due, first, report, extensions)


def _reported(before: Report, operation: Operation, entry: Entry) -> Report:
    """Return a report with what an entry says of it: a field it is silent on stays, one it clears goes."""
    said = {key: value for key in REPORTED if (value := getattr(entry, key)) is not None}
    cleared = {key: NOT_STARTED if key == "state" else None for key in entry.clear}
    return before._replace(
        **(cleared | said),
        reporter=entry.reporter,
        by=entry.by or (None if operation.source else operation.by),  # who collects a checklist is not who filled it in
        day=operation.day_of(entry),
        recorded=operation.recorded,
    )


class Term(NamedTuple):
    """The time for a task: from the day of its document to the day it is due, where they are known."""

    begun: datetime.date | None = None
    due: datetime.date | None = None

    def share_gone(self, as_of: datetime.date) -> float | None:
        """Return how much of it is over, in percent; ``None`` where it is not known when it began."""
        if not self.begun or not self.due or not self.begun < self.due:
            return None
        return 100 * (as_of - self.begun) / (self.due - self.begun)


def light_of(state: str, percent: float | None, term: Term, as_of: datetime.date, rules: LightRules) -> str:
    """Return the light of a duty or task; the first rule that fits decides.

    Over: green; no day: grey; past the day: red; within ``rules.days`` of it: blue; its percentage more than
    ``rules.points`` behind the share of time gone since the document's day: yellow; else green. What nobody has begun
    has 0 percent; what moves without a percentage is not held to be behind.
    """
    if state in OVER:
        return "green"
    if term.due is None:
        return "grey"
    left = (term.due - as_of).days
    if left < 0:
        return "red"
    if left <= rules.days:
        return "blue"
    gone = term.share_gone(as_of)
    done = 0 if percent is None and state == NOT_STARTED else percent
    return "green" if gone is None or done is None or gone - done <= rules.points else "yellow"
