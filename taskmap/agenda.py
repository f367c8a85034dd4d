"""What is still to be done by a day: the questions behind ``taskmap due`` and ``taskmap calendar``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.answers import TasksAnswer
from taskmap.standing import Standings

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from taskmap.graph import TaskMap
    from taskmap.model import Agency, Role, TaskView


class AgendaFilter(NamedTuple):
    """Whose tasks are wanted, and which; ``within`` so many days, ``None`` for all of them, past ones always."""

    agency: str | None = None
    role: Role | None = None
    doc: str | None = None
    within: int | None = None


class Item(NamedTuple):
    """A task that is not over and has a day, or an agency's part in one: then ``agency`` is whose, in which ``roles``.

    ``view.standing`` is that of the part. ``origin`` is the predecessor that an inherited duty comes from.
    """

    view: TaskView
    day: datetime.date
    agency: Agency | None = None
    roles: tuple[Role, ...] = ()
    origin: Agency | None = None


class CalendarAnswer(NamedTuple):
    """What belongs in a calendar, the earliest first; alarms ring ``days`` before."""

    items: tuple[Item, ...]
    days: int


def ask_due(tm: TaskMap, wanted: AgendaFilter, as_of: datetime.date | None = None) -> TasksAnswer:
    """Ask for what is not over and due within some days or past its day, the earliest first.

    The views carry how the task stands or, where an agency is asked for, how its part in it does. Without ``within``
    the days of the data set's ``[lights]`` count: what is blue or red.

    Raises:
        NotFoundError: there is no such agency or document, or several agencies match.
    """
    standings = Standings(tm, as_of)
    if wanted.within is None:
        wanted = wanted._replace(within=tm.lights.days)
    views = tuple(item.view for item in _items(tm, wanted, standings))
    return TasksAnswer(views, as_of=standings.as_of, agenda=True)


def ask_calendar(tm: TaskMap, wanted: AgendaFilter, as_of: datetime.date | None = None) -> CalendarAnswer:
    """Ask for everything that is not over and has a day: tasks or, where an agency is asked for, its duties.

    Raises:
        NotFoundError: there is no such agency or document, or several agencies match.
    """
    return CalendarAnswer(tuple(_items(tm, wanted, Standings(tm, as_of))), tm.lights.days)


def _items(tm: TaskMap, wanted: AgendaFilter, standings: Standings) -> list[Item]:
    found = [
        item
        for item in _dated(tm, wanted, standings)
        if item.view.standing
        and not standings.is_over(item.view.standing.state)
        and (wanted.within is None or (item.day - standings.as_of).days <= wanted.within)
    ]
    return sorted(found, key=lambda item: item.day)


def _dated(tm: TaskMap, wanted: AgendaFilter, standings: Standings) -> Iterator[Item]:
    document = tm.document(wanted.doc) if wanted.doc else None
    for item in _of_agency(tm, wanted, standings) if wanted.agency else _of_all(tm, wanted, standings):
        if document in (None, item.view.document):
            yield item


def _of_all(tm: TaskMap, wanted: AgendaFilter, standings: Standings) -> Iterator[Item]:
    for each in tm.tasks():
        view = standings.viewed(each)
        if view.due and (wanted.role is None or any(owner.role == wanted.role for owner in view.owners)):
            yield Item(view, view.due)


def _of_agency(tm: TaskMap, wanted: AgendaFilter, standings: Standings) -> Iterator[Item]:
    agency = tm.agency(wanted.agency or "")
    for each in (*tm.duties(agency), *tm.inherited(agency)):
        duty = standings.viewed_duty(each)
        if duty.due and wanted.role in (None, *duty.roles):
            yield Item(duty.view._replace(standing=duty.standing), duty.due, agency, duty.roles, duty.origin)
