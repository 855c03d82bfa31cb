"""A key typed into the palette, in a running window, among 60 measures and 5,000 notes."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest

from benchmarks import window
from tracker.app.demo import fill_many
from tracker.app.tracker import Tracker
from tracker.gui.palette.palette import Palette

AT_MOST = 100.0
"""Milliseconds until what is meant is painted: what is taken for "at once"."""
TYPED = "kestrel answers"
NOTE = "UPDATE evaluation SET note = 'Kestrel said so about the answers, week ' || start"


def fill(path: Path) -> None:
    """Write 60 measures, and a note into each of their 5,000 evaluations."""
    with Tracker(path) as tracker:
        fill_many(tracker, date(2026, 11, 20), measures=60, weeks=84, seed=3)
        with tracker.edit("write notes"):
            tracker.file.conn.execute(NOTE)


def slowest(path: Path) -> float:
    """Return what the slowest of the keys took until it was painted, in milliseconds."""
    if not path.exists():
        fill(path)
    with window.opened(path) as opened:
        opened.window.navigator.open_palette()
        (palette,) = opened.window.findChildren(Palette)
        taken = []
        for letter in TYPED:
            begun = time.perf_counter()
            QTest.keyClicks(palette.field, letter)
            palette.list.viewport().repaint()
            taken.append((time.perf_counter() - begun) * 1000)
        return max(taken)
