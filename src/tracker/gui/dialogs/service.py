"""Name one of the things a customer most wants, and what it changes for them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from tracker.app import commands
from tracker.domain.customer import Service
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.dialogs.form_dialog import FormDialog
from tracker.gui.dialogs.service_standards import StandardFields
from tracker.gui.form import narrow_box
from tracker.gui.widgets.growing_text import GrowingText
from tracker.gui.widgets.wording_advice import WordingAdvice

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
            title = f"What takes the place of “{in_place_of.name}”?"
        super().__init__(bridge, parent, title, 520)
        self._customer_id, self._service, self._leaving = customer_id, service, in_place_of
        self.name = QLineEdit(service.name if service else "")
        self.name.setPlaceholderText("Month-end answers they can act on")
        self.name.setMaxLength(200)
        self.area_box = narrow_box()
        self.area_box.addItem("Not said yet", None)
        for area, question in AREA_QUESTIONS.items():
            self.area_box.addItem(f"{question}  ({AREA_NAMES[area]})", area)
        if service and service.area:
            self.area_box.setCurrentIndex(self.area_box.findData(Area(service.area)))
        self.texts = {name: GrowingText(name, hint) for name, _, hint in TEXTS}
        form = self.add_form()
        form.add("name", "&Name", self.name)
        for name, label, _ in TEXTS:
            form.add(name, label, self.texts[name])
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
            advice[name] = one = WordingAdvice(self.bridge, subject)
            self.forms[0].put_under(name, one)
            one.watch(fields[name])
            one.changed.connect(self.fit)
        return advice

    def save(self) -> None:
        """Keep it, and tell which service it is."""
        said = {name: field.text for name, field in self.texts.items()}
        name, chosen = self.name.text(), self.area_box.currentData()
        area = Area(chosen) if chosen else None
        with self.tracker.edit(f"{'edit' if self._service else 'add'} {name.strip()}"):
            if self._service:
                key = self._service.id
                commands.edit_service(self.tracker, key, name, area, **said)
            elif self._leaving:
                leaving, today = self._leaving.id, self.bridge.today()
                key = commands.replace_service(self.tracker, leaving, today, name, area, **said)
            else:
                key = commands.add_service(self.tracker, self._customer_id, name, area, **said)
            self.standards.keep(key)
        self.saved.emit(key)
