"""Breaking lines: by cells, by the rules for marks, losing nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.terminal.wrapping import NO_END, NO_START, cell_width, text_width, wrap
from tests.strategies import texts

HANZI = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=8)
CLAUSES = st.one_of(
    st.builds("{}{}".format, HANZI, st.sampled_from("，。、；：？！…")),
    st.builds("（{}）".format, HANZI),
    st.builds("“{}”、".format, HANZI),
    st.builds("《{}》。".format, HANZI),
    st.sampled_from(["2020-12-31", "30%", "jzf-2017-32", "PPP", " "]),
)
PROSE = st.lists(CLAUSES, min_size=1, max_size=30).map("".join).map(str.strip).filter(bool)
WIDTHS = st.integers(2, 200)


@given(texts, WIDTHS)
def test_joined_lines_are_the_text(text: str, width: int) -> None:
    assert "".join(wrap(text, width)) == text.replace("\n", "")


@given(texts, WIDTHS, st.sampled_from(["、", "、；", "a"]))
def test_joined_lines_are_the_text_of_a_list_too(text: str, width: int, after: str) -> None:
    assert "".join(wrap(text, width, after=after)) == text.replace("\n", "")


@given(texts, WIDTHS)
def test_no_line_is_wider_than_asked_for_but_for_spaces_at_its_end(text: str, width: int) -> None:
    assert all(text_width(line.rstrip(" ")) <= width for line in wrap(text, width))


@given(PROSE, st.integers(24, 200))
def test_no_line_begins_or_ends_with_a_mark_that_must_not_stand_there(text: str, width: int) -> None:
    first, *others = wrap(text, width)
    assert not any(line[0] in NO_START for line in others)
    assert not any(line.rstrip()[-1] in NO_END for line in (first, *others)[:-1])


@given(PROSE, st.integers(24, 200))
def test_a_space_between_lines_stands_at_the_end_of_the_first(text: str, width: int) -> None:
    assert not any(line.startswith(" ") for line in wrap(text, width)[1:])


@given(
    st.lists(st.sampled_from(["a", "中", "e\u0301", "ก\u0e34\u0e48", "が", "\u200d"]), min_size=1).map("".join), WIDTHS
)
def test_a_mark_that_combines_stays_with_its_character(text: str, width: int) -> None:
    assert all(cell_width(line[0]) for line in wrap(text, width)[1:])


@pytest.mark.parametrize(
    ("character", "cells"),
    [("a", 1), ("中", 2), ("，", 2), ("ｗ", 2), ("“", 1), ("…", 1), ("𠮷", 2), ("\u0301", 0), ("\u200b", 0), ("①", 1)],
)
def test_characters_take_the_cells_that_terminals_give_them(character: str, cells: int) -> None:
    assert cell_width(character) == cells


def test_a_text_takes_as_many_cells_as_its_widest_line() -> None:
    assert text_width("中文\nabc\n") == 4
    assert text_width("") == 0


def test_words_numbers_and_dates_stay_whole() -> None:
    assert wrap("自2020-06-23起施行", 12) == ["自2020-06-23", "起施行"]
    assert wrap("办法(jzf-2017-32)", 16) == ["办法", "(jzf-2017-32)"]


def test_a_run_without_a_place_to_break_breaks_at_the_width() -> None:
    assert wrap("a" * 100, 40) == ["a" * 40, "a" * 40, "a" * 20]
    assert wrap("，" * 5, 4) == ["，，", "，，", "，"]


def test_a_closing_mark_takes_the_character_before_it_along() -> None:
    assert wrap("就业创业，", 8) == ["就业创", "业，"]
    assert wrap("就业创（业）", 8) == ["就业创", "（业）"]


def test_a_list_breaks_between_its_entries() -> None:
    assert wrap("省发改委、省科技厅、省工信厅", 16) == ["省发改委、省科技", "厅、省工信厅"]
    assert wrap("省发改委、省科技厅、省工信厅", 16, after="、") == ["省发改委、", "省科技厅、", "省工信厅"]


def test_an_entry_longer_than_a_line_breaks_by_the_usual_rules() -> None:
    assert wrap("甲、吉林省人力资源和社会保障厅", 10, after="、") == ["甲、", "吉林省人力", "资源和社会", "保障厅"]


def test_line_ends_of_the_text_are_kept_and_an_empty_text_is_one_empty_line() -> None:
    assert wrap("一\n\n二", 40) == ["一", "", "二"]
    assert wrap("", 40) == [""]
