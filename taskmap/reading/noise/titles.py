"""Titles that are set on several lines."""

from collections.abc import Sequence

from taskmap.reading.noise.openings import opens_unit
from taskmap.reading.patterns import Pattern

TITLE_END = Pattern(
    r"(?:通知|通报|意见|方案|规划|计划|办法|措施|细则|规定|决定|要点|纲要|条例|清单|分工|公告|通告|报告|批复|函|指南|规则|标准|目录|安排|部署)"
    r"(?:[（(《〈][^（）()]{1,20}[）)》〉]){0,2}\Z"
)
ORGAN_END = Pattern(r"(?:政府|国务院|[厅局委办部会院署]|办公室|小组)\Z")
NO_TITLE = Pattern(r"[。；，：！？;:!?]")
LONGEST_LINE = 44
"""Characters of one line of a title."""

MOST_LINES = 5


def title_lines(texts: Sequence[str], start: int) -> int:
    """Return how many lines from ``start`` on form one title; 1 if none is sure.

    They are short, without a sentence's punctuation, and only the last one ends as titles do.
    """
    for index in range(start, min(start + MOST_LINES, len(texts))):
        text = texts[index]
        if len(text) > LONGEST_LINE or NO_TITLE.search(text) or opens_unit(text):
            return 1
        if TITLE_END.search(text):
            return index - start + 1
        if ORGAN_END.search(text) and not (index + 1 < len(texts) and texts[index + 1].startswith("关于")):
            return 1
    return 1
