"""The list of conflicts and decisions: headings, and under each its rows on two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from tracker.gui.theme import Theme, body_font
from tracker.gui.widgets.few_lines import tip_of

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, int]
ROW = Qt.ItemDataRole.UserRole
PAD, HEAD, TALL = 10, 30, 46
LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A row: `key` None makes it a heading; the tone is said in the line as well."""

    title: str
    line: str = ""
    key: Key | None = None
    tone: str = "second"


class ChoicePainter(QStyledItemDelegate):
    """Draws headings small and rows with a title and a quiet line."""

    def __init__(self, theme: Theme, view: QListWidget) -> None:
        super().__init__(view)
        self._theme = theme
        theme.changed.connect(view.viewport().update)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a heading or of a row."""
        row: ChoiceRow = index.data(ROW)
        return QSize(120, TALL if row.key else HEAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw it in the theme's colours of the moment."""
        row: ChoiceRow = index.data(ROW)
        area: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = QStyle.visualAlignment(option.direction, LEFT) | Qt.AlignmentFlag.AlignAbsolute
        if row.key is None:
            cell = area.adjusted(PAD, 8, -PAD, 0)
            self._write(painter, cell, side, row.title, "third", 11, 600)
        else:
            self._ground(painter, option)
            inner = area.adjusted(PAD, 5, -PAD, -5)
            half = inner.height() // 2
            self._write(painter, inner.adjusted(0, 0, 0, -half), side, row.title, "text", 13, 500)
            self._write(painter, inner.adjusted(0, half, 0, 0), side, row.line, row.tone, 11)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if not chosen and not state & QStyle.StateFlag.State_MouseOver:
            return
        focus = chosen and option.widget.hasFocus()
        painter.setPen(self._theme.colour("accent") if focus else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent_wash" if chosen else "hover"))
        painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), 6, 6)

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        side: Qt.AlignmentFlag,
        text: str,
        role: str,
        px: int,
        weight: int = 400,
    ) -> None:
        font = body_font(px, weight)
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, side, shown)


class ChoiceList(QListWidget):
    """Up and Down choose; what is chosen is told by its key."""

    chosen = Signal(object)  # Key

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setItemDelegate(ChoicePainter(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("Conflicts and decisions")
        self.currentItemChanged.connect(self._on_current)

    @property
    def rows(self) -> list[ChoiceRow]:
        """What is listed, headings too."""
        return [self.item(at).data(ROW) for at in range(self.count())]

    @property
    def key(self) -> Key | None:
        """What is chosen."""
        if self.currentRow() < 0:
            return None
        row: ChoiceRow = self.item(self.currentRow()).data(ROW)
        return row.key

    def show_rows(self, rows: Sequence[ChoiceRow], key: Key | None) -> None:
        """Show these rows, and choose one of them quietly."""
        if list(rows) != self.rows:
            with QSignalBlocker(self):
                self.clear()
                for row in rows:
                    self.addItem(_item(row))
        self.choose(key)

    def choose(self, key: Key | None) -> None:
        """Put the cursor on a row without telling."""
        at = next((at for at, row in enumerate(self.rows) if row.key and row.key == key), -1)
        with QSignalBlocker(self):
            self.setCurrentRow(at)
        self.viewport().update()

    def _on_current(self, item: Any, _before: Any) -> None:
        if item is not None and item.data(ROW).key:
            self.chosen.emit(item.data(ROW).key)


def _item(row: ChoiceRow) -> QListWidgetItem:
    item = QListWidgetItem()
    item.setData(ROW, row)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{row.title}. {row.line}".strip(". "))
    if row.key is None:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    else:
        item.setToolTip(tip_of(f"{row.title}\n{row.line}"))
    return item
