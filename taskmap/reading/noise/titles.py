"""Titles that are set on several lines."""

from collections.abc import Sequence

from taskmap.reading.noise.openings import opens_unit
from taskmap.reading.patterns import Pattern

TITLE_END = (
    "通知", "通报", "意见", "方案", "规划", "计划", "办法", "措施", "细则", "规定", "决定", "要点", "纲要", "条例",
    "清单", "分工", "公告", "通告", "报告", "批复", "函", "指南", "规则", "标准", "目录", "安排", "部署",
)  # fmt: skip
BRACKETED_END = Pattern(
    rf"(?:{'|'.join(TITLE_END)})(?:[（(《〈][^（）()]{{1,20}}[）)》〉]){{1,2}}\Z", "） ) 》 〉", " ".join(TITLE_END)
)
ORGAN_END = ("政府", "国务院", "厅", "局", "委", "办", "部", "会", "院", "署", "办公室", "小组")
NO_TITLE = frozenset("。；，：！？;:!?")
LONGEST_LINE = 44
"""Characters of one line of a title."""

MOST_LINES = 5


def title_lines(texts: Sequence[str], start: int) -> int:
    """Return how many lines from ``start`` on form one title; 1 if none is sure.

    They are short, without a sentence's punctuation, and only the last one ends as titles do.
    """
    for index in range(start, min(start + MOST_LINES, len(texts))):
        text = texts[index]
        if len(text) > LONGEST_LINE or not NO_TITLE.isdisjoint(text) or opens_unit(text):
            return 1
        if ends_title(text):
            return index - start + 1
        if text.endswith(ORGAN_END) and not (index + 1 < len(texts) and texts[index + 1].startswith("关于")):
            return 1
    return 1


def ends_title(text: str) -> bool:
    """Tell whether a text ends as titles do: …的通知, …方案（试行）."""
    return text.endswith(TITLE_END) or bool(BRACKETED_END.search(text))
