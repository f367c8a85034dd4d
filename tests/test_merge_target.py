"""What documents are merged into, and what new files are called."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskmap.location import built_in
from taskmap.merge_target import RESERVED, FreeNames, safe_name, target_at
from taskmap.problems import FaultyDataError, RefusedError, UnreadableError
from tests.strategies import texts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import FolderWith

TASKS = 'schema = 1\n[[documents]]\nid = "d"\n'


@given(st.one_of(texts, st.sampled_from(["../../etc/passwd", "CON", "aux.", "LPT1", "agencies", "..", "-", "a" * 300])))
def test_a_file_name_is_safe_whatever_the_id_is(name: str) -> None:
    safe = safe_name(name)
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,90}[a-z0-9])?", safe)
    assert not re.fullmatch(RESERVED, safe)


def test_a_plain_id_is_its_file_name() -> None:
    assert safe_name("jzf-2017-32") == "jzf-2017-32"
    assert safe_name("吉 JZF/2017") == "jzf-2017"
    assert safe_name("con") == "document-con"


def test_names_that_are_taken_get_a_number() -> None:
    names = FreeNames(["a", "B", "c-2"])
    assert [names.take(name) for name in ("a", "b", "a", "c", "c", "a-2")] == ["a-2", "b-2", "a-3", "c", "c-3", "a-2-2"]


@pytest.mark.parametrize("name", ["", "tasks.toml", "new.toml"])
def test_the_built_in_data_is_not_merged_into(name: str) -> None:
    with pytest.raises(RefusedError, match="taskmap init"):
        target_at(os.path.join(os.path.dirname(built_in().tasks[0]), name))


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_nor_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(os.path.dirname(built_in().tasks[0]))
    with pytest.raises(RefusedError, match="taskmap init"):
        target_at(str(tmp_path / "link" / "tasks.toml"))


def test_a_registry_is_not_merged_into(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"agencies\.toml is for agencies"):
        target_at(str(tmp_path / "agencies.toml"))


def test_a_file_is_where_new_documents_go(folder_with: FolderWith) -> None:
    file = str(folder_with(TASKS) / "tasks.toml")
    target = target_at(file)
    assert target.file == file
    assert [document.id for document in target.documents] == ["d"]
    assert target.files[file].text == TASKS


def test_in_a_folder_they_get_files_of_their_own(folder_with: FolderWith) -> None:
    folder = folder_with(TASKS, other="[tool]\nx = 1\n", more='schema = 1\n[[documents]]\nid = "e"\n')
    target = target_at(str(folder))
    assert (target.file, target.folder) == (None, str(folder))
    assert sorted(target.names) == ["agencies", "more", "other", "tasks"]
    assert sorted(os.path.basename(path) for path in target.files) == ["more.toml", "tasks.toml"]


@pytest.mark.parametrize("agencies", [True, False])
def test_a_folder_without_documents_is_an_empty_data_set(tmp_path: Path, *, agencies: bool) -> None:
    if agencies:
        (tmp_path / "agencies.toml").write_bytes(b"schema = 1\n")
    assert not target_at(str(tmp_path)).files


def test_what_is_not_there_is_a_file_or_a_folder_by_its_name(tmp_path: Path) -> None:
    file = target_at(str(tmp_path / "new.toml"))
    assert [each.is_new for each in file.files.values()] == [True]
    folder = target_at(str(tmp_path / "new"))
    assert (folder.files, folder.folder) == ({}, str(tmp_path / "new"))
    assert not list(tmp_path.iterdir())


def test_data_with_errors_or_none_at_all_is_refused(folder_with: FolderWith) -> None:
    with pytest.raises(FaultyDataError):
        target_at(str(folder_with(TASKS + TASKS.removeprefix("schema = 1\n"))))
    with pytest.raises(UnreadableError, match="holds no data"):
        target_at(str(folder_with("")))
