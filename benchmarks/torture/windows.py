"""kill -9 of the real window while keys are pressed: what it showed as saved stands in the file."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.torture.forked import demo, fresh, rows, run, soundness
from benchmarks.torture.tally import Tally

STATE = {
    "evaluation": "SELECT measure_id, start, value, skipped, note FROM evaluation ORDER BY 1, 2",
    "pulse": "SELECT week, energy FROM pulse ORDER BY 1",
    "check_in": "SELECT week, answer FROM check_in ORDER BY 1",
}


def torment(work: Path, seed: int, *, short: bool) -> Iterator[Tally]:
    """Let a window press its own keys, and kill it after some of them were saved."""
    tally, luck, folder = Tally("the window killed"), random.Random(seed), fresh(work / "windows")
    base = demo(work)
    for number in range(1 if short else 20):
        path = fresh(folder / "work") / "a.db"
        path.write_bytes(base)
        told = _killed(path, luck.randrange(10_000), luck.randint(1, 25))
        sound, now = soundness(path), state(path)
        went_on = run(["--data", path, "note", "and on"])
        # One step more than was shown may have been kept before the kill.
        lost = [] if not told or told[-1] == now else _differences(told[-1], now)
        ok = sound == "ok" and went_on.status == 0 and bool(told) and len(lost) <= 1
        tally.held(f"window {number}", ok=ok, why=(len(told), sound, went_on.last, lost[:3]))
        tally.count(f"{'as shown' if not lost else 'one step more'}")
    yield tally


State = dict[str, list[list[object]]]


def state(path: Path) -> State:
    """Return what the keys of the check-in change."""
    return {name: [list(row) for row in rows(path, sql)] for name, sql in STATE.items()}


def _differences(shown: State, now: State) -> list[object]:
    keys = {"evaluation": 2, "pulse": 1, "check_in": 1}
    found: list[object] = []
    for name, size in keys.items():
        one, other = (
            {json.dumps(row[:size]): row for row in known[name]} for known in (shown, now)
        )
        found += [key for key in one.keys() | other.keys() if one.get(key) != other.get(key)]
    return found


def _killed(path: Path, seed: int, steps: int) -> list[State]:
    """Return what the window showed as saved until it was killed after so many steps."""
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.torture.pressed", str(path), str(seed)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        text=True,
    )
    told: list[State] = []
    if child.stdout is None:
        raise RuntimeError("no pipe")
    for line in child.stdout:
        told.append(json.loads(line))
        if len(told) > steps:
            child.kill()
            break
    rest = child.stdout.read()
    told += [json.loads(line) for line in rest.splitlines() if line.endswith("}")]
    child.wait()
    return told
