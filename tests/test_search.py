"""Search over everything a document says."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taskmap.folding import fold
from taskmap.graph import TaskMap
from taskmap.model import Box, BoxItem, DataSet, Document, Task
from taskmap.search import Match, search
from tests.strategies import NASTY, data_sets, texts


def searching(*tasks: Task, boxes: tuple[Box, ...] = ()) -> TaskMap:
    return TaskMap(DataSet((Document("d", tasks=tasks, boxes=boxes),)))


def marked(match: Match) -> list[str]:
    """Return the marked parts of a match."""
    return [match.text[start:end] for start, end in match.spans]


TASK = Task(
    "d",
    "1",
    section="一、总则",
    project="（一）项目",
    title="健全机制",
    text="将城镇新增就业、城镇登记失业率作为宏观调控主要指标",
    lead=("省财政厅",),
    owner_text="省人社厅、财政厅负责",
)


@pytest.mark.parametrize(
    ("word", "field"),
    [("总则", "section"), ("项目", "project"), ("机制", "title"), ("就业", "text"), ("省人社厅", "owners")],
)
def test_every_field_is_searched(word: str, field: str) -> None:
    [match] = search(searching(TASK).newest_first(), [word])
    assert (match.field, match.task, marked(match)) == (field, TASK, [word])


def test_without_owner_words_the_names_are_searched() -> None:
    [match] = search(searching(TASK._replace(owner_text=None)).newest_first(), ["财政"])
    assert (match.field, match.text) == ("owners", "省财政厅")


def test_boxes_and_their_items_are_searched() -> None:
    box = Box("专栏1", "人才工程", items=(BoxItem("1", "引进计划", "引进人才"), BoxItem(title="其他人才")))
    found = search(searching(boxes=(box,)).newest_first(), ["人才"])
    assert [(match.box, match.text, marked(match)) for match in found] == [
        ("专栏1", "人才工程", ["人才"]),
        ("专栏1.1", "引进计划。引进人才", ["人才"]),
        ("专栏1", "其他人才", ["人才"]),
    ]


def test_all_words_must_occur_wherever_in_the_task() -> None:
    tm = searching(TASK)
    assert [match.field for match in search(tm.newest_first(), ["机制", "宏观", "省人社厅"])] == [
        "title",
        "text",
        "owners",
    ]
    assert search(tm.newest_first(), ["机制", "微观"]) == []


def test_every_occurrence_is_marked_and_overlapping_ones_are_joined() -> None:
    tm = searching(Task("d", "1", text="就业创业就业服务"))
    assert marked(search(tm.newest_first(), ["就业"])[0]) == ["就业", "就业"]
    assert marked(search(tm.newest_first(), ["就业创", "创业"])[0]) == ["就业创业"]


@pytest.mark.parametrize(
    ("text", "word", "mark"),
    [
        ("建设２０个基地", "20个", "２０个"),
        ("各市（州）政府", "市(州)", "市（州）"),
        ("“双高”建设", '"双高"', "“双高”"),
        ("4—6 家企业", "4-6家", "4—6 家"),
        ("Internet Plus", "internetplus", "Internet Plus"),
        ("caf\u0065\u0301 bar", "café", "cafe\u0301"),
        ("[bold]就业[/x]", "[/x]", "[/x]"),
        ("就业\n创业", "就业创业", "就业\n创业"),
        ("ﬁnal", "f", "ﬁ"),
    ],
)
def test_width_and_punctuation_make_no_difference(text: str, word: str, mark: str) -> None:
    [match] = search(searching(Task("d", "1", text=text)).newest_first(), [word])
    assert match.text == text
    assert marked(match) == [mark]


@pytest.mark.parametrize("words", [[], [""], [" ", "\u3000"]])
def test_nothing_asked_finds_nothing(words: list[str]) -> None:
    assert search(searching(TASK).newest_first(), words) == []


def test_an_empty_word_among_others_is_no_condition() -> None:
    assert (
        search(searching(TASK).newest_first(), ["", "就业"]) == search(searching(TASK).newest_first(), ["就业"]) != []
    )


@given(data_sets(), st.sampled_from(NASTY) | texts)
@example(DataSet((Document("d", tasks=(Task("d", "1", text="cafe\u0301"),)),)), "é")
def test_what_is_marked_holds_the_word_and_nothing_around_it(data: DataSet, word: str) -> None:
    asked = fold(word)
    for match in search(TaskMap(data).newest_first(), [word]):
        assert match.spans
        assert match.spans == tuple(sorted(set(match.spans)))
        for start, end in match.spans:
            assert asked in fold(match.text[start:end])
            assert match.text[start:end].strip() == match.text[start:end]


@given(data_sets(), texts)
def test_a_task_is_found_exactly_if_a_passage_holds_the_word(data: DataSet, word: str) -> None:
    found = {match.task.id for match in search(TaskMap(data).newest_first(), [word]) if match.task}
    asked = fold(word)
    for document in data.documents:
        for task in document.tasks:
            owners = task.owner_text or "、".join(name for _, name in task.named)
            passages = (task.section, task.project, task.title, task.text, owners)
            assert (task.id in found) == (bool(asked) and any(asked in fold(each or "") for each in passages))


def test_newer_documents_come_first(built_in_map: TaskMap) -> None:
    found = search(built_in_map.newest_first(), ["就业"])
    documents = list(dict.fromkeys(match.document.id for match in found))
    assert documents == [document.id for document in built_in_map.newest_first()]
