"""The real window, pressing its own keys without end; prints what it has shown as saved.

python -m benchmarks.torture.pressed FILE SEED
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.torture.windows import STATE
from tracker.app.settings import Settings
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.session import Session
from tracker.gui.theme import Theme, make_application
from tracker.paper.fonts import load_fonts

KEYS = (
    Qt.Key.Key_1,
    Qt.Key.Key_2,
    Qt.Key.Key_3,
    Qt.Key.Key_4,
    Qt.Key.Key_5,
    Qt.Key.Key_Equal,
)


class Presser(QObject):
    """Presses a key every few thousandths of a second."""

    def __init__(self, session: Session, seed: int) -> None:
        super().__init__(session)
        self._session = session
        self._luck = random.Random(seed)
        self._timer = QTimer(self)
        self._timer.setInterval(15)
        self._timer.timeout.connect(self._press)
        if session.bridge:
            session.bridge.changed.connect(self._say)
        self._say()
        self._timer.start()

    def _say(self, _changes: object = None) -> None:
        """Hand over what is kept, at once: no kill can take it back."""
        if self._session.bridge is None:
            return
        file = self._session.bridge.tracker.file
        told = {name: [list(row) for row in file.query(sql)] for name, sql in STATE.items()}
        os.write(1, (json.dumps(told) + "\n").encode())

    def _press(self) -> None:
        window = self._session.window
        target = QApplication.focusWidget() or window
        if window is None or target is None:
            return
        drawn = self._luck.random()
        if drawn < 0.5:
            QTest.keyClick(target, self._luck.choice(KEYS))
        elif drawn < 0.65:
            QTest.keyClick(target, Qt.Key.Key_Return)
        elif drawn < 0.88:
            QTest.keyClick(target, self._luck.choice([Qt.Key.Key_Down, Qt.Key.Key_Up]))
        elif drawn < 0.95:
            window.undo()
        else:
            window.redo()


def main() -> int:
    """Open the window as the program does, without the person's settings, and press keys."""
    app = make_application("impact-tracker")
    load_fonts()
    settings = Settings(None)
    session = Session(Theme(app, settings.now.theme), settings, ExceptionHandler())
    session.start(Path(sys.argv[1]))
    presser = Presser(session, int(sys.argv[2]))
    status = app.exec()
    presser.deleteLater()
    return status


if __name__ == "__main__":
    sys.exit(main())
