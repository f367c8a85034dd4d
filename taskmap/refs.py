"""Task numbers: every way people write one, brought to a single key.

``3.2``, ``（三）2``, ``三、2``, ``３．２`` and ``第三章第2条`` are the same number; a data set keeps the
document's own spelling (docs/data.md) and finds it by this key.
"""

from __future__ import annotations

import re
import unicodedata

DIGITS = {**dict(zip("零一二三四五六七八九", range(10), strict=True)), "〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
# Patterns are compiled when they are first used: most commands meet no task number.
NUMERAL = "零〇○一二三四五六七八九十百千两"
ENCLOSED_NUMBER = r"[①-⒇㈠-㈩㉈-㊉㊱-㊿]"
"""Such as ③ and ⑶, which become plain digits and would run into those beside them."""
ORDINAL = rf"第\s*(?=[\d{NUMERAL}])|(?<=[\d{NUMERAL}])\s?(?:[条章节款项编]|部分)"
TOKEN = rf"\d+|[{NUMERAL}]+|[^\W\d_]+?(?=[\d{NUMERAL}]|\W|_|$)"
LONGEST_NUMBER = 18
"""Characters; a longer run of digits is no task number and is compared as it stands."""

RefKey = tuple[int | str, ...]


def chinese_number(numeral: str) -> int | None:
    """Read a Chinese numeral below ten thousand: 十四 → 14, 一百零三 → 103, 二〇一七 → 2017.

    What does not read as one number, such as 十四五, is ``None``.
    """
    if not any(character in UNITS for character in numeral):
        return int("".join(str(DIGITS[character]) for character in numeral))
    total, digit, last_unit = 0, 0, 10_000
    for character in numeral:
        if character in UNITS:
            unit = UNITS[character]
            if unit >= last_unit:
                return None
            total += (digit or 1) * unit
            digit, last_unit = 0, unit
        elif digit:
            return None
        else:
            digit = DIGITS[character]
    return total + digit


def ref_key(ref: str) -> RefKey:
    """Bring a task number to its key: the numbers in it, and the words that are not just 第…条.

    ``ref_key("三.（一）.2") == (3, 1, 2)``, ``ref_key("附件2.3") == ("附件", 2, 3)``.
    """
    key: list[int | str] = []
    plain = unicodedata.normalize("NFKC", re.sub(ENCLOSED_NUMBER, r" \g<0> ", ref))
    for token in re.findall(TOKEN, re.sub(ORDINAL, " ", plain)):
        if len(token) > LONGEST_NUMBER:
            key.append(token)
        elif token.isdecimal():
            key.append(int(token))
        else:
            number = chinese_number(token) if token[0] in NUMERAL else None
            key.append(token.casefold() if number is None else number)
    return tuple(key)


def split_task_name(name: str) -> tuple[str | None, str]:
    """Split ``document:ref`` into its document (or ``None``) and its ref."""
    document, colon, ref = name.replace("：", ":").rpartition(":")
    return (document, ref) if colon else (None, ref)
