"""When a customer needs something: the next days first, and the calendar they may go into (T1)."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from tracker.app import commands
from tracker.app.queries.moments import calendar_bytes, how_often, moments_of
from tracker.domain.moment import Moment
from tracker.gui.bridge import Bridge
from tracker.gui.page import Ask, CustomerPart
from tracker.gui.theme import Theme
from tracker.gui.widgets.notes_tab import clear_layout
from tracker.gui.widgets.profile_row import ProfileRow, plain_column
from tracker.report.phrases import day as day_words

NOTHING = "No moment yet. When does it count most for them: a month-end, a board meeting, a launch?"


class MomentRow(ProfileRow):
    """What, how often, and the next day."""

    def __init__(self, theme: Theme, moment: Moment, on: date | None, today: date) -> None:
        super().__init__(theme, moment.id)
        self.moment = moment
        title = QLabel(moment.title)
        title.setProperty("role", "heading")
        self.often = QLabel(how_often(moment))
        self.next = QLabel(f"next {day_words(on, today)}" if on else "over")
        self.next.setProperty("role", "small")
        for label in (title, self.often):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            self.words.addWidget(label)
        self.often.setProperty("role", "quiet")
        self.line.removeWidget(self.more)
        self.more.hide()
        self.line.addWidget(self.next)
        self.setAccessibleName(f"{moment.title}, {self.often.text()}, {self.next.text()}")


class WhenTab(CustomerPart):
    """Enter edits, Delete deletes."""

    reads: ClassVar[frozenset[str]] = frozenset({"moment", "customer"})

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        self.rows: list[MomentRow] = []
        self.add = QPushButton("Add a moment")
        self.add.clicked.connect(self._on_add)
        self.export = QPushButton("To my calendar…")
        self.export.setToolTip("Save these days as a calendar file (.ics)")
        self.export.clicked.connect(self._on_export)
        self.nothing = QLabel(NOTHING)
        self.nothing.setProperty("role", "hint")
        self.nothing.setWordWrap(True)
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
            row.opened.connect(self._on_edit)
            row.edited.connect(self._on_edit)
            row.put_away.connect(self._on_remove)
            self.rows.append(row)
            self._list.addWidget(row)
            if row.key == focused:
                row.setFocus()
        self.nothing.setVisible(not self.rows)
        self.export.setVisible(bool(self.rows))

    def _on_add(self) -> None:
        self.dialog_requested.emit(Ask("moment", "MomentDialog", (self.customer_id,)))

    def _on_edit(self, moment_id: int) -> None:
        moment = self.tracker.moments.get(moment_id)
        self.dialog_requested.emit(Ask("moment", "MomentDialog", (self.customer_id, moment)))

    def _on_remove(self, moment_id: int) -> None:
        commands.remove_moment(self.tracker, moment_id)
        self.bridge.say("Deleted. Ctrl+Z brings it back.")

    def _on_export(self) -> None:
        from tracker.paper.names import file_name

        if self.customer_id is None:
            return
        customer, today = self.tracker.customers.get(self.customer_id), self.bridge.today()
        self.dialog = dialog = QFileDialog(self, "Save the moments", "", "Calendars (*.ics)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.selectFile(f"{file_name(f'Moments of {customer.name}', today, today)}.ics")
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        from tracker.paper.files import write_whole

        if self.customer_id is not None:
            customer = self.tracker.customers.get(self.customer_id)
            moments = [(row.moment, customer.name) for row in self.rows]
            write_whole(Path(name), calendar_bytes(moments, self.bridge.today()))
            self.bridge.say(f"Written to {name}")
