"""What a document is: number, title, issuer, region and date, and where in its source it begins and ends.

One source may hold several documents, each with its number. A plan that a notice sends round (现将《…》印发给你们)
gives the title, the notice the number, the issuer and the date. Forms: GB/T 9704-2012, 7.2.5 (number), 7.3.5 (date).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.folding import fold
from taskmap.reading.blocks import Paragraph
from taskmap.reading.brackets import OPENING, partners
from taskmap.reading.characters import one_of
from taskmap.reading.dates.deadlines import day
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.organs import is_organ
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

LONGEST_DAY = 24
LONGEST_ISSUER = 30
SIGNING_LINES = 8
"""Lines above the day on which those stand who signed."""

OTHER_DAY = Pattern(r"[施执]行|通过|修订|发布$", "行 通过 修订 发布")
"""Tells that a day is not that of the signature."""

HEAD = 40
"""Paragraphs within which a document tells what it is."""

LONGEST_TITLE = 90
"""Characters of a title over all its lines."""

NUMBER = Pattern(
    rf"[（(]?\s*(?P<code>[^\W\d_]{{1,16}}?)\s*{one_of('〔[［（(【﹝')}\s*(?P<year>[12]\d{{3}})\s*{one_of('〕]］）)】﹞')}\s*第?\s*(?P<number>\d{{1,5}})\s*号\s*[）)]?",
    "号",
    "1 2",
)
ORDER = Pattern(r"(?P<code>[^\W\d_a-zA-Z]{0,14}令)?\s*第\s*(?P<number>\d{1,4})\s*号", "号", "第")
KINDS = (
    "意见", "方案", "通知", "规划", "计划", "措施", "办法", "决定", "条例", "规定", "清单", "要点", "纲要", "细则",
    "分工", "函", "批复", "指南", "政策", "决议", "公告", "通告", "通报", "报告", "纪要", "行动", "工程", "规则",
    "制度", "预案", "规程", "标准", "台账", "任务书", "责任书", "安排", "部署", "工作", "举措", "分解表", "任务表",
    "责任表", "一览表", "若干条", "汇编", "目录", "指引", "规范", "章程", "实施", "令", "表",
)  # fmt: skip
"""The last words of titles."""

ARTICLES = r"[一二三四五六七八九十\d]条"
ARTICLES_END = Pattern(rf"{ARTICLES}$", "条")
BRACKETED_END = Pattern(rf"(?:{'|'.join(KINDS)}|{ARTICLES})(?:[（(【\[][^（()）]{{1,30}}[）)】\]])+$", "） ) 】 ]")
SENDS = Pattern(
    r"印发给你们|转发给你们|印发你们|现予(?:以)?(?:印发|发布|公布)|现印发|下发给你们|发给你们|予以印发|现(?:将|予)公布|现将.{0,80}(?:印发|公布|发布|转发)",
    "给你们 印发 现予 现将",
)
NOT_A_PLACE = (
    "第", "关于", "加快", "推动", "支持", "严格", "统筹", "推进", "促进", "贯彻", "落实", "《", "建设", "全面",
    "深化", "进一步", "国家", "中央", "全国", "城市", "国务院", "超大", "特大", "县域", "农村", "部门", "现将", "各",
    "市场", "地方", "园区", "社区", "小区", "示范",
)  # fmt: skip
PLACE = Pattern(
    r"(?:中共|中国共产党)?(?P<place>(?:[^\W\d_a-zA-Z]{2,8}?(?:省|自治区|自治州|自治县|自治旗|地区|市|盟|县|区|旗|新区|兵团))+?)(?=[^\W\d_a-zA-Z]{1,}|$)",
    "省 自治 市 盟 县 区 旗 兵团",
)
META = Pattern(
    r"[*#\s]*(?:发布日期|发布时间|发布机构|原文链接|来源|索引号|主题分类|发文机关|成文日期|标题|发文字号|主题词|有效性|名称|信息来源|文章来源|分类|公开日期|生成日期|发布单位)[*\s]*[：:]",
    "： :",
)


LAST_BRACKET = Pattern(r"[（(]([^（()）]*)[）)]$", "） )")
ANNEX = Pattern(r"附件\s*\d*", "附件")
SUBTITLE = Pattern(r"[（(][^（()）]{1,20}[）)]", "（ (")
IN_BRACKETS = Pattern(r"[（(][^（()）]{2,40}[）)]", "（ (")
ISSUER = Pattern(r"(.{4,40}?)(?:关于|印发|转发)", "关于 印发 转发")
DIVISIONS = frozenset("省市县区州盟旗")


class Front(NamedTuple):
    """What a document says of itself; ``body`` is the index of the block at which its text begins."""

    number: str | None
    title: str | None
    issuer: str | None
    region: str | None
    date: datetime.date | None
    body: int


def parts(blocks: Blocks) -> Iterator[Blocks]:
    """Part a source into its documents: each begins with the title over its number."""
    starts = [0]
    last: str | None = None
    for index, block in enumerate(blocks):
        number = number_of(block.text) if isinstance(block, Paragraph) else None
        if not number:
            continue
        start = _title_start(blocks, index)
        if last and number != last and start < index and start > starts[-1]:
            starts.append(start)
        last = number
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        yield blocks[start:end]


def number_of(text: str) -> str | None:
    """Return the number that a paragraph is (and nothing else), in its standard form: 吉政发〔2017〕25号."""
    found = NUMBER.fullmatch(text.strip())
    if found:
        return f"{found['code']}〔{found['year']}〕{int(found['number'])}号"
    found = ORDER.fullmatch(text.strip())
    return f"{found['code'] or ''}第{found['number']}号" if found else None


def _title_start(blocks: Sequence[Block], index: int) -> int:
    """Return where the title over a number begins."""
    start = index
    length = 0
    while start > 0:
        block = blocks[start - 1]
        text = block.text.strip() if isinstance(block, Paragraph) else ""
        length += len(text)
        if not text or length > LONGEST_TITLE + 10 or not _may_be_title(text) or number_of(text):
            break
        start -= 1
    return start


def _may_be_title(text: str) -> bool:
    """Tell whether a line may be part of a title."""
    if len(text) > LONGEST_TITLE or text[-1] in "。；：！，、;:" or META.match(text) or day(text):
        return False
    mark = mark_of(text)
    return not mark or mark.kind == MarkKind.BOX


def _ends_title(text: str) -> bool:
    return text.endswith(KINDS) or bool(ARTICLES_END.search(text) or BRACKETED_END.search(text))


def front(blocks: Blocks) -> Front:
    """Read what a document says of itself."""
    texts = [block.text.strip() if isinstance(block, Paragraph) else "" for block in blocks]
    head = texts[:HEAD]
    number = next((found for text in head if (found := number_of(text))), None) or _number_in_title(head)
    quoted = _sent_round(head)
    first = _stated_title(blocks[:HEAD]) or _first_title(head)
    title, end = _printed(texts, quoted) if quoted else first
    heading = first[0] or ""
    issuer, date = _signature(texts)
    issuer = issuer or _issuer_in(heading) or _issuer_in(title or "")
    region = next(
        (place for text in (issuer or "", heading, title or "", *_addressing(head)) if (place := region_of(text))), None
    )
    return Front(number, title, issuer, region, date, end)


def _number_in_title(head: Sequence[str]) -> str | None:
    """Return a number in brackets under or behind the title, or at the start of a web page's heading."""
    for text in head[:6]:
        found = NUMBER.match(text) if len(text) <= LONGEST_TITLE + 30 else None
        if found and text[found.end() : found.end() + 1] == "《":
            return number_of(found[0])
        behind = LAST_BRACKET.search(text)
        if behind and len(text) <= LONGEST_TITLE + 30 and (number := number_of(behind[1])):
            return number
    return None


