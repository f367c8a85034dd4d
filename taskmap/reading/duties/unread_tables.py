"""What is left of tables that nobody could read: their heads say that owners are named, and no table has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.blocks import Doubt, Paragraph, Table
from taskmap.reading.duties.labels import label_name
from taskmap.reading.duties.table_columns import TEXT_HEADS, owner_label
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


def _any(words: Sequence[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


OWNERS = rf"(?:{_any((*LEAD_WORDS, *COOPERATE_WORDS, *RESPONSIBLE_WORDS))})(?:{_any(LABEL_NOUNS)})"
HEAD = (
    rf"(?:序号|编号|备注|{OWNERS}|{_any((*PERSON_LABELS, *DEADLINE_LABELS))}"
    rf"|(?:重点|工作|主要|具体|项目|整改|任务|目标|建设|改革|政策){{0,2}}(?:{_any(TEXT_HEADS)}))"
)
HEADS_IN_LINE = Pattern(
    rf"(?:{HEAD}[\s|]*){{2,}}{OWNERS}(?:[\s|]*{HEAD})*(?![：:、，。；])|序号[\s|]*\S{{2,40}}?{OWNERS}"
)
"""Heads that nothing but spaces and bars part, the third or a later one that of owners; or a number's and owners'."""


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
        if isinstance(block, Paragraph) and (heads := HEADS_IN_LINE.search(block.text[:LONGEST_LOOK])):
            found.append(Doubt("unread-owners", block.place, heads[0]))
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
