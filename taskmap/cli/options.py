"""Options that several commands share, and what their values become."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import click

from taskmap.cli.base import Option, data_option
from taskmap.i18n import N_, _
from taskmap.words import LIGHT_WORDS, ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from taskmap.graph import TaskMap

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

__all__ = [
    "DayType",
    "as_of_option",
    "complete_agency",
    "complete_document",
    "complete_ref",
    "data_option",
    "doc_option",
    "format_option",
    "light_option",
    "load",
    "role_option",
    "wide_option",
]

ROLES_BY_CHINESE_WORD = {"牵头": "lead", "负责": "responsible", "配合": "cooperate"}
LIGHTS_BY_CHINESE_WORD = {"红": "red", "黄": "yellow", "蓝": "blue", "绿": "green", "灰": "grey"}


class RoleType(click.Choice[str]):
    """A role, by its English or its Chinese word."""

    name = "role"

    def __init__(self) -> None:
        """Offer the English words."""
        super().__init__(ROLE_WORDS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - Click's signature
        """Return the :class:`~taskmap.model.Role`."""
        from taskmap.model import Role

        return Role(super().convert(ROLES_BY_CHINESE_WORD.get(value, value), param, ctx))


class LightType(click.Choice[str]):
    """A light, by its English or its Chinese word."""

    name = "light"

    def __init__(self) -> None:
        """Offer the English words."""
        super().__init__(LIGHT_WORDS)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - Click's signature
        """Return the English word; 红灯 means the same as 红."""
        word = str(value).removesuffix("灯")
        return super().convert(LIGHTS_BY_CHINESE_WORD.get(word, value), param, ctx)


class DayType(click.ParamType[datetime.date]):
    """A day: 2020-12-31."""

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:  # noqa: ARG002 - Click's signature
        """Show what is expected."""
        return "YYYY-MM-DD"

    def convert(
        self,
        value: object,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> datetime.date:
        """Return the day, or fail with a sentence."""
        try:
            return datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(_("{value} is not a day; write 2020-12-31").format(value=value), param, ctx)


def complete_agency(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the agencies whose spelling starts with what is typed."""
    return _completions(ctx, incomplete, lambda tm: (each for names in tm.spellings.values() for each in names))


def complete_ref(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the default document's refs, and every task's id."""

    def names(tm: TaskMap) -> Iterator[str]:
        tasks = [task for document in tm.documents.values() for task in document.tasks]
        yield from (task.ref for task in tasks if task.document == tm.default)
        yield from (task.id for task in tasks)

    return _completions(ctx, incomplete, names)


def complete_document(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the documents' ids and numbers."""
    return _completions(
        ctx, incomplete, lambda tm: (name for each in tm.documents.values() for name in (each.id, each.number) if name)
    )


def _completions(ctx: click.Context, incomplete: str, names: Callable[[TaskMap], Iterable[str]]) -> list[str]:
    """Return the names that start with what is typed; none where the data cannot be read: TAB is no place to say so."""
    from taskmap.problems import TaskmapError

    try:
        return [each for each in names(load(ctx)) if each.startswith(incomplete)]
    except TaskmapError:
        return []


def format_option(*formats: str) -> Decorator:
    """Add ``--format`` and ``--json``; the command gets ``output``, ``None`` where the place decides."""

    def add(command: Callable[..., Any]) -> Callable[..., Any]:
        command = click.option("--json", "output", flag_value="json", cls=Option, help=N_("Short for --format json."))(
            command
        )
        return click.option(
            "--format", "output", type=click.Choice(formats or ("table", "json", "csv", "md")), cls=Option,
            help=N_("How to show the answer; without it a table on a terminal, plain lines in a pipe."),
        )(command)  # fmt: skip

    return add


role_option = click.option("--role", type=RoleType(), cls=Option, help=N_("Only duties in this role."))
doc_option = click.option(
    "--doc", metavar="ID", shell_complete=complete_document, cls=Option,
    help=N_("Only this document, by id or number."),
)  # fmt: skip
light_option = click.option("--light", "lights", type=LightType(), multiple=True, cls=Option,
                            help=N_("Only tasks with this light; may be given several times."))  # fmt: skip
as_of_option = click.option("--as-of", type=DayType(), cls=Option,
                            help=N_("How things stood on this day, by the journal; without it today."))  # fmt: skip
wide_option = click.option("--wide", is_flag=True, cls=Option, help=N_("Show whole texts."))


def load(ctx: click.Context) -> TaskMap:
    """Load the data set that the command line means."""
    import taskmap

    return taskmap.load(ctx.obj)
