"""taskmap: who does what in a Chinese policy document.

The library's door is :func:`load`; what it returns answers every question the commands ask (docs/api.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from taskmap.graph import TaskMap
    from taskmap.problems import TaskmapError

__version__ = "0.1.0"
__all__ = ["TaskMap", "TaskmapError", "load"]


def load(path: str | os.PathLike[str] | None = None) -> TaskMap:
    """Load a data set and return its graph.

    Args:
        path: a TOML file or a folder of them; without it ``TASKMAP_DATA``, else the nearest ``data/tasks.toml``
            or ``tasks.toml`` from the working directory upwards, else the built-in documents.

    Raises:
        TaskmapError: the data cannot be read, or there are errors in it.

    Example:
        >>> import taskmap
        >>> [owner.name for owner in taskmap.load().task("3.3").owners][:2]
        ['省发改委', '省科技厅']
    """
    from taskmap.graph import TaskMap
    from taskmap.location import locate
    from taskmap.store import load as load_data

    return TaskMap(load_data(locate(path)))


def __getattr__(name: str) -> object:
    """Import the public classes when they are first asked for."""
    if name == "TaskMap":
        from taskmap.graph import TaskMap

        return TaskMap
    if name == "TaskmapError":
        from taskmap.problems import TaskmapError

        return TaskmapError
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
