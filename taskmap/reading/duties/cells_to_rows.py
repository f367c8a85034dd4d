"""Cells in the order of their reading, cut into the rows of a table by what they say.

Where nothing tells the rows, cells that are merged over several stand once, the number may have no head, and nothing
is left of empty cells. Of all ways to cut, that one is taken by which the most cells stand in rows that make sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.duties.table_columns import owners_of
from taskmap.reading.duties.table_heads import NUMBER_LINE, kinds_of_heads
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.marks import MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Place

LONGEST_SECTION = 40
"""Characters of a heading over all columns."""

LONGEST_DUE = 60
"""Characters of a time, a remark or a person's name."""

GAP, SECTION, HEAD_AGAIN = -0.01, 0.3, 0.5
"""What an empty cell between rows and a heading count; what heads that are repeated count above their cells."""

SURE, DOUBTFUL = 1.0, 0.4
"""What every cell counts of a row that makes sense, and of one whose owners are missing or not understood."""

NUMBER = "序号"
"""The head of a column of numbers that has none."""


class Cell(NamedTuple):
    """A cell: its lines, without empty ones, and the block after its last line."""

    lines: tuple[str, ...]
    place: Place
    end: int

    @property
    def text(self) -> str:
        """Its lines as one."""
        return "".join(self.lines)


class Way(NamedTuple):
    """How the cells from one on are cut: how many that makes sense of, how many the next piece takes, and the piece."""

    worth: float
    takes: int = 0
    row: tuple[str, ...] | None = None


def layouts(heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return what columns a table may have: those of its heads, and one of numbers that has none."""
    yield heads
    kinds = kinds_of_heads(heads)
    if "number" not in kinds and "text" in kinds:
        last = max(place for place, kind in enumerate(kinds) if kind == "text")
        yield from ((*heads[:place], NUMBER, *heads[place:]) for place in dict.fromkeys((last, 0)))


class Cut:
    """Cuts cells into rows of given columns."""

    def __init__(self, columns: tuple[str, ...], heads: tuple[str, ...], cells: Sequence[Cell]) -> None:
        self.columns = columns
        self.kinds = kinds_of_heads(columns)
        self.heads = heads
        self.cells = cells
        texts = [place for place, kind in enumerate(self.kinds) if kind == "text"]
        self.groups = texts[:-1]
        self.ways = [Way(0.0)] * (len(cells) + 1)
        for place in range(len(cells) - 1, -1, -1):
            self.ways[place] = self._way(place)

    def worth(self, place: int) -> float:
        """Return what the cells from a place on are worth, in cells."""
        return self.ways[place].worth

    def pieces(self, place: int) -> Iterator[tuple[int, Way]]:
        """Return the pieces that the cells from a place on are cut into, up to the last row."""
        found: list[tuple[int, Way]] = []
        last = 0
        while place < len(self.cells) and self.ways[place].takes:
            found.append((place, self.ways[place]))
            last = len(found) if len(set(self.ways[place].row or ())) > 1 else last
            place += self.ways[place].takes
        yield from found[:last]

    def _way(self, place: int) -> Way:
        """Return the best way to cut the cells from a place on; to end there is worth nothing."""
        best = Way(0.0)
        for piece in self._possible(place):
            worth = piece.worth + self.ways[place + piece.takes].worth
            if worth > best.worth:
                best = piece._replace(worth=worth)
        return best

    def _possible(self, place: int) -> Iterator[Way]:
        text = self.cells[place].text
        if not text:
            yield Way(GAP, 1)
        size = len(self.heads)
        if tuple("".join(cell.text.split()) for cell in self.cells[place : place + size]) == self.heads:
            yield Way(HEAD_AGAIN + size, size)
        mark = mark_of(text)
        if mark and mark.kind != MarkKind.DIGITS and len(text) <= LONGEST_SECTION and not text.endswith("。"):
            yield Way(SECTION, 1, (text,) * len(self.columns))
        for missing in range(len(self.groups) + 1):
            given = [column for column in range(len(self.columns)) if column not in self.groups[:missing]]
            cells = self.cells[place : place + len(given)]
            if len(cells) == len(given) and (worth := self._worth(given, cells)):
                row = [""] * len(self.columns)
                for column, cell in zip(given, cells, strict=True):
                    row[column] = ("\n" if self.kinds[column] == "owners" else "").join(cell.lines)
                yield Way(worth * len(given), len(given), tuple(row))

    def _worth(self, given: Sequence[int], cells: Sequence[Cell]) -> float:
        """Return how much sense cells make as a row."""
        named = False
        worth = SURE
        for column, cell in zip(given, cells, strict=True):
            kind, text = self.kinds[column], cell.text
            if kind == "number" and not NUMBER_LINE.fullmatch("".join(text.split())):
                return 0.0
            if kind == "text" and column not in self.groups and (not text or NUMBER_LINE.fullmatch(text)):
                return 0.0
            if kind in ("due", "remark", "person") and (len(text) > LONGEST_DUE or NUMBER_LINE.fullmatch(text)):
                return 0.0
            if kind == "owners":
                said = self._owners(cell)
                if said is None:
                    return 0.0
                named = named or said > 0
                worth = min(worth, said or SURE)
        return worth if named else DOUBTFUL

    @staticmethod
    def _owners(cell: Cell) -> float | None:
        """Return how surely a cell names owners: 0 if it is empty, ``None`` if it can be no such cell."""
        text = cell.text
        if text in NOBODY:
            return 0.0
        phrase = owners_of("\n".join(cell.lines), None)
        if not phrase.names or text.endswith("。") or NUMBER_LINE.fullmatch(text):
            return None
        return DOUBTFUL if phrase.unread else SURE
