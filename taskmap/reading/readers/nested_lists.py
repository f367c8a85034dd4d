"""Lists within lists, as Markdown and mind maps have them: items with others below them are headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

ITEM = Pattern(r"(?P<indent>[ \t]*)[-*+][ \t]+(?P<text>\S.*)", "- * +")
TAB = "    "
FIRST_LEVEL = 2
"""The heading level of the outermost items; the first is that of the document's title."""


class Item(NamedTuple):
    """A line of a nested list: its text, and its heading level if others stand below it."""

    text: str
    level: int | None


def nested_items(texts: Sequence[str]) -> dict[int, Item]:
    """Return the lines that are items of lists within lists, by their place in a text."""
    found = [
        (place, len(item["indent"].replace("\t", TAB)), item["text"])
        for place, text in enumerate(texts)
        if (item := ITEM.fullmatch(text))
    ]
    items: dict[int, Item] = {}
    depths: list[int] = []
    for order, (place, indent, text) in enumerate(found):
        while depths and depths[-1] >= indent:
            depths.pop()
        is_above = order + 1 < len(found) and found[order + 1][1] > indent
        if is_above or depths:
            items[place] = Item(text, FIRST_LEVEL + len(depths)) if is_above else Item(f"• {text}", None)
        depths.append(indent)
    return items
