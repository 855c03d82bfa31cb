"""After an update that judges otherwise: everything is judged anew, with its progress if it lasts.

It goes measure by measure between the events of the window, so nothing stands still; while the
progress is shown the window takes no input, since half of what it would say is not judged yet.
"""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from tracker.app.tracker import Tracker
from tracker.gui.bridge import Bridge
from tracker.report.wording import number_of

PATIENCE = 1000
"""Milliseconds after which the progress is shown."""

SLICE = 40
"""Milliseconds of judging between two looks at the events."""


def judge_anew(bridge: Bridge, window: QWidget) -> None:
    """Judge what waits, and tell everybody when it is done; the end of the file ends it."""
    work = Rejudging(bridge.tracker, window)
    work.finished.connect(bridge.end_judging_anew)
    bridge.closing.connect(work.stop)
    work.start()


class Rejudging(QObject):
    """Judges what waits, and says when it is done."""

    finished = Signal()

    def __init__(self, tracker: Tracker, window: QWidget, patience: int = PATIENCE) -> None:
        super().__init__(window)
        self._tracker = tracker
        self._window = window
        self._patience = patience
        self._waiting: list[int] = []
        self._whole = 0
        self._since = QElapsedTimer()
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._judge_some)
        self.dialog: QProgressDialog | None = None

    def start(self) -> None:
        """Begin, or be finished at once where nothing waits."""
        if not self._tracker.file.read_only:
            self._waiting = self._tracker.judge.waiting()[::-1]
        self._whole = len(self._waiting)
        if not self._waiting:
            self.finished.emit()
            return
        self._since.start()
        self._turn.start()

    def stop(self) -> None:
        """Leave the rest to whoever asks for it."""
        self._turn.stop()
        self._close()

    def _judge_some(self) -> None:
        spent = QElapsedTimer()
        spent.start()
        with self._tracker.judge.in_one_go():
            while self._waiting:
                self._tracker.judge.finding(self._waiting.pop())
                if spent.elapsed() >= SLICE:
                    break
        if not self._waiting:
            self.stop()
            self.finished.emit()
        elif self.dialog is not None:
            self.dialog.setValue(self._whole - len(self._waiting))
        elif self._since.elapsed() >= self._patience:
            self._show()

    def _show(self) -> None:
        whole = number_of(self._whole, "measure")
        told = f"A better rule tells change from noise now: {whole} are being judged again."
        self.dialog = dialog = QProgressDialog(told, "", 0, self._whole, self._window)
        dialog.setCancelButton(None)
        dialog.setWindowTitle("Judging again")
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setAutoClose(False)
        dialog.setAutoReset(False)
        dialog.setMinimumDuration(0)
        dialog.setValue(self._whole - len(self._waiting))
        dialog.open()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
