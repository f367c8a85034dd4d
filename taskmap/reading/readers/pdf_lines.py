"""Characters of a page as lines of text: which stand on one line, and where a gap between them is a space."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.reading.readers.pdf_page import Char

SAME_LINE = 0.45  # of the larger character: boxes that do not overlap are never on one line
SAME_PLACE = 0.3  # of the width: a character drawn again there is bold type
WORD_GAP = 0.6  # of the character's size: beyond the usual gap of its line, a space between Chinese characters
BLANK_GAP = 0.15  # the same where the source has a blank there
LATIN_GAP = 0.2  # of the size, between letters and digits
WIDEST_SPACING = 4.0  # of the size: words are not spaced out further

NUMBERED = Pattern(
    r"[（(]?[〇零一二三四五六七八九十百]{1,5}[）)、.．]"
    r"|[（(]?\d{1,3}(?:[）)、]|[.．](?!\d))"
    r"|[①-⑳⑴-⒇㈠-㈩●■◆▪•]"
    r"|第[一二三四五六七八九十百]{1,5}[编章节条]"
)


class Line(NamedTuple):
    """A line of text and its box. ``size`` is that of most of its characters."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float

    @property
    def middle(self) -> float:
        """The height at which its middle stands."""
        return (self.top + self.bottom) / 2


def is_numbered(text: str) -> bool:
    """Tell whether a text starts with the number or the mark of a list: 一、 （二） 3. ④ 第五条."""
    return NUMBERED.match(text.lstrip()) is not None


def lines_of(chars: Iterable[Char]) -> list[Line]:
    """Return characters of one column as its lines, from the top; blank ones are left out."""
    return [line_of(row) for row in rows_of(chars) if any(not char.text.isspace() for char in row)]


def rows_of(chars: Iterable[Char]) -> list[list[Char]]:
    """Group characters that stand at about the same height, from the top, in each row from the left."""
    rows: list[list[Char]] = []
    height = largest = 0.0
    for char in sorted(chars, key=lambda each: each.middle):
        if rows and char.middle - height <= SAME_LINE * max(largest, char.size):
            rows[-1].append(char)
            height += (char.middle - height) / len(rows[-1])
            largest = max(largest, char.size)
        else:
            rows.append([char])
            height, largest = char.middle, char.size
    for row in rows:
        row.sort(key=lambda each: each.x0)
    return rows


def line_of(row: Sequence[Char]) -> Line:
    """Make a line of characters that stand on one, from the left, at least one of them not blank."""
    shown = [char for char in row if not char.text.isspace()]
    size = median(char.size for char in shown)
    usual = usual_gap(shown, size)
    parts: list[str] = []
    last: Char | None = None
    has_blank = False
    for char in row:
        if char.text.isspace():
            has_blank = True
            continue
        if last and _is_again(last, char):
            continue
        if last and _is_apart(last, char, usual, size, has_blank=has_blank):
            parts.append(" ")
        parts.append(char.text)
        last, has_blank = char, False
    boxes = (min(char.x0 for char in shown), max(char.x1 for char in shown))
    return Line("".join(parts), *boxes, min(c.top for c in shown), max(c.bottom for c in shown), size)


def usual_gap(row: Sequence[Char], size: float) -> float:
    """Return the gap between the characters of a line that is spaced out, or nearly nothing."""
    gaps = [right.x0 - left.x1 for left, right in pairwise(row)]
    return min(max(median(gaps), 0.0), WIDEST_SPACING * size) if gaps else 0.0


def _is_again(last: Char, char: Char) -> bool:
    return char.text == last.text and char.x0 - last.x0 < SAME_PLACE * (last.x1 - last.x0)


def _is_apart(last: Char, char: Char, usual: float, size: float, *, has_blank: bool) -> bool:
    """Tell whether there is a space between two characters of a line whose usual gap is given."""
    gap = char.x0 - last.x1
    if last.text.isascii() and char.text.isascii():
        return has_blank or gap - usual > LATIN_GAP * size
    return gap - usual > (BLANK_GAP if has_blank else WORD_GAP) * size
