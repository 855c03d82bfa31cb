"""A switch: on or off, and it acts at once."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox

from tracker.gui.theme import Theme, scaled

WIDTH, HEIGHT, RING = 34, 20, 2  # px: of the track, and of the ring around it


class Switch(QCheckBox):
    """A track with a knob; what it is for stands beside it and is read aloud as its name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return the track with the room for its ring."""
        return QSize(scaled(WIDTH + 2 * RING + 2), scaled(HEIGHT + 2 * RING + 2))

    def minimumSizeHint(self) -> QSize:
        """Be no smaller than that."""
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        """Take a click anywhere on it."""
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the track, the knob, and the ring while it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(0, 0, scaled(WIDTH), scaled(HEIGHT))
        track.moveCenter(QRectF(self.rect()).center())
        on, able = self.isChecked(), self.isEnabled()
        ground = ("accent" if able else "line") if on else "panel"
        edge = "line" if not able else "accent" if on else "segment_line"
        painter.setPen(QPen(self._theme.colour(edge), 1))
        painter.setBrush(self._theme.colour(ground))
        painter.drawRoundedRect(
            track.adjusted(0.5, 0.5, -0.5, -0.5), track.height() / 2, track.height() / 2
        )
        size = track.height() - scaled(6)
        right = on is not self.isRightToLeft()
        left = track.right() - scaled(3) - size if right else track.left() + scaled(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("on_accent" if on else edge))
        painter.drawEllipse(QRectF(left, track.top() + scaled(3), size, size))
        if self.hasFocus():
            ring = track.adjusted(-RING, -RING, RING, RING)
            painter.setPen(QPen(self._theme.colour("accent"), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
