"""The card that says in words how a measure stands: last value, promise kept or not, how often."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from tracker.app.queries.trend import TrendSheet
from tracker.domain.measure import show_promise
from tracker.gui.theme import set_tone
from tracker.report.reading import kept_words, last_words, promise_words


class WordsCard(QFrame):
    """Three sentences; `verdict` is the place for what was found out about the series."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.last = QLabel()
        self.last.setProperty("role", "heading")
        self.promise = QLabel()
        self.kept = QLabel()
        self.verdict = QVBoxLayout()
        self.verdict.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(6)
        layout.addLayout(self.verdict)
        for label in (self.last, self.promise, self.kept):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        self.promise.setProperty("role", "quiet")
        self.kept.setProperty("role", "quiet")
        layout.addStretch(1)

    def show_sheet(self, sheet: TrendSheet) -> None:
        """Say how another sheet's measure stands."""
        picture, measure = sheet.picture, sheet.measure
        self.last.setText(last_words(picture, measure))
        promise = promise_words(picture, measure)
        if not sheet.ever_logged:
            self.last.setText("Nothing logged yet")
            shown = show_promise(measure.now, measure.scale)
            promise = f"Promise: {shown}" if shown else ""
        self.promise.setText(promise)
        self.promise.setVisible(bool(promise))
        missed = bool(picture.points) and picture.points[-1].kept is False
        set_tone(self.promise, "worse" if missed else "")
        self.kept.setText(kept_words(picture, measure))
        self.kept.setVisible(bool(picture.points))
