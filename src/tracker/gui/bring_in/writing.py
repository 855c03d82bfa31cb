"""Takes a plan into the open file in another thread, as one step that can be given up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tracker.app.lending import Loan
from tracker.app.tracker import Tracker
from tracker.app.transfer import apply_import
from tracker.app.transfer.cells import Plan
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.jobs import Progress, Task


class ImportWriter(QObject):
    """Lends the file to a task; until that has ended the window reads the file as it was.

    `committed` comes where it is in the file, `stopped` or `failed` where it is not.
    """

    progressed = Signal(object)  # tuple[int, int]: so much of so much
    failed = Signal(object)  # TrackerError
    committed = Signal()
    stopped = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._loan: Loan | None = None
        self._task: Task | None = None
        self._error: TrackerError | None = None
        bridge.closing.connect(self.end)

    @property
    def busy(self) -> bool:
        """Whether something is being written."""
        return self._loan is not None

    def begin(self, plan: Plan, label: str) -> None:
        """Begin to write, or raise `FileTrouble` with nothing done."""
        self._error = None
        self._loan = loan = Loan(self._bridge.tracker)
        self._task = task = self._bridge.jobs.task(_ImportWorker(loan, plan, label))
        task.progressed.connect(self.progressed)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)
        self._bridge.set_busy(busy=True)
        task.begin()

    def cancel(self) -> None:
        """Give up at the next step: nothing of it will be in the file."""
        if self._task is not None:
            self._task.stop()

    def end(self) -> None:
        """Give it up, and wait for that: the file is let go, and nobody goes on here."""
        if self._task is not None:
            self._task.stop()
            self._task.wait()
            self._give_back()

    def _on_failed(self, error: TrackerError) -> None:
        self._error = error

    def _on_finished(self) -> None:
        written = self._give_back()
        if written is None:
            return
        if written:
            self.committed.emit()
        elif self._error is not None:
            self.failed.emit(self._error)
        else:
            self.stopped.emit()

    def _give_back(self) -> bool | None:
        """End the loan; say whether anything is in the file, None where it was ended before."""
        if self._loan is None:
            return None
        loan, self._loan, self._task = self._loan, None, None
        self._bridge.set_busy(busy=False)
        return loan.give_back()


class _ImportWorker:
    """The work itself; what it writes is let go with its end, before the pages read what is new."""

    def __init__(self, loan: Loan, plan: Plan, label: str) -> None:
        self._loan, self._label = loan, label
        self._plans = [plan]

    def __call__(self, tell: Progress) -> None:
        def write(second: Tracker) -> None:
            apply_import(second, self._plans.pop(), tell, skip_bad=True, label=self._label)

        self._loan.carry_out(write)
