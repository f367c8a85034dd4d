"""Lists of owners: the names in a piece, and pieces that are one name."""

import pytest

from taskmap.reading.duties.names import part, pieces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市教育局等", ("市教育局",)),
        ("市教育局等部门", ("市教育局",)),
        ("市教育局等5个部门", ("市教育局",)),
        ("市教育局等十二家成员单位", ("市教育局",)),
        ("市教育局等市级有关部门和单位", ("市教育局",)),
        ("市教育局等市直相关部门及各县人民政府", ("市教育局", "各县人民政府")),
        ("市教育局等五个处室以及市财政局", ("市教育局", "市财政局")),
        ("市高等教育局", ("市高等教育局",)),
        ("市平等就业委员会", ("市平等就业委员会",)),
        ("有关部门", ()),
    ],
)
def test_who_is_named_beside_others(text: str, names: tuple[str, ...]) -> None:
    assert part(text) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("各区、县级市", ["各区、县级市"]),
        ("各有关市、县人民政府", ["各有关市、县人民政府"]),
        ("有关市、县（区）政府", ["有关市、县（区）政府"]),
        ("各区、街道", ["各区、街道"]),
        ("各县、市教育局", ["各县", "市教育局"]),
        ("市教育局、各区", ["市教育局", "各区"]),
    ],
)
def test_pieces_that_are_one_name(text: str, found: list[str]) -> None:
    assert [each.text for each in pieces(text, "、")] == found
