"""From blocks to documents: every step in its order, and what they found put together as model values."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from taskmap.model import Document
from taskmap.reading.blocks import Doubt, Paragraph, paragraphs, tables
from taskmap.reading.dates.deadlines import day
from taskmap.reading.duties.boxes import boxes, goals
from taskmap.reading.duties.inline_items import unfold
from taskmap.reading.duties.labels import LONGEST as LONGEST_LABEL
from taskmap.reading.duties.measure_tasks import measure_tasks
from taskmap.reading.duties.measures import measures
from taskmap.reading.duties.owner_lists import unread_labels, with_whole_lists
from taskmap.reading.duties.part_signs import may_divide_duties
from taskmap.reading.duties.places import FEWEST_OWNER_LINES, ends_like_owners
from taskmap.reading.duties.restored import doubts_of_heads, with_flattened_tables, with_records, with_tables
from taskmap.reading.duties.words import LABEL_NOUNS
from taskmap.reading.noise.cleaning import clean
from taskmap.reading.noise.lines import join_lines
from taskmap.reading.organs import is_organ
from taskmap.reading.outline.front import front, parts
from taskmap.reading.outline.ids import distinct, document_id
from taskmap.reading.outline.units import outline
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Blocks, Source
    from taskmap.reading.duties.measures import Measure
    from taskmap.reading.duties.tables import OwnerTable
    from taskmap.reading.outline.front import Front
    from taskmap.reading.outline.units import Unit

YEAR = Pattern(r"〔(\d{4})〕", "〔")

BELOW_THE_TEXT = Pattern(
    r"[（(]?(?:此件|本件|联系人|联系电话|抄送|附件|附[：:1])|[（(]信息公开|【原文下载】",
    "此件 本件 联系人 联系电话 抄送 附 信息公开 【原文下载】",
)
"""What stands below a document's text: notes on its release, the list of annexes."""

LONGEST_SIGNATURE = 40
"""Characters of a line that says who signed, or when."""


class Read(NamedTuple):
    """A document as it was read, and what is doubtful in it."""

    document: Document
    doubts: tuple[Doubt, ...] = ()


def read_documents(source: Source, file: str, *, region: str | None = None, name: str | None = None) -> list[Read]:
    """Read every document that a source holds.

    Args:
        source: what its reader made of it.
        file: the name of the source, for the documents' ``source``.
        region: the region, if it is known better than the source tells.
        name: the id of the first document, if it shall have another than its number gives.
    """
    cleaned, doubts = clean(with_tables(source.blocks))
    with_rows = with_records(with_flattened_tables(cleaned))
    doubts = (*doubts, *doubts_of_heads(with_rows))
    with_lists = with_whole_lists(join_lines(with_rows))
    doubts = (*doubts, *unread_labels(with_lists))
    whole = unfold(with_lists)
    read = [_document(part, file, region) for part in parts(whole)]
    ids = distinct([name or read[0].document.id, *(each.document.id for each in read[1:])])
    named = [each._replace(document=_named(each.document, one)) for each, one in zip(read, ids, strict=True)]
    # What a step before the parting doubts is told with the first document: its place says where it stands.
    return [named[0]._replace(doubts=(*source.doubts, *doubts, *named[0].doubts)), *named[1:]]


def _with_parts(blocks: Blocks, title: str | None) -> Blocks:
    if not may_divide_duties((title or "", *(each.text for each in paragraphs(blocks)))):
        return blocks
    from taskmap.reading.duties.part_lists import with_parts

    return with_parts(blocks, title)


def _with_headings(blocks: Blocks) -> Blocks:
    """Tell the headings of measures without numbers, whose owners stand on lines of their own."""
    if sum(ends_like_owners(each.text) for each in paragraphs(blocks)) < FEWEST_OWNER_LINES:
        return blocks
    from taskmap.reading.duties.owner_lines import with_headings

    return with_headings(blocks)


def _unread_lines(root: Unit, found: Sequence[Measure]) -> list[Doubt]:
    """Return what looks like lines of owners and is those of no measure."""
    if not any(_may_name_owners(each.text) for unit in root.walk() for each in unit.paragraphs):
        return []
    from taskmap.reading.duties.owner_lines import unread_lines

    return list(unread_lines(root, found))


def _may_name_owners(text: str) -> bool:
    start = text[:LONGEST_LABEL]
    return ends_like_owners(text) or (("：" in start or ":" in start) and any(map(start.__contains__, LABEL_NOUNS)))


def _owner_tables(blocks: Blocks) -> tuple[list[OwnerTable], list[Doubt]]:
    """Return the tables of owners, and what in any table looks like owners and was not understood."""
    if not any(tables(blocks)):  # then their grammar is not imported
        return [], []
    from taskmap.reading.duties.tables import owner_tables
    from taskmap.reading.duties.unread_tables import unread_cells, unread_tables

    found = owner_tables(tables(blocks))
    return found, [*unread_tables(blocks), *unread_cells(found)]


def _named(document: Document, name: str) -> Document:
    tasks = tuple(task._replace(document=name) for task in document.tasks)
    return document._replace(id=name, tasks=tasks)


def _document(blocks: Blocks, source: str, region: str | None) -> Read:
    head = front(blocks)
    issued = head.date or _end_of_year(head.number)
    body = _with_headings(_with_parts(_body(blocks, head), head.title))
    root, doubts = outline(body)
    found, further = measures(root, [each.text for each in paragraphs(blocks[: head.body])])
    further += _unread_lines(root, found)
    framed, held = boxes(root)
    divided, unread = _owner_tables(body)
    if divided:
        # Where a document has tables of owners, their rows are the tasks and nothing else; what is left out is told.
        from taskmap.reading.duties.beside_tables import left_out
        from taskmap.reading.duties.table_tasks import table_tasks

        parts = table_tasks(divided, blocks, issued, frozenset(box.ref for box in framed))
        tasks = [task for part in parts for task in part]
        unread += left_out(found, divided, body, root, {name for task in tasks for _role, name in task.named})
        found = []
    else:
        tasks = list(measure_tasks(found, blocks, issued, held))
    document = Document(
        document_id(head.number, head.title),
        head.number,
        head.title,
        head.issuer,
        region or head.region,
        head.date,
        source,
        tuple(tasks),
        framed,
        (),
        goals(root, {id(each.unit) for each in found}),
    )
    return Read(document, (*doubts, *further, *unread))


def _end_of_year(number: str | None) -> datetime.date | None:
    found = YEAR.search(number or "")
    return datetime.date(int(found[1]), 12, 31) if found else None


def _body(blocks: Blocks, head: Front) -> Blocks:
    """Return the blocks of a document's text: without its head, and without what stands below its text."""
    end = len(blocks)
    while end > head.body:
        block = blocks[end - 1]
        if not isinstance(block, Paragraph) or not _is_below(block.text.strip()):
            break
        end -= 1
    return blocks[head.body : end]


def _is_below(text: str) -> bool:
    """Tell whether a paragraph stands below the text: empty, a signature, a day, a note on the release."""
    if not text or BELOW_THE_TEXT.match(text):
        return True
    return len(text) <= LONGEST_SIGNATURE and (
        day(text) is not None or ("、" not in text and all(map(is_organ, text.split())))
    )
