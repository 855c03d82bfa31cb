"""Beside the agreement: what a customer may do when a promise breaks, and when I come back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from tracker.app import commands
from tracker.app.sharing.commands import sharing_of
from tracker.domain.customer import Customer
from tracker.gui.bridge import Bridge
from tracker.gui.share.items import ShareColumn
from tracker.gui.widgets.text import label, link
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.telling import COME_BACK, IF_BROKEN

ABOUT = "Ask them to hold you to it. This is printed on the agreement; empty, it is left out."


class AgreementSide(ShareColumn):
    """Two fields, each with a proposal that is taken by a click; leaving a field keeps it."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._customer: Customer | None = None
        self.if_broken = GrowingText("if_broken", IF_BROKEN, lines=2)
        self.if_broken.setAccessibleName("They may")
        self.come_back = GrowingText("come_back", COME_BACK, lines=2)
        self.come_back.setAccessibleName("I come back to them")
        self.propose = link("Use both proposals", "Fill the fields with the words shown in them")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        layout.addWidget(label("If I do not keep a promise", "heading"))
        layout.addWidget(label(ABOUT, "hint", wrap=True))
        layout.addWidget(label("They may", "name"))
        layout.addWidget(self.if_broken)
        layout.addWidget(label("I come back to them", "name"))
        layout.addWidget(self.come_back)
        layout.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.if_broken.editing_finished.connect(self._on_if_broken)
        self.come_back.editing_finished.connect(self._on_come_back)
        self.propose.clicked.connect(self._on_propose)

    def show_customer(self, customer: Customer) -> None:
        """Show what was agreed with a customer."""
        sharing = sharing_of(self._bridge.tracker, customer.id)
        if self._customer is None or self._customer.id != customer.id:
            self.if_broken.setPlainText(sharing.if_broken)
            self.come_back.setPlainText(sharing.come_back)
        self._customer = customer
        self.if_broken.show_text(sharing.if_broken)
        self.come_back.show_text(sharing.come_back)
        self.propose.setVisible(not (sharing.if_broken and sharing.come_back))

    def _on_if_broken(self) -> None:
        if self._customer is not None:
            text = self.if_broken.text
            commands.set_recourse(self._bridge.tracker, self._customer.id, if_broken=text)

    def _on_come_back(self) -> None:
        if self._customer is not None:
            text = self.come_back.text
            commands.set_recourse(self._bridge.tracker, self._customer.id, come_back=text)

    def _on_propose(self) -> None:
        if self._customer is not None:
            commands.set_recourse(
                self._bridge.tracker,
                self._customer.id,
                if_broken=self.if_broken.text.strip() or IF_BROKEN,
                come_back=self.come_back.text.strip() or COME_BACK,
            )
