"""What is asked of a measure: which way is better, what is promised, and the rest under More."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypedDict, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.customer import Service
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import (
    SCALES,
    SIGNS,
    WORDS_1_TO_5,
    Better,
    Horizon,
    Source,
    Version,
    check_value,
    read_value,
)
from tracker.domain.number import plain_number, read_number
from tracker.domain.period import Cadence
from tracker.gui.form import Form, narrow_box
from tracker.gui.theme import scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.text import label
from tracker.gui.widgets.text_field import GrowingText

WAYS = (
    (Better.HIGHER, "Higher is better"),
    (Better.LOWER, "Lower is better"),
    (Better.BAND, "Best within a band"),
)
EXAMPLES = {
    Scale.RATING: "Usable as sent: 4",
    Scale.NUMBER: "Hours I saved them: 2.5",
    Scale.PERCENT: "Answered in time: 92 %",
    Scale.COUNT: "Mistakes they found: 1",
    Scale.DURATION: "Days to an answer: 1.5",
    Scale.YESNO: "Sent before the deadline: yes",
}
UNITS = {
    Scale.DURATION: ("days", "hours", "minutes", "weeks"),
    Scale.NUMBER: ("", "hours", "hours a week", "euros"),
    Scale.COUNT: ("", "requests", "questions", "errors"),
}
HINTS = {Scale.DURATION: "2", Scale.NUMBER: "2.5", Scale.PERCENT: "90", Scale.COUNT: "3"}
CADENCES = {
    Cadence.WEEKLY: "Every week",
    Cadence.FORTNIGHTLY: "Every two weeks",
    Cadence.MONTHLY: "Every month",
    Cadence.QUARTERLY: "Every quarter",
}
SOURCES = {
    Source.ME: "Me",
    Source.COLLEAGUE: "A colleague",
    Source.CUSTOMER: "The customer",
    Source.SYSTEM: "A system",
}
HORIZONS = {
    Horizon.NOW: "They need this now",
    Horizon.NEXT: "They need this next",
    Horizon.LATER: "They need this later",
}
THEIR_NAME = "It stands on what goes to them. Left empty, your own name does."
STEPPED = {Scale.NUMBER, Scale.PERCENT, Scale.DURATION}
Key = TypeVar("Key")


class PromiseFields(TypedDict):
    """What is promised: one level, or the two ends of a band."""

    promise: float | None
    low: float | None
    high: float | None


class MoreInput(TypedDict):
    """What stands under More."""

    cadence: Cadence
    source: Source
    horizon: Horizon
    service_id: int | None
    shared: bool
    their_name: str
    definition: str
    impact: str
    words: str
    step: float
    excellent: float | None
    floor: float | None


def read_level(text: str, scale: Scale, field: str) -> float | None:
    """Read a level of a scale, None where nothing was typed; a rating may be promised 3.5."""
    if not text.strip():
        return None
    if scale is Scale.RATING:
        return read_number(text, field)
    return check_value(read_value(text, scale, field), scale, field)


class PromiseField(QWidget):
    """A rating and yes/no are chosen, other scales typed; a band has two ends; the unit follows."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scale = Scale.RATING
        self.better = Better.HIGHER
        self.rating = Segments([(float(value), str(value)) for value in range(1, 6)])
        self.answer = Segments([(1.0, "yes"), (0.0, "no")])
        self.sign = label()
        self.value = _number_edit("Promise")
        self.low = _number_edit("Lower end of the band")
        self.dash = label("–")
        self.high = _number_edit("Upper end of the band")
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.setAccessibleName("Unit")
        if line := self.unit.lineEdit():
            line.setPlaceholderText("unit")
        self.percent = label("%")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        parts: tuple[QWidget, ...] = (self.rating, self.answer, self.sign, self.value)
        for part in (*parts, self.low, self.dash, self.high, self.unit, self.percent):
            row.addWidget(part)
        row.addStretch(1)
        for chooser in (self.rating, self.answer):
            chooser.selected.connect(self.edited)
        for edit in (self.value, self.low, self.high):
            edit.textEdited.connect(self.edited)
        self.unit.editTextChanged.connect(self.edited)
        self.ask(Scale.RATING, Better.HIGHER)

    def ask(self, scale: Scale, better: Better) -> None:
        """Ask for a promise on a scale; the unit becomes the scale's usual one if it changed."""
        if scale is not self.scale:
            self._offer_units(scale)
            for edit in (self.value, self.low, self.high):
                edit.setPlaceholderText(HINTS.get(scale, ""))
        self.scale, self.better = scale, better
        band = better is Better.BAND
        self.rating.setVisible(scale is Scale.RATING and not band)
        self.answer.setVisible(scale is Scale.YESNO)
        typed = not band and scale not in {Scale.RATING, Scale.YESNO}
        self.sign.setText("" if band else SIGNS[better])
        for widget in (self.value, self.sign):
            widget.setVisible(typed)
        for widget in (self.low, self.dash, self.high):
            widget.setVisible(band)
        self.unit.setVisible(scale in UNITS)
        self.percent.setVisible(scale is Scale.PERCENT)
        self.setFocusProxy(self._first())

    def show_said(self, version: Version | MeasureInput) -> None:
        """Show what is promised now; `ask` has been called before."""
        self.unit.setEditText(version.unit)
        if version.promise is not None:
            self.value.setText(plain_number(version.promise))
            if self.scale is Scale.YESNO:
                self.answer.choose(version.promise)
            elif self.scale is Scale.RATING:
                self._choose_rating(version.promise)
        for edit, end in ((self.low, version.low), (self.high, version.high)):
            edit.setText("" if end is None else plain_number(end))

    def read(self) -> PromiseFields:
        """Return promise, low and high as the scale has them, or raise `InvalidInput`."""
        if self.better is Better.BAND:
            low, high = self._level(self.low), self._level(self.high)
            return {"promise": None, "low": low, "high": high}
        if self.scale is Scale.RATING:
            promise = self.rating.value
        elif self.scale is Scale.YESNO:
            promise = self.answer.value
        else:
            promise = self._level(self.value)
        return {"promise": promise, "low": None, "high": None}

    def read_unit(self) -> str:
        """Return the unit, empty where the scale has none of its own."""
        return self.unit.currentText() if self.scale in UNITS else ""

    def _level(self, edit: QLineEdit) -> float | None:
        return read_level(edit.text(), self.scale, "promise")

    def _offer_units(self, scale: Scale) -> None:
        self.unit.clear()
        self.unit.addItems(list(UNITS.get(scale, ())))
        self.unit.setEditText(SCALES[scale].unit)

    def _choose_rating(self, promise: float) -> None:
        """Choose a rating; one between two (from an import) gets a segment of its own."""
        if promise not in self.rating.buttons:
            self.rating.add(promise, plain_number(promise))
        self.rating.choose(promise)

    def _first(self) -> QWidget:
        if self.better is Better.BAND:
            return self.low
        return {Scale.RATING: self.rating, Scale.YESNO: self.answer}.get(self.scale, self.value)


