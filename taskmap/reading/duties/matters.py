"""Owners of the matters that a measure divides: 供水由市水务局负责，燃气由市住建局牵头，市应急局配合.

The measure is one task, and all of them own it, each in its role. One such clause alone is prose.
"""

from __future__ import annotations

from typing import NamedTuple

from taskmap.model import Role
from taskmap.reading.brackets import cut
from taskmap.reading.duties.phrases import OwnerPhrase, parse
from taskmap.reading.duties.sentences import BY, CLAUSE_ENDS, LONGEST_SENTENCE, Clause, are_surely
from taskmap.reading.duties.words import IN_GENERAL
from taskmap.reading.organs import is_collective

FEWEST = 2
"""Matters that make a division of labour."""

BY_WHOM = BY[0]
SHORTEST_MATTER = 2
LAST_VERBS = ("负责", "牵头", "承办", "主办")
NO_MATTER = ("会务", "日常工作", "日常事务", "解释", "办公室", "修订")
"""What somebody sees to in every plan and every rule, and is no task."""

WORDS_WITH_BY = ("自由", "理由", "缘由", "事由", "经由", "不由", "并由", "再由", "后由", "统一由", "分别由")
"""What the words before an agency end in where they do not name a matter."""


class _Divided(NamedTuple):
    """A clause that says whose a matter is, and where it ends."""

    start: int
    end: int
    phrase: OwnerPhrase


def by_matter(text: str) -> Clause | None:
    """Find the owners of several matters, whom clauses name in the midst of a text, which stays whole."""
    divided: list[_Divided] = []
    beside: list[_Divided] = []
    end = last = -1
    for before, piece in cut(text, CLAUSE_ENDS):
        start, end = end + 1, end + 1 + len(piece)
        place = _by_whom(piece)
        phrase = _owners(piece[place:] if place else piece) if len(piece) <= LONGEST_SENTENCE else None
        is_beside = not place and last == start - 1 and before in "，,"
        if phrase and (is_beside or (place and _is_seen_to(piece, phrase))):
            (beside if is_beside else divided).append(_Divided(start, end, phrase))
            last = end
    names = tuple(name for each in sorted(divided + beside) for name in each.phrase.names)
    if len(divided) < FEWEST or all(is_collective(each.name) for each in names):
        return None
    said = text[divided[0].start : last]
    phrase = OwnerPhrase(said, tuple(dict.fromkeys(names)), stated=True, bare=True, inside=True)
    return Clause(len(text), len(text), phrase)


def _by_whom(clause: str) -> int:
    """Return where a clause names by whom a matter is seen to; 0 if it does not: 供水由市水务局负责."""
    place = clause.find(BY_WHOM)
    matter = clause[:place].strip()
    is_matter = len(matter) >= SHORTEST_MATTER and not matter.endswith(NO_MATTER)
    return place + 1 if place > 0 and is_matter and not clause[: place + 1].endswith(WORDS_WITH_BY) else 0


def _is_seen_to(clause: str, phrase: OwnerPhrase) -> bool:
    """Tell whether a clause says who sees to its matter, and not only who takes part in it."""
    return clause.endswith(LAST_VERBS) or any(each.role == Role.LEAD for each in phrase.names)


def _owners(text: str) -> OwnerPhrase | None:
    """Read what names agencies with their verb, and says nothing else."""
    phrase = parse(text, only_names=True)
    is_said = phrase.stated and not (phrase.unread or phrase.has_object) and all(each.role for each in phrase.names)
    is_general = any(IN_GENERAL in each.name for each in phrase.names)
    return phrase if is_said and not is_general and are_surely(phrase) else None
