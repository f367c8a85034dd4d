"""Reading and writing whole files, with errors a user understands and nothing ever half written."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from taskmap.i18n import N_, _
from taskmap.problems import RefusedError, UnreadableError

if TYPE_CHECKING:
    Path = str | os.PathLike[str]


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
            data = file.read()
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
    try:
        return data.decode("utf-8-sig")
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


def write_atomically(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``: the file is there whole, or as it was before.

    Raises:
        RefusedError: the folder cannot be written to.
    """
    import tempfile

    folder = os.path.dirname(os.path.abspath(path))
    try:
        os.makedirs(folder, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".taskmap-", dir=folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(temporary, 0o666 & ~_umask())
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise RefusedError(_("cannot write {file}: {reason}").format(file=path, reason=reason(error))) from error


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
