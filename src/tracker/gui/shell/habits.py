"""How wheel, keyboard and a dropped file behave everywhere in the window, decided once.

The wheel scrolls; it never changes a value that does not have the focus, and never takes the focus
for itself. Ctrl+Enter keeps what is being written, wherever that is.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

VALUES = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)  # what a wheel would change
WRITTEN = (QLineEdit, QPlainTextEdit, QAbstractSpinBox)
_WHEEL, _POLISH = QEvent.Type.Wheel, QEvent.Type.Polish


class WheelGuard(QObject):
    """The one event filter on the application: a wheel over a value goes to the page below it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.installEventFilter(self)
            for widget in app.allWidgets():
                _never_focus_by_wheel(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let a wheel through only to what has the focus, and whatever else there is."""
        kind = event.type()
        if kind == _WHEEL and isinstance(watched, QWidget) and _holds_value(watched):
            _scroll_around(watched, event)
            return True
        if kind == _POLISH:
            _never_focus_by_wheel(watched)
        return False


class FileDrop(QObject):
    """Takes a file that is dropped anywhere on a window where nothing else wants it."""

    file_dropped = Signal(object)  # str: its path

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let one local file in."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            urls = event.mimeData().urls()
            if len(urls) == 1 and urls[0].isLocalFile():
                event.acceptProposedAction()
                if not isinstance(event, QDragEnterEvent):
                    self.file_dropped.emit(urls[0].toLocalFile())
                return True
        return super().eventFilter(watched, event)


def keep_written() -> None:
    """Keep what is being written where the focus is, as Enter does."""
    focused = QApplication.focusWidget()
    if isinstance(focused, WRITTEN):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(focused, key)


def _scroll_around(widget: QWidget, event: QEvent) -> None:
    """Give a wheel to the page that a widget stands on, or to what that stands on."""
    around = widget.parentWidget()
    event.ignore()
    while around is not None and not event.isAccepted():
        if isinstance(around, QAbstractScrollArea):
            QApplication.sendEvent(around.verticalScrollBar(), event)
        around = None if around.isWindow() else around.parentWidget()


def _holds_value(watched: QWidget) -> bool:
    """Say whether a wheel here would change a value that nobody is at."""
    widget: QWidget | None = watched
    while widget is not None and not widget.isWindow():
        if isinstance(widget, VALUES) and not isinstance(widget, QScrollBar):
            return not widget.hasFocus()
        if not isinstance(widget, QLineEdit):  # the text of a box of numbers stands in one
            return False
        widget = widget.parentWidget()
    return False


def _never_focus_by_wheel(watched: QObject) -> None:
    if isinstance(watched, VALUES) and watched.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
