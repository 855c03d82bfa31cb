"""How long one query takes over the shared lines of a whole department, each person's file one.

`python -m benchmarks.department [--people 5000]` writes that many files of made-up shared lines
(the shape that `export shared.jsonl --shared` writes, taken from the sample data), lets DuckDB read
them all in one query, and prints rows and seconds. There is no limit: what is measured is somebody
else's engine. The figures stand in `docs/data.md`.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

import duckdb

from tracker.app.demo import fill_demo
from tracker.app.tracker import Tracker
from tracker.app.transfer.forms import shared_lines

QUERY = (
    "SELECT area, cadence, count(*), avg(kept::INT) FROM read_json('{folder}/*.jsonl')"
    " WHERE kept IS NOT NULL GROUP BY ALL ORDER BY ALL"
)
RUNS = 3


def write_files(folder: Path, people: int) -> int:
    """Write a file a person and return how many lines there are in all."""
    with Tracker() as tracker:
        fill_demo(tracker, date(2026, 11, 20))
        lines = [json.loads(line) for line in shared_lines(tracker)]
    for person in range(people):
        told = (json.dumps({**line, "person": f"Person {person}"}) for line in lines)
        text = "".join(f"{line}\n" for line in told)
        (folder / f"{person:05}.jsonl").write_text(text, encoding="utf-8")
    return people * len(lines)


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        rows = write_files(Path(folder), people)
        seconds = []
        for _ in range(RUNS):
            began = time.perf_counter()
            groups = duckdb.sql(QUERY.format(folder=folder)).fetchall()
            seconds.append(time.perf_counter() - began)
    counted = sum(group[2] for group in groups)
    sys.stdout.write(
        f"{rows} rows in {people} files, {counted} with a promise: one query takes"
        f" {statistics.median(seconds):.1f} s (median of {RUNS})\n"
    )


if __name__ == "__main__":
    main()
