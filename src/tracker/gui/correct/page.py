"""Fixes & choices: its sections, of which the fixes and the look around are laid out here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from tracker.app import commands
from tracker.app.customers.assessments import overdue_assessments
from tracker.app.customers.worksheet import suggestion
from tracker.app.decisions.queries import due_decisions
from tracker.app.signals.corrections import FixCard, Stage, fix_board
from tracker.app.signals.pulse import PulseFixCard, count_due_fixes, pulse_fix_cards
from tracker.domain.customer import Customer
from tracker.domain.period import Period
from tracker.domain.pulse import PulseFix
from tracker.gui.bridge import Bridge
from tracker.gui.correct.fixes import (
    NO_MEASURE,
    FixAction,
    FixBoard,
    FixCardView,
    FixRequest,
)
from tracker.gui.page import Header, Page, PagePart, Parts, page_layout
from tracker.gui.widgets.choice import WhoFilter
from tracker.gui.widgets.first_steps import FirstSteps
from tracker.gui.widgets.tabs import Tabs
from tracker.gui.widgets.text import button
from tracker.report.dates import long_day

if TYPE_CHECKING:
    from tracker.gui.correct.choices import ChoicesPart
    from tracker.gui.notes.lists import IdeasPart

FIXES = "fixes"
CHOICES, IDEAS, UPSTREAM, LOOK = "choices", "ideas", "upstream", "look"
SECTIONS = {
    FIXES: "Fixes",
    CHOICES: "Conflicts & decisions",
    IDEAS: "Notes & ideas",
    UPSTREAM: "Upstream",
    LOOK: "Look around",
}
QUIET = "What you change, and whether it changed anything."
LATER = timedelta(weeks=4)
ABOUT_ME = "This is about your own work, with all your customers."
EMPTY = (
    "Your fixes will stand here",
    "Start one when something is noticed, or before it can go wrong. What became of it is read "
    "from the weeks before and after.",
)
NOTHING = {
    Stage.OPEN: "Nothing is under way.",
    Stage.WAITING: "Fixes that are done, but not yet seen in the figures, wait here.",
    Stage.WORKED: "Fixes that changed a measure for the better are listed here.",
    Stage.FAILED: "Fixes that changed nothing, to learn from.",
}


class CorrectPage(Page):
    """Fixes in four columns, each with its computed effect; beside them four more sections."""

    reads = frozenset({"fix", "evaluation", "measure", "version", "customer", "planned_change"}) | {
        "accepted_change",
        "decision",
        "pulse",
        "pulse_fix",
    }
    hint = "The effect of a fix is read from what you log, without the noise"

    def __init__(self, bridge: Bridge) -> None:
        super().__init__(bridge)
        layout = page_layout(self)
        self.header = Header("Fixes & choices", QUIET)
        self.add = button("Start a fix", tone="accent")
        self.add.clicked.connect(self.start_fix)
        self.header.add(self.add)
        layout.addWidget(self.header)
        self.section: Tabs[str] = Tabs(SECTIONS.items(), "Sections of fixes and choices")
        layout.addWidget(self.section)
        self.who = WhoFilter(bridge)
        self.stack = QStackedWidget()
        body = QVBoxLayout()
        body.setSpacing(layout.spacing())
        body.addWidget(self.stack, 1)
        layout.addLayout(body, 1)
        self.header.seat(self.who, body)
        self.parts = Parts(bridge, self._seat)
        self.stack.addWidget(self._fixes(bridge))
        self.section.choose(FIXES)
        self.section.selected.connect(self._show_section)

    def _fixes(self, bridge: Bridge) -> QWidget:
        whole = QWidget()
        whole.setProperty("role", "plain")
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        self.empty = FirstSteps(bridge.theme, "wrench", *EMPTY)
        self.empty.next_step_requested.connect(self.start_fix)
        self.empty.answer_by(self)
        layout.addWidget(self.empty, 1)
        self.board = FixBoard()
        self.columns = self.board.columns
        layout.addWidget(self.board, 1)
        return whole

    def part(self, key: str) -> PagePart:
        """Return a section beside the fixes, made when it is first wanted."""
        match key:
            case "ideas":
                return self.notes
            case "upstream":
                from tracker.gui.correct.upstream import UpstreamPart

                return self.parts.made(key, UpstreamPart)
            case "look":
                from tracker.gui.correct.look import PracticePart

                return self.parts.made(key, PracticePart)
            case _:
                return self.choices

    @property
    def choices(self) -> ChoicesPart:
        """The section of conflicts and decisions, made when it is first wanted."""
        from tracker.gui.correct.choices import ChoicesPart

        return self.parts.made(CHOICES, ChoicesPart)

    @property
    def notes(self) -> IdeasPart:
        """The section of quick notes, made when it is first wanted."""
        from tracker.gui.notes.lists import IdeasPart

        return self.parts.made(IDEAS, IdeasPart)

    def menu_commands(self) -> Mapping[str, Callable[[], None]]:
        """Return what the menus ask of this page."""
        return {
            "start_fix": self.start_fix,
            "open_conflict": self.open_conflict,
            "decide": self.decide,
        }

    def _seat(self, _key: str, part: PagePart) -> None:
        self.adopt(part)
        part.sifted.connect(self._say_hidden)
        self.stack.addWidget(part)

    def show_section(self, key: str) -> None:
        """Bring a section forward."""
        self.section.choose(key)

    def show_note(self, note_id: int) -> None:
        """Show a quick note among all of them."""
        self.show_section(IDEAS)
        self.notes.show_note(note_id)

    def show_choice(self, key: tuple[str, int]) -> None:
        """Show a conflict or a decision: its kind and its id."""
        self.show_section(CHOICES)
        self.choices.show_choice(key)

    def open_conflict(self) -> None:
        """Ask what is in conflict, and between whom."""
        self.show_section(CHOICES)
        self.choices.ask_conflict()

    def decide(self) -> None:
        """Ask for a decision that comes from no conflict."""
        self.show_section(CHOICES)
        self.choices.ask_decision()

    def _show_section(self) -> None:
        key = self.section.value
        self.add.setVisible(key == FIXES)
        if key == FIXES:
            self.stack.setCurrentIndex(0)
        else:
            self.stack.setCurrentWidget(self.part(key))
        self.refresh()

    def refresh(self) -> None:
        """Read every fix into its column, or the section that is shown."""
        due = overdue_assessments(self.tracker, self.bridge.today())
        self.header.quiet.setText(suggestion(due) or QUIET)
        if part := self.parts.get(self.section.value):
            part.refresh()
            self._say_hidden()
            return
        board = fix_board(self.tracker, self.bridge.today())
        mine = pulse_fix_cards(self.tracker, self.bridge.today())
        some = any(board.values()) or bool(mine)
        kept = self.who.sift((card for cards in board.values() for card in cards), _customer_of)
        self.empty.setVisible(not some)
        self.entrance = None if some else self.empty.button
        if self.tracker.in_use("measure"):
            self.empty.show_next(*EMPTY, "Start a fix")
        else:
            served = self.tracker.customers.where("archived_on IS NULL")
            self.empty.show_missing(*EMPTY, served)
        self.add.setVisible(some and self.section.value == FIXES)
        self.board.setVisible(some)
        for stage, column in self.columns.items():
            cards: list[FixCard | PulseFixCard] = [one for one in mine if one.stage is stage]
            cards += [one for one in kept if one.stage is stage]
            column.clear(NOTHING[stage] if not cards else "")
            for card in cards:
                view = FixCardView(self.bridge.theme, card)
                view.action_requested.connect(self._on_action_requested)
                column.add(view)

    def _say_hidden(self) -> None:
        """Say how many rows of the section the choice of customers leaves out."""
        if part := self.parts.get(self.section.value):
            own = self.section.value == LOOK
            self.who.show_hidden(part.hidden, instead=ABOUT_ME if own else "")

    def badge(self) -> int:
        """Count the fixes that ask for something this week, and the decisions due, as shown."""
        today, hides = self.bridge.today(), self.bridge.hides
        due = len(due_decisions(self.tracker, today, hides))
        return due + count_due_fixes(self.tracker, Period.of(today).start, hides)

    def start_fix(self) -> None:
        """Ask what is to be done, and for which measure."""
        if self.tracker.measures.where("archived_on IS NULL"):
            self.start_fix_for((None, None, ""))
        else:
            self.bridge.show_message(NO_MEASURE)
            self.page_requested.emit("customers")

    def start_fix_for(self, wish: tuple[int | None, date | None, str]) -> None:
        """Ask what is to be done about a measure (and since when it changed)."""
        from tracker.gui.dialogs.fix import FixDialog

        measure_id, since, obstacle = wish
        FixDialog(self.bridge, measure_id, self.window(), since=since, obstacle=obstacle).open()

    def _on_action_requested(self, wish: FixRequest) -> None:
        if isinstance(wish.card, PulseFixCard):
            self._change_own(wish.action, wish.card.fix)
        else:
            self._change(wish.action, wish.card)

    def _change(self, action: FixAction, card: FixCard) -> None:
        fix, today = card.standing.fix, self.bridge.today()
        match action:
            case FixAction.OPEN:
                self.measure_requested.emit(card.measure.id)
            case FixAction.EDIT:
                from tracker.gui.dialogs.fix import FixDialog

                FixDialog(self.bridge, card.measure.id, self.window(), fix=fix).open()
            case FixAction.FINISH:
                commands.finish_fix(self.tracker, fix.id, today)
                self.bridge.show_message("Done. Its effect shows as you go on logging.")
            case FixAction.LATER:
                commands.review_fix(self.tracker, fix.id, today + LATER)
                self.bridge.show_message(f"It comes up again on {long_day(today + LATER, today)}.")
            case FixAction.DROP:
                commands.drop_fix(self.tracker, fix.id, today)
            case FixAction.REOPEN:
                commands.reopen_fix(self.tracker, fix.id)
            case FixAction.REMOVE:
                commands.remove_fix(self.tracker, fix.id)
                self.bridge.show_message("Deleted. Ctrl+Z brings it back.")

    def _change_own(self, action: FixAction, fix: PulseFix) -> None:
        today = self.bridge.today()
        match action:
            case FixAction.OPEN | FixAction.EDIT:
                from tracker.gui.dialogs.pulse import PulseFixDialog

                PulseFixDialog(self.bridge, self.window(), fix).open()
            case FixAction.FINISH:
                commands.finish_pulse_fix(self.tracker, fix.id, today)
                self.bridge.show_message("Done. Its effect shows as you go on logging your pulse.")
            case FixAction.LATER:
                commands.review_pulse_fix(self.tracker, fix.id, today + LATER)
                self.bridge.show_message(f"It comes up again on {long_day(today + LATER, today)}.")
            case FixAction.DROP:
                commands.drop_pulse_fix(self.tracker, fix.id, today)
            case FixAction.REOPEN:
                commands.reopen_pulse_fix(self.tracker, fix.id)
            case FixAction.REMOVE:
                commands.remove_pulse_fix(self.tracker, fix.id)
                self.bridge.show_message("Deleted. Ctrl+Z brings it back.")


def _customer_of(card: FixCard) -> Customer:
    return card.customer
