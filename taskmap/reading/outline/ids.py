"""Short ids for documents: pinyin initials, year and number of the official number: 吉政发〔2017〕32号 → jzf-2017-32.

Characters of the first level of GB 2312 stand in the order of their pinyin, so 23 boundaries give their initials;
the second level stands by radicals, and those of its characters that names of places use are listed.
"""

import re

FIRST_OF_INITIAL = (
    ("a", 0xB0A1), ("b", 0xB0C5), ("c", 0xB2C1), ("d", 0xB4EE), ("e", 0xB6EA), ("f", 0xB7A2),
    ("g", 0xB8C1), ("h", 0xB9FE), ("j", 0xBBF7), ("k", 0xBFA6), ("l", 0xC0AC), ("m", 0xC2E8),
    ("n", 0xC4C3), ("o", 0xC5B6), ("p", 0xC5BE), ("q", 0xC6DA), ("r", 0xC8BB), ("s", 0xC8F6),
    ("t", 0xCBFA), ("w", 0xCDDA), ("x", 0xCEF4), ("y", 0xD1B9), ("z", 0xD4D1),
)  # fmt: skip
"""The GB 2312 code of the first character of each initial."""

LAST_OF_FIRST_LEVEL = 0xD7F9
SECOND_LEVEL = {
    "桦": "h", "洮": "t", "珲": "h", "蛟": "j", "赉": "l", "沪": "h", "渝": "y", "黔": "q", "皖": "w", "赣": "g",
    "鄂": "e", "闽": "m", "浙": "z", "粤": "y", "衢": "q", "泸": "l", "涪": "f", "亳": "b", "濮": "p", "漯": "l",
    "郴": "c", "邵": "s", "莆": "p", "儋": "d", "榆": "y", "邢": "x", "邯": "h", "沧": "c", "淄": "z", "莒": "j",
    "滕": "t", "兖": "y", "鹤": "h", "嵩": "s", "淮": "h", "滁": "c", "芜": "w", "蚌": "b", "歙": "s", "颍": "y",
    "鄱": "p", "萍": "p", "赟": "y", "琼": "q", "湟": "h", "峪": "y", "岷": "m", "邛": "q", "崃": "l", "郫": "p",
    "岢": "k", "绥": "s", "佳": "j", "嫩": "n", "漠": "m", "圳": "z", "莞": "g", "湛": "z", "茂": "m", "潮": "c",
    "揭": "j", "梧": "w", "邕": "y", "钦": "q", "濠": "h",
}  # fmt: skip
MANY_READINGS = {"重": "c", "长": "c", "厦": "x", "六": "l", "都": "d", "行": "x", "会": "h"}
"""Characters whose reading in names of places and organs is not the one they are sorted by."""

LONGEST = 12
"""Initials taken of a title."""


def initials(text: str) -> str:
    """Return the pinyin initials of a text; Latin letters and digits stay, all else is left out.

    >>> initials("吉政办发")
    'jzbf'
    """
    return "".join(map(_initial, text))


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if character in MANY_READINGS:
        return MANY_READINGS[character]
    if character in SECOND_LEVEL:
        return SECOND_LEVEL[character]
    code = int.from_bytes(character.encode("gb2312", "ignore") or b"\0")
    if not FIRST_OF_INITIAL[0][1] <= code <= LAST_OF_FIRST_LEVEL:
        return ""
    return next(letter for letter, first in reversed(FIRST_OF_INITIAL) if code >= first)


def document_id(number: str | None, title: str | None) -> str:
    """Make an id from a document's number, or from the initials of its title."""
    found = re.fullmatch(r"(.+?)〔(\d{4})〕(\d+)号", number or "")
    if found:
        parts = [initials(found[1]), found[2], found[3]]
    elif number and (order := re.fullmatch(r"(.*?)第(\d+)号", number)):
        parts = [initials(order[1]), order[2]]
    else:
        parts = [initials(re.sub(r"[\W\d_]", "", title or ""))[:LONGEST]]
    return "-".join(part for part in parts if part) or "document"


def distinct(names: list[str]) -> list[str]:
    """Make every id its own: a second ``jzf-2017-32`` becomes ``jzf-2017-32-2``."""
    taken: set[str] = set()
    counts: dict[str, int] = {}
    found = []
    for name in names:
        candidate = name
        while candidate in taken:
            counts[name] = counts.get(name, 1) + 1
            candidate = f"{name}-{counts[name]}"
        taken.add(candidate)
        found.append(candidate)
    return found
