"""One open file and its window; opening another file ends this one and starts the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QWidget

from tracker.app.settings import Settings
from tracker.app.tracker import Tracker
from tracker.domain.errors import TrackerError, missing
from tracker.domain.period import check_clock
from tracker.gui.bridge import Bridge, FirstPaint
from tracker.gui.jobs import Garbage
from tracker.gui.shell.care import Caretaker
from tracker.gui.shell.ending import SpareDemo
from tracker.gui.shell.errors import ExceptionHandler
from tracker.gui.shell.window import MainWindow
from tracker.gui.theme import Theme
from tracker.store.database import File

if TYPE_CHECKING:
    from tracker.app.backups.shelf import BackupShelf
    from tracker.gui.shell.error_dialog import ErrorDialog
    from tracker.gui.shell.keeper import BackupKeeper
    from tracker.gui.shell.rescue import Rescue, RestoredBy

A_MINUTE, LATEST = 60_000, 10_000  # ms


class Session(QObject):
    """Answers every wish of the window that is about files."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        handler: ExceptionHandler,
        clock: Callable[[], datetime] = datetime.now,
        *,
        backups: bool = True,
        remembers: bool = True,
    ) -> None:
        super().__init__()
        self._backups, self._remembers = backups, remembers
        self._theme, self._settings = theme, settings
        self._handler, self._clock = handler, clock
        self._spare = SpareDemo()
        self.window: MainWindow | None = None
        self.first_paint: FirstPaint | None = None
        self._care: Caretaker | None = None
        self._keeper: BackupKeeper | None = None
        self._made_rescue: Rescue | None = None
        self._restored: RestoredBy | None = None
        self._released: Path | None = None
        self._wanted: tuple[Path, bool] | None = None  # what a start was to open
        self._trouble: ErrorDialog | None = None  # held: no window is its parent
        self.bridge: Bridge | None = None
        self._pulse = QTimer(self, interval=A_MINUTE)
        self._pulse.timeout.connect(self._on_minute)
        self._garbage = Garbage(self, self._is_busy)

    def begin(self, path: Path, *, there: bool = False) -> None:
        """Open the first file; one that must be `there`, or has backups, is not made anew."""
        self._wanted = path, there
        if not path.exists() and (there or self._shelf(path).all()):
            raise missing(path)
        self.start(path)

    def start(self, path: Path) -> None:
        """Open a file in a window; raises `FileTrouble` with nothing changed."""
        check_clock(self._clock().date())
        tracker = Tracker(path, keep=self._keep_as_it_was)
        self.end()
        self.bridge = Bridge(tracker, self._theme, self._settings, self._clock, self)
        self.bridge.judging_anew = True  # until it is known that nothing is to be
        self.window = window = MainWindow(self.bridge)
        window.setWindowTitle(f"{path.stem} – Impact Tracker")
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        self._offer(window)
        self._care = Caretaker(self.bridge)
        self._care.speak_in(window)
        self._handler.failed.connect(window.show_error)
        self._handler.crashed.connect(window.report)
        window.restore()
        window.show_page("week")
        window.show()
        self._close_trouble()  # after it: when the last window closes, the program ends
        if self._made_rescue:
            self._made_rescue.close()
        self._pulse.start()
        # The first entry should not wait for sqlite-utils, nor should the first paint.
        self.first_paint = FirstPaint(window)
        self.first_paint.painted.connect(self._when_painted, Qt.ConnectionType.QueuedConnection)
        # A window may start minimised, and not be painted.
        QTimer.singleShot(LATEST, self._garbage.begin)

    def _offer(self, window: MainWindow) -> None:
        """Let the window carry out what is about files."""
        window.offer(
            {
                "new_file": self.new_file,
                "open_file": self.open_file,
                "open_demo": self.open_demo,
                "import_csv": self.import_csv,
                "export": self.export,
                "quick_note": self.quick_note,
                **window.navigator.commands(),
                "show_keys": self.show_keys,
                "show_about": self.show_about,
                "back_up": self.back_up,
                "bring_back": self.bring_back,
                "close": QApplication.closeAllWindows,
            }
        )
        window.navigator.folder_requested.connect(self.show_folder)
        window.navigator.backup_requested.connect(self.back_up)
        window.navigator.sample_requested.connect(self.open_demo)
        window.navigator.import_requested.connect(self.import_csv)
        window.navigator.restore_requested.connect(self.bring_back)
        window.notice.restore_requested.connect(self.bring_back)
        window.notice.back_requested.connect(self.take_back)

    def _is_busy(self) -> bool:
        return self.bridge is not None and self.bridge.jobs.busy

    def _when_painted(self) -> None:
        self._garbage.begin()
        self._theme.hear_contrast()
        if self.bridge is None or self.window is None:
            return
        from tracker.gui.shell.habits import FileDrop
        from tracker.gui.shell.rejudging import judge_anew

        FileDrop(self.window).file_dropped.connect(self._on_import)
        judge_anew(self.bridge, self.window)
        if self._care:
            self._care.begin()
        if self._backups and not self._is_spare(self.bridge.tracker.path):
            from tracker.gui.remind.window import WindowReminder
            from tracker.gui.shell.keeper import BackupKeeper

            notice, failed = self.window.notice, self.window.show_error
            WindowReminder(self.bridge, self.window, notice.tell, notice.take_back, failed)
            self._keeper = BackupKeeper(self.bridge)
            self._keeper.begin(self.window.menus.offers)
        if self._remembers and (path := self.bridge.tracker.path) and not self._is_spare(path):
            from tracker.gui.shell.recent import RecentFiles

            RecentFiles(self._settings, self.window, path, self.choose)

    @property
    def front(self) -> QWidget | None:
        """What stands before the person: the window, or why there is none."""
        return self.window or self._trouble

    def start_with_error(self, error: TrackerError, path: Path | None = None) -> None:
        """Say why the file did not open, and offer its backups, or others where none would help."""
        if path is not None and self._rescue.helps(self._shelf(path)):
            self._open_rescue(path, error)
            return
        from tracker.gui.shell.error_dialog import ErrorDialog

        dialog = ErrorDialog(error, self._theme, again=self._wanted is not None)
        dialog.again_requested.connect(self._try_again)
        dialog.open_requested.connect(self.open_file)
        dialog.new_requested.connect(self.new_file)
        dialog.rejected.connect(self._on_abandoned)
        self._handler.failed.connect(dialog.show_error)
        self._trouble = dialog
        dialog.open()

    def _try_again(self) -> None:
        """Open what did not open: its trouble may be mended by now."""
        if self._wanted:
            self._switch(*self._wanted)

    def _close_trouble(self) -> None:
        if self._trouble:
            dialog, self._trouble = self._trouble, None
            self._handler.failed.disconnect(dialog.show_error)
            dialog.accept()
            dialog.deleteLater()

    def _on_abandoned(self) -> None:
        if self.window is not None:
            return
        if self._released is not None:  # what was asked for failed: the file is as it was
            path, self._released = self._released, None
            self.start(path)
        else:
            QApplication.quit()

    def keep_written(self) -> None:
        """Keep what is being typed and written, wherever that is; everything stays open."""
        if self.window:
            self.window.keep_written()
        if self.bridge:
            self.bridge.keep_requested.emit()

    def end(self) -> None:
        """Let the open file go."""
        self._pulse.stop()
        self.keep_written()
        if self.bridge:
            self.bridge.closing.emit()
            self.bridge.jobs.stop_all()
        if self._care:
            self._care.end()
            self._care = None
        if self.window:
            self._handler.failed.disconnect(self.window.show_error)
            self._handler.crashed.disconnect(self.window.report)
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        if self._keeper:
            self._keeper.end()
            self._keeper = None
        if self.bridge:
            self.bridge.tracker.close()
            self.bridge.deleteLater()
            self.bridge = None

    def close(self) -> None:
        """Let everything go, the throw-away sample data too."""
        self.end()
        self._spare.remove()

    def back_up(self) -> None:
        """Make a backup now."""
        if self._keeper:
            self._keeper.make()

    def bring_back(self) -> None:
        """Show the backups of the open file."""
        if self.bridge and (path := self.bridge.tracker.path):
            self._open_rescue(path, self.bridge.tracker.file.damage)

    def take_back(self) -> None:
        """Undo the restore that opened this file."""
        if (done := self._restored) is None:
            return
        self.end()
        try:
            self._rescue.take_back(done.file, done.shelf)
            self.start(done.shelf.data)
        except TrackerError as error:
            self.start_with_error(error, done.shelf.data)

    def demo_file(self) -> Path:
        """Return a throw-away file filled with sample data."""
        return self._spare.make(self._clock().date())

    def new_file(self) -> None:
        """Ask where a new file shall lie."""
        from tracker.gui.shell.recent import ask_for_new_file

        ask_for_new_file(self.window, self._settings, self.choose)

    def open_file(self) -> None:
        """Ask which file to open."""
        self._ask("Open file", self.choose)

    def open_demo(self) -> None:
        """Open sample data; the person's own file stays as it is."""
        self._switch(self.demo_file())

    def import_csv(self) -> None:
        """Ask which file to bring in, or go on with the one that is not taken in yet."""
        from tracker.gui.bring_in.whole import TABLES

        if not self.window or not self.window.navigator.go_on_importing():
            self._ask("Import a file", self._on_import, TABLES)

    def export(self) -> None:
        """Ask what of everything logged to write, and where."""
        from tracker.gui.shell.export_dialog import ExportDialog

        if self.bridge and self.window:
            self._show(ExportDialog(self.bridge, self.window, self._settings))

    def show_keys(self) -> None:
        """Show every key there is."""
        from tracker.gui.shell.help import KeysDialog

        self._show(KeysDialog(self.window))

    def quick_note(self) -> None:
        """Take a note, about the customer whose page is open."""
        from tracker.gui.notes.quick_note import QuickNoteDialog

        if self.bridge and self.window:
            self._show(QuickNoteDialog(self.bridge, self.window, self.window.customer_in_view()))

    def show_about(self) -> None:
        """Say what this is, which version, and where the data lies."""
        from tracker.gui.shell.help import AboutDialog

        if self.bridge:
            self._show(AboutDialog(self.bridge, self.window))

    def show_folder(self) -> None:
        """Open the folder that holds the data file."""
        if self.bridge and self.bridge.tracker.path:
            folder = QUrl.fromLocalFile(str(self.bridge.tracker.path.parent))
            QDesktopServices.openUrl(folder)

    def _on_minute(self) -> None:
        if self.bridge:
            self.bridge.check_date()
        if self._care:
            self._care.look()

    def choose(self, name: str) -> None:
        """Open the file that was chosen."""
        self._switch(Path(name))

    def _on_import(self, name: str) -> None:
        from tracker.gui.bring_in.whole import take_whole_file

        path, bridge, window = Path(name), self.bridge, self.window
        if bridge and window and not bridge.busy and not take_whole_file(bridge, path):
            window.navigator.bring_in_file(path)

    def _switch(self, path: Path, there: bool | None = None) -> None:
        """Open another file; if that fails, this one stays open, and backups of it are offered."""
        if self.bridge and self.bridge.tracker.path == path.absolute():
            return
        try:
            if there is None:
                self.start(path)
            else:
                self.begin(path, there=there)
        except TrackerError as error:
            if not self._rescue.helps(self._shelf(path)):
                raise
            self._open_rescue(path, error)

    @property
    def _rescue(self) -> Rescue:
        """What answers the restore window, loaded when there is need of it."""
        if self._made_rescue is None:
            from tracker.gui.shell.rescue import Rescue

            rescue = self._made_rescue = Rescue(
                self._theme, self._clock, self._keep_as_it_was, self
            )
            rescue.release_requested.connect(self._on_release)
            rescue.restored.connect(self._on_restored)
            rescue.abandoned.connect(self._on_abandoned)
            rescue.open_requested.connect(self.open_file)
            rescue.new_requested.connect(self.new_file)
        return self._made_rescue

    def _open_rescue(self, path: Path, error: TrackerError | None) -> None:
        self._close_trouble()
        self._handler.failed.connect(self._rescue.show_error, Qt.ConnectionType.UniqueConnection)
        self._rescue.open(self._shelf(path), error, self.bridge)

    def _on_release(self) -> None:
        if self.bridge:
            self._released = self.bridge.tracker.path
        self.end()

    def _on_restored(self, done: RestoredBy) -> None:
        self._released = None
        self.start(done.shelf.data)
        self._restored = done
        if self.window:
            self.window.notice.offer_back(done.sentence)

    def _shelf(self, path: Path) -> BackupShelf:
        from tracker.app.backups.shelf import chosen_shelf

        return chosen_shelf(path, self._settings)

    def _keep_as_it_was(self, path: Path, file: File) -> Path:
        """Make a backup of a file of an older version before it is brought up to date."""
        from tracker.app.backups.shelf import BackupReason

        return self._shelf(path).make(self._clock(), BackupReason.UPGRADE, file).backup.path

    def _is_spare(self, path: Path | None) -> bool:
        """Say whether a file is the throw-away sample data."""
        return path is None or self._spare.is_at(path)

    def _ask(self, title: str, answer: Callable[[str], None], kinds: str = "") -> None:
        from tracker.gui.shell.recent import ask_for_file

        ask_for_file(self.window, title, answer, kinds)

    def _show(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
