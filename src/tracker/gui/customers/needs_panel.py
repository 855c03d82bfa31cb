"""Needs, side by side: my list and theirs, how to add to them, and what differs in a sentence.

Where two needs may be one, it is asked: one question at a time, with the words that made it ask.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.app import commands
from tracker.app.customers.needs import Needs, needs
from tracker.domain.errors import InvalidInput
from tracker.domain.needs import Need, NeedsComparison, NeedSide, NeedSource, NeedStatus
from tracker.domain.texts.cutting import cut
from tracker.domain.texts.similarity import SimilarPair
from tracker.gui.bridge import Bridge
from tracker.gui.customers.needs_menu import (
    SHOWN,
    BlankList,
    NeedDialog,
    NeedLines,
    NeedsMenu,
    TellNeedDialog,
)
from tracker.gui.customers.needs_model import RankRequest
from tracker.gui.customers.needs_table import NeedAction, NeedsTable
from tracker.gui.draft import DraftKeeper
from tracker.gui.icons import icon
from tracker.gui.measure.dialog import MeasureForDialog, MeasureOrigin
from tracker.gui.widgets.text import complaint, label, link, show_text
from tracker.report.text.customers import difference

ASKED = {NeedSide.MINE: "Add what you think they need", NeedSide.THEIRS: "Add what they said"}
LONGEST = 70  # letters of a need in a question
INTRO = (
    "Write what you think they need. Then hand them a blank list, write what they say, and see "
    "where the two differ."
)
KEYS = "Alt+↑ ↓ ranks · P pairs · M makes a measure · Enter edits · Del drops · or drag"


class NeedsEntry(QWidget):
    """One field a list; Enter adds to it and waits for the next."""

    need_entered = Signal(object)  # tuple[NeedSide, str]

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[NeedSide, QLineEdit] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for side, asked in ASKED.items():
            field = QLineEdit()
            field.setPlaceholderText(asked)
            field.setAccessibleName(f"{asked}; Enter adds it")
            field.setProperty("side", side.value)
            field.returnPressed.connect(self._on_entered)
            self.fields[side] = field
            row.addWidget(field, 1)

    def _on_entered(self) -> None:
        side = NeedSide(self.sender().property("side"))
        self.need_entered.emit((side, self.fields[side].text()))


class SimilarNeedsNotice(QFrame):
    """What was said not to be the same is not asked again while the window is open."""

    paired = Signal(object)  # tuple[int, int]: two needs

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "notice")
        self._asked: SimilarPair[int] | None = None
        self._refused: set[tuple[int, int]] = set()
        self._found = NeedsComparison()
        self.question = label(wrap=True)
        self.yes, self.no = link("Pair them"), link("They differ")
        self.buttons = (self.yes, self.no)
        row = QHBoxLayout()
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 6)
        layout.setSpacing(2)
        layout.addWidget(self.question)
        layout.addLayout(row)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        self.hide()

    def forget(self) -> None:
        """Ask everything again."""
        self._refused.clear()

    def show_suggestions(self, found: NeedsComparison) -> None:
        """Ask about the most likely pair that was not refused."""
        self._found = found
        pairs = found.suggestions
        open_pairs = (pair for pair in pairs if (pair.one, pair.other) not in self._refused)
        self._asked = next(open_pairs, None)
        if self._asked is not None:
            texts = {need.id: need.text for row in found.rows for need in row.needs}
            one, other = (_quoted(texts[key]) for key in (self._asked.one, self._asked.other))
            words = [f"“{word}”" for word in self._asked.shared[:3]]
            both = " and ".join([", ".join(words[:-1]), words[-1]]) if words[1:] else words[0]
            self.question.setText(f"May {one} and {other} be the same? Both say {both}.")
        self.setVisible(self._asked is not None)

    def _on_yes(self) -> None:
        if self._asked is not None:
            self.paired.emit((self._asked.one, self._asked.other))

    def _on_no(self) -> None:
        if self._asked is not None:
            self._refused.add((self._asked.one, self._asked.other))
            self.show_suggestions(self._found)


def _quoted(text: str) -> str:
    return f"“{cut(text, LONGEST)}”"


class NeedsPanel(QWidget):
    """Below the services of a customer's page; every change counts at once."""

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge, self.tracker = bridge, bridge.tracker
        self._customer_id: int | None = None
        self._shown: tuple[int, Needs] | None = None
        self._found: Needs | None = None
        self.blank = link(
            "Blank list to hand to them…",
            "One page for them to fill in; nothing of your own list is on it",
            picture=icon(bridge.theme, "printer", "accent"),
        )
        self.intro = label(INTRO, "hint", wrap=True)
        self.sentence = label(role="quiet", wrap=True)
        self.keys = label(KEYS, "small", wrap=True)
        self.complaint = complaint()
        self.table = NeedsTable(bridge.theme)
        self.menu = NeedsMenu(self)
        self.entry = NeedsEntry()
        fields = {side.value: field for side, field in self.entry.fields.items()}
        self._draft = DraftKeeper(bridge, fields, self)
        for field in fields.values():
            field.textChanged.connect(self.complaint.hide)
        self.like = SimilarNeedsNotice()
        self.untold = NeedLines("They do not know it yet, or see it otherwise", "Tell them…", SHOWN)
        self.uncovered = NeedLines(
            "No measure yet, what they need most first", "Measure it…", SHOWN
        )
        self.dropped = NeedLines("Dropped", "Restore")
        self._lay_out()
        self._wire()

    def show_customer(self, customer_id: int) -> None:
        """Show a customer's lists, the chosen need still chosen."""
        if customer_id != self._customer_id:
            uid = self.tracker.customers.get(customer_id).uid
            self._draft.show_form(f"needs:{uid}", dict.fromkeys(NeedSide, ""))
            self.like.forget()
            show_text(self.complaint, "")
        self._customer_id = customer_id
        found = needs(self.tracker, customer_id)
        if (customer_id, found) == self._shown:
            return
        self._shown, self._found = (customer_id, found), found
        comparison = found.comparison
        self.table.show_needs(comparison, found.measures, self._bridge.today())
        any_row = bool(comparison.rows)
        self.intro.setVisible(not any_row)
        self.table.setVisible(any_row)
        self.keys.setVisible(any_row)
        self.sentence.setText(difference(comparison))
        self.sentence.setVisible(any_row)
        self.like.show_suggestions(comparison)
        self.untold.show_needs(comparison.untold)
        self.uncovered.show_needs(comparison.uncovered)
        self.dropped.show_needs(found.dropped)

    @property
    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, in order."""
        return [
            *self.untold.buttons.values(),
            self.table,
            *self.entry.fields.values(),
            self.blank,
            *self.like.buttons,
            *self.uncovered.buttons.values(),
            *self.dropped.buttons.values(),
        ]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 20, 0, 0)
        layout.setSpacing(6)
        for widget in (
            label("Needs, side by side", "heading"),
            self.intro,
            self.untold,
            self.table,
            self.entry,
            self.complaint,
            self.sentence,
            self.keys,
            self.blank,
            self.like,
            self.uncovered,
            self.dropped,
        ):
            layout.addWidget(widget)
        layout.setAlignment(self.blank, Qt.AlignmentFlag.AlignLeading)

    def _wire(self) -> None:
        self.blank.clicked.connect(self._on_blank)
        self.entry.need_entered.connect(self._on_need_entered)
        self.table.needs.ranked.connect(self._on_ranked)
        self.table.needs.paired.connect(self._on_paired)
        self.table.needs.reworded.connect(self._on_reworded)
        self.table.action_requested.connect(self._do)
        self.table.menu_requested.connect(self._on_menu_requested)
        self.menu.action_requested.connect(self._do)
        self.menu.partner_selected.connect(self._on_partner_selected)
        self.menu.measure_selected.connect(self._on_measure_selected)
        self.menu.source_selected.connect(self._on_source_selected)
        self.menu.status_selected.connect(self._on_status_selected)
        self.like.paired.connect(self._on_paired)
        self.untold.action_requested.connect(self._ask_what_was_told)
        self.uncovered.action_requested.connect(self._measure)
        self.dropped.action_requested.connect(self._on_bring_back)

    def _on_blank(self) -> None:
        if self._customer_id is not None:
            BlankList(self._bridge, self, self._customer_id).open()

    def _on_need_entered(self, entered: tuple[NeedSide, str]) -> None:
        side, text = entered
        if self._customer_id is None:
            return
        try:
            commands.add_need(self.tracker, self._customer_id, side, text, self._bridge.today())
        except InvalidInput as error:
            show_text(self.complaint, error.sentence)
            return
        show_text(self.complaint, "")
        self.entry.fields[side].clear()
        self._draft.keep()
        self.entry.fields[side].setFocus()

    def _on_ranked(self, wish: RankRequest) -> None:
        show_text(self.complaint, "")
        commands.rank_need(self.tracker, wish.need_id, wish.rank)

    def _on_paired(self, pair: tuple[int, int]) -> None:
        commands.pair_needs(self.tracker, *pair)
        self.table.choose(pair[0])
        self._bridge.show_message("Paired. Ctrl+Z undoes it.")

    def _on_reworded(self, reworded: tuple[int, str]) -> None:
        need_id, text = reworded
        try:
            commands.edit_need(self.tracker, need_id, text)
        except InvalidInput as error:
            show_text(self.complaint, error.sentence)
        else:
            show_text(self.complaint, "")
        self.table.choose(need_id)
        self.table.setFocus()

    def _on_menu_requested(self, place: QPoint) -> None:
        need = self.table.need()
        if need is not None and self._found is not None:
            self.menu.offer(need, self._found, place)

    def _on_partner_selected(self, partner_id: int) -> None:
        if need := self.table.need():
            self._on_paired((need.id, partner_id))

    def _on_measure_selected(self, measure_id: int | None) -> None:
        if need := self.table.need():
            commands.measure_need(self.tracker, need.id, measure_id)

    def _on_source_selected(self, source: NeedSource) -> None:
        if need := self.table.need():
            commands.edit_need(self.tracker, need.id, source=source)

    def _on_status_selected(self, status: NeedStatus) -> None:
        if need := self.table.need():
            commands.edit_need(self.tracker, need.id, status=status)

    def _do(self, wish: NeedAction) -> None:
        """Do something with the chosen need."""
        need = self.table.need()
        if need is None or self._found is None:
            return
        match wish:
            case NeedAction.EDIT:
                self.table.choose(need.id)
                self.table.edit_chosen()
            case NeedAction.PAIR:
                self.menu.offer_partners(need, self._found, self.table.below())
            case NeedAction.DETAILS:
                NeedDialog(self._bridge, self, need).open()
            case NeedAction.TELL:
                self._ask_what_was_told(need.id)
            case NeedAction.MEASURE:
                self._measure(need.id)
            case _:
                self._change(wish, need)

    def _change(self, wish: NeedAction, need: Need) -> None:
        match wish:
            case NeedAction.UP | NeedAction.DOWN:
                step = -1 if wish is NeedAction.UP else 1
                commands.rank_need(self.tracker, need.id, need.rank + step)
            case NeedAction.UNPAIR:
                commands.unpair_need(self.tracker, need.id)
            case NeedAction.DROP:
                commands.drop_need(self.tracker, need.id, self._bridge.today())
                self._bridge.show_message(f"{need.text} is dropped. Ctrl+Z brings it back.")

    def _measure(self, need_id: int) -> None:
        need = self.tracker.needs.get(need_id)
        tie = (MeasureOrigin.NEED, need_id)
        MeasureForDialog(self._bridge, self, need.customer_id, need.text, tie).open()

    def _ask_what_was_told(self, need_id: int) -> None:
        """Ask what was said of a need; one that they say themselves needs no telling."""
        need = self.tracker.needs.get(need_id)
        if need.status is not NeedStatus.STATED:
            TellNeedDialog(self._bridge, self, need).open()

    def _on_bring_back(self, need_id: int) -> None:
        commands.bring_back_need(self.tracker, need_id)
        self._bridge.show_message("Restored to its place.")
