"""How much room text takes in a spreadsheet's cells, which break it without telling how often."""

from __future__ import annotations

import unicodedata
from math import ceil

WIDE = frozenset("WFA")
"""East Asian Width classes that take two cells; with the fonts of Chinese offices “…” and — are wide, too."""


def text_cells(text: str) -> int:
    """Return how many cells a line of text takes, two for each wide character."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(each) in WIDE else 1 for each in text)


def line_count(text: str, width: float) -> int:
    """Return in how many lines a text stands in a column as wide as ``width`` digits.

    Of each line half a wide character is taken off, since some end early: a mark must not begin the next one.
    """
    room = max(width - 1, 2)
    return sum(max(1, ceil(text_cells(line) / room)) for line in text.split("\n"))
