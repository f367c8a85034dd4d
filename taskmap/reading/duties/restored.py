"""Tables that have become lines, found by whatever shape they have left; the grammar of each is imported if need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph, paragraphs, tables
from taskmap.reading.duties.words import NUMBER_HEADS
from taskmap.reading.noise.cleaning import simplified

if TYPE_CHECKING:
    from taskmap.reading.blocks import Blocks, Doubt

LONGEST_HEAD = 16
"""Characters of a line that is one head."""

SHORTEST_GLUED, LONGEST_GLUED = 8, 60
"""Characters of all heads of a table that run together."""

LONGEST_HEADS = 200
"""Characters of a line with all heads of a table."""

OWNER_HEADS = ("单位", "部门", "科室", "处室", "股室", "机构", "主体", "责任", "牵头")
"""Words of which the head of a column of owners has one."""

TRADITIONAL_HEADS = ("單位", "部門", "責任", "機構", "主體", "牽頭")
NUMBERS = ("序号", "编号")
RECORD_LABELS = ("名称", "内容", "任务", "措施", "事项", "项目", "举措", "问题", "实事", "目标", "工作", "要求", "诉求")
"""What the labels of that end in that records tell of tasks."""

CLAUSE_MARKS = frozenset("。；：，、")
BAR, TAB, COMMA, WIDE_GAP = "|", "\t", ",", "  "


def with_tables(blocks: Blocks) -> Blocks:
    """Return what a reader found with the tables in it whose columns spaces and signs part, before any are lost."""
    if any(_has(each, TRADITIONAL_HEADS) for each in paragraphs(blocks)):
        blocks = simplified(blocks)
    heads = [each.text.strip() for each in paragraphs(blocks) if _has(each, OWNER_HEADS)]
    if any(TAB in head or COMMA in head for head in heads) or (_has_tabs(blocks) and any(tables(blocks))):
        from taskmap.reading.duties.delimited_tables import restore_delimited

        blocks = restore_delimited(blocks)
    if any(BAR in each.text for each in paragraphs(blocks) if each.is_line):
        from taskmap.reading.duties.barred_tables import restore_barred

        blocks = restore_barred(blocks)
    if any(WIDE_GAP in head for head in heads):
        from taskmap.reading.duties.layout_tables import restore_layout

        blocks = restore_layout(blocks)
    if any(map(_may_be_number_head, paragraphs(blocks))):
        from taskmap.reading.duties.spaced_tables import restore_spaced

        blocks = restore_spaced(blocks)
    return blocks


def with_flattened_tables(blocks: Blocks) -> Blocks:
    """Return clean blocks with the tables in them that have a cell on every line, or in every paragraph."""
    glued = {
        place for place, each in enumerate(blocks) if isinstance(each, Paragraph) and _may_be_glued_heads(each)
    }  # fmt: skip
    if glued:
        from taskmap.reading.duties.glued_tables import restore_glued

        blocks = restore_glued(blocks, glued)
    if not any(_may_be_number_head(each) or _is_owner_head(each) for each in paragraphs(blocks)):
        return blocks
    from taskmap.reading.duties.flattened_tables import restore_tables

    return restore_tables(blocks)


def doubts_of_heads(blocks: Blocks) -> list[Doubt]:
    """Return a doubt for the heads of every table that is left in lines, once the others have been found."""
    if not any(_may_hold_heads(each.text) or _is_owner_head(each) for each in paragraphs(blocks)):
        return []
    from taskmap.reading.duties.unread_tables import unread_heads

    return unread_heads(blocks)


def _may_hold_heads(text: str) -> bool:
    """Tell whether a passage may have the heads of a table in it, with nothing between them."""
    if not any(word in text for word in OWNER_HEADS):
        return False
    return any(word in text for word in NUMBERS) or (len(text) <= LONGEST_HEADS and CLAUSE_MARKS.isdisjoint(text))


def _may_be_glued_heads(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be heads that run together: letters only, the words for owners not in front."""
    text = "".join(paragraph.text.split())
    if not SHORTEST_GLUED <= len(text) <= LONGEST_GLUED or not text.isalpha() or text.startswith(NUMBER_HEADS):
        return False
    return any(text.find(word) > 1 for word in ("单位", "部门", "科室"))


def _has_tabs(blocks: Blocks) -> bool:
    return any(each.is_line and TAB in each.text for each in paragraphs(blocks))


def _has(paragraph: Paragraph, words: tuple[str, ...]) -> bool:
    """Tell whether a line may be, or hold, the head of a column of owners."""
    text = paragraph.text
    return paragraph.is_line and len(text) <= LONGEST_HEADS and any(word in text for word in words)


def _may_be_number_head(paragraph: Paragraph) -> bool:
    """Tell whether a line may begin the heads of a table: with that of the column of numbers."""
    return paragraph.is_line and paragraph.text.lstrip().startswith(NUMBER_HEADS)


def _is_owner_head(paragraph: Paragraph) -> bool:
    return len(paragraph.text) <= LONGEST_HEAD and _has(paragraph, OWNER_HEADS)


def with_records(blocks: Blocks) -> Blocks:
    """Return whole paragraphs with the records among them, whose parts labels open, as tables."""
    openings = [each.text.strip()[:LONGEST_HEAD] for each in paragraphs(blocks)]
    if not any(word in each for each in openings for word in OWNER_HEADS) or not any(map(_may_open_record, openings)):
        return blocks
    from taskmap.reading.duties import label_records

    return label_records.with_records(blocks)


def _may_open_record(opening: str) -> bool:
    """Tell whether a paragraph may open with the label of what is to be done, or be one: 01 项目名称：…."""
    return opening.partition("：")[0].rstrip(":").endswith(RECORD_LABELS)
