"""taskmap works from everything it can be installed from; each is built and tried here.

Only taskmap itself is installed into the fresh environments; its dependencies are those of the environment that
runs the tests. One test installs everything anew.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from email import message_from_bytes
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

    Temporary = pytest.TempPathFactory

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
REGISTRY = "taskmap/built_in_registry.py"
CATALOGUE = "taskmap/locale/zh_CN/LC_MESSAGES/taskmap.mo"
AGENCY = ("agency", "省人社厅")


def run(
    *command: str | Path, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command without what this process's environment says about Python and taskmap."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "TASKMAP"))}
    return subprocess.run(
        command, cwd=folder, env={**clean, **(environment or {})}, capture_output=True, encoding="utf-8", check=False
    )


def must_run(*command: str | Path, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> str:
    """Run a command that has to succeed; return what it prints."""
    done = run(*command, folder=folder, environment=environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def copy_of_project(folder: Path) -> Path:
    """Copy the project as a fresh clone has it, apart from the continuous integration."""
    made = shutil.ignore_patterns("__pycache__", "*.mo", Path(REGISTRY).name, "*.egg-info", "build", "dist")
    folder.mkdir()
    for each in ROOT.iterdir():
        if each.is_dir() and not each.name.startswith(".") and each.name not in ("build", "dist"):
            shutil.copytree(each, folder / each.name, ignore=made)
        elif each.is_file():
            shutil.copy(each, folder)
    return folder


def files_in(folder: Path) -> set[str]:
    """Return the files below a folder."""
    return {each.relative_to(folder).as_posix() for each in folder.rglob("*") if each.is_file() and each.name != ".git"}


class Environment:
    """A fresh virtual environment without anything in it."""

    def __init__(self, folder: Path) -> None:
        """Make it in ``folder``."""
        venv.create(folder, symlinks=os.name != "nt")
        programs = folder / ("Scripts" if os.name == "nt" else "bin")
        self.python, self.taskmap = programs / "python", programs / "taskmap"
        self.packages = Path(self.ask("import sysconfig; print(sysconfig.get_path('purelib'))"))

    def ask(self, code: str) -> str:
        """Return what a line of Python prints here."""
        return must_run(self.python, "-c", code, folder=self.python.parent).strip()

    def install(self, *what: str | Path, environment: Mapping[str, str] | None = None) -> None:
        """Install with the pip of the environment that runs the tests."""
        must_run(sys.executable, "-m", "pip", "--python", self.python, "install", "-q", *what, environment=environment)

    def lend_packages(self) -> None:
        """Let everything be imported that the tests can import, behind what is installed here."""
        (self.packages / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")


@pytest.fixture(scope="session")
def build_tools(tmp_path_factory: Temporary) -> Mapping[str, str]:
    """Get the build requirements; return the variables with which a process can import them."""
    folder = tmp_path_factory.mktemp("build-tools")
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    done = run(sys.executable, "-m", "pip", "install", "-q", "--target", folder, *requires)
    if done.returncode:
        pytest.skip(f"no package index to get {', '.join(requires)} from: {done.stderr.strip()[-200:]}")
    return {"PYTHONPATH": str(folder)}


@pytest.fixture(scope="session")
def project(tmp_path_factory: Temporary) -> Path:
    """Copy the project, to build from."""
    return copy_of_project(tmp_path_factory.mktemp("project") / "taskmap")


@pytest.fixture(scope="session")
def sdist(project: Path, build_tools: Mapping[str, str], tmp_path_factory: Temporary) -> Path:
    """Build the source distribution and unpack it."""
    folder = tmp_path_factory.mktemp("sdist")
    must_run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", folder,
             folder=project, environment=build_tools)  # fmt: skip
    (archive,) = folder.glob("*.tar.gz")
    with tarfile.open(archive) as file:
        file.extractall(folder, filter="data")
    return folder / archive.name.removesuffix(".tar.gz")


def build_wheel(source: Path, folder: Path, build_tools: Mapping[str, str]) -> Path:
    """Build the wheel of a source tree."""
    must_run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder,
             folder=source, environment=build_tools)  # fmt: skip
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="session")
def wheel(project: Path, build_tools: Mapping[str, str], tmp_path_factory: Temporary) -> Path:
    """Build the wheel from the project's files."""
    return build_wheel(project, tmp_path_factory.mktemp("wheel"), build_tools)


@pytest.fixture(scope="session")
def wheel_of_sdist(sdist: Path, build_tools: Mapping[str, str], tmp_path_factory: Temporary) -> Path:
    """Build the wheel from the source distribution."""
    return build_wheel(sdist, tmp_path_factory.mktemp("wheel-of-sdist"), build_tools)


@pytest.fixture(scope="session")
def expected(tmp_path_factory: Temporary) -> str:
    """Return what ``python -m taskmap agency 省人社厅`` answers in a checkout."""
    checkout = copy_of_project(tmp_path_factory.mktemp("checkout") / "任务 分工")
    answer = must_run(sys.executable, "-m", "taskmap", *AGENCY, folder=checkout)
    assert "jjz-2020-1\t3.3\t" in answer
    return answer


