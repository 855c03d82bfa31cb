"""The restore window: what happened, the good news, the backups, and what one of them holds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from tracker.app.backups.looking import BackupLook, FileNow
from tracker.app.backups.shelf import (
    Backup,
    BackupShelf,
    data_files_in,
    newest_first,
    same_disk,
)
from tracker.domain.backup import Difference
from tracker.domain.errors import TrackerError
from tracker.gui.accessible.tabbing import TabsAsRead
from tracker.gui.icons import icon
from tracker.gui.restore.backup_list import BackupListView, BackupModel
from tracker.gui.restore.details import BackupDetails
from tracker.gui.restore.inspector import BackupInspector, LostRows, is_whole
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.rows import rule
from tracker.gui.widgets.text import ElidedLabel, button, label, link, show_text
from tracker.report.text.backups import (
    INSIDE_LINE,
    INSIDE_TITLE,
    kept_as,
    restore_promise,
    trouble_title,
    whole_disk,
)
from tracker.report.wording import by_number

FIRST = 7  # shown before the older ones are asked for
NARROWEST, WIDEST = 380, 480
SIGN = QSize(28, 28)
KEYS = "↑ ↓ another backup · Enter use it · Esc leaves everything as it was"


class RestoreRequest:
    """What a person chose: a backup, or one `customer` of it; what to bring along of the file."""

    def __init__(
        self, backup: Backup, now: FileNow | None, lost: list[Difference], customer: str = ""
    ) -> None:
        self.backup, self.now, self.lost = backup, now, lost
        self.customer = customer


class RestoreWindow(TabsAsRead, QMainWindow):
    """Opened by trouble (`error`), or from the menu (no error): then the file is whole."""

    restore_requested = Signal(object)  # RestoreRequest
    salvage_requested = Signal()
    open_requested = Signal()
    new_requested = Signal()
    closed = Signal()

    def __init__(
        self,
        shelf: BackupShelf,
        theme: Theme,
        clock: Callable[[], datetime],
        error: TrackerError | None = None,
    ) -> None:
        super().__init__()
        theme.dress(self)
        self._shelf, self._clock, self._error = shelf, clock, error
        self._missing = not shelf.data.exists()
        self._chose = self._done = False
        self._lost: dict[Path, LostRows] = {}
        self._all: list[Backup] = []
        self.setWindowTitle("Restore – Impact Tracker")
        self.setMinimumSize(720, 450)
        self.resize(1280, 800)
        self.title = label(role="title", wrap=True)
        self.sentence = label(role="quiet", wrap=True)
        self.problem = label(role="error", wrap=True)
        self.problem.hide()
        self.model = BackupModel(clock, self)
        self.list = BackupListView(theme, self.model)
        self.details = BackupDetails(theme, clock, whole=error is None)
        self.inspector = BackupInspector(shelf, self)
        self._make_ways(theme)
        self._lay_out(theme)
        self.list.backup_selected.connect(self._on_selected)
        self.list.activated.connect(self._on_use)
        self.list.installEventFilter(self)
        self.details.use_requested.connect(self._on_use)
        self.details.customer_requested.connect(self._on_customer)
        self.inspector.looked.connect(self._on_looked)
        self.inspector.ended.connect(self._on_ended)
        self.inspector.compared.connect(self._on_compared)
        QShortcut(QKeySequence("Ctrl+Q"), self).activated.connect(QApplication.closeAllWindows)
        self._begin(shelf.all(clock()))

    def show_error(self, error: TrackerError) -> None:
        """Say why what was asked for could not be done; nothing was changed."""
        show_text(self.problem, error.sentence)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the threads end, and say that the person left."""
        self.inspector.stop()
        event.accept()
        if not self._done:
            self._done = True
            self.closed.emit()

    def finish(self) -> None:
        """Close without a word: what was wished for is done."""
        self._done = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter in the list use the backup: not every style calls that an activation."""
        enter = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            used = event.key() in enter
            if used:
                self._on_use()
            return used
        return super().eventFilter(watched, event)

    def _begin(self, backups: list[Backup]) -> None:
        self._all = backups
        self._show_list(everything=False)
        size = whole_disk(
            sum(one.size for one in backups), same_disk(self._shelf.folder, self._shelf.data)
        )
        self.place.show_text(size if backups else "")
        self._show_state(looking=bool(backups))
        self.list.setFocus()
        if backups:
            self.inspector.look(backups)
        else:
            self._show_nothing()

    def _show_list(self, *, everything: bool) -> None:
        shown = self._all if everything else self._all[:FIRST]
        self.model.show_backups(shown)
        older = len(self._all) - len(shown)
        self.older.setText(by_number(older, "Show 1 older backup", f"Show {older} older backups"))
        self.older.setVisible(older > 0)
        self.list.fit(min(len(shown), 9))
        self.none.setVisible(not shown)

    def _show_state(self, *, looking: bool) -> None:
        """Say what happened and which backup is whole."""
        if self._error is None:
            self.title.setText(INSIDE_TITLE)
            self.sentence.setText(INSIDE_LINE)
            return
        whole = self.model.newest_whole()
        newest = whole.made_at if whole else None
        any_at_all = looking or bool(self._all)
        self.title.setText(trouble_title(self._missing, newest, self._clock(), looking, any_at_all))
        kept = "" if self._missing else kept_as(self._shelf.data, self._clock())
        self.sentence.setText(f"{self._error.sentence} {kept}".strip())

    def _show_nothing(self) -> None:
        """Where no backup will do, what can be read of the file is the one thing to do."""
        self.details.hide()
        self._columns.setAlignment(Qt.AlignmentFlag.AlignLeft)
        if not self._missing and self._error is not None:
            self.salvage.setProperty("tone", "accent")
            self.salvage.style().unpolish(self.salvage)
            self.salvage.style().polish(self.salvage)
            self.salvage.setFocus()

    def _choose(self, backup: Backup) -> None:
        self._chose = True
        self.list.select(backup)

    def _on_looked(self, look: BackupLook) -> None:
        self.model.take(look)
        newest = self.model.newest_whole()
        if not self._chose and newest is not None:
            self._choose(newest)
            self._show_state(looking=True)
        elif self.list.selected == look.backup:
            self._on_selected(look.backup)

    def _on_ended(self) -> None:
        self._show_state(looking=False)
        if self.model.newest_whole() is None:
            older = next((one for one in self._all if is_whole(self.model.look(one))), None)
            if older is not None:
                self._show_list(everything=True)
                self._choose(older)
                self._show_state(looking=False)
            else:
                self._show_nothing()

    def _on_selected(self, backup: Backup) -> None:
        self._chose = True
        look = self.model.look(backup)
        self.problem.hide()
        self.details.show()
        self.details.show_backup(look, backup.made_at, restore_promise(self._kind))
        if not is_whole(look):
            return
        if backup.path in self._lost:
            self.details.show_lost(self._lost[backup.path])
        else:
            self.inspector.compare(backup)

    def _on_compared(self, found: LostRows) -> None:
        self._lost[found.backup.path] = found
        if self.list.selected == found.backup:
            self.details.show_lost(found)

    def _on_use(self) -> None:
        backup = self.list.selected
        if backup is None or not is_whole(self.model.look(backup)):
            return
        found = self._lost.get(backup.path)
        bring = found.lost or [] if found and self.details.brings else []
        self.restore_requested.emit(RestoreRequest(backup, self.inspector.now, bring))

    def _on_customer(self, name: str) -> None:
        if (backup := self.list.selected) is not None:
            self.restore_requested.emit(RestoreRequest(backup, None, [], name))

    @property
    def _kind(self) -> str:
        return "missing" if self._missing else "damaged" if self._error else "whole"

    def _on_older(self) -> None:
        self._show_every()
        self.list.setFocus()

    def _show_every(self) -> None:
        chosen = self.list.selected
        self._show_list(everything=True)
        if chosen is not None:
            self.list.select(chosen)

    def _on_elsewhere(self) -> None:
        """Ask for a folder whose backups are to be listed, too."""
        dialog = QFileDialog(self, "Look for backups in")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.look_in)
        dialog.open()

    def look_in(self, name: str) -> None:
        """List what lies in a folder as well, whatever the files are called."""
        known = {self._shelf.data, *(one.path for one in self._all)}
        found = [one for one in data_files_in(Path(name)) if one.path not in known]
        if not found:
            show_text(self.problem, f"There is no backup in {name}. Choose another folder.")
            return
        self.problem.hide()
        self._all = newest_first([*self._all, *found], self._clock())
        self._show_every()
        self.inspector.look(found)

    def _on_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._shelf.data.parent)))

    def _make_ways(self, theme: Theme) -> None:
        trouble = self._error is not None
        self.other = button("Open another file…", auto_default=False)
        self.other.setVisible(trouble)
        self.other.clicked.connect(self.open_requested)
        self.quit = button("Quit" if trouble else "Close without restoring", auto_default=False)
        self.quit.clicked.connect(self.close)
        self.older = link()
        self.older.clicked.connect(self._on_older)
        self.elsewhere = link("Look in another folder…")
        self.elsewhere.clicked.connect(self._on_elsewhere)
        self.salvage = link("Save what can still be read of the damaged file")
        self.salvage.clicked.connect(self.salvage_requested)
        self.salvage.setVisible(trouble and not self._missing)
        self.folder = link("Show them in their folder", picture=icon(theme, "folder", "accent"))
        self.folder.clicked.connect(self._on_folder)
        self.new = link("Start with a new file…")
        self.new.clicked.connect(self.new_requested)
        self.new.setVisible(trouble)
        self.details.bring.setChecked(trouble)

    def _lay_out(self, theme: Theme) -> None:
        body = QWidget()
        body.setProperty("role", "plain")
        layout = QVBoxLayout(body)
        layout.setContentsMargins(48, 32, 48, 16)
        layout.setSpacing(16)
        layout.addLayout(self._head(theme))
        layout.addWidget(self.problem)
        columns = self._columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._left(), 2, Qt.AlignmentFlag.AlignTop)
        columns.addWidget(self.details, 3, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(columns)
        layout.addLayout(self._foot())
        layout.addStretch(1)
        area = QScrollArea()
        area.setAccessibleName("Backups, and what is in them")
        area.setWidgetResizable(True)
        area.setWidget(body)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(_status_line())
        self.setCentralWidget(whole)

    def _head(self, theme: Theme) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        if self._error is not None:
            picture = QLabel()
            picture.setFixedSize(SIGN)
            picture.setPixmap(icon(theme, "triangle-alert", "worse").pixmap(SIGN))
            row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.title)
        words.addWidget(self.sentence)
        row.addLayout(words, 1)
        row.addSpacing(48)
        for way in (self.other, self.quit):
            row.addWidget(way, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _left(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(scaled(NARROWEST))
        card.setMaximumWidth(scaled(WIDEST))
        self.place = ElidedLabel(role="hint")
        self.none = label("There is no backup here.", "hint")
        self.none.setContentsMargins(16, 12, 16, 12)
        self.place.setAlignment(Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.addWidget(label("Backups, newest first", "heading"))
        head.addWidget(self.place, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.addWidget(self.older)
        foot.addStretch(1)
        foot.addWidget(self.elsewhere)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(1, 0, 1, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(rule())
        layout.addWidget(self.list)
        layout.addWidget(self.none)
        layout.addLayout(foot)
        return card

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        if self._error is not None:
            row.addWidget(label("No backup will do?", "hint"))
        for way in (self.salvage, self.folder, self.new):
            row.addWidget(way)
        row.addStretch(1)
        return row


def _status_line() -> QWidget:
    line = QWidget()
    line.setProperty("role", "statusline")
    line.setFixedHeight(scaled(28))
    row = QHBoxLayout(line)
    row.setContentsMargins(24, 0, 24, 0)
    row.addWidget(label("Nothing was changed yet", "small"))
    row.addStretch(1)
    row.addWidget(label(KEYS, "small"))
    return line
