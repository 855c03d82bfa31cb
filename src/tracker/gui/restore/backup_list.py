"""The list of backups: when each was made, how far it goes, whether it is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from tracker.app.backups.looking import BackupLook
from tracker.app.backups.shelf import Backup, BackupReason
from tracker.gui.restore.inspector import is_whole
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.painting import MEDIUM, CellPainter, ScaledDelegate, write_line
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.report.dates import moment_name
from tracker.report.text.backups import reach

ROW = 48
DAY, REACH = 48, 192  # where the columns begin
_REASONS = {
    BackupReason.HOURLY: "",
    BackupReason.ASKED: "made by hand",
    BackupReason.IMPORT: "before an import",
    BackupReason.RESTORE: "before a restore",
    BackupReason.UPGRADE: "before an upgrade",
}
Index = QModelIndex | QPersistentModelIndex


class BackupModel(QAbstractListModel):
    """Backups, the newest first, each with what was found in it once it was read through."""

    def __init__(self, clock: Callable[[], datetime], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._backups: list[Backup] = []
        self._looks: dict[Path, BackupLook] = {}

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show these."""
        self.beginResetModel()
        self._backups = list(backups)
        self.endResetModel()

    def take(self, look: BackupLook) -> None:
        """Say what was found in one of them."""
        self._looks[look.backup.path] = look
        if look.backup in self._backups:
            # What is said of one depends on the others: which is the newest, which the fullest.
            self.dataChanged.emit(self.index(0), self.index(len(self._backups) - 1))

    def backup(self, row: int) -> Backup | None:
        """Return the backup of a row."""
        return self._backups[row] if 0 <= row < len(self._backups) else None

    def row_of(self, backup: Backup) -> int:
        """Return the row of a backup, or -1."""
        return self._backups.index(backup) if backup in self._backups else -1

    def look(self, backup: Backup) -> BackupLook | None:
        """Return what was found in one, if it was read through."""
        return self._looks.get(backup.path)

    def newest_whole(self) -> Backup | None:
        """Return the newest backup that can be used."""
        return next((one for one in self._backups if is_whole(self.look(one))), None)

    def fuller(self) -> Backup | None:
        """Return the one with the most entries, where the newest has fewer.

        So it is where an older copy was put in the file's place, and backed up again since.
        """
        newest = self.newest_whole()
        whole = [one for one in self._backups if is_whole(self.look(one))]
        fullest = max(whole, key=self._entries, default=None)
        if newest is None or fullest is None or self._entries(fullest) <= self._entries(newest):
            return None
        return fullest

    def _entries(self, backup: Backup) -> int:
        look = self.look(backup)
        return look.contents.entries if look and look.contents else 0

    def lines(self, backup: Backup) -> tuple[str, str, str]:
        """Return when it was made, how far it goes, and whether it is whole."""
        look = self.look(backup)
        day = moment_name(backup.made_at, self._clock())
        if look is None:
            return day, "…", "being read through"
        if look.contents is None:
            why = look.trouble.title if look.trouble else "it cannot be read"
            why = why.replace(backup.path.name, "it")
            return day, f"Cannot be used: {why}", "does not open"
        said = ["opens and is whole"]
        said += [_REASONS[backup.reason]] if _REASONS[backup.reason] else []
        said += ["the newest good one"] if backup == self.newest_whole() else []
        newest = look.contents.newest
        goes = reach(newest and newest[1], look.contents.entries)
        if backup == self.fuller():
            goes = f"{goes}, the most"
        return day, goes, " · ".join(said)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row read aloud; what is painted is asked for by `lines`."""
        backup = self.backup(index.row())
        if backup is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(self.lines(backup))
        return str(backup.path) if role == Qt.ItemDataRole.ToolTipRole else None


class _BackupDelegate(ScaledDelegate):
    def __init__(self, theme: Theme, model: BackupModel) -> None:
        super().__init__(model)
        self._theme = theme
        self._model = model

    def usual_size(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines with air."""
        return QSize(320, ROW)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the mark, the day, and two lines about what is in it."""
        backup = self._model.backup(index.row())
        if backup is None:
            return
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        cells = CellPainter(painter, self._theme)
        cells.bar(area, "accent_wash" if chosen else "panel")
        cells.bar(QRect(area.left(), area.bottom(), area.width(), 1), "line")
        if chosen:
            edge = QRect(0, area.top(), 3, area.height())
            edge.moveLeft(area.right() - 2 if cells.mirrored else area.left())
            cells.bar(edge, "accent")
        look = self._model.look(backup)
        usable = is_whole(look)
        if look is not None:
            mark, role = ("check", "better") if usable else ("triangle-alert", "worse")
            cells.icon(cells.after(area, 16), mark, 16, role)
        self._write(cells, area, self._model.lines(backup), "text" if usable else "second")

    def _write(
        self, cells: CellPainter, area: QRect, lines: tuple[str, str, str], role: str
    ) -> None:
        day, far, second = lines
        painter, theme = cells.painter, self._theme
        column = cells.after(area, DAY)
        column.setWidth(REACH - DAY - 8)
        if cells.mirrored:
            column.moveRight(area.right() - DAY)
        write_line(painter, theme, column, day, role, 13, MEDIUM)
        rest = cells.after(area, REACH)
        rest = rest.adjusted(12, 0, 0, 0) if cells.mirrored else rest.adjusted(0, 0, -12, 0)
        write_line(painter, theme, rest.adjusted(0, 6, 0, -22), far, role)
        write_line(painter, theme, rest.adjusted(0, 25, 0, -6), second, "second", 11)


class BackupListView(QListView):
    """One row a backup; Enter and a double click come as Qt's own `activated`."""

    backup_selected = Signal(object)  # Backup

    def __init__(self, theme: Theme, model: BackupModel) -> None:
        super().__init__()
        self._backups = model
        self.setModel(model)
        self.setItemDelegate(_BackupDelegate(theme, model))
        self.setAccessibleName("Backups, newest first")
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what Enter does with a backup."""
        index = menu_index(self, event)
        if index.isValid():
            use = partial(self.activated.emit, index)
            open_row_menu(self, event, [MenuEntry("Use this backup\tEnter", use)])

    def fit(self, rows: int) -> None:
        """Be as high as so many rows; without any there is nothing to come to."""
        self.setFixedHeight(rows * scaled(ROW))
        self.setVisible(rows > 0)

    def select(self, backup: Backup) -> None:
        """Choose a backup."""
        row = self._backups.row_of(backup)
        if row >= 0:
            chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self._backups.index(row), chosen)

    @property
    def selected(self) -> Backup | None:
        """The backup that is chosen."""
        return self._backups.backup(self.currentIndex().row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the focus without choosing: Qt would choose the first row, whole or not."""
        if self.currentIndex().isValid():
            super().focusInEvent(event)
        else:
            QWidget.focusInEvent(self, event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that another one is chosen."""
        super().currentChanged(current, previous)
        if (backup := self._backups.backup(current.row())) is not None:
            self.backup_selected.emit(backup)
