"""What two or more customers want alike: a service or a need that is done once for all of them.

What was put away: customers and measures, each with the way back.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.board import Board
from tracker.app.customers.needs import KINDS, Shared, Sharer, in_common
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.rows import ProfileRow, plain_column, tab_in_order
from tracker.gui.widgets.text import ElidedLabel

NOTHING = (
    "Nothing yet. Where two customers want the same, or say it with like words, it stands here: "
    "one good answer serves both."
)
INTRO = "Wanted by two or more customers, by the same or like words. One good answer serves all."


class SharerRow(ProfileRow):
    """One customer's words for it; Enter or a click opens the customer."""

    def __init__(self, bridge: Bridge, sharer: Sharer) -> None:
        super().__init__(bridge.theme, sharer.customer_id)
        self.more.hide()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        top = QHBoxLayout()
        self.customer = ElidedLabel(sharer.customer)
        kind = QLabel(KINDS[sharer.kind])
        kind.setProperty("role", "small")
        top.addWidget(self.customer, 1)
        top.addWidget(kind)
        self.words.addLayout(top)
        self.words.addWidget(ElidedLabel(sharer.text, "small"))
        self.line.setContentsMargins(6, 5, 6, 5)
        self.setAccessibleName(f"{sharer.customer}: {sharer.text}, {KINDS[sharer.kind]}")

    def mouseReleaseEvent(self, _event: object) -> None:
        """Open the customer."""
        self.opened.emit(self.key)


class InCommonPanel(QFrame):
    """A short list in place of a customer's page."""

    closed = Signal()
    picked = Signal(object)  # int: a customer

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bridge = bridge
        self.rows: list[SharerRow] = []
        title = QLabel("In common")
        title.setProperty("role", "section")
        self.back = QPushButton("Close")
        self.back.setAccessibleName("Close the list of what customers have in common")
        self.back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.back)
        self.intro = QLabel()
        self.intro.setProperty("role", "hint")
        self.intro.setWordWrap(True)
        inside, self._column = plain_column()
        self._column.setSpacing(2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 10, 12)
        layout.addLayout(head)
        layout.addWidget(self.intro)
        layout.addWidget(area, 1)

    def refresh(self) -> None:
        """Show what they share."""
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = []
        found = in_common(self._bridge.tracker)
        self.intro.setText(INTRO if found else NOTHING)
        for shared in found:
            self._show(shared)
        self._column.addStretch(1)
        tab_in_order([self.back, *self.rows])

    def _show(self, shared: Shared) -> None:
        like = "the same words" if shared.same else "like words"
        line = QHBoxLayout()
        line.setContentsMargins(0, 10, 0, 0)
        line.addWidget(ElidedLabel(shared.name, "name"), 1)
        count = QLabel(f"{shared.customers} customers · {like}")
        count.setProperty("role", "small")
        line.addWidget(count)
        holder = QFrame()
        holder.setLayout(line)
        self._column.addWidget(holder)
        for sharer in shared.sharers:
            row = SharerRow(self._bridge, sharer)
            row.opened.connect(self.picked)
            self.rows.append(row)
            self._column.addWidget(row)


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
