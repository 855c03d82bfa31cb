"""How this is calculated: the rule, its numbers, and how readily the measure is to speak up.

The numbers are computed when their window is opened, and again when the measure changes under it;
whether a calmer measure would serve is looked for only when a person stays. Nothing is blocked.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.trends.judged import calculation
from tracker.detection import Offer, Sensitivity
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.bridge import Bridge
from tracker.gui.form import room_over
from tracker.gui.theme import scaled
from tracker.gui.widgets.choice_grid import ChoiceGrid
from tracker.gui.widgets.rows import delete_later
from tracker.gui.widgets.text import button, label, link
from tracker.report.text.calculation import choices

SIZE = (600, 680)
NAMES = 128
ABOUT = (
    "The most recent values are compared with all those before them, in groups of several lengths. "
    "The evidence says how much better a change explains them than luck does."
)
A_MOMENT = 200  # ms


class CalculationWindow(TabsAsRead, QDialog):
    """Shows one measure; stands beside the window for as long as it is wanted."""

    def __init__(self, bridge: Bridge, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._measure: Measure | None = None
        self._cells: list[QLabel] = []
        self._rows: list[QWidget] = []
        self.setWindowTitle("How this is calculated")
        self.resize(QSize(*map(scaled, SIZE)).boundedTo(room_over(self)))
        self.title = label("", "heading", wrap=True, selectable=True)
        self.rule = label("", "name", wrap=True, selectable=True)
        self.about = label(ABOUT, "quiet", wrap=True, selectable=True)
        question = "How soon should a change be told?"
        self.ask = label(question, "heading", wrap=True, selectable=True)
        self.readiness: ChoiceGrid[Sensitivity] | None = None
        self.close_button = button("Close")
        self.close_button.clicked.connect(self.close)
        self._numbers = QVBoxLayout()
        self._numbers.setSpacing(8)
        body = QWidget()
        body.setProperty("role", "plain")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(24, 20, 24, 12)
        self._column.setSpacing(10)
        for widget in (self.title, self.rule, self.about):
            self._column.addWidget(widget)
        self._column.addLayout(self._numbers)
        self._column.addSpacing(8)
        self._column.addWidget(self.ask)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setAccessibleName("How this is calculated")
        scroll.setWidgetResizable(True)
        scroll.setWidget(body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 12, 12)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)

    @property
    def shown(self) -> dict[str, str]:
        """The rows of numbers by name."""
        pairs = zip(self._cells[::2], self._cells[1::2], strict=True)
        return {name.text(): text.text() for name, text in pairs}

    def show_measure(self, measure: Measure) -> None:
        """Compute and show another measure, or the same one anew."""
        self._measure = measure
        found = calculation(self._bridge.tracker, measure)
        self.title.setText(measure.name)
        self.rule.setText(found.rule if found else "Nothing logged yet.")
        for row in self._rows:
            delete_later(row)
        self._rows, self._cells = [], []
        for name, text in found.rows if found else ():
            self._numbers.addWidget(self._row(name, text))
        self._show_readiness(measure)

    def _row(self, name: str, text: str) -> QWidget:
        """Return a name beside its text; a grid would cut long texts."""
        row = QWidget()
        row.setProperty("role", "plain")
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        cells = (
            label(name, "hint", wrap=True, selectable=True),
            label(text, wrap=True, selectable=True),
        )
        cells[0].setFixedWidth(scaled(NAMES))
        for cell in cells:
            cell.setAlignment(Qt.AlignmentFlag.AlignTop)
        line.addWidget(cells[0])
        line.addWidget(cells[1], 1)
        self._rows.append(row)
        self._cells += cells
        return row

    def _show_readiness(self, measure: Measure) -> None:
        if self.readiness:
            shown = [choice.accessibleDescription() for choice in self.readiness.buttons.values()]
            if shown == [small for _, _, small in choices(measure)]:
                self._choose(measure)
                return
            delete_later(self.readiness)
        self.readiness = ChoiceGrid(self._bridge.theme, choices(measure))
        self._column.insertWidget(self._column.count() - 1, self.readiness)
        self._choose(measure)
        self.readiness.selected.connect(self._on_selected)

    def _choose(self, measure: Measure) -> None:
        if self.readiness:
            self.readiness.choose(measure.sensitivity)  # what it has already is no change

    def _on_selected(self) -> None:
        if self._measure and self.readiness and (value := self.readiness.value):
            commands.set_sensitivity(self._bridge.tracker, self._measure.id, value)


class CalmOffer(QWidget):
    """Shown only where calm would serve; what was found is kept as long as the finding stands."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._shown: tuple[Measure, Finding] | None = None
        self._known: dict[int, tuple[Finding, Sensitivity, Offer | None]] = {}
        self.reason = label("", "quiet", wrap=True)
        tip = "Changes are told later, with fewer false alarms."
        self.take = link("Make it calm", tip, inline=True)
        self.take.clicked.connect(self._on_taken)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.reason)
        layout.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(A_MOMENT)
        self._later.timeout.connect(self._look)
        self.hide()

    def show_measure(self, measure: Measure, finding: Finding) -> None:
        """Show the offer for a measure if it is known, else look for it in a moment."""
        self._shown = measure, finding
        known = self._known.get(measure.id)
        self.hide()
        if known and known[:2] == (finding, measure.sensitivity):
            from tracker.app.trends.judged import may_be_calmed

            # Whether the promise is kept may have changed with the promise.
            allowed = may_be_calmed(self._bridge.tracker, measure, finding)
            self._show(known[2] if allowed else None)
        else:
            self._later.start()

    def _look(self) -> None:
        parent = self.parentWidget()
        if self._shown is None or parent is None or not parent.isVisible():
            return
        from tracker.app.trends.judged import calm_offer

        measure, finding = self._shown
        found = calm_offer(self._bridge.tracker, measure, finding)
        self._known[measure.id] = finding, measure.sensitivity, found
        self._show(found)

    def _show(self, offer: Offer | None) -> None:
        if offer and self._shown:
            from tracker.report.text.calculation import calm_reason

            self.reason.setText(calm_reason(self._shown[0], offer))
        self.setVisible(offer is not None)

    def _on_taken(self) -> None:
        if self._shown:
            measure = self._shown[0]
            commands.set_sensitivity(self._bridge.tracker, measure.id, Sensitivity.CALM)
            self._bridge.show_message("Calm: changes are told later, with fewer false alarms.")
