"""A questionnaire, whichever it is: questions with then and now, a note, its history by date."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.assessments import (
    AnswerStanding,
    AssessmentAnswers,
    AssessmentSheet,
    assessment_sheet,
)
from tracker.app.customers.questionnaires import AnswerScale, Question, questionnaire
from tracker.app.customers.worksheet import in_all, shown, then_and_now, when_looked
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.answers import ScaleTrack, ends_of, ranges_of
from tracker.gui.widgets.row_menu import Entries, MenuEntry
from tracker.gui.widgets.rows import ProfileRow, RowList, tab_in_order
from tracker.gui.widgets.text import ElidedLabel, complaint, label, link, show_text
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import medium_day

KEYS = "Keys: {}. Arrows change, Enter goes on, Del clears. Saved at once."


class QuestionRow(QFrame):
    """One question: what it asks, its answer, and in words how that stands beside then."""

    def __init__(self, bridge: Bridge, question: Question) -> None:
        super().__init__()
        self.question = question
        self.track = ScaleTrack(bridge.theme, question) if question.rated else None
        self.field = GrowingText(question.key, question.help)
        self.field.setAccessibleName(question.text)
        self.said = label(role="small", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(3)
        layout.addWidget(label(question.text, "name", wrap=True))
        if self.track is None:
            layout.addWidget(self.field)
            layout.addWidget(self.said)
            return
        self.field.hide()
        if question.help:
            layout.addWidget(label(question.help, "hint", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self.track, 0, Qt.AlignmentFlag.AlignTop)
        ends = QVBoxLayout()
        ends.setSpacing(1)
        if told := ends_of(question):
            ends.addWidget(label(told, "small", wrap=True))
        ends.addWidget(self.said)
        line.addLayout(ends, 1)
        layout.addLayout(line)

    @property
    def tab_stop(self) -> QWidget:
        """Where Tab stops."""
        return self.track or self.field

    def show_standing(self, standing: AnswerStanding, since: date | None) -> None:
        """Show the answer now, and then."""
        now, then = standing.now, standing.then
        if self.track is None:
            self.field.show_text(str(now or ""))
            earlier = since and then and then != now
            show_text(self.said, f"On {medium_day(since)}: {then}" if since and earlier else "")
            return
        said = then_and_now(standing, since)
        self.said.setText(said)
        figures = [one if isinstance(one, int) else None for one in (now, then)]
        self.track.show_figures(figures[0], figures[1], said)


class TakenRow(ProfileRow):
    """One day of the history; Enter compares now with it, Delete takes it away."""

    def __init__(
        self,
        bridge: Bridge,
        taken: AssessmentAnswers,
        asked: AssessmentSheet,
        before: AssessmentAnswers | None,
    ) -> None:
        super().__init__(bridge.theme, taken.id)
        told = tuple(_answer_text(taken, before, one) for one in asked.asked.questions)
        answers = [one for one in told if one]
        self._beside = taken.day not in {asked.since, asked.taken[0].day}
        compared = " · compared with" if taken.day == asked.since else ""
        head = f"{medium_day(taken.day)}{compared}"
        self.words.addWidget(ElidedLabel(head, "name"))
        self.words.addWidget(label("\n".join(answers) or "no answers", "small", wrap=True))
        if taken.note:
            self.words.addWidget(ElidedLabel(taken.note.replace("\n", " · "), "small"))
        self.more.hide()
        self.setAccessibleName(f"{head}: {', '.join(answers) or taken.note}")
        self.setToolTip("Enter compares this day with now; Del deletes it")

    def menu_entries(self) -> Entries:
        """Return what its keys do, by name."""
        compare = MenuEntry("Compare now with this day\tEnter", self._open, self._beside)
        return [compare, MenuEntry("Delete\tDel", self._remove)]


def _answer_text(
    taken: AssessmentAnswers, before: AssessmentAnswers | None, question: Question
) -> str:
    """Write an answer beside its question, and where it came from: `Trust: 4, up 1 from 3`."""
    answer = taken.answers.get(question.key)
    if answer is None:
        return ""
    then = before.answers.get(question.key) if before else None
    said = f"{question.text}: {shown(question.scale, answer)}"
    if not isinstance(answer, int) or not isinstance(then, int):
        return said
    if answer == then:
        return f"{said}, as before"
    if question.scale is AnswerScale.YES_NO:
        return f"{said}, before {shown(question.scale, then)}"
    way = "up" if answer > then else "down"
    return f"{said}, {way} {abs(answer - then)} from {shown(question.scale, then)}"


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
        self.when = label(role="small", wrap=True)
        self.later = link("Not this quarter", inline=True)
        self.later.clicked.connect(self._on_later)
        self.moved = label(role="hint", wrap=True)
        self.note = GrowingText("note", lines=2)
        self.note.setAccessibleName(self.asked.note)
        self.complaint = complaint()
        self.heading = label("Taken before", "heading", wrap=True)
        self._history: RowList[TakenRow] = RowList()
        self._history.opened.connect(self._on_compare)
        self._history.removal_requested.connect(self._on_remove)
        self._lay_out()
        for row in self.rows.values():
            row.field.editing_finished.connect(self._on_text)
            if row.track:
                row.track.answered.connect(self._on_figure)
        self.note.editing_finished.connect(self._on_note)
        for field in (self.note, *(row.field for row in self.rows.values())):
            field.textChanged.connect(self.complaint.hide)

    @property
    def taken(self) -> list[TakenRow]:
        """The rows of the history."""
        return self._history.rows

    def show_for(self, customer_id: int | None) -> None:
        """Show it for a customer, or for me."""
        if customer_id != self.customer_id:
            self._since = None
        self.customer_id = customer_id
        self.refresh()

    def refresh(self) -> None:
        """Read the answers and show them."""
        today = self.bridge.today()
        found = assessment_sheet(
            self.bridge.tracker, self.kind, self.customer_id, today, self._since
        )
        answered = {one.question.key: one.now for one in found.standings}
        for standing in found.standings:
            row = self.rows[standing.question.key]
            row.show_standing(standing, found.since)
            before = standing.question.after_no
            row.setVisible(not before or answered.get(before) == 0)
        self.when.setText(when_looked(found, today))
        about_me = not (self.asked.of_customer or self.asked.of_link)
        self.later.setVisible(found.due and found.last is not None and about_me)
        self.moved.setText(in_all(found))
        self.moved.setVisible(bool(self.moved.text()))
        self.note.show_text(found.note)
        self.complaint.hide()
        self._show_history(found)

    def _show_history(self, found: AssessmentSheet) -> None:
        earlier: dict[date, AssessmentAnswers] = {
            taken.day: before for taken, before in pairwise(found.taken)
        }
        self._history.show_rows(
            TakenRow(self.bridge, taken, found, earlier.get(taken.day)) for taken in found.taken
        )
        self.heading.setVisible(bool(self.taken))
        stops = [row.tab_stop for row in self.rows.values()]
        tab_in_order([*stops, self.note, self.later, *self.taken])

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(self.asked.intro, "hint", wrap=True))
        when = QHBoxLayout()
        when.addWidget(self.when, 1)
        when.addWidget(self.later)
        layout.addLayout(when)
        for row in self.rows.values():
            layout.addWidget(row)
        layout.addWidget(self.moved)
        layout.addWidget(label(self.asked.note, "name", wrap=True))
        layout.addWidget(self.note)
        layout.addWidget(self.complaint)
        if self.asked.rated:
            layout.addWidget(label(KEYS.format(ranges_of(self.asked.rated)), "small", wrap=True))
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
        self.bridge.show_message("Deleted. Ctrl+Z brings it back.")

    def _on_later(self) -> None:
        commands.look_later(self.bridge.tracker, self.kind, self.bridge.today())
        self.bridge.show_message("Noted. It comes up again next quarter.")
