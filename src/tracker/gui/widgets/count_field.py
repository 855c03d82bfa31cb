"""A field for a whole number that keeps what is typed, with the words around it."""

from __future__ import annotations

import re

from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSpinBox, QWidget

from tracker.gui.form import inset
from tracker.report.wording import by_number

MOST_TYPED = 999
_DIGITS = re.compile(r"\d{1,3}")


class CountField(QSpinBox):
    """A number of things: `every 4 weeks`.

    Whoever keeps it says what is too many. A box of Qt with a range swallows the digit that would
    leave it, so that 99 became 9 without a word.
    """

    def __init__(
        self, least: int, one: str = "{}", several: str = "{}", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = one, several
        self.setRange(least, MOST_TYPED)
        inset(self)

    def textFromValue(self, value: int) -> str:
        """Write a number with its words, as one or as several."""
        one, several = self._words
        return by_number(value, one, several).format(value)

    def valueFromText(self, text: str) -> int:
        """Read the number that was typed, whatever stands around it."""
        if text == self.textFromValue(1):
            return 1
        found = _DIGITS.search(text)
        return int(found[0]) if found else self.minimum()

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Take any number of up to three figures, and wait for one where there is none yet."""
        figures = re.findall(r"\d+", text)
        if text in {self.specialValueText(), self.textFromValue(1)} and text:
            return QValidator.State.Acceptable, text, position
        if len(figures) > 1 or any(len(one) > len(str(MOST_TYPED)) for one in figures):
            return QValidator.State.Invalid, text, position
        if not figures or int(figures[0]) < self.minimum():
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Acceptable, text, position
