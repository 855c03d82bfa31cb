"""The trend chart as a person uses it: read point after point, zoom, open an event."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QSinglePointEvent,
    QWheelEvent,
)

from tracker.domain.measure import Measure
from tracker.gui.accessible.points import Points, point_reached
from tracker.gui.theme import Theme, growth
from tracker.gui.trends.chart_layers import flag_area
from tracker.gui.trends.chart_view import ChartView
from tracker.gui.trends.days import day_at
from tracker.gui.widgets.row_menu import by_mouse
from tracker.gui.widgets.text import tip_of
from tracker.report.charts.labels import PlacedFlag
from tracker.report.charts.picture import CustomerRating, Gap, Point, TrendPicture
from tracker.report.charts.reading import in_order, read_aloud

A_CLICK = 5
SPOT = 6
NOTCH = 120.0
CLOSER = 0.8
STEP = 0.2
Key = Qt.Key


class TrendChart(ChartView, Points):
    """Left and Right read; wheel, drag, + and − zoom; Esc, Home and double click go back."""

    menu_requested = Signal(object)  # QPoint: where on the screen
    reading_changed = Signal(object)  # Point | Gap | Rated | None: what is read now
    flag_clicked = Signal(object)  # Flag
    event_requested = Signal()
    fix_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._items: list[Point | Gap | CustomerRating] = []
        self._dates: list[date] = []
        self._cursor: int | None = None
        self._hover: int | None = None
        self.measure: Measure | None = None  # whose values are read aloud
        self._press: tuple[Qt.MouseButton, QPointF] | None = None
        self._still = True  # nothing was drawn since the press
        self._keys: dict[int, Callable[[], None]] = {
            Key.Key_Left: self._read_before,
            Key.Key_Right: self._read_next,
            Key.Key_Home: self._home,
            Key.Key_End: self._read_last,
            Key.Key_Plus: self._closer,
            Key.Key_Equal: self._closer,
            Key.Key_Minus: self._farther,
            Key.Key_E: self.event_requested.emit,
            Key.Key_F: self.fix_requested.emit,
        }

    @property
    def reading(self) -> Point | Gap | CustomerRating | None:
        """What is read now, by mouse or keys."""
        index = self._cursor if self._hover is None else self._hover
        return None if index is None else self._items[index]

    def show_picture(self, picture: TrendPicture) -> None:
        """Draw another picture; the reading cursor stays on its day if it is still there."""
        day = None if self._cursor is None else self._dates[self._cursor]
        self._items = in_order(picture)
        self._dates = [item.day for item in self._items]
        self._cursor = self._dates.index(day) if day in self._dates else None
        self._hover = None
        super().show_picture(picture)
        self._announce_reading()

    def point_texts(self) -> Sequence[str]:
        """Return what each period and each rating says aloud."""
        if not self.measure or not self.picture:
            return []
        until = self.picture.until
        return [read_aloud(item, self.measure, until) for item in self._items]

    def point_area(self, at: int) -> QRect:
        """Return where one is drawn."""
        item, frame = self._items[at], self.frame
        if frame is None or not frame.first <= item.day <= frame.last:
            return QRect()
        y = frame.y(item.value) if isinstance(item, Point) else frame.bottom
        spot = QPointF(frame.x(item.day), y) * growth()
        return QRectF(spot - QPointF(SPOT, SPOT), spot + QPointF(SPOT, SPOT)).toRect()

    def current_point(self) -> int | None:
        """Return the one that the keys read."""
        return self._cursor

    def read_day(self, day: date) -> None:
        """Move the reading cursor to the period that starts on a day, if it is in the picture."""
        if day in self._dates:
            self._read(self._dates.index(day))

    def stop_reading(self) -> None:
        """Take the reading cursor away."""
        self._cursor = self._hover = None
        self._announce_reading()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read, zoom, add an event; what is not for the chart goes on to the page."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        held &= ~Qt.KeyboardModifier.ShiftModifier
        act = self._keys.get(event.key())
        if act and held == Qt.KeyboardModifier.NoModifier:
            act()
        elif event.key() == Key.Key_Escape and (self._cursor is not None or self.days.zoomed):
            self.stop_reading()
            self.zoom_back()
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer; with Shift, or sideways, move in time."""
        turn, side = event.angleDelta().y(), event.angleDelta().x()
        if self.frame is None:
            return
        if side or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.days.pan(-(side or turn) / NOTCH * STEP)
        else:
            self.days.zoom(CLOSER ** (turn / NOTCH), day_at(self.frame, _spot(event).x()))
        self.show_days()
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer by key what can be done; the right button moves the days first, if it is drawn."""
        if not by_mouse(event):
            self.menu_requested.emit(self.mapToGlobal(self.rect().center()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._press = event.button(), _spot(event)
        self._still = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read what is nearest; with the left button pick days, with another move in time."""
        at = _spot(event)
        if self.frame is None:
            return
        if self._press is None:
            self._point_at(at)
        elif self._press[0] == Qt.MouseButton.LeftButton:
            self._band = self._press[1].x(), at.x()
            self.viewport().update()
        elif abs(self._press[1].x() - at.x()) > A_CLICK or not self._still:
            self.days.pan((self._press[1].x() - at.x()) / (self.frame.right - self.frame.left))
            self._still = False
            self._press = self._press[0], at
            self.show_days()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Zoom to the days picked, or take it as a click."""
        press, self._press, band, self._band = self._press, None, self._band, None
        if press is None or self.frame is None or press[0] != Qt.MouseButton.LeftButton:
            if press and press[0] == event.button() == Qt.MouseButton.RightButton and self._still:
                self.menu_requested.emit(event.globalPosition().toPoint())
            return
        if band and abs(band[1] - band[0]) > A_CLICK:
            first, last = sorted(day_at(self.frame, x) for x in band)
            self.days.show(first, last)
            self.show_days()
        else:
            self._click(_spot(event))

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Show everything again."""
        self._press = None
        self.zoom_back()

    def leaveEvent(self, event: QEvent) -> None:
        """Read what the keys read."""
        self._point_at(None)
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that the keys come here; coming by key, begin to read at the newest."""
        super().focusInEvent(event)
        keys = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        if event.reason() in keys and self._cursor is None and self._items:
            self._read_last()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _point_at(self, at: QPointF | None) -> None:
        """Follow the pointer: the item nearest in time, and the flag whose words lie under it."""
        flag = self._flag_at(at) if at else None
        hover = self._nearest(at.x()) if at and flag is None else None
        if (hover, flag) == (self._hover, self._pointed):
            return
        self._hover, self._pointed = hover, flag
        hand = Qt.CursorShape.PointingHandCursor if flag else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand)
        self.setToolTip(tip_of(flag.flag.label) if flag else "")
        self._announce_reading()

    def _click(self, at: QPointF) -> None:
        if flag := self._flag_at(at):
            self.flag_clicked.emit(flag.flag)
        elif (index := self._nearest(at.x())) is not None:
            self._read(index)

    def _flag_at(self, at: QPointF) -> PlacedFlag | None:
        if self.frame is None:
            return None
        for flag in self.flags:
            named = flag.row is not None and flag_area(self.frame, flag).contains(at)
            if named or (flag.row is None and abs(at.x() - flag.x) < A_CLICK):
                return flag
        return None

    def _nearest(self, x: float) -> int | None:
        if self.frame is None or not self._items:
            return None
        day = day_at(self.frame, x)
        after = bisect_left(self._dates, day, key=date.toordinal)
        near = [index for index in (after - 1, after) if 0 <= index < len(self._items)]
        return min(near, key=lambda index: abs(self._dates[index].toordinal() - day))

    def _read(self, index: int) -> None:
        if not self._items:
            return
        self._cursor = max(0, min(index, len(self._items) - 1))
        self._hover = None
        before = self.days.days
        self.days.bring(self._dates[self._cursor])
        if self.days.days != before:
            self.show_days()
        self._announce_reading()
        point_reached(self, self._cursor)

    def _read_before(self) -> None:
        self._read(len(self._items) - 1 if self._cursor is None else self._cursor - 1)

    def _read_next(self) -> None:
        self._read(len(self._items) - 1 if self._cursor is None else self._cursor + 1)

    def _read_first(self) -> None:
        self._read(0)

    def _home(self) -> None:
        """Show everything again; where all is in view, read the first of it."""
        if self.days.zoomed:
            self.zoom_back()
        else:
            self._read_first()

    def _read_last(self) -> None:
        self._read(len(self._items) - 1)

    def _closer(self) -> None:
        self._zoom(CLOSER)

    def _farther(self) -> None:
        self._zoom(1 / CLOSER)

    def _zoom(self, factor: float) -> None:
        first, last = (day.toordinal() for day in self.days.days)
        read = None if self._cursor is None else self._dates[self._cursor].toordinal()
        around = (first + last) / 2 if read is None or not first <= read <= last else read
        self.days.zoom(factor, around)
        self.show_days()

    def _announce_reading(self) -> None:
        self.reading_changed.emit(self.reading)
        self.viewport().update()


def _spot(event: QSinglePointEvent) -> QPointF:
    """Return where the pointer is in the chart, as it is drawn beside usual text."""
    return event.position() / growth()
