"""The period a review is about, and the day it is on."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from tracker.domain.errors import InvalidInput
from tracker.domain.review_period import Span, review_periods
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.day_field import DayField
from tracker.gui.widgets.period_choice import PeriodChoice

FIRST_MONTHS = 3


class ReviewBar(QWidget):
    """Tells what the person chooses; `show_review` shows what is kept and tells nobody."""

    chosen = Signal()
    day_chosen = Signal(object)  # date | None

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._day: date | None = None
        self.period = PeriodChoice(bridge)
        self.day = DayField(bridge.theme, "review_on")
        self.day.setAccessibleName("The day of your review")
        self.day.setToolTip("The day of your review; empty: none is set")
        label = QLabel("Review on")
        label.setProperty("role", "quiet")
        label.setBuddy(self.day)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.period)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(self.day)
        self.period.chosen.connect(self.chosen)
        self.day.settled.connect(self._on_settled)

    @property
    def span(self) -> Span:
        """The first and the last day of the period."""
        return self.period.span

    def show_review(self, span: Span, day: date | None) -> None:
        """Show a period and the day of the review."""
        self.period.offer([(name, span) for name, span in review_periods(self._bridge.today())])
        self.period.take(*span)
        self._day = day
        self.day.show_day(day)

    def _on_settled(self) -> None:
        try:
            day = self.day.day
        except InvalidInput as error:
            self._bridge.say(error.sentence)
            return
        if day != self._day:
            self._day = day
            self.day_chosen.emit(day)


def usual_span(today: date) -> Span:
    """Return this year, or the last one while this one is young."""
    wanted = "Last year" if today.month <= FIRST_MONTHS else "This year"
    return next(span for name, span in review_periods(today) if name.startswith(wanted))
