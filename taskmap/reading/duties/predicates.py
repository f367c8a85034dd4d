"""Predicates of owner phrases: what the agencies before them do, 按职责分工 + 负责, 牵头, 给予 + 支持."""

from functools import lru_cache
from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.duties.labels import label_name
from taskmap.reading.duties.words import (
    ADVERBS,
    BASIS,
    BEFORE_ORGANISE,
    BEHIND_ORGANISE,
    NOBODY,
    OBJECT_VERBS,
    ORGANISE,
    TOGETHER,
    VERBS,
    role_of,
)
from taskmap.reading.organs import is_organ, is_surely_organ
from taskmap.reading.patterns import Pattern


class Predicate(NamedTuple):
    """A piece of a phrase without its predicate, the role that this gives, and whether there is one at all.

    ``has_object`` tells that it says of what (省财政厅负责资金保障), as prose does, too.
    """

    subject: str
    role: Role | None = None
    is_said: bool = False
    has_object: bool = False


def _longest_first(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(words, key=len, reverse=True))


LAST_VERB = _longest_first(VERBS)
LAST_ADVERB = _longest_first(ADVERBS)
LAST_BASIS = Pattern(
    rf"(?:{BASIS})\Z",
    "按 依 根据 结合 接 职责范围 各司其职 各负其责",
    "职责 职能 分工 权限 实际 原则 属地 各司其职 各负其责",
)
IS_LABEL = Pattern(r"(?:均|都)?(?:为|是|作为)(?P<label>[^\W\d_a-zA-Z]{2,8})\Z", "为 是")
WITH_OBJECT = Pattern(rf"(?:具体|分别|共同|主要|统筹|统一|全面)?(?:{'|'.join(OBJECT_VERBS)})", " ".join(OBJECT_VERBS))
OTHERS_AT_END = Pattern(r"等?(?:有关|相关)?(?:部门|单位)?\Z")
LONGEST_BASIS = 16
"""Characters; no 按照各自职责分工 is longer."""


@lru_cache(maxsize=1024)  # lists are read again with what may belong to them
def predicate(text: str) -> Predicate:
    """Part a piece of a phrase from the predicate it ends with.

    >>> predicate("省教育厅等按职责分工负责")
    Predicate(subject='省教育厅等', role=<Role.RESPONSIBLE: 'responsible'>, is_said=True)
    """
    text = text.strip()
    found = IS_LABEL.search(text)
    if found and (label := label_name(found["label"])):
        return Predicate(text[: found.start()], label.role, is_said=True)
    subject = text
    while word := _last_word(subject, text[len(subject) :]):
        subject = subject[: -len(word)]
    is_name = is_organ(text)
    if subject != text and (not subject or not is_name or subject.endswith("等") or is_organ(subject.rstrip("等"))):
        return Predicate(subject, role_of(text[len(subject) :]), is_said=True)
    return Predicate(text) if is_name else _with_object(text)


def _last_word(text: str, behind: str) -> str:
    """Return the word of a predicate that a text ends with; the last of all is a verb, or says 按职责分工.

    ``behind`` are the words that stood behind the text.
    """
    basis = LAST_BASIS.search(text[-LONGEST_BASIS:])
    if basis:
        return basis[0]
    words = (*LAST_VERB, *LAST_ADVERB) if behind else LAST_VERB
    if not text.endswith(words):
        return ""
    if text.endswith(ORGANISE) and not (
        behind.startswith(BEHIND_ORGANISE) or text.removesuffix(ORGANISE).endswith(BEFORE_ORGANISE)
    ):
        return ""
    return next(each for each in words if text.endswith(each))


def _with_object(text: str) -> Predicate:
    """Part a piece whose predicate has an object: 省财政厅负责资金保障."""
    for verb in WITH_OBJECT.finditer(text):
        if is_organ(OTHERS_AT_END.sub("", text[: verb.start()])):
            return Predicate(text[: verb.start()], role_of(verb[0]), is_said=True, has_object=True)
    return Predicate(text)


def role_in_note(note: str) -> Role | None:
    """Return the role that a bracket behind a name gives: 市教育局（牵头）, 市财政局（配合单位）."""
    label = label_name(note)
    if label:
        return label.role
    found = predicate(note)
    return found.role if found.is_said and not found.subject.strip("，、, ") else None


def at_partner(text: str) -> tuple[str, str]:
    """Cut a piece between an agency and those it acts with: 省教育厅会同省财政厅."""
    before, found, after = text.partition(TOGETHER)
    if found and is_surely_organ(before) and (is_organ(after) or after in NOBODY or after.startswith("等")):
        return before, after
    return text, ""
