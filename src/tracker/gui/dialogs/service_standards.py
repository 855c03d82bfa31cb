"""What floor, good and excellent mean for a service, in words, and what was said before (N7)."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.commands.standards import standards_of
from tracker.domain.customer import Service
from tracker.domain.practice import Standard
from tracker.gui.bridge import Bridge
from tracker.gui.form import Form
from tracker.gui.icons import icon
from tracker.gui.widgets.day_field import DayField
from tracker.gui.widgets.growing_text import GrowingText

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
        for name, label, _ in LEVELS:
            self.form.add(name, label, self.texts[name])
            if now is not None:
                self.texts[name].show_text(getattr(now, name))
        self.review = DayField(bridge.theme, "review_on", now.review_on if now else None)
        self.form.add("review_on", "Look at it again &on", self.review)
        self.history = QLabel(_history(history))
        self.history.setProperty("role", "hint")
        self.history.setWordWrap(True)
        self.history.setVisible(len(history) > 1)
        self.toggle = QPushButton("Standards in words")
        self.toggle.setProperty("role", "disclosure")
        self.toggle.setCheckable(True)
        self.toggle.setAutoDefault(False)
        self.toggle.toggled.connect(self._on_toggled)
        self._folded = QWidget()
        inside = QVBoxLayout(self._folded)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.form)
        inside.addWidget(self.history)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.toggle)
        layout.addWidget(self._folded)
        self.toggle.setChecked(now is not None)
        self._on_toggled(shown=now is not None)

    def keep(self, service_id: int) -> None:
        """Keep the wording, from today on where it differs."""
        said = {name: field.text for name, field in self.texts.items()}
        day = self._bridge.today()
        review = self.review.day
        commands.set_standard(self._bridge.tracker, service_id, day, review_on=review, **said)

    def _on_toggled(self, shown: object) -> None:
        self._folded.setVisible(bool(shown))
        picture = "chevron-down" if shown else "chevron-right"
        self.toggle.setIcon(icon(self._bridge.theme, picture))
        window = self.window()
        if shown and window.isVisible() and hasattr(window, "fit"):
            window.fit()


def _history(history: list[Standard]) -> str:
    lines = ["What was said before"]
    for at, one in enumerate(history[1:]):
        words = "; ".join(text for text in (one.floor, one.good, one.excellent) if text)
        lines.append(f"{_day(one.valid_from)} to {_day(history[at].valid_from)}: {words}")
    return "\n".join(lines)


def _day(day: date) -> str:
    return str(QLocale().toString(day, "d MMM yyyy"))  # type: ignore[call-overload]
