"""The amounts in a text, clause by clause: 达到140万人, 4—6家, 不低于97%, with the words on either side of each."""

import re
from itertools import product
from typing import NamedTuple

from taskmap.reading.dates.deadlines import Found, half_width
from taskmap.reading.patterns import Pattern

UNITS = (
    "个百分点|百分点|个基点|基点|%|‰|倍|个工作日|工作日|周|个小时|小时|分钟|个月|天|年|岁|课时|学时|"
    "人次|人日|人年|人|名|家|个|所|项|户次|户|支|处|届|台套|台|套|辆|座|场次|场|件|张|床|条|艘|架次|架|头|只|羽|株|棵|站|种|类|"
    "班列|班次|班|批次|列|趟|对|期|份|位|间|栋|幢|宗|款|例|片|部|门|颗|枚|根|盏|眼|块|次|标准箱|标箱|美元|元|斤|公斤|千克|毫克|微克|"
    "克标准煤|克|升|吨标准煤|吨|平方公里|平方千米|平方米|㎡|立方米|公里|千米|海里|米|公顷|亩次|亩|千瓦时|度电|千伏安|千瓦|"
    "兆瓦|km|MW|GW|kW|EFLOPS|PFLOPS|PB|TB"
)
LONG_UNITS = sorted((unit for unit in UNITS.split("|") if len(unit) > 1), key=len, reverse=True)
SHORT_UNITS = "".join(unit for unit in UNITS.split("|") if len(unit) == 1)
UNIT = rf"(?:{'|'.join(LONG_UNITS)}|[{SHORT_UNITS}])"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?"
NUMERALS = "一两二三四五六七八九十"
IN_AMOUNT = frozenset("0123456789" + NUMERALS)
"""What an amount has one of."""

