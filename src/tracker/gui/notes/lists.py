"""Quick notes as rows: what was talked about with a customer, and the lists of ideas and thanks.

What was talked about is theirs alone, and only for me (L6); ideas and obstacles, what to stop and
start this quarter, and thanks have one list each (L7, F3).
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.notes import (
    BECOMING_FIXES,
    ListedNote,
    contact_of,
    listed_notes,
    newest_notes,
    notes_of,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import NOTE_KIND_NAMES, Note, NoteKind
from tracker.domain.texts.cutting import cut, cut_lines
from tracker.gui.bridge import Bridge, Side
from tracker.gui.dialogs.fix import FixFromNoteDialog
from tracker.gui.notes.quick_note import QuickNoteDialog
from tracker.gui.page import CustomerTab, PagePart
from tracker.gui.theme import Theme
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.count_field import CountField
from tracker.gui.widgets.feedback import EmptyState
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.gui.widgets.rows import ProfileRow, RowList, plain_column
from tracker.gui.widgets.text import button, label, link, set_tip
from tracker.report.dates import medium_day

LONGEST = 400
TICKED = frozenset({NoteKind.IDEA, NoteKind.OBSTACLE, NoteKind.STOP, NoteKind.START})
NOTHING = "Nothing noted yet. Ctrl+N takes a note from anywhere; only you ever see it."
NO_MATTER = "no fixed rhythm"
ALL, AT_ONCE = "all", 60
NONE_YET, NOTE_ONE = "Nothing noted here yet", "Note one"
LISTS: dict[str, tuple[str, tuple[NoteKind, ...], str]] = {
    ALL: (
        "All notes",
        tuple(NoteKind),
        "Every quick note, newest first, also those about nobody in particular. Only you see them.",
    ),
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


class NoteAction(Enum):
    """What a note offers besides being edited and deleted."""

    FIX = "fix"
    TICK = "tick"


class NoteRow(ProfileRow):
    """Enter edits, Delete deletes, F makes a fix of it, Space ticks it off."""

    action_requested = Signal(object)  # tuple[NoteAction, int]: with which note

    def __init__(self, theme: Theme, listed: ListedNote) -> None:
        super().__init__(theme, listed.note.id)
        self.note = note = listed.note
        kind, day = NOTE_KIND_NAMES[note.kind], medium_day(note.happened_on)
        parts = [kind, listed.customer, day, *_extras(listed)]
        self.head = label(" · ".join(part for part in parts if part), "small")
        shown = cut_lines(note.text, LONGEST)
        self.text = label(shown, "quiet" if note.done_on else "", wrap=True)
        set_tip(self.text, "" if shown == note.text else note.text)
        self.words.addWidget(self.head)
        self.words.addWidget(self.text)
        if note.disagreement:
            text = f"We did not agree: {cut_lines(note.disagreement, LONGEST)}"
            self.words.addWidget(label(text, "quiet", wrap=True))
        self.setAccessibleName(f"{self.head.text()}: {shown}")
        self._buttons()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        if event.key() == Qt.Key.Key_F and self.note.kind in BECOMING_FIXES:
            self.action_requested.emit((NoteAction.FIX, self.key))
        elif event.key() == Qt.Key.Key_Space and self.note.kind in TICKED:
            self.action_requested.emit((NoteAction.TICK, self.key))
        else:
            super().keyPressEvent(event)

    def _buttons(self) -> None:
        self.line.removeWidget(self.more)
        row = QHBoxLayout()
        row.setSpacing(6)
        if self.note.kind in BECOMING_FIXES and self.note.fix_id is None:
            self.fix = QPushButton("Make it a fix")
            self.fix.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.fix.clicked.connect(self._on_fix)
            row.addWidget(self.fix)
        if self.note.kind in TICKED:
            self.tick = QPushButton("Reopen" if self.note.done_on else "Done")
            self.tick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.tick.clicked.connect(self._on_tick)
            row.addWidget(self.tick)
        row.addWidget(self.more)
        self.line.addLayout(row)

    def _on_fix(self) -> None:
        self.action_requested.emit((NoteAction.FIX, self.key))

    def _on_tick(self) -> None:
        self.action_requested.emit((NoteAction.TICK, self.key))


def _extras(listed: ListedNote) -> list[str]:
    note = listed.note
    extras = []
    if note.kind is NoteKind.NOTE:
        extras.append("played back" if note.played_back else "not played back")
    if note.tags:
        extras.append(note.tags)
    if listed.fix:
        extras.append(f"became the fix “{cut(listed.fix, 60)}”")
    elif note.done_on:
        extras.append("done")
    return extras


class NoteList(RowList[NoteRow]):
    """Notes in a part of a page: edited, deleted, ticked off, or made a fix of."""

    def __init__(self, part: PagePart) -> None:
        super().__init__()
        self._part = part
        self._menu = QMenu(part)
        self._edit = self._menu.addAction("Edit…")
        self._remove = self._menu.addAction("Delete")
        self._meant = 0
        self._menu.triggered.connect(self._on_menu)
        self.menu_requested.connect(self._on_menu_requested)
        self.opened.connect(self._on_edit)
        self.edited.connect(self._on_edit)
        self.removal_requested.connect(self._on_remove)

    def show_notes(self, jottings: Iterable[ListedNote]) -> None:
        """Show these notes."""
        rows = [NoteRow(self._part.bridge.theme, listed) for listed in jottings]
        for row in rows:
            row.action_requested.connect(self._on_action_requested)
        self.show_rows(rows)

    def _on_menu_requested(self, asked: RowMenuRequest) -> None:
        self._meant = asked.key
        self._menu.popup(asked.place)

    def _on_menu(self, action: QAction) -> None:
        (self._on_edit if action is self._edit else self._on_remove)(self._meant)

    def _on_edit(self, note_id: int) -> None:
        note = self._part.tracker.notes.get(note_id)
        QuickNoteDialog(self._part.bridge, self._part, None, note).open()

    def _on_remove(self, note_id: int) -> None:
        commands.remove_note(self._part.tracker, note_id)
        self._part.bridge.show_message("Deleted. Ctrl+Z brings it back.")

    def _on_action_requested(self, wish: tuple[NoteAction, int]) -> None:
        """Tick a note off, or ask for the fix that it becomes."""
        what, note_id = wish
        note = self._part.tracker.notes.get(note_id)
        if what is NoteAction.FIX:
            FixFromNoteDialog(self._part.bridge, self._part, note).open()
        else:
            done_on = None if note.done_on else self._part.bridge.today()
            commands.complete_note(self._part.tracker, note_id, done_on)


class NotesTab(CustomerTab):
    """The contact, then every note, newest first."""

    reads: ClassVar[frozenset[str]] = frozenset(
        {"note", "customer", "rating", "asking", "share", "fix"}
    )

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.notes = NoteList(self)
        self.contact = label(wrap=True)
        self.every = CountField(0, "every week", "every {} weeks")
        self.every.setSpecialValueText(NO_MATTER)
        self.every.setAccessibleName("How often there should be contact")
        self.every.editingFinished.connect(self._on_every)
        self.refused = label(tone="worse", wrap=True)
        self.refused.hide()
        self.every.textChanged.connect(self.refused.hide)
        self.add = button("Add a note", "Quick note (Ctrl+N)")
        self.add.clicked.connect(self._on_add)
        self.nothing = label(NOTHING, "hint", wrap=True)
        inside, column = plain_column()
        head = QHBoxLayout()
        head.addWidget(self.contact, 1)
        head.addWidget(self.add)
        wish = QHBoxLayout()
        wish.setSpacing(8)
        wish.addWidget(label("Contact should be", "quiet"))
        wish.addWidget(self.every)
        wish.addStretch(1)
        column.addLayout(head)
        column.addLayout(wish)
        column.addWidget(self.refused)
        column.addWidget(self.nothing)
        column.addLayout(self.notes)
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
        self.notes.show_notes(
            ListedNote(note, "", fixes.get(note.fix_id or 0, ""))
            for note in notes_of(self.tracker, self.customer_id)
        )
        self.nothing.setVisible(not self.notes.rows)

    def _on_every(self) -> None:
        if self.customer_id is None:
            return
        try:
            commands.keep_in_touch(self.tracker, self.customer_id, self.every.value() or None)
        except InvalidInput as error:
            self.refused.setText(error.sentence)
            self.refused.show()

    def _on_add(self) -> None:
        QuickNoteDialog(self.bridge, self, self.customer_id).open()


class IdeasPart(PagePart):
    """All notes, newest first; or those of some kinds, what is open on top."""

    reads: ClassVar[frozenset[str]] = frozenset({"note", "customer", "fix"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.setProperty("role", "plain")
        self.notes = NoteList(self)
        self._found: NoteRow | None = None
        self.which: Segments[str] = Segments([(key, row[0]) for key, row in LISTS.items()])
        self.which.choose("ideas")
        self.which.selected.connect(self.refresh)
        self.add = QPushButton("Add one")
        self.add.clicked.connect(self._on_add)
        self.hint = label(role="hint", wrap=True)
        head = QHBoxLayout()
        head.addWidget(self.which, 1)
        head.addWidget(self.add)
        self._shown = AT_ONCE
        self.older = link("Show older notes")
        self.older.clicked.connect(self._on_older)
        inside, column = plain_column()
        column.addLayout(self.notes)
        column.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        self.card = QWidget()
        self.card.setProperty("role", "card")
        within = QVBoxLayout(self.card)
        within.setContentsMargins(12, 8, 12, 8)
        within.addWidget(area)
        self.empty = EmptyState(bridge.theme, "sticky-note", NONE_YET, "", NOTE_ONE)
        self.empty.next_step_requested.connect(self._on_add)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self.hint)
        layout.addWidget(self.card, 1)
        layout.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Show the chosen list."""
        key = self.which.value or "ideas"
        _, kinds, hint = LISTS[key]
        self.hint.setText(hint)
        notes = newest_notes(self.tracker) if key == ALL else listed_notes(self.tracker, kinds)
        kept = [one for one in notes if not self.bridge.leaves_out(_about(one.note))]
        self.hidden = len(notes) - len(kept)
        self.empty.show_state(NONE_YET, hint, NOTE_ONE)
        for widget in (self.card, self.hint, self.add):
            widget.setVisible(bool(notes))
        self.empty.setHidden(bool(notes))
        self.sifted.emit()
        notes = kept
        self.notes.show_notes(notes[: self._shown])
        self.older.setVisible(len(notes) > self._shown)

    def show_note(self, note_id: int) -> None:
        """Bring a note into view, among all of them, with the cursor on it."""
        found = {one.note.id: one.note for one in newest_notes(self.tracker)}
        if note_id not in found:
            return
        if self.bridge.leaves_out(_about(found[note_id])):
            self.bridge.choose_side(Side.ALL)
        keys = [key for key, note in found.items() if not self.bridge.leaves_out(_about(note))]
        self._shown = max(self._shown, keys.index(note_id) + 1)
        self.which.choose(ALL)
        self.refresh()
        row = self.notes.rows[keys.index(note_id)]
        row.setFocus()
        self._found = row
        QTimer.singleShot(0, self, self._reveal)  # when the row has its place

    def _reveal(self) -> None:
        if self._found in self.notes.rows:
            self._area.ensureWidgetVisible(self._found, 0, 24)

    def _on_older(self) -> None:
        self._shown += AT_ONCE
        self.refresh()

    def _on_add(self) -> None:
        kind = LISTS[self.which.value or "ideas"][1][0]
        QuickNoteDialog(self.bridge, self, None, None, kind).open()


def _about(note: Note) -> tuple[int, ...]:
    return () if note.customer_id is None else (note.customer_id,)
