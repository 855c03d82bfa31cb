"""What stands over the rows of a check-in: columns, whose rows these are, weeks without entry."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from tracker.domain.period import Period
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.week.painting import heading_height, paint_heading, row_layout
from tracker.gui.week.rows import GroupHeading
from tracker.gui.widgets.painting import CellPainter, elided, scaled_painter
from tracker.gui.widgets.text import ElidedLabel, label, link
from tracker.report.text.weeks import missing_weeks_sentence
from tracker.report.wording import by_number

HEIGHT, LINE_HEIGHT = 28, 36
SPARK_WEEKS = "26 weeks"


class ColumnHeads(QWidget):
    """Names the columns of the rows below, where they stand."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._week = "This week"
        self._width = 0
        self.setFixedHeight(scaled(HEIGHT))
        self.setAccessibleName("Measure, 26 weeks, last, this week, promise, note")

    def show_week(self, week: str) -> None:
        """Name the week that is filled in."""
        self._week = week
        self.setAccessibleName(f"Measure, 26 weeks, last, {week}, promise, note")
        self.update()

    def show_width(self, width: int) -> None:
        """Take the width of the rows, which a scroll bar makes less than that of the list."""
        if width != self._width:
            self._width = width
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the names, numbers at the right."""
        painter, room = scaled_painter(self)
        ink = CellPainter(painter, self._theme)
        laid = row_layout(unscaled(self._width) or room.width(), mirrored=ink.mirrored)
        for cell, name, trailing in (
            (laid.name, "Measure", False),
            (laid.trend, SPARK_WEEKS, False),
            (laid.last, "Last", True),
            (laid.entry, self._week, False),
            (laid.promise, "Promise", True),
            (laid.note, "Note", False),
        ):
            place = QRect(cell.left(), 0, cell.width(), room.height() - 1)
            ink.text(place, elided(name, place.width(), 11), "third", 11, trailing=trailing)
        ink.bar(QRect(0, room.height() - 1, room.width(), 1), "line")


class StickyHeading(QWidget):
    """The head of the customer whose rows are at the top, over rows that are scrolled away."""

    clicked = Signal(object)  # int: a customer's id

    def __init__(self, theme: Theme, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._theme = theme
        self.row: GroupHeading | None = None
        self.hide()

    def stand(self, row: GroupHeading | None, top: int, width: int) -> None:
        """Show a head at a height; the next one pushes it out of view."""
        if row is None:
            self.hide()
            return
        if row != self.row:
            self.row = row
            self.update()
        self.setGeometry(0, top, width, scaled(heading_height(unscaled(width))) + 1)
        link = row.customer_id is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the head on the ground of the list, with a line below."""
        if self.row is None:
            return
        painter, room = scaled_painter(self)
        ink = CellPainter(painter, self._theme)
        ink.bar(room, "panel")
        paint_heading(ink, self.row, room.width(), divided=False)
        ink.bar(QRect(0, room.height() - 1, room.width(), 1), "line")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the customer."""
        if self.row and self.row.customer_id is not None:
            self.clicked.emit(self.row.customer_id)
        event.accept()


class CatchUpLine(QFrame):
    """Says that earlier weeks hold nothing, and offers the three answers; gone once answered."""

    fill_requested = Signal()
    away_requested = Signal()
    leave_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(scaled(LINE_HEIGHT))
        self.weeks: tuple[Period, ...] = ()
        picture = QLabel()
        picture.setPixmap(icon(theme, "calendar", "second").pixmap(QSize(16, 16)))
        self.text = ElidedLabel(role="quiet")
        self.fill = link("Fill it in", "Go to the first of these weeks", inline=True)
        self.away = link("I was away", "Skip every open entry in these weeks", inline=True)
        self.leave = link("Leave it", "Finish these weeks without these entries", inline=True)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(16, 0, 12, 0)
        self.row.setSpacing(14)
        self.row.addWidget(picture)
        self.row.addWidget(self.text)
        for offer, signal in (
            (self.fill, self.fill_requested),
            (self.away, self.away_requested),
            (self.leave, self.leave_requested),
        ):
            offer.clicked.connect(signal)
            self.row.addWidget(offer)
        self.row.addWidget(label(), 1)
        self._offers = (picture, self.text, self.fill, self.away, self.leave)
        self._who: QWidget | None = None
        self.show_weeks((), date.min)

    def hasHeightForWidth(self) -> bool:
        """Be one line at any width; else the card of the rows would ask for the height of all."""
        return False

    def seat(self, who: QWidget) -> None:
        """Take who is shown in, where the header has no room for it."""
        self._who = who
        who.setMinimumWidth(who.sizeHint().width())
        self.row.addWidget(who)
        self.stand()

    def stand(self) -> None:
        """Be there for weeks, or for who is shown."""
        holds = self._who is not None and self._who.parentWidget() is self
        self.setVisible(bool(self.weeks) or (holds and not (self._who and self._who.isHidden())))

    def show_weeks(self, weeks: tuple[Period, ...], today: date) -> None:
        """Tell of weeks without an entry, oldest first; of none, it is not there."""
        self.weeks = weeks
        if weeks:
            self.text.show_text(missing_weeks_sentence(weeks, today))
            self.fill.setText(by_number(len(weeks), "Fill it in", "Fill them in"))
            self.leave.setText(by_number(len(weeks), "Leave it", "Leave them"))
        for offer in self._offers:
            offer.setVisible(bool(weeks))
        self.stand()
