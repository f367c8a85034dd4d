"""Lists of owners: where one name ends and the next begins, and what a name leaves out because another has said it.

A list is cut at its separators; names that hold a separator themselves are put together again by their structure
(各市、县人民政府), names joined by 和 or 及 are parted
only where both sides are names (省教育厅和省财政厅, but 文化和旅游部).
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from taskmap.reading.brackets import cut
from taskmap.reading.characters import places_of
from taskmap.reading.divisions import ZONES, government, is_of_divisions, is_place
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.organs import (
    FIELDS,
    SUFFIXES,
    completed,
    is_bare,
    is_collective,
    is_field,
    is_organ,
    is_surely_organ,
    level_of,
)
from taskmap.reading.patterns import Pattern

OTHERS = "等"
"""等, 等有关部门, 等5部门: says that the list is not complete."""

WHICH_OTHERS = (
    *map("".join, product("省市州区县", ("级", "直", "有关", "相关", "各"))),
    *map("".join, product("0123456789一二三四五六七八九十", ("个", "家", ""))),
    "各", "中央", "有关", "相关", "其他", "责任", "成员", "配合", "牵头", "职能", "行业", "群团", "主管", "社会",
    "专业", "监管", "行政",
)  # fmt: skip
"""Words behind it that tell which others, as many as there are."""

OTHER_BODIES = (
    *map("和".join, product(("部门", "单位", "组织", "机构"), repeat=2)),
    "部门单位", "部门", "单位", "地区", "厅局", "委办局", "机构", "部委", "组织", "企业", "高校", "院校", "科室",
    "处室",
)  # fmt: skip
"""What the others are, a word of these behind those."""

OF_A_BODY = tuple(map("".join, product(("有关", "相关", "成员"), ("部门", "单位"))))
MOST_BEFORE_BODY = 30
"""Characters that tell of what they are: 等国务院相关部门, 等市某某工作联席会议成员单位."""

CONJUNCTIONS = ("以及", "及", "和", "与")
IN_DIVISIONS = frozenset("省市州盟区县旗乡镇场")
KINDS_OF_DIVISIONS = frozenset("市州县区地盟旗乡镇省")
BRACKETS = frozenset("（(")
MOST_BEFORE_DIVISIONS = 4
"""Characters between 各 and the divisions it means: 各有关市."""

ENDS_OF_ORGANS = frozenset("局委办厅部署会院心")
LEVELS_OF_ORGANS = frozenset("省市区县州盟旗")
"""Where the first meets the second, two names may stand with nothing between them: 市教育局市财政局."""


class Item(NamedTuple):
    """A piece of a list: its text and the separator in front of it."""

    text: str
    before: str = ""


def pieces(text: str, separators: Iterable[str]) -> Iterator[Item]:
    """Cut a list at separators outside brackets, and put names together that hold one themselves."""
    last: Item | None = None
    for before, piece in cut(text, frozenset(separators)):
        item = Item(piece.strip(), before)
        if last and before in ("、", "，", ",") and _goes_on(last.text, item.text):
            last = Item(f"{last.text}{before}{item.text}", last.before)
            continue
        if last:
            yield last
        last = item
    if last:
        yield last


def _goes_on(name: str, following: str) -> bool:
    """Tell whether two pieces are one collective name: 各区 + 县级市, 各市（州） + 县（市、区）人民政府.

    Zones are governed apart, and owners of their own: 各县区、功能区管委会.
    """
    name = _collective(name)
    if not name or not following or following.startswith(("各", "有关")) or not is_of_divisions(name):
        return False
    following = PREDICATE.split(following, maxsplit=1)[0]
    if is_of_divisions(following) and (
        not IN_DIVISIONS.isdisjoint(following) or "街道" in following or following in {"政府", "人民政府"}
    ):
        return True
    shares_noun = following.endswith(("政府", "行署", "公署")) or (CLASSES.match(following) and is_organ(following))
    return bool(shares_noun and not government(name))


def _collective(text: str) -> str:
    """Return the collective name that a text ends with, with 各 right before its divisions: 有关市 → 各市."""
    word = "各"
    start = text.rfind(word)
    if start < 0:
        start, word = min(((text.find(each), each) for each in ("有关", "相关") if each in text), default=(-1, ""))
    if start < 0:
        return ""
    behind = text[start + len(word) :]
    for at in range(MOST_BEFORE_DIVISIONS, -1, -1):
        sign = behind[at : at + 1]
        if (sign in KINDS_OF_DIVISIONS or sign in BRACKETS) and KINDS_OF_DIVISIONS.isdisjoint(behind[:at]):
            return f"各{behind[at:]}"
    return text[start:]


CLASSES = Pattern(r"[市县区旗][（(][^（）()]{1,12}[）)]|县区|区县|市县", "市 县 区 旗")
"""Divisions of several kinds, which a noun behind them is shared with: 各市（地）、县（市、区）经普办."""

PREDICATE = Pattern(
    r"等|按照?|分别|共同|具体|负责|牵头|配合|参与|协助|协同|落实|实施|组织实施|指导|支持|承担|结合|根据|均"
)
"""Where the predicate of a piece may begin."""


@lru_cache(maxsize=1024)  # lists are read again with what may belong to them
def part(text: str) -> tuple[str, ...]:
    """Part a piece of a list into the names it holds; those who are not named (等有关部门) are left out."""
    return tuple(_parted(text)) if text else ()


def _parted(text: str) -> Iterator[str]:
    first, *further = _without_others(text.strip()).split("\n")
    for line in (first, *(_without_conjunction(each.strip()) for each in further)):
        for each in _by_spaces(line.strip()):
            for name in (name for joined in _run_together(each) for name in _by_conjunctions(joined)):
                if name not in NOBODY:
                    yield name


def _without_others(text: str) -> str:
    """Put a line end in the place of 等 and of what tells which others are meant."""
    parts, start = [], 0
    for place in places_of(OTHERS, text):
        end = _others_end(text, place + len(OTHERS)) if place >= start else None
        if end is not None:
            parts.append(text[start:place])
            start = end
    return "\n".join((*parts, text[start:]))


def _others_end(text: str, start: int) -> int | None:
    """Return where the words end that tell which others are meant; none if 等 before them belongs to something else."""
    behind = start
    while text.startswith(WHICH_OTHERS, start):
        start += len(next(word for word in WHICH_OTHERS if text.startswith(word, start)))
    for body in (*OTHER_BODIES, ""):
        end = start + len(body)
        if text.startswith(body, start) and (end == len(text) or text.startswith((*CONJUNCTIONS, "、"), end)):
            return end
    if not is_surely_organ(text[: behind - len(OTHERS)]):
        return None
    found = ((text.find(body, behind, behind + MOST_BEFORE_BODY), len(body)) for body in OF_A_BODY)
    ends = (at + length for at, length in found if at >= 0)
    return min((end for end in ends if end == len(text) or text.startswith(CONJUNCTIONS, end)), default=None)


def _without_conjunction(text: str) -> str:
    return text.removeprefix(next((word for word in CONJUNCTIONS if text.startswith(word)), ""))


def _by_spaces(text: str) -> list[str]:
    """Part names that only a space or a slash parts; spaces within a name are taken out."""
    found = text.replace("/", " ").replace("／", " ").replace("|", " ").split()
    if len(found) > 1 and all(map(is_organ, found)):
        return found
    joined = "".join(text.split())
    return [joined] if joined else []


def _run_together(text: str) -> Iterator[str]:
    """Part names between which the separator is lost: 省发展改革委省财政厅 (but not 省纪委省监委, which is one)."""
    start = 0
    for index in _between_organs(text[:LONGEST_RUN]):
        left, right = text[start:index], text[index:]
        if (
            len(left) > SHORT
            and len(right) > SHORT
            and is_surely_organ(left)
            and is_surely_organ(right)
            and level_of(left)
            and level_of(right)
        ):
            yield left
            start = index
    yield text[start:]


def _between_organs(text: str) -> Iterator[int]:
    """Yield where the last character of an organ's name meets the first of another's."""
    for index in range(1, len(text)):
        if text[index - 1] in ENDS_OF_ORGANS and (text[index] in LEVELS_OF_ORGANS or text.startswith("自治区", index)):
            yield index


LONGEST_RUN = 80
"""Characters within which names without separators are looked for."""


def _by_conjunctions(text: str) -> Iterator[str]:
    """Part names that 和, 及, 与 or 以及 joins, if both sides are names of their own."""
    start = 0
    for index, word in _conjunctions(text):
        left, right = text[start:index], text[index + len(word) :]
        is_list = is_surely_organ(left) or (
            is_collective(left) and is_organ(left) and is_surely_organ(right) and not is_of_divisions(right)
        )
        if index >= start and is_list and _stands_alone(right):
            yield left
            start = index + len(word)
    yield text[start:]


SHARED = frozenset({"人民政府", "政府", "部门", "单位", "机构", "企业", "党委"})
"""What shares what stands before it, whatever follows: 甲市党委和政府及有关高校."""

LONGEST_NOUN = 2
"""Characters of a word that is no name of its own, as those are none: 各级党委和政府."""

CONJUNCTION = Pattern(r"以?及|与|和(?!田|平区|龙市|静县|硕县|顺县|政县|林格尔|布克赛尔)", "及 与 和")
"""和 begins the names of some places, too."""


def _conjunctions(text: str) -> Iterator[tuple[int, str]]:
    for found in CONJUNCTION.finditer(text):
        if text.count("（", 0, found.start()) + text.count("(", 0, found.start()) == text.count(
            "）", 0, found.start()
        ) + text.count(")", 0, found.start()):
            yield found.start(), found[0]


def _stands_alone(text: str) -> bool:
    """Tell whether what follows a conjunction is a name, or begins with one."""
    first = CONJUNCTION.split(text)[0]
    if first in SHARED:
        return False
    return any(
        len(each) > LONGEST_NOUN
        and each not in SHARED
        and (is_collective(each) or level_of(each) or is_bare(each) or is_surely_organ(each))
        for each in (text, first)
    )


def restore(names: Iterable[str]) -> list[str]:
    """Give names of one list what they leave out because another says it.

    A level or place goes on to the bare names after it (省科技厅、财政厅 → 省财政厅), and from the first that has
    one to the bare names before it; a noun goes back to the places in front of it (甲市、乙市人民政府 → 甲市人民政府).
    """
    found = list(names)
    level = next(filter(None, map(level_of, found)), "")
    for index, name in enumerate(found):
        own = level_of(name)
        if own:
            level = own
        else:
            found[index] = completed(name, level)
    for index in range(len(found) - 2, -1, -1):
        noun = _shared_noun(found[index], found[index + 1])
        found[index] += noun
    return found


OF_FIELDS = "部门"
OF_ZONES = "管委会"
NO_ZONES = ("省", "市", "州", "盟", "县", "旗", "镇", "乡", "街道", "村")
"""What no zone ends in: 甲县、高新区管委会 are a county and the committee of a zone."""


def _shared_noun(name: str, following: str) -> str:
    """Return what ``following`` says for both: of 甲市 and 乙市人民政府 人民政府."""
    if following.endswith(OF_FIELDS) and is_field(name) and is_field(following.removesuffix(OF_FIELDS)):
        return OF_FIELDS
    shared = government(following)
    if not shared or is_collective(name) or is_collective(following):
        return ""
    place = following.removesuffix(shared)
    if not is_place(place) or NO_PLACE.search(name) or (shared == OF_ZONES and name.endswith(NO_ZONES)):
        return ""
    if is_place(name) and (name[-1] == place[-1] or len(name) >= SHORT or name[-1] in SMALL_DIVISIONS):
        return shared
    if len(name) > SHORT or _is_whole(name):
        return ""
    zone = next((each for each in ZONES if place.endswith(each)), place)  # 高新区 before 新区
    return (place[-1] if zone == place else zone) + shared


def _is_whole(name: str) -> bool:
    """Tell whether a short name that is no place says all it has to: 市人行, 央行, 税务; but not 经开、高新区."""
    if f"{name}区".endswith(ZONES):
        return False
    return is_surely_organ(name) or bool(level_of(name)) or name in FIELDS or name.endswith(WHOLE_ENDS)


WHOLE_ENDS = tuple(suffix for suffix in SUFFIXES if len(suffix) > 1)
"""Last words of names which no place ends in; those of one character may end one: 新会, 邢台, 闵行."""


NO_PLACE = Pattern(r"[校社小景园]区$|大学|学院|公司", "校区 社区 小区 景区 园区 大学 学院 公司")
"""What tells a body that has no government: 某大学某校区."""

SMALL_DIVISIONS = frozenset("县旗区")
"""What ends the name of a place of two characters that is named in full: 献县, 郊区."""

SHORT = 3
"""Characters of a place named without its kind: 广州、深圳市政府."""
