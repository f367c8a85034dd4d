"""The styles of a Word document: what paragraphs and runs have from them, and from the styles those are based on."""

from typing import NamedTuple

from taskmap.reading.patterns import Pattern
from taskmap.reading.readers.word_xml import Element, number, switch, value, w

_LONGEST_CHAIN = 32
"""Word itself lets no style be based on more."""

_HEADING_NAME = Pattern(r"(?i)(?:heading|标题) ?([1-9])")
_CONTENTS_NAME = Pattern(r"(?i)toc ?[1-9]")
"""Built-in styles have these names in the files of every language (§17.7.4.9)."""

_BODY_TEXT = 9
"""The outline level that says: no heading (§17.3.1.20)."""


class Style(NamedTuple):
    """A style, as far as the text depends on it; ``None`` where it leaves the matter to the style it is based on."""

    id: str
    based_on: str | None = None
    name: str = ""
    list_id: str | None = None
    list_level: int | None = None
    outline: int | None = None
    hidden: bool | None = None


Chain = tuple[Style, ...]
"""A style, the one that it is based on, and so forth."""


class StyleSheet:
    """The styles of a document, by their ids."""

    def __init__(self, root: Element | None) -> None:
        """Take the styles part, if there is one."""
        self._styles: dict[str, Style] = {}
        self._chains: dict[str | None, Chain] = {}
        self._default: str | None = None
        for element in () if root is None else root.findall(w("style")):
            style = _style(element)
            self._styles.setdefault(style.id, style)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._default = style.id

    def chain(self, style_id: str | None) -> Chain:
        """Return a style and those it is based on; nothing for an unknown one."""
        if style_id not in self._chains:
            chain: dict[str, Style] = {}
            style = self._styles.get(style_id or "")
            while style is not None and style.id not in chain and len(chain) < _LONGEST_CHAIN:
                chain[style.id] = style
                style = self._styles.get(style.based_on or "")
            self._chains[style_id] = tuple(chain.values())
        return self._chains[style_id]

    def of_paragraph(self, paragraph: Element) -> Chain:
        """Return the style that a paragraph has, the default one if it names none."""
        return self.chain(value(paragraph, w("pPr/pStyle")) or self._default)

    def is_hidden(self, run: Element, chain: Chain) -> bool:
        """Tell whether a run in a paragraph of that style is hidden text (§17.3.2.41)."""
        said = switch(run, w("rPr/vanish"))
        if said is None:
            character_style = value(run, w("rPr/rStyle"))
            chains = (*self.chain(character_style), *chain) if character_style else chain
            said = next((style.hidden for style in chains if style.hidden is not None), False)
        return said


def heading_level(paragraph: Element, chain: Chain) -> int | None:
    """Return the heading level, from 1, that a paragraph has by itself or by its style; ``None`` for text."""
    outline = number(paragraph, w("pPr/outlineLvl"))
    if outline is None:
        outline = next((level for level in map(_outline, chain) if level is not None), _BODY_TEXT)
    return outline + 1 if 0 <= outline < _BODY_TEXT else None


def is_contents(chain: Chain) -> bool:
    """Tell whether a paragraph of that style is a line of a table of contents, which only repeats the headings."""
    return any(_CONTENTS_NAME.fullmatch(style.name) for style in chain)


def _outline(style: Style) -> int | None:
    """Return the outline level, from 0, that a style sets, or that its name says."""
    if style.outline is not None:
        return style.outline
    named = _HEADING_NAME.fullmatch(style.name)
    return int(named[1]) - 1 if named else None


def _style(element: Element) -> Style:
    """Return what a style says."""
    return Style(
        id=element.get(w("styleId")) or "",
        based_on=value(element, w("basedOn")),
        name=value(element, w("name")) or "",
        list_id=value(element, w("pPr/numPr/numId")),
        list_level=number(element, w("pPr/numPr/ilvl")),
        outline=number(element, w("pPr/outlineLvl")),
        hidden=switch(element, w("rPr/vanish")),
    )
