"""Which data set is meant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from taskmap.location import built_in, locate
from taskmap.problems import UnreadableError

if TYPE_CHECKING:
    from tests.conftest import FolderWith


def test_the_built_in_files_are_there() -> None:
    location = built_in()
    assert Path(location.tasks[0]).is_file()
    assert Path(location.agencies).is_file()


def test_a_named_file_is_taken_with_the_registry_beside_it(folder_with: FolderWith) -> None:
    folder = folder_with("schema = 1\n")
    location = locate(folder / "tasks.toml")
    assert location.tasks == (str(folder / "tasks.toml"),)
    assert location.agencies == str(folder / "agencies.toml")


def test_a_named_folder_is_read_in_order_without_descending(folder_with: FolderWith) -> None:
    folder = folder_with("schema = 1\n", b="", a="")
    (folder / "inner").mkdir()
    (folder / "inner" / "c.toml").touch()
    (folder / "d.toml").mkdir()
    (folder / "notes.txt").touch()
    assert [Path(path).name for path in locate(folder).tasks] == ["a.toml", "b.toml", "tasks.toml"]


def test_what_is_named_wins_over_the_environment(folder_with: FolderWith, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = folder_with("schema = 1\n", other="")
    monkeypatch.setenv("TASKMAP_DATA", str(folder / "other.toml"))
    assert locate().tasks == (str(folder / "other.toml"),)
    assert locate(folder / "tasks.toml").tasks == (str(folder / "tasks.toml"),)


def test_the_environment_wins_over_the_working_directory(
    folder_with: FolderWith, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_with("schema = 1\n", other="")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TASKMAP_DATA", "other.toml")
    assert locate().tasks == ("other.toml",)


@pytest.mark.parametrize("below", [".", "one", "one/two"])
@pytest.mark.parametrize("place", ["tasks.toml", "data/tasks.toml"])
def test_the_nearest_file_upwards_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str, place: str
) -> None:
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).touch()
    (tmp_path / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(tmp_path / below)
    assert locate().tasks == (str(tmp_path / place),)


def test_the_data_folder_is_looked_into_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    for name in ("tasks.toml", "data/tasks.toml"):
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    assert locate().tasks == (str(tmp_path / "data" / "tasks.toml"),)


def test_where_there_is_none_the_built_in_data_serves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert locate() == built_in()


def test_a_folder_without_toml_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "agencies.toml").touch()
    with pytest.raises(UnreadableError, match="holds no data"):
        locate(tmp_path)
