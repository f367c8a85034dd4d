"""Folding of text for comparison: width, punctuation, spaces and case. Never for storage."""

from __future__ import annotations

import unicodedata

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


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """Fold ``text`` and tell for each folded character the index in ``text`` that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for index, character in enumerate(text):
        for each in fold(character):
            folded.append(each)
            places.append(index)
    return "".join(folded), places


def in_order(part: str, whole: str) -> bool:
    """Tell whether the characters of ``part`` occur in ``whole`` in the same order, gaps allowed."""
    rest = iter(whole)
    return all(character in rest for character in part)
