"""The numerals of Word's automatic numbering.

Source: ECMA-376 part 1 §17.18.59 (ST_NumberFormat), and what Word shows where the standard leaves it open.
"""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_UNITS = ("", "拾", "佰", "仟")
_TEENS = range(10, 20)
_TEN_THOUSAND = 10_000
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MOST_ROMAN = 3999
_MOST_LETTERS = 26 * 30
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"


def _in_words(number: int, digits: str = _DIGITS, units: tuple[str, ...] = _UNITS) -> str:
    """Write in words: 一百〇五; from ten thousand on, which no document counts to, digit by digit."""
    if number >= _TEN_THOUSAND:
        return "".join(digits[int(figure)] for figure in str(number))
    words = ""
    for place, figure in reversed(list(enumerate(map(int, reversed(str(number)))))):
        if figure:
            words += digits[figure] + units[place]
        elif words and not words.endswith(digits[0]):
            words += digits[0]
    return words.rstrip(digits[0]) or digits[0]


def _thousands(number: int) -> str:
    """Write as chineseCountingThousand does: 十二, 一百一十二."""
    return _in_words(number).removeprefix("一") if number in _TEENS else _in_words(number)


def _legal(number: int) -> str:
    """Write in the characters of contracts: 壹拾贰."""
    return _in_words(number, _LEGAL, _LEGAL_UNITS)


def _japanese(number: int) -> str:
    """Write as japaneseCounting does, in Chinese documents too: 百十二, without a sign for nought."""
    words = _in_words(number)
    for unit in _UNITS[1:]:
        words = words.replace(f"一{unit}", unit)
    return words.replace("〇", "") or words


def _spelled(number: int) -> str:
    """Write digit by digit: 一〇, 一二."""
    return "".join(_DIGITS[int(figure)] for figure in str(number))


def _chinese(number: int) -> str:
    """Write as chineseCounting does: in words below a hundred, then digit by digit."""
    hundred = 100
    return _thousands(number) if number < hundred else _spelled(number)


def _roman(number: int) -> str:
    """Write in small roman figures."""
    if not 0 < number <= _MOST_ROMAN:
        return str(number)
    written = ""
    for worth, figure in _ROMAN:
        written += figure * (number // worth)
        number %= worth
    return written


def _letters(number: int) -> str:
    """Write in small letters: a … z, aa, bb …."""
    if not 0 < number <= _MOST_LETTERS:
        return str(number)
    repeats, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (repeats + 1)


def _one_of(characters: str) -> Callable[[int], str]:
    """Return the writer of numbers that have a character each, as far as they go."""
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


_WRITERS: dict[str, Callable[[int], str]] = {
    "none": lambda _number: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _thousands,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _thousands,
    "japaneseCounting": _japanese,
    "ideographDigital": _spelled,
    "taiwaneseDigital": _spelled,
    "japaneseDigitalTenThousand": _spelled,
    "chineseLegalSimplified": _legal,
    "decimalEnclosedCircle": _one_of(_CIRCLED),
    "decimalEnclosedCircleChinese": _one_of(_CIRCLED),
    "decimalEnclosedParen": _one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "decimalEnclosedFullstop": _one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "ideographEnclosedCircle": _one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
}


def numeral(number: int, number_format: str) -> str:
    """Write a number in one of Word's formats; in figures if the format is not known or the number negative."""
    return _WRITERS.get(number_format, str)(number) if number >= 0 else str(number)
