"""Which entries of a journal count, on which day and in which order: taskmap/progress.py."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.progress import STATES, Entry, Operation, effective, rank, taken_back
from tests.progress_data import day, recorded


def notes(operations: tuple[Operation, ...], as_of: str = "2030-01-01") -> list[str | None]:
    return [entry.note for _operation, entry in effective(operations, day(as_of))]


def said(moment: str, note: str, on: str | None = None, name: str = "") -> Operation:
    return recorded(moment, Entry("d:1", note=note, on=day(on) if on else None), name=name)


def undoing(moment: str, undoes: str, name: str) -> Operation:
    return recorded(moment, name=name, undoes=undoes)


A = said("2024-03-01T09:00", "a", name="a")
B = said("2024-03-02T09:00", "b", name="b")


def test_entries_count_in_the_order_of_their_days_then_of_recording_then_of_files() -> None:
    late = said("2024-03-05T09:00", "late", on="2024-03-01")
    same = [said("2024-03-05T10:00", note, name=note) for note in ("y", "x")]
    operations = (*same, late, said("2024-03-02T08:00", "middle"))
    for order in itertools.permutations(operations):
        assert notes(order) == ["late", "middle", "x", "y"]


def test_entries_of_one_operation_keep_their_order() -> None:
    operation = recorded("2024-03-01T09:00", Entry("d:1", note="first"), Entry("d:1", note="second"))
    assert notes((operation,)) == ["first", "second"]


def test_an_entry_counts_from_the_day_given_but_not_before_it_was_recorded() -> None:
    back = said("2024-03-10T09:00", "back", on="2024-03-01")
    ahead = said("2024-03-10T09:00", "ahead", on="2024-04-01")
    assert [back.day_of(back.entries[0]), ahead.day_of(ahead.entries[0])] == [day("2024-03-01"), day("2024-03-10")]
    assert notes((back,), "2024-03-09") == []
    assert notes((back,), "2024-03-10") == ["back"]
    assert notes((ahead,), "2024-03-10") == ["ahead"]


def test_a_day_is_that_of_the_place_where_it_was_recorded() -> None:
    moment = datetime.datetime.fromisoformat("2024-03-01T00:30+08:00")
    assert Operation(moment).day == day("2024-03-01")


def test_what_is_taken_back_counts_until_then() -> None:
    undo = undoing("2024-03-03T09:00", "a", "u")
    assert notes((A, B, undo)) == ["b"]
    assert notes((A, B, undo), "2024-03-02") == ["a", "b"]


def test_taking_back_an_undoing_brings_the_entries_back() -> None:
    first, second = undoing("2024-03-03T09:00", "a", "u"), undoing("2024-03-04T09:00", "u", "v")
    assert notes((A, B, first, second)) == ["a", "b"]
    assert notes((A, B, first, second), "2024-03-03") == ["b"]
    third = undoing("2024-03-05T09:00", "v", "w")
    assert notes((A, B, first, second, third)) == ["b"]


def test_the_clocks_of_two_machines_do_not_matter_to_what_is_taken_back() -> None:
    first, second = undoing("2024-03-04T09:00", "a", "u"), undoing("2024-03-03T09:00", "u", "v")
    assert taken_back((A, first, second)) == {"u": "v"}


def test_two_undoings_are_both_needed_to_be_taken_back() -> None:
    undoings = (undoing("2024-03-03T09:00", "a", "u"), undoing("2024-03-03T09:00", "a", "v"))
    one, both = undoing("2024-03-04T09:00", "u", "w"), undoing("2024-03-04T09:00", "v", "x")
    assert notes((A, *undoings, one)) == []
    assert notes((A, *undoings, one, both)) == ["a"]


LINKS = st.dictionaries(st.integers(0, 9), st.integers(0, 9))


@given(LINKS)
def test_undoings_in_circles_end(links: dict[int, int]) -> None:
    operations = [undoing("2024-03-03T09:00", str(undone), str(name)) for name, undone in links.items()]
    found = taken_back(operations)
    assert found.keys() <= {each.undoes for each in operations}
    assert set(found.values()) <= {each.name for each in operations}


@given(LINKS)
def test_an_operation_is_taken_back_by_any_undoing_that_is_not_taken_back(links: dict[int, int]) -> None:
    later = {name: undone for name, undone in links.items() if undone < name}
    found = taken_back([undoing("2024-03-03T09:00", str(undone), str(name)) for name, undone in later.items()])
    for place in range(10):
        valid = [str(name) for name, undone in later.items() if undone == place and str(name) not in found]
        assert found.get(str(place)) == min(valid, default=None)


@pytest.mark.parametrize(("own", "expected"), [({}, 2), ({"审核中": "done"}, 3)])
def test_a_state_of_the_data_sets_own_ranks_as_the_one_it_counts_as(own: dict[str, str], expected: int) -> None:
    assert rank("审核中" if own else "in-progress", own) == expected
    assert [rank(state, own) for state in STATES] == list(range(len(STATES)))
