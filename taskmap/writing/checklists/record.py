"""A checklist as JSON: the duties as ``taskmap agency --json`` gives them, and what is filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.cells import FILL_IN
from taskmap.checklist import filled
from taskmap.writing.checklists.seal import OPEN, sealed
from taskmap.writing.records import agency_record, dumps, duty_record, envelope

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taskmap.model import Duty
    from taskmap.writing.checklists.sheet import Sheet
    from taskmap.writing.records import Record


def content(sheet: Sheet) -> bytes:
    """Return the file of a checklist."""
    return sealed_record(record(sheet), sheet.owner)


def sealed_record(found: Record, whose: str) -> bytes:
    """Return a record as JSON whose last key is a seal."""
    before, _, after = dumps({**found, "seal": OPEN}).rpartition(OPEN)
    return sealed(before, after, whose)


def record(sheet: Sheet) -> Record:
    """Return a checklist as a JSON object."""
    answer, found = sheet.answer, sheet.checklist
    return envelope(
        "checklist",
        agency=agency_record(answer.agency),
        as_of=found.as_of,
        documents=[each.id for each in found.documents],
        roles={role.value: count for role, count in found.roles.items()},
        duties=_duties(answer.duties),
        inherited=_duties(answer.inherited),
    )


def _duties(duties: Iterable[Duty]) -> list[Record]:
    return [duty_record(duty) | {"from": duty.inherited_from} | _filled_in(duty) for duty in duties]


def _filled_in(duty: Duty) -> Record:
    return dict(zip(FILL_IN, filled(duty.standing.report), strict=True)) if duty.standing else {}
