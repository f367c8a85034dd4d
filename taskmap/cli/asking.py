"""Asking before something is done: on a terminal; where nobody can be asked, only ``--yes`` goes on."""

from __future__ import annotations

import sys

import click

from taskmap.cli.base import talk
from taskmap.i18n import _


def somebody_is_there() -> bool:
    """Tell whether there is a terminal to ask on."""
    return sys.stdin.isatty()


def check_somebody_to_ask(*, yes: bool) -> None:
    """Make sure, before any work, that there is an answer to come.

    Raises:
        UsageError: there is no terminal, and no ``--yes``.
    """
    if not (yes or somebody_is_there()):
        raise click.UsageError(_("there is nobody to ask: give --yes"))


def confirmed(question: str, *, yes: bool) -> bool:
    """Ask; say that nothing was recorded where the answer is no."""
    if yes or click.confirm(question, default=True, err=True):
        return True
    talk(_("nothing was recorded"))
    return False
