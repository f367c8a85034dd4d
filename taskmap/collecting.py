"""What filled checklists say that the journal does not: row by row, and why a row is refused. Nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.cells import FILL_IN, BadCellError, fingerprint, mark, parsed, text_of
from taskmap.checklist import HIDDEN, LOCKED, all_rows, filled, locked_fingerprint, shown
from taskmap.i18n import LANGUAGES, N_, _, speaking
from taskmap.problems import RefusedError
from taskmap.progress import NOT_STARTED, REPORTED
from taskmap.questions import ask_duties_of
from taskmap.recording import Holder, lacks_evidence, present, update
from taskmap.words import labelled

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from taskmap.cells import Value
    from taskmap.checklist import Row
    from taskmap.graph import TaskMap
    from taskmap.model import Agency, Task
    from taskmap.reading.filled import FilledRow
    from taskmap.recording import Update

NEEDED = ("id", "agency", "wording", "locked", "held")
"""The hidden cells that are never empty."""

UNHIDE = N_("fill in the sheet as it was sent; new rows and copies of single columns cannot be told apart")
AGAIN = N_("send a new checklist, and fill in that one")


class Filled(NamedTuple):
    """A filled checklist: its file, and its rows."""

    file: str
    rows: tuple[FilledRow, ...]


class Refusal(NamedTuple):
    """Why a row, or a whole file, is not taken."""

    file: str
    row: FilledRow | None
    message: str
    hint: str | None = None

    @property
    def place(self) -> str:
        """Where it is: the file, and the sheet and row as people count them."""
        return f"{self.file}:{self.row.place}" if self.row else self.file


class Taken(NamedTuple):
    """What a row changes; ``agency`` is the one that reports, ``unproven`` says that something is done unproven."""

    file: str
    row: FilledRow
    agency: str
    update: Update
    unproven: bool


class Collection(NamedTuple):
    """What all files together would change, and what of them is refused."""

    taken: tuple[Taken, ...]
    refusals: tuple[Refusal, ...]

    def of(self, file: str) -> list[Update]:
        """Return what a file changes."""
        return [each.update for each in self.taken if each.file == file]


class _RowError(Exception):
    """A row that cannot be taken."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def collect(
    tm: TaskMap, files: Iterable[Filled], today: datetime.date, as_of: datetime.date | None = None
) -> Collection:
    """Hold filled checklists against the journal.

    Args:
        tm: the graph with its journal.
        files: the checklists.
        today: the day on which it is recorded.
        as_of: the day from which rows count that give none themselves.
    """
    desk = _Desk(tm, today, as_of)
    found: list[Taken] = []
    refusals: list[Refusal] = []
    for file in files:
        for row in file.rows:
            try:
                taken = desk.take(file.file, row)
            except _RowError as error:
                refusals.append(Refusal(file.file, row, str(error), error.hint))
            else:
                found += [taken] if taken else []
    agreed, disagreeing = _agreed(found)
    return Collection(tuple(agreed), (*refusals, *disagreeing))


def _agreed(found: Sequence[Taken]) -> tuple[list[Taken], list[Refusal]]:
    """Keep one row for each duty; where two would record different things, none."""
    by_duty: dict[tuple[str | None, ...], list[Taken]] = {}
    for each in found:
        entry = each.update.entry
        by_duty.setdefault((entry.task, entry.agency, entry.region), []).append(each)
    agreed: list[Taken] = []
    refusals: list[Refusal] = []
    for first, *others in by_duty.values():
        if all(each.update.entry == first.update.entry for each in others):
            agreed.append(first)
            continue
        message = _("{duty} stands in several rows that say different things: {places}")
        duty = " ".join(filter(None, (first.update.entry.task, first.update.entry.agency)))
        places = "、".join(Refusal(each.file, each.row, "").place for each in (first, *others))
        message, hint = message.format(duty=duty, places=places), _("leave the right one, and collect again")
        refusals += (Refusal(each.file, each.row, message, hint) for each in (first, *others))
    return agreed, refusals


