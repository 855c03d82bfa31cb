"""A conflict: its page, with the four steps and the two ways out, and the form that opens it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.decisions.commands import sides_of
from tracker.app.decisions.queries import ConflictView
from tracker.domain.customer import Customer
from tracker.domain.decision import CONFLICT_KIND_NAMES, Conflict, ConflictKind
from tracker.domain.errors import InvalidInput
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.correct.conflict_steps import ConflictSteps
from tracker.gui.form import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.rows import rule
from tracker.gui.widgets.text import button, link, paragraph, plain
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.text.choices import conflict_line

LONGEST = 70


class ConflictPanel(QWidget):
    """Between whom, and for how long; what is typed is kept when it is left, and may be nothing."""

    decision_requested = Signal(object)  # int: show this decision
    decide_requested = Signal(object)  # ConflictView

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self.view: ConflictView | None = None
        self.title = paragraph(role="section")
        self.about = paragraph(role="hint")
        self.steps = ConflictSteps()
        self.steps.editing_finished.connect(self._on_editing_finished)
        self.steps.finished.connect(self._on_finished)
        self.decide = button("Decide…", tone="accent")
        self.none = button("No conflict after all")
        self.reopen = button("Reopen")
        self.see = button("See the decision")
        self.edit = link("Edit…", name="Edit conflict")
        self.remove = link("Delete", name="Delete conflict")
        for pressed, slot in (
            (self.decide, self._on_decide),
            (self.none, self._on_none),
            (self.reopen, self._on_reopen),
            (self.see, self._on_see),
            (self.edit, self._on_edit),
            (self.remove, self._on_remove),
        ):
            pressed.clicked.connect(slot)
        self._lay_out()

    def show_view(self, view: ConflictView) -> None:
        """Show a conflict."""
        self.view = view
        conflict = view.conflict
        self.title.setText(conflict.title)
        names = [
            f"{side.customer.name} (archived)" if side.customer.archived_on else side.customer.name
            for side in view.sides
        ]
        state = conflict_line(conflict, view.age, self._bridge.today())
        self.about.setText(f"Between {' and '.join(names)}. {state}")
        open_ = conflict.closed_on is None
        self.decide.setVisible(open_)
        self.none.setVisible(open_)
        self.reopen.setVisible(not open_)
        self.see.setVisible(view.decided)
        self.steps.show_view(view)

    def commit(self) -> None:
        """Keep what is being typed."""
        self.steps.commit()

    def _lay_out(self) -> None:
        rest = QWidget()
        rest.setProperty("role", "plain")
        both = QHBoxLayout(rest)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(8)
        both.addWidget(self.edit)
        both.addWidget(self.remove)
        foot = WrappingRow()
        for way in (self.decide, self.none, self.see, self.reopen, rest):
            foot.addWidget(way)
        foot.at_end = rest
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.title, self.about, rule(), self.steps, rule()):
            layout.addWidget(widget)
        layout.addLayout(foot)
        layout.addStretch(1)

    def _on_editing_finished(self, said: tuple[str, str]) -> None:
        if self.view is None:
            return
        field, text = said
        name, _, customer = field.partition(":")
        tracker, key = self._bridge.tracker, self.view.conflict.id
        try:
            if customer:
                commands.answer_side(tracker, key, int(customer), **{name: text})
            else:
                commands.answer_step(tracker, key, name, text)
        except InvalidInput as error:
            self.steps.show_error(field, error.sentence)

    def _on_finished(self) -> None:
        (self.decide if self.decide.isVisible() else self.reopen).setFocus()

    def _on_decide(self) -> None:
        if self.view:
            self.commit()
            self.decide_requested.emit(self.view.conflict.id)

    def _on_none(self) -> None:
        if self.view:
            self.commit()
            conflict = self.view.conflict
            commands.close_conflict(self._bridge.tracker, conflict.id, self._bridge.today())
            self._bridge.show_message(
                "No conflict after all. What you found is kept; Ctrl+Z reopens it."
            )

    def _on_reopen(self) -> None:
        if self.view:
            commands.reopen_conflict(self._bridge.tracker, self.view.conflict.id)

    def _on_see(self) -> None:
        if self.view and self.view.decision_id is not None:
            self.decision_requested.emit(self.view.decision_id)

    def _on_edit(self) -> None:
        if self.view:
            self.commit()
            ConflictDialog(self._bridge, self, self.view.conflict).open()

    def _on_remove(self) -> None:
        if self.view:
            commands.remove_conflict(self._bridge.tracker, self.view.conflict.id)
            self._bridge.show_message("Deleted. Ctrl+Z brings it back.")


class CustomerPair(QWidget):
    """Customers to tick, two or more of them."""

    def __init__(self, customers: list[Customer], chosen: set[int]) -> None:
        super().__init__()
        self.boxes: dict[int, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for customer in customers:
            whole = customer.name
            name = cut(whole, LONGEST)
            box = self.boxes[customer.id] = QCheckBox(plain(name))
            box.setToolTip(whole if name != whole else "")
            box.setChecked(customer.id in chosen)
            column.addWidget(box)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    @property
    def value(self) -> list[int]:
        """The customers that are ticked."""
        return [key for key, box in self.boxes.items() if box.isChecked()]


class ConflictDialog(FormDialog):
    """Four fields; what was found in the steps is not touched."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, conflict: Conflict | None = None
    ) -> None:
        title = "Edit conflict" if conflict else "Open a conflict"
        super().__init__(bridge, parent, title, 520)
        self._conflict = conflict
        self.belongs_to(conflict)
        self.made: int | None = conflict.id if conflict else None
        sides = sides_of(self.tracker, conflict.id) if conflict else []
        inside = {side.customer_id for side in sides}
        everyone = self.tracker.customers.all()
        self.what = QLineEdit(conflict.title if conflict else "")
        self.what.setPlaceholderText("Release week or month-end close")
        self.kind = Segments(CONFLICT_KIND_NAMES.items())
        self.kind.choose(conflict.kind if conflict else ConflictKind.NEED)
        offered = [one for one in everyone if one.archived_on is None or one.id in inside]
        self.between = CustomerPair(offered, inside)
        self.day = DayField(bridge, "opened_on", conflict.opened_on if conflict else bridge.today())
        form = self.add_form()
        form.add("title", "&What is in conflict?", self.what)
        form.add("kind", "What &kind is it?", self.kind)
        form.add("customers", "&Between whom?", self.between)
        form.add("opened_on", "Since w&hen?", self.day)
        self.primary.setText("Save" if conflict else "Open")
        self.what.setFocus()

    def save(self) -> None:
        """Keep it."""
        day = self.day.required_day
        said = (self.what.text(), self.kind.value or ConflictKind.NEED, self.between.value, day)
        if self._conflict:
            commands.edit_conflict(self.tracker, self._conflict.id, *said)
        else:
            self.made = commands.open_conflict(self.tracker, *said)
