"""Tables whose cells have become lines: what is left of them when a web page or PDF is copied as text.

The heads of the columns stand line by line, or on one line, and so do the cells of every row. Where a row begins
is told by its number, where its owners begin by the shape of their names.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Place, Row, Table
from taskmap.reading.broken_names import is_broken
from taskmap.reading.duties.cells_to_rows import Cell, Cut
from taskmap.reading.duties.phrases import TIME
from taskmap.reading.duties.places import LONGEST_LIST, is_list_of_owners
from taskmap.reading.duties.table_heads import (
    FEWEST_HEADS,
    LONGEST_HEAD,
    MOST_HEADS,
    NUMBER_LINE,
    heads_on_line,
    is_broken_head,
    kind_of_head,
    kinds_of_heads,
    may_be_head,
)
from taskmap.reading.duties.unnumbered_tables import unnumbered_table
from taskmap.reading.duties.words import NUMBER_HEADS
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.organs import is_organ
from taskmap.reading.patterns import Pattern
from taskmap.refs import chinese_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

LONGEST_CELL = 12
"""Lines that the owners of one row take at most."""

TITLE_ENDS = ("表", "台账")
"""What the title of a table ends in, and no head."""

LONGEST_GROUP = 6
"""Characters of a head in front of that of the numbers."""

NOTE = Pattern(r"\s*(?:注|备注|说明)[：:]", "注 说明")
NUMBER_AND_TEXT = Pattern(r"(\d{1,3})(?!\s*[年月日])\s*[.．、]?\s*(?=[^\W\d_a-zA-Z]|[“《])(.{4,})")


class _Head(NamedTuple):
    """The heads of a flattened table; where the number has one, it is the first."""

    cells: tuple[str, ...]
    ends: tuple[int, ...]
    """How many lines the first head takes, the first two, and so on."""

    place: Place

    @property
    def lines(self) -> int:
        """How many lines all of them take."""
        return self.ends[-1]

    @property
    def is_numbered(self) -> bool:
        """Whether the rows have numbers, which tell them apart."""
        return kind_of_head(self.cells[0]) == "number"


def restore_tables(blocks: Blocks) -> Blocks:
    """Turn flattened tables back into tables; all else stays as it is."""
    found: list[Block] = []
    index = 0
    without_owners: tuple[tuple[str, ...], int] = ((), 0)
    """The heads of what was no table, and where it ends: the same heads on its other pages are none either."""
    while index < len(blocks):
        block = blocks[index]
        head = _head(blocks, index)
        if head and not head.is_numbered:
            begins = [index + lines for lines in head.ends]
            read = unnumbered_table(blocks, head.cells, begins, _end(blocks, begins[-1]))
            found.append(read[0] if read else block)
            index = read[1] if read else index + 1
            continue
        if head is None or (head.cells == without_owners[0] and index < without_owners[1]):
            found.append(block)
            index += 1
            continue
        end = _end(blocks, index + head.lines)
        lines = [
            block for block in blocks[index + head.lines : end] if isinstance(block, Paragraph) and block.text.strip()
        ]
        lines = _without_heads(lines, head.cells)
        rows, rest = _rows_of_cells(head.cells, lines)
        if not rows and "text" in kinds_of_heads(head.cells):
            rows = list(_Rows(head.cells, lines).read())
        if any(row.cells[_owner_column(head.cells)] for row in rows):
            found += (Table((Row(head.cells, head.place), *rows)), *rest)
            index = end
        else:
            without_owners = head.cells, end
            found.append(blocks[index])
            index += 1
    return tuple(found)


def _head(blocks: Blocks, index: int) -> _Head | None:
    """Read the heads of a table that begin at a block: one a line, or all on one line."""
    block = blocks[index]
    if not isinstance(block, Paragraph) or not block.is_line:
        return None
    on_one_line = heads_on_line(block.text)
    if on_one_line:
        return _Head(on_one_line, (1,) * len(on_one_line), block.place)
    first = "".join(block.text.split())
    if first not in NUMBER_HEADS and (kind_of_head(first) != "text" or first.endswith(TITLE_ENDS)):
        return None
    cells, ends = _heads_on_lines(blocks, index)
    if len(first) > LONGEST_GROUP and cells[1:2] and cells[1] in NUMBER_HEADS:  # a title above the heads
        return None
    if "owners" not in map(kind_of_head, cells) or (first not in NUMBER_HEADS and len(cells) < FEWEST_HEADS):
        return None
    return _Head(cells, ends, block.place)


def _heads_on_lines(blocks: Blocks, index: int) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Read heads that stand one a line, up to the last line that is one; tell how many lines they take."""
    cells: list[str] = []
    ends: list[int] = []
    ahead = blocks[index : index + 4 * MOST_HEADS]
    texts = ["".join(each.text.split()) if isinstance(each, Paragraph) else "。" for each in ahead]
    filled = [(lines, text) for lines, text in enumerate(texts, 1) if text]
    place = 0
    while place < len(filled):
        lines, text = filled[place]
        if place + 1 < len(filled) and is_broken_head(text, filled[place + 1][1]):
            place += 1
            lines, text = filled[place][0], text + filled[place][1]
        if not kind_of_head(text) and ("owners" in map(kind_of_head, cells) or not may_be_head(text)):
            break
        cells.append(text)
        ends.append(lines)
        place += 1
    return (tuple(cells), tuple(ends)) if len(cells) <= MOST_HEADS else ((), ())


