"""The registry on disk, and what a build has read of it: taskmap/registry_file.py."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from taskmap.location import built_in
from taskmap.model import Agency, Event
from taskmap.problems import FaultyDataError, Severity
from taskmap.registry_file import built_entries, load_registry, module_of
from taskmap.store import survey

if TYPE_CHECKING:
    from taskmap.registry_file import Known

MODULE = "taskmap.built_in_registry"
TEXT = """schema = 1

[[agencies]]
name = "县乙局"
region = "甲县"
aliases = ["县乙办"]

[[agencies]]
name = "县丙局"
region = "甲县"

[[events]]
kind = "rename"
from = ["县丙局"]
to = ["县乙局"]
date = "2019-03"
"""


def build(monkeypatch: pytest.MonkeyPatch, path: Path) -> ModuleType:
    """Make what a build would of a registry, and let it be found."""
    monkeypatch.setitem(sys.modules, MODULE, None)
    module = ModuleType(MODULE)
    exec(module_of(str(path)), vars(module))  # noqa: S102 - it is what a build writes and Python imports
    monkeypatch.setitem(sys.modules, MODULE, module)
    monkeypatch.setattr("taskmap.built_in_registry", module, raising=False)
    return module


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "agencies.toml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def parsed(monkeypatch: pytest.MonkeyPatch, path: str) -> Known:
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, MODULE, None)
        return load_registry(path)


def test_the_registry_that_comes_with_taskmap_is_the_same_built_and_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    path = built_in().agencies
    expected = parsed(monkeypatch, path)
    build(monkeypatch, Path(path))
    assert load_registry(path) == expected
    assert built_entries(Path(path).read_text(encoding="utf-8"))


def test_what_was_built_is_made_of_agencies_and_events(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    build(monkeypatch, path)
    assert load_registry(str(path)) == (
        (Agency("县乙局", "甲县", aliases=("县乙办",)), Agency("县丙局", "甲县")),
        (Event("rename", ("县丙局",), ("县乙局",), "2019-03"),),
    )


def test_a_registry_that_was_edited_since_is_read_itself(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    build(monkeypatch, path)
    path.write_text(TEXT.replace("县乙局", "县丁局"), encoding="utf-8")
    agencies, events = load_registry(str(path))
    assert [each.name for each in agencies] == ["县丁局", "县丙局"]
    assert events[0].successors == ("县丁局",)


def test_what_another_version_has_built_does_not_count(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    module = build(monkeypatch, path)
    monkeypatch.setattr(module, "FIELDS", ())
    assert built_entries(TEXT) is None
    assert load_registry(str(path)) == parsed(monkeypatch, str(path))


def test_no_build_takes_in_a_registry_with_errors(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    path.write_text(TEXT.replace("rename", "vanish"), encoding="utf-8")
    with pytest.raises(FaultyDataError):
        build(monkeypatch, path)


def test_an_entry_that_was_built_has_its_line(monkeypatch: pytest.MonkeyPatch, path: Path, tmp_path: Path) -> None:
    from taskmap.checks import Finding
    from taskmap.location import locate

    (tmp_path / "tasks.toml").write_text('schema = 1\n\n[[documents]]\nid = "a"\n', encoding="utf-8")
    build(monkeypatch, path)
    found = survey(locate(tmp_path))
    (event,) = found.data.events
    problem = found.warning(Finding(event, "date", "some-code", "…", "…"))
    assert (problem.file, problem.line, problem.severity) == (
        str(path), TEXT.split("\n").index('date = "2019-03"') + 1, Severity.WARNING,
    )  # fmt: skip
