"""Each kind of answer and how it is shown on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.text import Text

from taskmap.answers import AgencyAnswer, DocAnswer, ImportAnswer, TasksAnswer
from taskmap.listings import (
    AgenciesAnswer,
    DocsAnswer,
    LogAnswer,
    MatchesAnswer,
    PartnersAnswer,
    ProblemsAnswer,
)
from taskmap.terminal.documents import doc_screen, docs_screen, matches_screen
from taskmap.terminal.imports import import_screen
from taskmap.terminal.journal import log_screen
from taskmap.terminal.layout import View, make_console, terminal_width
from taskmap.terminal.lists import agencies_screen, partners_screen, problems_screen
from taskmap.terminal.tasks import agency_screen, tasks_screen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from rich.console import RenderableType

    from taskmap.listings import Answer

SCREENS: Mapping[type, Callable[[Any, View], Iterator[RenderableType]]] = {
    AgencyAnswer: agency_screen,
    TasksAnswer: tasks_screen,
    AgenciesAnswer: agencies_screen,
    DocsAnswer: docs_screen,
    DocAnswer: doc_screen,
    MatchesAnswer: matches_screen,
    PartnersAnswer: partners_screen,
    ProblemsAnswer: problems_screen,
    ImportAnswer: import_screen,
    LogAnswer: log_screen,
}


def draw(answer: Answer, *, wide: bool = False) -> None:
    """Print an answer on standard output, as wide as the terminal is."""
    print_parts(SCREENS[type(answer)](answer, View(terminal_width(), wide)))


def print_parts(parts: Iterable[RenderableType]) -> None:
    """Print what is laid out already."""
    console = make_console()
    for part in parts:
        console.print(part, crop=False, soft_wrap=isinstance(part, Text))
