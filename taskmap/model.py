"""The values that flow through taskmap: documents, their tasks, agencies and duties.

Immutable, without I/O: named tuples, which cost a start-up far less than dataclasses do, as long as their
annotations are objects and not strings (hence no ``from __future__ import annotations`` where they are defined).
How the work stands has values of its own, in :mod:`taskmap.progress`, which are not needed to read a document.
Field names are the keys of the TOML (docs/data.md); an absent scalar is ``None``, an absent list ``()``.
"""

import re
from collections.abc import Iterator
from datetime import date as Date  # noqa: N812 - `date` is a field of the values below
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from taskmap.progress import Operation, Standing

DATED_KINDS = frozenset({"by", "span", "point"})
"""Kinds of deadline whose date is the day the work is due."""

YEAR_IN_NUMBER = r"[〔\[［（(【]([12]\d{3})[〕\]］）)】]"


class Role(StrEnum):
    """What an agency is to a task, strongest first."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COOPERATE = "cooperate"


def _passage(title: str | None, text: str | None) -> str:
    return "。".join(part for part in (title, text) if part)


class Deadline(NamedTuple):
    """A time the text sets: its words, what kind it is and, where it has one, the last day."""

    text: str
    kind: str
    date: Date | None = None
    rule: str | None = None


class Target(NamedTuple):
    """A quantity the text sets: ``value``, or ``low`` to ``high``, in ``unit``."""

    text: str
    name: str | None = None
    comparison: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    due: Date | None = None
    place: str | None = None


class Task(NamedTuple):
    """The smallest unit of a document with its own owners; ``document`` is the id of its document."""

    document: str
    ref: str
    section: str | None = None
    project: str | None = None
    title: str | None = None
    text: str | None = None
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperate: tuple[str, ...] = ()
    owner_text: str | None = None
    remark: str | None = None
    boxes: tuple[str, ...] = ()
    due: Date | None = None
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()

    @property
    def id(self) -> str:
        """``document:ref``, the name of this task in the whole data set."""
        return f"{self.document}:{self.ref}"

    @property
    def named(self) -> Iterator[tuple[Role, str]]:
        """Every (role, name as the document gives it), leads first, each role in the document's order."""
        for role, names in (
            (Role.LEAD, self.lead),
            (Role.RESPONSIBLE, self.responsible),
            (Role.COOPERATE, self.cooperate),
        ):
            for name in names:
                yield role, name

    @property
    def path(self) -> str:
        """The headings above it, outermost first."""
        return " / ".join(part for part in (self.section, self.project) if part)

    @property
    def due_date(self) -> Date | None:
        """The day the task is due: ``due`` where a person set it, else the last dated deadline."""
        if self.due:
            return self.due
        dates = [deadline.date for deadline in self.deadlines if deadline.date and deadline.kind in DATED_KINDS]
        return max(dates, default=None)

    @property
    def wording(self) -> str:
        """Heading and text as one passage."""
        return _passage(self.title, self.text)


class BoxItem(NamedTuple):
    """One numbered entry of a box."""

    ref: str | None = None
    title: str | None = None
    text: str | None = None
    targets: tuple[Target, ...] = ()

    @property
    def wording(self) -> str:
        """Heading and text as one passage."""
        return _passage(self.title, self.text)


class Box(NamedTuple):
    """A framed list of programmes (专栏) that tasks may point to."""

    ref: str
    title: str | None = None
    section: str | None = None
    items: tuple[BoxItem, ...] = ()


class Indicator(NamedTuple):
    """A row of a target table; ``baseline`` and ``target`` as printed."""

    name: str
    table: str | None = None
    unit: str | None = None
    baseline: str | None = None
    target: str | None = None


class Note(NamedTuple):
    """A repair of damaged text, or a gap in the source."""

    place: str | None = None
    source: str | None = None
    reading: str | None = None
    certainty: str | None = None


