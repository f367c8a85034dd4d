"""The report of a day as plain values: how the work stands, who is late with what, and what has changed.

It is what offices send round every month (通报). Renderers are in :mod:`taskmap.writing` and :mod:`taskmap.terminal`.
"""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from taskmap.progress import LIGHTS, STATES, Standing
from taskmap.standing import Standings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping

    from taskmap.graph import TaskMap
    from taskmap.model import Agency, Document, Role, TaskView

GROUPINGS = ("agency", "document", "section")
"""By what a report may compare."""

COMPLETE = 100


class Part(NamedTuple):
    """One agency's part in a task as it stands; ``agency`` is ``None`` for a task without owners."""

    view: TaskView
    agency: Agency | None
    role: Role | None
    standing: Standing


class Totals(NamedTuple):
    """How many there are; ``states`` counts tasks, ``over`` those done, closed or stopped; ``percent`` is of tasks."""

    documents: int
    tasks: int
    duties: int
    agencies: int
    over: int
    overdue: int
    changed: int
    unreported: int
    percent: float
    states: dict[str, int]


class Overdue(NamedTuple):
    """A task past its day by ``days``, and those whose part keeps it from being over."""

    view: TaskView
    days: int
    parts: tuple[Part, ...]


class Change(NamedTuple):
    """A part in a task that stands otherwise than ``before``."""

    part: Part
    before: Standing


class Unreported(NamedTuple):
    """An agency that has said nothing of some parts since the day: ``last`` is when it last did, if ever."""

    agency: Agency | None
    parts: tuple[Part, ...]
    last: datetime.date | None


class Group(NamedTuple):
    """What an agency, document or section has come to: counts of its duties (an agency's) or tasks (the others').

    ``name`` is ``None`` of tasks without owners, or without a section. ``unreported`` counts duties of all of them.
    ``percent`` is how far it has come, with what is over as 100.
    """

    name: str | None
    region: str | None
    document: str | None
    total: int
    over: int
    overdue: int
    unreported: int
    percent: float
    lights: dict[str, int]


class ReportAnswer(NamedTuple):
    """A report; changes are put together by agency, groups are in their order, the best first."""

    as_of: datetime.date
    since: datetime.date
    by: str
    totals: Totals
    lights: dict[str, int]
    overdue: tuple[Overdue, ...]
    changed: tuple[Change, ...]
    unreported: tuple[Unreported, ...]
    groups: tuple[Group, ...]


def ask_report(
    tm: TaskMap, *, as_of: datetime.date | None = None, since: datetime.date | None = None, by: str = "agency"
) -> ReportAnswer:
    """Ask how the work stands on a day (today), and what has changed ``since`` the first day of its month.

    What was true at the end of the day before ``since`` is what it is compared with.
    """
    now = Standings(tm, as_of)
    since = since or now.as_of.replace(day=1)
    before = Standings(tm, since - datetime.timedelta(days=since > datetime.date.min))
    views = [(view, tuple(_parts(view, now))) for view in map(now.viewed, tm.tasks())]
    parts = [part for _view, held in views for part in held]
    silent = {_key(part) for part in parts if _is_silent(part, since, now)}
    tasks = [_measured_task(view, held, now, silent) for view, held in views]
    order: dict[Agency | None, int] = {agency: place for place, agency in enumerate(tm.agencies)}
    late = tuple(_overdue(views, now))
    changed = sorted(_changes(parts, before), key=lambda each: order.get(each.part.agency, len(order)))
    states = (view.standing.state for view, _held in views if view.standing)
    totals = Totals(
        documents=len(tm.documents),
        tasks=len(views),
        duties=sum(part.agency is not None for part in parts),
        agencies=len(tm.agencies),
        over=sum(each.over for each in tasks),
        overdue=len(late),
        changed=len(changed),
        unreported=len(silent),
        percent=_mean(tasks),
        states=_counted(states, (*STATES, *dict(tm.states))),
    )
    groups = _groups([_measured_part(each, now, silent) for each in parts] if by == "agency" else tasks, by)
    unreported = _by_agency(part for part in parts if _key(part) in silent)
    lights = _counted((each.light for each in tasks), LIGHTS)
    return ReportAnswer(now.as_of, since, by, totals, lights, late, tuple(changed), tuple(unreported), groups)


def _counted(found: Iterable[str], known: Iterable[str]) -> dict[str, int]:
    counts = Counter(found)
    return {each: counts[each] for each in known}


def _parts(view: TaskView, standings: Standings) -> Iterator[Part]:
    """Yield the part of each agency in its strongest role, leads first; a task without owners is one part."""
    strongest: dict[Agency, Role] = {}
    for owner in view.owners:
        strongest.setdefault(owner.agency, owner.role)
    if not strongest and view.standing:
        yield Part(view, None, None, view.standing)
    for agency, role in strongest.items():
        yield Part(view, agency, role, standings.duty(view, agency))


def _key(part: Part) -> tuple[str, Agency | None]:
    return part.view.task.id, part.agency


def _is_silent(part: Part, since: datetime.date, standings: Standings) -> bool:
    day = part.standing.report.day
    return not standings.is_over(part.standing.state) and (day is None or day < since)


