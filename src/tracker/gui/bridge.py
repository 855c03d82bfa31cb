"""What every page is lent: tracker, theme, clock, jobs; signals of a change and a first paint."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tracker.app.drafts import Drafts
from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.gui.jobs import Jobs
from tracker.gui.theme import Theme


class Bridge(QObject):
    """Handed down by constructor to every page, dialog and widget that needs it."""

    changed = Signal(object)  # Changes: tables, and the measures touched
    message = Signal(object)  # str: a sentence for the status line
    day_changed = Signal()
    import_announced = Signal()  # the file is kept as it is before anything is taken in
    backup_finished = Signal()  # one was made, or failed: `backup_trouble` says which
    clock_reversed = Signal()  # to an earlier day: whatever follows the day stays where it is
    keep_requested = Signal()  # whatever is being written is to be kept, as far as it goes
    closing = Signal()  # the file is let go as soon as everybody has heard it

    def __init__(
        self,
        tracker: Tracker,
        theme: Theme,
        settings: Settings,
        clock: Callable[[], datetime] = datetime.now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.tracker = tracker
        self.theme = theme
        self.settings = settings
        self.clock = clock
        self.jobs = Jobs()
        self.backup_trouble: TrackerError | None = None
        self.drafts = Drafts.beside(tracker.path)
        self._day = self.today()
        tracker.on_change = self.changed.emit
        tracker.today = self.today

    def today(self) -> date:
        """Return the day it is for this person."""
        return self.clock().date()

    def show_message(self, sentence: str) -> None:
        """Put a sentence into the status line."""
        self.message.emit(sentence)

    def check_date(self) -> None:
        """Tell the pages when midnight has passed; a clock that was set back moves nobody."""
        before, self._day = self._day, self.today()
        if self._day > before:
            self.day_changed.emit()
        elif self._day < before:
            self.clock_reversed.emit()
            self.show_message(
                f"The clock of this computer went back from {before} to {self._day}."
                " What is shown here stays."
            )


class FirstPaint(QObject):
    """Watches a widget; `painted` comes once, when its first paint is done.

    What can wait until a person sees the page begins then.
    """

    painted = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint to come, and let it finish."""
        if event.type() == QEvent.Type.Paint:
            self._widget.removeEventFilter(self)
            QTimer.singleShot(0, self, self._done)  # not when the widget is gone by then
        return False

    def _done(self) -> None:
        self.painted.emit()