def works_everywhere(environment: Environment, answer: str, folder: Path) -> None:
    """Assert that an installed taskmap gives an answer from any folder, and speaks Chinese."""
    elsewhere = folder / "别 处"
    elsewhere.mkdir()
    for place in (elsewhere, Path(elsewhere.anchor)):
        assert must_run(environment.taskmap, *AGENCY, folder=place) == answer
    english, chinese = (
        must_run(environment.taskmap, "--help", folder=elsewhere, environment={"TASKMAP_LANG": language})
        for language in ("en", "zh_CN")
    )
    assert english.startswith("Usage:")
    assert chinese != english


def test_a_checkout_answers_and_speaks_english_without_a_compiled_catalogue(tmp_path: Path) -> None:
    checkout = copy_of_project(tmp_path / "checkout")
    assert not (checkout / CATALOGUE).exists()
    done = must_run(
        sys.executable, "-m", "taskmap", "task", "3.2", folder=checkout, environment={"TASKMAP_LANG": "zh_CN"}
    )
    assert done.startswith("id\tjjz-2020-1:3.2\n")
    place = must_run(sys.executable, "-c", "import taskmap; print(taskmap.__file__)", folder=checkout)
    assert Path(place.strip()) == checkout / "taskmap" / "__init__.py"


def test_the_wheel_answers_from_any_folder(wheel: Path, expected: str, tmp_path: Path) -> None:
    environment = Environment(tmp_path / "environment")
    environment.install("--no-deps", wheel)
    environment.lend_packages()
    assert Path(environment.ask("import taskmap; print(taskmap.__file__)")).is_relative_to(environment.packages)
    works_everywhere(environment, expected, tmp_path)


def test_a_wheel_built_from_the_sdist_answers_from_any_folder(
    wheel_of_sdist: Path, expected: str, tmp_path: Path
) -> None:
    environment = Environment(tmp_path / "environment")
    environment.install("--no-deps", wheel_of_sdist)
    environment.lend_packages()
    works_everywhere(environment, expected, tmp_path)


def test_an_editable_install_compiles_catalogue_and_registry_and_answers_from_any_folder(
    build_tools: Mapping[str, str], expected: str, tmp_path: Path
) -> None:
    checkout = copy_of_project(tmp_path / "checkout")
    environment = Environment(tmp_path / "environment")
    environment.install("--no-deps", "--no-build-isolation", "-e", checkout, environment=build_tools)
    environment.lend_packages()
    assert (checkout / CATALOGUE).is_file()
    assert (checkout / REGISTRY).is_file()
    assert not (environment.packages / "taskmap").exists()  # no copy of the data, which would grow old
    assert Path(environment.ask("import taskmap; print(taskmap.__file__)")).is_relative_to(checkout)
    works_everywhere(environment, expected, tmp_path)


def test_a_full_install_needs_the_core_dependencies_and_nothing_else(
    project: Path, build_tools: Mapping[str, str], expected: str, tmp_path: Path
) -> None:
    assert build_tools  # there is a package index
    environment = Environment(tmp_path / "environment")
    environment.install(project)
    works_everywhere(environment, expected, tmp_path)
    names = environment.ask("from importlib.metadata import distributions as d; print(*(each.name for each in d()))")
    of_rich = {"markdown-it-py", "mdurl", "pygments"}
    assert set(names.lower().replace("_", "-").split()) == {"taskmap", "click", "rich", "tomli-w", "networkx", *of_rich}


def test_the_wheel_holds_the_package_its_data_and_its_licence_and_nothing_else(wheel: Path, project: Path) -> None:
    built = {CATALOGUE, REGISTRY}
    package = {name for name in files_in(project) - built if name.startswith("taskmap/") and "__pycache__" not in name}
    data = {"taskmap/data/tasks.toml", "taskmap/data/agencies.toml"}
    with zipfile.ZipFile(wheel) as file:
        names = {name for name in file.namelist() if ".dist-info/" not in name}
        (licence,) = (name for name in file.namelist() if name.endswith(".dist-info/licenses/LICENSE"))
        assert file.read(licence) == (ROOT / "LICENSE").read_bytes()
        for name in data:
            assert file.read(name) == (ROOT / name.removeprefix("taskmap/")).read_bytes()
    assert names == package | data | built
    assert "taskmap/py.typed" in names


def test_both_wheels_hold_the_same(wheel: Path, wheel_of_sdist: Path) -> None:
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(wheel_of_sdist) as other:
        assert {each.filename: each.CRC for each in one.infolist()} == {
            each.filename: each.CRC for each in other.infolist()
        }


def test_the_wheel_asks_for_exactly_the_core_dependencies(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as file:
        (name,) = (name for name in file.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = message_from_bytes(file.read(name))
    required = [each for each in metadata.get_all("Requires-Dist", []) if "extra ==" not in each]
    assert sorted(each.split(">")[0] for each in required) == ["click", "networkx", "rich", "tomli-w"]


def test_the_sdist_holds_all_that_building_and_testing_need(sdist: Path, project: Path) -> None:
    ours = {name for name in files_in(project) - {CATALOGUE, REGISTRY} if "__pycache__" not in name}
    assert ours <= files_in(sdist)
    assert {"README.md", "README.zh-CN.md", "LICENSE", "pyproject.toml", "data/tasks.toml"} <= ours
