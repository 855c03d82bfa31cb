"""Promise a customer a figure, or change what is promised, from a day on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.commands import MeasureInput
from tracker.app.customers.assessments import capacity_words
from tracker.app.measures.ready_made import ReadyMade
from tracker.detection.scale import Scale
from tracker.domain.customer import Tier
from tracker.domain.errors import InvalidInput, TrackerError
from tracker.domain.measure import AREA_NAMES, AREA_QUESTIONS, SCALES, Better, Measure, show_promise
from tracker.domain.period import NOUN, Period
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.icons import icon
from tracker.gui.measure.fields import EXAMPLES, WAYS, MoreFields, PromiseField
from tracker.gui.measure.help import MeasureAdvice, ReadyMadePicker
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.choice_grid import ChoiceGrid
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.text import button, disclosure, label, show_text
from tracker.report.dates import medium_day
from tracker.report.wording import plural

THIS, NEXT, DATE = "this", "next", "date"
DATED = ("better", "promise", "low", "high", "excellent", "floor", "unit", "step")
FLOOR = "What would &annoy them? Anything worse than"
FLOOR_NOTE = "You hear of it only when this floor is passed. There is nothing to excel at."
WORDED = ("definition", "impact", "words")
LOCKED = "Values are logged, so the scale and how often stay as they are."


class SinceRow(QFrame):
    """From when a change counts; stays hidden until something changes that is dated."""

    def __init__(self, bridge: Bridge, measure: Measure, today: date) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._now = Period.of(today, measure.cadence, measure.phase)
        noun = NOUN[measure.cadence]
        self.choice = Segments([(THIS, f"This {noun}"), (NEXT, f"Next {noun}"), (DATE, "A date")])
        self.choice.setAccessibleName("From when it counts")
        self.choice.choose(THIS)
        first = measure.versions[0].valid_from
        self.day = DayField(bridge, "valid_from", today, earliest=first)
        self.day.setAccessibleName("The day from which it counts")
        self.complaint = self.day.complaint
        self.choice.selected.connect(self._on_selected)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText("Why? (optional)")
        self.reason.setAccessibleName("Why it changes")
        line = QHBoxLayout()
        line.addWidget(label("It counts from", "name"))
        line.addWidget(self.choice)
        line.addWidget(self.day)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addLayout(line)
        layout.addWidget(self.complaint)
        layout.addWidget(
            label(f"{plural(2, noun).capitalize()} before keep the old promise.", "hint")
        )
        layout.addWidget(self.reason)
        self.setFocusProxy(self.choice)
        self.day.hide()
        self.hide()

    @property
    def valid_from(self) -> date:
        """The first day on which the change counts; a day of one's own may be no such day."""
        if self.choice.value == DATE:
            return self.day.required_day
        return (self._now + 1).start if self.choice.value == NEXT else self._now.start

    def show_error(self, sentence: str) -> None:
        """Say what is wrong with the day; nothing takes it back."""
        show_text(self.complaint, sentence)
        if sentence:
            self.day.setFocus()

    def _on_selected(self) -> None:
        self.day.setVisible(self.choice.value == DATE)
        self.show_error("")


def history_label(measure: Measure) -> QLabel:
    """Return every version of a measure, newest first, one a line."""
    lines = []
    for version in reversed(measure.versions):
        promise = show_promise(version, measure.scale) or "no promise"
        reason = f" · {version.reason}" if version.reason else ""
        lines.append(f"From {medium_day(version.valid_from)}: {promise}{reason}")
    made = label("\n".join(lines), "hint", wrap=True)
    made.setAccessibleName(f"Earlier versions: {made.text()}")
    return made


