"""Tables whose cells only bars part, in lines that do not follow the rows: a cell on a line of its own, or on several.

So web pages come out of converters that know nothing of merged cells: a cell that is merged over rows stands once,
the number has no head, bars stand where a cell is empty and where a row begins. Which cells form a row is therefore
told by what they say: of all ways to cut them into rows, the one with the most rows that make sense is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Place, Row, Table
from taskmap.reading.duties.flattened_tables import NUMBER_LINE, kind_of_head, may_be_head
from taskmap.reading.duties.table_columns import owners_of
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.marks import MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

BAR = "|"
FEWEST_HEADS = 3
MOST_HEADS = 10
MOST_LINES = 40
"""Lines that the heads of a table take at most."""

MOST_CELLS = 20_000
LONGEST_SECTION = 40
"""Characters of a heading over all columns."""

LONGEST_DUE = 60
"""Characters of a time, a remark or a person's name."""

GAP, SECTION, HEAD_AGAIN, DOUBTFUL = -0.01, -0.05, 0.1, 0.4
"""What an empty cell between rows, a heading, a repeated head and a row with owners that are not understood count;
a row that makes sense counts 1."""

NUMBER = "序号"
"""The head of a column of numbers that has none."""


class _Cell(NamedTuple):
    """A cell: its lines, without empty ones, and the block after its last line."""

    lines: tuple[str, ...]
    place: Place
    end: int

    @property
    def text(self) -> str:
        return "".join(self.lines)


class _Way(NamedTuple):
    """How the cells from one on are cut: what that counts, how many cells the next piece takes, and the piece."""

    worth: float
    takes: int = 0
    row: tuple[str, ...] | None = None


def restore_barred(blocks: Blocks) -> Blocks:
    """Turn lines with bars back into tables of owners; all else stays as it is."""
    found: list[Block] = []
    index = 0
    while index < len(blocks):
        table, end = _table(blocks, index) if _begins(blocks, index) else (None, index)
        if table:
            found.append(table)
            index = end
        else:
            found.append(blocks[index])
            index += 1
    return tuple(found)


def _begins(blocks: Blocks, index: int) -> bool:
    """Tell whether a line may be the first of a head: it has a bar, or the next one begins with one."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or not block.is_line:
        return False
    text = block.text.strip()
    if BAR in text:
        return True
    return bool(kind_of_head("".join(text.split()))) and next(_lines(blocks, index + 1), "").startswith(BAR)


def _lines(blocks: Blocks, index: int) -> Iterator[str]:
    for block in blocks[index:]:
        if not isinstance(block, Paragraph) or not block.is_line:
            return
        if text := block.text.strip():
            yield text


def _table(blocks: Blocks, start: int) -> tuple[Table | None, int]:
    """Read the table that begins at a line, and tell where it ends; ``None`` if none does."""
    head = list(_cells(blocks, start, MOST_LINES))
    first = next((place for place, cell in enumerate(head) if cell.text), len(head))
    heads, surely = _heads([cell.text for cell in head[first:]])
    if not surely:
        return None, start
    cells = list(_cells(blocks, start, len(blocks)))[:MOST_CELLS]
    body = cells[first:]
    best: tuple[float, tuple[str, ...], list[tuple[int, _Way]]] = (0.0, (), [])
    for count in range(surely, len(heads) + 1):
        for columns in _layouts(heads[:count]):
            cut = _Cut(columns, heads[:count], body)
            if cut.worth(count) > best[0]:
                best = cut.worth(count), columns, list(cut.pieces(count))
    _worth, columns, pieces = best
    rows = [Row(way.row, body[place].place) for place, way in pieces if way.row]
    if not any(len(set(row.cells)) > 1 for row in rows):
        return None, start
    last, way = pieces[-1]
    return Table((Row(columns, body[0].place), *rows)), body[last + way.takes - 1].end


def _cells(blocks: Blocks, start: int, most: int) -> Iterator[_Cell]:
    """Return the cells from a line on: what stands between bars; behind the last one, the rest of its line."""
    lines: list[str] = []
    place: Place | None = None
    for index, block in enumerate(blocks[start : start + most], start):
        if not isinstance(block, Paragraph) or not block.is_line:
            break
        mark = mark_of(block.text) if BAR not in block.text else None
        if mark and mark.kind == MarkKind.ANNEX:
            break
        *ended, rest = block.text.split(BAR)
        for text in ended:
            lines += [text.strip()] if text.strip() else []
            yield _Cell(tuple(lines), place or block.place, index + 1)
            lines, place = [], None
        if rest.strip():
            lines.append(rest.strip())
            place = place or block.place
    if lines and place:
        yield _Cell(tuple(lines[:1]), place, start + most if most == len(blocks) else len(blocks))


def _heads(texts: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """Return the heads that cells begin with, and how many of them surely are some; 0 if they are no heads at all."""
    heads: list[str] = []
    surely = 0
    for text in texts[: MOST_HEADS + 1]:
        plain = "".join(text.split())
        kind = kind_of_head(plain)
        if not kind and (surely or not may_be_head(plain)):
            break
        heads.append(plain)
        if kind in ("owners", "due", "remark") and "owners" in map(kind_of_head, heads):
            surely = len(heads)
    kinds = list(map(kind_of_head, heads[:surely]))
    is_table = surely >= FEWEST_HEADS or ("text" in kinds and "owners" in kinds)
    return (tuple(heads), surely) if is_table and len(heads) <= MOST_HEADS else ((), 0)


def _layouts(heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Return what columns a table may have: those of its heads, and one of numbers that has none."""
    yield heads
    kinds = _kinds(heads)
    if "number" not in kinds and "text" in kinds:
        last = max(place for place, kind in enumerate(kinds) if kind == "text")
        yield from (((*heads[:place], NUMBER, *heads[place:]) for place in dict.fromkeys((last, 0))))


