"""What stands over the rows of a check-in: columns, whose rows these are, weeks without entry."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.period import Period
from tracker.gui.icons import icon
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.week.cells import ENTRY_HEIGHT, heading_height, row_layout
from tracker.gui.week.painting import paint_heading
from tracker.gui.week.rows import GroupHeading
from tracker.gui.widgets.painting import CellPainter, elided, scaled_painter
from tracker.gui.widgets.rows import rule
from tracker.gui.widgets.text import link
from tracker.gui.widgets.wrapping import FewLines, WrappingRow
from tracker.report.text.weeks import missing_weeks_sentence
from tracker.report.wording import by_number

HEIGHT, LINE_HEIGHT, START, END = 28, 36, 16, 12
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
            if cell.isEmpty() or cell.top() > ENTRY_HEIGHT:  # it stands on the row's second line
                continue
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
        self.weeks: tuple[Period, ...] = ()
        picture = QLabel()
        picture.setPixmap(icon(theme, "calendar", "second").pixmap(QSize(scaled(16), scaled(16))))
        self.text = FewLines(role="quiet")
        self.fill = link("Fill it in", "Go to the first of these weeks", inline=True)
        self.away = link("I was away", "Skip every open entry in these weeks", inline=True)
        self.leave = link("Leave it", "Finish these weeks without these entries", inline=True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._column = column = QVBoxLayout()
        self.row = WrappingRow(spacing=14)
        column.addLayout(self.row)
        whole.addLayout(column, 1)
        whole.addWidget(rule())
        self.row.addWidget(picture)
        self.row.addWidget(self.text)
        for offer, signal in (
            (self.fill, self.fill_requested),
            (self.away, self.away_requested),
            (self.leave, self.leave_requested),
        ):
            offer.clicked.connect(signal)
            self.row.addWidget(offer)
        self._offers = (picture, self.text, self.fill, self.away, self.leave)
        self._who: QWidget | None = None
        self.show_weeks((), date.min)

    def hasHeightForWidth(self) -> bool:
        """Ask for its height by itself; else the card of the rows would ask for that of all."""
        return False

    def seat(self, who: QWidget) -> None:
        """Take who is shown in, where the header has no room for it."""
        self._who = who
        who.setMinimumWidth(who.sizeHint().width())
        self.row.addWidget(who)
        self.row.at_end = who
        self.stand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as its lines."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.row.heightForWidth(self.width() - START - END)
        high = max(words + 4, scaled(LINE_HEIGHT))
        self._column.setContentsMargins(START, (high - 1 - words) // 2, END, 0)
        self.setFixedHeight(high)

    def stand(self) -> None:
        """Be there for weeks, or for who is shown."""
        holds = self._who is not None and self._who.parentWidget() is self
        self.setVisible(bool(self.weeks) or (holds and not (self._who and self._who.isHidden())))
        self._fit()

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
