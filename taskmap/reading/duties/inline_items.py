"""Several units in one paragraph: a text without line breaks is cut where numbers go on and owners stand between.

Agencies with their parts count as owners, where the paragraph says that it divides duties.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph
from taskmap.reading.characters import places_of
from taskmap.reading.duties.part_signs import OF_DUTIES
from taskmap.reading.duties.places import find
from taskmap.reading.marks import CIRCLED, MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.reading.blocks import Block, Blocks
    from taskmap.reading.marks import Mark

BEFORE = frozenset("。；！）)：:")
"""What stands before a mark within a text."""

NUMBERS = frozenset("一二三四五六七八九十" + CIRCLED)
KINDS = frozenset(
    {
        MarkKind.HAN, MarkKind.HAN_IN_BRACKETS, MarkKind.DIGITS, MarkKind.DIGITS_IN_BRACKETS, MarkKind.DOTTED,
        MarkKind.CIRCLED,
    }
)  # fmt: skip
"""The forms of marks that may stand within a text."""

MARK_ENDS = frozenset("、.．）)" + CIRCLED)
"""What such a mark ends in; a number that nothing but a space parts from the next word is none here."""

FEWEST_OWNED = 2
SHORTEST = 60
"""Characters: what is shorter holds no two measures."""


def unfold(blocks: Blocks) -> Blocks:
    """Cut paragraphs that hold several numbered units, each with owners of its own."""
    return tuple(part for block in blocks for part in _parts(block))


def _parts(block: Block) -> Iterator[Block]:
    if not isinstance(block, Paragraph) or len(block.text) < SHORTEST:
        yield block
        return
    cuts = _cuts(block.text)
    pieces = _pieces(block.text, cuts) if cuts else []
    divides = any(map(block.text.__contains__, OF_DUTIES))
    owned = [bool(find(text)) or (divides and _is_part(text)) for text in pieces]
    if sum(owned) < FEWEST_OWNED or sum(owned[1:]) * 2 < len(owned) - 1:
        yield block
        return
    for text in pieces:
        yield block._replace(text=text)


def _is_part(text: str) -> bool:
    """Tell whether an item is an agency and its part: 1.气象部门。负责监测…."""
    from taskmap.reading.duties.part_entries import entry_of  # here, since few texts divide duties in one paragraph

    mark = mark_of(text)
    entry = entry_of(text[mark.end :].strip()) if mark else None
    return entry is not None and entry.is_sure and entry.is_parted and entry.part != ""


def _pieces(text: str, cuts: list[int]) -> list[str]:
    return [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _cuts(text: str) -> list[int]:
    """Return where marks stand within a text whose numbers follow each other."""
    cuts: list[int] = []
    last: Mark | None = mark_of(text)
    for start in _openings(text):
        mark = mark_of(text[start : start + 40])
        if not mark or not mark.is_sure or mark.kind not in KINDS or mark.text[-1] not in MARK_ENDS:
            continue
        if (last and mark.kind == last.kind and mark.number == last.number + 1) or (
            mark.number == 1 and (not last or mark.kind != last.kind)
        ):
            cuts.append(start)
            last = mark
    return cuts


def _openings(text: str) -> Iterator[int]:
    """Yield where within a text a mark may stand."""
    for before in sorted(place for each in filter(text.__contains__, BEFORE) for place in places_of(each, text)):
        start = before + 1
        while text[start : start + 1].isspace():
            start += 1
        if _may_be_number(text[start : start + 2].lstrip("（(")[:1]):
            yield start


def _may_be_number(character: str) -> bool:
    return character.isdecimal() or character in NUMBERS
