"""How the program is asked to end from outside, and what goes with it: the sample data.

It is asked by the system, by Ctrl+C, by the end of a session.

Python runs its signal handlers only between two of its own instructions, and a waiting Qt loop runs
none. So the interpreter writes each signal's number into a socket, which the loop watches: whoever
ends the program has what was typed kept first, as whoever closes the window.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tracker.app.tracker import Tracker

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

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


class SpareDemo:
    """A folder of its own for the sample data; the person's own file stays as it is."""

    def __init__(self) -> None:
        self._folder: TemporaryDirectory[str] | None = None

    def make(self, today: date) -> Path:
        """Write the sample data up to a day, over what was there of it, and return where."""
        from tracker.app.demo import fill_demo
        from tracker.store.temporary import temporary_folder

        self._folder = self._folder or temporary_folder()
        path = Path(self._folder.name) / "Sample data.db"
        path.unlink(missing_ok=True)
        with Tracker(path) as tracker:
            fill_demo(tracker, today)
        return path

    def is_at(self, path: Path) -> bool:
        """Say whether a file is the throw-away one."""
        return self._folder is not None and path.parent == Path(self._folder.name)

    def remove(self) -> None:
        """Throw it away."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
