"""Values that differ from what is logged: old and new of each, to be taken or kept."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.app.transfer.preview import ValueChange
from tracker.domain.number import show_number
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.text import label, link

MOST_CHANGES = 6


class ChangeRows(QWidget):
    """Changed values, old and new, each to be taken or kept; a long list unfolds."""

    kept_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept: set[date] = set()
        self._changes: tuple[ValueChange, ...] = ()
        self._unfolded = False
        self.all: Segments[str] = Segments((("take", "Take all"), ("keep", "Keep all")))
        self.all_row = QWidget()
        self.told = label(role="small")
        row = QHBoxLayout(self.all_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.told, 1)
        row.addWidget(self.all)
        self.rows: dict[date, Segments[str]] = {}
        self.more = link("", inline=True, auto_default=False)
        self.more.clicked.connect(self._unfold)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 2, 0, 2)
        self._column.setSpacing(4)
        self._column.addWidget(self.all_row)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.all.selected.connect(self._on_all)

    def show_changes(self, changes: tuple[ValueChange, ...]) -> None:
        """Show what would change; what was kept stays kept."""
        if changes != self._changes:
            self._changes = changes
            self.kept &= {one.start for one in changes}
            self._fill()
        self.setVisible(bool(changes))

    def _fill(self) -> None:
        for segments in self.rows.values():
            if (row := segments.parentWidget()) is not None:
                self._column.removeWidget(row)
                row.deleteLater()
        self.rows = {}
        shown = self._changes if self._unfolded else self._changes[:MOST_CHANGES]
        for at, change in enumerate(shown, start=1):
            self._column.insertWidget(at, self._row(change))
        beyond = len(self._changes) - len(shown)
        self.more.setText(f"Show the other {show_number(beyond)}")
        self.more.setVisible(beyond > 0)
        self.all_row.setVisible(len(self._changes) > 1)
        self.told.setText(f"{show_number(len(self._changes))} values differ from what is logged")
        self._mark()

    def _row(self, change: ValueChange) -> QWidget:
        row = QWidget()
        words = change.period[:1].upper() + change.period[1:]
        told = label(f"{words}: {change.told}", "small", wrap=True)
        short = max(len(change.old), len(change.new)) <= 12
        names = (f"Take {change.new}", f"Keep {change.old}") if short else ("Take", "Keep")
        segments: Segments[str] = Segments((("take", names[0]), ("keep", names[1])))
        segments.setAccessibleName(f"{words}, {change.old} or {change.new}")
        segments.choose("keep" if change.start in self.kept else "take")
        segments.make_small()
        segments.selected.connect(self._on_row)
        self.rows[change.start] = segments
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(told, 1)
        line.addWidget(segments)
        return row

    def _mark(self) -> None:
        """Show in the choice for all whether they are all taken, all kept, or neither."""
        with QSignalBlocker(self.all):
            self.all.clear()
            if not self.kept:
                self.all.choose("take")
            elif len(self.kept) == len(self._changes):
                self.all.choose("keep")

    def _on_row(self) -> None:
        for start, segments in self.rows.items():
            if segments.value == "keep":
                self.kept.add(start)
            else:
                self.kept.discard(start)
        self._mark()
        self.kept_changed.emit()

    def _on_all(self) -> None:
        self.kept = {one.start for one in self._changes} if self.all.value == "keep" else set()
        for segments in self.rows.values():
            with QSignalBlocker(segments):
                segments.choose(self.all.value or "take")
        self.kept_changed.emit()

    def _unfold(self) -> None:
        self._unfolded = True
        self._fill()
