"""Tables of a text whose cells bars part, without the line of dashes that Markdown has below the heads.

So web pages come out of converters. Only rows that are lines tell a table by themselves; where a cell has a line of its
own, what the cells say does (``duties/barred_tables.py``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR = "|"
FEWEST_CELLS = 3
FEWEST_ROWS = 2


def rows_with_bars(texts: Sequence[str], start: int) -> tuple[list[int], int]:
    """Read the table that begins at a line: the places of its rows, and where it ends; empty lines may part them.

    Returns:
        No rows, and ``start``, if none begins there.
    """
    bars = texts[start].count(BAR)
    line = texts[start].strip()
    if bars + 1 - line.startswith(BAR) - line.endswith(BAR) < FEWEST_CELLS:
        return [], start
    rows: list[int] = []
    place = end = start
    while place < len(texts):
        if texts[place].count(BAR) == bars:
            rows.append(place)
            end = place + 1
        elif texts[place].strip():
            if BAR in texts[place].strip()[1:-1]:  # merged cells are missing: what the cells say must tell
                return [], start
            break
        place += 1
    return (rows, end) if len(rows) >= FEWEST_ROWS else ([], start)
