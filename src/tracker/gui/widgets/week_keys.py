"""Which key asks for what on a row of the check-in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tracker.detection.scale import Scale
from tracker.gui.widgets.week_rows import Entry, Wish

A_PAGE, TO_THE_END = 8, 1000
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Return: 1,
    Qt.Key.Key_Enter: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: A_PAGE,
    Qt.Key.Key_PageUp: -A_PAGE,
    Qt.Key.Key_Home: -TO_THE_END,
    Qt.Key.Key_End: TO_THE_END,
}
_WISHES = {"=": Wish.SAME, "n": Wish.NOTE, "s": Wish.SKIP, "t": Wish.TREND}
_BEGIN_NUMBER = frozenset({",", ".", "-", "+", "−"})
_CLEARS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


def wish_of(entry: Entry, event: QKeyEvent) -> Wish | None:
    """Return what a key asks for. Where N answers no, Shift+N asks for the note."""
    if event.key() in _CLEARS:
        return Wish.CLEAR
    shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    text = event.text().lower()
    if text == "n" and entry.scale is Scale.YESNO and not shifted:
        return None
    return _WISHES.get(text)


def begins_value(entry: Entry, text: str) -> bool:
    """Say whether a key rates, answers or begins a number on this row; other letters do nothing."""
    if entry.scale is Scale.YESNO:
        return text.lower() in {"y", "n", "1", "0"}
    digit = text.isdecimal()
    return digit if entry.chosen_by_key else digit or text in _BEGIN_NUMBER


def wish_of_letter(letter: str) -> Wish:
    """Return what a letter asks for while a number is typed."""
    return _WISHES[letter]
