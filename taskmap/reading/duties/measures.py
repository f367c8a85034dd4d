"""The measures of a document: which of its units are tasks, what each says, and who owns it.

A task is the smallest unit with owners of its own, else the smallest numbered one. Sections of background,
principles and goals hold none (docs/reading.md).
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.blocks import Doubt, Place
from taskmap.reading.brackets import trailing
from taskmap.reading.duties.offices import divides_among_offices
from taskmap.reading.duties.phrases import parse
from taskmap.reading.duties.places import closing_offices, find, is_line_of_owners, owners_below
from taskmap.reading.duties.places import doubts as owner_doubts
from taskmap.reading.duties.sentences import are_surely
from taskmap.reading.duties.words import BACKGROUND, BACKGROUND_AROUND, OF_RULES
from taskmap.reading.marks import MarkKind
from taskmap.reading.outline.units import heading_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from taskmap.reading.duties.phrases import OwnerPhrase
    from taskmap.reading.outline.units import Unit

NO_MEASURES = frozenset(
    opening + ending for openings, endings in BACKGROUND for opening in openings for ending in endings
)
"""Headings of sections that hold no measures."""

MARKS = str.maketrans("", "", '。：“”"')

FINE = frozenset({MarkKind.BULLET, MarkKind.CIRCLED, MarkKind.HALF_BRACKET, MarkKind.DIGITS_IN_BRACKETS})
"""Forms that number the steps of a measure rather than measures, unless owners stand with them."""

NUMBERED = frozenset(MarkKind) - {MarkKind.ANNEX, MarkKind.BOX, MarkKind.BULLET, MarkKind.HEADING}
FEWEST_UNNUMBERED = 2
"""Paragraphs with owners that make a document of measures without numbers, where none says what they do (负责)."""

FEWEST_BELOW = 2
"""Measures below a heading whose owners hold for all of them."""

HEADING_WITH_OWNERS = 45
"""Characters: owners that close so short an opening belong to all that follows."""


class Segment(NamedTuple):
    """A run of texts that belong together and the phrases behind or within them."""

    texts: tuple[str, ...]
    phrases: tuple[OwnerPhrase, ...] = ()
    place: Place = Place()


class Measure(NamedTuple):
    """A task as it is read: its unit, its number among the unit's tasks (0: the only one), heading, text and owners."""

    unit: Unit
    part: int
    title: str | None
    text: str | None
    phrases: tuple[OwnerPhrase, ...]
    place: Place


