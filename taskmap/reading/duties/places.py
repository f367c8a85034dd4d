"""Where in a passage its owners stand: in brackets, behind a label, or in its last sentence.

Prose names agencies too, and says 负责 and 牵头 of them (省教育厅负责日常工作); what is taken for owners here is
either labelled, or a list of names with nothing but a predicate behind it, where a sentence ends.
"""

import re
from typing import NamedTuple

from taskmap.reading.blocks import Doubt, Place
from taskmap.reading.brackets import BRACKET, CLOSERS, outermost, partners
from taskmap.reading.duties.labels import COLONS, LabelKind, label_at_start, label_within
from taskmap.reading.duties.phrases import OwnerPhrase, parse
from taskmap.reading.duties.words import LEAD_WORDS
from taskmap.reading.organs import is_collective, is_organ, is_surely_organ, may_be_named

END_OF_SENTENCE = frozenset("。！？；;!?.")
CLOSING = frozenset("".join(CLOSERS))
SHORTEST = 4
LONGEST = 2_000
"""Characters; no list of owners is longer."""

SOUNDS_LIKE_OWNERS = (*LEAD_WORDS, "责任单位", "配合单位", "负责单位", "按职责分工")
OPENERS = frozenset("（(〔[【")


class Found(NamedTuple):
    """An owner phrase in a passage: what to cut out, brackets included, and what it says."""

    start: int
    end: int
    phrase: OwnerPhrase


def find(text: str) -> list[Found]:
    """Return the owner phrases of a passage in their order; such as stand side by side are one."""
    label = label_at_start(text)
    if label and _is_labelled(text):
        start = len(text) - len(text.lstrip())
        return [Found(start, len(text), parse(text.strip().rstrip("。；;")))]
    found = [each for start, end in outermost(text) if (each := _bracket(text, start, end))]
    found += _unclosed(text)
    last = found[-1].end if found else 0
    found += _labelled_end(text, last) or _last_sentence(text, last)
    return _merged(text, found)


def doubts(text: str, place: Place) -> list[Doubt]:
    """Return what looks like owners in a passage in which none were found."""
    found: list[Doubt] = []
    for start, end in outermost(text):
        inner = text[start + 1 : end]
        if (
            len(inner) < LONGEST
            and any(word in inner for word in SOUNDS_LIKE_OWNERS)
            and not _bracket(text, start, end)
        ):
            found.append(Doubt("unread-owners", place, inner))
    return found


def is_list_of_owners(text: str) -> bool:
    """Tell whether a whole line or cell names owners and says nothing else."""
    text = text.strip().rstrip("。；;")
    phrase = parse(text) if 0 < len(text) <= LONGEST // 4 else OwnerPhrase(text)
    return not (phrase.unread or phrase.has_object or text.endswith(("、", "，"))) and _are_surely(phrase)


def _is_labelled(text: str) -> bool:
    """Tell whether a passage that begins with a label is nothing but owners (and not a sentence on 责任单位)."""
    phrase = parse(text.strip().rstrip("。；;"))
    label = label_at_start(text)
    is_sure = label is not None and not COLONS.isdisjoint(text[: label.end])
    unread = [each for each in phrase.unread if not (is_sure and may_be_named(each))]
    return (
        bool(phrase.names or phrase.due or phrase.rule) and len(unread) <= len(phrase.names) / 3 and len(text) < LONGEST
    )


def _bracket(text: str, start: int, end: int) -> Found | None:
    """Take a bracket for owners, if it is that."""
    inner = text[start + 1 : end].strip()
    if not inner or end - start > LONGEST:
        return None
    label = label_at_start(inner)
    phrase = parse(inner.rstrip("。；;，"))
    is_owners = label is not None and label.kind == LabelKind.OWNERS
    if is_owners or _says_owners(text, start, end, phrase, is_labelled=label is not None):
        return Found(start, end + 1, phrase)
    return None


def _says_owners(text: str, start: int, end: int, phrase: OwnerPhrase, *, is_labelled: bool) -> bool:
    """Tell whether a bracket without a label of owners says who they are: where a sentence ends, and by its names."""
    behind_sentence = start == 0 or text[start - 1] in END_OF_SENTENCE or text[start - 1] in CLOSING
    at_end = end + 1 >= len(text) or text[end + 1] in END_OF_SENTENCE or text[end + 1] in "（(〔["
    if not (at_end or behind_sentence):
        return False
    if phrase.stated and _are_mostly(phrase):
        return True
    if phrase.unread:
        return False
    if not phrase.names:
        return bool(phrase.rule or phrase.blanket or (phrase.due and is_labelled))
    if phrase.stated:
        return all(is_organ(each.name) for each in phrase.names)
    return _are_surely(phrase) and (behind_sentence or end + 1 >= len(text.rstrip("。；; ")))


