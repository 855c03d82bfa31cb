"""Days on the screen: the one field for a day, and the choice of the period a page is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QToolButton,
    QWidget,
)

from tracker.domain.errors import InvalidInput
from tracker.domain.period import read_date
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled

OWN = "Other days …"


class DayField(QWidget):
    """A day that may be left open: typed as 2026-11-22, or picked from a calendar.

    A form adds it under the name that it was made with, so that what is wrong is said beside it:
    `day` raises `InvalidInput` for what is no date or lies outside `earliest` and `latest`, and is
    None for an empty field; `required_day` also raises where nothing was typed.

        self.day = DayField(bridge.theme, "happened_on", bridge.today())
        form.add("happened_on", "&When", self.day)
        ...
        commands.add_event(self.tracker, self.day.required_day, self.what.text())  # in `save`
    """

    editing_finished = Signal()  # the person has left the field, or picked a day

    def __init__(
        self,
        theme: Theme,
        name: str,
        shown: date | None = None,
        *,
        earliest: date | None = None,
        latest: date | None = None,
    ) -> None:
        super().__init__()
        self._name = name
        self._earliest, self._latest = earliest, latest
        self.line = QLineEdit(shown.isoformat() if shown else "")
        self.line.setPlaceholderText("2026-11-22")
        self.line.setMaximumWidth(scaled(130))
        self.line.editingFinished.connect(self.editing_finished)
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
        if not text:
            return None
        day = read_date(text, self._name)
        if self._earliest and day < self._earliest:
            raise InvalidInput(
                self._name, f"{day} is too early", f"Choose {self._earliest} or a later day."
            )
        if self._latest and day > self._latest:
            raise InvalidInput(
                self._name, f"{day} is too late", f"Choose {self._latest} or an earlier day."
            )
        return day

    @property
    def required_day(self) -> date:
        """What stands in the field, which must not be empty."""
        day = self.day
        if day is None:
            raise InvalidInput(self._name, "The day is missing", "Type it as 2026-11-22.")
        return day

    def show_day(self, day: date | None) -> None:
        """Put a day into the field; what is being typed there stays."""
        if not (self.line.hasFocus() and self.line.isModified()):
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
            if self._earliest:
                calendar.setMinimumDate(qt_day(self._earliest))
            if self._latest:
                calendar.setMaximumDate(qt_day(self._latest))
            calendar.clicked.connect(self._on_picked)
            calendar.activated.connect(self._on_picked)
            self._calendar = calendar
        shown = QDate.fromString(self.line.text().strip(), Qt.DateFormat.ISODate)
        if shown.isValid():
            self._calendar.setSelectedDate(shown)
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        self._calendar.show()

    def _on_picked(self, picked: QDate) -> None:
        self.line.setText(day_of(picked).isoformat())
        if self._calendar:
            self._calendar.hide()
        self.line.setFocus()
        self.editing_finished.emit()


def qt_day(day: date) -> QDate:
    """Return a day as Qt's calendars take it."""
    return QDate(day.year, day.month, day.day)


def day_of(day: QDate) -> date:
    """Return a day that Qt's calendars gave."""
    return date(day.year(), day.month(), day.day())


Span = tuple[date, date]


class PeriodChoice(QWidget):
    """A box of named periods; its last entry shows two fields for days of one's own."""

    selected = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._named: list[tuple[str, Span]] = []
        self._span: Span | None = None
        self.box = QComboBox()
        # Qt alone measures the entries that are there when the box is first shown.
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.box.setAccessibleName("Period")
        self.first = DayField(bridge.theme, "first")
        self.first.setAccessibleName("First day")
        self.last = DayField(bridge.theme, "last")
        self.last.setAccessibleName("Last day")
        for field in (self.first, self.last):  # what is shown, nothing that is kept
            field.line.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
        self.dash = QLabel("–")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget in (self.box, self.first, self.dash, self.last):
            row.addWidget(widget)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._on_box)
        self.first.editing_finished.connect(self._on_days)
        self.last.editing_finished.connect(self._on_days)

    @property
    def span(self) -> Span:
        """The first and the last day."""
        if self._span is None:
            raise RuntimeError("no period was offered yet")
        return self._span

    def set_periods(self, named: Iterable[tuple[str, Span]]) -> None:
        """Offer these periods by name; the chosen one stays chosen, at first it is the first."""
        at = self.box.currentIndex()
        own = self._span is not None and at == len(self._named)
        self._named = list(named)
        self.box.clear()
        self.box.addItems([name for name, _ in self._named] + [OWN])
        self.box.setCurrentIndex(len(self._named) if own else min(max(at, 0), len(self._named) - 1))
        if not own or self._span is None:
            self._span = self._named[self.box.currentIndex()][1]
        self._show_days()

    def select_span(self, first: date, last: date) -> None:
        """Choose two days, by their name if they have one; nobody is told."""
        named = [span for _, span in self._named]
        self._span = (first, last)
        at = named.index(self._span) if self._span in named else len(named)
        self.box.setCurrentIndex(at)
        self._show_days()

    def _show_days(self) -> None:
        own = self.box.currentIndex() == len(self._named)
        for widget in (self.first, self.dash, self.last):
            widget.setVisible(own)
        if self._span is not None:
            self.first.show_day(self._span[0])
            self.last.show_day(self._span[1])

    def _on_box(self, at: int) -> None:
        if at < len(self._named):
            self._span = self._named[at][1]
            self._show_days()
            self.selected.emit()
        else:
            self._show_days()
            self.first.setFocus()

    def _on_days(self) -> None:
        if self.box.currentIndex() < len(self._named):
            return
        try:
            first, last = self.first.day, self.last.day
        except InvalidInput as error:
            self._bridge.show_message(error.sentence)
            return
        if first is None or last is None:
            return
        if last < first:
            self._bridge.show_message("The period ends before it begins. Change one of the days.")
        elif (first, last) != self._span:
            self._span = (first, last)
            self.selected.emit()
