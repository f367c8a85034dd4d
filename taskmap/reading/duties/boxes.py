"""Boxes (专栏) and the targets that a document sets outside its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.model import Box, BoxItem, Target
from taskmap.reading.dates.targets import targets
from taskmap.reading.dates.timing import wording
from taskmap.reading.duties.measures import heading_with_mark, is_background, titled
from taskmap.reading.marks import MarkKind
from taskmap.reading.outline.ids import distinct
from taskmap.reading.outline.refs import Refs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from taskmap.reading.outline.units import Unit

GOALS = ("目标", "指标")


def boxes(root: Unit) -> tuple[tuple[Box, ...], dict[int, list[str]]]:
    """Return the boxes of a document, and for the units that hold some (by ``id``) their refs."""
    units = [unit for unit in root.walk() if unit.kind == MarkKind.BOX]
    refs = distinct([f"专栏{unit.mark.number}" for unit in units if unit.mark])
    held: dict[int, list[str]] = {}
    for unit, ref in zip(units, refs, strict=True):
        if unit.parent:
            held.setdefault(id(unit.parent), []).append(ref)
    return tuple(_box(unit, ref) for unit, ref in zip(units, refs, strict=True)), held


def _box(unit: Unit, ref: str) -> Box:
    sections = [each for each in unit.above if each.mark]
    section = heading_with_mark(sections[-1]) or None if sections else None
    return Box(ref, unit.opening.text.rstrip("。") or None, section, tuple(_items(unit)))


def _items(box: Unit) -> Iterator[BoxItem]:
    for paragraph in box.paragraphs:
        yield BoxItem(None, None, paragraph.text, targets(paragraph.text))
    for unit in box.children:
        title, text = titled((unit.opening.text, *(each.text for each in unit.paragraphs)))
        ref = str(unit.mark.number) if unit.mark else None
        yield BoxItem(ref, title, text or None, targets(wording(title, text)))


def goals(root: Unit, tasks: Collection[int]) -> tuple[Target, ...]:
    """Return the targets that a document sets outside its tasks (units by ``id``), each with its place."""
    units = [
        unit
        for unit in root.walk()
        if unit.mark and unit.kind != MarkKind.BOX and not any(id(each) in tasks for each in unit.walk())
    ]
    units = [unit for unit in units if _sets_goals(unit)]
    places = Refs(units)
    return tuple(
        target._replace(place=places.ref(unit))
        for unit in units
        for paragraph in (unit.opening, *unit.paragraphs)
        for target in targets(paragraph.text)
    )


def _sets_goals(unit: Unit) -> bool:
    """Tell whether a unit may set targets: it speaks of goals, or of measures that are not background."""
    chain = [unit, *unit.above]
    if any(unit.kind == MarkKind.BOX for unit in chain):
        return False
    return any(word in each.heading for each in chain if each.mark for word in GOALS) or not any(
        map(is_background, chain)
    )
