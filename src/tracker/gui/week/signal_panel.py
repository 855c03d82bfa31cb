"""The card after an entry that reveals something: what, a small chart, four ways to answer.

Never a pop-up: it stands beside the entries, and noise never brings it.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QVBoxLayout

from tracker.app import commands
from tracker.app.signals.standing import BAD, Standing
from tracker.domain.correction import Word
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.new_usual import accept_usual
from tracker.gui.dialogs.reported import ReportedButton
from tracker.gui.icons import icon
from tracker.gui.widgets.painting import Sparkline
from tracker.gui.widgets.row_menu import MenuEntry, of_buttons, open_menu
from tracker.gui.widgets.text import button, complaint, label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.charts.spark import SparkPicture

CHART = QSize(220, 76)


class SignalPanel(QFrame):
    """Shows one standing; answers are commands, so the page hears of them as of any change."""

    fix_requested = Signal(object)  # tuple[int, date | None, str]: measure, since, what was said
    measure_requested = Signal(object)  # int
    calculation_requested = Signal(object)  # int: a measure
    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName("What was noticed")
        self._bridge = bridge
        self._standing: Standing | None = None
        self.title = label(role="heading", wrap=True)
        self.text = label(wrap=True)
        self.complaint = complaint()
        self.spark = Sparkline(bridge.theme, CHART)
        self.what = GrowingText("what", "What changed? A word is enough.")
        self.what.setAccessibleName("What changed?")
        self.what.editing_finished.connect(self._on_editing_finished)
        self.what.textChanged.connect(self.complaint.hide)
        self.fix = button("Start a fix")
        self.one_off = button(
            "One-off", "It stays on the chart with your words and changes nothing else"
        )
        self.planned = button(
            "It was planned", "A new baseline begins, with your words as the reason"
        )
        self.usual = button("My new usual", "Values are compared with this level from now on")
        self.open = link("Open the chart")
        self.how = link("How?", "How this is calculated", name="How this is calculated")
        self.told = ReportedButton(bridge)
        self.close_button = QToolButton()
        self.close_button.setIcon(icon(bridge.theme, "x"))
        self.close_button.setAccessibleName("Close this card")
        self.close_button.setToolTip("Close this card; it stays on Overview (Esc)")
        self._wire()
        self._lay_out()
        self.hide()

    @property
    def measure_id(self) -> int | None:
        """The measure it is about, None while it is hidden."""
        return self._standing.measure.id if self._standing else None

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what its buttons do."""
        answers = (self.fix, self.one_off, self.usual, self.planned, self.open, self.told)
        how = MenuEntry("How this is calculated", self.how.click)
        open_menu(self, event, [*of_buttons(answers), how])

    def show_standing(self, standing: Standing, spark: SparkPicture) -> None:
        """Show what was revealed of a measure."""
        same = self.measure_id == standing.measure.id
        self._standing = standing
        self.title.setText(standing.measure.name)
        said = (standing.sentence, standing.promise_sentence)
        self.text.setText(" ".join(one for one in said if one))
        self.spark.show_spark(spark)
        if not same or standing.word:
            self.what.show_text(standing.word.text if standing.word else "")
        self.complaint.hide()
        bad = standing.if_fresh in BAD
        for widget in (self.fix, self.one_off):
            widget.setVisible(bad)
        self.usual.setVisible(standing.finding.since is not None)
        self.told.show_standing(standing)
        self.show()

    def dismiss(self) -> None:
        """Go away; the signal itself stays on Overview."""
        self._standing = None
        self.closed.emit()  # while it has the keys, so that they go back to the rows
        self.hide()

    def leave(self) -> None:
        """Go away with the week that it was entered in; what was written is kept."""
        self.what.commit()
        self.dismiss()

    def set_compact(self, *, flat: bool) -> None:
        """Take little height where the rows have little."""
        for widget in (self.spark, self._asks):
            widget.setVisible(not flat)

    def sizeHint(self) -> QSize:
        """Ask for the height that its words take at the width of now."""
        hint, layout = super().sizeHint(), self.layout()
        if layout is not None and self.width() > hint.height():  # it has its room by now
            hint.setHeight(max(layout.totalHeightForWidth(self.width()), 1))
        return hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _wire(self) -> None:
        self.fix.clicked.connect(self._on_fix)
        self.one_off.clicked.connect(self._on_one_off)
        self.usual.clicked.connect(self._on_usual)
        self.planned.clicked.connect(self._on_planned)
        self.open.clicked.connect(self._on_open)
        self.how.clicked.connect(self._on_how)
        self.close_button.clicked.connect(self.dismiss)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.dismiss)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.how, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._asks = label("What changed?", "name")
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addLayout(head)
        for widget in (self.text, self._asks, self.what, self.complaint):
            words.addWidget(widget)
        answers = WrappingRow()
        for answer in (self.fix, self.one_off, self.usual, self.planned, self.open, self.told):
            answers.addWidget(answer)
        words.addLayout(answers)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(20)
        row.addWidget(self.spark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.set_compact(flat=False)

    def _on_editing_finished(self) -> None:
        self._explain(Word.EXPLAINED)

    def _on_one_off(self) -> None:
        self._explain(Word.ONE_OFF)
        self._bridge.show_message("Marked on the chart as a one-off.")
        self.dismiss()

    def _explain(self, kind: Word) -> None:
        finding = self._standing.finding if self._standing else None
        start = (finding.revealed or finding.last) if finding else None
        if finding and start:
            text = self.what.text.strip()
            commands.explain(self._bridge.tracker, finding.measure_id, start, text, kind)

    def _on_fix(self) -> None:
        if self._standing:
            self.what.commit()
            since = self._standing.finding.since
            self.fix_requested.emit((self._standing.measure.id, since, self.what.text.strip()))

    def _on_planned(self) -> None:
        finding = self._standing.finding if self._standing else None
        if finding is None or finding.since is None:
            return
        try:
            reason = self.what.text
            commands.plan_change(self._bridge.tracker, finding.measure_id, finding.since, reason)
        except InvalidInput:
            self.complaint.setText("Say above what was planned: your words are kept as the reason.")
            self.complaint.show()
            self.what.setFocus()
            return
        self._bridge.show_message("A new baseline begins. Earlier weeks stay as they were judged.")
        self.dismiss()

    def _on_usual(self) -> None:
        if self._standing:
            self.what.commit()
            accept_usual(self._bridge, self._standing.measure.id)
            self.dismiss()

    def _on_how(self) -> None:
        if self._standing:
            self.calculation_requested.emit(self._standing.measure.id)

    def _on_open(self) -> None:
        if self._standing:
            self.measure_requested.emit(self._standing.measure.id)
