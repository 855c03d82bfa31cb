"""Measures in a list, under their customers: what the list holds, and how keys move in it.

How a measure is drawn in the list beside a chart.

The card with all measures beside the chart; letters typed in it search.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from tracker.app.measures.lists import Listed
from tracker.domain.customer import Customer
from tracker.domain.measure import show_promise
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.painting import paint_spark
from tracker.gui.widgets.text import tip_of

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
Row = Customer | Listed


class MeasureModel(QAbstractListModel):
    """Customers as headings and their measures below them; `find` leaves out what does not fit."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._listed: list[Listed] = []
        self._sought = ""
        self.rows: list[Row] = []

    @property
    def measures(self) -> list[Listed]:
        """Every measure, also those that are left out now."""
        return self._listed

    def show(self, listed: Sequence[Listed]) -> None:
        """Show these measures; if they are the same ones, the place in the list is kept."""
        self._listed = list(listed)
        rows = self._fitting()
        if [_key(row) for row in rows] == [_key(row) for row in self.rows]:
            self.rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def show_one(self, listed: Listed) -> None:
        """Show one measure anew."""
        key = _key(listed)
        self._listed = [listed if _key(one) == key else one for one in self._listed]
        row = self.row_of(listed.measure.id)
        if row is not None:
            self.rows[row] = listed
            self.dataChanged.emit(self.index(row), self.index(row))

    def find(self, text: str) -> None:
        """Keep what holds every word in its own or its customer's name."""
        self._sought = text
        self.show(self._listed)

    def row_of(self, measure_id: int | None) -> int | None:
        """Return where a measure stands, if it is shown."""
        for at, row in enumerate(self.rows):
            if isinstance(row, Listed) and row.measure.id == measure_id:
                return at
        return None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count headings and measures."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one row."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name if isinstance(row, Customer) else row.measure.name
        if isinstance(row, Listed):
            if role == Qt.ItemDataRole.ToolTipRole:
                return tip_of(f"{row.measure.name}\n{row.customer.name}")
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{row.measure.name}, {row.customer.name}, {standing_words(row)}"
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only measures be chosen."""
        if index.isValid() and isinstance(self.rows[index.row()], Listed):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def _fitting(self) -> list[Row]:
        words = self._sought.casefold().split()
        rows: list[Row] = []
        customer = None
        for one in self._listed:
            said = f"{one.measure.name} {one.customer.name}".casefold()
            if all(word in said for word in words):
                if one.customer.id != customer:
                    customer = one.customer.id
                    rows.append(one.customer)
                rows.append(one)
        return rows


class MeasureView(QListView):
    """A list whose headings are passed over; Enter or a click opens a measure."""

    chosen = Signal(object)  # int: the measure that the cursor came to
    opened = Signal(object)  # int: the measure that was clicked or entered
    typed = Signal(object)  # str: letters typed, for a search

    def __init__(self, model: MeasureModel) -> None:
        super().__init__()
        self.measures = model
        self.setModel(model)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self._on_clicked)

    @property
    def current_id(self) -> int | None:
        """The measure that the cursor is on."""
        row = self.currentIndex().data(ROW_ROLE) if self.currentIndex().isValid() else None
        return row.measure.id if isinstance(row, Listed) else None

    def choose(self, measure_id: int | None) -> None:
        """Put the cursor on a measure, if it is shown."""
        row = self.measures.row_of(measure_id)
        if row is not None and self.current_id != measure_id:
            self.setCurrentIndex(self.measures.index(row))
        elif row is None:
            self.setCurrentIndex(NOWHERE)

    def step(self, by: int) -> None:
        """Go to the measure before (-1) or after (1)."""
        rows = [at for at, row in enumerate(self.measures.rows) if isinstance(row, Listed)]
        here = self.currentIndex().row()
        ahead = [at for at in rows if at > here] if by > 0 else [at for at in rows if at < here]
        if ahead:
            self.setCurrentIndex(self.measures.index(ahead[0] if by > 0 else ahead[-1]))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which measure the cursor came to."""
        super().currentChanged(current, previous)
        if (measure_id := self.current_id) is not None:
            self.chosen.emit(measure_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, go on with Left and Right, hand letters to the search."""
        key, measure_id = event.key(), self.current_id
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and measure_id is not None:
            self.opened.emit(measure_id)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right} and not event.modifiers():
            self.step(1 if key == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Hand what is typed to the search field."""
        self.typed.emit(search)

    def _on_clicked(self, index: QModelIndex) -> None:
        if isinstance(row := index.data(ROW_ROLE), Listed):
            self.opened.emit(row.measure.id)


def standing_words(one: Listed) -> str:
    """Say a measure's last value, its promise, and whether it was kept."""
    if not one.last:
        return "nothing logged yet"
    version = one.measure.on(one.period.end) if one.period else one.measure.now
    promise = show_promise(version, one.measure.scale)
    if one.kept is None:
        return f"last {one.last}"
    return f"last {one.last}, promise {promise} {'kept' if one.kept else 'not kept'}"


def _key(row: Row) -> tuple[int, int, str]:
    if isinstance(row, Listed):
        return 1, row.measure.id, row.measure.name
    return 0, row.id, row.name


HEADING, ROW = 30, 56
RADIUS, PAD = 6, 8
START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class MeasurePainter(QStyledItemDelegate):
    """Draws a measure as its name over its small trend."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a measure."""
        heading = isinstance(index.data(ROW_ROLE), Customer)
        return QSize(100, HEADING if heading else ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: Customer | Listed = index.data(ROW_ROLE)
        if isinstance(row, Customer):
            self._heading(painter, option.rect, row)
        else:
            self._ground(painter, option)
            self._measure(painter, option.rect.adjusted(PAD, 0, -PAD, 0), row)
        painter.restore()

    def _heading(self, painter: QPainter, area: QRect, customer: Customer) -> None:
        low = area.adjusted(PAD, 8, -PAD, 0)
        self._write(painter, low, customer.name, "second", 11, 600)

    def _measure(self, painter: QPainter, area: QRect, one: Listed) -> None:
        name = QRect(area.left(), area.top() + 4, area.width(), 20)
        self._write(painter, name, one.measure.name, "text", 12, 500)
        spark = QRectF(area.left() - 3, area.top() + 25, area.width() + 6, 26)
        if not one.last:
            self._write(painter, spark.toRect().adjusted(3, 0, 0, 0), "nothing logged", "third", 11)
        paint_spark(painter, self._theme, one.spark, spark)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        role: str,
        px: int = 13,
        weight: int = 400,
    ) -> None:
        """Write a line, ended with … where it has no room."""
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, START, shown)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focus = chosen and option.widget.hasFocus()
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
        area = QRectF(option.rect).adjusted(0.5, 1.5, -0.5, -1.5)
        painter.drawRoundedRect(area, RADIUS, RADIUS)


