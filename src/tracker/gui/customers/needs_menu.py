"""What can be done with a need: its menu, the lines below the lists, its dialog, a blank list.

The blank list is handed to a customer; nothing of one's own list is on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.needs import Needs
from tracker.app.sharing.page_folder import page_name
from tracker.domain.errors import InvalidInput
from tracker.domain.needs import (
    NEED_SOURCE_NAMES,
    NEED_STATUS_NAMES,
    Need,
    NeedSide,
    NeedSource,
    NeedStatus,
)
from tracker.domain.texts.cutting import cut
from tracker.gui.bridge import Bridge
from tracker.gui.customers.needs_table import NeedAction
from tracker.gui.form import FormDialog
from tracker.gui.widgets.choice import Segments
from tracker.gui.widgets.dates import DayField
from tracker.gui.widgets.rows import clear_layout
from tracker.gui.widgets.save_dialog import save_dialog
from tracker.gui.widgets.text import ElidedLabel, label, link, plain, set_tip
from tracker.gui.widgets.text_field import GrowingText
from tracker.report.dates import medium_day

if TYPE_CHECKING:
    from tracker.report.documents.document import Document

LONGEST = 60  # letters of a need in a menu
COME_BACK = timedelta(weeks=4)
SHOWN = 3  # needs without a measure
KINDS = {"pdf": "PDF pages", "html": "Pages for a browser"}
Key = TypeVar("Key")


class NeedsMenu(QMenu):
    """Shown anew for each need; what needs an answer of its own is chosen in a menu beside."""

    action_requested = Signal(object)  # NeedAction
    partner_selected = Signal(object)  # int: the need it is paired with
    measure_selected = Signal(object)  # int | None: what measures it
    source_selected = Signal(object)  # NeedSource
    status_selected = Signal(object)  # NeedStatus

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._others = QMenu(parent)
        self._sources = QMenu("&How I know it", self)
        self._statuses = QMenu("&Where they stand", self)
        self._measures = QMenu("Measured &by", self)
        self.triggered.connect(self._on_triggered)
        self._others.triggered.connect(self._on_partner)
        self._sources.triggered.connect(self._on_source)
        self._statuses.triggered.connect(self._on_status)
        self._measures.triggered.connect(self._on_measure)

    def offer(self, need: Need, found: Needs, place: QPoint) -> None:
        """Show what makes sense for a need."""
        self.clear()
        comparison = found.comparison
        here = comparison.mine if need.side is NeedSide.MINE else comparison.theirs
        self._entry("&Edit\tEnter", NeedAction.EDIT)
        self._entry("Move &up\tAlt+Up", NeedAction.UP).setEnabled(need.rank > 1)
        self._entry("Move dow&n\tAlt+Down", NeedAction.DOWN).setEnabled(need.rank < len(here))
        self.addSeparator()
        self._entry("&Pair with…\tP", NeedAction.PAIR)
        if _partner(need, found):
            self._entry("&Unpair\tU", NeedAction.UNPAIR)
        self.addSeparator()
        self._entry("&Make a measure of it…\tM", NeedAction.MEASURE)
        self._fill_measures(need, found)
        self.addSeparator()
        _fill(self._sources, NEED_SOURCE_NAMES, need.source)
        _fill(self._statuses, NEED_STATUS_NAMES, need.status)
        self.addMenu(self._sources)
        self.addMenu(self._statuses)
        self._entry("Day and &details…\tD", NeedAction.DETAILS)
        if need.status is not NeedStatus.STATED:
            self._entry("&Tell them…\tT", NeedAction.TELL)
        self.addSeparator()
        self._entry("D&rop\tDel", NeedAction.DROP)
        self.popup(place)

    def offer_partners(self, need: Need, found: Needs, place: QPoint) -> None:
        """Show what the need may be paired with: what is like it first, then by rank."""
        menu = self._others
        menu.clear()
        others = found.comparison.theirs if need.side is NeedSide.MINE else found.comparison.mine
        whose = "theirs" if need.side is NeedSide.MINE else "yours"
        menu.setAccessibleName(f"Pair with one of {whose}")
        if not others:
            menu.addAction(f"There is no need of {whose} yet").setEnabled(False)
        like = {key for pair in found.comparison.suggestions for key in (pair.one, pair.other)}
        partner = _partner(need, found)
        for other in sorted(others, key=lambda other: (other.id not in like, other.rank)):
            if other.id != partner:
                menu.addAction(f"{other.rank}  {plain(cut(other.text, LONGEST))}").setData(other.id)
        menu.popup(place)
        if others:
            menu.setActiveAction(menu.actions()[0])

    def _fill_measures(self, need: Need, found: Needs) -> None:
        names = {key: plain(cut(name, LONGEST)) for key, name in found.measures.items()}
        measured = need.measure_id if need.measure_id in found.measures else None
        _fill(self._measures, {None: "No measure", **names}, measured)
        self.addMenu(self._measures)
        self._measures.setEnabled(bool(found.measures))

    def _entry(self, text: str, wish: NeedAction) -> QAction:
        action = self.addAction(text)
        action.setData(wish)
        return action

    def _on_triggered(self, action: QAction) -> None:
        if action in self.actions():  # a menu beside tells of its own, too
            self.action_requested.emit(NeedAction(action.data()))

    def _on_partner(self, action: QAction) -> None:
        self.partner_selected.emit(action.data())

    def _on_source(self, action: QAction) -> None:
        self.source_selected.emit(NeedSource(action.data()))

    def _on_status(self, action: QAction) -> None:
        self.status_selected.emit(NeedStatus(action.data()))

    def _on_measure(self, action: QAction) -> None:
        self.measure_selected.emit(action.data())


def _fill(menu: QMenu, names: Mapping[Key, str], chosen: Key) -> None:
    """Offer one of several, the chosen one with its mark."""
    menu.clear()
    for key, name in names.items():
        action = menu.addAction(name)
        action.setData(key)
        action.setCheckable(True)
        action.setChecked(key == chosen)


def _partner(need: Need, found: Needs) -> int | None:
    for row in found.comparison.rows:
        if row.mine and row.theirs and need.id in {row.mine.id, row.theirs.id}:
            return row.theirs.id if need.side is NeedSide.MINE else row.mine.id
    return None


class NeedLines(QWidget):
    """A heading and a few needs, each with one button; the rest are counted."""

    action_requested = Signal(object)  # int: the need whose button was pressed

    def __init__(self, heading: str, button: str, most: int | None = None) -> None:
        super().__init__()
        self._button, self._most = button, most
        self.buttons: dict[int, QPushButton] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(label(heading, "heading", wrap=True))
        layout.addLayout(self._rows)
        self.hide()

    def show_needs(self, needs: Iterable[Need]) -> None:
        """Show these needs; none hides the whole."""
        clear_layout(self._rows)
        self.buttons = {}
        found = list(needs)
        for need in found[: self._most]:
            self._rows.addWidget(self._line(need))
        if more := len(found) - len(self.buttons):
            rest = label(f"and {more} more", "hint")
            set_tip(rest, "\n".join(need.text for need in found[self._most :]))
            self._rows.addWidget(rest)
        self.setVisible(bool(found))

    def _line(self, need: Need) -> QWidget:
        button = link(self._button, name=f"{self._button.rstrip('…')}: {need.text}")
        button.setProperty("need", need.id)
        button.clicked.connect(self._on_clicked)
        self.buttons[need.id] = button
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(ElidedLabel(_line(need), "quiet"), 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line

    def _on_clicked(self) -> None:
        self.action_requested.emit(self.sender().property("need"))


def _line(need: Need) -> str:
    if need.dropped_on is not None:
        return f"{need.text} · dropped {medium_day(need.dropped_on)}"
    whose = "theirs" if need.side == "theirs" else "yours"
    return f"{need.text} · {need.rank} of {whose}"


class NeedDialog(FormDialog):
    """Says a need better, and how it came to be known."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, need: Need) -> None:
        super().__init__(bridge, parent, "How do you know that they need it?", 560)
        self._need = need
        self.belongs_to(need)
        self.text = QLineEdit(need.text)
        self.source = Segments(NEED_SOURCE_NAMES.items())
        self.source.choose(need.source)
        self.day = DayField(bridge, "stated_on", need.stated_on, latest=bridge.today())
        self.status = Segments(NEED_STATUS_NAMES.items())
        self.status.choose(need.status)
        form = self.add_form()
        form.add("text", "The &need, in their words", self.text)
        form.add("source", "&How you know it", self.source)
        form.add("stated_on", "S&ince when", self.day)
        form.add("status", "Where they &stand", self.status)
        self.column.addStretch(1)
        self.text.setFocus()

    def save(self) -> None:
        """Keep it."""
        day = self.day.day
        if day is None:
            raise InvalidInput("stated_on", "The day is missing", "Type it, as in 30 Nov or fri.")
        commands.edit_need(
            self.tracker,
            self._need.id,
            self.text.text(),
            source=self.source.value,
            stated_on=day,
            status=self.status.value,
        )


