"""Two versions of a document: what differs is found, what people added is no difference."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from taskmap.comparison import MOST_COMPARED, Change, compare, identity
from taskmap.model import Box, Deadline, Document, Note, Target, Task
from tests.strategies import documents

if TYPE_CHECKING:
    from taskmap.comparison import Comparison

LONG = "加强高校毕业生就业服务，建立健全就业统计监测制度，每季度通报一次"


def task(ref: str, text: str | None = "做事", **fields: Any) -> Task:  # noqa: ANN401 - fields of many types
    return Task("d", ref, text=text)._replace(**fields)


def compared(old: tuple[Task, ...] | Task, new: tuple[Task, ...] | Task) -> Comparison:
    """Compare two documents that differ in their tasks only."""
    sides = ((each,) if isinstance(each, Task) else each for each in (old, new))
    before, after = (Document("d", tasks=tasks) for tasks in sides)
    return compare(before, after)


def keys(comparison: Comparison) -> list[str]:
    """Return the fields in which the only task that differs does."""
    [changed] = comparison.changed
    return [change.key for change in changed.changes]


@given(documents())
def test_a_document_does_not_differ_from_itself(document: Document) -> None:
    found = compare(document, document)
    assert (found.changes, found.added, found.missing, found.changed) == ((), (), (), ())
    assert (found.head, found.equal) == (document, document.tasks)


@given(documents(), documents())
def test_every_task_is_accounted_for_once(old: Document, new: Document) -> None:
    found = compare(old, new)
    pairs = [change.old for change in found.changed]
    assert sorted(each.ref for each in (*found.missing, *pairs, *found.equal)) == sorted(each.ref for each in old.tasks)
    assert len(found.added) + len(pairs) + len(found.equal) == len(new.tasks)
    assert all(change.old == old.tasks[change.place] for change in found.changed)


@given(documents(), documents())
def test_what_is_taken_over_differs_no_more(old: Document, new: Document) -> None:
    found = compare(old, new)
    tasks = list(old.tasks)
    for change in found.changed:
        tasks[change.place] = change.new
    again = compare(found.head._replace(tasks=(*tasks, *found.added)), new)
    assert (again.changes, again.added, again.changed) == ((), (), ())
    assert again.missing == found.missing


@pytest.mark.parametrize(
    ("fields", "changed"),
    [
        ({"text": "做别的事"}, ["text"]),
        ({"text": None, "title": "做事"}, ["title", "text"]),
        ({"section": "二、总体要求"}, ["section"]),
        ({"lead": ("省人社厅",)}, ["lead", "responsible", "owner_text"]),
        ({"remark": "新"}, ["remark"]),
        ({"deadlines": (Deadline("年底前", "by", date(2020, 12, 31)),)}, ["deadlines"]),
        ({"targets": (Target("达到10个", value=10),)}, ["targets"]),
    ],
)
def test_every_field_that_the_new_version_states_is_compared(fields: dict[str, Any], changed: list[str]) -> None:
    old = task("1", responsible=("省财政厅",), owner_text="省财政厅", section="一、总则")
    assert keys(compared(old, task("1", **fields))) == changed


def test_what_people_added_and_the_new_version_does_not_state_is_no_difference() -> None:
    by_hand = task(
        "1",
        section="一、总则",
        lead=("省人社厅",),
        owner_text="省人社厅牵头",
        remark="已电话核实",
        due=date(2020, 12, 31),
        boxes=("专栏1",),
        deadlines=(Deadline("年底前", "by"),),
        targets=(Target("10个"),),
    )
    assert compared(by_hand, task("1")).equal == (by_hand,)


def test_a_changed_task_keeps_its_number_its_due_day_and_what_is_not_stated() -> None:
    old = task("3a", due=date(2020, 1, 1), remark="旧", boxes=("专栏1",), text=LONG)
    new = task("3", text=LONG + "。", lead=("省人社厅",))._replace(document="other")
    [change] = compared(old, new).changed
    assert change.new == old._replace(text=LONG + "。", lead=("省人社厅",))


def test_spellings_that_fold_to_the_same_keep_the_old_one() -> None:
    old = task("1", text="做好“双高”计划", lead=("省人社厅(局)",))
    assert compared(old, task("１", text="做好「双高」 计划", lead=("省人社厅（局）",))).equal == (old,)
    [change] = compared(old, task("1", text="做好「双高」计划", lead=("省财政厅",))).changed
    assert change.changes == (Change("lead", ("省人社厅(局)",), ("省财政厅",)),)
    assert change.new.text == old.text


def test_numbers_written_another_way_are_the_same() -> None:
    old = (task("3.2", "甲"), task("三.（一）.3", "乙"))
    assert compared(old, (task("（三）2", "甲"), task("3.1.3", "乙"))).equal == old


def test_the_same_spelling_of_a_number_goes_before_the_same_number() -> None:
    old = (task("3.2", "甲"), task("（三）2", "乙"))
    assert compared(old, tuple(reversed(old))).equal == old


@pytest.mark.parametrize("text", [LONG, LONG.replace("每季度", "每半年"), LONG + "。"])
def test_a_task_whose_number_was_changed_by_hand_is_known_by_its_wording(text: str) -> None:
    found = compared((task("1", "甲"), task("另一", LONG)), (task("1", "甲"), task("2", text)))
    assert not found.added
    assert not found.missing


def test_of_near_wordings_the_nearest_is_taken() -> None:
    old = (task("甲", LONG.replace("每季度", "每半年")), task("乙", LONG + "。" * 2))
    found = compared(old, task("9", LONG + "！"))
    assert [change.old.ref for change in found.changed] == ["乙"]
    assert [each.ref for each in found.missing] == ["甲"]


def test_other_wordings_are_other_tasks() -> None:
    found = compared(task("甲", LONG), task("2", "开展职业技能培训"))
    assert [each.ref for each in found.added] == ["2"]
    assert [each.ref for each in found.missing] == ["甲"]


def test_added_tasks_belong_to_the_old_document_and_point_to_its_boxes() -> None:
    old = Document("d", boxes=(Box("专栏1"),))
    new = Document("e", boxes=(Box("专栏 １"), Box("专栏2")), tasks=(Task("e", "1", boxes=("专栏 １", "专栏2")),))
    assert compare(old, new).added == (Task("d", "1", boxes=("专栏1", "专栏2")),)


def test_fields_of_the_document_are_compared_where_the_new_version_states_them() -> None:
    old = Document("d", "1号", "标题", "省政府", "吉林省", date(2020, 1, 1), "a.txt")
    assert not compare(old, Document("e", "１号", source="b.docx")).changes
    found = compare(old, Document("e", "１号", title="新标题", date=date(2020, 1, 2), source="b.docx"))
    assert found.changes == (
        Change("title", "标题", "新标题"),
        Change("date", date(2020, 1, 1), date(2020, 1, 2)),
    )
    assert found.head == old._replace(title="新标题", date=date(2020, 1, 2))


def test_boxes_whose_numbers_are_nearly_the_same_stay_apart() -> None:
    document = Document("d", boxes=(Box("专栏1", "甲"), Box("专栏 1", "乙")))
    assert not compare(document, document).changes


def test_boxes_go_by_their_number_and_notes_are_only_added() -> None:
    old = Document("d", boxes=(Box("专栏1", "旧"), Box("专栏9")), notes=(Note("手写"), Note("一处")))
    new = Document("d", boxes=(Box("专栏１", "新"), Box("专栏2")), notes=(Note("一 处"), Note("另处"), Note("另 处")))
    head = compare(old, new).head
    assert head.boxes == (Box("专栏1", "新"), Box("专栏9"), Box("专栏2"))
    assert [note.place for note in head.notes] == ["手写", "一处", "另 处"]


def test_documents_are_known_by_number_else_by_title_and_issuer() -> None:
    assert identity(Document("a", "吉政发〔2017〕25号")) == identity(Document("b", "吉政发[２０１７] 25号", "标题"))
    assert identity(Document("a", None, "关于 就业", "省政府")) == identity(Document("b", None, "关于就业", "省 政府"))
    assert identity(Document("a", None, "关于就业", "省政府")) != identity(Document("a", None, "关于就业", "市政府"))
    assert identity(Document("a", "1号", "关于就业")) != identity(Document("a", None, "关于就业"))
    assert identity(Document("a", None, " ")) is None


def test_the_search_for_near_wordings_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    ratio = SequenceMatcher.ratio

    def counting(self: SequenceMatcher[str]) -> float:
        nonlocal looked
        looked += 1
        return ratio(self)

    monkeypatch.setattr(SequenceMatcher, "ratio", counting)
    # The same characters in another order: what is cheap to see does not tell them apart.
    old = tuple(task(f"旧{place}", "甲乙" * 95 + "丙" * place) for place in range(300))
    new = tuple(task(f"新{place}", "乙" * 95 + "甲" * 95 + "丁" * place) for place in range(300))
    assert len(compared(old, new).added) == 300
    assert 0 < looked <= MOST_COMPARED
