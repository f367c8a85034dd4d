"""Whether a document may hold a list of agencies and their parts at all, which most do not: told without reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

OF_DUTIES = ("职责", "分工")
"""What the title, a heading or a sentence says that announces such a list."""

LONGEST_HEADING = 45
"""Characters of a heading, or of the last sentence of a paragraph, that announces a list."""

DUTY = ("负责", "牵头", "配合", "协助", "参与", "承担", "协同", "参加")
"""Verbs that say by themselves whose part something is."""

HEAD_ENDS = frozenset("：:。 　\t")
"""What stands between an agency and its part."""

LONGEST_HEAD = 80
"""Characters of the names that open an entry."""

LONGEST_MARK = 10
NEAR = 28
"""Characters behind the mark of a paragraph, or behind the names in it, in which the verb of a part stands."""

FEWEST = 2
"""Entries of a list that no heading announces."""

FEWEST_HEADINGS = 4
"""Headings that are nothing but agencies, and make a list without saying so."""

LONGEST_AGENCY = 16
"""Characters of such a heading, its mark included."""

STOPS = "。；;"
"""What ends a sentence that is a part."""

ENDS_OF_AGENCIES = frozenset("局委办部厅府院会社联协")
BEFORE_DUTY = HEAD_ENDS | frozenset("局委办部厅府会队院门位心司处科室团社县区市镇乡道，,")
"""How agencies end, or what parts them from what is theirs."""

BEHIND_NO_DUTY = frozenset("。；;，,、）)人")
"""What follows the verb where no part does: （市教育局负责）, 市教育局负责人."""


def may_divide_duties(texts: Iterable[str]) -> bool:
    """Tell whether paragraphs, the title among them, may hold a list of agencies and their parts."""
    count = headings = 0
    for text in texts:
        if any(map(text.__contains__, OF_DUTIES)) and _may_announce(text):
            return True
        if may_have_parts(text):
            return True
        count += _may_be_entry(text)
        headings += len(text) <= LONGEST_AGENCY and text.rstrip()[-1:] in ENDS_OF_AGENCIES
    return count >= FEWEST or headings >= FEWEST_HEADINGS


def may_have_parts(text: str) -> bool:
    """Tell whether a paragraph may name several agencies with the part of each."""
    place = text.find(DUTY[0])
    if place < 0 or sum(map(text.count, STOPS)) < FEWEST or sum(map(text.count, DUTY)) < FEWEST:
        return False
    while place >= 0:
        end = place + len(DUTY[0])
        behind = text[end : end + 1]
        if place and text[place - 1] in BEFORE_DUTY and behind and behind not in BEHIND_NO_DUTY:
            return True
        place = text.find(DUTY[0], end)
    return False


def _may_announce(text: str) -> bool:
    sentences = text.partition("。")[0], text.rstrip("。；;：: ").rpartition("。")[2]
    return any(
        len(each) <= LONGEST_HEADING and not each.startswith(("（", "(")) and any(word in each for word in OF_DUTIES)
        for each in sentences
    )


def _may_be_entry(text: str) -> bool:
    if not any(map(text[: LONGEST_HEAD + NEAR].__contains__, DUTY)):
        return False
    end = next((place for place, character in enumerate(text[:LONGEST_HEAD]) if character in HEAD_ENDS), LONGEST_HEAD)
    near = text[:LONGEST_MARK], text[end : end + NEAR]
    return any(word in part for word in DUTY for part in near)
