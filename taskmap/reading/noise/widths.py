"""Width of characters: punctuation beside Hanzi is full-width, digits and Latin letters are half-width, no spaces."""

import re

from taskmap.reading.characters import CHINESE, HANZI, is_han
from taskmap.reading.noise.spaces import without_spaces
from taskmap.reading.patterns import Pattern

NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | dict(zip("％．／＋", "%./+", strict=True))
)
FULL_WIDTH = tuple(map(chr, NARROW))
BETWEEN_DIGITS = Pattern(r"(?<=[\d%])([－～])(?=\d)", "－ ～")

MOST_PASSES = 6

WIDE = str.maketrans(",:;?!", "，：；？！")
MARK = Pattern(
    rf"(?<={CHINESE})[,;]+|(?<![,;])[,;]++(?=\s*{CHINESE})"
    rf"|(?<={CHINESE}):(?!//)|:(?=\s*{CHINESE})"
    rf"|(?<={CHINESE})[?!]+(?=\s*(?:{HANZI}|[”’）》（“]|\Z))"
    r"|(?<=[%\d)a-zA-Z])[,;]\Z",
    ", ; : ? !",
)
BRACKET = Pattern(r"[()]", "( )")
QUOTE = Pattern('"', '"')
DOCUMENT_NUMBER = Pattern(
    r"(?P<open>[^\w\s])\s*(?P<year>[12]\d{3})\s*(?P<close>[^\w\s])(?P<behind>\s*第?\s*)(?=\d{1,4}\s*号)",
    "号",
    "1 2",
)
"""Year and number of a document, as its number is printed: 〔2015〕64号 (GB/T 9704-2012, 7.2.5)."""

YEAR_OPENS, YEAR_CLOSES = frozenset("[【（(〔"), frozenset("]】）)〕")
BEFORE_YEAR = frozenset("（(《“")


def tidy(text: str) -> str:
    """Return a text as it would be typed: full-width punctuation beside Hanzi, half-width digits, no stray spaces.

    Numbers (1,000), Latin text and addresses keep their own punctuation. Spaces in front stay.
    """
    if any(map(text.__contains__, FULL_WIDTH)):  # to look for them takes a fifth of the time of translating
        text = text.translate(NARROW)
    text = BETWEEN_DIGITS.sub(lambda mark: "-" if mark[1] == "－" else "~", text)
    for _pass in range(MOST_PASSES):  # what becomes full-width makes its neighbours so
        last, text = text, _tidied(text)
        if text == last:
            break
    return text


def _tidied(text: str) -> str:
    text = without_spaces(text)
    if any(map(is_han, text)):
        text = MARK.sub(lambda marks: marks[0].translate(WIDE), _with_brackets(_with_quotes(text)))
        text = DOCUMENT_NUMBER.sub(_as_printed, text)
    return text


def _as_printed(number: re.Match[str]) -> str:
    """Return the year of a document's number in the brackets that it is printed in."""
    before = number.string[: number.start()].rstrip()[-1:]
    is_number = not before or is_han(before) or before in BEFORE_YEAR
    if is_number and number["open"] in YEAR_OPENS and number["close"] in YEAR_CLOSES:
        return f"〔{number['year']}〕{number['behind']}"
    return number[0]


def _with_brackets(text: str) -> str:
    """Return a text with full-width brackets beside and around Hanzi, in pairs; one alone goes by its neighbours."""
    found = [bracket.start() for bracket in BRACKET.finditer(text)]
    if not found:
        return text
    wide: set[int] = set()
    opened: list[int] = []
    for place in found:
        if text[place] == "(":
            opened.append(place)
            continue
        pair = [opened.pop(), place] if opened else [place]
        if any(_is_beside_chinese(text, each) for each in pair) or (len(pair) == 1 and place == len(text) - 1):
            wide.update(pair)
    wide.update(place for place in opened if _is_beside_chinese(text, place))
    return "".join("（）"["()".index(each)] if place in wide else each for place, each in enumerate(text))


BEFORE = Pattern(rf"{CHINESE}\s*\Z")
BEHIND = Pattern(rf"\s*{CHINESE}")


def _is_beside_chinese(text: str, place: int) -> bool:
    return bool(BEFORE.search(text[max(place - 4, 0) : place]) or BEHIND.match(text[place + 1 : place + 5]))


def _with_quotes(text: str) -> str:
    """Return a text with “ and ” in the place of straight ones, if they are paired."""
    if text.count('"') % 2 or not text.count('"'):
        return text
    marks = iter("“”" * (text.count('"') // 2))
    return QUOTE.sub(lambda _quote: next(marks), text)
