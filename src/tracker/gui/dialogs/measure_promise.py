"""Which way is better, and what is promised, asked as the scale itself is answered."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from tracker.app.commands import MeasureInput
from tracker.detection.scale import Scale
from tracker.domain.measure import SCALES, SIGNS, Better, Version, check_value, read_value
from tracker.domain.number import read_number, show_number
from tracker.gui.widgets.choice import Segments

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
        self.sign = QLabel()
        self.value = _number_edit("Promise")
        self.low = _number_edit("Lower end of the band")
        self.dash = QLabel("–")
        self.high = _number_edit("Upper end of the band")
        self.unit = QComboBox()
        self.unit.setEditable(True)
        self.unit.setAccessibleName("Unit")
        self.unit.lineEdit().setMaxLength(40)  # type: ignore[union-attr]
        self.unit.lineEdit().setPlaceholderText("unit")  # type: ignore[union-attr]
        self.percent = QLabel("%")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        parts: tuple[QWidget, ...] = (self.rating, self.answer, self.sign, self.value)
        for part in (*parts, self.low, self.dash, self.high, self.unit, self.percent):
            row.addWidget(part)
        row.addStretch(1)
        for chooser in (self.rating, self.answer):
            chooser.chosen.connect(self.edited)
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
            self.value.setText(show_number(version.promise))
            if self.scale is Scale.YESNO:
                self.answer.choose(version.promise)
            elif self.scale is Scale.RATING:
                self._choose_rating(version.promise)
        for edit, end in ((self.low, version.low), (self.high, version.high)):
            edit.setText("" if end is None else show_number(end))

    def read(self) -> dict[str, Any]:
        """Return promise, low and high as the scale has them, or raise `InvalidInput`."""
        if self.better is Better.BAND:
            return {
                "low": read_level(self.low.text(), self.scale, "promise"),
                "high": read_level(self.high.text(), self.scale, "promise"),
            }
        if self.scale is Scale.RATING:
            return {"promise": self.rating.value}
        if self.scale is Scale.YESNO:
            return {"promise": self.answer.value}
        return {"promise": read_level(self.value.text(), self.scale, "promise")}

    def read_unit(self) -> str:
        """Return the unit, empty where the scale has none of its own."""
        return self.unit.currentText() if self.scale in UNITS else ""

    def _offer_units(self, scale: Scale) -> None:
        self.unit.clear()
        self.unit.addItems(list(UNITS.get(scale, ())))
        self.unit.setEditText(SCALES[scale].unit)

    def _choose_rating(self, promise: float) -> None:
        """Choose a rating; one between two (from an import) gets a segment of its own."""
        if promise not in self.rating.buttons:
            self.rating.add(promise, show_number(promise))
        self.rating.choose(promise)

    def _first(self) -> QWidget:
        if self.better is Better.BAND:
            return self.low
        return {Scale.RATING: self.rating, Scale.YESNO: self.answer}.get(self.scale, self.value)


def _number_edit(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setFixedWidth(96)
    return edit
