"""All measures side by side: the page, its grid, and what the grid holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.multiples import Tile, Wall
from tracker.gui.page import Header
from tracker.gui.theme import Theme
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.few_lines import tip_of
from tracker.gui.widgets.measure_list import NOWHERE, ROW_ROLE, Index
from tracker.gui.widgets.tile_painter import TILE, TilePainter
from tracker.gui.widgets.trend_head import SPANS


class TileModel(QAbstractListModel):
    """The tiles, worst first."""

    def __init__(self) -> None:
        super().__init__()
        self.tiles: tuple[Tile, ...] = ()

    def show(self, tiles: tuple[Tile, ...]) -> None:
        """Show these tiles; the same measures in the same order keep their place."""
        same = [one.measure.id for one in tiles] == [one.measure.id for one in self.tiles]
        if not same:
            self.beginResetModel()
        self.tiles = tiles
        if not same:
            self.endResetModel()
        elif tiles:
            self.dataChanged.emit(self.index(0), self.index(len(tiles) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the tiles."""
        return 0 if parent.isValid() else len(self.tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one tile."""
        if not index.isValid():
            return None
        tile = self.tiles[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tile.measure.name
            case Qt.ItemDataRole.ToolTipRole:
                return tip_of(f"{tile.measure.name}\n{tile.customer.name}\n{tile.label.text}")
            case Qt.ItemDataRole.AccessibleTextRole:
                last = f"last {tile.last}" if tile.last else "nothing logged in this time"
                return f"{tile.measure.name}, {tile.customer.name}, {tile.label.text}, {last}"
            case _ if role == ROW_ROLE:
                return tile
        return None


class TileGrid(QListView):
    """As many columns as fit; arrows move, Enter or a click opens a measure."""

    opened = Signal(object)  # int: measure

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "cards")
        self.tiles = TileModel()
        self.setModel(self.tiles)
        self.painter = TilePainter(theme, self)
        self.setItemDelegate(self.painter)
        self.setAccessibleName("All measures side by side")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the measure that the cursor is on."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
        if enter and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between as many columns as fit."""
        room = self.viewport().width() - 2
        columns = max(room // TILE.width(), 1)
        self.painter.cell = QSize(room // columns, TILE.height())
        self.setGridSize(self.painter.cell)
        super().resizeEvent(event)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(ROW_ROLE).measure.id)


class MultiplesView(QWidget):
    """The grid under its heading, the span of time, and the way back to one measure."""

    opened = Signal(object)  # int: measure
    left = Signal()

    def __init__(self, theme: Theme, span: int) -> None:
        super().__init__()
        self.header = Header("All measures", "worst first, the same time on every chart")
        self.span: Segments[int] = Segments(SPANS)
        self.span.choose(span)
        self.one = QPushButton("One at a time")
        self.one.setToolTip("Back to one measure (Esc)")
        self.header.add(self.span, self.one)
        self.grid = TileGrid(theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.header)
        layout.addWidget(self.grid, 1)
        self.grid.opened.connect(self.opened)
        self.one.clicked.connect(self.left)
        self.setFocusProxy(self.grid)
        QWidget.setTabOrder(self.grid, next(iter(self.span.buttons.values())))

    @property
    def weeks(self) -> int | None:
        """How many weeks are asked for; None asks for everything."""
        return self.span.value or None

    def show_wall(self, wall: Wall) -> None:
        """Show other values."""
        self.grid.painter.wall = wall
        self.grid.tiles.show(wall.tiles)
        if wall.tiles and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.tiles.index(0))
        self.grid.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to one measure with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
