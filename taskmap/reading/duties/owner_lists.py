"""Lists of owners that the source breaks off and goes on with in the next paragraph, put together.

The ends of paragraphs are the source's own here (a mark of Word, a tag of HTML), or those that were told of lines; a
list whose bracket is still open, whose last label has nobody behind it or whose last name is cut is not at its end.
"""

from __future__ import annotations

from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph
from taskmap.reading.brackets import BRACKET, OPENING, ROUND_AND_SQUARE, partners
from taskmap.reading.characters import split_at
from taskmap.reading.duties.labels import COLONS, LabelKind, label_at_start, label_name
from taskmap.reading.duties.phrases import parse
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.words import LABEL_NOUNS
from taskmap.reading.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Block, Blocks

MOST_PARAGRAPHS = 5
"""Paragraphs over which a bracket of owners may be spread."""

LONGEST = 2_000
"""Characters of a paragraph that is looked at for a bracket; what has grown longer is no list of owners."""

LONGEST_REST = 60
"""Characters of a paragraph that goes on with a list."""

LONGEST_LABELLED = 300
"""Characters of one that is a list behind a label."""

SEPARATORS = "、，,；;"
PIECE_ENDS = SEPARATORS + "。（("


def with_whole_lists(blocks: Blocks) -> Blocks:
    """Return blocks with the paragraphs put together over which a list of owners is spread."""
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        while isinstance(block, Paragraph) and (count := _going_on(block.text, blocks, place)):
            colon = "：" if _is_bare_label(block.text) else ""
            block = block._replace(text=block.text.rstrip() + colon + "".join(_texts(blocks, place)[:count]))
            place += count
        found.append(block)
    return tuple(found)


def unread_labels(blocks: Blocks) -> list[Doubt]:
    """Find labels of owners with nobody behind them or below; what stands below is told with them."""
    found: list[Doubt] = []
    for block, below in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Paragraph) and _is_bare_label(block.text.strip().rstrip("".join(COLONS))):
            words = below.text if isinstance(below, Paragraph) else ""
            found.append(Doubt("unread-owners", block.place, f"{block.text.strip()} {words.strip()}".rstrip()))
    return found


def _texts(blocks: Blocks, start: int) -> list[str]:
    """Return the paragraphs that follow, up to the first that opens a unit or is none."""
    texts: list[str] = []
    for block in islice(blocks, start, start + MOST_PARAGRAPHS):
        if not isinstance(block, Paragraph) or block.level or mark_of(block.text):
            break
        texts.append(block.text.strip())
    return texts


def _going_on(text: str, blocks: Blocks, place: int) -> int:
    """Return how many paragraphs from a place on belong to the list of owners that the text before it ends with."""
    text = text.strip()
    start = _open(text) if len(text) <= LONGEST else None
    is_bare = _is_bare_label(text)
    if start is None and text[-1:] not in COLONS and not is_bare and not label_at_start(text):
        return 0
    following = _texts(blocks, place)
    if not following:
        return 0
    if is_bare:
        return int(is_list_of_owners(following[0]))
    in_bracket = _in_bracket(text, start, following) if start is not None else 0
    return in_bracket or int(_behind_label(text, following[0]) or _within_name(text, following[0]))


def _in_bracket(text: str, start: int, following: Sequence[str]) -> int:
    """Return how many paragraphs it takes to close a bracket of owners that opens in a text; none, if it is no such."""
    inner = text[start + 1 :]
    if not label_at_start(inner) and not is_list_of_owners(split_at(SEPARATORS, inner)[0]):
        return 0
    whole = text
    for count, each in enumerate(following, 1):
        whole += each
        if "。" in each[:-1]:
            return 0
        end = partners(whole).get(start)
        if end is not None:
            return count if label_at_start(inner) or is_list_of_owners(whole[start + 1 : end]) else 0
    return 0


def _open(text: str) -> int | None:
    """Return where the first bracket stands that is never closed."""
    opened = [found.start() for found in BRACKET.finditer(text) if OPENING.get(found[0]) in ROUND_AND_SQUARE]
    closed = partners(text) if opened else {}
    return next((each for each in opened if each not in closed), None)


def _is_bare_label(text: str) -> bool:
    """Tell whether a paragraph is the label of owners and nothing else, not even a colon: 责任单位."""
    text = text.strip()
    label = label_name(text) if text.endswith(LABEL_NOUNS) else None
    return label is not None and label.kind == LabelKind.OWNERS


def _behind_label(text: str, following: str) -> bool:
    """Tell whether a text ends with a label of owners, and these follow: 牵头单位：市工信局 配合单位：."""
    if text[-1:] not in COLONS:
        return False
    words = split_at(PIECE_ENDS, text[:-1])[-1].split()
    label = label_name(words[-1]) if words else None
    first = split_at(SEPARATORS, following)[0]  # the last may be cut
    return label is not None and label.kind == LabelKind.OWNERS and is_list_of_owners(first)


def _within_name(text: str, following: str) -> bool:
    """Tell whether a paragraph of labelled owners is cut within a list: the next one makes its last name whole."""
    label = label_at_start(text) if len(text) <= LONGEST_LABELLED else None
    if label is None or label.kind != LabelKind.OWNERS or COLONS.isdisjoint(text[: label.end]):
        return False
    if text[-1] in "。；;" or len(following) > LONGEST_REST or label_at_start(following):
        return False
    phrase = parse(text)
    is_cut = text[-1] in SEPARATORS or bool(phrase.unread) or phrase.has_object
    return is_cut and is_list_of_owners((text + following).rstrip(SEPARATORS))
