"""Click, taught taskmap's manners: lazily loaded commands, translated help, exit codes, one-sentence errors."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from taskmap.i18n import N_, _, language, speaking
from taskmap.problems import ExitCode, TaskmapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


COMMANDS = "taskmap.cli"
"""The package that holds the module of every command."""

COMPLETE = "_TASKMAP_COMPLETE"
"""The variable in which a shell asks for completions."""


def talk(message: str, *, err: bool = True) -> None:
    """Say one line on standard error, or on standard output where it is the answer.

    Names in it come from files and users: control characters and line ends are spelled out, so that none forges a line.
    """
    from taskmap.control import visible

    click.echo(visible(message).replace("\n", r"\n"), err=err)


def complain(error: TaskmapError) -> None:
    """Say what cannot be done, and the details below it."""
    talk(f"taskmap: {error}")
    for detail in error.details:
        talk(detail)


def _prepare_streams() -> None:
    """Let both streams take whatever is written; a stream that was closed (``>&-``) leads nowhere."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            setattr(sys, name, os.fdopen(nowhere, "w", encoding="utf-8", closefd=False))  # open until the process ends
        elif hasattr(stream, "reconfigure") and not stream.encoding.lower().startswith("utf"):
            try:
                "省".encode(stream.encoding)
            except UnicodeEncodeError:
                stream.reconfigure(encoding="utf-8", errors="replace")
            else:
                stream.reconfigure(errors="replace")


def _drop_output() -> None:
    """Let what is still buffered go nowhere: it cannot be written, and the interpreter would complain at exit."""
    with contextlib.suppress(OSError):  # a stream without a file, as tests put there
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refused_by_system(error: OSError) -> ExitCode:
    """Say what the operating system refused, and return the exit code for it."""
    from taskmap.files import reason

    if error.filename is None:  # files are opened by name, so this is the stream that was open already
        _drop_output()
        talk("taskmap: " + _("cannot write the answer: {reason}").format(reason=reason(error)))
        return ExitCode.USAGE
    talk(f"taskmap: {error.filename}: {reason(error)}")
    return ExitCode.UNREADABLE


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


