"""``taskmap search``."""

from __future__ import annotations

import click

from taskmap.cli.base import Command
from taskmap.cli.options import data_option, format_option, load
from taskmap.i18n import N_, _


@click.command(
    cls=Command,
    help=N_(
        "Find words in headings, texts, owners and boxes. All WORDS must occur in the same task or box entry; half"
        " or full width of letters and punctuation makes no difference."
    ),
    epilog=N_("Example: taskmap search 创业担保贷款 贴息"),
)
@click.argument("words", nargs=-1, required=True)
@format_option()
@data_option
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], output: str | None) -> None:
    """Show the passages that hold the words."""
    from taskmap.cli.output import show
    from taskmap.folding import fold
    from taskmap.questions import ask_search

    if not any(map(fold, words)):
        raise click.UsageError(_("the words to find are blank"))
    show(ask_search(load(ctx), words), output)
