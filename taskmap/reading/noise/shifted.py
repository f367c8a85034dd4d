"""Numerals in brackets whose bytes have shifted: 　（二）推 became ?。ǘ┩.

A tool that put a wide space in front of （二） lost half of it, so that every pair of bytes begins one too early; pairs
that mean nothing are gone. What stands behind cannot be had back with certainty, for any pair may be missing. The
numeral can: of those that leave what is seen, one goes on from the last.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from taskmap.reading.blocks import Paragraph
from taskmap.reading.marks import MarkKind, mark_of

if TYPE_CHECKING:
    from taskmap.reading.blocks import Block, Blocks

STARTS = ("?。", "？。")
DIGITS = ("", *"一二三四五六七八九")
LAST = 39
"""The highest number that is tried; no document has more measures in brackets in a row."""

LOST = "\ufffd"
BRACKET = b"\xa9"
"""The second byte of the closing bracket, which is the first of what stands in its place."""


def with_numerals(blocks: Blocks) -> Blocks:
    """Give lines that begin with a shifted numeral the true one, and a mark for what is lost behind it."""
    found: list[Block] = []
    last = 0
    for block in blocks:
        each = block
        if isinstance(each, Paragraph):
            if each.text.startswith(STARTS):
                each = each._replace(text=_with_numeral(each.text, last))
            mark = mark_of(each.text)
            if mark and mark.kind in (MarkKind.HAN, MarkKind.HAN_IN_BRACKETS):
                last = mark.number if mark.kind == MarkKind.HAN_IN_BRACKETS else 0
        found.append(each)
    return tuple(found)


def _with_numeral(text: str, last: int) -> str:
    """Return a line with its numeral; of several that would look alike, only the next after the ``last`` is sure."""
    seen = text[2:]
    fitting = {
        number: len(shifted)
        for number, shifted in enumerate(_shifted(), 1)
        if seen.startswith(shifted) and _gbk(seen[len(shifted) : len(shifted) + 1])[:1] == BRACKET
    }
    number = last + 1 if last + 1 in fitting else min(fitting, default=0)
    if not number or (len(fitting) > 1 and number != last + 1):
        return text
    return f"（{_numeral(number)}）{LOST}{seen[fitting[number] + 1 :]}"


@cache
def _shifted() -> tuple[str, ...]:
    """Return what is left of every numeral from 1 on and of its opening bracket."""
    return tuple(_seen(f"（{_numeral(number)}）".encode("gbk")[1:-1]) for number in range(1, LAST + 1))


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return f"{DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{DIGITS[ones]}"


def _seen(shifted: bytes) -> str:
    """Return what pairs of bytes mean, those that mean something."""
    pairs = (shifted[at : at + 2] for at in range(0, len(shifted), 2))
    return "".join([pair.decode("gbk", "ignore") for pair in pairs])


def _gbk(character: str) -> bytes:
    return character.encode("gbk", "ignore")
