"""The line below a chart that names what is drawn in it, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import LEADING, font, scaled_painter, text_width
from tracker.report.charts.frame import Frame
from tracker.report.charts.gaps import GAP_TONE, RIM, STROKE, PlacedGap, gap_sample
from tracker.report.charts.picture import STOPS
from tracker.report.charts.reading import NamedMark, named
from tracker.report.charts.spans import RADIUS
from tracker.report.charts.spark import Mark
from tracker.report.charts.svg import DIAMOND

FLAG_DASHES: dict[str, list[float]] = {"event": [1.2, 2.8], "planned": [6, 3]}
FAN_DASHES = [1.0, 2.2]
FAN_TONES: dict[str, str] = {Mark.WORSE: "worse", Mark.BETTER: "better"}
SAMPLE, BETWEEN, PX, HEIGHT = 16, 16, 11, 22


def diamond(place: QPointF, size: float = 1.0) -> QPolygonF:
    """Return the shape of a customer's rating around a place, so much larger than paper's."""
    return QPolygonF([QPointF(dx, dy) * RADIUS * size + place for dx, dy in DIAMOND])


def paint_gap(painter: QPainter, theme: Theme, one: PlacedGap) -> None:
    """Draw a period without a figure: a stroke where it was skipped, else an empty box."""
    tone = theme.colour(GAP_TONE)
    if one.gap.skipped:
        painter.setPen(QPen(tone, STROKE))
        painter.drawLine(QPointF(one.x, one.top), QPointF(one.x, one.bottom))
        return
    painter.setPen(QPen(tone, RIM))
    painter.setBrush(theme.colour("panel"))
    painter.drawRect(QRectF(one.x - one.width / 2, one.top, one.width, one.bottom - one.top))


class Legend(QWidget):
    """Samples and names in one row; what has no room is left to the tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.entries: list[NamedMark] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend")

    def show_frame(self, frame: Frame) -> None:
        """Name what a chart shows now."""
        self.entries = named(frame)
        names = ", ".join(entry.name for entry in self.entries)
        self.setToolTip(names)
        self.setAccessibleDescription(names)
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(120, scaled(HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entries that have room."""
        painter, room = scaled_painter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        x = 0.0
        for entry in self.entries:
            width = SAMPLE + 6 + text_width(entry.name, PX)
            if x + width > room.width():
                break
            self._sample(painter, entry, QRectF(x, 0, SAMPLE, room.height()))
            painter.setFont(font(PX))
            painter.setPen(self._theme.colour("second"))
            name = QRectF(x + SAMPLE + 6, 0, width, room.height())
            painter.drawText(name, LEADING, entry.name)
            x += width + BETWEEN

    def _sample(self, painter: QPainter, entry: NamedMark, area: QRectF) -> None:
        middle = area.center()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if entry.kind == "range":
            self._range(painter, area)
            return
        match entry.kind:
            case "mark":
                self._mark(painter, Mark(entry.what), middle)
            case "promise":
                self._promise(painter, area, side=bool(entry.what))
            case "flag":
                painter.setPen(self._pen("second", 1.3, FLAG_DASHES.get(entry.what)))
                painter.drawLine(middle + QPointF(0, -7), middle + QPointF(0, 7))
            case "fan":
                painter.setPen(self._pen(FAN_TONES.get(entry.what, "steady"), 1.6, FAN_DASHES))
                left, right = QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y())
                painter.drawLine(left, right)
            case "gap":
                paint_gap(painter, self._theme, gap_sample(entry.name, middle.x(), middle.y()))
            case "rating":
                painter.setPen(self._pen("accent", 1.5))
                painter.setBrush(self._theme.colour("panel"))
                painter.drawPolygon(diamond(middle, 1.2))
            case _:
                stop, watched = entry.what in STOPS, entry.what == "watched"
                rim, dashes = "steady" if stop or watched else "usual_line", [3.0, 2.0]
                painter.setPen(self._pen(rim, 1, dashes if watched else None))
                fill = "panel" if watched else "hover" if stop else "usual_wash"
                painter.setBrush(self._theme.colour(fill))
                painter.drawRect(QRectF(area.left() + 0.5, middle.y() - 4, SAMPLE - 1, 8))

    def _range(self, painter: QPainter, area: QRectF) -> None:
        """Draw a level between the quiet ends of its range."""
        for up, width, dots in ((-5.0, 0.8, [2.0, 4.0]), (0.0, 1.2, None), (5.0, 0.8, [2.0, 4.0])):
            painter.setPen(self._pen("usual_line", width, dots))
            y = area.center().y() + up
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _promise(self, painter: QPainter, area: QRectF, *, side: bool) -> None:
        """Draw the dashed line of a promise, with its tinted `side` below it."""
        y = area.center().y() - (5.0 if side else 0.0)
        if side:
            tint = QRectF(area.left(), y, area.width(), 11.0)
            painter.fillRect(tint, self._theme.colour("usual_wash"))
        painter.setPen(self._pen("text", 1.1, [4, 2.5]))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))

    def _pen(self, role: str, width: float, dashes: list[float] | None = None) -> QPen:
        pen = QPen(self._theme.colour(role), width)
        if dashes:
            pen.setDashPattern(dashes)
        return pen

    def _mark(self, painter: QPainter, mark: Mark, at: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if mark is Mark.USUAL:
            painter.setBrush(self._theme.colour("steady"))
            painter.drawEllipse(at, 4, 4)
        elif mark is Mark.WORSE:
            painter.setBrush(self._theme.colour("worse"))
            painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))
        elif mark is Mark.BETTER:
            painter.setBrush(self._theme.colour("better"))
            corners = [QPointF(0, -5), QPointF(5, 4), QPointF(-5, 4)]
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
        else:
            painter.setPen(QPen(self._theme.colour("text"), 1.4))
            painter.setBrush(self._theme.colour("panel"))
            corners = [QPointF(0, -5), QPointF(5, 0), QPointF(0, 5), QPointF(-5, 0)]
            painter.drawPolygon(QPolygonF([at + corner for corner in corners]))
