"""Days on the screen: the one field for a day, and the choice of the period a page is about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tracker.domain.errors import InvalidInput
from tracker.domain.period import day_in_words
from tracker.domain.typed_day import DayReader
from tracker.gui.bridge import Bridge
from tracker.gui.draft import FINDS
from tracker.gui.icons import icon
from tracker.gui.theme import scaled
from tracker.gui.widgets.text import complaint, label, show_text, visual_rect
from tracker.gui.widgets.wrapping import WrappingRow

OWN = "Other days…"
WIDEST_DAY = "Wed 30 Nov 2026"
BESIDE_WORDS = 54  # px: both edges of the line, and the calendar's button
BUTTON, PICTURE, EDGE = 24, 16, 4  # px; Qt's own button in a line stays as small at any text size


class DayLine(QLineEdit):
    """The line of a day field: as wide as a day in words; Alt+Down or its button asks for more."""

    calendar_requested = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.pick = QToolButton(self)
        self.pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pick.setCursor(Qt.CursorShape.ArrowCursor)
        self.pick.setToolTip("Pick from a calendar (Alt+Down)")
        self.pick.setAccessibleName("Pick from a calendar")
        self.pick.clicked.connect(self.calendar_requested)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the button at the end of the line, as large as the text is."""
        super().resizeEvent(event)
        self.pick.setIconSize(QSize(scaled(PICTURE), scaled(PICTURE)))
        wide, high = scaled(BUTTON), min(scaled(BUTTON), self.height())
        at_end = QRect(self.width() - wide - EDGE, (self.height() - high) // 2, wide, high)
        self.pick.setGeometry(visual_rect(self.layoutDirection(), self.rect(), at_end))
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(wide if mirrored else 0, 0, 0 if mirrored else wide, 0)

    def sizeHint(self) -> QSize:
        """Ask for the room that the longest day takes, with the calendar's button."""
        words = self.fontMetrics().horizontalAdvance(WIDEST_DAY)
        return QSize(words + scaled(BESIDE_WORDS), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Do with the figures and the month where a row is full."""
        return QSize(self.fontMetrics().horizontalAdvance("30 Nov 20"), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar, or type."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.calendar_requested.emit()
        else:
            super().keyPressEvent(event)


class DayField(QWidget):
    """A day that may be left open: typed as people do, or picked from a calendar.

    It shows `Mon 30 Nov 2026` and takes `30 nov`, `30.11.`, `11/30`, `fri`, `+2w` or ISO
    (`DayReader`); what it understood stands beside it while something is typed, and in it after
    Enter or when it is left. What is no day is said under it then, until the next change.

    A form adds it under the name that it was made with: `day` raises `InvalidInput` for what is
    no day or lies outside `earliest` and `latest`, and is None for an empty field; `required_day`
    also raises where nothing was typed.

        self.day = DayField(bridge, "happened_on", bridge.today())
        form.add("happened_on", "&When", self.day)
        ...
        commands.add_event(self.tracker, self.day.required_day, self.what.text())  # in `save`
    """

    editing_finished = Signal()  # the person has left the field, or picked a day

    def __init__(
        self,
        bridge: Bridge,
        name: str,
        shown: date | None = None,
        *,
        earliest: date | None = None,
        latest: date | None = None,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._name = name
        self._earliest, self._latest = earliest, latest
        self.line = DayLine(self.words(shown))
        self.line.setPlaceholderText("no date")
        self.line.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.line.textEdited.connect(self._on_edited)
        self.line.textChanged.connect(self._on_changed)
        self.line.editingFinished.connect(self._on_finished)
        self.line.calendar_requested.connect(self._open)
        self.meaning = label(role="hint")
        self.complaint = complaint()
        self._on_theme()
        bridge.theme.changed.connect(self._on_theme)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(8)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.line, 0, 0)
        layout.addWidget(self.meaning, 0, 1)
        layout.addWidget(self.complaint, 1, 0, 1, 2)
        layout.setColumnStretch(1, 1)
        self.meaning.hide()
        self.setFocusProxy(self.line)
        self._calendar: QCalendarWidget | None = None

    @property
    def day(self) -> date | None:
        """What stands in the field."""
        text = self.line.text().strip()
        return self._reader().read(text, self._name) if text else None

    @property
    def required_day(self) -> date:
        """What stands in the field, which must not be empty."""
        day = self.day
        if day is None:
            raise InvalidInput(self._name, "The day is missing", "Type it, as in 30 Nov or fri.")
        return day

    def show_day(self, day: date | None) -> None:
        """Put a day into the field; what is being typed there stays."""
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(self.words(day))
            self.line.setCursorPosition(0)  # where it is cut, its beginning is in view

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 (Qt's name)
        """Name the field that is typed in."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def _on_theme(self) -> None:
        self.line.pick.setIcon(icon(self._bridge.theme, "calendar"))

    def _reader(self) -> DayReader:
        return DayReader(self._bridge.today(), month_first(), self._earliest, self._latest)

    def words(self, day: date | None) -> str:
        """Write a day as it stands in the field."""
        return day_in_words(day, month_first=month_first()) if day else ""

    def _on_edited(self) -> None:
        """Say beside the field what is understood of what is typed; nothing while it is nothing."""
        try:
            day = self.day
        except InvalidInput:
            day = None
        said = self.words(day)
        show_text(self.meaning, "" if said == self.line.text().strip() else said)
        self.line.setAccessibleDescription(said)

    def _on_changed(self) -> None:
        show_text(self.complaint, "")

    def _on_finished(self) -> None:
        """Write what was meant into the field, or say under it that it means no day."""
        show_text(self.meaning, "")
        try:
            day = self.day
        except InvalidInput as error:
            show_text(self.complaint, error.sentence)
        else:
            if self.line.text() != (said := self.words(day)):
                self.line.setText(said)
        self.editing_finished.emit()

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
        self._calendar.setSelectedDate(qt_day(self._shown_day()))
        self._calendar.move(self.mapToGlobal(QPoint(0, self.line.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _shown_day(self) -> date:
        """Return where a calendar begins: the day in the field, else today."""
        try:
            return self.day or self._bridge.today()
        except InvalidInput:
            return self._bridge.today()

    def _on_picked(self, picked: QDate) -> None:
        self.line.setText(self.words(day_of(picked)))
        if self._calendar:
            self._calendar.hide()
        self.line.setFocus()
        self.editing_finished.emit()


def month_first() -> bool:
    """Say whether the system writes a month before its day, as in 11/30."""
    system = QLocale.system().dateFormat(QLocale.FormatType.ShortFormat)
    return -1 < system.find("M") < system.find("d") and not system.startswith("y")


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
        self.first = DayField(bridge, "first")
        self.first.setAccessibleName("First day")
        self.last = DayField(bridge, "last")
        self.last.setAccessibleName("Last day")
        for field in (self.first, self.last):  # what is shown, nothing that is kept
            field.line.setProperty(FINDS, True)  # noqa: FBT003 - Qt's own
        self.days = QWidget()
        self.days.setProperty("role", "plain")
        days = QHBoxLayout(self.days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setSpacing(6)
        for widget in (self.first, QLabel("–"), self.last):
            days.addWidget(widget)
        row = WrappingRow(self, spacing=6)
        row.addWidget(self.box)
        row.addWidget(self.days)
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
        self.days.setVisible(own)
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
