"""A day that may be left open: typed as 2026-11-22, or picked from a calendar."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QWidget

from tracker.domain.period import read_date
from tracker.gui.icons import icon
from tracker.gui.theme import Theme


class DayField(QWidget):
    """`day` raises `InvalidInput` for what is not a date; an empty field is no day."""

    settled = Signal()  # the person has left the field, or picked a day

    def __init__(self, theme: Theme, name: str, shown: date | None = None) -> None:
        super().__init__()
        self._name = name
        self.line = QLineEdit(shown.isoformat() if shown else "")
        self.line.setPlaceholderText("2026-11-22")
        self.line.setMaximumWidth(130)
        self.line.editingFinished.connect(self.settled)
        self.button = QToolButton()
        self.button.setIcon(icon(theme, "calendar"))
        self.button.setAccessibleName("Pick from a calendar")
        self.button.setToolTip("Pick from a calendar")
        self.button.clicked.connect(self._open)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line)
        layout.addWidget(self.button)
        layout.addStretch(1)
        self.setFocusProxy(self.line)
        self._calendar: QCalendarWidget | None = None

    @property
    def day(self) -> date | None:
        """What stands in the field."""
        text = self.line.text().strip()
        return read_date(text, self._name) if text else None

    def show_day(self, day: date | None) -> None:
        """Put a day into the field."""
        self.line.setText(day.isoformat() if day else "")

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 (Qt's name)
        """Name the field that is typed in."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _open(self) -> None:
        if self._calendar is None:
            calendar = QCalendarWidget(self)
            calendar.setWindowFlags(Qt.WindowType.Popup)
            calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            calendar.clicked.connect(self._on_picked)
            calendar.activated.connect(self._on_picked)
            self._calendar = calendar
        shown = QDate.fromString(self.line.text().strip(), Qt.DateFormat.ISODate)
        if shown.isValid():
            self._calendar.setSelectedDate(shown)
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()

    def _on_picked(self, picked: QDate) -> None:
        self.show_day(date(picked.year(), picked.month(), picked.day()))
        if self._calendar:
            self._calendar.hide()
        self.line.setFocus()
        self.settled.emit()
