"""The data files measured on: a year of sample data, and twenty years of 60 measures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tracker.app.demo import fill_demo, fill_many
from tracker.app.tracker import Tracker

TODAY = date.today()  # the window opens on the week that holds today, so the data must end there


def small(folder: Path) -> Path:
    """Return a year of sample data."""
    path = folder / "year.db"
    with Tracker(path) as tracker:
        fill_demo(tracker, TODAY)
    return path


def large(folder: Path) -> Path:
    """Return 60 measures with 1,040 weeks each: 62,400 evaluations."""
    path = folder / "twenty-years.db"
    with Tracker(path) as tracker:
        fill_many(tracker, TODAY, measures=60, weeks=1040, seed=1)
    return path
