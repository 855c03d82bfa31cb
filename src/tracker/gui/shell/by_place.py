"""Keys by their place on the keyboard, where its layout gives another sign than the one we mean.

On a French keyboard the digits need Shift, on a Russian one there is no N and no S: what counts is
then the key that was pressed, not the sign on it.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

# The rows of the keyboard, each from its first key: how a PC numbers them, and how a Mac does.
_ROWS = (
    (2, "1234567890-=", (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24)),
    (16, "qwertyuiop", (12, 13, 14, 15, 17, 16, 32, 34, 31, 35)),
    (30, "asdfghjkl", (0, 1, 2, 3, 5, 4, 38, 40, 37)),
    (44, "zxcvbnm", (6, 7, 8, 9, 11, 45, 46)),
)
_PC = {first + at: sign for first, signs, _ in _ROWS for at, sign in enumerate(signs)}
_MAC = {code: sign for _, signs, codes in _ROWS for sign, code in zip(signs, codes, strict=True)}
_X11_MORE = 8  # X and Wayland count from there
RATINGS = frozenset("12345")
OUR_SIGNS = frozenset("+-−=,.")  # what some row or chart takes as it is


def place_of(event: QKeyEvent) -> str:
    """Return the sign that a key has on an American keyboard, empty where it is not known."""
    system = QGuiApplication.platformName()
    if system == "cocoa":
        return _MAC.get(event.nativeVirtualKey(), "") if event.text() else ""
    return _PC.get(event.nativeScanCode() - (0 if system == "windows" else _X11_MORE), "")


def meant(event: QKeyEvent) -> str:
    """Return the letter or digit that a key means outside a text, empty where it says so itself.

    A letter without a Latin one on it means the one at its place, and so does one of the first five
    keys of the row of digits.
    """
    text = event.text()
    if not text.isprintable() or len(text) != 1 or event.modifiers() & held_with_shortcuts():
        return ""
    if (text.isascii() and text.isalnum()) or text in OUR_SIGNS:
        return ""
    place = place_of(event)
    if place.isalpha():
        return place if text.isalpha() and not _latin(text) else ""
    return place if place in RATINGS else ""


def page_meant(event: QKeyEvent) -> str:
    """Return the digit of a page or a size that Ctrl and a key of the row of digits mean."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return ""
    place, key = place_of(event), event.key()
    if not place.isdecimal() or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return ""
    return place


def typed(event: QKeyEvent, letter: str) -> QKeyEvent:
    """Return the same press of the key that was meant."""
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    text = letter.upper() if shift and letter.isalpha() else letter
    return QKeyEvent(event.type(), ord(letter.upper()), event.modifiers(), text)


def held_with_shortcuts() -> Qt.KeyboardModifier:
    """Return what is held down with the key of a shortcut."""
    return Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def _latin(letter: str) -> bool:
    from unicodedata import name

    return name(letter, "").startswith("LATIN")


def is_enter(event: QKeyEvent) -> bool:
    """Say whether a key presses what has the focus: with Ctrl or Alt, Enter is a shortcut."""
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    return enter and not event.modifiers() & held_with_shortcuts()


def answered(focused: QObject, event: QKeyEvent) -> bool:
    """Say whether a key had its answer here, before what has the focus is asked."""
    return _asks_menu(focused, event) or _spares(focused, event)


def _spares(focused: QObject, event: QKeyEvent) -> bool:
    """Keep Enter with Ctrl from a button, which Qt would press: its shortcut may be grey."""
    enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
    if not enter or is_enter(event) or not isinstance(focused, QAbstractButton):
        return False
    event.ignore()
    return True


def _asks_menu(focused: QObject, event: QKeyEvent) -> bool:
    """Open the menu of what has the focus with Shift+F10: Qt takes only the Menu key for it here.

    Many keyboards have none. On Windows the system sends both as one and the same.
    """
    shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
    if event.key() != Qt.Key.Key_F10 or not shift or sys.platform in {"win32", "darwin"}:
        return False
    if isinstance(focused, QWidget):
        middle = focused.rect().center()
        reason, place = QContextMenuEvent.Reason.Keyboard, focused.mapToGlobal(middle)
        QApplication.sendEvent(focused, QContextMenuEvent(reason, middle, place))
    return True
