"""Punctuation that a PDF's fonts mapped to rare Hanzi: 暡2017暢25号 is 〔2017〕25号.

Fonts of Founder typesetting keep punctuation of their own where the character set has rare Hanzi; text copied from
such a PDF has those instead. Simplified text has hardly any Hanzi beyond GB2312, so that they give themselves away.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from taskmap.reading.characters import HANZI, is_han
from taskmap.reading.patterns import Pattern

KNOWN = str.maketrans({"暡": "〔", "暠": "”", "暋": "\u3000", "灡": "."})
RARE = Pattern("[暡暠暋灡]", "暡 暠 暋 灡")
CLOSING = Pattern(r"(暡[^暡暢]{1,12}|\d)暢", "暢")
"""The one that is no rare Hanzi, but the traditional form of 畅, where it closes a bracket or a year."""

RUN = Pattern(rf"{HANZI}+")

FEWEST = 3
KINDS = 2
"""Fewer of them, or of one kind only, may be what they look like, in a name."""

TRADITIONAL_SHARE = 0.02
"""Of all Hanzi: with more that are beyond GB2312, the text is not a simplified one."""

UNKNOWN_COUNT = 8
"""Times that an unknown Hanzi stands in a text before it may be a mark of punctuation."""

NEIGHBOURS = 6
"""Characters that stand on either side of a mark of punctuation at least; those beside a Hanzi of a name are few."""


class Beyond(NamedTuple):
    """How often each Hanzi beyond GB2312 (GB 2312-80) stands in texts, and how many Hanzi they have, 0 without such."""

    counts: dict[str, int]
    total: int


def beyond_gb2312(texts: Iterable[str]) -> Beyond:
    """Count the Hanzi of texts that GB2312 lacks."""
    whole = "".join(texts)
    distinct = set(whole)
    rare = distinct.difference("".join(distinct).encode("gb2312", "ignore").decode("gb2312"))
    counts = {each: whole.count(each) for each in rare if is_han(each)}
    return Beyond(counts, sum(map(len, RUN.findall(whole))) if counts else 0)


def has_mapped_punctuation(texts: Iterable[str]) -> bool:
    """Tell whether the rare Hanzi in texts stand for punctuation."""
    found = [rare for text in texts for rare in RARE.findall(text)]
    return len(found) >= FEWEST and len(set(found)) >= KINDS


def with_punctuation(text: str) -> str:
    """Return a text with the punctuation that rare Hanzi stand for."""
    return CLOSING.sub(r"\1〕", text).translate(KNOWN)


def unknown_glyphs(texts: Iterable[str], beyond: Beyond) -> frozenset[str]:
    """Return Hanzi of simplified texts that may stand for punctuation, but for which one is not known."""
    frequent = {each for each, count in beyond.counts.items() if count >= UNKNOWN_COUNT}
    if not frequent or sum(beyond.counts.values()) >= TRADITIONAL_SHARE * beyond.total:
        return frozenset()
    before, behind = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for left, right in (pair for text in texts for pair in pairwise(text)):
        if left in frequent:
            behind[left].add(right)
        if right in frequent:
            before[right].add(left)
    return frozenset(each for each in frequent if min(len(before[each]), len(behind[each])) >= NEIGHBOURS)
