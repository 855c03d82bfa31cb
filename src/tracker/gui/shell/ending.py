"""How the program is asked to end from outside: by the system, by Ctrl+C, by the end of a session.

Python runs its signal handlers only between two of its own instructions, and a waiting Qt loop runs
none. So the interpreter writes each signal's number into a socket, which the loop watches: whoever
ends the program has what was typed kept first, as whoever closes the window.
"""

from __future__ import annotations

import signal
import socket
from types import FrameType

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

ASKED = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # those that this system has
BY_SIGNAL = 128  # what a shell adds to the number of the signal that ended a program


class EndWatch(QObject):
    """Hears that the program is to end; `keep_requested` comes before, in time to write."""

    keep_requested = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._theirs, self._ours = socket.socketpair()
        for end in (self._theirs, self._ours):
            end.settimeout(0)
        self._before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        self._handlers = {
            number: signal.signal(number, _heard)
            for name in ASKED
            if (number := getattr(signal, name, None)) is not None
        }
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)
        app.commitDataRequest.connect(self.keep_requested)

    def stop(self) -> None:
        """Leave the signals as they were; a program that has ended hears nothing more."""
        self._notifier.setEnabled(False)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._theirs.close()
        self._ours.close()

    def _on_signal(self) -> None:
        try:
            numbers = self._ours.recv(64)
        except BlockingIOError:
            return
        self.keep_requested.emit()
        QApplication.closeAllWindows()  # a dialog keeps its draft, the window its place
        QCoreApplication.exit(BY_SIGNAL + numbers[-1])


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Take a signal: its number is in the socket already."""
