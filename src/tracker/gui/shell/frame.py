"""What stands in the window, and how large: rail, page, what is said of the file, status line.

A page that needs more room than there is scrolls as a whole: nothing is cut, nothing out of reach.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app.settings import TEXT_SIZES
from tracker.gui.bridge import Bridge
from tracker.gui.shell.navigation import Rail
from tracker.gui.theme import USUAL_SIZE


class PageRoom(QWidget):
    """Holds the pages; it asks for as much room as the page in front needs, not for all pages."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        self._stack = stack
        stack.setParent(self)
        stack.currentChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Return what the page in front cannot do without."""
        page: QWidget | None = self._stack.currentWidget()
        if page is None:
            return QSize()
        least = page.minimumSizeHint().expandedTo(page.minimumSize())
        layout = page.layout()
        if layout is not None and layout.hasHeightForWidth():  # its words break into lines
            wide = max(self.width(), least.width())  # not the narrowest, where they are many
            high = layout.minimumHeightForWidth(wide)
            least.setHeight(max(high, page.minimumHeight()))
        return least

    def sizeHint(self) -> QSize:
        """Ask for no more: the page takes what there is."""
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give all of it to the pages."""
        super().resizeEvent(event)
        self._stack.resize(self.size())
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Ask again where a page needs more or less than it did."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


class WindowFrame(QWidget):
    """Lays the parts of the window out, and tells the rail how much room there is."""

    def __init__(self, rail: Rail, notice: QWidget, stack: QStackedWidget, line: QWidget) -> None:
        super().__init__()
        self._rail = rail
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(PageRoom(stack))
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(notice)
        right.addWidget(area, 1)
        right.addWidget(line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(rail)
        layout.addLayout(right, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rail to the window."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rail.fit(self.width())


class TextSize(QObject):
    """How large all text is, in steps; it is remembered, and said in the status line."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._bridge = bridge

    def commands(self) -> dict[str, Callable[[], object]]:
        """Return what menus may ask of it, by the command's key."""
        return {
            "enlarge_text": self.enlarge,
            "shrink_text": self.shrink,
            "reset_text": self.reset,
        }

    def offers(self) -> dict[str, Callable[[], bool]]:
        """Return when each of them can do something."""
        return {
            "enlarge_text": self.can_enlarge,
            "shrink_text": self.can_shrink,
            "reset_text": self.can_reset,
        }

    def enlarge(self) -> None:
        """Take the next larger size."""
        self._choose(next((size for size in TEXT_SIZES if size > self._now), TEXT_SIZES[-1]))

    def shrink(self) -> None:
        """Take the next smaller size."""
        smaller = [size for size in TEXT_SIZES if size < self._now]
        self._choose(smaller[-1] if smaller else TEXT_SIZES[0])

    def reset(self) -> None:
        """Take the usual size."""
        self._choose(USUAL_SIZE)

    def can_enlarge(self) -> bool:
        """Say whether there is a larger size."""
        return self._now < TEXT_SIZES[-1]

    def can_shrink(self) -> bool:
        """Say whether there is a smaller size."""
        return self._now > TEXT_SIZES[0]

    def can_reset(self) -> bool:
        """Say whether it is another than the usual."""
        return self._now != USUAL_SIZE

    @property
    def _now(self) -> int:
        return self._bridge.theme.size

    def _choose(self, size: int) -> None:
        if size != self._now:
            self._bridge.theme.resize_text(size)
            self._bridge.settings.change(text_size=size)
            self._bridge.show_message(f"Text at {size} %")
