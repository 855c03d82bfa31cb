"""Asks where to save something and as what, without blocking; the ending follows what is chosen.

The dialog is the system's own, so it is no subclass: for one, Qt would draw a dialog of its own.
It adds no ending to a name that has a dot in it ("Q4.2026 report"), and asks before it replaces
only what was typed: both are done here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.text import plain


def save_dialog(
    owner: QWidget,
    bridge: Bridge,
    title: str,
    kinds: Mapping[str, str],
    name: str,
    answered: Callable[[Path], None],
) -> QFileDialog:
    """Return a dialog to be opened; `kinds` are words for each ending, the first is offered.

    It begins in the folder that something was saved in last, whatever that was. `name` stands
    there without its ending. `answered` hears the place, which has an ending of one
    of the kinds, once the person has agreed to what it replaces.
    """
    filters = {f"{words} (*.{ending})": ending for ending, words in kinds.items()}
    last = bridge.settings.now.save_folder
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = last if last and Path(last).is_dir() else documents
    dialog = QFileDialog(owner, title, folder, ";;".join(filters))
    first = next(iter(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(first)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(f"{name}.{first}")
    _Ending(owner, bridge, dialog, filters).selected.connect(answered)
    return dialog


def with_ending(path: Path, endings: Collection[str], chosen: str) -> Path:
    """Return a path that ends in one of the kinds: as it is, else with the chosen one added."""
    if path.suffix.removeprefix(".").lower() in endings:
        return path
    return path.with_name(f"{path.name.rstrip('. ')}.{chosen}")


class _Ending(QObject):
    """Lives as long as the owner of the dialog: gives the name the ending that is chosen."""

    selected = Signal(object)  # Path

    def __init__(
        self, owner: QWidget, bridge: Bridge, dialog: QFileDialog, filters: Mapping[str, str]
    ) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner, self._dialog, self._filters = owner, dialog, filters
        self._chosen = next(iter(filters.values()))
        self._asked: tuple[QMessageBox, Path] | None = None
        dialog.filterSelected.connect(self._on_filter)
        dialog.fileSelected.connect(self._on_selected)
        dialog.destroyed.connect(self._on_gone)

    def _on_filter(self, chosen: str) -> None:
        ending = self._filters.get(chosen)
        if ending is None:
            return
        self._chosen = ending
        self._dialog.setDefaultSuffix(ending)
        if names := self._dialog.selectedFiles():
            named = Path(names[0])
            known = named.suffix.removeprefix(".").lower() in self._filters.values()
            bare = named.with_suffix("") if known else named
            self._dialog.selectFile(f"{bare.name}.{ending}")

    def _on_selected(self, name: str) -> None:
        typed = Path(name)
        path = with_ending(typed, self._filters.values(), self._chosen)
        if path != typed and path.exists():
            self._ask(path)
        else:
            self._answer(path)

    def _answer(self, path: Path) -> None:
        """Tell the place, and begin there the next time."""
        try:
            self._bridge.settings.change(save_folder=str(path.parent))
        except TrackerError as error:
            self._bridge.show_message(error.sentence)
        self.selected.emit(path)

    def _ask(self, path: Path) -> None:
        """Ask before something is replaced that the system's dialog did not ask about."""
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        box = QMessageBox(
            QMessageBox.Icon.Question,
            "Replace it?",
            plain(f"“{path.name}” is there already. Replace it?"),
            buttons,
            self._owner,
        )
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked = box, path
        box.accepted.connect(self._on_replace)
        box.finished.connect(self.deleteLater)
        box.open()

    def _on_replace(self) -> None:
        if self._asked is not None:
            self._answer(self._asked[1])

    def _on_gone(self) -> None:
        if self._asked is None:
            self.deleteLater()
