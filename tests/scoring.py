"""How well documents are read: owners found, against an answer key."""

from __future__ import annotations

import json
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from taskmap.location import built_in
from taskmap.reading.importing import Imported, import_bytes
from taskmap.registry import Registry
from taskmap.store import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from taskmap.model import Task

OPENING = 14
CLOSING = 10


class Score(NamedTuple):
    """Owners named in the right role: how many of the key's were found, and what was found besides."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was to be found and nothing was."""
        found = 2 * self.right + self.missed + self.extra
        return 2 * self.right / found if found else 1.0


def read(path: Path) -> Imported:
    """Import a document with the registry of the built-in data."""
    data = load(built_in())
    return import_bytes(path.name, path.read_bytes(), Registry(data.agencies, data.events))


def score(path: Path, key: Path) -> Score:
    """Score a document against its key: tasks are paired by how they begin, else by how they end."""
    tasks = [task for document in read(path).documents for task in document.tasks]
    wordings = [_plain((task.title or "") + (task.text or "")) for task in tasks]
    right = missed = 0
    paired: set[int] = set()
    optional = 0
    for wanted in json.loads(key.read_text("utf-8"))["tasks"]:
        place = _place(wanted, wordings, paired)
        owners = wanted["owners"]
        named = _named(tasks[place]) if place is not None else []
        paired |= {place} if place is not None else set()
        asked = [each for each in owners if not each.get("optional") and not each.get("implied")]
        hits = _matched(asked, named)
        right, missed = right + hits, missed + len(asked) - hits
        optional += sum(_matched([each], named) for each in owners if each not in asked)
    total = sum(len(_named(task)) for task in tasks)
    return Score(right, missed, max(total - right - optional, 0))


def _place(wanted: dict[str, Any], wordings: Sequence[str], paired: set[int]) -> int | None:
    opening = _plain(wanted.get("text_start") or "")[:OPENING]
    closing = _plain(wanted.get("text_end") or "")[-CLOSING:]
    free = [place for place in range(len(wordings)) if place not in paired]
    found = [(wordings[place].find(opening), place) for place in free if opening and opening in wordings[place]]
    found = found or [(0, place) for place in free if closing and wordings[place].endswith(closing)]
    return min(found)[1] if found else None


def _named(task: Task) -> list[tuple[str, str]]:
    return [(_plain(name), role.value) for role, name in task.named]


def _matched(owners: Iterable[dict[str, Any]], named: list[tuple[str, str]]) -> int:
    left = list(named)
    count = 0
    for owner in owners:
        names = {_plain(name) for name in (owner["agency"], *_several(owner.get("accept")))}
        roles = {owner["role"], *_several(owner.get("role_alt"))}
        hit = next((each for each in left if each[0] in names and each[1] in roles), None)
        if hit:
            left.remove(hit)
            count += 1
    return count


def _several(value: list[str] | str | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _plain(text: str) -> str:
    return "".join(each for each in unicodedata.normalize("NFKC", text) if each.isalnum())
