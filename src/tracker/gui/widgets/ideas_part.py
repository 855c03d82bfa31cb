"""Ideas and obstacles, what to stop and start this quarter, thanks: one list each (L7, F3)."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.notes import jottings
from tracker.domain.note import NoteKind
from tracker.gui.bridge import Bridge
from tracker.gui.page import Ask, Part
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.jotting_row import JottingRow
from tracker.gui.widgets.notes_tab import clear_layout, follow_wish
from tracker.gui.widgets.profile_row import plain_column

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
        self.dialog_requested.emit(Ask("quick_note", "QuickNoteDialog", (None, None, kind)))

    def _on_edit(self, note_id: int) -> None:
        note = self.tracker.notes.get(note_id)
        self.dialog_requested.emit(Ask("quick_note", "QuickNoteDialog", (None, note)))

    def _on_remove(self, note_id: int) -> None:
        commands.remove_note(self.tracker, note_id)
        self.bridge.say("Deleted. Ctrl+Z brings it back.")

    def _on_wish(self, wish: tuple[str, int]) -> None:
        follow_wish(self, wish)
