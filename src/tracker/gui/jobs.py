"""Work that takes longer than a person should wait, away from the window's thread."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from tracker.domain.errors import TrackerError

A_STEP = 0.05  # seconds between two tellings of how far it is
# Python lets another thread wait so many seconds for its turn. A window takes many turns to paint.
TURN, SHORT_TURN = sys.getswitchinterval(), 0.0005

BETWEEN_LOOKS = 1000  # ms
MUCH = 700  # things made since the last look
YOUNG, WHOLE = 1, 2  # what was made lately, and everything
BETWEEN_WHOLE = 30  # looks


class Job(QThread):
    """Runs a function that touches nothing of the window; `failed` brings what to tell a person."""

    failed = Signal(object)  # TrackerError

    def __init__(self, work: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Do it; what is no `TrackerError` goes to the exception handler as anywhere else."""
        try:
            self._work()
        except TrackerError as error:
            self.failed.emit(error)


Progress = Callable[[int, int], None]


class Stopped(Exception):
    """The person no longer wants what is being made."""


class Task(QThread):
    """Makes something in another thread, tells how far it is, and may be stopped.

    Made by `Jobs.task`, and kept there until it has ended: whoever wanted it may be gone by then.
    """

    succeeded = Signal(object)  # what was made
    failed = Signal(object)  # TrackerError
    progressed = Signal(object)  # tuple[int, int]: so much of so much

    def __init__(self, make: Callable[[Progress], object], jobs: Jobs) -> None:
        super().__init__()
        self._make = make
        self._jobs = jobs
        self._stopped = False
        self._last = 0.0
        self.finished.connect(self._on_finished)

    def begin(self) -> None:
        """Start, behind what the person does."""
        self._jobs.add(self)
        self.start(QThread.Priority.LowPriority)

    def stop(self) -> None:
        """Give up at the next step; nothing more is told."""
        self._stopped = True

    def run(self) -> None:
        """Make it."""
        try:
            made = self._make(self._report_progress)
        except Stopped:
            return
        except TrackerError as error:
            if not self._stopped:
                self.failed.emit(error)
            return
        if not self._stopped:
            self.succeeded.emit(made)

    def _report_progress(self, so_much: int, of: int) -> None:
        if self._stopped:
            raise Stopped
        now = time.monotonic()
        if now - self._last >= A_STEP:
            self._last = now
            self.progressed.emit((so_much, of))

    def _on_finished(self) -> None:
        self._jobs.remove(self)


class Garbage(QTimer):
    """Looks for what nobody holds any more, from the window's event loop and nowhere else.

    Python would look by itself whenever something is made: in any thread, and in the middle of
    whatever Qt is at. A window that it finds and takes apart there ends the program. The more of
    Qt is answered by Python, as when a screen reader asks for everything, the sooner.
    """

    def __init__(self, parent: QObject, is_busy: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._is_busy = is_busy
        self._looks = 0
        self.setInterval(BETWEEN_LOOKS)
        self.timeout.connect(self.look)

    def begin(self) -> None:
        """Look from now on; not among what a start loads, for that costs a tenth of it."""
        if not gc.get_freeze_count():
            gc.freeze()
        gc.disable()
        self.start()

    def look(self) -> None:
        """Look where much was made; not beside a task, for that stops every thread."""
        if gc.get_count()[0] < MUCH or self._is_busy():
            return
        self._looks += 1
        gc.collect(YOUNG if self._looks % BETWEEN_WHOLE else WHOLE)


class Jobs:
    """The tasks that run now; the bridge owns it and lends it to whoever makes one."""

    def __init__(self) -> None:
        self._running: set[Task] = set()

    @property
    def busy(self) -> bool:
        """Whether anything is being made."""
        return bool(self._running)

    def task(self, make: Callable[[Progress], object]) -> Task:
        """Return a task that waits for its `begin`, so that its signals can be connected before."""
        return Task(make, self)

    def add(self, task: Task) -> None:
        """Hold a task that begins."""
        if not self._running:
            sys.setswitchinterval(SHORT_TURN)  # the window has its turn at once
        self._running.add(task)

    def remove(self, task: Task) -> None:
        """Let go of a task that has ended."""
        if task in self._running:
            self._running.remove(task)
            if not self._running:
                sys.setswitchinterval(TURN)

    def stop_all(self) -> None:
        """Stop whatever is being made, and wait for it: before the program or a file ends."""
        stopped = list(self._running)
        for task in stopped:
            task.stop()
        for task in stopped:
            task.wait()
            self.remove(task)
