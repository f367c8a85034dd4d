"""What several test modules share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import settings

from taskmap.graph import TaskMap
from taskmap.location import built_in
from taskmap.store import load
from tests.standing_data import write_journal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Asserts outside test modules say what they compared, too.
pytest.register_assert_rewrite("tests.pages")

# A slow machine must not fail a test, and the whole suite is to stay quick.
settings.register_profile("taskmap", deadline=None, max_examples=30)
settings.load_profile("taskmap")


SETTINGS = (
    *("TASKMAP_DATA", "TASKMAP_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"),
    *("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LANG", "LANGUAGE"),
    *("PYTHONIOENCODING", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"),
)
"""What changes what taskmap, or a Python that a test starts, says and does."""


class FolderWith(Protocol):
    """What writes the files of a data set."""

    def __call__(self, tasks: str, agencies: str = "schema = 1\n", **others: str) -> Path:
        """Write the texts to files of those names, and return their folder."""


@pytest.fixture(scope="session", autouse=True)
def _plain_environment() -> Iterator[None]:
    """Keep the settings of whoever runs the tests out of them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def built_in_map() -> TaskMap:
    """Return the graph of the documents that come with taskmap."""
    return TaskMap(load(built_in()))


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder, where the built-in data is meant."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def folder_with(tmp_path: Path) -> FolderWith:
    """Return what writes a data set into a fresh folder, where every file ends in ``.toml``."""

    def write(tasks: str, agencies: str = "schema = 1\n", **others: str) -> Path:
        for name, text in {"tasks": tasks, "agencies": agencies, **others}.items():
            (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8", newline="")
        return tmp_path

    return write


@pytest.fixture(scope="session")
def _reported_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reported")
    with pytest.MonkeyPatch.context() as patch:
        write_journal(folder, patch)
    return folder


@pytest.fixture
def reported(_reported_folder: Path) -> Path:
    """Return the folder of the data set with a journal of tests/standing_data.py: read it only."""
    return _reported_folder
