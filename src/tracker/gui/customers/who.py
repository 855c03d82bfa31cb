"""Who a customer is: texts kept as soon as they are left, what they want, where they stood."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.board import Profile
from tracker.domain.customer import KIND_NAMES, CustomerKind, Want
from tracker.domain.errors import InvalidInput
from tracker.domain.practice import TierMove
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.customers.cards import tier_name
from tracker.gui.draft import DraftKeeper
from tracker.gui.form import Form, FormDialog
from tracker.gui.theme import scaled
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.rows import clear_layout, plain_column, tool_button
from tracker.gui.widgets.text import button, label, show_text
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import medium_day

TEXTS = (
    ("who", "Who exactly", "Which people, which project?"),
    ("benefit", "Benefit", "For the business, the organisation, my career"),
    ("motives", "Motives", "What drives them, and what they are measured by"),
    ("knowledge", "Knowledge", "What they know about this work, and what they do not"),
    ("attitudes", "Attitudes", "How they see you and your work"),
    ("invests", "What they invest in me", "Time, money, trust, a good word"),
)


class MovesPart(QWidget):
    """A heading and a line a move, newest first; nothing at all for who never moved."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.lines = label(wrap=True, selectable=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(label("Where they stood", "heading"))
        layout.addWidget(self.lines)
        self.hide()

    def show_moves(self, moves: Sequence[TierMove]) -> None:
        """Show the moves of a customer."""
        self.setVisible(bool(moves))
        self.lines.setText("\n".join(map(_line, moves)))


def _line(move: TierMove) -> str:
    if move.to_tier is None:
        tiers = f"taken out of {tier_name(move.from_tier)}"
    elif move.from_tier is None:
        tiers = f"came into {tier_name(move.to_tier)}"
    else:
        tiers = f"from {tier_name(move.from_tier)} to {tier_name(move.to_tier)}"
    line = f"{medium_day(move.moved_on)}: {tiers}"
    return f"{line}. {move.reason}" if move.reason else line


class WantRow(QWidget):
    """One want, its date, and a way to take it off the list."""

    def __init__(self, bridge: Bridge, want: Want) -> None:
        super().__init__()
        self._bridge, self._want = bridge, want
        day = label(medium_day(want.stated_on), "small")
        day.setMinimumWidth(scaled(84))
        self.text = label(want.text, wrap=True)
        self.edit = tool_button(bridge.theme, "pencil", f"Edit “{cut(want.text, 60)}”")
        self.edit.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.edit.clicked.connect(self._on_edit)
        self.remove = tool_button(bridge.theme, "x", f"Remove “{cut(want.text, 60)}”")
        self.remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.remove.clicked.connect(self._on_remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(day, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.text, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Edit it."""
        self._on_edit()

    def _on_edit(self) -> None:
        WantDialog(self._bridge, self.window(), self._want).open()

    def _on_remove(self) -> None:
        commands.remove_want(self._bridge.tracker, self._want.id)
        self._bridge.show_message("Removed. Ctrl+Z brings it back.")


class WantDialog(FormDialog):
    """Says a want better, or when it was told."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, want: Want) -> None:
        name = bridge.tracker.customers.get(want.customer_id).name
        super().__init__(bridge, parent, f"What {name} wants or expects", 460)
        self._want = want
        self.belongs_to(want)
        self.text = GrowingText("text", "In their words", lines=2)
        self.text.show_text(want.text)
        self.day = DayField(bridge, "stated_on", want.stated_on, latest=bridge.today())
        form = self.add_form()
        form.add("text", "&What", self.text)
        form.add("stated_on", "When they &told it", self.day)
        self.text.setFocus()

    def save(self) -> None:
        """Keep it."""
        commands.edit_want(self.tracker, self._want.id, self.text.text, self.day.required_day)


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
        for name, title, _ in TEXTS:
            self.form.add(name, title, self.texts[name])
            self.texts[name].editing_finished.connect(self._on_editing_finished)
        column.addWidget(self.form)
        column.addSpacing(14)
        column.addWidget(self._wants_part())
        column.addSpacing(14)
        self._draft = DraftKeeper(bridge, {"want": self.want, "told_on": self.told_on.line}, self)
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
            self._draft.show_form(f"want:{customer.uid}", {"want": "", "told_on": ""})
            show_text(self.complaint, "")
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
        self.want = QLineEdit()
        self.want.setPlaceholderText("In their words")
        self.want.setAccessibleName("A new want, in their words")
        self.want.returnPressed.connect(self._on_add)
        self.add = button("Add", name="Add this want")
        self.add.clicked.connect(self._on_add)
        entry = QHBoxLayout()
        self.told_on = DayField(self._bridge, "stated_on", latest=self._bridge.today())
        self.told_on.setAccessibleName("When they told it; empty is today")
        self.told_on.line.setPlaceholderText("today")
        self.told_on.line.setToolTip("When they told it, as in 30 Nov or fri; empty is today")
        self.told_on.line.returnPressed.connect(self._on_add)
        entry.addWidget(self.want, 1)
        entry.addWidget(self.told_on)
        entry.addWidget(self.add)
        self.complaint = self.told_on.complaint
        self.want.textChanged.connect(self.complaint.hide)
        self.told_on.line.textChanged.connect(self.complaint.hide)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(label("What they want or expect", "heading"))
        layout.addLayout(entry)
        layout.addWidget(self.complaint)
        layout.addLayout(self._list)
        return part

    def _show_wants(self, wants: Sequence[Want]) -> None:
        clear_layout(self._list)
        for want in wants:
            self._list.addWidget(WantRow(self._bridge, want))

    def _on_editing_finished(self, name: str) -> None:
        try:
            text = {name: self.texts[name].text}
            commands.edit_customer(
                self._bridge.tracker, self._customer_id, name=None, kind=None, **text
            )
        except InvalidInput as error:
            self.form.show_error(error)
            return
        self._bridge.show_message("Saved")

    def _on_kind(self) -> None:
        kind = CustomerKind(self.kind.currentData())
        commands.edit_customer(self._bridge.tracker, self._customer_id, kind=kind)

    def _on_add(self) -> None:
        try:
            day = self.told_on.day or self._bridge.today()
            commands.add_want(self._bridge.tracker, self._customer_id, self.want.text(), day)
        except InvalidInput as error:
            show_text(self.complaint, error.sentence)
            return
        show_text(self.complaint, "")
        self.want.clear()
        self.told_on.line.clear()
        self._draft.finish()
        self.want.setFocus()
