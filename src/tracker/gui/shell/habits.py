"""How wheel, keyboard, focus and a dropped file behave everywhere in the window, decided once.

The wheel scrolls; it never changes a value that does not have the focus, and never takes the focus
for itself. Ctrl+Enter keeps what is being written, wherever that is. Where the widget that has the
focus goes (a dialog, a delete, an undo), what is nearest to it on the same page gets it. A key
means the one at its place where its layout has no such sign.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from tracker.gui.accessible.buddies import name_box
from tracker.gui.accessible.tabbing import show_focus
from tracker.gui.bridge import FirstPaint
from tracker.gui.page import FocusEntryWidget
from tracker.gui.shell.by_place import answered, held_with_shortcuts, meant, page_meant, typed

if TYPE_CHECKING:  # a kind that PySide prepares when it is named
    from PySide6.QtWidgets import QTextEdit

_WHEEL, _POLISH, _KEY = QEvent.Type.Wheel, QEvent.Type.Polish, QEvent.Type.KeyPress
_SHORTCUT = QEvent.Type.ShortcutOverride
_FOCUS_IN, _FOCUS_OUT = QEvent.Type.FocusIn, QEvent.Type.FocusOut


@cache
def values() -> tuple[type[QWidget], ...]:
    """Return what a wheel would change; the first page has none of it, and need not prepare it."""
    from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QTabBar

    return QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar


class Habits(QObject):
    """The one event filter on the application: of each event it asks no more than its kind."""

    shortcut_approached = Signal()  # a key that may be one: what it would do is looked at first
    digit_pressed = Signal(object)  # str: with Ctrl, where the layout gives digits with Shift only

    _alt_before_popup = False  # whether Alt was last pressed before any menu was open
    pressed_on: QObject | None = None  # what had the focus when the last key came
    _focus: FocusKeeper | None = None  # for events that come while the window is taken apart

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._focus = FocusKeeper(window, pages)
        self._window, self._pages = window, pages
        # Nobody turns a wheel before there is something to see, and a filter in Python for all
        # events made the first paint wait: with the first ones PySide prepares most of Qt's types.
        FirstPaint(window).painted.connect(self._watch)

    def _watch(self) -> None:
        """Hear of every event from now on; what was shown before is seen to once."""
        if app := QApplication.instance():
            app.installEventFilter(self)
        for widget in self._window.findChildren(QWidget):
            _never_focus_by_wheel(widget)
        focused: QWidget | None = self._window.focusWidget()
        page: QWidget | None = self._pages.currentWidget()
        if page is not None and (focused is None or not focused.isVisible()):
            page.setFocus()  # it was given before there was anything to see
        elif focused is not None and self._focus is not None:
            self._focus.came(focused)
        QTimer.singleShot(0, self, self._speak)

    def _speak(self) -> None:
        """Tell who listens what Qt does not; it names much of Qt, and waits for a quiet moment."""
        from tracker.gui.accessible.faces import install

        install()
        for widget in self._window.findChildren(QWidget):
            name_box(widget)

    def begin(self, page: QWidget) -> None:
        """Take the keys off what stands behind a page that comes forward: nothing is lost on it.

        From what is hidden while it has them Qt gives them to the rail first, then to the page.
        """
        if page is self._pages.currentWidget():
            return
        if self._focus is not None:
            self._focus.forget()
        focused: QWidget | None = self._window.focusWidget()
        if focused is not None and not page.isAncestorOf(focused):
            focused.clearFocus()

    def follow_focus(self) -> bool:
        """Say whether the keys that vanished are about to be given a place."""
        return self._focus is not None and self._focus.lost()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Send a wheel over a value to the page below it, and hear where the focus goes."""
        kind = event.type()
        if kind == _WHEEL and isinstance(watched, QWidget) and _holds_value(watched):
            _scroll_around(watched, event)
            return True
        if kind == _POLISH:
            _never_focus_by_wheel(watched)
            name_box(watched)
        elif kind == _KEY and self._alt_too_late(watched, event):
            return True
        elif kind == _KEY and watched is (QApplication.focusWidget() or self._window):
            self.pressed_on = watched
            return isinstance(event, QKeyEvent) and (
                answered(watched, event) or self._by_place(watched, event)
            )
        elif kind == _SHORTCUT and isinstance(event, QKeyEvent):
            return self._approached(event)
        elif kind == _FOCUS_IN and isinstance(watched, QWidget):
            self._come(watched, event)
        elif kind == _FOCUS_OUT and self._focus is not None:
            self._focus.left()
        return False

    def _alt_too_late(self, watched: QObject, event: QEvent) -> bool:
        """Say whether this is the Alt that opened a menu and reaches it only now.

        Where a screen reader listens, Qt asks it first and delivers the press of a key afterwards,
        to the menu that Alt and a letter opened in between; and a menu closes at Alt.
        """
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Alt:
            return False
        popup = QApplication.activePopupWidget()
        if isinstance(watched, QWindow) and event.spontaneous():
            self._alt_before_popup = popup is None
        return popup is not None and watched is popup and self._alt_before_popup

    def _approached(self, event: QKeyEvent) -> bool:
        """Have looked at what a shortcut would do, if it is one."""
        if event.modifiers() & held_with_shortcuts():
            self.shortcut_approached.emit()
        if not page_meant(event):
            return False
        event.accept()  # it is none: the key itself comes next
        return True

    def _by_place(self, watched: QObject, event: QKeyEvent) -> bool:
        """Take a key for the one at its place, where its layout has another sign there."""
        if digit := page_meant(event):
            here = isinstance(watched, QWidget) and watched.window() is self._window
            if here:  # a dialog in front of it has its own keys
                self.digit_pressed.emit(digit)
            return here
        letter = meant(event)
        if not letter or text_in_focus() is not None:
            return False
        QApplication.sendEvent(watched, typed(event, letter))
        return True

    def _come(self, widget: QWidget, event: QEvent) -> None:
        name_box(widget)
        if self._focus is not None:
            self._focus.came(widget)
        show_focus(widget, event)


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


