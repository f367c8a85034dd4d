"""Converting old documents of Word, WPS and others to docx, by LibreOffice if that is installed."""

import contextlib
import io
import os
import shutil
import signal
import subprocess
import tempfile
import zipfile
from pathlib import Path

from taskmap.i18n import _
from taskmap.reading.limits import Limits, SourceError

SUFFIXES = (".doc", ".wps", ".rtf", ".odt")
TIME_LIMIT = 120
"""Seconds that a conversion may take."""

_ZIP_MAGIC = b"PK\x03\x04"
_NAMED_BY_CONTENT = ((b"\xd0\xcf\x11\xe0", ".doc"), (b"{\\rtf", ".rtf"), (_ZIP_MAGIC, ".odt"))
"""A document of WPS is one of Word inside, but LibreOffice takes its suffix for that of Microsoft Works."""

_OPEN_DOCUMENT = slice(30, 38), b"mimetype"
"""Where an OpenDocument file has the name of its first member (OpenDocument 1.3 part 2 §3.3)."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""No macro is run and nothing that a document links to is fetched, whatever the user's own LibreOffice does."""


def convert_old(data: bytes, suffix: str, limits: Limits) -> bytes:
    """Convert a document with one of ``SUFFIXES`` to docx; any other zip archive than an odt file is docx already.

    A name without such a suffix is taken for that of a document of Word.

    Raises:
        SourceError: LibreOffice is not installed, cannot convert the document, or does not end in time; or the
            document is too large unpacked.
    """
    is_zip = data.startswith(_ZIP_MAGIC)
    place, first = _OPEN_DOCUMENT
    if is_zip and data[place] != first:
        return data
    if is_zip:
        _check_unpacked(data, limits)
    program = shutil.which("soffice")
    if program is None:
        raise SourceError(
            _("this needs LibreOffice, whose soffice is not on the PATH: open it in Word or WPS and save it as docx")
        )
    stated = suffix.lower() if suffix.lower() in SUFFIXES else SUFFIXES[0]
    real_suffix = next((each for magic, each in _NAMED_BY_CONTENT if data.startswith(magic)), stated)
    # What LibreOffice still holds open when it is ended cannot be removed on Windows.
    with tempfile.TemporaryDirectory(prefix="taskmap-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"document{real_suffix}"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        out = folder / "out"
        arguments = ("--headless", "--norestore", "--nologo", "--convert-to", "docx", "--outdir", str(out), str(source))
        _run((program, profile, *arguments))
        try:
            return (out / "document.docx").read_bytes()
        except OSError as error:  # it says that it failed nowhere but on the terminal
            raise SourceError(_("LibreOffice cannot convert it: open it in Word or WPS and save it as docx")) from error


def _check_unpacked(data: bytes, limits: Limits) -> None:
    """See to it that an archive says of its members that they can be unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise SourceError(_("it is no document, or it is damaged")) from error
    if size > limits.unpacked:
        raise SourceError(_("unpacked, it is larger than {size} MB").format(size=limits.unpacked // 2**20))


def _run(command: tuple[str, ...]) -> None:
    """Run LibreOffice to its end; what counts is the file that it leaves.

    Raises:
        SourceError: it cannot be started or does not end in time.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the program is the user's, the arguments are ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise SourceError(_("LibreOffice cannot be started: {reason}").format(reason=error.strerror)) from error
    try:
        process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise SourceError(
            _("LibreOffice takes too long to convert it: open it in Word or WPS and save it as docx")
        ) from error
    except BaseException:
        _end(process)
        raise


def _end(process: subprocess.Popen[bytes]) -> None:
    """End LibreOffice with the programs that it started, which a soffice that is ended leaves behind."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
