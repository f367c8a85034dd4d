"""Word's automatic numbering, which stands nowhere in the text of a document: lists, their levels and their counts.

Source: ECMA-376 part 1 §17.9.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.word_numerals import numeral
from taskmap.reading.readers.word_styles import Chain, StyleSheet
from taskmap.reading.readers.word_xml import VALUE, Element, content, number, switch, value, w

_NO_LIST = "0"
_LEVELS = range(9)
_LONGEST_TEXT = 64
_PLACE_OF_LEVEL = Pattern(r"%([1-9])")
_NO_GAP_AFTER = frozenset("、，。．：；）】〕》）")
"""After these the tab between number and text would be a gap that nobody types."""


class Level(NamedTuple):
    """A level of a list: how it counts, and what it writes in front of a paragraph."""

    start: int
    number_format: str
    text: str
    suffix: str
    restart: int | None
    is_decimal_throughout: bool
    style_id: str | None


class NumberedList(NamedTuple):
    """A list: its counts are shared by all lists of one definition, unless it starts a level anew."""

    definition: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


class Numbering:
    """The lists of a document, and how far each of them has counted."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        """Take the numbering part, if there is one."""
        self._lists = {} if root is None else _lists(root, styles)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next_number(self, paragraph: Element, chain: Chain) -> str:
        """Count a paragraph of that style, and return what its list puts in front of its text, if anything."""
        list_id = value(paragraph, w("pPr/numPr/numId"))
        level = number(paragraph, w("pPr/numPr/ilvl"))
        if list_id is None:
            list_id = next((style.list_id for style in chain if style.list_id is not None), _NO_LIST)
            if level is None:
                level = self._level_by_style(list_id, chain)
        return self._count(list_id, level or 0)

    def _level_by_style(self, list_id: str, chain: Chain) -> int | None:
        """Return the level that is linked with a style (§17.9.23), or that the style states."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        linked = {level.style_id: index for index, level in levels.items()}
        for style in chain:
            level = linked.get(style.id, style.list_level)
            if level is not None:
                return level
        return None

    def _count(self, list_id: str, index: int) -> str:
        """Count one paragraph of a list at a level, and return its number."""
        numbered = self._lists.get(list_id)
        if numbered is None or index not in numbered.levels:
            return ""
        counts = self._counts.setdefault(numbered.definition, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for started in numbered.starts:
                counts.pop(started, None)
        counts[index] = counts[index] + 1 if index in counts else _start(numbered, index)
        for deeper in [each for each in counts if each > index]:
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else None
            if restart is None or index < restart:
                del counts[deeper]
        return _written(numbered, index, counts)


def _start(numbered: NumberedList, index: int) -> int:
    """Return the first number of a level."""
    return numbered.starts.get(index, numbered.levels[index].start)


def _written(numbered: NumberedList, index: int, counts: Mapping[int, int]) -> str:
    """Return the number as it stands in front of a text: 第三章, （二）, 1.2; a bullet says nothing."""
    level = numbered.levels[index]
    if level.number_format == "bullet":
        return ""

    def figure(place: re.Match[str]) -> str:
        each = int(place[1]) - 1
        if each not in numbered.levels:
            return ""
        count = counts.get(each, _start(numbered, each))
        return numeral(count, "decimal" if level.is_decimal_throughout else numbered.levels[each].number_format)

    text = _PLACE_OF_LEVEL.sub(figure, level.text)
    if not text or level.suffix == "nothing" or (level.suffix == "tab" and text[-1] in _NO_GAP_AFTER):
        return text
    return text.rstrip() + " "


def _lists(root: Element, styles: StyleSheet) -> dict[str, NumberedList]:
    """Return the lists of a document by their ids."""
    definitions = {element.get(w("abstractNumId")) or "": element for element in root.findall(w("abstractNum"))}
    used = {
        element.get(w("numId")) or "": value(element, w("abstractNumId")) or "" for element in root.findall(w("num"))
    }
    levels_of = {key: _levels(element) for key, element in definitions.items()}
    lists = {}
    for element in root.findall(w("num")):
        list_id = element.get(w("numId")) or ""
        definition = _linked(used[list_id], definitions, used, styles)
        levels = dict(levels_of.get(definition, {}))
        starts = {}
        for override in element.findall(w("lvlOverride")):
            levels.update(_levels(override))
            index, start = _index(override), number(override, w("startOverride"))
            if index is not None and start is not None:
                starts[index] = start
        lists[list_id] = NumberedList(definition, levels, starts)
    return lists


def _linked(definition: str, definitions: Mapping[str, Element], used: Mapping[str, str], styles: StyleSheet) -> str:
    """Return the definition that another one means by the style of lists it names (§17.9.21)."""
    element = definitions.get(definition)
    style_id = None if element is None else value(element, w("numStyleLink"))
    for style in styles.chain(style_id)[:1]:
        return used.get(style.list_id or "", definition)
    return definition


def _index(element: Element) -> int | None:
    """Return the level, from 0, that a level or an override of one is about."""
    index = element.get(w("ilvl")) or ""
    return int(index) if index in {str(each) for each in _LEVELS} else None


def _levels(parent: Element) -> dict[int, Level]:
    """Return the levels that a definition, or an override, has."""
    return {index: _level(element) for element in parent.findall(w("lvl")) if (index := _index(element)) is not None}


def _level(element: Element) -> Level:
    """Return what a level says."""
    number_format = next((each.get(VALUE) for each in content(element) if each.tag == w("numFmt")), None)
    return Level(
        start=number(element, w("start")) or 0,
        number_format=number_format or "decimal",
        text=(value(element, w("lvlText")) or "")[:_LONGEST_TEXT],
        suffix=value(element, w("suff")) or "tab",
        restart=number(element, w("lvlRestart")),
        is_decimal_throughout=bool(switch(element, w("isLgl"))),
        style_id=value(element, w("pStyle")),
    )
