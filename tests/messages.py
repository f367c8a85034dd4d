"""Collecting messages: those that the source marks, and those that the catalogue translates."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from taskmap.i18n import LOCALE

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGUE = Path(LOCALE, "zh_CN", "LC_MESSAGES", "taskmap.po")

ONE_MESSAGE = {"_", "N_", "translate"}
"""The names that mark a message; ``translate`` is ``_`` where that name is taken."""


class Entry(NamedTuple):
    """A message of the catalogue; ``plural`` is its English plural, if it has one."""

    message: str
    plural: str | None
    translation: str


def calls(folder: Path) -> Iterator[ast.Call]:
    """Yield every call in the source files of a folder."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"), str(file))):
            if isinstance(node, ast.Call):
                yield node


def marked(folder: Path) -> dict[str, str | None]:
    """Collect every literal message of a package's source, with its plural if it has one."""
    found: dict[str, str | None] = {}
    for call in calls(folder):
        name = call.func.id if isinstance(call.func, ast.Name) else None
        texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
        if name in ONE_MESSAGE and texts:
            found.setdefault(texts[0], None)
        elif name == "ngettext":
            found[texts[0]] = texts[1]
    return found


def entries() -> Iterator[Entry]:
    """Read the catalogue's source."""
    for block in re.split(r"\n\s*\n", CATALOGUE.read_text("utf-8")):
        parts: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if found := re.match(r'(msgid_plural|msgid|msgstr)(?:\[0\])? (".*")$', line):
                key = found[1]
                parts[key] = ast.literal_eval(found[2])
            elif line.startswith('"'):
                parts[key] += ast.literal_eval(line)
        if parts.get("msgid"):
            yield Entry(parts["msgid"], parts.get("msgid_plural"), parts["msgstr"])
