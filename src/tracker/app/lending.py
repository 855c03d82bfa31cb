"""A file lent to another thread for one step, while its own thread goes on reading what was there.

The step is taken through a second connection in one transaction. Until that ends everybody reads
the file as it was, and nobody else writes; where it is given up, the file was not touched.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.app.tracker import Tracker
from tracker.domain.errors import FileTrouble
from tracker.store.history import UndoStep


class Loan:
    """Made and given back on the thread of the tracker; `carry_out` is for the other one."""

    def __init__(self, tracker: Tracker) -> None:
        """Lend the file, or raise `FileTrouble` as any step would."""
        if tracker.path is None or tracker.read_only:
            tracker.file.look()
            raise FileTrouble("This file cannot be written", "Open it for writing.")
        tracker.file.look()
        self._tracker = tracker
        self._path = tracker.path
        self._today = tracker.today
        self._steps: tuple[UndoStep, ...] = ()
        tracker.file.lent = True

    def carry_out(self, work: Callable[[Tracker], None]) -> None:
        """Let something be written; what it raises leaves the file as it was."""
        with Tracker(self._path, beside=True) as second:
            second.today = self._today
            try:
                work(second)
            finally:
                self._steps = second.history.steps

    def give_back(self) -> bool:
        """End the loan, make the step one that can be undone, tell the listener; say if any."""
        tracker, steps = self._tracker, self._steps
        self._steps = ()
        tracker.file.lent = False
        tracker.adopt(steps)
        return bool(steps)
