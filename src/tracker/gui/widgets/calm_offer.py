"""The offer to let a measure speak up later, with its reason: looked for when a person stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.detection import Offer, Sensitivity
from tracker.domain.finding import Finding
from tracker.domain.measure import Measure
from tracker.gui.bridge import Bridge

A_MOMENT = 200  # ms


class CalmOffer(QWidget):
    """Shown only where calm would serve; what was found is kept as long as the finding stands."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._bridge = bridge
        self._shown: tuple[Measure, Finding] | None = None
        self._known: dict[int, tuple[Finding, Sensitivity, Offer | None]] = {}
        self.reason = QLabel()
        self.reason.setProperty("role", "quiet")
        self.reason.setWordWrap(True)
        self.take = QPushButton("Make it calm")
        self.take.setProperty("tone", "link")
        self.take.setProperty("role", "inline")
        self.take.setToolTip("It speaks up later, and less often for nothing")
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
            self._show(known[2])
        else:
            self._later.start()

    def _look(self) -> None:
        parent = self.parentWidget()
        if self._shown is None or parent is None or not parent.isVisible():
            return
        from tracker.app.queries.calculation import calm_offer

        measure, finding = self._shown
        found = calm_offer(self._bridge.tracker, measure, finding)
        self._known[measure.id] = finding, measure.sensitivity, found
        self._show(found)

    def _show(self, offer: Offer | None) -> None:
        if offer and self._shown:
            from tracker.report.calculation import calm_reason

            self.reason.setText(calm_reason(self._shown[0], offer))
        self.setVisible(offer is not None)

    def _on_taken(self) -> None:
        if self._shown:
            measure = self._shown[0]
            commands.set_sensitivity(self._bridge.tracker, measure.id, Sensitivity.CALM)
            self._bridge.say("Calm: it speaks up later, and less often for nothing")
