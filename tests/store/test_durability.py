"""A program that is killed right after it said "saved" has saved. Tried a hundred times."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.measure import Area

CHILD = Path(__file__).with_name("durability_child.py")
KILLS = 100
MOST_AT_ONCE = 4


@pytest.fixture
def diary(tmp_path):
    path = tmp_path / "impact.db"
    said = MeasureInput(name="Answers", area=Area.ROI, scale=Scale.COUNT, promise=1)
    with Tracker(path) as tracker:
        customer = commands.add_customer(tracker, "Finance", None)
        commands.add_measure(tracker, customer, said, date(1990, 1, 1))
    return path


@pytest.fixture
def server(diary):
    if not hasattr(os, "fork"):
        pytest.skip("this system starts processes in another way")
    server = subprocess.Popen(
        [sys.executable, str(CHILD), str(diary)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield server
    server.communicate()
    assert server.returncode == 0


def killed_after(server: subprocess.Popen[str], first: int, count: int) -> int:
    """Let a process save values from `first` on, kill it once it said `count`; return the last."""
    assert server.stdin
    assert server.stdout
    server.stdin.write(f"{first}\n")
    server.stdin.flush()
    process = int(server.stdout.readline().removeprefix("process "))
    said = [server.stdout.readline() for _ in range(count)]
    os.kill(process, signal.SIGKILL)
    while (line := server.stdout.readline()) != "gone\n":
        said.append(line)
    return int(said[-1].removeprefix("saved "))


def kept_in(path: Path) -> list[tuple[str, float]]:
    """Read the file without the program; a journal left behind is carried out by this."""
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return conn.execute("SELECT start, value FROM evaluation ORDER BY start").fetchall()


def test_nothing_that_was_called_saved_is_lost_in_a_hundred_kills(diary, server):
    luck, acknowledged, journals = random.Random(2026), -1, 0
    for _ in range(KILLS):
        # Go on after what is there: one more than was said may have been saved before the kill.
        first = len(kept_in(diary))
        acknowledged = killed_after(server, first, luck.randint(1, MOST_AT_ONCE))
        journals += diary.with_name("impact.db-journal").exists()
        values = [value for _, value in kept_in(diary)]
        assert len(values) in {acknowledged + 1, acknowledged + 2}
        assert values == list(map(float, range(len(values))))
    assert acknowledged >= KILLS - 1
    with Tracker(diary) as tracker:
        (measure,) = tracker.measures.all()
        assert len(tracker.evaluations.series(measure.id)) >= acknowledged + 1
    print(f"{KILLS} kills, {acknowledged + 1} entries saved, {journals} journals left")  # noqa: T201
