"""The registry on disk, read alone: who reads a document asks only which agencies there are.

A build reads the registry that comes with taskmap (``hatch_build.py``) and leaves what it found in a module of plain
tuples, :mod:`taskmap.built_in_registry`: to parse TOML takes as long as to read a document. It counts as long as it
was made of the very text that is asked for; so a copy of that registry is quick as well, and one that was edited is
read like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.files import read_text
from taskmap.model import Agency, Event

if TYPE_CHECKING:
    Known = tuple[tuple[Agency, ...], tuple[Event, ...]]
    """What an ``agencies.toml`` holds."""

FIELDS = (Agency._fields, Event._fields)


def load_registry(path: str) -> Known:
    """Read the agencies and events of an ``agencies.toml``.

    Raises:
        UnreadableError: it cannot be read or is not TOML.
        FaultyDataError: there are errors in it.
    """
    return _built_in(read_text(path)) or parse_registry(path)


def _built_in(text: str) -> Known | None:
    """Return what the build has read in ``text``, if that is what it read."""
    try:
        import taskmap.built_in_registry as built_in
    except ModuleNotFoundError:  # a checkout that nobody has built
        return None
    if text != built_in.TEXT or built_in.FIELDS != FIELDS:
        return None
    return tuple(Agency(*each) for each in built_in.AGENCIES), tuple(Event(*each) for each in built_in.EVENTS)


def parse_registry(path: str) -> Known:
    """Read an ``agencies.toml`` as TOML, whatever a build has left; raises as :func:`load_registry`."""
    from taskmap.problems import FaultyDataError
    from taskmap.store import SourceFile

    file = SourceFile(path, "agencies")
    faults = list(file.faults)
    if faults:
        raise FaultyDataError(faults)
    return file.entries.get("agencies", ()), file.entries.get("events", ())


def built_in_module(path: str) -> str:
    """Return the source of :mod:`taskmap.built_in_registry` for the registry at ``path``; raises as above."""
    agencies, events = (tuple(map(tuple, each)) for each in parse_registry(path))
    constants = {"TEXT": read_text(path), "FIELDS": FIELDS, "AGENCIES": agencies, "EVENTS": events}
    lines = [f"{name} = {value!r}\n" for name, value in constants.items()]
    return "".join(['"""What the build has read of data/agencies.toml (taskmap/registry_file.py)."""\n\n', *lines])
