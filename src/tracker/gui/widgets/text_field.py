"""A text field as tall as its text, which tells when the person has left it."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QStackedWidget, QWidget

from tracker.gui.theme import scaled

LINES_AT_MOST = 9
FRAME = 16  # the sheet's padding and border, above and below
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
TAKES_ENTER = "takes_enter"  # a property of a panel that Enter saves as a whole, as it does dialogs
_NO_MODIFIER = Qt.KeyboardModifier.NoModifier
UNDO_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class GrowingText(QPlainTextEdit):
    """Enter keeps and goes on, Shift+Enter begins a line; in a dialog or a panel Enter saves.

    Ctrl+Z is the field's while it holds unsaved typing, then the window's.
    """

    editing_finished = Signal(object)  # str: its name; the text differs from what was shown

    def __init__(self, name: str, hint: str = "", *, lines: int = 1) -> None:
        super().__init__()
        self.name = name
        self._least = lines
        self._shown = ""
        self.show_hint(hint)
        # Its words go as they read. Mirrored, Qt scrolls it by the space that ends a broken line.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(1)
        self.textChanged.connect(self._fit)
        self._fit()

    def show_hint(self, hint: str) -> None:
        """Show what may be written here, and have it read out: Qt does so of one line only."""
        self.setPlaceholderText(hint)
        if QApplication.isRightToLeft():
            self.setProperty("hint", "own")  # the sheet hides Qt's, which the whole program mirrors
        self.setAccessibleDescription(hint)

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    @property
    def unsaved(self) -> bool:
        """Whether something else stands in the field than what was shown or told last."""
        return self.text.strip() != self._shown

    def show_text(self, text: str) -> None:
        """Show what is kept; typing that was not saved yet stays."""
        if self.hasFocus() and self.text != self._shown and self.text.strip() != text:
            return
        self._shown = text
        if self.text.strip() != text or not self.hasFocus():
            self.setPlainText(text)

    def show_lines(self, lines: int) -> None:
        """Be at least so many lines tall."""
        self._least = lines
        self._fit()

    def commit(self) -> None:
        """Tell if the text differs from what was shown."""
        if self.text.strip() != self._shown:
            self._shown = self.text.strip()
            self.editing_finished.emit(self.name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep and go on, or type."""
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() not in ENTER or shifted:
            super().keyPressEvent(event)
        elif _saved_as_a_whole(self):
            event.ignore()
        else:
            self.commit()
            if self.hasFocus():
                _go_on(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the field."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.commit()

    def event(self, event: QEvent) -> bool:
        """Let the window have undo and redo when there is nothing to undo in here."""
        document = self.document()
        if asks_in_vain(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Write the hint where the cursor stands; in a window that is mirrored Qt does not."""
        super().paintEvent(event)
        if not (self.property("hint") and self.document().isEmpty()):
            return
        painter = QPainter(self.viewport())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setPen(QApplication.palette().color(QPalette.ColorRole.PlaceholderText))
        margin = int(self.document().documentMargin())
        area = self.viewport().rect().adjusted(margin, margin, 0, 0)
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(area, flags, self.placeholderText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Count the lines again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = max(ceil(self.document().size().height()), self._least)
        lines = min(needed, LINES_AT_MOST)
        policy = Qt.ScrollBarPolicy
        scrolls = policy.ScrollBarAsNeeded if needed > lines else policy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(scrolls)
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + scaled(FRAME))


def _saved_as_a_whole(field: QWidget) -> bool:
    """Say whether the field is a part of something that Enter saves."""
    widget: QWidget | None = field
    while widget is not None and not widget.isWindow() and not widget.property(TAKES_ENTER):
        widget = widget.parentWidget()
    return bool(widget and (widget.property(TAKES_ENTER) or isinstance(widget, QDialog)))


def _go_on(field: QWidget) -> None:
    """Give the focus to what comes next on the same page; at its end it stays."""
    page = field
    while (around := page.parentWidget()) and not isinstance(around, QStackedWidget):
        page = around
    QApplication.sendEvent(field, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, _NO_MODIFIER))
    now = QApplication.focusWidget()
    if now is not None and not page.isAncestorOf(now):
        field.setFocus()


def asks_in_vain(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Say whether a key asks a field for undo or redo that is not available there."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    asks_undo, asks_redo = (event.matches(key) for key in UNDO_KEYS)
    return (asks_undo and not undo) or (asks_redo and not redo)
