"""What can wait when a measure is promised: levels around the promise, rhythm, source, wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QVBoxLayout, QWidget

from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.customer import Service
from tracker.domain.errors import InvalidInput
from tracker.domain.measure import SCALES, WORDS_1_TO_5, Better, Horizon, Source
from tracker.domain.number import read_number, show_number
from tracker.domain.period import Cadence
from tracker.gui.dialogs.measure_promise import read_level
from tracker.gui.form import Form, narrow_box
from tracker.gui.widgets.growing_text import GrowingText

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
STEPPED = {Scale.NUMBER, Scale.PERCENT, Scale.DURATION}


class MoreFields(Form):
    """Everything that has a usual answer."""

    edited = Signal()

    def __init__(self, services: Iterable[Service]) -> None:
        super().__init__(stacked=True)
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
        self.shared = QCheckBox("Shared: it may go to the customer")
        for name, label, field in (
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
            ("shared", "", self.shared),
        ):
            self.add(name, label, field)
        self._connect()

    def ask(self, scale: Scale, better: Better) -> None:
        """Show what makes sense for a scale."""
        self.set_visible("words", visible=scale is Scale.RATING)
        self.set_visible("step", visible=scale in STEPPED)
        self.step.setPlaceholderText(show_number(SCALES[scale].step))
        levels = better is not Better.BAND and scale is not Scale.YESNO
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
        self.definition.show_text(said.definition)
        self.impact.show_text(said.impact)
        for edit, level in ((self.excellent, said.excellent), (self.floor, said.floor)):
            edit.setText("" if level is None else show_number(level))
        if said.step not in {None, SCALES[said.scale].step}:
            self.step.setText(show_number(said.step or 0))
        for edit, word in zip(self.words, said.words.splitlines(), strict=False):
            edit.setText(word)

    def read(self, scale: Scale, better: Better) -> dict[str, Any]:
        """Return what was said, or raise `InvalidInput`."""
        levels = {"excellent": self.excellent, "floor": self.floor}
        graded = better is not Better.BAND and scale is not Scale.YESNO
        return {
            "cadence": Cadence(self.cadence.currentData()),
            "source": Source(self.source.currentData()),
            "horizon": Horizon(self.horizon.currentData()),
            "service_id": self.service.currentData(),
            "shared": self.shared.isChecked(),
            "definition": self.definition.text.strip(),
            "impact": self.impact.text.strip(),
            "words": self._read_words() if scale is Scale.RATING else "",
            "step": self._read_step(scale),
        } | {
            name: read_level(edit.text(), scale, name) if graded else None
            for name, edit in levels.items()
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
        for at, (edit, usual) in enumerate(zip(self.words, WORDS_1_TO_5, strict=True), start=1):
            edit.setPlaceholderText(f"{at}  {usual}")
            edit.setAccessibleName(f"Own word for {at}, instead of {usual}")
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


def _box(names: Mapping[Any, str]) -> QComboBox:
    box = QComboBox()
    for key, name in names.items():
        box.addItem(name, key)
    return box
