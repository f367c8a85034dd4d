"""Records of labels: tasks whose parts stand in paragraphs of their own, each behind a label (项目名称：… 责任单位：…).

What a label holds stands behind it or in the paragraphs below; a label alone in its paragraph needs no colon. A record
begins where its first label comes again. Records are the rows of a table whose heads are the labels.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Row, Table
from taskmap.reading.duties.labels import COLONS, label_name
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.table_columns import columns_by_heads, is_report_head
from taskmap.reading.duties.table_heads import LONGEST_HEAD, kind_of_head
from taskmap.reading.duties.words import NOBODY
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.noise.openings import stands_alone
from taskmap.reading.organs import is_organ
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

FEWEST_RECORDS = 2
FEWEST_LABELS = 3
"""Labels of a record that stands alone."""

MOST_TRIED = 6
"""Labels, from the first on, of which one may open the records."""

NUMBER = Pattern(r"(?P<number>\d{1,3})\s*[.．、]?\s*(?=[^\W\d_a-zA-Z])")
LONGEST_HEADING = 40
NAMES = "名称"
"""What the label ends in that opens a record which stands alone."""

ONE_PARAGRAPH = ("owners", "due", "person", "other")
"""What is said in one paragraph, so that further ones are none of it."""

HEADINGS = frozenset({MarkKind.HAN, MarkKind.HAN_IN_BRACKETS, MarkKind.PART, MarkKind.CHAPTER, MarkKind.SECTION})
NUMBERS = "序号"
"""The head of the numbers that stand in front of the first labels."""


class _Entry(NamedTuple):
    """A label, the number in front of it, what stands behind it, and the paragraphs below it."""

    label: str
    number: str
    text: str
    at: int
    below: tuple[Paragraph, ...] = ()
    has_colon: bool = True


class _Record(NamedTuple):
    """What the labels of a record hold, and the heading that follows it, for the next ones."""

    number: str
    cells: dict[str, str]
    at: int
    heading: str = ""


def with_records(blocks: Blocks) -> Blocks:
    """Turn records of labels into tables; all else stays as it is."""
    found: list[Block] = []
    run: list[Paragraph] = []
    for block in (*blocks, Table(())):
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        found += (*_restored(run), block)
        run = []
    return tuple(found[:-1])


def _restored(run: Sequence[Paragraph]) -> Sequence[Block]:
    """Return paragraphs with the records among them as a table."""
    labelled = [entry for at, paragraph in enumerate(run) if (entry := _entry(paragraph.text, at))]
    counts = Counter(entry.label for entry in labelled)
    first = list(dict.fromkeys(entry.label for entry in labelled))
    for opening in sorted(first[:MOST_TRIED], key=lambda label: counts[label] < FEWEST_RECORDS):
        entries = _belonging(labelled, opening)
        if not entries or not _may_be_records(run, entries, opening):
            continue
        end = _end(run, entries)
        whole = [
            entry._replace(below=tuple(run[entry.at + 1 : after])) for entry, after in _with_ends(entries, end)
        ]
        if table := _table(run, _records(whole, opening), [entry.label for entry in entries]):
            return (*run[: entries[0].at], table, *run[end:])
    return run


def _entry(text: str, at: int) -> _Entry | None:
    """Read the label that a paragraph opens with, or is."""
    text = text.strip()
    number = NUMBER.match(text)
    mark = None if number else mark_of(text)
    start = number.end() if number else mark.end if mark else 0
    printed = number["number"] if number else mark.text if mark else ""
    colons = (text.find(colon, start, start + LONGEST_HEAD + 2) for colon in COLONS)
    end = min((place for place in colons if place > 0), default=None)
    label = "".join(text[start:end].split()) if end or len(text) <= LONGEST_HEAD + start else ""
    if not label or not (kind_of_head(label) or is_report_head(label)):
        return None
    return _Entry(label, printed, text[end + 1 :].strip() if end else "", at, has_colon=end is not None)


def _belonging(labelled: Sequence[_Entry], opening: str) -> list[_Entry]:
    """Return the labels of the records that one of them opens: those that most have, and all that name owners.

    One without a colon is none, unless it has one elsewhere, or there is nothing else in its paragraph in most records.
    """
    start = next((place for place, entry in enumerate(labelled) if entry.label == opening), None)
    entries = labelled[start:]
    count = sum(entry.label == opening for entry in entries)
    labels = Counter(entry.label for entry in entries)
    colons = {entry.label for entry in entries if entry.has_colon}
    often = {label for label, times in labels.items() if 2 * times >= count and (label in colons or times > 1)}
    return [
        entry
        for entry in entries
        if entry.label in often or (entry.has_colon and kind_of_head(entry.label) in ("owners", "due"))
    ]


def _may_be_records(run: Sequence[Paragraph], entries: Sequence[_Entry], opening: str) -> bool:
    """Tell whether labels may be those of records: each says what is to be done, and by whom.

    Where a numbered heading stands above most of the first labels, the records are measures below it.
    """
    openings = [entry for entry in entries if entry.label == opening]
    kinds = [kind_of_head(label) for label in {entry.label for entry in entries}]
    if "owners" not in kinds or "text" not in kinds or is_report_head(opening):
        return False
    if len(openings) < FEWEST_RECORDS and not (opening.endswith(NAMES) and len(kinds) >= FEWEST_LABELS):
        return False
    below = [entry for entry in openings if not entry.number and entry.at and _is_heading(run[entry.at - 1].text)]
    return 2 * len(below) < len(openings)


def _is_heading(text: str) -> bool:
    """Tell whether a paragraph is a numbered heading."""
    text = text.strip()
    return len(text) <= LONGEST_HEADING and not text.endswith(("。", "；")) and mark_of(text) is not None


def _with_ends(entries: Sequence[_Entry], end: int) -> Iterator[tuple[_Entry, int]]:
    """Pair each label with the place of the next one."""
    yield from ((entry, after.at) for entry, after in pairwise(entries))
    yield entries[-1], end


def _end(run: Sequence[Paragraph], entries: Sequence[_Entry]) -> int:
    """Return where what the last label holds ends."""
    last = entries[-1]
    end = last.at + 1
    if _kind(last.label) in ONE_PARAGRAPH:
        while not last.text and end < len(run) and end == last.at + 1:
            end += 1
        return end
    while end < len(run) and not _is_behind(run[end].text.strip()):
        end += 1
    return end


def _is_behind(text: str) -> bool:
    """Tell whether a paragraph stands behind the last record: another section, a signature, a day, contacts."""
    mark = mark_of(text)
    if mark and (mark.kind in HEADINGS or mark.kind == MarkKind.ANNEX):
        return True
    label = label_name(text.partition("：")[0])
    return stands_alone(text) or is_organ(text) or label is not None


def _kind(label: str) -> str | None:
    return "report" if is_report_head(label) else kind_of_head(label)


def _records(entries: Sequence[_Entry], opening: str) -> list[_Record]:
    """Return the records that labels make, from each first one to the next."""
    found: list[_Record] = []
    for entry in entries:
        if entry.label == opening:
            found.append(_Record(entry.number, {}, entry.at))
        cells = found[-1].cells
        texts, rest = _held(entry)
        is_of_owners = kind_of_head(entry.label) == "owners"
        before = [cells[entry.label]] if cells.get(entry.label) else []
        cells[entry.label] = ("、" if is_of_owners else "\n").join((*before, *texts))
        if rest and _is_heading(rest[-1]):
            found[-1] = found[-1]._replace(heading=rest.pop())
        last = next((label for label in reversed(cells) if kind_of_head(label) == "text"), None)
        if rest and last:
            cells[last] = "\n".join((cells[last], *rest))
    return found


def _held(entry: _Entry) -> tuple[list[str], list[str]]:
    """Return what a label holds, and the paragraphs below it that are none of that."""
    texts = [text for each in entry.below if (text := each.text.strip())]
    held = [entry.text] if entry.text else []
    if _kind(entry.label) not in ONE_PARAGRAPH:
        rest = texts[-1:] if texts and mark_kind(texts[-1]) in HEADINGS and _is_heading(texts[-1]) else []
        return held + texts[: len(texts) - len(rest)], rest
    if not held:
        held, texts = texts[:1], texts[1:]
    while kind_of_head(entry.label) == "owners" and texts and is_list_of_owners(texts[0]):
        held.append(texts.pop(0))
    return held, texts


def mark_kind(text: str) -> MarkKind | None:
    """Return the form of the mark that a text begins with."""
    mark = mark_of(text)
    return mark.kind if mark else None


def _table(run: Sequence[Paragraph], records: Sequence[_Record], labels: Sequence[str]) -> Table | None:
    """Return records as a table, if most of them name owners that surely are."""
    heads = tuple(dict.fromkeys(labels))
    number = (NUMBERS,) if any(record.number for record in records) and NUMBERS not in heads else ()
    rows: list[Row] = []
    for record in records:
        cells = tuple(record.cells.get(head, "") for head in heads)
        numbers = (record.number,) if number else ()
        rows.append(Row((*numbers, *cells), run[record.at].place))
        if record.heading:
            rows.append(Row((record.heading,) * len(number + heads), run[record.at].place))
    columns = columns_by_heads(number + heads, rows)
    if columns is None:
        return None
    owned = [
        any(cell not in NOBODY and is_list_of_owners(cell) for cell in (row.cells[at] for at, _role in columns.owners))
        for row in rows
    ]
    if 2 * sum(owned) < len(records):
        return None
    return Table((Row(number + heads, run[records[0].at].place), *rows))
