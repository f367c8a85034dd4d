"""The marks that open the units of a document: 一、（一）1.（1）① 第三条 专栏1 附件2, and what only looks like one.

Order and form follow the usual numbering of official documents (GB/T 9704-2012, 7.3.3) and what the documents of
tests/seeds do besides.
"""

from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from taskmap.reading.characters import one_of
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
    AGENCY = "agency"


RANK = {kind: rank for rank, kind in enumerate(MarkKind)} | {MarkKind.HEADING: 1, MarkKind.BOX: 99, MarkKind.AGENCY: 0}
"""Which form usually stands above which: a form that has not been met goes below those of a smaller rank."""


class Mark(NamedTuple):
    """A mark at the start of a paragraph: its form, its number, how it is printed, and where the text behind begins."""

    kind: MarkKind
    number: int
    text: str
    end: int
    is_sure: bool = True
    """Whether it can hardly be anything else; the number of 11.121人才梯队 may be a quantity."""


ENCLOSED = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10))
"""The first of every run of enclosed numbers (①, ⑴, ⒈, ❶), and how many there are."""

CIRCLED = "".join(chr(code) for first, count in ENCLOSED for code in range(first, first + count))
BULLETS = "•●■◆▪◇□○"
DIGIT = "0"
"""Stands for every digit among the characters that a mark may begin with."""


class Form(NamedTuple):
    """A form of mark, the characters that it may begin with, and its pattern."""

    kind: MarkKind
    first: str
    pattern: Pattern


POINT = one_of("、.．")


def _form(kind: MarkKind, first: str, pattern: str) -> Form:
    return Form(kind, first, Pattern(pattern))


FORMS = (
    _form(MarkKind.ANNEX, "附", r"附件\s*(?P<number>\d{1,2})?(?=\s*[：:.．、]|\s*$|\s+\S)[：:.．、\s]*"),
    _form(MarkKind.BOX, "专", rf"专栏\s*(?P<number>\d{{1,2}}|[{HAN}]{{1,3}})\s*[：:、.．]?\s*"),
    _form(MarkKind.PART, "第", rf"第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,2}})\s*(?:编|部分|篇)[\s、：]*"),
    _form(MarkKind.CHAPTER, "第", rf"第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,2}})\s*章[\s、：]*"),
    _form(MarkKind.SECTION, "第", rf"第\s*(?P<number>[{HAN}]{{1,4}}|\d{{1,2}})\s*节[\s、：]*"),
    _form(MarkKind.ARTICLE, "第", rf"第\s*(?P<number>[{HAN}]{{1,5}}|\d{{1,3}})\s*条(?![款例件])[\s、：:.．]*"),
    _form(MarkKind.HAN, HAN, rf"(?P<number>[^\W\d_a-zA-Z]{{1,4}})\s*{POINT}(?!\d)\s*"),
    _form(MarkKind.HAN_IN_BRACKETS, "（(", rf"[（(]\s*(?P<number>[^\W\d_a-zA-Z]{{1,4}})\s*[）)]\s*{POINT}?\s*"),
    _form(
        MarkKind.DOTTED,
        DIGIT,
        r"(?P<number>\d{1,2})(?:[.．]\d{1,2}){1,3}(?![\d%％])[.．、]?\s*(?=[^\W\d_a-zA-Z]|[“《])",
    ),
    _form(
        MarkKind.DIGITS,
        DIGIT,
        r"(?P<number>\d{1,3})\s*(?:[.．](?!\d)|、|[)）](?=.{200})|\s(?=[^\W\d_a-zA-Z]{4}))\s*",
    ),
    _form(MarkKind.DIGITS_IN_BRACKETS, "（(", rf"[（(]\s*(?P<number>\d{{1,2}})\s*[）)]\s*{POINT}?\s*"),
    _form(MarkKind.HALF_BRACKET, DIGIT, r"(?P<number>\d{1,2})\s*[)）]\s*"),
    _form(MarkKind.CIRCLED, CIRCLED, r"(?P<number>[①-⑳⑴-⒇⒈-⒛❶-❿])\s*"),
    _form(MarkKind.BULLET, "—" + BULLETS, rf"(?P<number>——+|[{BULLETS}])\s*(?=[^\W\d_a-zA-Z]|[“《])"),
)

FIRSTS = frozenset("".join(form.first for form in FORMS))

IN_HANZI = (MarkKind.HAN, MarkKind.HAN_IN_BRACKETS)
HAN_NUMERALS = frozenset(HAN)
"""What their numbers are made of; their patterns take any Hanzi, since classes of some take long to compile."""

DIGITS_BEFORE_DIGITS = Pattern(r"(\d{1,3})[.．](?=\d{1,4}[^\W\d_a-zA-Z])")

NO_HEADING = frozenset("、，。；：）)xX×+＋%％‰")
"""What follows a number that is no mark: 1.5%, （一）、（二）."""

COUNTED = Pattern(rf"[{HAN}]、|[{HAN}]{{1,3}}(?:产业|级|类|等奖|次|线|批|期|季度|是)")
"""The same, of numbers in a row: 二、三产业, 一、二、三级."""


@lru_cache(maxsize=256)  # nearly every step asks
def mark_of(text: str) -> Mark | None:
    """Return the mark that a paragraph begins with.

    >>> mark_of("（三）推进创新创业").number
    3
    >>> mark_of("二、三产业融合发展") is None
    True
    """
    start = len(text) - len(text.lstrip())
    first = text[start : start + 1]
    if first.isdecimal():
        first = DIGIT
    if first not in FIRSTS:  # nearly all lines of a wrapped text
        return None
    for kind, characters, pattern in FORMS:
        found = pattern.match(text, start) if first in characters else None
        if not found or (kind in IN_HANZI and not HAN_NUMERALS.issuperset(found["number"])):
            continue
        number = _number(found["number"])
        if number is None or (kind != MarkKind.BULLET and _is_counted(text, found.end())):
            return None
        return Mark(kind, number, found[0].strip(), found.end())
    if first != DIGIT:
        return None
    found = DIGITS_BEFORE_DIGITS.match(text, start)
    return Mark(MarkKind.DIGITS, int(found[1]), found[0].strip(), found.end(), is_sure=False) if found else None


def _is_counted(text: str, end: int) -> bool:
    """Tell whether what stands behind a number makes it a quantity, or one of several numbers."""
    behind = text[end : end + 1]
    return behind in NO_HEADING or (behind in HAN and bool(COUNTED.match(text, end)))


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
