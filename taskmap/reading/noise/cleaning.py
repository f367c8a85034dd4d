"""The first step on what a reader gives: a text as it was written, without what copying and layout left in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph, Place, Row, Table
from taskmap.reading.noise import glyphs, pinyin, script
from taskmap.reading.noise.damage import damaged_places, outside_damage
from taskmap.reading.noise.furniture import without_page_lines, without_web_lines
from taskmap.reading.noise.shifted import STARTS, with_numerals
from taskmap.reading.noise.widths import tidy
from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.text import unmarked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from taskmap.reading.blocks import Block, Blocks

CONTROLS = Pattern(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
"""Control characters, and those that are not seen."""

LOST_INDENTS = frozenset({"??", "？？"})
"""What becomes of the two wide spaces before a paragraph in a text that was saved in the wrong encoding."""


def clean(blocks: Blocks) -> tuple[Blocks, tuple[Doubt, ...]]:
    """Return blocks without noise, and what of it could not be repaired.

    In this order: control characters go; rare Hanzi that stand for punctuation are replaced; page marks, running heads
    and mojibake go, then marks of Markdown, then pinyin behind Hanzi; traditional Hanzi become simplified;
    width of characters and spaces become those of the official print; lines of web pages go, which can be told only
    now. Damaged places stay as they are ("damaged-text"), and so do Hanzi that seem to stand for unknown punctuation
    ("unknown-glyph").

    Args:
        blocks: what a reader found.

    Returns:
        The blocks that are left, each with its place, and the doubts.

    Raises:
        ModuleNotFoundError: the text is in traditional Hanzi, and OpenCC is not installed.
    """
    blocks = _changed(blocks, _without_controls)
    texts = _texts(blocks)
    if any(text.startswith(STARTS) for text in texts):
        blocks = with_numerals(blocks)
    if glyphs.has_mapped_punctuation(texts):
        blocks = _changed(blocks, glyphs.with_punctuation)
    blocks = tuple(_without_markdown(block) for block in without_page_lines(blocks))
    texts = _texts(blocks)
    beyond = glyphs.beyond_gb2312(texts)
    unknown = glyphs.unknown_glyphs(texts, beyond)
    if any(map(pinyin.has_pinyin, texts)):
        neutral = pinyin.is_full_of_pinyin(texts)
        blocks = _changed(blocks, lambda text: pinyin.without_pinyin(text, neutral=neutral))
    if script.is_traditional(beyond):
        blocks = _changed(blocks, script.simplifier())
    return without_web_lines(_changed(blocks, tidy)), tuple(
        dict.fromkeys(_doubts(blocks, unknown))
    )  # merged cells are there twice


def simplified(blocks: Blocks) -> Blocks:
    """Return blocks in simplified Hanzi, if theirs are traditional and no pinyin stands between them.

    For steps that have to know the words before spaces and bars are cleared away.

    Raises:
        ModuleNotFoundError: OpenCC is not installed.
    """
    texts = _texts(blocks)
    if not script.is_traditional(glyphs.beyond_gb2312(texts)) or pinyin.is_full_of_pinyin(texts):
        return blocks
    return _changed(blocks, script.simplifier())


def _without_controls(text: str) -> str:
    if text[:2] in LOST_INDENTS:
        text = text.lstrip("?？")
    if text.replace("\u3000", "").isprintable():  # nearly always, and known without the pattern
        return text
    return CONTROLS.sub("", text)


def _without_markdown(block: Block) -> Block:
    """Return a paragraph without marks of Markdown; the reader of texts has done so for lines."""
    if not isinstance(block, Paragraph) or block.is_line or block.level:
        return block
    text, level = unmarked(block.text)
    return block._replace(text=text, level=level)


def _changed(blocks: Blocks, change: Callable[[str], str]) -> Blocks:
    """Apply a change to every text, but not to the damaged places in it."""
    return tuple(_changed_block(block, change) for block in blocks)


def _changed_block(block: Block, change: Callable[[str], str]) -> Block:
    if isinstance(block, Paragraph):
        text = outside_damage(change, block.text)
        return block if text == block.text else block._replace(text=text)
    return Table(tuple(Row(tuple(_changed_cell(cell, change) for cell in row.cells), row.place) for row in block.rows))


def _changed_cell(cell: str, change: Callable[[str], str]) -> str:
    return "\n".join(outside_damage(change, line) for line in cell.split("\n"))


def _texts(blocks: Blocks) -> list[str]:
    """Return every text among blocks."""
    return [text for text, _place in _placed(blocks)]


def _placed(blocks: Blocks) -> Iterator[tuple[str, Place]]:
    """Yield every text among blocks with its place."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text, block.place
        else:
            yield from ((cell, row.place) for row in block.rows for cell in row.cells)


def _doubts(blocks: Blocks, unknown: frozenset[str]) -> Iterator[Doubt]:
    for text, place in _placed(blocks):
        for words in damaged_places(text):
            yield Doubt("damaged-text", place, words)
        for glyph in sorted(unknown.intersection(text)) if unknown else ():
            yield Doubt("unknown-glyph", place, glyph)
            unknown -= {glyph}
