"""The benchmarks: that what they take the time of is still there. What they measure is for people to look at."""

import os
import subprocess
import sys

BENCHMARKS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "benchmarks")


def test_every_step_of_reading_is_where_it_is_counted() -> None:
    code = "import reading; print(sum(hasattr(*each) for step in reading.STEPS.values() for each in step))"
    count = "import reading; print(sum(map(len, reading.STEPS.values())))"
    found, expected = (
        subprocess.run((sys.executable, "-c", each), cwd=BENCHMARKS, capture_output=True, text=True, check=True).stdout
        for each in (code, count)
    )
    assert found == expected != "0\n"
