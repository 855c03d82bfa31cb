"""A quick note as a row: its kind and day, the point, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton

from tracker.app.commands.notes import BECOMING_FIXES
from tracker.domain.note import NOTE_KIND_NAMES, Note, NoteKind
from tracker.gui.theme import Theme
from tracker.gui.widgets.profile_row import ProfileRow

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
