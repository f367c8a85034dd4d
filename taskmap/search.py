"""Substring search over everything a document says, after folding width and punctuation.

Plain containment, no word index: Chinese has no spaces, and an index of words or trigrams misses short words.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from taskmap.folding import fold, fold_with_places
from taskmap.model import Box, Document, Task


class Match(NamedTuple):
    """A passage that holds at least one of the words; ``spans`` are the (start, end) of each in ``text``.

    ``task`` is ``None`` for a box, whose ref is ``box``.
    """

    document: Document
    task: Task | None
    box: str | None
    field: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def place(self) -> str:
        """The id of the task, or of the box entry: ``jzbf-2017-50:专栏1.2``."""
        return self.task.id if self.task else f"{self.document.id}:{self.box}"


def search(documents: Iterable[Document], words: Sequence[str]) -> list[Match]:
    """Return the passages of every task and box in which all ``words`` occur, headings first."""
    asked = [folded for folded in map(fold, words) if folded]
    if not asked:
        return []
    found: list[Match] = []
    for document in documents:
        for task in document.tasks:
            found += _matches(document, task, None, _task_passages(task), asked)
        for box in document.boxes:
            for name, passages in _box_passages(box):
                found += _matches(document, None, name, passages, asked)
    return found


Passages = list[tuple[str, str]]


def _task_passages(task: Task) -> Passages:
    owners = task.owner_text or "、".join(name for _, name in task.named)
    passages = [
        ("section", task.section),
        ("project", task.project),
        ("title", task.title),
        ("text", task.text),
        ("owners", owners),
    ]
    return [(field, text) for field, text in passages if text]


def _box_passages(box: Box) -> Iterator[tuple[str, Passages]]:
    """Yield the passages of a box: its title, then each item."""
    if box.title:
        yield box.ref, [("box", box.title)]
    for item in box.items:
        yield f"{box.ref}.{item.ref}" if item.ref else box.ref, [("box", item.wording)]


def _matches(
    document: Document, task: Task | None, box: str | None, passages: Passages, asked: list[str]
) -> Iterator[Match]:
    folded = [fold(text) for _, text in passages]
    if not all(any(word in each for each in folded) for word in asked):
        return
    for (field, text), each in zip(passages, folded, strict=True):
        if any(word in each for word in asked):
            yield Match(document, task, box, field, text, _spans(text, asked))


def _spans(text: str, asked: list[str]) -> tuple[tuple[int, int], ...]:
    """Return where the words stand in ``text``, overlapping ones joined."""
    folded, places = fold_with_places(text)
    spans: list[tuple[int, int]] = []
    for word in asked:
        start = folded.find(word)
        while start >= 0:
            spans.append((places[start][0], places[start + len(word) - 1][1]))
            start = folded.find(word, start + len(word))
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
