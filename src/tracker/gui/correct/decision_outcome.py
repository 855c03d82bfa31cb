"""What came of a decision: who was told of it, and how it turned out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.decisions.queries import DecisionRecipient, DecisionView
from tracker.domain.decision import VERDICT_NAMES, Decision, DecisionVerdict
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.draft import DraftKeeper
from tracker.gui.form import Form, narrow_box
from tracker.gui.theme import scaled
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import ElidedLabel, button, complaint, label, link, paragraph
from tracker.gui.widgets.text_field import GrowingText
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.dates import long_day
from tracker.report.text.choices import review_words

SOMEONE = "Tell someone else…"
ASKS = (
    ("admitted_to", "To whom did you &admit it?", "Their name, or “nobody yet”"),
    ("learned", "What did you &learn?", "One sentence is enough"),
    ("next_choice", "What do you choose &now?", "It opens the next decision"),
)


class RecipientRow(QWidget):
    """One customer: told on a day that can be changed and taken back, or not yet."""

    customer_told = Signal(object)  # tuple[int, date | None]: a customer; None: today
    withdrawn = Signal(object)  # int

    def __init__(self, bridge: Bridge, telling: DecisionRecipient) -> None:
        super().__init__()
        self._telling = telling
        name = telling.customer.name
        self.name = ElidedLabel(name)
        step = "Undo" if telling.told_on else "I told them today"
        self.button = link(step, name=f"{step}: {name}")
        self.button.clicked.connect(self._on_button)
        self.complaint = complaint()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = QHBoxLayout()
        column.addLayout(line)
        column.addWidget(self.complaint)
        line.setSpacing(8)
        line.addWidget(self.name, 1)
        if telling.told_on:
            self.day = DayField(bridge, "told_on", telling.told_on)
            self.day.setAccessibleName(f"Told {name} on")
            self.day.editing_finished.connect(self._on_day)
            self.day.line.textChanged.connect(self.complaint.hide)
            line.addWidget(self.day)
        line.addWidget(self.button)

    def show_error(self, sentence: str) -> None:
        """Say under the row why the day was not kept; what was typed stays."""
        self.complaint.setText(sentence)
        self.complaint.show()

    def _on_button(self) -> None:
        if self._telling.told_on:
            self.withdrawn.emit(self._telling.customer.id)
        else:
            self.customer_told.emit((self._telling.customer.id, None))

    def _on_day(self) -> None:
        self.complaint.hide()
        try:
            day = self.day.day
        except InvalidInput as error:
            self.show_error(error.sentence)
            return
        if day is not None and day != self._telling.told_on:
            self.customer_told.emit((self._telling.customer.id, day))


class RecipientList(QWidget):
    """Those whom it concerns, each on a row; anybody else from a box.

    Only who was told may see the decision on a page.
    """

    customer_told = Signal(object)  # tuple[int, date | None]
    withdrawn = Signal(object)  # int

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown: tuple[DecisionRecipient, ...] | None = None
        self.rows: dict[int, RecipientRow] = {}
        self.more: QComboBox = narrow_box()
        self.more.setAccessibleName("Tell someone else")
        self.more.setMaximumWidth(scaled(220))
        self.more.activated.connect(self._on_more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.more)

    def show_recipients(self, told: Sequence[DecisionRecipient]) -> None:
        """Show who was told, and who could be."""
        if tuple(told) == self._shown:
            return
        self._shown = tuple(told)
        for row in self.rows.values():
            self._column.removeWidget(row)
            delete_later(row)
        self.rows = {}
        for telling in told:
            if telling.near:
                row = self.rows[telling.customer.id] = RecipientRow(self._bridge, telling)
                row.customer_told.connect(self.customer_told)
                row.withdrawn.connect(self.withdrawn)
                self._column.insertWidget(self._column.count() - 1, row)
        rest = [telling.customer for telling in told if not telling.near]
        self.more.clear()
        self.more.addItem(SOMEONE, None)
        for customer in rest:
            self.more.addItem(customer.name, customer.id)
        self.more.setVisible(bool(rest))

    def show_error(self, customer_id: int, sentence: str) -> bool:
        """Say at a customer's row why it was not kept; return False if they have no row."""
        if row := self.rows.get(customer_id):
            row.show_error(sentence)
        return row is not None

    def _on_more(self, index: int) -> None:
        if self.more.itemData(index) is not None:
            self.customer_told.emit((self.more.itemData(index), None))


