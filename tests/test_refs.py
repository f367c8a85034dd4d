"""Task numbers in every spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.graph import TaskMap
from taskmap.model import DataSet, Document, Task
from taskmap.problems import NotFoundError
from taskmap.refs import chinese_number, ref_key, split_task_name

if TYPE_CHECKING:
    from collections.abc import Callable

DIGITS = "零一二三四五六七八九"
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """Write a number below 100 as the documents do: 10 → 十, 33 → 三十三."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return (DIGITS[tens] if tens > 1 else "") + "十" + (DIGITS[ones] if ones else "")


numerals: st.SearchStrategy[Callable[[int], str]] = st.sampled_from(
    [str, chinese, lambda number: str(number).translate(FULL_WIDTH)]
)
brackets = st.sampled_from(
    ["（{}）", "({})", "〔{}〕", "[{}]", "【{}】", "{}、", "{}.", "{}．", "第{}条", "第 {} 章", " {} "]
)
maybe_bracketed = st.just("{}") | brackets
separators = st.sampled_from([".", "．", "-", " ", "、", "·", "。", "－", "/"])


@st.composite
def spelled(draw: st.DrawFn, path: tuple[int, ...]) -> str:
    """Write the numbers of ``path`` in some way people do."""
    parts = [draw(maybe_bracketed).format(draw(numerals)(number)) for number in path]
    return draw(separators).join(parts)


paths = st.lists(st.integers(1, 99), min_size=1, max_size=3).map(tuple)


@given(st.data(), paths)
def test_every_spelling_of_a_number_has_the_same_key(data: st.DataObject, path: tuple[int, ...]) -> None:
    assert ref_key(data.draw(spelled(path))) == path


@given(st.data(), st.lists(paths, min_size=1, max_size=6, unique=True))
def test_every_spelling_of_a_ref_finds_its_task(data: st.DataObject, taken: list[tuple[int, ...]]) -> None:
    tasks = tuple(Task("d", data.draw(spelled(path)), text="x") for path in taken)
    tm = TaskMap(DataSet((Document("d", number="吉政发〔2017〕25号", tasks=tasks),), "d"))
    for path, task in zip(taken, tasks, strict=True):
        for document in ("", "d:", "d：", "吉政发〔2017〕25号:", "吉政发[２０１７] 25号："):
            assert tm.task(document + data.draw(spelled(path))).task == task


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("3.2", (3, 2)),
        ("（三）2", (3, 2)),
        ("三（一）.1", (3, 1, 1)),
        ("三.（一）.2", (3, 1, 2)),
        ("㈢2", (3, 2)),
        ("③2", (3, 2)),
        ("3①", (3, 1)),
        ("⑶⑵", (3, 2)),
        ("㉑", (21,)),
        ("第三章第2条", (3, 2)),
        ("第三部分第 2 项", (3, 2)),
        ("（三十三）", (33,)),
        ("一百零三", (103,)),
        ("二〇一七", (2017,)),
        ("附件2.3", ("附件", 2, 3)),
        ("附件二、３", ("附件", 2, 3)),
        ("专栏1", ("专栏", 1)),
        ("A.1", ("a", 1)),
        ("", ()),
        ("。", ()),
    ],
)
def test_keys(spelling: str, key: tuple[int | str, ...]) -> None:
    assert ref_key(spelling) == key


def test_three_ten_is_not_three_one() -> None:
    assert ref_key("3.10") == (3, 10) != ref_key("3.1")
    assert ref_key("3.1") != ref_key("31")


@pytest.mark.parametrize("spelling", ["十四五", "百百", "十十", "十四百", "一十百"])
def test_what_is_no_number_is_not_taken_for_one(spelling: str) -> None:
    assert not any(isinstance(part, int) for part in ref_key(spelling)[:1])


@pytest.mark.parametrize("character", ["9", "一", "十", "①", "x", "第", "（", "९"])
def test_a_very_long_ref_is_read(character: str) -> None:
    ref_key(character * 10_000)


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    ref_key(text)


@given(st.integers(1, 99))
def test_chinese_numerals_are_read(number: int) -> None:
    assert chinese_number(chinese(number)) == number


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("3.2", (None, "3.2")),
        ("jjz-2020-1:3.2", ("jjz-2020-1", "3.2")),
        ("吉就组〔2020〕1号：3.2", ("吉就组〔2020〕1号", "3.2")),
        ("a:b:3", ("a:b", "3")),
    ],
)
def test_a_document_may_stand_in_front(name: str, parts: tuple[str | None, str]) -> None:
    assert split_task_name(name) == parts


def test_every_task_of_the_built_in_data_is_found_by_its_ref_and_by_its_numbers(built_in_map: TaskMap) -> None:
    for view in built_in_map.tasks():
        assert built_in_map.task(view.task.id) == view
        numbers = ".".join(map(str, ref_key(view.task.ref)))
        assert built_in_map.task(f"{view.document.id}:{numbers}") == view


def test_a_plain_number_that_no_task_has_is_not_found(built_in_map: TaskMap) -> None:
    for ref in ("99.9", "十四五", "9" * 5000, "", ":", "jjz-2020-1:"):
        with pytest.raises(NotFoundError):
            built_in_map.task(ref)