def _number_edit(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setFixedWidth(scaled(96))
    return edit


class MoreFields(Form):
    """Everything that has a usual answer."""

    edited = Signal()

    def __init__(self, services: Iterable[Service]) -> None:
        super().__init__(stacked=True)
        self.floor_only = False  # asked above, and nothing to excel at
        self.cadence = _box(CADENCES)
        self.impact = GrowingText("impact", "I close two days earlier, because …")
        self.definition = GrowingText("definition", "What is counted, from when to when")
        self.words = [QLineEdit() for _ in WORDS_1_TO_5]
        self.excellent, self.floor, self.step = QLineEdit(), QLineEdit(), QLineEdit()
        self.source, self.horizon = _box(SOURCES), _box(HORIZONS)
        self.service = narrow_box()
        self.service.addItem("None in particular", None)
        for service in services:
            self.service.addItem(service.name, service.id)
        self.shared = QCheckBox("Shared: it can be on the customer’s scorecard")
        self.their_name = QLineEdit()
        self.their_name.setPlaceholderText("Hours you saved us")
        for name, title, field in (
            ("cadence", "How &often", self.cadence),
            ("impact", "&Impact, in the customer’s voice", self.impact),
            ("definition", "&Definition", self.definition),
            ("words", "Own &words for 1 to 5", self._words_part()),
            ("excellent", "E&xcellent would be", self.excellent),
            ("floor", "Never &below (floor)", self.floor),
            ("step", "S&mallest step recorded", self.step),
            ("service", "Part of which &service", self.service),
            ("source", "Who &gives the figure", self.source),
            ("horizon", "Hori&zon", self.horizon),
            ("their_name", "Name in &their words", self.their_name),
            ("shared", "", self.shared),
        ):
            self.add(name, title, field)
        self.note("their_name", THEIR_NAME)
        self._connect()

    def ask(self, scale: Scale, better: Better) -> None:
        """Show what makes sense for a scale."""
        self.set_visible("words", visible=scale is Scale.RATING)
        self.set_visible("step", visible=scale in STEPPED)
        self.step.setPlaceholderText(plain_number(SCALES[scale].step))
        levels = better is not Better.BAND and scale is not Scale.YESNO and not self.floor_only
        for name in ("excellent", "floor"):
            self.set_visible(name, visible=levels)

    def show_said(self, said: MeasureInput) -> None:
        """Show what a measure says now."""
        for box, value in (
            (self.cadence, said.cadence),
            (self.source, said.source),
            (self.horizon, said.horizon),
            (self.service, said.service_id),
        ):
            box.setCurrentIndex(max(box.findData(value), 0))
        self.shared.setChecked(said.shared)
        self.their_name.setText(said.their_name)
        self.definition.show_text(said.definition)
        self.impact.show_text(said.impact)
        for edit, level in ((self.excellent, said.excellent), (self.floor, said.floor)):
            edit.setText("" if level is None else plain_number(level))
        if said.step not in {None, SCALES[said.scale].step}:
            self.step.setText(plain_number(said.step or 0))
        for edit, word in zip(self.words, said.words.splitlines(), strict=False):
            edit.setText(word)

    def read(self, scale: Scale, better: Better) -> MoreInput:
        """Return what was entered, or raise `InvalidInput`."""
        graded = better is not Better.BAND and scale is not Scale.YESNO
        return {
            "cadence": Cadence(self.cadence.currentData()),
            "source": Source(self.source.currentData()),
            "horizon": Horizon(self.horizon.currentData()),
            "service_id": self.service.currentData(),
            "shared": self.shared.isChecked(),
            "their_name": self.their_name.text(),
            "definition": self.definition.text.strip(),
            "impact": self.impact.text.strip(),
            "words": self._read_words() if scale is Scale.RATING else "",
            "step": self._read_step(scale),
            "excellent": read_level(self.excellent.text(), scale, "excellent") if graded else None,
            "floor": read_level(self.floor.text(), scale, "floor") if graded else None,
        }

    def _read_words(self) -> str:
        own = [edit.text().strip() for edit in self.words]
        if not any(own):
            return ""
        return "\n".join(word or usual for word, usual in zip(own, WORDS_1_TO_5, strict=True))

    def _read_step(self, scale: Scale) -> float:
        text = self.step.text().strip()
        if scale not in STEPPED or not text:
            return SCALES[scale].step
        step = read_number(text, "step")
        if step <= 0:
            raise InvalidInput("step", "A step is more than 0", "Write it as 0.1 or 5.")
        return step

    def _words_part(self) -> QWidget:
        part = QWidget()
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for rating, (edit, usual) in enumerate(zip(self.words, WORDS_1_TO_5, strict=True), 1):
            edit.setPlaceholderText(f"{rating}  {usual}")
            edit.setAccessibleName(f"Own word for {rating}, instead of {usual}")
            layout.addWidget(edit)
        part.setFocusProxy(self.words[0])
        return part

    def _connect(self) -> None:
        for edit in (*self.words, self.excellent, self.floor, self.step):
            edit.textEdited.connect(self.edited)
        for text in (self.impact, self.definition):
            text.textChanged.connect(self.edited)
        for box in (self.cadence, self.source, self.horizon, self.service):
            box.activated.connect(self.edited)


def _box(names: Mapping[Key, str]) -> QComboBox:
    box = QComboBox()
    for key, name in names.items():
        box.addItem(name, key)
    return box
