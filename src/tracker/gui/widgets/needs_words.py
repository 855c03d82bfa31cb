"""Signals that nobody said a word about, each with a field for one, right there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from tracker.app.queries.overview import Ask
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.growing_text import GrowingText
from tracker.gui.widgets.news_row import let_go, wrapped

AT_ONCE = 3


class WordField(GrowingText):
    """Enter keeps what was typed, Shift+Enter begins a line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep the words, or take the key as typing."""
        plain = not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.commit()
        else:
            super().keyPressEvent(event)


class AskRow(QWidget):
    """One signal: the measure, which opens, and the field."""

    opened = Signal(object)  # int: measure
    said = Signal(object)  # tuple[Ask, str]

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self.ask = ask
        self.name = QPushButton(ask.name)
        self.name.setProperty("tone", "title")
        self.name.setToolTip(f"{ask.name}: open its trend")
        self.name.setAccessibleName(f"Open: {ask.name}")
        self.name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.name.clicked.connect(self._on_open)
        self.field = WordField("what", "What changed?")
        self.field.setAccessibleName(f"What changed? {ask.name}")
        self.field.setToolTip("Enter keeps it, Shift+Enter begins a new line")
        self.field.left.connect(self._on_left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.name)
        layout.addWidget(ElidedLabel(ask.about, "small"))
        layout.addSpacing(2)
        layout.addWidget(self.field)

    def _on_open(self) -> None:
        self.opened.emit(self.ask.measure_id)

    def _on_left(self) -> None:
        if text := self.field.text.strip():
            self.said.emit((self.ask, text))


class NeedsWordsCard(QFrame):
    """The first few signals; an answered one makes room for the next."""

    opened = Signal(object)  # int: measure
    said = Signal(object)  # tuple[Ask, str]

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows: dict[tuple[int, object], AskRow] = {}
        title = QLabel("Needs words")
        title.setProperty("role", "heading")
        text = wrapped("hint")
        text.setText("One line while you still know it. Or start a fix.")
        self.more = QLabel()
        self.more.setProperty("role", "small")
        self._list = QVBoxLayout()
        self._list.setSpacing(12)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 14)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(text)
        layout.addLayout(self._list)
        layout.addWidget(self.more)
        layout.addStretch(1)

    def show_asks(self, asks: tuple[Ask, ...]) -> None:
        """Show the first few; what is being typed stays."""
        wanted = {(ask.measure_id, ask.start): ask for ask in asks[:AT_ONCE]}
        had_focus = any(row.field.hasFocus() for row in self.rows.values())
        for key, row in list(self.rows.items()):
            if key not in wanted or wanted[key] != row.ask:
                let_go(self.rows.pop(key))
        for at, (key, ask) in enumerate(wanted.items()):
            if key not in self.rows:
                row = self.rows[key] = AskRow(ask)
                row.opened.connect(self.opened)
                row.said.connect(self.said)
                self._list.insertWidget(at, row)
                row.show()  # else it is shown, and can take the focus, only later
        if had_focus and wanted and not any(row.field.hasFocus() for row in self.rows.values()):
            next(iter(self.rows.values())).field.setFocus()
        self.rows = {key: self.rows[key] for key in wanted}
        left = len(asks) - len(wanted)
        self.more.setText(f"{left} more after {'this' if len(wanted) == 1 else 'these'}")
        self.more.setVisible(left > 0)
        self.setVisible(bool(asks))

    def stops(self) -> list[QWidget]:
        """Return what Tab goes to, in the order of reading."""
        return [stop for row in self.rows.values() for stop in (row.name, row.field)]
