"""The month of docs/workflow.md: its commands run one after the other, and print what the page shows."""

from __future__ import annotations

import csv
import datetime
import io
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from taskmap import journal, recording
from tests.pages import Block, blocks, cells, code, compare, language_of, output_of, sections
from tests.running import ROOT, run

if TYPE_CHECKING:
    import pytest

PAGE = ROOT / "docs" / "workflow.md"

FILLED = "清单/省教育厅.csv"


def steps() -> list[tuple[list[str], Block | None]]:
    """Return the commands of every shell block, with the block that shows what the last one prints."""
    text = PAGE.read_text(encoding="utf-8")
    found = blocks(text)
    return [
        (block.text.splitlines(), following if following and _is_right_behind(text, block, following) else None)
        for block, following in zip_longest(found, found[1:])
        if block.language == "sh"
    ]


def _is_right_behind(text: str, block: Block, following: Block) -> bool:
    between = text[block.end : following.start]
    return following.language == "text" and not between.replace("```text", "").replace("```", "").strip()


def fill_in() -> None:
    """Fill in a checklist as the page's table says."""
    section = sections(PAGE)["They come back"]
    head = next(line for line in section.splitlines() if line.startswith("| ref"))
    columns = [cell.strip() for cell in head.strip("|").split("|")]
    path = Path(FILLED)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    wanted = {code(row[0])[0]: row for row in cells(section)}
    changed = 0
    for row in rows[1:]:
        for column, cell in zip(columns[1:], wanted.get(row[rows[0].index("ref")], ())[1:], strict=False):
            if code(cell):
                row[rows[0].index(column)] = code(cell)[0]
                changed += 1
    assert changed == sum(bool(code(cell)) for row in cells(section) for cell in row[1:])
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(rows)
    path.write_text(file.getvalue(), "utf-8-sig", newline="")


def test_a_month_goes_as_the_page_says(empty_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = datetime.datetime(2020, 12, 21, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
    monkeypatch.setattr(recording, "today", clock.date)
    for number, (commands, shown) in enumerate(steps()):
        monkeypatch.setattr(journal, "now", lambda number=number: clock + datetime.timedelta(minutes=number))
        for command in commands:
            assert command.startswith("taskmap "), command
            if "collect" in command:
                fill_in()
            printed = output_of(command, language_of(PAGE))
            assert not [line for line in printed if line.startswith(("taskmap: ", "Usage: ", "Error: "))], command
        if shown:
            compare(PAGE, shown, printed)
    assert {each.name for each in empty_folder.iterdir()} == {
        "data", "清单", "通报.docx", "通报.xlsx", "通报.html", "省教育厅.ics",
    }  # fmt: skip
    assert len(list((empty_folder / "data" / "journal").iterdir())) == 3
    assert run("check").exit_code == 0
    assert run("progress", "collect", FILLED, "--yes").exit_code == 0  # the new list: nothing is filled in yet
    assert len(list((empty_folder / "data" / "journal").iterdir())) == 3
