"""The amounts in a text, clause by clause: 达到140万人, 4—6家, 不低于97%, with the words on either side of each."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from taskmap.reading.dates.deadlines import Found, half_width
from taskmap.reading.dates.quantities import DIGITS, NUMERALS, UNITS, Quantity, quantities
from taskmap.reading.patterns import Pattern

IN_AMOUNT = frozenset(DIGITS + NUMERALS)
"""What an amount has one of."""

SHARES = frozenset({"%", "‰", "个百分点", "百分点", "倍"})
CUTS = frozenset("降压缩减")
LONGEST_CUT = 4
SETTING = {
    "most": ("控制在", "控制到", "限制在", "不超过", "不高于", "不多于", "不大于", "低于", "小于", "少于", "≤"),
    "least": (
        "不低于", "不少于", "不小于", "高于", "大于", "至少", "达到", "达", "超过", "超", "突破", "逾", "≥",
        *map("".join, product(("提高", "提升", "增加", "增长", "上升", "扩大", "发展"), "到至")),
    ),
    "exact": ("保持在", "保持", "稳定在", "维持在", "调整为", "整合为", "整合至", "为", "共"),
    "rise": ("增长", "提高", "提升", "增加", "上升", "扩大"),
    "fall": ("下降", "降低", "减少", "压减", "削减"),
}  # fmt: skip
"""What sets an amount, directly before it, by what it makes of it."""

DONE = ("rise", "fall")
"""Behind whose words 了 may stand: 增长了10%."""

ABOUT = ("大约", "约", "近")
HEDGES = ("要", "力争", "分别", "均")
"""What may stand before such a word."""

LONGEST_VERB = 12

OPENS_NOUN = Pattern(
    r"(?:左右|以上)?(?:以(?!上)(?!下)(?!内)|对接|覆盖|具有|具备|面向|集|支撑|符合|体现)[^的]*$",
    "以 对接 覆盖 具有 具备 面向 集 支撑 符合 体现",
)
"""A noun that goes on behind the comma, behind a unit: 20个集教学、生产于一体，设施完备的基地."""

LONGEST_CLAUSE = 500
"""Characters; what goes on longer without a comma is no prose and is passed over."""

FROM = Pattern(r"(?:从|由|将)[^从由将]{0,24}$", "从 由 将")
ASIDE = Pattern(r"[“「][^“”「」]{1,40}[”」]|《[^《》]{1,120}》|[（(][^（）()]{1,120}[）)]", "“ 「 《 （ (")
"""Quotations, titles and remarks in brackets: their numbers are names (“1+X”) or explain."""
LONGEST_NOUN = 60
LAST_OF_UNITS = tuple(UNITS)
CLAUSE = Pattern(r"(?:[^，,；;。！？\n]+|(?<=\d),(?=\d{3}))+")
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


class Verb(NamedTuple):
    """What sets an amount: a word of :data:`SETTING` and what it makes of the amount, or nothing but 力争 and 约."""

    words: str = ""
    """All of it, as it stands before the amount."""

    kind: str | None = None
    word: str = ""
    is_about: bool = False


class Amount(NamedTuple):
    """An amount in a clause, with the words on either side that no other amount has."""

    quantity: Quantity
    left: str
    right: str
    verb: Verb
    behind: str
    """All words up to the next amount."""

    @property
    def subject(self) -> str:
        """What stands before the verb that sets it."""
        return self.left.removesuffix(self.verb.words)

    @property
    def unit(self) -> str:
        """What it is counted or measured in."""
        return self.quantity.unit

    @property
    def is_share(self) -> bool:
        """Whether it is a part or a rate and counts nothing."""
        return self.unit in SHARES

    @property
    def has_verb(self) -> bool:
        """Whether a word such as 达到 or 不超过 sets it."""
        return self.verb.kind is not None


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
            and _goes_on(clauses[-1].plain[-LONGEST_NOUN:])
        ):
            start, sentence = clauses.pop()[3:]
        clauses.append(Clause(text[start:end], blanked[start:end], plain[start:end], start, sentence))
    return clauses


def _goes_on(words: str) -> bool:
    """Tell whether the words before a comma describe a noun that stands behind it."""
    return any(words[: found.start()].endswith(LAST_OF_UNITS) for found in OPENS_NOUN.finditer(words))


def amounts_of(clause: Clause) -> list[Amount]:
    """Return the amounts of a clause; of 从60%提高到70% only the second."""
    found = quantities(clause.plain)
    amounts: list[Amount] = []
    for number, quantity in enumerate(found):
        start = found[number - 1].end if number else 0
        end = found[number + 1].start if number + 1 < len(found) else len(clause.words)
        left, behind = clause.words[start : quantity.start].strip(), clause.words[quantity.end : end]
        right = behind.strip()
        if amounts and amounts[-1].right:
            left = PARTS.split(left)[-1]
        if number + 1 < len(found):
            whole = right.rstrip("、和及与 ")
            right = whole if whole != right else right.partition("、")[0]
        if amounts and (origin := FROM.search(amounts[-1].left, max(0, len(amounts[-1].left) - 26))):
            left = amounts.pop().left[: origin.start()] + left
        amounts.append(Amount(quantity, left, _noun_words(right), _verb(left), behind))
    return amounts


def _verb(left: str) -> Verb:
    """Read what sets an amount at the end of the words before it: 力争达到约."""
    rest = left[-LONGEST_VERB:]
    about = next((each for each in ABOUT if rest.endswith(each)), "")
    rest = rest.removesuffix(about)
    kind, word, done = max(_settings(rest), key=lambda found: len(found[1] + found[2]), default=(None, "", ""))
    rest = rest.removesuffix(word + done)
    hedge = next((each for each in HEDGES if rest.endswith(each)), "")
    return Verb(hedge + word + done + about, kind, word, bool(about))


def _settings(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each word that a text may end with to set an amount: its kind, itself, and the 了 behind it."""
    for kind, words in SETTING.items():
        done = "了" if kind in DONE and text.endswith("了") else ""
        plain = text.removesuffix(done)
        yield from ((kind, word, done) for word in words if plain.endswith(word))
    for length in range(2, LONGEST_CUT + 1) if text.endswith(("到", "至")) else ():  # 降到, 压减至, 缩短到
        if text[-length:][0] in CUTS:
            yield "most", text[-length:], ""


def _noun_words(right: str) -> str:
    """Return what follows an amount, if it can be a noun: neither a remark in brackets nor 以上水平."""
    words = REMARK.sub("", BRACKETED.sub("", right)).strip()
    return "" if FILLER.fullmatch(words) or words[:1] in "）)」”" else words
