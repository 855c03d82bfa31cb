"""Your pulse beside a measure, with a lag of 0 to 8 weeks: a picture, a count, its sentence (R7).

Nothing here can be exported: the pulse stays in this file.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.evaluations.week import PULSE_NAMES
from tracker.app.measures.lists import listed_measures
from tracker.app.signals.pulse import pulse_answers
from tracker.app.trends.pulse_comparison import (
    LEAST_LOW,
    LEAST_PAIRS,
    LONGEST_LAG,
    PulseComparison,
    PulsePair,
    asked_fields,
    pulse_comparison,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.pulse import PulseWord
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.form import narrow_box
from tracker.gui.page import Header
from tracker.gui.theme import Theme
from tracker.gui.trends.baseline import MOST, PlannedRow
from tracker.gui.trends.pulse_chart import (
    PulseChart,
    PulseLegend,
    answered,
    judged,
    read_pair,
)
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.row_menu import of_buttons, open_menu
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.rows_model import ModelColumn
from tracker.gui.widgets.rows_table import RowsTable
from tracker.gui.widgets.text import ElidedLabel, button, complaint, label, link
from tracker.report.dates import period_with_days
from tracker.report.text import customers as words
from tracker.report.text.customers import CountExplanation
from tracker.report.text.pulse import pulse_answer_line
from tracker.report.wording import number_of

RULE = (
    "Every value of the last 52 weeks is paired with your answer so many weeks before the week in "
    "which its period ended. Low: below the median of your answers. Worse: worse than the median "
    f"of the paired values. Nothing is said of fewer than {LEAST_PAIRS} pairs or {LEAST_LOW} low "
    "ones. It says what came together, not what caused what."
)


def sentence_of(shown: PulseComparison) -> str:
    """Say what the count says, or why nothing can be said."""
    if not shown.answers:
        return words.NO_ANSWERS
    if not shown.values:
        return words.NO_VALUES
    low, others = shown.after_low, shown.after_others
    if not shown.enough:
        return words.too_few(shown.field, len(shown.pairs), len(low), LEAST_PAIRS, LEAST_LOW)
    count = words.WorseCount(
        sum(pair.worse for pair in low), len(low), sum(pair.worse for pair in others), len(others)
    )
    return words.counted(shown.measure, shown.field, shown.lag, count)


def counted_as(pair: PulsePair) -> str:
    """Say how a pair was counted."""
    if pair.answer is None:
        return "not counted: no answer"
    return f"{'low' if pair.answer.low else 'not low'}, {'worse' if pair.worse else 'not worse'}"


def week_columns(bridge: Bridge) -> tuple[ModelColumn[PulsePair], ...]:
    """Return the columns of the weeks; the year stands where it is not this one."""
    return (
        ModelColumn(lambda pair: period_with_days(pair.period, bridge.today()), title="Week"),
        ModelColumn(lambda pair: pair.shown, title="Value"),
        ModelColumn(judged, title="Judged"),
        ModelColumn(answered, title="Your pulse"),
    )


AS_TABLE, AS_CHART = "Show as table", "Show as chart"


class PulseAnswers(QWidget):
    """What the person said of their times below usual, each with a way to take it back."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._words: list[PulseWord] = []
        self.rows: list[PlannedRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_field(self, field: str) -> None:
        """Show the newest of a question."""
        words = pulse_answers(self._bridge.tracker, field)[:MOST]
        self.setVisible(bool(words))
        if words == self._words:
            return
        self._words, today = words, self._bridge.today()
        for row in self.rows:
            delete_later(row)
        self.rows = [PlannedRow(one, pulse_answer_line(one, today)) for one in words]
        for row in self.rows:
            row.withdrawn.connect(self._on_withdrawn)
            self._column.addWidget(row)

    def _on_withdrawn(self, word: PulseWord) -> None:
        commands.take_back_pulse_answer(self._bridge.tracker, word.id)
        self._bridge.show_message("Removed. Ctrl+Z undoes it.")


class PulseView(QWidget):
    """Shows one measure; `lag` and the question stay from measure to measure."""

    open_requested = Signal(object)  # int: measure

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.shown: PulseComparison | None = None
        self.header = Header("Your pulse beside")
        self.one = button("One at a time", "Back to the measure (Esc)")
        self.measure = narrow_box()
        self.measure.setAccessibleName("Measure")
        self.header.row.addWidget(self.measure, 3)
        self.header.add(self.one)
        self.question = QComboBox()
        self.question.setAccessibleName("Which question of your pulse")
        self.lag: Segments[int] = Segments([(lag, str(lag)) for lag in range(LONGEST_LAG + 1)])
        self.lag.choose(0)
        for weeks, segment in self.lag.buttons.items():
            segment.setAccessibleName(f"A lag of {number_of(weeks, 'week')}")
        self.refused = complaint()
        self.chart = PulseChart(bridge.theme)
        self.table = RowsTable(
            "Your pulse beside the measure, as a table", week_columns(bridge), {1: 110}, (0, 2, 3)
        )
        self.swap = link(AS_TABLE, "Every week with its value and your pulse, as a table")
        self.line = ElidedLabel(role="hint")
        self.said = label(role="heading", wrap=True)
        self.together = label(role="quiet", wrap=True)
        self.answered = PulseAnswers(bridge)
        self.private = label(words.PRIVATE, "hint", wrap=True)
        self.how = link("How this is calculated")
        self._lay_out(bridge.theme)
        self._wire()

    def show_measure(self, measure_id: int | None) -> None:
        """Show another measure."""
        self._offer(measure_id)
        self.refresh()

    def refresh(self) -> None:
        """Read both series; a lag that is too long is refused in a sentence."""
        measure_id = self.measure.currentData()
        if measure_id is None:
            return
        tracker, today = self._bridge.tracker, self._bridge.today()
        field = self._asked()
        self.refused.hide()
        try:
            self.shown = pulse_comparison(tracker, measure_id, today, self.lag.value or 0, field)
        except InvalidInput as error:
            self.refused.setText(error.sentence)
            self.refused.show()
            if self.shown and self.shown.measure.id == measure_id:
                return
            self.shown = pulse_comparison(tracker, measure_id, today, 0, field)
        self._show(self.shown)

    def show_calculation(self) -> None:
        """Open the rule and every pair."""
        if self.shown is None:
            return
        rows = [
            (
                period_with_days(pair.period, self._bridge.today()),
                pair.shown,
                str(pair.answer.value) if pair.answer else "–",
                counted_as(pair),
            )
            for pair in reversed(self.shown.values)
        ]
        heads = ("When", "Value", PULSE_NAMES[self.shown.field], "Counted as")
        CountDialog(self, CountExplanation(self.said.text(), RULE, heads, rows)).open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the measure with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_left()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer over chart and table what the buttons around them do."""
        open_menu(self, event, of_buttons((self.swap, self.how, self.one)))

    def _show(self, shown: PulseComparison) -> None:
        self.said.setText(sentence_of(shown))
        self.together.setText(words.TOGETHER if shown.enough else "")
        self.together.setVisible(shown.enough)
        self.how.setVisible(bool(shown.pairs))
        self.answered.show_field(shown.field)
        name = PULSE_NAMES[shown.field]
        weeks = number_of(shown.lag, "week")
        answers = f"{name}, 1–5, moved {weeks} later" if shown.lag else f"{name}, 1–5"
        unit = shown.measure.now.unit
        heads = answers, f"{shown.measure.name}, {unit}" if unit else shown.measure.name
        self.chart.show_series(shown, heads, self.said.text())
        self.table.rows.show(reversed(shown.values))

    def _asked(self) -> str:
        """Offer the questions that were ever answered, and return the chosen one."""
        asked = asked_fields(self._bridge.tracker)
        if asked != [self.question.itemData(index) for index in range(self.question.count())]:
            chosen, quiet = self.question.currentData(), QSignalBlocker(self.question)
            self.question.clear()
            for field in asked:
                self.question.addItem(PULSE_NAMES[field], field)
            self.question.setCurrentIndex(max(self.question.findData(chosen), 0))
            quiet.unblock()
        self.question.setVisible(len(asked) > 1)
        return str(self.question.currentData())

    def _offer(self, measure_id: int | None) -> None:
        quiet = QSignalBlocker(self.measure)
        self.measure.clear()
        for row in listed_measures(self._bridge.tracker):
            self.measure.addItem(f"{row.measure.name} · {row.customer.name}", row.measure.id)
        self.measure.setCurrentIndex(max(self.measure.findData(measure_id), 0))
        quiet.unblock()

    def _lay_out(self, theme: Theme) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.question)
        choices.addStretch(1)
        choices.addWidget(label("The measure, weeks later", "quiet"))
        choices.addWidget(self.lag)
        card = QFrame()
        card.setProperty("role", "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.setSpacing(4)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.chart)
        self.stack.addWidget(self.table)
        inside.addWidget(self.stack, 1)
        inside.addWidget(PulseLegend(theme))
        inside.addWidget(self.line)
        sentences = QFrame()
        sentences.setProperty("role", "card")
        column = QVBoxLayout(sentences)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        for widget in (self.said, self.together, self.answered):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.addWidget(self.private, 1)
        foot.addWidget(self.swap)
        foot.addWidget(self.how)
        column.addLayout(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.header)
        layout.addLayout(choices)
        layout.addWidget(self.refused, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(card, 1)
        layout.addWidget(sentences)

    def _wire(self) -> None:
        self.one.clicked.connect(self._on_left)
        self.measure.currentIndexChanged.connect(self.refresh)
        self.question.currentIndexChanged.connect(self.refresh)
        self.lag.selected.connect(self.refresh)
        self.how.clicked.connect(self.show_calculation)
        self.swap.clicked.connect(self._on_swap)
        self.chart.reading_changed.connect(self._on_reading_changed)

    def _on_swap(self) -> None:
        """Show the same as a table, or as a chart again."""
        drawn = self.stack.currentWidget() is self.table
        self.stack.setCurrentWidget(self.chart if drawn else self.table)
        self.swap.setText(AS_TABLE if drawn else AS_CHART)
        self.line.setVisible(drawn)

    def _on_left(self) -> None:
        self.open_requested.emit(self.measure.currentData())

    def _on_reading_changed(self, pair: PulsePair | None) -> None:
        self.line.show_text(
            read_pair(pair, self._bridge.today()) if pair else "← → read week by week"
        )
