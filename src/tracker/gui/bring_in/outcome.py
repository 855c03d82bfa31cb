"""What would become of each measure: a small trend, what is new, what is missing, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app.intake.choices import ImportQuestion
from tracker.app.transfer.preview import ImportPreview, MeasureOutcome
from tracker.app.transfer.telling import bad_lines, lines_left_out
from tracker.domain.measure import AREA_NAMES, Better
from tracker.gui.form import narrow_box
from tracker.gui.theme import Theme
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.text import button, label
from tracker.report.charts.spark import Mark, SparkPicture
from tracker.report.wording import number_of

MOST_CARDS, REMARKS, WIDTH = 60, 6, 430
DRAFT = "Leave as a draft: kept, not asked for, not judged"


class MeasureCard(QFrame):
    """One measure: its trend and counts, and where it is new what is still to be said of it."""

    terms_changed = Signal(object)  # str: the key of the measure

    def __init__(self, theme: Theme, outcome: MeasureOutcome) -> None:
        super().__init__()
        self.key = outcome.key
        self.name = label(outcome.name, "name", wrap=True)
        self.told = label(role="small", wrap=True)
        self.changes = label(role="hint", wrap=True)
        self.spark = Sparkline(theme, QSize(130, 30))
        self.better: Segments[Better] = Segments(
            ((Better.LOWER, "Lower is better"), (Better.HIGHER, "Higher is better"))
        )
        self.promise = QLineEdit()
        self.promise.setPlaceholderText("as <= 2 or 2..4")
        self.promise.setAccessibleName(f"Promise for {outcome.name}")
        self.draft = QCheckBox(DRAFT)
        self.keep = QCheckBox("Keep what is logged, take only what is new")
        self.terms = QWidget()
        self._lay_out()
        self.terms.setVisible(outcome.is_new)
        self.better.choose(outcome.better if outcome.better is not Better.BAND else Better.HIGHER)
        self.promise.setText(outcome.promise or outcome.guess)
        self._guess = outcome.guess if outcome.promise in {"", outcome.guess} else ""
        self.show_outcome(outcome)
        self.better.selected.connect(self._on_better)
        self.promise.textEdited.connect(self._on_promise)
        self.draft.toggled.connect(self._on_draft)

    def show_outcome(self, outcome: MeasureOutcome) -> None:
        """Show what would become of it now."""
        counts = [(outcome.new, "new"), (outcome.changed, "changed")]
        told = [f"{count:,} {word}" for count, word in counts if count]
        who = [outcome.customer] if outcome.customer else []
        kind = ["new measure"] if outcome.is_new else []
        if self._guess and self.promise.text() == self._guess and outcome.guess != self._guess:
            self._guess = outcome.guess  # the same values, read otherwise
            self.promise.setText(outcome.guess)
        self.told.setText(" · ".join([*who, *kind, ", ".join(told) or "nothing new"]))
        self.changes.setText("\n".join(outcome.changes))
        self.changes.setVisible(bool(outcome.changes))
        self.keep.setVisible(bool(outcome.changed))
        self.spark.show_spark(SparkPicture(outcome.values, (), outcome.promise_value, Mark.USUAL))

    def said(self) -> tuple[Better, str, bool]:
        """Return which way is better, the promise as typed, and whether it stays a draft."""
        return (
            self.better.value or Better.HIGHER,
            self.promise.text().strip(),
            self.draft.isChecked(),
        )

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 8, 0, 8)
        layout.setVerticalSpacing(4)
        layout.addWidget(self.name, 0, 0)
        layout.addWidget(self.told, 1, 0)
        layout.addWidget(self.spark, 0, 1, 2, 1)
        layout.addWidget(self.changes, 2, 0, 1, 2)
        layout.addWidget(self.keep, 3, 0, 1, 2)
        layout.addWidget(self.terms, 4, 0, 1, 2)
        layout.setColumnStretch(0, 1)
        column = QVBoxLayout(self.terms)
        column.setContentsMargins(0, 2, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.better)
        row.addWidget(label("Promise", "small"))
        row.addWidget(self.promise, 1)
        column.addLayout(row)
        column.addWidget(self.draft)

    def _on_better(self) -> None:
        text = self.promise.text().strip()
        if self._guess and text == self._guess:  # a guess for the other way means nothing any more
            self.promise.clear()
        elif text[:1] in {"<", ">", "≤", "≥"}:
            sign = "<=" if self.better.value is Better.LOWER else ">="
            self.promise.setText(f"{sign} {text.lstrip('<>=≤≥ ')}")
        self.terms_changed.emit(self.key)

    def _on_promise(self) -> None:
        self.terms_changed.emit(self.key)

    def _on_draft(self) -> None:
        self.better.setEnabled(not self.draft.isChecked())
        self.promise.setEnabled(not self.draft.isChecked())
        self.terms_changed.emit(self.key)


class QuestionCard(QFrame):
    """What cannot be known from the file, with the answers there are."""

    answered = Signal(object)  # tuple[str, str, str]: what, about what, the answer

    def __init__(self, question: ImportQuestion) -> None:
        super().__init__()
        self.question = question
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.addWidget(label(question.sentence, "name", wrap=True))
        self.answers = {}
        for answer, meaning in question.choices:
            choice = self.answers[answer] = button(meaning, auto_default=False)
            choice.setObjectName(answer)
            choice.clicked.connect(self._on_clicked)
            layout.addWidget(choice, alignment=Qt.AlignmentFlag.AlignLeft)

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            question = self.question
            self.answered.emit((question.what, question.about, sender.objectName()))


class MeasureCards(QWidget):
    """A card a measure, kept while the same measures are shown, so that typing is not disturbed."""

    terms_changed = Signal(object)  # str: the key of a measure

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.cards: dict[str, MeasureCard] = {}
        self.more = label(role="hint", wrap=True)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.more)

    def kept(self) -> set[str]:
        """Return the measures whose logged values are not to be changed."""
        return {key for key, card in self.cards.items() if card.keep.isChecked()}

    def show_outcomes(self, outcomes: Sequence[MeasureOutcome]) -> None:
        """Show what would become of each measure."""
        shown = {one.key: one for one in outcomes[:MOST_CARDS]}
        for key in [key for key in self.cards if key not in shown]:
            card = self.cards.pop(key)
            self._column.removeWidget(card)
            card.deleteLater()
        for at, (key, outcome) in enumerate(shown.items()):
            if key in self.cards:
                self.cards[key].show_outcome(outcome)
                continue
            card = self.cards[key] = MeasureCard(self._theme, outcome)
            card.terms_changed.connect(self.terms_changed)
            self._column.insertWidget(at, card)
        beyond = len(outcomes) - len(shown)
        self.more.setText(f"And {beyond:,} more measures; those that are new stay drafts.")
        self.more.setVisible(beyond > 0)


class OutcomePanel(QFrame):
    """The right side: counts, for whom, questions, a card a measure, what is wrong or left out."""

    customer_named = Signal(object)  # str: a name, new or known
    area_selected = Signal(object)  # str: of all new measures
    answered = Signal(object)  # tuple[str, str, str]: what, about what, the answer

    def __init__(self, theme: Theme, customers: Sequence[str]) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self.counts = label("", "name", wrap=True)
        self.notes = label(role="hint", wrap=True)
        self.wrong = label(role="error", wrap=True)
        self.wrong.hide()
        self.questions: list[QuestionCard] = []
        self.cards = MeasureCards(theme)
        self.whom = narrow_box()
        self.area = narrow_box()
        self._fill(customers)
        self.whom_row = _field("For whom", self.whom)
        self.area_row = _field("Impact area of the new measures", self.area)
        self.remember = QCheckBox("Remember this for files of this shape")
        self.remember.setChecked(True)
        self._lay_out()

    def show_preview(self, found: ImportPreview, *, named: bool) -> None:
        """Show what would become of each measure; `named` says that a customer was chosen."""
        self.cards.show_outcomes(found.outcomes)
        self._show_questions(found.reading.asked)
        needs_whom = any(one.what == "customer" for one in found.reading.asked)
        self.whom_row.setVisible(needs_whom or named)
        self.area_row.setVisible(any(one.is_new for one in found.outcomes))
        plan = found.plan
        counts = [(plan.new, "new"), (plan.changed, "changed"), (plan.same, "the same")]
        told = [f"{count:,} {word}" for count, word in counts if count]
        told += [f"{len(plan.bad):,} not read"] if plan.bad and not found.reading.asked else []
        self.counts.setText(" · ".join(told) or "Nothing is new")
        drafts = sum(one.draft for one in found.outcomes)
        lines = [f"{number_of(drafts, 'draft')}: kept, not asked for, not judged."]
        lines = lines if drafts else []
        lines += [*plan.remarks[:REMARKS], *lines_left_out(found.reading)]
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))
        wrong = [] if found.reading.asked else bad_lines(plan)
        self.wrong.setText("\n".join([*wrong, "What cannot be read is left out."]))
        self.wrong.setVisible(bool(wrong))

    def _show_questions(self, asked: Sequence[ImportQuestion]) -> None:
        open_ones = [one for one in asked if one.choices]
        if [card.question for card in self.questions] == open_ones:
            return
        for card in self.questions:
            self._column.removeWidget(card)
            card.deleteLater()
        self.questions = [QuestionCard(one) for one in open_ones]
        for at, card in enumerate(self.questions):
            card.answered.connect(self.answered)
            self._column.insertWidget(2 + at, card)

    def _fill(self, customers: Sequence[str]) -> None:
        self.whom.setEditable(True)
        self.whom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.whom.addItems(list(customers))
        self.whom.setCurrentIndex(-1)
        if (line := self.whom.lineEdit()) is not None:
            line.setPlaceholderText("Choose or type a name")
        self.whom.editTextChanged.connect(self._on_whom)
        self.area.addItem("Choose…", "")
        for area, name in AREA_NAMES.items():
            self.area.addItem(name, area.value)
        self.area.activated.connect(self._on_area)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(label("What will be taken in", "heading"))
        for one in (self.counts, self.whom_row, self.area_row, self.cards, self.wrong, self.notes):
            self._column.addWidget(one)
        self._column.addStretch(1)
        area = QScrollArea()
        area.viewport().setProperty("role", "plain")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 10)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 0, 16, 0)
        foot.addWidget(self.remember)
        column.addLayout(foot)

    def _on_whom(self) -> None:
        self.customer_named.emit(self.whom.currentText().strip())

    def _on_area(self) -> None:
        self.area_selected.emit(str(self.area.currentData() or ""))


def _field(text: str, field: QWidget) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(3)
    column.addWidget(label(text, "small"))
    column.addWidget(field)
    field.setAccessibleName(text)
    return row
