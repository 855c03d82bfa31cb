"""The line and the points, drawn by pyqtgraph: made once, given new numbers for each picture.

Days are whole numbers counted from the picture's first day (a Monday where weeks are shown), so no
time zone comes near them. A gap is a NaN in the line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QRectF

from tracker.gui.theme import Theme
from tracker.report.picture import Mark, Point
from tracker.report.svg_frame import INSET, Frame, runs

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
        self._every: Pairs = _pairs([], 0)
        self._alone: Pairs = self._every
        self.dress()

    def dress(self) -> None:
        """Take the colours of the theme."""
        for mark, cloud in self.clouds.items():
            bare = mark is Mark.ONE_OFF
            rim = self._theme.colour("text" if bare else "panel")
            cloud.setPen(pg.mkPen(rim, width=1.4 if bare else 1.0))
            cloud.setBrush(self._theme.colour(_FILLS[mark]))
        self._draw_line()

    def show(self, whole: Frame) -> None:
        """Draw another picture's values; `whole` is the frame of all of it."""
        self._base = whole.first.toordinal()
        points, found = whole.picture.points, runs(whole)
        gap = np.full((1, 2), np.nan)
        pieces = [piece for run in found for piece in (_pairs(run, self._base), gap)]
        line = np.concatenate(pieces) if pieces else gap
        self.line.setData(line[:, 0], line[:, 1], connect="finite")
        for mark, cloud in self.clouds.items():
            if mark is not Mark.USUAL:
                marked = _pairs([point for point in points if point.mark is mark], self._base)
                cloud.setData(marked[:, 0], marked[:, 1])
        usual = [point for point in points if point.mark is Mark.USUAL]
        self._every = _pairs(usual, self._base)
        self._alone = _pairs([run[0] for run in found if len(run) == 1], self._base)
        self._spacing = 0.0

    def place(self, frame: Frame, ratio: float = 1.0) -> None:
        """Put the box where the frame has its plot; `ratio` is device pixels to one of ours."""
        self._ratio = ratio
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
