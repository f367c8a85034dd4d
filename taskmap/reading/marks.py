"""The marks that open the units of a document: 一、（一）1.（1）① 第三条 专栏1 附件2, and what only looks like one.

Order and form follow the usual numbering of official documents (GB/T 9704-2012, 7.3.3) and what the documents of
tests/seeds do besides.
"""

from enum import StrEnum
from typing import NamedTuple

from taskmap.reading.patterns import Pattern
from taskmap.refs import chinese_number

HAN = "零〇○一二三四五六七八九十百"


class MarkKind(StrEnum):
    """A form of numbering; units of one form are siblings, or stand in different branches."""

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    ARTICLE = "article"
    HAN = "han"
    HAN_IN_BRACKETS = "han-in-brackets"
    DIGITS = "digits"
    DOTTED = "dotted"
    DIGITS_IN_BRACKETS = "digits-in-brackets"
    HALF_BRACKET = "half-bracket"
    CIRCLED = "circled"
    BULLET = "bullet"
    BOX = "box"
    HEADING = "heading"


RANK = {kind: rank for rank, kind in enumerate(MarkKind)} | {MarkKind.HEADING: 1, MarkKind.BOX: 99}
"""Which form usually stands above which: a form that has not been met goes below those of a smaller rank."""


class Mark(NamedTuple):
    """A mark at the start of a paragraph: its form, its number, how it is printed, and where the text behind begins."""

    kind: MarkKind
    number: int
    text: str
    end: int
    is_sure: bool = True
    """Whether it can hardly be anything else; the number of 11.121人才梯队 may be a quantity."""


FORMS: tuple[tuple[MarkKind, str], ...] = (
    (MarkKind.ANNEX, r"附件\s*(?P<number>\d{1,2})?(?=\s*[：:.．、]|\s*$|\s+\S)[：:.．、\s]*"),
    (MarkKind.BOX, rf"专栏\s*(?P<number>\d{{1,2}}|[{HAN}]{{1,3}})\s*[：:、.．]?\s*"),
    (MarkKind.PART, rf"第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,2}})\s*(?:编|部分|篇)[\s　、：]*"),
    (MarkKind.CHAPTER, rf"第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,2}})\s*章[\s　、：]*"),
    (MarkKind.SECTION, rf"第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,2}})\s*节[\s　、：]*"),
    (MarkKind.ARTICLE, rf"第\s*(?P<number>[{HAN}]{{1,5}}|\d{{1,3}})\s*条(?![款例件])[\s　、：:.．]*"),
    (MarkKind.HAN, rf"(?P<number>[{HAN}]{{1,4}})\s*[、.．](?!\d)\s*"),
    (MarkKind.HAN_IN_BRACKETS, rf"[（(]\s*(?P<number>[{HAN}]{{1,4}})\s*[）)]\s*[、.．]?\s*"),
    (MarkKind.DOTTED, r"(?P<number>\d{1,2})(?:[.．]\d{1,2}){1,3}(?![\d%％])[.．、]?\s*(?=[^\W\d_a-zA-Z]|[“《])"),
    (MarkKind.DIGITS, r"(?P<number>\d{1,3})\s*(?:[.．](?!\d)|、|[)）](?=.{200})|\s(?=[^\W\d_a-zA-Z]{4}))\s*"),
    (MarkKind.DIGITS_IN_BRACKETS, r"[（(]\s*(?P<number>\d{1,2})\s*[）)]\s*[、.．]?\s*"),
    (MarkKind.HALF_BRACKET, r"(?P<number>\d{1,2})\s*[)）]\s*"),
    (MarkKind.CIRCLED, r"(?P<number>[①-⑳⑴-⒇⒈-⒛❶-❿])\s*"),
    (MarkKind.BULLET, r"(?P<number>——+|[•●■◆▪◇□○])\s*(?=[^\W\d_a-zA-Z]|[“《])"),
)
PATTERNS = tuple((kind, Pattern(r"[\s　]*" + form)) for kind, form in FORMS)

DIGITS_BEFORE_DIGITS = Pattern(r"[\s　]*(\d{1,3})[.．](?=\d{1,4}[^\W\d_a-zA-Z])")

ENCLOSED = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10))
"""The first of every run of enclosed numbers (①, ⑴, ⒈, ❶), and how many there are."""

NO_HEADING = Pattern(
    rf"(?:[{HAN}]、|[{HAN}]{{1,3}}(?:产业|级|类|等奖|次|线|批|期|季度|是)|[、，。；：）)]|[xX×+＋%％‰])"
)
"""What follows a number that is no mark: 二、三产业, 1.5%, 一、二、三级."""


def mark_of(text: str) -> Mark | None:
    """Return the mark that a paragraph begins with.

    >>> mark_of("（三）推进创新创业").number
    3
    >>> mark_of("二、三产业融合发展") is None
    True
    """
    for kind, pattern in PATTERNS:
        found = pattern.match(text)
        if not found:
            continue
        number = _number(found["number"])
        if number is None or (kind != MarkKind.BULLET and NO_HEADING.match(text, found.end())):
            return None
        return Mark(kind, number, found[0].strip(), found.end())
    found = DIGITS_BEFORE_DIGITS.match(text)
    return Mark(MarkKind.DIGITS, int(found[1]), found[0].strip(), found.end(), is_sure=False) if found else None


def _number(text: str | None) -> int | None:
    if not text:
        return 1
    if text.isdecimal():
        return int(text)
    for first, count in ENCLOSED:
        if first <= ord(text[0]) < first + count:
            return ord(text[0]) - first + 1
    if text[0] in HAN:
        return chinese_number(text)
    return 0
