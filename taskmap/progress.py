"""How the work stands: what a journal holds, and what follows from it, as plain values.

A journal is a list of operations, never changed; what a duty, a task or its light is on a day is computed from them
(:mod:`taskmap.standing`). Field names are the keys of the TOML (docs/data.md).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date as Date  # noqa: N812 - `date` reads as a field
from datetime import datetime as DateTime  # noqa: N812 - as above
from typing import NamedTuple

NOT_STARTED = "not-started"
STATES = (NOT_STARTED, "blocked", "in-progress", "done", "closed", "stopped")
"""The states of a duty, the least advanced first: what nobody works on, what is stuck, what moves, what is over."""

OVER = frozenset({"done", "closed", "stopped"})
"""States in which nothing more is expected."""

DONE = frozenset({"done", "closed"})
"""States that say that the work is done."""

LIGHTS = ("red", "yellow", "blue", "green", "grey")
"""The lights, the most urgent first."""

REPORTED = ("state", "percent", "note", "problem", "plan", "evidence")
"""What an entry may say of a duty: an absent one says nothing, one that ``clear`` names is emptied."""


class Entry(NamedTuple):
    """One line of the journal: what was reported of a duty, or the day to which a task was extended.

    ``agency`` and ``region`` are those of the duty, absent for a task without owners and for an extension.
    ``reporter`` is the successor that reports on a duty it inherited; ``by`` the person; ``on`` the day they gave.
    ``until`` and ``reason`` make it an extension.
    """

    task: str
    agency: str | None = None
    region: str | None = None
    state: str | None = None
    percent: float | None = None
    note: str | None = None
    problem: str | None = None
    plan: str | None = None
    evidence: str | None = None
    clear: tuple[str, ...] = ()
    reporter: str | None = None
    by: str | None = None
    on: Date | None = None
    until: Date | None = None
    reason: str | None = None


class Operation(NamedTuple):
    """One file of a journal: what one command recorded. ``name`` is the file's; ``undoes`` names one taken back."""

    recorded: DateTime
    name: str = ""
    by: str | None = None
    source: str | None = None
    undoes: str | None = None
    entries: tuple[Entry, ...] = ()

    @property
    def day(self) -> Date:
        """The day on which it was recorded, where it was recorded."""
        return self.recorded.date()

    def day_of(self, entry: Entry) -> Date:
        """Return the day from which an entry counts: the day its reporter gave, never later than recorded."""
        return min(entry.on, self.day) if entry.on else self.day


class Report(NamedTuple):
    """What a duty's entries say together, as of a day; ``day`` and ``recorded`` are those of the last one."""

    state: str = NOT_STARTED
    percent: float | None = None
    note: str | None = None
    problem: str | None = None
    plan: str | None = None
    evidence: str | None = None
    reporter: str | None = None
    by: str | None = None
    day: Date | None = None
    recorded: DateTime | None = None


class Extension(NamedTuple):
    """A new day for a task: ``until``, why, and when and by whom it was recorded."""

    until: Date
    reason: str | None
    day: Date
    by: str | None = None


class Standing(NamedTuple):
    """How a duty or a task stands on a day.

    ``due`` is the day that counts, ``first_due`` the one before any extension. ``report`` is the duty's own, of a
    task the one that decides its state.
    """

    state: str
    light: str
    percent: float | None = None
    due: Date | None = None
    first_due: Date | None = None
    report: Report = Report()
    extensions: tuple[Extension, ...] = ()

    @property
    def is_reported(self) -> bool:
        """Whether anybody has said anything."""
        return self.report.day is not None


def effective(operations: tuple[Operation, ...], as_of: Date) -> Iterator[tuple[Operation, Entry]]:
    """Yield the entries that count on a day, in their order: by day, then when recorded, then by file.

    An operation taken back counts until the day on which it was; taking back an undoing brings its entries back.
    """
    known = [each for each in operations if each.day <= as_of]
    gone = taken_back(known)
    counted = [
        (operation.day_of(entry), operation.recorded, operation.name, place, operation, entry)
        for operation in known
        if operation.name not in gone
        for place, entry in enumerate(operation.entries)
    ]
    counted.sort(key=lambda each: each[:4])
    return ((each[4], each[5]) for each in counted)


def taken_back(operations: Iterable[Operation]) -> dict[str, str]:
    """Return the operations that are taken back, each with the one that does it, by their names.

    An undoing that is itself taken back takes nothing back. No order matters: the clocks of two machines may differ.
    """
    undoings: dict[str, list[str]] = {}
    for each in operations:
        if each.undoes and each.undoes != each.name:
            undoings.setdefault(each.undoes, []).append(each.name)
    found: dict[str, str] = {}
    settled: set[str] = set()

    def settle(name: str) -> None:
        if name not in settled:
            settled.add(name)  # before what takes it back, so that a circle, which no command makes, ends
            for each in sorted(undoings.get(name, ())):
                settle(each)
                if each not in found:
                    found.setdefault(name, each)

    for name in undoings:
        settle(name)
    return found


def rank(state: str, own: Mapping[str, str]) -> int:
    """Return how far advanced a state is; one of the data set's own counts as the one that ``own`` names."""
    return STATES.index(own.get(state, state))
