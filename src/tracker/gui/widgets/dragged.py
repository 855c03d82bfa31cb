"""Rows that are dragged by the id of what they show; a subclass says what a drop means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import QMimeData, QModelIndex, Qt

from tracker.gui.widgets.rows_model import Index, RowsModel

T = TypeVar("T")


class DraggedRows(RowsModel[T]):
    """Takes an id along under `mime_type`, and nothing else can be dropped here."""

    mime_type: ClassVar[str]

    def dragged_id(self, index: Index) -> int | None:
        """Return the id of what is dragged from a cell; None where nothing can be."""
        raise NotImplementedError

    def dropped_id(self, data: QMimeData, action: Qt.DropAction) -> int | None:
        """Return the id of what was dropped, if it is of this kind."""
        if not data.hasFormat(self.mime_type) or action == Qt.DropAction.IgnoreAction:
            return None
        return int(bytes(data.data(self.mime_type).data()))

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that a drop moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Name the only thing that can be dropped here."""
        return [self.mime_type]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Take the id of what is dragged along."""
        data = QMimeData()
        for index in indexes:
            if (dragged := self.dragged_id(index)) is not None:
                data.setData(self.mime_type, str(dragged).encode())
        return data
