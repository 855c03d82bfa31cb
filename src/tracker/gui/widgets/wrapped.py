"""Text that a painter wraps into a few lines, the last of which ends in … where more was said."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption


class Wrapped:
    """A text laid out for a width; `height` is what it takes."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        lines: int,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    ) -> None:
        self._line = QFontMetrics(font).lineSpacing()
        self._laid: list[QTextLayout] = []
        self._font, self._direction = font, direction
        width = max(width, 8)
        for part in _lines(text, font, width, lines):
            self._laid.append(self._lay(part, width))
        self.height = self._line * max(len(self._laid), 1)

    @property
    def shown(self) -> str:
        """What is shown of the text, a space between lines."""
        return " ".join(laid.text() for laid in self._laid)

    def draw(self, painter: QPainter, cell: QRect) -> None:
        """Write it at the top of a cell, in the painter's colour."""
        for at, laid in enumerate(self._laid):
            laid.draw(painter, QPointF(cell.left(), cell.top() + at * self._line))

    def _lay(self, text: str, width: int) -> QTextLayout:
        laid = QTextLayout(text, self._font)
        right = self._direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        laid.setTextOption(QTextOption(side | Qt.AlignmentFlag.AlignAbsolute))
        laid.beginLayout()
        laid.createLine().setLineWidth(width)
        laid.endLayout()
        return laid


def _lines(text: str, font: QFont, width: int, most: int) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    cuts: list[int] = []
    while len(cuts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        cuts.append(line.textStart())
    layout.endLayout()
    # Qt counts in UTF-16, Python in letters.
    units = text.encode("utf-16-le")
    ends = [*cuts[1:], len(units) // 2]
    parts = [
        units[2 * a : 2 * b].decode("utf-16-le", "replace").strip()
        for a, b in zip(cuts, ends, strict=True)
    ]
    if len(parts) > most:
        rest = units[2 * cuts[most - 1] :].decode("utf-16-le", "replace")
        elide = Qt.TextElideMode.ElideRight
        parts = [*parts[: most - 1], QFontMetrics(font).elidedText(rest, elide, width)]
    return parts
