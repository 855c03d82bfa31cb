"""A label of one line that ends in … where it has no room, and then says all of it in its tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle


class ElidedLabel(QLabel):
    """Plain text only; styled by its role like any label."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self._tell()

    def minimumSizeHint(self) -> QSize:
        """Ask for no more than a few letters."""
        return QSize(24, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tip only where something is left out."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        painter = QPainter(self)
        painter.setFont(self.font())
        shown = QFontMetrics(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )
        side = QStyle.visualAlignment(
            self.layoutDirection(), self.alignment() | Qt.AlignmentFlag.AlignVCenter
        )
        # The label's direction says on which side the text stands, the text itself how it reads.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side |= Qt.AlignmentFlag.AlignAbsolute
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), side, shown)

    def _tell(self) -> None:
        room = self.contentsRect().width()
        cut = QFontMetrics(self.font()).horizontalAdvance(self.text()) > room
        self.setToolTip(self.text() if cut else "")
