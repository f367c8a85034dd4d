"""Checklists as web pages: self-contained, printable, and with nothing in them but what they say."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from taskmap.writing.checklists import markdown, page
from tests.reported import HARD_TEXTS, reported_sheet, sheet_with

if TYPE_CHECKING:
    from pathlib import Path

    from taskmap.writing.checklists.sheet import Sheet

TAGS = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "h3", "dl", "dt", "dd", "p", "table", "colgroup",
    "col", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


class Page(HTMLParser):
    """Collects the tags, attributes and cells of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag; a row, a cell and a further paragraph of a cell begin something new."""
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._inside = True
            self.rows[-1].append("")
        elif tag == "p" and self._inside and self.rows[-1][-1]:
            self.rows[-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        """Note where a cell ends."""
        if tag in {"td", "th"}:
            self._inside = False

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        if self._inside:
            self.rows[-1][-1] += data


def opened(sheet: Sheet) -> Page:
    """Write a checklist and read it back."""
    return Page(page.content(sheet).decode())


def test_a_page_says_everything_that_is_known(tmp_path: Path) -> None:
    head, own, _head, inherited = opened(reported_sheet(tmp_path)).rows
    assert head[:5] == ["ref", "task", "role", "others", "due"]
    assert own[5:8] == ["in progress", "37.5%", "开了会\n发了文"]
    assert inherited[1] == "农业农村工作\nfrom: 省农委"


def test_a_page_loads_nothing_and_prints_on_landscape_pages(tmp_path: Path) -> None:
    text = page.content(reported_sheet(tmp_path)).decode()
    assert "size: A4 landscape" in text
    assert "thead { display: table-header-group }" in text
    assert not any(each in text for each in ("url(", "@import", "src=", "href="))


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_text_is_text(text: str) -> None:
    sheet = sheet_with(text, name=f"{text}厅")
    found = opened(sheet)
    assert found.tags <= TAGS
    assert found.attributes <= {"lang", "charset", "name", "content", "class", "style"}
    assert found.rows[1][7] == sheet.checklist.rows[0].cells["note"]
    assert len(found.rows) == 2


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_hard_text_is_text_in_markdown(text: str) -> None:
    content = markdown.content(sheet_with(text)).decode()
    assert sum(line.startswith("- [") for line in content.splitlines()) == 1
    assert sum(line.startswith("#") for line in content.splitlines()) == 2
    # Besides line ends only the comment that holds the seal is HTML.
    assert len(re.findall(r"(?<!\\)<", content)) == content.count("<br>") + 1
