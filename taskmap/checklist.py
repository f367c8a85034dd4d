"""A checklist as plain values: what an agency has to do, how it stands, and what it is asked to fill in.

:mod:`taskmap.writing` makes files of it; :mod:`taskmap.collecting` holds the filled ones against it.
"""

import datetime
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from taskmap.answers import AgencyAnswer
from taskmap.cells import FILL_IN, Value, fingerprint, mark
from taskmap.i18n import N_
from taskmap.model import Agency, Document, Duty, Role
from taskmap.progress import Report
from taskmap.words import names, noted, percentage, quantity, role_word, role_words, state_word

if TYPE_CHECKING:
    from taskmap.standing import Standings

LOCKED = {
    "document": N_("document"),
    "ref": N_("ref"),
    "heading": N_("heading"),
    "text": N_("task"),
    "role": N_("role"),
    "others": N_("others"),
    "due": N_("due"),
    "targets": N_("targets"),
    "from": N_("from"),
}
"""The columns that say what is to be done, and their headings."""

HIDDEN = {
    "id": N_("id"),
    "agency": N_("agency"),
    "region": N_("region"),
    "reporter": N_("reporter"),
    "wording": N_("wording"),
    "locked": N_("locked"),
    "held": N_("held"),
}
"""The columns by which a filled checklist is read back: the duty; fingerprints of the task's wording and of the
columns that are not to be changed; marks of what every cell to fill in held when the sheet went out."""

COLUMNS = LOCKED | FILL_IN | HIDDEN


class Row(NamedTuple):
    """One duty of a checklist: ``task`` is the task's id, ``agency`` and ``region`` those of the duty itself.

    ``locked`` and ``filled`` hold a value for each of :data:`LOCKED` and :data:`taskmap.cells.FILL_IN`; ``due`` is a
    day, all the others of ``locked`` are texts.
    """

    task: str
    agency: str
    region: str | None
    reporter: str | None
    wording: str
    locked: tuple[Value, ...]
    filled: tuple[Value, ...]

    @property
    def hidden(self) -> tuple[str, ...]:
        """The cells of :data:`HIDDEN`."""
        held = " ".join(map(mark, self.filled))
        keys = self.task, self.agency, self.region or "", self.reporter or ""
        return (*keys, self.wording, locked_fingerprint(self.locked, *keys, held), held)

    @property
    def cells(self) -> dict[str, Value]:
        """Every cell that is seen, by the key of its column."""
        return dict(zip((*LOCKED, *FILL_IN), (*self.locked, *self.filled), strict=True))


class Checklist(NamedTuple):
    """What an agency is sent: its own duties, and those it inherited by rename or merger."""

    agency: Agency
    as_of: datetime.date
    documents: tuple[Document, ...]
    roles: dict[Role, int]
    rows: tuple[Row, ...]
    inherited: tuple[Row, ...]


def still_open(answer: AgencyAnswer, standings: "Standings") -> AgencyAnswer:
    """Return an answer without the duties that are over."""

    def open_ones(duties: Iterable[Duty]) -> tuple[Duty, ...]:
        states = ((duty, standings.report(duty.view.task, duty.origin or duty.agency).state) for duty in duties)
        return tuple(duty for duty, state in states if not standings.is_over(state))

    return answer._replace(duties=open_ones(answer.duties), inherited=open_ones(answer.inherited))


def checklist(answer: AgencyAnswer, standings: "Standings") -> Checklist:
    """Make a checklist of an agency's duties, a row for each in their order, filled in with what is known."""
    own, inherited = (tuple(_rows(duties, standings)) for duties in (answer.duties, answer.inherited))
    duties = (*answer.duties, *answer.inherited)
    documents = tuple({duty.view.document.id: duty.view.document for duty in duties}.values())
    return Checklist(answer.agency, standings.as_of, documents, answer.roles, own, inherited)


def all_rows(answer: AgencyAnswer, standings: "Standings") -> tuple[Row, ...]:
    """Return the rows of an agency's checklist, its own and the inherited ones."""
    found = checklist(answer, standings)
    return (*found.rows, *found.inherited)


def _rows(duties: Iterable[Duty], standings: "Standings") -> Iterator[Row]:
    for duty in duties:
        holder = duty.origin or duty.agency
        standing = standings.duty(duty.view, holder)
        task = duty.view.task
        locked = (
            duty.view.document.label,
            task.ref,
            task.path,
            task.wording,
            role_words(duty.roles),
            others(duty),
            standing.due,
            "；".join(noted(each.text, quantity(each)) for each in task.targets),
            duty.inherited_from or "",
        )
        reporter = duty.agency.name if duty.origin else None
        yield Row(
            task.id, holder.name, holder.region, reporter, fingerprint(task.wording), locked, filled(standing.report)
        )


def others(duty: Duty) -> str:
    """Return the task's other owners by role: 牵头：甲；配合：乙、丙."""
    by_role = ((role, names(duty.others, role)) for role in Role)
    return "；".join(f"{role_word(role)}：{found}" for role, found in by_role if found)


def filled(report: Report) -> tuple[Value, ...]:
    """Return the values of :data:`taskmap.cells.FILL_IN` that a report gives."""
    return tuple(getattr(report, "day" if key == "on" else key) for key in FILL_IN)


def shown(key: str, value: Value) -> str:
    """Return a value of a column as a person reads it: 进行中, 50%, 2024-03-01."""
    if key == "state" and isinstance(value, str):
        return state_word(value)
    if key == "percent" and isinstance(value, int | float):
        return percentage(value)
    return "" if value is None else str(value)


def locked_fingerprint(locked: Iterable[Value], *hidden: str) -> str:
    """Return what tells whether the columns that are not to be changed still say the same.

    The ref is not part of it: a spreadsheet makes a number of 3.10, and the id says which task is meant.
    """
    cells = dict(zip(LOCKED, locked, strict=True))
    del cells["ref"]
    return fingerprint(*("" if each is None else str(each) for each in cells.values()), *hidden)
