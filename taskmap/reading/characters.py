"""Characters: their classes, how wide they are, and where in a text they stand."""

import re
import unicodedata
from collections.abc import Iterator

HANZI = r"[^\W\d_a-zA-Z\xaa-\xff]"
"""A Hanzi, as a regular expression: a letter that is none of Latin-1. The range of all Hanzi says it more exactly, and
takes a hundred times as long to compile, at every start."""

PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉〔〕【】「」『』—…"
"""Punctuation that fills a place of its own in Chinese text, so that no space stands beside it."""

CHINESE = f"(?:{HANZI}|[{PUNCTUATION}])"
"""A Hanzi or a mark of punctuation, as a regular expression."""


def one_of(characters: str) -> str:
    """Return a regular expression of one of some characters, for classes of Hanzi that are no run of their own.

    Such a class takes five times as long to compile as its characters one by one; which would be made a class again, if
    not for the branch that matches nothing.
    """
    return f"(?:{'|'.join(map(re.escape, characters))}|(?!))"


def is_han(character: str) -> bool:
    """Tell whether a character is a Hanzi: 〇 of 二〇一七年 is one, and those beyond the first plane are."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or character == "〇"
        or ("\uf900" <= character <= "\ufaff" or character >= "\U00020000")
    )


def han_count(text: str) -> int:
    """Return how many Hanzi a text has."""
    return sum(map(is_han, text))


def width_of(text: str) -> int:
    """Return how many cells a text takes, Hanzi and Chinese punctuation two."""
    return sum(map(CELLS.__getitem__, text))


class _Cells(dict[str, int]):
    """How many cells a character takes, of those that were asked for."""

    def __missing__(self, character: str) -> int:
        is_wide = character in PUNCTUATION or unicodedata.east_asian_width(character) in "WF"
        self[character] = cells = 2 if is_wide else 1
        return cells


CELLS = _Cells()


def split_at(signs: str, text: str) -> list[str]:
    """Cut a text at some signs; a pattern of them would have to be compiled."""
    for sign in signs[1:]:
        text = text.replace(sign, signs[0])
    return text.split(signs[0])


def places_of(characters: str, text: str) -> Iterator[int]:
    """Yield every place of a text at which some characters stand."""
    place = text.find(characters)
    while place >= 0:
        yield place
        place = text.find(characters, place + 1)
