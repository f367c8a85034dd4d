"""Click, taught taskmap's manners: lazily loaded commands, translated help, exit codes, one-sentence errors."""

from __future__ import annotations

import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from taskmap.i18n import _, language, speaking
from taskmap.problems import ExitCode, TaskmapError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Translated:
    """A text attribute that is kept in English and translated whenever it is read."""

    def __set_name__(self, owner: type, name: str) -> None:
        """Keep the English text under a name of its own."""
        self.name = f"_english_{name}"

    def __get__(self, instance: object, owner: type) -> Any:  # noqa: ANN401 - as the attribute it stands for
        """Return the text in the language now spoken."""
        text = getattr(instance, self.name, None)
        return _(text) if text else text

    def __set__(self, instance: object, text: str | None) -> None:
        """Keep the English text."""
        setattr(instance, self.name, text)


class Option(click.Option):
    """An option with translated help."""

    help = Translated()


class Command(click.Command):
    """A command with translated help; its epilog is an example, kept as it is laid out."""

    help = Translated()
    epilog = Translated()


class CommandGroup(click.Group):
    """The group of all commands, each loaded from its own module when it is called."""

    help = Translated()
    epilog = Translated()

    def __init__(self, *args: Any, summaries: Mapping[str, str], **kwargs: Any) -> None:  # noqa: ANN401 - Click's
        """Take Click's arguments and, for each command, the line that describes it."""
        super().__init__(*args, **kwargs)
        self.summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Name the commands in the order of the table of summaries."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load a command: ``taskmap.cli.<name>.command``."""
        if cmd_name not in self.summaries:
            return None
        module = importlib.import_module(f"taskmap.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without loading them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, summary in self.summaries.items()])

    def main(  # type: ignore[override]  # Click overloads it by standalone_mode
        self,
        args: Sequence[str] | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401
    ) -> int:
        """Run a command line: in the user's language, with taskmap's exit codes, never with a traceback."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure") and not stream.encoding.lower().startswith("utf"):
                stream.reconfigure(errors="replace")
        with speaking(language()):
            code = self._run(args, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - Click's signature
        """Run the command; a reader that has seen enough (``| head -1``) is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            # What is still buffered has no reader: without this the interpreter complains at exit.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitCode.DONE
        return result

    def _run(self, args: Sequence[str] | None, extra: dict[str, Any]) -> int:
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.Abort:
            click.echo(_("interrupted"), err=True)
            return ExitCode.INTERRUPTED
        except TaskmapError as error:
            click.echo("\n".join((f"taskmap: {error}", *error.details)), err=True)
            return error.exit_code
        except OSError as error:
            click.echo(f"taskmap: {error}", err=True)
            return ExitCode.UNREADABLE
        except Exception as error:
            if "--debug" in (args or sys.argv):
                raise
            message = _("internal error ({error}); run again with --debug to see where")
            click.echo("taskmap: " + message.format(error=f"{type(error).__name__}: {error}"), err=True)
            return ExitCode.INTERNAL
        return code if isinstance(code, int) else ExitCode.DONE
