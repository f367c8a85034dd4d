"""Merging imported documents into a data set: what would change, questions, and the files written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from taskmap.cli.base import complain, talk
from taskmap.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from taskmap.merging import Merging, Proposal
    from taskmap.model import Document


def merge(path: str, documents: Iterable[Document], *, yes: bool, replace: bool) -> int:
    """Hold documents against the data set at ``path`` as they come, ask, and write what is accepted.

    The files written are named on standard output as soon as they are.

    Returns:
        How many documents could not be merged.
    """
    from taskmap.merging import Merging, accept_everything, accept_new

    accept = accept_everything if replace else accept_new if yes else None
    with Merging(path) as merging:
        try:
            written, refused = _merge_all(merging, documents, accept)
        except BaseException:  # whatever it was: what has been accepted seemed to be done
            for file in merging.unwritten:
                talk(_("{file} stays as it was").format(file=file))
            raise
    if not written:
        talk(_("nothing was written"))
    return refused


def _merge_all(
    merging: Merging, documents: Iterable[Document], accept: Callable[[Proposal], bool] | None
) -> tuple[int, int]:
    """Merge document by document; return how many files were written and how many documents could not be merged."""
    from taskmap.differences import step_lines
    from taskmap.merging import DocumentRefusedError

    written = refused = 0
    for document in documents:
        try:
            step = merging.step(document)
        except DocumentRefusedError as error:
            complain(error)
            refused += 1
            continue
        for line in step_lines(step):
            talk(line)
        accepted = [each for each in step.proposals if _is_accepted(each, accept)]
        written += _name(merging.take(step, accepted))
    return written + _name(merging.finish()), refused


def _is_accepted(proposal: Proposal, accept: Callable[[Proposal], bool] | None) -> bool:
    """Say what a proposal would change, if it is accepted or, where nobody decides beforehand, before asking."""
    from taskmap.differences import proposal_lines

    if accept and not accept(proposal):
        return False
    for line in proposal_lines(proposal):
        talk(line)
    return accept is not None or click.confirm(_("Take this over?"), default=True, err=True)


def _name(files: Sequence[str]) -> int:
    """Name files on standard output; return how many there are."""
    for file in files:
        click.echo(file)
    return len(files)
