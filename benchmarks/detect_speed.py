"""How long `detect` takes for a million points: 1,000 series of 1,000 weeks, as a user runs it.

`python -m benchmarks.detect_speed` prints wall and processor time of the whole command, and what
the engine alone takes for a value, also where values lean on each other.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from tracker.detection import Series, judge
from tracker.domain.period import Period

SERIES, WEEKS = 1000, 1000
FIRST = date(2005, 1, 3)


def detect_million(folder: Path) -> tuple[float, float]:
    """Write the file, run the command on it, print and return wall and processor seconds."""
    file = folder / "million.csv"
    _write(file)
    before, start = _children(), time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-m", "tracker", "detect", str(file), "--json"],
        stdout=subprocess.PIPE,
        check=True,
    )
    wall, processor = time.perf_counter() - start, _children() - before
    size = file.stat().st_size / 1e6
    print(
        f"detect: {SERIES * WEEKS:,} points ({size:.0f} MB) in {wall:.1f} s,"
        f" {processor:.1f} s of processor time, {len(told.stdout) / 1e6:.1f} MB of answer"
    )
    return wall, processor


def engine_alone(leaning: float, series: int = 40) -> float:
    """Judge series of 1,000 values, print and return microseconds of processor time a value."""
    chance, rows = random.Random(3), []
    for _ in range(series):
        row, level, noise = [], 50.0, chance.gauss(0, 1)
        for _ in range(WEEKS):
            level += chance.choice((-8, 8)) if chance.random() < 0.004 else 0
            noise = leaning * noise + (1 - leaning**2) ** 0.5 * chance.gauss(0, 1)
            row.append(round(level + 5 * noise, 2))
        rows.append(row)
    start = time.process_time()
    for row in rows:
        judge(Series(row))
    took = (time.process_time() - start) / (series * WEEKS) * 1e6
    print(f"engine: {took:.1f} microseconds a value at autocorrelation {leaning}")
    return took


def _children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _write(file: Path) -> None:
    chance = random.Random(3)
    weeks = [str(Period(FIRST + timedelta(weeks=at))) for at in range(WEEKS)]
    with file.open("w", encoding="utf-8") as out:
        out.write("series,period,value,scale,better\n")
        for number in range(SERIES):
            level = 50.0
            for week in weeks:
                level += chance.choice((-8, 8)) if chance.random() < 0.004 else 0
                out.write(f"s{number},{week},{chance.gauss(level, 5):.2f},number,higher\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        detect_million(Path(place))
    for share in (0.0, 0.3, 0.5):
        engine_alone(share)
