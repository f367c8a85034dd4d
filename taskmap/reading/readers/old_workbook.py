"""Workbooks of old Excel (xls), read by calamine in a process of its own.

calamine believes what such a file says of its sizes: a damaged one makes it ask for any amount of memory, which ends
the process, or print where in its source it gave up. A process for that file alone can be bounded and ended.
"""

import contextlib
import json
import os
import subprocess
import sys

from taskmap.i18n import _, language, speaking
from taskmap.reading.blocks import Blocks, Place, Row, Table
from taskmap.reading.limits import Limits, SourceError

TIME_LIMIT = 60
"""Seconds."""

MEMORY_LIMIT = 2 * 2**30
"""Bytes, where the system keeps such a limit."""


def read_old_workbook(data: bytes, limits: Limits) -> Blocks:
    """Read a workbook of old Excel, as :func:`taskmap.reading.readers.sheets.read_workbook` does.

    Raises:
        SourceError: it is none, is damaged or encrypted, has nothing in it, or more than ``limits`` allows.
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = (sys.executable, "-m", __name__, language(), json.dumps(limits))
    try:
        done = subprocess.run(  # noqa: S603 - this module
            command, input=data, capture_output=True, timeout=TIME_LIMIT, check=False, env=environment
        )
        answer = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError) as error:
        raise SourceError(_("it is no workbook, or it is damaged")) from error
    if "error" in answer:
        raise SourceError(answer["error"])
    return tuple(
        Table(tuple(Row(tuple(cells), Place(table=number, row=place)) for place, cells in rows))
        for number, rows in enumerate(answer["tables"], 1)
    )


def main() -> None:
    """Read the workbook on standard input; write its tables, or why there are none, to standard output."""
    from taskmap.reading.readers.sheets import read_by_calamine

    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows; some systems refuse
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    answer: dict[str, object]
    try:
        with speaking(sys.argv[1]):
            tables = read_by_calamine(sys.stdin.buffer, Limits(*json.loads(sys.argv[2])))
        answer = {"tables": [[(row.place.row, row.cells) for row in table.rows] for table in tables]}
    except SourceError as error:
        answer = {"error": str(error)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
