"""A calendar of what is due, by RFC 5545: it says the same in every program that takes ``.ics``.

The bytes depend on the data, the journal and the language alone: a stamp is when the entry last changed, never the
time of writing.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from typing import TYPE_CHECKING

from taskmap import __version__
from taskmap.control import CONTROL
from taskmap.i18n import N_, _
from taskmap.model import Role
from taskmap.words import labelled, names, noted, role_words, standing_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from taskmap.agenda import CalendarAnswer, Item

OCTETS = 75
"""Bytes of UTF-8 that a line may have, without its end."""

UNKNOWN_STAMP = "19700101T000000Z"
"""The stamp of what has no date."""

LONGEST_SUMMARY = 60
"""Characters of an event's summary; the description has the whole text."""


def calendar_bytes(answer: CalendarAnswer) -> bytes:
    """Return a calendar with one event for each item."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//taskmap//taskmap {__version__}//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for item in answer.items:
        lines += _event(item, answer.days)
    lines.append("END:VCALENDAR")
    return b"".join(map(folded, lines))


def _event(item: Item, days: int) -> Iterator[str]:
    task = item.view.task
    summary = f"{task.ref} {task.title or task.text or ''}".replace("\n", " ")
    if len(summary) > LONGEST_SUMMARY:
        summary = summary[: LONGEST_SUMMARY - 1] + "…"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(item)}"
    yield f"DTSTAMP:{_stamp(item)}"
    yield f"DTSTART;VALUE=DATE:{_basic(item.day)}"
    yield f"SUMMARY:{escaped(summary)}"
    yield f"DESCRIPTION:{escaped(_description(item))}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"TRIGGER:-P{days}D"
    yield f"DESCRIPTION:{escaped(summary)}"
    yield "END:VALARM"
    yield "END:VEVENT"


def uid(item: Item) -> str:
    """Return the name by which a program knows an event again: the same for a task and agency, whatever else changes.

    Of an inherited duty both agencies are part of it: predecessor and successor may both have a calendar.
    """
    agencies = (each for agency in (item.agency, item.origin) if agency for each in (agency.region or "", agency.name))
    return hashlib.sha256("\x1f".join((item.view.task.id, *agencies)).encode()).hexdigest()[:32] + "@taskmap"


def _stamp(item: Item) -> str:
    """Return when an entry last changed: when it was last reported on or extended, else the document's day."""
    known: list[str] = []
    standing, date = item.view.standing, item.view.document.date
    if standing and standing.report.recorded:
        known.append(standing.report.recorded.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ"))
    if standing and standing.extensions:
        known.append(f"{_basic(standing.extensions[-1].day)}T000000Z")
    if date:
        known.append(f"{_basic(date)}T000000Z")
    return max(known, default=UNKNOWN_STAMP)


def _basic(day: datetime.date) -> str:
    return day.isoformat().replace("-", "")


def _description(item: Item) -> str:
    view = item.view
    owned = ((role.value, names(view.owners, role)) for role in Role)
    facts = (
        (N_("agency"), noted(item.agency.name, item.origin.name if item.origin else "") if item.agency else ""),
        (N_("role"), role_words(item.roles)),
        *owned,
        (N_("document"), view.document.label),
        (N_("id"), view.task.id),
        (N_("heading"), view.task.path),
        (N_("state"), standing_words(item.view.standing)),
    )
    lines = (labelled(_(label), value) for label, value in facts if value)
    return "\n".join((view.task.wording, *lines))


def escaped(text: str) -> str:
    """Write a text as a value of type TEXT; control characters, which a calendar must not hold, become spaces."""
    text = re.sub(r"([\\;,])", r"\\\1", text)
    return re.sub(CONTROL, " ", re.sub(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", r"\\n", text.replace("\t", " ")))


def folded(line: str) -> bytes:
    """Return a line with its end, broken into pieces of 75 bytes, never inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        encoded = character.encode()
        room = OCTETS - (1 if pieces else 0)
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            piece = b""
        piece += encoded
    return b"\r\n ".join((*pieces, piece)) + b"\r\n"
