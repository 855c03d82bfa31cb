"""Which file is to be opened: asked for, or chosen among those that were open lately."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from tracker.app.settings import Settings
from tracker.domain.errors import FileTrouble, TrackerError
from tracker.gui.shell.window import MainWindow
from tracker.gui.widgets.text import plain

DATA_FILES = "Impact Tracker files (*.db *.impact);;All files (*)"
MOST = 8  # files in the menu
log = logging.getLogger(__name__)
NEW_NAME = "impact-new.db"


def ask_for_file(
    over: QWidget | None,
    title: str,
    answered: Callable[[str], None],
    kinds: str = "",
    *,
    save: bool = False,
) -> None:
    """Ask for a file that is there, a data file where no `kinds` are named; `save`: a new one."""
    dialog = QFileDialog(over or QApplication.activeWindow(), title, "", kinds or DATA_FILES)
    if save:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.selectFile(NEW_NAME)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
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
            raise FileTrouble(f"{path.name} is not there", "It was moved or deleted.")
        self.file_requested.emit(str(path))
