"""What goes on below where a line is full: parts side by side, and a text of a few lines."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLayout, QLayoutItem, QSizePolicy, QWidget

from tracker.gui.widgets.text import Wrapped, set_tip, visual_rect

ROOMY = 1_000_000  # px: all in one line
Placed = list[tuple[QLayoutItem, QRect]]


class WrappingRow(QLayout):
    """Never makes a part smaller than it asks to be: it begins another line instead.

    The part `at_end`, the last, stands at the far end of the line that it shares with others. What
    it asks for is worked out once, until it hears, as every layout of Qt's, that a part asks anew.
    """

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self.at_end: QWidget | None = None
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._least: int | None = None
        self._hint: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Take one more in, at the end."""
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        """Return how many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return the one at a place."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one back."""
        if not 0 <= index < len(self._items):
            return None
        self._forget()
        return self._items.pop(index)

    def invalidate(self) -> None:
        """Hear that a part asks for something else."""
        self._forget()
        super().invalidate()

    def _forget(self) -> None:
        self._heights.clear()
        self._least = self._hint = None

    def hasHeightForWidth(self) -> bool:
        """Say that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines that it takes."""
        if width not in self._heights:
            self._heights[width] = _bottom(self._placed(width))
        return self._heights[width]

    def minimumSize(self) -> QSize:
        """Ask for the widest part, and for the lines that the width of now takes."""
        if self._least is None:
            self._least = max((_least(item) for item in self._shown()), default=0)
        width = self._least
        now = self.geometry().width()  # 0 while nobody gave it room: then it may be one line
        return QSize(width, self.heightForWidth(max(now, width) if now else ROOMY))

    def sizeHint(self) -> QSize:
        """Return the size of all in one line."""
        if self._hint is None:
            placed = self._placed(ROOMY)
            right = max((place.right() + 1 for _, place in placed), default=0)
            self._hint = QSize(right, _bottom(placed))
        return QSize(self._hint)

    def setGeometry(self, area: QRect) -> None:
        """Place the parts, from where one begins to read."""
        lines = self.heightForWidth(self.geometry().width()) != self.heightForWidth(area.width())
        super().setGeometry(area)
        parent = self.parentWidget()
        if lines and parent:  # what stands around it asked for the lines of before
            self._tell_around(parent)
        side = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        placed = self._placed(area.width())
        if self.at_end and placed and placed[-1][0].widget() is self.at_end:
            last = placed[-1][1]
            last.moveRight(area.width() - 1 if last.left() else last.right())
        for item, place in placed:
            item.setGeometry(visual_rect(side, area, place.translated(area.topLeft())))

    def _tell_around(self, parent: QWidget) -> None:
        layout: object = self
        while isinstance(layout, QLayout):
            layout.invalidate()
            layout = layout.parent()
        parent.updateGeometry()

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _placed(self, width: int) -> Placed:
        placed: Placed = []
        line: list[tuple[QLayoutItem, QSize]] = []
        left = 0
        for item in self._shown():
            size = _size(item, width)
            if line and left + size.width() > width:
                placed += self._on_line(line, _bottom(placed) + self.spacing() * bool(placed))
                line, left = [], 0
            line.append((item, size))
            left += size.width() + self.spacing()
        return placed + self._on_line(line, _bottom(placed) + self.spacing() * bool(placed))

    def _on_line(self, line: list[tuple[QLayoutItem, QSize]], top: int) -> Placed:
        """Return where the parts of one line stand: side by side, around its middle."""
        placed: Placed = []
        left, high = 0, max((size.height() for _, size in line), default=0)
        for item, size in line:
            corner = QPoint(left, top + (high - size.height()) // 2)
            placed.append((item, QRect(corner, size)))
            left += size.width() + self.spacing()
        return placed


def _least(item: QLayoutItem) -> int:
    """Return the least width of a part: of one whose words break into lines, that of a word."""
    return (item.minimumSize() if item.hasHeightForWidth() else item.sizeHint()).width()


def _size(item: QLayoutItem, room: int) -> QSize:
    size = item.sizeHint()
    if not item.hasHeightForWidth():
        return size
    wide = min(size.width(), room)
    return QSize(wide, item.heightForWidth(wide))


def _bottom(placed: Placed) -> int:
    return max((place.bottom() + 1 for _, place in placed), default=0)


NARROWEST = 48  # px: of a text that gives way
KNOWN = 8  # ways in which a text was laid out that are remembered


class FewLines(QLabel):
    """A text on so many lines at most; it asks for one line as wide as it is, and gives way."""

    def __init__(self, text: str = "", role: str = "", lines: int = 2) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.lines = lines
        self._known: dict[tuple[object, ...], Wrapped] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if role:
            self.setProperty("role", role)

    def show_text(self, text: str) -> None:
        """Show another text."""
        if text != self.text():
            self.setText(text)
            self._update_tip()

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
        self._update_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw its lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        area = self.contentsRect()
        laid = self._laid(area.width())
        top = area.top() + max(area.height() - laid.height, 0) // 2
        laid.draw(painter, area.translated(0, top - area.top()))

    def _laid(self, width: int) -> Wrapped:
        text, font, side = self.text(), self.font(), self.layoutDirection()
        key = (text, font.key(), width, self.lines, side)
        if key not in self._known:
            if len(self._known) >= KNOWN:  # a layout asks for two or three widths
                self._known.clear()
            self._known[key] = Wrapped(text, font, width, self.lines, side)
        return self._known[key]

    def _update_tip(self) -> None:
        shown = self._laid(self.contentsRect().width()).shown
        cut = "".join(shown.split()) != "".join(self.text().split())
        set_tip(self, self.text() if cut else "")
