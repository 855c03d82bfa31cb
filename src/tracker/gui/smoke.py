"""`--smoke`: paint the window once, print one JSON line of figures, close."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from tracker import __version__
from tracker.gui.window import MainWindow

_LOADED = time.time()


class _FirstPaint(QObject):
    """Waits until the page that is shown was painted, then reports and quits."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._painted = 0.0
        window.page("week").installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the time after the first paint."""
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = -1
            QTimer.singleShot(0, self._after_paint)
        return False

    def _after_paint(self) -> None:
        self._painted = time.time()
        QTimer.singleShot(0, self._when_idle)

    def _when_idle(self) -> None:
        began = process_start()
        figures = {
            "first_paint_ms": round((self._painted - began) * 1000, 1),
            "ready_ms": round((time.time() - began) * 1000, 1),
            "rss_mib": round(resident_mib(), 1),
            "version": __version__,
        }
        sys.stdout.write(json.dumps(figures) + "\n")
        sys.stdout.flush()
        QApplication.quit()


def watch(window: MainWindow | None) -> None:
    """Report on the first paint of a window that is about to be shown."""
    if window:
        window.setProperty("smoke", _FirstPaint(window))


def process_start() -> float:
    """Return when this process began, in seconds since 1970.

    Where the system does not say (only Linux is asked), the moment this module was loaded.
    """
    stat = Path("/proc/self/stat")
    if not stat.exists():
        return _LOADED
    ticks = float(stat.read_text().rpartition(")")[2].split()[19])
    return time.time() - (
        time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")
    )


def resident_mib() -> float:
    """Return the memory in use, in MiB; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(row for row in status.read_text().splitlines() if row.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
