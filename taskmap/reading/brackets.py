"""Brackets and quotes in Chinese text: which closes which, and cutting a text only outside of them.

Widths and shapes are often mixed, （ closed by ), so brackets of one family match each other. A bracket without
its partner is an ordinary character.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from taskmap.reading.patterns import Pattern

FAMILIES = ("（(﹙", "〔[［【﹝", "《", "〈", "“", "‘", "「", "『", "{｛")
CLOSERS = ("）)﹚", "〕]］】﹞", "》", "〉", "”", "’", "」", "』", "}｝")
OPENING = {character: family for family, characters in enumerate(FAMILIES) for character in characters}
CLOSING = {character: family for family, characters in enumerate(CLOSERS) for character in characters}
ROUND_AND_SQUARE = frozenset({0, 1})
"""The families in which owners are named; the others quote titles and words."""

BRACKET = Pattern(rf"[{re.escape(''.join((*FAMILIES, *CLOSERS)))}]")


@lru_cache(maxsize=64)  # every step on a paragraph asks
def partners(text: str) -> Mapping[int, int]:
    """Return for every opening bracket that is closed the index of the bracket that closes it, in order of closing."""
    found: dict[int, int] = {}
    open_ones: list[tuple[int, int]] = []
    for bracket in BRACKET.finditer(text):
        index, character = bracket.start(), bracket[0]
        if character in OPENING:
            open_ones.append((OPENING[character], index))
        elif character in CLOSING and open_ones:
            family = CLOSING[character]
            if open_ones[-1][0] == family:
                found[open_ones.pop()[1]] = index
            elif any(each == family for each, _ in open_ones):
                while open_ones[-1][0] != family:  # what was opened inside and never closed
                    open_ones.pop()
                found[open_ones.pop()[1]] = index
    return found


def outermost(text: str) -> Iterator[tuple[int, int]]:
    """Return (start, end) of every round or square bracket that stands in no other; the text between is inside."""
    last = -1
    for start, end in sorted(partners(text).items()):
        if start > last:
            last = end
            if OPENING[text[start]] in ROUND_AND_SQUARE:
                yield start, end


def cut(text: str, separators: Collection[str]) -> Iterator[tuple[str, str]]:
    """Cut ``text`` at single characters, but not inside brackets or quotes.

    Yields:
        The pieces, each with the separator in front of it (``""`` for the first).
    """
    ends = partners(text)
    start, before, closed = 0, "", -1
    for index, character in enumerate(text):
        if index <= closed:
            continue
        if index in ends:
            closed = ends[index]
        elif character in separators:
            yield before, text[start:index]
            start, before = index + 1, character
    yield before, text[start:]


@lru_cache(maxsize=256)  # what ends a name is asked for from several sides
def trailing(text: str) -> tuple[str, str]:
    """Part a text from the round or square bracket it ends with: 市教育局（牵头） → 市教育局, 牵头."""
    if not text or text[-1] not in CLOSING:
        return text, ""
    for start, end in outermost(text):
        if end == len(text) - 1:
            return text[:start], text[start + 1 : end]
    return text, ""
