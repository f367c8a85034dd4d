"""Blocks of a TOML text are edited in place, and every other byte stays."""

from __future__ import annotations

import sys
import tomllib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.file_edit import LISTS
from taskmap.schema import plain
from taskmap.store import block
from taskmap.toml_blocks import TomlBlocks
from tests.strategies import documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from taskmap.model import Document
    from taskmap.schema import Path, Table

TASK = '[[documents.tasks]]\nref = "9"\n'

TWO = """# 头
schema = 1

[[documents]]  # 甲
id = "a"

# 第一项
[[documents.tasks]]
ref = "1"
text = "一"  # 待核实

[[documents.tasks.targets]]
# 一个指标
text = "# 不是注释"
# 第一项完

# 第二项
[[documents.tasks]]
ref = "2"
text = '''
[[documents]]
# 也不是注释
'''
# 第二项完

[[documents]]
id = "b"
[[documents.boxes]]
ref = "专栏1"
# 末"""

LAYOUTS = {
    "as it is": TWO,
    "a line end at the end": TWO + "\n",
    "Windows line ends": TWO.replace("\n", "\r\n") + "\r\n",
    "indented": TWO.replace("[[documents.tasks", "    [[ documents . 'tasks' ").replace("' .targets", "' . targets"),
}


def edited(text: str, path: Path, new: str) -> str:
    blocks = TomlBlocks(text)
    return blocks.edited(blocks.replace(path, new))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_replaced_task_changes_only_its_own_block(layout: str) -> None:
    text = LAYOUTS[layout]
    end = "\r\n" if "\r\n" in text else "\n"
    before, after = text.index("[[", text.index("# 第一项")), text.index(f"{end}# 第一项完")
    expected = text[:before] + TASK.rstrip("\n").replace("\n", end) + text[after:]
    assert edited(text, ("documents", 0, "tasks", 0), TASK) == expected
    tomllib.loads(expected)


def test_what_looks_like_a_header_or_a_comment_in_a_text_is_neither() -> None:
    blocks = TomlBlocks(TWO)
    first, second, other = (
        blocks.comments(blocks.replace(path, ""))
        for path in (("documents", 0, "tasks", 0), ("documents", 0, "tasks", 1), ("documents", 1))
    )
    assert (first, second, other) == (("# 待核实", "# 一个指标"), (), ())
    found = tomllib.loads(edited(TWO, ("documents", 0, "tasks", 1), TASK))
    assert [each["id"] for each in found["documents"]] == ["a", "b"]
    assert [each["ref"] for each in found["documents"][0]["tasks"]] == ["1", "9"]


def test_the_comments_of_a_whole_document_are_told() -> None:
    blocks = TomlBlocks(LAYOUTS["Windows line ends"])
    lost = ("# 甲", "# 第一项", "# 待核实", "# 一个指标", "# 第一项完", "# 第二项")
    assert blocks.comments(blocks.replace(("documents", 0), "")) == lost


