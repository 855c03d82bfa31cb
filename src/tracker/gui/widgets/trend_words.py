"""In words how a measure stands: last value, promise kept or not, how often."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.app.queries.trend import TrendSheet
from tracker.domain.measure import show_promise
from tracker.gui.theme import set_tone
from tracker.report.reading import kept_words, last_words, promise_words


class Words(QWidget):
    """Three sentences about the time shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.last = QLabel()
        self.promise = QLabel()
        self.kept = QLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for label in (self.last, self.promise, self.kept):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "quiet")
            layout.addWidget(label)

    def show_sheet(self, sheet: TrendSheet, *, last: bool) -> None:
        """Say how another sheet's measure stands; `last` is False where the heading says it."""
        picture, measure = sheet.picture, sheet.measure
        self.last.setText(f"Last: {last_words(picture, measure)}.")
        self.last.setVisible(last)
        promise = promise_words(picture, measure)
        if not sheet.ever_logged:
            shown = show_promise(measure.now, measure.scale)
            promise = f"Promise: {shown}" if shown else ""
        self.promise.setText(promise)
        self.promise.setVisible(bool(promise))
        missed = bool(picture.points) and picture.points[-1].kept is False
        set_tone(self.promise, "worse" if missed else "")
        self.kept.setText(kept_words(picture, measure))
        self.kept.setVisible(bool(picture.points))