class _Reader:
    """Decides for every unit of one document; looks at each of them once."""

    def __init__(self, root: Unit, front: Collection[str]) -> None:
        self.segments: dict[int, list[Segment]] = {}
        self.doubts: list[Doubt] = []
        self.owned: dict[int, bool] = {}
        self.units = list(root.walk())
        of_offices = divides_among_offices(self.units, front)
        of_rules = any((trailing(line)[0] or line).strip().endswith(OF_RULES) for line in front)
        for unit in reversed(self.units):  # children before their parents
            self.segments[id(unit)] = segments(unit, self.doubts, of_offices=of_offices)
            phrases = [phrase for each in self.segments[id(unit)] for phrase in each.phrases]
            if any(phrase.bare for phrase in phrases) and _takes_no_bare(unit, phrases):
                self.segments[id(unit)] = [without_bare(each) for each in self.segments[id(unit)]]
            elif of_rules:
                self.segments[id(unit)] = [_without_inside(each) for each in self.segments[id(unit)]]
            below = any(self.owned[id(child)] for child in unit.children)
            self.owned[id(unit)] = below or self.has_phrase(unit)
        leaves = Counter(unit.kind for unit in self.units if not unit.children)
        with_owners = Counter(unit.kind for unit in self.units if not unit.children and self.has_phrase(unit))
        self.usual = {kind for kind, count in leaves.items() if 2 * with_owners[kind] >= count}
        self.doubts.reverse()

    def has_phrase(self, unit: Unit) -> bool:
        return any(segment.phrases for segment in self.segments[id(unit)])

    def measures(self, unit: Unit, *, background: bool, inherited: tuple[OwnerPhrase, ...] = ()) -> Iterator[Measure]:
        """Return the tasks of a unit and all below it; those without owners get the ``inherited`` ones."""
        if unit.kind == MarkKind.BOX:
            return
        background = background or is_background(unit)
        if background and not self.owned[id(unit)]:
            return
        for_all = self._said_for_all(unit)
        if not for_all and (not unit.children or self._is_whole(unit)):
            for_it = _said_for(unit, inherited)
            yield from (each if each.phrases else each._replace(phrases=for_it) for each in self._own(unit))
            return
        if self.has_phrase(unit) and not for_all:
            yield from self._own(unit, alone=True)
        for child in unit.children:
            yield from self.measures(child, background=background, inherited=for_all or inherited)

    def _said_for_all(self, unit: Unit) -> tuple[OwnerPhrase, ...]:
        """Return the owners that a heading has in a paragraph of their own below it, above numbered measures."""
        found = self.segments[id(unit)]
        below = [child for child in unit.children if child.kind not in FINE and child.kind != MarkKind.BOX]
        if len(below) < FEWEST_BELOW or len(found) != 1 or not unit.paragraphs or not _is_heading(list(found[0].texts)):
            return ()
        return found[0].phrases if any(find(each.text) for each in unit.paragraphs) else ()

    def _is_whole(self, unit: Unit) -> bool:
        """Tell whether a unit with others below it is one task."""
        below = [child for child in unit.children if child.kind != MarkKind.BOX]
        owned = [child for child in below if self.owned[id(child)]]
        if not unit.mark:
            return False
        if not below:
            return True
        if not owned:
            return self.has_phrase(unit) or all(child.kind in FINE for child in below)
        if self.has_phrase(unit) or len(below) == 1 or owned != below[-1:] or _divides_duties(below[-1]):
            return False
        if all(phrase.inside for each in self.segments[id(below[-1])] for phrase in each.phrases):
            return False
        # Owners behind the last of several steps are those of all, where such steps have none of their own elsewhere.
        return below[-1].kind in FINE or below[-1].kind not in self.usual

    def _own(self, unit: Unit, *, alone: bool = False) -> Iterator[Measure]:
        parts = list(self.segments[id(unit)])
        if not alone:
            for child in unit.children:
                if child.kind != MarkKind.BOX:
                    parts += self._below(child)
        with_phrase = [each for each in parts if each.phrases]
        if with_phrase and unit is self.units[-1]:  # what follows the owners of the last task closes the document
            parts = parts[: parts.index(with_phrase[-1]) + 1]
        if parts and (len(with_phrase) <= 1 or (unit.children and not alone)):
            phrases = tuple(phrase for each in with_phrase for phrase in each.phrases)
            parts = [Segment(sum_texts(parts), phrases, parts[0].place)]
        for number, segment in enumerate(parts, 1):
            title, text = titled(segment.texts) if number == 1 else (None, "\n".join(segment.texts))
            if title or text:
                yield Measure(
                    unit, number if len(parts) > 1 else 0, title, text or None, segment.phrases, segment.place
                )

    def _below(self, unit: Unit) -> Iterator[Segment]:
        """Return the segments of a unit that is a step of the one above, its marks in front."""
        for each in unit.walk():
            found = self.segments[id(each)]
            for number, segment in enumerate(found):
                mark = each.mark.text if each.mark and number == 0 and segment.texts else ""
                texts = (mark + segment.texts[0], *segment.texts[1:]) if segment.texts else ()
                yield Segment(texts, segment.phrases, segment.place)


def _said_for(unit: Unit, phrases: Iterable[OwnerPhrase]) -> tuple[OwnerPhrase, ...]:
    """Return those of the phrases above a unit that hold for it: all that do not speak of other numbers."""
    number = unit.mark.number if unit.mark else None
    return tuple(each._replace(of_numbers=()) for each in phrases if not each.of_numbers or number in each.of_numbers)


