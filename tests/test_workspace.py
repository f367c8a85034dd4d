"""A data set of the user's own."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

from taskmap.location import built_in, locate
from taskmap.problems import RefusedError
from taskmap.store import load
from taskmap.workspace import create
from tests.running import run


def test_it_holds_copies_of_the_built_in_files(tmp_path: Path) -> None:
    written = create(tmp_path / "new")
    assert [path.name for path in written] == ["tasks.toml", "agencies.toml"]
    source = built_in()
    assert written[0].read_bytes() == Path(source.tasks[0]).read_bytes()
    assert written[1].read_bytes() == Path(source.agencies).read_bytes()
    assert load(locate(tmp_path / "new")) == load(source)


def test_an_empty_one_can_be_used_at_once(tmp_path: Path) -> None:
    create(tmp_path, empty=True)
    data = load(locate(tmp_path))
    assert data.documents == ()
    assert data.agencies == ()


def test_a_folder_that_cannot_be_made_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(RefusedError, match=r"cannot make the folder .*taken"):
        create(tmp_path / "taken")


def test_the_next_command_can_be_pasted_into_a_shell(tmp_path: Path) -> None:
    folder = tmp_path / "my data; $HOME's"
    *_others, last = run("init", folder).stderr.splitlines()
    assert shlex.split(last.removeprefix("next: ")) == ["taskmap", "--data", str(folder), "docs"]


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
def test_a_link_to_a_file_is_no_way_to_overwrite_it(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "agencies.toml").symlink_to(tmp_path / "mine")
    with pytest.raises(RefusedError, match="is there already; nothing was written"):
        create(tmp_path / "new")
    assert (tmp_path / "mine").read_bytes() == b"mine"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["agencies.toml"]


@pytest.mark.parametrize("name", ["tasks.toml", "agencies.toml"])
def test_nothing_is_overwritten_and_nothing_half_done(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(RefusedError, match="is there already; nothing was written"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"mine"
