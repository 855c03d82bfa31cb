"""What helps while something is worded: a word of advice under a field, the shelf to begin from.

Advice waits until the person pauses, and it never stands in the way of saving.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.measures.ready_made import (
    ANY_VALUE,
    ReadyMade,
    advice_on,
    kept_as,
    promise_words,
)
from tracker.domain.errors import InvalidInput
from tracker.domain.wording import Subject, WordingRule
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.measure.fields import MoreFields, PromiseField
from tracker.gui.measure.ready_made import ReadyMadeList
from tracker.gui.theme import scaled
from tracker.gui.widgets.text import button, label, link

A_PAUSE = 400  # ms without a key
SIDE, EDGE, GAP = 10, 6, 2
SHELF_HEIGHT = 300


class WordingAdvice(QFrame):
    """Shown only while a check has something to say; `changed` tells that room is needed or not.

    What is kept as it is stays quiet for this field of this customer, and only with this text. (A
    customer's own name says by itself whose it is.)
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, subject: Subject, customer_id: int | None = None) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._bridge = bridge
        self._subject = subject
        uid = "" if customer_id is None else bridge.tracker.customers.get(customer_id).uid
        self._whose = f"{uid} {subject}" if uid else ""
        self._after: QWidget | None = None
        self._text = self._about = ""
        self._field: QLineEdit | QPlainTextEdit | None = None
        self.rule: WordingRule | None = None
        self.said = label(role="hint", wrap=True)
        tip = "No longer remark on this wording"
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
        self.follow(field)
        field.textChanged.connect(self._on_typed)
        self._on_typed()

    def follow(self, field: QWidget) -> None:
        """Come right after a field in the order of Tab, before the field below it."""
        self._after = field

    def showEvent(self, event: QShowEvent) -> None:
        """Take the place in the order of Tab: before it is shown, it has no window."""
        super().showEvent(event)
        if self._after is not None:
            QWidget.setTabOrder(_last_stop(self._after), self.keep)

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
        text, about = self._text, self._scope
        rule = advice_on(tracker, self._subject, text, about) if text else None
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
            kept = kept_as(self._text, self._scope)
            commands.keep_wording(self._bridge.tracker, self.rule.key, kept)
            self._look()

    @property
    def _scope(self) -> str:
        return " ".join(part for part in (self._whose, self._about) if part)


def _last_stop(field: QWidget) -> QWidget:
    """Return where Tab leaves a field, which may be made of several."""
    stops = [
        part
        for part in field.findChildren(QWidget)
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    alone = bool(field.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return field if alone or not stops else stops[-1]


class ReadyMadePicker(QWidget):
    """A quiet offer that opens the shelf in place, and closes it when something was taken."""

    selected = Signal(object)  # ReadyMade
    toggled = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.button = button("Start from a ready-made measure…", auto_default=False)
        self.button.setCheckable(True)
        self.button.toggled.connect(self._on_toggled)
        self.list = ReadyMadeList(bridge.theme)
        self.list.setFixedHeight(scaled(SHELF_HEIGHT))
        self.list.hide()
        self.list.selected.connect(self._on_selected)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self.list)

    def _on_toggled(self) -> None:
        self.list.setVisible(self.button.isChecked())
        self.toggled.emit()
        if self.button.isChecked():
            self.list.setFocus()

    def _on_selected(self, ready_made: ReadyMade) -> None:
        self.button.setChecked(False)
        self.selected.emit(ready_made)


def typed_promise_words(promise: PromiseField, excellent: float | None = None) -> str:
    """Return what is typed as rules read it; empty where it is no promise yet."""
    try:
        said = promise.read()
    except InvalidInput:
        return ""
    band = said["low"], said["high"]
    return promise_words(promise.scale, promise.better, said["promise"], excellent, band=band)


class MeasureAdvice(QObject):
    """Looks at name, promise, impact and definition as they are typed."""

    changed = Signal()

    def __init__(
        self,
        bridge: Bridge,
        customer_id: int,
        form: Form,
        more: MoreFields,
        name: QLineEdit,
        promise: PromiseField,
    ) -> None:
        super().__init__(form)
        self._name, self._promise, self._more = name, promise, more
        self.name = WordingAdvice(bridge, Subject.MEASURE, customer_id)
        self.promise = WordingAdvice(bridge, Subject.PROMISE, customer_id)
        self.impact = WordingAdvice(bridge, Subject.IMPACT, customer_id)
        self.definition = WordingAdvice(bridge, Subject.DEFINITION, customer_id)
        for where, field, advice in (
            (form, "name", self.name),
            (form, "promise", self.promise),
            (more, "impact", self.impact),
            (more, "definition", self.definition),
        ):
            where.put_under(field, advice)
            advice.changed.connect(self.changed)
        self.name.watch(name)
        self.promise.follow(promise)
        self.impact.watch(more.impact)
        self.definition.watch(more.definition)
        name.textChanged.connect(self._on_promise)
        promise.edited.connect(self._on_promise)
        more.excellent.textChanged.connect(self._on_promise)

    def _on_promise(self) -> None:
        promise = self._promise
        excellent = 0.0 if self._more.excellent.text().strip() else None
        text = typed_promise_words(promise, excellent)
        if self._more.floor_only and text != ANY_VALUE:  # nothing is promised to be better
            text = ""
        self.promise.look_at(text, self._name.text())
