"""Blocks for the tests of the steps that turn what a reader found into paragraphs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from taskmap.reading.blocks import Blocks, Paragraph, Place, paragraphs
from taskmap.reading.noise.cleaning import clean
from taskmap.reading.noise.lines import join_lines

SEEDS = Path(__file__).parent / "seeds"
CORPUS = Path(os.environ.get("TASKMAP_CORPUS", Path(__file__).parents[2] / "shared" / "corpus"))


def lines_of(text: str) -> Blocks:
    """Return the lines of a text as paragraphs that may go on."""
    return tuple(Paragraph(line, Place(line=number), is_line=True) for number, line in enumerate(text.split("\n"), 1))


def whole_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, cleaned and joined."""
    return [paragraph.text for paragraph in paragraphs(join_lines(clean(lines_of(text))[0]))]


def read_seed(name: str) -> str:
    """Return the text of a source document."""
    return (SEEDS / name).read_text(encoding="utf-8")


def read_corpus(pattern: str) -> str:
    """Return a text of the corpus, or skip the test."""
    found = sorted(CORPUS.glob(pattern))
    if not found:
        pytest.skip("no corpus folder")
    return found[0].read_text(encoding="utf-8")
