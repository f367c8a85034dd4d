"""Tables whose columns stand side by side as they did on the page, with nothing but spaces between them.

So text comes out of a PDF whose layout is kept. A cell may take several lines, and stand at half the height of the
others in its row. Columns are parted where no line has a character; rows where blank lines, numbers and what the
cells say part them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.characters import width_of
from taskmap.reading.duties.phrases import TIME
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.table_columns import owners_of
from taskmap.reading.duties.table_heads import (
    FEWEST_ROWS,
    LONGEST_HEAD,
    MOST_FAILURES,
    NUMBER_LINE,
    kind_of_head,
    kinds_of_heads,
    may_be_head,
)
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.noise.spaces import SPACED_OUT
from taskmap.reading.noise.widths import tidy
from taskmap.reading.wrapped import SENTENCE_END, is_full, joined, must_go_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks, Place

GAP = re.compile(r"\s{2,}")
FEWEST_COLUMNS = 3
MOST_HEAD_LINES = 3
MOST_LINES = 20
"""Lines of one row."""

MOST_BLANK = 2
"""Blank lines between rows; more end a table."""

MOSTLY = 0.7
"""Share of the rows whose owners are surely that."""

SURE, NO_OWNERS, NOT_READ = 1.0, -0.3, -1.0
"""What a row counts whose cell of owners names some and nothing else, is empty, or says something else."""

IMPOSSIBLE = -1e9
"""What lines count that are no row: they say nothing of a task."""

BLANK_BEFORE, BLANK_WITHIN = 1.0, -1.0
NO_NUMBER, NO_FIRST_LINE = -1.0, -0.7
CUT_TEXT, JOINED_TEXT, CUT_NAME = -0.8, -0.3, -2.0
"""What it counts if a blank line parts rows, or stands within one; if a number is missing, or the first line of the
task; if a row begins within a text that fills its line, goes on behind a line that is not full, or begins within a
name."""


class Line(NamedTuple):
    """A line of a table: its cells, whether a blank one stands before it, its place, and the block behind it."""

    cells: tuple[str, ...]
    is_set_off: bool
    place: Place
    end: int


def restore_layout(blocks: Blocks) -> Blocks:
    """Turn lines of columns back into tables of owners. Before any step that takes spaces away."""
    found: list[Block] = []
    index = 0
    failures: Counter[tuple[str, ...]] = Counter()
    while index < len(blocks):
        table, end = _table(blocks, index, failures) if _may_begin(blocks[index]) else (None, index)
        found.append(table or blocks[index])
        index = end if table else index + 1
    return tuple(found)


def _may_begin(block: Block) -> bool:
    """Tell whether a line holds several short cells with wide gaps between them."""
    if not isinstance(block, Paragraph) or not block.is_line or "  " not in block.text.strip():
        return False
    return all(len("".join(cell.split())) <= LONGEST_HEAD for cell in GAP.split(block.text.strip()))


def _table(blocks: Blocks, start: int, failures: Counter[tuple[str, ...]]) -> tuple[Table | None, int]:
    for count in range(MOST_HEAD_LINES, 0, -1):
        grid = _Grid.below(blocks, start, count)
        if not grid or failures[grid.heads] >= MOST_FAILURES:
            continue
        rows, end = _Rows(grid.heads, grid.lines(blocks, start + count)).rows()
        if rows:
            return Table((Row(grid.heads, blocks[start].place), *rows)), end  # type: ignore[union-attr]  # a line
        failures[grid.heads] += 1
    return None, start


class _Grid:
    """The columns of a table: their heads, and between each two of them the places where nothing stands."""

    def __init__(self, heads: tuple[str, ...], rivers: list[set[int]]) -> None:
        self.heads = heads
        self.rivers = rivers

    @classmethod
    def below(cls, blocks: Blocks, start: int, count: int) -> _Grid | None:
        """Read heads on some lines; ``None`` if they are no heads of a table of owners."""
        texts = [
            block.text for block in blocks[start : start + count] if isinstance(block, Paragraph) and block.is_line
        ]
        if len(texts) < count or not all(map(str.strip, texts)):
            return None
        taken = {place for text in texts for place in _taken(_closed_up(text))}
        runs = _runs(taken)
        heads = tuple("".join(_between(_closed_up(text), *run).strip() for text in texts) for run in runs)
        kinds = list(map(kind_of_head, heads))
        if len(heads) < FEWEST_COLUMNS or "owners" not in kinds or "text" not in kinds:
            return None
        if not all(kind or (count == 1 and may_be_head(head)) for kind, head in zip(kinds, heads, strict=True)):
            return None
        rivers = [set(range(left[1], right[0])) for left, right in pairwise(runs)]
        return cls(heads, rivers)

    def lines(self, blocks: Blocks, start: int) -> list[Line]:
        """Read lines that leave the columns apart; the heads that a page repeats are left out."""
        found: list[tuple[str, bool, Place, int]] = []
        blank = 0
        for index in range(start, len(blocks)):
            block = blocks[index]
            if not isinstance(block, Paragraph) or not block.is_line or blank > MOST_BLANK:
                break
            text = block.text.rstrip()
            if not text.strip():
                blank += 1
                continue
            taken = set(_taken(text))
            rivers = [river - taken for river in self.rivers]
            mark = mark_of(text.strip())
            if (mark and mark.kind == MarkKind.ANNEX) or not all(rivers):
                break
            self.rivers = rivers
            found.append((text, blank > 0, block.place, index + 1))
            blank = 0
        edges = [0, *(max(river) for river in self.rivers), 10_000]
        bounds = list(pairwise(edges))
        lines = [
            Line(tuple(_between(text, *bound).strip() for bound in bounds), is_set_off, place, behind)
            for text, is_set_off, place, behind in found
        ]
        return [line for line in lines if tuple("".join(cell.split()) for cell in line.cells) != self.heads]


def _closed_up(text: str) -> str:
    """Close up heads whose characters are spaced out, and leave every other where it is."""
    return SPACED_OUT.sub(lambda run: "".join(run[0].split()).ljust(len(run[0])), text)


def _taken(text: str) -> Iterator[int]:
    """Return the places on a line at which something stands."""
    at = 0
    for character in text:
        width = width_of(character)
        if not character.isspace():
            yield from range(at, at + width)
        at += width


def _runs(taken: set[int]) -> list[tuple[int, int]]:
    """Return where there is something without a gap of two places: the first place, and the one behind the last."""
    runs: list[tuple[int, int]] = []
    for place in sorted(taken):
        if runs and place <= runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs


def _between(text: str, start: int, end: int) -> str:
    """Return what of a line stands between two places."""
    at = 0
    found = []
    for character in text:
        if start <= at < end:
            found.append(character)
        at += width_of(character)
    return "".join(found)


class _Rows:
    """Cuts the lines of a table into rows, the way that makes the most sense."""

    def __init__(self, heads: tuple[str, ...], lines: list[Line]) -> None:
        self.kinds = kinds_of_heads(heads)
        self.heads = heads
        self.lines = lines
        self.text = max(place for place, kind in enumerate(self.kinds) if kind == "text")
        self.owners = [place for place, kind in enumerate(self.kinds) if kind == "owners"]
        self.number = self.kinds.index("number") if "number" in self.kinds else None
        self.widths = [max((width_of(line.cells[place]) for line in lines), default=0) for place in range(len(heads))]

    def rows(self) -> tuple[list[Row], int]:
        """Return the rows, and the block behind the last; none if not most of them name owners that surely are."""
        best = [0.0] + [IMPOSSIBLE] * len(self.lines)
        begins = [0] * (len(self.lines) + 1)
        for end in range(1, len(self.lines) + 1):
            for start in self._starts(end):
                worth = best[start] + self._worth(start, end)
                if worth > best[end]:
                    best[end], begins[end] = worth, start
        last = end = max(range(len(best)), key=lambda at: (best[at], at))
        bounds: list[tuple[int, int]] = []
        while end:
            bounds.append((begins[end], end))
            end = begins[end]
        rows = [Row(self._cells(*bound), self.lines[bound[0]].place) for bound in reversed(bounds)]
        tasks = [row for row in rows if len(set(row.cells)) > 1]
        named = sum(self._said(row.cells) == SURE for row in tasks)
        is_table = len(tasks) >= FEWEST_ROWS and named >= MOSTLY * len(tasks)
        return (rows, self.lines[last - 1].end) if is_table else ([], 0)

    def _starts(self, end: int) -> Iterator[int]:
        """Return where a row may begin that ends before a line: it has one number, if there are any."""
        numbers = 0
        for start in range(end - 1, max(-1, end - 1 - MOST_LINES), -1):
            number = self.lines[start].cells[self.number] if self.number is not None else ""
            numbers += bool(number)
            if numbers > 1 or (number and not NUMBER_LINE.fullmatch(number) and not self._section(start, start + 1)):
                return
            yield start

    def _cells(self, start: int, end: int) -> tuple[str, ...]:
        section = self._section(start, end)
        if section:
            return (section,) * len(self.heads)
        return tuple(
            joined([line.cells[place] for line in self.lines[start:end]], width)
            for place, width in enumerate(self.widths)
        )

    def _section(self, start: int, end: int) -> str | None:
        """Return the heading that is all there is on a line."""
        filled = [cell for cell in self.lines[start].cells if cell]
        return filled[0] if end == start + 1 and len(filled) == 1 and mark_of(filled[0]) else None

    def _worth(self, start: int, end: int) -> float:
        """Return how much sense some lines make as a row."""
        if self._section(start, end):
            return SURE
        lines = self.lines[start:end]
        cells = self._cells(start, end)
        if not cells[self.text]:
            return IMPOSSIBLE
        worth = self._said(cells)
        worth += BLANK_BEFORE * (start > 0 and lines[0].is_set_off)
        worth += BLANK_WITHIN * sum(line.is_set_off for line in lines[1:])
        worth += NO_FIRST_LINE * (not lines[0].cells[self.text])
        if self.number is not None:
            worth += NO_NUMBER * (not any(line.cells[self.number] for line in lines))
        worth += CUT_NAME * (start > 0 and any(self._cuts_name(place, start) for place in self.owners))
        worth += CUT_TEXT * (start > 0 and self._cuts_text(start))
        return worth + JOINED_TEXT * sum(self._joins_texts(at) for at in range(start + 1, end))

    def _cuts_text(self, at: int) -> bool:
        """Tell whether the text above a line fills its own, and goes on in it."""
        above, below = self.lines[at - 1].cells[self.text], self.lines[at].cells[self.text]
        is_cut = bool(above and below) and above[-1] not in SENTENCE_END
        return is_cut and is_full(above, below, self.widths[self.text])

    def _joins_texts(self, at: int) -> bool:
        """Tell whether the text above a line leaves room on its own."""
        above, below = self.lines[at - 1].cells[self.text], self.lines[at].cells[self.text]
        return bool(above and below) and not is_full(above, below, self.widths[self.text])

    def _cuts_name(self, column: int, at: int) -> bool:
        """Tell whether owners go on in a line."""
        above, below = self.lines[at - 1].cells[column], self.lines[at].cells[column]
        return bool(above and below) and must_go_on(above, below)

    def _said(self, cells: Sequence[str]) -> float:
        """Return how surely the cells of owners name some; the worst of them, but one at least has to."""
        said = [_owners(cells[place]) for place in self.owners]
        return NOT_READ if NOT_READ in said else max(said)


@lru_cache(maxsize=4096)
def _owners(cell: str) -> float:
    if cell.strip() in NOBODY:
        return NO_OWNERS
    phrase = owners_of("\n".join(map(tidy, cell.split("\n"))), None)
    names = [each.name for each in phrase.names]
    if phrase.unread or not names or TIME.fullmatch(cell):
        return NOT_READ
    return SURE if is_list_of_owners("、".join(names)) else SURE / 2