class VerdictCard(QWidget):
    """Three answers: two judge at once, a bad one asks three things and opens the next decision."""

    next_requested = Signal(object)  # int: the decision that follows
    fields_shown = Signal()  # the three fields have come

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._view: DecisionView | None = None
        self.when = paragraph(role="hint")
        self.buttons: dict[DecisionVerdict, QPushButton] = {}
        self._row = WrappingRow()
        slots = (self._on_held, self._on_bad, self._on_early)
        for (verdict, name), slot in zip(VERDICT_NAMES.items(), slots, strict=True):
            answer = self.buttons[verdict] = button(name)
            answer.clicked.connect(slot)
            self._row.addWidget(answer)
        self.said = paragraph(role="quiet")
        self.back = link("Remove the verdict")
        self.back.clicked.connect(self._on_back)
        self.form, self.fields = self._three()
        self._draft = DraftKeeper(bridge, self.fields, self)
        self.keep = button("Keep, and open the next decision", tone="accent")
        self.keep.clicked.connect(self._on_keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label("How did it turn out?", "heading"))
        layout.addWidget(self.when)
        layout.addLayout(self._row)
        layout.addWidget(self.form)
        for widget in (self.said, self.keep, self.back):
            line = QHBoxLayout()
            line.addWidget(widget)
            line.addStretch(0 if widget is self.said else 1)
            layout.addLayout(line)

    def show_view(self, view: DecisionView) -> None:
        """Show where the judgement stands."""
        other = self._view is None or self._view.decision.id != view.decision.id
        changed = other or (self._view is not None and self._view.decision != view.decision)
        self._view = view
        decision, today = view.decision, self._bridge.today()
        judged = decision.verdict in {DecisionVerdict.HELD, DecisionVerdict.BAD}
        early = decision.verdict is DecisionVerdict.EARLY and decision.verdict_on
        when = review_words(decision.review_on, today) if decision.review_on else "No review day"
        when = f"{when[0].upper()}{when[1:]}."
        if early and decision.verdict_on:
            when = f"Too early to tell on {long_day(decision.verdict_on, today)}. {when}"
        self.when.setText(when)
        self.when.setVisible(not judged)
        for answer in self.buttons.values():
            answer.setVisible(not judged)
        self.said.setText(_outcome_text(view) if judged else "")
        self.said.setVisible(judged)
        self.back.setVisible(judged)
        if changed:
            self._ask(asking=self._show_fields(decision, other=other) and not judged)

    def _show_fields(self, decision: Decision, *, other: bool) -> bool:
        """Show what a bad verdict said; say if something is written there and not kept yet."""
        said = {name: str(getattr(decision, name)) for name in self.fields}
        if other:
            return self._draft.show_form(f"verdict:{decision.uid}", said)
        for name, field in self.fields.items():
            field.setPlainText(said[name])
        self._draft.finish()
        return False

    def _three(self) -> tuple[Form, dict[str, GrowingText]]:
        form = Form(stacked=True)
        fields: dict[str, GrowingText] = {}
        for name, question, hint in ASKS:
            fields[name] = GrowingText(name, hint)
            form.add(name, question, fields[name])
        return form, fields

    def _ask(self, *, asking: bool) -> None:
        self.form.clear()
        self.form.setVisible(asking)
        self.keep.setVisible(asking)

    def _judge(self, verdict: DecisionVerdict) -> None:
        if self._view:
            today = self._bridge.today()
            commands.judge_decision(self._bridge.tracker, self._view.decision.id, verdict, today)

    def _on_held(self) -> None:
        self._judge(DecisionVerdict.HELD)

    def _on_early(self) -> None:
        self._judge(DecisionVerdict.EARLY)
        self._bridge.show_message("Too early to tell: it comes up again in four weeks.")

    def _on_bad(self) -> None:
        self._ask(asking=True)
        self.fields["admitted_to"].setFocus()
        self.fields_shown.emit()

    def _on_keep(self) -> None:
        if self._view is None:
            return
        said = {name: field.text for name, field in self.fields.items()}
        try:
            following = commands.judge_decision(
                self._bridge.tracker,
                self._view.decision.id,
                DecisionVerdict.BAD,
                self._bridge.today(),
                **said,
            )
        except InvalidInput as error:
            if not self.form.knows(error.field):
                raise
            self.form.show_error(error)
            return
        self._draft.finish()
        if following is not None:
            self._bridge.show_message(
                "Saved. This is the decision that follows; Ctrl+Z undoes both."
            )
            self.next_requested.emit(following)

    def _on_back(self) -> None:
        if self._view:
            commands.unjudge_decision(self._bridge.tracker, self._view.decision.id)


def _outcome_text(view: DecisionView) -> str:
    decision = view.decision
    when = long_day(decision.verdict_on or decision.decided_on, decision.decided_on)
    lines = [f"{VERDICT_NAMES[decision.verdict or DecisionVerdict.EARLY]}, {when}."]
    if decision.verdict is DecisionVerdict.BAD:
        lines += [
            f"Admitted to: {decision.admitted_to}",
            f"Learned: {decision.learned}",
            f"Next choice: {decision.next_choice}",
        ]
    return "\n".join(lines)
