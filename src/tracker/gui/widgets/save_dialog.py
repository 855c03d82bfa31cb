"""Asks where to save something and as what, without blocking; the ending follows what is chosen.

The dialog is the system's own, so it is no subclass: for one, Qt would draw a dialog of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def save_dialog(
    owner: QWidget, title: str, folder: str, kinds: Mapping[str, str], name: str
) -> QFileDialog:
    """Return a dialog to be opened; `kinds` are words for each ending, the first is offered.

    `name` stands there without its ending. `fileSelected` tells the answer.
    """
    filters = {f"{words} (*.{ending})": ending for ending, words in kinds.items()}
    dialog = QFileDialog(owner, title, folder, ";;".join(filters))
    first = next(iter(kinds))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(first)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.selectFile(f"{name}.{first}")
    _Ending(dialog, filters)
    return dialog


class _Ending(QObject):
    """Lives as long as the dialog: gives the name the ending of the kind that is chosen."""

    def __init__(self, dialog: QFileDialog, filters: Mapping[str, str]) -> None:
        super().__init__(dialog)
        self._dialog, self._filters = dialog, filters
        dialog.filterSelected.connect(self._on_filter)

    def _on_filter(self, chosen: str) -> None:
        ending = self._filters.get(chosen)
        if ending is None:
            return
        self._dialog.setDefaultSuffix(ending)
        if names := self._dialog.selectedFiles():
            self._dialog.selectFile(Path(names[0]).with_suffix(f".{ending}").name)
