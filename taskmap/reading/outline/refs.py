"""Refs of tasks: the item's own mark, with as many marks of its parents in front as make it the only one.

One rule for all units of a form: if （一） stands under two sections, every （一）…（八） gets its section in front
(三.（八）). A part of a unit counts within it (（三）.2). Nothing is renumbered.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from taskmap.reading.marks import MarkKind
from taskmap.reading.outline.ids import distinct

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.reading.duties.measures import Measure
    from taskmap.reading.outline.units import Unit

WITHOUT_CLOSING = {
    MarkKind.HAN: "、.． ",
    MarkKind.DIGITS: "、.．)） ",
    MarkKind.HALF_BRACKET: "",
    MarkKind.DOTTED: "、．. ",
}
"""What follows a number without being part of it: 一、 is the task 一."""


class Refs:
    """The refs of the units of one document."""

    def __init__(self, units: Iterable[Unit]) -> None:
        """Take the units that are tasks; those above them count as well."""
        numbered: dict[int, Unit] = {}
        for unit in units:
            for each in (unit, *unit.above):
                numbered[id(each)] = each
        parents = {id(unit.parent): unit.parent for unit in numbered.values() if unit.parent}
        self._places = {
            id(child): place for parent in parents.values() for place, child in enumerate(parent.children, 1)
        }
        counts = Counter((unit.kind, self._own(unit)) for unit in numbered.values())
        self._repeated = {kind for (kind, _ref), count in counts.items() if count > 1}
        self._made: dict[int, str] = {}

    def ref(self, unit: Unit) -> str:
        """Return the ref of a unit: its own mark, or its parent's ref and its mark."""
        if id(unit) not in self._made:
            own = self._own(unit)
            above = self.ref(unit.parent) if unit.parent and unit.parent.mark and self._needs_above(unit) else ""
            self._made[id(unit)] = f"{above}.{own}" if above else own
        return self._made[id(unit)]

    def _needs_above(self, unit: Unit) -> bool:
        """Tell whether a unit's own mark is not the only one of its form, or no mark at all."""
        return unit.kind in self._repeated or unit.kind == MarkKind.AGENCY

    def _own(self, unit: Unit) -> str:
        """Return a unit's own mark as a ref: 一、 → 一, 1. → 1, （二） → （二）; of one without number its place."""
        if not unit.mark:
            return ""
        if unit.mark.text and unit.kind not in (MarkKind.BULLET, MarkKind.HEADING, MarkKind.AGENCY):
            text = unit.mark.text.rstrip(WITHOUT_CLOSING.get(unit.mark.kind, "、.．：: 　"))
            return "".join(text.split()).replace(":", "").replace("：", "").replace("(", "（").replace(")", "）")
        return str(self._places[id(unit)])


def refs(measures: Sequence[Measure]) -> list[str]:
    """Return the ref of every measure, each its own."""
    made = Refs(each.unit for each in measures)
    names = [made.ref(each.unit) or "1" for each in measures]
    names = [
        (f"{name}.{each.part}" if each.unit.parent else str(each.part)) if each.part else name
        for name, each in zip(names, measures, strict=True)
    ]
    return distinct(names)
