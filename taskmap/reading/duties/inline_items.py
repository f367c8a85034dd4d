"""Several units in one paragraph: a text without line breaks is cut where numbers go on and owners stand between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph
from taskmap.reading.duties.places import find
from taskmap.reading.marks import mark_of
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.reading.blocks import Block, Blocks
    from taskmap.reading.marks import Mark

BEFORE = frozenset("。；！）)：:")
"""What stands before a mark within a text."""

NUMBERS = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
OPENING = Pattern(rf"\d{{1,2}}[.．、]|[（(][{NUMBERS}\d]{{1,3}}[）)]|[{NUMBERS}]{{1,3}}、|[①-⑳]")
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
    owned = [bool(find(text)) for text in _pieces(block.text, cuts)] if cuts else []
    if sum(owned) < FEWEST_OWNED or sum(owned[1:]) * 2 < len(owned) - 1:
        yield block
        return
    for text in _pieces(block.text, cuts):
        yield block._replace(text=text)


def _pieces(text: str, cuts: list[int]) -> list[str]:
    return [text[start:end].strip() for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def _cuts(text: str) -> list[int]:
    """Return where marks stand within a text whose numbers follow each other."""
    cuts: list[int] = []
    last: Mark | None = mark_of(text)
    for start in _openings(text):
        mark = mark_of(text[start : start + 40])
        if not mark or not mark.is_sure:
            continue
        if (last and mark.kind == last.kind and mark.number == last.number + 1) or (
            mark.number == 1 and (not last or mark.kind != last.kind)
        ):
            cuts.append(start)
            last = mark
    return cuts


def _openings(text: str) -> Iterator[int]:
    """Yield where within a text a mark may stand."""
    for start, character in enumerate(text, 1):
        if character not in BEFORE:
            continue
        while text[start : start + 1].isspace():
            start += 1  # noqa: PLW2901 - on to what stands behind the spaces
        if _may_be_number(text[start : start + 2].lstrip("（(")[:1]) and OPENING.match(text, start):
            yield start


def _may_be_number(character: str) -> bool:
    return character.isdecimal() or (character != "" and character in NUMBERS + CIRCLED)
