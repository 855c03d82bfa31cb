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

from tracker.app.settings import Settings
from tracker.domain.errors import TrackerError
from tracker.gui.bridge import Bridge
from tracker.gui.widgets.text import plain

REPLACE = "Replace it?"
ALL_THE_SAME = "Write it all the same?"


def save_dialog(
    owner: QWidget,
    bridge: Bridge,
    title: str,
    kinds: Mapping[str, str],
    name: str,
    answered: Callable[[Path], None],
    told: Callable[[Path], str] | None = None,
    ended: Callable[[], object] | None = None,
) -> QFileDialog:
    """Return a dialog to be opened; `kinds` are words for each ending, the first is offered.

    It begins in the folder that something was saved in last, whatever that was. `name` stands
    there without its ending. `answered` hears the place, which has an ending of one
    of the kinds, once the person has agreed to what it replaces, and to what `told` says of a file
    of that kind (empty: nothing), as of letters that it cannot show.
    `ended` hears that nothing more is asked: the dialog itself is gone before its last question is.
    """
    filters = {f"{words} (*.{ending})": ending for ending, words in kinds.items()}
    dialog = QFileDialog(owner, title, last_folder(bridge.settings), ";;".join(filters))
    first = next(iter(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(first)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(f"{name}.{first}")
    ending = _Ending(owner, bridge, dialog, filters, told)
    ending.selected.connect(answered)
    if ended:
        ending.destroyed.connect(ended)
    return dialog


def last_folder(settings: Settings) -> str:
    """Return the folder that something was saved in last, or that of the person's documents."""
    last = settings.now.save_folder
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return last if last and Path(last).is_dir() else QStandardPaths.writableLocation(documents)


def with_ending(path: Path, endings: Collection[str], chosen: str) -> Path:
    """Return a path that ends in one of the kinds: as it is, else with the chosen one added."""
    if path.suffix.removeprefix(".").lower() in endings:
        return path
    return path.with_name(f"{path.name.rstrip('. ')}.{chosen}")


class _Ending(QObject):
    """Lives as long as the owner of the dialog: gives the name the ending that is chosen."""

    selected = Signal(object)  # Path

    def __init__(
        self,
        owner: QWidget,
        bridge: Bridge,
        dialog: QFileDialog,
        filters: Mapping[str, str],
        told: Callable[[Path], str] | None,
    ) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._owner, self._dialog, self._filters = owner, dialog, filters
        self._told = told
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
        doubts = []
        if told := self._told(path) if self._told else "":
            doubts.append(f"{told} {ALL_THE_SAME}")
        if path != typed and path.exists():
            doubts.append(f"“{path.name}” is there already. {REPLACE}")
        if doubts:
            self._ask(path, " ".join(doubts))
        else:
            self._answer(path)

    def _answer(self, path: Path) -> None:
        """Tell the place, and begin there the next time."""
        try:
            self._bridge.settings.change(save_folder=str(path.parent))
        except TrackerError as error:
            self._bridge.show_message(error.sentence)
        self.selected.emit(path)

    def _ask(self, path: Path, question: str) -> None:
        """Ask before something is written that the system's dialog did not ask about."""
        buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
        box = QMessageBox(
            QMessageBox.Icon.Question,
            REPLACE if REPLACE in question else ALL_THE_SAME,
            plain(question),
            buttons,
            self._owner,
        )
        box.setDefaultButton(QMessageBox.StandardButton.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._asked = box, path
        box.accepted.connect(self._on_agreed)
        box.finished.connect(self.deleteLater)
        box.open()

    def _on_agreed(self) -> None:
        if self._asked is not None:
            self._answer(self._asked[1])

    def _on_gone(self) -> None:
        if self._asked is None:
            self.deleteLater()
