"""Text of any length on a few lines, for painters: Qt alone cuts only a single line with an …."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextLayout

from tracker.gui.theme import body_font

MOST_LINES = 3


def few_lines(text: str, px: int, width: int) -> list[str]:
    """Break a text into three lines at most; the last one ends with … where more would follow."""
    font, left = body_font(px), " · ".join(text.split("\n"))
    metrics = QFontMetrics(font)
    lines: list[str] = []
    while left and len(lines) < MOST_LINES - 1 and metrics.horizontalAdvance(left) > width:
        layout = QTextLayout(left, font)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(width, px))
        layout.endLayout()
        lines.append(left[: line.textLength()].strip())
        left = left[line.textLength() :].strip()
    return [*lines, metrics.elidedText(left, Qt.TextElideMode.ElideRight, width)] if left else lines