class FocusKeeper(QObject):
    """Watches where the focus is; what vanishes under it is followed by its nearest neighbour.

    Qt alone gives the focus to whatever was made next, which is the rail after the last widget of a
    page. Who goes to the rail by Tab comes from a widget that is still there. From where the keys
    begin on a page they go to where they begin now.
    """

    def __init__(self, window: QWidget, pages: QStackedWidget) -> None:
        super().__init__(window)
        self._window, self._pages = window, pages
        self._place = QPoint()
        self._around: list[QWidget] = []
        self._last: QWidget | None = None
        self._began = False  # it was where the keys begin on its page
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.restore)

    def restore(self) -> None:
        """Give the focus to what is nearest to where it was, if it was lost."""
        now: QWidget | None = QApplication.focusWidget()
        page: QWidget | None = self._pages.currentWidget()
        if page is None or self._last is None or not self._window.isActiveWindow():
            return
        if now is not None and _there(now) and page.isAncestorOf(now):
            return
        if isValid(self._last) and _there(self._last):
            return  # it was left, not lost
        for around in () if self._began else self._around:
            if not isValid(around) or not around.isVisible() or not page.isAncestorOf(around):
                continue
            if near := self._nearest(around):
                near.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def lost(self) -> bool:
        """Hear that what had the focus went; say whether its neighbour gets it in a moment."""
        if self._last is None or not self._window.isActiveWindow():
            return False
        self._later.start()
        return True

    def forget(self) -> None:
        """Forget where the focus was."""
        self._last = None

    def came(self, widget: QWidget) -> None:
        """Remember where the focus is, as long as it is on a page."""
        page: QWidget | None = self._pages.currentWidget()
        if page is not None and page.isAncestorOf(widget):
            self._last = widget
            self._began = isinstance(page, FocusEntryWidget) and page.entrance is widget
            self._place = widget.mapTo(self._window, widget.rect().center())
            self._around = _ancestors(widget, page)
        elif self._window.isAncestorOf(widget):
            self._later.start()  # on the rail: by itself, or because nothing else was left

    def left(self) -> None:
        """Look where the focus goes, once it is there."""
        if self._last is not None:
            self._later.start()

    def _nearest(self, around: QWidget) -> QWidget | None:
        stops = [
            one
            for one in around.findChildren(QWidget)
            if _there(one) and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        return min(stops, key=self._distance, default=None)

    def _distance(self, widget: QWidget) -> tuple[int, ...]:
        """Say how far its edge is, then its middle: a list is near, however long it is."""
        area = QRect(widget.mapTo(self._window, QPoint()), widget.size())
        x = min(max(self._place.x(), area.left()), area.right())
        y = min(max(self._place.y(), area.top()), area.bottom())
        ends = (QPoint(x, y), area.center())
        return tuple((end - self._place).manhattanLength() for end in ends)


def _there(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()


def _ancestors(widget: QWidget, page: QWidget) -> list[QWidget]:
    """Return what a widget stands in, the innermost first, up to its page."""
    found: list[QWidget] = []
    around = widget.parentWidget()
    while around is not None and around is not page:
        found.append(around)
        around = around.parentWidget()
    return [*found, page]


def editor_in_focus() -> QWidget | None:
    """Return the field that takes words or a number where the cursor is."""
    from PySide6.QtWidgets import QAbstractSpinBox

    focused = QApplication.focusWidget()
    if not isinstance(focused, QLineEdit | QPlainTextEdit | QAbstractSpinBox):
        return None
    return None if focused.isReadOnly() else focused


def text_in_focus() -> QLineEdit | QPlainTextEdit | QTextEdit | None:
    """Return whatever holds the text with the cursor in it, also where it is only read."""
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QTextEdit

    focused = QApplication.focusWidget()
    if isinstance(focused, QAbstractSpinBox):
        return focused.findChild(QLineEdit)
    if isinstance(focused, QComboBox):
        return focused.lineEdit() if focused.isEditable() else None
    return focused if isinstance(focused, QLineEdit | QPlainTextEdit | QTextEdit) else None


def edit_commands() -> dict[str, Callable[[], object]]:
    """Return what the Edit menu does to the text that has the cursor, by the command's key."""
    return {"cut": _cut, "copy": _copy, "paste": _paste, "keep_written": keep_written}


def edit_offers() -> dict[str, Callable[[], bool]]:
    """Return when each of them can do something."""
    return {
        "cut": _can_cut,
        "copy": _can_copy,
        "paste": _can_paste,
        "keep_written": _can_keep,
    }


def _cut() -> None:
    if text := text_in_focus():
        text.cut()


def _copy() -> None:
    if text := text_in_focus():
        text.copy()


def _paste() -> None:
    if text := text_in_focus():
        text.paste()


def _can_cut() -> bool:
    text = text_in_focus()
    return text is not None and not text.isReadOnly() and _can_copy()


def _can_copy() -> bool:
    text = text_in_focus()
    if isinstance(text, QLineEdit):
        shown = text.echoMode() == QLineEdit.EchoMode.Normal
        return shown and text.hasSelectedText()
    return text is not None and text.textCursor().hasSelection()


def _can_paste() -> bool:
    text = text_in_focus()
    return text is not None and not text.isReadOnly()


def _can_keep() -> bool:
    return editor_in_focus() is not None


def keep_written() -> None:
    """Keep what is being written where the focus is, as Enter does."""
    if focused := editor_in_focus():
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
    from PySide6.QtWidgets import QScrollBar

    widget: QWidget | None = watched
    while widget is not None and not widget.isWindow():
        if isinstance(widget, values()) and not isinstance(widget, QScrollBar):
            return not widget.hasFocus()
        if not isinstance(widget, QLineEdit):  # the text of a box of numbers stands in one
            return False
        widget = widget.parentWidget()
    return False


def _never_focus_by_wheel(watched: QObject) -> None:
    if not isinstance(watched, QWidget) or not isinstance(watched, values()):
        return
    if watched.focusPolicy() == Qt.FocusPolicy.WheelFocus:
        watched.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
