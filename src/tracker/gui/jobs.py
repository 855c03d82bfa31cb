"""Work that takes longer than a person should wait, away from the window's thread."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from tracker.domain.errors import TrackerError


class Job(QThread):
    """Runs a function that touches nothing of the window; `told` brings what a person must know."""

    told = Signal(object)  # TrackerError

    def __init__(self, work: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Do it; what is no `TrackerError` ends in the error desk as anywhere else."""
        try:
            self._work()
        except TrackerError as error:
            self.told.emit(error)


Progress = Callable[[int, int], None]
A_STEP = 0.05  # seconds between two tellings of how far it is
# Python lets another thread wait so many seconds for its turn. A window takes many turns to paint.
TURN, SHORT_TURN = sys.getswitchinterval(), 0.0005
_running: set[Task] = set()
_collecting = True


class Stopped(Exception):
    """The person no longer wants what is being made."""


class Task(QThread):
    """Makes something in another thread, tells how far it is, and may be stopped.

    It is kept until it has ended, whoever wanted it may be gone by then.
    """

    done = Signal(object)  # what was made
    told = Signal(object)  # TrackerError
    progressed = Signal(object)  # tuple[int, int]: so much of so much

    def __init__(self, make: Callable[[Progress], object]) -> None:
        super().__init__()
        self._make = make
        self._stopped = False
        self._last = 0.0
        self.finished.connect(self._let_go)

    def begin(self) -> None:
        """Start, behind what the person does."""
        if not _running:
            _share_time()
        _running.add(self)
        self.start(QThread.Priority.LowPriority)

    def stop(self) -> None:
        """Give up at the next step; nothing more is told."""
        self._stopped = True

    def run(self) -> None:
        """Make it."""
        try:
            made = self._make(self._tell)
        except Stopped:
            return
        except TrackerError as error:
            if not self._stopped:
                self.told.emit(error)
            return
        if not self._stopped:
            self.done.emit(made)

    def _tell(self, so_much: int, of: int) -> None:
        if self._stopped:
            raise Stopped
        now = time.monotonic()
        if now - self._last >= A_STEP:
            self._last = now
            self.progressed.emit((so_much, of))

    def _let_go(self) -> None:
        _running.discard(self)
        if not _running:
            _share_time(back=True)


def _share_time(*, back: bool = False) -> None:
    """Let the window have its turn at once, and look for no garbage: that stops every thread.

    What a task makes is let go of without, for it holds no circles; at its end all is as it was.
    """
    global _collecting  # noqa: PLW0603 - the collector is one for the whole process
    if back:
        sys.setswitchinterval(TURN)
        if _collecting:
            gc.enable()
        return
    _collecting = gc.isenabled()
    gc.disable()
    sys.setswitchinterval(SHORT_TURN)


def stop_all() -> None:
    """Stop whatever is being made, and wait for it: before the program or a file ends."""
    for task in list(_running):
        task.stop()
    for task in list(_running):
        task.wait()
