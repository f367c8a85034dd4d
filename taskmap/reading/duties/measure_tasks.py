"""The measures of a document as tasks of the model, with their refs and the headings above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.model import Task
from taskmap.reading.dates.timing import timing
from taskmap.reading.duties.measures import heading_with_mark
from taskmap.reading.duties.owners import everybody, file_rule, owners, spoken_for
from taskmap.reading.marks import MarkKind
from taskmap.reading.outline.refs import refs

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from taskmap.reading.blocks import Blocks
    from taskmap.reading.duties.measures import Measure
    from taskmap.reading.outline.units import Unit


def measure_tasks(
    found: Sequence[Measure], blocks: Blocks, issued: datetime.date | None, held: Mapping[int, Sequence[str]]
) -> Iterator[Task]:
    """Return measures as tasks; their document is yet to be named.

    Args:
        found: the measures.
        blocks: the whole document, in which a rule for its lists may stand.
        issued: the day from which its deadlines count.
        held: the boxes in a unit, by its ``id``, which its last task gets.
    """
    phrases = spoken_for([each.phrases for each in found], [each.unit.mark and each.unit.mark.number for each in found])
    named = owners(phrases, file_rule(phrases, blocks), everybody(blocks))
    last = {id(each.unit): place for place, each in enumerate(found)}
    for place, (each, ref, said, by) in enumerate(zip(found, refs(found), phrases, named, strict=True)):
        pointed = tuple(held.get(id(each.unit), ())) if last[id(each.unit)] == place else ()
        due = next((phrase.due for phrase in said if phrase.due), None)
        yield Task(
            "",
            ref,
            *headings([*([each.unit] if each.part > 1 else []), *each.unit.above]),
            each.title,
            each.text,
            *by,
            "；".join(phrase.text for phrase in said) or None,
            None,
            pointed,
            None,
            *timing(each.title, each.text, due, issued),
        )


def headings(above: Iterable[Unit]) -> tuple[str | None, str | None]:
    """Return the section and the project that units, innermost first, make: the outermost and the innermost heading."""
    marked = [unit for unit in above if unit.mark and unit.kind != MarkKind.ANNEX]
    names = [name for unit in reversed(marked) if (name := heading_with_mark(unit))]
    return (names[0] if names else None), (names[-1] if len(names) > 1 else None)
