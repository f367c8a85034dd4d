"""Whole files: read with errors that help, written whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from taskmap.files import read_text, write_atomically
from taskmap.problems import ExitCode, RefusedError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_atomically(tmp_path / "清单.txt", "省人社厅\r\n𠮷".encode())
    assert read_text(tmp_path / "清单.txt") == "省人社厅\r\n𠮷"


def test_missing_folders_are_made(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b" / "c.txt", b"x")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x"


def test_a_file_is_replaced_and_nothing_is_left_behind(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_others_may_read_what_the_umask_lets_them(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a.txt", b"x")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


def test_what_cannot_be_written_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(RefusedError, match="cannot write") as caught:
        write_atomically(tmp_path / "taken", b"x")
    assert caught.value.exit_code == ExitCode.USAGE
    assert [each.name for each in tmp_path.iterdir()] == ["taken"]


def test_a_file_where_a_folder_is_needed_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RefusedError, match="cannot write"):
        write_atomically(tmp_path / "file" / "a.txt", b"x")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot read"):
        read_text(tmp_path)


def test_the_line_of_the_first_byte_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"a\nb\nc " + "省人社厅".encode("gbk"))
    with pytest.raises(UnreadableError, match=r"a\.txt:3: not UTF-8 \(GBK\?\)"):
        read_text(path)