def _sent_round(head: Sequence[str]) -> str | None:
    """Return the title of the plan that a notice sends round."""
    for text in head:
        if not SENDS.search(text):
            continue
        ends = partners(text)
        for start in sorted(ends):
            if OPENING[text[start]] == OPENING["《"]:
                return text[start + 1 : ends[start]]
    return None


def _printed(texts: Sequence[str], quoted: str) -> tuple[str, int]:
    """Return a plan's title as it is printed over the plan, and where the plan's text begins."""
    wanted = fold(quoted).replace("<", "").replace(">", "")
    sent = next(index for index, text in enumerate(texts) if SENDS.search(text))
    for start in range(sent + 1, min(len(texts), sent + HEAD)):
        joined = ""
        for end in range(start, min(len(texts), start + 5)):
            joined += texts[end]
            plain = fold(joined).replace("<", "").replace(">", "")
            if plain == wanted or plain.split("(")[0] == wanted.split("(")[0]:
                return joined, end + 1
            if len(plain) > len(wanted):
                break
    return quoted, sent + 1


def _stated_title(head: Sequence[Block]) -> tuple[str, int] | None:
    """Return the title that the source itself marks as its first heading, and where the text behind it begins."""
    for index, block in enumerate(head):
        if isinstance(block, Paragraph) and block.level == 1 and _ends_title(block.text.strip()):
            return block.text.strip(), index + 1
    return None


