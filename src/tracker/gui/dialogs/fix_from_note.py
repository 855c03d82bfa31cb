"""An idea or an obstacle becomes a fix: the same questions, and the note is ticked off."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.domain.note import Note, NoteKind
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.fix import FixDialog


class FixFromNoteDialog(FixDialog):
    """What the note says stands in its field already."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, note: Note) -> None:
        obstacle = note.text if note.kind is NoteKind.OBSTACLE else ""
        super().__init__(bridge, None, parent, obstacle=obstacle)
        self._from = note.id
        if note.kind is NoteKind.IDEA:
            self.what.setText(" ".join(note.text.split())[:200])

    def start(self, measure_id: int, said: FixInput) -> None:
        """Start the fix, and tick the note off with it."""
        commands.fix_from_note(self.tracker, self._from, measure_id, said)
