"""What names of organs look like, those that begin like other words too, and words that only look like names."""

import pytest

from taskmap.reading.divisions import government, is_of_divisions, is_of_units, is_place
from taskmap.reading.duties.phrases import parse
from taskmap.reading.organs import is_organ, is_surely_organ

COUNTIES = (
    "如皋市", "如东县", "从江县", "从化区", "本溪市", "本溪满族自治县", "即墨区", "若羌县", "含山县", "让胡路区",
    "可克达拉市", "将乐县", "向阳区", "会同县", "和田县", "和平区", "积石山保安族东乡族撒拉族自治县", "莒县", "忠县",
)  # fmt: skip
"""Divisions of the country whose names begin with a preposition or conjunction, are very long, or very short."""


@pytest.mark.parametrize("name", COUNTIES)
def test_every_county_has_a_government_and_offices(name: str) -> None:
    assert is_place(name)
    assert is_organ(name)
    assert is_surely_organ(f"{name}人民政府")
    said = parse(f"责任单位：市教育局、{name}人民政府、{name}财政局、市公安局")
    assert [each.name for each in said.names] == ["市教育局", f"{name}人民政府", f"{name}财政局", "市公安局"]


@pytest.mark.parametrize(
    "name",
    [
        "经济和信息化局", "能源局", "能源集团", "对外经济贸易局", "经开区管委会", "不动产登记中心", "有色金属集团",
        "“两区”工作领导小组办公室", "涉及权责清单调整的相关处室",
    ],
)  # fmt: skip
def test_names_that_begin_like_other_words(name: str) -> None:
    assert is_organ(name)


@pytest.mark.parametrize(
    "text",
    [
        "对全市", "对各县区", "经市政府", "在各县", "该县人民政府", "如各部门", "对市财政局", "与省教育厅", "本市",
        "以县", "加强各部门", "“双创”平台", "推进各园区",
    ],
)  # fmt: skip
def test_words_that_only_look_like_names(text: str) -> None:
    assert not is_organ(text)


def test_divisions() -> None:
    assert is_of_divisions("各县（市、区）人民政府")
    assert not is_of_divisions("各功能区管委会")
    assert is_of_units("各功能区管委会")
    assert not is_of_units("")
    assert not is_of_units("县（市")
    assert not is_of_units("市教育局")
    assert government("甲市人民政府") == "人民政府"
    assert government("市委") == "市委"
    assert not government("市教育局")
    assert not is_place("市")
    assert not is_place("abc市")
