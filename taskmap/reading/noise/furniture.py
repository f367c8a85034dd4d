"""What came with a text but is none of it: page numbers, running heads, mojibake, and what a web page puts round it.

Only whole lines go, and only those of a shape that no line of a document has.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph
from taskmap.reading.characters import han_count
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from taskmap.reading.blocks import Block, Blocks

LONGEST = 200
"""Characters of a line that may be furniture: longer ones are not looked at."""

PAGE_MARK = Pattern(
    r"[-—–―‐－─·•]{1,3}\s*[\d０-９]{1,4}\s*[-—–―‐－─·•]{1,3}"
    r"|第\s*\d{1,4}\s*页(?:\s*[，,/、（(]?\s*共\s*\d{1,4}\s*页\s*[）)]?)?"
    r"|共\s*\d{1,4}\s*页\s*[，,/、]?\s*第\s*\d{1,4}\s*页"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?",
    "- – — ― ‐ － ─ · • 页 age",
)
LONGEST_NUMBER = 4
FEWEST_NUMBERS = 3
LINES_OF_PAGE = 10
"""Bare numbers are those of pages if there are some, each one more than the last, and a page's text between them."""

GAZETTE_HEAD = Pattern(
    r"(?=.{0,30}公报)(?=.{0,40}[12]\d{3}\s*(?:[·・.．/—-]\s*\d{1,3}|年\s*第?\s*\d{1,3}\s*[期号])).{4,60}",
    "公报",
)
SENTENCE_MARKS = frozenset("，。；：、,;:")
FEWEST_HEADS = 3
LONGEST_HEAD = 40
DIGITS = Pattern(r"[\d０-９]+")

ODD_LATIN = frozenset(map(chr, range(0xA1, 0x100))) - frozenset("·×÷") | frozenset("ŒœŠšŸŽžƒ€™ˆ˜†‡‰‹›")
FEWEST_ODD = 2
HAN_SHARE = 0.1
LONGEST_REMAINS = 10
"""Characters of a line without Hanzi between lines of mojibake."""

WEB_LABELS = frozenset(
    {
        "检索时间", "检索关键词", "检索词", "本文链接", "本文地址", "本文关键词", "本文关键字", "文章关键词",
        "文章关键字", "原文链接", "原文地址", "链接地址", "本文网址", "转载请注明", "责任编辑", "网站编辑", "文章来源",
        "信息来源", "稿件来源", "编辑", "浏览次数", "浏览量", "阅读次数", "阅读量", "访问次数", "点击数", "点击量",
        "点击次数", "字号", "字体", "分享到", "分享至", "上一篇", "下一篇", "上一条", "下一条", "当前位置",
        "您的位置", "您现在的位置", "您当前的位置", "发布人", "文章录入", "作者",
    }
)  # fmt: skip
RECORD_LABELS = frozenset(
    {
        "索引号", "信息索引", "信息索引号", "发布机构", "公开机构", "发文机关", "发文单位", "成文日期", "生成日期",
        "发布日期", "发布时间", "公开日期", "公开方式", "公开时限", "公开目录", "主题分类", "主题词", "文号",
        "发文字号", "有效性", "信息名称",
    }
)  # fmt: skip
"""What the first cell of a row says in the record of a page, above or below what it shows."""

LONGEST_CONTENT = 120
"""Characters behind a label."""

FOOT_LABELS = tuple(label + colon for label in ("主办单位", "主办", "承办单位", "主管单位") for colon in "：:")
"""Labels of who runs a website, at the foot of its pages."""

RULE = "-_=*~"
SHORTEST_RULE = 3

WEB = Pattern(
    r"来源\s*[：:]\s*\S{1,20}(?:\s.{0,80})?"
    r"|[【\[（(]?\s*(?:字体|字号)\s*[：:]?\s*(?:[大中小][\s|｜]*){2,3}[】\]）)]?.{0,20}"
    r"|(?:[【\[（(]?\s*(?:打印(?:本页|此页|文章|正文)?|关闭(?:窗口|本页|页面|此页)?|收藏(?:本页|此页)?|分享(?:到|至)?|返回(?:顶部|首页|列表|上一页)?|"
    r"纠错|我要纠错|下载|微信|微博|QQ空间|朋友圈|网站首页|首页)\s*[】\]）)]?[\s|｜/>》]*){1,8}"
    r"|(?:用?手机)?扫一扫.{0,40}"
    r"|分享到?.{0,3}(?:微信|微博|朋友圈|QQ空间).{0,20}"
    r"|(?:相关(?:链接|附件|文章|阅读|文档|解读|政策|新闻|信息)|政策解读|图解政策|图文解读|文件解读|延伸阅读|热门推荐|推荐阅读|附件下载|点击下载)\s*[：:].{0,80}"
    r"|(?:版权所有|技术支持|网站标识码)\s*[：:©].{0,100}|.{0,20}ICP备\S{0,4}\d{5,}.{0,60}|.{0,20}公网安备.{0,60}",
    "来源 相关 解读 图解 阅读 推荐 版权所有 技术支持 网站标识码 字体 字号 打印 关闭 收藏 分享 "
    "返回 纠错 下载 微信 微博 QQ空间 朋友圈 首页 扫一扫 ICP备 公网安备",
)
NAMES_WITH_LABEL = Pattern(r"(?:政策解读|编辑)\s*[：:]\s*[^\s：:]{0,4}[省市县区厅局委部]", "政策解读 编辑")
"""Labels that documents have too: 政策解读：市司法局."""


