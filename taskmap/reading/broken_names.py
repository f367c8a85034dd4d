"""Names that the end of a line divides: whether two pieces are one name, though each may look like one of its own."""

from taskmap.reading.organs import is_bare, is_collective, level_of

NEVER_ALONE = frozenset(
    {
        "厅", "局", "委", "办", "部", "署", "处", "支行", "分行", "委员会", "办公室", "管委会", "人民政府", "领导小组",
        "总队", "支队", "大队", "中心", "联席会议", "集团", "公司", "有限公司", "分公司", "分局", "管理局",
    }
)  # fmt: skip
"""Ends of names that are no names."""

BRANCHES = (
    (("电网公司", "电力公司", "电网有限责任公司", "电力有限公司"), ("供电局", "供电公司", "供电分公司")),
    (("公司", "集团"), ("分公司", "支公司")),
    (("银行",), ("分行", "支行")),
    (("铁路局", "铁路局集团有限公司"), ("车务段", "工务段")),
)
"""What the names of enterprises end in, and those of their branches, which do not stand without them."""

NO_PLACES = (
    "电信", "移动", "联通", "铁塔", "广电", "邮政", "邮储", "农业", "农商", "工商", "建设", "人保", "人寿", "供电",
    "石油", "石化", "烟草", "盐业", "燃气", "水务",
)  # fmt: skip
"""What stands before the same ends in the short names of enterprises of their own: 联通分公司."""

LONGEST_BRANCH_PLACE = 4
"""Characters of the place in the name of a branch: 红河州分公司."""


def _is_branch(left: str, right: str) -> bool:
    """Tell whether the second of two pieces is the place and kind of a branch of the first."""
    return any(
        left.endswith(wholes)
        and right.endswith(end)
        and len(end) < len(right) <= len(end) + LONGEST_BRANCH_PLACE
        and not right.startswith(NO_PLACES)
        for wholes, ends in BRANCHES
        for end in ends
    )


def is_broken(left: str, right: str) -> bool:
    """Tell whether two pieces are one name that a line's end divides, though each may look like a name.

    省人力资源社 + 会保障厅, 省市 + 场监管局, 人民银行西宁中心 + 支行, 某某电网公司 + 甲市供电局.
    """
    if not left or right in NEVER_ALONE:
        return bool(left)
    if _is_branch(left, right):
        return True
    joined = left + right
    level = level_of(joined)
    return is_bare(joined.removeprefix(level)) and not (level_of(right) or is_bare(right) or is_collective(right))
