"""The XML of Word documents: its names, and what of it a reader of the finished text sees.

Source: ECMA-376 (Office Open XML), part 1 §17 for the elements of Word, part 3 for alternate content.
"""

from collections.abc import Iterator
from typing import Protocol, Self

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


class Element(Protocol):
    """What is used of an element of lxml's tree."""

    @property
    def tag(self) -> str:
        """The name, with its namespace in front."""

    @property
    def text(self) -> str | None:
        """The text in front of its first child."""

    def get(self, key: str) -> str | None:
        """Return an attribute."""

    def find(self, path: str) -> Self | None:
        """Return the first element at a path below it."""

    def findall(self, path: str) -> list[Self]:
        """Return every element at a path below it."""

    def iter(self, tag: str) -> Iterator[Self]:
        """Return every element of that name in it, at any depth."""

    def __iter__(self) -> Iterator[Self]:
        """Return its children."""

    def __reversed__(self) -> Iterator[Self]:
        """Return its children from the last to the first."""


def w(path: str) -> str:
    """Return a name, or a path of names, with the namespace of Word put in: ``pPr/numPr``."""
    return "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))


BODY, PARAGRAPH, TABLE, ROW, CELL, RUN = (w(name) for name in ("body", "p", "tbl", "tr", "tc", "r"))
TEXT_BOX, PAGE_TURN = w("txbxContent"), w("lastRenderedPageBreak")
VALUE = w("val")

_ALTERNATIVES, _CHOICE, _FALLBACK = (COMPATIBILITY + name for name in ("AlternateContent", "Choice", "Fallback"))
_UNDERSTOOD = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15"})
"""The prefixes, which every program writes alike, of the extensions whose content is read like any other."""

_WRAPPERS = frozenset(
    w(name)
    for name in ("sdt", "sdtContent", "ins", "moveTo", "hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo")
)
"""Elements that stand around content: controls, tracked insertions, links, fields."""

_REMOVED = frozenset((w("del"), w("moveFrom")))
"""Tracked deletions: what they hold is no part of the text any more."""


def content(parent: Element) -> Iterator[Element]:
    """Return what an element holds, as it reads with every change accepted: wrappers opened, deletions left out."""
    waiting = list(reversed(parent))
    while waiting:
        child = waiting.pop()
        if child.tag in _WRAPPERS:
            waiting.extend(reversed(child))
        elif child.tag == _ALTERNATIVES:
            waiting.extend(_alternative(child))
        elif child.tag not in _REMOVED:
            yield child


def text_boxes(drawing: Element) -> Iterator[Element]:
    """Return the text boxes in a drawing, each once."""
    waiting = [drawing]
    while waiting:
        element = waiting.pop()
        if element.tag == TEXT_BOX:
            yield element
        elif element.tag == _ALTERNATIVES:
            waiting.extend(_alternative(element))
        else:
            waiting.extend(reversed(element))


def _alternative(alternatives: Element) -> Iterator[Element]:
    """Return, last first, the content of the one alternative that applies (part 3 §7.5)."""
    choices = alternatives.findall(_CHOICE)
    for choice in choices:
        if _UNDERSTOOD.issuperset((choice.get("Requires") or "").split()):
            return reversed(choice)
    fallback = alternatives.find(_FALLBACK)
    if fallback is not None:
        return reversed(fallback)
    return reversed(choices[0]) if choices else iter(())


def value(element: Element, path: str) -> str | None:
    """Return the value that a property below an element has, ``None`` where there is no such property."""
    found = element.find(path)
    return None if found is None else found.get(VALUE)


def number(element: Element, path: str) -> int | None:
    """Return the whole number that a property below an element has, ``None`` where it has none."""
    return whole(value(element, path))


def whole(text: str | None) -> int | None:
    """Return the number that a text says, ``None`` where it says none, or one that no document counts to."""
    longest = 9
    if text is None or len(text) > longest or not text.removeprefix("-").isdecimal():
        return None
    return int(text)


def switch(element: Element, path: str) -> bool | None:
    """Tell whether a property below an element is on (§17.17.4), ``None`` where it says nothing."""
    found = element.find(path)
    return None if found is None else found.get(VALUE) not in ("0", "false", "off")
