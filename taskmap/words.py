"""The words of taskmap in the user's language: roles, kinds, field names.

TOML and JSON hold the English words; everything a person reads shows these.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.i18n import N_, _

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Sequence

    from taskmap.model import Box, Owner, Role, Succession, Target
    from taskmap.progress import Standing

ROLE_WORDS = {"lead": N_("lead"), "responsible": N_("responsible"), "cooperate": N_("cooperate")}

KIND_WORDS = {
    "department": N_("department"),
    "party": N_("party organ"),
    "mass": N_("mass organisation"),
    "central-branch": N_("central branch"),
    "institution": N_("institution"),
    "collective": N_("collective"),
}

DEADLINE_WORDS = {
    "by": N_("by"),
    "span": N_("within the span"),
    "point": N_("on the day"),
    "from": N_("from that day"),
    "within": N_("within"),
    "recur": N_("recurring"),
    "ongoing": N_("ongoing"),
}

COMPARISON_WORDS = {
    "at-least": N_("at least"),
    "at-most": N_("at most"),
    "about": N_("about"),
    "equal": N_("exactly"),
    "increase": N_("up by"),
}

SEVERITY_WORDS = {"error": N_("error"), "warning": N_("warning")}

STATE_WORDS = {
    "not-started": N_("not started"),
    "blocked": N_("blocked"),
    "in-progress": N_("in progress"),
    "done": N_("done"),
    "closed": N_("closed"),
    "stopped": N_("stopped"),
}

LIGHT_WORDS = {
    "red": N_("red"),
    "yellow": N_("yellow"),
    "blue": N_("blue"),
    "green": N_("green"),
    "grey": N_("grey"),
}

FIELD_WORDS = {
    "section": N_("section"),
    "project": N_("project"),
    "title": N_("title"),
    "text": N_("text"),
    "owners": N_("owners"),
    "box": N_("box"),
}


def role_word(role: Role | str) -> str:
    """Return the word for a role: 牵头, 负责 or 配合 in Chinese."""
    return _(ROLE_WORDS[role])


def role_words(roles: Iterable[Role]) -> str:
    """Return the words for the roles that an agency has in one task."""
    return "、".join(map(role_word, roles))


def state_word(state: str) -> str:
    """Return the word for a state: 未启动, 进行中 or another in Chinese; a data set's own is its own word."""
    return _(STATE_WORDS[state]) if state in STATE_WORDS else state


def light_word(light: str) -> str:
    """Return the word for a light: 红, 黄, 蓝, 绿 or 灰 in Chinese."""
    return _(LIGHT_WORDS[light])


def percentage(percent: float | None) -> str:
    """Write a percentage: ``50%``, or nothing."""
    return "" if percent is None else f"{number(percent)}%"


def standing_words(standing: Standing | None) -> str:
    """Say in which state something is, and how far it has come: ``in progress 60%``."""
    if not standing:
        return ""
    return " ".join(part for part in (state_word(standing.state), percentage(standing.percent)) if part)


def standing_facts(standing: Standing | None) -> Iterator[tuple[str, str]]:
    """Yield what is known of how a task stands, each with its English label; what is not known is left out."""
    if not standing:
        return
    report = standing.report
    yield N_("state"), standing_words(standing)
    yield N_("light"), light_word(standing.light)
    for each in standing.extensions:
        yield N_("extended"), noted(str(each.until), each.reason or "")
    yield N_("first due"), str(standing.first_due or "") if standing.extensions else ""
    yield N_("progress"), report.note or ""
    yield N_("problems"), report.problem or ""
    yield N_("next steps"), report.plan or ""
    yield N_("evidence"), report.evidence or ""
    yield N_("reported by"), noted(report.by or report.reporter or "", (report.by and report.reporter) or "")
    yield N_("reported on"), str(report.day or "")


def long_day(day: datetime.date) -> str:
    """Write a day as running text has it: 2020-12-31, in Chinese 2020年12月31日, where no number begins with 0."""
    text = _("YYYY-MM-DD").replace("YYYY", f"{day.year:04}")
    text = text.replace("MM", f"{day.month:02}").replace("DD", f"{day.day:02}")
    return text.replace("M", str(day.month)).replace("D", str(day.day))


def kind_word(kind: str | None) -> str:
    """Return the word for a kind of agency."""
    return _(KIND_WORDS[kind]) if kind else _("unregistered")


def severity_word(severity: str) -> str:
    """Return the word for how grave a problem is."""
    return _(SEVERITY_WORDS[severity])


def labelled(label: str, value: str) -> str:
    """Put a label in front of a value, with the colon of the user's language."""
    return _("{label}: {value}").format(label=label, value=value)


def noted(text: str, note: str) -> str:
    """Put a note in brackets behind a text, or return the text alone if there is no note."""
    return _("{text} ({note})").format(text=text, note=note) if note else text


def listed(parts: Iterable[str]) -> str:
    """Join parts with the comma of the user's language."""
    return _(", ").join(part for part in parts if part)


def names(owners: Iterable[Owner], role: Role) -> str:
    """Return the documents' names of the owners in one role, as a Chinese list."""
    return "、".join(owner.name for owner in owners if owner.role == role)


def box_lines(box: Box) -> Iterator[str]:
    """Write a box line by line: its ref and title, then each entry."""
    yield " ".join(part for part in (box.ref, box.title) if part)
    for item in box.items:
        yield f"{item.ref}. {item.wording}" if item.ref else item.wording


def number(value: float | None) -> str:
    """Write a quantity without a needless fraction."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else str(value)


def quantity(target: Target) -> str:
    """Write what a target asks for: ``at least 65 万人``, ``4—6 家``."""
    if target.low is not None or target.high is not None:
        amount = f"{number(target.low)}—{number(target.high)}"
    else:
        amount = number(target.value)
    word = _(COMPARISON_WORDS[target.comparison]) if target.comparison and target.comparison != "equal" else ""
    return " ".join(part for part in (word, amount, target.unit) if part)


def _successor_line(succession: Succession) -> str:
    """Say in one line what an agency became, or whom it gave duties to."""
    if not succession.hands_on:
        return _of_event(succession, _("{date}: some duties passed to {name}"))
    return _of_event(succession, _("{date}: now {name}") if succession.is_last else _("{date}: then {name}"))


def _predecessor_line(succession: Succession) -> str:
    """Say in one line what became an agency, or who gave it duties."""
    if not succession.hands_on:
        return _of_event(succession, _("{date}: some duties came from {name}"))
    return _of_event(succession, _("{date}: formerly {name}"))


def _of_event(succession: Succession, message: str) -> str:
    """Fill in the date, how sure it is, the other agency's name and, where known, which duties the event was about."""
    event = succession.event
    date = noted(event.date, "" if event.certainty == "high" else _("unconfirmed"))
    return message.format(date=date, name=noted(succession.agency.name, event.scope or ""))


def closing_lines(predecessors: Iterable[Succession], successors: Sequence[Succession]) -> list[str]:
    """Say where an agency came from and what became of it; what it is now comes last."""
    lines = [_predecessor_line(each) for each in predecessors]
    lines += [_successor_line(each) for each in successors if not each.hands_on]
    return lines + [_successor_line(each) for each in successors if each.hands_on]
