"""A conflict to be opened, or said better: what about, of which kind, between whom, since when."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.commands.conflicts import sides_of
from tracker.domain.customer import Customer
from tracker.domain.decision import CONFLICT_KIND_NAMES, Conflict, ConflictKind
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.day_field import DayField

LONGEST = 70


class Between(QWidget):
    """Customers to tick, two or more of them."""

    def __init__(self, customers: list[Customer], chosen: set[int]) -> None:
        super().__init__()
        self.boxes: dict[int, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for one in customers:
            name = one.name if len(one.name) <= LONGEST else f"{one.name[:LONGEST]}…"
            box = QCheckBox(name.replace("&", "&&"))
            box.setToolTip(one.name if name != one.name else "")
            box.setChecked(one.id in chosen)
            self.boxes[one.id] = box
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
        self.made: int | None = conflict.id if conflict else None
        inside = {
            one.customer_id for one in (sides_of(self.tracker, conflict.id) if conflict else [])
        }
        everyone = self.tracker.customers.all()
        self.what = QLineEdit(conflict.title if conflict else "")
        self.what.setPlaceholderText("Release week or month-end close")
        self.what.setMaxLength(200)
        self.kind = Segments(CONFLICT_KIND_NAMES.items())
        self.kind.choose(conflict.kind if conflict else ConflictKind.NEED)
        self.between = Between(
            [one for one in everyone if one.archived_on is None or one.id in inside], inside
        )
        self.day = DayField(
            bridge.theme, "opened_on", conflict.opened_on if conflict else bridge.today()
        )
        form = self.add_form()
        form.add("title", "&What is in conflict?", self.what)
        form.add("kind", "What &kind is it?", self.kind)
        form.add("customers", "&Between whom?", self.between)
        form.add("opened_on", "Since w&hen?", self.day)
        self.primary.setText("Save" if conflict else "Open")
        self.what.setFocus()

    def save(self) -> None:
        """Keep it."""
        day = self.day.day
        if day is None:
            raise InvalidInput("opened_on", "The day is missing", "Type it like 2026-11-22.")
        said = (self.what.text(), self.kind.value or ConflictKind.NEED, self.between.value, day)
        if self._conflict:
            commands.edit_conflict(self.tracker, self._conflict.id, *said)
        else:
            self.made = commands.open_conflict(self.tracker, *said)
