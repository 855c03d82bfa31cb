"""`make torture` in its short form: every program runs, counts what it tried, and loses nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from benchmarks.torture.__main__ import PROGRAMS
from benchmarks.torture.tally import Tally

SEED, LONGEST = "7", 1200
FIGURES = r"faults tried (\d+), survived (\d+), lost (\d+)"


class Breaking:
    """Programs at work: what they have printed, read as far as a test wants to know it."""

    def __init__(self, names: list[str], folder: Path) -> None:
        command = [sys.executable, "-m", "benchmarks.torture", "--short", "--seed", SEED]
        command += ["--folder", str(folder), *(w for name in names for w in ("--only", name))]
        self.process = subprocess.Popen(
            command, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.told = ""
        self.end = Timer(LONGEST, os.killpg, (self.process.pid, 9))
        self.end.start()

    def figures(self, pattern: str) -> tuple[int, int, int]:
        """Wait for a line; return how many faults were tried, survived, and lost."""
        while not (found := re.search(pattern, self.told, re.MULTILINE)):
            line = self.process.stdout.readline()
            assert line, self.told
            self.told += line
        tried, survived, lost = map(int, found.groups())
        return tried, survived, lost


@pytest.fixture(scope="module")
def breaking(request, tmp_path_factory) -> Iterator[Breaking]:
    """Carry out at once all programs that are asked for: what each of them loads is loaded once."""
    asked = {
        item.callspec.params["name"]
        for item in request.session.items
        if item.path == request.path and hasattr(item, "callspec")
    }
    names = [name for name in PROGRAMS if name in asked]
    one = Breaking(names, tmp_path_factory.mktemp("torture"))
    yield one
    one.process.communicate()
    one.end.cancel()


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
@pytest.mark.parametrize("name", PROGRAMS)
def test_nothing_is_lost(breaking, name):
    tried, survived, lost = breaking.figures(rf"^{name}: {FIGURES}$")
    assert (lost, survived) == (0, tried), breaking.told
    assert tried > 0 or "No compiler" in breaking.told


@pytest.mark.skipif(sys.platform == "win32", reason="it forks")
def test_the_programs_add_up(breaking):
    total = breaking.figures(rf"^{FIGURES} \(seed {SEED}\)$")
    each = re.findall(rf"^\w+: {FIGURES}$", breaking.told, re.MULTILINE)
    assert total == tuple(sum(map(int, column)) for column in zip(*each, strict=True))
    assert (breaking.process.wait(), total[2]) == (0, 0), breaking.told


def test_what_is_lost_is_counted_and_named():
    tally = Tally("faults")
    tally.held("one", ok=True)
    tally.held("two", ok=False, why="half a row")
    assert (tally.tried, tally.survived) == (2, 1)
    assert tally.lines()[-1] == "    LOST two: half a row"
