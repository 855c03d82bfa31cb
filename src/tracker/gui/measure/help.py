"""What helps while something is worded: a word of advice under a field, the shelf to begin from.

Advice waits until the person pauses, and it never stands in the way of saving.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.measures.ready_made import ReadyMade, advice_on, kept_as, promise_words
from tracker.domain.errors import InvalidInput
from tracker.domain.wording import Subject, WordingRule
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.measure.fields import MoreFields, PromiseField
from tracker.gui.measure.ready_made import ReadyMadeList
from tracker.gui.widgets.text import disclosure, label, link

A_PAUSE = 400  # ms without a key
SIDE, EDGE, GAP = 10, 6, 2
SHELF_HEIGHT = 300


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
        self.rule: WordingRule | None = None
        self.said = label(role="hint", wrap=True)
        tip = "Say nothing about this wording any more"
        self.keep = link("Keep it as it is", tip, inline=True, auto_default=False)
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


class ReadyMadePicker(QWidget):
    """A quiet offer that opens the shelf in place, and closes it when something was taken."""

    selected = Signal(object)  # ReadyMade
    toggled = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.button = disclosure("Start from a ready-made measure…")
        self.button.toggled.connect(self._on_toggled)
        self.list = ReadyMadeList(bridge.theme)
        self.list.setFixedHeight(SHELF_HEIGHT)
        self.list.hide()
        self.list.selected.connect(self._on_selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.button)
        layout.addWidget(self.list)

    def _on_toggled(self) -> None:
        self.list.setVisible(self.button.isChecked())
        self.toggled.emit()
        if self.button.isChecked():
            self.list.setFocus()

    def _on_selected(self, ready_made: ReadyMade) -> None:
        self.button.setChecked(False)
        self.selected.emit(ready_made)


class MeasureAdvice(QObject):
    """Looks at name, promise, impact and definition as they are typed."""

    changed = Signal()

    def __init__(
        self, bridge: Bridge, form: Form, more: MoreFields, name: QLineEdit, promise: PromiseField
    ) -> None:
        super().__init__(form)
        self._name, self._promise, self._more = name, promise, more
        self.name = WordingAdvice(bridge, Subject.MEASURE)
        self.promise = WordingAdvice(bridge, Subject.PROMISE)
        self.impact = WordingAdvice(bridge, Subject.IMPACT)
        self.definition = WordingAdvice(bridge, Subject.DEFINITION)
        for where, field, advice in (
            (form, "name", self.name),
            (form, "promise", self.promise),
            (more, "impact", self.impact),
            (more, "definition", self.definition),
        ):
            where.put_under(field, advice)
            advice.changed.connect(self.changed)
        self.name.watch(name)
        self.impact.watch(more.impact)
        self.definition.watch(more.definition)
        name.textChanged.connect(self._on_promise)
        promise.edited.connect(self._on_promise)
        more.excellent.textChanged.connect(self._on_promise)

    def _on_promise(self) -> None:
        promise = self._promise
        try:
            value = promise.read()["promise"]
        except InvalidInput:
            value = None
        excellent = 0.0 if self._more.excellent.text().strip() else None
        text = promise_words(promise.scale, promise.better, value, excellent)
        self.promise.look_at(text, self._name.text())
