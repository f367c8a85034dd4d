"""Merging imported documents into a data set: what would change, questions, and the files written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import talk
from taskmap.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from taskmap.imports import Result
    from taskmap.merging import Proposal


def merge(path: str, results: Iterable[Result], *, yes: bool, replace: bool) -> None:
    """Hold what was read against the data set at ``path``, ask, and write what is accepted; name the files written."""
    from taskmap.differences import proposal_lines, step_lines
    from taskmap.merging import accept_everything, accept_new, apply, plan

    documents = [document for result in results if result.imported for document in result.imported.documents]
    made = plan(path, documents)
    for step in made.steps:
        for line in step_lines(step):
            talk(line)

    def ask(proposal: Proposal) -> bool:
        for line in proposal_lines(proposal):
            talk(line)
        return click.confirm(_("Take this over?"), default=True, err=True)

    def accept(proposal: Proposal) -> bool:
        if not (yes or replace):
            return ask(proposal)
        accepted = accept_everything(proposal) if replace else accept_new(proposal)
        for line in proposal_lines(proposal) if accepted else ():
            talk(line)
        return accepted

    written = apply(made, accept)
    for file in written:
        click.echo(file)
    if not written:
        talk(_("nothing was written"))
