"""Documents merged into a data set: nothing is lost that was not given up, and nothing half written."""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING, Any

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st

from taskmap import file_edit
from taskmap.comparison import identity
from taskmap.file_edit import LISTS
from taskmap.location import locate
from taskmap.merging import (
    ChangedDocument,
    ChangedTask,
    DocumentRefusedError,
    Merging,
    NewDocument,
    NewTask,
    Proposal,
    State,
    Step,
    accept_everything,
    accept_new,
)
from taskmap.model import Box, DataSet, Document, Task
from taskmap.problems import FaultyDataError, RefusedError
from taskmap.schema import plain
from taskmap.store import dump, load
from taskmap.toml_blocks import TomlBlocks
from taskmap.toml_lines import TomlLines
from tests.strategies import data_sets
from tests.test_toml_blocks import lines_run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import FolderWith

TASKS = """schema = 1
default = "d"  # 常用

[[documents]]
id = "d"
number = "吉政发〔2017〕25号"
title = "方案" # 题

[[documents.tasks]]
ref = "1"
text = "一"
due = 2020-12-31  # 领导定的

[[documents.tasks]]
ref = "2"
text = "二"
"""

NEW = Document("n", "1号", tasks=(Task("n", "1", text="新"),))


def version(*texts: str, **fields: Any) -> Document:  # noqa: ANN401 - fields of many types
    """Return another version of the document of ``TASKS``, with these tasks."""
    tasks = tuple(Task("x", str(number), text=text) for number, text in enumerate(texts, 1))
    document = Document("x", "吉政发[2017]25号", tasks=tasks)
    return document._replace(**fields)


def taken(merging: Merging, accept: Callable[[Proposal], bool], *documents: Document) -> list[str]:
    """Take documents over one after the other; return the files written by then."""
    steps = map(merging.step, documents)
    return [file for step in steps for file in merging.take(step, filter(accept, step.proposals))]


def accept_nothing(_proposal: Proposal) -> bool:
    return False


def merged(target: Path, accept: Callable[[Proposal], bool], *documents: Document) -> list[str]:
    with Merging(target) as merging:
        return taken(merging, accept, *documents) + merging.finish()


def steps(target: Path, *documents: Document) -> list[Step]:
    with Merging(target) as merging:
        return list(map(merging.step, documents))


