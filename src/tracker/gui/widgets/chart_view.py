"""A trend chart to look at: pyqtgraph draws line and points, the layers around it are laid out.

Everything stands where `report.svg_frame` puts it, so that screen and paper agree. Zooming changes
the days shown, never a transform, so ticks and labels are always laid out for what is seen.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QGraphicsView

from tracker.gui.theme import Theme
from tracker.gui.widgets.chart_curves import Curves
from tracker.gui.widgets.chart_ground import Ground
from tracker.gui.widgets.chart_labels import LevelLabel, level_labels
from tracker.gui.widgets.chart_overlay import Overlay
from tracker.gui.widgets.chart_window import DayWindow, part
from tracker.report.picture import Gap, Point, Rated, TrendPicture
from tracker.report.svg_frame import MARGIN, Frame, frame_of
from tracker.report.svg_labels import ROW_HEIGHT, PlacedFlag, placed_flags
from tracker.report.svg_parts import LIGHT, SMALL
from tracker.report.svg_ratings import PlacedRating, placed_ratings
from tracker.report.svg_spans import Bar, lanes_height, placed_spans
from tracker.report.svg_text import cut, text_width

TOP, FOOT = 14.0, 32.0
PAPER_HEAD = 110
LEAST = (280, 180)


class ChartView(pg.GraphicsView):  # type: ignore[misc]
    """One chart, made once; `show_picture` gives it another measure or other days."""

    zoomed = Signal(object)  # bool: whether less than everything is shown

    def __init__(self, theme: Theme) -> None:
        super().__init__(background=None)
        self._theme = theme
        self._curves = Curves(theme)
        self.scene().addItem(self._curves.box)
        self._whole: TrendPicture | None = None
        self._framed: Frame | None = None
        self.frame: Frame | None = None
        self.flags: list[PlacedFlag] = []
        self.labels: list[LevelLabel] = []
        self.ratings: list[PlacedRating] = []
        self._bars: list[Bar] = []
        self._caption = ""
        self._rows = 1
        self._pointed: PlacedFlag | None = None
        self._band: tuple[float, float] | None = None
        self.setMinimumSize(*LEAST)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName("Chart")
        theme.changed.connect(self._on_theme)

    @property
    def picture(self) -> TrendPicture | None:
        """What is seen now: the whole picture, or the part that was zoomed to."""
        return self.frame.picture if self.frame else None

    @property
    def reading(self) -> Point | Gap | Rated | None:
        """What is read now; nothing in a chart that is only looked at."""
        return None

    def show_picture(self, picture: TrendPicture) -> None:
        """Draw another picture; the same days stay zoomed as they are."""
        old, self._whole = self._whole, picture
        if old is None or (old.title, old.first, old.last) != (
            picture.title,
            picture.first,
            picture.last,
        ):
            self.days = DayWindow(picture)
        self._rows = 1
        self._framed = self._frame_of(picture)
        self._curves.show(self._framed)
        self.setAccessibleName(picture.title)
        self.setAccessibleDescription(picture.summary)
        self.lay_out()
        self.zoomed.emit(self.days.zoomed)

    def zoom_back(self) -> None:
        """Show everything again."""
        if self._whole:
            self.days.back()
            self.show_days()

    def show_days(self) -> None:
        """Show what the window of days says now."""
        self.lay_out()
        self.zoomed.emit(self.days.zoomed)

    def lay_out(self) -> None:
        """Give everything its place for the size and the days of the moment."""
        if self._whole is None:
            return
        seen = part(self._whole, *self.days.days)
        framed, self._framed = self._framed, None
        frame = framed if framed and seen is self._whole else self._frame_of(seen)
        self._caption = "" if seen.unit.strip() == "%" else cut(seen.unit, SMALL, self.width() / 3)
        end = MARGIN + text_width(self._caption, SMALL) if self._caption else 0.0
        self.flags = placed_flags(frame, end)
        self._bars, _ = placed_spans(frame)
        self._rows = max([self._rows, *(one.row + 1 for one in self.flags if one.row is not None)])
        lanes = lanes_height(frame, self._bars)
        top = TOP + self._rows * ROW_HEIGHT
        bottom = max(self.height() - FOOT - lanes, top + 40)
        self.frame = frame.placed(top, bottom, self.height())
        self.ratings = placed_ratings(self.frame)
        self.labels = level_labels(self.frame, self.flags)
        self._curves.place(self.frame, self.devicePixelRatioF())
        self.resetCachedContent()
        self.viewport().update()

    def _frame_of(self, picture: TrendPicture) -> Frame:
        # Paper has a head and a foot in its height that the screen has beside the chart.
        return frame_of(picture, self.width(), self.height() + PAPER_HEAD, LIGHT)

    def close(self) -> bool:
        """Close like any widget: pyqtgraph would take the scene apart under Qt's feet."""
        return bool(QGraphicsView.close(self))

    def event(self, event: QEvent) -> bool:
        """Draw anew on a screen that is finer or coarser."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.lay_out()
        return bool(super().event(event))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew; more room may need fewer rows of words."""
        super().resizeEvent(event)
        self._rows = 1
        if hasattr(self, "_whole"):
            self.lay_out()

    def drawBackground(self, painter: QPainter, _rect: QRectF) -> None:
        """Draw what lies under the line; Qt keeps it until `resetCachedContent`."""
        painter.fillRect(_rect, self._theme.colour("panel"))
        if self.frame:
            Ground(painter, self._theme, self.frame).paint(self._caption, self._bars)

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Draw what lies above it."""
        if self.frame is None:
            return
        overlay = Overlay(painter, self._theme, self.frame)
        overlay.flags(self.flags, self._pointed)
        overlay.ratings(self.ratings)
        overlay.labels(self.labels)
        if self._band:
            overlay.band(*self._band)
        if (item := self.reading) and self.frame.first <= item.day <= self.frame.last:
            overlay.cursor(item, self.ratings)
        if self.hasFocus():
            overlay.focus()

    def _on_theme(self) -> None:
        self._curves.dress()
        self.resetCachedContent()
        self.viewport().update()
