"""What and why: the one to three services a customer most wants, and what each changes for them."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.board import Profile
from tracker.app.customers.services import standards_of
from tracker.domain.customer import SERVICES_AT_MOST, Service
from tracker.domain.measure import AREA_NAMES, Area
from tracker.domain.practice import Standard
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.customers.needs_panel import NeedsPanel
from tracker.gui.icons import icon
from tracker.gui.theme import Theme
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.gui.widgets.rows import ProfileRow, clear_layout, plain_column, tab_in_order
from tracker.gui.widgets.text import ElidedLabel, label, link, plain
from tracker.report.text.customers import review_due

INTRO = "The one to three services they most need from you, and what each changes for them."
FULL = "A customer has at most three services."
ServiceAndStandard = tuple[
    Service, Standard | None
]  # a service, and the newest wording of its standards


class ServiceRow(ProfileRow):
    """A service: its name, its area, why it matters to them."""

    def __init__(
        self, theme: Theme, service: Service, standard: Standard | None, today: date
    ) -> None:
        super().__init__(theme, service.id)
        self.service = service
        top = QHBoxLayout()
        top.addWidget(ElidedLabel(service.name, "name"), 1)
        if service.area:
            badge = label(AREA_NAMES[Area(service.area)], "badge")
            top.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.words.addLayout(top)
        for before, text in (
            ("For them: ", service.why),
            ("", service.definition),
            ("Done when ", service.done_when),
            ("Needed ", service.needed_when),
            ("Floor: ", standard.floor if standard else ""),
            ("Good: ", standard.good if standard else ""),
            ("Excellent: ", standard.excellent if standard else ""),
            ("", review_due(standard, today)),
        ):
            if text:
                self.words.addWidget(label(before + text, "hint", wrap=True))
        self.line.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName(f"Service {service.name}. {service.why}")


class ServicesTab(QWidget):
    """The second section of a customer's page."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown: (
            tuple[int, tuple[ServiceAndStandard, ...], tuple[Service, ...], date] | None
        ) = None
        self._customer_id = 0
        self.restores: list[QPushButton] = []
        self.rooms: list[QPushButton] = []  # one for each service that may leave
        self._returning: int | None = None  # a retired service that waits for room
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.add = link("Add service", picture=icon(bridge.theme, "plus", "accent"))
        self.add.clicked.connect(self.add_service)
        self.full = QFrame()
        self.full.setProperty("role", "notice")
        self._room = QVBoxLayout(self.full)
        self.full.hide()
        self.retired = QWidget()
        self._retired_rows = QVBoxLayout(self.retired)
        self._retired_rows.setContentsMargins(0, 12, 0, 0)
        self.needs = NeedsPanel(bridge)
        self._menu = QMenu(self)
        self._edit = self._menu.addAction("Edit…")
        self._retire = self._menu.addAction("Retire")
        self._menu.triggered.connect(self._on_action)
        self._aimed = 0
        self._lay_out()

    def _lay_out(self) -> None:
        inside, column = plain_column()
        holder = QWidget()
        holder.setLayout(self._rows)
        column.addWidget(label(INTRO, "hint", wrap=True))
        column.addSpacing(6)
        column.addWidget(holder)
        column.addSpacing(8)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.full, self.retired, self.needs):
            column.addWidget(widget)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)

    @property
    def rows(self) -> list[ServiceRow]:
        """The services shown, in order."""
        items = [self._rows.itemAt(index) for index in range(self._rows.count())]
        widgets = [item.widget() for item in items if item]
        return [widget for widget in widgets if isinstance(widget, ServiceRow)]

    def show_profile(self, profile: Profile) -> None:
        """Show a customer's services, and the retired ones below."""
        self._customer_id = profile.customer.id
        self.needs.show_customer(self._customer_id)
        held = tuple((service, self._standard(service)) for service in profile.services)
        now = (self._customer_id, held, profile.retired, self._bridge.today())
        if now != self._shown:
            self._shown = now
            self._show_services(held)
            self._show_retired(profile.retired)
        tab_in_order([*self.rows, self.add, *self.restores, *self.needs.tab_stops])

    def _standard(self, service: Service) -> Standard | None:
        return next(iter(standards_of(self._bridge.tracker, service.id)), None)

    def _show_services(self, held: tuple[ServiceAndStandard, ...]) -> None:
        focused = next((row.key for row in self.rows if row.hasFocus()), None)
        self.full.hide()
        clear_layout(self._rows)
        today = self._bridge.today()
        for service, standard in held:
            row = ServiceRow(self._bridge.theme, service, standard, today)
            row.open_requested.connect(self._on_edit)
            row.edit_requested.connect(self._on_edit)
            row.removal_requested.connect(self._on_retire)
            row.menu_requested.connect(self._on_menu_requested)
            self._rows.addWidget(row)
            row.show()
            if row.key == focused:
                row.setFocus()

    def _show_retired(self, retired: tuple[Service, ...]) -> None:
        clear_layout(self._retired_rows)
        self.restores = []
        self.retired.setVisible(bool(retired))
        self._retired_rows.addWidget(label("Retired", "heading"))
        for service in retired:
            line = QHBoxLayout()
            restore = _service_button("Restore", service)
            restore.setAccessibleName(f"Restore {service.name}")
            restore.clicked.connect(self._on_restore)
            self.restores.append(restore)
            line.addWidget(ElidedLabel(service.name, "quiet"), 1)
            line.addWidget(restore)
            holder = QWidget()
            holder.setLayout(line)
            line.setContentsMargins(0, 0, 0, 0)
            self._retired_rows.addWidget(holder)

    def add_service(self) -> None:
        """Ask for another service; where there are three, first which of them makes room."""
        self._returning = None
        if len(self.rows) < SERVICES_AT_MOST:
            self._ask_for_service(None)
        else:
            self._ask_for_room("Which service makes room?")

    def _ask_for_room(self, question: str) -> None:
        clear_layout(self._room)
        self._room.addWidget(label(f"{FULL} {question} Its measures stay.", wrap=True))
        self.rooms = []
        for row in self.rows:
            button = _service_button(f"Retire “{cut(row.service.name, 48)}”", row.service)
            button.clicked.connect(self._on_make_room)
            self.rooms.append(button)
            self._room.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.keep = link("Keep all three")
        self.keep.clicked.connect(self.full.hide)
        self._room.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self.full.show()
        tab_in_order([self.add, *self.rooms, self.keep])
        self.rooms[0].setFocus()

    def _on_make_room(self) -> None:
        leaving, returning = self.sender().property("service"), self._returning
        self.full.hide()
        if returning is None:
            self._ask_for_service(None, self._bridge.tracker.services.get(leaving))
            return
        today = self._bridge.today()
        commands.restore_service(self._bridge.tracker, returning, instead_of=leaving, today=today)

    def _on_edit(self, service_id: int) -> None:
        self._ask_for_service(self._bridge.tracker.services.get(service_id))

    def _ask_for_service(self, service: Service | None, in_place_of: Service | None = None) -> None:
        from tracker.gui.customers.service_dialog import ServiceDialog

        ServiceDialog(self._bridge, self, self._customer_id, service, in_place_of).open()

    def _on_restore(self) -> None:
        service_id = self.sender().property("service")
        if len(self.rows) < SERVICES_AT_MOST:
            commands.restore_service(self._bridge.tracker, service_id)
            return
        self._returning = service_id
        name = self._bridge.tracker.services.get(service_id).name
        self._ask_for_room(f"Which service makes room for “{name}”?")

    def _on_retire(self, service_id: int) -> None:
        name = self._bridge.tracker.services.get(service_id).name
        commands.retire_service(self._bridge.tracker, service_id, self._bridge.today())
        self._bridge.show_message(f"{name} is retired. Ctrl+Z brings it back.")

    def _on_menu_requested(self, asked: RowMenuRequest) -> None:
        self._aimed = asked.key
        self._menu.popup(asked.place)

    def _on_action(self, action: QAction) -> None:
        if action is self._edit:
            self._on_edit(self._aimed)
        else:
            self._on_retire(self._aimed)


def _service_button(text: str, service: Service) -> QPushButton:
    button = link(plain(text))
    button.setProperty("service", service.id)
    return button
