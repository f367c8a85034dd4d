"""Agencies and their parts in one paragraph: 市发改委负责…；市财政局负责…；县政府负责…, cut into entries of a list.

Prose speaks of what agencies do, too. Such sentences are a list if three of them in a row say whose part something
is, or two where a heading or the words before them say that duties are divided; reports and rules are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Ahead, Paragraph
from taskmap.reading.brackets import CLOSING, OPENING, cut, outermost, trailing
from taskmap.reading.duties.names import part, pieces, restore
from taskmap.reading.duties.part_entries import (
    Entry,
    begins_with_doing,
    begins_with_duty,
    entry_of,
    is_agency,
    is_surely_agency,
    names_before,
)
from taskmap.reading.duties.part_signs import FEWEST, LONGEST_HEAD, LONGEST_HEADING, OF_DUTIES, STOPS, may_have_parts
from taskmap.reading.duties.places import find, is_list_of_owners
from taskmap.reading.duties.words import IN_GENERAL, OF_RULES
from taskmap.reading.marks import MarkKind, mark_of
from taskmap.reading.organs import completed, level_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from taskmap.reading.blocks import Block, Blocks

FEWEST_UNSAID = 3
"""Entries in a row that nothing announces."""

MOST = 2 / 3
"""Of the entries as many name what surely are agencies, at least."""

COMMAS = frozenset("，,")
LEAD_ENDS = frozenset("：:，,")
"""What may stand between the words that announce a list and its first entry."""

LONGEST_LEAD = 60
"""Characters of the words before the first entry in its sentence."""

ANNOUNCING = (*OF_DUTIES, "各司其职", "各负其责")
"""Words of a sentence before the entries that announce them."""

REPORTING = (
    "表示", "介绍", "指出", "以来", "去年", "近年", "目前", "已经", "已完", "完成了", "开展了", "进行了", "组织了",
    "召开了", "取得", "荣获", "累计", "完工", "余次", "余起", "余条", "余人", "余个", "余名", "昨日", "昨天", "近日",
    "记者", "本报讯", "历时", "演练中，",
)  # fmt: skip
"""Words of sentences that tell what was done or said, those right before the entries and behind them among them."""

NO_ENDS = ("要", "应", "须", "可", "均", "都", "也", "在", "能", "还")
"""What stands between an agency and the verb of a sentence that gives it no part of its own: 各单位要加强联系."""


class Sentence(NamedTuple):
    """A piece of a paragraph with the mark that ends it, and what it says as an entry of a list."""

    text: str
    entry: Entry | None = None


class Part(NamedTuple):
    """An entry with the sentences that go on with it."""

    text: str
    entry: Entry


def with_cut_parts(blocks: Blocks, title: str | None, announced: Callable[[int], bool | None]) -> Blocks:
    """Return blocks in which paragraphs of several agencies and their parts are cut, a part a paragraph.

    Args:
        blocks: the paragraphs and tables of a document's text.
        title: its title.
        announced: tells of the place of a paragraph whether headings above say that duties are divided, ``None`` if
            they say that they are not.
    """
    found: list[Block] = []
    of_articles = False
    for place, block in enumerate(blocks):
        mark = mark_of(block.text) if isinstance(block, Paragraph) else None
        if mark and mark.kind in (MarkKind.ARTICLE, MarkKind.ANNEX):
            of_articles = mark.kind == MarkKind.ARTICLE
        cuts: list[Paragraph] = []
        if isinstance(block, Paragraph) and not of_articles and may_have_parts(block.text):
            cuts = _cut(block, title, announced, place)
        found += cuts or [block]
    return tuple(found)


def _cut(block: Paragraph, title: str | None, announced: Callable[[int], bool | None], place: int) -> list[Paragraph]:
    """Return the parts of a paragraph, if it has some."""
    sentences = list(_sentences(block.text))
    for start, end in _runs(sentences):
        parts, rest = _parts(sentences[start:end])
        before = [each.text for each in sentences[:start]]
        around = (*before[-1:], *(each.text for each in parts), rest, *(each.text for each in sentences[end : end + 1]))
        if len(parts) < FEWEST or any(word in text for text in around for word in REPORTING):
            continue
        if not _is_list(parts, before, title, announced(place)):
            continue
        if any(each.phrase.names and not each.phrase.bare for each in find(block.text)):  # owners that are set off
            return []
        behind = rest + "".join(each.text for each in sentences[end:])
        texts = "".join(before).strip().rstrip("，,"), behind.strip()
        opening, closing = ([block._replace(text=text)] if text else [] for text in texts)
        return [*opening, *_entries(block, parts), *closing]
    return []


def _entries(block: Paragraph, parts: Sequence[Part]) -> Iterator[Paragraph]:
    """Return the paragraphs of parts; agencies whose level is left out have that of the others."""
    levels = {level for each in parts for name in each.entry.names if (level := level_of(name))}
    level = levels.pop() if len(levels) == 1 else ""
    for each in parts:
        names = tuple(completed(name, level) for name in each.entry.names)
        yield block._replace(text=each.text.strip(), ahead=Ahead(each.entry.printed, names))


def _sentences(text: str) -> Iterator[Sentence]:
    """Return the pieces of a text; the words that announce a list stand apart from its first entry."""
    end = 0
    last: Entry | None = None
    for _before, piece in cut(text, STOPS):
        whole = text[end : end + len(piece) + 1]
        end += len(whole)
        lead = 0 if last else _lead(piece)
        if lead:
            yield Sentence(whole[:lead])
        last = _entry(piece[lead:].strip())
        if whole:
            yield Sentence(whole[lead:], last)


def _lead(text: str) -> int:
    """Return where the first entry begins in a sentence that opens with other words: 具体分工：市发改委负责…."""
    if _entry(text.strip()):
        return 0
    mark = mark_of(text)
    starts = [mark.end] if mark else []
    starts += [end + 1 for start, end in outermost(text[:LONGEST_LEAD]) if not text[:start].strip()]
    starts += [place + 1 for place, character in enumerate(text[:LONGEST_LEAD]) if character in LEAD_ENDS]
    return next((start for start in starts if (entry := _entry(text[start:].strip())) and entry.is_known), 0)


def _entry(text: str) -> Entry | None:
    """Read a sentence as an agency and its part, which a comma may part: 市教育局，负责培训."""
    if not text or text[0] in CLOSING or text[0] in OPENING or is_list_of_owners(text):
        return None
    found = _behind_comma(text) or _run_on(text) or entry_of(text)
    is_part = found and found.part and begins_with_doing(found.part) and not any(IN_GENERAL in n for n in found.names)
    return found if is_part else None


def _behind_comma(text: str) -> Entry | None:
    place = next((place for place, character in enumerate(text[:LONGEST_HEAD]) if character in COMMAS), 0)
    rest = text[place + 1 :].strip()
    names = _names(text[:place]) if place and begins_with_doing(rest) else ()
    return _made(text[: place + 1], names, rest, is_parted=True)


def _run_on(text: str) -> Entry | None:
    head = names_before(text[:LONGEST_HEAD])
    return _made(head, _names(head), text[len(head) :], is_parted=False)


def _names(head: str) -> tuple[str, ...]:
    return tuple(restore(name for each in pieces(head, "、") for name in part(each.text))) if head else ()


def _made(printed: str, names: tuple[str, ...], rest: str, *, is_parted: bool) -> Entry | None:
    if not names or not all(map(is_agency, names)) or names[-1].endswith(NO_ENDS):
        return None
    return Entry(printed, names, rest, is_sure=all(map(is_surely_agency, names)), is_parted=is_parted)


def _runs(sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Return where entries in a row begin and end, with what goes on with them."""
    start: int | None = None
    before = ""
    for place, each in enumerate(sentences):
        goes_on = before.endswith(("；", ";")) or begins_with_doing(each.text)
        before = each.text
        if each.entry:
            start = place if start is None else start
        elif start is not None and not goes_on:
            yield start, place
            start = None
    if start is not None:
        yield start, len(sentences)


