"""Owners that sentences name, without bracket or label: at the head of a measure, or in its last sentences.

Prose says 负责 and 牵头 of agencies as well. What is taken for owners is a run of clauses that say nothing but who
(由省教育厅牵头，省财政厅配合); where they speak of what (省教育厅负责日常工作), it is prose.
"""

from __future__ import annotations

from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.brackets import cut
from taskmap.reading.duties.labels import SHORT_LABELS, label_at_start
from taskmap.reading.duties.phrases import OwnerPhrase, parse
from taskmap.reading.duties.predicates import LAST_BASIS
from taskmap.reading.duties.task_numbers import ABOVE, OF_NUMBERS
from taskmap.reading.duties.words import COOPERATE_WORDS, LABEL_NOUNS, LEAD_WORDS, SEPARATORS, TOGETHER, VERBS
from taskmap.reading.organs import is_collective, is_organ, is_surely_organ
from taskmap.reading.outline.units import heading_of
from taskmap.reading.patterns import Pattern

LONGEST_SENTENCE = 500
"""Characters; no sentence that names owners is longer."""

SHORTEST = 4
CLAUSE_ENDS = frozenset("，,。；;！")
MOST_CLAUSES = 12
"""Clauses at the head of a measure that are looked at."""

SENTENCE_ENDS = "。！"
ENDS_OF_TIMES = (
    "前", "内", "底", "末", "日", "月", "年", "度", "期", "起", "完成", "办结", "落实", "到位", "推进", "实施", "长期",
    "持续", "坚持", "常态化", "见效", "进行", "开展", "完毕", "结束", "达标", "销号", "整改",
)  # fmt: skip
"""How words end that say when, and that it is to be done by then, and nothing of what."""

RESOLVED = Pattern(
    r"(?:会议|会上)?(?:研究)?(?:明确|决定|要求|议定|确定|同意|强调)[，,：:]?\s*(?=[^，,：:]{2})",
    "明确 决定 要求 议定 确定 同意 强调",
)
"""What opens a sentence of minutes: 会议明确，由…."""

RESOLVING = ("会议", "会上", "研究", "明确", "决定", "要求", "议定", "确定", "同意", "强调")
BY = ("由", "请")

GIVE_ROLES = (*"：:（(【[［〔", TOGETHER)
"""Signs of a label or bracket, which give roles to names without a predicate; so does 会同."""

LAST_WORDS = (*VERBS, *SHORT_LABELS)
"""What a predicate ends with: 牵头, 按职责分工负责, 为主责."""

BEFORE_LABELS = ("具体", "主要")
BEHIND_LABELS = ("为", "是", " ")
"""What stands beside a label without colon: 主要责任为某局, 牵头单位是某局."""


class Clause(NamedTuple):
    """Owners in sentences: where they begin and end, and what they say."""

    start: int
    end: int
    phrase: OwnerPhrase


def are_surely(phrase: OwnerPhrase) -> bool:
    """Tell whether the names alone say that they are owners: all have the shape, and most can be nothing else."""
    names = [each.name for each in phrase.names]
    sure = sum(is_surely_organ(each) or is_collective(each) for each in names)
    return bool(names) and is_surely_organ(names[0]) and all(map(is_organ, names)) and 2 * sure >= len(names)


def opening_one(text: str) -> Clause | None:
    """Find the owners that open a measure, or a sentence of it, or that close one within it."""
    if not any(map(text.__contains__, (*BY, *LEAD_WORDS))):
        return None
    return at_head(text) or behind_heading(text) or in_last(text) or in_middle(text)


def at_head(text: str) -> Clause | None:
    """Find the owners that open a measure: 由省教育厅牵头，省财政厅配合，建设…."""
    opening = RESOLVED.match(text) if text.startswith(RESOLVING) else None
    start = opening.end() if opening else 0
    body = text[start : start + LONGEST_SENTENCE]
    if not (body.startswith(BY) or any(map(body.__contains__, LEAD_WORDS))) or label_at_start(body):
        return None
    end = 0
    found: Clause | None = None
    for place, (before, clause) in enumerate(cut(body, CLAUSE_ENDS)):
        end += len(clause) + (place > 0)
        if place >= MOST_CLAUSES or end >= len(body) or (before in SENTENCE_ENDS and before):
            break
        phrase = parse(body[:end])
        if phrase.has_object or phrase.blanket or phrase.unread:  # prose, whatever follows
            break
        if _says_who(phrase) and _is_led(body, phrase) and (not found or len(phrase.names) > len(found.phrase.names)):
            found = Clause(start, start + end, phrase)
    if found is None:
        return None
    return found._replace(end=found.end + 1, phrase=found.phrase._replace(bare=True, ahead=True))


def behind_heading(text: str) -> Clause | None:
    """Find the owners that open the first sentence behind a heading: 管网改造。由市水务局牵头，…."""
    heading, rest = heading_of(text)
    start = len(text) - len(rest)
    return _within(at_head(rest), start) if heading and rest and text.endswith(rest) else None


