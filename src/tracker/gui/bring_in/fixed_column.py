"""The column of times stays in sight while the others go by: the same table once more, above it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from tracker.app.intake.columns import Role
from tracker.app.intake.parts import Part
from tracker.gui.theme import Theme

NONE = -1
_MOST = 2  # of what is to be seen it takes one part in so many at most


def column_in_sight(part: Part) -> int:
    """Return the column that says what a line is of: its time, or else its measure; `NONE`."""
    for role in (Role.PERIOD, Role.MEASURE):
        for at, one in enumerate(part.layout.roles):
            if one is role and at not in part.layout.across:
                return at
    return NONE


class FixedColumn(QTableView):
    """Lies over the edge of a table as soon as its own column would leave the sight.

    It shares the model and what is selected, and never has the keyboard: that stays with the table.
    """

    def __init__(self, theme: Theme, table: QTableView, head: QHeaderView) -> None:
        super().__init__(table)
        self._theme, self._table, self._at = theme, table, NONE
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setAccessibleName("The first column, kept in sight")
        self.setProperty("role", "values")  # no border: its lines stand beside the table's
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusProxy(table)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(table.verticalScrollMode())
        for hidden in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            hidden(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(head)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.hide()
        table.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(table.verticalScrollBar().setValue)
        table.horizontalScrollBar().valueChanged.connect(self.arrange)

    @property
    def at(self) -> int:
        """Which column it is; `NONE` while it is no table of times."""
        return self._at

    def show_column(self, at: int) -> None:
        """Keep another column in sight; the model has begun anew."""
        self._at = at
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(self._table.verticalHeader().defaultSectionSize())
        for column in range(self.model().columnCount()):
            if self.isColumnHidden(column) is (column == at):
                self.setColumnHidden(column, column != at)
        self.arrange()

    def arrange(self) -> None:
        """Lie where the table's lines begin, or be gone while its own column is to be seen."""
        view, wide = self._table.viewport().geometry(), self._table.columnWidth(self._at)
        wanted = self._at != NONE and 0 < wide * _MOST <= view.width()
        if not (wanted and self.lead(self._at) < 0):
            self.hide()
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        top = self._table.horizontalHeader().geometry().top()
        left = view.right() + 1 - wide if mirrored else view.left()
        self.setColumnWidth(self._at, wide)
        self.setGeometry(QRect(left, top, wide, view.bottom() + 1 - top))
        self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self.show()
        self.raise_()

    def lead(self, at: int) -> int:
        """Return how far behind the edge where lines begin a column of the table begins."""
        place = self._table.columnViewportPosition(at)
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return place
        return self._table.viewport().width() - place - self._table.columnWidth(at)

    def uncover(self, index: QModelIndex | QPersistentModelIndex) -> None:
        """Move the table so that a cell of it does not lie below this."""
        if self.isVisible() and index.column() != self._at:
            hidden = self.width() - self.lead(index.column())
            if hidden > 0:
                across = self._table.horizontalScrollBar()
                across.setValue(across.value() - hidden)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a cell as in the table, which has the keyboard from then on."""
        super().mousePressEvent(event)
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the table go by below the mouse, whatever part of it that is over."""
        self._table.wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line behind which the others pass."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._theme.colour("line"), 1))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        edge = 0 if mirrored else self.viewport().width() - 1
        painter.drawLine(edge, 0, edge, self.viewport().height())
        painter.end()
