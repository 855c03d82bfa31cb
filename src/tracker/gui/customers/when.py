"""When a customer needs something (T1): the next days first, and the calendar they may go into."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.moments import calendar_bytes, how_often, moments_of
from tracker.domain.notes import REPEAT_NAMES, Moment, Repeat
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.page import CustomerTab
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.count_field import CountField
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.row_menu import Entries, MenuEntry
from tracker.gui.widgets.rows import ProfileRow, clear_layout, plain_column
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import button, label
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import long_day

NOTHING = "No moment yet. When does it count most for them: a month-end, a board meeting, a launch?"


class MomentRow(ProfileRow):
    """What, how often, and the next day."""

    def __init__(self, theme: Theme, moment: Moment, on: date | None, today: date) -> None:
        super().__init__(theme, moment.id)
        self.moment = moment
        self.often = label(how_often(moment), "quiet", wrap=True)
        self.next = label(f"next {long_day(on, today)}" if on else "over", "small")
        self.words.addWidget(label(moment.title, "heading", wrap=True))
        self.words.addWidget(self.often)
        self.line.removeWidget(self.more)
        self.more.hide()
        self.line.addWidget(self.next)
        self.setAccessibleName(f"{moment.title}, {self.often.text()}, {self.next.text()}")

    def menu_entries(self) -> Entries:
        """Return what its keys do, by name."""
        return [MenuEntry("Edit…\tF2", self._edit), MenuEntry("Delete\tDel", self._remove)]


class WhenTab(CustomerTab):
    """Enter edits, Delete deletes."""

    reads: ClassVar[frozenset[str]] = frozenset({"moment", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.rows: list[MomentRow] = []
        self.add = button("Add a moment")
        self.add.clicked.connect(self._on_add)
        self.export = button("Save to a calendar…", "Save these days as a calendar file (.ics)")
        self.export.clicked.connect(self._on_export)
        self.nothing = label(NOTHING, "hint", wrap=True)
        inside, column = plain_column()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addStretch(1)
        head.addWidget(self.export)
        head.addWidget(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(6)
        column.addWidget(self.nothing)
        column.addLayout(self._list)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    def refresh(self) -> None:
        """Show a customer's moments."""
        if self.customer_id is None:
            return
        today = self.bridge.today()
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        clear_layout(self._list)
        self.rows = []
        for moment, on in moments_of(self.tracker, self.customer_id, today):
            row = MomentRow(self.bridge.theme, moment, on, today)
            row.open_requested.connect(self._on_edit)
            row.edit_requested.connect(self._on_edit)
            row.removal_requested.connect(self._on_remove)
            self.rows.append(row)
            self._list.addWidget(row)
            if row.key == focused:
                row.setFocus()
        self.nothing.setVisible(not self.rows)
        self.export.setVisible(bool(self.rows))

    def _on_add(self) -> None:
        if self.customer_id is not None:
            MomentDialog(self.bridge, self, self.customer_id).open()

    def _on_edit(self, moment_id: int) -> None:
        moment = self.tracker.moments.get(moment_id)
        if self.customer_id is not None:
            MomentDialog(self.bridge, self, self.customer_id, moment).open()

    def _on_remove(self, moment_id: int) -> None:
        commands.remove_moment(self.tracker, moment_id)
        self.bridge.show_message("Deleted. Ctrl+Z brings it back.")

    def _on_export(self) -> None:
        from tracker.paper.writer import file_name

        if self.customer_id is None:
            return
        customer, today = self.tracker.customers.get(self.customer_id), self.bridge.today()
        name = file_name(f"Moments of {customer.name}", today, today)
        kinds = {"ics": "Calendars"}
        self.dialog = save_dialog(
            self, self.bridge, "Save the moments", kinds, name, self._on_chosen
        )
        self.dialog.open()

    def _on_chosen(self, path: Path) -> None:
        from tracker.store.outgoing import write_whole

        if self.customer_id is not None:
            customer = self.tracker.customers.get(self.customer_id)
            moments = [(row.moment, customer.name) for row in self.rows]
            write_whole(path, calendar_bytes(moments, self.bridge.today()))
            self.bridge.show_message(f"Saved to {path}")


class MomentDialog(FormDialog):
    """Only what and when are needed."""

    def __init__(
        self, bridge: Bridge, parent: QWidget | None, customer_id: int, moment: Moment | None = None
    ) -> None:
        title = "Edit moment" if moment else "When do they need something?"
        super().__init__(bridge, parent, title, 480)
        self._customer_id = customer_id
        self._moment = moment
        self.belongs_to(self.tracker.customers.get(customer_id), moment)
        self.what = QLineEdit(moment.title if moment else "")
        self.what.setPlaceholderText("Month-end figures")
        self.first = DayField(bridge, "first_on", moment.first_on if moment else None)
        self.repeats = QComboBox()
        for repeat, name in REPEAT_NAMES.items():
            self.repeats.addItem(name, repeat)
        self.repeats.setCurrentIndex(self.repeats.findData(moment.repeats if moment else None))
        self.repeats.setCurrentIndex(max(self.repeats.currentIndex(), 0))
        self.until = DayField(bridge, "until", moment.until if moment else None)
        self.lead = CountField(0, "{} day before", "{} days before")
        self.lead.setMaximumWidth(scaled(150))
        self.lead.setValue(moment.lead_days if moment else 7)
        self.note = GrowingText("note", "For you alone")
        self.note.show_text(moment.note if moment else "")
        form = self.add_form()
        form.add("title", "&What they need", self.what)
        form.add("first_on", "&First on", self.first)
        form.add("repeats", "How &often", self.repeats)
        form.add("until", "&Until (empty: no end)", self.until)
        form.add("lead_days", "&Remind me", self.lead)
        form.add("note", "&Note", self.note)
        self.what.setFocus()

    def save(self) -> None:
        """Keep it."""
        first = self.first.required_day
        repeats, until = Repeat(self.repeats.currentData()), self.until.day
        lead, note = self.lead.value(), self.note.text
        if self._moment:
            commands.edit_moment(
                self.tracker, self._moment.id, self.what.text(), first, repeats,
                until=until, lead_days=lead, note=note,
            )  # fmt: skip
        else:
            commands.add_moment(
                self.tracker, self._customer_id, self.what.text(), first, repeats,
                until=until, lead_days=lead, note=note,
            )  # fmt: skip
