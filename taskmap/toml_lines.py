"""Where in a TOML file a key, a table or a comment stands. The standard parser does not tell; problems have to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from taskmap.schema import Path

SPACE = re.compile(r"(?:[^\S\n]|#[^\n]*)*")
TOKEN = re.compile(
    r"""
      "{3} (?: [^"\\] | \\. | "{1,2}(?!") )* "{3,5}  # a text over several lines may end in quotes of its own
    | '{3} (?: [^'] | '{1,2}(?!') )* '{3,5}
    | " (?: [^"\\] | \\. )* "
    | ' [^']* '
    | [\n\[\]{}=,.]
    | [^\s\[\]{}=,.\#"']+
    """,
    re.VERBOSE | re.DOTALL,
)
ENDS_OF_VALUE = frozenset({",", "]", "}", "\n", ""})


class Block(NamedTuple):
    """A table under a header of its own: from the header to the end of the last line that says something of it."""

    path: Path
    start: int
    end: int


class Comment(NamedTuple):
    """A comment, from its ``#`` on, and where in the text it starts."""

    start: int
    text: str


class TomlLines:
    """The line of every table, key and value of a TOML text, by its path: ``("documents", 0, "tasks", 3, "ref")``.

    ``blocks`` and ``comments`` are the tables under headers and the comments, in the order of the text.
    """

    def __init__(self, text: str) -> None:
        """Scan ``text``, which the standard parser has accepted."""
        self._lines: dict[Path, int] = {}
        self._raw: dict[Path, str] = {}
        self._counts: dict[Path, int] = {}
        self.blocks: list[Block] = []
        tokens = _Tokens(text)
        self._scan(tokens)
        self.comments: Sequence[Comment] = tokens.comments

    def line(self, path: Path) -> int | None:
        """Return the line (from 1) of ``path``, or of the nearest entry around it that has one."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return None

    def has_key(self, path: Path) -> bool:
        """Tell whether ``path`` is written as a key with its value, not as tables under headers."""
        return path in self._lines

    def raw(self, path: Path) -> str | None:
        """Return the value at ``path`` as it is written, if it is neither a list nor a table."""
        return self._raw.get(path)

    def _scan(self, tokens: _Tokens) -> None:
        table: Path = ()
        while tokens.now:
            line = tokens.line
            if tokens.now == "\n":
                tokens.take()
            elif tokens.now == "[":
                start = tokens.start
                tokens.take()
                repeated = tokens.now == "["
                if repeated:
                    tokens.take()
                table = self._enter(_key(tokens, "]"), repeated=repeated)
                self._lines[table] = line
                if repeated:
                    tokens.take()
                self.blocks.append(Block(table, start, tokens.end_of_line))
            else:
                self._value(tokens, (*table, *_key(tokens, "=")), line)
                if self.blocks:
                    self.blocks[-1] = self.blocks[-1]._replace(end=tokens.end_of_line)

    def _value(self, tokens: _Tokens, path: Path, line: int) -> None:
        """Read the value of ``path``, which begins on ``line``, or whose key does."""
        self._lines[path] = line
        if tokens.now == "[":
            tokens.take()
            index = 0
            while tokens.now != "]":
                if tokens.now in ENDS_OF_VALUE:
                    tokens.take()
                else:
                    self._value(tokens, (*path, index), tokens.line)
                    index += 1
            tokens.take()
        elif tokens.now == "{":
            tokens.take()
            while tokens.now != "}":
                if tokens.now in ENDS_OF_VALUE:
                    tokens.take()
                else:
                    line = tokens.line
                    self._value(tokens, (*path, *_key(tokens, "=")), line)
            tokens.take()
        else:
            start = end = tokens.start
            while tokens.now not in ENDS_OF_VALUE:
                end = tokens.take()
            self._raw[path] = tokens.text[start:end]

    def _enter(self, parts: Path, *, repeated: bool) -> Path:
        """Return the path of the table that a header opens: parents are the latest of their lists."""
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        path = (*path, parts[-1])
        if not repeated:
            return path
        index = self._counts.get(path, 0)
        self._counts[path] = index + 1
        return (*path, index)


class _Tokens:
    """The tokens of a TOML text one by one: ``now`` is the current one, empty at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = 1
        self.now = ""
        self.start = 0
        self.comments: list[Comment] = []
        self._counted = 0
        self._read(0)

    @property
    def end_of_line(self) -> int:
        """Where the line ends whose line feed, or the end of the text, is the current token."""
        return self.start - self.text.endswith("\r", 0, self.start)

    def take(self) -> int:
        """Go on to the next token, and return where the current one ends."""
        end = self.start + len(self.now)
        self._read(end)
        return end

    def _read(self, position: int) -> None:
        self.start = SPACE.match(self.text, position).end()  # type: ignore[union-attr]  # it matches nothing at least
        comment = self.text.find("#", position, self.start)
        if comment >= 0:
            self.comments.append(Comment(comment, self.text[comment : self.start].rstrip()))
        found = TOKEN.match(self.text, self.start)
        self.now = found[0] if found else ""
        self.line += self.text.count("\n", self._counted, self.start)
        self._counted = self.start


def _key(tokens: _Tokens, end: str) -> tuple[str, ...]:
    """Read a key, dotted perhaps, and the mark that ends it."""
    parts: list[str] = []
    while tokens.now not in (end, ""):
        if tokens.now != ".":
            parts.append(_unquoted(tokens.now))
        tokens.take()
    tokens.take()
    return tuple(parts)


def _unquoted(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] == '"':
        import tomllib

        return str(tomllib.loads(f"key = {key}")["key"])
    return key
