"""The checklists that came back: which files are meant, and what is in them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from taskmap.collecting import Filled, Refusal
from taskmap.files import reason
from taskmap.i18n import _
from taskmap.problems import UnreadableError
from taskmap.reading.filled import SUFFIXES, read_filled

if TYPE_CHECKING:
    from collections.abc import Iterable


NO_CHECKLIST = (".", "~$", "index.")
"""How the names begin of files that lie beside checklists: hidden ones, those that an office program opened, and the
list of all checklists.
"""


def returned(paths: Iterable[str]) -> tuple[list[Filled], list[Refusal]]:
    """Return the filled checklists that paths mean, and why others are none.

    A folder means the workbooks and CSV files in it, without descending.
    """
    files: list[Filled] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for path in paths:
        try:
            for file in _files(path):
                if os.path.realpath(file) in seen:
                    continue
                seen.add(os.path.realpath(file))
                try:
                    files.append(Filled(file, read_filled(file)))
                except UnreadableError as error:
                    refused.append(Refusal(file, None, str(error)))
        except UnreadableError as error:
            refused.append(Refusal(path, None, str(error)))
    return files, refused


def _files(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    try:
        names = sorted(os.listdir(path))
    except OSError as error:
        raise UnreadableError(_("cannot read {file}: {reason}").format(file=path, reason=reason(error))) from error
    inside = [name for name in names if name.lower().endswith(SUFFIXES) and not name.startswith(NO_CHECKLIST)]
    if not inside:
        raise UnreadableError(_("the folder {folder} holds no checklists").format(folder=path))
    return [os.path.join(path, name) for name in inside]
