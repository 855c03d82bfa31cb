"""Text of any length on a few lines, for painters: Qt alone cuts only a single line with an …."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QTextLayout

from tracker.gui.theme import body_font

MOST_LINES = 3
LONGEST_TIP = 800


def few_lines(
    text: str, px: int, width: int, most: int = MOST_LINES, weight: int = 400
) -> list[str]:
    """Break a text into so many lines at most; the last one ends with … where more would follow."""
    font, left = body_font(px, weight), " · ".join(text.split("\n"))
    metrics = QFontMetrics(font)
    lines: list[str] = []
    while left and len(lines) < most - 1 and metrics.horizontalAdvance(left) > width:
        layout = QTextLayout(left, font)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(max(width, px))
        layout.endLayout()
        lines.append(left[: line.textLength()].strip())
        left = left[line.textLength() :].strip()
    return [*lines, metrics.elidedText(left, Qt.TextElideMode.ElideRight, width)] if left else lines


def tip_of(text: str) -> str:
    """Return a text as a tip that breaks its lines and takes no word of it for markup."""
    shown = text if len(text) <= LONGEST_TIP else f"{text[:LONGEST_TIP]}…"
    return f"<p>{escape(shown).replace(chr(10), '<br>')}</p>"
