"""A checklist as one web page: read on a screen, printed on A4 landscape. No scripts; all text is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from taskmap.cells import FILL_IN
from taskmap.checklist import COLUMNS
from taskmap.i18n import _
from taskmap.writing.checklists.printed import WIDTHS, Passage, cells
from taskmap.writing.checklists.seal import sealed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.checklist import Row
    from taskmap.writing.checklists.sheet import Sheet

START = '<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="'
"""How a page begins; its generator's name is its seal."""

STYLE = """
body { margin: 1.5rem; color: #000; background: #fff; line-height: 1.5;
       font-family: "Songti SC", SimSun, "Noto Serif CJK SC", serif; font-size: 11pt }
h1 { font-size: 20pt; text-align: center; margin: 0 0 1rem }
h2 { font-size: 14pt; margin: 1.5rem 0 .5rem } h3 { font-size: 12pt; margin: 1rem 0 .5rem }
h1, h2, h3, th { font-family: "Heiti SC", SimHei, "Noto Sans CJK SC", sans-serif }
h2, h3 { break-after: avoid }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: 0 }
dt { font-weight: bold } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; table-layout: fixed; font-size: 9.5pt; line-height: 1.4 }
th, td { border: 1px solid #555; padding: .25em .35em; vertical-align: top; text-align: left;
         overflow-wrap: anywhere; white-space: pre-wrap }
th { background: #e8e8e8; text-align: center; vertical-align: middle; text-wrap: balance }
td.in { background: #fdf9e3 } p { margin: 0 } p + p { margin-top: .3em }
p.heading { color: #444; font-size: .92em } p.extra { color: #444 }
tr { break-inside: avoid } thead { display: table-header-group }
@page { size: A4 landscape; margin: 12mm 10mm 14mm }
@media print { body { margin: 0; print-color-adjust: exact; -webkit-print-color-adjust: exact }
               table { font-size: 8.5pt } }
"""


def content(sheet: Sheet) -> bytes:
    """Return the file of a checklist."""
    return sealed(START, '">\n' + "".join(f"{line}\n" for line in _lines(sheet)), sheet.owner)


def _lines(sheet: Sheet) -> Iterator[str]:
    yield from head_lines(sheet.title)
    yield "<dl>"
    yield from (f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in sheet.facts if value)
    yield "</dl>"
    yield f"<p>{escape(sheet.how_to_fill_in)}</p>"
    for above, document, rows in sheet.chapters:
        if above:
            yield f"<h2>{escape(above)}</h2>"
        yield f"<h3>{escape(document)}</h3>"
        yield from _table(rows)
    yield "</body>\n</html>"


def head_lines(title: str) -> Iterator[str]:
    """Write what stands between the generator's name and the contents of a page."""
    yield '<meta name="viewport" content="width=device-width">'
    yield f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{escape(title)}</h1>"


def _table(rows: Iterable[Row]) -> Iterator[str]:
    yield "<table>\n<colgroup>"
    whole = sum(WIDTHS.values())
    yield "".join(f'<col style="width:{100 * width / whole:.2f}%">' for width in WIDTHS.values())
    heads = "".join(f"<th>{escape(_(COLUMNS[key]))}</th>" for key in WIDTHS)
    yield f"</colgroup>\n<thead><tr>{heads}</tr></thead>\n<tbody>"
    for row in rows:
        yield f"<tr>{''.join(_cell(key, passages) for key, passages in cells(row).items())}</tr>"
    yield "</tbody>\n</table>"


def _cell(key: str, passages: Sequence[Passage]) -> str:
    return f"<td{' class=in' if key in FILL_IN else ''}>{''.join(map(_paragraph, passages))}</td>"


def _paragraph(passage: Passage) -> str:
    kind = f' class="{passage.kind}"' if passage.kind else ""
    return f"<p{kind}>{escape(passage.text)}</p>"
