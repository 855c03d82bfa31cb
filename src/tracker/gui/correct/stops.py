"""What stopped upstream or with me, and what is done about it: ended, said better, answered.

It is answered by a fix on a measure that it touched, or by a reason for none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.commands import FixInput
from tracker.app.upstream.own import OwnStopStanding
from tracker.app.upstream.queries import StopStanding
from tracker.domain.errors import InvalidInput
from tracker.domain.texts.cutting import cut_lines
from tracker.gui.bridge import Bridge
from tracker.gui.correct.choice_list import ChoiceList, ChoiceRow, Key
from tracker.gui.dialogs.fix import FixDialog
from tracker.gui.form import FormDialog
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.row_menu import Entries, of_buttons
from tracker.gui.widgets.text import button, label, set_tip
from tracker.gui.widgets.text_field import GrowingText
from tracker.gui.widgets.wrapping import WrappingRow
from tracker.report.text.choices import again_line, stop_line

NOTHING = (
    "Nothing has stopped. When something does not arrive, log it from anywhere with Ctrl+Shift+U; "
    "when you did not hand something on, with Ctrl+Shift+J. Its days are shaded on the charts."
)
LONGEST = 240
AnyStanding = StopStanding | OwnStopStanding
LEAST, LEAST_WIDE = 78, 82  # px of the list: a head and a row


class StopAction(StrEnum):
    """What can be done with a stop."""

    END = "end"
    TELL = "tell"
    FIX = "fix"
    CLOSE = "close"
    EDIT = "edit"
    REMOVE = "remove"


ACTIONS = {
    StopAction.END: ("Arrives again", "Ended today"),
    StopAction.TELL: ("I told them", "Record that they know"),
    StopAction.FIX: ("Start a fix…", "Fixing the cause closes it"),
    StopAction.CLOSE: ("No fix…", "Giving a reason closes it, too"),
    StopAction.EDIT: ("Edit…", "Enter"),
    StopAction.REMOVE: ("Delete", "Del; Ctrl+Z brings it back"),
}
THEY_HAVE_IT = "They have it now"
"""What the end of a stop of one's own is called."""


@dataclass(frozen=True, slots=True)
class StopRequest:
    """What is wished for which stop."""

    action: StopAction
    standing: AnyStanding


