"""A small data set with a journal, and what stands in it on a day."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from taskmap import journal
from taskmap.graph import TaskMap
from taskmap.location import locate
from taskmap.progress import Entry
from taskmap.store import load

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TASKS = """
schema = 1
default = "a"

[states]
"审核中" = "in-progress"

[[documents]]
id = "a"
number = "某发〔2024〕1号"
title = "年度工作"
region = "某省"
date = 2024-01-01

[[documents.tasks]]
ref = "1"
section = "一、总则"
title = "压缩时间"
lead = ["甲厅"]
cooperate = ["乙厅"]
due = 2024-06-30

[[documents.tasks]]
ref = "2"
section = "一、总则"
title = "扩大就业"
text = "=就业[red]<b>|*"
responsible = ["乙厅", "丙局"]
due = 2024-12-31

[[documents.tasks]]
ref = "3"
section = "二、保障"
text = "经常开展工作"
responsible = ["甲厅"]

[[documents.tasks]]
ref = "4"
section = "二、保障"
text = "无单位的任务"
due = 2024-03-31

[[documents]]
id = "b"
number = "某发〔2017〕2号"
region = "某省"

[[documents.tasks]]
ref = "1"
text = "改名前的任务"
lead = ["丁委"]
due = 2024-07-20
"""

AGENCIES = """
schema = 1

[[agencies]]
region = "某省"
name = "丁委"

[[agencies]]
region = "某省"
name = "戊委"

[[events]]
kind = "rename"
from = ["丁委"]
to = ["戊委"]
date = 2018-11-01
"""

AS_OF = datetime.date(2024, 7, 10)
"""The day of the tests: a:1 is red, a:2 and a:4 are yellow, a:3 is grey, b:1 is blue."""

REGION = "某省"

RECORDED = {
    "2024-03-05": [Entry("a:1", "甲厅", REGION, "in-progress", 40, "起步")],
    "2024-05-20": [
        Entry("a:2", "乙厅", REGION, "in-progress", 90),
        Entry("a:2", "丙局", REGION, "blocked", 10, problem="经费不足"),
    ],
    "2024-07-03": [Entry("a:1", "甲厅", REGION, percent=60, note="=推进中"), Entry("a:1", "乙厅", REGION, "done", 100)],
    "2024-07-04": [Entry("a:4", until=datetime.date(2024, 9, 30), reason="汛期")],
    "2024-07-05": [Entry("b:1", "丁委", REGION, "审核中", 20, reporter="戊委", by="张三")],
}


def write_data(folder: Path) -> None:
    """Write the data set without its journal."""
    for name, text in (("tasks.toml", TASKS), ("agencies.toml", AGENCIES)):
        (folder / name).write_text(text, encoding="utf-8")


def write_journal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the data set with a journal, recorded day after day at half past nine in Beijing."""
    write_data(folder)
    zone = datetime.timezone(datetime.timedelta(hours=8))
    for day, entries in RECORDED.items():
        moment = datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(9, 30), zone)
        monkeypatch.setattr(journal, "now", lambda moment=moment: moment)
        journal.record(locate(folder), entries, by="李四")


def map_in(folder: Path) -> TaskMap:
    """Return the graph of the data set in a folder."""
    return TaskMap(load(locate(folder)))
