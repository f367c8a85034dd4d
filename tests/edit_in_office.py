"""Filling in cells of a workbook in LibreOffice; run by a Python that has its ``uno``, which ours need not be.

The arguments: the pipe that LibreOffice listens to, the workbook, where to save it, and the cells as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

TRIES = 120
PAUSE = 0.25
"""Seconds between tries to reach LibreOffice, which takes its time to start."""


def main(pipe: str, source: str, target: str, cells: str) -> None:
    """Open a workbook, type into its first sheet, save it as xlsx, and close LibreOffice."""
    uno: Any = importlib.import_module("uno")
    desktop, document = _opened(uno, pipe, Path(source).as_uri())
    sheet = document.Sheets.getByIndex(0)
    for cell, typed in json.loads(cells).items():
        sheet.getCellRangeByName(cell).setFormula(typed)
    form = _property(uno, "FilterName", "Calc MS Excel 2007 XML")
    document.storeToURL(Path(target).as_uri(), (form,))
    document.close(True)  # noqa: FBT003 - it takes no keywords
    desktop.terminate()


def _opened(uno: Any, pipe: str, source: str) -> tuple[Any, Any]:  # noqa: ANN401 - uno has no types
    """Return LibreOffice's desktop and a workbook; it answers before it has found its filters."""
    context = uno.getComponentContext()
    hidden = _property(uno, "Hidden", value=True)
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    for _try in range(TRIES):
        try:
            there = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            desktop = there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
            document = desktop.loadComponentFromURL(source, "_blank", 0, (hidden,))
        except Exception as error:  # noqa: BLE001 - uno's own kinds
            failure = error
            time.sleep(PAUSE)
        else:
            return desktop, document
    raise failure


def _property(uno: Any, name: str, value: object) -> Any:  # noqa: ANN401 - LibreOffice's objects
    found = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    found.Name, found.Value = name, value
    return found


if __name__ == "__main__":
    main(*sys.argv[1:])
