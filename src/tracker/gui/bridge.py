"""What every page is lent: tracker, theme, clock, jobs; signals of a change and a first paint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError
from tracker.gui.jobs import Jobs
from tracker.gui.theme import Theme
from tracker.report.dates import long_day

if TYPE_CHECKING:  # nobody writes into a form before there is one
    from tracker.app.drafts import Drafts


class Side(StrEnum):
    """Whose customers are shown."""

    ALL = "all"
    INTERNAL = "internal"
    EXTERNAL = "external"


class Bridge(QObject):
    """Handed down by constructor to every page, dialog and widget that needs it."""

    changed = Signal(object)  # Changes: tables, and the measures touched
    message = Signal(object)  # str: a sentence for the status line
    told = Signal(object)  # str: a sentence for who listens, of what can be seen anyway
    facts_told = Signal(object)  # str: what the page in front holds, for the foot of the window
    day_changed = Signal()
    import_announced = Signal()  # the file is kept as it is before anything is taken in
    backup_finished = Signal()  # one was made, or failed: `backup_trouble` says which
    clock_reversed = Signal()  # to an earlier day: whatever follows the day stays where it is
    keep_requested = Signal()  # whatever is being written is to be kept, as far as it goes
    side_changed = Signal()  # internal, external or all customers: one choice for the window
    busy_changed = Signal()  # something is being written that nobody may come between, or no longer
    failed = Signal(object)  # TrackerError: told in the dialog that is in front, too
    judged = Signal()  # what an earlier rule had judged is judged anew, or nothing was
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
        self.judging_anew = False  # what asks for every judgement waits for `judged`
        self.side = Side.ALL
        self.busy = False
        self.possible: Callable[[str], bool] = _always  # a command of the menus, by its key
        self._day = self.today()
        tracker.on_change = self.changed.emit
        tracker.today = self.today

    @cached_property
    def drafts(self) -> Drafts:
        """What was written into forms and is kept nowhere yet."""
        from tracker.app.drafts import Drafts

        return Drafts.beside(self.tracker.path)

    def set_busy(self, *, busy: bool) -> None:
        """Say that something is being written in another thread: the pages wait."""
        if busy is not self.busy:
            self.busy = busy
            self.busy_changed.emit()

    def today(self) -> date:
        """Return the day it is for this person."""
        return self.clock().date()

    def choose_side(self, side: Side) -> None:
        """Show internal customers only, external ones, or all, on every page."""
        if side is not self.side:
            self.side = side
            self.side_changed.emit()

    @property
    def both_sides(self) -> bool:
        """Whether there are internal and external customers to choose between."""
        active = self.tracker.customers.where("archived_on IS NULL")
        return len({one.internal for one in active}) > 1

    @property
    def hides(self) -> frozenset[int]:
        """The customers whom the choice leaves out; where all are of one side, nobody (W7)."""
        if self.side is Side.ALL or not self.both_sides:
            return frozenset()
        wanted = self.side is Side.INTERNAL
        return frozenset(one.id for one in self.tracker.customers.all() if one.internal != wanted)

    def leaves_out(self, customers: Iterable[int]) -> bool:
        """Say whether the choice leaves out what is about these customers.

        Not what one who is shown has a part in, nor what is about nobody.
        """
        about = set(customers)
        return bool(about) and about <= self.hides

    def show_message(self, sentence: str) -> None:
        """Put a sentence into the status line."""
        self.message.emit(sentence)

    def end_judging_anew(self) -> None:
        """Let those go on who waited until what an earlier rule had judged is judged anew."""
        self.judging_anew = False
        self.judged.emit()

    def check_date(self) -> None:
        """Tell the pages when midnight has passed; a clock that was set back moves nobody."""
        before, self._day = self._day, self.today()
        if self._day > before:
            self.day_changed.emit()
        elif self._day < before:
            self.clock_reversed.emit()
            self.show_message(
                f"The clock of this computer went back from {long_day(before)} to"
                f" {long_day(self._day)}. What is shown here stays."
            )


def _always(_command: str) -> bool:
    return True


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
