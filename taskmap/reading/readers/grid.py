"""Tables as readers find them, made into the tables of a document."""

from collections.abc import Sequence
from typing import NamedTuple

from taskmap.i18n import _
from taskmap.reading.blocks import Place, Row, Table
from taskmap.reading.limits import Limits, SourceError

SLOT = 4
"""Characters of the limit that a place of a grid counts as: what an empty one takes in memory, or less."""

FREE_SLOTS = 4096
"""Places that are never too many, however few characters there may be."""


class LineRow(NamedTuple):
    """A row of a table in a text: its cells, and which of the text's lines it begins in."""

    cells: tuple[str, ...]
    line: int


def table_of(rows: Sequence[Sequence[str]], places: Sequence[Place], limits: Limits) -> Table:
    """Make a table of rows that may differ in width: the shorter ones are filled up with empty cells.

    Raises:
        SourceError: it is too wide, or too large when filled up.
    """
    width = max(map(len, rows), default=0)
    check_width(width, limits)
    check_slots(width * len(rows), limits)
    return Table(
        tuple(
            Row((*row, *[""] * (width - len(row))), place)
            for row, place in zip(rows, places, strict=True)
        )
    )  # fmt: skip


def check_width(width: int, limits: Limits) -> None:
    """Refuse a row of more cells than ``limits.columns``.

    Raises:
        SourceError: it has more.
    """
    if width > limits.columns:
        raise SourceError(_("a table in it has more than {count} columns").format(count=limits.columns))


def check_slots(slots: int, limits: Limits) -> None:
    """Refuse a grid of so many places that they alone would fill the memory, empty or not.

    Raises:
        SourceError: there are too many.
    """
    if slots > max(FREE_SLOTS, limits.characters // SLOT):
        raise SourceError(_("it is too long: more than a document of this kind can be"))
