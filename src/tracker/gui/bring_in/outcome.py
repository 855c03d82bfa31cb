"""The right side: what would be taken in, what must be asked, what cannot be read, what is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app.intake.choices import ImportQuestion
from tracker.app.transfer.cells import BadRow
from tracker.app.transfer.preview import ImportPreview
from tracker.app.transfer.telling import bad_lines, lines_left_out
from tracker.domain.measure import AREA_NAMES
from tracker.domain.number import show_number
from tracker.gui.bring_in.measure_card import MeasureCards, labelled
from tracker.gui.form import narrow_box
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.text import button, label, link
from tracker.report.wording import number_of

REMARKS, WIDTH, MOST_CELLS = 6, 392, 4


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


class UnreadCell(QFrame):
    """A cell that cannot be read: it is left out, or the person says what it should have said."""

    mended = Signal(object)  # tuple[tuple[int, int], str]: line and column, and what it says

    def __init__(self, row: BadRow) -> None:
        super().__init__()
        self.row = row
        self.told = label(f"Row {row.line}, {row.reason}", tone="worse", wrap=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText("a number")
        self.field.setAccessibleName(f"What row {row.line} should say")
        self.field.setMaximumWidth(scaled(130))
        self.field.editingFinished.connect(self._on_entered)
        self.leave = link("Leave out", inline=True, auto_default=False)
        self.leave.clicked.connect(self._on_left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(4)
        layout.addWidget(self.told)
        layout.addWidget(label("It is left out, unless you say what it is:", "small"))
        line = QHBoxLayout()
        line.addWidget(self.field)
        line.addWidget(self.leave)
        line.addStretch(1)
        layout.addLayout(line)

    def _on_entered(self) -> None:
        if text := self.field.text().strip():
            self.mended.emit(((self.row.line, self.row.column), text))

    def _on_left(self) -> None:
        self.mended.emit(((self.row.line, self.row.column), ""))


class OutcomePanel(QFrame):
    """Counts, for whom, questions, a card a measure, what is wrong or left out."""

    customer_named = Signal(object)  # str: a name, new or known, of whatever nobody has yet
    area_selected = Signal(object)  # str: of all new measures
    answered = Signal(object)  # tuple[str, str, str]: what, about what, the answer
    cell_mended = Signal(object)  # tuple[tuple[int, int], str]
    height_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.counts = label("", "name", wrap=True)
        self.notes = label(role="hint", wrap=True)
        self.wrong = label(role="error", wrap=True)
        self.wrong.hide()
        self.questions: list[QuestionCard] = []
        self.unread: list[UnreadCell] = []
        self.cards = MeasureCards(theme)
        self.whom = narrow_box()
        self.area = narrow_box()
        self._prepare()
        self.whom_row = labelled("For whom", self.whom)
        self.area_row = labelled("Impact area of all new measures", self.area)
        self.remember = QCheckBox("Remember this for files of this shape")
        self.remember.setChecked(True)
        self._lay_out()

    def show_preview(
        self,
        found: ImportPreview,
        customers: Sequence[str],
        known: Sequence[tuple[str, str]],
        *,
        named: str,
    ) -> None:
        """Show what would become of each measure; `named` is the customer that was chosen."""
        self.cards.show_outcomes(found.outcomes, customers, known)
        self._show_questions(found.reading.asked)
        new = [one for one in found.outcomes if one.is_new]
        needs_whom = any(one.what == "customer" for one in found.reading.asked)
        self._offer(customers, named)
        self.whom_row.setVisible(needs_whom or bool(named) or (len(new) > 1 and not new[0].owned))
        self.area_row.setVisible(len(new) > 1)
        self._show_unread(found)
        self._show_counts(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear when what stands here takes another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.height_changed.emit()
        return super().eventFilter(watched, event)

    def natural_height(self) -> int:
        """Return the height in which nothing of it has to scroll."""
        return self._inner.sizeHint().height() + self.remember.sizeHint().height() + 24

    def _show_counts(self, found: ImportPreview) -> None:
        plan, asked = found.plan, _unsettled(found)
        counts = [(plan.new, "new"), (plan.changed, "changed"), (plan.same, "the same")]
        told = [f"{show_number(count)} {word}" for count, word in counts if count]
        told += [f"{show_number(len(plan.bad))} not read"] if plan.bad and not asked else []
        self.counts.setText(" · ".join(told) or "Nothing is new")
        drafts = sum(one.draft for one in found.outcomes)
        lines = [f"{number_of(drafts, 'draft')}: kept, not asked for, not judged."]
        lines = lines if drafts else []
        lines += [*plan.remarks[:REMARKS], *lines_left_out(found.reading)]
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))
        mine = {cell.row for cell in self.unread}
        others = tuple(row for row in plan.bad if row not in mine)
        wrong = [] if asked else bad_lines(others)
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

    def _show_unread(self, found: ImportPreview) -> None:
        """Ask about single cells, where they are few; of many of one cause it is told once."""
        single = len(found.reading.parts) == 1 and not _unsettled(found)
        cells = [row for row in found.plan.bad if row.column >= 0 and single]
        cells = cells if len(cells) <= MOST_CELLS else []
        if [one.row for one in self.unread] == cells:
            return
        for one in self.unread:
            self._column.removeWidget(one)
            one.deleteLater()
        self.unread = [UnreadCell(row) for row in cells]
        at = self._column.indexOf(self.wrong)
        for place, one in enumerate(self.unread):
            one.mended.connect(self.cell_mended)
            self._column.insertWidget(at + place, one)

    def _offer(self, customers: Sequence[str], named: str) -> None:
        text = self.whom.currentText()
        with QSignalBlocker(self.whom):
            if [self.whom.itemText(at) for at in range(self.whom.count())] != list(customers):
                self.whom.clear()
                self.whom.addItems(list(customers))
            self.whom.setEditText(text if self.whom.hasFocus() else named)

    def _prepare(self) -> None:
        self.whom.setEditable(True)
        self.whom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.whom.setCurrentIndex(-1)
        if (line := self.whom.lineEdit()) is not None:
            line.setPlaceholderText("Choose or type a name")
        self.whom.editTextChanged.connect(self._on_whom)
        self.area.addItem("As each says below", "")
        for area, name in AREA_NAMES.items():
            self.area.addItem(name, area.value)
        self.area.activated.connect(self._on_area)

    def _lay_out(self) -> None:
        inner = self._inner = QWidget()
        inner.setProperty("role", "plain")
        inner.installEventFilter(self)
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(8)
        self._column.addWidget(label("What will be imported", "heading"))
        for one in (self.counts, self.whom_row, self.area_row, self.cards, self.wrong, self.notes):
            self._column.addWidget(one)
        self._column.addStretch(1)
        area = QScrollArea()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.viewport().setProperty("role", "plain")
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
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


def _unsettled(found: ImportPreview) -> bool:
    """Say whether something is open that decides how cells are read."""
    return any(one.what != "customer" for one in found.reading.asked)
