"""What helps while a measure is worded: the shelf to begin from, and a word of advice beside."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from tracker.app.queries.wording import promise_words
from tracker.app.ready_made import ReadyMade
from tracker.domain.errors import InvalidInput
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.measure_more import MoreFields
from tracker.gui.dialogs.measure_promise import PromiseField
from tracker.gui.form import Form
from tracker.gui.widgets.ready_made_list import ReadyMadeList
from tracker.gui.widgets.wording_advice import WordingAdvice

HEIGHT = 300


class FromShelf(QWidget):
    """A quiet offer that opens the shelf in place, and closes it when something was taken."""

    chosen = Signal(object)  # ReadyMade
    toggled = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self.button = QPushButton("Start from a ready-made measure…")
        self.button.setProperty("role", "disclosure")
        self.button.setCheckable(True)
        self.button.setAutoDefault(False)
        self.button.toggled.connect(self._on_toggled)
        self.list = ReadyMadeList(bridge.theme)
        self.list.setFixedHeight(HEIGHT)
        self.list.hide()
        self.list.chosen.connect(self._on_chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.button)
        layout.addWidget(self.list)

    def _on_toggled(self, checked: object) -> None:
        self.list.setVisible(bool(checked))
        self.toggled.emit()
        if checked:
            self.list.setFocus()

    def _on_chosen(self, one: ReadyMade) -> None:
        self.button.setChecked(False)
        self.chosen.emit(one)


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
            value = promise.read().get("promise")
        except InvalidInput:
            value = None
        excellent = 0.0 if self._more.excellent.text().strip() else None
        text = promise_words(promise.scale, promise.better, value, excellent)
        self.promise.look_at(text, self._name.text())
