"""Damage that cannot be repaired with certainty: it is left as it stands, and shown.

Three forms: two bytes of a GBK pair replaced from the middle of a character on (規定 → 匆?guī)定, where a tool wrote
pinyin behind Hanzi), replacement characters, and text that was decoded wrongly twice (锟斤拷, 烫烫烫).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.characters import HANZI
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SHIFTED = rf"{HANZI}[?？][，,]?[A-Z]?\(?(?=[a-zü]{{0,6}}[{TONED}])[a-zü{TONED}]{{1,7}}\)"
DAMAGED = Pattern(rf"({SHIFTED}|\ufffd+|(?:锟斤拷?|斤拷)+|烫{{3,}}|屯{{3,}})", "? ？ \ufffd 斤 烫 屯")

SURROUNDINGS = 6
"""Characters on either side that are shown with the damage."""


def outside_damage(change: Callable[[str], str], text: str) -> str:
    """Apply a change to a text, but not to the damaged places in it."""
    if not DAMAGED.may_match(text):  # nearly always
        return change(text) if text else text
    parts = DAMAGED.split(text)
    parts[::2] = [change(part) if part else part for part in parts[::2]]
    return "".join(parts)


def damaged_places(text: str) -> Iterator[str]:
    """Return the damaged places of a text, each with a few characters around it; close ones together."""
    start = end = -1
    for found in DAMAGED.finditer(text):
        if start >= 0 and found.start() - end > SURROUNDINGS:
            yield text[max(start - SURROUNDINGS, 0) : end + SURROUNDINGS]
            start = -1
        start, end = (found.start() if start < 0 else start), found.end()
    if start >= 0:
        yield text[max(start - SURROUNDINGS, 0) : end + SURROUNDINGS]
