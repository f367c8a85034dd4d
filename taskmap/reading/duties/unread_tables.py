"""What is left of tables that nobody could read: their heads say that owners are named, and no table has them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph, Table
from taskmap.reading.duties.labels import label_name
from taskmap.reading.duties.table_columns import TEXT_HEADS, is_directory, owner_label
from taskmap.reading.duties.table_heads import FEWEST_HEADS, kind_of_head
from taskmap.reading.duties.tables import HEAD_ROWS, OwnerTable, read_table, rows
from taskmap.reading.duties.words import (
    COOPERATE_WORDS,
    DEADLINE_LABELS,
    LABEL_NOUNS,
    LEAD_WORDS,
    NOBODY,
    PERSON_LABELS,
    RESPONSIBLE_WORDS,
)
from taskmap.reading.organs import is_organ, may_be_named
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.reading.blocks import Blocks
    from taskmap.reading.duties.phrases import OwnerPhrase

LONGEST_LOOK = 3_000
"""Characters of a paragraph in which heads are looked for."""

OF_OWNERS = frozenset(
    role + noun for role in (*LEAD_WORDS, *COOPERATE_WORDS, *RESPONSIBLE_WORDS) for noun in LABEL_NOUNS
)
QUALIFIERS = ("主要", "具体", "整改", "建设")
"""Words in front of that of a head over text which are no heads by themselves: 主要任务."""

OVER_TEXT = (
    *TEXT_HEADS,
    *(first + head for first in QUALIFIERS for head in TEXT_HEADS),
    *(first + second + head for first in QUALIFIERS for second in QUALIFIERS for head in TEXT_HEADS),
)
HEADS = frozenset((*OF_OWNERS, *PERSON_LABELS, *DEADLINE_LABELS, *OVER_TEXT, "序号", "编号", "备注"))
FIRST_OF_HEADS = frozenset(head[0] for head in HEADS)
LENGTHS = sorted({len(head) for head in HEADS})
BETWEEN_HEADS = " |\t\n\u3000\xa0"
NOT_BEHIND_HEADS = frozenset("：:、，。；")
"""What follows words of a sentence, or a label."""

NUMBER_AND_OWNERS = Pattern(rf"序号[\s|]*\S{{2,40}}?(?:{'|'.join(sorted(OF_OWNERS, key=len, reverse=True))})", "序号")
ONE, TWO, OWNERS = 1, 2, 3
"""How far a run of heads has come: one head, two of them or more, one of owners behind these."""


def heads_in(text: str) -> str | None:
    """Return the first heads in a text that nothing but spaces and bars part, the third or a later one that of owners.

    Those of the numbers and of the owners are enough, with something short between them. Heads are looked up, place by
    place: a word may be a head, or a part of one, and a pattern would try all ways to part a run of them.
    """
    if not any(noun in text for noun in LABEL_NOUNS):
        return None
    numbers = NUMBER_AND_OWNERS.search(text)
    found = [numbers.span()] if numbers else []
    starts: dict[tuple[int, int], int] = {}
    """Where the longest run begins that has come so far when it comes to a place."""
    for place in (place for place, character in enumerate(text) if character in FIRST_OF_HEADS):
        heads = [head for length in LENGTHS if (head := text[place : place + length]) in HEADS]
        for head, stage in product(heads, (0, ONE, TWO, OWNERS)):
            start = starts.get((place, stage), None if stage else place)
            if start is None:
                continue
            end = place + len(head)
            reached = [max(stage, min(stage + 1, TWO)), *([OWNERS] if stage == TWO and head in OF_OWNERS else [])]
            if OWNERS in reached and text[end : end + 1] not in NOT_BEHIND_HEADS:
                found.append((start, end))
            behind = len(text) - len(text[end:].lstrip(BETWEEN_HEADS))
            for each in reached:
                starts[behind, each] = min(start, starts.get((behind, each), start))
    first = min(found, key=lambda run: (run[0], -run[1]), default=None)
    return text[slice(*first)] if first else None


def unread_heads(blocks: Blocks) -> list[Doubt]:
    """Find heads of owners in lines and tables that no table of owners was made of."""
    found: list[Doubt] = []
    run: list[Paragraph] = []
    for block in (*blocks, Table(())):
        if isinstance(block, Paragraph):
            if not block.text.strip():
                continue
            if kind_of_head("".join(block.text.split())):
                run.append(block)
                continue
        found += _of_lines(run)
        run = []
        if isinstance(block, Paragraph) and (heads := heads_in(block.text[:LONGEST_LOOK])):
            found.append(Doubt("unread-owners", block.place, heads))
    return found


def _of_lines(run: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Doubt lines that are heads one by one."""
    kinds = [kind_of_head("".join(each.text.split())) for each in run]
    if len(run) >= FEWEST_HEADS and "owners" in kinds:
        yield Doubt("unread-owners", run[0].place, " ".join(each.text.strip() for each in run))


def unread_tables(blocks: Blocks) -> Iterator[Doubt]:
    """Doubt tables with a head of owners, and something below it that was not taken for any."""
    before: OwnerTable | None = None
    for block in blocks:
        if not isinstance(block, Table):
            continue
        read = read_table(block, before)
        before = read or before
        if not read:
            yield from _of_table(block)


def _of_table(table: Table) -> Iterator[Doubt]:
    for at, row in enumerate(table.rows[:HEAD_ROWS]):
        heads = ["".join(cell.split()) for cell in row.cells]
        if is_directory(heads):
            return
        for column, head in enumerate(heads):
            below = (each.cells[column].strip() for each in table.rows[at + 1 :])
            words = next((cell for cell in below if cell not in NOBODY and not label_name(cell)), None)
            if owner_label(head) and len(set(heads)) >= FEWEST_HEADS and words:
                yield Doubt("unread-owners", row.place, f"{head} {words}")
                return


def unread_cells(tables: Iterable[OwnerTable]) -> Iterator[Doubt]:
    """Doubt what stands in cells of owners and is no name."""
    for table in tables:
        for row in rows(table):
            words = "、".join(piece for phrase in row.phrases for piece in _doubtful(phrase))
            if words:
                yield Doubt("unread-owners", row.place, words)


def _doubtful(phrase: OwnerPhrase) -> list[str]:
    """Return what is no name in a cell; what may be one is that beside others that are."""
    pieces = [piece for piece in phrase.unread if piece not in NOBODY]
    if any(is_organ(each.name) for each in phrase.names):
        pieces = [piece for piece in pieces if len(piece) > 1 and not may_be_named(piece)]
    return pieces
