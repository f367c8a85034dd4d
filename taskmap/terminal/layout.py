"""Tables that fit any width: columns where there is room, one block per row where there is not."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from taskmap.i18n import _
from taskmap.terminal.wrapping import text_width, wrap
from taskmap.writing.tables import visible

DEFAULT_WIDTH = 80
NARROW = 60
"""Cells below which rows become blocks."""

LEAST = 12
"""Cells that a column of running text needs at least."""

GAP = 2
"""Cells between columns."""

HEADING = "bold cyan"
"""The style of a heading."""


class View(NamedTuple):
    """How much may be shown: cells per line, and whether whole texts are wanted."""

    width: int
    wide: bool = False


class Column(NamedTuple):
    """A column: its English head, and its share of the room left over; without a share it is as wide as its cells."""

    head: str
    share: int = 0
    right: bool = False


def make_console() -> Console:
    """Return the console of standard output: text is never markup, and a width of 0 counts as 80."""
    return Console(markup=False, emoji=False, highlight=False, width=_terminal_width())


def _terminal_width() -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def safe(text: str, style: str = "") -> Text:
    """Return document text as itself: no markup, and control characters spelled out."""
    return Text(visible(text), style=style)


def wrapped(text: str, width: int, style: str = "") -> Text:
    """Return document text broken to ``width`` cells by the rules for Chinese."""
    return Text("\n".join(wrap(visible(text), width)), style=style, no_wrap=True, overflow="fold")


def table(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> RenderableType:
    """Lay out rows under columns in ``width`` cells: nothing is cut, whatever the width."""
    heads = [_(column.head) for column in columns]
    widths = _fit(columns, [[head, *cells] for head, *cells in zip(heads, *rows, strict=True)], width)
    if widths is None:
        return blocks(columns, rows, width)
    grid = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold", collapse_padding=True)
    for column, head, cells in zip(columns, heads, widths, strict=True):
        grid.add_column(
            safe(head),
            width=cells,
            no_wrap=True,
            overflow="fold",
            justify="right" if column.right else "left",
        )
    for row in rows:
        grid.add_row(*(wrapped(cell, cells) for cell, cells in zip(row, widths, strict=True)))
    return grid


def _fit(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> list[int] | None:
    """Return each column's width, or ``None`` where columns do not fit."""
    natural = [max(text_width(visible(cell)) for cell in column) for column in cells]
    shares = sum(column.share for column in columns)
    room = width - GAP * len(columns) - sum(n for n, column in zip(natural, columns, strict=True) if not column.share)
    if sum(natural) + GAP * len(columns) <= width:
        return natural
    if width < NARROW or not shares or room * min(c.share for c in columns if c.share) < LEAST * shares:
        return None
    widths = [n if not c.share else min(n, room * c.share // shares) for n, c in zip(natural, columns, strict=True)]
    spare = room - sum(w for w, c in zip(widths, columns, strict=True) if c.share)
    for index, (n, column) in enumerate(zip(natural, columns, strict=True)):
        more = min(spare, n - widths[index]) if column.share else 0
        widths[index] += more
        spare -= more
    return widths


def blocks(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Text:
    """Lay out each row as a block: short cells on the first line, each long one under its head."""
    lines: list[Text] = []
    for row in rows:
        short = [cell for cell, column in zip(row, columns, strict=True) if cell and not column.share]
        lines.append(wrapped("  ".join(short), width, "bold"))
        for cell, column in zip(row, columns, strict=True):
            if cell and column.share:
                indented = "\n".join(f"  {line}" for line in wrap(f"{_(column.head)}: {visible(cell)}", width - 2))
                lines.append(Text(indented, no_wrap=True, overflow="fold"))
        lines.append(Text())
    return Text("\n", no_wrap=True, overflow="fold").join(lines[:-1])


def facts(pairs: Iterable[tuple[str, str]], width: int) -> RenderableType:
    """Lay out labels and values, the values wrapped beside their labels; pairs without a value are left out."""
    shown = [(label, value) for label, value in pairs if value]
    if not shown:
        return Text()
    labels = max(text_width(label) for label, _value in shown)
    grid = Table.grid(padding=(0, GAP, 0, 0))
    grid.add_column(width=labels, no_wrap=True, overflow="fold")
    grid.add_column(no_wrap=True, overflow="fold")
    for label, value in shown:
        grid.add_row(safe(label, "dim"), wrapped(value, max(width - labels - 2 * GAP, 2)))
    return grid