def contents(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


@pytest.fixture
def file(folder_with: FolderWith) -> Path:
    """Return the file of a data set of one document with two tasks."""
    return folder_with(TASKS) / "tasks.toml"


def test_a_new_document_is_appended_to_a_file(file: Path) -> None:
    assert merged(file, accept_new, NEW) == [str(file)]
    added = '\n[[documents]]\nid = "n"\nnumber = "1号"\n\n[[documents.tasks]]\nref = "1"\ntext = "新"\n'
    assert file.read_text("utf-8") == TASKS + added
    data = load(locate(file))
    assert (data.default, data.documents[1]) == ("d", NEW)


def test_in_a_folder_a_new_document_gets_its_own_file(file: Path) -> None:
    document = Document("Über/d", "2号", tasks=(Task("Über/d", "1", text="新"),))
    assert merged(file.parent, accept_new, NEW, document) == [
        str(file.with_name("n.toml")),
        str(file.with_name("ber-d.toml")),
    ]
    assert file.with_name("n.toml").read_text("utf-8").startswith('schema = 1\n\n[[documents]]\nid = "n"\n')
    assert file.read_text("utf-8") == TASKS
    assert {each.id: each for each in load(locate(file.parent)).documents}["Über/d"] == document


@pytest.mark.parametrize("name", ["new", "new/deep", "new.toml", "new/a.toml"])
def test_a_new_data_set_is_made_where_none_is(tmp_path: Path, name: str) -> None:
    assert not merged(tmp_path / name, accept_nothing, NEW)
    assert not list(tmp_path.iterdir())
    merged(tmp_path / name, accept_new, NEW)
    assert load(locate(tmp_path / name)).documents == (NEW,)


def test_an_id_or_a_file_name_that_is_taken_gets_a_number(file: Path) -> None:
    others = [Document("d", f"{number}号", tasks=(Task("d", "1", text="新"),)) for number in range(2)]
    found = steps(file.parent, *others, Document("D!", "3号"))
    assert [os.path.basename(step.file) for step in found] == ["d-2.toml", "d-3.toml", "d.toml"]
    file.with_name("d-2.toml").write_bytes(b"x = 1\n")
    written = merged(file.parent, accept_new, *others)
    assert [os.path.basename(path) for path in written] == ["d-2-2.toml", "d-3.toml"]
    data = load(locate(file.parent))
    assert {task.id for each in data.documents for task in each.tasks} == {"d:1", "d:2", "d-2:1", "d-3:1"}


def test_what_says_the_same_is_the_same(file: Path) -> None:
    assert [step.state for step in steps(file, version("一", "二"))] == [State.SAME]
    assert merged(file, accept_everything, version("一", "二")) == []


def test_tasks_only_the_data_has_are_told_and_stay(file: Path) -> None:
    [step] = steps(file, version("一"))
    assert step.comparison
    assert [task.ref for task in step.comparison.missing] == ["2"]
    assert step.state is State.SAME


def test_a_plan_says_what_would_be_lost(file: Path) -> None:
    [step] = steps(file, version("壹", "二", "三", title="新方案"))
    assert step.state is State.CHANGED
    document, changed, added = step.proposals
    assert isinstance(document, ChangedDocument)
    assert document.comments == ("# 题",)
    assert isinstance(changed, ChangedTask)
    assert (changed.change.old.text, changed.change.new.text, changed.comments) == ("一", "壹", ("# 领导定的",))
    assert isinstance(added, NewTask)
    assert (added.task.id, added.comments) == ("d:3", ())


def test_new_tasks_alone_overwrite_nothing(file: Path) -> None:
    merged(file, accept_new, version("壹", "二", "三", title="新方案"))
    assert file.read_text("utf-8") == TASKS.removesuffix("\n") + '\n\n[[documents.tasks]]\nref = "3"\ntext = "三"\n'


@pytest.mark.parametrize("start", ["", "\ufeff"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_replaced_task_changes_its_own_block(file: Path, start: str, line_end: str) -> None:
    before = (start + TASKS.replace("\n", line_end).removesuffix(line_end)).encode()
    file.write_bytes(before)
    merged(file, lambda proposal: isinstance(proposal, ChangedTask), version("壹", "二", "三", title="新方案"))
    changed = f'text = "壹"{line_end}due = 2020-12-31'
    assert file.read_bytes() == before.replace(
        f'text = "一"{line_end}due = 2020-12-31  # 领导定的'.encode(), changed.encode()
    )


def test_everything_accepted_is_everything_taken_over(file: Path) -> None:
    merged(file, accept_everything, version("壹", "贰", "三", title="新方案"))
    data = load(locate(file))
    assert [task.text for task in data.documents[0].tasks] == ["壹", "贰", "三"]
    assert (data.documents[0].id, data.documents[0].title) == ("d", "新方案")
    assert file.read_text("utf-8").startswith('schema = 1\ndefault = "d"  # 常用\n\n[[documents]]\nid = "d"\n')


def test_each_task_is_asked_about(file: Path) -> None:
    asked: list[Proposal] = []

    def accept_second(proposal: Proposal) -> bool:
        asked.append(proposal)
        return len(asked) == 2

    merged(file, accept_second, version("壹", "贰"))
    assert file.read_text("utf-8") == TASKS.replace("二", "贰")


def test_a_task_brings_the_boxes_that_it_points_to(file: Path) -> None:
    document = version("一", "二", "三", boxes=(Box("专栏1", "有用"), Box("专栏2", "无人指向")))
    tasks = (*document.tasks[:2], document.tasks[2]._replace(boxes=("专栏1",)))
    merged(file, accept_new, document._replace(tasks=tasks))
    [found] = load(locate(file)).documents
    assert found.boxes == (Box("专栏1", "有用"),)
    assert found.tasks[2].boxes == ("专栏1",)


def test_a_document_with_inline_tasks_is_written_anew_where_that_is_accepted(folder_with: FolderWith) -> None:
    head, _task = TASKS.split("[[documents.tasks]]", 1)
    text = head + 'tasks = [\n  { ref = "1", text = "一" },  # 甲\n]\n'
    file = folder_with(text) / "tasks.toml"
    [step] = steps(file, version("壹", "二"))
    assert [each.comments for each in step.proposals if not isinstance(each, NewDocument)] == [("# 题", "# 甲")] * 2
    assert merged(file, accept_new, version("壹", "二")) == [], "that would take a comment away"
    merged(file, accept_everything, version("壹", "二"))
    assert [task.text for task in load(locate(file)).documents[0].tasks] == ["壹", "二"]


def test_inline_boxes_are_written_anew_only_where_a_box_is_added(folder_with: FolderWith) -> None:
    text = TASKS.replace('title = "方案" # 题', 'boxes = [{ ref = "专栏1" }]  # 框')
    file = folder_with(text) / "tasks.toml"
    document = version("一", "二", "三", "四", boxes=(Box("专栏 1"), Box("专栏2")))
    third, fourth = document.tasks[2]._replace(boxes=("专栏 1",)), document.tasks[3]._replace(boxes=("专栏2",))
    document = document._replace(tasks=(*document.tasks[:2], third, fourth))
    merged(file, accept_new, document)
    assert file.read_text("utf-8").startswith(text.removesuffix("\n"))
    merged(file, accept_everything, document)
    [found] = load(locate(file)).documents
    assert found.boxes == (Box("专栏1"), Box("专栏2"))
    assert [task.boxes for task in found.tasks[2:]] == [("专栏1",), ("专栏2",)]
    assert "# 框" not in file.read_text("utf-8")


def test_documents_in_an_inline_list_are_refused(folder_with: FolderWith) -> None:
    text = 'schema = 1\ndocuments = [{id = "d", number = "吉政发〔2017〕25号", tasks = [{ref = "1", text = "一"}]}]\n'
    file = folder_with(text) / "tasks.toml"
    for document in (NEW, version("壹")):
        with pytest.raises(RefusedError, match="inline list"):
            steps(file, document)
    assert steps(file, version("一"))[0].state is State.SAME


def test_a_document_that_comes_twice_or_has_errors_is_refused_and_no_other(file: Path) -> None:
    with Merging(file) as merging:
        with pytest.raises(DocumentRefusedError, match=r"1号 cannot be merged: .* stands twice"):
            taken(merging, accept_new, NEW._replace(tasks=NEW.tasks * 2))
        taken(merging, accept_new, NEW)
        with pytest.raises(DocumentRefusedError, match=r"１号 comes twice; it is left out of b\.txt"):
            taken(merging, accept_new, NEW._replace(id="m", number="１号", source="b.txt"))
        assert merging.finish() == [str(file)]
    assert [each.id for each in load(locate(file)).documents] == ["d", "n"]


def test_documents_without_number_and_title_are_always_new(file: Path) -> None:
    for _time in range(2):
        merged(file, accept_everything, Document("u"))
    assert [each.id for each in load(locate(file)).documents] == ["d", "u", "u-2"]


def test_data_with_errors_is_not_merged_into(folder_with: FolderWith) -> None:
    with pytest.raises(FaultyDataError):
        Merging(folder_with(TASKS + "x = 1\n"))


def test_a_file_that_changed_meanwhile_is_not_overwritten(file: Path) -> None:
    with Merging(file) as merging:
        taken(merging, accept_everything, version("壹", "二"), NEW)
        file.write_bytes((TASKS + "# x\n").encode())
        before = contents(file.parent)
        with pytest.raises(RefusedError, match=r"tasks\.toml has changed since it was read; it stays as it is"):
            merging.finish()
        assert (contents(file.parent), merging.unwritten) == (before, [str(file)])
        file.unlink()
        with pytest.raises(RefusedError, match=r"cannot read .*tasks\.toml: it does not exist"):
            merging.finish()


def test_a_new_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    with Merging(tmp_path) as merging:
        (tmp_path / "n.toml").touch()
        with pytest.raises(RefusedError, match=r"n\.toml has changed"):
            taken(merging, accept_new, NEW)
    assert (tmp_path / "n.toml").read_bytes() == b""


def test_a_write_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_source: str, _target: str) -> None:
        raise PermissionError(13, "no")

    before = contents(file.parent)
    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(RefusedError, match="permission denied"):
        merged(file, accept_everything, version("壹", "二"))
    assert contents(file.parent) == before


def test_an_edit_gone_wrong_is_never_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(file.parent)
    monkeypatch.setattr(TomlBlocks, "edited", lambda *_: TASKS)
    with pytest.raises(RuntimeError, match="does not say what it should"):
        merged(file, accept_everything, version("壹", "二"))
    assert contents(file.parent) == before


def test_breaking_off_leaves_a_file_as_it_was(file: Path) -> None:
    before = contents(file.parent)
    with Merging(file) as merging:
        taken(merging, accept_everything, version("壹", "二"), NEW)
        assert merging.unwritten == [str(file)]
    assert contents(file.parent) == before


def test_breaking_off_leaves_whole_what_a_folder_got_so_far(file: Path) -> None:
    other = Document("m", "2号")
    with Merging(file.parent) as merging:
        assert taken(merging, accept_everything, NEW) == [str(file.with_name("n.toml"))]
        merging.step(other)
        assert merging.unwritten == []
    assert {each.id for each in load(locate(file.parent)).documents} == {"d", "n"}
    assert file.read_text("utf-8") == TASKS
    assert [step.state for step in steps(file.parent, NEW, other)] == [State.SAME, State.NEW]


def test_a_file_of_a_folder_is_written_when_all_its_documents_have_come(folder_with: FolderWith) -> None:
    second = '\n[[documents]]\nid = "e"\nnumber = "2号"\n\n[[documents.tasks]]\nref = "1"\ntext = "甲"\n'
    third = second.replace('"e"', '"f"').replace("2号", "3号")
    folder = folder_with(TASKS + second, other="schema = 1\n" + third)
    of_second = Document("x", "2号", tasks=(Task("x", "1", text="乙"),))
    with Merging(folder) as merging:
        assert taken(merging, accept_everything, of_second, NEW) == [str(folder / "n.toml")]
        assert taken(merging, accept_everything, of_second._replace(number="3号")) == [str(folder / "other.toml")]
        assert merging.unwritten == [str(folder / "tasks.toml")]
        assert taken(merging, accept_everything, version("一", "二")) == [str(folder / "tasks.toml")]
        assert merging.finish() == []
    assert (folder / "tasks.toml").read_text("utf-8") == TASKS + second.replace("甲", "乙")


def test_new_documents_that_are_much_text_are_appended_whole(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_edit, "MOST_IN_MEMORY", 100)
    documents = [NEW._replace(id=f"n{number}", number=f"{number}号") for number in range(9)]
    text = file.read_text("utf-8")
    merged(file, accept_everything, *documents, version("壹", "二"))
    read = load(locate(file)).documents
    assert [each.id for each in read] == ["d", *(each.id for each in documents)]
    assert read[0].tasks[0].text == "壹"
    assert text.split("\n\n")[0] == file.read_text("utf-8").split("\n\n")[0]


@pytest.mark.parametrize("name", ["new", "new.toml", "there", "there.toml", "changed"])
@pytest.mark.parametrize("accept", [accept_everything, accept_nothing])
def test_a_document_that_was_taken_is_forgotten(tmp_path: Path, name: str, accept: Callable[[Proposal], bool]) -> None:
    class Remark(str):
        """A text that can be watched."""

        __slots__ = ("__weakref__",)

    alive: weakref.WeakSet[Remark] = weakref.WeakSet()
    most = 0

    def documents(text: str) -> Iterator[Document]:
        nonlocal most
        for number in range(100):
            most = max(most, len(alive))
            remark = Remark(number)
            alive.add(remark)
            yield Document("n", f"{number}号", tasks=(Task("n", "1", text=text, remark=remark),))

    if not name.startswith("new"):
        merged(tmp_path / name, accept_new, *documents("旧" if name == "changed" else "新"))
        alive.clear()
        most = 0
    with Merging(tmp_path / name) as merging:
        for document in documents("新"):
            taken(merging, accept, document)
        assert most < 10
        merging.finish()


def test_the_lists_of_a_document_are_known() -> None:
    assert LISTS == ("tasks", "boxes", "indicators", "targets", "notes")


@st.composite
def targets(draw: st.DrawFn) -> tuple[DataSet, str, bool]:
    """Draw a data set, its file's text in some style, and whether new documents get files of their own."""
    data = draw(data_sets())
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    text = dump(data)
    if draw(st.booleans()):  # with short tables in inline lists
        default = {"default": data.default} if data.default else {}
        with_inline = tomli_w.dumps({"schema": 1, **default, "documents": [plain(each) for each in data.documents]})
        text = text if TomlLines(with_inline).has_key(("documents",)) else with_inline
    text = text.replace("\n", line_end)
    text = text if draw(st.booleans()) else text.removesuffix(line_end)
    return data, draw(st.sampled_from(["", "\ufeff"])) + text, draw(st.booleans())


@settings(max_examples=15)
@given(target=targets(), incoming=data_sets(), everything=st.booleans())
def test_whatever_is_merged_the_data_has_it_and_keeps_its_own(
    tmp_path_factory: pytest.TempPathFactory,
    target: tuple[DataSet, str, bool],
    incoming: DataSet,
    everything: bool,  # noqa: FBT001 - drawn
) -> None:
    data, text, by_folder = target
    folder = tmp_path_factory.mktemp("data")
    file = folder / "tasks.toml"
    file.write_bytes(text.encode())
    path = folder if by_folder else file
    identities = [each for each in map(identity, incoming.documents) if each is not None]
    documents = incoming.documents if len({*identities}) == len(identities) else incoming.documents[:1]
    merged(path, accept_everything if everything else accept_new, *documents)
    found = {each.id: each for each in load(locate(path)).documents}
    for old in data.documents:
        new = found[old.id]
        refs = [task.ref for task in old.tasks]
        assert [task.ref for task in new.tasks][: len(refs)] == refs, "nothing is renumbered"
        if not everything:
            assert new._replace(tasks=new.tasks[: len(refs)], boxes=new.boxes[: len(old.boxes)]) == old
    left = [proposal for step in steps(path, *documents) for proposal in step.proposals]
    if everything:
        assert not [each for each in left if not isinstance(each, NewDocument)]
    else:
        assert not [each for each in left if isinstance(each, NewTask)]
    assert {identity(each) for each in documents} <= {identity(each) for each in found.values()} | {None}


def test_the_work_grows_with_the_data_and_no_faster(tmp_path: Path) -> None:
    def documents(count: int, text: str) -> tuple[Document, ...]:
        tasks = (Task("d", "1", text=text), Task("d", "2", text="二"))
        return tuple(Document("d", f"{number}号", tasks=tasks) for number in range(count))

    def work(count: int) -> int:
        file = tmp_path / f"{count}.toml"
        every = documents(count, "一")
        merged(file, accept_new, *every[::2])
        found = lines_run(lambda: merged(file, accept_everything, *documents(count, "壹")))
        assert len(load(locate(file)).documents) == count
        assert TomlLines(file.read_text("utf-8")).has_key(("documents", count - 1, "id"))
        return found

    assert work(400) < 4.5 * work(100)
