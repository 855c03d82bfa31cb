"""The table as it was read, with a small head over each column that says what it is."""

from __future__ import annotations

from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QActionGroup, QFont, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from tracker.app.intake.columns import Role
from tracker.app.intake.parts import Part
from tracker.app.transfer.cells import BadRow
from tracker.gui.theme import Theme

ROLE_NAMES = {
    Role.PERIOD: "Week, month or day",
    Role.VALUE: "A measure’s values",
    Role.MEASURE: "Name of the measure",
    Role.CUSTOMER: "Customer",
    Role.PROMISE: "Promise",
    Role.UNIT: "Unit",
    Role.NOTE: "Note",
    Role.AREA: "Impact area",
    Role.SOURCE: "Who said it",
    Role.YEAR: "Year",
    Role.BASELINE: "New usual level from here",
    Role.LEFT_OUT: "Leave this column out",
}
_SHORT = {
    Role.PERIOD: "Time",
    Role.VALUE: "Measure",
    Role.MEASURE: "Name",
    Role.LEFT_OUT: "Left out",
    Role.BASELINE: "New level",
}
WIDEST = 220
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Shown = tuple[int, tuple[str, ...], str]  # its number, its cells, why it is left out


class FileTable(QAbstractTableModel):
    """The lines of a table, those that are left out too, with why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part: Part | None = None
        self._lines: list[Shown] = []
        self._bad: frozenset[int] = frozenset()

    def show_part(self, part: Part, bad: tuple[BadRow, ...]) -> None:
        """Show another table, or the same one read otherwise."""
        self.beginResetModel()
        left = {one.line: one for one in part.left_out}
        rows = {row.number for row in part.frame.rows}
        lines: list[Shown] = [
            (row.number, row.cells, left[row.number].what if row.number in left else "")
            for row in part.frame.rows
        ]
        lines += [
            (one.line, (one.text,), one.what) for one in left.values() if one.line not in rows
        ]
        if part.frame.head_line:
            lines.append((part.frame.head_line, part.frame.heads, ""))
        self._lines = sorted(lines)
        self._part = part
        self._bad = frozenset(row.line for row in bad)
        self.endResetModel()

    @property
    def part(self) -> Part | None:
        """What is shown."""
        return self._part

    def rowCount(self, parent: Index | None = None) -> int:
        """Count the lines."""
        return 0 if parent is not None and parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index | None = None) -> int:
        """Count the columns."""
        return 0 if self._part is None or (parent and parent.isValid()) else self._part.frame.width

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell, or how it looks."""
        number, cells, what = self._lines[index.row()]
        at = index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                cell = cells[at] if at < len(cells) else ""
                return f"{what}, left out" if what and at == 1 and not cell else cell
            case Qt.ItemDataRole.ToolTipRole:
                return cells[at] if at < len(cells) else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._theme.colour("second") if what or self._is_left_out(at) else None
            case Qt.ItemDataRole.BackgroundRole:
                return self._theme.colour("worse_wash") if number in self._bad else None
            case Qt.ItemDataRole.FontRole if self._part and number == self._part.frame.head_line:
                bold = QFont()
                bold.setWeight(QFont.Weight.DemiBold)
                return bold
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is, or the number of a line."""
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Vertical:
                return f"{self._lines[section][0]}"
            return self.head(section)
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            return f"{self.head(section)}\nClick to say what this column is."
        return None

    def head(self, at: int) -> str:
        """Return what a column is, and its own head below that."""
        if self._part is None:
            return ""
        role = self._part.layout.roles[at]
        own = self._part.frame.heads[at].strip() or self._part.frame.letter(at)
        what = _SHORT.get(role, ROLE_NAMES.get(role, role.value))
        return f"{what}\n{own}" if at in self._part.layout.across else f"{what} ▾\n{own}"

    def _is_left_out(self, at: int) -> bool:
        return self._part is not None and self._part.layout.roles[at] is Role.LEFT_OUT


class TableView(QTableView):
    """The table; a click on a head, or Space in a column, asks what that column is."""

    role_selected = Signal(object)  # tuple[str, Role]: the head, or the letter of a column without

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.table = FileTable(theme)
        self.setModel(self.table)
        self.setAccessibleName("The table as it was read")
        self.setProperty("role", "rows")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMaximumSectionSize(WIDEST)
        head.sectionClicked.connect(self.ask_role)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(28)
        self._menu: QMenu | None = None
        self._asked = 0

    def show_part(self, part: Part, bad: tuple[BadRow, ...]) -> None:
        """Show another table, or the same one read otherwise, scrolled as it was."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.table.show_part(part, bad)
        self.horizontalHeader().setResizeContentsPrecision(60)
        self.resizeColumnsToContents()
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def ask_role(self, at: int) -> None:
        """Ask what a column is."""
        part = self.table.part
        if part is None or at in part.layout.across:
            return  # a column that is a week is no question
        self._asked = at
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for role, text in ROLE_NAMES.items():
            action = self._menu.addAction(text)
            action.setData(role.value)
            action.setCheckable(True)
            action.setChecked(role is part.layout.roles[at])
            group.addAction(action)
        self._menu.triggered.connect(self._on_chosen)
        head = self.horizontalHeader()
        place = QPoint(self.columnViewportPosition(at), head.height())
        self._menu.popup(head.mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space ask what the column is that the cursor stands in."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.ask_role(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def _on_chosen(self, action: QAction) -> None:
        part = self.table.part
        if part is None:
            return
        head = part.frame.heads[self._asked].strip() or part.frame.letter(self._asked)
        self.role_selected.emit((head, Role(str(action.data()))))
