"""A calendar that chooses weeks: ISO numbers, Monday first, nothing beyond the current week.

Away from … to …: skips everything that lies in between and holds nothing.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDateEdit,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import AWAY
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, Period
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, body_font

ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}


class WeekCalendar(QCalendarWidget):
    """Paints the whole week of the chosen day; the arrow keys, Page Up and Page Down move."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setGridVisible(False)
        self.setAccessibleName("Weeks")
        header = QTextCharFormat()
        header.setForeground(theme.colour("second"))
        header.setBackground(theme.colour("panel"))
        self.setHeaderTextFormat(header)
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, header)
        for button in self.findChildren(QToolButton):
            if name := ARROWS.get(button.objectName()):
                button.setIcon(icon(theme, name, "text"))

    def paintCell(self, painter: QPainter, rect: QRect, day: QDate) -> None:  # noqa: N802 - Qt's
        """Draw a day on the wash of its week, if that is the chosen one."""
        chosen = monday_of(day) == monday_of(self.selectedDate())
        painter.fillRect(rect, self._theme.colour("accent_wash" if chosen else "panel"))
        beyond = day > self.maximumDate()
        away = day.month() != self.monthShown()
        role = "disabled" if beyond else "third" if away and not chosen else "text"
        painter.setFont(body_font(12, 600 if chosen else 400))
        painter.setPen(self._theme.colour(role))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(day.day()))


class PeriodPicker(QFrame):
    """Opens under a button; a click or Enter chooses a week, Escape leaves."""

    chosen = Signal(object)  # date: the Monday

    def __init__(self, theme: Theme, parent: QWidget, week: Period, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setAccessibleName("Choose a week")
        self.calendar = WeekCalendar(theme)
        last = Period.of(today).end
        self.calendar.setMinimumDate(QDate(FIRST_YEAR, 1, 5))
        self.calendar.setMaximumDate(QDate(last.year, last.month, last.day))
        self.calendar.setSelectedDate(QDate(week.start.year, week.start.month, week.start.day))
        self.calendar.clicked.connect(self._on_day)
        self.calendar.activated.connect(self._on_day)
        self.calendar.selectionChanged.connect(self.calendar.updateCells)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.calendar)

    def open_under(self, widget: QWidget) -> None:
        """Show under a widget, and take the keys."""
        self.move(widget.mapToGlobal(QPoint(0, widget.height() + 4)))
        self.show()
        self.calendar.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave without choosing."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def _on_day(self, day: QDate) -> None:
        if not self.isVisible():  # a click is told twice: as a click and as an activation
            return
        self.close()
        self.chosen.emit(monday_of(day))


def monday_of(day: QDate) -> date:
    """Return the Monday of a day's week."""
    found = date(day.year(), day.month(), day.day())
    return found - timedelta(days=found.weekday())


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
