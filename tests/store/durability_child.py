"""Enter values one after the other until killed; say each only after it was saved.

    python durability_child.py FILE

For each number N on standard input a process is forked that enters N, N + 1, … and is to be killed.
It prints its `process`, and then `saved N`: a promise that value N stands in the file from here on.
When it is gone, `gone` is printed. Forking spares a hundred starts of Python, nothing else: each
process opens the file by itself, and dies with it open.
"""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from pathlib import Path

from tracker.app import commands
from tracker.app.tracker import Tracker

BEGIN = date(1990, 1, 1)


def enter(path: Path, number: int) -> None:
    """Record `number` for its week, then the next, without end."""
    with Tracker(path) as tracker:
        (measure,) = tracker.measures.all()
        while True:
            commands.record(tracker, measure.id, BEGIN + timedelta(weeks=number), number)
            say(f"saved {number}")
            number += 1


def say(line: str) -> None:
    """Hand a line to the system at once, so that no kill can take it back."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main() -> None:
    commands.add_customer(Tracker(), "warm", None)  # loads what is loaded late
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            say(f"process {os.getpid()}")
            enter(Path(sys.argv[1]), int(line))
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