def _end(blocks: Blocks, start: int) -> int:
    """Return where a flattened table ends: at the next annex, table or paragraph that no cell can be."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or not block.is_line:
            return index
        mark = mark_of(block.text)
        if (mark and mark.kind == MarkKind.ANNEX) or NOTE.match(block.text):
            return index
    return len(blocks)


def _without_heads(lines: Sequence[Paragraph], heads: tuple[str, ...]) -> list[Paragraph]:
    """Leave out the heads that every page repeats, however their lines break."""
    whole = "".join(heads)
    found: list[Paragraph] = []
    index = 0
    while index < len(lines):
        text = ""
        for end in range(index, min(len(lines), index + 3 * MOST_HEADS)):
            text += "".join(lines[end].text.split())
            if not whole.startswith(text):
                break
            if text == whole:
                index = end
                break
        if text != whole:
            found.append(lines[index])
        index += 1
    return found


def _rows_of_cells(heads: tuple[str, ...], lines: Sequence[Paragraph]) -> tuple[list[Row], Sequence[Paragraph]]:
    """Read rows whose cells are lines, as many in each as there are columns but for merged ones.

    Returns:
        The rows and the lines behind them; none if a number is left over: then its cells are not one a line.
    """
    kinds = kinds_of_heads(heads)
    groups = max(kinds.count("text") - 1, 0) + kinds.count("remark") + kinds.count("other")
    numbers = [at for at, line in enumerate(lines) if NUMBER_LINE.fullmatch(line.text.strip())]
    if not numbers or len(numbers) * (len(heads) - groups) > len(lines):
        return [], ()
    cells = [Cell((line.text.strip(),), line.place, at) for at, line in enumerate(lines, 1)]
    pieces = list(Cut(heads, heads, cells).pieces(0))
    end = pieces[-1][0] + pieces[-1][1].takes if pieces else 0
    if end <= numbers[-1]:
        return [], ()
    return [Row(way.row, lines[at].place) for at, way in pieces if way.row], lines[end:]


def _owner_column(cells: Sequence[str]) -> int:
    return next(index for index, cell in enumerate(cells) if kind_of_head(cell) == "owners")


class _Rows:
    """Puts lines together to the rows of a table."""

    def __init__(self, heads: tuple[str, ...], lines: list[Paragraph]) -> None:
        self.heads = heads
        self.lines = lines
        self.kinds = kinds_of_heads(heads)
        self.texts = [index for index, kind in enumerate(self.kinds) if kind == "text"]
        self.owners = [index for index, kind in enumerate(self.kinds) if kind == "owners"]
        self.number = ""
        self.project = ""

    def read(self) -> Iterator[Row]:
        heads = "".join(self.heads)
        index = 0
        expected = 1
        while index < len(self.lines):
            text = self.lines[index].text.strip()
            plain = "".join(text.split())
            mark = mark_of(text)
            inline = NUMBER_AND_TEXT.fullmatch(text)
            if plain == heads or plain in self.heads:  # the heads of the next page
                index += 1
            elif NUMBER_LINE.fullmatch(plain):
                self.number, self.project = plain, ""
                expected = _value(plain) + 1
                index += 1
            elif mark and mark.kind == MarkKind.HAN and not text.endswith("。"):
                yield Row((text,) * len(self.heads), self.lines[index].place)
                index += 1
            elif inline and int(inline[1]) == expected and len(self.texts) == 1:
                self.number, expected = inline[1], expected + 1
                self.lines[index] = self.lines[index]._replace(text=inline[2])
            else:
                row, index = self._row(index)
                if row:
                    yield row

    def _row(self, start: int) -> tuple[Row | None, int]:
        """Read the cells of one row up to the last of its owners; tell where the next begins."""
        begin = start
        while start < len(self.lines):
            text = self.lines[start].text.strip()
            if start > begin and NUMBER_LINE.fullmatch(text) and _value(text) > _value(self.number):
                break  # the next row's; a smaller one is a figure
            end = self._owners_end(start)
            if end and start > begin:
                return self._made(begin, start, end)
            start += 1
        return self._made(begin, start, start)

    def _owners_end(self, start: int) -> int | None:
        """Return where a run of lines that name owners ends, if one begins at ``start``."""
        lines: list[str] = []
        found = None
        for end in range(start, min(len(self.lines), start + LONGEST_CELL)):
            line = "".join(self.lines[end].text.split())
            if NUMBER_LINE.fullmatch(line) or (lines and (TIME.fullmatch(line) or lines[-1].endswith("。"))):
                break
            lines.append(line)
            if sum(map(len, lines)) > LONGEST_LIST:
                break
            if is_list_of_owners(_as_list(lines)):
                found = end + 1
        return found

    def _made(self, begin: int, owners: int, end: int) -> tuple[Row | None, int]:
        lines = [line.text.strip() for line in self.lines[begin:owners]]
        cells = [""] * len(self.heads)
        if not lines:
            return None, max(end, begin + 1)
        first = 0
        if len(self.texts) > 1:
            first = next((at for at, line in enumerate(lines) if _is_text(line)), len(lines) - 1)
            self.project = "".join(lines[:first]) or self.project
            cells[self.texts[0]] = self.project
        cells[self.texts[-1]] = "".join(lines[first:])
        if self.kinds[0] == "number":
            cells[0] = self.number
        named = ["".join(line.text.split()) for line in self.lines[owners:end]]
        if len(self.owners) > 1 and len(named) > 1:
            cells[self.owners[0]], cells[self.owners[1]] = named[0], "".join(named[1:])
        else:
            cells[self.owners[0]] = _as_list(named)
        end = self._further(cells, end)
        return Row(tuple(cells), self.lines[begin].place), end

    def _further(self, cells: list[str], end: int) -> int:
        """Take the short cells behind the owners: the time it is due, remarks."""
        for column, kind in enumerate(self.kinds):
            if kind not in ("due", "remark") or end >= len(self.lines) or column < self.owners[0]:
                continue
            text = self.lines[end].text.strip()
            if "".join(text.split()) == "".join(self.heads):  # the heads of the next page
                continue
            is_number = NUMBER_LINE.fullmatch(text) or NUMBER_AND_TEXT.fullmatch(text)
            if (
                not is_number
                and len(text) <= 2 * LONGEST_HEAD
                and not text.endswith("。")
                and not (mark_of(text) and not text.startswith("专栏"))
                and (kind == "due") == bool(re.search(r"\d|年|月|长期|持续", text) and not text.startswith("专栏"))
            ):
                cells[column] = text
                end += 1
        return end


def _as_list(lines: Sequence[str]) -> str:
    """Join the lines of a cell: each a name, or parts of one list."""
    apart = all(is_organ(line) for line in lines) and not any(is_broken(*pair) for pair in pairwise(lines))
    return ("、" if apart else "").join(lines)


def _value(number: str) -> int:
    digits = number.strip("（()）.．、") or "0"
    return int(digits) if digits.isdecimal() else chinese_number(digits) or 0


def _is_text(line: str) -> bool:
    """Tell whether a line begins a measure rather than the name of a project."""
    mark = mark_of(line)
    return (
        bool(mark and mark.kind == MarkKind.DIGITS)
        or line.endswith("。")
        or "，" in line
        or len(line) > 2 * LONGEST_HEAD
    )
