"""Traditional Hanzi, as pages for readers elsewhere have them, brought to the simplified ones of the original.

What stands for its own is OpenCC's configuration t2s: only Hanzi are replaced. The ones for regions (tw2sp) replace
words as well and turn 程序 into 进程.
"""

from collections.abc import Callable

from taskmap.reading.noise.glyphs import TRADITIONAL_SHARE, Beyond
from taskmap.reading.patterns import Pattern

WORDS = {"著力": "着力", "著重": "着重", "著手": "着手", "著眼": "着眼", "沿著": "沿着", "意味著": "意味着"}
"""Words that t2s leaves as they are, since 著 is a simplified Hanzi too (显著)."""

WORD = Pattern("|".join(WORDS), "著")
QUOTES = str.maketrans("「」『』", "“”‘’")


def is_traditional(beyond: Beyond) -> bool:
    """Tell whether texts are written in traditional Hanzi, and not just a name or a quotation in them.

    Counted are Hanzi that Big5 has and GB2312 lacks.
    """
    traditional = sum(count for each, count in beyond.counts.items() if _is_in_big5(each))
    return traditional > 0 and traditional >= TRADITIONAL_SHARE * beyond.total


def _is_in_big5(character: str) -> bool:
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return False
    return True


def simplifier() -> Callable[[str], str]:
    """Return the function that brings text to simplified Hanzi and their quotation marks.

    Raises:
        ModuleNotFoundError: OpenCC is not installed.
    """
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    return lambda text: convert(WORD.sub(lambda word: WORDS[word[0]], text)).translate(QUOTES)
