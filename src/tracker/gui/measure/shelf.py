"""The shelf of ready-made measures: by area, under its question, found as letters are typed."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from tracker.app.measures.ready_made import ReadyMade, shelf
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.gui.theme import Theme, body_font

WHAT = Qt.ItemDataRole.UserRole
HEADING, ROW, PAD = 34, 46, 10
NONE = "No ready-made measure says that: word one of your own."
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Index = QModelIndex | QPersistentModelIndex


class ReadyMadeList(QWidget):
    """A field to type in over the list; Up and Down walk, Enter or a click takes."""

    chosen = Signal(object)  # ReadyMade

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._first: Area | None = None
        self.view = _Shelf(theme)
        self.filter = _Filter(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.filter)
        layout.addWidget(self.view, 1)
        self.setFocusProxy(self.filter)
        self.filter.textChanged.connect(self._show)
        self.filter.taken.connect(self._on_taken)
        self.view.taken.connect(self._on_taken)
        self.view.itemClicked.connect(self._on_taken)
        theme.changed.connect(self.view.viewport().update)
        self._show()

    def begin_with(self, area: Area | None) -> None:
        """Put an area first."""
        self._first = area
        self._show()

    @property
    def names(self) -> list[str]:
        """The names that are shown."""
        rows = (self.view.item(row).data(WHAT) for row in range(self.view.count()))
        return [one.name for one in rows if isinstance(one, ReadyMade)]

    def _show(self) -> None:
        self.view.clear()
        text = self.filter.text()
        for area, some in shelf(text, self._first):
            self.view.add(area, AREA_QUESTIONS[area], Qt.ItemFlag.NoItemFlags)
            for one in some:
                self.view.add(one, f"{one.name}. {one.definition}. {one.promised}")
        none = self.view.count() == 0
        if none:
            self.view.add(NONE, NONE, Qt.ItemFlag.NoItemFlags)
        self.filter.setAccessibleDescription(NONE if none else "")
        if text.strip():
            self.view.step(1)

    def _on_taken(self) -> None:
        one = self.view.currentIndex().data(WHAT)
        if isinstance(one, ReadyMade):
            self.chosen.emit(one)


class _Filter(QLineEdit):
    """Walks over the list while letters are typed."""

    taken = Signal()

    def __init__(self, view: _Shelf) -> None:
        super().__init__()
        self._view = view
        self.setPlaceholderText("Type to find one: answer, hours, mistakes …")
        self.setAccessibleName("Find a ready-made measure")
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with Up and Down, take with Enter; without a choice Enter is the window's."""
        if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self._view.step(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in ENTER and self._view.currentRow() >= 0:
            self.taken.emit()
        elif event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Shelf(QListWidget):
    """The rows; headings cannot be chosen."""

    taken = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "framed")
        self.setAccessibleName("Ready-made measures")
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setMinimumHeight(HEADING + 2 * ROW)
        self.setItemDelegate(_Painter(theme, self))

    def add(
        self, what: Area | ReadyMade | str, said: str, flags: Qt.ItemFlag | None = None
    ) -> None:
        """Add a row, and what a reader of the screen says of it."""
        item = QListWidgetItem()
        item.setData(WHAT, what)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        if isinstance(what, ReadyMade):
            item.setToolTip(f"“{what.impact}”\n{what.definition}")
        if flags is not None:
            item.setFlags(flags)
        self.addItem(item)

    def step(self, by: int) -> None:
        """Go to the next row that can be chosen."""
        row = self.currentRow() + by
        while 0 <= row < self.count():
            if self.item(row).flags() & Qt.ItemFlag.ItemIsSelectable:
                self.setCurrentRow(row)
                if row == 1:
                    self.scrollToTop()
                return
            row += by

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Enter: a list would hand it on to the window as well."""
        if event.key() in ENTER and self.currentRow() >= 0:
            self.taken.emit()
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Draws a question as a heading, a measure as two lines and its promise."""

    def __init__(self, theme: Theme, parent: QListWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._side = Qt.AlignmentFlag.AlignLeft

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or a measure."""
        return QSize(100, ROW if isinstance(index.data(WHAT), ReadyMade) else HEADING)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Each text reads its own way, on the side of the window: a mirrored ≥ would be a ≤.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        near = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._side = QStyle.visualAlignment(option.direction, near) | Qt.AlignmentFlag.AlignAbsolute
        what: Area | ReadyMade | str = index.data(WHAT)
        inner = option.rect.adjusted(PAD, 0, -PAD, 0)
        if isinstance(what, ReadyMade):
            self._ground(painter, option)
            self._measure(painter, option, inner, what)
        elif not isinstance(what, Area):
            self._write(painter, inner, what, ("second", 12, 400))
        else:
            low = inner.adjusted(0, 10, 0, 0)
            self._write(painter, low, AREA_QUESTIONS[what], ("text", 12, 600))
            used = QFontMetrics(body_font(12, 600)).horizontalAdvance(AREA_QUESTIONS[what]) + 8
            rest = QStyle.visualRect(option.direction, low, low.adjusted(used, 0, 0, 0))
            self._write(painter, rest, AREA_NAMES[what], ("third", 11, 400))
        painter.restore()

    def _measure(
        self, painter: QPainter, option: QStyleOptionViewItem, area: QRect, one: ReadyMade
    ) -> None:
        wide = QFontMetrics(body_font(12)).horizontalAdvance(one.promised)
        top = QRect(area.left(), area.top() + 5, area.width(), 18)
        promise = QRect(top.right() - wide, top.top(), wide + 1, 18)
        name = top.adjusted(0, 0, -wide - 12, 0)
        for place, text, look in (
            (name, one.name, ("text", 13, 500)),
            (promise, one.promised, ("second", 12, 400)),
            (top.translated(0, 18), one.definition, ("second", 11, 400)),
        ):
            self._write(painter, QStyle.visualRect(option.direction, area, place), text, look)

    def _write(self, painter: QPainter, area: QRect, text: str, look: tuple[str, int, int]) -> None:
        role, px, weight = look
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, self._side, shown)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self._theme.colour("accent") if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(2.5, 1.5, -2.5, -1.5), 6, 6)
