"""Administrative divisions in names: what is made of their words alone, what is a place, and who governs it.

Tables of words, looked up place by place: to compile a pattern of them all takes longer than to read a paragraph.
"""

from functools import lru_cache

CLASSES = (
    "自治州", "自治县", "自治旗", "自治区", "直辖市", "直辖", "地级", "县级", "设区", "人民政府", "政府", "党委",
    "街道办事处", "街道", "以上", "有关", "相关", *"省市州盟区县旗乡镇村地和及或、各",
)  # fmt: skip
"""What names of classes of divisions are made of: 各市（州）, 县（市、区）人民政府."""

DIVISION_WORDS = ("直管", "行政公署", "公署", "行署", "特区", "林区", "团场", "连队", "苏木", "嘎查", *CLASSES)
UNIT_WORDS = (
    "新区", "社区", "功能区", "园区", "开发区", "管委会", "办事处", "党工委", "工委", *CLASSES, "级", "的", "辖",
)  # fmt: skip
"""The same with the zones that are governed like divisions: 功能区管委会."""

KINDS = ("街道", *"省市州盟区县旗乡镇")
"""The last words of places."""

ZONES = ("开发区", "高新区", "经开区", "新区", "自治区", "自治州", "自治县", "自治旗")
LONGEST_PLACE = 15
"""Characters of a place without the word for its kind."""

GOVERNMENTS = (
    "党委和人民政府", "党委、人民政府", "党委和政府", "党委、政府", "人民政府", "政府", "行政公署", "公署", "行署",
    "管委会", "党工委", "党委", "市委", "县委", "区委",
)  # fmt: skip
"""The last words of those who govern a place, the longer first."""


def is_of_divisions(name: str) -> bool:
    """Tell whether a name is made of administrative divisions alone, which zones are not: 各县（市、区）."""
    return _is_made_of(name, DIVISION_WORDS)


def is_of_units(name: str) -> bool:
    """Tell whether a name is made of divisions and zones alone: 各市（州）, 县（市、区）人民政府, 功能区管委会."""
    return _is_made_of(name, UNIT_WORDS)


@lru_cache(maxsize=4096)  # the names in a document recur
def _is_made_of(name: str, words: tuple[str, ...]) -> bool:
    """Tell whether nothing but some of the words, the first that fits, and what is in brackets makes a name."""
    place = 0
    while place < len(name):
        if name[place] in "（(":
            end = min((end for end in (name.find(each, place) for each in "）)") if end > 0), default=-1)
            if end < 0 or "（" in name[place + 1 : end] or "(" in name[place + 1 : end]:
                return False
            place = end + 1
            continue
        word = next((word for word in words if name.startswith(word, place)), None)
        if word is None:
            return False
        place += len(word)
    return bool(name)


def is_place(name: str) -> bool:
    """Tell whether a text may name a place, with the word for its kind: 长春市, 南关区, 桂林街道."""
    stems = [len(name) - len(kind) for kind in (*KINDS, *ZONES) if name.endswith(kind)]
    return any(0 < length <= LONGEST_PLACE for length in stems) and _is_of_hanzi(name)


def _is_of_hanzi(text: str) -> bool:
    return text.isalpha() and not any(map(str.isascii, text))


def government(name: str) -> str:
    """Return the words by which a name ends that tell who governs: 人民政府 of 甲市人民政府; else nothing."""
    return next((each for each in GOVERNMENTS if name.endswith(each)), "")
