"""A trend chart to look at: which days it shows, its line and points, and the layers around them.

Everything stands where `report.charts.frame` puts it, so that screen and paper agree. Zooming
changes the days shown, never a transform, so ticks and labels are always laid out for what is seen.

pyqtgraph draws line and points: made once, given new numbers for each picture. Days are whole
numbers counted from the picture's first day (a Monday where weeks are shown), so no time zone comes
near them. A gap is a NaN in the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QGraphicsView

from tracker.gui.theme import Theme, growth, scaled, unscaled
from tracker.gui.trends.chart_layers import LevelLabel, LowerLayers, UpperLayers, level_labels
from tracker.gui.trends.days import DayWindow, part
from tracker.gui.trends.fan import FanLayer
from tracker.gui.trends.lanes import (
    DATES,
    MOST,
    RatingOnPlot,
    lanes_height,
    paint_lanes,
    paint_ratings,
    ratings_on_plot,
)
from tracker.report.charts.frame import INSET, MARGIN, Frame, frame_of, runs
from tracker.report.charts.labels import ROW_HEIGHT, PlacedFlag, placed_flags
from tracker.report.charts.picture import CustomerRating, Gap, Point, TrendPicture
from tracker.report.charts.spans import Bar, placed_spans
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import LIGHT, SMALL, cut_to_width, text_width

TOP, FOOT = 14.0, DATES + 2.0
PAPER_HEAD = 110
LEAST_PLOT = 260.0
LEAST = (280, 180)
DENSE: Final = 9.0
DENSER: Final = 4.5
"""Pixels between two points below which usual points shrink, then leave the line to itself."""
AIR: Final = 8.0
"""Room above and below the plot, so that a point on its edge is drawn whole."""
_SHAPES: Final = {Mark.USUAL: "o", Mark.WORSE: "s", Mark.BETTER: "t1", Mark.ONE_OFF: "d"}
_SIZES: Final = {Mark.USUAL: 8.5, Mark.WORSE: 9.5, Mark.BETTER: 11.5, Mark.ONE_OFF: 13.0}
_FILLS: Final = {
    Mark.USUAL: "steady",
    Mark.WORSE: "worse",
    Mark.BETTER: "better",
    Mark.ONE_OFF: "panel",
}

Pairs = NDArray[np.float64]


class Curves:
    """A view box with one line, and one cloud of points for each mark."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.box: Any = pg.ViewBox(enableMenu=False, enableMouse=False, defaultPadding=0)
        self.box.disableAutoRange()
        self.line: Any = pg.PlotCurveItem(connect="finite", antialias=True)
        self.box.addItem(self.line, ignoreBounds=True)
        self.clouds: dict[Mark, Any] = {}
        for mark, shape in _SHAPES.items():
            self.clouds[mark] = cloud = pg.ScatterPlotItem(symbol=shape, antialias=True)
            self.box.addItem(cloud, ignoreBounds=True)
        self._base = 0
        self._spacing = 0.0
        self._ratio = 1.0
        self._whole: Frame | None = None
        self._far = False
        self._ends = (0.0, 1.0)
        self._every: Pairs = _pairs([], 0)
        self._alone: Pairs = self._every
        self.apply_theme()

    def apply_theme(self) -> None:
        """Take the colours of the theme."""
        for mark, cloud in self.clouds.items():
            bare = mark is Mark.ONE_OFF
            rim = self._theme.colour("text" if bare else "panel")
            cloud.setPen(pg.mkPen(rim, width=1.4 if bare else 1.0))
            cloud.setBrush(self._theme.colour(_FILLS[mark]))
        self._draw_line()

    def show(self, whole: Frame) -> None:
        """Draw another picture's values; `whole` is the frame of all of it."""
        self._whole, self._base = whole, whole.first.toordinal()
        self._far = any(one.mark is Mark.ONE_OFF for one in whole.picture.points)
        self._fill((whole.low, whole.high))

    def _fill(self, ends: tuple[float, float]) -> None:
        """Draw the values; those beyond the ends of the axis lie on them."""
        self._ends, whole = ends, self._whole
        if whole is None:
            return
        points, found = whole.picture.points, runs(whole)
        gap = np.full((1, 2), np.nan)
        pieces = [piece for run in found for piece in (self._pairs(run), gap)]
        line = np.concatenate(pieces) if pieces else gap
        self.line.setData(line[:, 0], line[:, 1], connect="finite")
        for mark, cloud in self.clouds.items():
            if mark is not Mark.USUAL:
                marked = self._pairs([point for point in points if point.mark is mark])
                cloud.setData(marked[:, 0], marked[:, 1])
        usual = [point for point in points if point.mark is Mark.USUAL]
        self._every = self._pairs(usual)
        self._alone = self._pairs([run[0] for run in found if len(run) == 1])
        self._spacing = 0.0

    def _pairs(self, points: Sequence[Point]) -> Pairs:
        pairs = _pairs(points, self._base)
        if self._far:
            pairs[:, 1] = np.clip(pairs[:, 1], *self._ends)
        return pairs

    def place(self, frame: Frame, ratio: float = 1.0) -> None:
        """Put the box where the frame has its plot; `ratio` is device pixels to one of ours."""
        self._ratio = ratio
        if self._far and (frame.low, frame.high) != self._ends:
            self._fill((frame.low, frame.high))
        width, height = frame.right - frame.left, frame.bottom - frame.top
        self.box.setGeometry(QRectF(frame.left, frame.top - AIR, width, height + 2 * AIR))
        days = max((frame.last - frame.first).days, 1)
        inset = INSET * days / max(width - 2 * INSET, 1.0)
        first = frame.first.toordinal() - self._base
        x = (first - inset, first + days + inset)
        air = AIR * (frame.high - frame.low) / max(height, 1.0)
        self.box.setRange(xRange=x, yRange=(frame.low - air, frame.high + air), padding=0)
        self._show_usual(frame.spacing)

    def _show_usual(self, spacing: float) -> None:
        """Where points would touch, only the line is drawn, and points that no line reaches."""
        dense = spacing < DENSER
        if not self._spacing or dense != (self._spacing < DENSER):
            pairs = self._alone if dense else self._every
            self.clouds[Mark.USUAL].setData(pairs[:, 0], pairs[:, 1])
        shrink = 1.0 if spacing > DENSE else 0.7 if spacing > DENSER else 0.55
        for mark, cloud in self.clouds.items():
            cloud.setSize(_SIZES[mark] * (shrink if mark is Mark.USUAL else max(shrink, 0.8)))
        self._spacing = spacing
        self._draw_line()

    def _draw_line(self) -> None:
        # A pen wider than one pixel costs ten times as much where points are many, and pyqtgraph's
        # pens are as wide on a fine screen as on a coarse one.
        width = 1.7 * self._ratio if self._spacing >= DENSER else 1.0
        self.line.setPen(pg.mkPen(self._theme.colour("chart_line"), width=width))


