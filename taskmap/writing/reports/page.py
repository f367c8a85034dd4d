"""A report as one web page with its charts in it: no scripts, nothing to load, good to print. All text is escaped."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from taskmap.control import visible
from taskmap.i18n import _
from taskmap.words import LIGHT_WORDS, light_word
from taskmap.writing.reports.charts import COLOURS, INK, bars
from taskmap.writing.reports.sections import group_name, heading, sections, shown, title

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.reporting import ReportAnswer
    from taskmap.writing.reports.sections import Cell, Column, Section, Table

CHARTED = 20
"""How many groups a chart shows; the table has them all."""

STYLE = """
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #000; background: #fff; line-height: 1.6;
       font-family: FangSong, "Noto Serif CJK SC", "Songti SC", SimSun, serif }
h1 { font-size: 1.8rem; text-align: center; margin: 0; font-family: "FZXiaoBiaoSong-B05S", STZhongsong, SimSun,
     "Noto Serif CJK SC", serif }
p.day { text-align: center; margin: .2rem 0 1.5rem }
h2 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; break-after: avoid }
h2, th { font-family: SimHei, "Noto Sans CJK SC", "Heiti SC", sans-serif }
p { margin: .4rem 0 }
table { border-collapse: collapse; width: 100%; font-size: .9rem; line-height: 1.45; margin: .6rem 0 }
th, td { border: 1px solid #777; padding: .25em .5em; text-align: left; vertical-align: top;
         overflow-wrap: anywhere; white-space: pre-line }
th { background: #eee; text-align: center }
td.number { text-align: right; white-space: nowrap } td.day, td.id { white-space: nowrap }
span { white-space: nowrap }
thead { display: table-header-group } tr { break-inside: avoid }
svg { width: 100%; height: auto; margin: .6rem 0; break-inside: avoid }
@page { size: A4; margin: 20mm 15mm }
@media print { body { margin: 0; max-width: none; padding: 0 } }
"""


def content(answer: ReportAnswer) -> bytes:
    """Return the content of an HTML file."""
    return "".join(f"{line}\n" for line in _lines(answer)).encode()


def _safe(text: str) -> str:
    return escape(visible(text))


def _lines(answer: ReportAnswer) -> Iterator[str]:
    name, day = title(answer)
    yield f'<!DOCTYPE html>\n<html lang="{_("en")}">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">'
    colours = "\n".join(
        f"td.{light} {{ background: {COLOURS[light]}; color: {INK[light]}; text-align: center }}"
        for light in LIGHT_WORDS
    )
    yield f"<title>{_safe(name)} {_safe(day)}</title>\n<style>{STYLE}{colours}\n</style>\n</head>\n<body>"
    yield f'<h1>{_safe(name)}</h1>\n<p class="day">{_safe(day)}</p>'
    for place, section in enumerate(sections(answer)):
        yield f"<h2>{_safe(heading(place, section))}</h2>"
        yield from (f"<p>{_safe(paragraph)}</p>" for paragraph in section.paragraphs)
        yield from _chart(answer, section)
        if section.table:
            yield from _table(section.table)
    yield "</body>\n</html>"


def _chart(answer: ReportAnswer, section: Section) -> Iterator[str]:
    if section.key == "overall":
        yield from bars([("", answer.lights)], section.title)
    elif section.key == "groups":
        groups = answer.groups[-CHARTED:]
        if len(groups) < len(answer.groups):
            yield f"<p>{_safe(_('The {count} furthest behind:').format(count=len(groups)))}</p>"
        yield from bars([(visible(group_name(answer, each)), each.lights) for each in groups], section.title)


def _table(table: Table) -> Iterator[str]:
    whole = sum(column.width for column in table.columns)
    widths = "".join(f'<col style="width:{100 * column.width / whole:.1f}%">' for column in table.columns)
    heads = "".join(f"<th>{_safe(_(column.head))}</th>" for column in table.columns)
    yield f"<table>\n<colgroup>{widths}</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in table.rows:
        cells = (_cell(cell, column) for cell, column in zip(row, table.columns, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody>\n</table>"


def _cell(cell: Cell, column: Column) -> str:
    text = shown(cell, column.kind)
    kind = {"number": "number", "percent": "number", "day": "day"}.get(column.kind, "")
    if column.head == "light":
        kind = next((light for light in LIGHT_WORDS if light_word(light) == text), "")
    inner = _safe(text)
    if column.kind == "list":  # an entry stays on its line
        inner = re.sub(r"[^、；]+[、；]?", lambda found: f"<span>{found[0]}</span>", inner)
    return f'<td class="{kind}">{inner}</td>' if kind else f"<td>{inner}</td>"
