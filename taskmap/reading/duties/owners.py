"""The owners of every task: what its own phrase says, and what the file says once for all of its tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.model import Role
from taskmap.reading.blocks import paragraphs, tables
from taskmap.reading.brackets import cut
from taskmap.reading.duties.phrases import Named, may_be_blanket, parse
from taskmap.reading.duties.rules import LONGEST, Leading, Rule, rule_in
from taskmap.reading.duties.words import AS_ABOVE, LEAD_WORDS
from taskmap.reading.organs import is_organ

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.reading.blocks import Blocks, Row
    from taskmap.reading.duties.phrases import OwnerPhrase

SENTENCE_MARKS = frozenset("。；;")
ON_OWNERS = ("单位", "部门")
SENTENCE_ENDS = str.maketrans("；（）()", "。。。。。")
HEAD_ROWS = 8
"""Rows of a table in which a remark on its lists may stand."""


class Owners(NamedTuple):
    """The names of a task by role, as the fields of a task."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    cooperate: tuple[str, ...] = ()


def file_rule(phrases: Iterable[Sequence[OwnerPhrase]], blocks: Blocks) -> Rule | None:
    """Return the rule that a document sets for all its lists: in one of them, in a note, or in the head of a table."""
    said = next((phrase.rule for each in phrases for phrase in each if phrase.rule), None)
    return said or next((rule for text in _remarks(blocks) if (rule := rule_in(text))), None)


def _remarks(blocks: Blocks) -> Iterator[str]:
    for paragraph in paragraphs(blocks):
        yield from _sentences(paragraph.text)
    for table in tables(blocks):
        yield from (cell for row in table.rows[:HEAD_ROWS] for cell in row.cells if len(cell) < LONGEST)
        yield from (each for row in table.rows for each in _sentences(_note(row)))


def _note(row: Row) -> str:
    """Return what a row says that holds one text over all its columns, such as a note below a table."""
    filled = {cell for cell in row.cells if cell.strip()}
    return filled.pop() if len(filled) == 1 else ""


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text that may set a rule for lists of owners."""
    if _may_set_rule(text):
        sentences = text.translate(SENTENCE_ENDS).split("。")
        yield from (each for each in sentences if len(each) < LONGEST and _may_set_rule(each))


def _may_set_rule(text: str) -> bool:
    """Tell whether a text speaks of owners and of leading, which few do."""
    return any(map(text.__contains__, LEAD_WORDS)) and any(map(text.__contains__, ON_OWNERS))


def everybody(blocks: Blocks) -> list[Named]:
    """Return those who a sentence outside of the tasks says own all of them: 下列任务均须各区政府配合，不再逐项列出."""
    found: list[Named] = []
    for paragraph in paragraphs(blocks):
        if not may_be_blanket(paragraph.text):
            continue
        for _before, sentence in cut(paragraph.text, SENTENCE_MARKS):
            phrase = parse(sentence.strip()) if len(sentence) < LONGEST and may_be_blanket(sentence) else None
            if phrase and _is_for_all(phrase):
                found += phrase.blanket
    return found


def _is_for_all(phrase: OwnerPhrase) -> bool:
    """Tell whether a phrase names the owners of all tasks, and nobody else."""
    names = {each.name for each in phrase.names} - {each.name for each in phrase.blanket}
    return not names and all(each.role and is_organ(each.name) for each in phrase.blanket)


def owners(
    phrases: Iterable[Sequence[OwnerPhrase]], rule: Rule | None, everywhere: Iterable[Named] = ()
) -> Iterator[Owners]:
    """Return the owners of every task, given the phrases of each in the document's order.

    Args:
        phrases: those of each task.
        rule: who leads in lists.
        everywhere: who owns all tasks.
    """
    everywhere = list(everywhere)
    before = Owners()
    for each in phrases:
        named = [one for phrase in each for name in phrase.names for one in _as_above(name, before)]
        if each:  # who owns all tasks is said of those that have owners of their own
            known = {one.name for one in named}
            before = _by_role([*_ruled(named, rule), *(one for one in everywhere if one.name not in known)])
            yield before
        else:
            yield Owners()
        everywhere += (one for phrase in each for one in phrase.blanket)


def _as_above(named: Named, before: Owners) -> list[Named]:
    """Put the owners of the task above in the place of 同上: those of the role it stands in, else all."""
    if named.name != AS_ABOVE:
        return [named]
    above = [Named(name, role) for role, names in zip(Role, before, strict=True) for name in names]
    return [each for each in above if each.role == named.role] or above


def _ruled(named: list[Named], rule: Rule | None) -> list[Named]:
    """Give names their roles by the file's rule, where the phrase names no lead itself."""
    if not rule or any(each.role == Role.LEAD for each in named):
        return named
    found = []
    for place, each in enumerate(named):
        leads = {
            Leading.FIRST: place == 0,
            Leading.BEFORE_COMMA: each.leading,
            Leading.MARKED: each.marked,
        }[rule.leading]
        free = each.role in (None, Role.RESPONSIBLE)
        found.append(each._replace(role=Role.LEAD if leads else rule.others) if free else each)
    return found


def _by_role(named: Iterable[Named]) -> Owners:
    """Sort names by role, each once in a role; a name that is given none is responsible."""
    pairs = dict.fromkeys((each.name, each.role or Role.RESPONSIBLE) for each in named)
    return Owners(*(tuple(name for name, role in pairs if role == wanted) for wanted in Role))


def spoken_for(
    phrases: Sequence[tuple[OwnerPhrase, ...]], numbers: Sequence[int | None]
) -> list[tuple[OwnerPhrase, ...]]:
    """Give the phrases that speak for several tasks (以上两项由…负责, 第4、5项由…负责) to each of them.

    Args:
        phrases: those of each task.
        numbers: the number that each task has; of several with the same, the last one so far is meant.
    """
    given = [tuple(each for each in own if not each.of_numbers) for own in phrases]
    for place, each in enumerate(phrases):
        for phrase in each:
            for number in phrase.of_numbers:
                meant = [at for at, own in enumerate(numbers) if own == number]
                at = next((at for at in reversed(meant) if at <= place), next(iter(meant), None))
                if at is not None:
                    given[at] += (phrase._replace(of_numbers=()),)
        for phrase in each:
            for above in range(max(place - phrase.tasks_above, 0), place):
                # Those who cooperate in several tasks do so beside the owners that each of them has.
                if not given[above] or all(each.role == Role.COOPERATE for each in phrase.names):
                    given[above] += (phrase._replace(tasks_above=0),)
    return given
