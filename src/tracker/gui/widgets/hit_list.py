"""What a search found: on each row its title, what and when it is, and the words around the hit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate

from tracker.app.queries.search import Hit
from tracker.gui.icons import paint_icon
from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.few_lines import tip_of
from tracker.gui.widgets.hit_words import about, kind_of, said_of, title_of
from tracker.gui.widgets.marked_text import paint_marked

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
HIT_ROLE = Qt.ItemDataRole.UserRole
HEIGHT, PAD, ICON, LINE, GAP = 52, 10, 16, 18, 10
TEXT_LEFT = PAD + ICON + GAP


class HitModel(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Hit] = ()

    def show(self, rows: Sequence[Hit]) -> None:
        """Show these rows."""
        if rows != self.rows:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Answer a role for one row."""
        if not index.isValid():
            return None
        hit = self.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return title_of(hit).text
            case Qt.ItemDataRole.ToolTipRole:
                said = f"{title_of(hit).text}\n{about(hit)}\n{hit.snippet.text}"
                return tip_of(f"{said}\nStays in this file" if hit.private else said)
            case Qt.ItemDataRole.AccessibleTextRole:
                return said_of(hit)
            case Qt.ItemDataRole.UserRole:
                return hit
        return None


class HitPainter(QStyledItemDelegate):
    """Draws a row in the theme's colours of the moment."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, option: Any, _index: Index) -> QSize:
        """Return the one height of a row."""
        return QSize(option.rect.width(), HEIGHT)

    def paint(self, painter: QPainter, option: Any, index: Index) -> None:
        """Draw it."""
        hit: Hit = index.data(HIT_ROLE)
        area: QRect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = bool(state & QStyle.StateFlag.State_Selected) and option.widget.hasFocus()
        if focus or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent_wash" if focus else "hover"))
            painter.drawRoundedRect(QRectF(area).adjusted(1, 0.5, -1, -0.5), 6, 6)
        icon = QRect(area.left() + PAD, area.top() + 9, ICON, ICON)
        box = QStyle.visualRect(option.direction, area, icon)
        paint_icon(painter, self._theme, kind_of(hit).icon, QRectF(box), "second")
        self._texts(painter, option, hit)
        painter.restore()

    def _texts(self, painter: QPainter, option: Any, hit: Hit) -> None:
        area, side = option.rect, option.direction
        wide = area.width() - TEXT_LEFT - PAD
        top = QRect(area.left() + TEXT_LEFT, area.top() + 7, wide, LINE)
        small = body_font(11)
        painter.setFont(small)
        beside = min(painter.fontMetrics().horizontalAdvance(about(hit)) + 2, wide // 2)
        lock = ICON if hit.private else 0
        title = top.adjusted(0, 0, -(beside + lock + GAP), 0)
        right = QRect(top.right() + 1 - beside, top.top(), beside, LINE)
        one, place = title_of(hit), QStyle.visualRect(side, area, title)
        look = (body_font(13, 500), "text")
        paint_marked(painter, self._theme, place, (one.text, one.marks), look, side)
        place = QStyle.visualRect(side, area, right)
        paint_marked(painter, self._theme, place, (about(hit), ()), (small, "second"), side)
        if hit.private:
            box = QRect(right.left() - ICON, top.top() + 3, 12, 12)
            box = QStyle.visualRect(side, area, box)
            paint_icon(painter, self._theme, "lock", QRectF(box), "third")
        place = QStyle.visualRect(side, area, top.translated(0, LINE + 2))
        said, look = hit.snippet, (body_font(12), "second")
        paint_marked(painter, self._theme, place, (said.text, said.marks), look, side)


class HitList(QListView):
    """Enter or a click opens a hit; Up from the first goes back, and so does typing."""

    opened = Signal(object)  # Hit
    left = Signal(object)  # str: what was typed, to be typed in the field

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.hits = HitModel()
        self.setModel(self.hits)
        self.setItemDelegate(HitPainter(theme, self))
        self.setAccessibleName("What was found")
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._on_clicked)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show other hits, from the first."""
        self.hits.show(hits)
        if hits:
            self.setCurrentIndex(self.hits.index(0))
            self.scrollToTop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a hit, or go back to the field."""
        hit = self.currentIndex().data(HIT_ROLE)
        typed = event.text()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(hit, Hit):
            self.opened.emit(hit)
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left.emit("")
        elif typed.isprintable() and typed and not event.modifiers() & _COMMANDS:
            self.left.emit(typed)
        else:
            super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        hit = index.data(HIT_ROLE)
        if isinstance(hit, Hit):
            self.opened.emit(hit)


_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
