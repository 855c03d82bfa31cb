"""The dialogs about weeks: one is chosen, some are skipped, one is finished with gaps in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QDate, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QFrame,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import AWAY
from tracker.domain.period import FIRST_YEAR, LAST_YEAR, Period
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.dates import DayField, day_of, qt_day
from tracker.gui.widgets.text import label
from tracker.report.dates import medium_day
from tracker.report.wording import by_number, listed, plural

FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 5), date(LAST_YEAR, 12, 1)
ARROWS = {"qt_calendar_prevmonth": "chevron-left", "qt_calendar_nextmonth": "chevron-right"}
AWAY_WORDS = (
    "Every open entry in these weeks is skipped with this reason. What is logged stays. "
    "A month or a quarter stays open if you worked in a part of it."
)


class WeekCalendar(QCalendarWidget):
    """Paints the whole week of the chosen day; the arrow keys, Page Up and Page Down move.

    It has ISO numbers, Monday first, and nothing beyond the current week.
    """

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
        for arrow in self.findChildren(QToolButton):
            if name := ARROWS.get(arrow.objectName()):
                arrow.setIcon(icon(theme, name, "text"))

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

    selected = Signal(object)  # date: the Monday

    def __init__(self, theme: Theme, parent: QWidget, week: Period, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popover")
        self.setAccessibleName("Choose a week")
        self.calendar = WeekCalendar(theme)
        self.calendar.setMinimumDate(qt_day(FIRST_DAY))
        self.calendar.setMaximumDate(qt_day(Period.of(today).end))
        self.calendar.setSelectedDate(qt_day(week.start))
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
        self.selected.emit(monday_of(day))


def monday_of(day: QDate) -> date:
    """Return the Monday of a day's week."""
    found = day_of(day)
    return found - timedelta(days=found.weekday())


class AwayDialog(FormDialog):
    """Away from … to …: skips, with a reason, everything in between that holds nothing.

    The status line says how many were skipped; undo takes all back.
    """

    def __init__(self, bridge: Bridge, week: Period, parent: QWidget) -> None:
        super().__init__(bridge, parent, "Away", 400)
        self.first = _day(bridge, "first", week.start)
        self.last = _day(bridge, "last", week.end)
        self.reason = QLineEdit(AWAY)
        self.column.addWidget(label(AWAY_WORDS, "hint", wrap=True))
        self.form = self.add_form()
        self.form.add("first", "From", self.first)
        self.form.add("last", "To", self.last)
        self.form.add("reason", "Reason", self.reason)
        self.primary.setText("Skip these weeks")
        self.first.editing_finished.connect(self._on_first)
        self.first.setFocus()

    def save(self) -> None:
        """Skip, and say how many."""
        first, last = self.first.required_day, self.last.required_day
        skipped = commands.away(self.tracker, first, last, self.reason.text())
        if skipped:
            days = f"from {medium_day(first, first)} to {medium_day(last)}"
            self.bridge.show_message(f"{skipped} skipped {days}")
        else:
            self.bridge.show_message("Nothing was open in these weeks.")

    def _on_first(self) -> None:
        try:
            first, last = self.first.day, self.last.day
        except InvalidInput:
            return  # said beside its field when it is to be skipped
        if first and last and last < first:
            self.last.show_day(first)


class FinishDialog(FormDialog):
    """Says what finishing a week with unknown entries would publish, and to whom, before it does.

    Enter finishes and publishes; the pages may also stay as they are until the next week.
    """

    finish_requested = Signal(object)  # bool: whether to publish, too

    def __init__(self, bridge: Bridge, parent: QWidget, unknown: Unknown) -> None:
        super().__init__(bridge, parent, f"Finish week {unknown.week}?", 460)
        for text in (unknown.left_open, unknown.published):
            self.column.addWidget(label(text, "quiet", wrap=True))
        self.primary.setText("Finish and publish")
        self.cancel.setText("Go back")
        self.add_button("Finish without publishing", self._on_quietly)
        self._publishes = True
        self.setObjectName("finish")

    def save(self) -> None:
        """Finish the week."""
        self.finish_requested.emit(self._publishes)

    def _on_quietly(self) -> None:
        self._publishes = False
        self.submit()


@dataclass(frozen=True, slots=True)
class Unknown:
    """What is left open in a week, and whose pages would be renewed where."""

    week: int
    names: tuple[str, ...]
    customers: tuple[str, ...]
    folder: str

    @property
    def left_open(self) -> str:
        """What has no entry, in a sentence."""
        named = listed(self.names)
        return by_number(
            len(self.names),
            f"{named} has no entry. It stays unknown.",
            f"{named} have no entry. They stay unknown.",
        )

    @property
    def published(self) -> str:
        """What would leave, in a sentence."""
        pages = plural(len(self.customers), "scorecard")
        return f"Finishing publishes the {pages} of {listed(self.customers)} in {self.folder}."


def _day(bridge: Bridge, name: str, shown: date) -> DayField:
    return DayField(bridge, name, shown, earliest=FIRST_DAY, latest=LAST_DAY)
