"""Agencies, partners and problems on a terminal."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from rich.text import Text

from taskmap.i18n import N_, _, ngettext
from taskmap.terminal.layout import GAP, HEADING, Column, shown, table, wrapped
from taskmap.terminal.wrapping import text_width, wrap
from taskmap.words import kind_word, listed, noted, severity_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from taskmap.listings import AgenciesAnswer, PartnersAnswer, ProblemsAnswer
    from taskmap.model import Agency
    from taskmap.terminal.layout import View

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow"}


def agencies_screen(answer: AgenciesAnswer, view: View) -> Iterator[RenderableType]:
    """Show agencies with their kind and how many duties they have in each role."""
    columns = (
        Column(N_("name"), share=1), Column(N_("kind")), Column(N_("total"), right=True),
        Column(N_("lead"), right=True), Column(N_("responsible"), right=True), Column(N_("cooperate"), right=True),
    )  # fmt: skip
    standing = Counter(each.agency.name for each in answer.counts)
    rows = [
        (
            each.agency.name if standing[each.agency.name] == 1 else _with_region(each.agency),
            kind_word(each.agency.kind),
            str(each.total),
            *(str(count) if count else "" for count in each.roles.values()),
        )
        for each in answer.counts
    ]
    yield table(columns, rows, view.width)
    yield Text(ngettext("{count} agency", "{count} agencies", len(rows)).format(count=len(rows)), style="dim")


def _with_region(agency: Agency) -> str:
    return noted(agency.name, agency.region or _("national"))


def partners_screen(answer: PartnersAnswer, view: View) -> Iterator[RenderableType]:
    """Show with whom an agency shares tasks, and who leads whom in how many of them."""
    yield wrapped(answer.agency.name, view.width, HEADING)
    columns = (
        Column(N_("partner")), Column(N_("shared"), right=True), Column(N_("leads partner"), right=True),
        Column(N_("led by partner"), right=True), Column(N_("tasks"), share=1, listed=True),
    )  # fmt: skip
    rows = [
        (
            each.agency.name,
            str(len(each.tasks)),
            _amount(each.leads),
            _amount(each.led_by),
            _by_document(each.tasks),
        )
        for each in answer.partners
    ]
    if rows:
        yield table(columns, rows, view.width)
    yield Text(ngettext("{count} partner", "{count} partners", len(rows)).format(count=len(rows)), style="dim")


def _by_document(tasks: Sequence[str]) -> str:
    """Write task ids with each document named once: ``a:1、2；b:3``."""
    ids = (each.rpartition(":") for each in tasks)
    groups = groupby(ids, key=lambda parts: parts[0])
    return "；".join(f"{document}:{'、'.join(parts[2] for parts in group)}" for document, group in groups)


def _amount(tasks: Sequence[str]) -> str:
    return str(len(tasks)) if tasks else ""


def problems_screen(answer: ProblemsAnswer, view: View) -> Iterator[RenderableType]:
    """Show problems as ``file:line: message`` with their hints."""
    for problem in answer.problems:
        yield wrapped(f"{problem} [{problem.code}]", view.width)
        severity = severity_word(problem.severity)
        indent = " " * (text_width(severity) + GAP)
        hint = "\n".join(f"{indent}{line}" for line in wrap(shown(problem.hint or ""), view.width - len(indent)))
        rest = (hint.removeprefix(indent), "dim")
        yield Text.assemble((severity, SEVERITY_STYLES[problem.severity]), " " * GAP, rest)
    errors = sum(problem.severity == "error" for problem in answer.problems)
    warnings = len(answer.problems) - errors
    counted = (
        ngettext("{count} error", "{count} errors", errors).format(count=errors),
        ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings),
    )
    if answer.problems:
        yield Text(listed(counted), style="dim")
