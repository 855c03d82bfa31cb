"""The measurements inside a running window: an entry saved, a trend shown; and their bare peers."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tracker.app import commands
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.detection.scale import Scale
from tracker.domain.period import Cadence, Period
from tracker.gui.bridge import Bridge
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import Theme, make_application
from tracker.paper.fonts import load_fonts

POINTS = 1040
PLOTS = 60


@cache
def application() -> tuple[QApplication, Theme]:
    """Return the one application, dressed."""
    app = make_application("impact-tracker")
    load_fonts()
    return app, Theme(app, "light")


class Opened:
    """A window on a file, as a person has it open."""

    def __init__(self, path: Path) -> None:
        self.app, theme = application()
        self.tracker = Tracker(path)
        self.bridge = Bridge(self.tracker, theme, Settings(None))
        self.window = MainWindow(self.bridge)
        self.window.resize(1280, 800)
        self.window.show_page("week")
        self.window.show()
        self.tracker.file.preload()
        self.app.processEvents()
        self.weekly = [
            one
            for one in self.tracker.measures.where("archived_on IS NULL AND draft = 0")
            if one.cadence is Cadence.WEEKLY and one.scale is not Scale.YESNO
        ]
        self._turn = 0

    def entry(self) -> float:
        """Log one value of the week that is shown: command, commit, refresh, repaint."""
        self._turn += 1
        measure = self.weekly[self._turn % len(self.weekly)]
        start = Period.of(self.bridge.today()).start
        if self.window.stack.currentWidget() is not self.window.page("week"):
            self.window.show_page("week")
            self.app.processEvents()
        value = 1.0 + self._turn // len(self.weekly) % 4  # never what stands there: no write
        began = time.perf_counter()
        commands.record(self.tracker, measure.id, start, value)
        self.app.processEvents()
        return (time.perf_counter() - began) * 1000

    def trend(self) -> float:
        """Show another measure's whole history on the Trends page, painted."""
        page = self.window.page("trends")
        self.window.show_page("trends")
        page.show_all()  # type: ignore[attr-defined]
        self.app.processEvents()
        self._turn += 1
        measure = self.weekly[self._turn % len(self.weekly)]
        began = time.perf_counter()
        page.show_measure(measure.id)  # type: ignore[attr-defined]
        self.app.processEvents()
        self.window.grab()
        return (time.perf_counter() - began) * 1000

    def multiples(self) -> float:
        """Show all measures side by side over their whole history, painted."""
        page = self.window.page("trends")
        self.window.show_page("trends")
        page.show_all()  # type: ignore[attr-defined]
        page.show_one()  # type: ignore[attr-defined]
        self.app.processEvents()
        began = time.perf_counter()
        page.show_multiples()  # type: ignore[attr-defined]
        self.app.processEvents()
        self.window.grab()
        taken = (time.perf_counter() - began) * 1000
        page.show_one()  # type: ignore[attr-defined]
        return taken


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a file in a window, and close it again."""
    one = Opened(path)
    yield one
    one.window.close()
    one.tracker.close()


def raw_insert(path: Path) -> Callable[[], float]:
    """Return one INSERT into a bare table, committed as durably as ours."""
    conn = sqlite3.connect(path)
    conn.execute("PRAGMA journal_mode = DELETE")
    conn.execute("PRAGMA synchronous = EXTRA")
    conn.execute(
        "CREATE TABLE entry (id INTEGER PRIMARY KEY, measure INTEGER, day TEXT, value REAL)"
    )
    conn.commit()

    def timed() -> float:
        began = time.perf_counter()
        conn.execute("INSERT INTO entry (measure, day, value) VALUES (1, '2026-11-16', 2.6)")
        conn.commit()
        return (time.perf_counter() - began) * 1000

    return timed


def bare_plot() -> float:
    """Show as many points in a bare pyqtgraph window of the same size, painted."""
    import pyqtgraph

    app, _ = application()
    days = list(range(0, 7 * POINTS, 7))
    values = [2 + (day * 7919 % 100) / 50 for day in days]
    _ = date.today() - timedelta(days=days[-1])
    pyqtgraph.setConfigOptions(antialias=True)
    began = time.perf_counter()
    plot = pyqtgraph.PlotWidget()
    plot.resize(1280, 800)
    plot.plot(days, values, symbol="o", symbolSize=6)
    plot.show()
    app.processEvents()
    plot.grab()
    taken = (time.perf_counter() - began) * 1000
    plot.close()
    plot.deleteLater()
    return taken


def bare_plots() -> float:
    """Show sixty bare pyqtgraph plots of as many points in one window, painted."""
    import pyqtgraph

    app, _ = application()
    days = list(range(0, 7 * POINTS, 7))
    values = [2 + (day * 7919 % 100) / 50 for day in days]
    began = time.perf_counter()
    grid = pyqtgraph.GraphicsLayoutWidget()
    grid.resize(1280, 800)
    for at in range(PLOTS):
        grid.addPlot(at // 6, at % 6).plot(days, values)
    grid.show()
    app.processEvents()
    grid.grab()
    taken = (time.perf_counter() - began) * 1000
    grid.close()
    grid.deleteLater()
    return taken
