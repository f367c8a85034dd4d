"""Folding of text for comparison: width, punctuation, spaces and case. Never for storage."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Marks that people type one for the other; NFKC has already brought full-width forms to ASCII.
PUNCTUATION = str.maketrans(
    {
        "〔": "(", "[": "(", "【": "(", "〈": "(", "《": "<",
        "〕": ")", "]": ")", "】": ")", "〉": ")", "》": ">",
        "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "‘": "'", "’": "'",
        "、": ",", "。": ".", "·": ".", "•": ".",
        "—": "-", "–": "-", "‐": "-", "‑": "-", "−": "-", "~": "-", "〜": "-",
        "○": "〇", "◯": "〇",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """Bring ``text`` to the form in which spellings are compared.

    Full and half width, kinds of brackets, quotes and dashes, spaces and case make no difference:
    ``fold("吉就组〔2020〕 1号") == fold("吉就组[２０２０]1号")``.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(PUNCTUATION)
    else:
        text = text.translate(PUNCTUATION)
    return "".join(text.split()).casefold()


fold_name = lru_cache(maxsize=4096)(fold)
"""The same for names, remembered: every start folds the registry's spellings several times over."""


def fold_with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Fold ``text`` and tell for each folded character the (start, end) in ``text`` of what it comes from."""
    folded: list[str] = []
    places: list[tuple[int, int]] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and _melts(text[start:end], text[end]):
            continue
        for character in fold(text[start:end]):
            folded.append(character)
            places.append((start, end))
        start = end
    return "".join(folded), places


def _melts(before: str, character: str) -> bool:
    """Tell whether ``character`` changes what the characters before it fold to: e + combining acute is é."""
    if character.isascii() or "\u4e00" <= character <= "\u9fff":
        return False
    return bool(unicodedata.combining(character)) or fold(before + character) != fold(before) + fold(character)


def in_order(part: str, whole: str) -> bool:
    """Tell whether the characters of ``part`` occur in ``whole`` in the same order, gaps allowed."""
    rest = iter(whole)
    return all(character in rest for character in part)
