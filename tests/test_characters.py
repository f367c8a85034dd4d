"""Characters: sets of them as regular expressions, and cutting a text at some."""

import re

import pytest

from taskmap.reading.characters import one_of, split_at


@pytest.mark.parametrize("characters", ["一二三", "、.．", "—-~]^", "之"])
def test_one_of_matches_what_a_class_does(characters: str) -> None:
    text = "一、二.三．四—五-六~七]八^九之十"
    found = [each.start() for each in re.finditer(one_of(characters), text)]
    assert found == [index for index, character in enumerate(text) if character in characters]
    assert re.fullmatch(one_of(characters) + "{2}", characters[0] * 2)


def test_cutting_at_signs() -> None:
    assert split_at("、，", "市教育局，市财政局、市水务局") == ["市教育局", "市财政局", "市水务局"]
    assert split_at("、，", "、市教育局") == ["", "市教育局"]
    assert split_at("、", "市教育局") == ["市教育局"]
