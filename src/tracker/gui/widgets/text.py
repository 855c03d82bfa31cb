"""A label of one line that ends in … where it has no room, and then says all of it in its tip.

One line of text with some of its words marked, for painters; it ends in … where it must.

Text of any length on a few lines, for painters: Qt alone cuts only a single line with an ….

Text that a painter wraps into a few lines, the last of which ends in … where more was said.
"""

from __future__ import annotations

from html import escape
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from tracker.gui.theme import Theme, body_font


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