def in_last(text: str) -> Clause | None:
    """Find the owners that open the last sentence, and lead: …。由市水务局牵头，于5月底前报市政府."""
    start = text.rstrip("。；; ").rfind("。") + 1
    found = _within(at_head(text[start:]), start) if start else None
    return found if found and any(each.role == Role.LEAD for each in found.phrase.names) else None


def in_middle(text: str) -> Clause | None:
    """Find owners that close a sentence within a text, some of whom lead and some cooperate.

    They stay in the text, which goes on behind them: 列为实事项目，由市交通局牵头，市水务局配合。各镇要加强维护。
    """
    for sentence in text.split("。")[:-1]:
        by = _by_clause(sentence) if len(sentence) <= LONGEST_SENTENCE else None
        phrase = parse(sentence[by:], only_names=True) if by else None
        if phrase and _says_who(phrase) and {each.role for each in phrase.names} >= {Role.LEAD, Role.COOPERATE}:
            return Clause(len(text), len(text), phrase._replace(bare=True, inside=True))
    return None


def _within(found: Clause | None, start: int) -> Clause | None:
    """Return what was found in a part of a text as it stands in the whole, behind other words."""
    if found is None:
        return None
    return Clause(start + found.start, start + found.end, found.phrase._replace(ahead=False))


def _is_led(body: str, phrase: OwnerPhrase) -> bool:
    """Tell whether clauses are set off from prose by 由, or by saying who leads."""
    return body.startswith(BY) or any(each.role == Role.LEAD for each in phrase.names)


def _says_who(phrase: OwnerPhrase) -> bool:
    """Tell whether a phrase says who, and nothing else; 各部门按职责分工负责 is how plans end."""
    return (
        phrase.stated
        and not phrase.unread
        and all(each.role for each in phrase.names)
        and are_surely(phrase)
        and (bool(phrase.of_numbers) or not all(is_collective(each.name) for each in phrase.names))
    )


def may_say_who(sentence: str) -> bool:
    """Tell whether a sentence may say of everybody it names in which role; what does not is prose, as nearly all is.

    A predicate ends one of its pieces, or something else gives roles: a label, a bracket, 会同. Numbers of tasks make
    a predicate of what a piece holds anywhere. To look for all that takes a fraction of the time of reading it.
    """
    if any(map(sentence.__contains__, GIVE_ROLES)) or LAST_BASIS.may_match(sentence):
        return True
    if ABOVE.may_match(sentence) or OF_NUMBERS.match(sentence):
        return True
    for mark in SEPARATORS:
        sentence = sentence.replace(mark, "，")
    pieces = [piece.strip() for piece in sentence.split("，")]
    if any(piece.endswith(LAST_WORDS) or piece.startswith(BEFORE_LABELS) for piece in pieces):
        return True
    return any(map(sentence.__contains__, LABEL_NOUNS)) and any(map(sentence.__contains__, BEHIND_LABELS))


def at_end(text: str, start: int) -> Clause | None:
    """Find owners named by the last sentences themselves: …。由省教育厅牵头，省财政厅配合。."""
    end = len(text.rstrip("。；; "))
    first = end
    while first > start:
        before = max(text.rfind(mark, start, first - 1) for mark in "。；！")
        sentence = text[before + 1 : first].strip("。；; ")
        if not SHORTEST <= len(sentence) <= LONGEST_SENTENCE or not may_say_who(sentence):
            break
        phrase = parse(sentence, only_names=True)
        if phrase.unread and first == end and (by := _by_clause(sentence)):
            phrase, before = parse(sentence[by:]), text.find(sentence, before + 1) + by - 1
        for_tasks = phrase.of_numbers or phrase.tasks_above
        is_prose = phrase.has_object and not for_tasks and not _is_shared(phrase, sentence)
        if sentence[0] in "（(〔[" or not _says_who(phrase) or _says_what(phrase) or is_prose:
            break
        first = before + 1
    if first == end:
        return None
    phrase = parse(text[first:end])
    # What says for which tasks it speaks is no prose.
    return Clause(
        first, len(text), phrase._replace(bare=not (phrase.of_numbers or phrase.tasks_above), has_object=False)
    )


def _says_what(phrase: OwnerPhrase) -> bool:
    """Tell whether the words that say when say what, too: 由某局牵头，于5月底前完成排查."""
    return phrase.due is not None and not phrase.due.rstrip("0123456789 ").endswith(ENDS_OF_TIMES)


def _is_shared(phrase: OwnerPhrase, sentence: str) -> bool:
    """Tell whether a sentence says who leads in what, and last who cooperates: 某局牵头制定预案，某某局参加."""
    roles = [each.role for each in phrase.names]
    return roles[0] == Role.LEAD and roles[-1] == Role.COOPERATE and sentence.endswith(COOPERATE_WORDS)


def _by_clause(sentence: str) -> int | None:
    """Return where the clause begins that says by whom: 严厉打击仿冒行为，由市市场监管局牵头，市公安局配合.

    Only where it speaks of leading or cooperation: that something is done by somebody is said in prose as well.
    """
    index = sentence.rfind("，由")
    clause = sentence[index + 1 :]
    return index + 1 if index > 0 and ("牵头" in clause or "配合" in clause) else None
