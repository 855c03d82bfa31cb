"""What can be done next about a verdict: a fix, a word, a new baseline; two rows in little room."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from tracker.app.queries.standing import CHANGED, Standing
from tracker.detection import Verdict
from tracker.gui.theme import set_tone

BAD = frozenset({Verdict.WORSE, Verdict.DRIFTING_WORSE})
PLANNED, PLANNED_SHORT = "It was planned: set a new baseline", "It was planned…"
BASELINE = "Set a new baseline…"


class VerdictAnswers(QWidget):
    """Three buttons whose words fit the verdict and the room."""

    def __init__(self) -> None:
        super().__init__()
        self._standing: Standing | None = None
        self.fix = QPushButton("Start a fix")
        self.fix.setToolTip("What will be done about it? (Ctrl+Shift+F)")
        self.one_off = QPushButton("One-off")
        self.planned = QPushButton(BASELINE)
        self.planned.setToolTip("The work was changed on purpose: what is usual begins anew")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for at, button in enumerate((self.fix, self.one_off, self.planned)):
            self._grid.addWidget(button, 0, at)

    def show_standing(self, standing: Standing, room: int) -> None:
        """Offer what can be done about a verdict."""
        self._standing = standing
        bad = standing.if_fresh in BAD
        set_tone(self.fix, "accent" if bad and not standing.answered else "")
        self.one_off.setVisible(bad or standing.if_fresh is Verdict.ONE_OFF)
        self.one_off.setText("Not a one-off" if standing.one_off else "One-off")
        self.one_off.setToolTip("It stays in the chart, marked, and is no news")
        self.fit(room)

    def fit(self, room: int) -> None:
        """Use shorter words, then a second row, where there is little room."""
        if self._standing is None:
            return
        change = self._standing.if_fresh in CHANGED
        buttons = [one for one in (self.fix, self.one_off) if not one.isHidden()]
        used = sum(one.sizeHint().width() + 8 for one in buttons)
        for words in (PLANNED, PLANNED_SHORT) if change else (BASELINE,):
            self.planned.setText(words)
            if used + self.planned.sizeHint().width() <= room:
                break
        wide = used + self.planned.sizeHint().width() <= room
        for at, button in enumerate((*buttons, self.planned)):
            below = not wide and button is self.planned
            self._grid.addWidget(button, *((1, 0, 1, 2) if below else (0, at)))
        self._grid.setColumnStretch(3, 1)
