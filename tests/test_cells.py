"""What a cell says, whatever an office program has made of it: taskmap/cells.py."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.cells import (
    FILL_IN,
    SERIALS,
    STATE_WORDS,
    BadCellError,
    fingerprint,
    mark,
    normal,
    parsed,
    plain,
    seen,
    text_of,
)
from taskmap.checklist import shown
from taskmap.i18n import speaking
from taskmap.progress import STATES
from tests.progress_data import day

OWN = {"审核中": "in-progress", "Half Done": "in-progress"}


@pytest.mark.parametrize(("state", "words"), STATE_WORDS.items())
def test_every_word_of_a_state_means_it(state: str, words: tuple[str, ...]) -> None:
    for word in (state, *words, f" {state.upper()} "):
        assert parsed("state", word, OWN) == state


@pytest.mark.parametrize("lang", ["en", "zh_CN"])
@pytest.mark.parametrize("state", STATES)
def test_the_words_that_a_checklist_offers_are_understood(state: str, lang: str) -> None:
    with speaking(lang):
        word = shown("state", state)
    assert parsed("state", word, {}) == state


def test_words_mean_one_state_only() -> None:
    words = [word for each in STATE_WORDS.values() for word in each]
    assert len(words) == len(set(words))
    assert set(STATE_WORDS) == set(STATES)


def test_a_state_of_ones_own_is_kept_as_it_is_written_in_the_data() -> None:
    assert parsed("state", "half done", OWN) == "Half Done"
    assert parsed("state", "审核中", OWN) == "审核中"
    with pytest.raises(BadCellError, match="审核中 is no state"):
        parsed("state", "审核中", {})


@pytest.mark.parametrize(
    ("cell", "percent"),
    [
        (0, 0), (0.0, 0), (0.005, 0.5), (0.5, 50), (1, 100), (1.0, 100), (1.5, 1.5), (50, 50), (100, 100), ("0.5", 50),
        ("1", 100), ("50", 50), ("50%", 50), ("50 ％", 50), ("1%", 1), ("０.５%", 0.5), ("33,3%", 33.3), (0.29, 29),
        (1 / 3, 33.333333),
    ],
    ids=repr,
)  # fmt: skip
def test_a_number_up_to_one_is_a_share_and_text_with_a_sign_is_as_written(cell: object, percent: float) -> None:
    assert parsed("percent", cell, {}) == percent


@pytest.mark.parametrize(
    "cell",
    [100.1, -0.1, "101%", "-5", "abc", "%", "nan", "inf", float("nan"), float("inf"), datetime.date(2024, 1, 1)],
    ids=repr,
)
def test_other_percentages_are_refused_with_what_was_written(cell: object) -> None:
    with pytest.raises(BadCellError) as caught:
        parsed("percent", cell, {})
    assert str(cell) in str(caught.value)


@pytest.mark.parametrize(
    "cell",
    [
        "2024-03-05", "2024/3/5", "2024.3.5", "2024年3月5日", "２０２４年３月５日", " 2024 年 3 月 5 日 ",
        "2024-03-05 08:30", "2024-03-05T00:00:00", 45356, 45356.0, "45356", "45356.75", datetime.date(2024, 3, 5),
        datetime.datetime(2024, 3, 5, 8, 30),  # noqa: DTZ001 - workbooks have no zones
    ],
    ids=repr,
)  # fmt: skip
def test_a_day_is_understood_in_every_form(cell: object) -> None:
    assert parsed("on", cell, {}) == day("2024-03-05")
    assert type(parsed("on", cell, {})) is datetime.date


@pytest.mark.parametrize(
    "cell", ["2024-13-01", "2024-02-30", "明天", "3月5日", "20240305", 5, "1e400", "nan", 0.5], ids=repr
)
def test_other_days_are_refused(cell: object) -> None:
    with pytest.raises(BadCellError, match="is not a day of the calendar"):
        parsed("on", cell, {})


@given(st.integers(SERIALS.start, SERIALS.stop - 1))
def test_the_numbers_of_days_are_those_of_spreadsheets(serial: int) -> None:
    found = parsed("on", serial, {})
    assert isinstance(found, datetime.date)
    assert (found - day("1900-03-01")).days == serial - 61  # ECMA-376 part 1, 18.17.4.1: 61 is that day


@pytest.mark.parametrize("field", FILL_IN)
@pytest.mark.parametrize("cell", [None, "", " ", "\r\n", "\u3000"], ids=repr)
def test_an_empty_cell_says_nothing(field: str, cell: object) -> None:
    assert parsed(field, cell, OWN) is None


def test_numbers_and_days_in_columns_of_text_are_texts() -> None:
    moment = datetime.datetime(2024, 3, 5, 8, 30)  # noqa: DTZ001 - Excel has no time zones
    cells = [12.0, 3.1, 0, day("2024-03-05"), moment, " a\r\nb\r "]
    assert [parsed("note", each, {}) for each in cells] == [
        "12", "3.1", "0", "2024-03-05", "2024-03-05 08:30:00", "a\nb",
    ]  # fmt: skip
    assert [text_of(each) for each in (None, 12.0, " x ")] == ["", "12", "x"]


def test_a_mark_is_that_of_what_is_seen() -> None:
    assert mark(None) == mark("") == mark(" \r\n") == "-"
    assert mark(50) == mark(50.0) == mark("50") == mark(50.0000001) != mark(51)
    assert mark(" a\r\nb ") == mark("a\nb") != mark("a b")
    assert mark("a\x1bb") == mark(r"a\x1bb") != mark("ab")
    assert mark("\ufffe") == mark(seen("\ufffe")) != mark("\uffff")
    assert mark(day("2024-03-05")) == mark("2024-03-05")


def test_a_text_that_a_cell_cannot_hold_whole_has_the_mark_of_its_beginning() -> None:
    long = "推" * 40_000
    assert mark(long) == mark(f"{long[:32_700]} … [cut]") != mark(long[:15_999])


@given(st.text())
def test_marks_and_texts_stand_any_text(text: str) -> None:
    assert mark(seen(text)) == mark(text) == mark(normal(text))
    assert normal(normal(text)) == normal(text)
    assert seen(seen(text)) == seen(text)
    seen(text).encode()
    assert fingerprint(text) == fingerprint(f" {text}\r\n")
    plain(text).encode()


@given(st.floats(0, 100))
def test_a_percentage_comes_back_as_share_or_as_text(percent: float) -> None:
    percent = round(percent, 6)
    if percent > 0.000001 or percent == 0:
        assert mark(parsed("percent", percent / 100, {})) == mark(percent)
        assert mark(parsed("percent", shown("percent", percent), {})) == mark(percent)


def test_fingerprints_tell_apart_and_are_no_numbers() -> None:
    assert fingerprint("a", "b") != fingerprint("ab") != fingerprint("a", "", "b")
    assert fingerprint("（一）甲 乙") == fingerprint("(一)甲\n乙")
    assert {fingerprint(str(each))[0] for each in range(50)} == {"f"}
