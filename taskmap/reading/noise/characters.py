"""Classes of characters that the steps on text share, as the inside of a regular expression's brackets."""

import re

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
"""Hanzi, with 〇 of 二〇一七年 and those beyond the first plane."""

PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉〔〕【】「」『』—…"
"""Punctuation that fills a place of its own in Chinese text, so that no space stands beside it."""

CHINESE = HAN + PUNCTUATION

IS_HAN = re.compile(f"[{HAN}]")


def han_count(text: str) -> int:
    """Return how many Hanzi a text has."""
    return len(IS_HAN.findall(text))
