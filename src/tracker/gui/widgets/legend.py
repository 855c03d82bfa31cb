"""The line below a chart that names what is drawn in it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.gui.theme import Theme, body_font
from tracker.report.picture import Mark, TrendPicture

NAMES = {
    Mark.WORSE: "worse than usual",
    Mark.BETTER: "better than usual",
    Mark.ONE_OFF: "one-off",
}
FLAG_NAMES = {"event": "event", "planned": "planned change", "revealed": "change found"}
DASHES: dict[str, list[float]] = {"event": [1.2, 2.8], "planned": [6, 3]}
PERIODS = ((10.0, "week"), (21.0, "fortnight"), (60.0, "month"), (200.0, "quarter"))
START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
SAMPLE, BETWEEN, PX, HEIGHT = 16, 16, 11, 22


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing named; `kind` is a mark, or promise, usual, a kind of flag or of span."""

    kind: str
    name: str


def entries(picture: TrendPicture) -> list[Entry]:
    """Return what a picture's legend names, in reading order."""
    period = next((name for most, name in PERIODS if picture.rhythm_days < most), "value")
    marks = {point.mark for point in picture.points}
    found = [Entry(mark, NAMES.get(mark, period)) for mark in Mark if mark in marks]
    if picture.promises:
        found.append(Entry("promise", "promise"))
    if picture.usual:
        found.append(Entry("usual", "usual range"))
    kinds = {flag.kind for flag in picture.flags}
    found += [Entry(kind, FLAG_NAMES.get(kind, kind)) for kind in FLAG_NAMES if kind in kinds]
    return found + [Entry("span", kind) for kind in sorted({one.kind for one in picture.spans})]


class Legend(QWidget):
    """Samples and names in one row; what has no room is left to the tip."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.entries: list[Entry] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Legend")

    def show_picture(self, picture: TrendPicture) -> None:
        """Name what another picture holds."""
        self.entries = entries(picture)
        names = ", ".join(entry.name for entry in self.entries)
        self.setToolTip(names)
        self.setAccessibleDescription(names)
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(120, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the entries that have room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        font = body_font(PX)
        metrics = QFontMetrics(font)
        x = 0.0
        for entry in self.entries:
            width = SAMPLE + 6 + metrics.horizontalAdvance(entry.name)
            if x + width > self.width():
                break
            self._sample(painter, entry.kind, QRectF(x, 0, SAMPLE, self.height()))
            painter.setFont(font)
            painter.setPen(self._theme.colour("second"))
            at = QRectF(x + SAMPLE + 6, 0, width, self.height())
            painter.drawText(at, START, entry.name)
            x += width + BETWEEN

    def _sample(self, painter: QPainter, kind: str, area: QRectF) -> None:
        middle = area.center()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if kind in set(Mark):
            self._mark(painter, Mark(kind), middle)
        elif kind == "promise":
            pen = QPen(self._theme.colour("text"), 1.1)
            pen.setDashPattern([4, 2.5])
            painter.setPen(pen)
            painter.drawLine(QPointF(area.left(), middle.y()), QPointF(area.right(), middle.y()))
        elif kind in {"usual", "span"}:
            painter.setPen(QPen(self._theme.colour("usual_line"), 1))
            painter.setBrush(self._theme.colour("usual_wash"))
            painter.drawRect(QRectF(area.left() + 0.5, middle.y() - 4, SAMPLE - 1, 8))
        else:
            pen = QPen(self._theme.colour("second"), 1.3)
            if kind in DASHES:
                pen.setDashPattern(DASHES[kind])
            painter.setPen(pen)
            painter.drawLine(middle + QPointF(0, -7), middle + QPointF(0, 7))

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
