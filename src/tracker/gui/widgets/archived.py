"""What was put away: customers and measures, each with the way back."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.queries.board import Board
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.elided import ElidedLabel
from tracker.gui.widgets.profile_row import plain_column


class ArchivedPanel(QFrame):
    """Two short lists in place of a customer's page."""

    closed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bridge = bridge
        self.restores: dict[tuple[str, int], QPushButton] = {}
        title = QLabel("Archived")
        title.setProperty("role", "section")
        self.back = QPushButton("Close")
        self.back.setAccessibleName("Close the list of what is archived")
        self.back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.back)
        inside, self._rows = plain_column()
        self._rows.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addLayout(head)
        layout.addWidget(inside, 1)

    def show_archived(self, board: Board) -> None:
        """Show what is archived; everything logged is still there."""
        customers = board.archived
        owners = {card.customer.id: card.customer for row in board.tiers.values() for card in row}
        found = self._bridge.tracker.measures.where("archived_on IS NOT NULL")
        measures = [(owners[one.customer_id], one) for one in found if one.customer_id in owners]
        self.restores = {}
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not customers and not measures:
            self._heading("Nothing is archived.", "hint")
        if customers:
            self._heading("Customers", "heading")
        for customer in customers:
            self._entry(("customer", customer.id), customer.name, "", customer.archived_on)
        if measures:
            self._heading("Measures", "heading")
        for owner, measure in measures:
            self._entry(("measure", measure.id), measure.name, owner.name, measure.archived_on)
        self._rows.addStretch(1)

    def _heading(self, text: str, role: str) -> None:
        label = QLabel(text)
        label.setProperty("role", role)
        self._rows.addWidget(label)

    def _entry(self, key: tuple[str, int], name: str, owner: str, day: object) -> None:
        restore = QPushButton("Restore")
        restore.setAccessibleName(f"Restore {name}")
        restore.setProperty("key", list(key))
        restore.clicked.connect(self._on_restore)
        self.restores[key] = restore
        told = f"since {QLocale().toString(day, 'd MMM yyyy')}"  # type: ignore[call-overload]
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(name, "name"))
        words.addWidget(ElidedLabel(f"{owner} · {told}" if owner else told, "small"))
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 4, 0, 4)
        line.addLayout(words, 1)
        line.addWidget(restore, 0, Qt.AlignmentFlag.AlignVCenter)
        self._rows.addWidget(row)

    def _on_restore(self) -> None:
        kind, key = self.sender().property("key")
        if kind == "customer":
            commands.restore_customer(self._bridge.tracker, key)
        else:
            commands.restore_measure(self._bridge.tracker, key)
        self._bridge.say("Restored, with everything that was logged")
