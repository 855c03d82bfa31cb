"""All measures side by side: the page, its grid, and how each one is drawn in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QLineF, QModelIndex, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QStackedWidget,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.trends.multiples import Tile, TileWall
from tracker.gui.bridge import Bridge
from tracker.gui.page import Header
from tracker.gui.theme import Theme, scaled, unscaled
from tracker.gui.trends.view import SPANS
from tracker.gui.widgets.choice import Segments, WhoFilter
from tracker.gui.widgets.painting import ScaledDelegate, font, text_width, write_line
from tracker.gui.widgets.row_menu import Entries, MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.rows_model import Index, ModelColumn, RowsModel
from tracker.gui.widgets.rows_table import RowsTable
from tracker.gui.widgets.text import button
from tracker.report.charts.spark import Mark
from tracker.report.dates import medium_month

TILE = QSize(236, 148)
GAP, PAD, RADIUS = 10, 12, 8
TONES = {Mark.WORSE: "worse", Mark.BETTER: "better", Mark.ONE_OFF: "text"}
# Tiles look the same in either direction; only names read in their own.
IN_PLACE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
LEFT = Qt.AlignmentFlag.AlignLeft | IN_PLACE
RIGHT = Qt.AlignmentFlag.AlignRight | IN_PLACE


def _name(tile: Tile) -> str:
    return tile.measure.name


def _tip(tile: Tile) -> str:
    return f"{tile.measure.name}\n{tile.customer.name}\n{tile.label.text}"


def _accessible_text(tile: Tile) -> str:
    last = f"last {tile.last}" if tile.last else "nothing logged in these weeks"
    return f"{tile.measure.name}, {tile.customer.name}, {tile.label.text}, {last}"


def _key(tile: Tile) -> int:
    return tile.measure.id


TILES = ModelColumn(_name, tip=_tip, spoken=_accessible_text)
COLUMNS: tuple[ModelColumn[Tile], ...] = (
    ModelColumn(_name, title="Measure"),
    ModelColumn(lambda tile: tile.customer.name, title="Customer"),
    ModelColumn(lambda tile: tile.label.text, title="How it stands"),
    ModelColumn(lambda tile: tile.last or "nothing logged in these weeks", title="Last value"),
)
AS_TABLE, AS_CHARTS = "Show as table", "Show as charts"


class TilePlot:
    """Where days and values of a tile lie."""

    def __init__(self, area: QRectF, tile: Tile, wall: TileWall) -> None:
        self.area = area
        self._first = wall.first.toordinal()
        self._days = max(wall.last.toordinal() - self._first, 1)
        far = {day for day, _, mark in tile.marks if mark is Mark.ONE_OFF}
        every = [(day, value) for run in tile.runs for day, value in run]
        near = [value for day, value in every if day not in far]  # the rest lies on the edge
        levels = (near or [value for _, value in every]) + [*tile.promises]
        for one in tile.usual[-1:]:
            levels += [end for end in (one.low, one.high) if end is not None]
        self._low = min(levels, default=0.0)
        self._span = max(levels, default=1.0) - self._low

    def x(self, day: int) -> float:
        """Return where a day lies; days before the first lie on the edge."""
        share = max((day - self._first) / self._days, 0.0)
        return self.area.left() + min(share, 1.0) * self.area.width()

    def y(self, value: float) -> float:
        """Return where a value lies; values beyond the plot lie on its edge."""
        share = 0.5 if self._span <= 0 else (value - self._low) / self._span
        return self.area.bottom() - min(max(share, 0.0), 1.0) * self.area.height()


class TilePainter(ScaledDelegate):
    """Draws tiles; all show the days of the same wall."""

    def __init__(self, theme: Theme, view: QListView, tiles: RowsModel[Tile]) -> None:
        super().__init__(view)
        self._theme = theme
        self._tiles = tiles
        self.wall = TileWall(date.min, date.min, ())
        self.cell = TILE

    def usual_size(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the size that every tile has now."""
        return self.cell

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one tile."""
        tile = self._tiles.row(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        area: QRect = option.rect.adjusted(0, 0, -GAP, -GAP)
        self._card(painter, option, QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))
        inner = area.adjusted(PAD, 8, -PAD, -8)
        self._texts(painter, inner, tile)
        plot = QRectF(inner).adjusted(0, 44, -3, -18)
        if tile.runs:
            self._levels(painter, TilePlot(plot, tile, self.wall), tile)
            self._line(painter, TilePlot(plot, tile, self.wall), tile)
        else:
            nothing = "nothing logged in these weeks"
            write_line(painter, self._theme, plot.toRect(), nothing, "third", 11, side=LEFT)
        self._axis(painter, QRect(inner.left(), inner.bottom() - 13, inner.width(), 14))
        painter.restore()

    def _card(self, painter: QPainter, option: QStyleOptionViewItem, area: QRectF) -> None:
        state: QStyle.StateFlag = option.state
        focus = bool(state & QStyle.StateFlag.State_HasFocus) and option.widget.hasFocus()
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(QPen(self._theme.colour("accent" if focus else "line"), 2 if focus else 1))
        painter.setBrush(self._theme.colour("hover" if over else "panel"))
        painter.drawRoundedRect(area, RADIUS, RADIUS)

    def _texts(self, painter: QPainter, area: QRect, tile: Tile) -> None:
        theme = self._theme
        top = QRect(area.left(), area.top(), area.width(), 20)
        width = text_width(tile.label.text, 11, 600) + 12
        badge = QRect(top.right() - width, top.top() + 1, width, 18)
        tone = tile.label.tone
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("page" if tone == "steady" else f"{tone}_wash"))
        painter.drawRoundedRect(badge, 4, 4)
        painter.setFont(font(11, 600))
        painter.setPen(theme.colour("second" if tone == "steady" else tone))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, tile.label.text)
        name = top.adjusted(0, 0, -width - 8, 0)
        write_line(painter, theme, name, tile.measure.name, "text", 12, 600, LEFT)
        below = top.translated(0, 20)
        last = min(text_width(tile.last, 11, 600), below.width() // 2) + 2
        whose = below.adjusted(0, 0, -last - 8, 0)
        write_line(painter, theme, whose, tile.customer.name, "second", 11, side=LEFT)
        value = QRect(below.right() - last, below.top(), last, below.height())
        write_line(painter, theme, value, tile.last, "text", 11, 600, RIGHT)

    def _levels(self, painter: QPainter, plot: TilePlot, tile: Tile) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if tile.kept is not None:
            area, (low, high) = plot.area, tile.kept
            top = area.top() if high is None else max(plot.y(high), area.top())
            bottom = area.bottom() if low is None else min(plot.y(low), area.bottom())
            side = QRectF(area.left(), top, area.width(), max(bottom - top, 0.0))
            painter.fillRect(side, self._theme.colour("usual_wash"))
        for one in tile.usual:
            if one.last < self.wall.first or one.middle is None:
                continue
            left, right = plot.x(one.first.toordinal()), plot.x(one.last.toordinal() + 1)
            painter.setPen(QPen(self._theme.colour(TONES.get(one.mark, "usual_line")), 1))
            painter.drawLine(QLineF(left, plot.y(one.middle), right, plot.y(one.middle)))
        pen = QPen(self._theme.colour("text"), 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        for level in tile.promises:
            y = plot.y(level)
            painter.drawLine(QLineF(plot.area.left(), y, plot.area.right(), y))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _line(self, painter: QPainter, plot: TilePlot, tile: Tile) -> None:
        painter.setPen(QPen(self._theme.colour("chart_line"), 1.3))
        for run in tile.runs:
            places = [(plot.x(day), plot.y(value)) for day, value in run]
            # Single lines: Qt strokes a polyline of this width four times as slowly.
            for one, two in pairwise(places):
                painter.drawLine(QLineF(*one, *two))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("steady"))
        alone = [run[0] for run in tile.runs if len(run) == 1]
        for day, value in {*alone, tile.runs[-1][-1]}:
            painter.drawEllipse(QPointF(plot.x(day), plot.y(value)), 2.4, 2.4)
        for day, value, mark in tile.marks:
            self._mark(painter, QPointF(plot.x(day), plot.y(value)), mark)

    def _mark(self, painter: QPainter, at: QPointF, mark: Mark) -> None:
        """Draw a square for worse, a triangle for better, an open diamond for a one-off."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(TONES[mark]))
        if mark is Mark.WORSE:
            painter.drawRect(QRectF(at.x() - 2.5, at.y() - 2.5, 5, 5))
            return
        corners = [QPointF(0, -3.4), QPointF(3.2, 2.6), QPointF(-3.2, 2.6)]
        if mark is Mark.ONE_OFF:
            painter.setPen(QPen(self._theme.colour("text"), 1.1))
            painter.setBrush(self._theme.colour("panel"))
            corners = [QPointF(0, -4), QPointF(4, 0), QPointF(0, 4), QPointF(-4, 0)]
        painter.drawPolygon(QPolygonF([at + corner for corner in corners]))

    def _axis(self, painter: QPainter, area: QRect) -> None:
        first, last = (medium_month(day) for day in (self.wall.first, self.wall.last))
        write_line(painter, self._theme, area, first, "third", 10, side=LEFT)
        write_line(painter, self._theme, area, last, "third", 10, side=RIGHT)


