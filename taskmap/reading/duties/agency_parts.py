"""What a unit says that is the part of an agency: the text without the agency, and who has it in which role."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.duties.part_entries import role_of_part
from taskmap.reading.duties.part_signs import HEAD_ENDS
from taskmap.reading.duties.phrases import Named, OwnerPhrase
from taskmap.reading.duties.places import find

if TYPE_CHECKING:
    from taskmap.reading.outline.units import Unit

ENDS_OF_NAMES = "".join(HEAD_ENDS) + "，,"


def part_of_agency(unit: Unit) -> tuple[tuple[str, ...], tuple[OwnerPhrase, ...]] | None:
    """Return the texts of a unit and the agency whose part they are; ``None`` if it names owners of its own.

    What a part says of others (会同公安部门, 协助市财政局) makes nobody an owner.
    """
    ahead = unit.opening.ahead
    if not ahead or not ahead.names:
        return None
    texts = (unit.opening.text, *(each.text for each in unit.paragraphs))
    said = [found.phrase for text in texts for found in find(text)]
    is_run_on = bool(ahead.printed) and ahead.printed[-1] not in ENDS_OF_NAMES and ahead.printed != texts[0]
    if any(phrase.names and (is_run_on or not phrase.bare) for phrase in said):
        return None
    opening = texts[0].partition(ahead.printed)[2].strip() if ahead.printed else texts[0]
    texts = tuple(text for text in (opening, *texts[1:]) if text)
    role = role_of_part(texts[0] if texts else "")
    names = tuple(Named(name, role) for name in ahead.names)
    printed = ahead.printed.strip(ENDS_OF_NAMES) or "、".join(ahead.names)
    return texts, (OwnerPhrase(printed, names, stated=True, bare=True, ahead=True),)
