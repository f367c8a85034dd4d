"""The text of a table's cell: where its lines only wrap, and where a paragraph ends."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.pdf_lines import is_numbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.reading.readers.pdf_lines import Line

USUAL_PADDING = 8.0  # points between a cell's side and its text, where a table does not tell
MOST_PADDING = 20.0
WRAPPED = 3  # lines: a cell with as many most likely has one that fills it
SLACK = 0.6  # characters: a full line leaves less room than that
LONGEST_UNDIVIDED = 20  # characters

OPEN_ENDS = "、，,（(《〈“"  # a line that ends so is never the last of its paragraph
NEVER_FIRST = frozenset("，。、；：！？）》〉】〕％%“”‘’")  # on a line; with quotes, no line ends on either side
NEVER_LAST = frozenset("（《〈【〔“”‘’")
HOLDS_NUMBER = frozenset("，、；：")  # LibreOffice keeps what is written with digits on the line of these
LATIN_LETTER = Pattern(r"[A-Za-z]")


class Cell(NamedTuple):
    """The lines of a cell, and its left and right side."""

    lines: Sequence[Line]
    x0: float
    x1: float

    @property
    def padding(self) -> float:
        """How near to a side its text comes."""
        return max(min(min(line.x0 - self.x0, self.x1 - line.x1) for line in self.lines), 0.0)

    def spare(self, line: Line, padding: float) -> float:
        """Return how many more characters one of its lines has room for."""
        room = self.x1 - self.x0 - 2 * min(padding, self.padding)
        return (room - (line.x1 - line.x0)) / line.size


def usual_padding(cells: Iterable[Cell]) -> float:
    """Return how far from the sides the text of a table's cells stands where it fills them."""
    paddings = sorted(cell.padding for cell in cells if len(cell.lines) >= WRAPPED)
    return min(paddings[len(paddings) // 4], MOST_PADDING) if paddings else USUAL_PADDING


def cell_text(cell: Cell, padding: float) -> str:
    """Join the lines of a cell: directly where text only wraps, by a line feed between paragraphs."""
    text = cell.lines[0].text if cell.lines else ""
    for above, line in pairwise(cell.lines):
        text += between(text, cell.spare(above, padding), line.text) + line.text
    return text


def spare_at_end(cell: Cell, padding: float) -> float:
    """Return how many more characters the last line of a cell has room for."""
    return cell.spare(cell.lines[-1], padding) if cell.lines else 0.0


def between(above: str, spare: float, text: str) -> str:
    """Return what stands between a cell's text so far and its next line, with so much room left on the last one."""
    if not above or not text:
        return ""
    if is_numbered(text) or (above[-1] not in OPEN_ENDS and spare > undivided(text) + SLACK):
        return "\n"
    return " " if LATIN_LETTER.match(above[-1]) and LATIN_LETTER.match(text) else ""


def undivided(text: str) -> float:
    """Return the width, in characters, of the beginning of a text that a line's end cannot divide."""
    width = 0.0
    for left, right in pairwise(text[:LONGEST_UNDIVIDED] + " "):
        width += 0.5 if left.isascii() else 1.0
        held = left in NEVER_LAST or right in NEVER_FIRST or (left in HOLDS_NUMBER and right.isdecimal())
        if right == " " or not (held or (left + right).isascii()):
            break
    return width
