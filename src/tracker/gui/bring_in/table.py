"""The table as it was read: the lines that are left out with why, the cells that say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QActionGroup, QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView

from tracker.app.intake.columns import Role
from tracker.app.intake.frame import LeftOutLine
from tracker.app.intake.parts import Part
from tracker.app.intake.sheet import SheetLine
from tracker.app.text_input import folded
from tracker.app.transfer.cells import BadRow
from tracker.gui.bring_in.fixed_column import FixedColumn, column_in_sight
from tracker.gui.bring_in.heads import ColumnHead, RoleHeads
from tracker.gui.theme import Theme, body_font, scaled
from tracker.gui.widgets.row_menu import menu_index
from tracker.gui.widgets.text import plain

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
    Role.BASELINE: "A new usual level begins here",
    Role.LEFT_OUT: "Leave this column out",
}
_SHORT = {
    Role.PERIOD: "Time",
    Role.VALUE: "Measure",
    Role.MEASURE: "Name",
    Role.LEFT_OUT: "Left out",
    Role.BASELINE: "New level",
}
NEW = "New measure"
NARROWEST, WIDEST = 84, 220
MOST_KNOWN = 40  # measures of the diary in the menu of a head
_GONE = LeftOutLine(0, "", "")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
Shown = SheetLine | LeftOutLine
CustomerAndMeasure = tuple[str, str]  # a customer, and a measure of theirs


@dataclass(frozen=True, slots=True)
class TableMarks:
    """What is told of the cells: those that change a logged value, rows and cells not read.

    `names` says which measure of the diary a column of values is; without a name it is a new one.
    """

    bad: tuple[BadRow, ...] = ()
    changed: frozenset[tuple[int, int]] = frozenset()
    names: tuple[tuple[str, str], ...] = ()


class FileTable(QAbstractTableModel):
    """The lines of a table, those that are left out too, with why."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._part: Part | None = None
        self._lines: list[Shown] = []
        self._left: dict[int, str] = {}
        self._marks = TableMarks()
        self._names: dict[str, str] = {}
        self._bad: frozenset[int] = frozenset()
        self._bad_cells: frozenset[tuple[int, int]] = frozenset()

    def show_part(self, part: Part, marks: TableMarks) -> None:
        """Show another table, or the same one read otherwise."""
        self.beginResetModel()
        if part.frame is not (self._part and self._part.frame):
            self._lines = _lines(part)
        self._left = {one.line: one.what for one in part.left_out}
        self._part, self._marks, self._names = part, marks, dict(marks.names)
        self._bad = frozenset(row.line for row in marks.bad if row.column < 0)
        self._bad_cells = frozenset((row.line, row.column) for row in marks.bad if row.column >= 0)
        self.endResetModel()

    def let_go(self, first: int, last: int) -> None:
        """Keep no lines but those between two rows: nobody looks at others until they are back."""
        if self._part is not None:
            self._part = replace(self._part, frame=replace(self._part.frame, rows=()))
        self._lines = [
            line if first <= at <= last else _GONE for at, line in enumerate(self._lines)
        ]

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
        line = self._lines[index.row()]
        number, cells, what = self._cells_of(line)
        at = index.column()
        cell = cells[at] if at < len(cells) else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{what}, left out" if what and at == 1 and not cell else cell
            case Qt.ItemDataRole.ToolTipRole:
                return cell or None
            case Qt.ItemDataRole.ForegroundRole:
                return self._colour(number, at, what)
            case Qt.ItemDataRole.BackgroundRole:
                return self._wash(number, at)
            case Qt.ItemDataRole.TextAlignmentRole if self._is_value(at):
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.FontRole if self._is_strong(number, at):
                return body_font(weight=600)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return what a column is, or the number of a line."""
        if role == Qt.ItemDataRole.DisplayRole:
            if orientation == Qt.Orientation.Vertical:
                return f"{_number(self._lines[section])}"
            head = self.head(section)
            return f"{head.what}\n{head.name}"
        if role == Qt.ItemDataRole.ToolTipRole and orientation == Qt.Orientation.Horizontal:
            head = self.head(section)
            return f"{head.what}: {head.name}\nClick to say what this column is."
        return None

    def head(self, at: int) -> ColumnHead:
        """Return what a column is, and its own head below that."""
        if self._part is None or at >= self._part.frame.width:
            return ColumnHead("", "")
        role = self._part.layout.roles[at]
        own = self._part.frame.heads[at].strip() or self._part.frame.letter(at)
        what = _SHORT.get(role, ROLE_NAMES.get(role, role.value))
        asks = at not in self._part.layout.across
        if role is not Role.VALUE or at not in self._part.layout.values:
            return ColumnHead(what, own, asks=asks, faint=role is Role.LEFT_OUT)
        known = self._names.get(folded(self._part.layout.values[at]), "")
        return ColumnHead(what if known else NEW, known or own, asks=asks, fresh=not known)

    def _cells_of(self, line: Shown) -> tuple[int, tuple[str, ...], str]:
        """Return the number of a line, its cells, and why it is left out."""
        if isinstance(line, LeftOutLine):
            return line.line, (line.text,), line.what
        return line.number, line.cells, self._left.get(line.number, "")

    def _colour(self, number: int, at: int, what: str) -> object:
        if (number, at) in self._bad_cells:
            return self._theme.colour("worse")
        if (number, at) in self._marks.changed:
            return self._theme.colour("accent")
        return self._theme.colour("second") if what or self._is_left_out(at) else None

    def _wash(self, number: int, at: int) -> object:
        if number in self._bad or (number, at) in self._bad_cells:
            return self._theme.colour("worse_wash")
        if (number, at) in self._marks.changed:
            return self._theme.colour("accent_wash")
        return None

    def _is_strong(self, number: int, at: int) -> bool:
        head = self._part is not None and number == self._part.frame.head_line
        return head or (number, at) in self._bad_cells or (number, at) in self._marks.changed

    def _is_value(self, at: int) -> bool:
        return self._part is not None and (
            at in self._part.layout.across or self._part.layout.roles[at] is Role.VALUE
        )

    def _is_left_out(self, at: int) -> bool:
        return self._part is not None and self._part.layout.roles[at] is Role.LEFT_OUT


def _lines(part: Part) -> list[Shown]:
    """Return the lines of a sheet in their order; the rows themselves are not copied."""
    rows = {row.number for row in part.frame.rows} if part.left_out else set()
    lines: list[Shown] = [*part.frame.rows]
    lines += [one for one in part.left_out if one.line not in rows]
    if part.frame.head_line:
        lines.append(SheetLine(part.frame.head_line, part.frame.heads))
    return sorted(lines, key=_number)


def _number(line: Shown) -> int:
    return line.line if isinstance(line, LeftOutLine) else line.number


class TableView(QTableView):
    """The table; a click on a head, or Space in a column, asks what that column is."""

    role_selected = Signal(object)  # tuple[str, Role]: the head, or the letter of a column without
    known_selected = Signal(object)  # tuple[str, Owned | None]: the file's name of a measure

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
        self.setHorizontalHeader(self._heads(theme))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(30))
        self.fixed = FixedColumn(theme, self, self._heads(theme))
        self.known: Sequence[CustomerAndMeasure] = ()
        self._menu: QMenu | None = None
        self._asked = 0

    def show_part(self, part: Part, marks: TableMarks) -> None:
        """Show another table, or the same one read otherwise, scrolled as it was."""
        across, down = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        self.table.show_part(part, marks)
        self.horizontalHeader().setResizeContentsPrecision(60)
        self.resizeColumnsToContents()
        self.fixed.show_column(column_in_sight(part))
        self.horizontalScrollBar().setValue(across)
        self.verticalScrollBar().setValue(down)

    def let_go(self) -> None:
        """Keep the lines that are seen, and no more, while nothing can be done with the table."""
        last = self.rowAt(self.viewport().height() - 1)
        self.table.let_go(max(self.rowAt(0), 0), last if last >= 0 else self.table.rowCount() - 1)

    def ask_role(self, at: int) -> None:
        """Ask what a column is."""
        part = self.table.part
        if part is None or at in part.layout.across:
            return  # a column that is a week is no question
        self._asked = at
        self._menu = QMenu(self)
        group = QActionGroup(self._menu)
        for role, text in ROLE_NAMES.items():
            if role is Role.LEFT_OUT:
                self._menu.addSeparator()
            action = self._menu.addAction(text)
            action.setData(role.value)
            action.setCheckable(True)
            action.setChecked(role is part.layout.roles[at])
            group.addAction(action)
            if role is Role.VALUE and at in part.layout.values and self.known:
                self._offer_known(self._menu, part.layout.values[at])
        self._menu.triggered.connect(self._on_chosen)
        view = self.fixed if self.fixed.isVisible() and at == self.fixed.at else self
        head = view.horizontalHeader()
        place = QPoint(view.columnViewportPosition(at), head.height())
        self._menu.popup(head.mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column of times where the lines begin."""
        super().resizeEvent(event)
        self.fixed.arrange()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into sight, and out from below the column that stays."""
        super().scrollTo(index, hint)
        self.fixed.uncover(index)

    def _heads(self, theme: Theme) -> RoleHeads:
        head = RoleHeads(theme, self.table.head, self)
        head.setMinimumSectionSize(scaled(NARROWEST))
        head.setMaximumSectionSize(scaled(WIDEST))
        head.sectionClicked.connect(self.ask_role)
        return head

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask what the column is that the menu is wanted for."""
        if (index := menu_index(self, event)).isValid():
            self.ask_role(index.column())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Space ask what the column is that the cursor stands in."""
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.ask_role(self.currentIndex().column())
            return
        super().keyPressEvent(event)

    def _offer_known(self, menu: QMenu, name: str) -> None:
        """Offer the measures of the diary that the column may be one of."""
        below = menu.addMenu("It is the measure")
        new = below.addAction("A new one")
        new.setData((name, None))
        below.addSeparator()
        for who, known in self.known[:MOST_KNOWN]:
            below.addAction(plain(f"{known} · {who}")).setData((name, (who, known)))

    def _on_chosen(self, action: QAction) -> None:
        part, chosen = self.table.part, action.data()
        if part is None:
            return
        if isinstance(chosen, tuple):
            self.known_selected.emit(chosen)
            return
        head = part.frame.heads[self._asked].strip() or part.frame.letter(self._asked)
        self.role_selected.emit((head, Role(str(chosen))))