class Document(NamedTuple):
    """A policy document with its tasks; ``region`` is ``None`` for national ones."""

    id: str
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    region: str | None = None
    date: Date | None = None
    source: str | None = None
    tasks: tuple[Task, ...] = ()
    boxes: tuple[Box, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    targets: tuple[Target, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def label(self) -> str:
        """What people call it: its number, else its title, else its id."""
        return self.number or self.title or self.id

    @property
    def year(self) -> int | None:
        """The year of its date, else the one in its number (吉政发〔2015〕28号 → 2015)."""
        if self.date:
            return self.date.year
        found = re.search(YEAR_IN_NUMBER, self.number or "")
        return int(found[1]) if found else None

    @property
    def latest_day(self) -> Date | None:
        """The last day it can have been issued: its date, else the end of the year in its number."""
        return self.date or (Date(self.year, 12, 31) if self.year else None)


class Agency(NamedTuple):
    """An organ or a collective owner, known by region and name; ``kind`` is ``None`` if unregistered."""

    name: str
    region: str | None = None
    full: str | None = None
    aliases: tuple[str, ...] = ()
    kind: str | None = None

    @property
    def spellings(self) -> Iterator[str]:
        """Every name that means this agency."""
        yield self.name
        if self.full:
            yield self.full
        yield from self.aliases


class Event(NamedTuple):
    """A reorganisation. ``date`` is an ISO date as exact as it is known: 2018-06-15, 2018-11 or 2018."""

    kind: str
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    date: str
    certainty: str | None = None
    source: str | None = None
    scope: str | None = None

    @property
    def first_day(self) -> Date:
        """The first day it can have happened: of "2018-11" the first of that November."""
        return Date.fromisoformat(f"{self.date}-01-01"[: len("2018-06-15")])


class Owner(NamedTuple):
    """One name in one role of a task: ``name`` is the document's spelling of ``agency``."""

    agency: Agency
    name: str
    role: Role


class TaskView(NamedTuple):
    """A task as it is shown: with its document and its owners, resolved."""

    task: Task
    document: Document
    owners: tuple[Owner, ...]
    standing: "Standing | None" = None
    """How it stands; ``None`` where there is no journal."""

    @property
    def due(self) -> Date | None:
        """The day that counts: the one it was extended to, else the task's own."""
        return self.standing.due if self.standing else self.task.due_date

    @property
    def boxes(self) -> Iterator[Box]:
        """The boxes that the task points to."""
        by_ref = {box.ref: box for box in self.document.boxes}
        return (by_ref[ref] for ref in self.task.boxes)

    def others(self, agency: Agency) -> tuple[Owner, ...]:
        """Return the owners that are not ``agency``."""
        return tuple(owner for owner in self.owners if owner.agency != agency)


class Duty(NamedTuple):
    """One agency's part in one task; ``origin`` is the predecessor that an inherited duty comes from."""

    view: TaskView
    agency: Agency
    roles: tuple[Role, ...]
    origin: Agency | None = None
    standing: "Standing | None" = None
    """How this agency's part stands; ``None`` where there is no journal."""

    @property
    def due(self) -> Date | None:
        """The day that counts, as :attr:`TaskView.due`."""
        return self.standing.due if self.standing else self.view.due

    @property
    def role(self) -> Role:
        """The strongest of its roles."""
        return self.roles[0]

    @property
    def inherited_from(self) -> str | None:
        """The name of the predecessor that had it, if it is inherited."""
        return self.origin.name if self.origin else None

    @property
    def others(self) -> tuple[Owner, ...]:
        """The task's owners other than the agency the document names."""
        return self.view.others(self.origin or self.agency)


class Succession(NamedTuple):
    """How an agency is linked to another by an event; ``agency`` is the other one."""

    agency: Agency
    event: Event
    hands_on: bool
    """Whether duties pass along this link (rename and merge, through chains)."""

    is_last: bool = True
    """Whether the chain of renames and mergers ends here."""


class LightRules(NamedTuple):
    """The ``[lights]`` of a data set: blue within so many ``days``, yellow from so many ``points`` behind."""

    days: int = 30
    points: float = 10


class DataSet(NamedTuple):
    """What a data set's files hold, checked: the input of :class:`taskmap.graph.TaskMap`."""

    documents: tuple[Document, ...] = ()
    default: str | None = None
    agencies: tuple[Agency, ...] = ()
    events: tuple[Event, ...] = ()
    states: tuple[tuple[str, str], ...] = ()
    """The data set's own states, each with the one of taskmap's that it counts as."""
    lights: LightRules = LightRules()
    journal: "tuple[Operation, ...] | None" = None
    """What was recorded; ``None`` where there is no journal."""