class BlankList(QObject):
    """Asks for a file without blocking, and writes the page as its name ends."""

    def __init__(self, bridge: Bridge, owner: QWidget, customer_id: int) -> None:
        super().__init__(owner)
        self._bridge = bridge
        self._customer = bridge.tracker.customers.get(customer_id)
        name = f"{page_name(self._customer.name, self._customer.uid)[:-14]}-needs"
        self.dialog = save_dialog(
            owner,
            bridge,
            "Blank list",
            KINDS,
            name,
            self.write,
            self._undrawn_hint,
            self.deleteLater,
        )

    def open(self) -> None:
        """Show the question."""
        self.dialog.open()

    def _document(self) -> Document:
        from tracker.app.person import person
        from tracker.report.documents.logo import bare_logo
        from tracker.report.text.customers import blank_list

        me = person(self._bridge.tracker)
        logo = bare_logo(me.logo) if me.logo else None
        day = self._bridge.today()
        return blank_list(self._customer.name, day, me.name, me.role, logo)

    def _undrawn_hint(self, path: Path) -> str:
        from tracker.paper.writer import undrawn_in

        return undrawn_in(self._document(), path.suffix)

    def write(self, path: Path) -> None:
        """Write the list."""
        from tracker.paper.writer import write_document

        write_document(self._document(), path)
        self._bridge.show_message(f"Saved to {path}")


class TellNeedDialog(FormDialog):
    """What I tell a customer of a need that they do not know, and when I come back to it."""

    def __init__(self, bridge: Bridge, parent: QWidget | None, need: Need) -> None:
        super().__init__(bridge, parent, "Tell them about it", 460)
        self._need = need
        self.belongs_to(need)
        self.column.addWidget(label(need.text, "quiet", wrap=True))
        self.text = GrowingText("text", f"Told them: {need.text}", lines=2)
        self.told = DayField(bridge, "told_on", bridge.today(), latest=bridge.today())
        self.back = DayField(bridge, "back_on", bridge.today() + COME_BACK)
        form = self.add_form()
        form.add("text", "&What I said, and what they said", self.text)
        form.add("told_on", "&On", self.told)
        form.add("back_on", "Come &back to it on (optional)", self.back)
        self.primary.setText("I told them")
        self.text.setFocus()

    def save(self) -> None:
        """Keep the note, the moment and the day."""
        told = self.told.required_day
        commands.tell_need(self.tracker, self._need.id, told, self.text.text, self.back.day)
        self.bridge.show_message(
            "Saved as a note, and as a moment to come back to it."
            if self.back.day
            else "Saved as a note"
        )
