"""Documents that divide tasks among the offices of one agency, whose names are too short to tell by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.reading.duties.places import closing_offices, ends_in_bracket, has_office
from taskmap.reading.patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taskmap.reading.outline.units import Unit

FEWEST_OF_OFFICES = 3
"""Tasks that end with offices in brackets, of a document that divides them among its own."""

OWN_OFFICES = Pattern(
    r"(?:各|有关|相关|责任|牵头)(?:有关|相关|业务|职能)*(?:处室|科室|股室|司局|处（室）|处\(室\))",
    "室 局",
    "各 有关 相关 责任 牵头",
    "处室 科室 股室 司局 处（室） 处(室)",
)
"""How a document speaks of the offices of the agency that it comes from."""

OFFICES_IN_LISTS = tuple(office + behind for office in "处科室股司" for behind in "、，,）)〕]】")


def divides_among_offices(units: Iterable[Unit], front: Iterable[str]) -> bool:
    """Tell whether a document gives its tasks to offices of one agency, in bare brackets behind them.

    Either it speaks of its offices (各处室), or several tasks end so.
    """
    texts = [each.text for unit in units for each in (unit.opening, *unit.paragraphs)]
    spoken_of = any(OWN_OFFICES.search(text) for text in (*front, *texts))
    fewest = 1 if spoken_of else FEWEST_OF_OFFICES
    listed = [text for text in texts if ends_in_bracket(text) and any(map(text.__contains__, OFFICES_IN_LISTS))]
    return sum(has_office(closing_offices(text)) for text in listed) >= fewest
