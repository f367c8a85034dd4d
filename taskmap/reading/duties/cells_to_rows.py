"""Cells in the order of their reading, cut into the rows of a table by what they say.

Where nothing tells the rows, cells that are merged over several stand once, the number may have no head, and nothing
is left of empty cells. Of all ways to cut, that one is taken by which the most cells stand in rows that make sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.duties.phrases import TIME
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.table_columns import WEAK_OWNER_HEADS, owners_of
from taskmap.reading.duties.table_heads import NUMBER_LINE, kinds_of_heads
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.noise.widths import tidy
from taskmap.reading.organs import is_organ, is_surely_organ
from taskmap.reading.wrapped import begins_name, goes_on, joined, must_go_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.reading.blocks import Place, Row

LONGEST_SECTION = 40
"""Characters of a heading over all columns."""

LONGEST_DUE = 60
"""Characters of a time, a remark or a person's name."""

GAP, SECTION, HEAD_AGAIN = -0.01, 0.3, 0.5
"""What an empty cell between rows and a heading count; what heads that are repeated count above their cells."""

SURE, LIKELY, SHARED, DOUBTFUL = 1.0, 0.9, 0.3, 0.4
"""What every cell counts of a row that makes sense, of one whose owners may be something else, of one that shares
owners or time with the row above, and of one whose owners are missing or not understood."""

FURTHER_LINE = 0.1
"""What a line counts less that goes on from another."""

FIRST_LOOK = 400
"""Lines in which a table is looked for; in more only if it takes them all."""

MERGED = "\0"
"""Stands for a cell that is merged with the one above it; no reader leaves that character."""

MOST_LINES, MOST_OWNER_LINES, MOST_DUE_LINES = 6, 6, 2
"""Lines of a task, of its owners and of its time, where cells are lines."""

LONGEST_END_OF_DUE = 4
ENDS_OF_DUE = ("前", "底", "月", "日")
DIGITS_OF_DUE = frozenset("0123456789年月日")
"""What the second line of a time ends in, and the first."""

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


OF_FIGURES = ("目标", "目标值", "指标值", "目标数", "任务数", "任务量")
"""What heads end in whose cells may be nothing but a figure: 年度目标."""


class Way(NamedTuple):
    """How the cells from one on are cut: how many that makes sense of, how many the next piece takes, and the piece."""

    worth: float
    takes: int = 0
    row: tuple[str, ...] | None = None


NO_WAY = Way(0.0)
"""That of cells which make no row, and of none."""


def looks(start: int, end: int) -> Iterator[int]:
    """Yield up to where to look for a table that begins at a line: ever further, up to the end."""
    stop = min(start + FIRST_LOOK, end)
    while stop < end:
        yield stop
        stop = min(start + 4 * (stop - start), end)
    yield end


