"""A small panel that opens beside a row and keeps what was written when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QVBoxLayout, QWidget

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDGE = 12


class RowPanel(QFrame):
    """Escape leaves everything as it was; Ctrl+Enter, or going elsewhere, keeps what was typed."""

    closed = Signal()

    def __init__(self, page: QWidget, width: int) -> None:
        super().__init__(page)
        self._page = page
        self._listens = False
        self.setProperty("role", "popover")
        self._width = width
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint = QLabel()
        self.complaint.setProperty("role", "error")
        self.complaint.setWordWrap(True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(14, 12, 14, 12)
        self.body.setSpacing(6)
        self.body.addWidget(self.heading)
        self.hide()

    def open_beside(self, row: QRect, first: QWidget) -> None:
        """Show under a row (or above it, where there is no room), and begin in a field."""
        self.complain("")
        self.show()
        self.place(row)
        self.raise_()
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self._listen(on=True)

    def place(self, row: QRect) -> None:
        """Stand beside a row, wholly inside the page."""
        page = self._page.rect()
        width = min(self._width, page.width() - 2 * EDGE)
        self.resize(width, max(self.body.totalHeightForWidth(width), self.sizeHint().height()))
        under, above = row.bottom() + 1, row.top() - self.height()
        top = under if under + self.height() <= page.bottom() - EDGE else max(above, EDGE)
        left = row.left() + EDGE if self.isRightToLeft() else row.right() - width - EDGE
        self.move(max(left, EDGE), top)

    def complain(self, sentence: str) -> None:
        """Say what cannot be kept, or nothing."""
        self.complaint.setText(sentence)
        self.complaint.setVisible(bool(sentence))

    def keep(self) -> bool:
        """Keep what was written; False if that cannot be."""
        raise NotImplementedError

    def finish(self) -> None:
        """Keep what was written and close."""
        if self.isVisible() and self.keep():
            self.close_panel()

    def close_panel(self) -> None:
        """Close without keeping anything more."""
        self._listen(on=False)
        if self._holds(QApplication.focusWidget()):
            self.closed.emit()  # first: whoever listens takes the focus
        self.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was written also when the whole page goes away."""
        super().hideEvent(event)
        if self._listens:
            self._listen(on=False)
            self.keep()
            self.hide()

    def event(self, event: QEvent) -> bool:
        """Keep the panel's own keys from being a menu's."""
        asked = event.type() == QEvent.Type.ShortcutOverride
        if (
            asked
            and isinstance(event, QKeyEvent)
            and (event.key() == Qt.Key.Key_Escape or _finishes(event))
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, one way or the other."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        elif _finishes(event):
            self.finish()
        else:
            event.accept()  # nothing typed in here is a key of the page

    def _listen(self, *, on: bool) -> None:
        if on == self._listens:
            return
        self._listens = on
        focus = QApplication.instance().focusChanged  # type: ignore[union-attr]
        if on:
            focus.connect(self._on_focus)
        else:
            focus.disconnect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None:
            self.keep()
        elif not self._holds(now):
            self.finish()

    def _holds(self, widget: QWidget | None) -> bool:
        """Say whether a widget is in here, or in a list or dialog that was opened from here."""
        while widget is not None and widget is not self:
            widget = widget.parentWidget()
        return widget is self


def _finishes(event: QKeyEvent) -> bool:
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
