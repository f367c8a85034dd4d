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
MOST_LINES = 12
"""Lines of one row."""


def rows_with_bars(texts: Sequence[str], start: int) -> tuple[list[int], int]:
    """Read the table that begins at a line: the places of its rows, and where it ends; empty lines may part them.

    Returns:
        No rows, if none begins there, and the first line at which one may.
    """
    bars = texts[start].count(BAR)
    line = texts[start].strip()
    if bars + 1 - line.startswith(BAR) - line.endswith(BAR) < FEWEST_CELLS:
        return [], start + 1
    rows: list[int] = []
    place = end = start
    while place < len(texts):
        if texts[place].count(BAR) == bars:
            rows.append(place)
            end = place + 1
        elif texts[place].strip():
            if BAR in texts[place].strip()[1:-1]:  # merged cells are missing: what the cells say must tell
                return [], place
            break
        place += 1
    return (rows, end) if len(rows) >= FEWEST_ROWS else ([], start + 1)


def whole_rows(texts: Sequence[str], start: int, bars: int) -> tuple[list[tuple[str, int]], int]:
    """Read the rows below the heads of a Markdown table; one whose cells hold line ends is put together again.

    Args:
        texts: the lines.
        start: the first line below the heads.
        bars: how many bars the line of the heads has.

    Returns:
        The rows, each with the place of its first line, and where the table ends.
    """
    rows: list[tuple[str, int]] = []
    place = start
    while place < len(texts) and BAR in texts[place]:
        end = _end_of_row(texts, place, bars)
        rows.append((_joined([texts[at] for at in range(place, end)]), place))
        place = end
    return rows, place


def _end_of_row(texts: Sequence[str], start: int, bars: int) -> int:
    """Return where the row ends that has as many bars as the heads; it is one line if its lines have not."""
    found = 0
    for end in range(start, min(start + MOST_LINES, len(texts))):
        text = texts[end].strip()
        found += text.count(BAR)
        if end > start and text.startswith(BAR):  # a row of its own: this one lacks cells
            return start + 1
        if found >= bars or not text:
            return end + 1 if found == bars else start + 1
    return start + 1


def _joined(lines: Sequence[str]) -> str:
    """Put the lines of a row together: a comma at their end says that the cell goes on."""
    whole = lines[0].strip()
    for line in lines[1:]:
        whole += ("" if whole.endswith(("，", "、")) else "\n") + line.strip()
    return whole
