"""Pinyin that web pages put behind Hanzi: 創(chuàng)業(yè) is 創業.

Pages that copy others strew it in so that they do not look copied, behind any Hanzi; hence it is told by its shape.
"""

from collections.abc import Iterable

from taskmap.reading.characters import HANZI
from taskmap.reading.noise.damage import TONED
from taskmap.reading.patterns import Pattern

SYLLABLE = rf"\((?=[a-zü]{{0,6}}[{TONED}])[a-zü{TONED}]{{1,7}}\)"
"""ASCII brackets and a tone: (km), (a) and (GDP) are none."""

WITH_TONE = Pattern(rf"(?<={HANZI})(?:{SYLLABLE})+", "(")
WITH_OR_WITHOUT = Pattern(rf"(?<={HANZI})(?:\((?:de|le|men|ne|ma|ba|zi|zhe|me|tou)\)|{SYLLABLE})+", "(")
"""Syllables that have no tone as well, as in 他們(men)."""

MANY = 20
"""Syllables with a tone that a text has if one without is pinyin too."""


def has_pinyin(text: str) -> bool:
    """Tell whether a text has pinyin with a tone; nearly none has."""
    return bool(WITH_TONE.search(text))


def is_full_of_pinyin(texts: Iterable[str]) -> bool:
    """Tell whether texts have so much pinyin that syllables without a tone are pinyin too."""
    count = 0
    for text in texts:
        count += len(WITH_TONE.findall(text))
        if count >= MANY:
            return True
    return False


def without_pinyin(text: str, *, neutral: bool = False) -> str:
    """Return a text without pinyin behind Hanzi; with ``neutral``, without syllables that have no tone as well."""
    return (WITH_OR_WITHOUT if neutral else WITH_TONE).sub("", text)
