"""``taskmap completion``."""

from __future__ import annotations

import click

from taskmap.cli.base import COMPLETE, Command
from taskmap.i18n import N_

SHELLS = ("bash", "zsh", "fish", "powershell")


@click.command(
    cls=Command,
    help=N_(
        "Print the script that makes SHELL complete commands, agency names, refs and document ids. Let the shell"
        ' read it at its start: eval "$(taskmap completion bash)" in ~/.bashrc, the same with zsh in ~/.zshrc;'
        " for fish write it to ~/.config/fish/completions/taskmap.fish."
    ),
    epilog=N_("Example: taskmap completion zsh"),
)
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a completion script."""
    from click.shell_completion import get_completion_class

    completion = get_completion_class(shell)
    if completion is None:
        raise click.UsageError(shell)
    click.echo(completion(ctx.find_root().command, {}, "taskmap", COMPLETE).source())
