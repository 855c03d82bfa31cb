"""How long the window stands still while a review of 60 measures is made, reworded and saved."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QTimer

from benchmarks.window import Opened
from tracker.app import commands

TICK = 5  # ms
AT_MOST = 100.0  # ms
FORMS = ("pdf", "docx", "pptx", "html", "md")


def longest_gaps(opened: Opened) -> dict[str, float]:
    """Return by what is done the longest time in which the window did nothing else."""
    today = opened.bridge.today()
    year = date(today.year, 1, 1), date(today.year, 12, 31)
    opened.window.show_page("review")
    page = opened.window.page("review")
    pack = page.part("pack")  # type: ignore[attr-defined]
    _wait(opened, lambda: pack.pack is None or pack.busy)
    found = {}

    def measure(name: str, work: Callable[[], object], busy: Callable[[], bool]) -> None:
        gaps = Gaps()
        work()
        _wait(opened, busy)
        found[name] = min(gaps.longest(), found.get(name, gaps.longest()))

    def busy() -> bool:
        return bool(pack.busy or pack.writing.busy)

    for turn in range(2):  # the better of two, for what else the machine does is not ours
        commands.plan_review(opened.tracker, None, *year)
        _wait(opened, busy)
        measure("made", pack.refresh, busy)
        words = (*year, "summary:1", f"In my own words {turn}")
        measure("reworded", lambda words=words: commands.reword(opened.tracker, *words), busy)  # type: ignore[misc]
    with tempfile.TemporaryDirectory() as folder:
        for form in FORMS * 2:
            pack.writing.ask(pack.pack)
            pack.writing.dialog.close()
            name = str(Path(folder) / f"review.{form}")
            measure(f"saved as {form}", lambda name=name: pack.writing.write(name), busy)  # type: ignore[misc]
    return found


class Gaps:
    """A timer that should tick every few milliseconds, and the times in which it did not."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._longest = 0.0
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()

    def longest(self) -> float:
        """Stop, and return the longest gap in milliseconds."""
        self._on_tick()
        self._timer.stop()
        return self._longest

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, (now - self._last) * 1000)
        self._last = now


def _wait(opened: Opened, busy: Callable[[], bool]) -> None:
    opened.app.processEvents()
    while busy():
        opened.app.processEvents()
        time.sleep(0.001)
    opened.app.processEvents()
