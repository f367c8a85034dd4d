"""Records of labels: tasks whose parts stand in paragraphs of their own, each behind a label (项目名称：… 责任单位：…).

What a label holds stands behind it or in the paragraphs below; a label alone in its paragraph needs no colon. A record
begins where its first label comes again. Records are the rows of a table whose heads are the labels.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Paragraph, Row, Table, paragraphs
from taskmap.reading.duties.labels import COLONS, label_name
from taskmap.reading.duties.places import is_list_of_owners
from taskmap.reading.duties.table_columns import columns_by_heads, is_report_head, owners_of
from taskmap.reading.duties.table_heads import LONGEST_HEAD, kind_of_head
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.noise.lines import join_lines
from taskmap.reading.noise.openings import stands_alone
from taskmap.reading.organs import is_organ
from taskmap.reading.outline.units import KNOWN_HEADINGS
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.reading.blocks import Block, Blocks

FEWEST_RECORDS = 2
FEWEST_LABELS = 3
"""Labels of a record that stands alone."""

MOST_TRIED = 6
"""Labels, from the first on, of which one may open the records."""

MOSTLY = 0.8
"""Share of the records that stand below headings of their own, where they are measures."""

MOST_PARAGRAPHS = 30
"""Paragraphs that a label holds."""

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
    """A label, the number in front of it, what stands behind it, where it is, and the paragraphs below it."""

    label: str
    number: str
    text: str
    at: int
    below: tuple[str, ...] = ()
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
    run = [paragraph for paragraph in run if paragraph.text.strip()]
    labelled = [entry for at, paragraph in enumerate(run) if (entry := _entry(paragraph.text, at))]
    counts = Counter(entry.label for entry in labelled)
    first = list(dict.fromkeys(entry.label for entry in labelled))
    for opening in sorted(first[:MOST_TRIED], key=lambda label: counts[label] < FEWEST_RECORDS):
        entries = _belonging(labelled, opening)
        if not _may_be_records(entries, opening):
            continue
        end = _end(run, entries)
        ends = (*(entry.at for entry in entries[1:]), end)
        whole = [
            _whole(entry, run[entry.at], run[entry.at + 1 : after]) for entry, after in zip(entries, ends, strict=True)
        ]
        if _stand_below_headings(run, whole, opening):
            return run
        if any(map(_is_too_much, whole)):
            continue
        if table := _table(run, _records(whole, opening), [entry.label for entry in entries]):
            return (*run[: entries[0].at], table, *run[end:])
    return run


def _entry(text: str, at: int) -> _Entry | None:
    """Read the label that a paragraph opens with, or is; with a mark and without a colon it is a heading."""
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
    if end is None and (mark or label in KNOWN_HEADINGS):
        return None
    return _Entry(label, printed, text[end + 1 :].strip() if end else "", at, has_colon=end is not None)


def _whole(entry: _Entry, line: Paragraph, below: Sequence[Paragraph]) -> _Entry:
    """Return a label with what stands below it, where lines that go on from each other are put together."""
    if _kind(entry.label) == "owners":  # a line may be a name
        return entry._replace(below=tuple(each.text.strip() for each in below))
    first = [line._replace(text=entry.text)] if entry.text else []
    texts = [each.text.strip() for each in paragraphs(join_lines((*first, *below)))]
    return entry._replace(text="".join(texts[: len(first)]), below=tuple(texts[len(first) :]))


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


def _may_be_records(entries: Sequence[_Entry], opening: str) -> bool:
    """Tell whether labels may be those of records: each says what is to be done, and by whom."""
    kinds = [kind_of_head(label) for label in {entry.label for entry in entries}]
    if "owners" not in kinds or "text" not in kinds or is_report_head(opening):
        return False
    count = sum(entry.label == opening for entry in entries)
    return count >= FEWEST_RECORDS or (opening.endswith(NAMES) and len(kinds) >= FEWEST_LABELS)


def _stand_below_headings(run: Sequence[Paragraph], entries: Sequence[_Entry], opening: str) -> bool:
    """Tell whether something else stands above the first labels: then the records are measures below that."""
    above = [entries[0].at > 0 and not entries[0].number and mark_of(run[entries[0].at - 1].text) is not None]
    above += [bool(_held(before)[1]) for before, entry in pairwise(entries) if entry.label == opening]
    return sum(above) > MOSTLY * len(above)


def _is_too_much(entry: _Entry) -> bool:
    """Tell whether more stands below a label than it can hold: whole sections with their headings."""
    held = _held(entry)[0]
    has_headings = any(_mark_kind(text) in HEADINGS and _is_heading(text) for text in held)
    return len(held) > MOST_PARAGRAPHS or (has_headings and not is_report_head(entry.label))


def _is_heading(text: str) -> bool:
    """Tell whether a paragraph is a numbered heading."""
    text = text.strip()
    return len(text) <= LONGEST_HEADING and not text.endswith(("。", "；")) and mark_of(text) is not None


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
    texts = list(entry.below)
    held = [entry.text] if entry.text else []
    if _kind(entry.label) not in ONE_PARAGRAPH:
        rest = texts[-1:] if texts and _mark_kind(texts[-1]) in HEADINGS and _is_heading(texts[-1]) else []
        return held + texts[: len(texts) - len(rest)], rest
    if not held:
        held, texts = texts[:1], texts[1:]
    while held and texts and _kind(entry.label) == "owners":
        if is_list_of_owners(held[-1]) and is_list_of_owners(texts[0]):
            held.append(texts.pop(0))
        elif is_list_of_owners(held[-1] + texts[0]):
            held[-1] += texts.pop(0)
        else:
            break
    return held, texts


def _mark_kind(text: str) -> MarkKind | None:
    """Return the form of the mark that a text begins with."""
    mark = mark_of(text)
    return mark.kind if mark else None


def _table(run: Sequence[Paragraph], records: Sequence[_Record], labels: Sequence[str]) -> Table | None:
    """Return records as a table, if most of them name owners."""
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
    owned = [any(_names_owners(row.cells[place]) for place, _role in columns.owners) for row in rows]
    if 2 * sum(owned) < len(records):
        return None
    return Table((Row(number + heads, run[records[0].at].place), *rows))


def _names_owners(cell: str) -> bool:
    """Tell whether what a label of owners holds names some, and nothing else."""
    phrase = owners_of(cell, None)
    return not phrase.unread and any(is_organ(each.name) for each in phrase.names)
