"""The pulse and one measure on one time axis: two panels, low weeks shaded through both.

The pulse is moved later by the lag, so that what is paired stands one above the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.app.trends.pulse_comparison import WEEK, PulseComparison, PulsePair
from tracker.gui.accessible.points import Points, point_reached
from tracker.gui.theme import Theme, growth, scaled, unscaled
from tracker.gui.widgets.painting import LEADING, elided, font, scaled_painter, text_width
from tracker.report.charts.ticks import date_ticks, number_label, value_ticks
from tracker.report.dates import period_with_days

LEFT, RIGHT, TOP, FOOT, BETWEEN, HEAD = 64, 16, 8, 26, 14, 20
SHADE, PAD, SPOT = 0.10, 0.12, 6
Places = list[tuple[date, float]]


def judged(pair: PulsePair) -> str:
    """Say how a week's value is judged; empty where it is as usual."""
    return "worse than usual" if pair.worse else ""


def answered(pair: PulsePair) -> str:
    """Say what the pulse was, some weeks before; empty where it was not answered."""
    if not pair.answer:
        return ""
    week = pair.answer.week.isocalendar().week
    low = ", below your usual" if pair.answer.low else ""
    return f"pulse of week {week}: {pair.answer.value}{low}"


def read_pair(pair: PulsePair, beside: date) -> str:
    """Read one week on a line."""
    parts = [period_with_days(pair.period, beside), pair.shown, judged(pair), answered(pair)]
    return " · ".join(part for part in parts if part)


class PulseLegend(QWidget):
    """What the marks mean: shape and word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(scaled(20))
        self.setAccessibleName("Legend: triangle, below your usual; square, worse than usual")

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(scaled(260), scaled(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw each mark with its name."""
        painter, _ = scaled_painter(self)
        painter.setFont(font(11))
        x = 64.0
        for kind, name in (("low", "below your usual"), ("worse", "worse than usual")):
            paint_mark(painter, self._theme, QPointF(x + 6, 10), kind)
            painter.setPen(self._theme.colour("second"))
            painter.drawText(QPointF(x + 18, 14), name)
            x += 34 + text_width(name, 11)


def paint_mark(painter: QPainter, theme: Theme, at: QPointF, kind: str) -> None:
    """Draw a point: ▼ where the pulse was low, ■ where the value was worse, else a circle."""
    painter.setPen(QPen(theme.colour("panel"), 1))
    if kind == "low":
        painter.setBrush(theme.colour("text"))
        corners = [QPointF(-5.5, -4.5), QPointF(5.5, -4.5), QPointF(0, 5)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
    elif kind == "worse":
        painter.setBrush(theme.colour("worse"))
        painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))
    else:
        painter.setBrush(theme.colour("steady"))
        painter.drawEllipse(at, 3.4, 3.4)


class PlotPanel:
    """Where weeks and values of one of the two series lie."""

    def __init__(self, area: QRectF, first: date, last: date, ends: tuple[float, float]) -> None:
        self.area = area
        self._first, self._days = first, max((last - first).days, 1)
        self._low, self._span = ends[0], max(ends[1] - ends[0], 1e-9)

    @property
    def ticks(self) -> list[float]:
        """Values to be named beside it."""
        return value_ticks(self._low, self._low + self._span, 4)

    def x(self, day: date) -> float:
        """Return where a week lies."""
        room = self.area.width() - 20
        return self.area.left() + 10 + (day - self._first).days / self._days * room

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return self.area.bottom() - (value - self._low) / self._span * self.area.height()


