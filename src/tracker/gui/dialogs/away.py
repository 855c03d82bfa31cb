"""Away from … to …: skips everything that lies in between and holds nothing."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import AWAY
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, Period
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form

DATE_WIDTH = 176


class AwayDialog(QDialog):
    """Two days and a reason; the status line says how many were skipped, undo takes all back."""

    def __init__(self, bridge: Bridge, week: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.setWindowTitle("Away")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(360)
        self.first, self.last = _day(week.start), _day(week.end)
        self.reason = QLineEdit(AWAY)
        self.form = Form()
        self.form.add("first", "From", self.first)
        self.form.add("last", "To", self.last)
        self.form.add("reason", "Reason", self.reason)
        text = QLabel(
            "Whatever lies in these weeks is skipped with this reason. What is logged stays, "
            "and so does a month or a quarter of which you worked a part."
        )
        text.setProperty("role", "hint")
        text.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(text)
        layout.addWidget(self.form)
        layout.addLayout(self._buttons())
        self.first.dateChanged.connect(self._on_first)
        self.first.setFocus()

    def accept(self) -> None:
        """Skip, and say how many; or say beside its field what is wrong."""
        first, last = _date(self.first), _date(self.last)
        try:
            skipped = commands.away(self._bridge.tracker, first, last, self.reason.text())
        except InvalidInput as error:
            self.form.complain(error)
            return
        self._bridge.say(_said(skipped, first, last))
        super().accept()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        cancel, self.skip = QPushButton("Cancel"), QPushButton("Skip these weeks")
        self.skip.setDefault(True)
        cancel.clicked.connect(self.reject)
        self.skip.clicked.connect(self.accept)
        row.addWidget(cancel)
        row.addWidget(self.skip)
        return row

    def _on_first(self, day: QDate) -> None:
        if self.last.date() < day:
            self.last.setDate(day)


def _said(skipped: int, first: date, last: date) -> str:
    if not skipped:
        return "Nothing was left to skip in that time"
    return f"{skipped} skipped from {first.day} {first:%b} to {last.day} {last:%b %Y}"


def _day(day: date) -> QDateEdit:
    field = QDateEdit(QDate(day.year, day.month, day.day))
    field.setDateRange(QDate(FIRST_YEAR, 1, 5), QDate(LAST_YEAR, 12, 1))
    field.setDisplayFormat("ddd d MMM yyyy")
    field.setCalendarPopup(True)
    field.setMinimumWidth(DATE_WIDTH)
    field.calendarWidget().setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    return field


def _date(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