def without_page_lines(blocks: Blocks) -> Blocks:
    """Return blocks without page marks, running heads and mojibake; tables have none."""
    lines = [
        (index, " ".join(block.text.split()))
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and not block.level and 0 < len(block.text.strip()) <= LONGEST
    ]
    order = {index: place for place, index in enumerate(_filled(blocks))}
    marks = {index for index, text in lines if PAGE_MARK.fullmatch(text)}
    marks |= _page_numbers([(index, text) for index, text in lines if _is_bare_number(text)], order)
    dropped = marks | _running_heads(lines, marks) | _mojibake(lines)
    return tuple(block for index, block in enumerate(blocks) if index not in dropped)


def without_web_lines(blocks: Blocks) -> Blocks:
    """Return tidied blocks without the lines that a web page puts round a text."""
    kept = [
        block
        for block in blocks
        if not (isinstance(block, Paragraph) and not block.level and is_web_line(block.text.strip()))
    ]
    foot = next((place for place in range(len(kept) - 1, -1, -1) if not _is_blank(kept[place])), None)
    if foot is not None and _runs_website(kept, foot):
        del kept[foot]
    return tuple(kept)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text.strip()


def _runs_website(blocks: Sequence[Block], foot: int) -> bool:
    """Tell whether the last line says who runs a website: its label stands nowhere else."""
    last = blocks[foot]
    label = next((each for each in FOOT_LABELS if isinstance(last, Paragraph) and last.text.startswith(each)), None)
    return label is not None and not any(
        isinstance(each, Paragraph) and each.text.lstrip().startswith(label) for each in blocks[:foot]
    )


def is_web_line(text: str) -> bool:
    """Tell whether a line is furniture of a web page: its address, its source, what can be clicked."""
    if len(text) > LONGEST:
        return False
    label, colon, content = text.replace("：", ":").partition(":")
    is_labelled = bool(colon) and label.rstrip() in WEB_LABELS and len(content) <= LONGEST_CONTENT
    is_rule = len(text) >= SHORTEST_RULE and not text.strip(RULE)
    return (is_labelled or is_rule or bool(WEB.fullmatch(text))) and not NAMES_WITH_LABEL.match(text)


def _filled(blocks: Iterable[Block]) -> list[int]:
    return [index for index, block in enumerate(blocks) if not isinstance(block, Paragraph) or block.text.strip()]


def _is_bare_number(text: str) -> bool:
    return len(text) <= LONGEST_NUMBER and text.isdecimal()


def _page_numbers(numbers: Sequence[tuple[int, str]], order: dict[int, int]) -> set[int]:
    """Return which bare numbers are those of pages; ``order`` counts the blocks that are not blank."""
    steps = list(pairwise(numbers))
    if len(numbers) < FEWEST_NUMBERS or any(
        int(text) != int(last) + 1 or order[index] - order[before] < LINES_OF_PAGE
        for (before, last), (index, text) in steps
    ):
        return set()
    return {index for index, _text in numbers}


def _running_heads(lines: Sequence[tuple[int, str]], marks: set[int]) -> set[int]:
    """Return the lines beside page marks that name a gazette's issue, or stand beside several marks and only there."""
    beside: dict[int, str] = {}
    for (index, text), (other, other_text) in pairwise(lines):
        if index in marks and other not in marks:
            beside[other] = other_text
        if other in marks and index not in marks:
            beside[index] = text
    heads = {index: DIGITS.sub("0", text) for index, text in beside.items() if _may_be_head(text)}
    counts = Counter(heads.values())
    running = {head for head, count in counts.items() if count >= FEWEST_HEADS}
    if running:  # else nobody need look at the other lines
        running -= {DIGITS.sub("0", text) for index, text in lines if index not in beside}
    return {index for index, head in heads.items() if head in running or GAZETTE_HEAD.fullmatch(beside[index])}


def _may_be_head(text: str) -> bool:
    return len(text) <= LONGEST_HEAD and SENTENCE_MARKS.isdisjoint(text)


def _mojibake(lines: Sequence[tuple[int, str]]) -> set[int]:
    """Return the lines of wrongly decoded text, and remains of a few characters between them."""
    bad = [_is_mojibake(text) for _index, text in lines]
    for directed in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        last = False
        for place in directed:
            text = lines[place][1]
            bad[place] = last = bad[place] or (last and _is_remains(text))
    return {index for (index, _text), is_bad in zip(lines, bad, strict=True) if is_bad}


def _is_mojibake(text: str) -> bool:
    if "\ufffd" not in text and sum(character in ODD_LATIN for character in text) < FEWEST_ODD:
        return False
    return han_count(text) < HAN_SHARE * len(text)


def _is_remains(text: str) -> bool:
    return len(text) <= LONGEST_REMAINS and not han_count(text) and not text.isascii() and any(map(str.isalpha, text))


def is_page_record(cells: Iterable[str]) -> bool:
    """Tell whether cells are those of the record of a page, above or below a table: 索引号 | … | 成文日期."""
    first = next((cell for cell in cells if cell.strip()), "")
    return "".join(first.split()).rstrip("：:") in RECORD_LABELS
