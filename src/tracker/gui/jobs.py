"""Work that takes longer than a person should wait, away from the window's thread."""

from __future__ import annotations

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
