"""One line of text with some of its words marked, for painters; it ends in … where it must."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from tracker.gui.theme import Theme

Marks = tuple[tuple[int, int], ...]


def paint_marked(
    painter: QPainter,
    theme: Theme,
    area: QRect,
    said: tuple[str, Marks],
    look: tuple[QFont, str],
    side: Qt.LayoutDirection,
) -> None:
    """Draw a text and its marks in a font and a role, on the leading side of an area."""
    text, marks = said
    font, role = look
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    room = area.width() - (4 * len(marks) if marks else 0)
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
    layout = QTextLayout(shown, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setTextDirection(reading_direction(shown))
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_marked(theme, strong, start, end, len(shown)) for start, end in marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    wide, high = line.naturalTextWidth(), line.height()
    right = side is Qt.LayoutDirection.RightToLeft
    left = area.right() - wide if right else area.left()
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    painter.setPen(theme.colour(role))
    at = QPointF(left - line.naturalTextRect().left(), area.top() + (area.height() - high) / 2)
    layout.draw(painter, at)
    painter.restore()


def _marked(
    theme: Theme, strong: QFont, start: int, end: int, length: int
) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start = min(start, length)
    found.length = max(min(end, length) - found.start, 0)
    look = QTextCharFormat()
    look.setFont(strong)
    look.setForeground(theme.colour("text"))
    look.setBackground(theme.colour("accent_wash"))
    found.format = look
    return found


def reading_direction(text: str) -> Qt.LayoutDirection:
    """Return how a text reads, whatever the window's own direction: by its first strong letter."""
    for letter in text:
        if (kind := bidirectional(letter)) in {"L", "R", "AL"}:
            return Qt.LayoutDirection.LeftToRight if kind == "L" else _RIGHT
    return Qt.LayoutDirection.LeftToRight


_RIGHT = Qt.LayoutDirection.RightToLeft
