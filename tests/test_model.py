"""The values that flow through taskmap."""

from __future__ import annotations

from datetime import date

import pytest

from taskmap.model import Agency, Deadline, Document, Duty, Event, Owner, Role, Task, TaskView

DAY = date(2020, 12, 31)


def test_the_id_of_a_task_names_its_document() -> None:
    assert Task("jjz-2020-1", "3.2").id == "jjz-2020-1:3.2"


def test_roles_come_strongest_first_and_names_in_their_order() -> None:
    task = Task("d", "1", cooperate=("丁",), lead=("乙", "甲"), responsible=("丙",))
    assert list(task.named) == [
        (Role.LEAD, "乙"),
        (Role.LEAD, "甲"),
        (Role.RESPONSIBLE, "丙"),
        (Role.COOPERATE, "丁"),
    ]


@pytest.mark.parametrize(
    ("kind", "counts"),
    [
        ("by", True),
        ("span", True),
        ("point", True),
        ("from", False),
        ("within", False),
        ("recur", False),
        ("ongoing", False),
    ],
)
def test_only_some_kinds_of_deadline_make_a_task_due(kind: str, counts: bool) -> None:  # noqa: FBT001 - the table's last column
    assert Task("d", "1", deadlines=(Deadline("x", kind, DAY),)).due_date == (DAY if counts else None)


def test_the_last_deadline_is_the_one_that_counts() -> None:
    early = Deadline("x", "by", date(2018, 1, 1))
    assert Task("d", "1", deadlines=(Deadline("x", "by", DAY), early, Deadline("y", "by"))).due_date == DAY


def test_a_day_set_by_hand_wins() -> None:
    assert Task("d", "1", due=date(2019, 1, 1), deadlines=(Deadline("x", "by", DAY),)).due_date == date(2019, 1, 1)


@pytest.mark.parametrize(
    ("title", "text", "wording"), [("甲", "乙", "甲。乙"), ("甲", None, "甲"), (None, "乙", "乙"), (None, None, "")]
)
def test_heading_and_text_make_the_wording(title: str | None, text: str | None, wording: str) -> None:
    assert Task("d", "1", title=title, text=text).wording == wording


@pytest.mark.parametrize(
    ("document", "label", "year", "latest"),
    [
        (Document("d", "吉政发〔2015〕28号", "规划"), "吉政发〔2015〕28号", 2015, date(2015, 12, 31)),
        (Document("d", "吉政发[2015]28号"), "吉政发[2015]28号", 2015, date(2015, 12, 31)),
        (Document("d", "吉政发〔2015〕28号", date=date(2016, 1, 5)), "吉政发〔2015〕28号", 2016, date(2016, 1, 5)),
        (Document("d", title="“十四五”规划（2021）"), "“十四五”规划（2021）", None, None),
        (Document("d", "28号"), "28号", None, None),
        (Document("d"), "d", None, None),
    ],
)
def test_what_a_document_is_called_and_when_it_is_from(
    document: Document, label: str, year: int | None, latest: date | None
) -> None:
    assert (document.label, document.year, document.latest_day) == (label, year, latest)


@pytest.mark.parametrize(
    ("known", "first"),
    [("2018-06-15", date(2018, 6, 15)), ("2018-11", date(2018, 11, 1)), ("2018", date(2018, 1, 1))],
)
def test_the_first_day_an_event_can_have_happened(known: str, first: date) -> None:
    assert Event("rename", ("甲",), ("乙",), known).first_day == first


def test_the_spellings_of_an_agency_begin_with_its_name() -> None:
    assert list(Agency("甲", full="甲局", aliases=("乙", "丙")).spellings) == ["甲", "甲局", "乙", "丙"]
    assert list(Agency("甲").spellings) == ["甲"]


def test_the_others_of_an_inherited_duty_are_the_predecessor_s() -> None:
    old, new, other = Agency("旧"), Agency("新"), Agency("他")
    owners = (Owner(old, "旧", Role.LEAD), Owner(other, "他", Role.COOPERATE))
    view = TaskView(Task("d", "1"), Document("d"), owners)
    inherited = Duty(view, new, (Role.LEAD, Role.COOPERATE), old)
    assert inherited.role == Role.LEAD
    assert inherited.others == owners[1:]
    assert Duty(view, other, (Role.COOPERATE,)).others == owners[:1]
