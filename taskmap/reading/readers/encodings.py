"""Which encoding a text has, and the text: also where bytes of it are damaged, as in pasted and merged files."""

import codecs
import re
import unicodedata
from collections import Counter

from taskmap.i18n import _
from taskmap.reading.limits import SourceError

CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
"""What Chinese texts are in, the likelier first."""

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the start of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs", "cp950": "big5hkscs"}
"""The encoding that holds all of a smaller one, whose name people use for it (WHATWG Encoding Standard, 4.2).

The names are Python's own: cp936 is gbk there.
"""

SAMPLE = 8192
"""Bytes that the guess looks at."""

BAD_SHARE = 0.1
"""What holds more damage than this is no text. Pages of a gazette that lost its fonts have a fortieth."""

HINTED = 0.2
"""What a declared encoding is worth beside the scores, which differ by more than 1 where there is text enough."""

COMMON = frozenset(
    # The commonest characters of general and of official prose, in simplified and in traditional script.
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事"
    "成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已"
    "工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信"
    "表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电省创务资厅"
    "建展技服培社才企保设职农育持校源策推训基科强区支劳市施优级专规型构办导落流委促责府补管金术共障改项励组目村吉城岗单转引"
    "范标林融财统完善研领程划乡计式贴量困层扶织息准升养调批集结场造毕快健济助院域增质供局评负件贫商鼓形险步态接予协模效求革"
    "期投联确营纳台失兴略类按聚稳需案师围招县挥镇难依安置五队费指园权积深群照势配住数色示坚贷监档限证户整款参带究庭享精核极"
    "税吸微序伍习收渠据担价充境符扩万措激适考低移六七八九百千州厂号"
    "這個們來爲為國說時會對於過發後裏裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問並應戰頭體見產話內給門兒東聲員"
    "論處義幾認條氣題爾別變總電創務資廳設職農訓強區勞優級專規構辦導責補術項勵組崗單轉範標財統領劃鄉計貼層織準養調結場畢濟"
    "質評負貧險態協聯確營納臺興類穩師圍縣揮鎮難隊費園權積羣勢數堅貸監檔證戶參帶極稅習據擔價擴萬適廠號著"
)
ODD = "\x1c\x1d\x1e\x1f\ufffd"
"""What is bad, and yet taken for a space or something to print by Python."""

PUNCTUATION = frozenset("，。、；：？！“”‘’（）《》〈〉【】〔〕—…·　")


def decode(data: bytes, encoding: str | None = None, *, hint: str | None = None) -> tuple[str, str]:
    """Make text of the bytes of a file; a damaged byte becomes U+FFFD.

    Args:
        data: the bytes.
        encoding: the encoding that the user names; without it, it is guessed: by its mark (BOM), as UTF-8 without
            any fault, or as the encoding in which the text looks most like Chinese.
        hint: the encoding that the file itself declares, which is believed only where the guess is a close one.

    Returns:
        The text without a mark, and Python's name of the encoding that was used.

    Raises:
        SourceError: there is nothing in it, it is no text, or not in the encoding named.
    """
    if not data.strip():
        raise SourceError(_("it is empty"))
    if encoding is None:
        name, text = _guess(data, hint)
    else:
        name, text = _as_told(data, encoding)
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise SourceError(_("it is empty"))
    return text, name


def python_name(encoding: str) -> str | None:
    """Return Python's name of the encoding to read ``encoding`` with, ``None`` where there is none for texts."""
    try:
        b"x".decode(encoding, "replace")
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):  # also names with a NUL, and codecs that never decode anything
        return None
    return LARGER.get(name, name)


def _as_told(data: bytes, encoding: str) -> tuple[str, str]:
    name = python_name(encoding)
    if name is None:
        raise SourceError(_("there is no encoding {name}").format(name=encoding))
    try:
        text = data.decode(name, "replace")
        text.encode()  # some of Python's own codecs make halves of characters
    except ValueError:
        text = "\ufffd"
    if _bad_share(text) > BAD_SHARE:
        raise SourceError(_("it is not in the encoding {name}").format(name=encoding))
    return name, text


def _guess(data: bytes, hint: str | None) -> tuple[str, str]:
    for mark, name in BOMS:
        if data.startswith(mark):
            text = data.removeprefix(mark).decode(name, "replace")
            return name, _checked(text)
    if b"\0" not in data:
        try:
            return "utf-8", _checked(data.decode())
        except UnicodeDecodeError:
            pass
    sample = _sample(data)
    hinted = python_name(hint) if hint else None
    scores = {name: _score(sample.decode(name, "replace")) + (HINTED if name == hinted else 0) for name in CANDIDATES}
    best = max(CANDIDATES, key=scores.__getitem__)
    if scores[best] <= 0:
        raise _no_text()
    return best, _checked(data.decode(best, "replace"))


def _checked(text: str) -> str:
    if _bad_share(text) > BAD_SHARE:
        raise _no_text()
    return text


def _no_text() -> SourceError:
    return SourceError(_("it is not a text, or one in an encoding that has to be named with --encoding"))


def _sample(data: bytes) -> bytes:
    """Return what tells the encodings apart: from the first byte that is not ASCII, at an even place for UTF-16."""
    first = re.search(rb"[^\t-\r -~]", data)
    start = first.start() & ~1 if first else 0
    return data[start : start + SAMPLE]


def _score(text: str) -> float:
    """Tell how much text looks like Chinese: up to about 2.3, below 0 if not at all."""
    counts = Counter(text)
    total = sum(counts.values())
    return sum(_worth(character) * count for character, count in counts.items()) / total if total else 0


def _worth(character: str) -> float:
    if character in COMMON:
        return 2.3
    if "\u4e00" <= character <= "\u9fff":
        return 0.3
    if character in PUNCTUATION:
        return 1.5
    if character.isascii() and character.isalnum():
        return 0.5
    if _is_bad(character):
        return -10
    return 0 if character.isascii() else -2


def _bad_share(text: str) -> float:
    if "".join(text.split()).isprintable() and not any(map(text.__contains__, ODD)):  # nearly always
        return 0
    bad = set(filter(_is_bad, set(text)))
    return sum(character in bad for character in text) / len(text) if bad else 0


def _is_bad(character: str) -> bool:
    """Tell whether no text holds such a character: U+FFFD, controls, and those for private use or none at all."""
    return character == "\ufffd" or (
        unicodedata.category(character) in {"Cc", "Co", "Cn"} and character not in "\t\n\v\f\r\x1a\x85"
    )