class StopList(ChoiceList):
    """Enter edits, Delete removes."""

    action_requested = Signal(object)  # StopAction

    def sizeHint(self) -> QSize:
        """Ask for little; the rest of the panel is words that cannot scroll."""
        return QSize(120, self.minimumHeight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what the key says."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.action_requested.emit(StopAction.EDIT)
        elif event.key() == Qt.Key.Key_Delete:
            self.action_requested.emit(StopAction.REMOVE)
        else:
            super().keyPressEvent(event)


class StopsPanel(QFrame):
    """Lists the stops; what is wished for one is told with it."""

    action_requested = Signal(object)  # StopRequest

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._stops: dict[Key, AnyStanding] = {}
        self._today = date.min
        self.nothing = label(NOTHING, "hint", wrap=True)
        self.list = StopList(theme, "What stopped")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.detail = label(role="quiet", wrap=True)
        self.again = label(tone="worse", wrap=True)
        self.todo = {action: button(text, tip) for action, (text, tip) in ACTIONS.items()}
        ways = WrappingRow(spacing=6)
        for way in self.todo.values():
            way.clicked.connect(self._on_button)
            ways.addWidget(way)
        self.show_wide(wide=False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(label("What stopped", "heading"))
        layout.addWidget(self.nothing)
        layout.addWidget(self.list, 1)
        for widget in (self.again, self.detail):
            layout.addWidget(widget)
        layout.addLayout(ways)
        layout.addStretch(0)
        self.list.offers = self._offers
        self.list.selected.connect(self._show_chosen)
        self.list.action_requested.connect(self._wish)
        self.list.doubleClicked.connect(self._on_double)

    @property
    def chosen(self) -> AnyStanding | None:
        """The stop that the cursor is on."""
        key = self.list.key
        return self._stops.get(key) if key else None

    def show_wide(self, *, wide: bool) -> None:
        """Have more of the list in view, where there is a whole page for it."""
        self.list.setMinimumHeight(scaled(LEAST_WIDE) if wide else scaled(LEAST))
        self._offer()

    def show_stops(self, stops: Sequence[AnyStanding], today: date) -> None:
        """Show these stops; the cursor goes to a new one, else it stays on the one it was on."""
        self._today = today
        shown = {standing.key: standing for standing in stops}
        added = [key for key in shown if self._stops and key not in self._stops]
        key = added[0] if len(added) == 1 else self.list.key
        self._stops = shown
        rows = _rows(stops, today)
        keys = [row.key for row in rows if row.key]
        self.list.show_rows(rows, key if key in keys else next(iter(keys), None))
        self.nothing.setVisible(not stops)
        self.list.setVisible(bool(stops))
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.chosen
        text = _details(chosen) if chosen else ""
        self.detail.setText(cut_lines(text, LONGEST))
        set_tip(self.detail, text if self.detail.text() != text else "")
        self.detail.setVisible(bool(text))
        again = chosen.again if chosen else None
        self.again.setText(again_line(chosen.stop, again, self._today) if chosen and again else "")
        self.again.setVisible(again is not None)
        self._offer()

    def _offer(self) -> None:
        """Show what can be done with the chosen stop."""
        chosen = self.chosen
        for action, way in self.todo.items():
            way.setVisible(chosen is not None and _offered(action, chosen))
        mine = isinstance(chosen, OwnStopStanding)
        self.todo[StopAction.END].setText(THEY_HAVE_IT if mine else ACTIONS[StopAction.END][0])

    def _offers(self) -> Entries:
        return of_buttons(self.todo.values())

    def _on_button(self) -> None:
        sender = self.sender()
        self._wish(next(action for action, way in self.todo.items() if way is sender))

    def _on_double(self) -> None:
        self._wish(StopAction.EDIT)

    def _wish(self, action: StopAction) -> None:
        if chosen := self.chosen:
            self.action_requested.emit(StopRequest(action, chosen))


def _rows(stops: Sequence[AnyStanding], today: date) -> list[ChoiceRow]:
    rows: list[ChoiceRow] = []
    head = ""
    for each in stops:
        name = "Still stopped" if each.open else "To be answered" if each.waiting else "Closed"
        if name != head:
            rows.append(ChoiceRow(name))
            head = name
        tone = "worse" if each.open or each.again else "second"
        line = stop_line(each.stop, today, each.again)
        rows.append(ChoiceRow(each.title, line, each.key, tone))
    return rows


def _details(standing: AnyStanding) -> str:
    stop = standing.stop
    parts = [
        f"Cause: {stop.cause}." if stop.cause else "",
        f"Effect: {stop.effect}" if stop.effect else "",
        f"Fix: {standing.fix.what}" if standing.fix else "",
        f"No fix because: {stop.no_fix}" if stop.no_fix else "",
    ]
    return "\n".join(part for part in parts if part)


def _offered(action: StopAction, standing: AnyStanding) -> bool:
    if action is StopAction.TELL:
        return isinstance(standing, OwnStopStanding) and not standing.stop.is_known
    if action is StopAction.END:
        return standing.open
    return action not in {StopAction.FIX, StopAction.CLOSE} or standing.fix is None


def _is_mine(standing: AnyStanding) -> bool:
    return isinstance(standing, OwnStopStanding)


class StopFixDialog(FixDialog):
    """Starts a fix that closes the stop; the stop's cause is the obstacle."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, standing: AnyStanding) -> None:
        super().__init__(bridge, None, parent, obstacle=standing.source)
        self._standing = standing
        self.belongs_to(standing.stop)
        if standing.measures:
            self.measure.setCurrentIndex(max(self.measure.findData(standing.measures[0]), 0))

    def start(self, measure_id: int, said: FixInput) -> None:
        """Start the fix and close the stop."""
        fix = commands.fix_own_stop if _is_mine(self._standing) else commands.fix_stop
        fix(self.tracker, self._standing.stop.id, measure_id, said)


class NoFixDialog(FormDialog):
    """Asks why nothing is changed."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, standing: AnyStanding) -> None:
        super().__init__(bridge, parent, "No fix, because…", 460)
        self._standing = standing
        self.belongs_to(standing.stop)
        self.because = GrowingText("no_fix", "It happens once a year and costs an hour", lines=2)
        self.because.show_text(standing.stop.no_fix)
        self.add_form().add("no_fix", "&Why nothing is to be changed", self.because)
        self.because.setFocus()

    def save(self) -> None:
        """Close the stop."""
        if not self.because.text.strip():
            raise InvalidInput("no_fix", "The reason is empty", "Write one sentence.")
        close = commands.close_own_stop if _is_mine(self._standing) else commands.close_stop
        close(self.tracker, self._standing.stop.id, self.because.text)
