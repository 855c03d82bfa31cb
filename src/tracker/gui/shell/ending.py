"""How the program is asked to end from outside: by the system, by Ctrl+C, by the end of a session.

Python runs its signal handlers only between two of its own instructions, and a waiting Qt loop runs
none. So the interpreter writes each signal's number into a socket, which the loop watches: whoever
ends the program has what was typed kept first, as whoever closes the window.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from PySide6.QtCore import QSocketNotifier

ASKED = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # those that this system has
BY_SIGNAL = 128  # what a shell adds to the number of the signal that ended a program


class EndWatch:
    """Hears that the program is to end, and has `keep` called before, in time to write."""

    def __init__(self, app: QApplication, keep: Callable[[], None]) -> None:
        self._app, self._keep = app, keep
        self._as_before = ExitStack()
        self._notifier: QSocketNotifier | None = None

    def begin(self) -> None:
        """Hear of it from now on: nothing is typed before the first paint, which is sooner."""
        import signal
        import socket

        from PySide6.QtCore import QSocketNotifier

        theirs, self._ours = socket.socketpair()
        for end in (theirs, self._ours):
            end.settimeout(0)
            self._as_before.callback(end.close)
        before = signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        self._as_before.callback(signal.set_wakeup_fd, before)
        for number in (getattr(signal, name, None) for name in ASKED):
            if number is not None:
                self._as_before.callback(signal.signal, number, signal.signal(number, _heard))
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self._app)
        self._notifier.activated.connect(self._on_signal)
        self._app.commitDataRequest.connect(self._keep)

    def stop(self) -> None:
        """Leave the signals as they were; a program that has ended hears nothing more."""
        if self._notifier:
            self._notifier.setEnabled(False)
        self._as_before.close()

    def _on_signal(self) -> None:
        try:
            numbers = self._ours.recv(64)
        except BlockingIOError:
            return
        self._keep()
        QApplication.closeAllWindows()  # a dialog keeps its draft, the window its place
        QCoreApplication.exit(BY_SIGNAL + numbers[-1])


def _heard(_number: int, _frame: FrameType | None) -> None:
    """Take a signal: its number is in the socket already."""
