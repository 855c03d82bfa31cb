"""The composition root: every long-lived object is made here, once, in order."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from tracker.app.places import data_file, settings_file
from tracker.app.settings import Settings
from tracker.domain.errors import TrackerError
from tracker.gui.crash import ErrorDesk
from tracker.gui.session import Session
from tracker.gui.theme import Theme
from tracker.paper.fonts import load_fonts
from tracker.shipped import resource_path


def run(data: Path | None = None, *, demo: bool = False, smoke: bool = False) -> int:
    """Open the window on a file (None: the person's own) and stay until it closes."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Impact Tracker")
    app.setDesktopFileName("impact-tracker")
    app.setWindowIcon(QIcon(str(resource_path("icons/app.svg"))))
    app.setQuitOnLastWindowClosed(True)
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    load_fonts()
    settings = Settings(None if smoke else settings_file())
    theme = Theme(app, settings.now.theme)
    desk = ErrorDesk()
    desk.install()
    session = Session(theme, settings, desk)
    try:
        session.start(session.demo_file() if demo else data or data_file(make=True))
    except TrackerError as error:
        sys.stderr.write(f"Error: {error.sentence}\n")
        if smoke:
            return 1
        session.start_in_trouble(error)
    if smoke and session.first_paint:
        from tracker.gui.smoke import Smoke

        Smoke(session.first_paint)
    status = app.exec()
    session.close()
    return status
