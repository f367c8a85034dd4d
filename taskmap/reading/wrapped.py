"""Cells of tables that their width breaks: which of their lines go on in the next, and which stand for themselves.

Text that fills its line goes on in the next one. Names of organs do so even where nothing tells how wide a column is,
for half of a name is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.broken_names import NEVER_ALONE, is_broken
from taskmap.reading.characters import split_at, width_of
from taskmap.reading.organs import (
    NATIONAL,
    is_bare,
    is_collective,
    is_organ,
    is_surely_organ,
    level_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

LAST_GOES_ON = frozenset("、，,（(〔《“")
FIRST_CLOSES = frozenset("、，。；：）)〕》”,;")
SENTENCE_END = frozenset("。！？；")
SLACK = 2
"""Places that stay free at the end of a line where punctuation must not begin the next."""

OPENING, CLOSING = "（(〔", "）)〕"
NAME_ENDS = "、，,；;。 \u3000"
REST_OF_GOVERNMENT = frozenset({"政府", "民政府", "府"})
"""What is left of 人民政府 when a line ends within it."""

OPENINGS = (*NATIONAL, "国网", "南网", "驻", "新区", "高新区", "经开区", "开发区")
"""Words that names begin with which are no level."""


def joined(lines: Sequence[str], width: int | None = None) -> str:
    r"""Put the lines of a cell together: those that go on in the next one, and the others with a line feed.

    Args:
        lines: what stands on its lines.
        width: that of its column, as of the widest line in it; ``None`` if nothing tells it.

    >>> joined(["市教育局、市人力资", "源社会保障局", "市财政局"])
    '市教育局、市人力资源社会保障局\n市财政局'
    """
    whole = ""
    above = ""
    for line in filter(None, map(str.strip, lines)):
        if whole:
            whole += "" if goes_on(whole, above, line, width) else "\n"
        whole += line
        above = line
    return whole


def goes_on(whole: str, above: str, below: str, width: int | None) -> bool:
    """Tell whether a cell's text so far, whose last line is ``above``, goes on in the line below it."""
    if must_go_on(whole, below):
        return True
    left, right = _around(whole, below)
    if is_surely_organ(left) and begins_name(right):
        return False
    is_name_cut = not (is_organ(left) or begins_name(right)) and is_organ(left + right)
    if width is not None:
        return whole[-1] not in SENTENCE_END and (is_full(above, below, width) or is_name_cut)
    return begins_name(left + right) and not (is_surely_organ(left) or begins_name(right)) and is_organ(left + right)


def must_go_on(whole: str, below: str) -> bool:
    """Tell whether a cell cannot end before a line: it ends in a comma or within a bracket, or a name goes on."""
    if whole[-1] in LAST_GOES_ON or below[0] in FIRST_CLOSES or is_open(whole):
        return True
    return is_half(*_around(whole, below))


def _around(whole: str, below: str) -> tuple[str, str]:
    """Return the name that a text ends in, and that with which the next line begins."""
    return split_at(NAME_ENDS, whole.rpartition("\n")[2])[-1], split_at(NAME_ENDS, below)[0]


def is_half(left: str, right: str) -> bool:
    """Tell whether two pieces are surely one name: what stands on the right is but the end of one."""
    if right in NEVER_ALONE or right in REST_OF_GOVERNMENT:
        return bool(left)
    return not is_surely_organ(left) and is_broken(left, right)


def is_full(line: str, below: str, width: int) -> bool:
    """Tell whether the first character of the line below had no room left in a column of some width, or hardly any."""
    return width_of(line) + width_of(below[0]) + SLACK > width


def is_open(text: str) -> bool:
    """Tell whether a bracket is not closed yet."""
    return sum(map(text.count, OPENING)) > sum(map(text.count, CLOSING))


def begins_name(text: str) -> bool:
    """Tell whether a text begins as the name of an organ does: with its level, its place or its field."""
    return bool(level_of(text)) or is_bare(text) or is_collective(text) or text.startswith(OPENINGS)
