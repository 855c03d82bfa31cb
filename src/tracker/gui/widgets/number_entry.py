"""The one editor of a check-in: it stands where a number is typed, and nowhere else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.gui.theme import set_tone

LONGEST = 60
UNDO = QKeySequence.StandardKey.Undo
STEPS = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_KEEPS_EDITING = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}


class NumberEntry(QLineEdit):
    """A field for one number; letters that belong to no number stay commands of the row."""

    left = Signal(object)  # int: how many rows on; 0 when the focus went elsewhere
    cancelled = Signal()
    commanded = Signal(object)  # str: a key that is a command of the row

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "entry")
        self.setMaxLength(LONGEST)
        self.hide()

    def start(self, text: str, *, chosen: bool) -> None:
        """Show a text to be changed; chosen: the next key replaces it."""
        set_tone(self, "")
        self.setText(text)
        if chosen:
            self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep Up, Down and Escape from being anyone's shortcut while something is typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() in {
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            }
            if plain and event.key() in {*STEPS, Qt.Key.Key_Escape}:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on, go back, leave, or type."""
        key = Qt.Key(event.key())
        if key in STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.left.emit(STEPS[key])
        elif key == Qt.Key.Key_Escape or (event.matches(UNDO) and not self.isUndoAvailable()):
            self.cancelled.emit()
        elif event.text().lower() in {"n", "s", "="} and self._number_so_far():
            self.commanded.emit(event.text().lower())
        else:
            set_tone(self, "")
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give what was typed, unless only the window went to the back."""
        super().focusOutEvent(event)
        if self.isVisible() and event.reason() not in _KEEPS_EDITING:
            self.left.emit(0)

    def _number_so_far(self) -> bool:
        """Say whether no word is being typed: then a letter is a command, as in the row."""
        return not any(letter.isalpha() for letter in self.text())
