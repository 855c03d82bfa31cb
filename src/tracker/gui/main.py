"""The composition root: every long-lived object is made here, once, in order."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from tracker import APP_ID, __version__
from tracker.app.settings import Settings, log_file, settings_file
from tracker.domain.errors import FileHeld, TrackerError
from tracker.gui.bridge import FirstPaint
from tracker.gui.shell.ending import EndWatch
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session
from tracker.gui.shell.starts import (
    StartListener,
    address_of,
    first_file,
    handed_over,
    handed_over_soon,
)
from tracker.gui.theme import STYLE, Theme, make_application
from tracker.paper.fonts import load_fonts
from tracker.report.documents.sheet import sheet_for, use_sheet
from tracker.shipped import resource_path

_LOADED = time.time()


def run(
    data: Path | None = None,
    *,
    demo: bool = False,
    smoke: bool = False,
    file: Path | None = None,
    answer: Callable[[str], int] | None = None,
) -> int:
    """Open the window on a file and stay until it closes.

    `data` is for scripts: it is opened beside whatever is open. Else the one window of this person
    opens `file`, or what it opened last, and is remembered. `answer` prints what `smoke` measured.
    """
    alone = data is not None or demo or smoke
    address = "" if alone else address_of(settings_file())
    if handed_over(address, file):
        return 0
    app = _application()
    load_fonts()
    settings = Settings(None if smoke else settings_file())
    use_sheet(sheet_for(settings.now.paper, QLocale.system().name()))
    theme = Theme(app, settings.now.theme, settings.now.text_size)
    handler = ExceptionHandler()
    handler.install(None if smoke else log_file())
    session = Session(theme, settings, handler, backups=not smoke, remembers=not alone)
    path = data
    try:
        if demo:
            path = session.demo_file()
        path, there = (path, False) if path else first_file(file, settings)
        _begin(session, path, there=there, named=data is not None)
    except TrackerError as error:
        if isinstance(error, FileHeld) and handed_over_soon(address, file):
            return 0
        _complain(f"Error: {error.sentence}")
        if smoke:
            return 1
        session.start_with_error(error, path)
    return _stay(app, session, StartListener(address, session), answer if smoke else None)


def _begin(session: Session, path: Path, *, there: bool, named: bool) -> None:
    """Open the first file; that one which a script `named` was made is said above the page.

    It may be looked for on another drive.
    """
    fresh = named and not path.exists()
    session.begin(path, there=there)
    if fresh and session.window:
        session.window.notice.tell(f"{path.name} was not there: this is a new file.")


def _complain(sentence: str) -> None:
    """Say it where a terminal hears it, if there is one: a start from an icon has none."""
    if sys.stderr is not None:
        with suppress(OSError):  # full, say: it stands in the window, too
            sys.stderr.write(f"{sentence}\n")
            sys.stderr.flush()


def _stay(
    app: QApplication,
    session: Session,
    starts: StartListener,
    answer: Callable[[str], int] | None,
) -> int:
    """Hear of the end and of other starts once there is something to see, until it closes."""
    figures = Smoke(session.first_paint) if answer and session.first_paint else None
    ending = EndWatch(app, session.keep_written)
    for begin in (ending.begin, starts.begin):
        if session.first_paint:
            session.first_paint.painted.connect(begin)
        else:
            begin()
    status = app.exec()
    starts.stop()
    session.close()
    ending.stop()
    return status or (answer(figures.told) if answer and figures else 0)


def wait(data: Path | None = None) -> int:
    """Wait without a window until the session ends, and remind when the time has come."""
    from tracker.gui.remind.background import BackgroundReminder, only_one

    path = settings_file(make=True)
    lock = only_one(path)
    if lock is None:
        _complain("A reminder is already running.")
        return 0
    app = _application()
    app.setQuitOnLastWindowClosed(False)
    waiting = BackgroundReminder(Settings(path), data, app)
    waiting.begin()
    status = app.exec()
    waiting.stop()
    lock.unlock()
    return status


def _application() -> QApplication:
    app = make_application(sys.argv[0])
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setApplicationName("Impact Tracker")
    app.setDesktopFileName(APP_ID)
    app.setWindowIcon(QIcon(str(resource_path("icons/app.svg"))))
    if app.isRightToLeft():
        from tracker.gui.shell.mirrored import MirroredStyle

        app.setStyle(MirroredStyle(STYLE[1]))
    return app


class Smoke(QObject):
    """`--smoke`: paint the window once, take one JSON line of figures, close."""

    def __init__(self, first_paint: FirstPaint) -> None:
        super().__init__()  # outlives the window: its line is printed at the end
        self.told = ""
        self._painted = 0.0
        first_paint.painted.connect(self._after_paint)

    def _after_paint(self) -> None:
        self._painted = time.time()
        QTimer.singleShot(0, self, self._when_idle)

    def _when_idle(self) -> None:
        import json

        began = process_start()
        figures = {
            "first_paint_ms": round((self._painted - began) * 1000, 1),
            "ready_ms": round((time.time() - began) * 1000, 1),
            "rss_mib": round(resident_mib(), 1),
            "version": __version__,
        }
        self.told = json.dumps(figures)
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
