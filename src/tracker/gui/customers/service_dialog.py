"""A thing that a customer most wants: what it changes for them, and its standards in words (N7)."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.services import standards_of
from tracker.domain.customer import Service
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.domain.practice import Standard
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form, FormDialog, narrow_box
from tracker.gui.icons import icon
from tracker.gui.measure.help import WordingAdvice
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text import disclosure, label
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import medium_day

TEXTS = (
    ("why", "&For them", "They close two days earlier and stop re-keying"),
    ("definition", "What it &is", "What belongs to it, and what does not"),
    ("done_when", "&Done when", "How both of you can tell that it is done"),
    ("needed_when", "Needed &when", "By the third working day of each month"),
)
LOOKED_AT = {
    "name": Subject.SERVICE,
    "why": Subject.IMPACT,
    "definition": Subject.DEFINITION,
    "done_when": Subject.DEFINITION,
}
LEVELS = (
    ("floor", "F&loor: never below this", "Every question has an answer in the same week"),
    ("good", "&Good: what they can count on", "An answer in two days that they can book"),
    ("excellent", "E&xcellent: what they would tell others", "They no longer need to ask"),
)


class StandardFields(QWidget):
    """Folded away until it is opened or something was said; a new wording counts from today."""

    def __init__(self, bridge: Bridge, service: Service | None) -> None:
        super().__init__()
        self._bridge = bridge
        history = standards_of(bridge.tracker, service.id) if service else []
        now = history[0] if history else None
        self.form = Form(stacked=True)
        self.texts = {name: GrowingText(name, hint) for name, _, hint in LEVELS}
        for name, title, _ in LEVELS:
            self.form.add(name, title, self.texts[name])
            if now is not None:
                self.texts[name].show_text(getattr(now, name))
        self.review = DayField(bridge, "review_on", now.review_on if now else None)
        self.form.add("review_on", "Review it &on", self.review)
        self.history = label(_history(history), "hint", wrap=True)
        self.toggle = disclosure("Standards in words")
        self.toggle.toggled.connect(self._on_toggled)
        self._folded = QWidget()
        inside = QVBoxLayout(self._folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addWidget(self.history)
        self.history.setVisible(len(history) > 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.toggle)
        layout.addWidget(self._folded)
        self.toggle.setChecked(now is not None)
        self._on_toggled()

    def save(self, service_id: int) -> None:
        """Keep the wording, from today on where it differs."""
        texts = {name: field.text for name, field in self.texts.items()}
        day = self._bridge.today()
        review = self.review.day
        commands.set_standard(self._bridge.tracker, service_id, day, review_on=review, **texts)

    def _on_toggled(self) -> None:
        shown = self.toggle.isChecked()
        self._folded.setVisible(shown)
        picture = "chevron-down" if shown else "chevron-right"
        self.toggle.setIcon(icon(self._bridge.theme, picture))
        window = self.window()
        if shown and window.isVisible() and isinstance(window, FormDialog):
            window.fit()


def _history(history: list[Standard]) -> str:
    lines = ["Earlier wording"]
    for newer, standard in pairwise(history):
        levels = (standard.floor, standard.good, standard.excellent)
        first, end = medium_day(standard.valid_from), medium_day(newer.valid_from)
        lines.append(f"{first} to {end}: {'; '.join(filter(None, levels))}")
    return "\n".join(lines)


class ServiceDialog(FormDialog):
    """Only the name is needed; the rest makes it theirs."""

    saved = Signal(object)  # int: the service's id

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer_id: int,
        service: Service | None,
        in_place_of: Service | None = None,
    ) -> None:
        owner = bridge.tracker.customers.get(customer_id)
        title = f"Edit {service.name}" if service else f"What does {owner.name} most want from you?"
        if in_place_of:
            title = f"What replaces “{in_place_of.name}”?"
        super().__init__(bridge, parent, title, 520)
        self._customer_id, self._service, self._leaving = customer_id, service, in_place_of
        self.belongs_to(self.tracker.customers.get(customer_id), service, in_place_of)
        self.name = QLineEdit(service.name if service else "")
        self.name.setPlaceholderText("Month-end answers they can act on")
        self.area_box = narrow_box()
        self.area_box.addItem("Not said yet", None)
        for area, question in AREA_QUESTIONS.items():
            self.area_box.addItem(f"{question}  ({AREA_NAMES[area]})", area)
        if service and service.area:
            self.area_box.setCurrentIndex(self.area_box.findData(Area(service.area)))
        self.texts = {name: GrowingText(name, hint) for name, _, hint in TEXTS}
        form = self.add_form()
        form.add("name", "&Name", self.name)
        for name, title, _ in TEXTS:
            form.add(name, title, self.texts[name])
            if service:
                self.texts[name].show_text(getattr(service, name))
            if name == "why":
                form.add("area", "Which &question does it answer?", self.area_box)
        self.advice = self._advise()
        self.standards = StandardFields(bridge, service)
        self.forms.append(self.standards.form)
        self.column.addWidget(self.standards)
        self.column.addStretch(1)
        self.name.setFocus()
        self.primary.setText("Save" if service else "Add service")

    def _advise(self) -> dict[str, WordingAdvice]:
        fields: dict[str, QLineEdit | GrowingText] = {"name": self.name, **self.texts}
        advice: dict[str, WordingAdvice] = {}
        for name, subject in LOOKED_AT.items():
            advice[name] = line = WordingAdvice(self.bridge, subject, self._customer_id)
            self.forms[0].put_under(name, line)
            line.watch(fields[name])
            line.changed.connect(self.fit)
        return advice

    def save(self) -> None:
        """Keep it, and tell which service it is."""
        texts = {name: field.text for name, field in self.texts.items()}
        name, chosen = self.name.text(), self.area_box.currentData()
        area = Area(chosen) if chosen else None
        with self.tracker.edit(f"{'edit' if self._service else 'add'} {name.strip()}"):
            if self._service:
                key = self._service.id
                commands.edit_service(self.tracker, key, name, area, **texts)
            elif self._leaving:
                leaving, today = self._leaving.id, self.bridge.today()
                key = commands.replace_service(self.tracker, leaving, today, name, area, **texts)
            else:
                key = commands.add_service(self.tracker, self._customer_id, name, area, **texts)
            self.standards.save(key)
        self.saved.emit(key)