def layouts(heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return what columns a table may have: those of its heads, without one over several, and numbers without one."""
    below = tuple(head for head in heads if head not in WEAK_OWNER_HEADS)
    for columns in dict.fromkeys((below, heads)):
        yield columns
        kinds = kinds_of_heads(columns)
        if "number" not in kinds and "text" in kinds:
            last = max(place for place, kind in enumerate(kinds) if kind == "text")
            yield from ((*columns[:place], NUMBER, *columns[place:]) for place in dict.fromkeys((last, 0)))


class Cut:
    """Cuts cells into rows of given columns."""

    def __init__(
        self,
        columns: tuple[str, ...],
        heads: tuple[str, ...],
        cells: Sequence[Cell],
        start: int = 0,
        *,
        has_bars: bool = False,
    ) -> None:
        """Find the best way.

        Args:
            columns: the heads of all columns, also of such as have none.
            heads: those that are printed.
            cells: the cells.
            start: the first of them below the heads.
            has_bars: whether bars part the cells, so that an empty one is there and a merged one is not; else a cell
                is a line, and that of the task may go on in the next ones.
        """
        self.columns = columns
        self.kinds = kinds_of_heads(columns)
        self.heads = heads
        self.cells = cells
        self.has_bars = has_bars
        last = max((place for place, kind in enumerate(self.kinds) if kind == "text"), default=0)
        grouping = ("text", "owners", "person") if has_bars else ("text",)
        self.text = last
        self.groups = [place for place, kind in enumerate(self.kinds[:last]) if kind in grouping]
        self.tails = [place for place, kind in enumerate(self.kinds) if place > last and kind in ("owners", "due")]
        self.known: dict[tuple[str, ...], float | None] = {}
        self.ways: dict[int, Way] = {}
        self._decide(start)

    def _decide(self, start: int) -> None:
        """Find the best way from every place that can be come to; to end at a place is worth nothing."""
        reached = {start}
        possible: dict[int, list[Way]] = {}
        for place in range(start, len(self.cells)):
            if place in reached:
                possible[place] = list(self._possible(place))
                reached.update(place + way.takes for way in possible[place])
        for place in sorted(possible, reverse=True):
            self.ways[place] = NO_WAY
            for way in possible[place]:
                worth = way.worth + self.worth(place + way.takes)
                if worth > self.ways[place].worth:
                    self.ways[place] = way._replace(worth=worth)

    def worth(self, place: int) -> float:
        """Return what the cells from a place on are worth, in cells."""
        return self.ways.get(place, NO_WAY).worth

    def pieces(self, place: int) -> Iterator[tuple[int, Way]]:
        """Return the pieces that the cells from a place on are cut into, up to the last row."""
        found: list[tuple[int, Way]] = []
        last = 0
        while (way := self.ways.get(place, NO_WAY)).takes:
            found.append((place, way))
            last = len(found) if len(set(way.row or ())) > 1 else last
            place += way.takes
        yield from found[:last]

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
        for given in self._given():
            for ends in self._ends(place, given):
                yield from self._row(place, given, ends)

    def _given(self) -> Iterator[list[int]]:
        """Return which columns a row may have cells in: merged ones stand in the row above."""
        tails: list[list[int]] = [[]]
        if not self.has_bars:  # nothing is left of an empty cell
            tails += [[column] for column, kind in enumerate(self.kinds) if kind in ("remark", "other")]
        if self.has_bars and "number" in self.kinds:  # else nothing tells where the next row begins
            due = [column for column in self.tails if self.kinds[column] == "due"]
            owners = [column for column in self.tails if self.kinds[column] == "owners"]
            tails += [each for each in (owners, due, self.tails) if each and each not in tails]
        for tail in tails:
            for missing in range(len(self.groups) + 1):
                without = {*tail, *self.groups[:missing]}
                yield [column for column in range(len(self.columns)) if column not in without]

    def _ends(self, place: int, given: Sequence[int]) -> Iterator[tuple[int, ...]]:
        """Return where the cells of a row that begins at a place may end: each is one, or lines that go on."""
        if place + len(given) > len(self.cells):
            return
        column, *further = given
        for end in self._ends_of_cell(place, column):
            if not further:
                yield (end,)
            else:
                yield from ((end, *ends) for ends in self._ends(end, further))

    def _ends_of_cell(self, place: int, column: int) -> Iterator[int]:
        """Return where the cell of a column may end that begins at a place."""
        kind = self.kinds[column]
        if self.has_bars or not (column == self.text or kind in ("owners", "due")):
            yield place + 1
            return
        most = MOST_LINES if column == self.text else MOST_OWNER_LINES if kind == "owners" else MOST_DUE_LINES
        lines = [self.cells[place].text]
        for end in range(place + 1, min(place + most, len(self.cells)) + 1):
            below = self.cells[end].text if end < len(self.cells) else ""
            if not (below and kind == "owners" and must_go_on(joined(lines), below)):
                yield end
            lines.append(below)
            if not self._goes_on(column, lines):
                return

    def _goes_on(self, column: int, lines: Sequence[str]) -> bool:
        """Tell whether a cell may go on in the last of some lines."""
        *above, text = lines
        if not text or NUMBER_LINE.fullmatch(text):
            return False
        if column == self.text:
            return self._may_be_text(text)
        if self.kinds[column] == "due":
            return len(text) <= LONGEST_END_OF_DUE and text.endswith(ENDS_OF_DUE) and above[-1][-1:] in DIGITS_OF_DUE
        is_last = column == max((each for each in self.tails if self.kinds[each] == "owners"), default=column)
        if self._owners((text,)) == SURE and begins_name(text) and not must_go_on(joined(above), text):
            return is_last and self._owners((above[-1],)) == SURE
        return goes_on(joined(above), above[-1], text, None)

    def _may_be_text(self, line: str) -> bool:
        """Tell whether a line may be that of a task: it neither names owners only, nor a time, nor is it a heading."""
        mark = mark_of(line)
        is_heading = mark is not None and mark.kind == MarkKind.HAN and self.groups == []
        return self._owners((line,)) != SURE and not TIME.fullmatch(line) and not is_heading

    def _row(self, place: int, given: Sequence[int], ends: Sequence[int]) -> Iterator[Way]:
        """Return the row that begins at a place, whose cells end where they are told to, if it makes sense."""
        cells = [
            tuple(line for cell in self.cells[start:end] for line in cell.lines)
            for start, end in zip((place, *ends), ends, strict=False)
        ]
        worth = self._worth(given, cells)
        if not worth:
            return
        row = [MERGED if self.has_bars else ""] * len(self.columns)
        for column, cell in zip(given, cells, strict=True):
            text = joined(cell) if self.kinds[column] == "owners" else "".join(cell)
            row[column] = text.rstrip(".．、") if self.kinds[column] == "number" else text
        taken = ends[-1] - place
        yield Way(worth * taken - FURTHER_LINE * (taken - len(given)), taken, tuple(row))

    def _worth(self, given: Sequence[int], cells: Sequence[tuple[str, ...]]) -> float:
        """Return how much sense cells make as a row."""
        named = not any(self.kinds[column] == "owners" for column in given)
        worth = SURE if set(self.tails) <= set(given) else SHARED
        for column, cell in zip(given, cells, strict=True):
            if self.kinds[column] != "owners":
                if not self._fits(column, cell):
                    return 0.0
                continue
            said = self._owners(cell)
            if said is None:
                return 0.0
            named = named or said > 0
            worth = min(worth, SURE if self.has_bars and said == LIKELY else said or SURE)
        return worth if named else min(worth, DOUBTFUL)

    def _fits(self, column: int, cell: tuple[str, ...]) -> bool:
        """Tell whether a cell may stand in a column of anything but owners."""
        kind, text = self.kinds[column], "".join(cell)
        is_number = bool(NUMBER_LINE.fullmatch("".join(text.split())))
        if kind == "number":
            return is_number
        if kind == "text":
            may_be_figure = self.columns[column].endswith(OF_FIGURES)
            is_said = column in self.groups or (text != "" and (may_be_figure or not is_number))
            return is_said and (self.has_bars or all(map(self._may_be_text, cell)))
        if kind in ("due", "remark") and not self.has_bars and self._owners(cell) == SURE:
            return False
        return len(text) <= LONGEST_DUE and (kind == "other" or not is_number)

    def _owners(self, cell: tuple[str, ...]) -> float | None:
        """Return how surely a cell names owners: 0 if it is empty, ``None`` if it can be no such cell."""
        if cell not in self.known:
            self.known[cell] = named_in(cell)
        return self.known[cell]


def named_in(cell: tuple[str, ...]) -> float | None:
    """Return how surely the lines of a cell name owners: 0 if it is empty, ``None`` if it can be no such cell."""
    text = "".join(cell)
    if text in NOBODY:
        return 0.0
    phrase = owners_of(joined([tidy(line) for line in cell]), None)
    if not phrase.names or text.endswith("。") or NUMBER_LINE.fullmatch(text) or text in WEAK_OWNER_HEADS:
        return None
    if phrase.unread:
        return DOUBTFUL
    names = [each.name for each in phrase.names]
    if phrase.stated and not phrase.has_object and all(map(is_organ, names)) and is_surely_organ(names[0]):
        return SURE
    return SURE if is_list_of_owners("、".join(names)) and all(map(begins_name, names)) else LIKELY


def with_merged(rows: Iterable[Row], columns: Sequence[str]) -> list[Row]:
    """Put what stands in the row above into the cells that are merged with it; groups are left empty."""
    kinds = kinds_of_heads(columns)
    above = ("",) * len(kinds)
    found: list[Row] = []
    for row in rows:
        cells = tuple(
            cell if cell != MERGED else "" if kind == "text" else over
            for cell, over, kind in zip(row.cells, above, kinds, strict=True)
        )
        above = cells if len(set(cells)) > 1 else above
        found.append(row._replace(cells=cells))
    return found
