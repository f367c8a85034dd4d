"""Reading and writing whole files, with errors a user understands and nothing ever half written."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

from taskmap.i18n import N_, _
from taskmap.problems import RefusedError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TypeVar

    Path = str | os.PathLike[str]
    AnyPath = TypeVar("AnyPath", bound=Path)

BOM = b"\xef\xbb\xbf"
NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)

REASONS = {
    errno.ENOENT: N_("it does not exist"),
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: N_("a part of its path is no folder"),
    errno.EEXIST: N_("a file of that name is in the way"),
    errno.ENAMETOOLONG: N_("its name is too long"),
    errno.ENOSPC: N_("no space is left on the device"),
    errno.EROFS: N_("the file system is read-only"),
}


def reason(error: OSError) -> str:
    """Say why the operating system refused, in the words of the user's language where we have them."""
    known = REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


def read_text(path: Path) -> str:
    """Read a UTF-8 file, with or without BOM.

    Raises:
        UnreadableError: it does not exist, may not be read, or is not UTF-8.
    """
    try:
        with open(path, "rb") as file:
            data = file.read().removeprefix(BOM)
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(
            _("{file}:{line}: not UTF-8 ({guess}?); save it as UTF-8").format(
                file=path, line=line, guess=_guess_encoding(data)
            )
        ) from error


def _guess_encoding(data: bytes) -> str:
    """Name the encoding a file that is not UTF-8 most likely has."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _("binary")
    return "GBK"


def make_folder(folder: Path) -> None:
    """Make a folder and those it lies in; that it is there already is fine.

    Raises:
        RefusedError: it cannot be made.
    """
    try:
        os.makedirs(folder, exist_ok=True)
    except OSError as error:
        message = _("cannot make the folder {folder}: {reason}")
        raise RefusedError(message.format(folder=folder, reason=reason(error))) from error


def write_atomically(path: Path, data: bytes | Iterable[bytes], *, replace: bool = True) -> None:
    """Write ``data``, whole or in pieces, to ``path``: the file is there whole, or as it was before.

    A link is followed, and a file that is there keeps its mode. Without ``replace`` no such file may be there.

    Raises:
        RefusedError: the file cannot be written, or it is there and must not be replaced.
    """
    try:
        target = os.path.realpath(path)
        # What must not replace anything is written in place: a rename would, and not every file system has links.
        name = os.path.join(os.path.dirname(target), f".taskmap-{os.urandom(8).hex()}") if replace else target
        handle = os.open(name, NEW_FILE, 0o666)
        try:
            with open(handle, "wb") as file:
                file.writelines((data,) if isinstance(data, bytes) else data)
                file.flush()
                os.fsync(file.fileno())
            if replace:
                _copy_mode(target, name)
                os.replace(name, target)
            _keep_folder(os.path.dirname(target))
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
            raise
    except FileExistsError as error:
        raise RefusedError(_("{file} is there already; nothing was written").format(file=path)) from error
    except OSError as error:
        why = _("its folder does not exist") if isinstance(error, FileNotFoundError) else reason(error)
        raise RefusedError(_("cannot write {file}: {reason}").format(file=path, reason=why)) from error


def _keep_folder(folder: str) -> None:
    """Have the name of a new file outlast a loss of power, too, where the system can do that."""
    if os.name != "nt":
        with contextlib.suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def _copy_mode(source: str, target: str) -> None:
    """Give a file the mode of another, if that is there; on Windows a mode says nothing worth keeping."""
    if os.name != "nt":
        with contextlib.suppress(FileNotFoundError):
            os.chmod(target, os.stat(source).st_mode & 0o7777)


def write_changed(files: Mapping[AnyPath, bytes], *, force: bool = False) -> list[AnyPath]:
    """Write those files that are not there with that content already.

    Returns:
        The files written.

    Raises:
        RefusedError: one of them is there with other content, and ``force`` is not set (nothing is written then);
            or it cannot be written.
    """
    changed = [path for path, data in files.items() if not _holds(path, data)]
    for path in changed:
        if not force and os.path.exists(path):
            message = _("{file} is there already with other content; --force overwrites it")
            raise RefusedError(message.format(file=path))
    for path in changed:
        write_atomically(path, files[path])
    return changed


def _holds(path: Path, data: bytes) -> bool:
    """Tell whether a file is there with that content; one that cannot be read counts as another."""
    try:
        with open(path, "rb") as file:
            return os.fstat(file.fileno()).st_size == len(data) and file.read() == data
    except OSError:
        return False
