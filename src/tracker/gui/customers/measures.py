"""The promises to a customer: one row a measure, with its newest value and its small trend."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.ahead import ahead_words
from tracker.app.evaluations.week import WeekLine
from tracker.domain.measure import Horizon
from tracker.gui.bridge import Bridge
from tracker.gui.customers.heard import INSET, HeardBlocks
from tracker.gui.customers.measure_row import WIDE_SPARK, MeasureRow, RowHeads, facts_known, logged
from tracker.gui.icons import icon
from tracker.gui.widgets.feedback import ADD_MEASURE
from tracker.gui.widgets.row_menu import RowMenuRequest
from tracker.gui.widgets.rows import delete_later, plain_column, tab_in_order
from tracker.gui.widgets.text import button, label, link

HEADS = {Horizon.NOW: "Now", Horizon.NEXT: "Next", Horizon.LATER: "Later"}
EMPTY = "A measure is one number or rating that says how much you change things for them."


class MeasuresTab(QWidget):
    """The section Measures of a customer's page, which opens first."""

    add_requested = Signal()
    edit_requested = Signal(object)  # int: a measure
    trend_requested = Signal(object)  # int: a measure
    calculation_requested = Signal(object)  # int: a measure
    log_requested = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._aimed = 0
        self.rows: dict[int, MeasureRow] = {}
        self._spark = WIDE_SPARK
        self._owner_id: int | None = None
        self.empty = label(EMPTY, "hint", wrap=True)
        picture = icon(bridge.theme, "plus", "accent")
        self.add = link(ADD_MEASURE, "Add a measure (Ctrl+Shift+M)", picture=picture)
        self.add.clicked.connect(self.add_requested)
        inside, column = plain_column()
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        holder = QWidget()
        holder.setLayout(self._list)
        self.heads = RowHeads()
        self.heard = HeardBlocks(bridge)
        column.addWidget(self._notice())
        column.addWidget(self.heads)
        column.addWidget(self.empty)
        column.addWidget(holder)
        column.addSpacing(4)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(4)
        column.addWidget(self._ahead_line())
        column.addWidget(self.heard)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(inside)
        self._make_menu()

    def show_lines(self, lines: tuple[WeekLine, ...]) -> None:
        """Show a customer's measures by horizon; rows that stay keep their focus."""
        lines = tuple(sorted(lines, key=_horizon))
        self._show_ahead(lines)
        wanted = [line.measure.id for line in lines]
        known = facts_known(self._bridge.tracker, lines, self._bridge.today())
        for key in set(self.rows) - set(wanted):
            row = self.rows.pop(key)
            self._list.removeWidget(row)
            delete_later(row)
        for index, line in enumerate(lines):
            row = self.rows.get(line.measure.id) or self._make_row(line.measure.id)
            if self._list.indexOf(row) != index:
                self._list.insertWidget(index, row)
                row.show()
            key = line.measure.id
            row.show_line(line, known[key])
            row.show_head(_head(lines, index))
        stops = [stop for key in wanted for stop in (self.rows[key], self.rows[key].share)]
        tab_in_order([*stops, self.add])
        self.empty.setVisible(not lines)
        self.heads.setVisible(bool(lines))
        active = [line for line in lines if not line.measure.draft]
        self.notice.setVisible(bool(active) and all(not logged(line) for line in active))

    def show_sparks(self, width: int) -> None:
        """Show the small trends so wide; 0 leaves their room to the words."""
        self._spark = width
        self.heads.show_spark(width)
        for row in self.rows.values():
            row.show_spark(width)

    def focused(self) -> int | None:
        """Return the measure whose row has the focus."""
        return next((key for key, row in self.rows.items() if row.hasFocus()), None)

    def can_move(self, measure_id: int, by: int) -> bool:
        """Say whether there is a measure to pass, above (-1) or below (1)."""
        row = self.rows.get(measure_id)
        return row is not None and 0 <= self._list.indexOf(row) + by < self._list.count()

    def choose(self, measure_id: int) -> None:
        """Put the focus on a measure's row."""
        if row := self.rows.get(measure_id):
            row.setFocus()

    def _ahead_line(self) -> QWidget:
        self.ahead = QWidget()
        self.ahead.setProperty("role", "plain")
        self.ahead_said = label(role="hint", wrap=True)
        self.ahead_add = link("Add one for later", inline=True)
        self.ahead_later = link("Not this quarter", inline=True)
        ways = QHBoxLayout()  # below the words: beside them a narrow page has room for two or three
        ways.setSpacing(10)
        ways.addWidget(self.ahead_add)
        ways.addWidget(self.ahead_later)
        ways.addStretch(1)
        layout = QVBoxLayout(self.ahead)
        layout.setContentsMargins(INSET, 0, 0, 4)  # as far in as the rows above it
        layout.setSpacing(2)
        layout.addWidget(self.ahead_said)
        layout.addLayout(ways)
        self.ahead_add.clicked.connect(self.add_requested)
        self.ahead_later.clicked.connect(self._on_ahead_later)
        self.ahead.hide()
        return self.ahead

    def _show_ahead(self, lines: tuple[WeekLine, ...]) -> None:
        said, self._owner_id = "", None
        if lines:
            owner = self._bridge.tracker.customers.get(lines[0].customer.id)
            self._owner_id = owner.id
            said = ahead_words(self._bridge.tracker, owner, self._bridge.today())
        self.ahead_said.setText(said)
        self.ahead.setVisible(bool(said))

    def _on_ahead_later(self) -> None:
        if self._owner_id is not None:
            commands.look_ahead(self._bridge.tracker, self._owner_id, self._bridge.today())
            self.ahead.hide()
            self._bridge.show_message("Noted. You are asked again next quarter.")

    def _make_row(self, key: int) -> MeasureRow:
        row = MeasureRow(self._bridge, key)
        row.open_requested.connect(self.trend_requested)
        row.edit_requested.connect(self.edit_requested)
        row.removal_requested.connect(self._on_archive)
        row.share_requested.connect(self._on_share_requested)
        row.menu_requested.connect(self._on_menu_requested)
        row.show_spark(self._spark)
        self.rows[key] = row
        return row

    def _notice(self) -> QWidget:
        self.notice = QFrame()
        self.notice.setProperty("role", "notice")
        self.log = button("Log this week")
        self.log.clicked.connect(self.log_requested)
        layout = QHBoxLayout(self.notice)
        layout.addWidget(label("Measure added. Log its first value on This week.", wrap=True), 1)
        layout.addWidget(self.log)
        self.notice.hide()
        return self.notice

    def _make_menu(self) -> None:
        self._menu = QMenu(self)
        self._actions = {
            self._menu.addAction(text): answer
            for text, answer in (
                ("Show trend\tEnter", self.trend_requested.emit),
                ("How the promise is judged", self.calculation_requested.emit),
                ("Edit…\tF2", self.edit_requested.emit),
                ("Share or keep private", self._on_share_requested),
                ("Move up\tCtrl+Shift+Up", self._on_up),
                ("Move down\tCtrl+Shift+Down", self._on_down),
                ("Archive\tDel", self._on_archive),
            )
        }
        self._menu.triggered.connect(self._on_action)

    def _on_menu_requested(self, asked: RowMenuRequest) -> None:
        self._aimed = asked.key
        self.choose(self._aimed)
        for action, answer in self._actions.items():
            if answer in {self._on_up, self._on_down}:
                by = -1 if answer == self._on_up else 1
                action.setEnabled(self.can_move(self._aimed, by))
        self._menu.popup(asked.place)

    def _on_action(self, action: QAction) -> None:
        self._actions[action](self._aimed)

    def _on_share_requested(self, measure_id: int) -> None:
        measure = self._bridge.tracker.measures.get(measure_id)
        commands.share_measure(self._bridge.tracker, measure_id, shared=not measure.shared)
        now = "is private again" if measure.shared else "is shared: it can be on their scorecard"
        self._bridge.show_message(f"{measure.name} {now}")

    def _on_up(self, measure_id: int) -> None:
        commands.move_measure(self._bridge.tracker, measure_id, -1)

    def _on_down(self, measure_id: int) -> None:
        commands.move_measure(self._bridge.tracker, measure_id, 1)

    def _on_archive(self, measure_id: int) -> None:
        name = self._bridge.tracker.measures.get(measure_id).name
        commands.archive_measure(self._bridge.tracker, measure_id, self._bridge.today())
        self._bridge.show_message(f"{name} is archived. Ctrl+Z brings it back.")


def _horizon(line: WeekLine) -> int:
    return list(Horizon).index(line.measure.horizon)


def _head(lines: tuple[WeekLine, ...], index: int) -> str:
    """Name the horizon that begins with a line; nothing where all of them share one."""
    here = lines[index].measure.horizon
    if len({line.measure.horizon for line in lines}) < 2:
        return ""
    return HEADS[here] if index == 0 or lines[index - 1].measure.horizon is not here else ""
