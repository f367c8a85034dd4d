"""The library's door."""

from __future__ import annotations

import doctest
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import taskmap
import taskmap.graph
import taskmap.problems

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from tests.conftest import FolderWith


def test_all_names_what_is_there() -> None:
    assert taskmap.__all__ == sorted(taskmap.__all__)
    assert [name for name in taskmap.__all__ if not hasattr(taskmap, name)] == []
    assert taskmap.TaskMap is taskmap.graph.TaskMap
    assert taskmap.TaskmapError is taskmap.problems.TaskmapError


def test_a_star_import_gives_all_of_it_and_nothing_else() -> None:
    program = "before = set(globals()); from taskmap import *; print(*sorted(set(globals()) - before - {'before'}))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, encoding="utf-8")
    assert done.stdout.split() == taskmap.__all__


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'taskmap' has no attribute 'nothing'"):
        taskmap.nothing  # noqa: B018 - the access itself is tested


@pytest.mark.parametrize("module", [taskmap, taskmap.graph], ids=lambda module: module.__name__)
def test_the_examples_of_the_docstrings_are_true(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # no data of another kind is near
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_a_path_may_be_a_text_or_a_path(folder_with: FolderWith) -> None:
    folder = folder_with('schema = 1\n[[documents]]\nid = "d"\n')
    for path in (folder, str(folder), folder / "tasks.toml", str(folder / "tasks.toml")):
        assert list(taskmap.load(path).documents) == ["d"]


def test_faulty_data_is_a_taskmap_error_with_its_problems(folder_with: FolderWith) -> None:
    with pytest.raises(taskmap.TaskmapError) as caught:
        taskmap.load(folder_with("schema = 2\n"))
    assert isinstance(caught.value, taskmap.problems.FaultyDataError)
    assert [problem.code for problem in caught.value.problems] == ["bad-schema"]


def test_every_error_has_the_exit_code_of_its_family() -> None:
    codes = {each.__name__: int(each.exit_code) for each in taskmap.TaskmapError.__subclasses__()}
    assert codes == {"UnreadableError": 3, "NotFoundError": 4, "RefusedError": 2}