class TileGrid(QListView):
    """As many columns as fit; arrows move, Enter or a click opens a measure."""

    open_requested = Signal(object)  # int: measure

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "cards")
        self.tiles = RowsModel[Tile](TILES, key=_key)
        self.offers: Callable[[], Entries] | None = None  # what the chosen tile's menu holds
        self.setModel(self.tiles)
        self.painter = TilePainter(theme, self, self.tiles)
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

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a tile."""
        if self.offers is not None and menu_index(self, event).isValid():
            open_row_menu(self, event, self.offers())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between as many columns as fit."""
        room = self.viewport().width() - 2
        columns = max(room // scaled(TILE.width()), 1)
        cell = QSize(room // columns, scaled(TILE.height()))
        self.painter.cell = QSize(unscaled(cell.width()), TILE.height())
        self.setGridSize(cell)
        super().resizeEvent(event)

    def _on_opened(self, index: QModelIndex) -> None:
        self.open_requested.emit(self.tiles.row(index).measure.id)


class MultiplesView(QWidget):
    """The grid under its heading, the span of time, and the way back to one measure."""

    open_requested = Signal(object)  # int: measure
    back_requested = Signal()

    def __init__(self, bridge: Bridge, span: int) -> None:
        super().__init__()
        self.who = WhoFilter(bridge)
        self.header = Header("All measures", "worst first, the same time on every chart")
        self.span: Segments[int] = Segments(SPANS)
        self.span.choose(span)
        self.one = button("One at a time", "Back to one measure (Esc)")
        self.swap = button(AS_TABLE, "How every measure stands, as a table")
        self.header.add(self.who, self.span, self.swap, self.one)
        self.grid = TileGrid(bridge.theme)
        self.table = RowsTable("How every measure stands", COLUMNS, {}, (0, 1, 2, 3), key=_key)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.table)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.header)
        layout.addWidget(self.stack, 1)
        self.grid.offers = self.table.offers = self._offers
        self.swap.clicked.connect(self._on_swap)
        self.table.activated.connect(self._on_activated)
        self.grid.open_requested.connect(self.open_requested)
        self.one.clicked.connect(self.back_requested)

    @property
    def weeks(self) -> int | None:
        """How many weeks are asked for; None asks for everything."""
        return self.span.value or None

    def show_wall(self, wall: TileWall, hidden: int) -> None:
        """Show other values, and say how many measures are left out."""
        self.who.show_hidden(hidden)
        self.grid.painter.wall = wall
        self.grid.tiles.show(wall.tiles)
        self.table.show_rows(wall.tiles)
        if wall.tiles and not self.grid.currentIndex().isValid():
            self.grid.setCurrentIndex(self.grid.tiles.index(0, 0))
        self.grid.viewport().update()

    def _offers(self) -> Entries:
        """Return what can be done with the chosen measure, and with all of them."""
        return [
            MenuEntry("Open its chart\tEnter", self._open),
            None,
            MenuEntry(self.swap.text(), self.swap.click),
            MenuEntry(f"{self.one.text()}\tEsc", self.one.click),
        ]

    def _open(self) -> None:
        drawn = self.stack.currentWidget() is self.grid
        index = (self.grid if drawn else self.table).currentIndex()
        if tile := self.grid.tiles.row_or_none(index):
            self.open_requested.emit(tile.measure.id)

    def _on_swap(self) -> None:
        """Show the same as a table, or as charts again."""
        drawn = self.stack.currentWidget() is self.table
        self.stack.setCurrentWidget(self.grid if drawn else self.table)
        self.swap.setText(AS_TABLE if drawn else AS_CHARTS)

    def _on_activated(self, index: QModelIndex) -> None:
        self.open_requested.emit(self.table.rows.row(index).measure.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to one measure with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)
