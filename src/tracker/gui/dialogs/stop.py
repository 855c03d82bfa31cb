"""Something upstream stopped: Enter on the link, Enter; everything else if wanted (V1, R8)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListWidget, QListWidgetItem, QWidget

from tracker.app import commands
from tracker.app.commands import StopInput
from tracker.app.upstream.queries import causes_of, link_standings, stop_standings
from tracker.domain.errors import InvalidInput
from tracker.domain.upstream import Stop
from tracker.gui.bridge import Bridge
from tracker.gui.form import FormDialog
from tracker.gui.theme import Theme, scaled
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.row_menu import MenuEntry, menu_index, open_row_menu
from tracker.gui.widgets.text import tip_of
from tracker.gui.widgets.text_field import GrowingText

SOMEBODY_ELSE = "Somebody else…"
ROW, MOST_ROWS = 25, 6
SEEN = {"unknown": None, "yes": True, "no": False}


class PickList(QListWidget):
    """One of a few, each with what it stands for; Enter takes one and goes on."""

    def __init__(self, offered: Sequence[tuple[str, object]]) -> None:
        super().__init__()
        self._keys = [key for _, key in offered]
        for text, _ in offered:
            item = QListWidgetItem(text)
            item.setToolTip(tip_of(text))
            self.addItem(item)
        self.setFixedHeight(scaled(ROW) * min(max(self.count(), 1), MOST_ROWS) + 10)
        self.setProperty("role", "box")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCurrentRow(0)

    @property
    def chosen(self) -> object:
        """What the chosen one stands for; None where there is none."""
        at = self.currentRow()
        return self._keys[at] if at >= 0 else None

    def choose(self, key: object) -> None:
        """Put the cursor on one."""
        if key in self._keys:
            self.setCurrentRow(self._keys.index(key))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what Enter does."""
        if menu_index(self, event).isValid():
            open_row_menu(self, event, [MenuEntry("Take it, and go on\tEnter", self._go_on)])

    def _go_on(self) -> None:
        self.focusNextChild()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the link with Enter and go to the next field; the dialog stays open."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._go_on()
        else:
            super().keyPressEvent(event)


class StopDialog(FormDialog):
    """Asks which link; a new one is added in the same breath. `stop` changes one that is there."""

    def __init__(
        self,
        bridge: Bridge,
        parent: QWidget | None,
        stop: Stop | None = None,
        link_id: int | None = None,
    ) -> None:
        super().__init__(bridge, parent, "Edit stop" if stop else "Log a stop upstream", 520)
        self._stop = stop
        self.belongs_to(stop or link_id)
        known = stop_standings(self.tracker)
        stopped = [one.link.id for one in known]
        links = [
            one
            for one in link_standings(self.tracker)
            if one.link.retired_on is None or (stop and stop.link_id == one.link.id)
        ]
        links.sort(key=lambda one: stopped.index(one.link.id) if one.link.id in stopped else 999)
        named = [(one.name, one.link.id) for one in links]
        self.links = PickList([*named, (SOMEBODY_ELSE, None)])
        self._fields(StopInput.of(stop) if stop else StopInput(started_on=bridge.today()))
        self.cause.setCompleter(completer(bridge.theme, causes_of(known), self.cause))
        if stop or link_id is not None:
            self.links.choose(stop.link_id if stop else link_id)
        self.links.currentRowChanged.connect(self._on_link)
        self._on_link()
        self.primary.setText("Save" if stop else "Log it")
        (self.links if links else self.who).setFocus()

    def save(self) -> None:
        """Keep the stop, and the link if it is a new one."""
        started = self.started.day
        if started is None:
            raise InvalidInput("started_on", "It has no first day", "Type one, as in 30 Nov.")
        said = StopInput(
            started_on=started,
            ended_on=self.ended.day,
            effect=self.effect.text,
            cause=self.cause.text(),
            seen=SEEN[self.seen.value or "unknown"],
        )
        with self.tracker.edit("something upstream stopped"):
            link_id = self.links.chosen
            if not isinstance(link_id, int):
                link_id = commands.add_link(self.tracker, self.who.text(), self.what.text())
            if self._stop:
                commands.edit_stop(self.tracker, self._stop.id, link_id, said)
            else:
                commands.start_stop(self.tracker, link_id, said)
        self.bridge.show_message("Saved. It shades the charts of what depends on it.")

    def _fields(self, said: StopInput) -> None:
        self.who = QLineEdit()
        self.who.setPlaceholderText("Ledger team, a supplier, a system")
        self.what = QLineEdit()
        self.what.setPlaceholderText("The ledger export")
        self.cause = QLineEdit(said.cause)
        self.cause.setPlaceholderText("In the same words each time, so that it is noticed")
        self.effect = GrowingText("effect", "Two requests waited until Wednesday")
        self.effect.show_text(said.effect)
        self.seen = Segments([("unknown", "I do not know"), ("yes", "Yes"), ("no", "No")])
        self.seen.choose(next(key for key, value in SEEN.items() if value is said.seen))
        today = self.bridge.today()
        self.started = DayField(self.bridge, "started_on", said.started_on, latest=today)
        self.ended = DayField(self.bridge, "ended_on", said.ended_on, latest=today)
        form = self.add_form()
        form.add("link", "What did not &arrive", self.links)
        form.add("who", "From &whom", self.who)
        form.add("what", "W&hat they hand over", self.what)
        form.add("cause", "&Cause, if you know it", self.cause)
        form.add("effect", "&Effect", self.effect)
        form.add("seen", "Did the customer &see it?", self.seen)
        form.add("started_on", "&From", self.started)
        form.add("ended_on", "&To (open: it still does not arrive)", self.ended)

    def _on_link(self) -> None:
        new = self.links.chosen is None
        for name in ("who", "what"):
            self.forms[0].set_visible(name, visible=new)
        self.forms[0].set_visible("link", visible=self.links.count() > 1)
        if self.isVisible():
            self.fit()


def completer(theme: Theme, causes: list[str], field: QLineEdit) -> QCompleter:
    """Return what offers the causes given before, in whatever letter case."""
    completer = QCompleter(causes, field)
    if (popup := completer.popup()) is not None:
        theme.dress(popup)  # Qt takes it out of the window
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