def _overdue(views: Iterable[tuple[TaskView, tuple[Part, ...]]], standings: Standings) -> Iterator[Overdue]:
    """Yield what is past its day, the longest first, each with those that decide its state and are not done."""
    late = [
        (view, view.due, parts) for view, parts in views if view.due and view.standing and view.standing.light == "red"
    ]
    for view, due, parts in sorted(late, key=lambda each: each[1]):
        deciding = [part for part in parts if part.role == parts[0].role]
        left = tuple(part for part in deciding if not standings.is_over(part.standing.state))
        yield Overdue(view, (standings.as_of - due).days, left)


def _changes(parts: Iterable[Part], before: Standings) -> Iterator[Change]:
    for part in parts:
        was = before.duty(part.view, part.agency) if part.agency else before.task(part.view)
        if _said(was) != _said(part.standing):
            yield Change(part, was)


def _said(standing: Standing) -> tuple[object, ...]:
    """Return what was reported of a part, and its day: the light changes with the days alone."""
    report = standing.report
    return report.state, report.percent, report.note, report.problem, report.plan, report.evidence, standing.due


def _by_agency(parts: Iterable[Part]) -> list[Unreported]:
    """Put parts together by agency: those with most of them first, tasks that nobody owns last."""
    found: dict[Agency | None, list[Part]] = {}
    for part in parts:
        found.setdefault(part.agency, []).append(part)
    days = {
        agency: max((day for part in each if (day := part.standing.report.day)), default=None)
        for agency, each in found.items()
    }
    listed = (Unreported(agency, tuple(each), days[agency]) for agency, each in found.items())
    return sorted(listed, key=lambda each: (each.agency is None, -len(each.parts)))


class _Measured(NamedTuple):
    """What a task or a part of one adds to the group it belongs to; ``name`` is the agency's or the section's."""

    name: str | None
    region: str | None
    document: Document
    light: str
    over: bool
    percent: float
    unreported: int


def _measured_part(part: Part, standings: Standings, silent: Container[tuple[str, Agency | None]]) -> _Measured:
    over = standings.is_over(part.standing.state)
    percent = COMPLETE if over else part.standing.percent or 0
    name, region = (part.agency.name, part.agency.region) if part.agency else (None, None)
    return _Measured(name, region, part.view.document, part.standing.light, over, percent, int(_key(part) in silent))


def _measured_task(
    view: TaskView, parts: Iterable[Part], standings: Standings, silent: Container[tuple[str, Agency | None]]
) -> _Measured:
    standing = view.standing or standings.task(view)
    over = standings.is_over(standing.state)
    percent = COMPLETE if over else standing.percent or 0
    unreported = sum(_key(part) in silent for part in parts)
    return _Measured(view.task.section, None, view.document, standing.light, over, percent, unreported)


def _mean(measured: Collection[_Measured]) -> float:
    return round(sum(each.percent for each in measured) / len(measured), 1) if measured else 0


KEYS: Mapping[str, Callable[[_Measured], tuple[str | None, str | None, str | None]]] = {
    "agency": lambda each: (each.name, each.region, None),
    "document": lambda each: (each.document.label, None, each.document.id),
    "section": lambda each: (each.name, None, each.document.id),
}
"""For each grouping what makes the name, region and document of a group."""


def _groups(measured: Iterable[_Measured], by: str) -> tuple[Group, ...]:
    """Put what was measured together, the best first: least of it overdue, most of it over, farthest come."""
    found: dict[tuple[str | None, str | None, str | None], list[_Measured]] = {}
    for each in measured:
        found.setdefault(KEYS[by](each), []).append(each)
    groups = (
        Group(
            *key,
            total=len(each),
            over=sum(one.over for one in each),
            overdue=sum(one.light == "red" for one in each),
            unreported=sum(one.unreported for one in each),
            percent=_mean(each),
            lights=_counted((one.light for one in each), LIGHTS),
        )
        for key, each in found.items()
    )
    return tuple(sorted(groups, key=rank))


def best_and_worst(groups: tuple[Group, ...], count: int = 3) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
    """Return the best of groups in their order, and the worst, the very worst last: about ``count`` each.

    Groups that come to the same are named together or not at all: none is singled out. Nobody is best who has not
    moved.
    """
    ranks = [rank(each) for each in groups]
    if not groups or ranks[0] == ranks[-1]:
        return (), ()
    count = min(count, len(groups) // 2)
    best = groups[: _few(ranks, count)]
    worst = groups[len(groups) - _few(ranks[::-1], count) :]
    return (
        tuple(each for each in best if each.percent and rank(each) != ranks[-1]),
        tuple(each for each in worst if rank(each) != ranks[0] and each not in best),
    )


def _few(ranks: list[tuple[float, float, float]], count: int) -> int:
    """Return how many to take from the beginning: ``count`` with all that come to the same as the last of them.

    Where these are too many, none of them is taken.
    """
    last = ranks[:count][-1]
    first, tied = ranks.index(last), ranks.count(last)
    return first + tied if first + tied <= 2 * count else first


def rank(group: Group) -> tuple[float, float, float]:
    """Return what groups are ordered by; the best has the least."""
    return group.overdue / group.total, -group.over / group.total, -group.percent
