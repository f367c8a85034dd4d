"""Documents written for this project in the forms that plans take, read and held against their keys."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.scoring import Score, score

FOLDER = Path(__file__).parent / "documents"
KEYS = sorted(FOLDER.glob("*.json"))
LEAST = 0.95
LEAST_OF_ALL = 0.99


@cache
def scored(key: Path) -> Score:
    document = next(path for path in FOLDER.glob(f"{key.stem}.*") if path != key)
    return score(document, key)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.stem)
def test_a_document_is_read(key: Path) -> None:
    assert scored(key).f1 >= LEAST


def test_all_documents_together_are_read() -> None:
    scores = [scored(key) for key in KEYS]
    assert Score(*map(sum, zip(*scores, strict=True))).f1 >= LEAST_OF_ALL
