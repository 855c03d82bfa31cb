"""What stands below the header: the rows of a check-in, and the lines under them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.gui.bridge import Bridge
from tracker.gui.theme import scaled
from tracker.gui.week.due import DueDecisions, DueFixes, DueMoments
from tracker.gui.week.folds import LINE, ClosingFold, FoldHead, Folds
from tracker.gui.week.heads import CatchUpLine, ColumnHeads
from tracker.gui.week.list import WeekList
from tracker.report.wording import number_of

if TYPE_CHECKING:
    from tracker.app.signals.standing import Standing
    from tracker.gui.week.signal_panel import SignalPanel

GAP, LOW_GAP = 16, 8
LOW, NARROW = 600, 1000  # px: below, the lines under the rows are summed up
LEAST_ROWS = 150  # px: the list keeps its heads and two rows, under what stands over them
ASKED = 140  # px: the closing question with its answer
SHOWN_WEEKS = 26


class WeekBody(QWidget):
    """Seats the rows with what stands over them, the signal, and the lines under them."""

    fix_requested = Signal(object)  # tuple[int, date | None, str]
    measure_requested = Signal(object)  # int
    calculation_requested = Signal(object)  # int: a measure
    decision_requested = Signal(object)  # int
    page_requested = Signal(object)  # str: a page's key

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.list = WeekList(bridge.theme)
        self.heads = ColumnHeads(bridge.theme)
        self.catch_up = CatchUpLine(bridge.theme)
        self.closing = ClosingFold(bridge.theme)
        self.due = (DueMoments(bridge), DueFixes(bridge), DueDecisions(bridge))
        self.not_due = FoldHead(bridge.theme, "Not due this week")
        self._signal: SignalPanel | None = None
        self._not_due = ""
        self.card = QFrame()
        self._lay_out(bridge)
        self._wire()
        self.tell()

    def _lay_out(self, bridge: Bridge) -> None:
        self.card.setProperty("role", "card")
        inside = QVBoxLayout(self.card)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.setSpacing(0)
        for widget in (self.catch_up, self.heads):
            inside.addWidget(widget)
        inside.addWidget(self.list, 1)
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.list.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.folds = Folds(bridge.theme, self.closing)
        moments, fixes, decisions = self.due
        for fold in (self.closing, fixes, decisions, moments, self.not_due):
            self.folds.add(fold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._column.addWidget(self.card, 1)
        self._column.addWidget(self.folds)
        self._column.addStretch(0)

    def _wire(self) -> None:
        for due in self.due:
            due.decision_requested.connect(self.decision_requested)
            due.page_requested.connect(self.page_requested)
        self.list.width_changed.connect(self.heads.show_width)
        self.list.closing_requested.connect(self.closing.ask)
        self.list.rows.modelReset.connect(self.stand)
        self.folds.height_changed.connect(self.stand)
        self.closing.toggled.connect(self.stand)
        self.folds.frame.installEventFilter(self)
        self.catch_up.away_requested.connect(self._on_away)
        self.catch_up.leave_requested.connect(self._on_leave)

    def show_not_due(self, hidden: int, drafts: int, *, shown: bool) -> None:
        """Say how much is left out, or offer to leave it out again."""
        left_out = hidden - drafts
        parts = [number_of(left_out, "measure")] if left_out else []
        parts += [number_of(drafts, "draft")] if drafts else []
        self._not_due = ", ".join(parts)
        self.not_due.opened = shown
        said = "shown above; click to hide them" if shown else self._not_due
        self.not_due.show_line("Not due this week", said)
        self.not_due.setEnabled(shown or bool(parts))
        self.not_due.update()
        self.tell()

    def tell(self) -> None:
        """Show the lines that have something to say."""
        moments, fixes, decisions = self.due
        shown: list[QWidget] = [self.closing]
        shown += [one for one in (fixes, decisions, moments) if one.asks]
        if self.not_due.opened or self._not_due:
            shown.append(self.not_due)
        shorts = [self.closing.short, *(one.short for one in (fixes, decisions, moments))]
        shorts.append(f"{self._not_due} not due" if self._not_due else "")
        self.folds.tell(shown, shorts)

    def look_for_gaps(self) -> None:
        """Tell of earlier weeks that hold nothing."""
        from tracker.app.evaluations.history import weeks_without_entry

        today = self._bridge.today()
        self.catch_up.show_weeks(weeks_without_entry(self._bridge.tracker, today), today)

    def show_signal(self, standing: Standing) -> None:
        """Show what an entry revealed under the list."""
        from tracker.app.signals.standing import GOOD
        from tracker.app.trends.trend import trend_of

        good = standing.if_fresh in GOOD
        self.signal.show_standing(
            standing, trend_of(self._bridge.tracker, standing, SHOWN_WEEKS, good=good)
        )
        self.stand()

    def end_signal(self, measure_id: int) -> None:
        """Take the card of a measure away."""
        if self.signal_measure == measure_id:
            self.signal.dismiss()

    def leave_week(self, *, another: bool) -> None:
        """Leave the closing answer, and a card with the week in which it came."""
        if self.closing.answer.hasFocus():
            self.list.setFocus()
        if another and self._signal is not None and self.signal_measure is not None:
            self._signal.leave()

    @property
    def signal_measure(self) -> int | None:
        """The measure whose signal is shown, if there is one."""
        return self._signal.measure_id if self._signal else None

    @property
    def signal(self) -> SignalPanel:
        """The card of a signal, made when the first one comes."""
        if self._signal is None:
            from tracker.gui.week.signal_panel import SignalPanel

            self._signal = SignalPanel(self._bridge)
            self._signal.closed.connect(self._on_closed)
            self._signal.fix_requested.connect(self.fix_requested)
            self._signal.measure_requested.connect(self.measure_requested)
            self._signal.calculation_requested.connect(self.calculation_requested)
            self._column.insertWidget(1, self._signal)
        return self._signal

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give the lines another height as soon as one of them has changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.stand()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first entry that is to do: who comes back goes on there."""
        super().showEvent(event)
        first = self.list.rows.first_to_do
        if first is not None and not event.spontaneous():
            self.list.choose(first.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Sum the lines up where there is little room."""
        super().resizeEvent(event)
        self.folds.set_compact(compact=self.height() < scaled(LOW) or self.width() < scaled(NARROW))
        self.stand()

    def stand(self) -> None:
        """Give the lines what they need, and the rows the rest, but never less than two of them."""
        low = self.folds.compact
        self._column.setSpacing(LOW_GAP if low else GAP)
        signal = self._signal
        if signal:
            asked = self.closing.opened  # with both in view, the rows keep what room they can
            signal.set_compact(flat=low or asked)
            self.folds.setVisible(asked or not (low and self.signal_measure))
        taken = signal.sizeHint().height() + GAP if signal and self.signal_measure else 0
        least = max(scaled(LEAST_ROWS), self.card.minimumSizeHint().height())
        lines = ASKED if signal and self.closing.opened else LINE
        room = max(self.height() - least - taken - GAP, scaled(lines) + 2)
        high = min(self.folds.needed, room)
        if self.folds.minimumHeight() != high or self.folds.maximumHeight() != high:
            self.folds.setFixedHeight(high)

    def _on_closed(self) -> None:
        """Go back to the rows from a card that goes away with the keys on it."""
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and self.signal.isAncestorOf(focused):
            self.list.setFocus()
        self.stand()

    def _on_away(self) -> None:
        """Skip all that is open in the weeks that hold nothing."""
        self.list.setFocus()  # before the line goes
        skipped = commands.away_in_weeks(self._bridge.tracker, self.catch_up.weeks)
        self._bridge.show_message(f"{skipped} skipped as away. Ctrl+Z undoes it.")

    def _on_leave(self) -> None:
        """Finish these weeks without these entries: what is unknown stays unknown."""
        self.list.setFocus()
        commands.leave_weeks(self._bridge.tracker, self.catch_up.weeks)
        self._bridge.show_message("These weeks are finished; what is unknown stays unknown.")