class HelpFormatter(click.HelpFormatter):
    """Click's layout of help, with Chinese broken by the cells it takes; Click counts characters."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line; no space follows a full-width colon."""
        usage = _("Usage:")
        super().write_usage(prog, args, prefix or (f"{usage} " if usage.isascii() else usage))

    def write_heading(self, heading: str) -> None:
        """Write a heading with the colon of the language now spoken."""
        self.write(f"{'':>{self.current_indent}}{_('{heading}:').format(heading=heading)}\n")

    def write_text(self, text: str) -> None:
        """Write a paragraph."""
        super().write_text(_broken(text, self.width - self.current_indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write terms with their descriptions."""
        known = list(rows)
        terms = min(max(len(term) for term, _text in known), col_max) + col_spacing
        room = max(self.width - terms - self.indent_increment, 10)
        super().write_dl([(term, _broken(text, room)) for term, text in known], col_max, col_spacing)


def _broken(text: str, width: int) -> str:
    """Break a text by cells into lines that Click leaves alone; return it as it is where Click will do."""
    if text.isascii() or 2 * len(text) <= width:
        return text
    from taskmap.terminal.wrapping import wrap

    return "\b\n" + "\n".join(line.strip() for line in wrap(text, width))


class Context(click.Context):
    """A context whose help is laid out by :class:`HelpFormatter`."""

    formatter_class = HelpFormatter


class PathType(click.Path):
    """A path. Click names its kind in the language spoken when the command was imported, this one in today's."""

    name = Translated()

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Click's
        """Take Click's arguments."""
        super().__init__(**kwargs)
        self.name = N_("file") if self.file_okay else N_("directory")


class CountType(click.IntRange):
    """A number of things, one at least."""

    name = Translated()

    def __init__(self) -> None:
        """Name the type for messages."""
        super().__init__(min=1)
        self.name = N_("whole number")


class Option(click.Option):
    """An option with translated help."""

    help = Translated()


def _note_debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 - Click's
    group = ctx.find_root().command
    if value and isinstance(group, CommandGroup):
        group.debugs = True


def _debug_option(*, hidden: bool) -> Option:
    return Option(
        ["--debug"], is_flag=True, expose_value=False, is_eager=True, callback=_note_debug, hidden=hidden,
        help=N_("Show where an internal error comes from."),
    )  # fmt: skip


DEBUG_BEHIND = _debug_option(hidden=True)
"""``--debug`` behind a command; the help of the group alone lists it."""


def _note_data(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    if value:
        ctx.obj = value


def data_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--data``: ``ctx.obj`` is its value. Behind the command it wins over the one before it."""
    return click.option(
        "--data", metavar="PATH", expose_value=False, is_eager=True, callback=_note_data, cls=Option,
        help=N_("Data set to ask: a TOML file, or a folder of them."),
    )(command)  # fmt: skip


class Command(click.Command):
    """A command whose help is translated when it is shown."""

    context_class = Context
    help = Translated()
    epilog = Translated()
    options_metavar = Translated()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Click's
        """Take Click's arguments."""
        super().__init__(*args, **kwargs)
        self.options_metavar = N_("[OPTIONS]")

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters, with the ``--debug`` that every command takes; the group shows one of its own."""
        params = super().get_params(ctx)
        return params if any(each.name == DEBUG_BEHIND.name for each in params) else [*params, DEBUG_BEHIND]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the ``--help`` that Click made once, described in the language now spoken."""
        option = super().get_help_option(ctx)
        if option:
            option.help = _("Show this message and exit.")
        return option


class CommandGroup(Command, click.Group):
    """A group of commands, each loaded from its own module when it is called."""

    subcommand_metavar = Translated()

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Click's
        summaries: Mapping[str, str],
        package: str = COMMANDS,
        **kwargs: Any,  # noqa: ANN401 - Click's
    ) -> None:
        """Take Click's arguments, for each command the line that describes it, and the package of their modules."""
        super().__init__(*args, subcommand_metavar=N_("COMMAND [ARGS]..."), **kwargs)
        self.summaries = summaries
        self.package = package
        self.debugs = False
        if package == COMMANDS:
            self.params.append(_debug_option(hidden=False))
        # Click suggests names from here; the commands themselves come from get_command.
        self.commands = dict.fromkeys(summaries)  # type: ignore[assignment]

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - Click's signature
        """Name the commands in the order of the table of summaries."""
        return list(self.summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - Click's signature
        """Load a command: ``<package>.<name>.command``, from ``<name>_`` where the name is a word of Python."""
        if cmd_name not in self.summaries:
            return None
        module = importlib.import_module(f"{self.package}.{cmd_name}{'_' * (cmd_name == 'import')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - Click's signature
        """List the commands without loading them."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(summary)) for name, summary in self.summaries.items()])

    def main(  # type: ignore[override]  # Click overloads it by standalone_mode
        self,
        args: Sequence[str] | None = None,
        *,
        standalone_mode: bool = True,
        **extra: Any,  # noqa: ANN401 - Click's
    ) -> int:
        """Run a command line: in the user's language, with taskmap's exit codes, never with a traceback."""
        _prepare_streams()
        if COMPLETE in os.environ:
            from taskmap.cli import bash  # noqa: F401 - Click knows the class once it is imported
        with speaking(language()):
            code = self._run(args, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:  # noqa: ANN401 - Click's signature
        """Read the command line; ``--help`` prints as soon as it is read, and its reader may go too."""
        try:
            return super().make_context(*args, **kwargs)
        except BrokenPipeError:
            _drop_output()
            raise click.exceptions.Exit(ExitCode.DONE) from None

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - Click's signature
        """Run the command; a reader that has seen enough (``| head -1``) is no error."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            _drop_output()
            return ExitCode.DONE
        return result

    def _run(self, args: Sequence[str] | None, extra: dict[str, Any]) -> int:
        self.debugs = False
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except click.ClickException as error:
            error.show()
            return error.exit_code
        except click.Abort:
            talk(_("interrupted"))
            return ExitCode.INTERRUPTED
        except TaskmapError as error:
            complain(error)
            return error.exit_code
        except OSError as error:
            return _refused_by_system(error)
        except Exception as error:
            if self.debugs:
                raise
            message = _("internal error ({error}); run again with --debug to see where")
            talk("taskmap: " + message.format(error=f"{type(error).__name__}: {error}"))
            return ExitCode.INTERNAL
        return code if isinstance(code, int) else ExitCode.DONE
