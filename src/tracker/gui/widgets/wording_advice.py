"""A word of advice under a field: a sentence, a question, and one click to keep what stands there.

It waits until the person pauses, and it never stands in the way of saving.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout

from tracker.app import commands
from tracker.app.queries.wording import advice_on, kept_as
from tracker.domain.wording import Rule, Subject
from tracker.gui.bridge import Bridge

A_PAUSE = 400  # ms without a key
SIDE, EDGE, GAP = 10, 6, 2


class WordingAdvice(QFrame):
    """Shown only while a check has something to say; `changed` tells that room is needed or not."""

    changed = Signal()

    def __init__(self, bridge: Bridge, subject: Subject) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._bridge = bridge
        self._subject = subject
        self._text = self._about = ""
        self._field: QLineEdit | QPlainTextEdit | None = None
        self.rule: Rule | None = None
        self.said = QLabel()
        self.said.setProperty("role", "hint")
        self.said.setWordWrap(True)
        self.keep = QPushButton("Keep it as it is")
        self.keep.setProperty("tone", "link")
        self.keep.setProperty("role", "inline")
        self.keep.setAutoDefault(False)
        self.keep.setToolTip("Say nothing about this wording any more")
        self.keep.clicked.connect(self._on_kept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SIDE, EDGE, SIDE, EDGE)
        layout.setSpacing(GAP)
        layout.addWidget(self.said)
        layout.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(A_PAUSE)
        self._later.timeout.connect(self._look)
        self.hide()

    def watch(self, field: QLineEdit | QPlainTextEdit) -> None:
        """Look at a field as it is typed in."""
        self._field = field
        field.textChanged.connect(self._on_typed)
        self._on_typed()

    def look_at(self, text: str, about: str = "") -> None:
        """Look at a text once the person pauses; `about` is what a promise is kept with."""
        self._text, self._about = text, about
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of its lines, no more: a form would give it that of a narrower one."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self.said.text():
            return
        self.said.setMinimumHeight(0)  # a label never asks for less than it must have
        lines = self.said.heightForWidth(self.width() - 2 * SIDE)
        self.said.setFixedHeight(lines)
        self.setFixedHeight(lines + self.keep.sizeHint().height() + 2 * EDGE + GAP)

    def _on_typed(self) -> None:
        field = self._field
        if field is not None:
            typed = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
            self.look_at(typed)

    def _look(self) -> None:
        tracker = self._bridge.tracker
        rule = advice_on(tracker, self._subject, self._text, self._about) if self._text else None
        if rule is self.rule:
            return
        self.rule = rule
        self.said.setText(rule.advice if rule else "")
        if self._field is not None:
            self._field.setAccessibleDescription(self.said.text())
        self._fit()
        self.setVisible(rule is not None)
        self.changed.emit()

    def _on_kept(self) -> None:
        if self.rule:
            if self._field is not None:
                self._field.setFocus()
            kept = kept_as(self._text, self._about)
            commands.keep_wording(self._bridge.tracker, self.rule.key, kept)
            self._look()
