"""Which file is to be opened: asked for, or chosen among those that were open lately."""

from __future__ import annotations

import logging
from collections.abc import Callable
from itertools import count
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from tracker.app.settings import Settings
from tracker.domain.errors import TrackerError, missing
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.save_dialog import last_folder
from tracker.gui.widgets.text import plain

DATA_FILES = "Impact Tracker files (*.db *.impact);;All files (*)"
MOST = 8  # files in the menu
log = logging.getLogger(__name__)
NEW_NAME = "impact-new"


def ask_for_file(
    over: QWidget | None, title: str, answered: Callable[[str], None], kinds: str = ""
) -> None:
    """Ask for a file that is there, a data file where no `kinds` are named."""
    dialog = QFileDialog(over or QApplication.activeWindow(), title, "", kinds or DATA_FILES)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, answered)


def ask_for_new_file(
    over: QWidget | None, settings: Settings, answered: Callable[[str], None]
) -> None:
    """Ask where a new data file shall lie: by a name of its own, where something was saved last."""
    folder = last_folder(settings)
    dialog = QFileDialog(over or QApplication.activeWindow(), "New file", folder, DATA_FILES)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("db")
    dialog.selectFile(free_name(Path(folder)))
    _open(dialog, answered)


def free_name(folder: Path) -> str:
    """Return a name for a data file that is not there yet."""
    names = (f"{NEW_NAME}{f'-{number}' if number > 1 else ''}.db" for number in count(1))
    return next(name for name in names if not (folder / name).exists())


def _open(dialog: QFileDialog, answered: Callable[[str], None]) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(answered)
    dialog.open()


class RecentFiles(QObject):
    """The files that were open lately, newest first, in the File menu; `path` is open now."""

    file_requested = Signal(object)  # str: its path; it is there

    def __init__(
        self, settings: Settings, window: MainWindow, path: Path, choose: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self.file_requested.connect(choose)
        self._settings, self._open = settings, path.absolute()
        self.menu = QMenu("Open &recent", window)
        self.menu.aboutToShow.connect(self._fill)
        self.menu.triggered.connect(self._on_chosen)
        before = window.menus.actions["open_demo"]
        file_menu = window.menuBar().actions()[0].menu()
        if isinstance(file_menu, QMenu):
            file_menu.insertMenu(before, self.menu)
        self._remember()
        self._fill()

    def _remember(self) -> None:
        said = str(self._open)
        recent = [said, *(one for one in self._settings.now.recent_files if one != said)]
        try:
            self._settings.change(last_file=said, recent_files=recent[:MOST])
        except TrackerError as error:  # nothing that a person asked for has failed
            log.warning("%s", error.sentence)

    def _fill(self) -> None:
        self.menu.clear()
        others = [one for one in self._settings.now.recent_files if one != str(self._open)]
        for at, one in enumerate(others, start=1):
            path = Path(one)
            action = self.menu.addAction(f"&{at} {plain(f'{path.name} in {path.parent}')}")
            action.setData(one)
        self.menu.menuAction().setEnabled(bool(others))

    def _on_chosen(self, action: QAction) -> None:
        path = Path(str(action.data()))
        if not path.exists():
            raise missing(path)
        self.file_requested.emit(str(path))