class PulseChart(QWidget, Points):
    """Left and Right, or the mouse, read a week."""

    reading_changed = Signal(object)  # PulsePair | None

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: PulseComparison | None = None
        self._heads = ("", "")
        self._at: int | None = None
        self.setMinimumHeight(scaled(220))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Your pulse beside the measure")
        theme.changed.connect(self.update)

    @property
    def reading(self) -> PulsePair | None:
        """What is read now."""
        if self._shown is None or self._at is None or self._at >= len(self._shown.values):
            return None
        return self._shown.values[self._at]

    @property
    def shaded(self) -> list[date]:
        """The weeks that are shaded: those that the sentence counts as low ones."""
        return [pair.week for pair in self._shown.after_low] if self._shown else []

    def show_series(self, shown: PulseComparison, heads: tuple[str, str], said: str) -> None:
        """Draw both series under their names; `said` is the chart in words."""
        self._shown, self._heads, self._at = shown, heads, None
        self.setAccessibleDescription(said)
        self.reading_changed.emit(None)
        self.update()

    def point_texts(self) -> Sequence[str]:
        """Return what each week says."""
        values = self._shown.values if self._shown else ()
        return [read_pair(pair, values[-1].period.end) for pair in values]

    def point_area(self, at: int) -> QRect:
        """Return where a week's value is drawn."""
        if self._shown is None:
            return QRect()
        pair, panel = self._shown.values[at], self._panels(self._shown)[1]
        spot = QPointF(panel.x(pair.week), panel.y(pair.value)) * growth()
        return QRectF(spot - QPointF(SPOT, SPOT), spot + QPointF(SPOT, SPOT)).toRect()

    def current_point(self) -> int | None:
        """Return the week that is read."""
        return self._at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the week before or after."""
        count = len(self._shown.values) if self._shown else 0
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and count:
            begin = count if self._at is None else self._at
            self._read(min(max(begin + steps[Qt.Key(event.key())], 0), count - 1))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the week that is nearest."""
        if self._shown and self._shown.values:
            panel, at = self._panels(self._shown)[1], event.position().x() / growth()
            distances = [abs(panel.x(value.week) - at) for value in self._shown.values]
            self._read(distances.index(min(distances)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw shades, axes, lines and marks."""
        if self._shown is None:
            return
        painter, whole = scaled_painter(self)
        above, below = panels = self._panels(self._shown)
        self._shades(painter, *panels)
        self._axes(painter, *panels)
        later = self._shown.lag * WEEK
        pulse = [(answer.week + later, float(answer.value)) for answer in self._shown.answers]
        self._level(painter, above, self._shown.middle)
        self._line(painter, above, pulse)
        self._level(painter, below, self._shown.usual)
        self._line(painter, below, [(pair.week, pair.value) for pair in self._shown.values])
        for day, answer in zip((day for day, _ in pulse), self._shown.answers, strict=True):
            self._mark(painter, above, day, answer.value, "low" if answer.low else "")
        for pair in self._shown.values:
            self._mark(painter, below, pair.week, pair.value, "worse" if pair.worse else "")
        if now := self.reading:
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            x = below.x(now.week)
            painter.drawLine(QLineF(x, above.area.top(), x, below.area.bottom()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _read(self, at: int) -> None:
        if at != self._at:
            self._at = at
            self.reading_changed.emit(self.reading)
            self.update()
            point_reached(self, at)

    def _panels(self, shown: PulseComparison) -> tuple[PlotPanel, PlotPanel]:
        first, last = days_of(shown)
        room = unscaled(self.height()) - TOP - FOOT - BETWEEN - 2 * HEAD
        high = max(room, 80) * 0.42
        width = unscaled(self.width()) - LEFT - RIGHT
        above = QRectF(LEFT, TOP + HEAD, width, high)
        below = QRectF(LEFT, above.bottom() + BETWEEN + HEAD, width, max(room, 80) - high)
        values = [pair.value for pair in shown.values] or [0.0, 1.0]
        low, high_end = min(values), max(values)
        air = max((high_end - low) * PAD, abs(high_end) * 0.02, 1e-6)
        ends = low - air, high_end + air
        return PlotPanel(above, first, last, (0.6, 5.4)), PlotPanel(below, first, last, ends)

    def _shades(self, painter: QPainter, above: PlotPanel, below: PlotPanel) -> None:
        if self._shown is None:
            return
        shade = QColor(self._theme.colour("steady"))
        shade.setAlphaF(SHADE)
        half = (above.x(date(2026, 1, 8)) - above.x(date(2026, 1, 1))) / 2
        top, height = above.area.top(), below.area.bottom() - above.area.top()
        for week in self.shaded:
            painter.fillRect(QRectF(above.x(week) - half, top, 2 * half, height), shade)

    def _axes(self, painter: QPainter, above: PlotPanel, below: PlotPanel) -> None:
        grid, words = self._theme.colour("chart_grid"), self._theme.colour("third")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for panel, ticks, head in (
            (above, [1.0, 3.0, 5.0], self._heads[0]),
            (below, below.ticks, self._heads[1]),
        ):
            painter.setFont(font(11))
            step = ticks[1] - ticks[0] if len(ticks) > 1 else 1.0
            for value in ticks:
                y = round(panel.y(value)) + 0.5
                painter.setPen(grid)
                painter.drawLine(QLineF(panel.area.left(), y, panel.area.right(), y))
                painter.setPen(words)
                cell = QRectF(0, y - 9, LEFT - 8, 18)
                painter.drawText(cell, right, number_label(value, step))
            painter.setFont(font(12, 600))
            painter.setPen(self._theme.colour("text"))
            area = QRectF(panel.area.left(), panel.area.top() - HEAD, panel.area.width(), HEAD)
            painter.drawText(area, LEADING, elided(head, int(area.width()), 12, 600))
        self._days(painter, below)

    def _days(self, painter: QPainter, panel: PlotPanel) -> None:
        if self._shown is None:
            return
        first, last = days_of(self._shown)
        painter.setFont(font(11))
        painter.setPen(self._theme.colour("third"))
        free = 0.0
        for day, name in date_ticks(first, last, max(2, int(panel.area.width() / 84))):
            width = text_width(name, 11)
            x = max(panel.x(day) - width / 2, panel.area.left())
            if x >= free and x + width <= unscaled(self.width()):
                painter.drawText(QPointF(x, panel.area.bottom() + 18), name)
                free = x + width + 8

    def _level(self, painter: QPainter, panel: PlotPanel, level: float | None) -> None:
        if level is not None:
            pen = QPen(self._theme.colour("usual_line"), 1.2, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            y = panel.y(level)
            painter.drawLine(QLineF(panel.area.left(), y, panel.area.right(), y))

    def _line(self, painter: QPainter, panel: PlotPanel, places: Places) -> None:
        rhythm = timedelta(days=100) if self._sparse(places) else timedelta(days=10)
        painter.setPen(QPen(self._theme.colour("chart_line"), 1.4))
        for (one, a), (two, b) in pairwise(places):
            if two - one <= rhythm:
                painter.drawLine(QLineF(panel.x(one), panel.y(a), panel.x(two), panel.y(b)))

    def _sparse(self, places: Places) -> bool:
        gaps = [(two - one).days for (one, _), (two, _) in pairwise(places)]
        return bool(gaps) and min(gaps) > 10

    def _mark(
        self, painter: QPainter, panel: PlotPanel, day: date, value: float, kind: str
    ) -> None:
        paint_mark(painter, self._theme, QPointF(panel.x(day), panel.y(value)), kind)


def days_of(shown: PulseComparison) -> tuple[date, date]:
    """Return the first and last week on the axis, the pulse moved by the lag."""
    weeks = [answer.week + shown.lag * WEEK for answer in shown.answers]
    weeks += [pair.week for pair in shown.values]
    return (min(weeks), max(weeks)) if weeks else (date(2026, 1, 5), date(2026, 3, 30))
