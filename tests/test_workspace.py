"""A data set of the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from taskmap.location import built_in, locate
from taskmap.problems import RefusedError
from taskmap.store import load
from taskmap.workspace import create


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


@pytest.mark.parametrize("name", ["tasks.toml", "agencies.toml"])
def test_nothing_is_overwritten_and_nothing_half_done(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(RefusedError, match="is there already; nothing was written"):
        create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == b"mine"
