"""Whole files: read with errors that help, written whole or not at all."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from taskmap.files import make_folder, read_text, write_atomically, write_changed
from taskmap.problems import ExitCode, RefusedError, UnreadableError

if TYPE_CHECKING:
    from pathlib import Path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_atomically(tmp_path / "清单.txt", "省人社厅\r\n𠮷".encode())
    assert read_text(tmp_path / "清单.txt") == "省人社厅\r\n𠮷"


def test_a_missing_folder_is_made_only_where_that_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"c\.txt: its folder does not exist"):
        write_atomically(tmp_path / "a" / "b" / "c.txt", b"x")
    assert not list(tmp_path.iterdir())
    for _time in range(2):
        make_folder(tmp_path / "a" / "b")
    write_atomically(tmp_path / "a" / "b" / "c.txt", b"x")
    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"x"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(RefusedError, match=r"cannot make the folder .*taken: a file of that name is in the way"):
        make_folder(tmp_path / "taken")


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
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
@pytest.mark.parametrize("mode", [0o600, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    path.chmod(mode)
    write_atomically(path, b"new")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"new", mode)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few users make links")
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_followed_and_stays_one(tmp_path: Path, *, is_there: bool) -> None:
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "a.txt", tmp_path / "link.txt"
    if is_there:
        target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")
    assert sorted(tmp_path.iterdir()) == [target.parent, link]


def test_an_interrupt_at_the_last_moment_stays_an_interrupt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace = os.replace

    def interrupted(source: str, target: str) -> None:
        replace(source, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.txt", b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"new"]


def test_an_interrupt_before_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    (tmp_path / "a.txt").write_bytes(b"old")
    for name, replace in (("a.txt", True), ("b.txt", False)):
        with pytest.raises(KeyboardInterrupt):
            write_atomically(tmp_path / name, b"new", replace=replace)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_file_that_must_not_be_replaced_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"\r\n", replace=False)
    with pytest.raises(RefusedError, match=r"a\.txt is there already"):
        write_atomically(path, b"new", replace=False)
    assert path.read_bytes() == b"\r\n"
    assert list(tmp_path.iterdir()) == [path]


def test_only_files_that_differ_are_written(tmp_path: Path) -> None:
    same, other, new = files = [tmp_path / name for name in ("same", "other", "new")]
    same.write_bytes(b"x")
    other.write_bytes(b"y")
    before = same.stat().st_ino
    contents = dict.fromkeys(files, b"x")
    with pytest.raises(RefusedError, match="other is there already with other content; --force overwrites it"):
        write_changed(contents)
    assert (other.read_bytes(), new.exists()) == (b"y", False)
    assert write_changed(contents, force=True) == [other, new]
    assert [each.read_bytes() for each in files] == [b"x"] * 3
    assert same.stat().st_ino == before
    assert write_changed(contents) == []


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


def test_one_bom_in_front_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" * 2 + b"x")
    assert read_text(path) == "\ufeffx"


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_the_line_of_the_first_byte_that_is_not_utf_8_is_named(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(mark + b"a\nb\n" + "省人社厅".encode("gbk"))
    with pytest.raises(UnreadableError, match=r"a\.txt:3: not UTF-8 \(GBK\?\)"):
        read_text(path)