class MeasureDialog(FormDialog):
    """Name, area by its question, scale, better, promise; the rest waits under More."""

    saved = Signal(object)  # int: the measure's id

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer_id: int,
        measure: Measure | None = None,
        *,
        follows: bool = False,
    ) -> None:
        owner = bridge.tracker.customers.get(customer_id)
        # Who is only not to be annoyed is promised nothing: there is a floor, and no stretch (W5).
        unpromised = measure is None or not measure.now.has_promise
        self._floor_only = owner.tier is Tier.MAINTAIN and unpromised
        asks = "What would annoy {}?" if self._floor_only else "What do you promise {}?"
        title = f"Edit {measure.name}" if measure else asks.format(owner.name)
        super().__init__(bridge, parent, title, 640)
        self._customer_id, self._measure = customer_id, measure
        self.belongs_to(owner, measure)
        self._own_way = measure is not None
        if measure is None:
            self._ask_what_gives_way()
            self._offer_shelf()
        self._ask()
        self.since = SinceRow(bridge, measure, bridge.today()) if measure else None
        if self.since:
            self.column.addWidget(self.since)
        self._add_more()
        self.advice = MeasureAdvice(
            bridge, customer_id, self._form, self.more, self.name, self.promise
        )
        self.advice.changed.connect(self.fit)
        if measure:
            self._show_measure(measure)
        self.column.addStretch(1)
        self._add_buttons(follows=follows)
        self._on_scale()
        self.name.setFocus()

    def said(self) -> MeasureInput:
        """Return what was entered, or raise `InvalidInput`."""
        scale, better = self._scale(), self._better()
        said = MeasureInput(
            name=self.name.text(),
            area=self.question.value,
            scale=scale,
            better=better,
            unit=" ".join(self.promise.read_unit().split()),
            **self.promise.read(),
            **self.more.read(scale, better),
        )
        if self._floor_only:  # a band has no other floor than its edges
            return replace(said, promise=None, floor=said.promise, excellent=None)
        return said

    def save(self) -> None:
        """Keep an active measure."""
        self._keep(draft=False)

    def save_draft(self) -> None:
        """Keep a draft: nobody is asked for it in the week."""
        for form in self.forms:
            form.clear()
        try:
            self._keep(draft=True)
        except InvalidInput as error:
            self.show_error(error)
        else:
            self.accept()

    def show_error(self, error: TrackerError) -> None:
        """Show a complaint beside its field, under More too; low and high are the promise's."""
        if not isinstance(error, InvalidInput):
            super().show_error(error)
            return
        if self.since and error.field == "valid_from":
            self.since.show_error(error.sentence)
            self.fit()
            self.area.ensureWidgetVisible(self.since, 0, 8)
            return
        if error.field in {"low", "high"} or (self._floor_only and error.field == "floor"):
            error = InvalidInput("promise", error.title, error.hint)
        if self.more.knows(error.field):
            self.open_more.setChecked(True)
        super().show_error(error)

    def _keep(self, *, draft: bool) -> None:
        said = replace(self.said(), draft=draft)
        if self._measure and self.since:
            key, since = self._measure.id, self.since
            since.show_error("")
            commands.edit_measure(self.tracker, key, said, since.valid_from, since.reason.text())
        else:
            today = self.bridge.today()
            key = commands.add_measure(self.tracker, self._customer_id, said, today)
        self.saved.emit(key)

    def _ask_what_gives_way(self) -> None:
        words = capacity_words(self.tracker, self.bridge.today())
        self.capacity = label(words, "hint", tone="worse", wrap=True)
        self.capacity.setVisible(bool(words))
        self.column.addWidget(self.capacity)

    def _offer_shelf(self) -> None:
        self.shelf = ReadyMadePicker(self.bridge)
        self.shelf.selected.connect(self._on_ready_made)
        self.shelf.toggled.connect(self.fit)
        self.column.addWidget(self.shelf)

    def _on_ready_made(self, ready_made: ReadyMade) -> None:
        """Show what was taken from the shelf; the promise is what to look at next."""
        service = self.more.service.currentData()
        self._show_said(replace(ready_made.said, service_id=service))
        self._own_way = True
        self.fit()
        self.promise.setFocus()

    def _ask(self) -> None:
        theme = self.bridge.theme
        self.name = QLineEdit()
        self.name.setPlaceholderText("Month-end answers in time")
        self.question = ChoiceGrid(
            theme, [(area, text, AREA_NAMES[area]) for area, text in AREA_QUESTIONS.items()], 2
        )
        self.scale = ChoiceGrid(
            theme, [(scale, SCALES[scale].name, text) for scale, text in EXAMPLES.items()], 3
        )
        self.better = Segments(WAYS)
        self.promise = PromiseField()
        form = self.add_form()
        if self._floor_only:
            form.add("promise", FLOOR, self.promise)
            form.note("promise", FLOOR_NOTE)
        form.add("name", "&Name", self.name)
        form.add("area", "Which &question does it answer for them?", self.question)
        form.add("scale", "How is it &kept?", self.scale)
        form.add("better", "&Better", self.better)
        if not self._floor_only:
            form.add("promise", "&Promise", self.promise)
        self._form = form
        self.scale.choose(Scale.RATING)
        self.better.choose(Better.HIGHER)
        self.scale.selected.connect(self._on_scale)
        self.better.selected.connect(self._on_better)
        self.promise.edited.connect(self._on_edited)

    def _add_more(self) -> None:
        services = self.tracker.services.where("customer_id = ?", self._customer_id)
        kept = self._measure.service_id if self._measure else None
        self.more = MoreFields(
            service for service in services if service.retired_on is None or service.id == kept
        )
        self.more.floor_only = self._floor_only
        self.more.edited.connect(self._on_edited)
        self.forms.append(self.more)
        self.open_more = disclosure("More")
        self.open_more.toggled.connect(self._on_more)
        self._on_more()
        self.column.addWidget(self.open_more)
        self.column.addWidget(self.more)

    def _add_buttons(self, *, follows: bool) -> None:
        draft = self._measure is None or self._measure.draft
        tip = "Impact area and promise can wait; a draft is not asked for in the week"
        self.draft = button("Save as draft", tip, auto_default=False)
        self.draft.clicked.connect(self.save_draft)
        self.buttons.insertWidget(0, self.draft)
        self.draft.setVisible(draft)
        self.cancel.setText("Not now" if follows else "Cancel")
        begin = "Watch it" if self._floor_only else "Promise it"
        self.primary.setText(begin if draft else "Save")

    def _show_said(self, said: MeasureInput) -> None:
        self.name.setText(said.name)
        if said.area:
            self.question.choose(said.area)
        self.scale.choose(said.scale)
        self.better.choose(said.better)
        self.promise.ask(said.scale, said.better)
        level = said.promise if said.floor is None else said.floor
        self.promise.show_said(replace(said, promise=level) if self._floor_only else said)
        self.more.show_said(said)

    def _show_measure(self, measure: Measure) -> None:
        self._show_said(MeasureInput.of(measure))
        if self.tracker.evaluations.span(measure.id):
            self.scale.lock()
            self.more.cadence.setEnabled(False)
            self._form.note("scale", LOCKED)
            self.more.note("cadence", LOCKED)
        self.history = history_label(measure)
        self.column.addWidget(label("Earlier versions", "heading"))
        self.column.addWidget(self.history)

    def _scale(self) -> Scale:
        return self.scale.value or Scale.RATING

    def _better(self) -> Better:
        """Say which way is better; for yes/no the promise itself says it."""
        if self._scale() is Scale.YESNO:
            return Better.LOWER if self.promise.answer.value == 0 else Better.HIGHER
        return self.better.value or Better.HIGHER

    def _on_scale(self) -> None:
        scale = self._scale()
        if not self._own_way:
            self.better.choose(SCALES[scale].better)
            self._own_way = False
        self._form.set_visible("better", visible=scale is not Scale.YESNO)
        self._ask_again()

    def _on_better(self) -> None:
        self._own_way = True
        self._ask_again()

    def _ask_again(self) -> None:
        self.promise.ask(self._scale(), self._better())
        self.more.ask(self._scale(), self._better())
        self._on_edited()

    def _on_edited(self) -> None:
        """Ask from when, as soon as something changes that is dated."""
        if self._measure is None or self.since is None:
            return
        try:
            said = self.said()
        except InvalidInput:
            return
        now = self._measure.now
        changed = any(getattr(said, name) != getattr(now, name) for name in (*DATED, *WORDED))
        if changed is self.since.isHidden():
            self.since.setVisible(changed)
            self.fit()
            if changed:
                self.area.ensureWidgetVisible(self.since, 0, 8)

    def _on_more(self) -> None:
        shown = self.open_more.isChecked()
        self.more.setVisible(shown)
        picture = "chevron-down" if shown else "chevron-right"
        self.open_more.setIcon(icon(self.bridge.theme, picture))
        if self.isVisible():
            self.fit()
            self.area.ensureWidgetVisible(self.more, 0, 0)


class MeasureOrigin(StrEnum):
    """What the measure is made of."""

    NEED = "need"
    ELEMENT = "element"


class MeasureForDialog(MeasureDialog):
    """The dialog of a new measure, named already; saving ties it to what it was made of."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        customer_id: int,
        name: str,
        tie: tuple[MeasureOrigin, int],
    ) -> None:
        super().__init__(bridge, parent, customer_id)
        self._tie = tie
        self.belongs_to(customer_id, *tie)
        self.name.setText(name)
        self.name.selectAll()
        self.saved.connect(self._on_saved)

    def _keep(self, *, draft: bool) -> None:
        with self.tracker.edit(f"measure {self.name.text().strip()}"):
            super()._keep(draft=draft)

    def _on_saved(self, measure_id: int) -> None:
        kind, key = self._tie
        if kind is MeasureOrigin.NEED:
            commands.measure_need(self.tracker, key, measure_id)
        else:
            commands.measure_element(self.tracker, key, measure_id)
