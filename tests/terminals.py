"""Running the command line on a pseudo-terminal, with answers typed in."""

from __future__ import annotations

import os
import re
import struct
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.running import command_line, environment

if TYPE_CHECKING:
    from pathlib import Path

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What moves the cursor or sets a colour (ECMA-48, control sequences)."""


class Seen(NamedTuple):
    """What a command left behind: its exit code, and all that stood on the terminal."""

    exit_code: int
    screen: str

    @property
    def text(self) -> str:
        """What was shown, without colours."""
        return ESCAPES.sub("", self.screen)


def on_terminal(folder: Path, *args: str | Path, columns: int = 80, typed: str = "", **env: str) -> Seen:
    """Run a command line in a folder, on a terminal that is so many cells wide, where ``typed`` is the user's input."""
    fcntl, termios = (pytest.importorskip(name, reason="needs POSIX terminals") for name in ("fcntl", "termios"))
    screen, terminal = os.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    plain = {key: value for key, value in environment(**env).items() if key != "COLUMNS"} | {"TERM": "xterm-256color"}
    with subprocess.Popen(
        command_line(*args), env=plain, cwd=folder, stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        os.write(screen, typed.encode())
        shown = b""
        while part := _read(screen):
            shown += part
    os.close(screen)
    return Seen(process.returncode, shown.decode().replace("\r\n", "\n"))


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 65536)
    except OSError:  # how Linux says that the other end is closed
        return b""
