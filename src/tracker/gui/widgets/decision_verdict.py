"""How a decision turned out: three answers; a bad one asks three things and opens the next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.decisions import DecisionView
from tracker.domain.decision import VERDICT_NAMES, DecisionVerdict
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.widgets.growing_text import GrowingText
from tracker.gui.widgets.news_row import wrapped
from tracker.report.choices import review_words
from tracker.report.phrases import day

ASKS = (
    ("admitted_to", "To whom did you &admit it?", "Their name, or “nobody yet”"),
    ("learned", "What did you &learn?", "One sentence is enough"),
    ("next_choice", "What do you choose &now?", "It opens the next decision"),
)


class VerdictCard(QWidget):
    """Judges at once where nothing has to be said; a bad verdict once its three things are."""

    next_wanted = Signal(object)  # int: the decision that follows
    asked = Signal()  # the three fields have come

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._view: DecisionView | None = None
        self.heading = QLabel("How did it turn out?")
        self.heading.setProperty("role", "heading")
        self.when = wrapped("hint")
        self.buttons: dict[DecisionVerdict, QPushButton] = {}
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        slots = (self._on_held, self._on_bad, self._on_early)
        for (verdict, name), slot in zip(VERDICT_NAMES.items(), slots, strict=True):
            button = self.buttons[verdict] = QPushButton(name)
            button.clicked.connect(slot)
            self._row.addWidget(button)
        self._row.addStretch(1)
        self.said = wrapped("quiet")
        self.back = QPushButton("Take the verdict back")
        self.back.setProperty("tone", "link")
        self.back.clicked.connect(self._on_back)
        self.form, self.fields = self._three()
        self.keep = QPushButton("Keep, and open the next decision")
        self.keep.setProperty("tone", "accent")
        self.keep.clicked.connect(self._on_keep)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.heading)
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
        told = review_words(decision.review_on, today) if decision.review_on else "No review day"
        told = f"{told[0].upper()}{told[1:]}."
        if early and decision.verdict_on:
            told = f"Too early to tell on {day(decision.verdict_on, today)}. {told}"
        self.when.setText(told)
        self.when.setVisible(not judged)
        for button in self.buttons.values():
            button.setVisible(not judged)
        self.said.setText(_told(view) if judged else "")
        self.said.setVisible(judged)
        self.back.setVisible(judged)
        if changed:
            for name, field in self.fields.items():
                field.show_text(getattr(decision, name))
            self._ask(asking=False)

    def _three(self) -> tuple[Form, dict[str, GrowingText]]:
        form = Form(stacked=True)
        fields: dict[str, GrowingText] = {}
        for name, label, hint in ASKS:
            fields[name] = GrowingText(name, hint)
            form.add(name, label, fields[name])
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
        self._bridge.say("Too early to tell: it comes up again in four weeks.")

    def _on_bad(self) -> None:
        self._ask(asking=True)
        self.fields["admitted_to"].setFocus()
        self.asked.emit()

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
            self.form.complain(error)
            return
        if following is not None:
            self._bridge.say("Kept. This is the decision that follows; Ctrl+Z takes both back.")
            self.next_wanted.emit(following)

    def _on_back(self) -> None:
        if self._view:
            commands.unjudge_decision(self._bridge.tracker, self._view.decision.id)


def _told(view: DecisionView) -> str:
    decision = view.decision
    when = day(decision.verdict_on or decision.decided_on, decision.decided_on)
    lines = [f"{VERDICT_NAMES[decision.verdict or DecisionVerdict.EARLY]}, {when}."]
    if decision.verdict is DecisionVerdict.BAD:
        lines += [
            f"Admitted to: {decision.admitted_to}",
            f"Learned: {decision.learned}",
            f"Next choice: {decision.next_choice}",
        ]
    return "\n".join(lines)
