"""The five source files of the built-in data, read from their raw form and held against that data."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from taskmap.location import built_in
from taskmap.store import load
from tests.scoring import read

if TYPE_CHECKING:
    from taskmap.model import Document
    from taskmap.reading.importing import Imported

SEEDS = Path(__file__).parent / "seeds"
FIELDS = ("section", "project", "title", "text", "lead", "responsible", "cooperate", "owner_text", "remark", "boxes")
DAMAGED = {("jzf-2017-32", "（九）"), ("jzf-2017-32", "（十二）"), ("jzf-2017-32", "（十八）")}
"""The three places where the source is corrupt, which the data mends by hand and an import leaves as they are."""

DOCUMENTS = load(built_in()).documents


@cache
def imported(source: str) -> Imported:
    return read(SEEDS / source)


def same(known: Document) -> Document:
    """Return the document as it is read from its source."""
    found = imported(known.source or "").documents
    return next(each for each in found if each.number == known.number)


@pytest.mark.parametrize("known", DOCUMENTS, ids=lambda each: each.id)
def test_a_source_file_says_what_the_data_says(known: Document) -> None:
    found = same(known)
    assert [task.ref for task in found.tasks] == [task.ref for task in known.tasks]
    for task, wanted in zip(found.tasks, known.tasks, strict=True):
        for field in FIELDS:
            if field == "text" and (known.id, wanted.ref) in DAMAGED:
                assert task.text != wanted.text
            else:
                assert getattr(task, field) == getattr(wanted, field), (wanted.id, field)


@pytest.mark.parametrize("known", DOCUMENTS, ids=lambda each: each.id)
def test_a_source_file_says_what_it_is(known: Document) -> None:
    found = same(known)
    assert (found.title, found.issuer, found.region, found.date) == (
        known.title, known.issuer, known.region, known.date,
    )  # fmt: skip
    assert found.id == known.id or not known.number
    assert [(box.ref, box.title, len(box.items)) for box in found.boxes] == [
        (box.ref, box.title, len(box.items)) for box in known.boxes
    ]


def test_one_source_holds_two_documents() -> None:
    assert [each.id for each in imported("000_f9a747a465beaf2b.txt").documents] == ["jzf-2017-25", "jzbf-2017-50"]


def test_damaged_text_is_reported_with_its_line() -> None:
    found = [each for each in imported("004_03d5651cdb24bb46.txt").problems if each.code == "damaged-text"]
    assert [each.line for each in found] == [21, 24, 31]