def test_blocks_of_a_task_that_others_stand_between_are_replaced_too() -> None:
    text = (
        '[[documents]]\nid = "a"\n[[documents.tasks]]\nref = "1"\n[[documents.boxes]]\nref = "b"\n'
        '[lights]\nred = 1\n\n[[documents.tasks.targets]]\ntext = "t"\n\n[last]\n'
    )
    expected = (
        '[[documents]]\nid = "a"\n[[documents.tasks]]\nref = "9"\n[[documents.boxes]]\nref = "b"\n'
        "[lights]\nred = 1\n\n[last]\n"
    )
    assert edited(text, ("documents", 0, "tasks", 0), TASK) == expected


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", "\n\n{task}"),
        ("\n", "\n\n{task}\n"),
        ("  # c\n", "  # c\n\n{task}\n"),
        ("\n# its own", "\n# its own\n\n{task}"),
        ("\n# its own\n", "\n# its own\n\n{task}\n"),
        ("\n# its own\n# too\n\n# of the next\n[x]\n", "\n# its own\n# too\n\n{task}\n\n# of the next\n[x]\n"),
        ("\n# of the next\n[x]\n", "\n\n{task}\n# of the next\n[x]\n"),
        ("\n\n# of the next\n[x]\n", "\n\n{task}\n\n# of the next\n[x]\n"),
        ("\n[x]", "\n\n{task}\n[x]"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_task_is_added_behind_the_last_one_and_the_comments_on_it(rest: str, expected: str, line_end: str) -> None:
    start = 'schema = 1\n[[documents]]\nid = "a"\n[[documents.tasks]]\nref = "1"'
    blocks = TomlBlocks((start + rest).replace("\n", line_end))
    added = blocks.edited([blocks.insert(("documents", 0, "tasks"), [TASK])])
    assert added == (start + expected.format(task=TASK.rstrip())).replace("\n", line_end)
    assert [each["ref"] for each in tomllib.loads(added)["documents"][0]["tasks"]] == ["1", "9"]


def test_the_first_task_comes_behind_what_the_document_has() -> None:
    blocks = TomlBlocks(TWO)
    added = blocks.edited([blocks.insert(("documents", 1, "tasks"), [TASK, TASK.replace("9", "10")])])
    assert added == TWO + '\n\n[[documents.tasks]]\nref = "9"\n\n[[documents.tasks]]\nref = "10"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "{a}\n\n{b}\n"),
        ("schema = 1", "schema = 1\n\n{a}\n\n{b}"),
        ("schema = 1\n", "schema = 1\n\n{a}\n\n{b}\n"),
        ("schema = 1\n\n", "schema = 1\n\n{a}\n\n{b}\n"),
        ("schema = 1\r\n[x]\r\n# c", "schema = 1\r\n[x]\r\n# c\r\n\r\n{a}\r\n\r\n{b}"),
    ],
)
def test_blocks_are_appended_in_the_style_of_the_file(text: str, expected: str) -> None:
    blocks = TomlBlocks(text)
    before, between, behind = blocks.seams
    added = text + before + between.join(blocks.fitted(f'[[d]]\nid = "{name}"\n') for name in "ab") + behind
    line_end = "\r\n" if "\r\n" in text else "\n"
    parts = {name: f'[[d]]{line_end}id = "{name}"' for name in "ab"}
    assert added == expected.format(**parts)


INLINE = """[[d]]
x = [
  { v = 1 },  # 1
]
# of y
[[d.y]]
v = 2  # 2

[[d]]
x = []
[[d]]
"""


def test_a_list_that_stands_inline_goes_with_the_block_it_stands_in() -> None:
    blocks = TomlBlocks(INLINE)
    assert [blocks.is_inline(("d", place, "x")) for place in range(3)] == [True, True, False]
    one, two = [{"v": 1}], [{"v": 2}]
    edits = blocks.update(("d", 0), {"x": one, "y": two}, {"x": one + two, "y": two}, ["x", "y"])
    assert blocks.comments(edits) == ("# 1",)
    assert blocks.edited(edits).startswith("[[d]]\n\n[[d.x]]\nv = 1\n\n[[d.x]]\nv = 2\n# of y\n[[d.y]]\nv = 2  # 2\n")
    edits = blocks.update(("d", 1), {}, {"x": one}, ["x", "y"])
    assert blocks.edited(edits).endswith("\n\n[[d]]\n\n[[d.x]]\nv = 1\n[[d]]\n")
    edits = blocks.update(("d", 0), {"x": one, "y": two}, {"x": one, "y": one}, ["x", "y"])
    assert blocks.edited(edits) == INLINE.replace("v = 2  # 2", "v = 1")


def test_a_list_that_gets_shorter_loses_its_last_blocks() -> None:
    text = '[[d]]\nid = "a"\n\n[[d.x]]\nv = 1\n\n# c\n[[d.x]]\nv = 2\n\n[[d.x]]\nv = 3\n\n[e]\n'
    blocks = TomlBlocks(text)
    edits = blocks.update(("d", 0), {"x": [{"v": 1}, {"v": 2}, {"v": 3}]}, {"x": [{"v": 1}]}, ["x"])
    assert blocks.edited(edits) == '[[d]]\nid = "a"\n\n[[d.x]]\nv = 1\n\n# c\n\n[e]\n'


