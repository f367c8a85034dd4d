"""A small data set with a journal, and one whose every text is hostile, as folders and as checklists."""

from __future__ import annotations

import datetime
import shutil
from typing import TYPE_CHECKING

from taskmap.graph import TaskMap
from taskmap.journal import record
from taskmap.location import locate
from taskmap.model import Agency, DataSet, Document, Task
from taskmap.progress import Entry, Operation
from taskmap.questions import ask_agency
from taskmap.standing import Standings
from taskmap.store import load
from taskmap.writing.checklists.sheet import sheet_of
from tests.running import GOLDEN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from taskmap.writing.checklists.sheet import Sheet

DAY = datetime.date(2020, 9, 1)

REPORTED = (
    Entry("new-2020-1:3.2", "省农业农村厅", "某省", state="in-progress", percent=37.5, note="开了会\n发了文",
          evidence="照片=3张", by="张三", on=DAY),
    Entry("old-2017-2:1", "省农委", "某省", state="done", percent=100, reporter="省农业农村厅", on=DAY),
)  # fmt: skip
"""What was reported of the small data set's duties: the second one is inherited."""

AFTERWARDS = datetime.date(2100, 1, 1)
"""A day on which everything recorded counts."""

HARD_TEXTS = (
    "../x", "CON", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "{=1+1}", "'=1", "x" * 300, "省" * 300, "[red]", "[/]",
    "a\x00b", "\x1b[31m", "\x0b", "\x85", "\u2028", "\u202e", "\ufffe\uffff", "\r\n", "a\tb", "_x0041_",
    "<script>alert(1)</script>", "&amp;", "]]>", "-->", '"><img src=x>', "https://x.example", "mailto:a@x.example",
    "3.10", "1-2", "TRUE", "50%", "𠮷", "e\u0301", "| a | b |", "- [x] b", "# c", "`d`", "taskmap:" + "0" * 32,
)  # fmt: skip
"""Texts that some format might take for something else."""


def reported_folder(folder: Path) -> Path:
    """Copy the small data set of tests/golden/ and record how things stand."""
    for name in ("tasks.toml", "agencies.toml"):
        shutil.copy(GOLDEN / name, folder / name)
    record(locate(folder), REPORTED, by="张三")
    return folder


def reported_sheet(folder: Path, name: str = "省农业农村厅") -> Sheet:
    """Return a checklist of that data set."""
    tm = TaskMap(load(locate(reported_folder(folder))))
    return sheet_of(ask_agency(tm, name), Standings(tm, AFTERWARDS), {})


def sheet_with(text: str, *, name: str = "省厅", states: Mapping[str, str] | None = None) -> Sheet:
    """Return the checklist of an agency with one duty, in which ``text`` stands wherever text can."""
    task = Task("d", "3.10", section=text, text=text, lead=(name,), responsible=(f"{text}局",))
    document = Document("d", title=text, number=text, region="某省", tasks=(task,))
    recorded = datetime.datetime(2020, 9, 1, tzinfo=datetime.UTC)
    entry = Entry("d:3.10", name, "某省", state="in-progress", percent=50, note=text, problem=text, plan=text,
                  evidence=text, by=text)  # fmt: skip
    journal = (Operation(recorded, "a.toml", entries=(entry,)),)
    agencies = (Agency(name, "某省", full=text),)
    tm = TaskMap(DataSet((document,), agencies=agencies, states=tuple((states or {}).items()), journal=journal))
    return sheet_of(ask_agency(tm, name), Standings(tm, AFTERWARDS), dict(states or {}))
