"""Half a year of check-ins as one line of squares with its months, the running week at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from tracker.app.evaluations.history import CheckIns, WeekCompletion, WeekDone
from tracker.gui.accessible.points import Points
from tracker.gui.theme import Theme, growth, scaled
from tracker.gui.widgets.painting import font, text_width
from tracker.gui.widgets.row_menu import MenuEntry, by_mouse, popup
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.dates import medium_month, period_with_days
from tracker.report.text.news import check_in_line

SHOWN = 26
HOW = "How this is calculated"
GAP, SIDE, NOW = 3.0, 10.0, 13.0
MONTHS = 16.0  # px above the squares
LEAST, MOST = 0.3, 0.8  # of a square that is filled where a week was logged in part


class CheckInGrid(QWidget, Points):
    """Full: all that was due is logged. Part full: a part is. Hollow: nothing, and that is fine."""

    week_opened = Signal(object)  # Period

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown = CheckIns()
        self.setAccessibleName(f"Check-ins of the last {SHOWN} weeks")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_check_ins(self, shown: CheckIns) -> None:
        """Show other weeks."""
        if shown != self._shown:
            self._shown = shown
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the line."""
        wide = SHOWN * (SIDE + GAP) + NOW + 2
        return QSize(scaled(wide), scaled(MONTHS + NOW))

    def minimumSizeHint(self) -> QSize:
        """Ask for the whole line."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the months, and the squares below them."""
        painter = QPainter(self)
        painter.scale(growth(), growth())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_months(painter)
        for index, week in enumerate(self._shown.weeks):
            self._paint(painter, self._square(index), week)
        if self._shown.now:
            self._paint_now(painter, self._square(len(self._shown.weeks)), self._shown.now)

    def _paint_months(self, painter: QPainter) -> None:
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("third"))
        for name, area in self.months():
            painter.drawText(area, name)

    def months(self) -> list[tuple[str, QRectF]]:
        """Return the months over their first weeks, where the one before leaves them room."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wide = self.width() / growth()
        found, free = [], 0.0
        for index, week in enumerate(self._shown.weeks):
            first, place = week.week.start, self._square(index)
            begins = wide - place.right() if mirrored else place.left()
            if first.day <= 7 and begins >= free:
                name = medium_month(first, first)
                width = text_width(name, 11) + 2
                left = place.right() - width if mirrored else begins
                found.append((name, QRectF(left, 0, width, MONTHS - 2)))
                free = begins + width + 4
        return found

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the week under the pointer."""
        week = self._week_at(event.position().toPoint())
        if week is not None and event.button() == Qt.MouseButton.LeftButton:
            self.week_opened.emit(week.week)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to open the week under the pointer; by key, the newest."""
        week = self._week_at(event.pos()) if by_mouse(event) else next(reversed(self._weeks), None)
        if week is not None:
            opened = partial(self.week_opened.emit, week.week)
            place = self.mapToGlobal(self.point_area(self._weeks.index(week)).center())
            popup(self, place, [MenuEntry("Open this week", opened)])

    def event(self, event: QEvent) -> bool:
        """Tell which week a square is, and what was logged in it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(event.pos()), self)
            return True
        return super().event(event)

    def point_texts(self) -> Sequence[str]:
        """Return what each week says."""
        return [self._words(week) for week in self._weeks]

    def point_area(self, at: int) -> QRect:
        """Return where a week's square is."""
        square = self._square(at)
        return QRectF(square.topLeft() * growth(), square.size() * growth()).toRect()

    @property
    def _weeks(self) -> tuple[WeekDone, ...]:
        """Every week that has a square."""
        return (*self._shown.weeks, self._shown.now) if self._shown.now else self._shown.weeks

    def _words(self, week: WeekDone) -> str:
        return _words(week, self._weeks[-1], running=week is self._shown.now)

    def words_at(self, place: QPoint) -> str:
        """Say what the square under a place means; empty beside the squares."""
        week = self._week_at(place)
        return "" if week is None else self._words(week)

    def _week_at(self, place: QPoint) -> WeekDone | None:
        at = QPointF(place) / growth()
        for index, week in enumerate(self._weeks):
            if self._square(index).adjusted(-1, -1, 2, 1).contains(at):
                found: WeekDone = week
                return found
        return None

    def _paint(self, painter: QPainter, square: QRectF, week: WeekDone) -> None:
        pale, full = self._theme.colour("line"), self._theme.colour("accent")
        painter.setPen(Qt.PenStyle.NoPen)
        if week.done in {WeekCompletion.NOT_COUNTED, WeekCompletion.NOTHING}:
            hollow = (
                self._theme.colour("segment_line") if week.done is WeekCompletion.NOTHING else pale
            )
            painter.setPen(QPen(hollow, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
            return
        painter.setBrush(full if week.done is WeekCompletion.ALL else pale)
        painter.drawRoundedRect(square, 3, 3)
        if week.done is WeekCompletion.PARTLY:
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
        side = NOW if index == len(self._shown.weeks) else SIDE
        left = index * (SIDE + GAP)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            left = self.width() / growth() - left - side
        return QRectF(left, MONTHS + (NOW - side) / 2, side, side)


class CheckInLine(QWidget):
    """The squares, the same in words beside them, and how it was counted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.grid = CheckInGrid(theme)
        self.shown = CheckIns()
        self.words = label(role="hint", wrap=True)
        self.words.setFixedWidth(scaled(214))
        self.how = link("How?", HOW, inline=True, name=f"{HOW}: check-ins")
        self._line = WrappingRow(self, spacing=16)
        for part in (self.grid, self.words, self.how):
            self._line.addWidget(part)

    def sizeHint(self) -> QSize:
        """Return a size that does not hang on the words: they take a second line."""
        self.how.ensurePolished()
        parts = (self.grid.sizeHint(), self.words.minimumSize(), self.how.sizeHint())
        wide = sum(part.width() for part in parts) + 2 * self._line.spacing()
        return QSize(wide, super().sizeHint().height())

    def show_check_ins(self, shown: CheckIns, *, every: bool = False) -> None:
        """Show the newest of these weeks; `every` says that they are of all customers."""
        self.shown = replace(shown, weeks=shown.weeks[-SHOWN:])
        self.grid.show_check_ins(self.shown)
        now = self.shown.now
        logged, due = (now.logged, now.due) if now else (0, 0)
        done, counted = self.shown.done, self.shown.counted
        self.words.setText(check_in_line(done, counted, logged, due, every=every))
        self.grid.setAccessibleDescription(self.words.text())


def _words(week: WeekDone, newest: WeekDone, *, running: bool) -> str:
    days = period_with_days(week.week, newest.week.end)
    if running:
        so_far = f"{week.logged} of {week.due} logged so far" if week.due else "nothing is due"
        return f"{days}, running: {so_far}"
    match week.done:
        case WeekCompletion.NOT_COUNTED:
            return f"{days}: not counted"
        case WeekCompletion.NOTHING:
            return f"{days}: nothing logged; it can still be filled in"
    return f"{days}: {week.logged} of {week.due} logged or skipped"
