"""Who a customer is: texts that save themselves when they are left, and what they want, dated.

Where a customer stood before: every move along the continuum, with its day and its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.board import Profile
from tracker.domain.customer import KIND_NAMES, Kind, Want
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import TierMove
from tracker.gui.bridge import Bridge
from tracker.gui.customers.cards import tier_name
from tracker.gui.form import Form
from tracker.gui.widgets.rows import plain_column, tool_button
from tracker.gui.widgets.text_field import GrowingText

DAY = "d MMM yyyy"


class MovesPart(QWidget):
    """A heading and a line a move, newest first; nothing at all for who never moved."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        heading = QLabel("Where they stood")
        heading.setProperty("role", "heading")
        self.lines = QLabel()
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.lines.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(heading)
        layout.addWidget(self.lines)
        self.hide()

    def show_moves(self, moves: Sequence[TierMove]) -> None:
        """Show the moves of a customer."""
        self.setVisible(bool(moves))
        self.lines.setText("\n".join(map(_line, moves)))


def _line(move: TierMove) -> str:
    day = str(QLocale().toString(move.moved_on, DAY))  # type: ignore[call-overload]
    told = f"{day}: from {tier_name(move.from_tier)} to {tier_name(move.to_tier)}"
    return f"{told}. {move.reason}" if move.reason else told


TEXTS = (
    ("who", "Who exactly", "Which people, which project?"),
    ("benefit", "What good it does", "For the business, the organisation, my career"),
    ("motives", "Motives", "What drives them, what they are measured by"),
    ("knowledge", "Knowledge", "What they know of this work, and what not"),
    ("attitudes", "Attitudes", "How they see you and your work"),
    ("invests", "What they invest in me", "Time, money, trust, a good word"),
)


class WantRow(QWidget):
    """One want, its date, and a way to take it off the list."""

    def __init__(self, bridge: Bridge, want: Want) -> None:
        super().__init__()
        self._bridge, self._want = bridge, want
        day = QLabel(QLocale().toString(want.stated_on, DAY))  # type: ignore[call-overload]
        day.setProperty("role", "small")
        day.setFixedWidth(84)
        self.text = QLabel(want.text)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.remove = tool_button(bridge.theme, "x", f"Remove “{want.text[:60]}”")
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(self._on_remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def _on_remove(self) -> None:
        commands.remove_want(self._bridge.tracker, self._want.id)
        self._bridge.say("Removed. Ctrl+Z brings it back.")


class WhoTab(QWidget):
    """The first section of a customer's page."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._customer_id = 0
        self._wants: tuple[Want, ...] | None = None
        inside, column = plain_column()
        self.form = Form(stacked=True)
        self.kind = QComboBox()
        for kind, name in KIND_NAMES.items():
            self.kind.addItem(name, kind)
        self.kind.activated.connect(self._on_kind)
        self.form.add("kind", "Kind", self.kind)
        self.texts = {name: GrowingText(name, hint) for name, _, hint in TEXTS}
        for name, label, _ in TEXTS:
            self.form.add(name, label, self.texts[name])
            self.texts[name].left.connect(self._on_left)
        column.addWidget(self.form)
        column.addSpacing(14)
        column.addWidget(self._wants_part())
        column.addSpacing(14)
        self.moves = MovesPart()
        column.addWidget(self.moves)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def show_profile(self, profile: Profile) -> None:
        """Show a customer; what was typed for another one is kept first."""
        customer = profile.customer
        if customer.id != self._customer_id:
            self.commit()
            self.want.clear()
        self._customer_id = customer.id
        self.form.clear()
        self.kind.setCurrentIndex(self.kind.findData(customer.kind))
        for name, field in self.texts.items():
            field.show_text(getattr(customer, name))
        self.moves.show_moves(profile.moves)
        if profile.wants != self._wants:
            self._wants = profile.wants
            self._show_wants(profile.wants)

    def commit(self) -> None:
        """Keep what was typed and not left yet."""
        for field in self.texts.values():
            field.commit()

    def _wants_part(self) -> QWidget:
        part = QWidget()
        heading = QLabel("What they want or expect")
        heading.setProperty("role", "heading")
        self.want = QLineEdit()
        self.want.setPlaceholderText("In their words")
        self.want.setAccessibleName("A new want, in their words")
        self.want.returnPressed.connect(self._on_add)
        self.add = QPushButton("Add")
        self.add.setAccessibleName("Add this want")
        self.add.clicked.connect(self._on_add)
        entry = QHBoxLayout()
        entry.addWidget(self.want, 1)
        entry.addWidget(self.add)
        self.complaint = QLabel()
        self.complaint.setProperty("tone", "error")
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for item in (heading, entry, self.complaint, self._list):
            if isinstance(item, QWidget):
                layout.addWidget(item)
            else:
                layout.addLayout(item)
        return part

    def _show_wants(self, wants: Sequence[Want]) -> None:
        while item := self._list.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for want in wants:
            self._list.addWidget(WantRow(self._bridge, want))

    def _on_left(self, name: str) -> None:
        try:
            said: dict[str, Any] = {name: self.texts[name].text}
            commands.edit_customer(self._bridge.tracker, self._customer_id, **said)
        except InvalidInput as error:
            self.form.complain(error)
            return
        self._bridge.say("Saved")

    def _on_kind(self) -> None:
        kind = Kind(self.kind.currentData())
        commands.edit_customer(self._bridge.tracker, self._customer_id, kind=kind)

    def _on_add(self) -> None:
        try:
            commands.add_want(
                self._bridge.tracker, self._customer_id, self.want.text(), self._bridge.today()
            )
        except InvalidInput as error:
            self.complaint.setText(error.sentence)
            self.complaint.show()
            return
        self.complaint.hide()
        self.want.clear()
        self.want.setFocus()
