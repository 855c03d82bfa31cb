"""A quiet bar: how much of something is done."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.gui.theme import Theme

WIDTH, HEIGHT = 140, 6


class Progress(QWidget):
    """Painted, because Qt's own bar paints itself and the window at every step, at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.done = self.whole = 0
        self.setFixedSize(WIDTH, HEIGHT)

    def show_share(self, done: int, whole: int) -> None:
        """Show how many of the whole are done."""
        if (done, whole) != (self.done, self.whole):
            self.done, self.whole = done, whole
            self.setAccessibleName(f"{done} of {whole} done")
            self.update()

    def sizeHint(self) -> QSize:
        """Return the size it always has."""
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the whole, and the share on it from its leading edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour("line"))
        whole = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRoundedRect(whole, HEIGHT / 2, HEIGHT / 2)
        if self.done and self.whole:
            width = max(whole.width() * self.done // self.whole, HEIGHT)
            left = whole.right() + 1 - width if self.isRightToLeft() else whole.left()
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(
                QRect(left, whole.top(), width, whole.height()), HEIGHT / 2, HEIGHT / 2
            )
