"""What a person does about their own pulse: a fix, or a word that says what it was."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app import commands
from tracker.app.commands import PulseFixInput
from tracker.domain.errors import InvalidInput
from tracker.domain.pulse import PulseFix, PulseSignal, PulseWordKind
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text import label
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.pulse import FIELD_NAMES, ONLY_YOU, pulse_sentence

WIDTH = 520
REVIEW_AFTER = timedelta(weeks=8)
_WHAT = {
    "energy": "Two mornings a week without a meeting",
    "valued": "Ask once a month what helped, and what did not",
    "listened": "Half an hour a fortnight with my manager",
    "cared": "Say which promise is one too many",
}
KEPT = "Saved, only for you. Ctrl+Z undoes it; so does Trends, under your pulse, at any time."
_TITLES = {PulseWordKind.ONE_OFF: "A one-off", PulseWordKind.PLANNED: "It was planned"}
_MEANS = {
    PulseWordKind.ONE_OFF: "You are asked again only when it next falls below your usual.",
    PulseWordKind.PLANNED: "From that week on this is your usual.",
}


class PulseFixDialog(FormDialog):
    """Asks what would help, what stands in the way, and until when; only the first is needed."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, about: PulseSignal | PulseFix
    ) -> None:
        self._fix = about if isinstance(about, PulseFix) else None
        super().__init__(
            bridge, parent, "Edit your own fix" if self._fix else "A fix for yourself", WIDTH
        )
        self._field, self._since = about.field, about.since
        self.belongs_to(self._fix or about.field)
        today = bridge.today()
        said = (
            PulseFixInput.of(self._fix)
            if self._fix
            else PulseFixInput(what="", started_on=today, review_on=today + REVIEW_AFTER)
        )
        told = pulse_sentence(about) if isinstance(about, PulseSignal) else FIELD_NAMES[self._field]
        self.column.addWidget(label(f"{told} {ONLY_YOU}".strip(), "quiet", wrap=True))
        self._fields(said)
        self.primary.setText("Save" if self._fix else "Start the fix")

    def save(self) -> None:
        """Keep the fix."""
        started = self.started.day
        if started is None:
            raise InvalidInput("started_on", "It has no first day", "Type one, as in 30 Nov.")
        said = PulseFixInput(
            what=self.what.text(),
            started_on=started,
            obstacle=self.obstacle.text,
            due_on=self.due.day,
            review_on=self.review.day,
            since=self._since,
        )
        if self._fix:
            commands.edit_pulse_fix(self.tracker, self._fix.id, said)
        else:
            commands.start_pulse_fix(self.tracker, self._field, said)
            self.bridge.show_message("Started. It stands under Fixes, where only you see it.")

    def _fields(self, said: PulseFixInput) -> None:
        self.what = QLineEdit(said.what)
        self.what.setPlaceholderText(_WHAT[self._field])
        self.obstacle = GrowingText("obstacle", "What stands in the way")
        self.obstacle.show_text(said.obstacle)
        self.started = DayField(self.bridge, "started_on", said.started_on)
        self.due = DayField(self.bridge, "due_on", said.due_on)
        self.review = DayField(self.bridge, "review_on", said.review_on)
        form = self.add_form()
        form.add("what", "&What would help you?", self.what)
        form.add("obstacle", "Which &obstacle does it remove?", self.obstacle)
        form.add("started_on", "From", self.started)
        form.add("due_on", "To be done by", self.due)
        form.add("review_on", "Look at its effect on", self.review)
        self.what.setFocus()


class PulseWordDialog(FormDialog):
    """Calls a time below usual a one-off, or planned; a word may be added, Enter is enough."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, signal: PulseSignal, kind: PulseWordKind
    ) -> None:
        super().__init__(bridge, parent, _TITLES[kind], 440)
        self._signal, self._kind = signal, kind
        self.belongs_to(signal.field, signal.since)
        told = f"{pulse_sentence(signal)} {_MEANS[kind]} {ONLY_YOU}"
        self.column.addWidget(label(told, "quiet", wrap=True))
        self.text = GrowingText("text", "The move of the office; optional", lines=2)
        self.add_form().add("text", "&What was it?", self.text)
        self.primary.setText("Save")
        self.text.setFocus()

    def save(self) -> None:
        """Keep the word."""
        commands.answer_pulse(
            self.tracker,
            self._signal.field,
            self._signal.since,
            self.bridge.today(),
            self._kind,
            self.text.text,
        )
        self.bridge.show_message(KEPT)