def _parts(sentences: Sequence[Sentence]) -> tuple[list[Part], str]:
    """Return the entries, each with what goes on with it, and what is said of all behind the last full stop."""
    parts: list[Part] = []
    last = max(place for place, each in enumerate(sentences) if each.entry)
    rest = ""
    for place, each in enumerate(sentences):
        if each.entry:
            parts.append(Part(each.text, each.entry))
        elif rest or (place > last and parts[-1].text.endswith("。")):
            rest += each.text
        else:
            parts[-1] = parts[-1]._replace(text=parts[-1].text + each.text)
    return parts, rest


def _is_list(
    parts: Sequence[Part],
    before: Sequence[str],
    title: str | None,
    above: bool | None,  # noqa: FBT001 - one of three answers
) -> bool:
    """Tell whether entries in a row give agencies their parts.

    Args:
        parts: the entries.
        before: the sentences before them in their paragraph.
        title: that of the document.
        above: whether headings say that duties are divided; ``None`` if they say that they are not.
    """
    count = len(parts)
    said = sum(begins_with_duty(each.entry.part) for each in parts)
    sure = sum(each.entry.is_sure for each in parts)
    if above is None or not said or sure < MOST * count or not all(each.entry.is_known for each in parts):
        return False
    if above or _announces(before):
        return True
    is_of_rules = trailing(title or "")[0].endswith(OF_RULES)
    return count >= FEWEST_UNSAID and said >= MOST * count and not is_of_rules


def _announces(before: Iterable[str]) -> bool:
    """Tell whether the words before entries, in their paragraph, say that duties are divided."""
    return any(len(each) <= LONGEST_HEADING and any(word in each for word in ANNOUNCING) for each in before)
