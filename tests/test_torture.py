"""`make torture` in its short form: every program runs, counts what it tried, and loses nothing."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from benchmarks.torture.__main__ import PROGRAMS
from benchmarks.torture.tally import Tally

TOTAL = re.compile(r"faults tried (\d+), survived (\d+), lost (\d+) \(seed 7\)")


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_lost(name, tmp_path):
    command = [sys.executable, "-m", "benchmarks.torture", "--short", "--seed", "7"]
    done = subprocess.run(
        [*command, "--only", name, "--folder", str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=400,
    )  # fmt: skip
    total = TOTAL.search(done.stdout)
    assert total, done.stdout + done.stderr
    tried, survived, lost = map(int, total.groups())
    assert done.returncode == 0, done.stdout
    assert (lost, survived) == (0, tried)
    assert tried > 0 or "No compiler" in done.stderr


def test_what_is_lost_is_counted_and_named():
    tally = Tally("faults")
    tally.held("one", ok=True)
    tally.held("two", ok=False, why="half a row")
    assert (tally.tried, tally.survived) == (2, 1)
    assert tally.lines()[-1] == "    LOST two: half a row"