def _divides_duties(unit: Unit) -> bool:
    """Tell whether a unit gives agencies their parts, each in an item of its own."""
    return any(each.opening.ahead for each in unit.walk())


def _takes_no_bare(unit: Unit, phrases: Iterable[OwnerPhrase]) -> bool:
    """Tell whether sentences of a unit that sound like owners are text: it has owners set off, or holds no measures."""
    if any(not (phrase.bare or phrase.of_numbers or phrase.tasks_above) for phrase in phrases):
        return True
    return any(each.kind == MarkKind.ARTICLE or is_background(each) for each in (unit, *unit.above))


def without_bare(segment: Segment) -> Segment:
    """Take sentences that sound like owners for text, as they are where principles and goals are told."""
    bare = [phrase for phrase in segment.phrases if phrase.bare]
    opening = "".join(f"{phrase.text}，" for phrase in bare if phrase.ahead)
    texts = (opening + "".join(segment.texts[:1]), *segment.texts[1:]) if opening else segment.texts
    behind = (phrase.text for phrase in bare if not (phrase.ahead or phrase.inside))
    return segment._replace(texts=(*texts, *behind), phrases=tuple(each for each in segment.phrases if not each.bare))


def _without_inside(segment: Segment) -> Segment:
    """Take whom sentences name within a text for nobody's owner, where rules say what organs do in general."""
    return segment._replace(phrases=tuple(phrase for phrase in segment.phrases if not phrase.inside))


def sum_texts(parts: Iterable[Segment]) -> tuple[str, ...]:
    """Return the texts of several segments as one run."""
    return tuple(text for part in parts for text in part.texts)


def measures(root: Unit, front: Collection[str] = ()) -> tuple[list[Measure], list[Doubt]]:
    """Return the tasks of a document in its order, and what looked like owners but could not be read.

    Args:
        root: the document's units.
        front: the lines in front of them, which tell to whom it speaks.
    """
    reader = _Reader(root, front)
    return list(reader.measures(root, background=False)), reader.doubts


def is_background(unit: Unit) -> bool:
    """Tell whether a unit's heading says that it holds no measures."""
    heading = unit.heading or unit.opening.text[:20]
    heading = "".join(heading.translate(MARKS).split())
    return heading in NO_MEASURES or any(
        heading.endswith(endings) and heading.startswith(openings) and len(heading) in lengths
        for openings, endings, lengths in BACKGROUND_AROUND
    )


SET_OFF = frozenset({MarkKind.PART, MarkKind.CHAPTER, MarkKind.SECTION, MarkKind.ARTICLE})
"""Marks without punctuation, which a space sets off from the heading: 第三条 人才支持."""


def heading_with_mark(unit: Unit) -> str:
    """Return a unit's heading as it is printed: （一）提升创新策源能级."""
    mark = unit.mark.text.strip() if unit.mark else ""
    if unit.kind in SET_OFF:
        mark = f"{mark} "
    return (mark + (unit.heading or unit.opening.text.split("。")[0][:LONGEST_OPENING])).strip("。；：")


LONGEST_OPENING = 60
"""Characters of an opening that stand for a unit without heading."""


def titled(texts: tuple[str, ...]) -> tuple[str | None, str]:
    """Part the heading from the texts of a task: its first sentence if that is short and more follows."""
    if not texts:
        return None, ""
    heading, rest = heading_of(texts[0])
    further = [text for text in (rest, *texts[1:]) if text]
    if heading and (further or not texts[0].endswith("。")):
        return heading, "\n".join(further)
    return None, "\n".join(texts)


