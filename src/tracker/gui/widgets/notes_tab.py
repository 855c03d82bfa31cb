"""What was talked about with a customer, and how long ago (L6): theirs alone, and only for me."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout

from tracker.app import commands
from tracker.app.queries.notes import contact_of, notes_of
from tracker.gui.bridge import Bridge
from tracker.gui.page import Ask, CustomerPart, Part
from tracker.gui.widgets.jotting_row import FIX, JottingRow
from tracker.gui.widgets.profile_row import plain_column

NOTHING = "Nothing noted yet. Ctrl+N takes a note from anywhere; only you ever see it."
NO_MATTER = "no matter how often"


class NotesTab(CustomerPart):
    """The contact, then every note, newest first."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"note", "customer", "rating", "asking", "share", "fix"}
    )

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.rows: list[JottingRow] = []
        self.contact = QLabel()
        self.contact.setWordWrap(True)
        self.every = QSpinBox()
        self.every.setRange(0, 52)
        self.every.setSpecialValueText(NO_MATTER)
        self.every.setPrefix("every ")
        self.every.setSuffix(" weeks")
        self.every.setAccessibleName("How often there should be contact")
        self.every.editingFinished.connect(self._on_every)
        self.add = QPushButton("Add a note")
        self.add.setToolTip("Quick note (Ctrl+N)")
        self.add.clicked.connect(self._on_add)
        self.nothing = QLabel(NOTHING)
        self.nothing.setProperty("role", "hint")
        self.nothing.setWordWrap(True)
        inside, column = plain_column()
        head = QHBoxLayout()
        head.addWidget(self.contact, 1)
        head.addWidget(self.add)
        wish = QHBoxLayout()
        wish.setSpacing(8)
        label = QLabel("Contact should be")
        label.setProperty("role", "quiet")
        wish.addWidget(label)
        wish.addWidget(self.every)
        wish.addStretch(1)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(head)
        column.addLayout(wish)
        column.addWidget(self.nothing)
        column.addLayout(self._list)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def refresh(self) -> None:
        """Show the contact with the customer, and every note."""
        if self.customer_id is None:
            return
        customer = self.tracker.customers.get(self.customer_id)
        contact = contact_of(self.tracker, customer, self.bridge.today())
        self.contact.setText(contact.sentence(self.bridge.today()))
        if not self.every.hasFocus():
            self.every.setValue(customer.contact_weeks or 0)
        fixes = {one.id: one.what for one in self.tracker.fixes.all()}
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        clear_layout(self._list)
        self.rows = []
        for note in notes_of(self.tracker, self.customer_id):
            row = JottingRow(self.bridge.theme, note, "", fixes.get(note.fix_id or 0, ""))
            row.opened.connect(self._on_edit)
            row.edited.connect(self._on_edit)
            row.put_away.connect(self._on_remove)
            row.wished.connect(self._on_wish)
            self.rows.append(row)
            self._list.addWidget(row)
            if row.key == focused:
                row.setFocus()
        self.nothing.setVisible(not self.rows)

    def _on_every(self) -> None:
        if self.customer_id is not None:
            commands.keep_in_touch(self.tracker, self.customer_id, self.every.value() or None)

    def _on_add(self) -> None:
        self.dialog_requested.emit(Ask("quick_note", "QuickNoteDialog", (self.customer_id,)))

    def _on_edit(self, note_id: int) -> None:
        note = self.tracker.notes.get(note_id)
        self.dialog_requested.emit(Ask("quick_note", "QuickNoteDialog", (None, note)))

    def _on_remove(self, note_id: int) -> None:
        commands.remove_note(self.tracker, note_id)
        self.bridge.say("Deleted. Ctrl+Z brings it back.")

    def _on_wish(self, wish: tuple[str, int]) -> None:
        follow_wish(self, wish)


def follow_wish(part: Part, wish: tuple[str, int]) -> None:
    """Tick a note off, or ask for the fix that it becomes."""
    what, note_id = wish
    note = part.tracker.notes.get(note_id)
    if what == FIX:
        part.dialog_requested.emit(Ask("fix_from_note", "FixFromNoteDialog", (note,)))
    else:
        done_on = None if note.done_on else part.bridge.today()
        commands.settle_note(part.tracker, note_id, done_on)


def clear_layout(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout, and let it go."""
    while item := layout.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
