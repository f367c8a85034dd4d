"""Breaking Chinese text into lines: by cell width, with the rules for marks (禁则), losing no character.

Rich breaks at spaces only, which Chinese does not have, so text reaches it already broken.
"""

from __future__ import annotations

import unicodedata

NO_START = frozenset("，。、；：？！）》〉〕】」』”’…—·％%,.;:?!)]}>~")
"""Marks that no line begins with."""

NO_END = frozenset("（《〈〔【「『“‘([{<")
"""Marks that no line ends with."""

WIDE = frozenset("WF")
"""East Asian Width classes (UAX #11) that take two cells."""


def cell_width(character: str) -> int:
    """Return how many terminal cells a character takes: 0 for marks that combine, 2 for wide ones."""
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in WIDE else 1


def text_width(text: str) -> int:
    """Return how many cells a text takes, its widest line if it has several."""
    return max((sum(map(cell_width, line)) for line in text.split("\n")), default=0)


def wrap(text: str, width: int, *, after: str = "") -> list[str]:
    """Break ``text`` into lines of at most ``width`` cells; joined, they are the text without its line ends.

    A break that would put a mark where it must not stand moves to the left. Where no place is left to move
    to, the line breaks at the width all the same. Spaces at the end of a line may stick out. Lines break behind
    the characters ``after`` where they hold one, which keeps the names of a list whole.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        rest = paragraph
        while True:
            end = _fitting(rest, width)
            if end >= len(rest):
                break
            cut = _last_break(rest, end, after) or _last_break(rest, end) or end
            lines.append(rest[:cut])
            rest = rest[cut:]
        lines.append(rest)
    return lines


def _fitting(text: str, width: int) -> int:
    """Return how many characters fit, at least one, with all that combines with it and the spaces that follow."""
    taken = 0
    for index, character in enumerate(text):
        taken += cell_width(character)
        if taken > width and index and character != " " and cell_width(character):
            return index
    return len(text)


def _last_break(text: str, end: int, behind: str = "") -> int:
    """Return the last place up to ``end`` where a line may break, ``behind`` one of those characters if any are given.

    Returns:
        0 if there is none.
    """
    for cut in range(end, 0, -1):
        before, after = text[cut - 1], text[cut]
        splits_word = after.isascii() and before.isascii() and before != " "
        may_meet_the_edge = before not in NO_END and after not in NO_START and after != " " and cell_width(after)
        if may_meet_the_edge and not splits_word and (not behind or before in behind):
            return cut
    return 0
