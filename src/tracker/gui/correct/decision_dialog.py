"""The form of a decision: the options, why, what was chosen, who got less, who was told."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from tracker.app import commands
from tracker.app.decisions.commands import REVIEW_AFTER, DecisionInput
from tracker.app.decisions.queries import ConflictView
from tracker.domain.customer import Customer
from tracker.domain.decision import Decision
from tracker.gui.bridge import Bridge
from tracker.gui.correct.conflict import CustomerPair
from tracker.gui.form import FormDialog, narrow_box
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.choices import COMMON, GROUND, REALLY

NOBODY = "Nobody"
TELL_AGAIN = "Tell them again: the words have changed"
MANY = 3
ALONE = "From the four steps, for you alone"
READ_BY = "Whoever is told may read these four answers, from “What is it about?” on."


class DecisionDialog(FormDialog):
    """Decides from a conflict (`view`), alone, or says a decision better (`decision`)."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        view: ConflictView | None = None,
        decision: Decision | None = None,
    ) -> None:
        super().__init__(bridge, parent, "Edit decision" if decision else "Decide", 560)
        self._view, self._decision = view, decision
        self.belongs_to(decision or (view.conflict if view else None))
        self.made: int | None = decision.id if decision else None
        said = DecisionInput.of(decision) if decision else _proposed(view, bridge.today())
        near = {side.customer.id for side in view.sides} if view else set()
        everyone = self.tracker.customers.all()
        shown = [one for one in everyone if one.archived_on is None or one.id in near]
        self._texts(said)
        self._people(shown, said)
        self._days(said)
        if decision is None:
            self.told = CustomerPair([one for one in shown if not near or one.id in near], set())
            self.forms[0].add("told", "Whom did you tell, on that day?", self.told)
        self.note = GrowingText("note", "For you alone: on no page")
        self.note.show_text(said.note)
        self.forms[0].add("note", "Pri&vate note", self.note)
        self.primary.setText("Save" if decision else "Decide")
        self.choice.setFocus()

    def save(self) -> None:
        """Keep it."""
        said = DecisionInput(
            title=self.what.text(),
            decided_on=self.decided.required_day,
            options=self.options.text,
            logic=self.logic.text,
            choice=self.choice.text,
            less_happy_id=self.less.currentData(),
            review_on=self.review.day,
            note=self.note.text,
        )
        if self._decision:
            if commands.edit_decision(self.tracker, self._decision.id, said):
                self.bridge.show_message(TELL_AGAIN)
            return
        conflict_id = self._view.conflict.id if self._view else None
        self.made = commands.decide(
            self.tracker,
            said,
            conflict_id=conflict_id,
            told=self.told.value,
            today=self.bridge.today(),
        )

    def _texts(self, said: DecisionInput) -> None:
        self.what = QLineEdit(said.title)
        self.what.setPlaceholderText("Release week or month-end close")
        self.options = GrowingText("options", "One per line", lines=2)
        self.logic = GrowingText("logic", "What weighed most, and for whom", lines=2)
        self.choice = GrowingText("choice", "What I do now", lines=2)
        form = self.add_form()
        if found := _found(self._view):
            self.reminder = GrowingText("reminder")
            self.reminder.setReadOnly(True)
            self.reminder.show_text(found)
            form.add("reminder", ALONE, self.reminder)
        form.add("title", "&What is it about?", self.what)
        form.add("options", "What could you &choose from?", self.options)
        form.add("logic", "What &speaks for and against?", self.logic)
        form.add("choice", "What do you c&hoose?", self.choice)
        form.note("choice", self._told_before() or READ_BY)
        for field in (self.options, self.logic, self.choice):
            field.show_text(getattr(said, field.name))

    def _told_before(self) -> str:
        """Say who was told of these words: with other words they have to be told again."""
        key = self._decision.id if self._decision else None
        tellings = self.tracker.decisions_told.where("decision_id = ?", key)
        told = {telling.customer_id for telling in tellings}
        names = [one.name for one in self.tracker.customers.all() if one.id in told]
        if not names:
            return ""
        who = " and ".join(names) if len(names) < MANY else f"{len(names)} customers"
        return f"Told of these words: {who}. Change them, and they have to be told again."

    def _people(self, shown: list[Customer], said: DecisionInput) -> None:
        self.less: QComboBox = narrow_box()
        self.less.addItem(NOBODY, None)
        if said.less_happy_id and all(one.id != said.less_happy_id for one in shown):
            shown = [*shown, self.tracker.customers.get(said.less_happy_id)]
        for one in shown:
            self.less.addItem(one.name, one.id)
        self.less.setCurrentIndex(max(self.less.findData(said.less_happy_id), 0))
        self.forms[0].add("less_happy_id", "Who is &less happy with it?", self.less)
        self.forms[0].note("less_happy_id", "Their measures are watched for eight weeks.")

    def _days(self, said: DecisionInput) -> None:
        self.decided = DayField(self.bridge, "decided_on", said.decided_on)
        self.review = DayField(self.bridge, "review_on", said.review_on)
        self.forms[0].add("decided_on", "&Decided on", self.decided)
        self.forms[0].add("review_on", "&Look at it again on", self.review)


def _proposed(view: ConflictView | None, today: date) -> DecisionInput:
    """Propose title and days alone: what was found in the steps is not for those who are told."""
    title = view.conflict.title if view else ""
    return DecisionInput(title=title, decided_on=today, review_on=today + REVIEW_AFTER)


def _found(view: ConflictView | None) -> str:
    """Return what was found in the four steps, a line each."""
    if view is None:
        return ""
    conflict = view.conflict
    lines = [(REALLY, conflict.really)]
    for side in view.sides:
        lines.append((f"{side.customer.name} asks for", side.said.asked_for))
        lines.append((f"{side.customer.name} truly needs", side.said.true_need))
    lines += [(COMMON, conflict.common), (GROUND, conflict.ground)]
    ends = ((head if head.endswith("?") else f"{head}:", text) for head, text in lines if text)
    return "\n".join(f"{head} {text}" for head, text in ends)
