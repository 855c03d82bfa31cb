"""The first line of a check-in: which week, how far, and what can be done with all of it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QToolButton, QWidget

from tracker.domain.period import Period
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled, set_tone
from tracker.gui.widgets.feedback import Progress
from tracker.gui.widgets.text import button, label
from tracker.report.dates import long_days

GAP = 12


SHORT, BAR, LOW_BAR = 1036, 140, 80  # px: below, the words are short


class WeekHeader(QWidget):
    """One line, or two where it has no room; `who` is shown is in it as long as it fits."""

    previous_requested = Signal()
    next_requested = Signal()
    choice_requested = Signal()
    same_as_last_requested = Signal()
    finish_requested = Signal()
    who_displaced = Signal(object)  # QWidget: who is shown has no room in here

    def __init__(self, theme: Theme, who: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._who = who
        before, after = "chevron-left", "chevron-right"
        if QGuiApplication.isRightToLeft():
            before, after = after, before
        self.back = self._arrow(before, "Previous week (Ctrl+PgUp)")
        self.on = self._arrow(after, "Next week (Ctrl+PgDown)")
        self.calendar = self._arrow("calendar", "Choose a week (Ctrl+G)")
        self.title = label(role="title")
        self.dates = label(role="quiet")
        self.progress = label(role="quiet")
        self.progress.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.bar = Progress(theme)
        self.same_button = button(
            "Same as last week", "Repeat the last value in every open row (Ctrl+L)"
        )
        self.finish_button = button("Finish week", tone="accent")
        self._left = _line(self.back, self.title, self.dates, self.on, self.calendar, None)
        self._right = _line(None, self.progress, self.bar, self.same_button, self.finish_button)
        self._lines = QGridLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(GAP)
        self._lines.setVerticalSpacing(8)
        self._lines.setColumnStretch(1, 1)
        self._lines.addWidget(self._left, 0, 0)
        self._lines.addWidget(self._who, 0, 1, Qt.AlignmentFlag.AlignLeft)
        self._lines.addWidget(self._right, 0, 2)
        self._line, self._holds_who = 0, True
        for pressed, signal in (
            (self.back, self.previous_requested),
            (self.on, self.next_requested),
            (self.calendar, self.choice_requested),
            (self.same_button, self.same_as_last_requested),
            (self.finish_button, self.finish_requested),
        ):
            pressed.clicked.connect(signal)

    def show_week(self, week: Period, today: date) -> None:
        """Name a week; the one that holds today is the last there is."""
        number = week.start.isocalendar().week
        self.title.setText(f"Week {number}")
        self.dates.setText(long_days(week.start, week.end, compact=True, beside=today))
        self.on.setEnabled(week.start < Period.of(today).start)
        self._wrap()

    def show_progress(self, logged: int, asked: int) -> None:
        """Say how many of those that are due are done."""
        if asked != self.bar.whole:
            self._make_room(asked)
        self.progress.setText(progress_words(logged, asked))
        self.bar.show_share(logged, asked)

    def show_finished(self, *, finished: bool) -> None:
        """Offer to finish, or to open again."""
        self.finish_button.setText("Reopen week" if finished else "Finish week")
        self.finish_button.setToolTip(
            "Open this week again"
            if finished
            else "Finish the week with one question (Ctrl+Shift+Enter)"
        )
        set_tone(self.finish_button, "" if finished else "accent")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a second line where one has no room."""
        super().resizeEvent(event)
        self._wrap()

    def event(self, event: QEvent) -> bool:
        """Look again when something in here has another size, or is no longer there."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._wrap()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:
        """Ask for the width of the longest line only."""
        wide = max(one.sizeHint().width() for one in (self._left, self._right))
        return QSize(wide, super().minimumSizeHint().height())

    def _make_room(self, asked: int) -> None:
        """Give the words a fixed size: then an entry lays nothing out anew."""
        self.progress.ensurePolished()
        self.progress.setText(progress_words(asked, asked))
        self.progress.setFixedSize(self.progress.sizeHint() + QSize(2, 0))
        self._wrap()

    def _wrap(self) -> None:
        """Put week and what can be done on one line or two; say whether who is shown fits, too."""
        short = self.width() < scaled(SHORT)
        self.same_button.setText("Same as last" if short else "Same as last week")
        self.bar.setFixedWidth(scaled(LOW_BAR if short else BAR))
        left, right = self._left.sizeHint().width(), self._right.sizeHint().width()
        room = self.width() - left - right - GAP
        self._seat(0 if room >= 0 else 1)
        in_here = room >= self._who.sizeHint().width() + GAP
        if in_here is not self._holds_who:
            self._holds_who = in_here
            if in_here:
                self._lines.addWidget(self._who, 0, 1, Qt.AlignmentFlag.AlignLeft)
            else:
                self.who_displaced.emit(self._who)

    def _seat(self, right: int) -> None:
        """Put what can be done on a line, counted from 0."""
        if self._line == right:
            return
        self._line = right
        self._lines.removeWidget(self._right)
        if right:
            self._lines.addWidget(self._right, right, 0, 1, 3)
        else:
            self._lines.addWidget(self._right, 0, 2)

    def _arrow(self, name: str, tip: str) -> QToolButton:
        arrow = QToolButton()
        arrow.setProperty("tone", "framed")
        arrow.setIcon(icon(self._theme, name, "text"))
        arrow.setFixedSize(scaled(32), scaled(32))
        arrow.setToolTip(tip)
        arrow.setAccessibleName(tip.partition(" (")[0])
        arrow.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return arrow


def progress_words(logged: int, asked: int) -> str:
    """Write `4 of 8 logged`; the own pulse is an offer and not among them."""
    return f"{logged} of {asked} logged" if asked else "nothing due"


def _line(*widgets: QWidget | None) -> QWidget:
    """Return widgets in a line; None is a stretch."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(GAP)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return line