def _kinds(heads: Sequence[str]) -> list[str]:
    return [kind_of_head(head) or "text" for head in heads]


class _Cut:
    """Cuts cells into rows of given columns."""

    def __init__(self, columns: tuple[str, ...], heads: tuple[str, ...], cells: Sequence[_Cell]) -> None:
        self.columns = columns
        self.kinds = _kinds(columns)
        self.heads = heads
        self.cells = cells
        texts = [place for place, kind in enumerate(self.kinds) if kind == "text"]
        self.groups = texts[:-1]
        self.ways = [_Way(0.0)] * (len(cells) + 1)
        for place in range(len(cells) - 1, -1, -1):
            self.ways[place] = self._way(place)

    def worth(self, place: int) -> float:
        """Return what the cells from a place on are worth, in rows."""
        return self.ways[place].worth

    def pieces(self, place: int) -> Iterator[tuple[int, _Way]]:
        """Return the pieces that the cells from a place on are cut into, up to the last row."""
        found: list[tuple[int, _Way]] = []
        last = 0
        while place < len(self.cells) and self.ways[place].takes:
            found.append((place, self.ways[place]))
            last = len(found) if self.ways[place].row else last
            place += self.ways[place].takes
        yield from found[:last]

    def _way(self, place: int) -> _Way:
        """Return the best way to cut the cells from a place on; to end there is worth nothing."""
        best = _Way(0.0)
        for piece in self._possible(place):
            worth = piece.worth + self.ways[place + piece.takes].worth
            if worth > best.worth:
                best = piece._replace(worth=worth)
        return best

    def _possible(self, place: int) -> Iterator[_Way]:
        text = self.cells[place].text
        if not text:
            yield _Way(GAP, 1)
        size = len(self.heads)
        if tuple("".join(cell.text.split()) for cell in self.cells[place : place + size]) == self.heads:
            yield _Way(HEAD_AGAIN, size)
        mark = mark_of(text)
        if mark and mark.kind != MarkKind.DIGITS and len(text) <= LONGEST_SECTION and not text.endswith("。"):
            yield _Way(SECTION, 1, (text,) * len(self.columns))
        for missing in range(len(self.groups) + 1):
            given = [column for column in range(len(self.columns)) if column not in self.groups[:missing]]
            cells = self.cells[place : place + len(given)]
            if len(cells) == len(given) and (worth := self._worth(given, cells)):
                row = [""] * len(self.columns)
                for column, cell in zip(given, cells, strict=True):
                    row[column] = ("\n" if self.kinds[column] == "owners" else "").join(cell.lines)
                yield _Way(worth, len(given), tuple(row))

    def _worth(self, given: Sequence[int], cells: Sequence[_Cell]) -> float:
        """Return how much sense cells make as a row."""
        named = False
        worth = 1.0
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
                worth = min(worth, said or 1.0)
        return worth if named else DOUBTFUL if worth == 1.0 else 0.0

    @staticmethod
    def _owners(cell: _Cell) -> float | None:
        """Return how surely a cell names owners: 0 if it is empty, ``None`` if it can be no such cell."""
        text = cell.text
        if text in NOBODY:
            return 0.0
        phrase = owners_of("\n".join(cell.lines), None)
        if not phrase.names or text.endswith("。") or NUMBER_LINE.fullmatch(text):
            return None
        return 1.0 if not phrase.unread else DOUBTFUL