class _Desk:
    """What rows are held against."""

    def __init__(self, tm: TaskMap, today: datetime.date, as_of: datetime.date | None) -> None:
        self._tm = tm
        self._today, self._as_of = today, as_of
        self._standings = present(tm)
        self._views = {view.task.id: view for view in tm.tasks()}
        self._inherited: dict[str, set[tuple[str, Agency | None]]] = {}

    def take(self, file: str, row: FilledRow) -> Taken | None:
        """Return what a row changes, ``None`` for nothing.

        Raises:
            _RowError: it is refused.
        """
        hidden = {key: text_of(row.cells.get(key)) for key in HIDDEN}
        held = hidden["held"].split()
        if not all(hidden[key] for key in NEEDED) or len(held) != len(FILL_IN):
            if not any(hidden.values()) and not any(text_of(row.cells.get(key)) for key in FILL_IN):
                return None  # a heading, a sum, a remark
            raise _RowError(_("the hidden cells that tell which duty it is are gone"), _(UNHIDE))
        task, holder = self._duty(hidden)
        self._check(row, hidden, task, holder)
        said = _said(row, held, self._tm.states)
        report = self._standings.report(task, holder.agency)
        if not said:
            return None
        if hidden["wording"] != fingerprint(task.wording):
            message = _("the wording of {task} has changed since the sheet went out")
            raise _RowError(message.format(task=task.id), _(AGAIN))
        if not self._is_news(said, held, dict(zip(FILL_IN, filled(report), strict=True))):
            return None
        if "by" in row.cells:  # whose report it is, also where it was the same person before
            said["by"] = parsed("by", row.cells["by"], {})
        if self._as_of:
            said.setdefault("on", self._as_of)
        try:
            found = update(task.id, holder, said, report, self._today)
        except RefusedError as error:
            raise _RowError(
                str(error), _("correct the day in the column {name}").format(name=_(FILL_IN["on"]))
            ) from error
        if not found:
            return None
        name = holder.reporter or hidden["agency"]
        return Taken(file, row, name, found, lacks_evidence(found, report, self._standings))

    def _duty(self, hidden: Mapping[str, str]) -> tuple[Task, Holder]:
        view = self._views.get(hidden["id"])
        if not view:
            raise _RowError(
                _("no document has a task {ref}").format(ref=hidden["id"]), _("is this the right data set?")
            )
        agency = self._tm.registry.identify(hidden["agency"], hidden["region"] or None)
        reporter = hidden["reporter"] or None
        owners = dict.fromkeys(owner.agency for owner in view.owners)
        if agency not in owners or (reporter and (view.task.id, agency) not in self._duties_of(reporter)):
            message = _("{task} is no duty of {name}").format(task=view.task.id, name=reporter or agency.name)
            hint = (
                _("it is a duty of: {names}").format(names="、".join(each.name for each in owners)) if owners else None
            )
            raise _RowError(message, hint)
        return view.task, Holder(agency, reporter)

    def _duties_of(self, reporter: str) -> set[tuple[str, Agency | None]]:
        """Return the duties that an agency of that name inherited."""
        if reporter not in self._inherited:
            agencies = [each for each in self._tm.known_agencies if each.name == reporter]
            self._inherited[reporter] = {
                (duty.view.task.id, duty.origin) for each in agencies for duty in self._tm.inherited(each)
            }
        return self._inherited[reporter]

    def _check(self, row: FilledRow, hidden: Mapping[str, str], task: Task, holder: Holder) -> None:
        locked = [_locked(key, row.cells.get(key)) for key in LOCKED]
        keys = (hidden[key] for key in ("id", "agency", "region", "reporter"))
        if locked_fingerprint(locked, *keys, hidden["held"]) != hidden["locked"]:
            message = _("a cell that is not to be changed was changed")
            edited = "、".join(_(LOCKED[key]) for key in self._edited(locked, task, holder))
            hint = _("fill in a new checklist, and change only the columns to fill in")
            raise _RowError(labelled(message, edited) if edited else message, hint)

    def _edited(self, cells: Sequence[Value], task: Task, holder: Holder) -> list[str]:
        """Return the columns that do not say what a checklist of today would; none, if only hidden cells differ."""
        found = []
        for code in LANGUAGES:  # whichever the sheet speaks, fewer of its cells differ in that one
            with speaking(code):
                rows = self._rows_of(holder)
            locked = next((row.locked for row in rows if (row.task, row.reporter) == (task.id, holder.reporter)), None)
            if locked:
                pairs = zip(LOCKED, cells, locked, strict=True)
                found.append([key for key, here, there in pairs if key != "ref" and mark(here) != mark(there)])
        return min(found, key=len, default=[])

    def _rows_of(self, holder: Holder) -> list[Row]:
        """Return the rows of the checklists of whoever reports on the holder's duties."""
        reporters = [each for each in self._tm.known_agencies if each.name == holder.reporter]
        return [
            row
            for agency in reporters or filter(None, [holder.agency])
            for row in all_rows(ask_duties_of(self._tm, agency), self._standings)
        ]

    def _is_news(self, said: Mapping[str, Value], held: Sequence[str], now: Mapping[str, Value]) -> bool:
        """Tell whether the journal does not know what a row says.

        Raises:
            _RowError: the journal was changed since the sheet went out, and says something else.
        """
        differing = {key: value for key, value in said.items() if mark(_stated(key, value)) != mark(now[key])}
        if not differing:
            return False
        if list(map(mark, now.values())) == list(held):
            return True
        empty = _("(empty)")
        both = "；".join(
            _("{field}: the sheet says {here}, the journal {there}").format(
                field=_(FILL_IN[key]), here=shown(key, value) or empty, there=shown(key, now[key]) or empty
            )
            for key, value in differing.items()
        )
        raise _RowError(_("the journal has changed since the sheet went out: {both}").format(both=both), _(AGAIN))


def _said(row: FilledRow, held: Sequence[str], own: Sequence[tuple[str, str]]) -> dict[str, Value]:
    """Return the cells that were changed since the sheet went out, ``None`` for one that was emptied.

    Raises:
        _RowError: a cell says nothing that can be recorded.
    """
    found: dict[str, Value] = {}
    for key, before in zip(FILL_IN, held, strict=True):
        if key not in row.cells:  # the whole column was taken out
            continue
        try:
            value = parsed(key, row.cells[key], dict(own))
        except BadCellError as error:
            raise _RowError(labelled(_(FILL_IN[key]), str(error))) from error
        if mark(_stated(key, value)) != before and (value is not None or key in REPORTED):
            found[key] = value
    return found


def _stated(field: str, value: Value) -> Value:
    return NOT_STARTED if field == "state" and value is None else value


def _locked(key: str, cell: object) -> Value:
    """Return a cell that was not to be changed as it was written: a day may have become a text, and a text a number."""
    if key == "due":
        try:
            return parsed("on", cell, {})
        except BadCellError:
            pass
    return text_of(cell)


def refusal_lines(refusal: Refusal) -> Iterator[str]:
    """Say why something was refused, and what to do."""
    # What is said of a whole file names it.
    yield f"{refusal.place}: {refusal.message}" if refusal.row else refusal.message
    if refusal.hint:
        yield f"    {refusal.hint}"