GAPS = ("", "\n", "\n\n", "# [[documents]]\n", '\n# """\n\n', "\n# '''\n")


def pieces(document: Document) -> list[tuple[Path, str]]:
    """Return the blocks of a document that are replaced together, each with its path below the document."""
    table = plain(document)
    head = {key: value for key, value in table.items() if key not in LISTS}
    entries = ((key, place, each) for key in LISTS for place, each in enumerate(table.get(key, [])))
    return [
        ((), block("documents", head)),
        *(((key, place), block(f"documents.{key}", each)) for key, place, each in entries),
    ]


@given(data=st.data(), line_end=st.sampled_from(["\n", "\r\n"]), ends=st.booleans())
def test_every_byte_outside_a_replaced_block_stays(data: st.DataObject, line_end: str, ends: bool) -> None:  # noqa: FBT001 - drawn
    parts = [(place, *each) for place in range(2) for each in pieces(data.draw(documents()))]
    gaps = [data.draw(st.sampled_from(GAPS)) for _part in parts]
    if not ends:
        gaps[-1] = ""
    texts = [piece for _place, _path, piece in parts]
    chosen = data.draw(st.sampled_from([number for number, (_place, path, _piece) in enumerate(parts) if path] or [0]))
    place, path, _piece = parts[chosen]
    new = block(".".join(["documents", *path[:1]]), {"id" if not path else "ref": "new"})  # type: ignore[list-item]

    def text_of(each: list[str]) -> str:
        whole = "".join(piece + gap for piece, gap in zip(each, gaps, strict=True)).replace("\n", line_end)
        return whole if ends else whole.removesuffix(line_end)

    if path:
        expected = text_of([*texts[:chosen], new, *texts[chosen + 1 :]])
        assert edited(text_of(texts), ("documents", place, *path), new) == expected


@given(data=st.data(), line_end=st.sampled_from(["\n", "\r\n"]))
def test_a_document_is_turned_into_another_among_others(data: st.DataObject, line_end: str) -> None:
    other, old, new = (data.draw(documents()) for _document in range(3))
    around, within = (
        "".join(piece + data.draw(st.sampled_from(GAPS)) for _path, piece in pieces(each)).replace("\n", line_end)
        for each in (other, old)
    )
    blocks = TomlBlocks(around + within + around)
    edits = blocks.update(("documents", 1), plain(old), plain(new), LISTS)
    result = blocks.edited(edits)
    assert tomllib.loads(result) == {"documents": [plain(other), plain(new), plain(other)]}
    assert result.startswith(around)
    assert result.endswith(around)
    assert not blocks.comments(edits), "comments between blocks belong to none of them"


def lines_run(work: Callable[[], object]) -> int:
    """Count the lines of taskmap that are executed."""
    count = 0

    def local(_frame: FrameType, event: str, _argument: object) -> Any:  # noqa: ANN401 - a trace function is
        nonlocal count
        count += event == "line"
        return local

    def trace(frame: FrameType, _event: str, _argument: object) -> Any:  # noqa: ANN401 - a trace function is
        return local if frame.f_globals.get("__name__", "").startswith("taskmap.") else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_the_work_grows_with_the_file_and_no_faster() -> None:
    def table(text: str) -> Table:
        return {"id": "d", "tasks": [{"ref": "1", "text": text}, {"ref": "2"}]}

    def work(count: int) -> int:
        text = "\n".join(f"# {place}\n{block('documents', table('旧'))}" for place in range(count))

        def change_every_document() -> None:
            blocks = TomlBlocks(text)
            edits = [
                edit
                for place in range(count)
                for edit in blocks.update(("documents", place), table("旧"), table("新"), LISTS)
            ]
            assert not blocks.comments(edits)
            assert blocks.edited(edits).count("新") == count

        return lines_run(change_every_document)

    assert work(1000) < 4.5 * work(250)
