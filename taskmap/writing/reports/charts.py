"""The charts of a report as SVG: drawn by hand, so that a page needs nothing else. Every number stands in them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from taskmap.terminal.wrapping import text_width
from taskmap.words import light_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

COLOURS = {"red": "#c8372d", "yellow": "#e8b410", "blue": "#2f6db5", "green": "#3d9150", "grey": "#b4b4b4"}
"""A colour for every light."""

INK = {"red": "#fff", "yellow": "#000", "blue": "#fff", "green": "#fff", "grey": "#000"}
"""What can be read on it."""

WIDTH = 760
BAR = 22
GAP = 8
LABEL = 12
"""Pixels: the chart, a bar, between bars, the size of letters."""

NAME = 230
"""Pixels for the names beside bars."""


def bars(rows: Sequence[tuple[str, Mapping[str, int]]], title: str) -> Iterator[str]:
    """Draw one bar for each row, made of its counts by light; each is as long as its share of the longest."""
    longest = max((sum(lights.values()) for _name, lights in rows), default=0)
    if not longest:
        return
    height = len(rows) * (BAR + GAP) + 2 * BAR
    name_room = NAME if any(name for name, _lights in rows) else 0
    yield (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}" font-size="{LABEL}"'
        ' xmlns="http://www.w3.org/2000/svg">'
    )
    yield from _legend(name_room)
    for place, (name, lights) in enumerate(rows):
        top = 1.5 * BAR + place * (BAR + GAP)
        if name:
            yield _text(name_room - GAP, top, _fitting(name, name_room - 2 * GAP), "#000", "end")
        yield from _bar(lights, name_room, top, (WIDTH - name_room - 4 * LABEL) / longest)
    yield "</svg>"


def _legend(left: float) -> Iterator[str]:
    for light, colour in COLOURS.items():
        word = light_word(light)
        yield f'<rect x="{left:g}" y="4" width="{LABEL}" height="{LABEL}" fill="{colour}"/>'
        yield _text(left + LABEL + 4, 4 - (BAR - LABEL) / 2, word, "#000", "start")
        left += 2 * LABEL + 8 + text_width(word) * LABEL / 2


def _bar(lights: Mapping[str, int], left: float, top: float, unit: float) -> Iterator[str]:
    for light, count in lights.items():
        if count:
            width = count * unit
            yield f'<rect x="{left:.1f}" y="{top:g}" width="{width:.1f}" height="{BAR}" fill="{COLOURS[light]}"/>'
            if width > len(str(count)) * LABEL * 0.65:
                yield _text(left + width / 2, top, str(count), INK[light], "middle")
            left += width
    yield _text(left + 4, top, str(sum(lights.values())), "#000", "start")


def _text(x: float, top: float, text: str, colour: str, anchor: str) -> str:
    y = top + BAR / 2 + LABEL * 0.36
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}">{escape(text)}</text>'


def _fitting(text: str, room: float) -> str:
    """Return a text that fits beside a bar; a longer one ends in an ellipsis, and the table below has it whole."""
    cells = int(room / (LABEL / 2))
    if text_width(text) <= cells:
        return text
    while text and text_width(text) > cells - 2:
        text = text[:-1]
    return f"{text}…"