COUNTED = "个所家名人座条支处项"
AMOUNT = Pattern(
    rf"(?<![\d.,，第前近A-Za-z+＋×/-])(?P<low>{DIGITS})"
    rf"(?:\s?(?:[万亿千]{{0,2}}{UNIT}|[万亿])?\s?[—–―\-~～至到]{{1,2}}\s?(?P<high>{DIGITS}))?\s?(?P<more>[余多])?\s?"
    rf"(?P<unit>/10万|[万亿千百]{{0,2}}{UNIT}(?:/[万亿]{{0,2}}(?:{UNIT}|[日月]))?|[万亿]{{1,2}}(?=[、和以]|$))\s?"
    r"(?P<tail>及?以上|以内|以下|之内|左右|上下)?"
    rf"|(?P<word>[{NUMERALS}])(?P<word_unit>[{COUNTED}])(?![大批流级体])"
    r"|(?P<half>一半)(?P<half_tail>以上)?",
    " ".join(("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "一半", *map("".join, product(NUMERALS, COUNTED)))),
)
SHARES = frozenset({"%", "‰", "个百分点", "百分点", "倍"})
AT_MOST = r"控制[在到]|限制在|不超过|不高于|不多于|不大于|低于|小于|少于|[降压缩减]\w{0,2}[到至]|≤"
AT_LEAST = r"不低于|不少于|不小于|高于|大于|至少|达到|达|超过|超|突破|逾|(?:提高|提升|增加|增长|上升|扩大|发展)[到至]|≥"
EXACT = r"保持在?|稳定在|维持在|调整为|整合[为至]|为|共"
RISE = r"增长|提高|提升|增加|上升|扩大"
FALL = r"下降|降低|减少|压减|削减"
VERB = Pattern(
    rf"(?:要|力争|分别|均)?(?:(?P<most>{AT_MOST})|(?P<least>{AT_LEAST})|(?P<exact>{EXACT})"
    rf"|(?P<rise>{RISE})了?|(?P<fall>{FALL})了?)?(?P<about>大?约|近)?$"
)
"""What sets an amount, directly before it."""

OPEN_NOUN = Pattern(
    rf"{UNIT}(?:左右|以上)?(?:以(?![上下内])|对接|覆盖|具有|具备|面向|集|支撑|符合|体现)[^的]*$",
    "以 对接 覆盖 具有 具备 面向 集 支撑 符合 体现",
)
"""A noun that goes on behind the comma: 20个集教学、生产于一体，设施完备的基地."""

LONGEST_CLAUSE = 500
"""Characters; what goes on longer without a comma is no prose and is passed over."""

FROM = Pattern(r"(?:从|由|将)[^从由将]{0,24}$", "从 由 将")
ASIDE = Pattern(r"[“「][^“”「」]{1,40}[”」]|《[^《》]{1,120}》|[（(][^（）()]{1,120}[）)]", "“ 「 《 （ (")
"""Quotations, titles and remarks in brackets: their numbers are names (“1+X”) or explain."""
CLAUSE = Pattern(r"(?:[^，,；;。！？\n]|(?<=\d),(?=\d{3}))+")
SENTENCE_END = frozenset("。！？\n")
PARTS = Pattern(r"[、和及]|以及")
REMARK = Pattern(r"[（(][^（）()]{0,120}(?:[：:\d■]|负责|牵头)[^（）()]{0,120}[）)]", "（ (")
BRACKETED = Pattern(r"^[（(][^（）()]{0,80}[）)]", "（ (")
FILLER = Pattern(r"的?(?:水平|规模|目标)", "水平 规模 目标")


class Clause(NamedTuple):
    """A clause: as printed, with times blanked (■), with what :data:`ASIDE` holds blanked too, and its place."""

    text: str
    words: str
    plain: str
    start: int
    sentence: int
    """Where its sentence starts."""


class Amount(NamedTuple):
    """An amount in a clause, with the words on either side that no other amount has."""

    match: re.Match[str]
    left: str
    right: str
    verb: re.Match[str]
    unit: str
    behind: str
    """All words up to the next amount."""

    @property
    def subject(self) -> str:
        """What stands before the verb that sets it."""
        return self.left[: len(self.left) - len(self.verb[0])]

    @property
    def is_share(self) -> bool:
        """Whether it is a part or a rate and counts nothing."""
        return self.unit in SHARES

    @property
    def has_verb(self) -> bool:
        """Whether a word such as 达到 or 不超过 sets it."""
        return any(self.verb[group] for group in ("most", "least", "exact", "rise", "fall"))


def clauses_of(text: str, found: tuple[Found, ...]) -> list[Clause]:
    """Cut a text into clauses.

    Args:
        text: any text.
        found: the times in it, whose numbers are no amounts.
    """
    folded = half_width(text)
    words = list(folded)
    for time in found:
        if time.deadline is None or time.deadline.date or time.deadline.kind in {"from", "within"}:
            words[time.start : time.end] = "■" * (time.end - time.start)
    blanked = "".join(words)
    plain = ASIDE.sub(lambda quoted: "□" * len(quoted[0]), blanked)
    clauses: list[Clause] = []
    sentence = 0
    for match in CLAUSE.finditer(plain):
        start, end = match.span()
        before = clauses[-1].start + len(clauses[-1].text) if clauses else 0
        if SENTENCE_END.intersection(plain[before:start]):
            sentence = start
        if (
            clauses
            and end - clauses[-1].start < LONGEST_CLAUSE
            and plain[before:start] == "，"
            and OPEN_NOUN.search(clauses[-1].plain, max(0, before - clauses[-1].start - 60))
        ):
            start, sentence = clauses.pop()[3:]
        clauses.append(Clause(text[start:end], blanked[start:end], plain[start:end], start, sentence))
    return clauses


def amounts_of(clause: Clause) -> list[Amount]:
    """Return the amounts of a clause; of 从60%提高到70% only the second."""
    matches = list(AMOUNT.finditer(clause.plain))
    amounts: list[Amount] = []
    for number, match in enumerate(matches):
        start = matches[number - 1].end() if number else 0
        end = matches[number + 1].start() if number + 1 < len(matches) else len(clause.words)
        left, right = clause.words[start : match.start()].strip(), clause.words[match.end() : end].strip()
        if amounts and amounts[-1].right:
            left = PARTS.split(left)[-1]
        if number + 1 < len(matches):
            whole = right.rstrip("、和及与 ")
            right = whole if whole != right else right.partition("、")[0]
        if amounts and (origin := FROM.search(amounts[-1].left, max(0, len(amounts[-1].left) - 26))):
            left = amounts.pop().left[: origin.start()] + left
        verb = VERB.search(left, max(0, len(left) - 12))
        unit = match["unit"] or match["word_unit"] or "%"
        if verb:
            amounts.append(Amount(match, left, _noun_words(right), verb, unit, clause.words[match.end() : end]))
    return amounts


def _noun_words(right: str) -> str:
    """Return what follows an amount, if it can be a noun: neither a remark in brackets nor 以上水平."""
    words = REMARK.sub("", BRACKETED.sub("", right)).strip()
    return "" if FILLER.fullmatch(words) or words[:1] in "）)」”" else words
