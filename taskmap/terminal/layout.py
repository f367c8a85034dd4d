"""Tables that fit any width: columns where there is room, one block per row where there is not."""

import os
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from taskmap.control import visible
from taskmap.i18n import _
from taskmap.terminal.wrapping import text_width, wrap
from taskmap.words import labelled

DEFAULT_WIDTH = 80
NARROW = 60
"""Cells below which rows become blocks."""

LEAST = 12
"""Cells that a column of running text needs at least."""

GAP = 2
"""Cells between columns."""

LONGEST_ENTRY = 30
"""Cells up to which a column of lists is kept wide enough for its longest entry."""

LIST_MARKS = "、；"
"""Marks between the entries of a list."""

LIST_ENTRY = rf"[^\n{LIST_MARKS}]+[{LIST_MARKS}]?"
"""An entry of a list with the mark behind it, which stays on its line."""

UNBOUNDED = 100_000
"""Cells per line that Rich is given. Text reaches it already broken; it would cut what it counts wider than we do."""

HEADING = "bold cyan"
"""The style of a heading."""


class View(NamedTuple):
    """How much may be shown: cells per line, and whether whole texts are wanted."""

    width: int
    wide: bool = False


class Column(NamedTuple):
    """A column: its English head, marked with ``N_``, and its share of the room left over.

    Without a share it is as wide as its cells.
    """

    head: str
    share: int = 0
    right: bool = False
    listed: bool = False
    """Whether its cells are lists, to be broken between their entries."""

    styles: Mapping[str, str] = MappingProxyType({})
    """The style of cells that say just this."""


class _Console(Console):
    """A console that leaves a closed pipe to those who called it; Rich would exit with 1."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def make_console() -> Console:
    """Return the console of standard output: text is never markup, and never cut."""
    return _Console(markup=False, emoji=False, highlight=False, width=UNBOUNDED)


def terminal_width() -> int:
    """Return how many cells a line of the terminal has; a terminal that says 0 counts as 80."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def shown(text: str) -> str:
    """Return document text as a terminal may have it: control characters spelled out, a tab as one space."""
    return visible(text.replace("\t", " "))


def safe(text: str, style: str = "") -> Text:
    """Return document text as itself, without markup."""
    return Text(shown(text), style=style)


def wrapped(text: str, width: int, style: str = "", *, listed: bool = False, indent: int = 0) -> Text:
    """Return document text broken to ``width`` cells by the rules for Chinese, a list between its entries."""
    lines = wrap(shown(text), max(width - indent, 2), after=LIST_MARKS if listed else "")
    return _unwrapped((" " * indent + line for line in lines), style)


def _unwrapped(lines: Iterable[str], style: str = "") -> Text:
    """Return lines that are broken already; the spaces at their ends, which may stick out, are not shown."""
    return Text("\n".join(line.rstrip(" ") for line in lines), style=style, no_wrap=True, overflow="fold")


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> RenderableType:
    """Lay out rows under columns in ``width`` cells: nothing is cut, whatever the width."""
    heads = [_(column.head) for column in columns]
    widths = _fit(columns, [[head, *cells] for head, *cells in zip(heads, *rows, strict=True)], width)
    if widths is None:
        return blocks(columns, rows, width)
    grid = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold", collapse_padding=True)
    below = [
        [wrapped(row[place], cells, column.styles.get(row[place], ""), listed=column.listed) for row in rows]
        for place, (column, cells) in enumerate(zip(columns, widths, strict=True))
    ]
    for column, head, cells, texts in zip(columns, heads, widths, below, strict=True):
        lines = (line for text in texts for line in text.plain.split("\n"))
        grid.add_column(
            safe(head),
            width=max((cells, *map(cell_len, lines))),
            no_wrap=True,
            overflow="fold",
            justify="right" if column.right else "left",
        )
    for texts_of_row in zip(*below, strict=True):
        grid.add_row(*texts_of_row)
    return grid


def _fit(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return each column's width, or ``None`` where columns do not fit.

    Every column has its floor first. What is left of ``width`` goes to those with a share, as near to their shares
    as the floors let them come, and never more than a column can fill.
    """
    room = width - GAP * len(columns)
    natural = [max(text_width(shown(cell)) for cell in column) for column in cells]
    if sum(natural) <= room:
        return natural
    widths = [_floor(column, below, full) for column, below, full in zip(columns, cells, natural, strict=True)]
    spare = room - sum(widths)
    if width < NARROW or spare < 0:
        return None
    for _cell in range(spare):
        growing = (place for place, column in enumerate(columns) if column.share and widths[place] < natural[place])
        widths[min(growing, key=lambda place: widths[place] / columns[place].share)] += 1
    return widths


def _floor(column: Column, cells: Sequence[str], natural: int) -> int:
    """Return the least width of a column: running text needs a few words, a list its longest entry."""
    if not column.share:
        return natural
    entries = re.findall(LIST_ENTRY, "\n".join(map(shown, cells))) if column.listed else ()
    longest = max(map(text_width, entries), default=0)
    return min(natural, max(LEAST, min(longest, LONGEST_ENTRY)))


def blocks(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Text:
    """Lay out each row as a block: its first cell, short ones beside it, long ones below, all with their heads."""
    lines: list[Text] = []
    for first, *rest in rows:
        cells = [(cell, column) for cell, column in zip(rest, columns[1:], strict=True) if cell]
        short = (labelled(_(column.head), shown(cell)) for cell, column in cells if not column.share)
        top = _unwrapped(_packed((shown(first), *short), width))
        top.stylize("bold", 0, len(shown(first)))
        lines.append(top)
        for cell, column in cells:
            if column.share:
                lines.append(wrapped(labelled(_(column.head), cell), width, listed=column.listed, indent=GAP))
        lines.append(Text())
    return Text("\n", no_wrap=True, overflow="fold").join(lines[:-1])


def _packed(pieces: Iterable[str], width: int) -> list[str]:
    """Put as many pieces on a line as fit, and break those that are too long for one."""
    lines = [""]
    for piece in pieces:
        longer = f"{lines[-1]}{' ' * GAP}{piece}" if lines[-1] else piece
        if text_width(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(piece)
    return [line for each in lines for line in wrap(each, width)]


class Fact(NamedTuple):
    """A value with its label; ``listed`` values are broken between their entries, ``indent`` sets them off."""

    label: str
    value: str | None
    listed: bool = False
    indent: int = 0


def facts(known: Iterable[Fact], width: int) -> RenderableType:
    """Lay out facts, the values wrapped beside their labels; those without a value are left out."""
    given = [(fact, fact.value) for fact in known if fact.value]
    if not given:
        return Text()
    labels = max(text_width(fact.label) for fact, _value in given)
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(min_width=labels, no_wrap=True, overflow="fold")
    grid.add_column(no_wrap=True, overflow="fold")
    room = max(width - labels - 2 * GAP, 2)
    for fact, value in given:
        grid.add_row(safe(fact.label, "dim"), wrapped(value, room, listed=fact.listed, indent=fact.indent))
    return grid
