"""Checklists as files: for each agency one per format. :mod:`.files` writes them, a module each makes the formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from taskmap.i18n import _
from taskmap.problems import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from taskmap.writing.checklists.sheet import Sheet

MODULES = {
    "xlsx": "workbook",
    "docx": "word",
    "md": "markdown",
    "html": "page",
    "csv": "table",
    "json": "record",
}
"""The formats, and which module makes each: its ``content`` takes a sheet and returns bytes."""

FORMATS = tuple(MODULES)

TEXTS = ("md", "html", "csv", "json")
"""The formats that can go to standard output."""


def writer(form: str) -> Callable[[Sheet], bytes]:
    """Return what makes files of a format.

    Raises:
        RefusedError: a package that it needs is not installed.
    """
    try:
        module = import_module(f"{__name__}.{MODULES[form]}")
    except ModuleNotFoundError as error:
        message = _("cannot write {format}: this needs {package}: pip install 'taskmap[office]'")
        raise RefusedError(message.format(format=form, package=error.name)) from None
    content: Callable[[Sheet], bytes] = module.content
    return content
