"""Tables of a text whose cells bars part, without the line of dashes that Markdown has below the heads.

So web pages come out of converters: a row on a line, or every cell on a line of its own that a bar ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

BAR = "|"
FEWEST_CELLS = 3
FEWEST_ROWS = 2
MOST_HEADS = 12
MOST_LINES = 60
"""Lines that a row may take."""

NUMBER_HEAD = Pattern(r"\s*\|?\s*(?:序\s*号|编\s*号)\s*\|\s*", "|")
FIRST_NUMBER = Pattern(r"\s*\|?\s*[1１一]\s*[.．、]?\s*\|.*", "|")


def rows_with_bars(texts: Sequence[str], start: int) -> tuple[list[tuple[int, str]], int]:
    """Read the table that begins at a line: its rows, each with the place of its first line, and where it ends.

    Returns:
        No rows, and ``start``, if none begins there.
    """
    bars = texts[start].count(BAR)
    if NUMBER_HEAD.fullmatch(texts[start]):
        bars = _heads_on_lines(texts, start)
    line = texts[start].strip()
    if bars + 1 - line.startswith(BAR) - line.endswith(BAR) < FEWEST_CELLS:
        return [], start
    rows: list[tuple[int, str]] = []
    end = start
    while (row := _row(texts, end, bars)) is not None:
        begin, text, end = row
        rows.append((begin, text))
    return (rows, end) if len(rows) >= FEWEST_ROWS else ([], start)


def _heads_on_lines(texts: Sequence[str], start: int) -> int:
    """Return how many cells stand one a line before the first row's number; 0 if that does not come."""
    heads = 0
    for text in texts[start : start + 2 * MOST_HEADS]:
        if FIRST_NUMBER.fullmatch(text):
            return heads
        heads += text.count(BAR)
    return 0


def _row(texts: Sequence[str], start: int, bars: int) -> tuple[int, str, int] | None:
    """Return where a row begins, its text on one line, and where it ends; ``None`` if there is none."""
    while start < len(texts) and not texts[start].strip():
        start += 1
    text = ""
    for end in range(start, min(start + MOST_LINES, len(texts))):
        text += texts[end].strip()
        if text.count(BAR) == bars:
            return start, text, end + 1
        if text.count(BAR) > bars:
            return None
    return None
