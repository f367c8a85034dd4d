"""Widths of lines: how wide the column is that a line was wrapped in, if it was.

A text whose lines are wrapped has runs of lines about as wide as each other, most of them cut within a sentence; one
whose lines are paragraphs has neither.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from taskmap.reading.characters import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

WINDOW = 7
"""Lines on either side of a line that are compared with it."""

FEWEST = 4
"""Lines of about the same width that make a column."""

NARROWEST = 16
"""Cells; a Hanzi takes two. Nothing is set in narrower columns but tables."""

TOLERANCE = 0.08
"""Of the width: lines differ by punctuation that is squeezed, and a word that does not fit."""

INDENT = 4
"""Cells that the first line of a paragraph is indented by (GB/T 9704-2012, 7.3.3), and shorter where that is lost."""

CUT_SHARE = 0.4
"""Of a column's lines: so many at least end within a sentence."""

FOLLOWING = 4

SENTENCE_END = frozenset("。！？：；.!?:;")
CLOSING = frozenset("）】〕》”")


class Columns:
    """The widths of consecutive lines, and the columns they were set in, measured where somebody asks."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the lines, without the spaces around them."""
        self._texts = texts
        self._is_cut = [not _ends_sentence(text) for text in texts]
        self._widths: dict[int, int] = {}
        self._commonest: dict[tuple[int, int], tuple[int, int] | None] = {}
        self._columns: dict[int, int | None] = {}

    def width(self, index: int) -> int:
        """Return the width of a line."""
        if index not in self._widths:
            self._widths[index] = width_of(self._texts[index])
        return self._widths[index]

    def width_at(self, index: int) -> int | None:
        """Return the width of the column that a line stands in, ``None`` if lines are not wrapped there."""
        if index not in self._columns:
            self._columns[index] = self._column(index)
        return self._columns[index]

    def is_full(self, index: int, *, short_by: float = 0) -> bool:
        """Tell whether a line fills its column, but for some cells at most."""
        column = self.width_at(index)
        return column is not None and self.width(index) >= column - _tolerance(column) - short_by

    def looks_first(self, index: int) -> bool:
        """Tell whether a line is as much shorter than those that follow it as a paragraph's first line is."""
        column = self.width_at(index)
        if column is None:
            return False
        after: list[int] = []
        for place in range(index + 1, min(index + 1 + FOLLOWING, len(self._texts))):
            if abs(self.width(place) - column) <= _tolerance(column) + 2:
                after.append(self.width(place))
            if not self._is_cut[place]:
                break
        return self.width(index) <= (sorted(after)[len(after) // 2] if after else column) - INDENT + 1

    def _column(self, index: int) -> int | None:
        """Find the column of a line: of the lines around it, before it or behind it, the commonest that it fills.

        Further lines are looked at where these are too few, as between short paragraphs and near the end of a text.
        """
        found: list[tuple[bool, int, int]] = []
        for before, behind in ((WINDOW // 2, WINDOW // 2), (WINDOW, 0), (0, WINDOW), (WINDOW, WINDOW)):
            if before == behind == WINDOW and found:
                break
            around = max(index - before, 0), min(index + behind + 1, len(self._texts))
            if around not in self._commonest:  # what stands before one line stands behind another
                self._commonest[around] = self._common(range(*around))
            common = self._commonest[around]
            if common is not None and self.width(index) <= common[1] + _tolerance(common[1]) + INDENT:
                is_filled = self.width(index) >= common[1] - _tolerance(common[1]) - INDENT - 2
                found.append((is_filled, *common))
        return max(found)[2] if found else None

    def _common(self, places: range) -> tuple[int, int] | None:
        """Return how many lines have the commonest width, and it, if enough of them are cut and few are wider."""
        if sum(self._is_cut[places.start : places.stop]) < CUT_SHARE * FEWEST:  # as where lines are paragraphs
            return None
        measured = [self.width(place) for place in places]
        widths = sorted(measured)
        counts = [(_count_near(widths, width), width) for width in set(widths) if width >= NARROWEST]
        if not counts:
            return None
        column = max(counts)[1]
        tolerance = _tolerance(column)
        members = [place for place, width in zip(places, measured, strict=True) if abs(width - column) <= tolerance]
        wider = len(widths) - bisect_right(widths, column + tolerance + INDENT)
        cut = sum(self._is_cut[place] for place in members)
        if len(members) < FEWEST or cut < CUT_SHARE * len(members) or 2 * wider > len(members):
            return None
        return len(members), column


def _ends_sentence(text: str) -> bool:
    return text[-1:] in CLOSING or text.rstrip("”’）】〕》")[-1:] in SENTENCE_END


def _count_near(widths: list[int], width: int) -> int:
    """Return how many of sorted widths differ from one by half its tolerance at most."""
    near = int(_tolerance(width) / 2)
    return bisect_right(widths, width + near) - bisect_left(widths, width - near)


@lru_cache(maxsize=1024)
def _tolerance(column: int) -> float:
    return max(2.0, TOLERANCE * column)
