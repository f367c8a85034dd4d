"""Real documents with answer keys, which are not part of the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.scoring import score

CORPUS = Path(os.environ.get("TASKMAP_CORPUS") or Path(__file__).parents[1] / ".." / "shared" / "corpus")
LEAST = 0.98


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus folder")
def test_every_document_of_the_corpus_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    scores = {}
    for key in sorted(CORPUS.glob("*.gold.json")):
        name = key.name.removesuffix(".gold.json")
        document = next(path for path in CORPUS.glob(f"{name}.*") if path != key)
        scores[document.name] = score(document, key)
    with capsys.disabled():
        for name, each in scores.items():
            print(f"\n{each.f1:.4f}  {each.right} right, {each.missed} missed, {each.extra} extra  {name}", end="")  # noqa: T201 - the table is what the test is for
    assert scores
    assert all(each.f1 >= LEAST for each in scores.values())
    assert all(each.extra == 0 for name, each in scores.items() if "NEGATIVE" in name)
