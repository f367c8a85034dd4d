"""The shape of the TOML tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given

from taskmap.model import Agency, Box, BoxItem, Document, Event, Task
from taskmap.progress import Operation
from taskmap.schema import ATTRIBUTES, FIELDS, REQUIRED, Reader, plain
from tests.strategies import documents


@pytest.mark.parametrize("kind", FIELDS, ids=lambda kind: kind.__name__)
def test_every_attribute_of_the_model_has_its_key(kind: type) -> None:
    attributes = [ATTRIBUTES.get(key, key) for key in FIELDS[kind]]
    assert set(attributes) == set(kind._fields) - {Task: {"document"}, Operation: {"name"}}.get(kind, set())  # type: ignore[attr-defined]  # a named tuple
    assert set(REQUIRED.get(kind, ())) <= set(FIELDS[kind])


@given(documents())
def test_a_table_reads_back_as_the_entry_it_was_made_from(document: Document) -> None:
    reader = Reader()
    table = plain(document)
    assert reader.record(Document, table, ()) == document
    assert reader.faults == []
    assert list(table) == [key for key in FIELDS[Document] if key in table]


def test_empty_keys_are_left_out() -> None:
    assert plain(Document("d", boxes=(Box("专栏1", items=(BoxItem(),)),))) == {
        "id": "d",
        "boxes": [{"ref": "专栏1", "items": [{}]}],
    }
    assert plain(Agency("甲", aliases=("乙",))) == {"name": "甲", "aliases": ["乙"]}


def test_an_event_is_written_with_the_keys_of_the_file() -> None:
    assert plain(Event("merge", ("甲", "乙"), ("丙",), "2018-06-15")) == {
        "kind": "merge",
        "from": ["甲", "乙"],
        "to": ["丙"],
        "date": date(2018, 6, 15),
    }


def test_entries_that_say_the_same_keep_their_own_places() -> None:
    reader = Reader()
    one, other = reader.records(Agency, [{"name": "甲"}, {"name": "甲"}], ("agencies",))
    assert one == other
    assert (reader.path(one), reader.path(other)) == (("agencies", 0), ("agencies", 1))
    assert reader.path(Agency("甲")) is None


def faults(kind: type, table: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the last key of the path and the code of everything wrong with a table."""
    reader = Reader()
    reader.record(kind, table, (kind.__name__,))
    return [(str(fault.path[-1]), fault.code) for fault in reader.faults]


def test_everything_wrong_with_a_table_is_found() -> None:
    table = {"ref": 3.1, "text": 5, "lead": "甲", "due": "2020", "zzz": 1, "deadlines": [{"text": "x", "kind": "y"}]}
    assert faults(Task, table) == [
        ("ref", "ref-not-text"),
        ("text", "wrong-type"),
        ("lead", "wrong-type"),
        ("due", "bad-date"),
        ("zzz", "unknown-key"),
        ("kind", "bad-choice"),
    ]


@pytest.mark.parametrize("ref", [3, 3.1, True, date(2020, 1, 2)])
def test_a_ref_that_is_no_text_is_refused(ref: object) -> None:
    assert faults(Task, {"ref": ref, "text": "x"}) == [("ref", "ref-not-text")]


@pytest.mark.parametrize("value", [None, 1, "x", ["x"], [[]], {}])
def test_a_list_of_tables_holds_tables(value: object) -> None:
    assert faults(Document, {"id": "d", "tasks": value}) == [("tasks", "wrong-type")]


@pytest.mark.parametrize("table", [{"id": 5}, {}, {"id": ""}])
def test_the_tasks_of_a_document_without_id_are_checked_too(table: dict[str, Any]) -> None:
    codes = [code for _, code in faults(Document, {**table, "tasks": [{"ref": 1}, {"ref": "2", "text": "x"}]})]
    assert "ref-not-text" in codes
    assert len(codes) == 2