def _first_title(head: Sequence[str]) -> tuple[str | None, int]:
    """Return the first title in a head, over one or more lines, and where the text behind it begins."""
    for start, text in enumerate(head):
        if not text or not _may_be_title(text) or number_of(text) or ANNEX.fullmatch(text):
            if text and (len(text) > LONGEST_TITLE or mark_of(text)):
                break
            continue
        title = ""
        for end in range(start, min(len(head), start + 4)):
            line = head[end]
            if not line or not _may_be_title(line) or number_of(line) or len(title + line) > LONGEST_TITLE:
                break
            title += line
            if not _ends_title(title):
                continue
            following = head[end + 1] if end + 1 < len(head) else ""
            if SUBTITLE.fullmatch(following) and not number_of(following) and not day(following.strip("（）()")):
                return title + following, end + 2
            return title, end + 1
    return None, 0


def _signature(texts: Sequence[str]) -> tuple[str | None, datetime.date | None]:
    """Return who signed and when: organs on lines of their own above a line with a day; else the first such day."""
    first: datetime.date | None = None
    for index, text in enumerate(texts):
        date = day(text) if len(text) <= LONGEST_DAY and not META.match(text) else None
        if not date or OTHER_DAY.search(text):
            continue
        issuers = _signing(texts[max(0, index - SIGNING_LINES) : index])
        if issuers:
            return "、".join(issuers), date
        first = first or date
    return None, first


def _signing(lines: Sequence[str]) -> list[str]:
    """Return the organs on the last of some lines; brackets between them (代章) are skipped."""
    issuers: list[str] = []
    for line in reversed(lines):
        if not line or IN_BRACKETS.fullmatch(line):
            continue
        names = line.split()
        if not all(len(name) <= LONGEST_ISSUER and is_organ(name) for name in names):
            break
        issuers = names + issuers
    return issuers


def _issuer_in(title: str) -> str | None:
    """Return the organ that a title begins with: 吉林省人民政府关于…."""
    found = ISSUER.match(title)
    names = found[1].split() if found else []
    return "、".join(names) if names and all(map(is_organ, names)) else None


def _addressing(head: Sequence[str]) -> list[str]:
    return [text for text in head[:12] if not DIVISIONS.isdisjoint(text[2:10]) and len(text) < LONGEST_TITLE]


def region_of(text: str) -> str | None:
    """Return the place that a text begins with: 四川省南充市人民政府 → 四川省南充市."""
    found = PLACE.match(text)
    if not found:
        return None
    place = found["place"]
    if any(word in place for word in NOT_A_PLACE):
        return None
    return place + (region_of(text[found.end("place") :]) or "")
