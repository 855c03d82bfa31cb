"""How a value gets in: read what was typed, give it, or say beside the row why it is none.

A value that cannot be taken changes nothing; what was typed stays until it is put right or taken
back with Escape or Delete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel

from tracker.domain.errors import InvalidInput
from tracker.domain.evaluation import State
from tracker.domain.measure import read_value
from tracker.domain.number import show_number
from tracker.gui.theme import set_tone
from tracker.gui.widgets.number_entry import NumberEntry
from tracker.gui.widgets.week_keys import wish_of_letter
from tracker.gui.widgets.week_rows import Entry, Key, Unfinished, Wish

if TYPE_CHECKING:
    from tracker.gui.widgets.week_list import WeekList


class Typing(QObject):
    """The editor and the complaint of a list; at most one row is typed in."""

    given = Signal(object)  # tuple[Entry, float]
    wished = Signal(object)  # tuple[Wish, Entry]

    def __init__(self, view: WeekList) -> None:
        super().__init__(view)
        self._view = view
        self.key: Key | None = None
        self.editor = NumberEntry(view.viewport())
        self.complaint = QLabel(view.viewport())
        self.complaint.setProperty("role", "error")
        self.complaint.setProperty("size", "small")
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        self.editor.left.connect(self._on_left)
        self.editor.cancelled.connect(self.cancel)
        self.editor.commanded.connect(self._on_command)

    def take(self, entry: Entry, text: str) -> None:
        """Take a key: it rates or answers at once, or begins a number."""
        if not entry.chosen_by_key:
            self.start(entry, text)
        else:
            self._read(entry, text)

    def start(self, entry: Entry, text: str | None = None) -> None:
        """Open the editor on a row: with a first key, or with what stands there."""
        if text is None:
            kept = entry.unfinished
            shown = kept.text if kept else "" if entry.value is None else show_number(entry.value)
        self.key = entry.key
        self.editor.setAccessibleName(entry.spoken)
        self.editor.setPlaceholderText("" if entry.last is None else show_number(entry.last))
        self.editor.start(shown if text is None else text, chosen=text is None)
        self.settle()

    def give(self, entry: Entry, value: float) -> None:
        """Pass a value on, unless it is there already."""
        self._view.rows.remember(entry, None)
        if entry.state is State.VALUE and entry.value == value:
            return
        self.given.emit((entry, value))

    def finish(self) -> bool:
        """Give what was typed and close; False if it cannot be taken: then the editor stays."""
        entry = self._entry()
        if entry is None:
            return True
        text = self.editor.text()
        if text.strip():
            if not self._read(entry, text, close=True):
                set_tone(self.editor, "worse")
                return False
            return True
        self._close()
        self._view.rows.remember(entry, None)
        if entry.value is not None:
            self.wished.emit((Wish.CLEAR, entry))
        return True

    def leave(self) -> None:
        """Give what was typed, and close also if it cannot be taken: the row keeps the text."""
        if not self.finish():
            self._close()

    def cancel(self) -> None:
        """Close, and forget what was typed."""
        if entry := self._entry():
            self._close()
            self._view.rows.remember(entry, None)
            self._view.setFocus()

    def settle(self) -> None:
        """Put the editor on its row, and the current row's complaint beside it."""
        if self.key is not None:
            self.editor.setGeometry(self._view.entry_rect(self.key))
        entry = self._view.entry()
        if entry and entry.unfinished:
            self.complaint.setText(entry.unfinished.complaint)
            self.complaint.setGeometry(self._view.complaint_rect(entry.key))
        self.complaint.setVisible(bool(entry and entry.unfinished))

    def _read(self, entry: Entry, text: str, *, close: bool = False) -> bool:
        try:
            value = read_value(text, entry.scale)
        except InvalidInput as error:
            self._view.rows.remember(entry, Unfinished(text, error.sentence))
            return False
        if close:
            self._close()
        self.give(entry, value)
        return True

    def _close(self) -> None:
        self.key = None  # first: losing the focus would give what was typed once more
        if self.editor.hasFocus():
            self._view.setFocus()
        self.editor.hide()

    def _entry(self) -> Entry | None:
        return self._view.rows.entry_of(self.key) if self.key else None

    def _on_left(self, steps: int) -> None:
        if steps == 0:
            self.leave()
        elif not self._view.go(steps) and steps == 1 and self.key is None:
            self._view.past_the_end.emit()

    def _on_command(self, letter: str) -> None:
        entry = self._entry()
        if entry and self.finish():
            self.wished.emit((wish_of_letter(letter), entry))
