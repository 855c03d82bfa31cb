"""What was talked about with a customer, and how long ago (L6): theirs alone, and only for me.

A quick note as a row: its kind and day, the point, and what can be done with it.

Ideas and obstacles, what to stop and start this quarter, thanks: one list each (L7, F3).
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.notes import BECOMING_FIXES, contact_of, jottings, notes_of
from tracker.domain.notes import NOTE_KIND_NAMES, Note, NoteKind
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.fix import FixFromNoteDialog
from tracker.gui.notes.quick_note import QuickNoteDialog
from tracker.gui.page import CustomerPart, Part
from tracker.gui.theme import Theme
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.rows import ProfileRow, clear_layout, plain_column

DAY = "d MMM yyyy"
LONGEST = 400
TICKED = frozenset({NoteKind.IDEA, NoteKind.OBSTACLE, NoteKind.STOP, NoteKind.START})
FIX, TICK = "fix", "tick"


class JottingRow(ProfileRow):
    """Enter edits, Delete deletes, F makes a fix of it, Space ticks it off."""

    wished = Signal(object)  # tuple[str, int]: FIX or TICK, and the note

    def __init__(self, theme: Theme, note: Note, customer: str = "", fix: str = "") -> None:
        super().__init__(theme, note.id)
        self.note = note
        day = str(QLocale().toString(note.happened_on, DAY))  # type: ignore[call-overload]
        parts = [NOTE_KIND_NAMES[note.kind], customer, day, *_extras(note, fix)]
        self.head = QLabel(" · ".join(part for part in parts if part))
        self.head.setProperty("role", "small")
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        shown = note.text if len(note.text) <= LONGEST else f"{note.text[:LONGEST]}…"
        self.text = QLabel(shown)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setToolTip("" if shown == note.text else note.text[:4000])
        if note.done_on:
            self.text.setProperty("role", "quiet")
        self.words.addWidget(self.head)
        self.words.addWidget(self.text)
        if note.disagreement:
            apart = QLabel(f"We did not agree: {note.disagreement[:LONGEST]}")
            apart.setProperty("role", "quiet")
            apart.setTextFormat(Qt.TextFormat.PlainText)
            apart.setWordWrap(True)
            self.words.addWidget(apart)
        self.setAccessibleName(f"{self.head.text()}: {shown}")
        self._buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        if event.key() == Qt.Key.Key_F and self.note.kind in BECOMING_FIXES:
            self.wished.emit((FIX, self.key))
        elif event.key() == Qt.Key.Key_Space and self.note.kind in TICKED:
            self.wished.emit((TICK, self.key))
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> None:
        self.line.removeWidget(self.more)
        self.more.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.note.kind in BECOMING_FIXES and self.note.fix_id is None:
            self.fix = QPushButton("Make it a fix")
            self.fix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.fix.clicked.connect(self._on_fix)
            row.addWidget(self.fix)
        if self.note.kind in TICKED:
            self.tick = QPushButton("Take up again" if self.note.done_on else "Done")
            self.tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.tick.clicked.connect(self._on_tick)
            row.addWidget(self.tick)
        self.line.addLayout(row)

    def _on_fix(self) -> None:
        self.wished.emit((FIX, self.key))

    def _on_tick(self) -> None:
        self.wished.emit((TICK, self.key))


def _extras(note: Note, fix: str) -> list[str]:
    told = ["played back" if note.played_back else "not played back"]
    extras = told if note.kind is NoteKind.NOTE else []
    if note.tags:
        extras.append(note.tags)
    if fix:
        extras.append(f"became the fix “{fix[:60]}”")
    elif note.done_on:
        extras.append("done")
    return extras


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
        QuickNoteDialog(self.bridge, self, self.customer_id).open()

    def _on_edit(self, note_id: int) -> None:
        note = self.tracker.notes.get(note_id)
        QuickNoteDialog(self.bridge, self, None, note).open()

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
        FixFromNoteDialog(part.bridge, part, note).open()
    else:
        done_on = None if note.done_on else part.bridge.today()
        commands.settle_note(part.tracker, note_id, done_on)


LISTS: dict[str, tuple[str, tuple[NoteKind, ...], str]] = {
    "ideas": (
        "Ideas & obstacles",
        (NoteKind.IDEA, NoteKind.OBSTACLE),
        "What could be better, and what stands in the way. Each may become a fix.",
    ),
    "stop_start": (
        "Stop / start",
        (NoteKind.STOP, NoteKind.START),
        "What you stop and start doing this quarter. Each stands on the charts as an event.",
    ),
    "thanks": (
        "Thanks",
        (NoteKind.THANKS,),
        "Who thanked you, or whom you thanked, and for what. Good to read in a bad week.",
    ),
}


class IdeasPart(Part):
    """Open ones first; the newest on top."""

    reads: ClassVar[frozenset[str]] = frozenset({"note", "customer", "fix"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.setProperty("role", "plain")
        self.rows: list[JottingRow] = []
        self.which = Segments([(key, row[0]) for key, row in LISTS.items()])
        self.which.choose("ideas")
        self.which.chosen.connect(self.refresh)
        self.add = QPushButton("Add one")
        self.add.clicked.connect(self._on_add)
        self.hint = QLabel()
        self.hint.setProperty("role", "hint")
        self.hint.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.which, 1)
        head.addWidget(self.add)
        inside, column = plain_column()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        card = QWidget()
        card.setProperty("role", "card")
        within = QVBoxLayout(card)
        within.setContentsMargins(12, 8, 12, 8)
        within.addWidget(area)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(card, 1)

    def refresh(self) -> None:
        """Show the chosen list."""
        _, kinds, hint = LISTS[self.which.value or "ideas"]
        self.hint.setText(hint)
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        clear_layout(self._list)
        self.rows = []
        for one in jottings(self.tracker, kinds):
            row = JottingRow(self.bridge.theme, one.note, one.customer, one.fix)
            row.opened.connect(self._on_edit)
            row.edited.connect(self._on_edit)
            row.put_away.connect(self._on_remove)
            row.wished.connect(self._on_wish)
            self.rows.append(row)
            self._list.addWidget(row)
            if row.key == focused:
                row.setFocus()

    def _on_add(self) -> None:
        kind = LISTS[self.which.value or "ideas"][1][0]
        QuickNoteDialog(self.bridge, self, None, None, kind).open()

    def _on_edit(self, note_id: int) -> None:
        note = self.tracker.notes.get(note_id)
        QuickNoteDialog(self.bridge, self, None, note).open()

    def _on_remove(self, note_id: int) -> None:
        commands.remove_note(self.tracker, note_id)
        self.bridge.say("Deleted. Ctrl+Z brings it back.")

    def _on_wish(self, wish: tuple[str, int]) -> None:
        follow_wish(self, wish)
