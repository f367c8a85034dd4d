"""What a build adds to the sources: message catalogues and the registry, compiled, and in a wheel the built-in data."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = ("tasks.toml", "agencies.toml")


class BuildHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling's own hook examples leave it open
    """Compiles what a start-up would have to parse, beside its sources, and puts the data into wheels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write what is compiled; name the data files that a wheel holds."""
        self._compile_catalogues()
        self._compile_registry()
        # An editable install reads the data where it lies: a copy would only grow old.
        if self.target_name == "wheel" and version == "standard":
            build_data["force_include"] |= {f"data/{name}": f"taskmap/data/{name}" for name in DATA}

    def _compile_catalogues(self) -> None:
        """Turn every ``taskmap/locale/*/LC_MESSAGES/*.po`` into the ``.mo`` that gettext reads."""
        for source in Path(self.root, "taskmap", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as file:
                catalogue = read_po(file, abort_invalid=True)
            # Babel would write the time of the build; the same sources are to make the same wheel.
            catalogue.creation_date = datetime.fromtimestamp(0, UTC)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)

    def _compile_registry(self) -> None:
        """Turn ``data/agencies.toml`` into a module of plain tuples (``taskmap/registry_file.py``)."""
        sys.path.insert(0, self.root)
        from taskmap.registry_file import module_of

        target = Path(self.root, "taskmap", "built_in_registry.py")
        target.unlink(missing_ok=True)  # or it would be taken for what it is made from
        target.write_text(module_of(str(Path(self.root, "data", "agencies.toml"))), encoding="utf-8")
