"""Measures without numbers whose owners stand on a line of their own: which short lines above them are headings.

::

    扩大就业                       a section: a heading right above another one
    支持企业吸纳毕业生             the heading of a measure
    对吸纳毕业生的企业给予补贴
    简化补贴的申领手续
    市人社局牵头，市财政局配合     the owners of what stands between them and the last such line

Headings get a level, as those have that a source marks itself; all the rest is the outline's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph
from taskmap.reading.duties.labels import LabelKind, label_at_start
from taskmap.reading.duties.phrases import parse
from taskmap.reading.duties.places import FEWEST_OWNER_LINES, ends_like_owners, is_line_of_owners
from taskmap.reading.duties.sentences import are_surely
from taskmap.reading.marks import MarkKind, mark_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks
    from taskmap.reading.duties.measures import Measure
    from taskmap.reading.outline.units import Unit

LONGEST_HEADING = 25
"""Characters of a heading without number."""

SHORT_HEADING = 12
"""Characters of one that can hardly be a line of text."""

MUCH_LONGER = 1.5
"""By this factor the line below a heading is longer, at least, where it is uncertain whether that is one."""

SECTION, MEASURE = 2, 3
"""The levels of headings; that of the document's title stands above them."""

LONGEST_LINE = 500
"""Characters of a line of owners."""

WITHIN = frozenset("。；，：、;,:")
"""Punctuation that no heading has."""

NUMBERED = frozenset(MarkKind) - {MarkKind.ANNEX, MarkKind.BOX, MarkKind.BULLET}


def has_owner_lines(blocks: Blocks) -> bool:
    """Tell whether several paragraphs say nothing but who owns what stands above them."""
    lines = (block for block in blocks if isinstance(block, Paragraph) and ends_like_owners(block.text))
    return sum(is_line_of_owners(block.text) for block in lines) >= FEWEST_OWNER_LINES


def with_headings(blocks: Blocks) -> Blocks:
    """Return blocks in which the headings of measures that lines of owners end say so, if nothing is numbered."""
    if not has_owner_lines(blocks) or any(map(_is_placed, blocks)):
        return blocks
    groups = list(_groups(blocks))
    longest = max((len(_text(blocks[first])) for first, *_rest in groups if _may_be_heading(blocks[first])), default=0)
    levels: dict[int, int] = {}
    for group in groups:
        levels |= _headings([_text(blocks[place]) for place in group], group[0], longest)
    return tuple(
        block._replace(level=levels[place]) if isinstance(block, Paragraph) and place in levels else block
        for place, block in enumerate(blocks)
    )


def _is_placed(block: Block) -> bool:
    """Tell whether a paragraph has its place in an outline already."""
    if not isinstance(block, Paragraph):
        return False
    mark = mark_of(block.text)
    return bool(block.level or block.ahead or (mark and mark.kind in NUMBERED))


def _groups(blocks: Blocks) -> Iterator[Sequence[int]]:
    """Return the places of the paragraphs above each line of owners, as far as the line of owners before it."""
    group: list[int] = []
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            group = []
        elif not is_line_of_owners(block.text):
            group.append(place)
        elif group:
            yield group
            group = []


def _text(block: Block) -> str:
    return block.text.strip() if isinstance(block, Paragraph) else ""


def _may_be_heading(block: Block) -> bool:
    return _is_short(_text(block))


def _is_short(text: str) -> bool:
    return 1 < len(text) <= LONGEST_HEADING and WITHIN.isdisjoint(text)


def _headings(texts: Sequence[str], start: int, longest: int) -> dict[int, int]:
    """Return the levels of the headings of a group, by their places.

    Args:
        texts: its lines above the owners.
        start: the place of the first.
        longest: characters of the longest line with which a group begins and which may be a heading.
    """
    if not _is_short(texts[0]):
        return {}
    last = 0
    for at in range(1, len(texts) - 1):
        if len(texts[at]) > max(longest, SHORT_HEADING) or not _is_short(texts[at]):
            break
        last = at
    if last and len(texts[last + 1]) < MUCH_LONGER * len(texts[last]):  # then it is the first line of the text
        last -= 1
    return {start + last: MEASURE} | ({start + last - 1: SECTION} if last else {})


def unread_lines(root: Unit, found: Sequence[Measure]) -> Iterator[Doubt]:
    """Return the lines of owners, and those that look like them, which no measure has for its owners."""
    phrases = {phrase.text.rstrip("。；; ") for measure in found for phrase in measure.phrases}
    said = phrases.union(*(text.split("；") for text in phrases))
    whole = "\n".join(phrases)
    for unit in root.walk():
        for paragraph in unit.paragraphs:
            text = paragraph.text.strip().rstrip("。；; ")
            if paragraph.ahead or text in said:
                continue
            if (ends_like_owners(text) and _looks_like_owners(text)) or _is_labelled(text, whole):
                yield Doubt("unread-owners", paragraph.place, text)


def _is_labelled(text: str, said: str) -> bool:
    """Tell whether a line is a label of owners with names behind it that nobody has said: 牵头单位：市教育局."""
    label = label_at_start(text)
    if not label or label.kind != LabelKind.OWNERS or text[label.end :] in said:
        return False
    return are_surely(parse(text[label.end :], only_names=True))


def _looks_like_owners(text: str) -> bool:
    """Tell whether a line says who does something, and nothing of what, though not all of its names can be told."""
    if is_line_of_owners(text):
        return True
    if len(text) > LONGEST_LINE or "。" in text:
        return False
    phrase = parse(text)
    return phrase.stated and not phrase.has_object and 2 * len(phrase.unread) <= len(phrase.names)