WIDTH = 212
MANY = 8


class SearchField(QLineEdit):
    """Down and Enter go on to what was found, Esc gives the search up."""

    def __init__(self, view: MeasureView) -> None:
        super().__init__()
        self._view = view
        self.setPlaceholderText("Find a measure")
        self.setAccessibleName("Find a measure")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between the search and what it found."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._view.current_id is None:
                self._view.step(1)
            self._view.setFocus()
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._view.setFocus()
        else:
            super().keyPressEvent(event)


class TrendList(QFrame):
    """Heading, search where there are many, and the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFixedWidth(WIDTH)
        self.model = MeasureModel(self)
        self.view = MeasureView(self.model)
        self.view.setItemDelegate(MeasurePainter(theme, self.view))
        self.view.setAccessibleName("Measures")
        self.search = SearchField(self.view)
        self.search.textChanged.connect(self._on_sought)
        self.view.typed.connect(self._on_typed)
        heading = QLabel("Measures")
        heading.setProperty("role", "heading")
        heading.setIndent(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 12, 8, 8)
        layout.setSpacing(6)
        self.all = QPushButton("Side by side")
        self.all.setProperty("tone", "link")
        self.all.setToolTip("All measures on one page, worst first (Ctrl+Alt+4)")
        head = QHBoxLayout()
        head.addWidget(heading, 1)
        head.addWidget(self.all)
        layout.addLayout(head)
        self.who = WhoFilter(small=True)
        self.who.chosen.connect(self._on_sifted)
        layout.addWidget(self.who)
        layout.addWidget(self.search)
        layout.addWidget(self.view, 1)
        self.pulse = QPushButton("Your pulse beside it")
        self.pulse.setProperty("tone", "link")
        self.pulse.setToolTip("Your energy and this measure on one time axis (Ctrl+Alt+5)")
        layout.addWidget(self.pulse)
        self.setFocusProxy(self.view)
        self._shown: int | None = None
        self._listed: Sequence[Listed] = ()

    def fill(self, listed: Sequence[Listed]) -> None:
        """Show these measures; the search stands there only where there are many."""
        self.search.setVisible(len(listed) > MANY)
        if len(listed) <= MANY:
            self.search.clear()
        self._listed = listed
        owners = (one.customer.id for one in listed if one.measure.id == self._shown)
        self.who.look([one.customer for one in listed], next(owners, None))
        self.model.show([one for one in listed if self.who.keeps(one.customer)])
        self.view.choose(self._shown)

    def fill_one(self, listed: Listed) -> None:
        """Show one measure anew."""
        key = listed.measure.id
        self._listed = [listed if one.measure.id == key else one for one in self._listed]
        self.model.show_one(listed)

    def choose(self, measure_id: int) -> None:
        """Put the cursor on a measure."""
        self._shown = measure_id
        self.view.choose(measure_id)

    def _on_sifted(self) -> None:
        self.fill(self._listed)

    def _on_sought(self, text: str) -> None:
        self.model.find(text)
        self.view.choose(self._shown)

    def _on_typed(self, letters: str) -> None:
        if self.search.isVisible():
            self.search.setFocus()
            self.search.insert(letters)
        else:
            QListView.keyboardSearch(self.view, letters)