def segments(unit: Unit, doubts: list[Doubt], *, of_offices: bool = False) -> list[Segment]:
    """Cut the opening and the paragraphs of a unit where a phrase ends and text begins anew.

    Args:
        unit: the unit.
        doubts: takes what looks like owners, and was not understood.
        of_offices: whether the document names the offices of one agency in brackets.
    """
    if not unit.mark and not unit.parent:
        return _unnumbered(unit)
    if unit.opening.ahead:
        from taskmap.reading.duties.agency_parts import part_of_agency

        if part := part_of_agency(unit):
            return [Segment(*part, unit.opening.place)]
    found: list[Segment] = []
    texts: list[str] = []
    phrases: list[OwnerPhrase] = []
    place = unit.opening.place
    for before, paragraph in pairwise((unit.opening, unit.opening, *unit.paragraphs)):
        listed = owners_below(before.text, paragraph.text) if before is not paragraph else None
        cut = [("", listed)] if listed else cut_at_owners(paragraph.text, of_offices=of_offices)
        for number, (text, phrase) in enumerate(cut):
            has_own = number > 0 and phrase is not None and not phrase.bare
            if text and phrases and (found or has_own or not _is_heading(texts)):
                found.append(Segment(tuple(texts), tuple(phrases), place))
                texts, phrases, place = [], [], paragraph.place
            if text:
                texts.append(text)
            if phrase:
                phrases.append(phrase)
        doubts += owner_doubts(paragraph.text, paragraph.place)
    if texts or phrases:
        found.append(Segment(tuple(texts), tuple(phrases), place))
    return found


def _unnumbered(root: Unit) -> list[Segment]:
    """Return the paragraphs that owners close, of a document that numbers nothing: each is a measure of its own.

    A line of owners closes all paragraphs since the line before it; the first of them only the one right above it.
    """
    if any(unit.kind in NUMBERED for unit in root.walk()):
        return []
    found: list[Segment] = []
    above: list[str] = []
    is_sure = False
    for paragraph in root.paragraphs:
        if is_line_of_owners(paragraph.text):
            if above:
                phrase = parse(paragraph.text.rstrip("。；; "))
                found.append(Segment(tuple(above if found else above[-1:]), (phrase,), paragraph.place))
            above = []
            continue
        texts: list[str] = []
        for text, phrase_behind in cut_at_owners(paragraph.text):
            texts += [text] if text else []
            if phrase_behind and phrase_behind.names and not phrase_behind.bare and (texts or above):
                found.append(Segment(tuple(texts or above[-1:]), (phrase_behind,), paragraph.place))
                texts, above = [], []
                is_sure = is_sure or (phrase_behind.stated and are_surely(phrase_behind))
        above += ["".join(texts)] if texts else []
    return found if is_sure or len(found) >= FEWEST_UNNUMBERED else []


def _is_heading(texts: list[str]) -> bool:
    """Tell whether the texts so far are but the heading of what follows."""
    return len(texts) == 1 and len(texts[0]) <= HEADING_WITH_OWNERS and "。" not in texts[0][:-1]


BETWEEN = "。；;，, "
"""What parts an owner phrase from the text behind it."""


def cut_at_owners(text: str, *, of_offices: bool = False) -> Iterator[tuple[str, OwnerPhrase | None]]:
    """Part a passage at its owner phrases: each piece of text with the phrase behind it."""
    start = 0
    ahead: OwnerPhrase | None = None
    for found in find(text) or (closing_offices(text) if of_offices else ()):
        if found.phrase.ahead:
            ahead = found.phrase
        elif ahead:
            yield tidy(text[start : found.start].lstrip(BETWEEN)), ahead
            yield "", found.phrase
            ahead = None
        else:
            yield tidy(text[start : found.start].lstrip(BETWEEN)), found.phrase
        start = found.end
    rest = tidy(text[start:].lstrip(BETWEEN))
    if rest or ahead or not start:
        yield rest, ahead


def tidy(text: str) -> str:
    """Take spaces, and a bracket that is left open, from the ends of a text."""
    return text.strip().rstrip("（(〔[—").strip()
