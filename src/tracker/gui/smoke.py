"""`--smoke`: paint the window once, print one JSON line of figures, close."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from tracker import __version__
from tracker.gui.first_paint import FirstPaint

_LOADED = time.time()


class Smoke(QObject):
    """Waits until the page that is shown was painted, then reports and quits."""

    def __init__(self, first_paint: FirstPaint) -> None:
        super().__init__(first_paint)
        self._painted = 0.0
        first_paint.painted.connect(self._after_paint)

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
