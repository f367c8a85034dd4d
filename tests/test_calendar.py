"""``taskmap calendar``: an iCalendar that other programs read, the same for the same data."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from taskmap.agenda import AgendaFilter, CalendarAnswer, Item, ask_calendar
from taskmap.model import Document, Role, Task, TaskView
from taskmap.writing.calendars import calendar_bytes, escaped, folded
from tests.running import run
from tests.standing_data import AS_OF, map_in, write_data

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any


def events(content: bytes) -> list[Any]:
    """Read a calendar as another program does."""
    calendar = Calendar.from_ical(content.decode())
    assert calendar.name == "VCALENDAR"
    assert not calendar.errors
    return list(calendar.walk("VEVENT"))


def calendar_of(folder: Path, as_of: datetime.date = AS_OF, **wanted: Any) -> list[Any]:  # noqa: ANN401 - fields
    return events(calendar_bytes(ask_calendar(map_in(folder), AgendaFilter(**wanted), as_of)))


def test_without_an_agency_there_is_one_all_day_event_for_each_task_that_is_not_over(reported: Path) -> None:
    found = calendar_of(reported)
    assert [(str(each["summary"]), each["dtstart"].dt) for each in found] == [
        ("1 压缩时间", datetime.date(2024, 6, 30)),
        ("1 改名前的任务", datetime.date(2024, 7, 20)),
        ("4 无单位的任务", datetime.date(2024, 9, 30)),
        ("2 扩大就业", datetime.date(2024, 12, 31)),
    ]
    assert all(type(each["dtstart"].dt) is datetime.date for each in found)
    assert len({each["uid"] for each in found}) == 4


def test_with_an_agency_there_is_one_event_for_each_of_its_duties(reported: Path) -> None:
    [own] = calendar_of(reported, agency="乙厅")
    assert str(own["summary"]) == "2 扩大就业"
    assert "state: in progress 90%" in str(own["description"])
    [inherited] = calendar_of(reported, agency="戊委")
    assert "agency: 戊委 (丁委)" in str(inherited["description"])
    [first, *others] = calendar_of(reported)
    [same] = calendar_of(reported, agency="甲厅")
    assert same["uid"] not in {each["uid"] for each in (first, *others)}


def test_filters_by_document_and_role(reported: Path) -> None:
    assert len(calendar_of(reported, doc="b")) == 1
    assert [str(each["summary"])[0] for each in calendar_of(reported, role=Role.LEAD)] == ["1", "1"]
    assert calendar_of(reported, agency="乙厅", role=Role.LEAD) == []


def test_every_event_has_an_alarm_as_many_days_before_as_the_light_turns_blue(reported: Path) -> None:
    for each in calendar_of(reported):
        [alarm] = each.walk("VALARM")
        assert alarm["action"] == "DISPLAY"
        assert alarm["trigger"].dt == datetime.timedelta(days=-30)
        assert alarm["description"] == each["summary"]


def test_what_is_done_leaves_the_calendar_and_the_rest_keeps_its_uid(reported: Path, tmp_path: Path) -> None:
    write_data(tmp_path)
    before, after = calendar_of(tmp_path), calendar_of(reported)
    assert {each["uid"] for each in after} == {each["uid"] for each in before}
    assert [str(each["summary"]) for each in calendar_of(tmp_path, agency="乙厅")] == ["1 压缩时间", "2 扩大就业"]


def test_the_stamp_is_when_it_last_changed(reported: Path) -> None:
    stamps = {each["summary"]: each["dtstamp"].dt for each in calendar_of(reported)}
    utc = datetime.UTC
    assert stamps["1 压缩时间"] == datetime.datetime(2024, 7, 3, 1, 30, tzinfo=utc)
    assert stamps["4 无单位的任务"] == datetime.datetime(2024, 7, 4, tzinfo=utc)
    undated = calendar_of(reported, doc="b", as_of=datetime.date(2024, 1, 1))
    assert undated[0]["dtstamp"].dt == datetime.datetime(1970, 1, 1, tzinfo=utc)


def test_the_same_data_makes_the_same_bytes_on_whatever_day(reported: Path) -> None:
    tm = map_in(reported)
    first = calendar_bytes(ask_calendar(tm, AgendaFilter(), AS_OF))
    assert calendar_bytes(ask_calendar(map_in(reported), AgendaFilter(), AS_OF + datetime.timedelta(days=40))) == first


def test_the_built_in_data_makes_a_calendar(empty_folder: Path) -> None:
    result = run("calendar", "-o", "任务.ics", "--as-of", "2020-12-01")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "4 events in 任务.ics\n")
    assert len(events((empty_folder / "任务.ics").read_bytes())) == 4
    assert run("calendar", "-o", "-", "--as-of", "2020-12-01").stdout_bytes == (empty_folder / "任务.ics").read_bytes()


def test_a_file_that_differs_is_kept_unless_it_is_forced(empty_folder: Path) -> None:
    (empty_folder / "a.ics").write_text("mine", encoding="utf-8")
    result = run("calendar", "-o", "a.ics")
    assert result.exit_code == 2
    assert "a.ics is there already with other content" in result.stderr
    assert run("calendar", "-o", "a.ics", "--force").exit_code == 0
    assert (empty_folder / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def item(text: str) -> Item:
    """Return what is due with a text in every place."""
    document = Document("x", number=text, region=text)
    return Item(TaskView(Task("x", "1", section=text, title=text, text=text), document, ()), AS_OF)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
def test_any_text_makes_a_valid_calendar_whose_lines_are_short(text: str) -> None:
    content = calendar_bytes(CalendarAnswer((item(text),), 30))
    [event] = events(content)
    assert event["uid"].endswith("@taskmap")
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no character is cut


@pytest.mark.parametrize("text", ["a;b,c\\d", "x\ny", "END:VEVENT", "省" * 100, "a\\nb", "；，：\\"])
def test_a_text_comes_back_as_it_is(text: str) -> None:
    [event] = events(calendar_bytes(CalendarAnswer((item(text),), 30)))
    assert str(event["description"]).startswith(f"{text}")


def test_what_a_calendar_must_not_hold_becomes_a_space() -> None:
    assert escaped("a\x00b\tc\u202ed\r\ne\rf") == "a b c d\\ne\\nf"
    assert folded("省" * 26) == ("省" * 25).encode() + b"\r\n " + "省".encode() + b"\r\n"


def test_the_last_day_there_is_makes_an_event() -> None:
    task = Task("x", "1", text="x", due=datetime.date.max)
    content = calendar_bytes(CalendarAnswer((Item(TaskView(task, Document("x"), ()), datetime.date.max),), 30))
    assert b"DTSTART;VALUE=DATE:99991231\r\n" in content
