"""The registry on disk, and what a build has read of the one that comes with taskmap.

To parse its TOML takes as long as to read a document. So the build does it (``hatch_build.py``) and leaves plain tuples
in the module :mod:`taskmap.built_in_registry`. They stand for every file of the very same text, a copy as well; a
registry that was edited is parsed like any other file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from taskmap.files import read_text
from taskmap.model import Agency, Event

if TYPE_CHECKING:
    from typing import TypedDict

    Known = tuple[tuple[Agency, ...], tuple[Event, ...]]
    """What an ``agencies.toml`` holds."""

    class Entries(TypedDict):
        """The same, by its keys in the file."""

        agencies: tuple[Agency, ...]
        events: tuple[Event, ...]


FIELDS = (Agency._fields, Event._fields)


def load_registry(path: str) -> Known:
    """Read the agencies and events of an ``agencies.toml`` alone.

    Raises:
        UnreadableError: it cannot be read or is not TOML.
        FaultyDataError: there are errors in it.
    """
    built = built_entries(read_text(path))
    if built:
        return built["agencies"], built["events"]
    from taskmap.problems import FaultyDataError
    from taskmap.store import SourceFile

    file = SourceFile(path, "agencies")
    faults = list(file.faults)
    if faults:
        raise FaultyDataError(faults)
    return file.entries.get("agencies", ()), file.entries.get("events", ())


def built_entries(text: str) -> Entries | None:
    """Return what the build has read in the text of a registry, ``None`` if it has not read that."""
    try:
        import taskmap.built_in_registry as built
    except ModuleNotFoundError:  # a checkout that nobody has built
        return None
    if text != built.TEXT or built.FIELDS != FIELDS:
        return None
    return {
        "agencies": tuple(Agency(*each) for each in built.AGENCIES),
        "events": tuple(Event(*each) for each in built.EVENTS),
    }


def module_of(path: str) -> str:
    """Return the source of :mod:`taskmap.built_in_registry` for the registry at ``path``; raises as above."""
    agencies, events = (tuple(map(tuple, each)) for each in load_registry(path))
    constants = {"TEXT": read_text(path), "FIELDS": FIELDS, "AGENCIES": agencies, "EVENTS": events}
    lines = [f"{name} = {value!r}\n" for name, value in constants.items()]
    return "".join(['"""What the build has read in data/agencies.toml (taskmap/registry_file.py)."""\n\n', *lines])
