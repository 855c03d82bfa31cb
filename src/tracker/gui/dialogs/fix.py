"""Start a fix or say it better, and the fix that an idea or an obstacle becomes."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.domain.correction import Fix, FixKind
from tracker.domain.errors import InvalidInput
from tracker.domain.notes import Note, NoteKind
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog, narrow_box
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text import label, plain
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.causes import NOUNS, CauseCount
from tracker.report.wording import capitalised

WIDTH = 520
REVIEW_AFTER = timedelta(weeks=8)
KINDS = [(FixKind.REACTIVE, "It went wrong"), (FixKind.PROACTIVE, "Before it goes wrong")]


class FixDialog(FormDialog):
    """Asks what is to be done, which obstacle, who, until when, when to look again.

    Only the first field is needed. `measure_id` None lets the person choose the measure; `fix`
    changes one that is there.
    """

    def __init__(
        self,
        bridge: Bridge,
        measure_id: int | None,
        parent: QWidget | None,
        *,
        fix: Fix | None = None,
        since: date | None = None,
        obstacle: str = "",
    ) -> None:
        super().__init__(bridge, parent, "Edit fix" if fix else "Start a fix", WIDTH)
        self._fix = fix
        self.belongs_to(fix or measure_id)
        self._since = fix.since if fix else since
        said = (
            FixInput.of(fix)
            if fix
            else FixInput(
                what="",
                obstacle=obstacle,
                started_on=bridge.today(),
                review_on=bridge.today() + REVIEW_AFTER,
                kind=FixKind.REACTIVE if since else FixKind.PROACTIVE,
            )
        )
        self._measures(fix.measure_id if fix else measure_id)
        self._fields(said)
        self.primary.setText("Save" if fix else "Start the fix")

    def save(self) -> None:
        """Keep the fix."""
        started = self.started.day
        if started is None:
            raise InvalidInput("started_on", "It has no first day", "Type one, as in 30 Nov.")
        said = FixInput(
            what=self.what.text(),
            started_on=started,
            kind=FixKind(self.kind.value or FixKind.REACTIVE),
            obstacle=self.obstacle.text,
            owner=self.owner.text(),
            due_on=self.due.day,
            review_on=self.review.day,
            since=self._since,
            note=self._fix.note if self._fix else "",
        )
        if self._fix:
            commands.edit_fix(self.tracker, self._fix.id, said)
        else:
            self.start(int(self.measure.currentData()), said)

    def start(self, measure_id: int, said: FixInput) -> None:
        """Start the fix on a measure."""
        commands.start_fix(self.tracker, measure_id, said)

    def _measures(self, chosen: int | None) -> None:
        self.measure = narrow_box()
        names = {one.id: one.name for one in self.tracker.customers.all()}
        for one in self.tracker.measures.where("archived_on IS NULL"):
            self.measure.addItem(f"{one.name} · {names[one.customer_id]}", one.id)
        if chosen is not None:
            self.measure.setCurrentIndex(self.measure.findData(chosen))
            self.column.addWidget(label(self.measure.currentText(), "quiet", wrap=True))

    def _fields(self, said: FixInput) -> None:
        form = self.add_form()
        if self.column.count() < 2:
            form.add("measure", "&Measure", self.measure)
        self.what = QLineEdit(said.what)
        self.what.setPlaceholderText("Named cover for every close week")
        self.obstacle = GrowingText("obstacle", "What stands in the way")
        self.obstacle.show_text(said.obstacle)
        self.owner = QLineEdit(said.owner)
        self.owner.setPlaceholderText("Me")
        self.kind = Segments([(str(kind), text) for kind, text in KINDS])
        self.kind.choose(str(said.kind))
        self.started = DayField(self.bridge, "started_on", said.started_on)
        self.due = DayField(self.bridge, "due_on", said.due_on)
        self.review = DayField(self.bridge, "review_on", said.review_on)
        form.add("what", "&What will be done", self.what)
        form.add("obstacle", "Which &obstacle does it remove?", self.obstacle)
        form.add("kind", "Wh&y", self.kind)
        form.add("owner", "Who &does it, or with whom", self.owner)
        form.add("started_on", "From", self.started)
        form.add("due_on", "To be done by", self.due)
        form.add("review_on", "Look at its effect on", self.review)
        self.what.setFocus()


class FixFromNoteDialog(FixDialog):
    """The same questions: what the note says stands in its field, and the note is ticked off."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, note: Note) -> None:
        obstacle = note.text if note.kind is NoteKind.OBSTACLE else ""
        super().__init__(bridge, None, parent, obstacle=obstacle)
        self._from = note.id
        self.belongs_to(note)
        if note.kind is NoteKind.IDEA:
            self.what.setText(" ".join(note.text.split()))

    def start(self, measure_id: int, said: FixInput) -> None:
        """Start the fix, and tick the note off with it."""
        commands.fix_from_note(self.tracker, self._from, measure_id, said)


class CauseFixDialog(FixDialog):
    """One fix for one cause: every measure that it touched has a box; all are ticked."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, count: CauseCount) -> None:
        self.boxes: dict[int, QCheckBox] = {}
        self._touched = count.measures
        obstacle = capitalised(NOUNS[count.cause])
        super().__init__(bridge, count.measures[0], parent, obstacle=obstacle)
        self.belongs_to("cause", count.cause)
        self.column.addWidget(label("It is for", "name"))
        for key in self._touched:
            at = self.measure.findData(key)
            self.boxes[key] = box = QCheckBox(plain(self.measure.itemText(at)))
            box.setChecked(True)
            self.column.addWidget(box)

    def start(self, _measure_id: int, said: FixInput) -> None:
        """Start it on every measure that is ticked."""
        chosen = [key for key, box in self.boxes.items() if box.isChecked()]
        commands.start_fixes(self.tracker, chosen, said)