def _pairs(points: Sequence[Point], base: int) -> Pairs:
    pairs = [(point.day.toordinal() - base, point.value) for point in points]
    return np.array(pairs, dtype=float).reshape(-1, 2)


class ChartView(pg.GraphicsView):  # type: ignore[misc]
    """One chart, made once; `show_picture` gives it another measure or other days."""

    zoomed = Signal(object)  # bool: whether less than everything is shown
    _whole: TrendPicture | None = None  # of the class: Qt resizes it before __init__ is done

    def __init__(self, theme: Theme) -> None:
        super().__init__(background=None)
        self._theme = theme
        self._curves = Curves(theme)
        self.scene().addItem(self._curves.box)
        self._framed: Frame | None = None
        self.frame: Frame | None = None
        self.flags: list[PlacedFlag] = []
        self.labels: list[LevelLabel] = []
        self.ratings: list[RatingOnPlot] = []
        self._bars: list[Bar] = []
        self._more = 0  # spans that no lane has room for
        self._caption = ""
        self._rows = 1
        self._pointed: PlacedFlag | None = None
        self._band: tuple[float, float] | None = None
        self.setMinimumSize(*map(scaled, LEAST))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAccessibleName("Chart")
        theme.changed.connect(self._on_theme)

    @property
    def picture(self) -> TrendPicture | None:
        """What is seen now: the whole picture, or the part that was zoomed to."""
        return self.frame.picture if self.frame else None

    @property
    def reading(self) -> Point | Gap | CustomerRating | None:
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
        self._caption = (
            ""
            if seen.unit.strip() == "%"
            else cut_to_width(seen.unit, SMALL, self.room.width() / 3)
        )
        end = MARGIN + text_width(self._caption, SMALL) if self._caption else 0.0
        self.flags = placed_flags(frame, end)
        self._bars, self._more = placed_spans(frame, 0, MOST)
        rows = (flag.row + 1 for flag in self.flags if flag.row is not None)
        self._rows = max([self._rows, *rows])
        lanes = lanes_height(self._bars)
        top = TOP + self._rows * ROW_HEIGHT
        high = self.room.height()
        bottom = max(high - FOOT - lanes, top + 40)
        self.setMinimumHeight(scaled(ceil(top + LEAST_PLOT + FOOT + lanes)))
        self.frame = frame.placed(top, bottom, high)
        self.ratings = ratings_on_plot(self.frame, self.flags)
        self.labels = level_labels(self.frame, self.flags, self.ratings)
        self._curves.place(self.frame, self.devicePixelRatioF())
        self.resetCachedContent()
        self.viewport().update()

    def _frame_of(self, picture: TrendPicture) -> Frame:
        # Paper has a head and a foot in its height that the screen has beside the chart.
        return frame_of(picture, self.room.width(), self.room.height() + PAPER_HEAD, LIGHT)

    @property
    def room(self) -> QSize:
        """How large it is beside usual text: everything in it is drawn as large as the text is."""
        return QSize(unscaled(self.width()), unscaled(self.height()))

    def updateMatrix(self, propagate: bool = True) -> None:  # noqa: N802 - its own
        """Draw all of the scene as large as the text is."""
        super().updateMatrix(propagate)
        if growth() != 1:
            self.setSceneRect(QRectF(QPointF(), self.room.toSizeF()))
            QGraphicsView.scale(self, growth(), growth())

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
        self.lay_out()

    def drawBackground(self, painter: QPainter, _rect: QRectF) -> None:
        """Draw what lies under the line; Qt keeps it until `resetCachedContent`."""
        painter.setLayoutDirection(self.layoutDirection())
        painter.fillRect(_rect, self._theme.colour("panel"))
        if self.frame:
            LowerLayers(painter, self._theme, self.frame).paint(self._caption)
            paint_lanes(painter, self._theme, self.frame, self._bars, self._more)
            FanLayer(painter, self._theme, self.frame).paint()

    def drawForeground(self, painter: QPainter, _rect: QRectF) -> None:
        """Draw what lies above it."""
        if self.frame is None:
            return
        painter.setLayoutDirection(self.layoutDirection())
        overlay = UpperLayers(painter, self._theme, self.frame)
        overlay.flags(self.flags, self._pointed)
        paint_ratings(painter, self._theme, self.ratings)
        overlay.labels(self.labels)
        overlay.edge_figures()
        if self._band:
            overlay.band(*self._band)
        if (item := self.reading) and self.frame.first <= item.day <= self.frame.last:
            overlay.cursor(item, self.ratings)
        if self.hasFocus():
            overlay.focus()

    def _on_theme(self) -> None:
        self._curves.apply_theme()
        self.resetCachedContent()
        self.viewport().update()
