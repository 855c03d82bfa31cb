"""A label that wraps to a few lines before it is cut, and then says all of it in its tip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from tracker.gui.widgets.text import Wrapped, set_tip

NARROWEST = 48  # px: of a text that gives way


class FewLines(QLabel):
    """A text on so many lines at most; it asks for one line as wide as it is, and gives way."""

    def __init__(self, text: str = "", role: str = "", lines: int = 2) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.lines = lines
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self.setText(text)
            self._tell()

    def sizeHint(self) -> QSize:
        """Ask for all of it on one line."""
        metrics = QFontMetrics(self.font())
        inner = self.width() - self.contentsRect().width()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 + max(inner, 0), metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Give way to a few letters, on the lines that they take."""
        least = min(NARROWEST, self.sizeHint().width())
        return QSize(least, QFontMetrics(self.font()).lineSpacing())

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that it takes."""
        return self._laid(width).height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the tip only where something is left out."""
        super().resizeEvent(event)
        self._tell()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw its lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = self.contentsRect()
        laid = self._laid(area.width())
        top = area.top() + max(area.height() - laid.height, 0) // 2
        laid.draw(painter, area.translated(0, top - area.top()))

    def _laid(self, width: int) -> Wrapped:
        return Wrapped(self.text(), self.font(), width, self.lines, self.layoutDirection())

    def _tell(self) -> None:
        shown = self._laid(self.contentsRect().width()).shown
        cut = "".join(shown.split()) != "".join(self.text().split())
        set_tip(self, self.text() if cut else "")
