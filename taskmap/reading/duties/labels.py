"""Labels: 牵头单位：, 责任（配合）部门, 完成时限：, in front of names, alone on a line or at the head of a column."""

import re
from enum import StrEnum
from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.duties.words import (
    COOPERATE_WORDS,
    DEADLINE_LABELS,
    LABEL_JOINTS,
    LABEL_NOUNS,
    LEAD_WORDS,
    PERSON_LABELS,
    RESPONSIBLE_WORDS,
    SUPERVISION_WORDS,
    role_of,
)
from taskmap.reading.patterns import Pattern


class LabelKind(StrEnum):
    """What stands behind a label."""

    OWNERS = "owners"
    OTHERS = "others"
    """Persons, and those who only watch over a task."""

    DEADLINE = "deadline"


class Label(NamedTuple):
    """A label: what stands behind it, the role it gives, and where in the text its content begins."""

    kind: LabelKind
    role: Role | None
    end: int


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


ROLE_WORDS = (*LEAD_WORDS, *COOPERATE_WORDS, *RESPONSIBLE_WORDS)
JOINTS = _any(LABEL_JOINTS)
NOUNS = _any(LABEL_NOUNS)
NAME_OF_LABEL = Pattern(
    rf"(?:(?:{JOINTS})*(?:{_any(ROLE_WORDS)}))+(?:{JOINTS}|{NOUNS})*(?<!单)(?:{NOUNS})"
    rf"(?:[（(](?:{NOUNS}|{_any(ROLE_WORDS)}|{JOINTS}|人)+[）)])?(?:(?:和|及|、)责任人|及分工|名称)?",
    " ".join(LABEL_NOUNS),
    " ".join(ROLE_WORDS),
)
PERSON = Pattern(r"(?:(?!单位|部门)[^\W\d_a-zA-Z]){0,6}(?:领导|责任人|负责人|联系人)", "领导 责任人 负责人 联系人")
SUPERVISION = Pattern(rf"(?:{_any(SUPERVISION_WORDS)})+(?:责任)?(?:{_any(LABEL_NOUNS)})", " ".join(SUPERVISION_WORDS))
SHORT_LABELS = frozenset(
    {
        *LEAD_WORDS, "配合", "参与", "参加", "协同", "协助", "协办", "会办", "责任", "主责", "负责", "承办", "落实",
        "主管",
    }
)  # fmt: skip
OF_A_LEVEL = frozenset("省市州盟县区旗镇乡师团局厅委校院部")
"""What may stand before the words of a role in a label, and says whose agencies are meant: 省牵头部门."""

SAYS_ROLE = (*LEAD_WORDS, *COOPERATE_WORDS, "责任", "主责", "承办", "负责")
COLONS = frozenset("：:")
END = Pattern(r"\s*[：:]\s*|[均都]?为|\s+")
"""Where a label may end."""

WITHIN = Pattern(r"[。；;！”）)\s—]\s*(?=[^。；;：:\s]{2,20}[：:])", "： :")
"""The end of a sentence before what may be a label."""

SQUARE = frozenset("【[［〔")
IN_BRACKETS = Pattern(r"[【\[［〔](?P<name>[^】\]］〕]{2,24})[】\]］〕]", "【 [ ［ 〔")
"""A square bracket, which may hold a label: …。【牵头单位】…."""

LEVELS = "主要|第一|共同|具体|直接|[省市州区县]级|[省市]直|行业|项目|属地|本(?:部分|章|节|项)"
NEXT = Pattern(
    rf"\s*(?P<label>(?:(?:{LEVELS})*(?:{_any(ROLE_WORDS)})+(?:{NOUNS})|{_any((*PERSON_LABELS, *DEADLINE_LABELS))})[：:]"
    rf"|[【\[［〔](?:(?:{_any(ROLE_WORDS)})+(?:{NOUNS})|{_any(DEADLINE_LABELS)})[】\]］〕])",
    "： : 】 ] ］ 〕",
)
"""A label that may follow names without punctuation: 责任单位：某局 完成时限：…."""

NO_PUNCTUATION_NEEDED = frozenset("；;，,。、：:（(【[［〔")

LONGEST = 24
"""Characters; no label is longer."""


def label_name(text: str) -> Label | None:
    """Read a text that is nothing but a label, without its colon: a column's head, a word in brackets."""
    name = "".join(text.split())
    if not 0 < len(name) <= LONGEST:
        return None
    if name[0] in OF_A_LEVEL and name.startswith(SAYS_ROLE, 1):
        name = name[1:]
    if name in DEADLINE_LABELS or name.removeprefix("计划") in DEADLINE_LABELS:
        return Label(LabelKind.DEADLINE, None, len(text))
    if SUPERVISION.fullmatch(name):
        return Label(LabelKind.OTHERS, None, len(text))
    if name in PERSON_LABELS or PERSON.fullmatch(name):
        return Label(LabelKind.OTHERS, None, len(text))
    short = name.removeprefix("具体").removeprefix("主要")
    if short in SHORT_LABELS or NAME_OF_LABEL.fullmatch(name):
        return Label(LabelKind.OWNERS, role_of(name), len(text))
    return None


def label_at_start(text: str) -> Label | None:
    """Read the label that a text begins with: ``责任单位：…``, ``【牵头单位】…``, ``责任单位 …``, ``牵头单位为…``."""
    stripped = text.lstrip()
    bracketed = IN_BRACKETS.match(stripped) if stripped[:1] in SQUARE else None
    if bracketed and (found := label_name(bracketed["name"])):
        behind = stripped[bracketed.end() :].lstrip()
        return found._replace(end=len(text) - len(behind[behind[:1] in COLONS :].lstrip()))
    for end in END.finditer(text[: LONGEST + 4]):
        found = label_name(text[: end.start()])
        if found and (
            end[0].strip() in COLONS
            or (found.kind == LabelKind.OWNERS and text[: end.start()].strip() not in SHORT_LABELS and end.start())
        ):
            return found._replace(end=end.end())
    return None


def set_apart(text: str) -> str:
    """Put a semicolon before labels that nothing parts from the names before them.

    >>> set_apart("责任单位：市教育局 配合单位：市财政局")
    '责任单位：市教育局；配合单位：市财政局'
    """

    def parted(found: re.Match[str]) -> str:
        end = found.start()
        while end and text[end - 1].isspace():
            end -= 1
        return found[0] if not end or text[end - 1] in NO_PUNCTUATION_NEEDED else f"；{found['label']}"

    return NEXT.sub(parted, text)


def label_within(text: str, start: int = 0) -> int | None:
    """Return where, behind the end of a sentence, the first label begins that a colon or brackets tell."""
    brackets = IN_BRACKETS.finditer(text, start)
    in_brackets = next((each.start() for each in brackets if label_name(each["name"])), None)
    behind = _behind_sentence(text, start)
    return min((each for each in (in_brackets, behind) if each is not None), default=None)


def _behind_sentence(text: str, start: int) -> int | None:
    for found in WITHIN.finditer(text, start):
        index = found.end()
        label = label_at_start(text[index : index + 2 * LONGEST])
        if label and not COLONS.isdisjoint(text[index : index + label.end]):
            return index
    return None