def _are_surely(phrase: OwnerPhrase) -> bool:
    """Tell whether the names alone say that they are owners: all have the shape, and most can be nothing else."""
    names = [each.name for each in phrase.names]
    sure = sum(is_surely_organ(each) or is_collective(each) for each in names)
    return bool(names) and is_surely_organ(names[0]) and all(map(is_organ, names)) and 2 * sure >= len(names)


def _are_mostly(phrase: OwnerPhrase) -> bool:
    """Tell whether most names of a phrase have the shape of one, the first among them, and the others may be names."""
    names = [each.name for each in phrase.names]
    return (
        bool(names) and is_organ(names[0]) and all(map(may_be_named, names))
        and 2 * sum(map(is_organ, names)) >= len(names) and len(phrase.unread) < len(names)
    )  # fmt: skip


def _unclosed(text: str) -> list[Found]:
    """Find owners in a bracket whose closing one is lost at the end of the passage."""
    closed = partners(text)
    for bracket in BRACKET.finditer(text):
        start = bracket.start()
        if bracket[0] not in OPENERS or start in closed or len(text) - start > LONGEST:
            continue
        inner = text[start + 1 :].rstrip("。；;）)")
        label = label_at_start(inner)
        phrase = parse(inner)
        if (label and label.kind == LabelKind.OWNERS) or (_are_surely(phrase) and not phrase.has_object):
            return [Found(start, len(text), phrase)]
    return []


def _labelled_end(text: str, start: int) -> list[Found]:
    """Find labelled owners behind the last sentence: …。责任单位：市教育局、市财政局."""
    index = label_within(text, start)
    while index is not None:
        rest = text[index:]
        ends = [found.start() for found in re.finditer("。", rest)] + [len(rest)]
        for end in reversed(ends[-6:]):
            phrase = parse(rest[:end].rstrip("。；;"))
            if (
                (phrase.names or phrase.due)
                and len(rest[:end]) < LONGEST
                and len(phrase.unread) <= len(phrase.names) / 3
            ):
                return [Found(index, index + min(end + 1, len(rest)), phrase)]
        index = label_within(text, index + 1)
    return []


def _last_sentence(text: str, start: int) -> list[Found]:
    """Find owners named by the last sentences themselves: …。由省教育厅牵头，省财政厅配合。."""
    end = len(text.rstrip("。；; "))
    first = end
    while first > start:
        before = max(text.rfind(mark, start, first - 1) for mark in "。；！")
        sentence = text[before + 1 : first].strip("。；; ")
        if not SHORTEST <= len(sentence) <= LONGEST // 4:
            break
        phrase = parse(sentence)
        if phrase.unread and first == end and (by := _by_clause(sentence)):
            phrase, before = parse(sentence[by:]), text.find(sentence, before + 1) + by - 1
        if (
            sentence[0] in "（(〔["
            or phrase.has_object
            or not phrase.stated
            or phrase.unread
            or not _are_surely(phrase)
        ):
            break
        if all(is_collective(each.name) for each in phrase.names):  # 各部门按职责分工负责 is how plans end
            break
        first = before + 1
    if first == end:
        return []
    return [Found(first, len(text), parse(text[first:end])._replace(bare=True))]


def _by_clause(sentence: str) -> int | None:
    """Return where the clause begins that says by whom: 严厉打击仿冒行为，由市市场监管局牵头，市公安局配合.

    Only where it speaks of leading or cooperation: that something is done by somebody is said in prose as well.
    """
    index = sentence.rfind("，由")
    clause = sentence[index + 1 :]
    return index + 1 if index > 0 and ("牵头" in clause or "配合" in clause) else None


def _merged(text: str, found: list[Found]) -> list[Found]:
    """Make one of phrases that nothing but punctuation parts."""
    merged: list[Found] = []
    for each in sorted(found):
        if merged and not text[merged[-1].end : each.start].strip("。；;，, 　、"):
            last = merged.pop()
            merged.append(Found(last.start, each.end, _both(last.phrase, each.phrase)))
        else:
            merged.append(each)
    return merged


def _both(first: OwnerPhrase, second: OwnerPhrase) -> OwnerPhrase:
    return OwnerPhrase(
        f"{first.text}；{second.text}",
        first.names + second.names,
        first.stated or second.stated,
        first.rule or second.rule,
        first.blanket + second.blanket,
        first.due or second.due,
        first.unread + second.unread,
        max(first.tasks_above, second.tasks_above),
        first.has_object or second.has_object,
        first.bare and second.bare,
    )
