"""A year of check-ins as small squares, four weeks a column; the running week after them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from tracker.app.evaluations.history import CheckIns, Done, WeekDone
from tracker.gui.theme import Theme
from tracker.gui.widgets.text import label, link
from tracker.report.dates import long_day
from tracker.report.text.news import check_in_line

ROWS = 4
HOW = "How this is calculated"
GAP, HEIGHT, WIDEST = 3.0, 14.0, 26.0
LEAST, MOST = 0.3, 0.8  # of a square that is filled where a week was logged in part


class CheckInGrid(QWidget):
    """Full: all that was due is logged. Part full: a part is. Pale: nothing, and that is fine."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = CheckIns()
        self.setAccessibleName("Check-ins of the last 52 weeks")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_check_ins(self, shown: CheckIns) -> None:
        """Show other weeks."""
        if shown != self._shown:
            self._shown = shown
            self.update()

    def sizeHint(self) -> QSize:
        """Return the height of its rows."""
        return QSize(200, int(ROWS * HEIGHT + (ROWS - 1) * GAP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the squares."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, week in enumerate(self._shown.weeks):
            self._paint(painter, self._square(index), week)
        if self._shown.now:
            self._paint_now(painter, self._square(len(self._shown.weeks)), self._shown.now)

    def event(self, event: QEvent) -> bool:
        """Tell which week a square is, and what was logged in it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def words_at(self, place: QPoint) -> str:
        """Say what the square under a place means; empty beside the squares."""
        now = (self._shown.now,) if self._shown.now else ()
        for index, week in enumerate((*self._shown.weeks, *now)):
            if self._square(index).contains(place.toPointF()):
                return _words(week, running=week is self._shown.now)
        return ""

    def _paint(self, painter: QPainter, square: QRectF, week: WeekDone) -> None:
        pale, full = self._theme.colour("line"), self._theme.colour("accent")
        painter.setPen(Qt.PenStyle.NoPen)
        if week.done is Done.NOT_COUNTED:
            painter.setPen(QPen(pale, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            return
        painter.setBrush(full if week.done is Done.ALL else pale)
        painter.drawRoundedRect(square, 3, 3)
        if week.done is Done.PARTLY:
            share = min(max(week.logged / week.due, LEAST), MOST)
            self._fill(painter, square, share)

    def _paint_now(self, painter: QPainter, square: QRectF, week: WeekDone) -> None:
        """Draw the running week in a ring, filled from below."""
        painter.setPen(QPen(self._theme.colour("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(square.adjusted(0.75, 0.75, -0.75, -0.75), 3, 3)
        if week.logged:
            painter.setPen(Qt.PenStyle.NoPen)
            self._fill(painter, square.adjusted(3, 3, -3, -3), week.logged / week.due)

    def _fill(self, painter: QPainter, square: QRectF, share: float) -> None:
        painter.save()
        painter.setClipRect(square.adjusted(0, square.height() * (1 - share), 0, 0))
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(square, 3, 3)
        painter.restore()

    def _square(self, index: int) -> QRectF:
        columns = max(-(-(len(self._shown.weeks) + 1) // ROWS), 1)
        width = min((self.width() - (columns - 1) * GAP) / columns, WIDEST)
        left = (index // ROWS) * (width + GAP)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() - left - width
        return QRectF(left, (index % ROWS) * (HEIGHT + GAP), width, HEIGHT)


class CheckInCard(QFrame):
    """The squares, the same in one line of words, and how it was counted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.grid = CheckInGrid(theme)
        self.shown = CheckIns()
        self.words = label(role="hint", wrap=True)
        self.how = link(HOW, inline=True, name=f"{HOW}: check-ins")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(10)
        layout.addWidget(label("Check-ins", "heading"))
        layout.addWidget(self.grid)
        layout.addWidget(self.words)
        layout.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addStretch(1)

    def show_check_ins(self, shown: CheckIns) -> None:
        """Show other weeks."""
        self.shown = shown
        self.grid.show_check_ins(shown)
        logged, due = (shown.now.logged, shown.now.due) if shown.now else (0, 0)
        self.words.setText(check_in_line(shown.done, shown.counted, logged, due))
        self.grid.setAccessibleDescription(self.words.text())


def _words(week: WeekDone, *, running: bool) -> str:
    first, last = week.week.start, week.week.end
    start = first.day if first.month == last.month else long_day(first, first)
    days = f"Week {first.isocalendar().week}, {start}–{long_day(last)}"
    if running:
        so_far = f"{week.logged} of {week.due} logged so far" if week.due else "nothing is due"
        return f"{days}, running: {so_far}"
    match week.done:
        case Done.NOT_COUNTED:
            return f"{days}: not counted"
        case Done.NOTHING:
            return f"{days}: nothing logged; it can still be filled in"
    return f"{days}: {week.logged} of {week.due} logged or skipped"
