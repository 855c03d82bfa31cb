"""What stopped upstream, and what is to be done about it: end it, answer it, say it better.

A stop is answered: by a fix on a measure that it touched, or by a reason for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.app.upstream.queries import StopStanding
from tracker.domain.errors import InvalidInput
from tracker.gui.bridge import Bridge
from tracker.gui.correct.choices import ChoiceList, ChoiceRow
from tracker.gui.dialogs.fix import FixDialog
from tracker.gui.form import FormDialog
from tracker.gui.theme import Theme
from tracker.gui.widgets.text import tip_of
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.text.choices import again_line, stop_line

NOTHING = (
    "Nothing has stopped. When something does not arrive, log it from anywhere with Ctrl+Shift+U: "
    "its days are shaded on the charts of what depends on it."
)
LONGEST = 240
ACTIONS = (
    ("end", "Arrives again", "Ended today"),
    ("fix", "Start a fix…", "A fix of the cause closes it"),
    ("close", "No fix because…", "A reason closes it, too"),
    ("edit", "Edit…", "Enter"),
    ("remove", "Delete", "Del; Ctrl+Z brings it back"),
)
Wish = tuple[str, StopStanding]


class StopList(ChoiceList):
    """Enter edits, Delete removes."""

    asked = Signal(object)  # str: what is to be done

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.asked.emit("edit")
        elif event.key() == Qt.Key.Key_Delete:
            self.asked.emit("remove")
        else:
            super().keyPressEvent(event)


class StopsPanel(QFrame):
    """Lists the stops; what is wished for one is told with it."""

    wished = Signal(object)  # Wish

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._stops: dict[int, StopStanding] = {}
        self._today = date.min
        heading = QLabel("What stopped")
        heading.setProperty("role", "heading")
        self.nothing = _text("hint", NOTHING)
        self.list = StopList(theme)
        self.list.setAccessibleName("What stopped")
        self.list.setMinimumHeight(78)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.detail = _text("quiet")
        self.again = _text("")
        self.again.setProperty("tone", "worse")
        self.todo = {key: _button(text, tip) for key, text, tip in ACTIONS}
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        for button in self.todo.values():
            button.clicked.connect(self._on_button)
        self.show_wide(wide=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        for widget in (heading, self.nothing):
            layout.addWidget(widget)
        layout.addWidget(self.list, 1)
        for widget in (self.again, self.detail):
            layout.addWidget(widget)
        layout.addLayout(self._grid)
        layout.addStretch(0)
        self.list.chosen.connect(self._show_chosen)
        self.list.asked.connect(self._wish)
        self.list.itemDoubleClicked.connect(self._on_double)

    @property
    def chosen(self) -> StopStanding | None:
        """The stop that the cursor is on."""
        key = self.list.key
        return self._stops.get(key[1]) if key else None

    def show_wide(self, *, wide: bool) -> None:
        """Put what can be done on one line, or on three."""
        self._across = len(self.todo) if wide else 2
        self._offer()

    def show_stops(self, stops: Sequence[StopStanding], today: date) -> None:
        """Show these stops; the cursor goes to a new one, else it stays on the one it was on."""
        self._today = today
        added = [one.stop.id for one in stops if self._stops and one.stop.id not in self._stops]
        key = ("stop", added[0]) if len(added) == 1 else self.list.key
        self._stops = {one.stop.id: one for one in stops}
        rows = _rows(stops, today)
        keys = [row.key for row in rows if row.key]
        self.list.show_rows(rows, key if key in keys else next(iter(keys), None))
        self.nothing.setVisible(not stops)
        self.list.setVisible(bool(stops))
        self._show_chosen()

    def _show_chosen(self) -> None:
        one = self.chosen
        said = _told(one) if one else ""
        self.detail.setText(said if len(said) <= LONGEST else f"{said[:LONGEST]}…")
        self.detail.setToolTip(tip_of(said) if len(said) > LONGEST else "")
        self.detail.setVisible(bool(said))
        again = one.again if one else None
        self.again.setText(again_line(one.stop, again, self._today) if one and again else "")
        self.again.setVisible(again is not None)
        self._offer()

    def _offer(self) -> None:
        """Show what can be done with the chosen stop, without a hole between the buttons."""
        one, at = self.chosen, 0
        for key, button in self.todo.items():
            self._grid.removeWidget(button)
            offered = one is not None and _offered(key, one)
            if offered:
                self._grid.addWidget(button, at // self._across, at % self._across)
                at += 1
            button.setVisible(offered)

    def _on_button(self) -> None:
        sender = self.sender()
        self._wish(next(key for key, button in self.todo.items() if button is sender))

    def _on_double(self) -> None:
        self._wish("edit")

    def _wish(self, what: str) -> None:
        if one := self.chosen:
            self.wished.emit((what, one))


def _rows(stops: Sequence[StopStanding], today: date) -> list[ChoiceRow]:
    rows: list[ChoiceRow] = []
    head = ""
    for one in stops:
        name = "Still stopped" if one.open else "To be answered" if one.waiting else "Closed"
        if name != head:
            rows.append(ChoiceRow(name))
            head = name
        title = f"{one.link.who}: {one.link.what}" if one.link.what else one.link.who
        tone = "worse" if one.open or one.again else "second"
        line = stop_line(one.stop, today, one.again)
        rows.append(ChoiceRow(title, line, ("stop", one.stop.id), tone))
    return rows


def _told(one: StopStanding) -> str:
    stop = one.stop
    parts = [
        f"Cause: {stop.cause}." if stop.cause else "",
        f"Effect: {stop.effect}" if stop.effect else "",
        f"Fix: {one.fix.what}" if one.fix else "",
        f"No fix because: {stop.no_fix}" if stop.no_fix else "",
    ]
    return "\n".join(part for part in parts if part)


def _offered(key: str, one: StopStanding) -> bool:
    if key == "end":
        return one.open
    if key == "fix":
        return one.fix is None
    return key != "close" or one.fix is None


def _text(role: str, text: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(tip)
    return button


class StopFixDialog(FixDialog):
    """Starts a fix that closes the stop; the stop's cause is the obstacle."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, standing: StopStanding) -> None:
        stop = standing.stop
        told = stop.cause or stop.effect or standing.link.what
        super().__init__(
            bridge, None, parent, obstacle=f"{standing.link.who}: {told}" if told else ""
        )
        self._stop_id = stop.id
        if standing.measures:
            self.measure.setCurrentIndex(max(self.measure.findData(standing.measures[0]), 0))

    def start(self, measure_id: int, said: FixInput) -> None:
        """Start the fix and close the stop."""
        commands.fix_stop(self.tracker, self._stop_id, measure_id, said)


class NoFixDialog(FormDialog):
    """Asks why nothing is changed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, standing: StopStanding) -> None:
        super().__init__(bridge, parent, "No fix, because…", 460)
        self._stop_id = standing.stop.id
        self.because = GrowingText("no_fix", "It happens once a year and costs an hour", lines=2)
        self.because.show_text(standing.stop.no_fix)
        self.add_form().add("no_fix", "&Why nothing is to be changed", self.because)
        self.because.setFocus()

    def save(self) -> None:
        """Close the stop."""
        if not self.because.text.strip():
            raise InvalidInput("no_fix", "The reason is empty", "Write one sentence.")
        commands.close_stop(self.tracker, self._stop_id, self.because.text)
