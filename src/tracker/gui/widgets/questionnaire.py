"""A questionnaire, whichever it is: questions with then and now, a note, its history by date."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.assessment_words import in_all, shown, then_and_now, when_looked
from tracker.app.queries.assessments import Look, Standing, Taken, look
from tracker.app.questionnaires import Question, questionnaire
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.growing_text import GrowingText
from tracker.gui.widgets.notes_tab import clear_layout
from tracker.gui.widgets.profile_row import ProfileRow, tab_in_order
from tracker.gui.widgets.scale_track import ScaleTrack

KEYS = "1–5 answers, arrows step, Enter goes on, Del takes back. Kept at once."


class QuestionRow(QFrame):
    """One question: what it asks, its answer, and in words how that stands beside then."""

    def __init__(self, bridge: Bridge, question: Question) -> None:
        super().__init__()
        self.question = question
        self.track = ScaleTrack(bridge.theme, question) if question.rated else None
        self.field = GrowingText(question.key, question.help)
        self.field.setAccessibleName(question.text)
        self.said = _label("small", "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(3)
        layout.addWidget(_label("name", question.text))
        if self.track is None:
            layout.addWidget(self.field)
            layout.addWidget(self.said)
            return
        self.field.hide()
        if question.help:
            layout.addWidget(_label("hint", question.help))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.track, 0, Qt.AlignmentFlag.AlignTop)
        ends = QVBoxLayout()
        ends.setSpacing(1)
        if question.low:
            figures = question.scale.figures
            low, high = (shown(question.scale, one) for one in (figures[0], figures[-1]))
            ends.addWidget(_label("small", f"{low} {question.low} · {high} {question.high}"))
        ends.addWidget(self.said)
        line.addLayout(ends, 1)
        layout.addLayout(line)

    @property
    def stop(self) -> QWidget:
        """Where Tab stops."""
        return self.track or self.field

    def show_standing(self, standing: Standing, since: date | None) -> None:
        """Show the answer now, and then."""
        now, then = standing.now, standing.then
        if self.track is None:
            self.field.show_text(str(now or ""))
            earlier = then if since and then and then != now else ""
            self.said.setText(f"On {since}: {earlier}")
            self.said.setVisible(bool(earlier))
            return
        said = then_and_now(standing, since)
        self.said.setText(said)
        figures = [one if isinstance(one, int) else None for one in (now, then)]
        self.track.show_figures(figures[0], figures[1], said)


class TakenRow(ProfileRow):
    """One day of the history; Enter compares now with it, Delete takes it away."""

    def __init__(self, bridge: Bridge, taken: Taken, asked: Look) -> None:
        super().__init__(bridge.theme, taken.id)
        rated = [one for one in asked.asked.rated if taken.answers.get(one.key) is not None]
        figures = "  ".join(shown(one.scale, taken.answers[one.key]) for one in rated)
        compared = " · compared with" if taken.day == asked.since else ""
        self.words.addWidget(ElidedLabel(f"{taken.day}{compared}", "name"))
        self.words.addWidget(ElidedLabel(figures or "no figures", "small"))
        if taken.note:
            self.words.addWidget(ElidedLabel(taken.note.replace("\n", " · "), "small"))
        self.more.hide()
        told = ", ".join(f"{one.text} {shown(one.scale, taken.answers[one.key])}" for one in rated)
        self.setAccessibleName(f"{taken.day}{compared}: {told or taken.note}")
        self.setToolTip("Enter compares now with this day; Del takes it away")


class QuestionnaireView(QWidget):
    """Answers are kept at once, under today's date; taking it again the same day changes that."""

    def __init__(self, bridge: Bridge, kind: str) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.bridge, self.kind = bridge, kind
        self.asked = questionnaire(kind)
        self.customer_id: int | None = None
        self._since: date | None = None
        self.rows = {one.key: QuestionRow(bridge, one) for one in self.asked.questions}
        self.when = _label("small", "")
        self.later = QPushButton("Not this quarter")
        self.later.setProperty("tone", "link")
        self.later.setProperty("role", "inline")
        self.later.clicked.connect(self._on_later)
        self.moved = _label("hint", "")
        self.note = GrowingText("note", lines=2)
        self.note.setAccessibleName(self.asked.note)
        self.complaint = _label("error", "")
        self.heading = _label("heading", "Taken before")
        self.taken: list[TakenRow] = []
        self._history = QVBoxLayout()
        self._history.setSpacing(0)
        self._lay_out()
        for row in self.rows.values():
            row.field.left.connect(self._on_text)
            if row.track:
                row.track.answered.connect(self._on_figure)
        self.note.left.connect(self._on_note)

    def show_for(self, customer_id: int | None) -> None:
        """Show it for a customer, or for me."""
        if customer_id != self.customer_id:
            self._since = None
        self.customer_id = customer_id
        self.refresh()

    def refresh(self) -> None:
        """Read the answers and show them."""
        today = self.bridge.today()
        found = look(self.bridge.tracker, self.kind, self.customer_id, today, self._since)
        for standing in found.standings:
            self.rows[standing.question.key].show_standing(standing, found.since)
        self.when.setText(when_looked(found, today))
        self.later.setVisible(found.due and found.last is not None and not self.asked.of_customer)
        self.moved.setText(in_all(found))
        self.moved.setVisible(bool(self.moved.text()))
        self.note.show_text(found.note)
        self.complaint.hide()
        self._show_history(found)

    def _show_history(self, found: Look) -> None:
        focused = next((row.key for row in self.taken if row.hasFocus()), None)
        clear_layout(self._history)
        self.taken = [TakenRow(self.bridge, one, found) for one in found.taken]
        for row in self.taken:
            row.opened.connect(self._on_compare)
            row.put_away.connect(self._on_remove)
            self._history.addWidget(row)
            row.show()
            if row.key == focused:
                row.setFocus()
        self.heading.setVisible(bool(self.taken))
        stops = [row.stop for row in self.rows.values()]
        tab_in_order([*stops, self.note, self.later, *self.taken])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(_label("hint", self.asked.intro))
        when = QHBoxLayout()
        when.addWidget(self.when, 1)
        when.addWidget(self.later)
        layout.addLayout(when)
        for row in self.rows.values():
            layout.addWidget(row)
        layout.addWidget(self.moved)
        layout.addWidget(_label("name", self.asked.note))
        layout.addWidget(self.note)
        layout.addWidget(self.complaint)
        layout.addWidget(_label("small", KEYS))
        layout.addSpacing(8)
        layout.addWidget(self.heading)
        layout.addLayout(self._history)
        layout.addStretch(1)

    def _keep(self, key: str, given: int | str | None) -> None:
        today, tracker = self.bridge.today(), self.bridge.tracker
        try:
            if key == "note":
                commands.answer(tracker, self.kind, self.customer_id, today, {}, str(given))
            else:
                commands.answer(tracker, self.kind, self.customer_id, today, {key: given})
        except InvalidInput as error:
            self.complaint.setText(error.sentence)
            self.complaint.show()

    def _on_figure(self, answered: tuple[str, int | None]) -> None:
        self._keep(*answered)

    def _on_text(self, key: str) -> None:
        self._keep(key, self.rows[key].field.text.strip() or None)

    def _on_note(self) -> None:
        self._keep("note", self.note.text)

    def _on_compare(self, taken_id: int) -> None:
        self._since = self.bridge.tracker.assessments.get(taken_id).taken_on
        self.refresh()

    def _on_remove(self, taken_id: int) -> None:
        commands.remove_assessment(self.bridge.tracker, taken_id)
        self.bridge.say("Deleted. Ctrl+Z brings it back.")

    def _on_later(self) -> None:
        commands.look_later(self.bridge.tracker, self.kind, self.bridge.today())
        self.bridge.say("Good. It comes up again next quarter.")


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
