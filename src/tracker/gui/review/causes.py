"""Why weeks went badly, beside the pack: counted, explained, one fix for the commonest cause."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.app.review.causes import CausedWeek, bad_weeks, cause_counts
from tracker.domain.evaluation import CAUSE_NAMES
from tracker.domain.period import Span
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.count_explanation import CountDialog
from tracker.gui.dialogs.fix import CauseFixDialog
from tracker.gui.widgets.text import label, link
from tracker.report.dates import period_with_days
from tracker.report.text.causes import RULE, CauseCount, cause_sentence, causes_paragraph
from tracker.report.text.customers import CountExplanation


class CausesPanel(QWidget):
    """Hidden while fewer than three causes were named."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._weeks: list[CausedWeek] = []
        self._counts: tuple[CauseCount, ...] = ()
        self.said = label(role="quiet", wrap=True)
        self.fix = link(
            "One fix for this cause…",
            "For every measure that this cause touched",
            inline=True,
        )
        self.how = link("How this is calculated", "The rule, and every bad value", inline=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 6, 8)
        layout.setSpacing(4)
        layout.addWidget(label("Why weeks went badly", "heading"))
        layout.addWidget(self.said)
        layout.addWidget(self.fix, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.how, 0, Qt.AlignmentFlag.AlignLeft)
        self.fix.clicked.connect(self._on_fix)
        self.how.clicked.connect(self._on_how)
        self.hide()

    def show_span(self, span: Span) -> None:
        """Count the causes in a period."""
        first, last = span
        last = min(last, self._bridge.today())
        self._weeks = bad_weeks(self._bridge.tracker, first, last)
        self._counts = cause_counts(self._weeks)
        self.said.setText("\n".join(cause_sentence(one) for one in self._counts))
        self.setVisible(bool(self._counts))

    def _on_fix(self) -> None:
        CauseFixDialog(self._bridge, self.window(), self._counts[0]).open()

    def _on_how(self) -> None:
        heads = ("When", "Measure", "Customer", "Cause")
        rows = [
            (
                period_with_days(one.period, self._bridge.today()),
                one.measure.name,
                one.customer.name,
                CAUSE_NAMES[one.cause] if one.cause else "none named",
            )
            for one in self._weeks
        ]
        told = causes_paragraph(self._counts)
        CountDialog(self.window(), CountExplanation(told, RULE, heads, rows)).open()
