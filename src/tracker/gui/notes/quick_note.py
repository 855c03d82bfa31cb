"""Ctrl+N from anywhere: what mattered in a conversation, thanks, an idea, an obstacle (L6, L7, F3).

One box with a kind, not five features: the essential point first, everything else if wanted.
"""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import NoteInput
from tracker.domain.notes import NOTE_KIND_NAMES, Note, NoteKind
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog, narrow_box
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text_field import GrowingText

WIDE = 620  # px: the six kinds stand in one row
HINTS = {
    NoteKind.NOTE: "The essential point of what they said",
    NoteKind.THANKS: "Who thanked whom, for what",
    NoteKind.IDEA: "What could be done better for them",
    NoteKind.OBSTACLE: "What stands in the way",
    NoteKind.STOP: "What you will stop doing",
    NoteKind.START: "What you will start doing",
}
ABOUT_CONVERSATION = ("played_back", "disagreement")


class QuickNoteDialog(FormDialog):
    """Kind, customer, the point; for a conversation also played back or not, and disagreement."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer_id: int | None = None,
        note: Note | None = None,
        kind: NoteKind = NoteKind.NOTE,
    ) -> None:
        super().__init__(bridge, parent, "Edit note" if note else "Quick note", WIDE)
        self._note = note
        self.belongs_to(note)
        self.kind = Segments([(one, name) for one, name in NOTE_KIND_NAMES.items()])
        self.customer = narrow_box()
        self.customer.addItem("Nobody in particular", None)
        for one in sorted(
            self.tracker.customers.where("archived_on IS NULL"), key=lambda customer: customer.rank
        ):
            self.customer.addItem(one.name, one.id)
        self.text = GrowingText("text", lines=3)
        self.played_back = QCheckBox("I said it back to them, and they agreed")
        self.disagreement = GrowingText("disagreement", "Where we did not agree")
        self.tags = QLineEdit()
        self.tags.setPlaceholderText("audit, month-end")
        self.day = DayField(bridge, "happened_on", bridge.today(), latest=bridge.today())
        self._fields()
        self._fill(note, customer_id, kind)
        self.kind.selected.connect(self._on_kind)
        self._on_kind()
        self.text.setFocus()

    def save(self) -> None:
        """Keep it."""
        day = self.day.required_day
        kind = NoteKind(self.kind.value or NoteKind.NOTE)
        talked = kind is NoteKind.NOTE
        said = NoteInput(
            text=self.text.text,
            happened_on=day,
            kind=kind,
            customer_id=self.customer.currentData(),
            played_back=self.played_back.isChecked() if talked else None,
            disagreement=self.disagreement.text if talked else "",
            tags=self.tags.text(),
        )
        if self._note:
            commands.edit_note(self.tracker, self._note.id, said)
        else:
            commands.add_note(self.tracker, said)
        self.bridge.show_message(f"{NOTE_KIND_NAMES[kind]} kept. Only you see it.")

    def _fields(self) -> None:
        form = self.add_form()
        form.add("kind", "&Kind", self.kind)
        form.add("customer_id", "&Customer", self.customer)
        form.add("text", "The essential &point", self.text)
        form.add("played_back", "Played back", self.played_back)
        form.add("disagreement", "&Disagreement", self.disagreement)
        form.add("tags", "&Tags", self.tags)
        form.add("happened_on", "&When", self.day)

    def _fill(self, note: Note | None, customer_id: int | None, kind: NoteKind) -> None:
        if note is None:
            self.kind.choose(kind)
            self.customer.setCurrentIndex(max(self.customer.findData(customer_id), 0))
            return
        self.kind.choose(note.kind)
        if note.customer_id is not None and self.customer.findData(note.customer_id) < 0:
            archived = self.tracker.customers.get(note.customer_id)
            self.customer.addItem(archived.name, archived.id)
        self.customer.setCurrentIndex(max(self.customer.findData(note.customer_id), 0))
        self.text.show_text(note.text)
        self.played_back.setChecked(bool(note.played_back))
        self.disagreement.show_text(note.disagreement)
        self.tags.setText(note.tags)
        self.day.show_day(note.happened_on)

    def _on_kind(self) -> None:
        kind = NoteKind(self.kind.value or NoteKind.NOTE)
        self.text.show_hint(HINTS[kind])
        for name in ABOUT_CONVERSATION:
            self.forms[0].set_visible(name, visible=kind is NoteKind.NOTE)
        if self.isVisible():
            self.fit()
