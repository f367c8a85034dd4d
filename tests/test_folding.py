"""Folding for comparison."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taskmap.folding import fold, fold_with_places, in_order
from tests.strategies import texts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("吉就组〔2020〕 1号", "吉就组[２０２０]1号"),
        ("吉就组（2020）1号", "吉就组【2020】1号"),
        ("各市（州）政府", "各市(州) 政府"),
        ("“双高”", '"双高"'),
        ("‘x’", "'x'"),
        ("一、二。", "一,二."),
        ("4—6家", "4-6家"),
        ("JJZ-2020-1", "jjz-2020-1"),
        ("Ａ\u3000Ｂ", "ab"),
        ("e\u0301", "é"),
        ("a\tb\nc", "abc"),
    ],
)
def test_what_people_type_one_for_the_other_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("3.10", "3.1"), ("省农委", "省农业农村厅"), ("一", "1"), ("乾", "干")])
def test_what_differs_stays_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(texts | st.text())
@example("e\u0301")
@example("か\u3099き")
@example("\u1100\u1161\u11a8")
@example("ﬁ ß İ \u0301")
def test_places_are_those_of_the_folded_text(text: str) -> None:
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)
    for character, (start, end) in zip(folded, places, strict=True):
        assert 0 <= start < end <= len(text)
        assert character in fold(text[start:end])


@given(st.text(), st.data())
def test_characters_left_out_keep_the_order(whole: str, data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.booleans(), min_size=len(whole), max_size=len(whole)))
    assert in_order("".join(each for each, keep in zip(whole, kept, strict=True) if keep), whole)


def test_another_order_is_not_in_order() -> None:
    assert not in_order("厅人社", "省人社厅")
    assert not in_order("人人", "人")
    assert in_order("", "")
