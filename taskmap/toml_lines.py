"""Where in a TOML file a key stands. The standard parser does not tell; problems have to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taskmap.schema import Path

HEADER = re.compile(r"""^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(#.*)?$""")
KEY = re.compile(r"""^\s*(?:"([^"\\]+)"|'([^']+)'|([\w-]+))\s*=\s*(.*)$""")
MULTILINE_QUOTE = re.compile(r'"""|' + "'''")


class TomlLines:
    """The line of every table and key of a TOML text, by its path: ``("documents", 0, "tasks", 3, "ref")``."""

    def __init__(self, text: str) -> None:
        """Scan ``text`` once."""
        self._lines: dict[Path, int] = {}
        self._raw: dict[Path, str] = {}
        self._counts: dict[Path, int] = {}
        self._scan(text)

    def line(self, path: Path) -> int | None:
        """Return the line (from 1) of ``path``, or of the nearest entry around it that has one."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return None

    def raw(self, path: Path) -> str | None:
        """Return what is written behind ``=`` for the key at ``path``."""
        return self._raw.get(path)

    def _scan(self, text: str) -> None:
        table: Path = ()
        listed: Path = ()
        quote: str | None = None
        for number, line in enumerate(text.splitlines(), 1):
            if quote is None:
                if header := HEADER.match(line):
                    table = self._enter(header[2], repeated=header[1] == "[[")
                    self._lines[table] = number
                elif key := KEY.match(line):
                    listed = (*table, key[1] or key[2] or key[3])
                    self._lines[listed] = number
                    self._raw[listed] = re.sub(r"\s+#.*$", "", key[4]).strip()
                elif line.lstrip().startswith("{"):
                    self._lines[self._next(listed)] = number
            for mark in MULTILINE_QUOTE.findall(line):
                quote = mark if quote is None else None if quote == mark else quote

    def _enter(self, name: str, *, repeated: bool) -> Path:
        """Return the path of the table that a header opens: parents are the latest of their lists."""
        path: Path = ()
        parts = [part.strip().strip("\"'") for part in name.split(".")]
        for part in parts[:-1]:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, parts[-1])
        return self._next(path) if repeated else path

    def _next(self, path: Path) -> Path:
        index = self._counts.get(path, 0)
        self._counts[path] = index + 1
        return (*path, index)
