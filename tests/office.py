"""LibreOffice, as an officer uses it: it opens files, cells are filled in, and it saves them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import uuid
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFICE = shutil.which("soffice") or ""
NO_OFFICE = "LibreOffice is not installed"
SCRIPT = Path(__file__).with_name("edit_in_office.py")
PATIENCE = 300
"""Seconds after which LibreOffice counts as stuck."""


@cache
def python_with_uno() -> str:
    """Return a Python that can speak with LibreOffice: its own, or the system's; empty for none."""
    own = Path(os.path.realpath(OFFICE)).parent / "python"
    for each in (str(own), "/usr/bin/python3", shutil.which("python3") or ""):
        if not shutil.which(each):
            continue
        if subprocess.run([each, "-c", "import uno"], check=False, capture_output=True).returncode == 0:
            return each
    return ""


def _command(profile: Path) -> list[str]:
    return [OFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]


def converted(files: list[Path], form: str, folder: Path) -> list[Path]:
    """Let LibreOffice open files and save them in a form; return the new files."""
    command = [*_command(folder / "profile"), "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)
    return [folder / f"{file.stem}.{form}" for file in files]


def typed_in(file: Path, cells: Mapping[str, str], target: Path) -> Path:
    """Let LibreOffice open a workbook, type texts into cells such as J8, and save it as ``target``."""
    pipe = f"taskmap{uuid.uuid4().hex}"
    # Neither program may see our environment's Python, and file names are not ASCII.
    plain = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")} | {"LC_ALL": "C.UTF-8"}
    office = subprocess.Popen(
        [*_command(target.parent / "profile"), f"--accept=pipe,name={pipe};urp"],
        env=plain, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        command = [python_with_uno(), str(SCRIPT), pipe, str(file), str(target), json.dumps(cells)]
        subprocess.run(command, env=plain, check=True, timeout=PATIENCE)
        office.wait(PATIENCE)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, 9)
            office.wait()
    return target
