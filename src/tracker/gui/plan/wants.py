"""The benefit of serving them, what they want most, and why it matters to them."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.plan import services_of
from tracker.domain.customer import SERVICES_AT_MOST, Customer, Service
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, Area
from tracker.domain.practice import PlanPlace
from tracker.domain.wording import Subject
from tracker.gui.bridge import Bridge
from tracker.gui.measure.help import WordingAdvice
from tracker.gui.plan.fields import PlanLine, QuestionPage, digit, short
from tracker.gui.widgets.choice_grid import ChoiceGrid
from tracker.gui.widgets.text import complaint, label, show_text
from tracker.gui.widgets.text_field import GrowingText

EXAMPLES = (
    "Month-end answers they can act on",
    "A forecast template that needs no fixing",
    "Early word on system changes",
)


class BenefitQuestion(QuestionPage):
    """Asks what good it does to wow them."""

    hint = (
        "For the business, the organisation, your career: whichever comes to mind first. "
        "A sentence is enough."
    )

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        self.title = f"What is the benefit of wowing {short(self._customer.name)}?"
        self.text = GrowingText(
            "benefit", "If they decide faster, the region opens on time", lines=3
        )
        self.text.setAccessibleName("Benefit")
        self.text.editing_finished.connect(self._on_left)
        self.column.addWidget(self.text)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.refresh()

    def begin(self) -> None:
        """Put the cursor into the text."""
        self.text.setFocus()

    def write(self) -> None:
        """Keep the sentence."""
        commands.edit_customer(self.tracker, self._customer.id, benefit=self.text.text)

    def refresh(self) -> None:
        """Show the sentence that is kept."""
        self.text.show_text(self._customer.benefit)

    @property
    def _customer(self) -> Customer:
        return self.tracker.customers.get(self.place.customer_id)


class WantedServiceRow(QWidget):
    """One of the things they want: named, named better, or taken away by an empty line."""

    def __init__(self, bridge: Bridge, customer_id: int, index: int) -> None:
        super().__init__()
        self._bridge, self._tracker, self._customer_id = bridge, bridge.tracker, customer_id
        self.service: Service | None = None
        self.line = PlanLine("", EXAMPLES[index], f"Thing {index + 1} that they want")
        self.advice = WordingAdvice(bridge, Subject.SERVICE, customer_id)
        self.problem = complaint()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (self.line, self.advice, self.problem):
            layout.addWidget(widget)
        self.setFocusProxy(self.line)
        self.advice.watch(self.line)
        self.line.editingFinished.connect(self.save_answer)
        self.line.textChanged.connect(self.problem.hide)

    def show_service(self, service: Service | None) -> None:
        """Show what is kept, unless something is being typed."""
        changed = self.service != service
        self.service = service
        if changed and not self.line.hasFocus():
            self.line.show_text(service.name if service else "")

    def save_answer(self) -> bool:
        """Keep the name, or say what is wrong with it and return False."""
        show_text(self.problem, "")
        try:
            self._write(self.line.text().strip())
        except InvalidInput as error:
            show_text(self.problem, error.sentence)
            return False
        return True

    def _write(self, name: str) -> None:
        service = self.service
        if service is None and name:
            key = commands.add_service(self._tracker, self._customer_id, name)
            self.service = self._tracker.services.get(key)
        elif service and not name:
            commands.retire_service(self._tracker, service.id, self._bridge.today())
            self.service = None
        elif service and name != service.name:
            area = Area(service.area) if service.area else None
            commands.edit_service(self._tracker, service.id, name, area)
            self.service = self._tracker.services.get(service.id)


class ServicesQuestion(QuestionPage):
    """Asks which two or three things they want."""

    hint = "Two or three things, in the words they would use. What would they miss first?"

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        name = self.tracker.customers.get(place.customer_id).name
        self.title = f"What would {short(name)} want most from you?"
        self.rows = [
            WantedServiceRow(bridge, place.customer_id, index) for index in range(SERVICES_AT_MOST)
        ]
        for row in self.rows:
            self.column.addWidget(row)
        self.column.addStretch(1)
        self.refresh()

    def begin(self) -> None:
        """Put the cursor into the first free line."""
        free = (row for row in self.rows if row.service is None)
        next(free, self.rows[0]).setFocus()

    def refresh(self) -> None:
        """Show the services there are."""
        services = services_of(self.tracker, self.place.customer_id)
        here = {service.id: service for service in services}
        for row in self.rows:
            row.show_service(here.pop(row.service.id, None) if row.service else None)
        free = [row for row in self.rows if row.service is None and not row.line.text().strip()]
        for row, service in zip(free, here.values(), strict=False):
            row.show_service(service)

    def save_answer(self) -> bool:
        """Keep every line; the first that is wrong says so."""
        return all(row.save_answer() for row in self.rows)

    def advance(self) -> bool:
        """Go down while something stands in the line."""
        for row, below in pairwise(self.rows):
            if row.line.hasFocus() and row.line.text().strip():
                if row.save_answer():
                    below.setFocus()
                return True
        return False


class WhyQuestion(QuestionPage):
    """Asks why one of these things matters to them."""

    hint = (
        "Which of their questions does it answer? 1 to 6 choose, Enter leaves it open. "
        "Then say it as they would."
    )

    def __init__(self, bridge: Bridge, place: PlanPlace) -> None:
        super().__init__(bridge, place)
        name = self.tracker.customers.get(place.customer_id).name
        self.title = f"Why does “{short(self._service.name)}” matter to {short(name)}?"
        questions = [(area, text, AREA_NAMES[area]) for area, text in AREA_QUESTIONS.items()]
        self.area = ChoiceGrid(bridge.theme, questions, 2)
        self.area.setAccessibleName("Which question it answers")
        self.text = GrowingText("why", "I close two days earlier, because …", lines=2)
        self.text.setAccessibleName("In their own words")
        self.advice = WordingAdvice(bridge, Subject.IMPACT, place.customer_id)
        for widget in (self.area, label("In their own words", wrap=True), self.text, self.advice):
            self.column.addWidget(widget)
        self.column.addWidget(self.problem)
        self.column.addStretch(1)
        self.refresh()
        self.advice.watch(self.text)
        self.area.selected.connect(self._on_left)
        self.text.editing_finished.connect(self._on_left)

    def begin(self) -> None:
        """Stand on the questions, or in the sentence where one is chosen."""
        (self.area if self.area.value is None else self.text).setFocus()

    def write(self) -> None:
        """Keep the area and the sentence."""
        now, area = self._service, self.area.value
        if (area or "", self.text.text.strip()) != (now.area or "", now.why):
            commands.edit_service(self.tracker, now.id, now.name, area, why=self.text.text)

    def refresh(self) -> None:
        """Show what is kept."""
        now = self._service
        if now.area:
            with QSignalBlocker(self.area):
                self.area.choose(Area(now.area))
        self.text.show_text(now.why)

    def advance(self) -> bool:
        """Go from the questions to the sentence."""
        if self.text.hasFocus():
            return False
        self.text.setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose a question by its number, and go on to the sentence."""
        areas = list(AREA_QUESTIONS)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and 0 < digit(event) <= len(areas) and not self.text.hasFocus():
            self.area.choose(areas[digit(event) - 1])
            self.text.setFocus()
        else:
            super().keyPressEvent(event)

    @property
    def _service(self) -> Service:
        return self.tracker.services.get(self.place.service_id)
